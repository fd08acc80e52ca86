#include <math.h>
#include <stdlib.h>

#include "plots/histogram.h"

#define N 100000

static int
compare (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

typedef double (*Source) (void);

static double
uniform (void)
{
  return g_test_rand_double ();
}

/* Long-tailed over six decades, as latencies are. */
static double
long_tailed (void)
{
  return exp (g_test_rand_double () * g_test_rand_double () * 14);
}

static double
both_signs (void)
{
  return g_test_rand_double_range (-50, 100);
}

static double
few_values (void)
{
  return g_test_rand_int_range (-2, 3);
}

static double
tiny_and_huge (void)
{
  return g_test_rand_bit () ? 1e-300 * g_test_rand_double () : 1e300 * g_test_rand_double ();
}

/* Against the value at the same rank of the sorted array. */
static void
test_quantiles (gconstpointer data)
{
  Source source = (Source) (gsize) data;
  g_autofree double *values = g_new (double, N);
  g_autoptr (AssayCounts) histogram = NULL;

  for (guint i = 0; i < N; i++)
    values[i] = source ();
  histogram = assay_counts_new (values, N);
  qsort (values, N, sizeof *values, compare);

  g_assert_cmpuint (histogram->count, ==, N);
  for (guint i = 0; i <= 10000; i++)
    {
      double p = i / 10000.0;
      gsize rank = CLAMP (ceil (p * N), 1, N);
      double exact = values[rank - 1];

      g_assert_cmpfloat (fabs (assay_counts_quantile (histogram, p) - exact), <=, fabs (exact) * 0.008);
    }
  g_assert_cmpfloat (assay_counts_quantile (histogram, 0), ==, values[0]);
  g_assert_cmpfloat (assay_counts_quantile (histogram, 1), ==, values[N - 1]);
}

static void
test_buckets (void)
{
  static const double values[] = { -3, 0, 0, 1, 1.5, 1e-310, 1e308, NAN, INFINITY, -INFINITY };
  g_autoptr (AssayCounts) histogram = assay_counts_new (values, G_N_ELEMENTS (values));
  guint64 before = 0;

  g_assert_cmpuint (histogram->count, ==, 7);
  g_assert_cmpuint (histogram->skipped, ==, 3);
  g_assert_cmpuint (histogram->n_buckets, ==, 6);
  g_assert_cmpfloat (histogram->low, ==, -3);
  g_assert_cmpfloat (histogram->high, ==, 1e308);
  for (guint i = 0; i < histogram->n_buckets; i++)
    {
      const AssayBucket *bucket = &histogram->buckets[i];

      g_assert_cmpuint (bucket->before, ==, before);
      before += bucket->count;
      if (i > 0)
        g_assert_cmpfloat (histogram->buckets[i - 1].high, <=, bucket->low);
    }
  g_assert_cmpuint (before, ==, 7);
  g_assert_cmpuint (histogram->buckets[1].count, ==, 2);
}

static void
test_empty (void)
{
  static const double nan[] = { NAN, NAN };
  g_autoptr (AssayCounts) empty = assay_counts_new (NULL, 0);
  g_autoptr (AssayCounts) nothing = assay_counts_new (nan, 2);

  g_assert_true (isnan (assay_counts_quantile (empty, 0.5)));
  g_assert_true (isnan (assay_counts_quantile (nothing, 0.5)));
  g_assert_cmpuint (nothing->skipped, ==, 2);
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; Source source; } sources[] = {
    { "/histogram/quantiles/uniform", uniform },
    { "/histogram/quantiles/long-tailed", long_tailed },
    { "/histogram/quantiles/both-signs", both_signs },
    { "/histogram/quantiles/few-values", few_values },
    { "/histogram/quantiles/tiny-and-huge", tiny_and_huge },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_test_add_data_func (sources[i].path, (gconstpointer) (gsize) sources[i].source, test_quantiles);
  g_test_add_func ("/histogram/buckets", test_buckets);
  g_test_add_func ("/histogram/empty", test_empty);

  return g_test_run ();
}
