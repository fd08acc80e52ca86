/* The histogram of latencies, against values sorted at full resolution. */
#include <math.h>
#include <stdlib.h>

#include "data/measure/histogram.h"
#include "data/model/error.h"

#define N 200000
#define RESOLUTION 0.004   /* half a bucket of 1/128 */

typedef guint64 (*Source) (GRand *rand);

static guint64
tiny (GRand *rand)
{
  return g_rand_int_range (rand, 0, 300);
}

static guint64
uniform (GRand *rand)
{
  return g_rand_double_range (rand, 1e5, 5e6);
}

static guint64
heavy (GRand *rand)
{
  return 20000 / pow (g_rand_double_range (rand, 1e-9, 1), 1.2);
}

static guint64
two_worlds (GRand *rand)
{
  return g_rand_double (rand) < 0.985 ? g_rand_double_range (rand, 9e4, 1.1e5) : g_rand_double_range (rand, 1.8e8, 2e8);
}

static guint64
constant (GRand *rand G_GNUC_UNUSED)
{
  return 123456789;
}

static const struct { const char *name; Source source; } sources[] = {
  { "/latency/percentiles/tiny", tiny },
  { "/latency/percentiles/uniform", uniform },
  { "/latency/percentiles/heavy", heavy },
  { "/latency/percentiles/two-worlds", two_worlds },
  { "/latency/percentiles/constant", constant },
};

static int
compare (const void *a, const void *b)
{
  guint64 first = *(const guint64 *) a, second = *(const guint64 *) b;

  return (first > second) - (first < second);
}

static void
test_percentiles (gconstpointer data)
{
  static const double wanted[] = { 0, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.994, 0.9951, 0.999, 0.9999, 1 };
  g_autoptr (AssayHistogram) histogram = assay_histogram_new ();
  g_autofree guint64 *values = g_new (guint64, N);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  double sum = 0;

  for (guint i = 0; i < N; i++)
    {
      values[i] = ((Source) data) (rand);
      sum += (double) values[i];
      assay_histogram_add (histogram, values[i]);
    }
  qsort (values, N, sizeof *values, compare);

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      guint rank = MAX (ceil (wanted[i] * N), 1);
      double exact = (double) values[rank - 1] * 1e-9;
      double slack = rank > N - ASSAY_HISTOGRAM_TAIL ? 1e-12 * exact : RESOLUTION * exact;

      g_assert_cmpfloat_with_epsilon (assay_histogram_percentile (histogram, wanted[i]), exact, slack + 1e-15);
    }
  g_assert_cmpfloat_with_epsilon (assay_histogram_mean (histogram), sum / N * 1e-9, 1e-9 * sum / N * 1e-9);
  g_assert_cmpfloat (assay_histogram_max (histogram), ==, (double) values[N - 1] * 1e-9);
  g_assert_cmpuint (assay_histogram_count (histogram), ==, N);
}

static void
test_empty (void)
{
  g_autoptr (AssayHistogram) histogram = assay_histogram_new ();
  g_autoptr (AssayHistogram) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = assay_histogram_to_text (histogram);

  g_assert_cmpuint (assay_histogram_count (histogram), ==, 0);
  g_assert_true (isnan (assay_histogram_percentile (histogram, 0.5)));
  g_assert_true (isnan (assay_histogram_mean (histogram)));
  g_assert_true (isnan (assay_histogram_max (histogram)));
  g_assert_cmpstr (text, ==, "0;;");
  back = assay_histogram_from_text (text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (assay_histogram_count (back), ==, 0);
}

/* What is longer than an hour counts as one; the powers of two are where a bucket's width changes. */
static void
test_edges (void)
{
  g_autoptr (AssayHistogram) hour = assay_histogram_new ();

  assay_histogram_add (hour, G_MAXUINT64);
  g_assert_cmpfloat (assay_histogram_max (hour), ==, 3600);

  for (guint bit = 0; bit < 41; bit++)
    for (int off = -1; off <= 1; off++)
      {
        g_autoptr (AssayHistogram) histogram = assay_histogram_new ();
        guint64 value = (G_GUINT64_CONSTANT (1) << bit) + off;

        for (guint i = 0; i < ASSAY_HISTOGRAM_TAIL + 1; i++)
          assay_histogram_add (histogram, value);
        g_assert_cmpfloat_with_epsilon (assay_histogram_percentile (histogram, 0), (double) value * 1e-9,
                                        (double) value * 1e-9 * RESOLUTION + 1e-18);
        g_assert_cmpfloat (assay_histogram_percentile (histogram, 0), <=, assay_histogram_max (histogram));
      }
}

static void
test_round_trip (gconstpointer data)
{
  g_autoptr (AssayHistogram) histogram = assay_histogram_new ();
  g_autoptr (AssayHistogram) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  for (guint i = 0; i < N / 10; i++)
    assay_histogram_add (histogram, ((Source) data) (rand));
  text = assay_histogram_to_text (histogram);
  back = assay_histogram_from_text (text, &error);
  g_assert_no_error (error);
  again = assay_histogram_to_text (back);
  g_assert_cmpstr (again, ==, text);
  for (double p = 0; p <= 1; p += 0.001)
    g_assert_cmpfloat (assay_histogram_percentile (back, p), ==, assay_histogram_percentile (histogram, p));
  g_assert_cmpfloat (assay_histogram_mean (back), ==, assay_histogram_mean (histogram));

  assay_histogram_add (back, 5);
  assay_histogram_add (histogram, 5);
  g_assert_cmpfloat (assay_histogram_percentile (back, 0.99), ==, assay_histogram_percentile (histogram, 0.99));
}

/* Two halves together are the whole, and the order of the values doesn't matter. */
static void
test_merge (void)
{
  g_autoptr (AssayHistogram) whole = assay_histogram_new ();
  g_autoptr (AssayHistogram) merged = assay_histogram_new ();
  g_autoptr (AssayHistogram) other = assay_histogram_new ();
  g_autoptr (AssayHistogram) copy = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      guint64 value = heavy (rand);

      assay_histogram_add (whole, value);
      assay_histogram_add (i % 3 == 0 ? merged : other, value);
    }
  copy = assay_histogram_copy (merged);
  assay_histogram_merge (merged, other);
  expected = assay_histogram_to_text (whole);
  text = assay_histogram_to_text (merged);
  g_assert_cmpstr (text, ==, expected);

  g_assert_cmpuint (assay_histogram_count (copy), ==, 1667);
  assay_histogram_clear (merged);
  g_assert_cmpuint (assay_histogram_count (merged), ==, 0);
}

/* The last two can't be told from their grammar: a tail value that no bucket has, a sum that the values can't have. */
static const char *bad_texts[] = {
  "", ";", "0", "0;", "0;;1", "1;5:1", "5;5:1;", "5;5:1;5 ", "5;5:1;5 5", "5;5:0;", "5; 5:1;5", "5;5:1 ;5", "5;5:-1;5", "5;+5:1;5", "x;5:1;5",
  "5;5:1;5x", "5;5:1:5", "10;5:1 5:1;5 5", "9;5:1 4:1;4 5", "9;4:1 5:1;5 4", "5;5:1,6:1;5", "5;99999:1;5", "5;5:18446744073709551616;5",
  "18446744073709551616;5:1;5", "10;4:18446744073709551615 5:1;5", "5;5:1;3600000000001", "5;5:1001;5",
  "5;5:1;6", "50;5:1;5", "0;5:1;5",
};

static void
test_bad (gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (assay_histogram_from_text (data, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *path = g_strconcat (sources[i].name, "/round-trip", NULL);

      g_test_add_data_func (sources[i].name, sources[i].source, test_percentiles);
      g_test_add_data_func (path, sources[i].source, test_round_trip);
    }
  g_test_add_func ("/latency/empty", test_empty);
  g_test_add_func ("/latency/edges", test_edges);
  g_test_add_func ("/latency/merge", test_merge);
  for (guint i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/latency/bad/%u", i);

      g_test_add_data_func (path, bad_texts[i], test_bad);
    }

  return g_test_run ();
}
