/* Lays children out as cards: columns of equal width, as many as fit. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_GRID_LAYOUT (assay_grid_layout_get_type ())
G_DECLARE_FINAL_TYPE (AssayGridLayout, assay_grid_layout, ASSAY, GRID_LAYOUT, GtkLayoutManager)

/* Properties: min-column (pixels at standard text), max-columns, spacing (pixels), expected (how many cards there will be, while they are added one by
 * one: each has its place and size from the first). A box with this layout manager has no role, no focus stops and no selection of its own, unlike
 * GtkFlowBox. */
GtkLayoutManager *assay_grid_layout_new         (int min_column, int max_columns, int spacing);

/* How many columns fit side by side into @width pixels, at the text size of @widget. */
int               assay_grid_layout_get_columns (AssayGridLayout *self, GtkWidget *widget, int width);

/* How many of @n cards go into row @row when at most @columns go into any: rows as equally full as can be, the fuller ones
 * first, so that no card is left alone beside an empty space. */
int               assay_grid_row_length         (int n, int columns, int row);

G_END_DECLS
