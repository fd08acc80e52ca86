#include "tests/bench/simulated.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#define CELLS 4        /* technologies in a round; a and b are the first two */
#define RESAMPLES 200  /* of the bootstrap: its coverage hardly changes with more */

static double
normal (gsl_rng *rng)
{
  return gsl_ran_ugaussian (rng);
}

/* A start is rarely faster than usual, and sometimes much slower: skewness 2. */
static double
skewed (gsl_rng *rng)
{
  return gsl_ran_exponential (rng, 1) - 1;
}

/* One start in ten spreads five times as far. */
static double
heavy (gsl_rng *rng)
{
  double factor = gsl_rng_uniform (rng) < 0.1 ? 5 : 1;

  return factor * gsl_ran_ugaussian (rng) / sqrt (0.9 + 0.1 * 25);
}

const Setting settings[] = {
  { "log-normal", normal, 0.05, 0.05, .promised = TRUE },
  { "log-normal, wide", normal, 0.08, 0.08, .promised = TRUE },
  { "unequal spreads", normal, 0.08, 0.02, .promised = TRUE },
  { "skewed", skewed, 0.05, 0.05, .promised = TRUE },
  { "heavy-tailed", heavy, 0.06, 0.06, .promised = TRUE },
  { "linear drift", normal, 0.05, 0.05, .drift = 0.4, .promised = TRUE },
  { "random walk", normal, 0.04, 0.04, .walk = 0.01, .promised = TRUE },
  { "disturbed rounds", normal, 0.05, 0.05, .common = 0.08, .promised = TRUE },
  { "skewed, one side", skewed, 0.06, 0.02, .promised = FALSE },
  { .name = NULL },
};

void
simulate (gsl_rng *rng, const Setting *setting, double ratio, Simulated *self)
{
  guint seed = gsl_rng_get (rng);
  double walked = 0;

  for (guint round = 0; round < ASSAY_MOST_STARTS; round++)
    {
      double suffered = gsl_ran_gaussian (rng, setting->common);
      guint order[CELLS];

      self->rounds[round] = round;
      assay_interleave (CELLS, round, seed, order);
      for (guint i = 0; i < CELLS; i++)
        {
          double slot = (round * CELLS + i) / (double) (ASSAY_MOST_STARTS * CELLS);
          double machine = suffered + setting->drift * slot + walked;

          walked += gsl_ran_gaussian (rng, setting->walk);
          if (order[i] == 0)
            self->a[round] = ratio * exp (machine + setting->spread_a * setting->noise (rng));
          else if (order[i] == 1)
            self->b[round] = exp (machine + setting->spread_b * setting->noise (rng));
        }
    }
}

AssayInterval
by_rounds (const Simulated *self, guint n, G_GNUC_UNUSED gsl_rng *rng)
{
  return assay_interval_of_ratio (self->a, self->rounds, n, self->b, self->rounds, n, ASSAY_LEVEL);
}

AssayInterval
by_welch (const Simulated *self, guint n, G_GNUC_UNUSED gsl_rng *rng)
{
  return assay_interval_of_ratio (self->a, NULL, n, self->b, NULL, n, ASSAY_LEVEL);
}

static double
resampled_mean (gsl_rng *rng, const double *logs, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += logs[gsl_rng_uniform_int (rng, n)];

  return sum / n;
}

AssayInterval
by_bootstrap (const Simulated *self, guint n, gsl_rng *rng)
{
  double a[ASSAY_MOST_STARTS], b[ASSAY_MOST_STARTS], resamples[RESAMPLES];

  for (guint i = 0; i < n; i++)
    {
      a[i] = log (self->a[i]);
      b[i] = log (self->b[i]);
    }
  for (guint i = 0; i < RESAMPLES; i++)
    resamples[i] = resampled_mean (rng, a, n) - resampled_mean (rng, b, n);
  gsl_sort (resamples, 1, RESAMPLES);

  return (AssayInterval) {
    .estimate = exp (gsl_stats_mean (a, 1, n) - gsl_stats_mean (b, 1, n)),
    .low = exp (gsl_stats_quantile_from_sorted_data (resamples, 1, RESAMPLES, (1 - ASSAY_LEVEL) / 2)),
    .high = exp (gsl_stats_quantile_from_sorted_data (resamples, 1, RESAMPLES, (1 + ASSAY_LEVEL) / 2)),
    .n = n,
  };
}

guint
stop_by_rule (const Simulated *self)
{
  guint n = ASSAY_LEAST_STARTS;

  while (!assay_ratio_is_known (self->a, self->rounds, n, self->b, self->rounds, n, ASSAY_LEVEL))
    n++;

  return n;
}

guint
stop_at_once (const Simulated *self)
{
  guint n = ASSAY_LEAST_STARTS;

  for (; n < ASSAY_MOST_STARTS; n++)
    {
      AssayInterval interval = by_rounds (self, n, NULL);

      if (assay_interval_width (&interval) <= ASSAY_WIDTH)
        break;
    }

  return n;
}
