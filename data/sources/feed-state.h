/* What is kept of the feeds without asking anybody: their answers until now, how the last try went; and going back to an earlier answer. */
#pragma once

#include <gio/gio.h>

#include "data/sources/cache.h"
#include "data/sources/feed.h"
#include "data/sources/source-settings.h"

G_BEGIN_DECLS

typedef struct
{
  const AssayFeed *feed;     /* one of @feeds, which live as long */
  GPtrArray *feeds;
  char *address;             /* that is asked; NULL: none can be made of its parameters */
  GPtrArray *versions;       /* of AssayCacheVersion, the newest first: each answer that said something new; empty: it never came */
  gint64 version;            /* the one that is used; 0: none */
  gboolean pinned;           /* because the user went back to it */
  char *came, *checked;      /* ISO, UTC: since when what is used is so, and when the server last said that its newest holds; or NULL */
  char *tried, *failure;     /* ISO, UTC: the last try, or NULL; and why it came to nothing, NULL: it went well */
} AssayFeedState;

/* How a feed's answers are found in the cache, and where they are asked for. */
typedef struct
{
  char *address;             /* that is asked */
  char *key;                 /* the source's own, also where a mirror is asked, and without the moment: under it the cache keeps what comes */
  char *body;                /* NULL for a GET */
} AssayFeedQuestion;

/* FALSE with %ASSAY_ERROR_INVALID if its parameters don't make an address. To be cleared with assay_feed_question_clear(). */
gboolean   assay_feed_ask              (const AssayFeed *feed, const AssaySourceSettings *settings, AssayFeedQuestion *question, GError **error);
void       assay_feed_question_clear   (AssayFeedQuestion *self);

/* Files the answer that counts (@body of @version, which came on @came, ISO) and those before it as the feed's document in assay_refresh_folder().
 * Blocks. @n_figures (may be NULL): how many there are. That it can't be read is noted in the cache, too. */
gboolean   assay_feed_file             (const AssayFeed *feed, AssayStore *store, AssayCache *cache, const AssayFeedQuestion *question, GBytes *body,
                                        gint64 version, const char *came, guint *n_figures, GError **error);

/* All feeds as they stand, with what the user says of their sources. */
typedef struct
{
  GPtrArray *feeds;          /* of AssayFeed: the bundled and the user's */
  AssaySourceSettings *settings;
  GPtrArray *states;         /* of AssayFeedState, in the order of @feeds */
  GPtrArray *errors;         /* of char*: what could not be read of feeds and settings; the rest is there */
} AssayFeedOverview;

/* Reads them in a thread; @store as in assay_feeds_load(). NULL only if it was cancelled; transfer full. */
void       assay_feed_overview_async   (AssayStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
AssayFeedOverview *assay_feed_overview_finish (GAsyncResult *result, GError **error);
void       assay_feed_overview_free    (AssayFeedOverview *self);

/* From now on the feed says what it said in @version (0: again the newest), until the user goes on; what is filed is made anew. @feed must live until the end. */
void       assay_feed_use_async        (const AssayFeed *feed, AssayStore *store, AssaySourceSettings *settings, gint64 version, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
gboolean   assay_feed_use_finish       (GAsyncResult *result, GError **error);

void       assay_feed_state_free       (AssayFeedState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayFeedOverview, assay_feed_overview_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AssayFeedQuestion, assay_feed_question_clear)

G_END_DECLS
