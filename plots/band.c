/* The area between two lines of the same x. */
#include "plots/polyline.h"

#include <math.h>

/* Finer than any screen; what is finer yet is drawn from the extremes of so many columns. */
#define MOST_COLUMNS 4000

typedef struct
{
  double *x, *low, *high;     /* in page units; NAN: a gap */
  gsize n;
} Band;

static void
band_clear (Band *self)
{
  g_free (self->x);
  g_free (self->low);
  g_free (self->high);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Band, band_clear)

static Band
band_new (gsize room)
{
  return (Band) { g_new (double, room), g_new (double, room), g_new (double, room), 0 };
}

static void
band_add (Band *self, const AssayPolyline *line, double x, double low, double high)
{
  gboolean gap = !isfinite (low) || !isfinite (high);

  self->x[self->n] = assay_scale_map (&line->x, x);
  self->low[self->n] = gap ? NAN : assay_scale_map (&line->y, low);
  self->high[self->n++] = gap ? NAN : assay_scale_map (&line->y, high);
}

static Band
band_of_points (const AssayPolyline *line, const AssayPyramid *high)
{
  Band band = band_new (MAX (high->n, 1));

  for (gsize i = 0; i < high->n; i++)
    band_add (&band, line, assay_pyramid_get_x (high, i), line->points->y[i], high->y[i]);

  return band;
}

static Band
band_of_columns (const AssayPolyline *line, const AssayPyramid *high)
{
  guint n = CLAMP (line->plot.width * 2, 1, MOST_COLUMNS);
  gsize first = assay_pyramid_search (high, line->x.min);
  Band band = band_new (n);

  for (guint c = 0; c < n; c++)
    {
      double edge = assay_scale_invert (&line->x, line->plot.x + (c + 1) * line->plot.width / n);
      gsize end = assay_pyramid_search (high, c + 1 == n ? INFINITY : edge);

      band_add (&band, line, assay_scale_invert (&line->x, line->plot.x + (c + 0.5) * line->plot.width / n),
                assay_pyramid_extent (line->points, first, end).low, assay_pyramid_extent (high, first, end).high);
      first = end;
    }

  return band;
}

static void
add_piece (const Band *band, gsize first, gsize end, cairo_t *cr)
{
  for (gsize i = first; i < end; i++)
    cairo_line_to (cr, band->x[i], band->low[i]);
  for (gsize i = end; i > first; i--)
    cairo_line_to (cr, band->x[i - 1], band->high[i - 1]);
  if (end > first)
    cairo_close_path (cr);
}

static void
add_path (const Band *band, cairo_t *cr)
{
  gsize first = 0;

  for (gsize i = 0; i < band->n; i++)
    if (isnan (band->low[i]))
      {
        add_piece (band, first, i, cr);
        first = i + 1;
      }
  add_piece (band, first, band->n, cr);
}

void
assay_band_draw (const AssayPolyline *low, const AssayPyramid *high, cairo_t *cr)
{
  gboolean dense = high->ascending && high->n > 2 * MOST_COLUMNS;
  g_auto (Band) band = dense ? band_of_columns (low, high) : band_of_points (low, high);

  cairo_save (cr);
  cairo_rectangle (cr, low->plot.x, low->plot.y, low->plot.width, low->plot.height);
  cairo_clip (cr);
  cairo_new_path (cr);
  add_path (&band, cr);
  cairo_set_source_rgba (cr, low->colour.red, low->colour.green, low->colour.blue, low->alpha);
  cairo_fill (cr);
  cairo_restore (cr);
}
