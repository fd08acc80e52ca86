/* The program's own runs, as it exports them. Who reads them is data/measure/history.h. */
#include "data/sources/import-private.h"

static gboolean
recognise (const AssayImport *self)
{
  gboolean one = assay_import_has (self->root, "scenario") && assay_import_has (self->root, "cells") && assay_import_has (self->root, "starts");

  return one || (assay_import_has (self->root, "0.scenario") && assay_import_has (self->root, "0.cells") && assay_import_has (self->root, "0.starts"));
}

const AssayImportFormat assay_format_runs = { "runs", "Assay’s own runs", "Assay", recognise, NULL };
