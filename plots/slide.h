/* One slide of a talk at a size: the figure with its finding, legend and source line, and which of how many it is. */
#pragma once

#include "plots/layout.h"

G_BEGIN_DECLS

/* The size of type for a slide of @width x @height (any units, usually pixels), @text times as large as usual: a card's type is 1, at 1920x1080 it is 2. */
double       assay_slide_scale  (double width, double height, double text);
/* Header, legend, plot and footer; see assay_layout_new(). Transfer full. */
AssayLayout *assay_slide_layout (AssayFigure *figure, const AssayTheme *theme, double width, double height, double text);
/* Background, @layout (as the above made it, with the same arguments) and "3 / 24" for @index 2 of @n. */
void         assay_slide_draw   (AssayLayout *layout, const AssayTheme *theme, cairo_t *cr, double width, double height, double text, guint index, guint n);

G_END_DECLS
