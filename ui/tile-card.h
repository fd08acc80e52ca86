/* One number of the overview, large; leads to its chart. */
#pragma once

#include "data/model/tile.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_TILE_CARD (assay_tile_card_get_type ())
G_DECLARE_FINAL_TYPE (AssayTileCard, assay_tile_card, ASSAY, TILE_CARD, GtkWidget)

/* @chart the id of the chart that a click opens; @hue the leader's place in the palette, -1 if none. */
GtkWidget *assay_tile_card_new (const AssayTileValue *value, const char *chart, int hue);

G_END_DECLS
