#include "app/command.h"

#include <math.h>

#include "app/output.h"
#include "data/model/chart.h"
#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/today.h"
#include "data/model/units.h"

/* One kind of thing to list: an element as a line of text, and as the members of a JSON object. */
typedef struct
{
  const char *name;
  GPtrArray *(*elements) (AssayStore *store);
  char      *(*line)     (gpointer element, AssayStore *store);
  void       (*members)  (JsonBuilder *json, gpointer element, AssayStore *store);
} Listing;

static char *
subject_line (gpointer element, AssayStore *store G_GNUC_UNUSED)
{
  const AssaySubject *self = element;

  return g_strdup_printf ("%-24s %-16s %s", self->id, self->kind, self->name);
}

static void
subject_members (JsonBuilder *json, gpointer element, AssayStore *store G_GNUC_UNUSED)
{
  const AssaySubject *self = element;

  assay_output_string (json, "id", self->id);
  assay_output_string (json, "name", self->name);
  assay_output_string (json, "kind", self->kind);
  assay_output_string (json, "parent", self->parent);
  assay_output_string (json, "language", self->language);
  assay_output_string (json, "licence", self->licence);
  assay_output_string (json, "homepage", self->homepage);
  assay_output_string (json, "purl", self->purl);
}

static char *
criterion_line (gpointer element, AssayStore *store G_GNUC_UNUSED)
{
  const AssayCriterion *self = element;

  return g_strdup_printf ("%-16s %s", self->id, self->name);
}

static void
criterion_members (JsonBuilder *json, gpointer element, AssayStore *store G_GNUC_UNUSED)
{
  const AssayCriterion *self = element;

  assay_output_string (json, "id", self->id);
  assay_output_string (json, "name", self->name);
  assay_output_string (json, "description", self->description);
}

static char *
statement_line (gpointer element, AssayStore *store G_GNUC_UNUSED)
{
  return g_strdup_printf ("%-26s %s", assay_statement_get_id (element), assay_statement_get_text (element));
}

static void
statement_members (JsonBuilder *json, gpointer element, AssayStore *store G_GNUC_UNUSED)
{
  static const char * const checks[] = { "measure", "fetch", "cite", "judge" };

  assay_output_string (json, "id", assay_statement_get_id (element));
  assay_output_string (json, "text", assay_statement_get_text (element));
  assay_output_string (json, "topic", assay_statement_get_topic (element));
  assay_output_string (json, "criterion", assay_statement_get_criterion (element));
  assay_output_string (json, "check", checks[assay_statement_get_check (element)]);
  assay_output_string (json, "favours", assay_statement_get_favours (element));
  json_builder_set_member_name (json, "origin");
  assay_output_origin (json, assay_statement_get_origin (element));
}

static char *
datum_line (gpointer element, AssayStore *store G_GNUC_UNUSED)
{
  const AssayDatum *self = element;
  g_autofree char *value = assay_datum_format (self);
  g_autofree char *origin = assay_provenance_line (self->origin);

  return g_strdup_printf ("%s, %s: %s%s [%s]", self->metric->name, self->subject->name, value,
                          assay_datum_is_gated (self) ? _ (" (failed the gate)") : "", origin);
}

static void
datum_value (JsonBuilder *json, const AssayDatum *self)
{
  g_autofree char *date = NULL;

  json_builder_set_member_name (json, "value");
  if (isfinite (self->value) && self->metric->unit->quantity == ASSAY_QUANTITY_DATE)
    date = assay_date_iso (self->value);
  if (date != NULL)
    json_builder_add_string_value (json, date);
  else if (isfinite (self->value) || self->text == NULL)
    assay_output_number (json, self->value);
  else
    json_builder_add_string_value (json, self->text);
}

static void
strings_member (JsonBuilder *json, const char *name, char **strings)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_builder_add_string_value (json, strings[i]);
  json_builder_end_array (json);
}

static void
dimensions_member (JsonBuilder *json, char **dimensions)
{
  json_builder_set_member_name (json, "dimensions");
  json_builder_begin_object (json);
  for (guint i = 0; dimensions != NULL && dimensions[i] != NULL; i += 2)
    assay_output_string (json, dimensions[i], dimensions[i + 1]);
  json_builder_end_object (json);
}

static void
datum_members (JsonBuilder *json, gpointer element, AssayStore *store G_GNUC_UNUSED)
{
  const AssayDatum *self = element;

  assay_output_string (json, "id", self->id);
  assay_output_string (json, "metric", self->metric->id);
  assay_output_string (json, "subject", self->subject->id);
  datum_value (json, self);
  json_builder_set_member_name (json, "low");
  assay_output_number (json, self->low);
  json_builder_set_member_name (json, "high");
  assay_output_number (json, self->high);
  assay_output_string (json, "unit", self->metric->unit->id);
  assay_output_string (json, "date", self->date);
  assay_output_string (json, "quality", self->quality);
  dimensions_member (json, self->dimensions);
  strings_member (json, "gate", self->gate);
  json_builder_set_member_name (json, "origin");
  assay_output_origin (json, self->origin);
}

static char *
chart_line (gpointer element, AssayStore *store)
{
  g_autoptr (AssayFigure) figure = assay_chart_get_figure (element, store, assay_today (), NULL);

  return g_strdup_printf ("%-28s %-12s %s", assay_chart_get_id (element), assay_chart_get_page (element),
                          figure != NULL ? figure->finding : _ ("(no data)"));
}

static gint64
count_points (const AssayFigure *figure)
{
  gint64 n = 0;

  for (guint i = 0; i < figure->series->len; i++)
    n += ((AssaySeries *) g_ptr_array_index (figure->series, i))->n;

  return n;
}

static void
chart_members (JsonBuilder *json, gpointer element, AssayStore *store)
{
  g_autoptr (AssayFigure) figure = assay_chart_get_figure (element, store, assay_today (), NULL);

  assay_output_string (json, "id", assay_chart_get_id (element));
  assay_output_string (json, "kind", figure != NULL ? assay_figure_kind_name (figure->kind) : NULL);
  assay_output_string (json, "page", assay_chart_get_page (element));
  assay_output_string (json, "finding", figure != NULL ? figure->finding : NULL);
  assay_output_string (json, "subtitle", figure != NULL ? figure->subtitle : NULL);
  json_builder_set_member_name (json, "marks");
  json_builder_add_int_value (json, figure != NULL ? count_points (figure) : 0);
}

static char *
origin_line (gpointer element, AssayStore *store G_GNUC_UNUSED)
{
  const AssayProvenance *self = element;
  g_autofree char *line = assay_provenance_line (self);

  return g_strdup_printf (_ ("%-36s %s; licence: %s"), self->id, line, self->licence != NULL ? self->licence : _ ("not stated"));
}

static void
origin_members (JsonBuilder *json, gpointer element, AssayStore *store G_GNUC_UNUSED)
{
  const AssayProvenance *self = element;

  assay_output_string (json, "id", self->id);
  json_builder_set_member_name (json, "origin");
  assay_output_origin (json, self);
}

static const Listing listings[] = {
  { "subjects", assay_store_get_subjects, subject_line, subject_members },
  { "criteria", assay_store_get_criteria, criterion_line, criterion_members },
  { "statements", assay_store_get_statements, statement_line, statement_members },
  { "figures", assay_store_get_data, datum_line, datum_members },
  { "charts", assay_store_get_charts, chart_line, chart_members },
  { "sources", assay_store_get_origins, origin_line, origin_members },
};

/* These alone differ from machine to machine. */
#define TECHNOLOGIES "technologies"

/* What else isn't in the catalogue. */
static const struct
{
  const char *name;
  int (*print) (gboolean json);   /* returns the exit status */
} others[] = {
  { "feeds", assay_list_feeds },
  { "scenarios", assay_list_scenarios },
  { "runs", assay_list_runs },
  { "profiles", assay_list_profiles },
};

/* The exit status; -1 if it is none of these. */
static int
print_other (const char *name, gboolean json, const char *machine)
{
  if (g_str_equal (name, TECHNOLOGIES))
    return assay_list_technologies (json, machine);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i].name, name))
      return others[i].print (json);

  return -1;
}

static const Listing *
listing_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (listings); i++)
    if (g_str_equal (listings[i].name, name))
      return &listings[i];

  return NULL;
}

static void
print_json (const Listing *listing, AssayStore *store)
{
  GPtrArray *elements = listing->elements (store);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < elements->len; i++)
    {
      json_builder_begin_object (json);
      listing->members (json, g_ptr_array_index (elements, i), store);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  assay_output_print (json);
}

static void
print_text (const Listing *listing, AssayStore *store)
{
  GPtrArray *elements = listing->elements (store);

  for (guint i = 0; i < elements->len; i++)
    {
      g_autofree char *line = listing->line (g_ptr_array_index (elements, i), store);

      g_print ("%s\n", line);
    }
}

int
assay_command_list (int argc, char **argv)
{
  g_autofree char *format = NULL, *machine = NULL;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, _ ("text or json (default text)"), "FORMAT" },
    { "machine", 'm', 0, G_OPTION_ARG_STRING, &machine, _ ("technologies: what this machine of assay machine list has"), "NAME" },
    G_OPTION_ENTRY_NULL
  };
  gboolean valid, json;
  int status;
  const Listing *listing;
  g_autoptr (AssayStore) store = NULL;

  if (!assay_command_parse ("list WHAT", _ ("Lists subjects, criteria, statements, figures, charts, sources, feeds, scenarios, technologies, runs or profiles."),
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  json = assay_command_json ("list", format, &valid);
  if (!valid)
    return ASSAY_EXIT_USAGE;
  if (machine != NULL && (argc != 2 || !g_str_equal (argv[1], TECHNOLOGIES)))
    return assay_command_misuse ("list", _ ("--machine goes with technologies"));
  status = argc == 2 ? print_other (argv[1], json, machine) : -1;
  if (status >= 0)
    return status;
  listing = argc == 2 ? listing_find (argv[1]) : NULL;
  if (listing == NULL)
    return assay_command_misuse ("list", _ ("name one of subjects, criteria, statements, figures, charts, sources, feeds, scenarios, technologies, runs, profiles"));

  store = assay_command_load ();
  if (json)
    print_json (listing, store);
  else
    print_text (listing, store);

  return ASSAY_EXIT_DONE;
}
