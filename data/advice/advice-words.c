/* An advice in words: never surer than its kind. */
#include <math.h>

#include "data/advice/advice-private.h"

static const char *
name_of (const AssayAdvice *self, guint alternative)
{
  return assay_advice_get_alternative (self, alternative)->name;
}

static double
first_share (const AssayAdvice *self, guint alternative)
{
  return self->smaa->acceptability[alternative * self->smaa->n_alternatives] * 100;
}

static char *
make_verdict (const AssayAdvice *self)
{
  switch (self->kind)
    {
    case ASSAY_ADVICE_CLEAR:
      return g_strdup (name_of (self, self->order[0]));
    case ASSAY_ADVICE_LEANS:
      return g_strdup_printf ("Rather %s", name_of (self, self->order[0]));
    case ASSAY_ADVICE_NONE:
      return g_strdup ("None fits");
    default:
      return g_strdup ("No clear winner");
    }
}

/* "Throughput and Team skills": of the two strongest reasons. */
static char *
name_reasons (const AssayAdvice *self, double *weight)
{
  GString *names = g_string_new (NULL);

  *weight = 0;
  for (guint i = 0; i < MIN (self->reasons->len, 2); i++)
    {
      const AssayReason *reason = self->reasons->pdata[i];

      g_string_append_printf (names, "%s%s", i > 0 ? " and " : "", assay_advice_get_driver (self, reason->driver)->driver->name);
      *weight += assay_advice_weight (self, reason->driver) * 100;
    }

  return g_string_free (names, FALSE);
}

/* The weight that takes the least to flip it. */
static char *
say_flip (const AssayAdvice *self)
{
  const AssayFlip *flip = self->flips->len > 0 ? self->flips->pdata[0] : NULL;

  if (flip == NULL || flip->kind != ASSAY_FLIP_WEIGHT)
    return g_strdup ("");
  if (isnan (flip->at))
    return g_strdup (" No single weight changes that.");

  return g_strdup_printf (" %s %s %s %.0f\u202f%% and %s %s.", flip->at > flip->now ? "Raise" : "Lower",
                          assay_advice_get_driver (self, flip->driver)->driver->name, flip->at > flip->now ? "above" : "below", flip->at * 100,
                          name_of (self, flip->leader), assay_advice_leads (self, flip->leader));
}

static char *
say_why (const AssayAdvice *self)
{
  double weight;
  g_autofree char *names = name_reasons (self, &weight), *flip = say_flip (self);

  if (self->reasons->len == 0)
    return g_strdup_printf ("Nothing tells them apart.%s", flip);

  return g_strdup_printf ("%s %s because of %s, which %s %.0f\u202f%% of the weight.%s", name_of (self, self->leader),
                          assay_advice_leads (self, self->leader), names, self->reasons->len > 1 ? "have" : "has", weight, flip);
}

static char *
say_open (const AssayAdvice *self)
{
  guint first = self->order[0], second = self->order[MIN (1, self->smaa->n_alternatives - 1)];
  g_autofree char *flip = say_flip (self);

  return g_strdup_printf ("What is known and what you weigh don't decide it: %s %s first in %.0f of 100 draws, %s in %.0f.%s", name_of (self, first),
                          assay_advice_is (self, first), first_share (self, first), name_of (self, second), first_share (self, second),
                          self->lead * 100 >= 1 ? flip : "");
}

/* The must that is missed by the least of all. */
static char *
say_none (const AssayAdvice *self)
{
  guint best = 0, must = 0;
  double nearest = -INFINITY;

  for (guint j = 0; j < self->smaa->n_criteria; j++)
    for (guint a = 0; a < self->smaa->n_alternatives; a++)
      {
        double over = assay_advice_value (self, a, j) - assay_advice_get_driver (self, j)->floor;

        if (over < 0 && over > nearest)
          {
            nearest = over;
            best = a;
            must = j;
          }
      }

  return g_strdup_printf ("No alternative keeps every must. %s misses the least: under %s it must be worth %.0f of 100 and is worth %.0f.",
                          name_of (self, best), assay_advice_get_driver (self, must)->driver->name, assay_advice_get_driver (self, must)->floor * 100,
                          assay_advice_value (self, best, must) * 100);
}

static char *
say_confidence (const AssayAdvice *self)
{
  GString *text = g_string_new (NULL);
  const AssaySmaa *smaa = self->smaa;

  for (guint r = 0; r < MIN (smaa->n_alternatives, 3); r++)
    {
      guint a = self->order[r];

      g_string_append_printf (text, "%s%s: %s%.0f of 100 draws, worth %.0f of 100 (%.0f to %.0f)", r > 0 ? "; " : "", name_of (self, a),
                              r == 0 ? "first in " : "", first_share (self, a), smaa->mean[a] * 100, smaa->low[a] * 100, smaa->high[a] * 100);
    }

  return g_string_free (text, FALSE);
}

/* "Node.js does serving and computing (70 %), Python data (30 %)". */
static void
append_parts (const AssayAdvice *self, const AssayAlternative *joint, GString *text)
{
  const AssayDecision *decision = self->decision;
  gboolean any = FALSE;

  for (guint a = 0; a < decision->n_single; a++)
    {
      double share = 0;
      guint n = 0;

      for (guint p = 0; p < decision->parts->len; p++)
        {
          const AssayPart *part = decision->parts->pdata[p];

          if (joint->parts[p] != a)
            continue;
          if (n == 0)
            g_string_append_printf (text, "%s%s%s", any ? ", " : "", name_of (self, a), any ? " " : " does ");
          g_string_append_printf (text, "%s%s", n > 0 ? " and " : "", part->part);
          share += part->share;
          n++;
        }
      if (n > 0)
        g_string_append_printf (text, " (%.0f\u202f%%)", share * 100);
      any = any || n > 0;
    }
}

static void
append_price (const AssayAdvice *self, GString *text)
{
  const AssayDecision *decision = self->decision;

  g_string_append_printf (text, ", joined by a REST interface. A second runtime is assumed to take %.3g to %.3g\u202f%% of the team's time",
                          decision->second_low, decision->second_high);
  if (isnan (decision->hop_low))
    g_string_append (text, "; what a call from one to the other takes is not known here and counts for nothing");
  else
    g_string_append_printf (text, ", and a call from one to the other %s %.2g to %.2g\u202fms", decision->hop_measured ? "was measured to take" : "to take",
                            decision->hop_low, decision->hop_high);
  g_string_append_c (text, '.');
}

static void
append_break_even (const AssayAdvice *self, GString *text)
{
  if (isnan (self->break_even))
    g_string_append (text, " Operation weighs nothing, so the price doesn't matter.");
  else if (self->break_even < 0)
    g_string_append (text, " Even if it took no time at all, one of them alone would be worth more.");
  else if (self->break_even > 100)
    g_string_append (text, " It would be worth that whatever time it took.");
  else
    g_string_append_printf (text, " Together they are worth more than either alone as long as it takes less than %.0f\u202f%%.", self->break_even);
}

static char *
say_joint (const AssayAdvice *self)
{
  guint best = self->decision->n_single;
  GString *text;

  if (self->smaa->n_alternatives == self->decision->n_single)
    return NULL;
  for (guint a = best + 1; a < self->smaa->n_alternatives; a++)
    if (assay_advice_utility (self, a) > assay_advice_utility (self, best))
      best = a;
  text = g_string_new (NULL);
  append_parts (self, assay_advice_get_alternative (self, best), text);
  append_price (self, text);
  append_break_even (self, text);

  return g_string_free (text, FALSE);
}

void
assay_advice_find_words (AssayAdvice *self)
{
  self->verdict = make_verdict (self);
  if (self->kind == ASSAY_ADVICE_NONE)
    self->sentence = say_none (self);
  else if (self->kind == ASSAY_ADVICE_OPEN)
    self->sentence = say_open (self);
  else
    self->sentence = say_why (self);
  self->confidence = say_confidence (self);
  self->joint = say_joint (self);
}
