/* Two technologies together: who does which part, what that is worth, and what joining them costs. */
#include "data/advice/decision-private.h"

#include <math.h>

#include "data/advice/evidence.h"
#include "data/advice/verdict.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/rule.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* What @side is worth by the drivers of @part, or with NULL by all. */
static double
worth (const AssayDecision *self, guint side, const char *part)
{
  double sum = 0;

  for (guint j = 0; j < self->drivers->len; j++)
    {
      const AssayDecisionDriver *driver = self->drivers->pdata[j];

      if (part == NULL || g_strcmp0 (driver->driver->part, part) == 0)
        sum += driver->weight * assay_grounds_find (self->grounds, driver->driver->id)->mean[side];
    }

  return sum;
}

/* Where a part's own drivers see no difference, all of them decide, and then the store's order. */
static guint
choose (const AssayDecision *self, guint first, guint second, const char *part)
{
  double one = worth (self, first, part), other = worth (self, second, part);

  if (one == other)
    {
      one = worth (self, first, NULL);
      other = worth (self, second, NULL);
    }

  return other > one ? second : first;
}

static void
set_hop (AssayAlternative *self, const AssayGrounds *grounds, guint first, guint second, const AssayProfile *profile)
{
  self->hop_low = profile->hop_low;
  self->hop_high = profile->hop_high;
  for (guint i = 0; isnan (profile->hop_low) && i < grounds->hops->len; i++)
    {
      const AssayHop *hop = grounds->hops->pdata[i];

      if (hop->first != first || hop->second != second || self->hop != NULL)
        continue;
      self->hop_low = hop->low;
      self->hop_high = hop->high;
      self->hop = assay_datum_ref (hop->datum);
    }
}

/* NULL where all that has a share goes to one of them, whose position is then in @only. */
static AssayAlternative *
joint_new (const AssayDecision *self, guint first, guint second, const AssayProfile *profile, guint *only)
{
  const AssayAlternative *one = self->alternatives->pdata[first], *other = self->alternatives->pdata[second];
  g_autofree guint *parts = g_new (guint, self->parts->len);
  gboolean has_first = FALSE, has_second = FALSE;
  AssayAlternative *joint;

  for (guint p = 0; p < self->parts->len; p++)
    {
      const AssayPart *part = self->parts->pdata[p];

      parts[p] = choose (self, first, second, part->part);
      has_first = has_first || (part->share > 0 && parts[p] == first);
      has_second = has_second || (part->share > 0 && parts[p] == second);
    }
  *only = has_second ? second : first;
  if (!has_first || !has_second)
    return NULL;

  joint = g_new0 (AssayAlternative, 1);
  joint->id = g_strdup_printf ("%s+%s", one->id, other->id);
  joint->name = g_strdup_printf (_ ("%s and %s together"), one->name, other->name);
  joint->hue = -1;
  joint->parts = g_steal_pointer (&parts);
  joint->second_low = profile->second_low;
  joint->second_high = profile->second_high;
  set_hop (joint, self->grounds, first, second, profile);

  return joint;
}

/* "serving, computing and data" */
static char *
name_parts (GPtrArray *parts)
{
  GString *names = g_string_new (NULL);
  guint left = 0;

  for (guint p = 0; p < parts->len; p++)
    left += ((AssayPart *) parts->pdata[p])->share > 0;
  for (guint p = 0; p < parts->len; p++)
    {
      const AssayPart *part = parts->pdata[p];

      if (!(part->share > 0))
        continue;
      left--;
      g_string_append_printf (names, "%s%s", part->part, left > 1 ? ", " : left == 1 ? _ (" and ") : "");
    }

  return g_string_free (names, FALSE);
}

static char *
say_alone (const AssayDecision *self, guint n_sides, guint only)
{
  g_autofree char *names = name_parts (self->parts);
  guint used = 0;

  for (guint p = 0; p < self->parts->len; p++)
    used += ((AssayPart *) self->parts->pdata[p])->share > 0;
  if (n_sides < 2)
    return g_strdup (_ ("Nothing is joined: there is only one technology."));
  if (used == 0)
    return g_strdup (_ ("Nothing is joined: the profile names no parts of the system."));
  if (used == 1)
    return g_strdup_printf (_ ("Nothing is joined: the profile knows only one part of the system, %s."), names);
  if (n_sides > 2)
    return g_strdup_printf (_ ("Every part goes to one technology, whichever two are set against each other: %s."), names);

  return g_strdup_printf (_ ("Every part goes to %s: %s."), ((AssayAlternative *) self->alternatives->pdata[only])->name, names);
}

void
assay_decision_join (AssayDecision *self, const AssayProfile *profile)
{
  guint n = self->alternatives->len, only = 0;

  for (guint first = 0; first < n; first++)
    for (guint second = first + 1; second < n && self->alternatives->len < ASSAY_SMAA_MOST_ALTERNATIVES; second++)
      {
        AssayAlternative *joint = joint_new (self, first, second, profile, &only);

        if (joint != NULL)
          g_ptr_array_add (self->alternatives, joint);
      }
  if (self->alternatives->len == n)
    self->alone = say_alone (self, n, only);
}

static void
set_shares (const AssayDecision *self, const AssayDriver *driver, const AssayAlternative *joint, double *shares)
{
  double total = 0;

  for (guint p = 0; p < self->parts->len; p++)
    {
      const AssayPart *part = self->parts->pdata[p];

      total += part->share;
      if (g_strcmp0 (driver->part, part->part) != 0)
        continue;
      shares[joint->parts[p]] = 1;
      return;
    }
  for (guint p = 0; p < self->parts->len; p++)
    {
      double share = ((AssayPart *) self->parts->pdata[p])->share;

      if (share > 0)
        shares[joint->parts[p]] = driver->joined == ASSAY_JOINED_WEAKEST ? 1 : MIN (shares[joint->parts[p]] + share / total, 1);
    }
}

/* How much less an answer is worth that takes the typical time and @hop milliseconds more. */
static double
hop_cost (const AssayHopScale *scale, double hop)
{
  double later = scale->typical + hop * assay_unit_find ("ms")->factor / scale->factor;

  return CLAMP (assay_evidence_value (scale->evidence, scale->typical) - assay_evidence_value (scale->evidence, later), 0, 1);
}

/* What joining costs under @driver in a setting; FALSE: nothing, or nobody knows. */
static gboolean
find_cost (const AssayDriver *driver, const AssayAlternative *joint, const AssayHopScale *scale, AssayValuePoint *cost)
{
  if (driver->kind == ASSAY_DRIVER_OPERATION)
    {
      cost->low = (float) CLAMP (joint->second_low / ASSAY_WORST_OPERATION, 0, 1);
      cost->high = (float) CLAMP (joint->second_high / ASSAY_WORST_OPERATION, 0, 1);
      return TRUE;
    }
  if (!driver->hop || isnan (joint->hop_low) || scale->evidence == NULL || isnan (scale->factor))
    return FALSE;
  cost->low = (float) hop_cost (scale, joint->hop_low);
  cost->high = (float) hop_cost (scale, joint->hop_high);

  return TRUE;
}

static AssayValuePoint *
keep_point (AssayDecisionDriver *self, AssayValuePoint point)
{
  AssayValuePoint *kept = g_memdup2 (&point, sizeof point);

  g_ptr_array_add (self->owned, kept);

  return kept;
}

void
assay_decision_fill_joint (AssayDecision *self, AssayDecisionDriver *driver, const AssayGround *ground, guint index, const AssayProfile *profile)
{
  const AssayAlternative *joint = self->alternatives->pdata[index];
  const AssayJudgement *judgement = assay_profile_find_judgement (profile, driver->driver->id, joint->id);
  guint n = self->alternatives->len;
  AssayValueCell cell = { NULL, 0, NULL, FALSE };
  double *shares;

  if (judgement != NULL)
    {
      cell.points = keep_point (driver, (AssayValuePoint) { (float) (judgement->low / 100), (float) (judgement->high / 100) });
      cell.n = 1;
      driver->basis = ASSAY_BASIS_JUDGEMENT;
    }
  else
    {
      cell.shares = shares = g_new0 (double, n);
      g_ptr_array_add (driver->owned, shares);
      set_shares (self, driver->driver, joint, shares);
      cell.weakest = driver->driver->joined == ASSAY_JOINED_WEAKEST;
    }
  for (guint s = 0; s < driver->settings->len; s++)
    {
      AssayValueCell *filled = &driver->cells[s * n + index];
      AssayValuePoint cost;

      *filled = cell;
      if (judgement != NULL || !find_cost (driver->driver, joint, &g_array_index (ground->scales, AssayHopScale, s), &cost))
        continue;
      filled->points = keep_point (driver, cost);
      filled->n = 1;
    }
}

static void
hop_free (AssayHop *self)
{
  assay_datum_unref (self->datum);
  g_free (self);
}

/* The time through both sides less the time without the hop; it is never less than none. */
static AssayHop *
hop_new (const AssayGroundwork *work, const AssayReading *reading)
{
  int front = assay_groundwork_side (work, reading->datum->subject), back = assay_groundwork_side (work, reading->against->subject);
  const AssayUnit *unit = reading->datum->metric->unit;
  double to_ms = unit->factor / assay_unit_find ("ms")->factor, with, with_low, with_high, without, low, high;
  AssayHop *self;

  if (front < 0 || back < 0 || front == back || unit->quantity != ASSAY_QUANTITY_TIME ||
      !assay_evidence_number (reading->datum, &with, &with_low, &with_high) || !assay_evidence_number (reading->against, &without, &low, &high) ||
      !isfinite (with_low - high) || !isfinite (with_high - low))
    return NULL;
  self = g_new0 (AssayHop, 1);
  self->first = (guint) MIN (front, back);
  self->second = (guint) MAX (front, back);
  self->low = MAX (with_low - high, 0) * to_ms;
  self->high = MAX (with_high - low, 0) * to_ms;
  self->datum = assay_datum_ref (reading->datum);

  return self;
}

GPtrArray *
assay_hops_gather (const AssayGroundwork *work)
{
  GPtrArray *drivers = assay_store_get_drivers (work->store);
  GPtrArray *hops = g_ptr_array_new_with_free_func ((GDestroyNotify) hop_free);

  for (guint i = 0; i < drivers->len; i++)
    {
      const AssayDriver *driver = drivers->pdata[i];
      g_autoptr (GPtrArray) readings = driver->hop_test != NULL ? assay_evidence_gather (work->store, driver->hop_test, 0) : NULL;

      /* They come by date: the newest first. */
      for (guint k = readings != NULL ? readings->len : 0; k > 0; k--)
        {
          AssayHop *hop = hop_new (work, readings->pdata[k - 1]);

          if (hop != NULL)
            g_ptr_array_add (hops, hop);
        }
    }

  return hops;
}
