/* An advice as charts. */
#include <math.h>

#include "data/advice/advice-private.h"
#include "data/model/figure.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/units.h"

/* A figure that the program reckons names the program, with what makes it again. */
static AssayProvenance *
origin_new (const AssayAdvice *self)
{
  AssayProvenance *origin = g_atomic_rc_box_new0 (AssayProvenance);

  origin->id = g_strdup ("advice");
  origin->title = g_strdup ("Assay's advisor");
  origin->kind = ASSAY_ORIGIN_MEASURED;
  origin->standing = ASSAY_STANDING_OWN;
  origin->publisher = g_strdup ("Assay");
  origin->date = assay_date_iso (self->decision->today);
  origin->sample = g_strdup_printf ("%u draws, seed %" G_GUINT64_FORMAT "; profile “%s”", self->smaa->n_samples, self->decision->problem.seed,
                                    self->decision->profile);
  origin->note = g_strdup ("Reckoned from the figures, verdicts and assumptions that each driver names (SMAA-2, Lahdelma and Salminen 2001)");

  return origin;
}

static AssayFigure *
figure_new (const AssayAdvice *self, const char *id, AssayFigureKind kind, const char *axis)
{
  AssayFigure *figure = assay_figure_new (id, kind);

  figure->page = g_strdup ("advisor");
  figure->horizontal = TRUE;
  figure->x.scale = ASSAY_SCALE_CATEGORY;
  figure->y.scale = ASSAY_SCALE_LINEAR;
  figure->y.label = g_strdup (axis);
  figure->y.unit = assay_unit_find ("points");
  figure->footer = g_strdup_printf ("Assay's advisor, profile “%s”, %u draws", self->decision->profile, self->smaa->n_samples);
  figure->measured = TRUE;

  return figure;
}

static AssaySeries *
add_series (AssayFigure *figure, const char *name, int hue, guint n, gboolean intervals, AssayProvenance *origin)
{
  AssaySeries *series = assay_series_new (name, hue, n, intervals, FALSE);

  series->origin = assay_provenance_ref (origin);
  for (guint i = 0; i < n; i++)
    series->x[i] = i;
  g_ptr_array_add (figure->series, series);

  return series;
}

static gboolean
crosses (const AssayFlip *flip)
{
  return MIN (flip->lead_low, flip->lead_high) < 0;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const AssayFlip *x = *(AssayFlip * const *) a, *y = *(AssayFlip * const *) b;
  double dx = fabs (x->lead_high - x->lead_low), dy = fabs (y->lead_high - y->lead_low);

  if (crosses (x) != crosses (y))
    return crosses (x) ? -1 : 1;

  return dx > dy ? -1 : dx < dy;
}

static char *
weights_finding (guint n_crossing)
{
  static const char * const numbers[] = { "No", "Only one", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine" };

  if (n_crossing == 0)
    return g_strdup ("No single weight changes the recommendation");
  if (n_crossing < G_N_ELEMENTS (numbers))
    return g_strdup_printf ("%s weight%s can change the recommendation", numbers[n_crossing], n_crossing == 1 ? "" : "s");

  return g_strdup_printf ("%u weights can change the recommendation", n_crossing);
}

AssayFigure *
assay_advice_figure_weights (const AssayAdvice *self)
{
  AssayFigure *figure = figure_new (self, "advice-weights", ASSAY_FIGURE_RANGES, NULL);
  g_autoptr (AssayProvenance) origin = origin_new (self);
  g_autoptr (GPtrArray) flips = g_ptr_array_new ();
  const AssayAlternative *leader = assay_advice_get_alternative (self, self->leader), *other = assay_advice_get_alternative (self, self->runner_up);
  guint n_crossing = 0;
  AssaySeries *series;

  for (guint i = 0; i < self->flips->len; i++)
    if (((AssayFlip *) self->flips->pdata[i])->kind == ASSAY_FLIP_WEIGHT)
      g_ptr_array_add (flips, self->flips->pdata[i]);
  g_ptr_array_sort (flips, compare_ranges);
  figure->categories = g_new0 (char *, flips->len + 1);
  add_series (figure, other->name, other->hue, 0, TRUE, origin);
  series = add_series (figure, leader->name, leader->hue, flips->len, TRUE, origin);
  for (guint i = 0; i < flips->len; i++)
    {
      const AssayFlip *flip = flips->pdata[i];

      figure->categories[i] = g_strdup (assay_advice_get_driver (self, flip->driver)->driver->name);
      series->y[i] = self->lead * 100;
      series->low[i] = MIN (MIN (flip->lead_low, flip->lead_high), self->lead) * 100;
      series->high[i] = MAX (MAX (flip->lead_low, flip->lead_high), self->lead) * 100;
      n_crossing += crosses (flip);
    }
  figure->finding = weights_finding (n_crossing);
  figure->subtitle = g_strdup_printf ("Lead when one weight moves ±%.0f points of 100; dashed line is the lead now", ASSAY_ADVICE_STEP * 100);
  assay_figure_add_guide (figure, "Tie", 0, FALSE);

  return figure;
}

static void
add_alternatives (const AssayAdvice *self, AssayFigure *figure)
{
  guint m = self->smaa->n_alternatives;

  figure->categories = g_new0 (char *, m + 1);
  for (guint r = 0; r < m; r++)
    figure->categories[r] = g_strdup (assay_advice_get_alternative (self, self->order[r])->name);
}

AssayFigure *
assay_advice_figure_ranks (const AssayAdvice *self)
{
  static const char * const names[] = { "First", "Second", "Third", "Fourth", "Fifth", "Sixth" };
  AssayFigure *figure = figure_new (self, "advice-ranks", ASSAY_FIGURE_STACKED, NULL);
  g_autoptr (AssayProvenance) origin = origin_new (self);
  guint m = self->smaa->n_alternatives, first = self->order[0];

  figure->y.unit = assay_unit_find ("%");
  figure->y.min = 0;
  figure->y.max = 100;
  add_alternatives (self, figure);
  for (guint rank = 0; rank < m; rank++)
    {
      g_autofree char *number = g_strdup_printf ("Place %u", rank + 1);
      AssaySeries *series = add_series (figure, rank < G_N_ELEMENTS (names) ? names[rank] : number, 2 + (int) rank % 6, m, FALSE, origin);

      for (guint r = 0; r < m; r++)
        series->y[r] = self->smaa->acceptability[self->order[r] * m + rank] * 100;
    }
  figure->finding = g_strdup_printf ("%s %s first in %.0f of 100 draws", assay_advice_get_alternative (self, first)->name, assay_advice_is (self, first),
                                     self->smaa->acceptability[first * m] * 100);
  figure->subtitle = g_strdup_printf ("How often each has which place, when weights and values are drawn within their doubt; %u draws", self->smaa->n_samples);

  return figure;
}

AssayFigure *
assay_advice_figure_values (const AssayAdvice *self)
{
  AssayFigure *figure = figure_new (self, "advice-values", ASSAY_FIGURE_RANGES, NULL);
  g_autoptr (AssayProvenance) origin = origin_new (self);
  guint m = self->smaa->n_alternatives;
  guint best = self->leader;

  figure->y.min = 0;
  figure->y.max = 100;
  add_alternatives (self, figure);
  for (guint r = 0; r < m; r++)
    {
      guint a = self->order[r];
      const AssayAlternative *alternative = assay_advice_get_alternative (self, a);
      AssaySeries *series = add_series (figure, alternative->name, alternative->hue, m, TRUE, origin);

      series->y[r] = self->smaa->mean[a] * 100;
      series->low[r] = self->smaa->low[a] * 100;
      series->high[r] = self->smaa->high[a] * 100;
    }
  figure->finding = g_strdup_printf ("%s %s worth %.0f of 100, within %.0f to %.0f", assay_advice_get_alternative (self, best)->name,
                                     assay_advice_is (self, best), self->smaa->mean[best] * 100, self->smaa->low[best] * 100, self->smaa->high[best] * 100);
  figure->subtitle = g_strdup ("Mean worth and the middle 90\u202f% of all draws");

  return figure;
}
