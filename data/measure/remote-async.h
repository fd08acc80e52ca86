/* What is asked of and kept about machines elsewhere, in threads, for the window. */
#pragma once

#include "data/measure/remote.h"

G_BEGIN_DECLS

/* What came of asking it. */
typedef struct
{
  char *words;          /* "Assay 0.1.0 on Intel …, 2 cores"; NULL: its host key isn't known */
  GPtrArray *keys;      /* of AssayHostKey (remote-key.h): those that it shows, where none is known; or NULL */
} AssayRemoteCheck;

/* Connects, once the key with the fingerprint @accept (NULL: none) is kept as the host's own. @self is copied. */
void              assay_remote_check_async   (const AssayRemote *self, const char *accept, GCancellable *cancellable, GAsyncReadyCallback callback,
                                              gpointer user_data);
AssayRemoteCheck *assay_remote_check_finish  (GAsyncResult *result, GError **error);
void              assay_remote_check_free    (AssayRemoteCheck *self);
/* Keeps and forgets it; neither can be stopped. */
void              assay_remote_add_async     (const AssayRemote *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean          assay_remote_add_finish    (GAsyncResult *result, GError **error);
void              assay_remote_remove_async  (const char *name, GAsyncReadyCallback callback, gpointer user_data);
gboolean          assay_remote_remove_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayRemoteCheck, assay_remote_check_free)

G_END_DECLS
