#include <gsl/gsl_rng.h>
#include <math.h>

#include "data/advice/smaa.h"
#include "data/model/error.h"

#define SAMPLES 100000
/* Four standard errors of a share of one half. */
#define NEAR (4 * 0.5 / sqrt (SAMPLES))
/* Draws of hit-and-run lean on the ones before them. */
#define NEAR_STEPS (4 * NEAR)

#define MOST 16

/* A problem that owns its points: one setting a criterion, one point a cell. */
typedef struct
{
  AssaySmaaProblem problem;
  AssayValueCriterion criteria[MOST];
  AssayValueCell cells[MOST][MOST];
  AssayValuePoint points[MOST][MOST];
} Fixture;

static void
fixture_init (Fixture *self, guint n, guint m)
{
  *self = (Fixture) { .problem = { .weights = { .n = n }, .n_alternatives = m, .n_samples = SAMPLES, .seed = 1 } };
  self->problem.criteria = self->criteria;
  for (guint j = 0; j < n; j++)
    {
      self->criteria[j] = (AssayValueCriterion) { self->cells[j], 1, NAN };
      for (guint a = 0; a < m; a++)
        self->cells[j][a] = (AssayValueCell) { .points = &self->points[j][a], .n = 1 };
    }
}

static void
set_value (Fixture *self, guint criterion, guint alternative, double low, double high)
{
  self->points[criterion][alternative] = (AssayValuePoint) { low, high };
}

static AssaySmaa *
run (const Fixture *self)
{
  g_autoptr (GError) error = NULL;
  AssaySmaa *smaa = assay_smaa_run (&self->problem, NULL, &error);

  g_assert_no_error (error);

  return smaa;
}

/* A is worth (1, 0), B (0.5, 0.6): A leads where w >= 0.5 w + 0.6 (1 - w), that is w >= 6/11. */
static void
test_by_hand (void)
{
  Fixture fixture;
  g_autoptr (AssaySmaa) smaa = NULL;

  fixture_init (&fixture, 2, 2);
  set_value (&fixture, 0, 0, 1, 1);
  set_value (&fixture, 0, 1, 0.5, 0.5);
  set_value (&fixture, 1, 1, 0.6, 0.6);
  smaa = run (&fixture);
  g_assert_cmpfloat_with_epsilon (smaa->acceptability[0], 5.0 / 11, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->acceptability[1], 6.0 / 11, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->pairwise[1], 5.0 / 11, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->pairwise[2], 6.0 / 11, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->central[0], (1 + 6.0 / 11) / 2, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->central[2], 3.0 / 11, NEAR);
  g_assert_cmpfloat (smaa->confidence[0], ==, 1);
  g_assert_cmpfloat (smaa->confidence[1], ==, 1);
  g_assert_cmpfloat_with_epsilon (smaa->mean[0], 0.5, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->low[0], 0.05, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->high[0], 0.95, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->mean[1], 0.55, NEAR);
}

/* One criterion: U(0, 1) is above 0.3 in seven draws of ten, and above U(0.2, 0.4) as well. */
static void
test_values (void)
{
  Fixture fixture;
  g_autoptr (AssaySmaa) smaa = NULL;

  fixture_init (&fixture, 1, 3);
  set_value (&fixture, 0, 0, 0, 1);
  set_value (&fixture, 0, 1, 0.3, 0.3);
  set_value (&fixture, 0, 2, 0.2, 0.4);
  smaa = run (&fixture);
  g_assert_cmpfloat_with_epsilon (smaa->pairwise[0 * 3 + 1], 0.7, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->pairwise[0 * 3 + 2], 0.7, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->pairwise[1 * 3 + 2], 0.5, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->value[0], 0.5, NEAR);
  /* With one criterion the central weight is 1, so the confidence factor is the acceptability, of the same draws. */
  g_assert_cmpfloat_with_epsilon (smaa->confidence[0], smaa->acceptability[0], 1e-9);
}

/* Points of a cell are equally likely, settings too, and all alternatives of a draw share one. */
static void
test_settings (void)
{
  static const AssayValuePoint slow[] = { { 0.1, 0.1 }, { 0.3, 0.3 } }, fast[] = { { 0.6, 0.6 } }, faster[] = { { 0.9, 0.9 } };
  /* The second machine is faster for both, and B is ahead on each. */
  static const AssayValueCell cells[] = { { .points = slow, .n = 2 }, { .points = fast, .n = 1 }, { .points = fast, .n = 1 }, { .points = faster, .n = 1 } };
  Fixture fixture;
  g_autoptr (AssaySmaa) smaa = NULL;

  fixture_init (&fixture, 1, 2);
  fixture.criteria[0] = (AssayValueCriterion) { cells, 2, NAN };
  smaa = run (&fixture);
  g_assert_cmpfloat (smaa->acceptability[2], ==, 1);
  g_assert_cmpfloat_with_epsilon (smaa->value[0], (0.2 + 0.6) / 2, NEAR);
  g_assert_cmpfloat_with_epsilon (smaa->value[1], (0.6 + 0.9) / 2, NEAR);
}

/* The part of the simplex of n weights in which the first is above c is (1 - c)^(n - 1) of it. */
static void
test_simplex (void)
{
  for (guint n = 2; n <= 8; n += 3)
    for (double c = 0.1; c < 0.7; c += 0.2)
      {
        Fixture fixture;
        g_autoptr (AssaySmaa) smaa = NULL;

        fixture_init (&fixture, n, 2);
        set_value (&fixture, 0, 0, 1, 1);
        for (guint j = 0; j < n; j++)
          set_value (&fixture, j, 1, c, c);
        smaa = run (&fixture);
        g_assert_cmpfloat_with_epsilon (smaa->acceptability[0], pow (1 - c, n - 1), NEAR);
      }
}

/* Weights in full order: their mean is the centroid of that part of the simplex, as tables print it to three digits (Barron and Barrett 1996, "Decision
 * quality using ranked attribute weights", Management Science 42: rank-order centroid weights). */
static void
test_orders (void)
{
  static const double published[][5] = { { 0.750, 0.250 }, { 0.611, 0.278, 0.111 }, { 0.521, 0.271, 0.146, 0.062 }, { 0.457, 0.257, 0.157, 0.090, 0.040 } };
  static const AssayOrder chain[] = { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 4 } };

  for (guint n = 2; n <= 5; n++)
    {
      Fixture fixture;
      g_autoptr (AssaySmaa) smaa = NULL;

      fixture_init (&fixture, n, 1);
      fixture.problem.weights.orders = chain;
      fixture.problem.weights.n_orders = n - 1;
      smaa = run (&fixture);
      for (guint j = 0; j < n; j++)
        g_assert_cmpfloat_with_epsilon (smaa->weight[j], published[n - 2][j], NEAR_STEPS);
    }
}

/* Twelve in a chain: 1/n sum of 1/i from k to n. */
static void
test_long_chain (void)
{
  AssayOrder chain[11];
  Fixture fixture;
  g_autoptr (AssaySmaa) smaa = NULL;

  fixture_init (&fixture, 12, 1);
  for (guint i = 0; i < 11; i++)
    chain[i] = (AssayOrder) { i, i + 1 };
  fixture.problem.weights.orders = chain;
  fixture.problem.weights.n_orders = 11;
  smaa = run (&fixture);
  for (guint k = 1; k <= 12; k++)
    {
      double exact = 0;

      for (guint i = k; i <= 12; i++)
        exact += 1.0 / i / 12;
      g_assert_cmpfloat_with_epsilon (smaa->weight[k - 1], exact, NEAR_STEPS);
    }
}

/* One order among three: w1 + w2 is two thirds in the mean, and the larger part of it three quarters. */
static void
test_one_order (void)
{
  static const AssayOrder order = { 0, 1 };
  Fixture fixture;
  g_autoptr (AssaySmaa) smaa = NULL;

  fixture_init (&fixture, 3, 1);
  fixture.problem.weights.orders = &order;
  fixture.problem.weights.n_orders = 1;
  smaa = run (&fixture);
  g_assert_cmpfloat_with_epsilon (smaa->weight[0], 1.0 / 2, NEAR_STEPS);
  g_assert_cmpfloat_with_epsilon (smaa->weight[1], 1.0 / 6, NEAR_STEPS);
  g_assert_cmpfloat_with_epsilon (smaa->weight[2], 1.0 / 3, NEAR_STEPS);
}

/* Within a box around unequal weights: beside rejection, which needs no theory. The first eleven weights are drawn from the box, and kept if the rest is
 * what the twelfth may be. */
static void
test_box (void)
{
  double low[12], high[12], kept = 0, above = 0, mean = 0, middle = 1.0 / 12;
  gsl_rng *random = gsl_rng_alloc (gsl_rng_mt19937);
  Fixture fixture;
  g_autoptr (AssaySmaa) smaa = NULL;

  for (guint j = 0; j < 12; j++)
    {
      double share = (j + 3.0) / (12 * 3 + 66);

      low[j] = 0.75 * share;
      high[j] = MIN (1.25 * share, 1);
    }
  middle = 1.1 * 3.0 / (12 * 3 + 66);
  for (guint i = 0; i < 400000; i++)
    {
      double first = 0, rest = 1;

      for (guint j = 0; j < 11; j++)
        {
          double w = low[j] + gsl_rng_uniform (random) * (high[j] - low[j]);

          first = j == 0 ? w : first;
          rest -= w;
        }
      if (rest < low[11] || rest > high[11])
        continue;
      kept++;
      above += first > middle;
      mean += first;
    }
  gsl_rng_free (random);
  g_assert_cmpfloat (kept, >, 50000);

  fixture_init (&fixture, 12, 2);
  fixture.problem.weights.low = low;
  fixture.problem.weights.high = high;
  set_value (&fixture, 0, 0, 1, 1);
  for (guint j = 0; j < 12; j++)
    set_value (&fixture, j, 1, middle, middle);
  smaa = run (&fixture);
  g_assert_cmpfloat_with_epsilon (smaa->acceptability[0], above / kept, NEAR_STEPS);
  g_assert_cmpfloat_with_epsilon (smaa->weight[0], mean / kept, NEAR_STEPS * (high[0] - low[0]));
}

/* What is fixed stays so, to the bit that a sum allows; all fixed leaves one vector. */
static void
test_fixed (void)
{
  static const double low[] = { 0.2, 0.5, 0 }, high[] = { 0.2, 0.5, 1 }, part[] = { 0.2, 0, 0 }, rest[] = { 0.2, 1, 1 };
  Fixture fixture;
  g_autoptr (AssaySmaa) all = NULL, one = NULL;

  fixture_init (&fixture, 3, 2);
  fixture.problem.n_samples = 10000;
  fixture.problem.weights.low = low;
  fixture.problem.weights.high = high;
  set_value (&fixture, 2, 0, 1, 1);
  all = run (&fixture);
  g_assert_cmpfloat_with_epsilon (all->weight[2], 0.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (all->mean[0], 0.3, 1e-9);
  fixture.problem.weights.low = part;
  fixture.problem.weights.high = rest;
  one = run (&fixture);
  g_assert_cmpfloat_with_epsilon (one->weight[0], 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (one->weight[1], 0.4, 0.02);
}

static void
check_refused (const double *low, const double *high, const AssayOrder *orders, guint n_orders)
{
  AssayWeightSpace space = { 3, low, high, orders, n_orders };
  double l[3], h[3], start[3];
  guint culprit = 99;
  g_autoptr (GError) error = NULL;

  g_assert_false (assay_weight_space_solve (&space, l, h, start, &culprit, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  g_assert_cmpuint (culprit, <, 3);
}

static void
test_contradictions (void)
{
  static const double little[] = { 0.1, 0.1, 0.1 }, much[] = { 0.5, 0.5, 0.5 }, none[] = { 0, 0, 0 }, all[] = { 1, 1, 1 };
  static const double third[] = { 0, 0, 0.6 }, first[] = { 0.3, 1, 1 }, negative[] = { -0.1, 0, 0 };
  static const AssayOrder order[] = { { 0, 2 } }, strange[] = { { 0, 3 } }, circle[] = { { 0, 1 }, { 1, 2 }, { 2, 0 } };
  AssayWeightSpace space = { 3, NULL, NULL, circle, 3 };
  double l[3], h[3], start[3];

  check_refused (none, little, NULL, 0);
  check_refused (much, all, NULL, 0);
  check_refused (third, first, order, 1);
  check_refused (negative, all, NULL, 0);
  check_refused (NULL, NULL, strange, 1);
  /* A circle of orders says that all weigh the same. */
  g_assert_true (assay_weight_space_solve (&space, l, h, start, NULL, NULL));
  for (guint j = 0; j < 3; j++)
    g_assert_cmpfloat_with_epsilon (start[j], 1.0 / 3, 1e-9);
}

/* Who fails a must is behind, however good the rest; where all fail they rank among themselves. */
static void
test_must (void)
{
  Fixture fixture;
  g_autoptr (AssaySmaa) smaa = NULL;

  fixture_init (&fixture, 2, 3);
  set_value (&fixture, 0, 0, 1, 1);
  set_value (&fixture, 1, 0, 0, 0.4);
  set_value (&fixture, 0, 1, 0, 0);
  set_value (&fixture, 1, 1, 0.3, 0.3);
  set_value (&fixture, 0, 2, 0, 0);
  set_value (&fixture, 1, 2, 0.1, 0.1);
  fixture.criteria[1].floor = 0.2;
  smaa = run (&fixture);
  /* A keeps it in half of the draws and then leads but for the weights near to one side. */
  g_assert_cmpfloat (smaa->acceptability[0], >, 0.4);
  g_assert_cmpfloat (smaa->acceptability[0], <, 0.5);
  g_assert_cmpfloat (smaa->acceptability[2 * 3], ==, 0);
  g_assert_cmpfloat_with_epsilon (smaa->pairwise[1 * 3 + 0] + smaa->pairwise[0 * 3 + 1], 1, 1e-9);
}

/* Two joined are worth what each is, by share, less what joining costs; or what the weaker is. */
static void
test_joined (void)
{
  static const double shares[] = { 0.75, 0.25, 0 };
  static const AssayValuePoint cost = { 0.1, 0.1 };
  Fixture fixture;
  g_autoptr (AssaySmaa) smaa = NULL;

  fixture_init (&fixture, 2, 3);
  set_value (&fixture, 0, 0, 0.2, 0.4);
  set_value (&fixture, 0, 1, 0.8, 0.8);
  fixture.cells[0][2] = (AssayValueCell) { &cost, 1, shares, FALSE };
  set_value (&fixture, 1, 0, 0.5, 0.5);
  set_value (&fixture, 1, 1, 0, 1);
  fixture.cells[1][2] = (AssayValueCell) { NULL, 0, shares, TRUE };
  smaa = run (&fixture);
  g_assert_cmpfloat_with_epsilon (smaa->value[2 * 2 + 0], 0.75 * 0.3 + 0.25 * 0.8 - 0.1, NEAR);
  /* The mean of the lesser of 0.5 and U(0, 1) is 0.375. */
  g_assert_cmpfloat_with_epsilon (smaa->value[2 * 2 + 1], 0.375, NEAR);
}

static void
fill_at_random (Fixture *self, guint n, guint m)
{
  fixture_init (self, n, m);
  self->problem.n_samples = 500;
  self->problem.seed = g_test_rand_int ();
  for (guint j = 0; j < n; j++)
    for (guint a = 0; a < m; a++)
      {
        double low = g_test_rand_double_range (0.1, 0.8);

        set_value (self, j, a, low, low + g_test_rand_double_range (0, 0.2));
      }
}

/* Each draw gives each rank once and each alternative one rank. */
static void
test_sums (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint n = g_test_rand_int_range (1, 8), m = g_test_rand_int_range (1, 8);
      Fixture fixture;
      g_autoptr (AssaySmaa) smaa = NULL;

      fill_at_random (&fixture, n, m);
      smaa = run (&fixture);
      for (guint a = 0; a < m; a++)
        {
          double rows = 0, columns = 0, weights = 0;

          for (guint r = 0; r < m; r++)
            {
              rows += smaa->acceptability[a * m + r];
              columns += smaa->acceptability[r * m + a];
              g_assert_cmpfloat_with_epsilon (smaa->pairwise[a * m + r] + smaa->pairwise[r * m + a], 1, 1e-9);
            }
          g_assert_cmpfloat_with_epsilon (rows, 1, 1e-9);
          g_assert_cmpfloat_with_epsilon (columns, 1, 1e-9);
          for (guint j = 0; j < n; j++)
            weights += smaa->central[a * n + j];
          g_assert_true (isnan (weights) || fabs (weights - 1) < 1e-9);
          g_assert_true (isnan (weights) == (smaa->acceptability[a * m] == 0));
          g_assert_cmpfloat (smaa->low[a], <=, smaa->mean[a]);
          g_assert_cmpfloat (smaa->mean[a], <=, smaa->high[a]);
        }
    }
}

/* Worse under every criterion in every draw: never first. */
static void
test_dominated (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint n = g_test_rand_int_range (1, 8), m = g_test_rand_int_range (2, 8);
      Fixture fixture;
      g_autoptr (AssaySmaa) smaa = NULL;

      fill_at_random (&fixture, n, m);
      for (guint j = 0; j < n; j++)
        {
          AssayValuePoint better = fixture.points[j][0];

          set_value (&fixture, j, m - 1, better.low / 2 - better.low * 0.01, better.low / 2);
          set_value (&fixture, j, 0, better.low / 2 + 0.01, better.high);
        }
      smaa = run (&fixture);
      g_assert_cmpfloat (smaa->acceptability[(m - 1) * m], ==, 0);
      g_assert_cmpfloat (smaa->pairwise[m - 1], ==, 1);
      g_assert_cmpfloat (smaa->confidence[m - 1], ==, 0);
    }
}

/* The others are drawn as before, to the bit, so their order in every draw is what it was. */
static void
test_added (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint n = g_test_rand_int_range (1, 8), m = g_test_rand_int_range (2, 8);
      Fixture fixture, fewer;
      g_autoptr (AssaySmaa) all = NULL, some = NULL;

      fill_at_random (&fixture, n, m);
      fixture_init (&fewer, n, m - 1);
      fewer.problem.n_samples = fixture.problem.n_samples;
      fewer.problem.seed = fixture.problem.seed;
      for (guint j = 0; j < n; j++)
        for (guint a = 0; a < m - 1; a++)
          fewer.points[j][a] = fixture.points[j][a];
      all = run (&fixture);
      some = run (&fewer);
      for (guint a = 0; a < m - 1; a++)
        for (guint b = 0; b < m - 1; b++)
          g_assert_cmpfloat (all->pairwise[a * m + b], ==, some->pairwise[a * (m - 1) + b]);
    }
}

/* With exact values and fixed weights nothing is drawn: any order of alternatives and criteria gives the same ranks. */
static void
test_permuted (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint n = g_test_rand_int_range (1, 8), m = g_test_rand_int_range (1, 8);
      guint by_a = g_test_rand_int_range (0, m), by_j = g_test_rand_int_range (0, n);
      double weights[MOST], moved[MOST], total = 0;
      Fixture fixture, permuted;
      g_autoptr (AssaySmaa) one = NULL, other = NULL;

      fill_at_random (&fixture, n, m);
      fixture_init (&permuted, n, m);
      fixture.problem.n_samples = permuted.problem.n_samples = 10;
      for (guint j = 0; j < n; j++)
        total += weights[j] = g_test_rand_double_range (0.1, 1);
      for (guint j = 0; j < n; j++)
        {
          weights[j] /= total;
          moved[(j + by_j) % n] = weights[j];
          for (guint a = 0; a < m; a++)
            {
              fixture.points[j][a].high = fixture.points[j][a].low;
              permuted.points[(j + by_j) % n][(a + by_a) % m] = fixture.points[j][a];
            }
        }
      fixture.problem.weights.low = fixture.problem.weights.high = weights;
      permuted.problem.weights.low = permuted.problem.weights.high = moved;
      one = run (&fixture);
      other = run (&permuted);
      for (guint a = 0; a < m; a++)
        for (guint r = 0; r < m; r++)
          g_assert_cmpfloat_with_epsilon (one->acceptability[a * m + r], other->acceptability[(a + by_a) % m * m + r], 1e-9);
    }
}

/* Equals share every rank. */
static void
test_equal (void)
{
  Fixture fixture;
  g_autoptr (AssaySmaa) smaa = NULL;

  fixture_init (&fixture, 3, 3);
  for (guint j = 0; j < 3; j++)
    for (guint a = 0; a < 3; a++)
      set_value (&fixture, j, a, 0.25 * j, 0.25 * j);
  smaa = run (&fixture);
  for (guint k = 0; k < 9; k++)
    {
      g_assert_cmpfloat_with_epsilon (smaa->acceptability[k], 1.0 / 3, 1e-9);
      g_assert_cmpfloat_with_epsilon (smaa->pairwise[k], 0.5, 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (smaa->confidence[0], 1.0 / 3, 1e-9);
}

static void
test_seed (void)
{
  Fixture fixture;
  g_autoptr (AssaySmaa) one = NULL, same = NULL, other = NULL;

  fill_at_random (&fixture, 4, 3);
  one = run (&fixture);
  same = run (&fixture);
  fixture.problem.seed++;
  other = run (&fixture);
  g_assert_cmpmem (one->acceptability, 9 * sizeof (double), same->acceptability, 9 * sizeof (double));
  g_assert_cmpmem (one->central, 12 * sizeof (double), same->central, 12 * sizeof (double));
  g_assert_cmpmem (one->mean, 3 * sizeof (double), same->mean, 3 * sizeof (double));
  g_assert_cmpfloat (one->mean[0], !=, other->mean[0]);
}

static void
test_refused (void)
{
  static const double later[] = { 0, 1 }, nothing[] = { 0, 0 };
  Fixture fixture;
  g_autoptr (GError) error = NULL, range = NULL, shares = NULL, empty = NULL, none = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fill_at_random (&fixture, 2, 2);
  g_cancellable_cancel (cancellable);
  g_assert_null (assay_smaa_run (&fixture.problem, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  set_value (&fixture, 1, 1, 0.5, NAN);
  g_assert_null (assay_smaa_run (&fixture.problem, NULL, &range));
  g_assert_error (range, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  set_value (&fixture, 1, 1, 0.5, 0.5);
  fixture.cells[0][0].shares = later;
  g_assert_null (assay_smaa_run (&fixture.problem, NULL, &shares));
  g_assert_error (shares, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  fixture.cells[0][0].shares = NULL;
  fixture.cells[0][1] = (AssayValueCell) { NULL, 0, nothing, TRUE };
  g_assert_null (assay_smaa_run (&fixture.problem, NULL, &empty));
  g_assert_error (empty, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  fixture.cells[0][1] = fixture.cells[0][0];
  fixture.problem.weights.n = 0;
  g_assert_null (assay_smaa_run (&fixture.problem, NULL, &none));
  g_assert_error (none, ASSAY_ERROR, ASSAY_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smaa/by-hand", test_by_hand);
  g_test_add_func ("/smaa/values", test_values);
  g_test_add_func ("/smaa/settings", test_settings);
  g_test_add_func ("/smaa/simplex", test_simplex);
  g_test_add_func ("/smaa/orders", test_orders);
  g_test_add_func ("/smaa/long-chain", test_long_chain);
  g_test_add_func ("/smaa/one-order", test_one_order);
  g_test_add_func ("/smaa/box", test_box);
  g_test_add_func ("/smaa/fixed", test_fixed);
  g_test_add_func ("/smaa/contradictions", test_contradictions);
  g_test_add_func ("/smaa/must", test_must);
  g_test_add_func ("/smaa/joined", test_joined);
  g_test_add_func ("/smaa/sums", test_sums);
  g_test_add_func ("/smaa/dominated", test_dominated);
  g_test_add_func ("/smaa/added", test_added);
  g_test_add_func ("/smaa/permuted", test_permuted);
  g_test_add_func ("/smaa/equal", test_equal);
  g_test_add_func ("/smaa/seed", test_seed);
  g_test_add_func ("/smaa/refused", test_refused);

  return g_test_run ();
}
