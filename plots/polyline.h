/* One line of any length, drawn in time that depends on the picture's width rather than on the points. */
#pragma once

#include <cairo.h>

#include "plots/decimate.h"
#include "plots/scale.h"
#include "plots/theme.h"

G_BEGIN_DECLS

/* What to draw; nothing in it is owned. */
typedef struct
{
  const AssayPyramid *points;
  AssayScale x, y;              /* to page coordinates */
  cairo_rectangle_t plot;       /* nothing is drawn outside, but for half the line's width */
  AssayColour colour;
  double alpha;
  double width;                 /* of the line, in page units */
  const double *dashes;         /* in page units */
  int n_dashes;                 /* 0: a full line; noise is never dashed */
} AssayPolyline;

/* On an image with more than two points a pixel whose columns are tall: each column of pixels from its lowest to its highest
 * point. Else the points that M4 keeps (all, where they are few), stroked. */
void     assay_polyline_draw     (const AssayPolyline *self, cairo_t *cr);
/* Whether there are more than two points a unit of the page. */
gboolean assay_polyline_is_dense (const AssayPolyline *self);
/* The area from @low's points to those of @high, which have the same x, in @low's colour and alpha; as decimated as a line. */
void     assay_band_draw         (const AssayPolyline *low, const AssayPyramid *high, cairo_t *cr);

G_END_DECLS
