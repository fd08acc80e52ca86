/* A run document read back. It may come from anywhere: every index, length and number is checked before it is used. */
#include "data/measure/run.h"

#include <math.h>
#include <string.h>

#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/language.h"

/* More than any run has. What follows from a run grows with the square of its cells. */
#define MAX_CELLS 200
#define MAX_METRICS 20
#define MAX_STARTS 20000
#define MAX_SERIES 100000
#define MAX_COUNT 1e9

static const char * const known[] = {
  "id", "session", "scenario", "title", "name", "note", "subjects", "finding", "machine", "started", "finished", "plan", "seed",
  "complete", "program", "points", "ratios", "metrics", "cells", "starts", NULL
};
static const char * const known_of_metric[] = { "measure", "primary", "metric", NULL };
static const char * const known_of_cell[] = {
  "technology", "name", "subject", "dimensions", "versions", "command", "hash", "runtime_hash", "excluded", NULL
};
static const char * const known_of_start[] = {
  "cell", "round", "order", "started", "values", "series", "warm", "latency", "gate", "failure", "conditions", NULL
};

/* A whole number from 0 to @most. */
static guint
read_count (const AssayField *object, const char *name, double most)
{
  double value = assay_field_number (object, name);
  AssayField member;

  if (value >= 0 && value <= most && value == floor (value))
    return value;
  if (!isnan (value) && assay_field_member (object, name, &member))
    assay_field_fail (&member, _ ("must be a whole number from 0 to %.0f"), most);

  return 0;
}

static char *
read_text (const AssayField *object, const char *name)
{
  return g_strdup (assay_field_string (object, name));
}

static char *
read_id (const AssayField *object, const char *name)
{
  return g_strdup (assay_field_id_of (object, name));
}

static char *
read_time (const AssayField *object, const char *name, gboolean required)
{
  const char *text = required ? assay_field_string (object, name) : assay_field_maybe (object, name);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;
  AssayField member;

  if (text != NULL && time == NULL && assay_field_member (object, name, &member))
    assay_field_fail (&member, _ ("“%s” is no time such as 2026-11-23T18:30:00Z"), text);

  return g_strdup (text);
}

static char **
read_pairs (const AssayField *object, const char *name)
{
  AssayField member;

  return assay_field_member (object, name, &member) ? assay_field_pairs (&member) : NULL;
}

/* An empty array is the same as none. */
static char **
read_texts (const AssayField *object, const char *name)
{
  g_auto (GStrv) texts = assay_field_strings (object, name);

  return texts != NULL && texts[0] != NULL ? g_steal_pointer (&texts) : NULL;
}

/* A measured value: none is negative. Null is NAN. */
static double
read_value (const AssayField *value)
{
  GType type = JSON_NODE_HOLDS_VALUE (value->node) ? json_node_get_value_type (value->node) : G_TYPE_NONE;
  double number;

  if (JSON_NODE_HOLDS_NULL (value->node))
    return NAN;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    {
      assay_field_fail (value, _ ("must be a number or null"));
      return NAN;
    }
  number = json_node_get_double (value->node);
  if (!(number >= 0) || !isfinite (number))
    assay_field_fail (value, _ ("must not be negative"));

  return number;
}

static void
read_values (AssayRunStart *self, const AssayField *object)
{
  g_autoptr (GStrvBuilder) measures = g_strv_builder_new ();
  AssayField values, value;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  guint n = 0;

  if (!assay_field_member (object, "values", &values))
    return;
  if (!JSON_NODE_HOLDS_OBJECT (values.node))
    {
      assay_field_fail (&values, _ ("must be an object"));
      return;
    }

  self->values = g_new (double, json_object_get_size (json_node_get_object (values.node)) + 1);
  json_object_iter_init_ordered (&iter, json_node_get_object (values.node));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      value = (AssayField) { .reader = object->reader, .node = node, .parent = &values, .name = name };
      self->values[n++] = read_value (&value);
      g_strv_builder_add (measures, name);
    }
  self->measures = g_strv_builder_end (measures);
}

static void
read_series (AssayRunStart *self, const AssayField *object)
{
  AssayField series, value;
  guint n = assay_field_member (object, "series", &series) ? assay_field_length (&series) : 0;

  if (n > MAX_SERIES)
    assay_field_fail (&series, _ ("has more than %d values"), MAX_SERIES);
  else if (n > 0)
    {
      self->series = g_new (double, n);
      self->n_series = n;
      for (guint i = 0; i < n; i++)
        {
          assay_field_element (&series, i, &value);
          self->series[i] = read_value (&value);
        }
    }
}

static void
read_start (AssayRun *run, const AssayField *object)
{
  AssayRunStart *self = g_new0 (AssayRunStart, 1);
  const AssayRunStart *before = run->starts->len > 0 ? run->starts->pdata[run->starts->len - 1] : NULL;

  g_ptr_array_add (run->starts, self);
  assay_field_only (object, known_of_start);
  self->cell = read_count (object, "cell", run->cells->len - 1.0);
  self->round = read_count (object, "round", MAX_COUNT);
  self->order = read_count (object, "order", MAX_COUNT);
  if (before != NULL && self->order <= before->order)
    assay_field_fail (object, _ ("its “order” is not after that of the start before it"));
  self->started = read_time (object, "started", FALSE);
  read_values (self, object);
  read_series (self, object);
  self->warm = read_count (object, "warm", self->n_series);
  self->latency = assay_field_copy (object, "latency");
  self->gate = read_texts (object, "gate");
  self->failure = assay_field_copy (object, "failure");
  self->conditions = read_pairs (object, "conditions");
}

static void
check_cell_is_new (const AssayRun *run, const AssayRunCell *self, const AssayField *object)
{
  for (guint i = 0; self->technology != NULL && i < run->cells->len; i++)
    {
      const AssayRunCell *other = run->cells->pdata[i];

      if (g_strcmp0 (other->technology, self->technology) == 0 && assay_run_cell_shares_dimensions (other, self))
        assay_field_fail (object, _ ("is the same as cells[%u]"), i);
    }
}

static void
read_cell (AssayRun *run, const AssayField *object)
{
  AssayRunCell *self = g_new0 (AssayRunCell, 1);

  assay_field_only (object, known_of_cell);
  self->technology = read_id (object, "technology");
  self->name = read_text (object, "name");
  self->subject = read_id (object, "subject");
  self->dimensions = read_pairs (object, "dimensions");
  self->versions = read_pairs (object, "versions");
  self->command = assay_field_copy (object, "command");
  self->hash = assay_field_copy (object, "hash");
  self->runtime_hash = assay_field_copy (object, "runtime_hash");
  self->excluded = assay_field_copy (object, "excluded");
  check_cell_is_new (run, self, object);
  g_ptr_array_add (run->cells, self);
}

static void
check_metric_is_new (const AssayRun *run, const AssayRunMetric *self, const AssayField *object)
{
  for (guint i = 0; self->metric != NULL && i < run->metrics->len; i++)
    {
      const AssayRunMetric *other = run->metrics->pdata[i];

      if (g_strcmp0 (other->measure, self->measure) == 0 ||
          (other->metric != NULL && g_str_equal (other->metric->id, self->metric->id)))
        assay_field_fail (object, _ ("is the same as metrics[%u]"), i);
    }
}

static void
read_metric (AssayRun *run, const AssayField *object)
{
  AssayRunMetric *self = g_new0 (AssayRunMetric, 1);
  AssayField metric;

  assay_field_only (object, known_of_metric);
  self->measure = read_id (object, "measure");
  self->primary = assay_field_boolean (object, "primary", FALSE);
  if (assay_field_member (object, "metric", &metric))
    self->metric = assay_metric_read (&metric);
  else
    assay_field_fail (object, _ ("“metric” is missing"));
  check_metric_is_new (run, self, object);
  g_ptr_array_add (run->metrics, self);
}

/* Calls @read for each object of the required array @name of 1 (or 0 where @empty) to @most. */
static void
read_array (AssayRun *run, const AssayField *root, const char *name, guint most, gboolean empty,
            void (*read) (AssayRun *, const AssayField *))
{
  AssayField array, element;
  guint n;

  if (!assay_field_member (root, name, &array))
    {
      assay_field_fail (root, _ ("“%s” is missing"), name);
      return;
    }
  n = assay_field_length (&array);
  if (n > most || (n == 0 && !empty && JSON_NODE_HOLDS_ARRAY (array.node)))
    {
      assay_field_fail (&array, _ ("must have %d to %u elements"), empty ? 0 : 1, most);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      assay_field_element (&array, i, &element);
      if (JSON_NODE_HOLDS_OBJECT (element.node))
        read (run, &element);
      else
        assay_field_fail (&element, _ ("must be an object"));
    }
}

static void
read_machine (AssayRun *run, const AssayField *root)
{
  g_autoptr (GError) error = NULL;
  AssayField member;

  if (!assay_field_member (root, "machine", &member))
    {
      assay_field_fail (root, _ ("“machine” is missing"));
      return;
    }
  run->machine = assay_machine_from_json (member.node, &error);
  if (run->machine == NULL)
    assay_field_fail (&member, "%s", error->message + (g_str_has_prefix (error->message, "machine: ") ? strlen ("machine: ") : 0));
}

static void
read_head (AssayRun *run, const AssayField *root)
{
  static const char * const plans[] = { "quick", "standard", "thorough", NULL };

  run->id = g_strdup (assay_field_id (root));
  run->session = read_text (root, "session");
  run->scenario = read_id (root, "scenario");
  run->title = read_text (root, "title");
  run->name = assay_field_copy (root, "name");
  run->note = assay_field_copy (root, "note");
  run->started = read_time (root, "started", TRUE);
  run->finished = read_time (root, "finished", FALSE);
  run->plan = g_strdup (plans[assay_field_choice (root, "plan", plans, 0)]);
  run->seed = read_count (root, "seed", G_MAXUINT);
  run->complete = assay_field_boolean (root, "complete", FALSE);
  run->program = assay_field_copy (root, "program");
}

AssayRun *
assay_run_read (const AssayField *object)
{
  g_autoptr (AssayRun) self = assay_run_new ();
  guint mistakes = object->reader->errors->len;

  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      assay_field_fail (object, _ ("must be an object"));
      return NULL;
    }

  assay_field_only (object, known);
  read_head (self, object);
  read_machine (self, object);
  read_array (self, object, "metrics", MAX_METRICS, FALSE, read_metric);
  read_array (self, object, "cells", MAX_CELLS, FALSE, read_cell);
  if (object->reader->errors->len == mistakes)
    read_array (self, object, "starts", MAX_STARTS, TRUE, read_start);

  return object->reader->errors->len == mistakes ? g_steal_pointer (&self) : NULL;
}

AssayRun *
assay_run_from_json (const char *file, JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { file, errors };
  AssayRun *self;
  AssayField root;

  assay_field_root (&root, &reader, node);
  self = assay_run_read (&root);
  if (self == NULL)
    g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, errors->pdata[0]);

  return self;
}
