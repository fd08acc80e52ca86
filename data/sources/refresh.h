/* Asks the feeds' sources again and keeps what came as documents of the catalogue: "$XDG_DATA_HOME/assay/fetched". */
#pragma once

#include <gio/gio.h>

#include "data/model/types.h"
#include "data/sources/feed.h"
#include "data/sources/source-settings.h"

G_BEGIN_DECLS

/* What became of one feed; all borrowed. */
typedef struct
{
  const AssayFeed *feed;
  guint n_figures;         /* that are kept of it, older ones included */
  gboolean asked;          /* the server was asked: what came was not fresh enough any more */
  gboolean changed;        /* and had something new */
  const char *came;        /* ISO date since when it is so; NULL: there is nothing */
  const char *failure;     /* why there is nothing newer; NULL: all went well. What was there stays */
  const char *notice;      /* what else is to be said, once a refresh: that the keyring couldn't be asked for a token; or NULL */
} AssayRefreshed;

/* Called in the thread-default context of the caller of assay_refresh_async(), once a feed. */
typedef void (*AssayRefreshEach) (const AssayRefreshed *refreshed, gpointer data);

/* Transfer full. */
char    *assay_refresh_folder (void);
/* The feeds of @feeds that are meant by @names, ids of feeds or of sources; all for NULL. Of AssayFeed, borrowed from @feeds, container transfer full; NULL with
 * %ASSAY_ERROR_INVALID for a name that is nobody's. */
GPtrArray *assay_refresh_choose (GPtrArray *feeds, const char * const *names, GError **error);
/* @feeds (of AssayFeed) must live until the end, and @data too; @store knows metrics and subjects. @again: also what is fresh enough. One that fails doesn't
 * stop the others. All work is done in a thread of its own, once the keyring was asked for the tokens of sources that take one. */
void     assay_refresh_async  (GPtrArray *feeds, AssayStore *store, AssaySourceSettings *settings, gboolean again,
                               AssayRefreshEach each, gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* How many feeds had something new; -1 with @error if it was cancelled. */
int      assay_refresh_finish (GAsyncResult *result, GError **error);

G_END_DECLS
