/* What was imported from files, as documents of the catalogue in the program's own data folder: one file an import, so that each can be looked at,
 * copied and taken away. Every function here blocks: call it in a task thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Larger documents are not read back. */
#define ASSAY_IMPORTS_MAX_BYTES (16 * 1024 * 1024)

typedef struct
{
  char *id;        /* of its origin: "import-0123456789ab" */
  char *text;      /* the document */
  gsize length;
} AssayImported;

/* "$XDG_DATA_HOME/assay/imports"; transfer full. */
char       *assay_imports_folder (void);
/* All of @folder (NULL: the program's own) by id, of AssayImported; transfer full. What can't be read is told in @errors (of char*). A folder that isn't there
 * is empty. */
GPtrArray  *assay_imports_list   (const char *folder, GPtrArray *errors);
/* Keeps @text under @id, in place of an earlier one; whole or not at all. */
gboolean    assay_imports_add    (const char *folder, const char *id, const char *text, gsize length, GError **error);
/* Forgets it; %G_IO_ERROR_NOT_FOUND if there is none of that id. */
gboolean    assay_imports_remove (const char *folder, const char *id, GError **error);

G_END_DECLS
