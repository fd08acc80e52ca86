#include "data/advice/decision.h"

#include <math.h>
#include <string.h>

#include "data/advice/decision-private.h"
#include "data/model/error.h"
#include "data/model/store.h"
#include "data/model/subject.h"

/* Half of the team's time for running it is worth nothing, none of it everything. */
#define PERCENT_TO_NOTHING 50.0

G_DEFINE_BOXED_TYPE (AssayDecision, assay_decision, assay_decision_ref, assay_decision_unref)

/* The arrays that the problem borrows. */
typedef struct
{
  AssayDecision public;
  GPtrArray *keep;           /* of gpointer */
  double *low, *high;        /* limits of weights, one a driver */
  AssayOrder *orders;
  AssayValueCriterion *criteria;
} Decision;

const char *
assay_basis_id (AssayBasis basis)
{
  static const char * const ids[] = { "figures", "statements", "profile", "nothing" };

  return ids[basis];
}

static void
alternative_free (AssayAlternative *self)
{
  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->subject, assay_subject_unref);
  g_free (self->parts);
  g_free (self);
}

static void
driver_free (AssayDecisionDriver *self)
{
  assay_driver_unref (self->driver);
  g_ptr_array_unref (self->settings);
  g_free (self->cells);
  g_free (self);
}

static void
part_free (AssayPart *self)
{
  g_free (self->part);
  g_free (self);
}

static void
add_singles (AssayDecision *self)
{
  for (guint i = 0; i < self->base->sides->len; i++)
    {
      AssaySubject *side = self->base->sides->pdata[i];
      AssayAlternative *single = g_new0 (AssayAlternative, 1);

      single->id = g_strdup (side->id);
      single->name = g_strdup (side->name);
      single->subject = assay_subject_ref (side);
      single->hue = assay_store_get_hue (self->base->store, side);
      g_ptr_array_add (self->alternatives, single);
    }
  self->n_single = self->alternatives->len;
}

static gboolean
is_ordered (const AssayProfile *profile, const char *driver)
{
  for (guint i = 0; i < profile->precedences->len; i++)
    {
      const AssayPrecedence *each = profile->precedences->pdata[i];

      if (strcmp (each->more, driver) == 0 || strcmp (each->less, driver) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_driver (AssayDecision *self, const AssayProfile *profile, const AssayDriverBase *base)
{
  const AssayPreference *preference = assay_profile_find_preference (profile, base->driver->id);
  double points = assay_profile_get_weight (profile, self->base->store, base->driver->id);
  double must = preference != NULL ? preference->must : NAN;
  AssayDecisionDriver *driver;

  if (!(points > 0) && isnan (must) && !is_ordered (profile, base->driver->id))
    return;
  driver = g_new0 (AssayDecisionDriver, 1);
  driver->driver = assay_driver_ref (base->driver);
  driver->basis = base->basis;
  driver->settings = g_ptr_array_ref (base->settings);
  driver->points = points;
  driver->locked = preference != NULL && preference->locked;
  driver->floor = must / 100;
  g_ptr_array_add (self->drivers, driver);
}

static gboolean
add_drivers (AssayDecision *self, const AssayProfile *profile, GError **error)
{
  double total = 0;

  for (guint i = 0; i < self->base->drivers->len && self->drivers->len < ASSAY_SMAA_MOST_CRITERIA; i++)
    add_driver (self, profile, self->base->drivers->pdata[i]);
  for (guint j = 0; j < self->drivers->len; j++)
    total += ((AssayDecisionDriver *) self->drivers->pdata[j])->points;
  if (!(total > 0))
    {
      g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "nothing weighs anything: give at least one weight more than 0");
      return FALSE;
    }
  for (guint j = 0; j < self->drivers->len; j++)
    {
      AssayDecisionDriver *driver = self->drivers->pdata[j];

      driver->weight = driver->points / total;
    }

  return TRUE;
}

static void
add_parts (AssayDecision *self, const AssayProfile *profile)
{
  for (guint p = 0; p < profile->parts->len; p++)
    {
      const AssayPart *part = profile->parts->pdata[p];
      AssayPart *copy = g_new0 (AssayPart, 1);

      copy->part = g_strdup (part->part);
      copy->share = part->share;
      g_ptr_array_add (self->parts, copy);
    }
}

/* Running one runtime takes what the profile assumes, whichever it is, unless the user judged otherwise. */
static void
fill_operation (Decision *self, const AssayProfile *profile, const AssaySetting *setting, guint a, AssayValueCell *cell)
{
  const AssayValuePoint *point = &g_array_index (setting->points[a], AssayValuePoint, 0);
  AssayValuePoint *own = g_new (AssayValuePoint, 1);

  *own = *point;
  if (point->low == 1)
    *own = (AssayValuePoint) { MAX (1 - profile->one_high / PERCENT_TO_NOTHING, 0), MAX (1 - profile->one_low / PERCENT_TO_NOTHING, 0) };
  g_ptr_array_add (self->keep, own);
  *cell = (AssayValueCell) { .points = own, .n = 1 };
}

static void
fill_cells (Decision *self, const AssayProfile *profile, AssayDecisionDriver *driver)
{
  AssayDecision *decision = &self->public;
  guint m = decision->alternatives->len;

  driver->cells = g_new0 (AssayValueCell, driver->settings->len * m);
  for (guint s = 0; s < driver->settings->len; s++)
    {
      const AssaySetting *setting = driver->settings->pdata[s];

      for (guint a = 0; a < m; a++)
        {
          AssayValueCell *cell = &driver->cells[s * m + a];

          if (a >= decision->n_single)
            assay_decision_fill_joint (decision, driver, setting, decision->alternatives->pdata[a], cell, self->keep);
          else if (driver->driver->kind == ASSAY_DRIVER_OPERATION)
            fill_operation (self, profile, setting, a, cell);
          else
            *cell = (AssayValueCell) { .points = (const AssayValuePoint *) setting->points[a]->data, .n = setting->points[a]->len };
        }
    }
}

static int
find_driver (const AssayDecision *self, const char *id)
{
  for (guint j = 0; j < self->drivers->len; j++)
    if (strcmp (((AssayDecisionDriver *) self->drivers->pdata[j])->driver->id, id) == 0)
      return j;

  return -1;
}

static void
fill_orders (Decision *self, const AssayProfile *profile)
{
  AssayWeightSpace *weights = &self->public.problem.weights;

  self->orders = g_new0 (AssayOrder, profile->precedences->len + 1);
  for (guint i = 0; i < profile->precedences->len; i++)
    {
      const AssayPrecedence *each = profile->precedences->pdata[i];
      int more = find_driver (&self->public, each->more), less = find_driver (&self->public, each->less);

      if (more >= 0 && less >= 0)
        self->orders[weights->n_orders++] = (AssayOrder) { more, less };
    }
  weights->orders = self->orders;
}

/* What stands in an order is known by it alone. */
static void
fill_weights (Decision *self, const AssayProfile *profile)
{
  GPtrArray *drivers = self->public.drivers;

  self->low = g_new (double, drivers->len);
  self->high = g_new (double, drivers->len);
  for (guint j = 0; j < drivers->len; j++)
    {
      const AssayDecisionDriver *driver = drivers->pdata[j];
      double doubt = driver->locked ? 0 : profile->doubt;

      self->low[j] = MAX (driver->weight * (1 - doubt), 0);
      self->high[j] = MIN (driver->weight * (1 + doubt), 1);
      if (!driver->locked && is_ordered (profile, driver->driver->id))
        {
          self->low[j] = 0;
          self->high[j] = 1;
        }
    }
  self->public.problem.weights = (AssayWeightSpace) { .n = drivers->len, .low = self->low, .high = self->high };
  fill_orders (self, profile);
}

/* In the user's words: which of the orders can't be kept. */
static gboolean
check_weights (const AssayDecision *self, const AssayProfile *profile, GError **error)
{
  g_autofree double *low = g_new (double, self->drivers->len), *high = g_new (double, self->drivers->len), *start = g_new (double, self->drivers->len);
  g_autoptr (GString) orders = g_string_new (NULL);
  guint culprit;

  if (assay_weight_space_solve (&self->problem.weights, low, high, start, &culprit, NULL))
    return TRUE;
  for (guint i = 0; i < self->problem.weights.n_orders; i++)
    {
      const AssayOrder *order = &self->problem.weights.orders[i];

      g_string_append_printf (orders, "%s%s before %s", i > 0 ? ", " : "", ((AssayDecisionDriver *) self->drivers->pdata[order->more])->driver->name,
                              ((AssayDecisionDriver *) self->drivers->pdata[order->less])->driver->name);
    }
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "weights and orders contradict each other at %s: unlock a weight or take an order back (%s)",
               ((AssayDecisionDriver *) self->drivers->pdata[culprit])->driver->name, orders->len > 0 ? orders->str : profile->name);

  return FALSE;
}

static void
decision_clear (Decision *self)
{
  AssayDecision *decision = &self->public;

  g_clear_pointer (&decision->base, assay_evidence_base_unref);
  g_free (decision->profile);
  g_clear_pointer (&decision->alternatives, g_ptr_array_unref);
  g_clear_pointer (&decision->drivers, g_ptr_array_unref);
  g_clear_pointer (&decision->parts, g_ptr_array_unref);
  g_free (decision->alone);
  g_clear_pointer (&self->keep, g_ptr_array_unref);
  g_free (self->low);
  g_free (self->high);
  g_free (self->orders);
  g_free (self->criteria);
}

static Decision *
decision_new (AssayEvidenceBase *base, const AssayProfile *profile)
{
  Decision *self = g_atomic_rc_box_new0 (Decision);
  AssayDecision *decision = &self->public;

  decision->base = assay_evidence_base_ref (base);
  decision->profile = g_strdup (profile->name);
  decision->alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify) alternative_free);
  decision->drivers = g_ptr_array_new_with_free_func ((GDestroyNotify) driver_free);
  decision->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  self->keep = g_ptr_array_new_with_free_func (g_free);

  return self;
}

static AssayDecision *
make (AssayEvidenceBase *base, const AssayProfile *profile, guint n_samples, guint64 seed, double today, GError **error)
{
  Decision *self = decision_new (base, profile);
  AssayDecision *decision = &self->public;

  decision->today = today;
  add_singles (decision);
  add_parts (decision, profile);
  if (!add_drivers (decision, profile, error))
    {
      assay_decision_unref (decision);
      return NULL;
    }
  assay_decision_add_joint (decision, profile);
  fill_weights (self, profile);
  if (!check_weights (decision, profile, error))
    {
      assay_decision_unref (decision);
      return NULL;
    }
  self->criteria = g_new0 (AssayValueCriterion, decision->drivers->len);
  for (guint j = 0; j < decision->drivers->len; j++)
    {
      AssayDecisionDriver *driver = decision->drivers->pdata[j];

      fill_cells (self, profile, driver);
      self->criteria[j] = (AssayValueCriterion) { driver->cells, driver->settings->len, driver->floor };
    }
  decision->problem.criteria = self->criteria;
  decision->problem.n_alternatives = decision->alternatives->len;
  decision->problem.n_samples = n_samples;
  decision->problem.seed = seed;

  return decision;
}

AssayDecision *
assay_decision_new (AssayStore *store, const AssayProfile *profile, guint n_samples, guint64 seed, double today, GError **error)
{
  AssayEvidenceBase *base = assay_evidence_base_new (store, profile);
  AssayDecision *self = NULL;

  if (base->sides->len < 2)
    g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "the catalogue compares fewer than two technologies");
  else
    self = make (base, profile, n_samples, seed, today, error);
  assay_evidence_base_unref (base);

  return self;
}

AssayDecision *
assay_decision_reweigh (AssayDecision *self, const AssayProfile *profile, GError **error)
{
  return make (self->base, profile, self->problem.n_samples, self->problem.seed, self->today, error);
}

AssayDecision *
assay_decision_ref (AssayDecision *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
assay_decision_unref (AssayDecision *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) decision_clear);
}
