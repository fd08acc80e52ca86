/* What the server of a service of one's own wants to see before it answers: a token or a name and password, kept in the desktop's keyring under the server's
 * scheme, host and port, so that it is shown to nobody else. Every function here blocks: call it in a task thread. */
#pragma once

#include "data/sources/feed.h"

G_BEGIN_DECLS

/* Keeps @secret instead of a former one: the password of @user, or a bearer token where @user is NULL. @server: any address on it.
 * %ASSAY_ERROR_INVALID if there is a colon in @user's name, or a line break or nothing at all in the rest. */
gboolean   assay_credential_store        (const char *server, const char *user, const char *secret, GCancellable *cancellable, GError **error);
gboolean   assay_credential_clear        (const char *server, GCancellable *cancellable, GError **error);

/* What is kept for @server, as it is kept: for assay_credential_put_back(); NULL without an error if there is none. To be freed with assay_secret_free(). */
char      *assay_credential_take_out     (const char *server, GCancellable *cancellable, GError **error);
gboolean   assay_credential_put_back     (const char *server, const char *kept, GCancellable *cancellable, GError **error);

/* The headers with which @address is asked for @feed, as AssayHttpRequest has them; NULL without an error where there is nothing to say. Transfer full. */
char     **assay_credential_headers      (const AssayFeed *feed, const char *address, GCancellable *cancellable, GError **error);
/* The same of a secret that is not kept yet; both NULL: nothing. */
char     **assay_credential_headers_for  (const char *user, const char *secret, GError **error);
/* Overwrites them first; @headers may be NULL. */
void       assay_credential_headers_free (char **headers);

G_END_DECLS
