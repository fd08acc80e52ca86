/* The order of starts: what drifts evenly over a round and the next one cancels (A-B-B-A), and who stands beside whom changes. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "data/measure/statistics.h"

static void
reverse (guint *order, guint n)
{
  for (guint i = 0; i < n / 2; i++)
    {
      guint other = order[n - 1 - i];

      order[n - 1 - i] = order[i];
      order[i] = other;
    }
}

void
assay_interleave (guint n, guint round, guint seed, guint *order)
{
  gsl_rng *rng;

  if (n == 0)
    return;

  rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsl_rng_set (rng, seed);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = 0; i <= round / 2; i++)
    gsl_ran_shuffle (rng, order, n, sizeof *order);
  if (round % 2 == 1)
    reverse (order, n);

  gsl_rng_free (rng);
}
