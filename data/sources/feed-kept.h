/* A figure of a feed that its answers, of which the oldest are given up, don't have any more. */
#pragma once

#include "data/model/types.h"

G_BEGIN_DECLS

struct _JsonBuilder;   /* json-glib's */

/* Adds the figure to the array that is being built, as it was filed, as @id. */
void assay_feed_add_kept (struct _JsonBuilder *json, const AssayDatum *datum, const char *id);

G_END_DECLS
