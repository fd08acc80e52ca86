/* A run as its document. Members come in a fixed order and doubles with 17 digits, so that the same run gives the same bytes and
 * is read back to the same bit. */
#include "data/measure/run.h"

#include <math.h>

#include "data/model/json-write.h"
#include "data/model/units.h"

static void
add_text (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL && *value != '\0')
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
add_value (JsonBuilder *json, double value)
{
  if (isfinite (value))
    json_builder_add_double_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
add_number (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  add_value (json, value);
}

static void
add_count (JsonBuilder *json, const char *name, guint value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

static void
add_boolean (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

/* @pairs: name, value, ..., NULL; or NULL. */
static void
add_pairs (JsonBuilder *json, const char *name, char **pairs)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  for (char **pair = pairs; pair != NULL && *pair != NULL; pair += 2)
    add_text (json, pair[0], pair[1]);
  json_builder_end_object (json);
}

static void
add_texts (JsonBuilder *json, const char *name, char **texts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (char **text = texts; text != NULL && *text != NULL; text++)
    json_builder_add_string_value (json, *text);
  json_builder_end_array (json);
}

/* An array member of one object for each of @items, each filled by @fill. */
static void
add_objects (JsonBuilder *json, const char *name, GPtrArray *items, void (*fill) (JsonBuilder *, gconstpointer, const AssayRun *),
             const AssayRun *run)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < items->len; i++)
    {
      json_builder_begin_object (json);
      fill (json, items->pdata[i], run);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
fill_metric (JsonBuilder *json, gconstpointer item, const AssayRun *run G_GNUC_UNUSED)
{
  const AssayRunMetric *self = item;

  add_text (json, "measure", self->measure);
  add_boolean (json, "primary", self->primary);
  json_builder_set_member_name (json, "metric");
  assay_metric_write (self->metric, json);
}

static void
fill_cell (JsonBuilder *json, gconstpointer item, const AssayRun *run G_GNUC_UNUSED)
{
  const AssayRunCell *self = item;

  add_text (json, "technology", self->technology);
  add_text (json, "name", self->name);
  add_text (json, "subject", self->subject);
  add_pairs (json, "dimensions", self->dimensions);
  add_pairs (json, "versions", self->versions);
  add_text (json, "command", self->command);
  add_text (json, "hash", self->hash);
  add_text (json, "runtime_hash", self->runtime_hash);
  add_text (json, "excluded", self->excluded);
}

static void
add_values (JsonBuilder *json, const AssayRunStart *self)
{
  json_builder_set_member_name (json, "values");
  json_builder_begin_object (json);
  for (guint i = 0; self->measures != NULL && self->measures[i] != NULL; i++)
    add_number (json, self->measures[i], self->values[i]);
  json_builder_end_object (json);

  json_builder_set_member_name (json, "series");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->n_series; i++)
    add_value (json, self->series[i]);
  json_builder_end_array (json);
}

static void
fill_start (JsonBuilder *json, gconstpointer item, const AssayRun *run G_GNUC_UNUSED)
{
  const AssayRunStart *self = item;

  add_count (json, "cell", self->cell);
  add_count (json, "round", self->round);
  add_count (json, "order", self->order);
  add_text (json, "started", self->started);
  add_values (json, self);
  add_count (json, "warm", self->warm);
  add_text (json, "latency", self->latency);
  add_texts (json, "gate", self->gate);
  add_text (json, "failure", self->failure);
  add_pairs (json, "conditions", self->conditions);
}

static guint
index_of (const AssayRun *run, const AssayRunCell *cell)
{
  guint index = 0;

  g_ptr_array_find (run->cells, cell, &index);

  return index;
}

static void
add_interval (JsonBuilder *json, const char *name, const AssayInterval *interval)
{
  add_number (json, name, interval->estimate);
  add_number (json, "low", interval->low);
  add_number (json, "high", interval->high);
  add_count (json, "n", interval->n);
}

static void
fill_point (JsonBuilder *json, gconstpointer item, const AssayRun *run)
{
  const AssayRunPoint *self = item;

  add_text (json, "subject", self->cell->subject);
  add_text (json, "technology", self->cell->technology);
  add_pairs (json, "dimensions", self->cell->dimensions);
  add_count (json, "cell", index_of (run, self->cell));
  add_text (json, "metric", self->metric->metric->id);
  add_text (json, "unit", self->metric->metric->unit->id);
  add_interval (json, "value", &self->interval);
  add_texts (json, "gate", self->gate);
}

static void
fill_ratio (JsonBuilder *json, gconstpointer item, const AssayRun *run G_GNUC_UNUSED)
{
  const AssayRunRatio *self = item;

  add_text (json, "metric", self->metric->metric->id);
  add_text (json, "a", self->a->technology);
  add_text (json, "b", self->b->technology);
  add_pairs (json, "dimensions", self->a->dimensions);
  add_interval (json, "estimate", &self->interval);
  add_boolean (json, "gated", self->gated);
}

static void
add_subjects (JsonBuilder *json, const AssayRun *self)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();

  for (guint i = 0; i < self->cells->len; i++)
    {
      const AssayRunCell *cell = self->cells->pdata[i];

      if (!g_ptr_array_find_with_equal_func (subjects, cell->subject, g_str_equal, NULL))
        g_ptr_array_add (subjects, cell->subject);
    }
  g_ptr_array_add (subjects, NULL);
  add_texts (json, "subjects", (char **) subjects->pdata);
}

static void
add_head (JsonBuilder *json, const AssayRun *self)
{
  g_autofree char *finding = assay_run_finding_neutral (self);

  add_text (json, "id", self->id);
  add_text (json, "session", self->session);
  add_text (json, "scenario", self->scenario);
  add_text (json, "title", self->title);
  add_text (json, "name", self->name);
  add_text (json, "note", self->note);
  add_subjects (json, self);
  add_text (json, "finding", finding);
  json_builder_set_member_name (json, "machine");
  json_builder_add_value (json, assay_machine_to_json (self->machine));
  add_text (json, "started", self->started);
  add_text (json, "finished", self->finished);
  add_text (json, "plan", self->plan);
  add_count (json, "seed", self->seed);
  add_boolean (json, "complete", self->complete);
  add_text (json, "program", self->program);
}

JsonNode *
assay_run_to_json (const AssayRun *self)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GPtrArray) points = assay_run_points (self);
  g_autoptr (GPtrArray) ratios = assay_run_ratios (self);

  json_builder_begin_object (json);
  add_head (json, self);
  add_objects (json, "points", points, fill_point, self);
  add_objects (json, "ratios", ratios, fill_ratio, self);
  add_objects (json, "metrics", self->metrics, fill_metric, self);
  add_objects (json, "cells", self->cells, fill_cell, self);
  add_objects (json, "starts", self->starts, fill_start, self);
  json_builder_end_object (json);

  return json_builder_get_root (json);
}

char *
assay_run_to_text (const AssayRun *self, gboolean pretty, gsize *length)
{
  g_autoptr (JsonNode) node = assay_run_to_json (self);

  return assay_json_write (node, pretty, length);
}
