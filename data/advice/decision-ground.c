/* What each side is worth under a driver, before anything is weighed. */
#include "data/advice/decision-private.h"

#include <math.h>

#include "data/advice/verdict.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/subject.h"

/* A level is known to half a step: a quarter of the scale is one. */
#define LEVEL_DOUBT 0.125

static void
setting_free (AssaySetting *self)
{
  g_free (self->label);
  g_clear_pointer (&self->origin, assay_provenance_unref);
  g_clear_object (&self->statement);
  g_ptr_array_unref (self->data);
  g_free (self);
}

AssaySetting *
assay_setting_new (char *label, AssayProvenance *origin, AssayStatement *statement)
{
  AssaySetting *self = g_new0 (AssaySetting, 1);

  self->label = label;
  self->origin = origin != NULL ? assay_provenance_ref (origin) : NULL;
  self->statement = statement != NULL ? g_object_ref (statement) : NULL;
  self->day = NAN;
  self->data = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_datum_unref);

  return self;
}

int
assay_groundwork_side (const AssayGroundwork *self, AssaySubject *subject)
{
  AssaySubject *side = assay_store_get_side (self->store, subject);

  for (guint a = 0; side != NULL && a < self->sides->len; a++)
    if (g_str_equal (((AssaySubject *) self->sides->pdata[a])->id, side->id))
      return (int) a;

  return -1;
}

void
assay_ground_add (AssayGround *self, AssaySetting *setting)
{
  static const AssayValuePoint anything = { 0, 1 };
  const AssayValueCell cell = { &anything, 1, NULL, FALSE };
  const AssayHopScale scale = { NULL, NAN, NAN };

  g_ptr_array_add (self->settings, setting);
  g_array_append_val (self->scales, scale);
  for (guint a = 0; a < self->n_sides; a++)
    g_array_append_val (self->cells, cell);
}

static void
set_at (AssayGround *self, guint setting, guint side, const AssayValuePoint *points, guint n)
{
  AssayValueCell *cell = &g_array_index (self->cells, AssayValueCell, setting * self->n_sides + side);

  cell->points = points;
  cell->n = n;
}

void
assay_ground_set (AssayGround *self, guint side, AssayValuePoint *points, guint n)
{
  g_ptr_array_add (self->points, points);
  set_at (self, self->settings->len - 1, side, points, n);
}

void
assay_ground_set_range (AssayGround *self, guint side, double low, double high)
{
  AssayValuePoint *point = g_new (AssayValuePoint, 1);

  point->low = (float) CLAMP (low, 0, 1);
  point->high = (float) CLAMP (high, 0, 1);
  assay_ground_set (self, side, point, 1);
}

static void
add_skills (AssayGround *self, const AssayGroundwork *work)
{
  assay_ground_add (self, assay_setting_new (g_strdup (_ ("How well the team knows each language")), NULL, NULL));
  self->basis = ASSAY_BASIS_NOTHING;
  for (guint a = 0; a < self->n_sides; a++)
    {
      const char *language = ((AssaySubject *) work->sides->pdata[a])->language;
      gpointer level;

      if (language == NULL || !g_hash_table_lookup_extended (work->profile->levels, language, NULL, &level))
        continue;
      self->basis = ASSAY_BASIS_PROFILE;
      assay_ground_set_range (self, a, GPOINTER_TO_INT (level) / (double) (ASSAY_N_LEVELS - 1) - LEVEL_DOUBT,
                              GPOINTER_TO_INT (level) / (double) (ASSAY_N_LEVELS - 1) + LEVEL_DOUBT);
    }
}

static void
add_operation (AssayGround *self, const AssayGroundwork *work)
{
  assay_ground_add (self, assay_setting_new (g_strdup (_ ("The share of the team's time that running it takes")), NULL, NULL));
  self->basis = ASSAY_BASIS_PROFILE;
  for (guint a = 0; a < self->n_sides; a++)
    assay_ground_set_range (self, a, 1 - work->profile->one_high / ASSAY_WORST_OPERATION, 1 - work->profile->one_low / ASSAY_WORST_OPERATION);
}

static void
add_needs (AssayGround *self, const AssayGroundwork *work)
{
  g_autoptr (GPtrArray) claims = assay_profile_get_claims (work->profile, work->store);

  assay_ground_add_statements (self, work, (const char * const *) claims->pdata, claims->len);
}

static void
add_driver_statements (AssayGround *self, const AssayGroundwork *work)
{
  assay_ground_add_statements (self, work, (const char * const *) self->driver->statements, g_strv_length (self->driver->statements));
}

static void
add_all_figures (AssayGround *self, const AssayGroundwork *work)
{
  assay_ground_add_figures (self, work);
  if (self->settings->len == 0)
    add_driver_statements (self, work);
}

static void
judge (AssayGround *self, const AssayGroundwork *work)
{
  for (guint a = 0; a < self->n_sides; a++)
    {
      const AssaySubject *side = work->sides->pdata[a];
      const AssayJudgement *judgement = assay_profile_find_judgement (work->profile, self->driver->id, side->id);
      const AssayValueCell *last;

      if (judgement == NULL)
        continue;
      self->basis = ASSAY_BASIS_JUDGEMENT;
      assay_ground_set_range (self, a, judgement->low / 100, judgement->high / 100);
      last = &g_array_index (self->cells, AssayValueCell, (self->settings->len - 1) * self->n_sides + a);
      for (guint s = 0; s + 1 < self->settings->len; s++)
        set_at (self, s, a, last->points, last->n);
    }
}

static void
reckon_means (AssayGround *self)
{
  self->mean = g_new0 (double, MAX (self->n_sides, 1));
  for (guint i = 0; i < self->cells->len; i++)
    {
      const AssayValueCell *cell = &g_array_index (self->cells, AssayValueCell, i);
      double sum = 0;

      for (guint k = 0; k < cell->n; k++)
        sum += ((double) cell->points[k].low + cell->points[k].high) / 2;
      self->mean[i % self->n_sides] += sum / cell->n / self->settings->len;
    }
}

AssayGround *
assay_ground_new (AssayDriver *driver, const AssayGroundwork *work)
{
  static void (* const add[]) (AssayGround *, const AssayGroundwork *) = {
    [ASSAY_DRIVER_FIGURES] = add_all_figures,
    [ASSAY_DRIVER_STATEMENTS] = add_driver_statements,
    [ASSAY_DRIVER_NEEDS] = add_needs,
    [ASSAY_DRIVER_SKILLS] = add_skills,
    [ASSAY_DRIVER_OPERATION] = add_operation,
  };
  AssayGround *self = g_atomic_rc_box_new0 (AssayGround);

  self->driver = assay_driver_ref (driver);
  self->n_sides = work->sides->len;
  self->settings = g_ptr_array_new_with_free_func ((GDestroyNotify) setting_free);
  self->cells = g_array_new (FALSE, FALSE, sizeof (AssayValueCell));
  self->scales = g_array_new (FALSE, FALSE, sizeof (AssayHopScale));
  self->points = g_ptr_array_new_with_free_func (g_free);
  add[driver->kind] (self, work);
  if (self->settings->len == 0)
    {
      self->basis = ASSAY_BASIS_NOTHING;
      assay_ground_add (self, assay_setting_new (g_strdup (_ ("Nothing is known: anything is possible")), NULL, NULL));
    }
  judge (self, work);
  reckon_means (self);

  return self;
}

static void
ground_clear (AssayGround *self)
{
  assay_driver_unref (self->driver);
  g_ptr_array_unref (self->settings);
  g_array_unref (self->cells);
  g_array_unref (self->scales);
  g_ptr_array_unref (self->points);
  g_free (self->mean);
}

void
assay_ground_unref (AssayGround *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) ground_clear);
}

const AssayGround *
assay_grounds_find (const AssayGrounds *self, const char *driver)
{
  for (guint i = 0; self != NULL && i < self->grounds->len; i++)
    if (g_str_equal (((AssayGround *) self->grounds->pdata[i])->driver->id, driver))
      return self->grounds->pdata[i];

  return NULL;
}

static GPtrArray *
list_sides (AssayStore *store)
{
  GPtrArray *subjects = assay_store_get_subjects (store);
  GPtrArray *sides = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_subject_unref);

  for (guint i = 0; i < subjects->len && sides->len < ASSAY_SMAA_MOST_ALTERNATIVES; i++)
    if (((AssaySubject *) subjects->pdata[i])->compared)
      g_ptr_array_add (sides, assay_subject_ref (subjects->pdata[i]));

  return sides;
}

static gpointer
copy_ground (gconstpointer ground, gpointer data G_GNUC_UNUSED)
{
  return g_atomic_rc_box_acquire ((gpointer) ground);
}

AssayGrounds *
assay_grounds_extend (AssayGrounds *before, AssayStore *store, const AssayProfile *profile, GPtrArray *drivers)
{
  g_autoptr (GHashTable) verdicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) assay_verdict_free);
  AssayGroundwork work = { store, profile, NULL, verdicts };
  AssayGrounds *self;
  guint missing = 0;

  for (guint i = 0; i < drivers->len; i++)
    missing += assay_grounds_find (before, ((AssayDriver *) drivers->pdata[i])->id) == NULL;
  if (before != NULL && missing == 0)
    return assay_grounds_ref (before);

  self = g_atomic_rc_box_new0 (AssayGrounds);
  self->sides = work.sides = before != NULL ? g_ptr_array_ref (before->sides) : list_sides (store);
  self->hops = before != NULL ? g_ptr_array_ref (before->hops) : assay_hops_gather (&work);
  self->grounds = before != NULL ? g_ptr_array_copy (before->grounds, copy_ground, NULL) : g_ptr_array_new ();
  g_ptr_array_set_free_func (self->grounds, (GDestroyNotify) assay_ground_unref);
  for (guint i = 0; i < drivers->len; i++)
    if (assay_grounds_find (self, ((AssayDriver *) drivers->pdata[i])->id) == NULL)
      g_ptr_array_add (self->grounds, assay_ground_new (drivers->pdata[i], &work));

  return self;
}

AssayGrounds *
assay_grounds_ref (AssayGrounds *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
grounds_clear (AssayGrounds *self)
{
  g_ptr_array_unref (self->sides);
  g_ptr_array_unref (self->grounds);
  g_ptr_array_unref (self->hops);
}

void
assay_grounds_unref (AssayGrounds *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) grounds_clear);
}
