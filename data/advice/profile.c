#include "data/advice/profile.h"

#include <math.h>
#include <string.h>

#include "data/model/need.h"
#include "data/model/store.h"

static void
preference_free (AssayPreference *self)
{
  g_free (self->driver);
  g_free (self);
}

static void
judgement_free (AssayJudgement *self)
{
  g_free (self->driver);
  g_free (self->subject);
  g_free (self);
}

static void
precedence_free (AssayPrecedence *self)
{
  g_free (self->more);
  g_free (self->less);
  g_free (self);
}

static void
part_free (AssayPart *self)
{
  g_free (self->part);
  g_free (self);
}

AssayProfile *
assay_profile_new (void)
{
  AssayProfile *self = g_new0 (AssayProfile, 1);

  self->needs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->preferences = g_ptr_array_new_with_free_func ((GDestroyNotify) preference_free);
  self->precedences = g_ptr_array_new_with_free_func ((GDestroyNotify) precedence_free);
  self->judgements = g_ptr_array_new_with_free_func ((GDestroyNotify) judgement_free);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  self->doubt = ASSAY_PROFILE_DOUBT;
  self->one_low = ASSAY_PROFILE_ONE_LOW;
  self->one_high = ASSAY_PROFILE_ONE_HIGH;
  self->second_low = ASSAY_PROFILE_SECOND_LOW;
  self->second_high = ASSAY_PROFILE_SECOND_HIGH;
  self->hop_low = self->hop_high = NAN;

  return self;
}

void
assay_profile_free (AssayProfile *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->note);
  g_free (self->path);
  g_hash_table_unref (self->needs);
  g_hash_table_unref (self->levels);
  g_hash_table_unref (self->stances);
  g_ptr_array_unref (self->preferences);
  g_ptr_array_unref (self->precedences);
  g_ptr_array_unref (self->judgements);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

static void
copy_strings (GHashTable *to, GHashTable *from)
{
  gpointer key, value;
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (to, g_strdup (key), g_strdup (value));
}

static void
copy_numbers (GHashTable *to, GHashTable *from)
{
  gpointer key, value;
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (to, g_strdup (key), value);
}

static void
copy_lists (AssayProfile *to, const AssayProfile *from)
{
  for (guint i = 0; i < from->preferences->len; i++)
    {
      const AssayPreference *each = from->preferences->pdata[i];
      AssayPreference *copy = assay_profile_prefer (to, each->driver);

      copy->weight = each->weight;
      copy->locked = each->locked;
      copy->must = each->must;
    }
  for (guint i = 0; i < from->precedences->len; i++)
    {
      const AssayPrecedence *each = from->precedences->pdata[i];

      assay_profile_add_precedence (to, each->more, each->less);
    }
  for (guint i = 0; i < from->judgements->len; i++)
    {
      const AssayJudgement *each = from->judgements->pdata[i];

      assay_profile_judge (to, each->driver, each->subject, each->low, each->high);
    }
  for (guint i = 0; i < from->parts->len; i++)
    {
      const AssayPart *each = from->parts->pdata[i];

      assay_profile_add_part (to, each->part, each->share);
    }
}

AssayProfile *
assay_profile_copy (const AssayProfile *self)
{
  AssayProfile *copy = assay_profile_new ();

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->note = g_strdup (self->note);
  copy->path = g_strdup (self->path);
  copy->bundled = self->bundled;
  copy_strings (copy->needs, self->needs);
  copy_numbers (copy->levels, self->levels);
  copy_numbers (copy->stances, self->stances);
  copy_lists (copy, self);
  copy->team = self->team;
  copy->juniors = self->juniors;
  copy->doubt = self->doubt;
  copy->one_low = self->one_low;
  copy->one_high = self->one_high;
  copy->second_low = self->second_low;
  copy->second_high = self->second_high;
  copy->hop_low = self->hop_low;
  copy->hop_high = self->hop_high;

  return copy;
}

const AssayPreference *
assay_profile_find_preference (const AssayProfile *self, const char *driver)
{
  for (guint i = 0; i < self->preferences->len; i++)
    {
      const AssayPreference *each = self->preferences->pdata[i];

      if (strcmp (each->driver, driver) == 0)
        return each;
    }

  return NULL;
}

AssayPreference *
assay_profile_prefer (AssayProfile *self, const char *driver)
{
  AssayPreference *preference = (AssayPreference *) assay_profile_find_preference (self, driver);

  if (preference != NULL)
    return preference;
  preference = g_new0 (AssayPreference, 1);
  preference->driver = g_strdup (driver);
  preference->weight = preference->must = NAN;
  g_ptr_array_add (self->preferences, preference);

  return preference;
}

void
assay_profile_add_precedence (AssayProfile *self, const char *more, const char *less)
{
  AssayPrecedence *precedence = g_new0 (AssayPrecedence, 1);

  precedence->more = g_strdup (more);
  precedence->less = g_strdup (less);
  g_ptr_array_add (self->precedences, precedence);
}

void
assay_profile_add_part (AssayProfile *self, const char *part, double share)
{
  AssayPart *added = g_new0 (AssayPart, 1);

  added->part = g_strdup (part);
  added->share = share;
  g_ptr_array_add (self->parts, added);
}

const AssayJudgement *
assay_profile_find_judgement (const AssayProfile *self, const char *driver, const char *subject)
{
  for (guint i = 0; i < self->judgements->len; i++)
    {
      const AssayJudgement *each = self->judgements->pdata[i];

      if (strcmp (each->driver, driver) == 0 && strcmp (each->subject, subject) == 0)
        return each;
    }

  return NULL;
}

void
assay_profile_judge (AssayProfile *self, const char *driver, const char *subject, double low, double high)
{
  AssayJudgement *judgement = (AssayJudgement *) assay_profile_find_judgement (self, driver, subject);

  if (isnan (low))
    {
      if (judgement != NULL)
        g_ptr_array_remove (self->judgements, judgement);
      return;
    }
  if (judgement == NULL)
    {
      judgement = g_new0 (AssayJudgement, 1);
      judgement->driver = g_strdup (driver);
      judgement->subject = g_strdup (subject);
      g_ptr_array_add (self->judgements, judgement);
    }
  judgement->low = low;
  judgement->high = high;
}

AssayStance
assay_profile_get_stance (const AssayProfile *self, const char *statement)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->stances, statement));
}

const AssayAnswer *
assay_profile_get_answer (const AssayProfile *self, const AssayNeed *need)
{
  const char *answer = g_hash_table_lookup (self->needs, need->id);

  return answer != NULL ? assay_need_find (need, answer) : NULL;
}

double
assay_profile_get_needed (const AssayProfile *self, AssayStore *store, const char *driver)
{
  GPtrArray *needs = assay_store_get_needs (store);
  double most = 0;

  for (guint i = 0; i < needs->len; i++)
    {
      const AssayAnswer *answer = assay_profile_get_answer (self, needs->pdata[i]);

      for (guint k = 0; answer != NULL && k < answer->weights->len; k++)
        {
          const AssayNeedWeight *weight = &g_array_index (answer->weights, AssayNeedWeight, k);

          if (strcmp (weight->driver, driver) == 0)
            most = MAX (most, weight->weight);
        }
    }

  return most;
}

double
assay_profile_get_weight (const AssayProfile *self, AssayStore *store, const char *driver)
{
  const AssayPreference *preference = assay_profile_find_preference (self, driver);

  return preference != NULL && !isnan (preference->weight) ? preference->weight : assay_profile_get_needed (self, store, driver);
}

GPtrArray *
assay_profile_get_claims (const AssayProfile *self, AssayStore *store)
{
  GPtrArray *needs = assay_store_get_needs (store), *claims = g_ptr_array_new ();

  for (guint i = 0; i < needs->len; i++)
    {
      const AssayAnswer *answer = assay_profile_get_answer (self, needs->pdata[i]);

      for (guint k = 0; answer != NULL && answer->statements[k] != NULL; k++)
        if (!g_ptr_array_find_with_equal_func (claims, answer->statements[k], g_str_equal, NULL))
          g_ptr_array_add (claims, answer->statements[k]);
    }

  return claims;
}
