/* pyperf's JSON: seconds (or bytes) of one loop. Runs that calibrate have warm-ups alone. */
#include <math.h>
#include <string.h>

#include "data/sources/import-private.h"
#include "data/sources/words.h"

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "benchmarks.0.runs") && assay_import_has (self, "version");
}

/* Of the benchmark, or of all of them; borrowed. */
static const char *
metadata_text (const AssayField *benchmark, const char *name)
{
  const AssayField *places[] = { benchmark, benchmark->parent->parent };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      AssayField metadata;
      const char *text = assay_field_member (places[i], "metadata", &metadata) ? assay_field_maybe (&metadata, name) : NULL;

      if (text != NULL)
        return text;
    }

  return NULL;
}

/* NULL if what is counted has no place here: "integer". */
static const char *
find_measure (const AssayField *benchmark)
{
  const char *unit = metadata_text (benchmark, "unit");

  if (unit == NULL || strcmp (unit, "second") == 0)
    return "run-time";
  if (strcmp (unit, "byte") == 0)
    return "memory";
  assay_field_fail (benchmark, "its unit “%.40s” is neither a time nor an amount of memory", unit);

  return NULL;
}

static void
take_run (AssayImport *self, const AssayField *run, GArray *samples)
{
  AssayField values, metadata;

  if (!assay_field_member (run, "values", &values))
    return;
  assay_import_samples (&values, 1, samples);
  if (self->results->date == NULL && assay_field_member (run, "metadata", &metadata))
    self->results->date = assay_words_date (assay_field_maybe (&metadata, "date"));
}

/* The values of all runs, in their order. */
static void
take_runs (AssayImport *self, const AssayField *benchmark, GArray *samples)
{
  AssayField runs, run;
  guint n;

  if (!assay_field_member (benchmark, "runs", &runs))
    {
      assay_field_fail (benchmark, "“runs” is missing");
      return;
    }
  n = assay_field_length (&runs);
  for (guint i = 0; i < n; i++)
    {
      assay_field_element (&runs, i, &run);
      take_run (self, &run, samples);
      assay_import_settle (self);
    }
}

static void
read_benchmark (AssayImport *self, const AssayField *benchmark)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  const char *measure = find_measure (benchmark);
  guint first = self->results->rows->len, n;
  double sum = 0, low = INFINITY, high = -INFINITY;
  AssayResult *row;

  if (measure == NULL)
    return;
  take_runs (self, benchmark, samples);
  n = samples->len;
  for (guint i = 0; i < n; i++)
    {
      double value = g_array_index (samples, double, i);

      sum += value;
      low = MIN (low, value);
      high = MAX (high, value);
    }
  row = n > 0 ? assay_import_add (self, metadata_text (benchmark, "name"), measure, sum / n) : NULL;
  if (row == NULL)
    {
      assay_field_fail (benchmark, "has no values");
      return;
    }
  row->low = low;
  row->high = high;
  assay_import_quality (self, first, n, "values");
  assay_import_keep (row, samples);
}

/* "python_version": what ran the benchmarks is told in members whose names end so. */
static gboolean
names_runtime (const char *member)
{
  return strcmp (member, "perf_version") != 0 && (g_str_has_suffix (member, "_version") || g_str_has_suffix (member, "_implementation"));
}

static void
add_runtime (AssayImport *self, const AssayField *metadata)
{
  AssayFieldIter iter;
  AssayField member;

  assay_field_iter_init (&iter, metadata);
  while (assay_field_iter_next (&iter, &member))
    if (names_runtime (member.name) && JSON_NODE_HOLDS_VALUE (member.node))
      assay_import_dimension (self, 0, member.name, json_node_get_string (member.node));
}

/* Neither the host's name nor folders. */
static void
read_metadata (AssayImport *self, const AssayField *metadata)
{
  g_autofree char *cpu = assay_import_text (metadata, "cpu_model_name", ASSAY_IMPORT_MAX_NAME);
  g_autofree char *platform = assay_import_text (metadata, "platform", ASSAY_IMPORT_MAX_NAME);

  self->results->version = assay_import_text (metadata, "perf_version", ASSAY_IMPORT_MAX_NAME);
  self->results->machine = cpu != NULL && platform != NULL ? g_strdup_printf ("%s, %s", cpu, platform) : g_strdup (cpu != NULL ? cpu : platform);
  assay_import_settle (self);
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), member;

  if (assay_field_member (&root, "benchmarks", &member))
    assay_import_each (self, &member, read_benchmark);
  if (assay_field_member (&root, "metadata", &member))
    {
      read_metadata (self, &member);
      add_runtime (self, &member);
    }
}

const AssayImportFormat assay_format_pyperf = { "pyperf", "pyperf", "pyperf", recognise, read_all };
