#include "data/measure/statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "data/measure/paired.h"

/* Natural logs of @n values, or NULL if one has none. */
static double *
logs_of (const double *values, guint n)
{
  g_autofree double *logs = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      if (!isfinite (values[i]) || values[i] <= 0)
        return NULL;
      logs[i] = log (values[i]);
    }

  return g_steal_pointer (&logs);
}

static AssayInterval
no_interval (double estimate, guint n)
{
  return (AssayInterval) { .estimate = estimate, .low = NAN, .high = NAN, .n = n };
}

/* From the scale of logs. */
static AssayInterval
interval_of_logs (double centre, double half, guint n)
{
  return (AssayInterval) { .estimate = exp (centre), .low = exp (centre - half), .high = exp (centre + half), .n = n };
}

AssayInterval
assay_interval_of_mean (const double *means, guint n, double level)
{
  g_autofree double *logs = logs_of (means, n);
  double centre, half;

  if (n == 0 || logs == NULL)
    return no_interval (NAN, n);

  centre = gsl_stats_mean (logs, 1, n);
  if (n < 2)
    return no_interval (exp (centre), n);

  half = gsl_cdf_tdist_Qinv ((1 - level) / 2, n - 1) * gsl_stats_sd_m (logs, 1, n, centre) / sqrt (n);

  return interval_of_logs (centre, half, n);
}

/* Welch 1947, with the degrees of freedom of Welch and Satterthwaite. */
static AssayInterval
welch_interval (const double *a, guint n_a, const double *b, guint n_b, double level)
{
  double centre = gsl_stats_mean (a, 1, n_a) - gsl_stats_mean (b, 1, n_b);
  double v_a, v_b, freedom;

  if (MIN (n_a, n_b) < 2)
    return no_interval (exp (centre), MIN (n_a, n_b));

  v_a = gsl_stats_variance (a, 1, n_a) / n_a;
  v_b = gsl_stats_variance (b, 1, n_b) / n_b;
  if (v_a + v_b == 0)
    return interval_of_logs (centre, 0, MIN (n_a, n_b));

  freedom = (v_a + v_b) * (v_a + v_b) / (v_a * v_a / (n_a - 1) + v_b * v_b / (n_b - 1));

  return interval_of_logs (centre, gsl_cdf_tdist_Qinv ((1 - level) / 2, freedom) * sqrt (v_a + v_b), MIN (n_a, n_b));
}

/* The differences a - b within the rounds that have both, into @d (as long as the smaller side); returns how many. */
static guint
pair_rounds (const double *a, const guint *rounds_a, guint n_a, const double *b, const guint *rounds_b, guint n_b, double *d)
{
  g_autoptr (GHashTable) by_round = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint j = 0; j < n_b; j++)
    g_hash_table_insert (by_round, GUINT_TO_POINTER (rounds_b[j]), (gpointer) &b[j]);

  for (guint i = 0; i < n_a; i++)
    {
      gpointer value;

      if (g_hash_table_steal_extended (by_round, GUINT_TO_POINTER (rounds_a[i]), NULL, &value))
        d[n++] = a[i] - *(const double *) value;
    }

  return n;
}

static AssayInterval
paired_interval (const double *d, guint n, double level)
{
  AssayInterval self = { .n = n };

  assay_paired_interval (d, n, level, &self.estimate, &self.low, &self.high);
  self.estimate = exp (self.estimate);
  self.low = exp (self.low);
  self.high = exp (self.high);

  return self;
}

AssayInterval
assay_interval_of_ratio (const double *a, const guint *rounds_a, guint n_a,
                         const double *b, const guint *rounds_b, guint n_b, double level)
{
  g_autofree double *logs_a = logs_of (a, n_a), *logs_b = logs_of (b, n_b), *d = g_new (double, MIN (n_a, n_b) + 1);
  guint n_both = 0;

  if (MIN (n_a, n_b) == 0 || logs_a == NULL || logs_b == NULL)
    return no_interval (NAN, MIN (n_a, n_b));

  if (rounds_a != NULL && rounds_b != NULL)
    n_both = pair_rounds (logs_a, rounds_a, n_a, logs_b, rounds_b, n_b, d);

  /* Few pairs among many starts would give away what the others say. */
  if (n_both >= ASSAY_LEAST_STARTS || (n_both >= 2 && n_both == MAX (n_a, n_b)))
    return paired_interval (d, n_both, level);

  return welch_interval (logs_a, n_a, logs_b, n_b, level);
}

double
assay_interval_width (const AssayInterval *interval)
{
  double width = (interval->high - interval->low) / 2 / interval->estimate;

  return isfinite (width) ? width : INFINITY;
}

gboolean
assay_interval_is_even (const AssayInterval *ratio)
{
  return ratio->low <= 1 && ratio->high >= 1;
}
