/* The public sources as the window sees them: their feeds, what is kept of each, and the asking, which goes on in a thread. */
#pragma once

#include "data/sources/feed-state.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_REFRESHER (assay_refresher_get_type ())
G_DECLARE_FINAL_TYPE (AssayRefresher, assay_refresher, ASSAY, REFRESHER, GObject)

/* Emits "changed" when the states are there or anew, when asking begins, goes on and ends; "said" with words that answer what the user has just done;
 * "removed" (feed) when a service of the user's own was; "kept" when there are new figures to be loaded. */
AssayRefresher       *assay_refresher_new           (void);
/* The catalogue that the figures are filed for; what is kept of the feeds is read anew. */
void                  assay_refresher_set_store     (AssayRefresher *self, AssayStore *store);

/* Of AssayFeedState, as of the last "changed"; NULL before they are there; transfer none. */
GPtrArray            *assay_refresher_get_states    (AssayRefresher *self);
/* NULL if there is no such feed, or the states are not there; transfer none. */
const AssayFeedState *assay_refresher_find          (AssayRefresher *self, const char *feed);
/* Whether a feed asks that source. */
gboolean              assay_refresher_asks          (AssayRefresher *self, const char *source);
/* How many figures of the feed are in the catalogue. */
guint                 assay_refresher_count_figures (AssayRefresher *self, const char *feed);
/* The catalogue; transfer none. */
AssayStore           *assay_refresher_get_store     (AssayRefresher *self);

/* Asks the feeds and sources of @names (NULL: all); with @again also for what is fresh enough. Does nothing while it is asking. */
void                  assay_refresher_start         (AssayRefresher *self, const char * const *names, gboolean again);
/* The same for a feed that has just been added and that only the next catalogue knows: once that is there. FALSE while it is asking. */
gboolean              assay_refresher_start_added   (AssayRefresher *self, const char *feed);
void                  assay_refresher_stop          (AssayRefresher *self);
/* TRUE while it is asking; then @done of @n feeds have been (either may be NULL). */
gboolean              assay_refresher_is_running    (AssayRefresher *self, guint *done, guint *n);
/* Goes back to an earlier answer of the feed, or on to the newest (0). */
void                  assay_refresher_use           (AssayRefresher *self, const char *feed, gint64 version);
/* Forgets a service of the user's own with what it fetched; "removed" says when, and that it can be brought back until the next one is removed. */
void                  assay_refresher_remove        (AssayRefresher *self, const char *feed);
void                  assay_refresher_restore       (AssayRefresher *self, const char *feed);

G_END_DECLS
