/* The program's own folder in which workloads run: copies of the programs, their data, and packages installed beside them. */
#pragma once

#include <gio/gio.h>

#include "data/measure/types.h"

G_BEGIN_DECLS

/* "$XDG_DATA_HOME/assay/environment"; transfer full. Below it: workloads/ (copies), data/ (made files), node_modules/, bin/. */
char     *assay_environment_folder  (void);

/* Brings the copies of the workload files and their data up to date: copies what changed, removes what vanished, follows no link. Each file
 * comes into its place whole. Returns the folder of the copies
 * (transfer full) or NULL with @error. Blocking. */
char     *assay_environment_stage   (AssayWorkloads *workloads, GCancellable *cancellable, GError **error);

/* @fraction 0..1, or -1 where unknown; called in the caller's thread. */
typedef void (*AssayPrepareProgress) (double fraction, const char *what, gpointer data);

/* Installs the packages of data/workloads/package-lock.json below the environment folder (and nothing outside it), after
 * checking that the package manager is there. A cancelled or failed preparation leaves the former one and nothing else. Blocking. */
gboolean  assay_environment_prepare (AssayWorkloads *workloads, AssayPrepareProgress progress, gpointer data,
                                     GCancellable *cancellable, GError **error);
/* The command that it runs, as shown to the user; transfer full. */
char     *assay_environment_command (AssayWorkloads *workloads);

/* The technology's command for the scenario with every {placeholder} filled: {runtime}, {file}, {run} (the _run folder), {lib},
 * {data}, {out} (a built program), {seconds}, {least} (5), {workers} (1), {ID} of each technology that it needs (its runtime's path), then, in
 * place of those, the scenario's arguments and @value (or NULL) for its dimension. NULL-terminated, transfer full; NULL with @error if
 * a placeholder is unknown or the technology has no such command. */
char    **assay_environment_argv    (const AssayScenario *scenario, const AssayTechnology *technology,
                                     const AssayAvailability *availability, const char *staged, const char *value, GError **error);
/* The environment variables of its child, and no others: the user's PATH and TMPDIR, HOME in the environment folder, DATA_DIR, PORT=0,
 * LC_ALL, then the runtime's and the technology's own. Transfer full. */
char    **assay_environment_environ (const AssayTechnology *technology, const char *staged);
/* Runs the technology's build command for the scenario's program, unless what it made before was made of the same files by the same
 * command; at once successful if there is none to run. FALSE with %ASSAY_ERROR_WORKLOAD and the compiler's first complaints. Blocking. */
gboolean  assay_environment_build   (const AssayScenario *scenario, const AssayTechnology *technology,
                                     const AssayAvailability *availability, const char *staged, GCancellable *cancellable, GError **error);

G_END_DECLS
