/* When a ratio is known well enough to stop. */
#include "data/measure/statistics.h"

/* How many of the @n starts ran before @round. */
static guint
starts_before (const guint *rounds, guint n, guint round)
{
  while (n > 0 && rounds[n - 1] >= round)
    n--;

  return n;
}

static guint
next_round (const guint *rounds, guint n)
{
  return n == 0 ? 0 : rounds[n - 1] + 1;
}

static gboolean
is_within (const AssayInterval *interval, double width)
{
  return interval->n >= ASSAY_LEAST_STARTS && assay_interval_width (interval) <= width;
}

gboolean
assay_ratio_is_known (const double *a, const guint *rounds_a, guint n_a,
                      const double *b, const guint *rounds_b, guint n_b, double level)
{
  AssayInterval now = assay_interval_of_ratio (a, rounds_a, n_a, b, rounds_b, n_b, level), earlier;

  if (now.n >= ASSAY_MOST_STARTS || is_within (&now, ASSAY_WIDTH_AT_ONCE))
    return TRUE;

  if (rounds_a != NULL && rounds_b != NULL)
    {
      guint round = MAX (next_round (rounds_a, n_a), next_round (rounds_b, n_b));

      round -= MIN (round, ASSAY_FURTHER_STARTS);
      n_a = starts_before (rounds_a, n_a, round);
      n_b = starts_before (rounds_b, n_b, round);
    }
  else
    {
      n_a -= MIN (n_a, ASSAY_FURTHER_STARTS);
      n_b -= MIN (n_b, ASSAY_FURTHER_STARTS);
    }
  earlier = assay_interval_of_ratio (a, rounds_a, n_a, b, rounds_b, n_b, level);

  return is_within (&earlier, ASSAY_WIDTH);
}
