#include <string.h>

#include "data/measure/statistics.h"

#define MOST 14

/* Every round has every cell once, and every second one is the one before it backwards. */
static void
test_rounds (void)
{
  for (guint n = 1; n <= MOST; n++)
    for (guint round = 0; round < 30; round += 2)
      {
        guint there[MOST], back[MOST];
        gboolean seen[MOST] = { FALSE };

        assay_interleave (n, round, 7, there);
        assay_interleave (n, round + 1, 7, back);
        for (guint i = 0; i < n; i++)
          {
            g_assert_cmpuint (there[i], <, n);
            g_assert_false (seen[there[i]]);
            seen[there[i]] = TRUE;
            g_assert_cmpuint (back[i], ==, there[n - 1 - i]);
          }
      }
}

static void
test_seed (void)
{
  guint first[MOST], again[MOST], other[MOST], later[MOST];

  assay_interleave (MOST, 4, 7, first);
  assay_interleave (MOST, 4, 7, again);
  assay_interleave (MOST, 4, 8, other);
  assay_interleave (MOST, 6, 7, later);

  g_assert_cmpmem (first, sizeof first, again, sizeof again);
  g_assert_cmpint (memcmp (first, other, sizeof first), !=, 0);
  g_assert_cmpint (memcmp (first, later, sizeof first), !=, 0);
}

/* Over any pair of rounds the positions of all cells sum to the same: what drifts evenly touches all alike. */
static void
test_balance (void)
{
  guint sums[MOST] = { 0 };

  for (guint round = 0; round < 10; round++)
    {
      guint order[MOST];

      assay_interleave (MOST, round, 3, order);
      for (guint i = 0; i < MOST; i++)
        sums[order[i]] += i;
    }
  for (guint i = 0; i < MOST; i++)
    g_assert_cmpuint (sums[i], ==, 5 * (MOST - 1));
}

/* Nothing to order is no fault. */
static void
test_none (void)
{
  guint order = 5;

  assay_interleave (0, 3, 1, &order);
  g_assert_cmpuint (order, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/interleave/rounds", test_rounds);
  g_test_add_func ("/interleave/seed", test_seed);
  g_test_add_func ("/interleave/balance", test_balance);
  g_test_add_func ("/interleave/none", test_none);

  return g_test_run ();
}
