/* What the exports share among themselves. */
#pragma once

#include <cairo.h>

#include "data/model/figure.h"
#include "plots/theme.h"

G_BEGIN_DECLS

/* A cairo write function that appends to the GByteArray @bytes. */
cairo_status_t assay_export_append_cb (void *bytes, const unsigned char *data, unsigned int length);
/* Finishes and destroys @surface, then returns what it wrote to @bytes, which is taken over; NULL and an error if it failed. */
GBytes        *assay_export_finish    (cairo_surface_t *surface, GByteArray *bytes, GError **error);

/* The shortest digits that are read back as the same value; "" where there is none. Transfer full. */
char          *assay_export_number    (double value);
/* The same, or an ISO day on an axis of dates. Transfer full. */
char          *assay_export_value     (const AssayAxis *axis, double value);

/* Legend and plot alone, without background, as cairo's own SVG with ids that don't depend on what was drawn before; type at scale 1.
 * NULL if the surface failed. Transfer full. */
char          *assay_export_svg_plot  (AssayFigure *figure, const AssayTheme *theme, int width, int height);

/* Cairo's SVG with a title and a description, and with ids that don't depend on what was drawn before. Transfer full. */
GBytes        *assay_svg_finish       (GBytes *bytes, const AssayFigure *figure);
/* With those ids alone. Transfer full. */
char          *assay_svg_renumber     (GBytes *bytes);

G_END_DECLS
