/* Tokens that the user keeps for public sources (see secret.h), as the headers that they are asked with. */
#pragma once

#include <gio/gio.h>

#include "data/sources/source.h"

G_BEGIN_DECLS

typedef struct _AssayTokens AssayTokens;

/* Asks the keyring for the tokens of those sources of @feeds (of AssayFeed) that take one. Always finishes with something: where the keyring can't be
 * asked there are no tokens, and the problem says why. Transfer full. */
void                assay_tokens_load_async   (GPtrArray *feeds, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
AssayTokens        *assay_tokens_load_finish  (GAsyncResult *result);
void                assay_tokens_free         (AssayTokens *self);

/* Name, value, NULL for @source; NULL if there is no token. Nor is there for a @base (see assay_source_address()) that isn't this machine: a token is
 * for the source's own server. Borrowed. */
const char * const *assay_tokens_get_headers  (const AssayTokens *self, const AssaySource *source, const char *base);
/* Why there may be tokens that weren't found; NULL if there are none. */
const char         *assay_tokens_get_problem  (const AssayTokens *self);

G_END_DECLS
