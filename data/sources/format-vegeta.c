/* vegeta's report ("report -type=json"): nanoseconds. Requests are sent at a fixed rate, whatever the server does. */
#include <math.h>

#include "data/sources/import-private.h"
#include "data/sources/words.h"

#define NANO 1e-9
#define PERCENT 100

static const AssayImportColumn of_latencies[] = {
  { "mean", "latency-mean", NANO },
  { "50th", "latency-p50", NANO },
  { "90th", "latency-p90", NANO },
  { "95th", "latency-p95", NANO },
  { "99th", "latency-p99", NANO },
  { "max", "latency-max", NANO },
  { NULL, NULL, 0 },
};
static const AssayImportColumn of_report[] = { { "throughput", "throughput", 1 }, { NULL, NULL, 0 } };

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "latencies.99th") && assay_import_has (self, "throughput");
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), latencies;

  assay_import_columns (self, &root, NULL, of_report);
  if (assay_field_member (&root, "latencies", &latencies))
    assay_import_columns (self, &latencies, NULL, of_latencies);
  assay_import_add (self, NULL, "error-share", PERCENT * (1 - assay_field_real (&root, "success", NAN)));
  assay_import_count (self, 0, "rate", round (assay_field_real (&root, "rate", NAN)));
  assay_import_quality (self, 0, assay_field_real (&root, "requests", NAN), "requests");
  self->results->date = assay_words_date (assay_field_maybe (&root, "earliest"));
}

const AssayImportFormat assay_format_vegeta = { "vegeta", "vegeta", "vegeta", recognise, read_all };
