#include "plots/polyline-mask.h"

#include <math.h>

/* The row in which coverage begins or ends takes a part, the next one the rest; below them it stays. Bytes wrap around, so that
 * a later subtraction of the same amounts always leads back to zero. */
static void
add_edge (guchar *rows, int stride, guint height, double position, int sign)
{
  double row = floor (position);
  guchar rest = lround (255 * (position - row));

  if (row < height)
    rows[(gsize) row * stride] += sign * (255 - rest);
  if (row + 1 < height)
    rows[((gsize) row + 1) * stride] += sign * rest;
}

/* First only the changes from row to row are noted, then all rows are summed downwards, which runs along memory. */
static void
sum_rows (guchar *rows, int stride, guint width, guint height)
{
  for (guint y = 1; y < height; y++)
    {
      const guchar *above = rows + (gsize) (y - 1) * stride;
      guchar *row = rows + (gsize) y * stride;

      for (guint x = 0; x < width; x++)
        row[x] += above[x];
    }
}

cairo_surface_t *
assay_extents_mask (const AssayExtent *columns, guint n, guint top, guint height)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, n, height);
  guchar *rows = cairo_image_surface_get_data (mask);
  int stride = cairo_image_surface_get_stride (mask);

  if (rows == NULL)
    return mask;

  for (guint c = 0; c < n; c++)
    {
      double low = CLAMP (columns[c].low - top, 0, height), high = CLAMP (columns[c].high - top, 0, height);

      if (low >= high)
        continue;
      add_edge (rows + c, stride, height, low, 1);
      add_edge (rows + c, stride, height, high, -1);
    }
  sum_rows (rows, stride, n, height);
  cairo_surface_mark_dirty (mask);

  return mask;
}
