/* What a feed's newest figures say beside what the catalogue had before. */
#pragma once

#include <glib.h>

#include "data/model/types.h"
#include "data/sources/feed.h"

G_BEGIN_DECLS

/* The newest figure of one metric, subject and dimensions; borrowed from the store. */
typedef struct
{
  const AssayDatum *after;
  const AssayDatum *before;  /* the one before it, whatever its origin; NULL: there was none */
  double ratio;              /* after / before; NAN where they can't be divided */
} AssayFeedChange;

/* Of AssayFeedChange, those that changed most first, those without a figure before last; what stayed as it was is left out. Transfer full; @store must
 * live as long. */
GPtrArray *assay_feed_changes (const AssayFeed *feed, AssayStore *store);

G_END_DECLS
