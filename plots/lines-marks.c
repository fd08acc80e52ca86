/* The marks of a line chart and the way back from a place to one of them. */
#include "plots/lines.h"

#include <math.h>

#include "data/model/series.h"

#define RADIUS 4.0
#define REACH 24.0

/* Not cut to the plot: the marker of the last point reaches over the edge, and its middle is its point. */
static void
add_mark (AssayLayout *self, guint at, guint index)
{
  const AssaySeries *series = assay_layout_get_series (self, at);
  double x = series->x != NULL ? series->x[index] : index, radius = RADIUS * self->scale;
  AssayMark mark = { .width = 2 * radius, .height = 2 * radius, .series = at, .index = index };

  if (!isfinite (x) || !isfinite (series->y[index]))
    return;
  if (x < self->x.scale.min || x > self->x.scale.max
      || series->y[index] < self->y.scale.min || series->y[index] > self->y.scale.max)
    return;

  mark.x = assay_scale_map (&self->x.scale, x) - radius;
  mark.y = assay_scale_map (&self->y.scale, series->y[index]) - radius;
  if (assay_series_is_gated (series, index))
    mark.flags |= ASSAY_MARK_HOLLOW;
  if (series->role == ASSAY_ROLE_CLAIM)
    mark.flags |= ASSAY_MARK_CLAIM;
  g_array_append_val (self->marks, mark);
}

static int
compare_x (gconstpointer a, gconstpointer b)
{
  const AssayMark *one = a, *other = b;

  if (one->x != other->x)
    return one->x < other->x ? -1 : 1;

  return one->index < other->index ? -1 : one->index > other->index;
}

static void
add_highest (AssayLayout *self, const AssayPyramid *pyramid, guint at, gsize first, gsize end)
{
  AssayExtent extent = assay_pyramid_extent (pyramid, first, end);

  if (extent.low <= extent.high)
    add_mark (self, at, assay_pyramid_find (pyramid, first, end, extent.high));
}

static void
add_columns (AssayLayout *self, const AssayPyramid *pyramid, guint at)
{
  guint n = ceil (self->plot.width);
  gsize first = assay_pyramid_search (pyramid, self->x.scale.min);

  for (guint c = 0; c < n; c++)
    {
      double edge = assay_scale_invert (&self->x.scale, self->plot.x + c + 1);
      gsize end = assay_pyramid_search (pyramid, c + 1 == n ? nextafter (self->x.scale.max, INFINITY) : edge);

      add_highest (self, pyramid, at, first, end);
      first = end;
    }
}

/* Points in no order: the highest of each column is found by going through all. */
static void
add_unordered (AssayLayout *self, const AssayPyramid *pyramid, guint at)
{
  guint n = ceil (self->plot.width);
  g_autofree gsize *best = g_new (gsize, n + 1);

  for (guint c = 0; c <= n; c++)
    best[c] = G_MAXSIZE;
  for (gsize i = 0; i < pyramid->n; i++)
    {
      double x = assay_scale_map (&self->x.scale, pyramid->x[i]) - self->plot.x;

      if (!(x >= 0 && x <= n) || isnan (pyramid->y[i]))
        continue;
      if (best[(guint) x] == G_MAXSIZE || pyramid->y[best[(guint) x]] < pyramid->y[i])
        best[(guint) x] = i;
    }
  for (guint c = 0; c <= n; c++)
    if (best[c] != G_MAXSIZE)
      add_mark (self, at, best[c]);
}

static void
add_marks (AssayLayout *self, const AssayPyramid *pyramid, guint at)
{
  guint first = self->marks->len;

  if (pyramid->n > ASSAY_MOST_LINE_MARKS && pyramid->ascending)
    add_columns (self, pyramid, at);
  else if (pyramid->n > ASSAY_MOST_LINE_MARKS)
    add_unordered (self, pyramid, at);
  else
    for (guint i = 0; i < pyramid->n; i++)
      add_mark (self, at, i);

  if (!pyramid->ascending && self->marks->len > first)
    qsort (&g_array_index (self->marks, AssayMark, first), self->marks->len - first, sizeof (AssayMark), compare_x);
}

void
assay_lines_add_marks (AssayLayout *self, AssayLines *lines)
{
  for (guint i = 0; i < lines->n; i++)
    {
      lines->first_mark[i] = self->marks->len;
      add_marks (self, lines->y[i], i);
    }
  lines->first_mark[lines->n] = self->marks->len;
}

static double
middle_x (AssayLayout *self, guint mark)
{
  const AssayMark *at = &g_array_index (self->marks, AssayMark, mark);

  return at->x + at->width / 2;
}

/* The first mark of the series whose middle is at or right of @x. */
static guint
search (AssayLayout *self, guint first, guint end, double x)
{
  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (middle_x (self, middle) < x)
        first = middle + 1;
      else
        end = middle;
    }

  return first;
}

int
assay_lines_pick (AssayLayout *self, double x, double y)
{
  const AssayLines *lines = self->extra;
  double reach = REACH * self->scale, best = reach;
  int found = -1;

  for (guint i = 0; i < lines->n; i++)
    {
      guint end = lines->first_mark[i + 1];

      for (guint k = search (self, lines->first_mark[i], end, x - reach); k < end && middle_x (self, k) <= x + reach; k++)
        {
          const AssayMark *mark = &g_array_index (self->marks, AssayMark, k);
          double distance = hypot (middle_x (self, k) - x, mark->y + mark->height / 2 - y);

          if (distance > best || (distance == best && found >= 0))
            continue;
          best = distance;
          found = k;
        }
    }

  return found;
}
