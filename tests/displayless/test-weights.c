#include <gsl/gsl_sort.h>
#include <math.h>

#include "data/advice/weights.h"
#include "data/model/error.h"

#define N 12
#define DRAWS 40000
/* Sums of rounding, not of chance. */
#define EXACT 1e-9

static gsl_rng *
random_new (void)
{
  return gsl_rng_alloc (gsl_rng_mt19937);
}

static void
sampler_init (AssayWeightSampler *self, const AssayWeightSpace *space, const gsl_rng *random)
{
  g_autoptr (GError) error = NULL;

  assay_weight_sampler_init (self, space, random, &error);
  g_assert_no_error (error);
}

/* A space of up to eight weights around one that it certainly holds. */
typedef struct
{
  AssayWeightSpace space;
  double low[8], high[8], inside[8];
  AssayOrder orders[8];
} Random;

static void
random_space (Random *self)
{
  guint n = g_test_rand_int_range (2, 9);
  double total = 0;

  *self = (Random) { .space = { n, self->low, self->high, self->orders, 0 } };
  for (guint i = 0; i < n; i++)
    total += self->inside[i] = g_test_rand_double_range (0.01, 1);
  for (guint i = 0; i < n; i++)
    {
      self->inside[i] /= total;
      self->low[i] = g_test_rand_bit () ? self->inside[i] * g_test_rand_double_range (0, 1) : 0;
      self->high[i] = g_test_rand_bit () ? self->inside[i] + (1 - self->inside[i]) * g_test_rand_double_range (0, 0.5) : 1;
    }
  for (guint i = g_test_rand_int_range (0, 9); i > 0; i--)
    {
      guint a = g_test_rand_int_range (0, (gint32) n), b = g_test_rand_int_range (0, (gint32) n);
      gboolean more = self->inside[a] >= self->inside[b];

      self->orders[self->space.n_orders++] = (AssayOrder) { more ? a : b, more ? b : a };
    }
}

static void
assert_kept (const AssayWeightSpace *space, const double *weights)
{
  double total = 0;

  for (guint i = 0; i < space->n; i++)
    {
      total += weights[i];
      g_assert_cmpfloat (weights[i], >=, (space->low != NULL ? space->low[i] : 0) - EXACT);
      g_assert_cmpfloat (weights[i], <=, (space->high != NULL ? space->high[i] : 1) + EXACT);
    }
  g_assert_cmpfloat_with_epsilon (total, 1, EXACT);
  for (guint i = 0; i < space->n_orders; i++)
    g_assert_cmpfloat (weights[space->orders[i].more], >=, weights[space->orders[i].less] - EXACT);
}

static gboolean
holds_with (Random *self, double *limit, double value)
{
  double low[8], high[8], start[8], kept = *limit;
  gboolean held;

  *limit = value;
  held = assay_weight_space_solve (&self->space, low, high, start, NULL, NULL);
  *limit = kept;
  if (held)
    assert_kept (&self->space, start);

  return held;
}

/* What a weight can be at least and at most: it can be that, with the others somewhere, and not a little less or more. */
static void
test_limits (void)
{
  for (guint round = 0; round < 500; round++)
    {
      double low[8], high[8], start[8];
      Random r;

      random_space (&r);
      g_assert_true (assay_weight_space_solve (&r.space, low, high, start, NULL, NULL));
      assert_kept (&r.space, start);
      for (guint i = 0; i < r.space.n; i++)
        {
          g_assert_cmpfloat (low[i], <=, r.inside[i] + EXACT);
          g_assert_cmpfloat (high[i], >=, r.inside[i] - EXACT);
          g_assert_true (holds_with (&r, &r.low[i], MIN (high[i], r.high[i])));
          g_assert_true (holds_with (&r, &r.high[i], MAX (low[i], r.low[i])));
          g_assert_false (high[i] + 1e-6 <= r.high[i] && holds_with (&r, &r.low[i], high[i] + 1e-6));
          g_assert_false (low[i] - 1e-6 >= r.low[i] && holds_with (&r, &r.high[i], low[i] - 1e-6));
        }
    }
}

static void
test_drawn (void)
{
  gsl_rng *random = random_new ();

  for (guint round = 0; round < 500; round++)
    {
      AssayWeightSampler sampler;
      Random r;

      random_space (&r);
      sampler_init (&sampler, &r.space, random);
      for (guint i = 0; i < 50; i++)
        {
          assay_weight_sampler_next (&sampler, random);
          assert_kept (&r.space, sampler.weights);
        }
    }
  gsl_rng_free (random);
}

/* The mean of each weight, and how many independent draws that mean is worth, from the spread of means of parts. */
static void
measure (const AssayWeightSpace *space, double *mean, double *least_worth)
{
  g_autofree double *parts = g_new0 (double, 100 * space->n);
  double square[ASSAY_SMAA_MOST_CRITERIA] = { 0 };
  gsl_rng *random = random_new ();
  AssayWeightSampler sampler;

  sampler_init (&sampler, space, random);
  for (guint j = 0; j < space->n; j++)
    mean[j] = 0;
  for (guint i = 0; i < DRAWS; i++)
    {
      assay_weight_sampler_next (&sampler, random);
      for (guint j = 0; j < space->n; j++)
        {
          parts[i / (DRAWS / 100) * space->n + j] += sampler.weights[j] / (DRAWS / 100);
          mean[j] += sampler.weights[j] / DRAWS;
          square[j] += sampler.weights[j] * sampler.weights[j] / DRAWS;
        }
    }
  gsl_rng_free (random);
  *least_worth = DRAWS;
  for (guint j = 0; j < space->n; j++)
    {
      double variance = square[j] - mean[j] * mean[j], between = 0;

      for (guint p = 0; p < 100; p++)
        between += pow (parts[p * space->n + j] - mean[j], 2) / 99;
      *least_worth = MIN (*least_worth, 100 * variance / between);
    }
}

/* By hit-and-run, made so by a limit that takes nothing away; the draws of the whole simplex have means of 1/n, in a full order 1/n sum of 1/i. */
static void
test_whole (void)
{
  static const AssayOrder chain[] = { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 4 } };
  double low[N] = { 1e-12 }, high[N], mean[N], worth;

  for (guint j = 0; j < N; j++)
    high[j] = 1;
  measure (&(AssayWeightSpace) { N, low, high, NULL, 0 }, mean, &worth);
  g_assert_cmpfloat (worth, >, DRAWS / 3);
  for (guint j = 0; j < N; j++)
    g_assert_cmpfloat_with_epsilon (mean[j], 1.0 / N, 5 * 0.077 / sqrt (worth));

  measure (&(AssayWeightSpace) { 5, low, high, chain, 4 }, mean, &worth);
  g_assert_cmpfloat (worth, >, DRAWS / 6);
  for (guint k = 1; k <= 5; k++)
    {
      double exact = 0;

      for (guint i = k; i <= 5; i++)
        exact += 1.0 / i / 5;
      g_assert_cmpfloat_with_epsilon (mean[k - 1], exact, 5 * 0.15 / sqrt (worth));
    }
}

typedef struct
{
  const char *name;
  double weights[N];
  guint first, n_orders;      /* orders of neighbours from @first on */
  double least;               /* of the draws, how many they must be worth */
} Box;

#define EVEN { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }
#define FALLING { 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }
#define ONE_LARGE { 16, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }

static const Box boxes[] = {
  { "even", EVEN, 0, 0, 0.4 },
  { "falling", FALLING, 0, 0, 0.4 },
  { "one-large", ONE_LARGE, 0, 0, 0.4 },
  { "even-two-orders", EVEN, 4, 2, 0.4 },
  { "falling-chain", FALLING, 0, 11, 0.25 },
  { "even-chain", EVEN, 0, 11, 0.1 },
  { "one-large-chain", ONE_LARGE, 1, 10, 0.05 },
};

static void
box_space (const Box *box, AssayWeightSpace *space, double *low, double *high, AssayOrder *orders)
{
  double total = 0;

  for (guint j = 0; j < N; j++)
    total += box->weights[j];
  for (guint j = 0; j < N; j++)
    {
      low[j] = 0.75 * box->weights[j] / total;
      high[j] = 1.25 * box->weights[j] / total;
    }
  for (guint i = 0; i < box->n_orders; i++)
    orders[i] = (AssayOrder) { box->first + i, box->first + i + 1 };
  *space = (AssayWeightSpace) { N, low, high, orders, box->n_orders };
}

/* Within a quarter of each weight. */
static void
test_mixing (gconstpointer data)
{
  double low[N], high[N], mean[N], worth;
  AssayOrder orders[N];
  AssayWeightSpace space;

  box_space (data, &space, low, high, orders);
  measure (&space, mean, &worth);
  g_test_message ("%u draws are worth %.0f", DRAWS, worth);
  g_assert_cmpfloat (worth, >, ((const Box *) data)->least * DRAWS);
}

/* Beside rejection, which needs no theory: all weights but the widest are drawn from the box, sorted where they are a chain of equals (each order of theirs
 * is as likely), and kept if the widest may be the rest. */
static void
test_rejection (gconstpointer data)
{
  const Box *box = data;
  double low[N], high[N], mean[N], beside[N] = { 0 }, worth;
  guint widest = 0, kept = 0;
  gsl_rng *random = random_new ();
  AssayOrder orders[N];
  AssayWeightSpace space;

  box_space (box, &space, low, high, orders);
  measure (&space, mean, &worth);
  while (kept < 20000)
    {
      double drawn[N], rest = 1;

      for (guint j = 1; j < N; j++)
        rest -= drawn[j] = low[j] + gsl_rng_uniform (random) * (high[j] - low[j]);
      if (rest < low[widest] || rest > high[widest])
        continue;
      drawn[widest] = rest;
      if (box->n_orders > 0)
        {
          gsl_sort (drawn + box->first, 1, box->n_orders + 1);
          for (guint i = 0; i < (box->n_orders + 1) / 2; i++)
            {
              double swapped = drawn[box->first + i];

              drawn[box->first + i] = drawn[box->first + box->n_orders - i];
              drawn[box->first + box->n_orders - i] = swapped;
            }
        }
      for (guint j = 0; j < N; j++)
        beside[j] += drawn[j];
      kept++;
    }
  gsl_rng_free (random);
  for (guint j = 0; j < N; j++)
    g_assert_cmpfloat_with_epsilon (mean[j], beside[j] / kept, 5 * (high[j] - low[j]) * 0.29 * sqrt (1 / worth + 1.0 / kept));
}

/* A circle of orders says that all weigh the same; they move together. With x for each of two and 1 - 2x for the third, x is even on 0..1/2. */
static void
test_circle (void)
{
  static const AssayOrder circle[] = { { 0, 1 }, { 1, 0 } };
  AssayWeightSpace space = { 3, NULL, NULL, circle, 2 };
  guint below[10] = { 0 };
  gsl_rng *random = random_new ();
  AssayWeightSampler sampler;

  sampler_init (&sampler, &space, random);
  for (guint i = 0; i < DRAWS; i++)
    {
      assay_weight_sampler_next (&sampler, random);
      g_assert_cmpfloat (sampler.weights[0], ==, sampler.weights[1]);
      assert_kept (&space, sampler.weights);
      below[MIN ((guint) (sampler.weights[0] * 20), 9)]++;
    }
  gsl_rng_free (random);
  for (guint k = 0; k < 10; k++)
    g_assert_cmpfloat_with_epsilon ((double) below[k] / DRAWS, 0.1, 0.01);
}

/* Two equals above a third that is above a fourth: the part of the simplex of x, y, z with 2x + y + z = 1, x >= y >= z has the corners (1/2, 0, 0),
 * (1/3, 1/3, 0) and (1/4, 1/4, 1/4), and their mean. */
static void
test_circle_in_chain (void)
{
  static const AssayOrder orders[] = { { 0, 1 }, { 1, 0 }, { 1, 2 }, { 2, 3 } };
  double mean[4], worth;

  measure (&(AssayWeightSpace) { 4, NULL, NULL, orders, 4 }, mean, &worth);
  g_assert_cmpfloat (worth, >, DRAWS / 6);
  g_assert_cmpfloat_with_epsilon (mean[0], (1.0 / 2 + 1.0 / 3 + 1.0 / 4) / 3, 0.005);
  g_assert_cmpfloat_with_epsilon (mean[1], mean[0], EXACT);
  g_assert_cmpfloat_with_epsilon (mean[2], (1.0 / 3 + 1.0 / 4) / 3, 0.005);
  g_assert_cmpfloat_with_epsilon (mean[3], 1.0 / 4 / 3, 0.005);
}

/* All equal leaves one vector. */
static void
test_all_equal (void)
{
  static const AssayOrder circle[] = { { 0, 1 }, { 1, 2 }, { 2, 0 } };
  AssayWeightSpace space = { 3, NULL, NULL, circle, 3 };
  gsl_rng *random = random_new ();
  AssayWeightSampler sampler;

  sampler_init (&sampler, &space, random);
  assay_weight_sampler_next (&sampler, random);
  for (guint j = 0; j < 3; j++)
    g_assert_cmpfloat_with_epsilon (sampler.weights[j], 1.0 / 3, EXACT);
  gsl_rng_free (random);
}

/* Limits moved a little, by the same random numbers: weights move as little, so that what is drawn beside a slider doesn't jump. */
static void
test_alike (void)
{
  double low[N], high[N], moved_low[N], moved_high[N], apart = 0;
  gsl_rng *random = random_new (), *same = random_new ();
  AssayWeightSampler sampler, other;

  for (guint j = 0; j < N; j++)
    {
      low[j] = 0.75 / N;
      high[j] = 1.25 / N;
      moved_low[j] = low[j] * (j == 0 ? 1.01 : 1);
      moved_high[j] = high[j] * (j == 0 ? 1.01 : 1);
    }
  sampler_init (&sampler, &(AssayWeightSpace) { N, low, high, NULL, 0 }, random);
  sampler_init (&other, &(AssayWeightSpace) { N, moved_low, moved_high, NULL, 0 }, same);
  for (guint i = 0; i < 1000; i++)
    {
      assay_weight_sampler_next (&sampler, random);
      assay_weight_sampler_next (&other, same);
      apart = MAX (apart, fabs (sampler.weights[0] - other.weights[0]));
    }
  gsl_rng_free (random);
  gsl_rng_free (same);
  g_assert_cmpfloat (apart, >, 0);
  g_assert_cmpfloat (apart, <, 0.02 / N);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weights/limits", test_limits);
  g_test_add_func ("/weights/drawn", test_drawn);
  g_test_add_func ("/weights/whole", test_whole);
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/weights/mixing/%s", boxes[i].name);

      g_test_add_data_func (path, &boxes[i], test_mixing);
    }
  g_test_add_data_func ("/weights/rejection/even", &boxes[0], test_rejection);
  g_test_add_data_func ("/weights/rejection/falling", &boxes[1], test_rejection);
  g_test_add_data_func ("/weights/rejection/one-large", &boxes[2], test_rejection);
  g_test_add_data_func ("/weights/rejection/even-chain", &boxes[5], test_rejection);
  g_test_add_data_func ("/weights/rejection/one-large-chain", &boxes[6], test_rejection);
  g_test_add_func ("/weights/circle", test_circle);
  g_test_add_func ("/weights/circle-in-chain", test_circle_in_chain);
  g_test_add_func ("/weights/all-equal", test_all_equal);
  g_test_add_func ("/weights/alike", test_alike);

  return g_test_run ();
}
