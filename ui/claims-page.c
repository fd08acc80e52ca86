#include "ui/claims-page.h"

#include "data/advice/assessment.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/search-words.h"
#include "data/model/settings.h"
#include "data/model/store.h"
#include "ui/badge.h"
#include "ui/claim-row.h"
#include "ui/compat.h"
#include "ui/portions.h"
#include "ui/page-view.h"
#include "ui/session.h"

struct _AssayClaimsPage
{
  GtkWidget parent_instance;

  AssaySession *session;
  char *wanted;            /* statement to be shown once the rows are there, or NULL */
  char **words;            /* of the search, folded */
  GPtrArray *criteria;     /* ids behind the choices of the second filter, borrowed; the first is NULL */
  guint n_shown;
  gboolean filled;         /* or being filled */
  gboolean complete;       /* all rows are there */

  AssayPageView *view;
  GtkSearchEntry *search;
  GtkDropDown *verdict;
  GtkDropDown *criterion;
  GtkLabel *count;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AssayClaimsPage, assay_claims_page, GTK_TYPE_WIDGET)

static gboolean
filter_cb (GtkListBoxRow *list_row, gpointer data)
{
  AssayClaimsPage *self = data;
  AssayClaimRow *row = ASSAY_CLAIM_ROW (list_row);
  int kind = (int) gtk_drop_down_get_selected (self->verdict) - 1;
  const char *criterion = g_ptr_array_index (self->criteria, gtk_drop_down_get_selected (self->criterion));

  if (kind >= 0 && (int) assay_claim_row_get_kind (row) != kind)
    return FALSE;
  if (criterion != NULL && g_strcmp0 (assay_statement_get_criterion (assay_claim_row_get_statement (row)), criterion) != 0)
    return FALSE;

  return assay_claim_row_matches (row, (const char * const *) self->words);
}

static guint
count_shown (AssayClaimsPage *self)
{
  GtkListBoxRow *row;
  guint n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    n += filter_cb (row, self) ? 1 : 0;

  return n;
}

static void
remember (AssayClaimsPage *self)
{
  AssaySettings *settings = assay_settings_get ();
  guint kind = gtk_drop_down_get_selected (self->verdict);

  assay_settings_set_string (settings, "claims-verdict", kind > 0 ? assay_verdict_id (kind - 1) : NULL);
  assay_settings_set_string (settings, "claims-criterion", g_ptr_array_index (self->criteria, gtk_drop_down_get_selected (self->criterion)));
  assay_settings_set_string (settings, "claims-search", gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
update_shown (AssayClaimsPage *self)
{
  g_autofree char *count = NULL;

  if (!self->filled)
    return;

  remember (self);
  gtk_list_box_invalidate_filter (self->list);
  self->n_shown = count_shown (self);
  count = g_strdup_printf (_ ("%u of %u"), self->n_shown, assay_store_get_statements (assay_session_get_store (self->session))->len);
  gtk_label_set_label (self->count, self->complete ? count : "");
  gtk_stack_set_visible_child_name (self->stack, self->n_shown > 0 || !self->complete ? "list" : "nothing");
}

static void
search_changed_cb (AssayClaimsPage *self)
{
  g_strfreev (self->words);
  self->words = assay_search_words (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  update_shown (self);
}

static void
clear_cb (AssayClaimsPage *self)
{
  gtk_drop_down_set_selected (self->verdict, 0);
  gtk_drop_down_set_selected (self->criterion, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
}

static void
fill_verdicts (AssayClaimsPage *self, AssayAssessment *assessment)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *[]) { _ ("All verdicts"), NULL });

  for (guint kind = 0; kind < ASSAY_N_VERDICTS; kind++)
    gtk_string_list_take (names, g_strdup_printf ("%s (%u)", assay_badge_verdict_word (kind),
                                                  assay_assessment_count (assessment, kind)));
  gtk_drop_down_set_model (self->verdict, G_LIST_MODEL (names));
}

static void
fill_criteria (AssayClaimsPage *self, AssayStore *store)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *[]) { _ ("All criteria"), NULL });
  GPtrArray *criteria = assay_store_get_criteria (store);

  g_ptr_array_set_size (self->criteria, 1);
  for (guint i = 0; i < criteria->len; i++)
    {
      const AssayCriterion *criterion = g_ptr_array_index (criteria, i);

      g_ptr_array_add (self->criteria, criterion->id);
      gtk_string_list_append (names, criterion->name);
    }
  gtk_drop_down_set_model (self->criterion, G_LIST_MODEL (names));
}

static AssayClaimRow *
find_row (AssayClaimsPage *self, const char *statement)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (assay_statement_get_id (assay_claim_row_get_statement (ASSAY_CLAIM_ROW (row))), statement) == 0)
      return ASSAY_CLAIM_ROW (row);

  return NULL;
}

static void
show_wanted (AssayClaimsPage *self)
{
  AssayClaimRow *row = find_row (self, self->wanted);

  g_clear_pointer (&self->wanted, g_free);
  if (row == NULL)
    return;

  if (!filter_cb (GTK_LIST_BOX_ROW (row), self))
    clear_cb (self);
  assay_claim_row_set_expanded (row, TRUE);
  assay_page_view_reveal (self->view, GTK_WIDGET (row), GTK_WIDGET (row));
}

/* The last row tells how many there are and leads to the one that is wanted. */
static gboolean
add_row (GtkWidget *list, guint index, gpointer data)
{
  AssayClaimsPage *self = data;
  GPtrArray *statements = assay_store_get_statements (assay_session_get_store (self->session));

  if (index < statements->len)
    gtk_list_box_append (GTK_LIST_BOX (list), assay_claim_row_new (g_ptr_array_index (statements, index),
                                                                   assay_session_get_assessment (self->session), index));
  if (index + 1 < statements->len)
    return TRUE;

  self->complete = TRUE;
  update_shown (self);
  if (self->wanted != NULL)
    show_wanted (self);

  return FALSE;
}

/* What was chosen last; of what there is no more, all. */
static void
restore (AssayClaimsPage *self)
{
  AssaySettings *settings = assay_settings_get ();
  g_autofree char *verdict = assay_settings_get_string (settings, "claims-verdict");
  g_autofree char *criterion = assay_settings_get_string (settings, "claims-criterion");
  g_autofree char *text = assay_settings_get_string (settings, "claims-search");

  for (int kind = 0; kind < ASSAY_N_VERDICTS; kind++)
    if (g_str_equal (verdict, assay_verdict_id (kind)))
      assay_claims_page_set_verdict (self, kind);
  assay_claims_page_set_criterion (self, criterion);
  assay_claims_page_set_search (self, text);
}

static void
fill (AssayClaimsPage *self)
{
  AssayAssessment *assessment = assay_session_get_assessment (self->session);
  AssayStore *store = assay_session_get_store (self->session);
  g_autofree char *finding = NULL;

  if (assessment == NULL || self->filled)
    return;

  finding = assay_assessment_finding (assessment);
  assay_page_view_set_headline (self->view, finding);
  fill_verdicts (self, assessment);
  fill_criteria (self, store);
  restore (self);
  self->filled = TRUE;
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  update_shown (self);
  assay_portions_build (GTK_WIDGET (self->list), GTK_WIDGET (self), add_row, self);
}

void
assay_claims_page_set_search (AssayClaimsPage *self, const char *text)
{
  g_return_if_fail (ASSAY_IS_CLAIMS_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), text != NULL ? text : "");
  search_changed_cb (self);
}

void
assay_claims_page_set_verdict (AssayClaimsPage *self, int kind)
{
  g_return_if_fail (ASSAY_IS_CLAIMS_PAGE (self));
  g_return_if_fail (kind >= -1 && kind < ASSAY_N_VERDICTS);

  gtk_drop_down_set_selected (self->verdict, (guint) (kind + 1));
}

void
assay_claims_page_set_criterion (AssayClaimsPage *self, const char *criterion)
{
  g_return_if_fail (ASSAY_IS_CLAIMS_PAGE (self));

  for (guint i = 0; i < self->criteria->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->criteria, i), criterion) == 0)
      gtk_drop_down_set_selected (self->criterion, i);
}

guint
assay_claims_page_get_n_shown (AssayClaimsPage *self)
{
  g_return_val_if_fail (ASSAY_IS_CLAIMS_PAGE (self), 0);

  assay_portions_finish (GTK_WIDGET (self->list));

  return self->n_shown;
}

static void
search_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  gtk_widget_grab_focus (GTK_WIDGET (ASSAY_CLAIMS_PAGE (widget)->search));
}

static void
show_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *statement)
{
  AssayClaimsPage *self = ASSAY_CLAIMS_PAGE (widget);

  g_free (self->wanted);
  self->wanted = g_variant_dup_string (statement, NULL);
  if (self->complete)
    show_wanted (self);
}

static void
assay_claims_page_dispose (GObject *object)
{
  AssayClaimsPage *self = ASSAY_CLAIMS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_CLAIMS_PAGE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->criteria, g_ptr_array_unref);

  G_OBJECT_CLASS (assay_claims_page_parent_class)->dispose (object);
}

static void
assay_claims_page_class_init (AssayClaimsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_claims_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/claims-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayClaimsPage, view);
  gtk_widget_class_bind_template_child (widget_class, AssayClaimsPage, search);
  gtk_widget_class_bind_template_child (widget_class, AssayClaimsPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, AssayClaimsPage, criterion);
  gtk_widget_class_bind_template_child (widget_class, AssayClaimsPage, count);
  gtk_widget_class_bind_template_child (widget_class, AssayClaimsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AssayClaimsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_shown);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "page.show", "s", show_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_claims_page_init (AssayClaimsPage *self)
{
  self->words = g_new0 (char *, 1);
  self->criteria = g_ptr_array_new ();
  g_ptr_array_add (self->criteria, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  assay_drop_down_set_name (self->verdict, _ ("Verdict"));
  assay_drop_down_set_name (self->criterion, _ ("Criterion"));
}

GtkWidget *
assay_claims_page_new (AssaySession *session, const char *page G_GNUC_UNUSED)
{
  AssayClaimsPage *self = g_object_new (ASSAY_TYPE_CLAIMS_PAGE, NULL);

  self->session = g_object_ref (session);
  fill (self);
  g_signal_connect_object (session, "assessment-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
