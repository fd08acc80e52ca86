/* What would have to be otherwise for somebody else to lead: one weight, one value or the price of a second runtime at a time, all else as it is on average. */
#include "data/advice/advice-private.h"

#include <math.h>

/* Who can take the lead: not the leader, not who fails a must, not who is ahead on average already. */
static gboolean
is_rival (const AssayAdvice *self, guint a)
{
  return a != self->order[0] && assay_advice_keeps (self, a, NULL) && assay_advice_lead (self, a) >= -ASSAY_TIE;
}

/* The lead over @against with weight @j at @x; the others keep their proportions. */
static double
lead_at_weight (const AssayAdvice *self, guint against, guint j, double x)
{
  double weight = self->smaa->weight[j], difference, rest;

  difference = assay_advice_value (self, self->order[0], j) - assay_advice_value (self, against, j);
  rest = (assay_advice_lead (self, against) - weight * difference) / (1 - weight);

  return x * difference + (1 - x) * rest;
}

/* The weight of @j with which @against is level and beyond which it is ahead: x difference + (1 - x) rest = 0; NAN where none within 0..1 does it. */
static double
level_weight (const AssayAdvice *self, guint against, guint j)
{
  double none = lead_at_weight (self, against, j, 0), all = lead_at_weight (self, against, j, 1), x = none / (none - all);

  return MIN (none, all) < -1e-9 && x >= 0 && x <= 1 ? x : NAN;
}

static void
flip_weight (AssayAdvice *self, guint j)
{
  AssayFlip *flip = g_new0 (AssayFlip, 1);
  double now = self->smaa->weight[j];
  guint second = assay_advice_second (self);

  *flip = (AssayFlip) { ASSAY_FLIP_WEIGHT, j, self->order[0], now, NAN, MAX (now - ASSAY_WEIGHT_STEP, 0), MIN (now + ASSAY_WEIGHT_STEP, 1),
                        0, 0, self->order[0], NULL };
  flip->lead_low = lead_at_weight (self, second, j, flip->low);
  flip->lead_high = lead_at_weight (self, second, j, flip->high);
  for (guint a = 0; a < self->smaa->n_alternatives; a++)
    {
      double at = is_rival (self, a) ? level_weight (self, a, j) : NAN;

      if (!isnan (at) && (isnan (flip->at) || fabs (at - now) < fabs (flip->at - now)))
        {
          flip->at = at;
          flip->leader = a;
        }
    }
  flip->text = assay_advice_flip_text (self, flip);
  g_ptr_array_add (self->flips, flip);
}

/* The least mean value of those that @cell joins, with that of @changed at @x. */
static double
weakest (const AssayAdvice *self, const AssayValueCell *cell, guint j, guint changed, double x)
{
  double least = 1;

  for (guint a = 0; a < self->smaa->n_alternatives; a++)
    if (cell->shares[a] > 0)
      least = MIN (least, a == changed ? x : assay_advice_value (self, a, j));

  return least;
}

/* What @a is worth more, were the value of @changed under @j @x. */
static double
gain (const AssayAdvice *self, guint a, guint j, guint changed, double x)
{
  const AssayValueCell *cell = &assay_advice_driver (self, j)->cells[a];
  double now = assay_advice_value (self, changed, j), more = 0;

  if (a == changed)
    more = x - now;
  else if (cell->shares != NULL && cell->shares[changed] > 0)
    more = cell->weakest ? weakest (self, cell, j, changed, x) - weakest (self, cell, j, changed, now) : cell->shares[changed] * (x - now);

  return self->smaa->weight[j] * more;
}

static double
lead_at_value (const AssayAdvice *self, guint against, guint j, guint changed, double x)
{
  return assay_advice_lead (self, against) + gain (self, self->order[0], j, changed, x) - gain (self, against, j, changed, x);
}

/* Where the lead over @against is gone on the way from @now to @end: it is a line that bends where another member becomes the weakest, at a bend. NAN if it lasts. */
static double
level_value (const AssayAdvice *self, guint against, guint j, guint changed, double end)
{
  double from = assay_advice_value (self, changed, j), lead = MAX (lead_at_value (self, against, j, changed, from), 0);

  for (;;)
    {
      double to = end, after;

      for (guint a = 0; a < self->smaa->n_alternatives; a++)
        {
          double bend = assay_advice_value (self, a, j);

          if ((bend - from) * (end - from) > 1e-12 && fabs (bend - from) < fabs (to - from))
            to = bend;
        }
      after = lead_at_value (self, against, j, changed, to);
      if (after < -1e-9)
        return from + (to - from) * lead / (lead - after);
      if (to == end)
        return NAN;
      from = to;
      lead = after;
    }
}

/* What the value of @a may be at all. */
static void
find_possible (const AssayDecisionDriver *driver, guint a, guint n_alternatives, double *low, double *high)
{
  *low = 1;
  *high = 0;
  for (guint s = 0; s < driver->settings->len; s++)
    {
      const AssayValueCell *cell = &driver->cells[s * n_alternatives + a];

      for (guint k = 0; k < cell->n; k++)
        {
          *low = MIN (*low, cell->points[k].low);
          *high = MAX (*high, cell->points[k].high);
        }
    }
}

static void
flip_value (AssayAdvice *self, guint j, guint changed)
{
  AssayFlip *flip = g_new0 (AssayFlip, 1);
  double now = assay_advice_value (self, changed, j);
  guint second = assay_advice_second (self);

  *flip = (AssayFlip) { ASSAY_FLIP_VALUE, j, changed, now, NAN, 0, 1, 0, 0, self->order[0], NULL };
  find_possible (assay_advice_driver (self, j), changed, self->smaa->n_alternatives, &flip->low, &flip->high);
  flip->lead_low = lead_at_value (self, second, j, changed, flip->low);
  flip->lead_high = lead_at_value (self, second, j, changed, flip->high);
  for (guint a = 0; a < self->smaa->n_alternatives; a++)
    for (guint end = 0; end < 2 && is_rival (self, a); end++)
      {
        double at = level_value (self, a, j, changed, end);

        if (!isnan (at) && (isnan (flip->at) || fabs (at - now) < fabs (flip->at - now)))
          {
            flip->at = at;
            flip->leader = a;
          }
      }
  flip->text = assay_advice_flip_text (self, flip);
  g_ptr_array_add (self->flips, flip);
}

/* Weights, then assumed values, then read ones, then operation. */
static guint
flip_class (const AssayAdvice *self, const AssayFlip *flip)
{
  if (flip->kind != ASSAY_FLIP_VALUE)
    return flip->kind == ASSAY_FLIP_WEIGHT ? 0 : 3;

  return assay_advice_driver (self, flip->driver)->basis == ASSAY_BASIS_FIGURES ? 2 : 1;
}

static int
compare_flips (gconstpointer a, gconstpointer b, gpointer data)
{
  const AssayFlip *left = *(AssayFlip * const *) a, *right = *(AssayFlip * const *) b;
  guint left_class = flip_class (data, left), right_class = flip_class (data, right);
  double left_change = fabs (left->at - left->now), right_change = fabs (right->at - right->now);

  if (left_class != right_class)
    return left_class < right_class ? -1 : 1;
  if (isnan (left->at) != isnan (right->at))
    return isnan (left->at) ? 1 : -1;
  if (!isnan (left->at) && left_change != right_change)
    return left_change < right_change ? -1 : 1;

  return left->driver != right->driver ? (left->driver < right->driver ? -1 : 1) : left->alternative < right->alternative ? -1 : 1;
}

/* What a second runtime may cost before the lead changes hands: only where joining is what leads, or what would without that price. */
static void
flip_operation (AssayAdvice *self)
{
  guint joined = 0, leader = self->order[0];
  AssayFlip *flip;

  while (joined < self->smaa->n_alternatives && (assay_advice_alternative (self, self->order[joined])->parts == NULL))
    joined++;
  if (joined == self->smaa->n_alternatives || isnan (self->break_even))
    return;
  flip = g_new0 (AssayFlip, 1);
  *flip = (AssayFlip) { ASSAY_FLIP_OPERATION, 0, self->order[joined], NAN, self->break_even, 0, 0, 0, 0, leader, NULL };
  flip->low = assay_advice_alternative (self, flip->alternative)->second_low;
  flip->high = assay_advice_alternative (self, flip->alternative)->second_high;
  flip->now = (flip->low + flip->high) / 2;
  while (assay_advice_driver (self, flip->driver)->driver->kind != ASSAY_DRIVER_OPERATION)
    flip->driver++;
  for (guint end = 0; end < 2; end++)
    {
      double x = end == 0 ? flip->low : flip->high, more = (flip->now - x) / ASSAY_OPERATION_MOST * self->smaa->weight[flip->driver];
      guint second = assay_advice_second (self);

      *(end == 0 ? &flip->lead_low : &flip->lead_high) = assay_advice_lead (self, second)
        + (flip->alternative == leader ? more : 0) - (flip->alternative == second ? more : 0);
    }
  if (flip->alternative != leader)
    flip->leader = flip->alternative;
  else
    for (guint a = 0; a < self->smaa->n_alternatives; a++)
      if (assay_advice_alternative (self, a)->parts == NULL
          && (flip->leader == leader || assay_advice_utility (self, a) > assay_advice_utility (self, flip->leader)))
        flip->leader = a;
  flip->text = assay_advice_flip_text (self, flip);
  g_ptr_array_add (self->flips, flip);
}

void
assay_advice_find_flips (AssayAdvice *self)
{
  guint n = self->smaa->n_criteria, m = self->smaa->n_alternatives;

  if (m < 2)
    return;
  for (guint j = 0; j < n; j++)
    if (!assay_advice_driver (self, j)->locked && self->smaa->weight[j] < 1)
      flip_weight (self, j);
  for (guint j = 0; j < n; j++)
    for (guint a = 0; a < m && self->smaa->weight[j] > 0; a++)
      if (assay_advice_alternative (self, a)->parts == NULL)
        flip_value (self, j, a);
  flip_operation (self);
  g_ptr_array_sort_with_data (self->flips, compare_flips, self);
}
