/* What the card of an origin says, as widgets. */
#pragma once

#include <gtk/gtk.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* "Independent", "Vendor", "Own measurement" */
const char *assay_origin_standing_name (const AssayProvenance *origin);
/* "Published", "Measured", "Claim" */
const char *assay_origin_kind_name     (const AssayProvenance *origin);

/* Title, badges, and all that is known of @origin, after the value @datum if it isn't %NULL (floating). */
GtkWidget  *assay_origin_card_new      (AssayProvenance       *origin,
                                        AssayDatum            *datum);

G_END_DECLS
