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

/* What round values are multiples of: bytes are counted in KiB, MiB ..., and 20,000,000 of them are no round number. */
static double
grain_of (const AssayScale *scale, const AssayUnit *unit)
{
  double most = MAX (fabs (scale->min), fabs (scale->max)), grain = 1;

  if (unit == NULL || unit->quantity != ASSAY_QUANTITY_BYTES || unit->factor != 1)
    return 1;
  while (grain * 1024 <= most)
    grain *= 1024;

  return grain;
}

static double
linear_step (const AssayScale *scale, const AssayUnit *unit, guint most)
{
  double grain = grain_of (scale, unit);

  return grain * round_step ((scale->max - scale->min) / grain / (MAX (most, 2) - 1));
}

/* What is read easily within a decade, most of it first. */
typedef struct
{
  double values[3];
  guint n;
} Multiples;

static const Multiples all_multiples[] = { { { 1, 2, 5 }, 3 }, { { 1, 3 }, 2 }, { { 1 }, 1 } };

/* The values within the range, in rising order; every @every-th decade. Array of double, transfer full. */
static GArray *
list_multiples (const AssayScale *scale, const Multiples *multiples, int every)
{
  int first = (int) floor (log10 (scale->min) + 1e-9), last = (int) floor (log10 (scale->max) + 1e-9);
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (int decade = first; decade <= last; decade += every)
    for (guint i = 0; i < multiples->n; i++)
      {
        double value = pow (10, decade) * multiples->values[i];

        if (value >= scale->min * (1 - 1e-9) && value <= scale->max * (1 + 1e-9))
          g_array_append_val (values, value);
      }

  return values;
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
round_linear (AssayScale *self, const AssayUnit *unit, guint most)
{
  double step, min = self->min, max = self->max;

  /* Widening can cost one tick more than the range had, so it is tried until the count holds. */
  for (guint tries = most; tries >= 2; tries--)
    {
      step = linear_step (self, unit, tries);
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
    round_linear (self, axis != NULL ? axis->unit : NULL, most);
  if (axis != NULL && isfinite (axis->min) && axis->min < self->max)
    self->min = min;
  if (axis != NULL && isfinite (axis->max) && axis->max > self->min)
    self->max = max;
}

static void
add_tick (GArray *ticks, double value)
{
  AssayTick tick = { value, NULL };

  g_array_append_val (ticks, tick);
}

static void
label_ticks (GArray *ticks, const AssayUnit *unit)
{
  double greatest = 0;

  for (guint i = 0; i < ticks->len; i++)
    greatest = MAX (greatest, fabs (g_array_index (ticks, AssayTick, i).value));
  for (guint i = 0; i < ticks->len; i++)
    {
      AssayTick *tick = &g_array_index (ticks, AssayTick, i);

      tick->label = assay_unit_tick (unit, tick->value, greatest);
    }
}

static void
linear_ticks (GArray *ticks, const AssayScale *scale, const AssayUnit *unit, guint most)
{
  double step = linear_step (scale, unit, most), first = ceil (scale->min / step - 1e-9);

  for (guint i = 0; i < most && (first + i) * step <= scale->max + step * 1e-9; i++)
    {
      double value = (first + i) * step;

      if (value == 0)
        value = 0;   /* not -0 */
      add_tick (ticks, value);
    }
}

/* As many multiples as fit; else whole decades, then fewer of those. */
static void
log_ticks (GArray *ticks, const AssayScale *scale, guint most)
{
  int decades = (int) ceil (log10 (scale->max) - log10 (scale->min)) + 1;

  for (guint i = 0; i < G_N_ELEMENTS (all_multiples) && ticks->len == 0; i++)
    {
      int every = all_multiples[i].n > 1 ? 1 : MAX (1, (int) ceil (decades / (double) most));
      g_autoptr (GArray) values = list_multiples (scale, &all_multiples[i], every);

      for (guint k = 0; k < values->len && (values->len <= most || all_multiples[i].n == 1); k++)
        if (ticks->len < most)
          add_tick (ticks, g_array_index (values, double, k));
    }
}

static void
category_ticks (GArray *ticks, const AssayScale *scale)
{
  for (double i = ceil (scale->min); i <= scale->max; i++)
    add_tick (ticks, i);
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
    log_ticks (ticks, scale, most);
  else if (scale->kind == ASSAY_SCALE_DATE)
    assay_ticks_add_dates (ticks, scale, most);
  else
    category_ticks (ticks, scale);
  if (scale->kind == ASSAY_SCALE_LINEAR || scale->kind == ASSAY_SCALE_LOG)
    label_ticks (ticks, unit);

  return ticks;
}
