/* What is said of a feed, in few words. */
#pragma once

#include "data/sources/feed-state.h"

G_BEGIN_DECLS

/* "28 Nov 2026", "28 Nov 2026, 14:05" of a moment in ISO, in local time; transfer full. */
char *assay_feed_words_day    (const char *moment);
char *assay_feed_words_moment (const char *moment);
/* "42 figures as of 28 Nov 2026", "Not asked yet"; then why the last try failed, and that an earlier answer is used; transfer full. */
char *assay_feed_words_state  (const AssayFeedState *state, guint n_figures);

G_END_DECLS
