/* Advice as it is read aloud: never more certain than the draws are. */
#include "data/advice/advice-private.h"

#include <math.h>
#include <string.h>

#include "data/model/language.h"
#include "data/model/units.h"

gulong
assay_advice_number (const AssayAlternative *alternative)
{
  return alternative->parts != NULL ? 2 : 1;
}

char *
assay_advice_percent (double share)
{
  return assay_unit_format (assay_unit_find ("%"), round (100 * share));
}

char *
assay_advice_points (double value)
{
  return assay_unit_format (NULL, round (100 * value));
}

static double
round_beside (double x, double other)
{
  return round (100 * x) == round (100 * other) && fabs (x - other) > 5e-4 ? round (1000 * x) / 10 : round (100 * x);
}

char *
assay_advice_percent_beside (double share, double other)
{
  return assay_unit_format (assay_unit_find ("%"), round_beside (share, other));
}

char *
assay_advice_points_beside (double value, double other)
{
  return assay_unit_format (NULL, round_beside (value, other));
}

char *
assay_advice_draws_short (double share)
{
  double n = round (100 * share);

  if (n < 1 && share > 0)
    return g_strdup (_ ("fewer than 1"));
  if (n > 99 && share < 1)
    return g_strdup (_ ("more than 99"));

  return assay_unit_format (NULL, n);
}

char *
assay_advice_draws (double share)
{
  g_autofree char *n = assay_advice_draws_short (share);

  return g_strdup_printf (_ ("%s of 100"), n);
}

static const char *
name_of (const AssayAdvice *self, guint a)
{
  return assay_advice_alternative (self, a)->name;
}

static char *
weight_text (const AssayAdvice *self, const AssayFlip *flip)
{
  const char *driver = assay_advice_driver (self, flip->driver)->driver->name;
  const AssayAlternative *leader = assay_advice_alternative (self, flip->leader);
  gulong number = assay_advice_number (leader);
  g_autofree char *now = assay_advice_percent_beside (flip->now, flip->at), *at = assay_advice_percent_beside (flip->at, flip->now);

  if (isnan (flip->at))
    return g_strdup_printf (_ ("No weight of %s alone changes who leads"), driver);
  if (fabs (flip->at - flip->now) <= 5e-4)
    return g_strdup_printf (_ ("With %s at %s two are level: the least change of it decides who leads"), driver, now);

  if (flip->at > flip->now)
    return g_strdup_printf (ngettext ("Raise %1$s from %2$s to %3$s and %4$s leads", "Raise %1$s from %2$s to %3$s and %4$s lead", number), driver, now, at,
                            leader->name);

  return g_strdup_printf (ngettext ("Lower %1$s from %2$s to %3$s and %4$s leads", "Lower %1$s from %2$s to %3$s and %4$s lead", number), driver, now, at,
                          leader->name);
}

static char *
value_text (const AssayAdvice *self, const AssayFlip *flip)
{
  const char *driver = assay_advice_driver (self, flip->driver)->driver->name, *whose = name_of (self, flip->alternative);
  g_autofree char *now = assay_advice_points_beside (flip->now, flip->at), *at = assay_advice_points_beside (flip->at, flip->now);

  if (isnan (flip->at))
    return g_strdup_printf (_ ("No value of %s under %s alone changes who leads"), whose, driver);
  if (fabs (flip->at - flip->now) <= 5e-4)
    return g_strdup_printf (_ ("With %1$s worth %2$s of 100 under %3$s two are level: the least change of it decides who leads"), whose, now, driver);

  return g_strdup_printf (_ ("Were %1$s worth %2$s rather than %3$s of 100 under %4$s, %5$s would lead"), whose, at, now, driver, name_of (self, flip->leader));
}

static char *
range_text (const char *unit, double low, double high)
{
  return low == high ? assay_unit_format (assay_unit_find (unit), low) : assay_unit_format_range (assay_unit_find (unit), low, high);
}

static char *
operation_text (const AssayAdvice *self, const AssayFlip *flip)
{
  g_autofree char *at = assay_unit_format (assay_unit_find ("%"), round (flip->at)), *assumed = range_text ("%", flip->low, flip->high);

  if (flip->leader != flip->alternative)
    return g_strdup_printf (_ ("A second runtime may take up to %s of the team’s time before %s would lead; %s is assumed"), at,
                            name_of (self, flip->leader), assumed);

  return g_strdup_printf (_ ("%s would lead if a second runtime took no more than %s of the team’s time; %s is assumed"),
                          name_of (self, flip->alternative), at, assumed);
}

char *
assay_advice_flip_text (const AssayAdvice *self, const AssayFlip *flip)
{
  return flip->kind == ASSAY_FLIP_WEIGHT ? weight_text (self, flip)
         : flip->kind == ASSAY_FLIP_VALUE ? value_text (self, flip) : operation_text (self, flip);
}

/* "Node.js takes serving and data; Python takes computing" */
static void
append_parts (GString *text, const AssayAdvice *self, const AssayAlternative *joined)
{
  const GPtrArray *parts = self->decision->parts;

  for (guint a = 0; a < self->smaa->n_alternatives; a++)
    {
      guint n = 0, told = 0;

      for (guint p = 0; p < parts->len; p++)
        n += joined->parts[p] == a;
      if (n > 0)
        g_string_append_printf (text, /* Translators: “Node.js takes serving (90 % of the work)” */ _ ("%s%s takes "), text->len > 0 ? "; " : "", name_of (self, a));
      for (guint p = 0; p < parts->len; p++)
        if (joined->parts[p] == a)
          {
            const AssayPart *part = parts->pdata[p];
            g_autofree char *share = assay_advice_percent (part->share);

            told++;
            g_string_append_printf (text, _ ("%s%s (%s of the work)"), told == 1 ? "" : told == n ? _ (" and ") : ", ", part->part, share);
          }
    }
}

static void
append_worth (GString *text, const AssayAdvice *self)
{
  g_autofree char *price = assay_unit_format (assay_unit_find ("%"), round (self->break_even));

  if (isnan (self->break_even))
    g_string_append (text, _ (" What running it takes weighs nothing here."));
  else if (isinf (self->break_even))
    g_string_append (text, _ (" On average it is worth that, whatever the second runtime takes."));
  else if (self->break_even < 0)
    g_string_append (text, _ (" On average it would not be worth it even if the second runtime took no time."));
  else
    g_string_append_printf (text, _ (" On average it is worth it as long as the second runtime takes no more than %s."), price);
}

char *
assay_advice_joint_text (const AssayAdvice *self, guint joined)
{
  const AssayAlternative *alternative = assay_advice_alternative (self, joined);
  GString *text = g_string_new (NULL);
  g_autofree char *price = range_text ("%", alternative->second_low, alternative->second_high);

  append_parts (text, self, alternative);
  g_string_append_printf (text, _ ("; a REST API joins them. Running the second runtime is assumed to take %s of the team’s time"), price);
  if (isnan (alternative->hop_low))
    g_string_append (text, _ ("; what a call between them takes is not known."));
  else
    {
      g_autofree char *hop = range_text ("ms", alternative->hop_low, alternative->hop_high);

      g_string_append_printf (text, _ (", and a call between them %s (%s)."), hop, alternative->hop != NULL ? _ ("measured") : _ ("assumed"));
    }
  append_worth (text, self);

  return g_string_free (text, FALSE);
}

/* "Throughput and Tail latency": the strongest two reasons; their weights' sum in @weight. NULL if there is none. */
static char *
name_reasons (const AssayAdvice *self, double *weight)
{
  GString *text = g_string_new (NULL);

  *weight = 0;
  for (guint i = 0; i < MIN (self->reasons->len, 2); i++)
    {
      guint j = ((AssayReason *) self->reasons->pdata[i])->driver;
      const char *name = assay_advice_driver (self, j)->driver->name;

      /* "Throughput, and Data and AI" */
      g_string_append_printf (text, "%s%s", i == 0 ? "" : strstr (name, " and ") != NULL || strstr (text->str, " and ") != NULL ? _ (", and ") : _ (" and "), name);
      *weight += self->smaa->weight[j];
    }

  return g_string_free (text, self->reasons->len == 0);
}

/* The nearest weight that would change the lead, else the nearest value; NULL if nothing does. */
static const AssayFlip *
find_nearest (const AssayAdvice *self)
{
  for (guint i = 0; i < self->flips->len; i++)
    if (!isnan (((AssayFlip *) self->flips->pdata[i])->at))
      return self->flips->pdata[i];

  return NULL;
}

static char *
say_change (const AssayAdvice *self)
{
  const AssayFlip *flip = find_nearest (self);

  if (flip != NULL)
    return g_strdup_printf ("%s.", flip->text);

  return self->flips->len > 0 ? g_strdup (_ ("No single weight or value changes that.")) : NULL;
}

static void
append_change (GString *text, const AssayAdvice *self)
{
  if (self->change != NULL)
    g_string_append_printf (text, " %s", self->change);
}

/* "Node.js is first in 52 of 100 draws, Python in 48" */
static void
append_shares (GString *text, const AssayAdvice *self)
{
  guint m = self->smaa->n_alternatives;

  for (guint r = 0; r < m; r++)
    {
      const AssayAlternative *alternative = assay_advice_alternative (self, self->order[r]);
      double share = self->smaa->acceptability[self->order[r] * m];
      g_autofree char *first = assay_advice_draws (share), *other = assay_advice_draws_short (share);

      if (r == 0)
        g_string_append_printf (text, ngettext ("%1$s is first in %2$s draws", "%1$s are first in %2$s draws", assay_advice_number (alternative)),
                                alternative->name, first);
      else
        g_string_append_printf (text, _ (", %s in %s"), alternative->name, share == 0 ? _ ("none") : other);
    }
}

static char *
say_decided (const AssayAdvice *self)
{
  const AssayAlternative *leader = assay_advice_alternative (self, self->order[0]);
  GString *text = g_string_new (NULL);
  double weight;
  gulong number = assay_advice_number (leader);
  g_autofree char *reasons = name_reasons (self, &weight), *share = assay_advice_percent (weight);
  /* Translators: drivers and what they weigh, a part of “Node.js leads because of …” */
  g_autofree char *weighed = g_strdup_printf (self->reasons->len > 1 ? _ ("%1$s, which together weigh %2$s") : _ ("%1$s, which weighs %2$s"),
                                              reasons != NULL ? reasons : "", share);

  if (self->smaa->n_alternatives < 2)
    g_string_append_printf (text, ngettext ("%s is all there is to choose from.", "%s are all there is to choose from.", number), leader->name);
  else if (self->kind == ASSAY_ADVICE_CLEAR && reasons != NULL)
    g_string_append_printf (text, ngettext ("%1$s leads because of %2$s.", "%1$s lead because of %2$s.", number), leader->name, weighed);
  else if (self->kind == ASSAY_ADVICE_CLEAR)
    g_string_append_printf (text, ngettext ("%s leads, though no single driver makes much of a difference.",
                                            "%s lead, though no single driver makes much of a difference.", number), leader->name);
  else if (reasons != NULL)
    g_string_append_printf (text, _ ("The evidence leans towards %1$s, mostly because of %2$s."), leader->name, weighed);
  else
    g_string_append_printf (text, _ ("The evidence leans towards %s."), leader->name);
  append_change (text, self);

  return g_string_free (text, FALSE);
}

static char *
say_open (const AssayAdvice *self)
{
  GString *text = g_string_new (_ ("No clear winner: "));

  append_shares (text, self);
  g_string_append_c (text, '.');
  append_change (text, self);

  return g_string_free (text, FALSE);
}

static char *
say_none (const AssayAdvice *self)
{
  GString *text = g_string_new (NULL);

  for (guint r = 0; r < self->smaa->n_alternatives; r++)
    {
      const AssayAlternative *alternative = assay_advice_alternative (self, self->order[r]);
      g_autofree char *value = NULL, *asked = NULL;
      guint driver = 0;

      assay_advice_keeps (self, self->order[r], &driver);
      value = assay_advice_points_beside (assay_advice_value (self, self->order[r], driver), assay_advice_driver (self, driver)->floor);
      asked = assay_advice_points (assay_advice_driver (self, driver)->floor);
      g_string_append (text, r > 0 ? "; " : _ ("On average "));
      g_string_append_printf (text, ngettext ("%1$s is worth %2$s of 100 under %3$s, where at least %4$s is asked for",
                                              "%1$s are worth %2$s of 100 under %3$s, where at least %4$s is asked for", assay_advice_number (alternative)),
                              alternative->name, value, assay_advice_driver (self, driver)->driver->name, asked);
    }
  g_string_append (text, ".");

  return g_string_free (text, FALSE);
}

/* What the draws alone don't say: somebody else is worth more on average, or a must is missed more often than not. */
static void
append_doubts (GString *text, const AssayAdvice *self)
{
  guint leader = self->order[0], best = leader, driver;

  for (guint a = 0; a < self->smaa->n_alternatives; a++)
    if (assay_advice_keeps (self, a, NULL) && self->smaa->mean[a] > self->smaa->mean[best])
      best = a;
  if (self->smaa->mean[best] - self->smaa->mean[leader] > ASSAY_TIE)
    {
      const AssayAlternative *other = assay_advice_alternative (self, best);
      g_autofree char *theirs = assay_advice_points_beside (self->smaa->mean[best], self->smaa->mean[leader]);
      g_autofree char *ours = assay_advice_points_beside (self->smaa->mean[leader], self->smaa->mean[best]);

      g_string_append_printf (text, ngettext (" On average %s is worth more: %s of 100 against %s.", " On average %s are worth more: %s of 100 against %s.",
                                              assay_advice_number (other)), other->name, theirs, ours);
    }
  if (self->kind != ASSAY_ADVICE_NONE && !assay_advice_keeps (self, leader, &driver))
    g_string_append_printf (text, ngettext (" On average it misses the must on %s.", " On average they miss the must on %s.",
                                            assay_advice_number (assay_advice_alternative (self, leader))),
                            assay_advice_driver (self, driver)->driver->name);
}

static char *
say_confidence (const AssayAdvice *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *factor = assay_advice_draws_short (self->smaa->confidence[self->order[0]]);
  const AssayAlternative *leader = assay_advice_alternative (self, self->order[0]);

  append_shares (text, self);
  if (self->smaa->n_alternatives > 1 && self->smaa->acceptability[self->order[0] * self->smaa->n_alternatives] > 0)
    g_string_append_printf (text, _ ("; with the weights that suit %s best, in %s"), leader->name, factor);
  g_string_append_c (text, '.');
  append_doubts (text, self);

  return g_string_free (text, FALSE);
}

void
assay_advice_find_words (AssayAdvice *self)
{
  const char *leader = name_of (self, self->order[0]);

  self->verdict = g_strdup (self->kind == ASSAY_ADVICE_OPEN ? _ ("No clear winner")
                            : self->kind == ASSAY_ADVICE_NONE ? _ ("Nobody keeps the musts") : leader);
  self->change = say_change (self);
  self->sentence = self->kind == ASSAY_ADVICE_OPEN ? say_open (self)
                   : self->kind == ASSAY_ADVICE_NONE ? say_none (self) : say_decided (self);
  self->confidence = say_confidence (self);
  self->below[0] = self->kind == ASSAY_ADVICE_OPEN ? self->confidence : self->sentence;
  self->below[1] = self->kind == ASSAY_ADVICE_OPEN ? self->change : self->confidence;
}
