#include "ui/claim-row.h"

#include "data/advice/assessment.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/search-words.h"
#include "ui/badge.h"
#include "ui/origin-row.h"

/* Some statements are read from hundreds of pairs: they are shown by the handful. */
#define FIRST_READINGS 8
#define MORE_READINGS 50

struct _AssayClaimRow
{
  GtkListBoxRow parent_instance;

  GtkBox *box;
  GtkWidget *header;
  GtkLabel *title;
  GtkLabel *summary;
  GtkBox *badges;
  GtkListBox *details;           /* NULL before it is first opened */

  AssayStatement *statement;
  AssayAssessment *assessment;   /* owns the verdict */
  const AssayVerdict *verdict;
  char *haystack;                /* all its words, folded; NULL before the first search */
  GPtrArray *tail;               /* the rows below the readings, borrowed */
  guint n_readings;              /* that are shown */
};

G_DEFINE_FINAL_TYPE (AssayClaimRow, assay_claim_row, GTK_TYPE_LIST_BOX_ROW)

static void
add_row (AssayClaimRow *self, GtkWidget *row)
{
  gtk_list_box_append (self->details, row);
}

static void
add_tail_row (AssayClaimRow *self, GtkWidget *row)
{
  add_row (self, row);
  g_ptr_array_add (self->tail, row);
}

/* A heading and a text below it, nothing where there is no text. */
static void
add_text (AssayClaimRow *self, const char *heading, const char *text)
{
  GtkWidget *row;

  if (text == NULL || *text == '\0')
    return;

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), heading);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_add_css_class (row, "property");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  add_tail_row (self, row);
}

/* "TechEmpower, 2025-06-08. Read 2025-06-08, second-hand": all that qualifies a figure, in one line. */
static char *
describe_datum (const AssayDatum *datum)
{
  g_autofree char *line = assay_provenance_line (datum->origin);
  GString *text = g_string_new (line);

  if (datum->date != NULL && strstr (line, datum->date) == NULL)
    g_string_append_printf (text, _ (" · figure of %s"), datum->date);
  if (datum->origin->via != NULL)
    g_string_append (text, _ (" · second-hand"));
  if (datum->quality != NULL)
    g_string_append_printf (text, "\n%s", datum->quality);
  if (assay_datum_is_gated (datum))
    {
      g_autofree char *reasons = g_strjoinv ("; ", datum->gate);

      g_string_append_printf (text, _ ("\nNot counted: %s"), reasons);
    }

  return g_string_free (text, FALSE);
}

static GtkWidget *
side_badge_new (const AssayReading *reading)
{
  if (reading->context)
    return assay_badge_new (_ ("Context"), NULL);
  switch (reading->side)
    {
    case ASSAY_READING_AGREES:
      return assay_badge_new (_ ("Agrees"), "supported");
    case ASSAY_READING_DISAGREES:
      return assay_badge_new (_ ("Disagrees"), "contradicted");
    case ASSAY_READING_NEITHER:
    default:
      return assay_badge_new (_ ("Neither"), NULL);
    }
}

static GtkWidget *
datum_row_new (const char *title, AssayDatum *datum)
{
  g_autofree char *subtitle = describe_datum (datum);

  return assay_origin_row_new (title, subtitle, datum->origin, datum);
}

static void
add_against (AssayClaimRow *self, AssayDatum *against)
{
  g_autofree char *value = assay_datum_format (against);
  g_autofree char *title = g_strdup_printf (_ ("Compared with %s"), value);

  add_row (self, datum_row_new (title, against));
}

static void
add_reading (AssayClaimRow *self, const AssayReading *reading)
{
  GtkWidget *row;

  if (reading->datum == NULL)
    return;

  row = datum_row_new (reading->text, reading->datum);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), side_badge_new (reading));
  add_row (self, row);
  if (reading->against != NULL && reading->against->origin != reading->datum->origin)
    add_against (self, reading->against);
}

static void
add_attribution (AssayClaimRow *self)
{
  AssayProvenance *origin = assay_statement_get_origin (self->statement);
  g_autofree char *line = origin != NULL ? assay_provenance_line (origin) : NULL;
  GtkWidget *row;

  if (origin == NULL)
    return;

  row = assay_origin_row_new (_ ("Stated by"), line, origin, NULL);
  gtk_widget_add_css_class (row, "property");
  add_tail_row (self, row);
}

static void show_readings (AssayClaimRow *self, guint n);

static void
more_cb (AssayClaimRow *self)
{
  show_readings (self, self->n_readings + MORE_READINGS);
}

static void
add_more (AssayClaimRow *self)
{
  guint rest = self->verdict->readings->len - self->n_readings;
  g_autofree char *title = g_strdup_printf (_ ("Show More of the Evidence (%u left)"), rest);
  GtkWidget *row;

  if (rest == 0)
    return;

  row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  add_tail_row (self, row);
}

/* What stands below the readings is made anew each time. */
static void
show_readings (AssayClaimRow *self, guint n)
{
  GPtrArray *readings = self->verdict->readings;

  for (guint i = 0; i < self->tail->len; i++)
    gtk_list_box_remove (self->details, g_ptr_array_index (self->tail, i));
  g_ptr_array_set_size (self->tail, 0);

  for (; self->n_readings < MIN (n, readings->len); self->n_readings++)
    add_reading (self, g_ptr_array_index (readings, self->n_readings));
  add_more (self);
  add_text (self, _ ("How the verdict comes about"), self->verdict->rule);
  add_text (self, _ ("What would settle it"), self->verdict->settle);
  add_text (self, _ ("How it can be checked"), assay_statement_get_method (self->statement));
  add_text (self, _ ("Remark"), assay_statement_get_remark (self->statement));
  add_attribution (self);
}

/* Up and down lead out of the details as they lead through them. */
static gboolean
keynav_failed_cb (AssayClaimRow *self, GtkDirectionType direction)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (root == NULL || (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN))
    return FALSE;

  return gtk_widget_child_focus (root, direction == GTK_DIR_UP ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
}

/* Ninety statements with all their evidence are thousands of widgets, of which a reader opens a few. */
static void
build_details (AssayClaimRow *self)
{
  self->details = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->details, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->details), "details");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->details), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Evidence"), -1);
  g_signal_connect_swapped (self->details, "keynav-failed", G_CALLBACK (keynav_failed_cb), self);
  gtk_box_append (self->box, GTK_WIDGET (self->details));
  show_readings (self, FIRST_READINGS);
}

gboolean
assay_claim_row_get_expanded (AssayClaimRow *self)
{
  g_return_val_if_fail (ASSAY_IS_CLAIM_ROW (self), FALSE);

  return self->details != NULL && gtk_widget_get_visible (GTK_WIDGET (self->details));
}

void
assay_claim_row_set_expanded (AssayClaimRow *self, gboolean expanded)
{
  g_return_if_fail (ASSAY_IS_CLAIM_ROW (self));

  if (assay_claim_row_get_expanded (self) == expanded)
    return;

  if (self->details == NULL)
    build_details (self);
  gtk_widget_set_visible (GTK_WIDGET (self->details), expanded);
  /* Closed, two lines of the summary do; opened, it is read whole. */
  gtk_label_set_lines (self->summary, expanded ? -1 : 2);
  gtk_label_set_ellipsize (self->summary, expanded ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
  if (expanded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "expanded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "expanded");
}

static void
toggle_cb (AssayClaimRow *self)
{
  assay_claim_row_set_expanded (self, !assay_claim_row_get_expanded (self));
}

AssayStatement *
assay_claim_row_get_statement (AssayClaimRow *self)
{
  g_return_val_if_fail (ASSAY_IS_CLAIM_ROW (self), NULL);

  return self->statement;
}

AssayVerdictKind
assay_claim_row_get_kind (AssayClaimRow *self)
{
  g_return_val_if_fail (ASSAY_IS_CLAIM_ROW (self), ASSAY_VERDICT_OPEN);

  return self->verdict->kind;
}

static char *
fold_words (AssayClaimRow *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, "%s\n%s\n%s\n%s\n%s\n%s",
                          assay_statement_get_id (self->statement),
                          assay_statement_get_text (self->statement),
                          assay_statement_get_topic (self->statement),
                          self->verdict->summary,
                          assay_verdict_name (self->verdict->kind),
                          assay_statement_get_remark (self->statement) != NULL ? assay_statement_get_remark (self->statement) : "");

  return assay_search_fold (words->str);
}

gboolean
assay_claim_row_matches (AssayClaimRow *self, const char * const *words)
{
  g_return_val_if_fail (ASSAY_IS_CLAIM_ROW (self), FALSE);

  if (self->haystack == NULL)
    self->haystack = fold_words (self);

  return assay_search_matches (words, self->haystack);
}

static void
assay_claim_row_finalize (GObject *object)
{
  AssayClaimRow *self = ASSAY_CLAIM_ROW (object);

  g_clear_object (&self->statement);
  g_clear_pointer (&self->assessment, assay_assessment_unref);
  g_free (self->haystack);
  g_clear_pointer (&self->tail, g_ptr_array_unref);

  G_OBJECT_CLASS (assay_claim_row_parent_class)->finalize (object);
}

static void
assay_claim_row_class_init (AssayClaimRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = assay_claim_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/claim-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayClaimRow, box);
  gtk_widget_class_bind_template_child (widget_class, AssayClaimRow, header);
  gtk_widget_class_bind_template_child (widget_class, AssayClaimRow, title);
  gtk_widget_class_bind_template_child (widget_class, AssayClaimRow, summary);
  gtk_widget_class_bind_template_child (widget_class, AssayClaimRow, badges);
  gtk_widget_class_bind_template_callback (widget_class, toggle_cb);
}

static void
assay_claim_row_init (AssayClaimRow *self)
{
  self->tail = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

GtkWidget *
assay_claim_row_new (AssayStatement *statement, AssayAssessment *assessment, guint index)
{
  AssayClaimRow *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (ASSAY_IS_STATEMENT (statement), NULL);

  self = g_object_new (ASSAY_TYPE_CLAIM_ROW, NULL);
  self->statement = g_object_ref (statement);
  self->assessment = assay_assessment_ref (assessment);
  self->verdict = assay_assessment_get_verdict (assessment, index);
  gtk_label_set_label (self->title, assay_statement_get_text (statement));
  gtk_label_set_label (self->summary, self->verdict->summary);
  gtk_box_append (self->badges, assay_badge_new_verdict (self->verdict->kind));
  name = g_strdup_printf ("%s: %s", assay_statement_get_text (statement), assay_verdict_name (self->verdict->kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->verdict->summary,
                                  -1);

  return GTK_WIDGET (self);
}
