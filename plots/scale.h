/* From values to the page and back. */
#pragma once

#include "data/model/figure.h"

G_BEGIN_DECLS

/* A plain struct: values @min..@max lie at @from..@to on the page (to < from: upwards or leftwards). */
typedef struct
{
  AssayScaleKind kind;
  double min, max;
  double from, to;
} AssayScale;

/* A scale over the unit interval of the page. Whatever @min and @max are (equal, swapped, NAN, not positive on a log axis),
 * the scale gets a finite range that is not empty. */
AssayScale assay_scale_new     (AssayScaleKind kind, double min, double max);
/* Categories 0..@n-1, each the same room, centred at its number. */
AssayScale assay_scale_categories (guint n);
/* The page position of a value; values outside the range map outside the page, those a log axis can't show to @from. */
double     assay_scale_map     (const AssayScale *self, double value);
/* The same, held between @from and @to. */
double     assay_scale_clamp   (const AssayScale *self, double value);
double     assay_scale_invert  (const AssayScale *self, double position);
/* Whether the value is finite and, on a log axis, positive. */
gboolean   assay_scale_shows   (const AssayScale *self, double value);

G_END_DECLS
