/* Weights, orders and arrays, as the simulation takes them. */
#include "data/advice/decision-private.h"

#include <math.h>

#include "data/model/error.h"
#include "data/model/language.h"
#include "data/model/store.h"

static int
find_driver (const AssayDecision *self, const char *id)
{
  for (guint j = 0; j < self->drivers->len; j++)
    if (g_str_equal (((AssayDecisionDriver *) self->drivers->pdata[j])->driver->id, id))
      return (int) j;

  return -1;
}

static const char *
name_of (const AssayDecision *self, guint index)
{
  return ((AssayDecisionDriver *) self->drivers->pdata[index])->driver->name;
}

static void
set_limits (AssayDecision *self, const AssayProfile *profile)
{
  guint n = self->drivers->len;
  double *low = g_new (double, n), *high = g_new (double, n), doubt = CLAMP (profile->doubt, 0, 1);

  for (guint j = 0; j < n; j++)
    {
      const AssayDecisionDriver *driver = self->drivers->pdata[j];

      low[j] = driver->locked ? driver->weight : driver->weight * (1 - doubt);
      high[j] = driver->locked ? driver->weight : MIN (driver->weight * (1 + doubt), 1);
    }
  self->problem.weights.n = n;
  self->problem.weights.low = low;
  self->problem.weights.high = high;
}

/* An order of drivers that weigh nothing asks nothing, but what weighs something can't matter less than what weighs nothing. */
static gboolean
set_orders (AssayDecision *self, AssayStore *store, const AssayProfile *profile, GError **error)
{
  AssayOrder *orders = g_new0 (AssayOrder, profile->precedences->len);

  self->problem.weights.orders = orders;
  for (guint i = 0; i < profile->precedences->len; i++)
    {
      const AssayPrecedence *precedence = profile->precedences->pdata[i];
      int more = find_driver (self, precedence->more), less = find_driver (self, precedence->less);
      const AssayDriver *unweighed;

      if (less < 0)
        continue;
      if (more < 0 && self->problem.weights.low[less] <= 0)
        continue;
      if (more < 0)
        {
          unweighed = assay_store_find_driver (store, precedence->more);
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("“%s” weighs nothing, so it can't matter at least as much as “%s”"),
                       unweighed != NULL ? unweighed->name : precedence->more, name_of (self, (guint) less));
          return FALSE;
        }
      orders[self->problem.weights.n_orders].more = (guint) more;
      orders[self->problem.weights.n_orders++].less = (guint) less;
    }

  return TRUE;
}

/* Whether orders say, through others too, that @more weighs at least as much as @less. */
static gboolean
outweighs (const AssayWeightSpace *space, guint more, guint less, guint depth)
{
  for (guint i = 0; depth > 0 && i < space->n_orders; i++)
    if (space->orders[i].more == more && (space->orders[i].less == less || outweighs (space, space->orders[i].less, less, depth - 1)))
      return TRUE;

  return FALSE;
}

static gboolean
fail_pair (const AssayDecision *self, guint more, guint less, GError **error)
{
  const AssayWeightSpace *space = &self->problem.weights;

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID,
               _ ("“%s” is to matter at least as much as “%s”, but weighs at most %.0f %%, and “%s” at least %.0f %%"),
               name_of (self, more), name_of (self, less), space->high[more] * 100, name_of (self, less), space->low[less] * 100);

  return FALSE;
}

/* The names of all that an order is about. */
static char *
name_ordered (const AssayDecision *self)
{
  const AssayWeightSpace *space = &self->problem.weights;
  GString *names = g_string_new (NULL);

  for (guint j = 0; j < space->n; j++)
    for (guint i = 0; i < space->n_orders; i++)
      if (space->orders[i].more == j || space->orders[i].less == j)
        {
          g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", name_of (self, j));
          break;
        }

  return g_string_free (names, FALSE);
}

static gboolean
check_weights (const AssayDecision *self, GError **error)
{
  const AssayWeightSpace *space = &self->problem.weights;
  double low[ASSAY_SMAA_MOST_CRITERIA], high[ASSAY_SMAA_MOST_CRITERIA], start[ASSAY_SMAA_MOST_CRITERIA];
  g_autofree char *names = NULL;
  guint culprit = 0;

  if (assay_weight_space_solve (space, low, high, start, &culprit, NULL))
    return TRUE;
  for (guint more = 0; more < space->n; more++)
    for (guint less = 0; less < space->n; less++)
      if (space->high[more] < space->low[less] && outweighs (space, more, less, space->n))
        return fail_pair (self, more, less, error);
  names = name_ordered (self);
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("the weights and the orders of %s contradict each other: there is no weight left for “%s”"),
               names, name_of (self, culprit));

  return FALSE;
}

static void
fill_cells (AssayDecision *self, AssayDecisionDriver *driver, const AssayProfile *profile)
{
  const AssayGround *ground = assay_grounds_find (self->grounds, driver->driver->id);
  guint n = self->alternatives->len;

  driver->cells = g_new0 (AssayValueCell, driver->settings->len * n);
  for (guint s = 0; s < driver->settings->len; s++)
    for (guint a = 0; a < ground->n_sides; a++)
      driver->cells[s * n + a] = g_array_index (ground->cells, AssayValueCell, s * ground->n_sides + a);
  for (guint a = ground->n_sides; a < n; a++)
    assay_decision_fill_joint (self, driver, ground, a, profile);
}

gboolean
assay_decision_pose (AssayDecision *self, AssayStore *store, const AssayProfile *profile, GError **error)
{
  guint n = self->drivers->len;
  AssayValueCriterion *criteria = g_new0 (AssayValueCriterion, n);

  self->problem.criteria = criteria;
  self->problem.n_alternatives = self->alternatives->len;
  for (guint j = 0; j < n; j++)
    {
      AssayDecisionDriver *driver = self->drivers->pdata[j];

      fill_cells (self, driver, profile);
      criteria[j].cells = driver->cells;
      criteria[j].n_settings = driver->settings->len;
      criteria[j].floor = driver->floor;
    }
  set_limits (self, profile);

  return set_orders (self, store, profile, error) && check_weights (self, error);
}
