/* Result files of load tools and benchmarks, recognised by what is in them. */
#pragma once

#include <gio/gio.h>

#include "data/sources/results.h"

G_BEGIN_DECLS

#define ASSAY_IMPORT_MAX_BYTES (64 * 1024 * 1024)

typedef struct _AssayImport AssayImport;   /* a file on its way in: see import-private.h */

/* One kind of file. */
typedef struct
{
  const char *id;                                   /* "wrk", "k6-summary" */
  const char *name;                                 /* as people read it: "k6 summary" */
  const char *tool;                                 /* as AssayResults.tool has it: "k6" */
  gboolean (*recognise) (const AssayImport *self);
  void (*read) (AssayImport *self);                 /* NULL: see assay_import_is_runs() */
} AssayImportFormat;

/* All of them, *@n formats long. */
const AssayImportFormat * const *assay_import_formats (guint *n);
/* Whether files of @format are the program's own exported runs. Of these nothing is read here: the results have no rows, and the file is for
 * assay_history_import(). */
gboolean      assay_import_is_runs   (const AssayImportFormat *format);

/* Reads what @bytes say, of a file that messages call @name. A row that can't be taken is noted in AssayResults.skipped with its place; a file
 * in which no row can is %ASSAY_ERROR_FORMAT with the place. So is a file that is of no known format; the message says which there are.
 * @format is set to what was recognised, or to %NULL (it may be %NULL itself). Transfer full. */
AssayResults *assay_import_read      (const char *name, GBytes *bytes, const AssayImportFormat **format, GError **error);
/* The same from a file, blocking: call it in a task thread. k6's raw output may be of any length, it is read in pieces and not kept; so may be
 * the program's own runs, which are not read; anything else of up to @most bytes (0: %ASSAY_IMPORT_MAX_BYTES). Errors of G_IO_ERROR are passed through. Transfer full. */
AssayResults *assay_import_read_file (GFile *file, gsize most, GCancellable *cancellable, const AssayImportFormat **format, GError **error);

G_END_DECLS
