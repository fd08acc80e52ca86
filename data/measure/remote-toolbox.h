/* What a machine elsewhere has of what can be measured. */
#pragma once

#include "data/measure/remote.h"
#include "data/measure/toolbox.h"

G_BEGIN_DECLS

/* Asks it for the technologies that it can run; of those in @workloads that it doesn't name none is usable. What it has beyond them is left out, and so is
 * how it would install one. NULL with the errors of assay_remote_ask(), or with %ASSAY_ERROR_FORMAT. Blocking. */
AssayToolbox *assay_remote_toolbox        (const AssayRemote *remote, AssayWorkloads *workloads, GCancellable *cancellable, GError **error);
/* The same in a thread. @remote is copied. */
void          assay_remote_toolbox_async  (const AssayRemote *remote, AssayWorkloads *workloads, GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
AssayToolbox *assay_remote_toolbox_finish (GAsyncResult *result, GError **error);
/* Reads its answer. */
AssayToolbox *assay_remote_toolbox_read   (const char *name, const char *text, gsize length, AssayWorkloads *workloads, GError **error);

G_END_DECLS
