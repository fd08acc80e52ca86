/* What would flip the recommendation. Utilities are sums of weight times mean value, so each flip is where two straight lines meet. */
#include <math.h>
#include <string.h>

#include "data/advice/advice-private.h"

#define PERCENT_TO_NOTHING 50.0  /* as decision.c values operation */
#define NEAR 1e-9

void
assay_flip_free (AssayFlip *self)
{
  g_free (self->text);
  g_free (self);
}

/* Of @alternative if driver @j weighed @x and the others kept their proportions. */
static double
utility_at (const AssayAdvice *self, guint alternative, guint j, double x)
{
  double w = assay_advice_weight (self, j), v = assay_advice_value (self, alternative, j);
  double rest = assay_advice_utility (self, alternative) - w * v;

  return x * v + (w < 1 - NEAR ? (1 - x) / (1 - w) * rest : 0);
}

static double
lead_at (const AssayAdvice *self, guint other, guint j, double x)
{
  return utility_at (self, self->leader, j, x) - utility_at (self, other, j, x);
}

static AssayFlip *
flip_new (AssayFlipKind kind, guint driver, double now)
{
  AssayFlip *self = g_new0 (AssayFlip, 1);

  self->kind = kind;
  self->driver = driver;
  self->now = now;
  self->at = NAN;

  return self;
}

/* Takes @at if it is nearer to now than what is there. */
static void
offer (AssayFlip *self, double at, guint leader)
{
  if (!(at >= 0 && at <= 1) || (!isnan (self->at) && fabs (self->at - self->now) <= fabs (at - self->now)))
    return;
  self->at = at;
  self->leader = leader;
}

static void
add_weight (AssayAdvice *self, guint j)
{
  AssayFlip *flip = flip_new (ASSAY_FLIP_WEIGHT, j, assay_advice_weight (self, j));
  const char *name = assay_advice_get_driver (self, j)->driver->name;

  for (guint b = 0; b < self->smaa->n_alternatives; b++)
    {
      double at_none = lead_at (self, b, j, 0), at_all = lead_at (self, b, j, 1);

      if (b != self->leader && fabs (at_none - at_all) > NEAR)
        offer (flip, at_none / (at_none - at_all), b);
    }
  flip->low = MAX (flip->now - ASSAY_ADVICE_STEP, 0);
  flip->high = MIN (flip->now + ASSAY_ADVICE_STEP, 1);
  flip->lead_low = lead_at (self, self->runner_up, j, flip->low);
  flip->lead_high = lead_at (self, self->runner_up, j, flip->high);
  if (isnan (flip->at))
    flip->text = g_strdup_printf ("%s: whatever it weighs, %s %s", name, assay_advice_get_alternative (self, self->leader)->name,
                                  assay_advice_leads (self, self->leader));
  else
    flip->text = g_strdup_printf ("%s: from %.0f to %.0f\u202f%% of the weight, and %s %s", name, flip->now * 100, flip->at * 100,
                                  assay_advice_get_alternative (self, flip->leader)->name, assay_advice_leads (self, flip->leader));
  g_ptr_array_add (self->flips, flip);
}

/* How far the value of @b moves with that of the single alternative @a under driver @j. */
static double
follows (const AssayAdvice *self, guint b, guint a, guint j)
{
  const AssayDecisionDriver *driver = assay_advice_get_driver (self, j);
  const AssayValueCell *cell = &driver->cells[b];

  if (a == b)
    return 1;
  if (cell->shares == NULL || !(cell->shares[a] > 0))
    return 0;
  if (!cell->weakest)
    return cell->shares[a];
  for (guint other = 0; other < self->decision->n_single; other++)
    if (other != a && cell->shares[other] > 0 && assay_advice_value (self, other, j) < assay_advice_value (self, a, j))
      return 0;

  return 1;
}

static double
lead_with (const AssayAdvice *self, guint other, guint a, guint j, double value)
{
  double move = (value - assay_advice_value (self, a, j)) * assay_advice_weight (self, j);

  return assay_advice_utility (self, self->leader) - assay_advice_utility (self, other)
         + move * (follows (self, self->leader, a, j) - follows (self, other, a, j));
}

/* Only what is assumed: figures are not the user's to move. */
static void
add_value (AssayAdvice *self, guint a, guint j)
{
  AssayFlip *flip = flip_new (ASSAY_FLIP_VALUE, j, assay_advice_value (self, a, j));
  const char *name = assay_advice_get_driver (self, j)->driver->name;

  flip->alternative = a;
  for (guint b = 0; b < self->smaa->n_alternatives; b++)
    {
      double at_none = lead_with (self, b, a, j, 0), at_all = lead_with (self, b, a, j, 1);

      if (b != self->leader && fabs (at_none - at_all) > NEAR)
        offer (flip, at_none / (at_none - at_all), b);
    }
  flip->high = 1;
  flip->lead_low = lead_with (self, self->runner_up, a, j, 0);
  flip->lead_high = lead_with (self, self->runner_up, a, j, 1);
  if (isnan (flip->at))
    {
      assay_flip_free (flip);
      return;
    }
  flip->text = g_strdup_printf ("%s of %s: worth %.0f of 100 instead of %.0f, and %s %s", name, assay_advice_get_alternative (self, a)->name, flip->at * 100,
                                flip->now * 100, assay_advice_get_alternative (self, flip->leader)->name, assay_advice_leads (self, flip->leader));
  g_ptr_array_add (self->flips, flip);
}

/* The joint alternative of the greatest utility; -1 if there is none. */
static int
best_joint (const AssayAdvice *self)
{
  int best = -1;

  for (guint a = self->decision->n_single; a < self->smaa->n_alternatives; a++)
    if (best < 0 || assay_advice_utility (self, a) > assay_advice_utility (self, best))
      best = a;

  return best;
}

static int
find_operation (const AssayAdvice *self)
{
  for (guint j = 0; j < self->smaa->n_criteria; j++)
    if (assay_advice_get_driver (self, j)->driver->kind == ASSAY_DRIVER_OPERATION)
      return j;

  return -1;
}

/* Up to where the second runtime costs less than it brings. */
static void
add_operation (AssayAdvice *self)
{
  const AssayDecision *decision = self->decision;
  double now = (decision->second_low + decision->second_high) / 2, weight;
  int joint = best_joint (self), j = find_operation (self);
  guint best = 0;
  AssayFlip *flip;

  if (joint < 0 || j < 0 || !(assay_advice_weight (self, j) > NEAR))
    return;
  for (guint a = 1; a < decision->n_single; a++)
    if (assay_advice_utility (self, a) > assay_advice_utility (self, best))
      best = a;
  weight = assay_advice_weight (self, j);
  self->break_even = now + (assay_advice_utility (self, joint) - assay_advice_utility (self, best)) / weight * PERCENT_TO_NOTHING;
  if (!(self->break_even >= 0 && self->break_even <= 100))
    return;
  flip = flip_new (ASSAY_FLIP_OPERATION, j, now);
  flip->alternative = joint;
  flip->at = self->break_even;
  flip->high = 100;
  flip->lead_low = now * weight / PERCENT_TO_NOTHING + assay_advice_utility (self, joint) - assay_advice_utility (self, best);
  flip->lead_high = flip->lead_low - 100 * weight / PERCENT_TO_NOTHING;
  flip->leader = flip->at > now ? best : (guint) joint;
  flip->text = g_strdup_printf ("Second runtime: %.0f\u202f%% of the team's time instead of %.0f, and %s %s ahead of %s", flip->at, now,
                                assay_advice_get_alternative (self, flip->leader)->name, assay_advice_is (self, flip->leader),
                                assay_advice_get_alternative (self, flip->leader == best ? (guint) joint : best)->name);
  g_ptr_array_add (self->flips, flip);
}

static int
compare_flips (gconstpointer a, gconstpointer b)
{
  const AssayFlip *x = *(AssayFlip * const *) a, *y = *(AssayFlip * const *) b;
  double dx = fabs (x->at - x->now), dy = fabs (y->at - y->now);

  if (x->kind != y->kind)
    return (int) x->kind - (int) y->kind;
  if (isnan (dx) || isnan (dy))
    return isnan (dx) - isnan (dy);

  return dx > dy ? 1 : dx < dy ? -1 : 0;
}

void
assay_advice_find_flips (AssayAdvice *self)
{
  self->flips = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_flip_free);
  if (self->leader == self->runner_up)
    return;
  for (guint j = 0; j < self->smaa->n_criteria; j++)
    {
      const AssayDecisionDriver *driver = assay_advice_get_driver (self, j);

      if (!driver->locked && self->smaa->n_criteria > 1)
        add_weight (self, j);
      for (guint a = 0; a < self->decision->n_single && driver->basis != ASSAY_BASIS_FIGURES && driver->driver->kind != ASSAY_DRIVER_OPERATION; a++)
        add_value (self, a, j);
    }
  add_operation (self);
  g_ptr_array_sort (self->flips, compare_flips);
}
