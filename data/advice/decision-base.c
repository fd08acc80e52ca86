/* All that the store and the profile say of every driver. */
#include <math.h>
#include <string.h>

#include "data/advice/decision-private.h"
#include "data/model/datum.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* A level is known to half a step. */
#define HALF_STEP 0.125
#define MS 1e-3

AssaySetting *
assay_setting_new (guint n_sides)
{
  AssaySetting *self = g_new0 (AssaySetting, 1);

  self->day = NAN;
  self->data = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_datum_unref);
  self->points = g_new0 (GArray *, n_sides + 1);
  for (guint i = 0; i < n_sides; i++)
    self->points[i] = g_array_new (FALSE, FALSE, sizeof (AssayValuePoint));

  return self;
}

void
assay_setting_free (AssaySetting *self)
{
  for (GArray **points = self->points; *points != NULL; points++)
    g_array_unref (*points);
  g_free (self->points);
  g_clear_object (&self->statement);
  g_ptr_array_unref (self->data);
  g_free (self->label);
  g_free (self);
}

void
assay_setting_add (AssaySetting *self, guint side, double low, double high)
{
  AssayValuePoint point = { MIN (low, high), MAX (low, high) };

  g_array_append_val (self->points[side], point);
}

double
assay_setting_mean (const AssaySetting *self, guint side)
{
  const GArray *points = self->points[side];
  double total = 0;

  for (guint i = 0; i < points->len; i++)
    total += (g_array_index (points, AssayValuePoint, i).low + g_array_index (points, AssayValuePoint, i).high) / 2;

  return total / points->len;
}

static void
driver_base_free (AssayDriverBase *self)
{
  assay_driver_unref (self->driver);
  g_ptr_array_unref (self->settings);
  g_free (self);
}

static void
add_skills (AssayEvidenceBase *base, const AssayProfile *profile, AssayDriverBase *driver)
{
  AssaySetting *setting = assay_setting_new (base->sides->len);
  gboolean known = FALSE;

  setting->label = g_strdup ("What the profile says of the team");
  for (guint i = 0; i < base->sides->len; i++)
    {
      const AssaySubject *side = base->sides->pdata[i];
      gpointer level;

      if (side->language != NULL && g_hash_table_lookup_extended (profile->levels, side->language, NULL, &level))
        {
          double value = GPOINTER_TO_INT (level) / (double) (ASSAY_N_LEVELS - 1);

          assay_setting_add (setting, i, MAX (value - HALF_STEP, 0), MIN (value + HALF_STEP, 1));
          known = TRUE;
        }
      else
        assay_setting_add (setting, i, 0, 1);
    }
  driver->basis = known ? ASSAY_BASIS_PROFILE : ASSAY_BASIS_NOTHING;
  g_ptr_array_add (driver->settings, setting);
}

/* One runtime is like another here; how much of the time it takes is the profile's assumption and comes with the weights. */
static void
add_operation (AssayEvidenceBase *base, AssayDriverBase *driver)
{
  AssaySetting *setting = assay_setting_new (base->sides->len);

  setting->label = g_strdup ("What the profile assumes of operation");
  for (guint i = 0; i < base->sides->len; i++)
    assay_setting_add (setting, i, 1, 1);
  driver->basis = ASSAY_BASIS_PROFILE;
  g_ptr_array_add (driver->settings, setting);
}

static void
add_evidence (AssayEvidenceBase *base, const AssayProfile *profile, AssayDriverBase *driver)
{
  GPtrArray *evidence = driver->driver->evidence;

  for (guint i = 0; i < evidence->len; i++)
    assay_decision_add_figures (base, evidence->pdata[i], driver->settings);
  driver->basis = ASSAY_BASIS_FIGURES;
  if (driver->settings->len > 0)
    return;
  driver->basis = ASSAY_BASIS_STATEMENTS;
  if (driver->driver->kind == ASSAY_DRIVER_NEEDS)
    {
      g_autoptr (GPtrArray) claims = assay_profile_get_claims (profile, base->store);

      g_ptr_array_add (claims, NULL);
      assay_decision_add_statements (base, profile, (const char * const *) claims->pdata, driver->settings);
    }
  else
    assay_decision_add_statements (base, profile, (const char * const *) driver->driver->statements, driver->settings);
}

static void
add_nothing (AssayEvidenceBase *base, AssayDriverBase *driver)
{
  AssaySetting *setting = assay_setting_new (base->sides->len);

  setting->label = g_strdup ("Nothing is known: anything is possible");
  for (guint i = 0; i < base->sides->len; i++)
    assay_setting_add (setting, i, 0, 1);
  driver->basis = ASSAY_BASIS_NOTHING;
  g_ptr_array_add (driver->settings, setting);
}

/* What the user judges replaces what the evidence says, in every setting. */
static void
apply_judgements (AssayEvidenceBase *base, const AssayProfile *profile, AssayDriverBase *driver)
{
  for (guint i = 0; i < base->sides->len; i++)
    {
      const AssaySubject *side = base->sides->pdata[i];
      const AssayJudgement *judgement = assay_profile_find_judgement (profile, driver->driver->id, side->id);

      for (guint k = 0; judgement != NULL && k < driver->settings->len; k++)
        {
          AssaySetting *setting = driver->settings->pdata[k];

          g_array_set_size (setting->points[i], 0);
          assay_setting_add (setting, i, judgement->low / 100, judgement->high / 100);
        }
    }
}

static AssayDriverBase *
driver_base_new (AssayEvidenceBase *base, const AssayProfile *profile, AssayDriver *driver)
{
  AssayDriverBase *self = g_new0 (AssayDriverBase, 1);

  self->driver = assay_driver_ref (driver);
  self->settings = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_setting_free);
  if (driver->kind == ASSAY_DRIVER_SKILLS)
    add_skills (base, profile, self);
  else if (driver->kind == ASSAY_DRIVER_OPERATION)
    add_operation (base, self);
  else
    add_evidence (base, profile, self);
  if (self->settings->len == 0)
    add_nothing (base, self);
  apply_judgements (base, profile, self);

  return self;
}

static AssayDatum *
find_newest (AssayStore *store, const AssayHop *hop, const AssaySubject *subject, const char *origin)
{
  const AssayQuery query = { .metric = hop->metric->id, .subject = subject->id, .origin = origin };
  g_autoptr (GPtrArray) data = assay_store_query (store, &query);

  return data->len > 0 ? assay_datum_ref (data->pdata[data->len - 1]) : NULL;
}

/* Both from one run. */
static void
measure_hop (AssayEvidenceBase *self, const AssayHop *hop)
{
  g_autoptr (AssayDatum) through = find_newest (self->store, hop, hop->through, NULL);
  g_autoptr (AssayDatum) without = through != NULL ? find_newest (self->store, hop, hop->without, through->origin->id) : NULL;
  double ms = without != NULL ? (through->value - without->value) * hop->metric->unit->factor / MS : NAN;

  if (isfinite (ms))
    self->hop_low = self->hop_high = MAX (ms, 0);
}

AssayEvidenceBase *
assay_evidence_base_new (AssayStore *store, const AssayProfile *profile)
{
  AssayEvidenceBase *self = g_atomic_rc_box_new0 (AssayEvidenceBase);
  GPtrArray *subjects = assay_store_get_subjects (store), *drivers = assay_store_get_drivers (store);

  self->store = g_object_ref (store);
  self->hop_low = self->hop_high = NAN;
  self->sides = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_subject_unref);
  self->drivers = g_ptr_array_new_with_free_func ((GDestroyNotify) driver_base_free);
  for (guint i = 0; i < subjects->len; i++)
    if (((AssaySubject *) subjects->pdata[i])->compared)
      g_ptr_array_add (self->sides, assay_subject_ref (subjects->pdata[i]));
  for (guint i = 0; i < drivers->len; i++)
    {
      AssayDriver *driver = drivers->pdata[i];

      g_ptr_array_add (self->drivers, driver_base_new (self, profile, driver));
      if (driver->hop != NULL)
        measure_hop (self, driver->hop);
    }

  return self;
}

AssayEvidenceBase *
assay_evidence_base_ref (AssayEvidenceBase *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
base_clear (AssayEvidenceBase *self)
{
  g_object_unref (self->store);
  g_ptr_array_unref (self->sides);
  g_ptr_array_unref (self->drivers);
}

void
assay_evidence_base_unref (AssayEvidenceBase *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) base_clear);
}
