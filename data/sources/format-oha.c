/* oha's JSON ("--output-format json"): seconds throughout. */
#include <math.h>

#include "data/sources/import-private.h"

static const AssayImportColumn of_summary[] = {
  { "requestsPerSec", "throughput", 1 },
  { "average", "latency-mean", 1 },
  { "slowest", "latency-max", 1 },
  { NULL, NULL, 0 },
};
static const AssayImportColumn of_percentiles[] = {
  { "p50", "latency-p50", 1 },
  { "p75", "latency-p75", 1 },
  { "p90", "latency-p90", 1 },
  { "p95", "latency-p95", 1 },
  { "p99", "latency-p99", 1 },
  { "p99.9", "latency-p999", 1 },
  { NULL, NULL, 0 },
};

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "summary.requestsPerSec");
}

/* Adds the counts of the object to @all; those of names that aren't a good status, to @failed as well. */
static void
count (const AssayField *root, const char *member, gboolean statuses, double *all, double *failed)
{
  AssayField object, entry;
  AssayFieldIter iter;

  if (!assay_field_member (root, member, &object))
    return;
  assay_field_iter_init (&iter, &object);
  while (assay_field_iter_next (&iter, &entry))
    {
      double n = assay_field_real (&object, entry.name, 0);

      *all += n;
      *failed += statuses && (entry.name[0] == '2' || entry.name[0] == '3') ? 0 : n;
    }
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), object;
  double all = 0, failed = 0;

  if (assay_field_member (&root, "summary", &object))
    assay_import_columns (self, &object, NULL, of_summary);
  if (assay_field_member (&root, "latencyPercentiles", &object))
    assay_import_columns (self, &object, NULL, of_percentiles);
  count (&root, "statusCodeDistribution", TRUE, &all, &failed);
  count (&root, "errorDistribution", FALSE, &all, &failed);
  assay_import_add (self, NULL, "error-share", assay_import_share (failed, all));
  assay_import_quality (self, 0, all > 0 ? all : NAN, "requests");
}

const AssayImportFormat assay_format_oha = { "oha", "oha", "oha", recognise, read_all };
