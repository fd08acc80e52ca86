/* An answer of Prometheus: series over time (query_range), or their last values (query). */
#include <math.h>
#include <string.h>

#include "data/sources/import-private.h"
#include "data/sources/quantity.h"
#include "data/sources/words.h"

#define NAME "__name__"

/* One series on its way in. */
typedef struct
{
  GArray *samples;         /* without gaps */
  double sum, low, high, last;
  double time;             /* of the last; s since 1970 */
  guint gaps;              /* samples that are NaN or infinite */
} Series;

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "status")
         && (assay_import_has (self, "data.resultType") || assay_import_has (self, "errorType"));
}

/* [1795410604.306, "50130944"]; FALSE with a report if it isn't like that. */
static gboolean
take_sample (Series *self, const AssayField *pair)
{
  g_autoptr (GError) error = NULL;
  AssayField text;
  double time, value;

  if (!JSON_NODE_HOLDS_ARRAY (pair->node) || assay_field_length (pair) != 2)
    {
      assay_field_fail (pair, "must be a time and a value");
      return FALSE;
    }
  time = assay_field_element_number (pair, 0);
  assay_field_element (pair, 1, &text);
  if (isnan (time) || !JSON_NODE_HOLDS_VALUE (text.node) || json_node_get_string (text.node) == NULL)
    {
      assay_field_fail (pair, "must be a time and a value");
      return FALSE;
    }
  if (!assay_quantity_parse (json_node_get_string (text.node), ASSAY_QUANTITY_COUNT, &value, &error))
    {
      assay_field_fail (&text, "%s", error->message);
      return FALSE;
    }
  if (isnan (value))
    self->gaps++;
  else
    {
      g_array_append_val (self->samples, value);
      self->sum += value;
      self->low = MIN (self->low, value);
      self->high = MAX (self->high, value);
      self->last = value;
      self->time = time;
    }

  return TRUE;
}

static gboolean
take_samples (Series *self, const AssayField *object)
{
  AssayField values, pair;
  guint n;

  if (assay_field_member (object, "value", &values))
    return take_sample (self, &values);
  if (!assay_field_member (object, "values", &values))
    {
      assay_field_fail (object, "“values” is missing");
      return FALSE;
    }
  n = assay_field_length (&values);
  for (guint i = 0; i < n; i++)
    {
      assay_field_element (&values, i, &pair);
      if (!take_sample (self, &pair))
        return FALSE;
    }

  return TRUE;
}

/* The series' own name, or what else can stand for it. */
static const char *
find_subject (const AssayField *labels)
{
  const char *job = assay_field_maybe (labels, "job");

  return job != NULL ? job : assay_field_maybe (labels, "instance");
}

static void
add_labels (AssayImport *self, guint first, const AssayField *labels)
{
  AssayFieldIter iter;
  AssayField label;
  guint n = 0;

  assay_field_iter_init (&iter, labels);
  while (n++ < ASSAY_IMPORT_MAX_DIMENSIONS && assay_field_iter_next (&iter, &label))
    if (strcmp (label.name, NAME) != 0 && strcmp (label.name, "job") != 0 && JSON_NODE_HOLDS_VALUE (label.node))
      assay_import_dimension (self, first, label.name, json_node_get_string (label.node));
}

/* The mean of all samples with the samples, and the last one. */
static void
add_series (AssayImport *self, Series *series, const AssayField *labels)
{
  guint first = self->results->rows->len, n = series->samples->len;
  g_autofree char *day = assay_words_day (series->time), *metric = NULL;
  const char *subject = labels->node != NULL ? find_subject (labels) : NULL;
  AssayResult *mean;

  metric = labels->node != NULL ? assay_import_text (labels, NAME, ASSAY_IMPORT_MAX_NAME) : NULL;
  mean = assay_import_add (self, subject, metric != NULL ? metric : "value", series->sum / n);
  if (mean == NULL)
    return;
  mean->low = series->low;
  mean->high = series->high;
  mean->quality = series->gaps > 0 ? g_strdup_printf ("samples: %u, gaps: %u", n, series->gaps) : g_strdup_printf ("samples: %u", n);
  assay_import_keep (mean, series->samples);
  assay_import_dimension (self, first, "statistic", "mean");
  assay_import_add (self, subject, metric != NULL ? metric : "value", series->last);
  assay_import_dimension (self, first + 1, "statistic", "last");
  assay_import_date (self, first, day);
  if (labels->node != NULL)
    add_labels (self, first, labels);
}

static void
read_series (AssayImport *self, const AssayField *object)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  Series series = { .samples = samples, .low = INFINITY, .high = -INFINITY, .last = NAN, .time = NAN };
  AssayField labels = { .node = NULL };

  if (!take_samples (&series, object))
    return;
  if (samples->len == 0)
    {
      assay_field_fail (object, "has no sample that is a number");
      return;
    }
  if (!assay_field_member (object, "metric", &labels))
    labels.node = NULL;
  add_series (self, &series, &labels);
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), data, result;
  const char *status = assay_field_string (&root, "status"), *words = assay_field_maybe (&root, "error"), *type;

  if (g_strcmp0 (status, "success") != 0)
    {
      g_autofree char *shown = assay_words_cut (words != NULL ? words : "nothing more", -1, ASSAY_IMPORT_MAX_WORDS);

      assay_field_fail (&root, "the server refused, and says: %s", shown);
      return;
    }
  if (!assay_field_member (&root, "data", &data))
    return;
  type = assay_field_string (&data, "resultType");
  if (g_strcmp0 (type, "matrix") != 0 && g_strcmp0 (type, "vector") != 0)
    assay_field_fail (&data, "“resultType” must be matrix or vector");
  else if (assay_field_member (&data, "result", &result))
    assay_import_each (self, &result, read_series);
}

const AssayImportFormat assay_format_prometheus = { "prometheus", "Prometheus", "Prometheus", recognise, read_all };
