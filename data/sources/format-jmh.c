/* JMH's JSON ("-rf json"). The mode tells what a score is, and so which way is better: operations in a time, or the time of an operation. */
#include <math.h>
#include <string.h>

#include "data/sources/import-private.h"
#include "data/sources/quantity.h"

/* What a score becomes. */
typedef struct
{
  const char *measure;
  double factor;
} Scale;

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "0.primaryMetric.scoreUnit");
}

static gboolean
find_scale (const AssayField *benchmark, const AssayField *metric, Scale *scale)
{
  const char *mode = assay_field_string (benchmark, "mode"), *unit = assay_field_string (metric, "scoreUnit");
  gboolean throughput = g_strcmp0 (mode, "thrpt") == 0;

  if (mode == NULL || unit == NULL)
    return FALSE;
  scale->measure = throughput ? "operations" : "run-time";
  if (assay_quantity_factor (unit, throughput ? ASSAY_QUANTITY_RATE : ASSAY_QUANTITY_TIME, &scale->factor))
    return TRUE;
  assay_field_fail (metric, "“%.40s” is no unit of the mode “%.40s”", unit, mode);

  return FALSE;
}

/* A number, or the text "NaN" where it couldn't be computed. */
static double
number_or_nan (const AssayField *array, guint index)
{
  AssayField element;
  GType type;

  assay_field_element (array, index, &element);
  type = JSON_NODE_HOLDS_VALUE (element.node) ? json_node_get_value_type (element.node) : G_TYPE_NONE;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (element.node) : NAN;
}

static void
take_interval (const AssayField *metric, const Scale *scale, AssayResult *row)
{
  AssayField interval;

  if (!assay_field_member (metric, "scoreConfidence", &interval) || !JSON_NODE_HOLDS_ARRAY (interval.node) || assay_field_length (&interval) != 2)
    return;
  row->low = scale->factor * number_or_nan (&interval, 0);
  row->high = scale->factor * number_or_nan (&interval, 1);
  if (isnan (row->low) || isnan (row->high))
    row->low = row->high = NAN;
}

/* An array for each fork. */
static void
take_samples (const AssayField *metric, const Scale *scale, AssayResult *row)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  AssayField forks, fork;
  guint n;

  if (!assay_field_member (metric, "rawData", &forks))
    return;
  n = assay_field_length (&forks);
  for (guint i = 0; i < n; i++)
    {
      assay_field_element (&forks, i, &fork);
      if (!assay_import_samples (&fork, scale->factor, samples))
        return;
    }
  if (samples->len > 0)
    row->quality = g_strdup_printf ("iterations: %u, forks: %u", samples->len, n);
  assay_import_keep (row, samples);
}

static void
read_benchmark (AssayImport *self, const AssayField *benchmark)
{
  const char *name = assay_field_string (benchmark, "benchmark");
  guint first = self->results->rows->len;
  AssayField metric, parameters;
  AssayResult *row;
  Scale scale;

  if (!assay_field_member (benchmark, "primaryMetric", &metric))
    {
      assay_field_fail (benchmark, "“primaryMetric” is missing");
      return;
    }
  if (name == NULL || !find_scale (benchmark, &metric, &scale))
    return;
  row = assay_import_add (self, name, scale.measure, scale.factor * assay_field_number (&metric, "score"));
  if (row == NULL)
    return;
  take_interval (&metric, &scale, row);
  take_samples (&metric, &scale, row);
  assay_import_dimension (self, first, "mode", assay_field_maybe (benchmark, "mode"));
  assay_import_count (self, first, "threads", assay_field_real (benchmark, "threads", NAN));
  if (assay_field_member (benchmark, "params", &parameters))
    assay_import_dimensions (self, first, &parameters);
}

/* The first benchmark says with what all were run. */
static void
read_head (AssayImport *self, const AssayField *benchmark)
{
  g_autofree char *machine = assay_import_text (benchmark, "vmName", ASSAY_IMPORT_MAX_NAME);
  g_autofree char *version = assay_import_text (benchmark, "vmVersion", ASSAY_IMPORT_MAX_NAME);

  self->results->version = assay_import_text (benchmark, "jmhVersion", ASSAY_IMPORT_MAX_NAME);
  if (machine != NULL)
    self->results->note = g_strdup_printf ("Run by %s%s%s.", machine, version != NULL ? " " : "", version != NULL ? version : "");
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), first;

  assay_field_element (&root, 0, &first);
  read_head (self, &first);
  assay_import_each (self, &root, read_benchmark);
}

const AssayImportFormat assay_format_jmh = { "jmh", "JMH", "JMH", recognise, read_all };
