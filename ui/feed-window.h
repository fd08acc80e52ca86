/* One feed: how it stands, what its newest answer changed, its earlier answers and the way back to one. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_FEED_WINDOW (assay_feed_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayFeedWindow, assay_feed_window, ASSAY, FEED_WINDOW, AdwWindow)

/* Opens it for the feed of this id; it follows @refresher. */
void assay_feed_window_present (GtkWindow *parent, AssayRefresher *refresher, const char *feed);

G_END_DECLS
