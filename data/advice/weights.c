#include "data/advice/weights.h"

#include <gsl/gsl_randist.h>
#include <math.h>

#include "data/model/error.h"

/* Limits that meet but for rounding are meant to meet. */
#define NEAR 1e-9
#define MOST_ROUNDS 200
#define SETTLE 1e-12

/* Moves of every weight before the first draw, and between two: orders leave less room to each move. */
#define BURN_IN 400
#define SWEEPS 2
#define SWEEPS_ORDERED 5

static double
sum (const double *values, guint n)
{
  double total = 0;

  for (guint i = 0; i < n; i++)
    total += values[i];

  return total;
}

/* What weighs at least as much has no lower limits. Round after round: a chain of n orders needs n. */
static void
apply_orders (const AssayWeightSpace *self, double *low, double *high)
{
  gboolean moved = TRUE;

  for (guint round = 0; moved && round <= self->n; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < self->n_orders; i++)
        {
          guint more = self->orders[i].more, less = self->orders[i].less;

          if (low[more] < low[less])
            {
              low[more] = low[less];
              moved = TRUE;
            }
          if (high[less] > high[more])
            {
              high[less] = high[more];
              moved = TRUE;
            }
        }
    }
}

/* A weight leaves the others at least their least, and takes what they can't. TRUE if that moved a limit. */
static gboolean
apply_sum (guint n, double *low, double *high)
{
  double least = sum (low, n), most = sum (high, n);
  gboolean moved = FALSE;

  for (guint i = 0; i < n; i++)
    {
      double new_high = 1 - (least - low[i]), new_low = 1 - (most - high[i]);

      if (new_high < high[i] - SETTLE)
        {
          most += new_high - high[i];
          high[i] = new_high;
          moved = TRUE;
        }
      if (new_low > low[i] + SETTLE)
        {
          least += new_low - low[i];
          low[i] = new_low;
          moved = TRUE;
        }
    }

  return moved;
}

static gboolean
fail (GError **error, guint *culprit, guint index)
{
  if (culprit != NULL)
    *culprit = index;
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "no weights keep all limits and orders: that of criterion %u can't be kept", index + 1);

  return FALSE;
}

static gboolean
read_limits (const AssayWeightSpace *self, double *low, double *high, guint *culprit, GError **error)
{
  if (self->n < 1 || self->n > ASSAY_SMAA_MOST_CRITERIA)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "there must be 1 to %u criteria, not %u", ASSAY_SMAA_MOST_CRITERIA, self->n);
      return FALSE;
    }
  for (guint i = 0; i < self->n_orders; i++)
    if (self->orders[i].more >= self->n || self->orders[i].less >= self->n)
      return fail (error, culprit, MIN (self->orders[i].more, self->n - 1));
  for (guint i = 0; i < self->n; i++)
    {
      low[i] = self->low != NULL ? self->low[i] : 0;
      high[i] = self->high != NULL ? self->high[i] : 1;
      if (!(low[i] >= 0 && low[i] <= high[i] && high[i] <= 1 + NEAR))
        return fail (error, culprit, i);
    }

  return TRUE;
}

gboolean
assay_weight_space_solve (const AssayWeightSpace *self, double *low, double *high, double *start, guint *culprit, GError **error)
{
  double least, most, share;

  if (!read_limits (self, low, high, culprit, error))
    return FALSE;
  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      apply_orders (self, low, high);
      for (guint i = 0; i < self->n; i++)
        if (low[i] > high[i] + NEAR)
          return fail (error, culprit, i);
      if (!apply_sum (self->n, low, high))
        break;
    }
  apply_orders (self, low, high);
  least = sum (low, self->n);
  most = sum (high, self->n);
  for (guint i = 0; i < self->n; i++)
    if (low[i] > high[i] + NEAR)
      return fail (error, culprit, i);
  if (least > 1 + NEAR || most < 1 - NEAR)
    return fail (error, culprit, 0);

  /* Both ends keep the orders, so everything between them does; somewhere there the sum is 1. */
  share = most > least ? CLAMP ((1 - least) / (most - least), 0, 1) : 0;
  for (guint i = 0; i < self->n; i++)
    start[i] = low[i] + share * (high[i] - low[i]);

  return TRUE;
}

/* The room in which weight @i may gain what weight @j loses. */
static void
find_room (const AssayWeightSampler *self, guint i, guint j, double *least, double *most)
{
  const double *w = self->weights;

  *least = MAX (self->low[i] - w[i], w[j] - self->high[j]);
  *most = MIN (self->high[i] - w[i], w[j] - self->low[j]);
  for (guint k = 0; k < self->n_orders; k++)
    {
      guint more = self->orders[k].more, less = self->orders[k].less;
      int rate = (more == i) - (more == j) - (less == i) + (less == j);
      double slack = w[more] - w[less];

      if (rate < 0)
        *most = MIN (*most, slack / -rate);
      else if (rate > 0)
        *least = MAX (*least, slack / -rate);
    }
}

static void
sweep (AssayWeightSampler *self, const gsl_rng *random)
{
  for (guint k = 0; k < self->n_movable; k++)
    {
      guint other = (k + 1 + (guint) (gsl_rng_uniform (random) * (self->n_movable - 1))) % self->n_movable;
      guint i = self->movable[k], j = self->movable[other];
      double least, most, step;

      find_room (self, i, j, &least, &most);
      if (!(most > least))
        continue;
      step = least + gsl_rng_uniform (random) * (most - least);
      self->weights[i] += step;
      self->weights[j] -= step;
    }
}

/* What a billion small steps would add up to. */
static void
keep_sum (AssayWeightSampler *self)
{
  double total = sum (self->weights, self->n);

  for (guint i = 0; i < self->n; i++)
    self->weights[i] /= total;
}

gboolean
assay_weight_sampler_init (AssayWeightSampler *self, const AssayWeightSpace *space, const gsl_rng *random, GError **error)
{
  gboolean limited = FALSE;

  self->n = space->n;
  self->orders = space->orders;
  self->n_orders = space->n_orders;
  self->n_movable = 0;
  if (!assay_weight_space_solve (space, self->low, self->high, self->weights, NULL, error))
    return FALSE;

  for (guint i = 0; i < self->n; i++)
    {
      limited = limited || self->low[i] > 0 || self->high[i] < 1;
      if (self->high[i] > self->low[i])
        self->movable[self->n_movable++] = i;
    }
  self->sweeps = !limited && self->n_orders == 0 ? 0 : self->n_orders > 0 ? SWEEPS_ORDERED : SWEEPS;
  for (guint i = 0; self->sweeps > 0 && self->n_movable > 1 && i < BURN_IN; i++)
    sweep (self, random);

  return TRUE;
}

void
assay_weight_sampler_next (AssayWeightSampler *self, const gsl_rng *random)
{
  double total = 0;

  if (self->sweeps > 0)
    {
      for (guint i = 0; self->n_movable > 1 && i < self->sweeps; i++)
        sweep (self, random);
      keep_sum (self);
      return;
    }
  for (guint i = 0; i < self->n; i++)
    total += self->weights[i] = gsl_ran_exponential (random, 1);
  for (guint i = 0; i < self->n; i++)
    self->weights[i] /= total;
}
