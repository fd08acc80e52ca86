/* All runs, in SQLite, in the program's own data folder. Every function here blocks: call it in a task thread. */
#pragma once

#include <gio/gio.h>

#include "data/measure/run.h"

G_BEGIN_DECLS

#define ASSAY_HISTORY_MAX_IMPORT (256 * 1024 * 1024)

/* Opens (and makes) "$XDG_DATA_HOME/assay/history.sqlite", or @path if it isn't NULL. A file that is no history is reported, never overwritten.
 * One connection; a handle may be used by one thread at a time. */
AssayHistory *assay_history_open     (const char *path, GError **error);
void          assay_history_close    (AssayHistory *self);
/* Where it is; transfer full. */
char         *assay_history_path     (void);
/* From now on it is in @folder; NULL or "": in the program's own data folder. What is there stays where it is. */
void          assay_history_set_folder (const char *folder);
/* What moving the results to @folder would find: how many runs are kept now (deleted ones too), and whether there is a history there already. */
gboolean      assay_history_look     (const char *folder, guint *n_runs, gboolean *there, GError **error);
/* Goes on in @folder (NULL or "": the program's own), which is made if it isn't there. With @moves the runs that are kept now are copied there, looked at, and
 * only then taken away here; else they stay. Fails, and all stays as it was, where nothing can be written, where there is a history
 * already that the runs would replace (%G_IO_ERROR_EXISTS), or what is there is none. */
gboolean      assay_history_change_folder (const char *folder, gboolean moves, GError **error);
/* Fails if its id is there already. */
gboolean      assay_history_add      (AssayHistory *self, AssayRun *run, GError **error);
/* All that are not deleted, newest first; of AssayRun, transfer full. One that can't be read is left out, and
 * assay_history_get_errors() tells why. */
GPtrArray    *assay_history_list     (AssayHistory *self, GError **error);
/* Of char*, what the last listing couldn't read; transfer none. */
GPtrArray    *assay_history_get_errors (AssayHistory *self);
AssayRun     *assay_history_get      (AssayHistory *self, const char *id, GError **error);
/* A NULL @name or @note stays as it is, an empty one is taken away. */
gboolean      assay_history_annotate (AssayHistory *self, const char *id, const char *name, const char *note, GError **error);
/* Marks it; assay_history_purge() forgets what was marked, assay_history_restore() takes it back. */
gboolean      assay_history_delete   (AssayHistory *self, const char *id, GError **error);
gboolean      assay_history_restore  (AssayHistory *self, const char *id, GError **error);
gboolean      assay_history_purge    (AssayHistory *self, GError **error);
/* The array of the documents of the runs @ids (NULL: of all); and back, from such an array or from one document of up to %ASSAY_HISTORY_MAX_IMPORT bytes: a run
 * whose id is there already is skipped and counted in @known, one that was deleted comes back (both counts may be NULL). All or nothing. */
JsonNode     *assay_history_export   (AssayHistory *self, const char * const *ids, GError **error);
/* The same array as text for a file; transfer full. */
char         *assay_history_export_text (AssayHistory *self, const char * const *ids, gsize *length, GError **error);
gboolean      assay_history_import   (AssayHistory *self, const char *file, const char *text, gsize length,
                                      guint *added, guint *known, GError **error);

/* Whether the document with that SHA-256 was taken from a shared source before. */
gboolean      assay_history_has_taken (AssayHistory *self, const char *hash, gboolean *taken, GError **error);
/* As an import, of what the shared source @via has as @file, with @hash: runs whose id is there already, deleted or not, stay as they are; a machine without
 * a name is called @via. Remembers the hash. */
gboolean      assay_history_take      (AssayHistory *self, const char *file, const char *text, gsize length, const char *via, const char *hash,
                                       guint *added, guint *known, GError **error);

/* One catalogue document (see store.h) that holds what the runs (newest first) say as origins, metrics and figures, always the same for the
 * same runs. Of each machine, scenario, technology and dimensions the newest counts: of a complete run every point, of a stopped one those that
 * passed the gate. Figures of one machine are as the charts show them: of the one with the id @home, or of the newest without a name; those of the others
 * have its name as the dimension %ASSAY_DIMENSION_MACHINE. @home may be NULL. Transfer full. */
char         *assay_measured_document (GPtrArray *runs, const char *home, gsize *length);
/* The same of all runs of the history, kept there until one is added or deleted; NULL with @error. Transfer full. */
char         *assay_history_measured  (AssayHistory *self, gsize *length, GError **error);

typedef struct
{
  const AssayRunMetric *metric;  /* borrowed from the first run */
  const AssayRunCell *a, *b;     /* borrowed from the two runs */
  AssayInterval ratio;           /* second over first */
  gboolean gated;                /* one of the two points didn't pass */
} AssayRunDifference;

/* Cells that both runs have, metric by metric; of AssayRunDifference*, transfer full. */
GPtrArray    *assay_run_compare       (AssayRun *first, AssayRun *second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayHistory, assay_history_close)

G_END_DECLS
