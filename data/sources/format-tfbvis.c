/* tfbvis: TechEmpower's runs with percentiles, an array with an object for each framework. Memory and CPU there are the whole machine's, not the
 * server's, and so are left out. */
#include <math.h>

#include "data/sources/import-private.h"

#define MILLI 1e-3

static const AssayImportColumn of_rps[] = {
  { "requests_per_sec", "throughput", 1 },
  { "non_2xx_percent", "error-share", 1 },
  { NULL, NULL, 0 },
};
static const AssayImportColumn of_latency[] = {
  { "thread_mean", "latency-mean", MILLI },
  { "lat50", "latency-p50", MILLI },
  { "lat75", "latency-p75", MILLI },
  { "lat90", "latency-p90", MILLI },
  { "lat99", "latency-p99", MILLI },
  { "thread_max", "latency-max", MILLI },
  { NULL, NULL, 0 },
};

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "0.rps.requests_per_sec") && assay_import_has (self, "0.name");
}

static void
read_framework (AssayImport *self, const AssayField *object)
{
  const char *name = assay_field_string (object, "name");
  guint first = self->results->rows->len;
  AssayField rps, latency;

  if (name == NULL)
    return;
  if (assay_field_member (object, "rps", &rps))
    {
      assay_import_columns (self, &rps, name, of_rps);
      assay_import_quality (self, first, assay_field_real (&rps, "request_count", NAN), "requests");
    }
  else
    assay_field_fail (object, "“rps” is missing");
  if (assay_field_member (object, "latency", &latency))
    assay_import_columns (self, &latency, name, of_latency);
  assay_import_count (self, first, "connections", assay_field_real (object, "connections", NAN));
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self);

  assay_import_each (self, &root, read_framework);
  self->results->note = g_strdup ("Memory and CPU are left out: they are those of the whole machine.");
}

const AssayImportFormat assay_format_tfbvis = { "tfbvis", "tfbvis", "tfbvis", recognise, read_all };
