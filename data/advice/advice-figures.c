#include "data/advice/advice-private.h"

#include <math.h>

#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/units.h"

/* Ranks are not in the colours of those who have them. */
#define FIRST_RANK_HUE 2

/* All that is drawn comes from the same draws. */
static AssayProvenance *
make_origin (const AssayAdvice *self)
{
  AssayProvenance *origin = g_atomic_rc_box_new0 (AssayProvenance);
  g_autofree char *draws = assay_unit_format (NULL, self->smaa->n_samples);

  origin->id = g_strdup ("assay-advice");
  origin->title = g_strdup_printf (_ ("Assay’s advisor, %s draws, seed %lu"), draws, (gulong) self->decision->problem.seed);
  origin->publisher = g_strdup ("Assay");
  origin->date = assay_date_iso (self->decision->today);
  origin->kind = ASSAY_ORIGIN_PUBLISHED;
  origin->standing = ASSAY_STANDING_OWN;
  origin->sample = g_strdup_printf (_ ("%s draws of weights and values, seed %lu"), draws, (gulong) self->decision->problem.seed);

  return origin;
}

static AssayFigure *
figure_new (const AssayAdvice *self, const char *id, AssayFigureKind kind, const char *label, const char *unit)
{
  AssayFigure *figure = assay_figure_new (id, kind);
  AssayProvenance *origin = make_origin (self);

  figure->horizontal = TRUE;
  figure->x.scale = ASSAY_SCALE_CATEGORY;
  figure->x.min = figure->x.max = figure->y.min = figure->y.max = NAN;
  figure->y.scale = ASSAY_SCALE_LINEAR;
  figure->y.label = g_strdup (label);
  figure->y.unit = assay_unit_find (unit);
  figure->footer = assay_provenance_line (origin);
  assay_provenance_unref (origin);

  return figure;
}

static AssaySeries *
add_series (const AssayAdvice *self, AssayFigure *figure, const char *name, int hue, guint n)
{
  AssaySeries *series = assay_series_new (name, hue, n, TRUE, FALSE);

  series->origin = make_origin (self);
  g_ptr_array_add (figure->series, series);

  return series;
}

static void
name_alternatives (const AssayAdvice *self, AssayFigure *figure)
{
  figure->categories = g_new0 (char *, self->smaa->n_alternatives + 1);
  for (guint r = 0; r < self->smaa->n_alternatives; r++)
    figure->categories[r] = g_strdup (assay_advice_alternative (self, self->order[r])->name);
}

/* The bar has an end on the other side. */
static gboolean
crosses (const AssayFlip *flip)
{
  double low = MIN (flip->lead_low, flip->lead_high), high = MAX (flip->lead_low, flip->lead_high);

  return low < 0 && high > 0;
}

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  const AssayFlip *left = *(AssayFlip * const *) a, *right = *(AssayFlip * const *) b;
  double left_length = fabs (left->lead_high - left->lead_low), right_length = fabs (right->lead_high - right->lead_low);

  if (crosses (left) != crosses (right))
    return crosses (left) ? -1 : 1;
  if (left_length != right_length)
    return left_length > right_length ? -1 : 1;

  return left->driver < right->driver ? -1 : left->driver > right->driver;
}

/* Transfer container. */
static GPtrArray *
take_weights (const AssayAdvice *self)
{
  GPtrArray *bars = g_ptr_array_new ();

  for (guint i = 0; i < self->flips->len; i++)
    if (((AssayFlip *) self->flips->pdata[i])->kind == ASSAY_FLIP_WEIGHT)
      g_ptr_array_add (bars, self->flips->pdata[i]);
  g_ptr_array_sort (bars, compare_bars);

  return bars;
}

/* "change the recommendation", or, where more than two could lead, "put Python ahead": the chart is about the two that are in front. */
static char *
say_change (const AssayAdvice *self, gboolean does)
{
  const char *second = self->smaa->n_alternatives > 2 ? assay_advice_alternative (self, assay_advice_second (self))->name : "";

  /* Translators: ends “No single weight, moved by 20 points, …” */
  if (self->smaa->n_alternatives > 2 && does)
    return g_strdup_printf (_ ("puts %s ahead"), second);
  /* Translators: ends “Only two weights can …” */
  if (self->smaa->n_alternatives > 2)
    return g_strdup_printf (_ ("put %s ahead"), second);
  if (self->kind == ASSAY_ADVICE_CLEAR || self->kind == ASSAY_ADVICE_LEANS)
    return g_strdup (does ? _ ("changes the recommendation") : _ ("change the recommendation"));

  return g_strdup (does ? _ ("changes who leads") : _ ("change who leads"));
}

static char *
say_weights (const AssayAdvice *self, guint n, guint total)
{
  static const char * const words[] = {
    N_ ("no"), N_ ("one"), N_ ("two"), N_ ("three"), N_ ("four"), N_ ("five"), N_ ("six"), N_ ("seven"), N_ ("eight"), N_ ("nine"),
  };
  g_autofree char *change = say_change (self, n == 0), *number = n < G_N_ELEMENTS (words) ? g_strdup (_ (words[n])) : g_strdup_printf ("%u", n);

  if (total == 0)
    return g_strdup (_ ("Every weight is locked"));
  if (n == 0)
    return g_strdup_printf (_ ("No single weight, moved by 20 points, %s"), change);
  if (n == total)
    return g_strdup_printf (n == 1 ? _ ("The one weight can %s") : _ ("Any of the weights can %s"), change);
  if (2 * n <= total)
    return g_strdup_printf (ngettext ("Only %s weight can %s", "Only %s weights can %s", n), number, change);

  return g_strdup_printf (_ ("%u of %u weights can %s"), n, total, change);
}

AssayFigure *
assay_advice_figure_weights (const AssayAdvice *self)
{
  AssayFigure *figure = figure_new (self, "advice-weights", ASSAY_FIGURE_RANGES, _ ("Lead"), "points");
  const AssayAlternative *leader = assay_advice_alternative (self, self->order[0]);
  const AssayAlternative *second = assay_advice_alternative (self, assay_advice_second (self));
  g_autoptr (GPtrArray) bars = take_weights (self);
  AssaySeries *series;
  guint n = 0;

  add_series (self, figure, second->name, second->hue, 0);
  series = add_series (self, figure, leader->name, leader->hue, bars->len);
  figure->categories = g_new0 (char *, bars->len + 1);
  for (guint i = 0; i < bars->len; i++)
    {
      const AssayFlip *flip = bars->pdata[i];

      n += crosses (flip);
      figure->categories[i] = g_strdup (assay_advice_driver (self, flip->driver)->driver->name);
      series->x[i] = i;
      series->y[i] = 100 * assay_advice_lead (self, assay_advice_second (self));
      series->low[i] = 100 * MIN (flip->lead_low, flip->lead_high);
      series->high[i] = 100 * MAX (flip->lead_low, flip->lead_high);
    }
  assay_figure_add_guide (figure, _ ("Tie"), 0, FALSE);
  figure->finding = say_weights (self, n, bars->len);
  figure->subtitle = g_strdup (_ ("Lead when one weight moves ±20 points; dashed line is the lead now"));

  return figure;
}

/* Whole percents that sum to 100: draws carry no more. */
static double
rank_percent (const AssayAdvice *self, guint a, guint rank)
{
  const double *share = &self->smaa->acceptability[a * self->smaa->n_alternatives];
  double before = 0;

  for (guint r = 0; r < rank; r++)
    before += share[r];

  return round (100 * (before + share[rank])) - round (100 * before);
}

AssayFigure *
assay_advice_figure_ranks (const AssayAdvice *self)
{
  static const char * const ranks[] = { N_ ("First"), N_ ("Second"), N_ ("Third"), N_ ("Fourth"), N_ ("Fifth"), N_ ("Sixth"), N_ ("Seventh"), N_ ("Eighth") };
  AssayFigure *figure = figure_new (self, "advice-ranks", ASSAY_FIGURE_STACKED, _ ("Draws"), "%");
  const AssayAlternative *leader = assay_advice_alternative (self, self->order[0]);
  guint m = self->smaa->n_alternatives;
  g_autofree char *draws = assay_advice_draws (self->smaa->acceptability[self->order[0] * m]);

  name_alternatives (self, figure);
  for (guint rank = 0; rank < m; rank++)
    {
      g_autofree char *name = rank < G_N_ELEMENTS (ranks) ? g_strdup (_ (ranks[rank])) : g_strdup_printf (_ ("Rank %u"), rank + 1);
      AssaySeries *series = add_series (self, figure, name, (int) ((rank + FIRST_RANK_HUE) % 8), m);

      for (guint r = 0; r < m; r++)
        {
          double share = rank_percent (self, self->order[r], rank);

          series->x[r] = r;
          series->y[r] = share > 0 ? share : NAN;
        }
    }
  figure->y.min = 0;
  figure->y.max = 100;
  figure->finding = g_strdup_printf (ngettext ("%1$s is first in %2$s draws", "%1$s are first in %2$s draws", assay_advice_number (leader)),
                                     leader->name, draws);
  figure->subtitle = g_strdup (_ ("Share of draws in which each has which rank"));

  return figure;
}

/* "Node.js is worth 64 of 100 on average, Python 58" */
static char *
say_values (const AssayAdvice *self)
{
  const AssayAlternative *leader = assay_advice_alternative (self, self->order[0]);
  const double *mean = self->smaa->mean;
  GString *text = g_string_new (NULL);

  for (guint r = 0; r < self->smaa->n_alternatives; r++)
    {
      guint a = self->order[r], other = self->order[r == 0 ? MIN (1, self->smaa->n_alternatives - 1) : 0];
      g_autofree char *value = assay_advice_points_beside (mean[a], mean[other]);

      if (r == 0)
        g_string_append_printf (text, ngettext ("%1$s is worth %2$s of 100 on average", "%1$s are worth %2$s of 100 on average", assay_advice_number (leader)),
                                leader->name, value);
      else
        g_string_append_printf (text, ", %s %s", assay_advice_alternative (self, a)->name, value);
    }

  return g_string_free (text, FALSE);
}

AssayFigure *
assay_advice_figure_values (const AssayAdvice *self)
{
  AssayFigure *figure = figure_new (self, "advice-values", ASSAY_FIGURE_RANGES, _ ("Worth"), "points");

  name_alternatives (self, figure);
  for (guint r = 0; r < self->smaa->n_alternatives; r++)
    {
      guint a = self->order[r];
      AssaySeries *series = add_series (self, figure, figure->categories[r], assay_advice_alternative (self, a)->hue, 1);

      series->x[0] = r;
      series->y[0] = round (100 * self->smaa->mean[a]);
      series->low[0] = round (100 * self->smaa->low[a]);
      series->high[0] = round (100 * self->smaa->high[a]);
    }
  figure->y.min = 0;
  figure->y.max = 100;
  figure->finding = say_values (self);
  figure->subtitle = g_strdup (_ ("Mean and nine draws in ten; 0 is the worst under every driver, 100 the best"));

  return figure;
}
