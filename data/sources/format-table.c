/* A table of frameworks such as that of fastify/benchmarks: names, versions and numbers as texts without a unit, milliseconds and MB/s. */
#include <math.h>

#include "data/sources/import-private.h"

#define MILLI 1e-3

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "0.name") && assay_import_has (self, "0.requests") && assay_import_has (self, "0.latency")
         && assay_import_has (self, "0.throughput");
}

static void
read_framework (AssayImport *self, const AssayField *object)
{
  const char *name = assay_field_string (object, "name");
  guint first = self->results->rows->len;

  if (name == NULL)
    return;
  assay_import_add (self, name, "throughput", assay_import_quantity (object, "requests", ASSAY_QUANTITY_RATE));
  assay_import_add (self, name, "latency-mean", MILLI * assay_import_quantity (object, "latency", ASSAY_QUANTITY_COUNT));
  assay_import_dimension (self, first, "version", assay_field_maybe (object, "version"));
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self);

  assay_import_each (self, &root, read_framework);
}

const AssayImportFormat assay_format_table = { "framework-table", "table of frameworks", "table of frameworks", recognise, read_all };
