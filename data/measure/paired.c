#include "data/measure/paired.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#define LEAST 5
#define BITS 10
#define SPENT 0.8   /* of the error; the stop rule takes the rest */
/* x^10 + x^3 + 1 is primitive: its shift register runs through all 1,023 states before one comes again. */
#define FEEDBACK 0x409

/* Difference i belongs to subset g if g and its member word, state i of the shift register, have an odd number of bits in common. The first BITS
 * words are single bits, so up to there the subsets are all subsets; those after them are mixtures, and the subsets stay a group under
 * symmetric difference. Adds @values (n of them, or 1 for each if NULL) up by member word. */
static void
fill_members (double *sums, guint bits, const double *values, guint n)
{
  guint word = 1;

  for (guint g = 0; g < 1u << bits; g++)
    sums[g] = 0;
  for (guint i = 0; i < n; i++)
    {
      sums[word] += values != NULL ? values[i] : 1;
      word <<= 1;
      if (word >> BITS)
        word ^= FEEDBACK;
    }
}

/* The fast Walsh-Hadamard transform: x[g] becomes the sum over all w of x[w], negative where g and w have an odd number of bits in common. */
static void
transform (double *x, guint bits)
{
  for (guint step = 1; step < 1u << bits; step *= 2)
    for (guint i = 0; i < 1u << bits; i++)
      if ((i & step) == 0)
        {
          double first = x[i], second = x[i + step];

          x[i] = first + second;
          x[i + step] = first - second;
        }
}

/* The means of the 2^@bits - 1 non-empty subsets of @d: the transform holds sums over those outside less sums over those inside. */
static double *
subset_means (const double *d, guint n, guint bits)
{
  g_autofree double *counts = g_new (double, 1u << bits);
  double *sums = g_new (double, 1u << bits), total;

  fill_members (sums, bits, d, n);
  fill_members (counts, bits, NULL, n);
  transform (sums, bits);
  transform (counts, bits);
  total = sums[0];
  for (guint g = 1; g < 1u << bits; g++)
    sums[g - 1] = (total - sums[g]) / (counts[0] - counts[g]);

  return sums;
}

/* The value at @rank (1 is the first) of @ends, the values from one end inwards: between two ranks by their share, before the first one by the first
 * gap. */
static double
value_at (const double *ends, double rank)
{
  guint whole = MAX (1, (guint) rank);

  return ends[whole - 1] + (rank - whole) * (ends[whole] - ends[whole - 1]);
}

static void
subsets_interval (const double *d, guint n, double level, double *low, double *high)
{
  guint bits = MIN (n, BITS), count = (1u << bits) - 1;
  double rank = SPENT * (1 - level) / 2 * (count + 1);
  gsize needed = MAX (1, (gsize) rank) + 1;
  g_autofree double *means = subset_means (d, n, bits), *ends = g_new (double, needed);

  gsl_sort_smallest (ends, needed, means, 1, count);
  *low = value_at (ends, rank);
  gsl_sort_largest (ends, needed, means, 1, count);
  *high = value_at (ends, rank);
}

static void
student_interval (const double *d, guint n, double level, double *low, double *high)
{
  double mean = gsl_stats_mean (d, 1, n);
  double half = gsl_cdf_tdist_Qinv ((1 - level) / 2, n - 1) * gsl_stats_sd_m (d, 1, n, mean) / sqrt (n);

  *low = mean - half;
  *high = mean + half;
}

/* Whether the subsets are enough for @level: half a rank of extrapolation at the most. */
static gboolean
has_enough (guint n, double level)
{
  return n >= LEAST && SPENT * (1 - level) / 2 * (1u << MIN (n, BITS)) >= 0.5;
}

void
assay_paired_interval (const double *d, guint n, double level, double *mean, double *low, double *high)
{
  g_return_if_fail (n >= 2);

  *mean = gsl_stats_mean (d, 1, n);
  if (has_enough (n, level))
    subsets_interval (d, n, level, low, high);
  else
    student_interval (d, n, level, low, high);
}
