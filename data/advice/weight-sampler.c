/* Weights at random, all that keep limits and orders equally likely. */
#include "data/advice/weights.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>

/* Sweeps before the first draw, and between two: each order leaves less room to each move. Measured with 12 weights: draws lean on the ones before them as
 * if there were three fifths of them within limits alone, and a tenth at the worst, one far larger than a chain of the others (test-weights). */
#define BURN_IN 400
#define SWEEPS 2
#define MOST_SWEEPS 6
/* What two ends may differ by and still be one. */
#define NO_ROOM 1e-12

#define BIT(i) ((guint32) 1 << (i))

/* Weights each of which is at least as much as the other. Fills @block_of. */
static void
find_blocks (AssayWeightSampler *self, const guint32 *under, const double *low, const double *high, const double *start, guint *block_of)
{
  self->n_blocks = 0;
  for (guint i = 0; i < self->n; i++)
    {
      guint b = self->n_blocks;

      for (guint k = 0; k < i; k++)
        if ((under[i] & BIT (k)) != 0 && (under[k] & BIT (i)) != 0)
          b = block_of[k];
      block_of[i] = b;
      if (b < self->n_blocks)
        {
          self->members[b] |= BIT (i);
          self->size[b]++;
          continue;
        }
      self->members[b] = BIT (i);
      self->size[b] = 1;
      self->low[b] = low[i];
      self->high[b] = high[i];
      self->each[b] = start[i];
      self->n_blocks++;
    }
}

/* Of blocks only the next ones: what those keep, the ones beyond them keep too. */
static void
find_neighbours (AssayWeightSampler *self, const guint32 *under, const guint *block_of)
{
  guint32 lower[ASSAY_SMAA_MOST_CRITERIA] = { 0 };

  for (guint i = 0; i < self->n; i++)
    for (guint k = 0; k < self->n; k++)
      if ((under[i] & BIT (k)) != 0 && block_of[i] != block_of[k])
        lower[block_of[i]] |= BIT (block_of[k]);
  for (guint b = 0; b < self->n_blocks; b++)
    self->above[b] = 0;
  for (guint b = 0; b < self->n_blocks; b++)
    {
      self->below[b] = lower[b];
      for (guint c = 0; c < self->n_blocks; c++)
        if ((lower[b] & BIT (c)) != 0)
          self->below[b] &= ~lower[c];
      for (guint c = 0; c < self->n_blocks; c++)
        if ((self->below[b] & BIT (c)) != 0)
          self->above[c] |= BIT (b);
    }
}

static double
room_of (const AssayWeightSampler *self, guint b)
{
  return self->size[b] * (self->high[b] - self->low[b]);
}

static void
find_movable (AssayWeightSampler *self)
{
  self->n_movable = 0;
  for (guint b = 0; b < self->n_blocks; b++)
    {
      guint last = self->n_movable;

      if (!(self->high[b] - self->low[b] > NO_ROOM))
        continue;
      self->movable[self->n_movable++] = b;
      if (room_of (self, b) > room_of (self, self->movable[0]))
        {
          self->movable[last] = self->movable[0];
          self->movable[0] = b;
        }
    }
}

static guint
count_orders (const AssayWeightSampler *self)
{
  guint n = 0;

  for (guint b = 0; b < self->n_blocks; b++)
    n += (guint) __builtin_popcount (self->below[b]);

  return n;
}

/* Whether the orders alone say every weight's place. */
static gboolean
find_places (AssayWeightSampler *self, const guint32 *under)
{
  for (guint i = 0; i < self->n; i++)
    {
      guint known = 0;

      self->place[i] = 0;
      for (guint k = 0; k < self->n; k++)
        {
          gboolean lower = (under[i] & BIT (k)) != 0, higher = (under[k] & BIT (i)) != 0;

          known += lower != higher;
          self->place[i] += higher && !lower;
        }
      if (known + 1 < self->n)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_limited (const AssayWeightSpace *space)
{
  for (guint i = 0; i < space->n; i++)
    if ((space->low != NULL && space->low[i] > 0) || (space->high != NULL && space->high[i] < 1))
      return TRUE;

  return FALSE;
}

/* What block @b's weights may be while all others but @except stay. */
static void
find_ends (const AssayWeightSampler *self, guint b, guint except, double *low, double *high)
{
  *low = self->low[b];
  *high = self->high[b];
  for (guint32 left = self->above[b] & ~BIT (except); left != 0; left &= left - 1)
    *high = MIN (*high, self->each[__builtin_ctz (left)]);
  for (guint32 left = self->below[b] & ~BIT (except); left != 0; left &= left - 1)
    *low = MAX (*low, self->each[__builtin_ctz (left)]);
}

/* The room in which block @i may gain what block @j loses. */
static void
find_room (const AssayWeightSampler *self, guint i, guint j, double *least, double *most)
{
  double low, high, x = self->each[i], y = self->each[j];

  find_ends (self, i, j, &low, &high);
  *least = self->size[i] * (low - x);
  *most = self->size[i] * (high - x);
  find_ends (self, j, i, &low, &high);
  *least = MAX (*least, self->size[j] * (y - high));
  *most = MIN (*most, self->size[j] * (y - low));
  if ((self->above[i] & BIT (j)) != 0)
    *most = MIN (*most, (y - x) / (1 / self->size[i] + 1 / self->size[j]));
  if ((self->below[i] & BIT (j)) != 0)
    *least = MAX (*least, (y - x) / (1 / self->size[i] + 1 / self->size[j]));
}

/* Every block exchanges with another, or each with the one that has most room: where one weight is far larger than the rest, that alone lets them all move
 * freely. A random number is taken whether there is room or not, so that spaces alike are drawn alike. */
static void
sweep (AssayWeightSampler *self, gboolean with_widest, const gsl_rng *random)
{
  guint m = self->n_movable;

  for (guint k = 0; k < m; k++)
    {
      guint other = with_widest && k > 0 ? 0 : (k + 1 + (guint) (gsl_rng_uniform (random) * (m - 1))) % m;
      guint i = self->movable[k], j = self->movable[other];
      double least, most, step, at = gsl_rng_uniform (random);

      find_room (self, i, j, &least, &most);
      if (!(most > least))
        continue;
      step = least + at * (most - least);
      self->each[i] += step / self->size[i];
      self->each[j] -= step / self->size[j];
    }
}

/* Sweeps, then corrects what a billion small steps would add up to: by the block that has most room. */
static void
walk (AssayWeightSampler *self, guint sweeps, const gsl_rng *random)
{
  double total = 0;

  if (self->n_movable < 2)
    return;
  for (guint i = 0; i < sweeps; i++)
    sweep (self, i % 2 == 1, random);
  for (guint b = 0; b < self->n_blocks; b++)
    total += self->size[b] * self->each[b];
  self->each[self->movable[0]] += (1 - total) / self->size[self->movable[0]];
}

gboolean
assay_weight_sampler_init (AssayWeightSampler *self, const AssayWeightSpace *space, const gsl_rng *random, GError **error)
{
  double low[ASSAY_SMAA_MOST_CRITERIA], high[ASSAY_SMAA_MOST_CRITERIA], start[ASSAY_SMAA_MOST_CRITERIA];
  guint32 under[ASSAY_SMAA_MOST_CRITERIA];
  guint block_of[ASSAY_SMAA_MOST_CRITERIA];
  gboolean limited;

  if (!assay_weight_space_solve (space, low, high, start, NULL, error))
    return FALSE;

  self->n = space->n;
  assay_weight_space_under (space, under);
  find_blocks (self, under, low, high, start, block_of);
  find_neighbours (self, under, block_of);
  find_movable (self);
  limited = is_limited (space);
  self->sorted = !limited && find_places (self, under);
  self->sweeps = self->sorted || (!limited && space->n_orders == 0) ? 0 : MIN (SWEEPS + (count_orders (self) + 1) / 2, MOST_SWEEPS);
  if (self->sweeps > 0)
    walk (self, BURN_IN, random);

  return TRUE;
}

static void
draw_free (AssayWeightSampler *self, const gsl_rng *random)
{
  double drawn[ASSAY_SMAA_MOST_CRITERIA], total = 0;

  for (guint i = 0; i < self->n; i++)
    total += drawn[i] = gsl_ran_exponential (random, 1);
  if (self->sorted)
    gsl_sort (drawn, 1, self->n);
  for (guint i = 0; i < self->n; i++)
    self->weights[i] = (self->sorted ? drawn[self->n - 1 - self->place[i]] : drawn[i]) / total;
}

void
assay_weight_sampler_next (AssayWeightSampler *self, const gsl_rng *random)
{
  if (self->sweeps == 0)
    {
      draw_free (self, random);
      return;
    }
  walk (self, self->sweeps, random);
  for (guint b = 0; b < self->n_blocks; b++)
    for (guint32 left = self->members[b]; left != 0; left &= left - 1)
      self->weights[__builtin_ctz (left)] = self->each[b];
}
