/* The index of a team's shared runs, as a web server has it: {"runs": [{"file": "2026-11-23-http-json-3fa9.json", "sha256": "…"}]}. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASSAY_SHARED_INDEX "index.json"

typedef struct
{
  char *file;      /* beside the index: one name that ends in .json or .json.gz */
  char *sha256;    /* of the file as it is served, small letters */
} AssaySharedEntry;

/* Whether @name may be one of the documents: a plain name, neither hidden nor the index. */
gboolean   assay_shared_is_document (const char *name);
/* Of AssaySharedEntry, transfer full; NULL with %ASSAY_ERROR_FORMAT that names @file and the place of the first mistake. */
GPtrArray *assay_shared_index_read  (const char *file, const char *text, gsize length, GError **error);
/* Writes it into @folder, of all documents there. */
gboolean   assay_shared_index_write (const char *folder, GError **error);
/* Names of the documents in @folder, sorted; transfer full. NULL with @error if it can't be read, or has too many. */
GPtrArray *assay_shared_list_folder (const char *folder, GError **error);

G_END_DECLS
