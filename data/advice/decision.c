#include "data/advice/decision-private.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/subject.h"

G_DEFINE_BOXED_TYPE (AssayDecision, assay_decision, assay_decision_ref, assay_decision_unref)

static void
alternative_free (AssayAlternative *self)
{
  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->subject, assay_subject_unref);
  g_free (self->parts);
  g_clear_pointer (&self->hop, assay_datum_unref);
  g_free (self);
}

static void
decision_driver_free (AssayDecisionDriver *self)
{
  assay_driver_unref (self->driver);
  g_ptr_array_unref (self->settings);
  g_free (self->cells);
  g_ptr_array_unref (self->owned);
  g_free (self);
}

static void
part_free (AssayPart *self)
{
  g_free (self->part);
  g_free (self);
}

/* All that weigh something or are a must, in the store's order; transfer container. */
static GPtrArray *
choose_drivers (AssayStore *store, const AssayProfile *profile, GError **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  GPtrArray *drivers = assay_store_get_drivers (store);
  double total = 0;

  for (guint i = 0; i < drivers->len; i++)
    {
      AssayDriver *driver = drivers->pdata[i];
      const AssayPreference *preference = assay_profile_find_preference (profile, driver->id);
      double points = assay_profile_get_weight (profile, store, driver->id);

      total += points;
      if (points > 0 || (preference != NULL && !isnan (preference->must)))
        g_ptr_array_add (chosen, driver);
    }
  if (!(total > 0))
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("nothing weighs anything: give one driver some points"));
  else if (chosen->len > ASSAY_SMAA_MOST_CRITERIA)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%u drivers weigh something: that are more than %d"), chosen->len, ASSAY_SMAA_MOST_CRITERIA);
  else
    return g_steal_pointer (&chosen);

  return NULL;
}

static void
add_alternatives (AssayDecision *self, AssayStore *store, const AssayGrounds *grounds)
{
  for (guint a = 0; a < grounds->sides->len; a++)
    {
      AssaySubject *side = grounds->sides->pdata[a];
      AssayAlternative *alternative = g_new0 (AssayAlternative, 1);

      alternative->id = g_strdup (side->id);
      alternative->name = g_strdup (side->name);
      alternative->subject = assay_subject_ref (side);
      alternative->hue = assay_store_get_hue (store, side);
      alternative->hop_low = alternative->hop_high = NAN;
      g_ptr_array_add (self->alternatives, alternative);
    }
}

static void
add_driver (AssayDecision *self, AssayStore *store, const AssayGround *ground, const AssayProfile *profile)
{
  const AssayPreference *preference = assay_profile_find_preference (profile, ground->driver->id);
  AssayDecisionDriver *driver = g_new0 (AssayDecisionDriver, 1);

  driver->driver = assay_driver_ref (ground->driver);
  driver->basis = ground->basis;
  driver->settings = g_ptr_array_ref (ground->settings);
  driver->owned = g_ptr_array_new_with_free_func (g_free);
  driver->points = assay_profile_get_weight (profile, store, ground->driver->id);
  driver->locked = preference != NULL && preference->locked;
  driver->floor = preference != NULL ? preference->must / 100 : NAN;
  g_ptr_array_add (self->drivers, driver);
}

static void
share_out (AssayDecision *self)
{
  double total = 0;

  for (guint j = 0; j < self->drivers->len; j++)
    total += ((AssayDecisionDriver *) self->drivers->pdata[j])->points;
  for (guint j = 0; j < self->drivers->len; j++)
    {
      AssayDecisionDriver *driver = self->drivers->pdata[j];

      driver->weight = driver->points / total;
    }
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

/* On the grounds of @before, where there is one. */
static AssayDecision *
decide (AssayDecision *before, AssayStore *store, const AssayProfile *profile, GError **error)
{
  g_autoptr (GPtrArray) drivers = choose_drivers (store, profile, error);
  g_autoptr (AssayDecision) self = NULL;

  if (drivers == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (AssayDecision);
  self->alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify) alternative_free);
  self->drivers = g_ptr_array_new_with_free_func ((GDestroyNotify) decision_driver_free);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  self->grounds = assay_grounds_extend (before != NULL ? before->grounds : NULL, store, profile, drivers);
  add_alternatives (self, store, self->grounds);
  if (self->alternatives->len == 0)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("the catalogue compares no technologies"));
      return NULL;
    }
  for (guint i = 0; i < drivers->len; i++)
    add_driver (self, store, assay_grounds_find (self->grounds, ((AssayDriver *) drivers->pdata[i])->id), profile);
  share_out (self);
  add_parts (self, profile);
  assay_decision_join (self, profile);
  if (!assay_decision_pose (self, store, profile, error))
    return NULL;

  return g_steal_pointer (&self);
}

AssayDecision *
assay_decision_new (AssayStore *store, const AssayProfile *profile, guint n_samples, guint64 seed, double today, GError **error)
{
  AssayDecision *self = decide (NULL, store, profile, error);

  if (self == NULL)
    return NULL;
  self->problem.n_samples = n_samples;
  self->problem.seed = seed;
  self->today = today;

  return self;
}

AssayDecision *
assay_decision_reweigh (AssayDecision *self, AssayStore *store, const AssayProfile *profile, GError **error)
{
  AssayDecision *weighed = decide (self, store, profile, error);

  if (weighed == NULL)
    return NULL;
  weighed->problem.n_samples = self->problem.n_samples;
  weighed->problem.seed = self->problem.seed;
  weighed->today = self->today;

  return weighed;
}

AssayDecision *
assay_decision_ref (AssayDecision *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
decision_clear (AssayDecision *self)
{
  g_ptr_array_unref (self->alternatives);
  g_ptr_array_unref (self->drivers);
  g_ptr_array_unref (self->parts);
  g_free (self->alone);
  g_free ((gpointer) self->problem.weights.low);
  g_free ((gpointer) self->problem.weights.high);
  g_free ((gpointer) self->problem.weights.orders);
  g_free ((gpointer) self->problem.criteria);
  assay_grounds_unref (self->grounds);
}

void
assay_decision_unref (AssayDecision *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) decision_clear);
}
