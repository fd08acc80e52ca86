/* Warm-up: where a start's intervals or iterations stop changing.
 *
 * Least-squares splits of the logs, each the best one of what is left (binary segmentation, Scott and Knott 1974), as long as it beats a
 * penalty of 3 ln n times the variance: the leading term of the modified Bayes information criterion (Zhang and Siegmund 2007),
 * the default of Killick and Eckley's changepoint package (2014; penalties as in Killick, Fearnhead and Eckley 2012). Spread is estimated by medians, and logs are clipped to a few spreads around the later half's median, so that single spikes neither
 * split nor hide a split. As Barrett and others (2017) found, what follows may never get level: that is said, not hidden. */
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "data/measure/statistics.h"

#define LEAST 6           /* with fewer values nothing can be told from noise */
#define LEAST_SPREAD 0.01 /* of logs: a percent between intervals never matters here */
#define CLIP 5            /* spreads: a first value far off still counts as one of warm-up, a spike further on doesn't */
#define LEVEL 0.15        /* parts that differ by less are level: the gate's limit too */
#define SURE 2.5          /* standard errors between parts that are more than noise */
#define NORMAL 1.4826     /* standard deviation of a normal distribution by its median absolute deviation */

static double
median_of (const double *x, guint n)
{
  g_autofree double *copy = g_memdup2 (x, n * sizeof *x);

  return gsl_stats_median (copy, 1, n);
}

/* An interval in which nothing was answered counts as half of one. */
static double *
logs_of (const double *x, guint n)
{
  double *logs = g_new (double, n);
  double least = INFINITY;

  for (guint i = 0; i < n; i++)
    if (x[i] > 0)
      least = MIN (least, x[i]);
  for (guint i = 0; i < n; i++)
    logs[i] = log (x[i] > 0 ? x[i] : isfinite (least) ? least / 2 : 1);

  return logs;
}

/* Steps between neighbours know nothing of changes, and their median nothing of spikes. */
static double
spread_of_steps (const double *logs, guint n)
{
  g_autofree double *steps = g_new (double, n - 1);

  for (guint i = 0; i + 1 < n; i++)
    steps[i] = fabs (logs[i + 1] - logs[i]);

  return NORMAL * gsl_stats_median (steps, 1, n - 1) / M_SQRT2;
}

/* Where neighbours resemble each other, steps are too small: the later half, which should be level, knows. */
static double
spread_of_later_half (const double *logs, guint n)
{
  const double *half = logs + n / 2;
  double centre = median_of (half, n - n / 2);
  g_autofree double *distances = g_new (double, n - n / 2);

  for (guint i = 0; i < n - n / 2; i++)
    distances[i] = fabs (half[i] - centre);

  return NORMAL * gsl_stats_median (distances, 1, n - n / 2);
}

static double
spread_of (const double *logs, guint n)
{
  return MAX (LEAST_SPREAD, MAX (spread_of_steps (logs, n), spread_of_later_half (logs, n)));
}

static void
clip (double *logs, guint n, double spread)
{
  double centre = median_of (logs + n / 2, n - n / 2);

  for (guint i = 0; i < n; i++)
    logs[i] = CLAMP (logs[i], centre - CLIP * spread, centre + CLIP * spread);
}

/* The length of the first part of the best split of @n logs, 0 if none earns its penalty. */
static guint
best_split (const double *logs, guint n, double spread)
{
  double total = 0, left = 0, best = 3 * log (n) * spread * spread;
  guint split = 0;

  for (guint i = 0; i < n; i++)
    total += logs[i];
  for (guint i = 1; i < n; i++)
    {
      double difference, gain;

      left += logs[i - 1];
      difference = left / i - (total - left) / (n - i);
      gain = difference * difference * i * (n - i) / n;
      if (gain > best)
        {
          best = gain;
          split = i;
        }
    }

  return split;
}

/* Whether two parts of what follows warm-up are at about one level, or differ by no more than noise can. */
static gboolean
is_level (const double *logs, guint split, guint n, double spread)
{
  double error = spread * sqrt (1.0 / split + 1.0 / (n - split));

  return fabs (gsl_stats_mean (logs, 1, split) - gsl_stats_mean (logs + split, 1, n - split)) <= MAX (log1p (LEVEL), SURE * error);
}

guint
assay_change_point (const double *x, guint n, gboolean *steady)
{
  g_autofree double *logs = logs_of (x, n);
  guint from = 0, split;
  double spread;

  if (steady != NULL)
    *steady = TRUE;
  if (n < LEAST)
    return 0;

  spread = spread_of (logs, n);
  clip (logs, n, spread);
  split = best_split (logs, n, spread);
  while (split > 0 && from + split <= n / 2)
    {
      from += split;
      split = best_split (logs + from, n - from, spread);
    }
  if (steady != NULL)
    *steady = is_level (logs + from, (n - from) / 2, n - from, spread)
              && (split == 0 || is_level (logs + from, split, n - from, spread));

  return from;
}
