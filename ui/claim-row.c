#include "ui/claim-row.h"

#include "data/advice/assessment.h"
#include "data/model/datum.h"
#include "data/model/provenance.h"
#include "ui/badge.h"
#include "ui/compat.h"
#include "ui/origin-row.h"
#include "ui/search-words.h"

/* Some statements are read from hundreds of pairs: they are shown by the handful. */
#define FIRST_READINGS 8
#define MORE_READINGS 50

struct _AssayClaimRow
{
  AdwExpanderRow parent_instance;

  AssayStatement *statement;
  AssayAssessment *assessment;   /* owns the verdict */
  const AssayVerdict *verdict;
  char *haystack;                /* all its words, folded; NULL before the first search */
  GPtrArray *tail;               /* the rows below the readings, borrowed; NULL before it is first opened */
  guint n_readings;              /* that are shown */
};

G_DEFINE_FINAL_TYPE (AssayClaimRow, assay_claim_row, ADW_TYPE_EXPANDER_ROW)

static void
add_row (AssayClaimRow *self, GtkWidget *row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
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
    g_string_append_printf (text, " · figure of %s", datum->date);
  if (datum->origin->via != NULL)
    g_string_append (text, " · second-hand");
  if (datum->quality != NULL)
    g_string_append_printf (text, "\n%s", datum->quality);
  if (assay_datum_is_gated (datum))
    {
      g_autofree char *reasons = g_strjoinv ("; ", datum->gate);

      g_string_append_printf (text, "\nNot counted: %s", reasons);
    }

  return g_string_free (text, FALSE);
}

static GtkWidget *
side_badge_new (const AssayReading *reading)
{
  if (reading->context)
    return assay_badge_new ("Context", NULL);
  switch (reading->side)
    {
    case ASSAY_READING_AGREES:
      return assay_badge_new ("Agrees", "supported");
    case ASSAY_READING_DISAGREES:
      return assay_badge_new ("Disagrees", "contradicted");
    case ASSAY_READING_NEITHER:
    default:
      return assay_badge_new ("Neither", NULL);
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
  g_autofree char *title = g_strdup_printf ("Compared with %s", value);

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

  row = assay_origin_row_new ("Stated by", line, origin, NULL);
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
  g_autofree char *title = g_strdup_printf ("Show More of the Evidence (%u left)", rest);
  GtkWidget *row;

  if (rest == 0)
    return;

  row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  add_tail_row (self, row);
}

/* An expander can only append: what stands below the readings is made anew each time. */
static void
show_readings (AssayClaimRow *self, guint n)
{
  GPtrArray *readings = self->verdict->readings;

  for (guint i = 0; i < self->tail->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->tail, i));
  g_ptr_array_set_size (self->tail, 0);

  for (; self->n_readings < MIN (n, readings->len); self->n_readings++)
    add_reading (self, g_ptr_array_index (readings, self->n_readings));
  add_more (self);
  add_text (self, "How the verdict comes about", self->verdict->rule);
  add_text (self, "What would settle it", self->verdict->settle);
  add_text (self, "How it can be checked", assay_statement_get_method (self->statement));
  add_text (self, "Remark", assay_statement_get_remark (self->statement));
  add_attribution (self);
}

/* Ninety statements with all their evidence are thousands of widgets, of which a reader opens a few. */
static void
expanded_cb (AssayClaimRow *self)
{
  if (self->tail != NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  self->tail = g_ptr_array_new ();
  show_readings (self, FIRST_READINGS);
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

  return g_utf8_casefold (words->str, -1);
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
  G_OBJECT_CLASS (klass)->finalize = assay_claim_row_finalize;
}

static void
assay_claim_row_init (AssayClaimRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

GtkWidget *
assay_claim_row_new (AssayStatement *statement, AssayAssessment *assessment, guint index)
{
  AssayClaimRow *self;

  g_return_val_if_fail (ASSAY_IS_STATEMENT (statement), NULL);

  self = g_object_new (ASSAY_TYPE_CLAIM_ROW, NULL);
  self->statement = g_object_ref (statement);
  self->assessment = assay_assessment_ref (assessment);
  self->verdict = assay_assessment_get_verdict (assessment, index);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), assay_statement_get_text (statement));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), self->verdict->summary);
  assay_expander_add_suffix (ADW_EXPANDER_ROW (self), assay_badge_new_verdict (self->verdict->kind));

  return GTK_WIDGET (self);
}
