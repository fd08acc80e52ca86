#include "data/sources/results.h"

#include <math.h>
#include <string.h>

#include "data/model/language.h"

static const AssayMeasure measures[] = {
  { "throughput", N_ ("Throughput"), "req/s", ASSAY_BETTER_HIGHER, "performance" },
  { "latency-mean", N_ ("Latency, mean"), "s", ASSAY_BETTER_LOWER, "performance" },
  { "latency-p50", N_ ("Latency, median"), "s", ASSAY_BETTER_LOWER, "performance" },
  { "latency-p75", N_ ("Latency, 75th percentile"), "s", ASSAY_BETTER_LOWER, "performance" },
  { "latency-p90", N_ ("Latency, 90th percentile"), "s", ASSAY_BETTER_LOWER, "performance" },
  { "latency-p95", N_ ("Latency, 95th percentile"), "s", ASSAY_BETTER_LOWER, "performance" },
  { "latency-p99", N_ ("Latency, 99th percentile"), "s", ASSAY_BETTER_LOWER, "performance" },
  { "latency-p999", N_ ("Latency, 99.9th percentile"), "s", ASSAY_BETTER_LOWER, "performance" },
  { "latency-max", N_ ("Latency, longest"), "s", ASSAY_BETTER_LOWER, "performance" },
  { "error-share", N_ ("Requests that failed"), "%", ASSAY_BETTER_LOWER, "performance" },
  { "run-time", N_ ("Time of a run"), "s", ASSAY_BETTER_LOWER, "performance" },
  { "operations", N_ ("Operations"), "ops/s", ASSAY_BETTER_HIGHER, "performance" },
  { "cpu-share", N_ ("CPU in use, of one core"), "%", ASSAY_BETTER_LOWER, "cost" },
  { "memory", N_ ("Memory in use"), "bytes", ASSAY_BETTER_LOWER, "cost" },
};

const AssayMeasure *
assay_measure_find (const char *id)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (measures); i++)
    if (strcmp (measures[i].id, id) == 0)
      return &measures[i];

  return NULL;
}

const AssayMeasure *
assay_measure_table (guint *n)
{
  *n = G_N_ELEMENTS (measures);

  return measures;
}

static void
release_words (gpointer words)
{
  for (char **word = words; *word != NULL; word++)
    g_ref_string_release (*word);
}

/* A counted piece of memory with counted words, or NULL. */
static void
release_dimensions (char **dimensions)
{
  if (dimensions != NULL)
    g_rc_box_release_full (dimensions, release_words);
}

/* Those of the table are not copied. */
static void
free_measure (char *id)
{
  const AssayMeasure *measure = assay_measure_find (id);

  if (measure == NULL || measure->id != id)
    g_free (id);
}

static void
result_free (AssayResult *self)
{
  g_free (self->subject);
  free_measure (self->measure);
  g_free (self->text);
  g_free (self->date);
  g_free (self->quality);
  release_dimensions (self->dimensions);
  g_strfreev (self->gate);
  g_free (self->samples);
  g_free (self);
}

AssayResults *
assay_results_new (const char *tool)
{
  AssayResults *self = g_new0 (AssayResults, 1);

  self->tool = g_strdup (tool);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) result_free);
  self->skipped = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
assay_results_free (AssayResults *self)
{
  g_free (self->tool);
  g_free (self->version);
  g_free (self->date);
  g_free (self->machine);
  g_free (self->command);
  g_free (self->note);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->skipped);
  g_free (self);
}

AssayResult *
assay_results_add (AssayResults *self, const char *subject, const char *measure, double value)
{
  AssayResult *row = g_new0 (AssayResult, 1);
  const AssayMeasure *known = assay_measure_find (measure);

  row->subject = g_strdup (subject);
  row->measure = known != NULL ? (char *) known->id : g_strdup (measure);
  row->value = value;
  row->low = row->high = NAN;
  g_ptr_array_add (self->rows, row);

  return row;
}

/* @list with @more at its end; takes over both. */
static char **
append (char **list, char *more)
{
  guint n = list != NULL ? g_strv_length (list) : 0;

  list = g_renew (char *, list, n + 2);
  list[n] = more;
  list[n + 1] = NULL;

  return list;
}

void
assay_result_set_dimension (AssayResult *self, const char *name, const char *value)
{
  guint n = self->dimensions != NULL ? g_strv_length (self->dimensions) : 0;
  char **dimensions = g_rc_box_alloc ((n + 3) * sizeof *dimensions);

  for (guint i = 0; i < n; i++)
    dimensions[i] = g_ref_string_acquire (self->dimensions[i]);
  dimensions[n] = g_ref_string_new_intern (name);
  dimensions[n + 1] = g_ref_string_new_intern (value);
  dimensions[n + 2] = NULL;
  release_dimensions (self->dimensions);
  self->dimensions = dimensions;
}

void
assay_result_share_dimensions (AssayResult *self, const AssayResult *other)
{
  char **dimensions = other->dimensions != NULL ? g_rc_box_acquire (other->dimensions) : NULL;

  release_dimensions (self->dimensions);
  self->dimensions = dimensions;
}

void
assay_result_gate (AssayResult *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  self->gate = append (self->gate, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
assay_results_skip (AssayResults *self, const char *format, ...)
{
  va_list arguments;

  self->n_skipped++;
  if (self->skipped->len == ASSAY_RESULTS_MAX_SKIPPED)
    return;

  va_start (arguments, format);
  g_ptr_array_add (self->skipped, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}
