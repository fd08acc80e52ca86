/* HttpArena's site data: an array with an object for each framework, units inside its texts. */
#include <math.h>
#include <string.h>

#include "data/sources/import-private.h"
#include "data/sources/quantity.h"

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "0.framework") && assay_import_has (self, "0.rps");
}

/* Answers by their status; NAN if the file doesn't say. */
static double
share_of_errors (const AssayField *object)
{
  static const char * const statuses[] = { "status_2xx", "status_3xx", "status_3xx", "status_4xx", "status_5xx" };
  double all = 0, failed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      double n = assay_field_real (object, statuses[i], 0);

      all += n;
      failed += i < 2 ? 0 : n;
    }

  return assay_import_share (failed, all);
}

static void
read_framework (AssayImport *self, const AssayField *object)
{
  const char *name = assay_field_string (object, "framework");
  guint first = self->results->rows->len;

  if (name == NULL)
    return;
  assay_import_add (self, name, "throughput", assay_field_number (object, "rps"));
  assay_import_add (self, name, "latency-mean", assay_import_quantity (object, "avg_latency", ASSAY_QUANTITY_TIME));
  assay_import_add (self, name, "latency-p99", assay_import_quantity (object, "p99_latency", ASSAY_QUANTITY_TIME));
  assay_import_add (self, name, "cpu-share", assay_import_quantity (object, "cpu", ASSAY_QUANTITY_SHARE));
  assay_import_add (self, name, "memory", assay_import_quantity (object, "memory", ASSAY_QUANTITY_BYTES));
  assay_import_add (self, name, "error-share", share_of_errors (object));
  assay_import_add (self, name, "status_2xx", assay_field_real (object, "status_2xx", NAN));
  assay_import_count (self, first, "connections", assay_field_real (object, "connections", NAN));
  assay_import_count (self, first, "pipelining", assay_field_real (object, "pipeline", NAN));
  assay_import_count (self, first, "duration", assay_import_quantity (object, "duration", ASSAY_QUANTITY_TIME));
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self);

  assay_import_each (self, &root, read_framework);
}

const AssayImportFormat assay_format_httparena = { "httparena", "HttpArena", "HttpArena", recognise, read_all };
