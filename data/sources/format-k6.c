/* k6's summary at the end of a test: of handleSummary(), of the older --summary-export, and the machine-readable one of version 2.
 * What a test has set up for itself (setup_data) can hold passwords: it is never looked at. */
#include <math.h>
#include <string.h>

#include "data/sources/import-private.h"
#include "data/sources/words.h"

#define MILLI 1e-3
#define PERCENT 100

static const AssayImportColumn of_duration[] = {
  { "avg", "latency-mean", MILLI },
  { "med", "latency-p50", MILLI },
  { "p(75)", "latency-p75", MILLI },
  { "p(90)", "latency-p90", MILLI },
  { "p(95)", "latency-p95", MILLI },
  { "p(99)", "latency-p99", MILLI },
  { "p(99.9)", "latency-p999", MILLI },
  { "max", "latency-max", MILLI },
  { NULL, NULL, 0 },
};
static const AssayImportColumn of_requests[] = { { "rate", "throughput", 1 }, { NULL, NULL, 0 } };
static const AssayImportColumn of_failures[] = { { "rate", "error-share", PERCENT }, { "value", "error-share", PERCENT }, { NULL, NULL, 0 } };

static const struct { const char *metric; const AssayImportColumn *columns; } metrics[] = {
  { "http_req_duration", of_duration },
  { "http_reqs", of_requests },
  { "http_req_failed", of_failures },
};

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "metrics.http_req_duration") || assay_import_has (self, "metrics.http_reqs")
         || assay_import_has (self, "metrics.iteration_duration") || assay_import_has (self, "metrics.vus");
}

/* "http_req_duration{staticAsset:yes}" are the requests with that tag. */
static void
take_metric (AssayImport *self, const char *name, const AssayField *values)
{
  gsize length = strcspn (name, "{");
  guint first = self->results->rows->len;
  g_autofree char *tags = name[length] == '{' ? g_strndup (name + length + 1, strcspn (name + length + 1, "}")) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    if (strlen (metrics[i].metric) == length && memcmp (metrics[i].metric, name, length) == 0)
      assay_import_columns (self, values, NULL, metrics[i].columns);
  assay_import_dimension (self, first, "tags", tags);
}

static void
take_metrics (AssayImport *self, const AssayField *all)
{
  AssayFieldIter iter;
  AssayField metric, values;

  assay_field_iter_init (&iter, all);
  while (assay_field_iter_next (&iter, &metric))
    {
      take_metric (self, metric.name, assay_field_member (&metric, "values", &values) ? &values : &metric);
      assay_import_settle (self);
    }
}

/* The largest number of virtual users. */
static double
count_users (const AssayField *all)
{
  AssayField metric, values;

  if (!assay_field_member (all, "vus_max", &metric))
    return NAN;

  return assay_field_real (assay_field_member (&metric, "values", &values) ? &values : &metric, "max", NAN);
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), all, state;

  if (!assay_field_member (&root, "metrics", &all) || !JSON_NODE_HOLDS_OBJECT (all.node))
    {
      assay_field_fail (&root, "“metrics” must be an object");
      return;
    }
  take_metrics (self, &all);
  assay_import_count (self, 0, "users", count_users (&all));
  if (assay_field_member (&root, "state", &state))
    {
      double seconds = MILLI * assay_field_real (&state, "testRunDurationMs", NAN);

      if (isfinite (seconds))
        self->results->note = g_strdup_printf ("The test ran for %.1f seconds.", seconds);
    }
}

const AssayImportFormat assay_format_k6 = { "k6-summary", "k6 summary", "k6", recognise, read_all };

static gboolean
recognise_machine (const AssayImport *self)
{
  return assay_import_has (self, "metadata.k6Version") && assay_import_has (self, "results.metrics");
}

/* Counters have no rate here. */
static void
take_element (AssayImport *self, const AssayField *metric)
{
  const char *name = assay_field_string (metric, "name");
  AssayField values;

  if (name != NULL && assay_field_member (metric, "values", &values))
    take_metric (self, name, &values);
}

static void
take_rate (AssayImport *self, const AssayField *all, double seconds)
{
  guint n = JSON_NODE_HOLDS_ARRAY (all->node) ? assay_field_length (all) : 0;
  AssayField metric, values;

  for (guint i = 0; i < n && seconds > 0; i++)
    {
      assay_field_element (all, i, &metric);
      if (g_strcmp0 (assay_field_maybe (&metric, "name"), "http_reqs") == 0 && assay_field_member (&metric, "values", &values))
        assay_import_add (self, NULL, "throughput", assay_field_real (&values, "count", NAN) / seconds);
      assay_import_settle (self);
    }
}

static void
read_machine (AssayImport *self)
{
  AssayField root = assay_import_root (self), metadata, config, results, all;

  if (assay_field_member (&root, "metadata", &metadata))
    {
      self->results->version = assay_import_text (&metadata, "k6Version", ASSAY_IMPORT_MAX_NAME);
      self->results->date = assay_words_date (assay_field_maybe (&metadata, "generatedAt"));
    }
  if (!assay_field_member (&root, "results", &results) || !assay_field_member (&results, "metrics", &all))
    return;
  assay_import_each (self, &all, take_element);
  if (assay_field_member (&root, "config", &config))
    take_rate (self, &all, assay_field_real (&config, "duration", NAN));
}

const AssayImportFormat assay_format_k6_machine = { "k6-machine", "k6 machine-readable summary", "k6", recognise_machine, read_machine };
