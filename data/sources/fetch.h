/* Asks public sources through the cache: what is fresh enough isn't asked for, what failed leaves the last good answer. */
#pragma once

#include "data/sources/cache.h"
#include "data/sources/http.h"

G_BEGIN_DECLS

typedef struct _AssayFetcher AssayFetcher;

typedef struct
{
  const char *source;       /* its id, under which the cache keeps it */
  AssayHttpRequest http;    /* @etag and @last_modified are filled from the cache */
  double fresh;             /* s after which a good answer is asked for again; 0: at once */
  const char *key;          /* the address under which the cache keeps it, where that which is asked has the moment in it; NULL: the same */
} AssayFetchRequest;

typedef struct
{
  GBytes *body;             /* the last good one, or the pinned one; NULL if there is none */
  char *type;               /* as the server called it, or NULL */
  char *hash;               /* SHA-256 of @body */
  char *came, *confirmed;   /* ISO, UTC: since when it is so, and when the server last said so */
  gint64 version;           /* of the cache */
  gboolean pinned;
  gboolean asked;           /* the server was asked */
  gboolean changed;         /* and had something new, which is @body unless another is pinned */
  GError *error;            /* why there is nothing newer (or nothing); NULL: all went well */
  char *problem;            /* why it isn't kept; NULL: it is */
} AssayFetched;

/* Takes over @cache. */
AssayFetcher *assay_fetcher_new       (AssayCache *cache, const AssayHttpOptions *options);
AssayFetcher *assay_fetcher_ref       (AssayFetcher *self);
void          assay_fetcher_unref     (AssayFetcher *self);
/* Its cache; transfer none. */
AssayCache   *assay_fetcher_get_cache (AssayFetcher *self);

/* Blocks: call it in a task thread. What is wanted as JSON and is none (see json.h) is no good answer. Never NULL; transfer full. */
AssayFetched *assay_fetch             (AssayFetcher *self, const AssayFetchRequest *request, GCancellable *cancellable);
void          assay_fetched_free      (AssayFetched *self);

/* Called in the thread-default context of the caller of assay_fetch_all_async(), once for each request; @fetched is borrowed. */
typedef void (*AssayFetchEach) (guint index, const AssayFetched *fetched, gpointer data);

/* All @n requests, at most %ASSAY_HTTP_MAX_TRANSFERS at once; they are copied. Those that fail don't stop the others. @data must live until the end.
 * Finishes with FALSE only if it was cancelled; then, too, each has been reported. */
void          assay_fetch_all_async   (AssayFetcher *self, const AssayFetchRequest *requests, guint n, AssayFetchEach each, gpointer data,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      assay_fetch_all_finish  (AssayFetcher *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayFetcher, assay_fetcher_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayFetched, assay_fetched_free)

G_END_DECLS
