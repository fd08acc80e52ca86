/* A file that the user hands in: recognised, read, filed and kept. */
#pragma once

#include <gio/gio.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* What became of it. */
typedef struct
{
  char *file;              /* its name, without folders */
  char *tool;              /* what wrote it, with version if the file says it: "wrk", "hyperfine 1.12.0" */
  char *id;                /* of the import; NULL of runs, which go into the history, and where there is a question */
  char *question;          /* nothing was kept, because nobody knows whom the file is about: says so; NULL if all is well */
  guint n_figures;         /* that were filed */
  GPtrArray *subjects;     /* of char*, names of those that they are about */
  GPtrArray *unknown;      /* of char*, names in the file that the catalogue doesn't have */
  GPtrArray *skipped;      /* of char*, places in the file that could not be taken; @n_skipped in all */
  guint n_skipped;
  guint n_runs, n_known;   /* runs that came into the history, and that were there already */
} AssayIntake;

void         assay_intake_free   (AssayIntake *self);

/* Blocking: call it in a task thread. @subjects: see AssayFilingImport; @store knows the subjects; @folder: see assay_imports_add().
 * Nothing is kept of a file that fails. Transfer full. */
AssayIntake *assay_intake_file   (GFile *file, const char * const *subjects, AssayStore *store, const char *folder,
                                  GCancellable *cancellable, GError **error);
/* The same in a thread, into the program's own folder. */
void         assay_intake_async  (GFile *file, const char * const *subjects, AssayStore *store, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
AssayIntake *assay_intake_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayIntake, assay_intake_free)

G_END_DECLS
