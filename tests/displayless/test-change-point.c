#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#include "data/measure/statistics.h"

/* A made series: parts of a level each, with log-normal noise, a drift, and single values multiplied. */
typedef struct
{
  const char *name;
  struct { guint n; double level; } parts[3];
  double noise;           /* of logs */
  double drift;           /* of logs, from first value to last */
  struct { guint at; double factor; } spikes[2];
  guint warm, slack;      /* what must be found, and by how much it may miss */
  gboolean steady;
} Made;

static const Made made[] = {
  { .name = "rise", .parts = { { 8, 3000 }, { 32, 20000 } }, .noise = 0.1, .warm = 8, .steady = TRUE },
  { .name = "fall", .parts = { { 5, 0.050 }, { 25, 0.010 } }, .noise = 0.05, .warm = 5, .slack = 2, .steady = TRUE },
  { .name = "small-rise", .parts = { { 8, 100 }, { 40, 120 } }, .noise = 0.03, .warm = 8, .steady = TRUE },
  { .name = "level", .parts = { { 40, 20000 } }, .noise = 0.1, .warm = 0, .steady = TRUE },
  { .name = "exactly-level", .parts = { { 40, 20000 } }, .warm = 0, .steady = TRUE },
  { .name = "spike", .parts = { { 40, 20000 } }, .noise = 0.05, .spikes = { { 17, 0.1 } }, .warm = 0, .steady = TRUE },
  { .name = "spikes", .parts = { { 40, 20000 } }, .noise = 0.05, .spikes = { { 5, 0.1 }, { 33, 8 } }, .warm = 0, .steady = TRUE },
  { .name = "spike-after-rise", .parts = { { 8, 3000 }, { 32, 20000 } }, .noise = 0.1, .spikes = { { 25, 0.05 } }, .warm = 8,
    .steady = TRUE },
  { .name = "slow-first", .parts = { { 1, 0.060 }, { 19, 0.012 } }, .noise = 0.03, .warm = 1, .steady = TRUE },
  { .name = "two-steps", .parts = { { 4, 3000 }, { 6, 12000 }, { 40, 20000 } }, .noise = 0.05, .warm = 10, .steady = TRUE },
  { .name = "nothing-answered-first", .parts = { { 3, 0 }, { 37, 20000 } }, .noise = 0.05, .warm = 3, .steady = TRUE },
  { .name = "never-level", .parts = { { 60, 10000 } }, .noise = 0.03, .drift = 1.2, .warm = 0, .slack = 30, .steady = FALSE },
  { .name = "late-step", .parts = { { 30, 20000 }, { 10, 12000 } }, .noise = 0.05, .warm = 0, .steady = FALSE },
  { .name = "slight-drift", .parts = { { 40, 20000 } }, .noise = 0.05, .drift = 0.04, .warm = 0, .steady = TRUE },
  { .name = "six", .parts = { { 2, 3000 }, { 4, 20000 } }, .noise = 0.02, .warm = 2, .steady = TRUE },
};

static GArray *
make_series (const Made *like)
{
  GArray *x = g_array_new (FALSE, FALSE, sizeof (double));
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (guint part = 0; part < G_N_ELEMENTS (like->parts); part++)
    for (guint i = 0; i < like->parts[part].n; i++)
      {
        double value = like->parts[part].level * exp (gsl_ran_gaussian (rng, like->noise));

        g_array_append_val (x, value);
      }
  for (guint i = 0; i < x->len; i++)
    g_array_index (x, double, i) *= exp (like->drift * i / x->len);
  for (guint i = 0; i < G_N_ELEMENTS (like->spikes); i++)
    if (like->spikes[i].factor > 0)
      g_array_index (x, double, like->spikes[i].at) *= like->spikes[i].factor;
  gsl_rng_free (rng);

  return x;
}

static void
test_made (gconstpointer data)
{
  const Made *like = data;
  g_autoptr (GArray) x = make_series (like);
  gboolean steady;
  guint warm = assay_change_point ((const double *) x->data, x->len, &steady);

  g_assert_cmpint (ABS ((int) warm - (int) like->warm), <=, like->slack);
  g_assert_cmpint (steady, ==, like->steady);
  g_assert_cmpuint (assay_change_point ((const double *) x->data, x->len, NULL), ==, warm);
}

static void
test_few (void)
{
  const double x[] = { 1, 100, 3000, 20000, 20000 };

  for (guint n = 0; n <= G_N_ELEMENTS (x); n++)
    {
      gboolean steady = FALSE;

      g_assert_cmpuint (assay_change_point (x, n, &steady), ==, 0);
      g_assert_true (steady);
    }
}

static void
test_nothing (void)
{
  const double zeros[20] = { 0 };
  gboolean steady;

  g_assert_cmpuint (assay_change_point (zeros, 20, &steady), ==, 0);
  g_assert_true (steady);
}

/* Level series of any length: something is cut only rarely, and a rise of 4 spreads is found nearly always. */
static void
test_rates (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  guint cut = 0, found = 0;

  for (guint i = 0; i < 500; i++)
    {
      double level[60], rising[60];

      for (guint j = 0; j < 60; j++)
        {
          level[j] = exp (gsl_ran_gaussian (rng, 0.1));
          rising[j] = exp (gsl_ran_gaussian (rng, 0.1) - (j < 10 ? 0.4 : 0));
        }
      cut += assay_change_point (level, 60, NULL) > 0;
      found += ABS ((int) assay_change_point (rising, 60, NULL) - 10) <= 1;
    }
  gsl_rng_free (rng);
  g_test_message ("cut %u of 500 level ones, found %u of 500 rises", cut, found);

  g_assert_cmpuint (cut, <=, 25);
  g_assert_cmpuint (found, >=, 475);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *path = g_strdup_printf ("/change-point/%s", made[i].name);

      g_test_add_data_func (path, &made[i], test_made);
    }
  g_test_add_func ("/change-point/few", test_few);
  g_test_add_func ("/change-point/nothing", test_nothing);
  g_test_add_func ("/change-point/rates", test_rates);

  return g_test_run ();
}
