/* Tokens that the user gives for a source, in the desktop's keyring: never in a file, a log or a message of ours. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @source: the source's id. Finishes with the token, to be freed with assay_secret_free(); NULL without @error if there is none. Where the
 * desktop has no keyring, or keeps it closed, @error says so; a source without its token can be asked still. */
void     assay_secret_lookup_async  (const char *source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char    *assay_secret_lookup_finish (GAsyncResult *result, GError **error);

/* Keeps @token instead of a former one. %ASSAY_ERROR_INVALID for an empty one and for one with a line break in it, which couldn't be a header. */
void     assay_secret_store_async   (const char *source, const char *token, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean assay_secret_store_finish  (GAsyncResult *result, GError **error);

/* TRUE, too, where there was none. */
void     assay_secret_clear_async   (const char *source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean assay_secret_clear_finish  (GAsyncResult *result, GError **error);

/* The same three, blocking: for task threads and the command line. */
char    *assay_secret_lookup        (const char *source, GCancellable *cancellable, GError **error);
gboolean assay_secret_store         (const char *source, const char *token, GCancellable *cancellable, GError **error);
gboolean assay_secret_clear         (const char *source, GCancellable *cancellable, GError **error);

/* Overwrites it first; @token may be NULL. */
void     assay_secret_free          (char *token);

G_END_DECLS
