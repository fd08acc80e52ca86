/* What limits, orders and the sum leave each weight. */
#include "data/advice/weights.h"

#include "data/model/error.h"
#include "data/model/language.h"

/* Limits that meet but for rounding are meant to meet. */
#define NEAR 1e-9

G_STATIC_ASSERT (ASSAY_SMAA_MOST_CRITERIA <= 32);

static double
sum (const double *values, guint n)
{
  double total = 0;

  for (guint i = 0; i < n; i++)
    total += values[i];

  return total;
}

static gboolean
has (guint32 set, guint i)
{
  return (set >> i & 1) != 0;
}

void
assay_weight_space_under (const AssayWeightSpace *self, guint32 *under)
{
  for (guint i = 0; i < self->n; i++)
    under[i] = (guint32) 1 << i;
  for (guint i = 0; i < self->n_orders; i++)
    under[self->orders[i].more] |= (guint32) 1 << self->orders[i].less;
  for (guint k = 0; k < self->n; k++)
    for (guint i = 0; i < self->n; i++)
      if (has (under[i], k))
        under[i] |= under[k];
}

/* What weighs at least as much has no lower limits. */
static void
apply_orders (guint n, const guint32 *under, double *low, double *high)
{
  double given_low[ASSAY_SMAA_MOST_CRITERIA], given_high[ASSAY_SMAA_MOST_CRITERIA];

  memcpy (given_low, low, n * sizeof *low);
  memcpy (given_high, high, n * sizeof *high);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++)
      if (has (under[i], k))
        {
          low[i] = MAX (low[i], given_low[k]);
          high[k] = MIN (high[k], given_high[i]);
        }
}

/* The most that weight @i can be: all above it are then as much or more, and the sum of the least there is stays within 1. By Newton's method, which on
 * straight pieces ends after as many steps as there are pieces. */
static double
find_most (guint n, const guint32 *under, const double *low, const double *high, guint i)
{
  double most = high[i];

  for (guint round = 0; round <= n; round++)
    {
      double least = 0;
      guint rising = 0;

      for (guint k = 0; k < n; k++)
        {
          gboolean rises = has (under[k], i) && low[k] < most;

          least += rises ? most : low[k];
          rising += rises;
        }
      if (least <= 1 || rising == 0)
        break;
      most -= (least - 1) / rising;
    }

  return MAX (most, low[i]);
}

/* The least that weight @i can be, likewise. */
static double
find_least (guint n, const guint32 *under, const double *low, const double *high, guint i)
{
  double least = low[i];

  for (guint round = 0; round <= n; round++)
    {
      double most = 0;
      guint falling = 0;

      for (guint k = 0; k < n; k++)
        {
          gboolean falls = has (under[i], k) && high[k] > least;

          most += falls ? least : high[k];
          falling += falls;
        }
      if (most >= 1 || falling == 0)
        break;
      least += (1 - most) / falling;
    }

  return MIN (least, high[i]);
}

static gboolean
fail (GError **error, guint *culprit, guint index)
{
  if (culprit != NULL)
    *culprit = index;
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("no weights keep all limits and orders: that of criterion %u can't be kept"), index + 1);

  return FALSE;
}

static gboolean
read_limits (const AssayWeightSpace *self, double *low, double *high, guint *culprit, GError **error)
{
  if (self->n < 1 || self->n > ASSAY_SMAA_MOST_CRITERIA)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("there must be 1 to %u criteria, not %u"), ASSAY_SMAA_MOST_CRITERIA, self->n);
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
  guint32 under[ASSAY_SMAA_MOST_CRITERIA];
  double least[ASSAY_SMAA_MOST_CRITERIA], most[ASSAY_SMAA_MOST_CRITERIA], room, share;

  if (!read_limits (self, low, high, culprit, error))
    return FALSE;
  assay_weight_space_under (self, under);
  apply_orders (self->n, under, low, high);
  for (guint i = 0; i < self->n; i++)
    if (low[i] > high[i] + NEAR)
      return fail (error, culprit, i);
  if (sum (low, self->n) > 1 + NEAR || sum (high, self->n) < 1 - NEAR)
    return fail (error, culprit, 0);

  for (guint i = 0; i < self->n; i++)
    {
      least[i] = find_least (self->n, under, low, high, i);
      most[i] = find_most (self->n, under, low, high, i);
    }
  memcpy (low, least, self->n * sizeof *low);
  memcpy (high, most, self->n * sizeof *high);
  for (guint i = 0; i < self->n; i++)
    high[i] = MAX (low[i], high[i]);

  /* Both ends keep the orders, so everything between them does; somewhere there the sum is 1. */
  room = sum (high, self->n) - sum (low, self->n);
  share = room > 0 ? CLAMP ((1 - sum (low, self->n)) / room, 0, 1) : 0;
  for (guint i = 0; i < self->n; i++)
    start[i] = low[i] + share * (high[i] - low[i]);

  return TRUE;
}
