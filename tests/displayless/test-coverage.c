/* A small part of tests/bench/bench-coverage.c: few enough experiments for every build, from a fixed seed, within limits that chance of so few allows. */
#include <math.h>

#include "tests/bench/simulated.h"

#define EXPERIMENTS 400
/* The promised 93-97 %, and some standard errors. */
#define LEAST (0.93 - 4 * sqrt (0.93 * 0.07 / EXPERIMENTS))
#define MOST (0.97 + 3 * sqrt (0.97 * 0.03 / EXPERIMENTS))

static double
share_covered (const Setting *setting, double ratio, guint fixed)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  guint covered = 0;

  gsl_rng_set (rng, 5);
  for (guint i = 0; i < EXPERIMENTS; i++)
    {
      Simulated simulated;
      AssayInterval interval;

      simulate (rng, setting, ratio, &simulated);
      interval = by_rounds (&simulated, fixed > 0 ? fixed : stop_by_rule (&simulated), rng);
      covered += interval.low <= ratio && interval.high >= ratio;
    }
  gsl_rng_free (rng);

  return (double) covered / EXPERIMENTS;
}

static void
test_setting (gconstpointer data)
{
  const Setting *setting = data;
  const guint numbers[] = { 5, 12, 0 };   /* 0: as the stop rule says */

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      double covered = share_covered (setting, 1.3, numbers[i]);

      g_test_message ("%s, n %u: %.3f", setting->name, numbers[i], covered);
      g_assert_cmpfloat (covered, >=, LEAST);
      g_assert_cmpfloat (covered, <=, MOST);
      g_assert_cmpfloat (share_covered (setting, 1, numbers[i]), >=, LEAST);
    }
}

/* What the rounds are for: on a machine whose rounds are disturbed, an interval that knows nothing of them is much wider. */
static void
test_gain (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  const Setting *setting = settings;
  double with = 0, without = 0;

  while (setting->common < 0.05)
    setting++;
  for (guint i = 0; i < 100; i++)
    {
      Simulated simulated;
      AssayInterval paired, plain;

      simulate (rng, setting, 1, &simulated);
      paired = by_rounds (&simulated, 10, rng);
      plain = by_welch (&simulated, 10, rng);
      with += assay_interval_width (&paired);
      without += assay_interval_width (&plain);
    }
  gsl_rng_free (rng);

  g_assert_cmpfloat (without, >, 1.4 * with);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (const Setting *setting = settings; setting->name != NULL; setting++)
    if (setting->promised)
      {
        g_autofree char *path = g_strdup_printf ("/coverage/%s", setting->name);

        g_test_add_data_func (path, setting, test_setting);
      }
  g_test_add_func ("/coverage/gain", test_gain);

  return g_test_run ();
}
