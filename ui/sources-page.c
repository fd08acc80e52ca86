#include "ui/sources-page.h"

#include "data/advice/assessment.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/search-words.h"
#include "data/model/settings.h"
#include "data/model/store.h"
#include "ui/portions.h"
#include "ui/live-list.h"
#include "ui/origin-window.h"
#include "ui/page-view.h"
#include "ui/session.h"
#include "ui/source-row.h"

/* More messages than these tell nothing new; the command line prints all. */
#define MAX_MESSAGES 20

struct _AssaySourcesPage
{
  GtkWidget parent_instance;

  AssaySession *session;
  char **words;     /* of the search, folded */
  guint n_shown;
  char *wanted;     /* origin to be shown once the rows are there, or NULL */
  gboolean complete;/* they are */
  gboolean stale;   /* another catalogue came while the page was out of sight */

  AssayPageView *view;
  AssayLiveList *live;
  GtkWidget *warning;
  GtkLabel *warning_title;
  GtkLabel *warning_text;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AssaySourcesPage, assay_sources_page, GTK_TYPE_WIDGET)

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  return assay_source_row_matches (ASSAY_SOURCE_ROW (row), (const char * const *) ((AssaySourcesPage *) data)->words);
}

static void
update_shown (AssaySourcesPage *self)
{
  GtkListBoxRow *row;

  self->n_shown = 0;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    self->n_shown += filter_cb (row, self) ? 1 : 0;
  gtk_stack_set_visible_child_name (self->stack, self->n_shown > 0 ? "list" : "nothing");
}

static void
search_changed_cb (AssaySourcesPage *self)
{
  g_strfreev (self->words);
  self->words = assay_search_words (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  assay_settings_set_string (assay_settings_get (), "sources-search", gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_list_box_invalidate_filter (self->list);
  update_shown (self);
}

static void
row_activated_cb (AssaySourcesPage *self, GtkListBoxRow *row)
{
  assay_origin_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                               assay_source_row_get_origin (ASSAY_SOURCE_ROW (row)), NULL);
}

static void
fill_warning (AssaySourcesPage *self)
{
  GPtrArray *errors = assay_store_get_errors (assay_session_get_store (self->session));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->warning, errors->len > 0);
  if (errors->len == 0)
    return;

  for (guint i = 0; i < MIN (errors->len, MAX_MESSAGES); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *) g_ptr_array_index (errors, i));
  if (errors->len > MAX_MESSAGES)
    g_string_append_printf (text, _ ("\nand %u more"), errors->len - MAX_MESSAGES);
  title = errors->len == 1 ? g_strdup (_ ("One entry of the catalogue could not be read"))
                           : g_strdup_printf (_ ("%u entries of the catalogue could not be read"), errors->len);
  gtk_label_set_label (self->warning_title, title);
  gtk_label_set_label (self->warning_text, text->str);
}

static GtkListBoxRow *
find_row (AssaySourcesPage *self, const char *origin)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (assay_source_row_get_origin (ASSAY_SOURCE_ROW (row))->id, origin) == 0)
      break;

  return row;
}

static void
show_wanted (AssaySourcesPage *self)
{
  GtkListBoxRow *row = find_row (self, self->wanted);

  g_clear_pointer (&self->wanted, g_free);
  if (row == NULL)
    return;
  if (!filter_cb (row, self))
    assay_sources_page_set_search (self, NULL);
  assay_page_view_reveal (self->view, GTK_WIDGET (row), GTK_WIDGET (row));
}

static gboolean
add_row (GtkWidget *list, guint index, gpointer data)
{
  AssaySourcesPage *self = data;
  GPtrArray *origins = assay_store_get_origins (assay_session_get_store (self->session));
  AssayAssessment *assessment = assay_session_get_assessment (self->session);
  AssayProvenance *origin = index < origins->len ? g_ptr_array_index (origins, index) : NULL;
  GtkWidget *row = origin != NULL ? assay_source_row_new (origin) : NULL;

  if (row != NULL && assessment != NULL)
    assay_source_row_set_use (ASSAY_SOURCE_ROW (row), assay_assessment_get_use (assessment, origin->id));
  if (row != NULL)
    gtk_list_box_append (GTK_LIST_BOX (list), row);
  if (index + 1 < origins->len)
    return TRUE;

  self->complete = TRUE;
  update_shown (self);
  if (self->wanted != NULL)
    show_wanted (self);

  return FALSE;
}

static void
fill_list (AssaySourcesPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_stack_set_visible_child_name (self->stack, "list");
  self->complete = FALSE;
  assay_portions_build (GTK_WIDGET (self->list), GTK_WIDGET (self), add_row, self);
}

static void
fill_words (AssaySourcesPage *self)
{
  GPtrArray *origins = assay_store_get_origins (assay_session_get_store (self->session));
  g_autofree char *headline = NULL;
  guint independent = 0;

  for (guint i = 0; i < origins->len; i++)
    {
      const AssayProvenance *origin = g_ptr_array_index (origins, i);

      independent += origin->kind != ASSAY_ORIGIN_CLAIM && origin->standing == ASSAY_STANDING_INDEPENDENT ? 1 : 0;
    }
  headline = g_strdup_printf (_ ("Every figure comes from one of %u sources; %u are independent of what they describe"),
                              origins->len, independent);
  assay_page_view_set_headline (self->view, headline);
}

static void
fill_uses (AssaySourcesPage *self)
{
  AssayAssessment *assessment = assay_session_get_assessment (self->session);
  GtkListBoxRow *row;

  for (int i = 0; assessment != NULL && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      AssaySourceRow *source = ASSAY_SOURCE_ROW (row);

      assay_source_row_set_use (source, assay_assessment_get_use (assessment, assay_source_row_get_origin (source)->id));
    }
}

static void
clear_cb (AssaySourcesPage *self)
{
  assay_sources_page_set_search (self, NULL);
}

void
assay_sources_page_set_search (AssaySourcesPage *self, const char *text)
{
  g_return_if_fail (ASSAY_IS_SOURCES_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), text != NULL ? text : "");
  search_changed_cb (self);
}

guint
assay_sources_page_get_n_shown (AssaySourcesPage *self)
{
  g_return_val_if_fail (ASSAY_IS_SOURCES_PAGE (self), 0);

  assay_portions_finish (GTK_WIDGET (self->list));

  return self->n_shown;
}

static void
search_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  gtk_widget_grab_focus (GTK_WIDGET (ASSAY_SOURCES_PAGE (widget)->search));
}

static void
show_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *origin)
{
  AssaySourcesPage *self = ASSAY_SOURCES_PAGE (widget);

  g_free (self->wanted);
  self->wanted = g_variant_dup_string (origin, NULL);
  if (self->complete)
    show_wanted (self);
}

static void
assay_sources_page_dispose (GObject *object)
{
  AssaySourcesPage *self = ASSAY_SOURCES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_SOURCES_PAGE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (assay_sources_page_parent_class)->dispose (object);
}

static void
assay_sources_page_class_init (AssaySourcesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_sources_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/sources-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AssaySourcesPage, view);
  gtk_widget_class_bind_template_child (widget_class, AssaySourcesPage, live);
  gtk_widget_class_bind_template_child (widget_class, AssaySourcesPage, warning);
  gtk_widget_class_bind_template_child (widget_class, AssaySourcesPage, warning_title);
  gtk_widget_class_bind_template_child (widget_class, AssaySourcesPage, warning_text);
  gtk_widget_class_bind_template_child (widget_class, AssaySourcesPage, search);
  gtk_widget_class_bind_template_child (widget_class, AssaySourcesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AssaySourcesPage, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "page.show", "s", show_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_sources_page_init (AssaySourcesPage *self)
{
  g_type_ensure (ASSAY_TYPE_LIVE_LIST);
  self->words = g_new0 (char *, 1);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The page lasts: what is unfolded and where it is scrolled to stay when a refresh brings another catalogue. */
static void
fill (AssaySourcesPage *self)
{
  if (assay_session_get_store (self->session) == NULL)
    return;
  fill_words (self);
  fill_warning (self);
  fill_list (self);
}

static void
store_changed_cb (AssaySourcesPage *self)
{
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->stale)
    fill (self);
}

static void
map_cb (AssaySourcesPage *self)
{
  if (!self->stale)
    return;
  self->stale = FALSE;
  fill (self);
}

GtkWidget *
assay_sources_page_new (AssaySession *session, const char *page G_GNUC_UNUSED)
{
  AssaySourcesPage *self = g_object_new (ASSAY_TYPE_SOURCES_PAGE, NULL);
  g_autofree char *text = assay_settings_get_string (assay_settings_get (), "sources-search");

  self->session = g_object_ref (session);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  assay_sources_page_set_search (self, text);
  fill (self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  assay_live_list_set_refresher (self->live, assay_session_get_refresher (session));
  g_signal_connect_object (session, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "assessment-changed", G_CALLBACK (fill_uses), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
