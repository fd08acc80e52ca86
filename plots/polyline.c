#include "plots/polyline.h"

#include <math.h>

#include "plots/polyline-mask.h"

/* Cairo's time grows with the square of a path's self-crossings: short pieces are four times as fast (notes: 20 against 66 ms). */
#define PIECE 64
/* Vector files pay for each piece by its attributes; 1,000 points stay below any reader's limit for one of them. */
#define VECTOR_PIECE 1000
/* No screen shows more in a vector file, and the file stays below 250 KB. */
#define MOST_VECTOR_COLUMNS 1600
/* Where columns of pixels are lower, their steps would be seen as a stair. */
#define TALL 6.0
/* A mask of so many rows is memory that the process has already; first touches of new pages cost more than the drawing. */
#define STRIP 48
/* As many points are stroked in one piece, with joins as round as they should be. */
#define FEW 1000

typedef struct
{
  double *x, *y;      /* in page units; NAN in y: a gap */
  gsize n;
} Points;

/* The picture's pixels: how many to a page unit, and where the plot begins on their grid. */
typedef struct
{
  double scale;
  double left, top;           /* page coordinates of the corner of the first pixel */
  guint columns, rows;
  gboolean image;             /* there are pixels to write to */
} Grid;

static void
points_clear (Points *self)
{
  g_free (self->x);
  g_free (self->y);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Points, points_clear)

static Grid
grid_of_vector (const AssayPolyline *self)
{
  Grid grid = { 1, self->plot.x, self->plot.y, 0, 0, FALSE };
  double columns = CLAMP (self->plot.width, 1, MOST_VECTOR_COLUMNS);

  grid.scale = columns / self->plot.width;
  grid.columns = ceil (columns);

  return grid;
}

/* Only unturned drawings on images have columns of pixels. */
static Grid
grid_new (const AssayPolyline *self, cairo_t *cr)
{
  cairo_surface_t *target = cairo_get_group_target (cr);
  double scale_x, scale_y, x = self->plot.x, y = self->plot.y;
  Grid grid = { 1, 0, 0, 0, 0, TRUE };
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  if (cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE || matrix.xy != 0 || matrix.yx != 0
      || matrix.xx <= 0 || fabs (matrix.xx - matrix.yy) > 1e-9 * matrix.xx)
    return grid_of_vector (self);

  cairo_surface_get_device_scale (target, &scale_x, &scale_y);
  grid.scale = matrix.xx * scale_x;
  cairo_user_to_device (cr, &x, &y);
  grid.left = self->plot.x - (x * scale_x - floor (x * scale_x)) / grid.scale;
  grid.top = self->plot.y - (y * scale_y - floor (y * scale_y)) / grid.scale;
  grid.columns = ceil ((self->plot.x + self->plot.width - grid.left) * grid.scale);
  grid.rows = ceil ((self->plot.y + self->plot.height - grid.top) * grid.scale);
  grid.image = scale_x == scale_y;

  return grid;
}

/* A value that a log axis can't show lies at its foot, not in a gap. */
static double
map_y (const AssayPolyline *self, gsize index)
{
  double value = self->points->y[index];

  return isnan (value) ? NAN : assay_scale_map (&self->y, value);
}

static void
points_add (Points *self, const AssayPolyline *line, gsize index)
{
  self->x[self->n] = index == ASSAY_GAP ? NAN : assay_scale_map (&line->x, assay_pyramid_get_x (line->points, index));
  self->y[self->n++] = index == ASSAY_GAP ? NAN : map_y (line, index);
}

static Points
points_new (gsize room)
{
  return (Points) { g_new (double, MAX (room, 1)), g_new (double, MAX (room, 1)), 0 };
}

static Points
points_of_all (const AssayPolyline *self, gsize first, gsize end)
{
  Points points = points_new (end - first);

  for (gsize i = first; i < end; i++)
    points_add (&points, self, i);

  return points;
}

static Points
points_of_columns (const AssayPolyline *self, const Grid *grid)
{
  g_autofree double *edges = g_new (double, grid->columns + 1);
  g_autofree gsize *indices = g_new (gsize, assay_m4_room (grid->columns + 1));
  Points points;
  gsize n;

  for (guint i = 0; i <= grid->columns; i++)
    edges[i] = assay_scale_invert (&self->x, grid->left + i / grid->scale);
  n = assay_m4 (self->points, edges, grid->columns + 1, indices);
  points = points_new (n);
  for (gsize i = 0; i < n; i++)
    points_add (&points, self, indices[i]);

  return points;
}

/* The points within the axis and one to each side. */
static void
get_visible (const AssayPolyline *self, gsize *first, gsize *end)
{
  *first = 0;
  *end = self->points->n;
  if (!self->points->ascending)
    return;

  *first = assay_pyramid_search (self->points, self->x.min);
  *end = assay_pyramid_search (self->points, nextafter (self->x.max, INFINITY));
  *first -= MIN (*first, 1);
  *end += *end < self->points->n;
}

static Points
choose_points (const AssayPolyline *self, const Grid *grid)
{
  gsize first, end;

  get_visible (self, &first, &end);
  if (!self->points->ascending || end - first <= 2.0 * grid->columns)
    return points_of_all (self, first, end);

  return points_of_columns (self, grid);
}

gboolean
assay_polyline_is_dense (const AssayPolyline *self)
{
  gsize first, end;

  get_visible (self, &first, &end);

  return self->points->ascending && end - first > 2 * self->plot.width;
}

static void
draw_mask (const AssayPolyline *self, const Grid *grid, const AssayExtent *columns, cairo_t *cr)
{
  g_autofree AssayExtent *grown = g_new (AssayExtent, grid->columns);

  assay_extents_dilate (columns, grid->columns, self->width * grid->scale, grown);
  cairo_save (cr);
  cairo_translate (cr, grid->left, grid->top);
  cairo_scale (cr, 1 / grid->scale, 1 / grid->scale);
  cairo_set_source_rgba (cr, self->colour.red, self->colour.green, self->colour.blue, self->alpha);
  for (guint top = 0; top < grid->rows; top += STRIP)
    {
      cairo_surface_t *mask = assay_extents_mask (grown, grid->columns, top, MIN (STRIP, grid->rows - top));

      cairo_mask_surface (cr, mask, 0, top);
      cairo_surface_destroy (mask);
    }
  cairo_restore (cr);
}

/* FALSE if the columns aren't tall enough to be drawn as such. */
static gboolean
draw_columns (const AssayPolyline *self, const Grid *grid, const Points *points, cairo_t *cr)
{
  g_autofree AssayExtent *columns = g_new (AssayExtent, grid->columns);
  g_autofree double *x = g_new (double, points->n);
  g_autofree double *y = g_new (double, points->n);

  for (gsize i = 0; i < points->n; i++)
    {
      x[i] = (points->x[i] - grid->left) * grid->scale;
      y[i] = (points->y[i] - grid->top) * grid->scale;
    }
  assay_polyline_extents (x, y, points->n, 0, grid->columns, columns);
  if (assay_extents_height (columns, grid->columns) < TALL)
    return FALSE;

  draw_mask (self, grid, columns, cr);

  return TRUE;
}

static void
set_dashes (const AssayPolyline *self, cairo_t *cr, double length)
{
  if (self->n_dashes > 0)
    cairo_set_dash (cr, self->dashes, self->n_dashes, length);
}

/* Dashes go on from piece to piece: each knows how long the line is before it. */
static void
stroke_pieces (const AssayPolyline *self, const Points *points, gsize piece, cairo_t *cr)
{
  double length = 0, next = 0;

  for (gsize i = 0, begun = 0; i < points->n; i++)
    {
      gboolean gap = isnan (points->y[i]);

      if (i > 0 && !gap && !isnan (points->y[i - 1]))
        {
          next += hypot (points->x[i] - points->x[i - 1], points->y[i] - points->y[i - 1]);
          cairo_line_to (cr, points->x[i], points->y[i]);
        }
      else if (!gap)
        cairo_move_to (cr, points->x[i], points->y[i]);
      if (i - begun < piece && i + 1 < points->n)
        continue;
      set_dashes (self, cr, length);
      cairo_stroke (cr);
      if (!gap)
        cairo_move_to (cr, points->x[i], points->y[i]);
      begun = i;
      length = next;
    }
  cairo_new_path (cr);
}

static void
stroke_points (const AssayPolyline *self, const Grid *grid, const Points *points, cairo_t *cr)
{
  gboolean few = points->n <= FEW;

  cairo_set_source_rgb (cr, self->colour.red, self->colour.green, self->colour.blue);
  cairo_set_line_width (cr, self->width);
  cairo_set_line_join (cr, few ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_BEVEL);
  cairo_set_line_cap (cr, few && self->n_dashes == 0 ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  if (!few)
    cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  stroke_pieces (self, points, few || !grid->image ? VECTOR_PIECE : PIECE, cr);
}

/* Pieces overlap at their ends: what is translucent is drawn opaque first. */
static void
stroke_with_alpha (const AssayPolyline *self, const Grid *grid, const Points *points, cairo_t *cr)
{
  if (self->alpha < 1)
    cairo_push_group (cr);
  stroke_points (self, grid, points, cr);
  if (self->alpha >= 1)
    return;
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, self->alpha);
}

static void
clip_to_plot (const AssayPolyline *self, cairo_t *cr)
{
  double room = self->width / 2;

  cairo_rectangle (cr, self->plot.x - room, self->plot.y - room, self->plot.width + 2 * room, self->plot.height + 2 * room);
  cairo_clip (cr);
}

void
assay_polyline_draw (const AssayPolyline *self, cairo_t *cr)
{
  Grid grid = grid_new (self, cr);
  g_auto (Points) points = choose_points (self, &grid);
  gsize all = self->points->n;

  cairo_save (cr);
  clip_to_plot (self, cr);
  if (!grid.image || points.n >= all || points.n < 2 * (gsize) grid.columns || !draw_columns (self, &grid, &points, cr))
    stroke_with_alpha (self, &grid, &points, cr);
  cairo_restore (cr);
}
