/* What the files of the environment share. */
#pragma once

#include "data/measure/environment.h"
#include "data/measure/workload.h"

G_BEGIN_DECLS

/* Takes the lock @name of the environment folder, which is made if need be: so that two programs don't get into each other's way. Waits for
 * it if @wait. A file descriptor; closing it gives the lock back. -1 with @error: cancelled, taken (%G_IO_ERROR_BUSY), or not to be had. */
int      assay_environment_lock    (const char *name, gboolean wait, GCancellable *cancellable, GError **error);

/* Removes @path and all below it, without following links; what can't be removed stays. */
void     assay_environment_remove  (const char *path);

/* Makes the database @path of the SQL file @source, unless it is there and unchanged since. */
gboolean assay_environment_make_database (const char *source, const char *path, GCancellable *cancellable, GError **error);

/* A file's path below a folder -> where it is read from, of all workloads folders: a later one's comes in place of a former one's. */
GHashTable *assay_environment_sources (AssayWorkloads *workloads, const char *below, GCancellable *cancellable, GError **error);

/* What placeholders stand for in a command of @technology for @scenario; transfer full. */
GHashTable *assay_environment_values (const AssayScenario *scenario, const AssayTechnology *technology,
                                      const AssayAvailability *availability, const char *staged, const char *value);

G_END_DECLS
