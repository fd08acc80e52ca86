/* The catalogue as this computer knows it: what is bundled, what its scenarios would measure, and what they have measured. */
#pragma once

#include <gio/gio.h>

#include "data/measure/types.h"
#include "data/model/types.h"

G_BEGIN_DECLS

/* assay_store_load() with two additions: the scenarios' metrics, so that rules may name what nobody has measured yet, and the figures of the
 * history. What could not be read of either is among the store's errors, and the rest is there. Blocking. */
AssayStore *assay_measured_load        (void);
void        assay_measured_load_async  (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
AssayStore *assay_measured_load_finish (GAsyncResult *result, GError **error);

/* A catalogue document with the names and the metrics of all scenarios; transfer full. */
char       *assay_workloads_document   (AssayWorkloads *workloads, gsize *length);

G_END_DECLS
