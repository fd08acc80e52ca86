/* The program's own runs, as it exports them. Who reads them is data/measure/history.h. */
#include "data/sources/import-private.h"

/* The beginning is enough: runs may be longer than anything else that is imported, and history.h reads them strictly. */
static gboolean
begins_like_runs (const AssayImport *self)
{
  static const char * const members[] = { "\"session\"", "\"scenario\"", "\"plan\"", "\"seed\"" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!assay_import_says (self, members[i]))
      return FALSE;

  return TRUE;
}

static gboolean
recognise (const AssayImport *self)
{
  gboolean one = assay_import_has (self, "scenario") && assay_import_has (self, "cells") && assay_import_has (self, "starts");

  return one || (assay_import_has (self, "0.scenario") && assay_import_has (self, "0.cells") && assay_import_has (self, "0.starts"))
         || (self->root == NULL && begins_like_runs (self));
}

const AssayImportFormat assay_format_runs = { "runs", "Assay’s own runs", "Assay", recognise, NULL };
