/* autocannon's JSON: whole milliseconds, and no 95th percentile. */
#include <math.h>

#include "data/sources/import-private.h"
#include "data/sources/words.h"

#define MILLI 1e-3

static const AssayImportColumn of_latency[] = {
  { "average", "latency-mean", MILLI },
  { "p50", "latency-p50", MILLI },
  { "p75", "latency-p75", MILLI },
  { "p90", "latency-p90", MILLI },
  { "p99", "latency-p99", MILLI },
  { "p99_9", "latency-p999", MILLI },
  { "max", "latency-max", MILLI },
  { NULL, NULL, 0 },
};
static const AssayImportColumn of_requests[] = { { "average", "throughput", 1 }, { NULL, NULL, 0 } };

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "latency.p99") && assay_import_has (self, "requests.average");
}

/* Time-outs are counted among the errors. */
static void
add_errors (AssayImport *self, const AssayField *root, const char *subject, double answers)
{
  double errors = assay_field_real (root, "errors", 0), other_status = assay_field_real (root, "non2xx", 0);

  assay_import_add (self, subject, "error-share", assay_import_share (errors + other_status, answers + errors));
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), object;
  const char *title = assay_field_maybe (&root, "title"), *subject = title != NULL ? title : assay_field_maybe (&root, "url");
  double answers = NAN;

  if (assay_field_member (&root, "requests", &object))
    {
      assay_import_columns (self, &object, subject, of_requests);
      answers = assay_field_real (&object, "total", NAN);
    }
  if (assay_field_member (&root, "latency", &object))
    assay_import_columns (self, &object, subject, of_latency);
  add_errors (self, &root, subject, answers);
  assay_import_count (self, 0, "connections", assay_field_real (&root, "connections", NAN));
  assay_import_count (self, 0, "pipelining", assay_field_real (&root, "pipelining", NAN));
  assay_import_count (self, 0, "duration", round (assay_field_real (&root, "duration", NAN)));
  assay_import_quality (self, 0, answers, "requests");
  self->results->date = assay_words_date (assay_field_maybe (&root, "start"));
}

const AssayImportFormat assay_format_autocannon = { "autocannon", "autocannon", "autocannon", recognise, read_all };
