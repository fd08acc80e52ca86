#include "plots/lines.h"

#include <math.h>

#include "data/model/language.h"
#include "data/model/series.h"
#include "data/model/units.h"

/* As many ticks stand beside each other at the narrowest size of a slide. */
#define MOST_PLACES 9

static void
free_pyramids (AssayPyramid **pyramids, guint n)
{
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&pyramids[i], assay_pyramid_free);
  g_free (pyramids);
}

static void
lines_free (gpointer data)
{
  AssayLines *self = data;

  free_pyramids (self->y, self->n);
  free_pyramids (self->low, self->n);
  free_pyramids (self->high, self->n);
  g_array_unref (self->leaders);
  g_free (self->first_mark);
  g_free (self);
}

static AssayLines *
lines_new (AssayLayout *layout)
{
  AssayLines *self = g_new0 (AssayLines, 1);

  self->n = layout->figure->series->len;
  self->y = g_new0 (AssayPyramid *, self->n + 1);
  self->low = g_new0 (AssayPyramid *, self->n + 1);
  self->high = g_new0 (AssayPyramid *, self->n + 1);
  self->first_mark = g_new0 (guint, self->n + 1);
  self->leaders = g_array_new (FALSE, TRUE, sizeof (AssayLeader));
  for (guint i = 0; i < self->n; i++)
    {
      const AssaySeries *series = assay_layout_get_series (layout, i);

      self->y[i] = assay_pyramid_new (series->x, series->y, series->n);
      if (series->low == NULL || series->high == NULL || series->role == ASSAY_ROLE_CLAIM)
        continue;
      self->low[i] = assay_pyramid_new (series->x, series->low, series->n);
      self->high[i] = assay_pyramid_new (series->x, series->high, series->n);
    }

  return self;
}

static void
extend (double *min, double *max, const AssayExtent *extent)
{
  if (extent->low > extent->high)
    return;
  *min = isnan (*min) ? extent->low : MIN (*min, extent->low);
  *max = isnan (*max) ? extent->high : MAX (*max, extent->high);
}

static AssayExtent
positive_extent (const double *values, gsize n)
{
  AssayExtent extent = { INFINITY, -INFINITY };

  for (gsize i = 0; i < n; i++)
    if (values[i] > 0)
      {
        extent.low = MIN (extent.low, values[i]);
        extent.high = MAX (extent.high, values[i]);
      }

  return extent;
}

/* What the axis can show of it: a log axis nothing that isn't positive. */
static AssayExtent
shown_extent (AssayScaleKind scale, AssayExtent extent, const double *values, gsize n)
{
  return scale == ASSAY_SCALE_LOG && extent.low <= 0 && values != NULL ? positive_extent (values, n) : extent;
}

static void
fit_x (AssayLayout *self, AssayLines *lines)
{
  const AssayFigure *figure = self->figure;
  double min = NAN, max = NAN;

  if (figure->x.scale == ASSAY_SCALE_CATEGORY && figure->categories != NULL)
    {
      assay_axis_fit_names (self, &self->x, (const char * const *) figure->categories, g_strv_length (figure->categories));
      return;
    }
  for (guint i = 0; i < lines->n; i++)
    {
      const AssayPyramid *pyramid = lines->y[i];
      AssayExtent extent = shown_extent (figure->x.scale, pyramid->x_range, pyramid->x, pyramid->n);

      extend (&min, &max, &extent);
    }
  assay_axis_fit (self, &self->x, min, max, 0);
}

/* Zero is shown where the values fill less than half of the axis's height without it. */
static void
fit_y (AssayLayout *self, AssayLines *lines)
{
  double min = NAN, max = NAN;
  AssayFit fit = ASSAY_FIT_ROUND;

  for (guint i = 0; i < lines->n; i++)
    {
      AssayPyramid *pyramids[] = { lines->y[i], lines->low[i], lines->high[i] };

      for (guint k = 0; k < G_N_ELEMENTS (pyramids); k++)
        if (pyramids[k] != NULL)
          {
            AssayExtent extent = shown_extent (self->figure->y.scale, pyramids[k]->y_range, pyramids[k]->y, pyramids[k]->n);

            extend (&min, &max, &extent);
          }
    }
  if (self->figure->y.scale == ASSAY_SCALE_LINEAR && min >= 0 && max - min > max / 2)
    fit |= ASSAY_FIT_ZERO;
  assay_axis_fit (self, &self->y, min, max, fit);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const double *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

/* FALSE if there are more places than ticks. */
static gboolean
add_place (GArray *places, double x)
{
  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, double, i) == x)
      return TRUE;
  g_array_append_val (places, x);

  return places->len <= MOST_PLACES;
}

/* The x of all points but claims, each once, in order; NULL if they are too many. */
static GArray *
list_places (AssayLayout *self, AssayLines *lines)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint s = 0; s < lines->n; s++)
    for (gsize i = 0; i < lines->y[s]->n && assay_layout_get_series (self, s)->role != ASSAY_ROLE_CLAIM; i++)
      if (!add_place (places, assay_pyramid_get_x (lines->y[s], i)))
        return NULL;
  g_array_sort (places, compare_numbers);

  return g_steal_pointer (&places);
}

/* Doubling steps (1, 2, 4 ... workers) are read at their own values rather than at powers of ten. */
static void
tick_at_points (AssayLayout *self, AssayLines *lines)
{
  g_autoptr (GArray) places = NULL;

  if (self->x.scale.kind != ASSAY_SCALE_LOG || self->x.ticks == NULL)
    return;
  places = list_places (self, lines);
  if (places == NULL || places->len < 2)
    return;

  g_array_set_size (self->x.ticks, 0);
  for (guint i = 0; i < places->len; i++)
    {
      double value = g_array_index (places, double, i);
      AssayTick tick = { value, assay_unit_short (self->figure->x.unit, value) };

      g_array_append_val (self->x.ticks, tick);
    }
}

static void
lines_layout (AssayLayout *self)
{
  AssayLines *lines = lines_new (self);
  AssayRoom room = { 0 };

  self->extra = lines;
  self->free_extra = lines_free;
  fit_x (self, lines);
  fit_y (self, lines);
  if (assay_lines_can_name (self))
    assay_legend_replace (self);
  room.right = assay_lines_names_width (self);
  assay_axes_place (self, FALSE, &room);
  tick_at_points (self, lines);
  assay_lines_add_marks (self, lines);
  assay_lines_add_names (self, lines);
  assay_lines_add_claims (self, lines);
}

const AssayKind assay_kind_lines = {
  .words = N_ ("Line chart"),
  .layout = lines_layout,
  .draw = assay_lines_draw,
  .pick = assay_lines_pick,
  .swatch = ASSAY_SWATCH_LINE,
};
