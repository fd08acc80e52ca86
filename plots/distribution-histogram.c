/* Samples counted in bins: shares of each series, so that series of different length compare. */
#include "data/model/language.h"
#include "plots/distribution.h"

#include <math.h>

#include "data/model/units.h"

#define LEAST_BINS 8
#define MOST_BINS 60

/* Twice the cube root of the samples (Rice's rule). */
static guint
count_bins (const AssayDistributions *self)
{
  guint64 most = 1;

  for (guint i = 0; i < self->n; i++)
    most = MAX (most, self->series[i].count);

  return CLAMP (ceil (2 * cbrt (most)), LEAST_BINS, MOST_BINS);
}

typedef struct
{
  guint64 *counts;
  guint *indices;
  guint n;
} Bins;

static void
bins_add (Bins *self, guint bin, guint64 count, guint index)
{
  if (count == 0)
    return;
  if (self->counts[bin] == 0)
    self->indices[bin] = index;
  self->counts[bin] += count;
}

/* A bucket that lies across bins is shared out by how much of it lies in each, so that bins don't gain or lose by chance; the
 * counts are rounded so that their sum stays. */
static void
bins_spread (Bins *self, double from, double to, guint64 count, guint index)
{
  guint first = CLAMP (from, 0, self->n - 1), last = CLAMP (to, 0, self->n - 1);
  guint64 given = 0;

  for (guint bin = first; bin < last; bin++)
    {
      guint64 until = round (count * CLAMP ((bin + 1 - from) / (to - from), 0, 1));

      bins_add (self, bin, until - given, index);
      given = until;
    }
  bins_add (self, last, count - given, index);
}

/* The steps of one series in bins that are even on the axis; the last includes its end. Returns the highest share. */
static double
count_series (const AssayLayout *self, const AssayDistribution *distribution, Bins *bins)
{
  double first = self->y.scale.from, size = (self->y.scale.to - first) / bins->n;
  guint64 before = 0, most = 0;

  for (guint i = 0; i < distribution->steps->len; i++)
    {
      const AssayStep *step = &g_array_index (distribution->steps, AssayStep, i);
      double at = (assay_scale_map (&self->y.scale, step->value) - first) / size;
      double from = (assay_scale_map (&self->y.scale, step->low) - first) / size;
      double to = (assay_scale_map (&self->y.scale, step->high) - first) / size;

      if (at >= 0 && at <= bins->n && assay_scale_shows (&self->y.scale, step->value))
        bins_spread (bins, MIN (from, at), MAX (to, at), step->rank - before, step->index);
      before = step->rank;
    }
  for (guint i = 0; i < bins->n; i++)
    most = MAX (most, bins->counts[i]);

  return distribution->count > 0 ? most / (double) distribution->count : 0;
}

static void
add_bins (AssayLayout *self, guint at, const Bins *bins)
{
  const AssayDistributions *all = self->extra;
  double size = (self->y.scale.to - self->y.scale.from) / bins->n, base = self->plot.y + self->plot.height;

  for (guint i = 0; i < bins->n; i++)
    {
      double share = bins->counts[i] / (double) MAX (all->series[at].count, 1), left = self->y.scale.from + i * size;
      double top = assay_scale_map (&self->x.scale, 100 * share);
      AssayCell cell = {
        assay_scale_invert (&self->y.scale, left), assay_scale_invert (&self->y.scale, left + size), share, bins->counts[i]
      };

      if (bins->counts[i] > 0)
        assay_distributions_add (self, at, bins->indices[i], &(cairo_rectangle_t) { left, top, size, base - top }, &cell);
    }
}

static void
histogram_layout (AssayLayout *self)
{
  AssayDistributions *all = assay_distributions_new (self, _ ("Share of samples, %"), ASSAY_SCALE_LINEAR);
  guint n = count_bins (all);
  g_autofree guint64 *counts = g_new0 (guint64, (gsize) n * MAX (all->n, 1));
  g_autofree Bins *bins = g_new0 (Bins, MAX (all->n, 1));
  g_autofree guint *indices = g_new0 (guint, (gsize) n * MAX (all->n, 1));
  double min, max, most = 0;

  all->other.unit = assay_unit_find ("%");
  self->x.axis = &all->other;
  assay_distributions_range (self, &min, &max);
  assay_axis_fit (self, &self->y, min, max, ASSAY_FIT_ROUND);
  for (guint i = 0; i < all->n; i++)
    {
      double highest;

      bins[i] = (Bins) { counts + (gsize) i * n, indices + (gsize) i * n, n };
      highest = count_series (self, &all->series[i], &bins[i]);

      most = MAX (most, highest);
    }
  assay_axis_fit (self, &self->x, 0, most > 0 ? 100 * most : 1, ASSAY_FIT_ROUND | ASSAY_FIT_ZERO);
  assay_axes_place (self, TRUE, NULL);
  for (guint i = 0; i < all->n; i++)
    add_bins (self, i, &bins[i]);
}

/* Bins of several series lie over each other: a light filling under a full outline, hatched where the theme asks for it. */
static void
draw_bins (AssayLayout *self, guint series, cairo_t *cr)
{
  const AssaySeriesStyle *style = &self->styles[series];
  const AssayDistributions *all = self->extra;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);

      if (mark->series == series)
        cairo_rectangle (cr, mark->x, mark->y, mark->width, mark->height);
    }
  cairo_set_source_rgba (cr, style->colour.red, style->colour.green, style->colour.blue, all->n > 1 ? 0.3 : 0.75);
  cairo_fill_preserve (cr);
  if (self->theme->hatched && style->pattern > 0)
    {
      cairo_path_t *path = cairo_copy_path (cr);

      assay_hatch_path (cr, style->pattern, style->colour, 5 * self->scale, 0.8 * self->scale);
      cairo_append_path (cr, path);
      cairo_path_destroy (path);
    }
  assay_colour_set_source (style->colour, cr);
  cairo_set_line_width (cr, self->scale);
  cairo_stroke (cr);
}

static void
histogram_draw (AssayLayout *self, cairo_t *cr)
{
  cairo_save (cr);
  assay_distributions_draw_grid (self, cr);
  for (guint i = 0; i < self->figure->series->len; i++)
    draw_bins (self, i, cr);
  cairo_restore (cr);
}

const AssayKind assay_kind_histogram = {
  .words = N_ ("Histogram"),
  .layout = histogram_layout,
  .draw = histogram_draw,
  .describe_mark = assay_distributions_describe,
  .swatch = ASSAY_SWATCH_BOX,
};
