/* The second half of decimate.h: from the pyramid to the columns of a drawing. */
#include "plots/decimate.h"

#include <math.h>

/* A column gives its four points and the gap before it. */
#define PER_COLUMN 5

typedef struct
{
  const AssayPyramid *pyramid;
  gsize *indices;
  gsize n;
  gsize next;             /* the point after the last one written */
} List;

static void
list_add (List *self, gsize index)
{
  if (self->n > 0 && self->indices[self->n - 1] == index)
    return;

  self->indices[self->n++] = index;
  self->next = index + 1;
}

/* The next point that is a number, from @index on. */
static gsize
skip_gap (const AssayPyramid *self, gsize index, gsize end)
{
  while (index < end && isnan (self->y[index]))
    index++;

  return index;
}

static gsize
skip_gap_back (const AssayPyramid *self, gsize first, gsize end)
{
  while (end > first && isnan (self->y[end - 1]))
    end--;

  return end;
}

/* The line breaks if there is any NAN between the last point of a column and the first of the next. */
static void
list_add_first (List *self, gsize index)
{
  if (self->n > 0 && self->next < index)
    self->indices[self->n++] = ASSAY_GAP;
  list_add (self, index);
}

static void
list_add_column (List *self, gsize first, gsize end)
{
  AssayExtent extent;
  gsize low, high;

  if (self->pyramid->gaps)
    {
      first = skip_gap (self->pyramid, first, end);
      end = skip_gap_back (self->pyramid, first, end);
    }
  if (first >= end)
    return;

  extent = assay_pyramid_extent (self->pyramid, first, end);
  low = assay_pyramid_find (self->pyramid, first, end, extent.low);
  high = assay_pyramid_find (self->pyramid, first, end, extent.high);
  list_add_first (self, first);
  list_add (self, MIN (low, high));
  list_add (self, MAX (low, high));
  list_add (self, end - 1);
  self->next = end;
}

gsize
assay_m4_room (guint n_edges)
{
  return PER_COLUMN * ((gsize) n_edges + 2);
}

gsize
assay_m4 (const AssayPyramid *self, const double *edges, guint n_edges, gsize *indices)
{
  List list = { self, indices, 0, 0 };
  gsize first, end;

  g_return_val_if_fail (self->ascending, 0);

  if (n_edges == 0)
    return 0;

  first = assay_pyramid_search (self, edges[0]);
  if (first > 0)
    list_add_column (&list, first - 1, first);
  for (guint edge = 1; edge < n_edges; edge++)
    {
      end = assay_pyramid_search (self, edges[edge]);
      list_add_column (&list, first, end);
      first = end;
    }
  end = assay_pyramid_search (self, nextafter (edges[n_edges - 1], INFINITY));
  list_add_column (&list, first, end);
  if (end < self->n)
    list_add_column (&list, end, end + 1);

  return list.n;
}

static void
column_add (AssayExtent *column, double a, double b)
{
  column->low = MIN (column->low, MIN (a, b));
  column->high = MAX (column->high, MAX (a, b));
}

/* A segment reaches from where it enters a column to where it leaves it. */
static void
add_segment (AssayExtent *columns, guint n, double x0, double y0, double x1, double y1)
{
  double slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
  gint64 from = CLAMP (floor (x0), 0, (double) n);
  gint64 to = CLAMP (floor (x1), -1, (double) n - 1);

  for (gint64 c = from; c <= to; c++)
    {
      double enter = c > x0 ? y0 + (c - x0) * slope : y0;
      double leave = c + 1 < x1 ? y0 + (c + 1 - x0) * slope : y1;

      column_add (&columns[c], enter, leave);
    }
}

void
assay_polyline_extents (const double *x, const double *y, gsize n,
                        double left, guint n_columns, AssayExtent *columns)
{
  for (guint c = 0; c < n_columns; c++)
    columns[c] = (AssayExtent) { INFINITY, -INFINITY };

  for (gsize i = 0; i < n; i++)
    {
      gboolean alone = i == 0 || isnan (y[i - 1]);

      if (!isnan (y[i]))
        add_segment (columns, n_columns, x[alone ? i : i - 1] - left, y[alone ? i : i - 1], x[i] - left, y[i]);
    }
}

void
assay_extents_dilate (const AssayExtent *columns, guint n, double width, AssayExtent *grown)
{
  guint window = MAX (1, (guint) lround (width));
  guint before = (window - 1) / 2, after = window / 2;

  for (guint c = 0; c < n; c++)
    {
      AssayExtent extent = { INFINITY, -INFINITY };

      for (guint i = c > after ? c - after : 0; i <= MIN (c + before, n - 1); i++)
        if (columns[i].low <= columns[i].high)
          column_add (&extent, columns[i].low - width / 2, columns[i].high + width / 2);
      grown[c] = extent;
    }
}

double
assay_extents_height (const AssayExtent *columns, guint n)
{
  double sum = 0;
  guint count = 0;

  for (guint c = 0; c < n; c++)
    if (columns[c].low <= columns[c].high)
      {
        sum += columns[c].high - columns[c].low;
        count++;
      }

  return count > 0 ? sum / count : 0;
}
