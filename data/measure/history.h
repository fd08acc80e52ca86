/* All runs, in SQLite, in the program's own data folder. Every function here blocks: call it in a task thread. */
#pragma once

#include <gio/gio.h>

#include "data/measure/run.h"

G_BEGIN_DECLS

/* Opens (and makes) "$XDG_DATA_HOME/assay/history.sqlite", or @path if it isn't NULL. A file that is no history is reported, never overwritten.
 * One connection; a handle may be used by one thread at a time. */
AssayHistory *assay_history_open     (const char *path, GError **error);
void          assay_history_close    (AssayHistory *self);
gboolean      assay_history_add      (AssayHistory *self, AssayRun *run, GError **error);
/* All that are not deleted, newest first; of AssayRun, transfer full. */
GPtrArray    *assay_history_list     (AssayHistory *self, GError **error);
AssayRun     *assay_history_get      (AssayHistory *self, const char *id, GError **error);
gboolean      assay_history_annotate (AssayHistory *self, const char *id, const char *name, const char *note, GError **error);
/* Marks it; assay_history_purge() forgets what was marked, assay_history_restore() takes it back. */
gboolean      assay_history_delete   (AssayHistory *self, const char *id, GError **error);
gboolean      assay_history_restore  (AssayHistory *self, const char *id, GError **error);
gboolean      assay_history_purge    (AssayHistory *self, GError **error);
/* An array of run documents; and back: those whose id is there already are skipped and counted in @known (may be NULL). All or nothing. */
JsonNode     *assay_history_export   (AssayHistory *self, const char * const *ids, GError **error);
gboolean      assay_history_import   (AssayHistory *self, const char *file, const char *text, gsize length,
                                      guint *added, guint *known, GError **error);

/* One catalogue document (see store.h) that holds what the runs say as origins, metrics and figures: the newest complete run of each machine and scenario. */
char         *assay_measured_document (GPtrArray *runs, gsize *length);

typedef struct
{
  AssayRunMetric *metric;      /* borrowed from the first run */
  AssayRunCell *a, *b;         /* borrowed from the two runs */
  AssayInterval ratio;         /* second over first */
} AssayRunDifference;

/* Cells that both runs have, metric by metric; of AssayRunDifference*, transfer full. */
GPtrArray    *assay_run_compare       (AssayRun *first, AssayRun *second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayHistory, assay_history_close)

G_END_DECLS
