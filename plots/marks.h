/* Shapes, hatches and bars: how one mark is painted. */
#pragma once

#include "plots/theme.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_SHAPE_CIRCLE,
  ASSAY_SHAPE_SQUARE,
  ASSAY_SHAPE_TRIANGLE,
  ASSAY_SHAPE_WEDGE,      /* the triangle on its tip */
  ASSAY_SHAPE_PLUS,
  ASSAY_SHAPE_CROSS,
  ASSAY_SHAPE_HEXAGON,
  ASSAY_SHAPE_STAR,
  ASSAY_N_SHAPES,
  ASSAY_SHAPE_DIAMOND = ASSAY_N_SHAPES,   /* kept for claims */
} AssayShape;

/* How a series looks, through every channel. */
typedef struct
{
  AssayColour colour, text;     /* of marks; of words in its name */
  AssayShape shape;
  guint pattern;                /* of a hatch: 0 none */
  double dashes[4];             /* in line widths */
  int n_dashes;                 /* 0: a full line */
} AssaySeriesStyle;

/* The outline of a shape of about @radius around a point, as a path. */
void assay_shape_path    (cairo_t *cr, AssayShape shape, double x, double y, double radius);
/* Filled in @colour, or as an outline of @line units when @hollow. */
void assay_shape_draw    (cairo_t *cr, AssayShape shape, double x, double y, double radius, AssayColour colour,
                          gboolean hollow, double line);

typedef struct
{
  const AssaySeriesStyle *style;
  const AssayTheme *theme;
  double scale;
  gboolean hollow;              /* outline and hatch instead of a filling */
  gboolean rounded_start;       /* corners at the low end of the value axis */
  gboolean rounded_end;         /* at the high end */
  gboolean upright;             /* the value axis runs up the page */
} AssayBarLook;

/* A bar; with a hatch over it where the theme asks for one. */
void assay_bar_draw      (cairo_t *cr, const cairo_rectangle_t *box, const AssayBarLook *look);
/* A bar of a second phase: paler within an edge in its full colour, so that it stands out from the ground as well. */
void assay_bar_draw_paler (cairo_t *cr, const cairo_rectangle_t *box, const AssayBarLook *look);
/* Strokes hatch @pattern (1..6) over the current path's inside and clears the path. */
void assay_hatch_path    (cairo_t *cr, guint pattern, AssayColour colour, double spacing, double line);
/* An interval from @low to @high along the value axis, at @at across it: a rule with end caps, haloed by the ground. */
void assay_whisker_draw  (cairo_t *cr, const AssayTheme *theme, double scale, double low, double high, double at,
                          gboolean upright);

G_END_DECLS
