/* How often 95 % intervals of a ratio cover the truth, and how often a technology against itself is "no difference": simulated experiments on machines
 * of many kinds, with a fixed number of starts and with the stop rule.
 *   bench-coverage [EXPERIMENTS [SEED]]    3,000 and 3 unless told otherwise */
#include <stdlib.h>

#include "tests/bench/simulated.h"

#define LEAST 0.93
#define MOST 0.97

typedef struct
{
  const char *name;
  Method method;
  gboolean ours;
} Row;

static const Row rows[] = {
  { "by rounds", by_rounds, TRUE },
  { "Welch", by_welch, FALSE },
  { "bootstrap", by_bootstrap, FALSE },
};

/* The number of starts a side, or how it comes about. */
static const struct
{
  const char *name;
  guint n;
  guint (*stop) (const Simulated *self);
  gboolean ours;     /* part of how Assay measures */
} columns[] = {
  { "n = 5", 5, NULL, TRUE },
  { "n = 10", 10, NULL, TRUE },
  { "n = 30", 30, NULL, TRUE },
  { "stop rule", 0, stop_by_rule, TRUE },
  { "stop at once", 0, stop_at_once, FALSE },
};

#define N_COLUMNS G_N_ELEMENTS (columns)

/* How often each method's interval holds @ratio, and the mean number of starts. */
static void
count (gsl_rng *rng, const Setting *setting, double ratio, guint experiments, double shares[][N_COLUMNS], double *starts)
{
  for (guint i = 0; i < experiments; i++)
    {
      Simulated simulated;

      simulate (rng, setting, ratio, &simulated);
      for (guint column = 0; column < N_COLUMNS; column++)
        {
          guint n = columns[column].stop != NULL ? columns[column].stop (&simulated) : columns[column].n;

          starts[column] += (double) n / experiments;
          for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
            {
              AssayInterval interval = rows[row].method (&simulated, n, rng);

              shares[row][column] += (interval.low <= ratio && interval.high >= ratio) / (double) experiments;
            }
        }
    }
}

static gboolean
print_row (const Setting *setting, guint row, const double *shares, double most)
{
  gboolean good = TRUE, judged = rows[row].ours && setting->promised;

  g_print ("%-17s  %-9s", row == 0 ? setting->name : "", rows[row].name);
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      g_print ("  %12.1f", 100 * shares[column]);
      if (columns[column].ours)
        good = good && shares[column] >= LEAST && shares[column] <= most;
    }
  g_print ("   %s\n", !judged ? "" : good ? "PASS" : "FAIL");

  return good || !judged;
}

static gboolean
print_setting (gsl_rng *rng, const Setting *setting, double ratio, double most, guint experiments)
{
  double shares[G_N_ELEMENTS (rows)][N_COLUMNS] = { { 0 } }, starts[N_COLUMNS] = { 0 };
  gboolean good = TRUE;

  count (rng, setting, ratio, experiments, shares, starts);
  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    good = print_row (setting, row, shares[row], most) && good;
  g_print ("%-17s  %-9s", "", "starts");
  for (guint column = 0; column < N_COLUMNS; column++)
    g_print ("  %12.1f", starts[column]);
  g_print ("\n");

  return good;
}

static gboolean
print_table (gsl_rng *rng, const char *title, double ratio, double most, guint experiments)
{
  gboolean good = TRUE;

  g_print ("\n%-28s", title);
  for (guint column = 0; column < N_COLUMNS; column++)
    g_print ("  %12s", columns[column].name);
  g_print ("\n");
  for (const Setting *setting = settings; setting->name != NULL; setting++)
    good = print_setting (rng, setting, ratio, most, experiments) && good;

  return good;
}

int
main (int argc, char **argv)
{
  guint experiments = argc > 1 ? (guint) atoi (argv[1]) : 3000, seed = argc > 2 ? (guint) atoi (argv[2]) : 3;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gboolean covers, even;

  gsl_rng_set (rng, seed);
  g_print ("%u experiments of each kind, seed %u (mt19937). PASS: by rounds, %.0f-%.0f %% covered, %.0f %% or more even, in all columns but the"
           " last,\nwhich shows what the stop rule's further rounds are for; \"skewed, one side\" is no promise, but what to expect.\n",
           experiments, seed, 100 * LEAST, 100 * MOST, 100 * LEAST);
  covers = print_table (rng, "covered (%), a/b = 1.3", 1.3, MOST, experiments);
  even = print_table (rng, "\"no difference\" (%), a/a", 1, 1, experiments);
  gsl_rng_free (rng);

  return covers && even ? EXIT_SUCCESS : EXIT_FAILURE;
}
