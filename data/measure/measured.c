/* Runs as a document of the catalogue: each run an origin, its points figures. */
#include "data/measure/history.h"

#include <math.h>
#include <string.h>

#include "data/measure/run-figure.h"
#include "data/model/datum.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/units.h"

/* A run under way into the document, with what of it counts. */
typedef struct
{
  AssayRun *run;
  GPtrArray *points;     /* of AssayRunPoint */
  gboolean *taken;       /* one for each point */
  char *machine;         /* id */
  char *elsewhere;       /* what the machine is called, where it isn't the one that the charts show; or NULL */
} Entry;

static void
entry_free (Entry *self)
{
  g_ptr_array_unref (self->points);
  g_free (self->taken);
  g_free (self->machine);
  g_free (self->elsewhere);
  g_free (self);
}

static Entry *
entry_new (AssayRun *run)
{
  Entry *self = g_new0 (Entry, 1);

  self->run = run;
  self->points = assay_run_points (run);
  self->taken = g_new0 (gboolean, MAX (self->points->len, 1));
  self->machine = assay_machine_id (run->machine);

  return self;
}

/* Whose figures the charts show: @home's if it has any, else of the newest run of a machine without a name; NULL for none. */
static const char *
find_home (GPtrArray *entries, const char *home)
{
  const char *unnamed = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = entries->pdata[i];

      if (g_strcmp0 (entry->machine, home) == 0)
        return entry->machine;
      if (unnamed == NULL && entry->run->machine->name == NULL)
        unnamed = entry->machine;
    }

  return unnamed;
}

/* Two machines never have one name: what the user didn't name, and what is another by now, has its id in it. */
static char *
name_machine (GPtrArray *entries, const Entry *self)
{
  const AssayMachine *machine = self->run->machine;

  if (machine->name == NULL)
    return g_strdup_printf ("%s, %.6s", machine->cpu != NULL ? machine->cpu : _ ("unnamed CPU"), self->machine);
  for (guint i = 0; i < entries->len && entries->pdata[i] != self; i++)
    {
      const Entry *newer = entries->pdata[i];

      if (g_strcmp0 (newer->run->machine->name, machine->name) == 0 && strcmp (newer->machine, self->machine) != 0)
        return g_strdup_printf ("%s, %.6s", machine->name, self->machine);
    }

  return g_strdup (machine->name);
}

static void
part_machines (GPtrArray *entries, const char *home)
{
  const char *shown = find_home (entries, home);

  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = entries->pdata[i];

      if (g_strcmp0 (entry->machine, shown) != 0)
        entry->elsewhere = name_machine (entries, entry);
    }
}

/* What the point is of, on which machine: a newer one of the same key takes its place. */
static char *
key_of (const Entry *entry, const AssayRunPoint *point)
{
  GString *key = g_string_new (entry->machine);

  g_string_append_printf (key, "\n%s\n%s\n%s", entry->run->scenario, point->metric->metric->id, point->cell->technology);
  for (char **pair = point->cell->dimensions; pair != NULL && *pair != NULL; pair++)
    g_string_append_printf (key, "\n%s", *pair);

  return g_string_free (key, FALSE);
}

/* Takes what passed, the newest first; then, where nothing passed, what complete runs have to show for it, drawn hollow. */
static void
choose_points (GPtrArray *entries)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gboolean gated = FALSE; gated <= TRUE; gated++)
    for (guint e = 0; e < entries->len; e++)
      {
        Entry *entry = entries->pdata[e];

        for (guint i = 0; i < entry->points->len; i++)
          {
            const AssayRunPoint *point = entry->points->pdata[i];

            if (!isfinite (point->interval.estimate) || (point->gate != NULL) != gated || (gated && !entry->run->complete))
              continue;
            entry->taken[i] = g_hash_table_add (seen, key_of (entry, point));
          }
      }
}

static char *
origin_id (const AssayRun *run)
{
  return g_strconcat ("run-", run->id, NULL);
}

static char *
date_of (const AssayRun *run)
{
  return g_strndup (run->started, strlen ("2026-11-23"));
}

static void
add_origin (JsonBuilder *json, const AssayRun *run)
{
  g_autoptr (AssayProvenance) origin = assay_run_origin (run);

  json_builder_begin_object (json);
  assay_json_add_text (json, "id", origin->id);
  assay_json_add_text (json, "title", origin->title);
  assay_json_add_text (json, "publisher", origin->publisher);
  assay_json_add_text (json, "date", origin->date);
  assay_json_add_text (json, "kind", "measured");
  assay_json_add_text (json, "standing", "own");
  assay_json_add_text (json, "machine", origin->machine);
  assay_json_add_text (json, "versions", origin->versions);
  assay_json_add_text (json, "command", origin->command);
  assay_json_add_text (json, "sample", origin->sample);
  json_builder_end_object (json);
}

/* Whether another technology of the run is filed under the same subject. */
static gboolean
shares_subject (const AssayRun *run, const AssayRunCell *cell)
{
  for (guint i = 0; i < run->cells->len; i++)
    {
      const AssayRunCell *other = run->cells->pdata[i];

      if (strcmp (other->subject, cell->subject) == 0 && strcmp (other->technology, cell->technology) != 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_dimensions (JsonBuilder *json, const AssayRun *run, const AssayRunCell *cell, const char *elsewhere)
{
  gboolean variant = strcmp (cell->technology, cell->subject) != 0 && shares_subject (run, cell);

  if (!variant && cell->dimensions == NULL && elsewhere == NULL)
    return;

  json_builder_set_member_name (json, "dimensions");
  json_builder_begin_object (json);
  for (char **pair = cell->dimensions; pair != NULL && *pair != NULL; pair += 2)
    assay_json_add_text (json, pair[0], pair[1]);
  if (variant)
    assay_json_add_text (json, "technology", cell->technology);
  assay_json_add_text (json, ASSAY_DIMENSION_MACHINE, elsewhere);
  json_builder_end_object (json);
}

static char *
figure_id (const AssayRun *run, const AssayRunPoint *point)
{
  GString *id = g_string_new (run->id);

  g_string_append_printf (id, ":%s:%s", point->metric->metric->id, point->cell->technology);
  for (char **pair = point->cell->dimensions; pair != NULL && *pair != NULL; pair += 2)
    g_string_append_printf (id, ":%s=%s", pair[0], pair[1]);

  return g_string_free (id, FALSE);
}

static void
add_values (JsonBuilder *json, const AssayRunPoint *point)
{
  const AssayInterval *interval = &point->interval;

  assay_json_add_number (json, "value", interval->estimate);
  if (isfinite (interval->low) && isfinite (interval->high))
    {
      assay_json_add_number (json, "low", interval->low);
      assay_json_add_number (json, "high", interval->high);
    }
  json_builder_set_member_name (json, "samples");
  json_builder_begin_array (json);
  for (guint i = 0; i < interval->n; i++)
    json_builder_add_double_value (json, point->means[i]);
  json_builder_end_array (json);
}

static void
add_gate (JsonBuilder *json, char **gate)
{
  if (gate == NULL)
    return;
  json_builder_set_member_name (json, "gate");
  json_builder_begin_array (json);
  for (char **reason = gate; *reason != NULL; reason++)
    json_builder_add_string_value (json, *reason);
  json_builder_end_array (json);
}

static void
add_figure (JsonBuilder *json, const Entry *entry, const AssayRunPoint *point)
{
  const AssayRun *run = entry->run;
  g_autofree char *id = figure_id (run, point);
  g_autofree char *origin = origin_id (run);
  g_autofree char *date = date_of (run);
  g_autofree char *quality = g_strdup_printf (ngettext ("%u process start", "%u process starts", point->interval.n), point->interval.n);

  json_builder_begin_object (json);
  assay_json_add_text (json, "id", id);
  assay_json_add_text (json, "metric", point->metric->metric->id);
  assay_json_add_text (json, "unit", point->metric->metric->unit->id);
  assay_json_add_text (json, "subject", point->cell->subject);
  add_values (json, point);
  assay_json_add_text (json, "date", date);
  assay_json_add_text (json, "origin", origin);
  assay_json_add_text (json, "quality", quality);
  add_dimensions (json, run, point->cell, entry->elsewhere);
  add_gate (json, point->gate);
  json_builder_end_object (json);
}

static gboolean
takes_any (const Entry *entry)
{
  for (guint i = 0; i < entry->points->len; i++)
    if (entry->taken[i])
      return TRUE;

  return FALSE;
}

static void
add_origins (JsonBuilder *json, GPtrArray *entries)
{
  json_builder_set_member_name (json, "origins");
  json_builder_begin_array (json);
  for (guint e = 0; e < entries->len; e++)
    if (takes_any (entries->pdata[e]))
      add_origin (json, ((Entry *) entries->pdata[e])->run);
  json_builder_end_array (json);
}

/* Each metric once, as the newest run has it. */
static void
add_metrics (JsonBuilder *json, GPtrArray *entries)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  json_builder_set_member_name (json, "metrics");
  json_builder_begin_array (json);
  for (guint e = 0; e < entries->len; e++)
    {
      const Entry *entry = entries->pdata[e];

      for (guint m = 0; takes_any (entry) && m < entry->run->metrics->len; m++)
        {
          const AssayRunMetric *metric = entry->run->metrics->pdata[m];

          if (g_hash_table_add (seen, metric->metric->id))
            assay_metric_write (metric->metric, json);
        }
    }
  json_builder_end_array (json);
}

static void
add_figures (JsonBuilder *json, GPtrArray *entries)
{
  json_builder_set_member_name (json, "figures");
  json_builder_begin_array (json);
  for (guint e = 0; e < entries->len; e++)
    {
      const Entry *entry = entries->pdata[e];

      for (guint i = 0; i < entry->points->len; i++)
        if (entry->taken[i])
          add_figure (json, entry, entry->points->pdata[i]);
    }
  json_builder_end_array (json);
}

char *
assay_measured_document (GPtrArray *runs, const char *home, gsize *length)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  for (guint i = 0; i < runs->len; i++)
    g_ptr_array_add (entries, entry_new (runs->pdata[i]));
  part_machines (entries, home);
  choose_points (entries);

  json_builder_begin_object (json);
  add_origins (json, entries);
  add_metrics (json, entries);
  add_figures (json, entries);
  json_builder_end_object (json);

  return assay_json_to_text (json, length);
}
