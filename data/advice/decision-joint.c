/* Two technologies joined: who does which part, and what each driver then is worth. */
#include <math.h>
#include <string.h>

#include "data/advice/decision-private.h"
#include "data/model/metric.h"
#include "data/model/subject.h"
#include "data/model/units.h"

#define MS 1e-3
#define PERCENT_TO_NOTHING 50.0  /* see decision.c */

static const AssayAlternative *
get_single (const AssayDecision *self, guint a)
{
  return self->alternatives->pdata[a];
}

/* What alternative @a is worth to a part: over the drivers that it alone decides. */
static double
worth (const AssayDecision *self, const char *part, guint a)
{
  double total = 0;

  for (guint j = 0; j < self->drivers->len; j++)
    {
      const AssayDecisionDriver *driver = self->drivers->pdata[j];
      double mean = 0;

      if (g_strcmp0 (driver->driver->part, part) != 0)
        continue;
      for (guint s = 0; s < driver->settings->len; s++)
        mean += assay_setting_mean (driver->settings->pdata[s], a) / driver->settings->len;
      total += driver->weight * mean;
    }

  return total;
}

/* Each part to whom it is worth more; who already has most of the work takes what is even. TRUE if both have one. */
static gboolean
share_out (const AssayDecision *self, guint a, guint b, guint *parts)
{
  double shares[2] = { 0, 0 };

  for (guint round = 0; round < 2; round++)
    for (guint p = 0; p < self->parts->len; p++)
      {
        const AssayPart *part = self->parts->pdata[p];
        double lead = worth (self, part->part, a) - worth (self, part->part, b);

        if ((fabs (lead) > 1e-9) != (round == 0))
          continue;
        if (round == 1)
          lead = shares[0] - shares[1];
        parts[p] = lead >= 0 ? a : b;
        shares[lead >= 0 ? 0 : 1] += part->share;
      }

  return shares[0] > 0 && shares[1] > 0;
}

static void
add_pair (AssayDecision *self, guint a, guint b, guint *parts)
{
  AssayAlternative *joint = g_new0 (AssayAlternative, 1);

  joint->id = g_strdup_printf ("%s+%s", get_single (self, a)->id, get_single (self, b)->id);
  joint->name = g_strdup_printf ("%s and %s together", get_single (self, a)->name, get_single (self, b)->name);
  joint->hue = -1;
  joint->parts = parts;
  g_ptr_array_add (self->alternatives, joint);
}

static char *
say_alone (const AssayDecision *self, guint whose)
{
  if (self->parts->len < 2)
    return g_strdup ("All of the work is of one kind, so that there is nothing to share out between two technologies.");

  return g_strdup_printf ("Every part is worth more in %s, so that there is nothing to share out.", get_single (self, whose)->name);
}

void
assay_decision_add_joint (AssayDecision *self, const AssayProfile *profile)
{
  guint whose = 0;

  self->second_low = profile->second_low;
  self->second_high = profile->second_high;
  self->hop_measured = isnan (profile->hop_low) && !isnan (self->base->hop_low);
  self->hop_low = self->hop_measured ? self->base->hop_low : profile->hop_low;
  self->hop_high = self->hop_measured ? self->base->hop_high : profile->hop_high;
  for (guint a = 0; a < self->n_single; a++)
    for (guint b = a + 1; b < self->n_single; b++)
      {
        guint *parts = g_new0 (guint, self->parts->len + 1);

        if (share_out (self, a, b, parts) && self->alternatives->len < ASSAY_SMAA_MOST_ALTERNATIVES)
          {
            add_pair (self, a, b, parts);
            continue;
          }
        whose = parts[0];
        g_free (parts);
      }
  if (self->alternatives->len == self->n_single)
    self->alone = say_alone (self, whose);
}

/* The alternative that does @part; -1 if the profile has no such part. */
static int
find_doer (const AssayDecision *self, const AssayAlternative *joint, const char *part)
{
  for (guint p = 0; part != NULL && p < self->parts->len; p++)
    if (strcmp (((AssayPart *) self->parts->pdata[p])->part, part) == 0)
      return joint->parts[p];

  return -1;
}

/* What an answer of typical length loses by @ms more. */
static double
lose (const AssaySetting *setting, double mean, double ms)
{
  const AssayDriverEvidence *scale = setting->evidence;
  const AssayMetric *metric = scale->metrics->pdata[0];
  double x = scale->log ? scale->worst * pow (scale->best / scale->worst, mean) : scale->worst + mean * (scale->best - scale->worst);

  return mean - assay_evidence_value (scale, x + ms * MS / metric->unit->factor);
}

static void
set_cost (AssayValueCell *cell, double low, double high, GPtrArray *keep)
{
  AssayValuePoint *cost;

  if (!(high > 0))
    return;
  cost = g_new (AssayValuePoint, 1);
  *cost = (AssayValuePoint) { CLAMP (low, 0, 1), CLAMP (high, 0, 1) };
  g_ptr_array_add (keep, cost);
  cell->points = cost;
  cell->n = 1;
}

void
assay_decision_fill_joint (AssayDecision *self, const AssayDecisionDriver *driver, const AssaySetting *setting, const AssayAlternative *joint,
                           AssayValueCell *cell, GPtrArray *keep)
{
  double *shares = g_new0 (double, ASSAY_SMAA_MOST_ALTERNATIVES);
  int doer = find_doer (self, joint, driver->driver->part);

  g_ptr_array_add (keep, shares);
  *cell = (AssayValueCell) { .shares = shares };
  if (doer >= 0)
    shares[doer] = 1;
  else
    for (guint p = 0; p < self->parts->len; p++)
      shares[joint->parts[p]] += ((AssayPart *) self->parts->pdata[p])->share;
  cell->weakest = doer < 0 && driver->driver->joined == ASSAY_JOINED_WEAKEST;
  if (driver->driver->kind == ASSAY_DRIVER_OPERATION)
    set_cost (cell, self->second_low / PERCENT_TO_NOTHING, self->second_high / PERCENT_TO_NOTHING, keep);
  else if (driver->driver->hop != NULL && setting->evidence != NULL && doer >= 0 && !isnan (self->hop_low))
    {
      double mean = assay_setting_mean (setting, doer);

      set_cost (cell, lose (setting, mean, self->hop_low), lose (setting, mean, self->hop_high), keep);
    }
}
