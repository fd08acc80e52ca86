/* What an answer of the advisor costs: CPU time of one core, medians of interleaved rounds. */
#include <stdlib.h>
#include <time.h>

#include <gsl/gsl_rng.h>

#include "data/advice/smaa.h"

#define CRITERIA 12
#define SETTINGS 3
#define POINTS 5
#define ROUNDS 7
/* What a page may take, in seconds. */
#define MAX_SMALL 0.030
#define MAX_LARGE 1.0

typedef struct
{
  guint samples, alternatives;
  double most;               /* seconds; 0: only told */
  double seconds[ROUNDS];
} Case;

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec + now.tv_nsec * 1e-9;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* As the advisor asks: each weight within a quarter of itself, a few sources a criterion, a few frameworks a technology. */
static double
run (const Case *one)
{
  guint m = one->alternatives, n_cells = CRITERIA * SETTINGS * m;
  g_autofree AssayValuePoint *points = g_new (AssayValuePoint, n_cells * POINTS);
  g_autofree AssayValueCell *cells = g_new0 (AssayValueCell, n_cells);
  AssayValueCriterion criteria[CRITERIA];
  double low[CRITERIA], high[CRITERIA], start;
  AssaySmaaProblem problem = { { CRITERIA, low, high, NULL, 0 }, criteria, m, one->samples, 1 };
  gsl_rng *random = gsl_rng_alloc (gsl_rng_taus2);
  AssaySmaa *smaa;

  for (guint i = 0; i < n_cells * POINTS; i++)
    {
      points[i].low = 0.9 * gsl_rng_uniform (random);
      points[i].high = points[i].low + (i % 2 == 0 ? 0.1 : 0);
    }
  for (guint i = 0; i < n_cells; i++)
    cells[i] = (AssayValueCell) { .points = points + i * POINTS, .n = POINTS };
  for (guint j = 0; j < CRITERIA; j++)
    {
      criteria[j] = (AssayValueCriterion) { cells + j * SETTINGS * m, SETTINGS, 0.0 / 0.0 };
      low[j] = 0.75 * (j + 1) / 78;
      high[j] = 1.25 * (j + 1) / 78;
    }
  gsl_rng_free (random);

  start = cpu_seconds ();
  smaa = assay_smaa_run (&problem, NULL, NULL);
  if (smaa == NULL)
    g_error ("the problem is refused");
  start = cpu_seconds () - start;
  assay_smaa_free (smaa);

  return start;
}

int
main (void)
{
  Case cases[] = {
    { 1000, 3, 0, { 0 } }, { 10000, 3, MAX_SMALL, { 0 } }, { 100000, 3, 0, { 0 } }, { 1000000, 3, 0, { 0 } },
    { 10000, 2, 0, { 0 } }, { 10000, 20, 0, { 0 } }, { 100000, 20, MAX_LARGE, { 0 } },
  };
  gboolean good = TRUE;

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      cases[i].seconds[round] = run (&cases[i]);
  g_print ("advice, %u criteria, CPU time:\n", CRITERIA);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Case *one = &cases[i];
      double median;

      qsort (one->seconds, ROUNDS, sizeof (double), compare_doubles);
      median = one->seconds[ROUNDS / 2];
      g_print ("  %7u samples, %2u alternatives: %8.2f ms, %5.0f ns a sample and alternative", one->samples, one->alternatives, median * 1e3,
               median * 1e9 / one->samples / one->alternatives);
      if (one->most > 0)
        g_print (" (at most %.0f ms: %s)", one->most * 1e3, median <= one->most ? "PASS" : "FAIL");
      g_print ("\n");
      good = good && (one->most == 0 || median <= one->most);
    }

  return good ? 0 : 1;
}
