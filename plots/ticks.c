#include "plots/ticks.h"

#include <math.h>

#include "data/model/units.h"
#include "plots/ticks-date.h"

static void
tick_clear (gpointer tick)
{
  g_free (((AssayTick *) tick)->label);
}

/* The smallest of 1, 2, 2.5, 5 times a power of ten that is at least @step. */
static double
round_step (double step)
{
  static const double steps[] = { 1, 2, 2.5, 5, 10 };
  double power = pow (10, floor (log10 (step)));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= step * (1 - 1e-9))
      return steps[i] * power;

  return 10 * power;
}

static double
linear_step (const AssayScale *scale, guint most)
{
  return round_step ((scale->max - scale->min) / (MAX (most, 2) - 1));
}

/* Multipliers within a decade: as many as fit. */
static guint
log_multiples (const AssayScale *scale, guint most, const double **multiples)
{
  static const double one[] = { 1 }, three[] = { 1, 2, 5 };
  double decades = log10 (scale->max) - log10 (scale->min);

  *multiples = decades * 3 < most ? three : one;

  return decades * 3 < most ? G_N_ELEMENTS (three) : G_N_ELEMENTS (one);
}

/* To the nearest of 1-2-5 in any case: an end need not be a tick, and whole decades could leave half the page empty. */
static void
round_log (AssayScale *self)
{
  static const double multiples[] = { 1, 2, 5 };
  const guint n = G_N_ELEMENTS (multiples);
  double low = pow (10, floor (log10 (self->min) + 1e-9)), high = pow (10, floor (log10 (self->max) - 1e-9));
  double min = low, max = high * 10;

  for (guint i = 0; i < n; i++)
    if (low * multiples[i] <= self->min * (1 + 1e-9))
      min = low * multiples[i];
  for (guint i = n; i-- > 0; )
    if (high * multiples[i] >= self->max * (1 - 1e-9))
      max = high * multiples[i];
  if (min > 0 && isfinite (max))
    {
      self->min = min;
      self->max = max;
    }
}

static void
round_linear (AssayScale *self, guint most)
{
  double step, min = self->min, max = self->max;

  /* Widening can cost one tick more than the range had, so it is tried until the count holds. */
  for (guint tries = most; tries >= 2; tries--)
    {
      step = linear_step (self, tries);
      min = floor (self->min / step + 1e-9) * step;
      max = ceil (self->max / step - 1e-9) * step;
      if ((max - min) / step < most - 0.5)
        break;
    }
  if (isfinite (min) && isfinite (max) && max > min)
    {
      self->min = min;
      self->max = max;
    }
}

void
assay_scale_round (AssayScale *self, const AssayAxis *axis, guint most)
{
  double min = self->min, max = self->max;

  most = CLAMP (most, 2, ASSAY_MOST_TICKS);
  if (self->kind == ASSAY_SCALE_LOG)
    round_log (self);
  else if (self->kind == ASSAY_SCALE_LINEAR)
    round_linear (self, most);
  if (axis != NULL && isfinite (axis->min) && axis->min < self->max)
    self->min = min;
  if (axis != NULL && isfinite (axis->max) && axis->max > self->min)
    self->max = max;
}

static void
add_tick (GArray *ticks, double value, char *label)
{
  AssayTick tick = { value, label };

  g_array_append_val (ticks, tick);
}

static void
linear_ticks (GArray *ticks, const AssayScale *scale, const AssayUnit *unit, guint most)
{
  double step = linear_step (scale, most), first = ceil (scale->min / step - 1e-9);

  for (guint i = 0; i < most && (first + i) * step <= scale->max + step * 1e-9; i++)
    {
      double value = (first + i) * step;

      if (value == 0)
        value = 0;   /* not -0 */
      add_tick (ticks, value, assay_unit_short (unit, value));
    }
}

static void
log_ticks (GArray *ticks, const AssayScale *scale, const AssayUnit *unit, guint most)
{
  const double *multiples;
  guint n = log_multiples (scale, most, &multiples);
  int first = (int) floor (log10 (scale->min) + 1e-9), last = (int) floor (log10 (scale->max) + 1e-9);
  int every = n > 1 ? 1 : MAX (1, (int) ceil ((last - first + 1) / (double) most));

  for (int decade = first; decade <= last; decade += every)
    for (guint i = 0; i < n && ticks->len < most; i++)
      {
        double value = pow (10, decade) * multiples[i];

        if (value >= scale->min * (1 - 1e-9) && value <= scale->max * (1 + 1e-9))
          add_tick (ticks, value, assay_unit_short (unit, value));
      }
}

static void
category_ticks (GArray *ticks, const AssayScale *scale)
{
  for (double i = ceil (scale->min); i <= scale->max; i++)
    add_tick (ticks, i, NULL);
}

GArray *
assay_ticks_new (const AssayScale *scale, const AssayUnit *unit, guint most)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (AssayTick));

  g_array_set_clear_func (ticks, tick_clear);
  most = CLAMP (most, 2, ASSAY_MOST_TICKS);
  if (scale->kind == ASSAY_SCALE_LINEAR)
    linear_ticks (ticks, scale, unit, most);
  else if (scale->kind == ASSAY_SCALE_LOG)
    log_ticks (ticks, scale, unit, most);
  else if (scale->kind == ASSAY_SCALE_DATE)
    assay_ticks_add_dates (ticks, scale, most);
  else
    category_ticks (ticks, scale);

  return ticks;
}
