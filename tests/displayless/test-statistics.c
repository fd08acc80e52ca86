#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#include "data/measure/statistics.h"

/* The means' logs are 0 and +-s: mean 0, so the interval's ends are exp (+-t s / sqrt (n)); t from published tables. */
static void
test_mean (void)
{
  const double means[] = { exp (-0.1), 1, exp (0.1) };
  AssayInterval interval = assay_interval_of_mean (means, 3, 0.95);

  g_assert_cmpuint (interval.n, ==, 3);
  g_assert_cmpfloat_with_epsilon (interval.estimate, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (interval.high, exp (4.302653 * 0.1 / sqrt (3)), 1e-6);
  g_assert_cmpfloat_with_epsilon (interval.low, 1 / interval.high, 1e-9);
}

static void
test_mean_of_too_few (void)
{
  const double good[] = { 2, 3 }, zero[] = { 2, 0, 3 }, infinite[] = { 2, INFINITY };
  AssayInterval none = assay_interval_of_mean (good, 0, 0.95), one = assay_interval_of_mean (good, 1, 0.95);
  AssayInterval bad = assay_interval_of_mean (zero, 3, 0.95), worse = assay_interval_of_mean (infinite, 2, 0.95);

  g_assert_true (isnan (none.estimate) && isnan (none.low) && isnan (none.high));
  g_assert_cmpfloat_with_epsilon (one.estimate, 2, 1e-12);
  g_assert_true (isnan (one.low) && isnan (one.high));
  g_assert_true (isnan (bad.estimate) && isnan (bad.low));
  g_assert_true (isnan (worse.estimate) && isnan (worse.low));
  g_assert_cmpfloat (assay_interval_width (&one), ==, INFINITY);
  g_assert_false (assay_interval_is_even (&one));
}

/* Welch's own kind of example, worked by hand: variances 1 and 4 of logs/100, n 3 and 3, df 2.941176. */
static void
test_welch (void)
{
  const double a[] = { exp (0.29), exp (0.30), exp (0.31) }, b[] = { exp (-0.02), 1, exp (0.02) };
  AssayInterval ratio = assay_interval_of_ratio (a, NULL, 3, b, NULL, 3, 0.95);
  double half = log (ratio.high) - log (ratio.estimate);

  g_assert_cmpfloat_with_epsilon (ratio.estimate, exp (0.3), 1e-12);
  g_assert_cmpfloat_with_epsilon (half / sqrt (5e-4 / 3), 3.2178, 5e-3);
  g_assert_false (assay_interval_is_even (&ratio));
}

static void
test_equal_values (void)
{
  const double values[] = { 3, 3, 3, 3, 3 };
  const guint rounds[] = { 0, 1, 2, 3, 4 };
  AssayInterval plain = assay_interval_of_ratio (values, NULL, 5, values, NULL, 5, 0.95);
  AssayInterval paired = assay_interval_of_ratio (values, rounds, 5, values, rounds, 5, 0.95);

  g_assert_cmpfloat (plain.low, ==, 1);
  g_assert_cmpfloat (plain.high, ==, 1);
  g_assert_true (assay_interval_is_even (&plain) && assay_interval_is_even (&paired));
  g_assert_cmpfloat (assay_interval_width (&paired), ==, 0);
}

/* What whole rounds suffered, a factor of two, cancels; the starts that have no partner don't count. */
static void
test_rounds (void)
{
  const double a[] = { 110, 222, 108, 55, 111, 999 }, b[] = { 50, 100, 200, 101, 99 };
  const guint rounds_a[] = { 1, 2, 3, 0, 4, 9 }, rounds_b[] = { 0, 1, 2, 3, 4 };
  AssayInterval paired = assay_interval_of_ratio (a, rounds_a, 6, b, rounds_b, 5, 0.95);
  AssayInterval plain = assay_interval_of_ratio (a, NULL, 5, b, NULL, 5, 0.95);

  g_assert_cmpuint (paired.n, ==, 5);
  g_assert_cmpfloat_with_epsilon (paired.estimate, 1.1, 0.01);
  g_assert_cmpfloat (assay_interval_width (&paired), <, 0.05);
  g_assert_cmpfloat (assay_interval_width (&plain), >, 0.5);
}

/* a over b is one over b over a, to the last digits, for all subsets and for a group of them. */
static void
test_reciprocal (void)
{
  g_autofree guint *rounds = g_new (guint, 30);
  g_autofree double *a = g_new (double, 30), *b = g_new (double, 30);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (guint i = 0; i < 30; i++)
    {
      rounds[i] = i;
      a[i] = gsl_ran_lognormal (rng, 0, 0.1);
      b[i] = gsl_ran_lognormal (rng, 0.2, 0.1);
    }
  for (guint n = 2; n <= 30; n++)
    {
      AssayInterval there = assay_interval_of_ratio (a, rounds, n, b, rounds, n, 0.95);
      AssayInterval back = assay_interval_of_ratio (b, rounds, n, a, rounds, n, 0.95);

      g_assert_cmpfloat (there.low, <, there.estimate);
      g_assert_cmpfloat (there.estimate, <, there.high);
      g_assert_cmpfloat_with_epsilon (there.low * back.high, 1, 1e-9);
      g_assert_cmpfloat_with_epsilon (there.high * back.low, 1, 1e-9);
    }
  gsl_rng_free (rng);
}

/* Too few common rounds: Welch over all starts is worth more. */
static void
test_few_common_rounds (void)
{
  const double a[] = { 1.1, 1.2, 1.15, 1.12, 1.18 }, b[] = { 1, 1.01, 1.03, 0.99, 1.02 };
  const guint rounds_a[] = { 0, 1, 2, 3, 4 }, rounds_b[] = { 3, 4, 5, 6, 7 };
  AssayInterval with = assay_interval_of_ratio (a, rounds_a, 5, b, rounds_b, 5, 0.95);
  AssayInterval without = assay_interval_of_ratio (a, NULL, 5, b, NULL, 5, 0.95);

  g_assert_cmpfloat (with.low, ==, without.low);
  g_assert_cmpfloat (with.high, ==, without.high);
}

/* Differences +-d by turns: an interval as wide as @d says. */
static gboolean
is_known (guint n, double d, gboolean with_rounds)
{
  g_autofree guint *rounds = g_new (guint, n);
  g_autofree double *a = g_new (double, n), *b = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      rounds[i] = i;
      a[i] = exp (i % 2 == 0 ? d : -d);
      b[i] = exp (i % 4 < 2 ? d : -d);
    }

  return assay_ratio_is_known (a, with_rounds ? rounds : NULL, n, b, with_rounds ? rounds : NULL, n, 0.95);
}

static void
test_stop (void)
{
  for (int with_rounds = 0; with_rounds <= 1; with_rounds++)
    {
      /* So narrow that five are enough, but never fewer. */
      g_assert_false (is_known (4, 0.0001, with_rounds));
      g_assert_true (is_known (5, 0.0001, with_rounds));
      /* About +-4 % at five: three more must follow. */
      g_assert_false (is_known (5, 0.02, with_rounds));
      g_assert_false (is_known (6, 0.02, with_rounds));
      g_assert_true (is_known (8, 0.02, with_rounds));
      /* Never narrow: thirty end it. */
      g_assert_false (is_known (29, 0.5, with_rounds));
      g_assert_true (is_known (30, 0.5, with_rounds));
      g_assert_false (is_known (0, 0.5, with_rounds));
    }
}

/* A start that is missing on one side doesn't count as a round that both have. */
static void
test_stop_with_gaps (void)
{
  const double a[] = { 1, 1.03, 0.97, 1, 1.03, 0.97, 1 }, b[] = { 1.03, 1, 1, 0.97, 1.03 };
  const guint rounds_a[] = { 0, 1, 2, 3, 4, 5, 6 }, rounds_b[] = { 0, 1, 2, 3, 4 };

  g_assert_false (assay_ratio_is_known (a, rounds_a, 7, b, rounds_b, 5, 0.95));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/statistics/mean", test_mean);
  g_test_add_func ("/statistics/mean-of-too-few", test_mean_of_too_few);
  g_test_add_func ("/statistics/welch", test_welch);
  g_test_add_func ("/statistics/equal-values", test_equal_values);
  g_test_add_func ("/statistics/rounds", test_rounds);
  g_test_add_func ("/statistics/reciprocal", test_reciprocal);
  g_test_add_func ("/statistics/few-common-rounds", test_few_common_rounds);
  g_test_add_func ("/statistics/stop", test_stop);
  g_test_add_func ("/statistics/stop-with-gaps", test_stop_with_gaps);

  return g_test_run ();
}
