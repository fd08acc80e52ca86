#include "data/measure/paired.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#define LEAST 5
#define BITS 10
#define SPENT 0.85   /* of the error; the stop rule takes the rest */
/* x^10 + x^3 + 1 is primitive: its shift register runs through all 1,023 states before one comes again. */
#define FEEDBACK 0x409

/* Difference @i belongs to subset g if the bits common to g and member[i] are odd in number. The first BITS of the members are single bits, so up to
 * there the subsets are all subsets; those after them are mixtures, and the subsets stay a group under symmetric difference. */
static void
fill_members (guint *members, guint n)
{
  guint state = 1;

  for (guint i = 0; i < n; i++)
    {
      members[i] = state;
      state <<= 1;
      if (state >> BITS)
        state ^= FEEDBACK;
    }
}

static double
subset_mean (const double *d, const guint *members, guint n, guint subset)
{
  double sum = 0;
  guint count = 0;

  for (guint i = 0; i < n; i++)
    if (__builtin_parity (members[i] & subset))
      {
        sum += d[i];
        count++;
      }

  return sum / count;
}

/* The value at @rank (1 is @extreme) of sorted values that go on from @extreme by @step: between two ranks by their share, before the first one
 * by the first gap. */
static double
value_at (const double *extreme, int step, double rank)
{
  int whole = MAX (1, (int) rank);
  double value = extreme[step * (whole - 1)], next = extreme[step * whole];

  return value + (rank - whole) * (next - value);
}

static void
subsets_interval (const double *d, guint n, double level, double *low, double *high)
{
  guint count = (1u << MIN (n, BITS)) - 1;
  double rank = SPENT * (1 - level) / 2 * (count + 1);
  g_autofree guint *members = g_new (guint, n);
  g_autofree double *means = g_new (double, count);

  fill_members (members, n);
  for (guint i = 0; i < count; i++)
    means[i] = subset_mean (d, members, n, i + 1);
  gsl_sort (means, 1, count);

  *low = value_at (means, 1, rank);
  *high = value_at (means + count - 1, -1, rank);
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
