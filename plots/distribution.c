#include "plots/distribution.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/series.h"
#include "data/model/subject.h"
#include "data/model/units.h"

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const AssayStep *one = a, *other = b;

  if (one->value != other->value)
    return one->value < other->value ? -1 : 1;

  return one->index < other->index ? -1 : one->index > other->index;
}

/* Equal values become one step, at which the share rises by all of them. */
static void
merge_equal (GArray *steps)
{
  guint n = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      AssayStep *step = &g_array_index (steps, AssayStep, i);

      step->rank = i + 1;
      step->share = (i + 1) / (double) steps->len;
      if (n > 0 && g_array_index (steps, AssayStep, n - 1).value == step->value)
        step->index = g_array_index (steps, AssayStep, --n).index;
      g_array_index (steps, AssayStep, n++) = *step;
    }
  g_array_set_size (steps, n);
}

static void
sort_samples (AssayDistribution *self, const AssaySeries *series)
{
  for (guint i = 0; i < series->n; i++)
    if (isfinite (series->y[i]))
      {
        AssayStep step = { series->y[i], 0, series->y[i], series->y[i], 0, i };

        g_array_append_val (self->steps, step);
      }
  g_array_sort (self->steps, compare_steps);
  self->count = self->steps->len;
  merge_equal (self->steps);
}

/* The extremes are exact, and each bucket is at its middle. */
static void
take_buckets (AssayDistribution *self, const AssaySeries *series)
{
  g_autoptr (AssayCounts) histogram = assay_counts_new (series->y, series->n);

  self->count = histogram->count;
  for (guint i = 0; i < histogram->n_buckets; i++)
    {
      const AssayBucket *bucket = &histogram->buckets[i];
      double middle = bucket->low + (bucket->high - bucket->low) / 2;
      double low = MAX (bucket->low, histogram->low), high = MIN (bucket->high, histogram->high);
      AssayStep step = { CLAMP (middle, low, high), 0, low, high, bucket->before + bucket->count, 0 };

      if (i == 0)
        step.value = histogram->low;
      else if (i + 1 == histogram->n_buckets)
        step.value = histogram->high;
      step.share = step.rank / (double) histogram->count;
      g_array_append_val (self->steps, step);
    }
}

static void
distributions_free (gpointer data)
{
  AssayDistributions *self = data;

  for (guint i = 0; i < self->n; i++)
    g_array_unref (self->series[i].steps);
  g_array_unref (self->cells);
  g_free (self->series);
  g_free (self->other.label);
  g_free (self);
}

AssayDistributions *
assay_distributions_new (AssayLayout *layout, const char *label, AssayScaleKind scale)
{
  AssayDistributions *self = g_new0 (AssayDistributions, 1);

  self->n = layout->figure->series->len;
  self->series = g_new0 (AssayDistribution, MAX (self->n, 1));
  self->cells = g_array_new (FALSE, FALSE, sizeof (AssayCell));
  self->other = (AssayAxis) { g_strdup (label), NULL, scale, NAN, NAN };
  for (guint i = 0; i < self->n; i++)
    {
      const AssaySeries *series = assay_layout_get_series (layout, i);

      self->series[i].steps = g_array_new (FALSE, FALSE, sizeof (AssayStep));
      if (series->n <= ASSAY_MOST_SORTED || series->data != NULL)
        sort_samples (&self->series[i], series);
      else
        take_buckets (&self->series[i], series);
    }
  layout->extra = self;
  layout->free_extra = distributions_free;

  return self;
}

void
assay_distributions_range (const AssayLayout *layout, double *min, double *max)
{
  const AssayDistributions *self = layout->extra;
  gboolean logarithmic = layout->figure->y.scale == ASSAY_SCALE_LOG;

  *min = *max = NAN;
  for (guint i = 0; i < self->n; i++)
    for (guint k = 0; k < self->series[i].steps->len; k++)
      {
        double value = g_array_index (self->series[i].steps, AssayStep, k).value;

        if (logarithmic && value <= 0)
          continue;
        *min = isnan (*min) ? value : MIN (*min, value);
        *max = isnan (*max) ? value : MAX (*max, value);
      }
}

const AssayStep *
assay_distribution_find (const AssayDistribution *self, double share)
{
  guint64 rank = CLAMP (ceil (share * self->count - 1e-9), 1, MAX (self->count, 1));
  guint low = 0, high = self->steps->len;

  if (self->steps->len == 0)
    return NULL;
  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->steps, AssayStep, middle - 1).rank < rank)
        low = middle;
      else
        high = middle;
    }

  return &g_array_index (self->steps, AssayStep, low);
}

void
assay_distributions_add (AssayLayout *layout, guint series, guint index, const cairo_rectangle_t *box, const AssayCell *cell)
{
  AssayDistributions *self = layout->extra;

  assay_layout_add_mark (layout, series, index, box->x, box->y, box->width, box->height);
  g_array_append_vals (self->cells, cell, 1);
}

static char *
describe_share (double share)
{
  return g_strdup_printf ("%.*f\u202f%%", share > 0.99 && share < 1 ? (int) ceil (-log10 (1 - share) - 2) : share < 0.1 ? 1 : 0,
                          share * 100);
}

/* "FastAPI (Python)" where the sample is a datum of its own, else "Python". Transfer full. */
static char *
name_sample (const AssaySeries *series, guint index)
{
  const AssayDatum *datum = series->data != NULL ? series->data[index] : NULL;

  if (datum == NULL || datum->subject == NULL || g_strcmp0 (datum->subject->name, series->name) == 0)
    return g_strdup (series->name);

  return g_strdup_printf ("%s (%s)", datum->subject->name, series->name);
}

char *
assay_distributions_describe (AssayLayout *layout, const AssayMark *mark)
{
  const AssayDistributions *self = layout->extra;
  const AssayCell *cell = &g_array_index (self->cells, AssayCell, mark - (const AssayMark *) layout->marks->data);
  const AssaySeries *series = assay_layout_get_series (layout, mark->series);
  g_autofree char *sample = name_sample (series, mark->index);
  g_autofree char *low = assay_unit_format (layout->figure->y.unit, cell->low);
  g_autofree char *high = assay_unit_format (layout->figure->y.unit, cell->high);
  g_autofree char *share = describe_share (cell->share);

  if (cell->low != cell->high)
    return g_strdup_printf (ngettext ("%s: %lu sample (%s) from %s to %s", "%s: %lu samples (%s) from %s to %s", cell->count), series->name, (gulong) cell->count, share, low,
                            high);

  return g_strdup_printf (_ ("%s: %s of %lu samples at most %s"), sample, share, (gulong) cell->count, high);
}

void
assay_distributions_draw_grid (AssayLayout *self, cairo_t *cr)
{
  const AssayPlotAxis *axis = &self->x;

  if (axis->ticks == NULL)
    return;
  for (guint i = 0; i < axis->ticks->len; i++)
    {
      double value = g_array_index (axis->ticks, AssayTick, i).value, at = floor (assay_scale_map (&axis->scale, value)) + 0.5;

      assay_colour_set_source (value == 0 ? self->theme->secondary : self->theme->grid, cr);
      cairo_set_line_width (cr, MAX (1, 0.75 * self->scale));
      cairo_move_to (cr, self->plot.x, at);
      cairo_line_to (cr, self->plot.x + self->plot.width, at);
      cairo_stroke (cr);
    }
}
