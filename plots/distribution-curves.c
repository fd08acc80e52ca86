/* Samples as curves: the share that is at most a value, and the value that a share is at most. */
#include "data/model/language.h"
#include "plots/distribution.h"

#include <math.h>

#include "data/model/units.h"
#include "plots/polyline.h"

#define RADIUS 4.0
#define FEW 40

/* Where the curves can be read off: marks for the pointer, the keys and the screen reader. */
static const double shares[] = {
  0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99, 0.999, 1
};
static const double percentiles[] = { 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999, 0.999999, 1 };

/* On the axis of percentiles each nine takes the same room: 90 % is 10, 99 % is 100. The last sample stands at their number. */
static double
nines (double share, guint64 count)
{
  return share < 1 ? MIN (1 / (1 - share), MAX (count, 1)) : MAX (count, 1);
}

typedef void (*AddPoint) (AssayLayout *self, guint series, const AssayStep *step, double share);

/* A share that a smaller one's sample already stands for is left out. */
static void
add_points (AssayLayout *self, guint series, const double *at, guint n, AddPoint add)
{
  const AssayDistributions *all = self->extra;
  const AssayStep *last = NULL;

  for (guint i = 0; i < n; i++)
    {
      const AssayStep *step = assay_distribution_find (&all->series[series], at[i]);

      if (step != NULL && step != last)
        add (self, series, step, at[i]);
      last = step;
    }
}

static void
add_point (AssayLayout *self, guint series, const AssayStep *step, double share, double x, double y)
{
  const AssayDistributions *all = self->extra;
  double radius = RADIUS * self->scale;
  AssayCell cell = { step->value, step->value, share, all->series[series].count };

  if (assay_scale_shows (&self->y.scale, step->value))
    assay_distributions_add (self, series, step->index,
                             &(cairo_rectangle_t) { x - radius, y - radius, 2 * radius, 2 * radius }, &cell);
}

static void
add_to_ecdf (AssayLayout *self, guint series, const AssayStep *step, double share)
{
  add_point (self, series, step, share, assay_scale_map (&self->y.scale, step->value),
             assay_scale_map (&self->x.scale, 100 * step->share));
}

static void
add_to_percentiles (AssayLayout *self, guint series, const AssayStep *step, double share)
{
  const AssayDistributions *all = self->extra;

  add_point (self, series, step, share, assay_scale_map (&self->x.scale, nines (share, all->series[series].count)),
             assay_scale_map (&self->y.scale, step->value));
}

/* Of few samples each has its mark. */
static void
add_samples (AssayLayout *self, guint series)
{
  const AssayDistributions *all = self->extra;
  GArray *steps = all->series[series].steps;

  for (guint i = 0; i < steps->len; i++)
    add_to_ecdf (self, series, &g_array_index (steps, AssayStep, i), g_array_index (steps, AssayStep, i).share);
}

static void
ecdf_layout (AssayLayout *self)
{
  AssayDistributions *all = assay_distributions_new (self, _ ("Samples at most as large, %"), ASSAY_SCALE_LINEAR);
  double min, max;

  all->other.unit = assay_unit_find ("%");
  self->x.axis = &all->other;
  assay_distributions_range (self, &min, &max);
  assay_axis_fit (self, &self->y, min, max, ASSAY_FIT_ROUND);
  assay_axis_fit (self, &self->x, 0, 100, ASSAY_FIT_ZERO);
  assay_axes_place (self, TRUE, NULL);
  for (guint i = 0; i < all->n; i++)
    if (all->series[i].count <= FEW)
      add_samples (self, i);
    else
      add_points (self, i, shares, G_N_ELEMENTS (shares), add_to_ecdf);
}

/* Whole tenths of what is left: a tick at three moves to where there is left 30 %, 3 %, 0.3 %, not a third of it. */
static double
even_percentile (double nines)
{
  double left = 100 / nines, unit = pow (10, floor (log10 (left) + 1e-9));

  return 100 - round (left / unit) * unit;
}

/* "90 %", "99 %", "99.9 %" at 10, 100, 1000; "70 %" and "97 %" near 3 and 30. */
static void
name_percentiles (AssayLayout *self)
{
  for (guint i = 0; self->x.ticks != NULL && i < self->x.ticks->len; i++)
    {
      AssayTick *tick = &g_array_index (self->x.ticks, AssayTick, i);
      double percentile = even_percentile (tick->value), value = 100 / (100 - percentile);

      if (tick->label == NULL)
        continue;
      g_clear_pointer (&tick->label, g_free);
      if (value > self->x.scale.max * (1 + 1e-9))
        continue;
      tick->label = g_strdup_printf ("%.10g\u202f%%", percentile);
      tick->value = value;
    }
}

static void
percentiles_layout (AssayLayout *self)
{
  AssayDistributions *all = assay_distributions_new (self, _ ("Percentile"), ASSAY_SCALE_LOG);
  guint64 most = 10;
  double min, max;

  for (guint i = 0; i < all->n; i++)
    most = MAX (most, all->series[i].count);
  self->x.axis = &all->other;
  assay_distributions_range (self, &min, &max);
  assay_axis_fit (self, &self->x, 1, most, 0);
  assay_axis_fit (self, &self->y, min, max,
                  ASSAY_FIT_ROUND | (self->figure->y.scale == ASSAY_SCALE_LINEAR && min > 0 ? ASSAY_FIT_ZERO : 0));
  assay_axes_place (self, FALSE, NULL);
  name_percentiles (self);
  for (guint i = 0; i < all->n; i++)
    add_points (self, i, percentiles, G_N_ELEMENTS (percentiles), add_to_percentiles);
}

/* Two points a step: level, then up. */
typedef struct
{
  double *x, *y;
  gsize n;
} Path;

static void
path_add (Path *self, double x, double y)
{
  self->x[self->n] = x;
  self->y[self->n++] = y;
}

static Path
path_of_ecdf (const AssayDistribution *distribution)
{
  Path path = { g_new (double, 2 * distribution->steps->len + 1), g_new (double, 2 * distribution->steps->len + 1), 0 };
  double before = 0;

  for (guint i = 0; i < distribution->steps->len; i++)
    {
      const AssayStep *step = &g_array_index (distribution->steps, AssayStep, i);

      path_add (&path, step->value, 100 * before);
      path_add (&path, step->value, 100 * step->share);
      before = step->share;
    }

  return path;
}

static Path
path_of_percentiles (const AssayDistribution *distribution)
{
  Path path = { g_new (double, 2 * distribution->steps->len + 1), g_new (double, 2 * distribution->steps->len + 1), 0 };
  double before = 0;

  for (guint i = 0; i < distribution->steps->len; i++)
    {
      const AssayStep *step = &g_array_index (distribution->steps, AssayStep, i);

      path_add (&path, nines (before, distribution->count), step->value);
      path_add (&path, nines (step->share, distribution->count), step->value);
      before = step->share;
    }

  return path;
}

static void
draw_path (AssayLayout *self, guint series, Path *path, const AssayScale *x, const AssayScale *y, cairo_t *cr)
{
  g_autoptr (AssayPyramid) points = assay_pyramid_new (path->x, path->y, path->n);
  const AssaySeriesStyle *style = &self->styles[series];
  double dashes[G_N_ELEMENTS (style->dashes)], width = self->theme->line_width * self->scale;
  AssayPolyline line = {
    .points = points, .x = *x, .y = *y, .plot = self->plot, .colour = style->colour, .alpha = 1, .width = width,
    .dashes = dashes, .n_dashes = style->n_dashes
  };

  for (int i = 0; i < style->n_dashes; i++)
    dashes[i] = style->dashes[i] * width;
  assay_polyline_draw (&line, cr);
  g_free (path->x);
  g_free (path->y);
}

/* Hollow where the sample failed its gate. */
static void
draw_markers (AssayLayout *self, guint series, cairo_t *cr)
{
  const AssaySeriesStyle *style = &self->styles[series];

  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);

      if (mark->series == series)
        assay_shape_draw (cr, style->shape, mark->x + mark->width / 2, mark->y + mark->height / 2, RADIUS * self->scale,
                          style->colour, mark->flags != 0, 1.8 * self->scale);
    }
}

static void
ecdf_draw (AssayLayout *self, cairo_t *cr)
{
  const AssayDistributions *all = self->extra;

  cairo_save (cr);
  assay_distributions_draw_grid (self, cr);
  for (guint i = 0; i < all->n; i++)
    {
      Path path = path_of_ecdf (&all->series[i]);

      draw_path (self, i, &path, &self->y.scale, &self->x.scale, cr);
      if (all->series[i].count <= FEW)
        draw_markers (self, i, cr);
    }
  cairo_restore (cr);
}

static void
percentiles_draw (AssayLayout *self, cairo_t *cr)
{
  const AssayDistributions *all = self->extra;

  cairo_save (cr);
  for (guint i = 0; i < all->n; i++)
    {
      Path path = path_of_percentiles (&all->series[i]);

      draw_path (self, i, &path, &self->x.scale, &self->y.scale, cr);
      draw_markers (self, i, cr);
    }
  cairo_restore (cr);
}

const AssayKind assay_kind_ecdf = {
  .words = N_ ("Cumulative distribution"),
  .layout = ecdf_layout,
  .draw = ecdf_draw,
  .describe_mark = assay_distributions_describe,
  .swatch = ASSAY_SWATCH_LINE,
};

const AssayKind assay_kind_percentiles = {
  .words = N_ ("Percentile chart"),
  .layout = percentiles_layout,
  .draw = percentiles_draw,
  .describe_mark = assay_distributions_describe,
  .swatch = ASSAY_SWATCH_LINE,
};
