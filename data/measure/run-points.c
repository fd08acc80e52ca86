/* What a run's samples say. Pure functions of the run: the starts are taken in their order, so that sums come out to the same bit
 * whenever and wherever they are computed again. */
#include "data/measure/run.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "data/model/reason.h"

/* One start alone has no interval, and nothing can be set against it. */
#define LEAST_TO_SPEAK_OF 2

/* So many different reasons of starts that failed are told with a point. */
#define MAX_REASONS 3

static void
point_free (AssayRunPoint *self)
{
  g_free (self->means);
  g_free (self->rounds);
  g_strfreev (self->gate);
  g_free (self);
}

/* The start's value of @measure; NAN if it gave none. */
static double
value_of (const AssayRunStart *start, const char *measure)
{
  for (guint i = 0; start->measures != NULL && start->measures[i] != NULL; i++)
    if (strcmp (start->measures[i], measure) == 0)
      return start->values[i];

  return NAN;
}

static gboolean
has_passed (const AssayRunStart *start)
{
  return start->failure == NULL && (start->gate == NULL || start->gate[0] == NULL);
}

/* Fills the point's means and rounds with the values of cell @index, of the starts that passed or of @all; returns how many. */
static guint
collect (const AssayRun *run, guint index, AssayRunPoint *point, gboolean all)
{
  guint n = 0;

  for (guint i = 0; i < run->starts->len; i++)
    {
      const AssayRunStart *start = run->starts->pdata[i];
      double value = start->cell == index ? value_of (start, point->metric->measure) : NAN;

      if (!isfinite (value) || (!all && !has_passed (start)))
        continue;
      point->means[n] = value;
      point->rounds[n++] = start->round;
    }

  return n;
}

/* Arithmetic mean and Student's t interval, for values of which some are 0: those have no logarithm. */
static AssayInterval
interval_with_zeros (const double *values, guint n)
{
  double mean = 0, squares = 0, half;

  for (guint i = 0; i < n; i++)
    mean += values[i] / n;
  for (guint i = 0; i < n; i++)
    squares += (values[i] - mean) * (values[i] - mean);
  if (n < 2)
    return (AssayInterval) { mean, NAN, NAN, n };

  half = gsl_cdf_tdist_Pinv ((1 + ASSAY_LEVEL) / 2, n - 1) * sqrt (squares / (n - 1) / n);

  return (AssayInterval) { mean, MAX (mean - half, 0), mean + half, n };
}

static AssayInterval
interval_of (const double *values, guint n)
{
  gboolean equal = n > 0, positive = n > 0;

  for (guint i = 0; i < n; i++)
    {
      equal = equal && values[i] == values[0];
      positive = positive && values[i] > 0;
    }
  if (n == 0)
    return (AssayInterval) { NAN, NAN, NAN, 0 };
  if (equal && n > 1)
    return (AssayInterval) { values[0], values[0], values[0], n };
  if (positive)
    return assay_interval_of_mean (values, n, ASSAY_LEVEL);

  return interval_with_zeros (values, n);
}

static void
add_distinct (GPtrArray *reasons, const char *reason)
{
  if (!g_ptr_array_find_with_equal_func (reasons, reason, g_str_equal, NULL))
    g_ptr_array_add (reasons, g_strdup (reason));
}

static void
add_reasons_of_starts (const AssayRun *run, guint index, GPtrArray *reasons)
{
  guint most = reasons->len + MAX_REASONS;

  for (guint i = 0; i < run->starts->len; i++)
    {
      const AssayRunStart *start = run->starts->pdata[i];

      if (start->cell != index)
        continue;
      if (start->failure != NULL && reasons->len < most)
        add_distinct (reasons, start->failure);
      for (char **reason = start->gate; reason != NULL && *reason != NULL && reasons->len < most; reason++)
        add_distinct (reasons, *reason);
    }
}

static char *
few_starts (guint passed)
{
  return passed == 1 ? g_strdup_printf (ASSAY_REASON_ONE_START, ASSAY_LEAST_STARTS)
                     : g_strdup_printf (ASSAY_REASON_FEW_STARTS, passed, ASSAY_LEAST_STARTS);
}

static char **
gate_of (const AssayRun *run, guint index, guint passed)
{
  const AssayRunCell *cell = run->cells->pdata[index];
  g_autoptr (GPtrArray) reasons = NULL;

  if (cell->excluded == NULL && passed >= ASSAY_LEAST_STARTS)
    return NULL;

  reasons = g_ptr_array_new ();
  if (cell->excluded != NULL)
    g_ptr_array_add (reasons, g_strdup_printf (ASSAY_REASON_EXCLUDED, cell->excluded));
  if (passed < ASSAY_LEAST_STARTS)
    g_ptr_array_add (reasons, few_starts (passed));
  add_reasons_of_starts (run, index, reasons);
  g_ptr_array_add (reasons, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&reasons), FALSE);
}

static AssayRunPoint *
point_new (const AssayRun *run, guint index, const AssayRunMetric *metric)
{
  AssayRunPoint *self = g_new0 (AssayRunPoint, 1);
  guint passed, n;

  self->cell = run->cells->pdata[index];
  self->metric = metric;
  self->means = g_new (double, MAX (run->starts->len, 1));
  self->rounds = g_new (guint, MAX (run->starts->len, 1));
  passed = collect (run, index, self, FALSE);
  n = passed >= LEAST_TO_SPEAK_OF ? passed : collect (run, index, self, TRUE);
  self->interval = interval_of (self->means, n);
  self->interval.n = n;
  self->gate = gate_of (run, index, passed);

  return self;
}

GPtrArray *
assay_run_points (const AssayRun *self)
{
  GPtrArray *points = g_ptr_array_new_with_free_func ((GDestroyNotify) point_free);

  for (guint c = 0; c < self->cells->len; c++)
    for (guint m = 0; m < self->metrics->len; m++)
      g_ptr_array_add (points, point_new (self, c, self->metrics->pdata[m]));

  return points;
}

static gboolean
is_positive (const AssayRunPoint *point)
{
  for (guint i = 0; i < point->interval.n; i++)
    if (!(point->means[i] > 0))
      return FALSE;

  return TRUE;
}

/* NULL where there is no ratio to speak of. */
static AssayRunRatio *
ratio_new (const AssayRunPoint *a, const AssayRunPoint *b)
{
  AssayRunRatio *self;
  AssayInterval interval;

  if (!assay_run_cell_shares_dimensions (a->cell, b->cell) || MIN (a->interval.n, b->interval.n) < 2 || !is_positive (a) ||
      !is_positive (b))
    return NULL;
  interval = assay_interval_of_ratio (a->means, a->rounds, a->interval.n, b->means, b->rounds, b->interval.n, ASSAY_LEVEL);
  if (!isfinite (interval.estimate))
    return NULL;

  self = g_new0 (AssayRunRatio, 1);
  self->metric = a->metric;
  self->a = a->cell;
  self->b = b->cell;
  self->interval = interval;
  self->gated = a->gate != NULL || b->gate != NULL;

  return self;
}

GPtrArray *
assay_run_ratios (const AssayRun *self)
{
  g_autoptr (GPtrArray) points = assay_run_points (self);
  GPtrArray *ratios = g_ptr_array_new_with_free_func (g_free);
  guint n = self->metrics->len;

  /* the point of cell c and metric m stands at c * n + m */
  for (guint m = 0; m < n; m++)
    for (guint a = m; a < points->len; a += n)
      for (guint b = a + n; b < points->len; b += n)
        {
          AssayRunRatio *ratio = ratio_new (points->pdata[a], points->pdata[b]);

          if (ratio != NULL)
            g_ptr_array_add (ratios, ratio);
        }

  return ratios;
}
