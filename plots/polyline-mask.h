/* Columns of pixels as a mask. */
#pragma once

#include <cairo.h>

#include "plots/decimate.h"

G_BEGIN_DECLS

/* An A8 surface of @n columns and @height rows, of which the first is row @top: each column is covered from low to high (in
 * rows), its ends by as much of the pixel as they reach into it. Transfer full. */
cairo_surface_t *assay_extents_mask (const AssayExtent *columns, guint n, guint top, guint height);

G_END_DECLS
