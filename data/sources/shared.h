/* What a team shares: a folder of run documents, or an address on the web that lists some. Each is read as strictly as any import and kept in the history,
 * once. Every function here but those that end in _async and _finish blocks: call it in a task thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASSAY_SHARED_MAX_FILES 5000                    /* of one folder or index */
#define ASSAY_SHARED_MAX_BYTES (64 * 1024 * 1024)      /* of one document, unpacked */

typedef struct
{
  char *name;      /* the user's: says where a run came from */
  char *from;      /* absolute path of a folder; or "https://…", http on this machine, which ends in "/" or names the index */
} AssayShared;

/* What came of one. */
typedef struct
{
  guint n_documents;       /* that weren't known by their hash */
  guint added, known;      /* runs in them */
  GPtrArray *problems;     /* of char*: documents that could not be taken, each by its name; the others were */
} AssaySharedTaken;

void         assay_shared_free    (AssayShared *self);
/* "$XDG_DATA_HOME/assay/shared.json"; transfer full. */
char        *assay_shared_path    (void);
/* By name, of AssayShared; transfer full. Mistakes in the document are told in @errors (of char*, may be NULL), and the rest holds. */
GPtrArray   *assay_shared_load    (GPtrArray *errors);
/* Reads @length bytes, for tests and the fuzzer. */
GPtrArray   *assay_shared_read    (const char *file, const char *text, gsize length, GPtrArray *errors);
/* NULL if there is none of that name; transfer none. */
AssayShared *assay_shared_find    (GPtrArray *list, const char *name);
/* %ASSAY_ERROR_INVALID if the name is taken, or @from is neither a folder nor an address that may be asked. */
gboolean     assay_shared_add     (const char *name, const char *from, GError **error);
/* Its runs stay. */
gboolean     assay_shared_remove  (const char *name, GError **error);

/* Takes what is new there. FALSE with @error when nothing can be read at all; a document that is broken is a problem, and the others are taken.
 * A run that is there already stays as it is, also when it was deleted. One whose machine has no name gets that of the source, so that it isn't taken for
 * this one. @taken is to be cleared in any case. */
gboolean     assay_shared_take    (const AssayShared *self, AssaySharedTaken *taken, GCancellable *cancellable, GError **error);
void         assay_shared_taken_clear (AssaySharedTaken *self);
/* All of them in a thread. Finishes with a sentence that says what came, NULL if there is none to be read (transfer full), and how many runs were added. */
void         assay_shared_take_all_async  (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char        *assay_shared_take_all_finish (GAsyncResult *result, guint *added, GError **error);

/* Writes the runs @ids (NULL: all) of the history into @folder, a document each, and an index of all documents there: what a team's folder or web server
 * has. @n: how many runs. */
gboolean     assay_shared_export  (const char *folder, const char * const *ids, guint *n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayShared, assay_shared_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AssaySharedTaken, assay_shared_taken_clear)

G_END_DECLS
