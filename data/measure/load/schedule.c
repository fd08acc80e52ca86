#include "data/measure/load/schedule.h"

#include <math.h>

/* SplitMix64 (Steele, Lea, Flood 2014): small, and good enough for gaps. In (0, 1]. */
static double
random_share (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;

  return (double) ((z >> 11) + 1) * 0x1p-53;
}

static double
random_gap (AssaySchedule *self)
{
  return -log (random_share (&self->state)) * self->gap;
}

void
assay_schedule_init (AssaySchedule *self, const AssayLoadSpec *spec)
{
  self->arrivals = spec->arrivals;
  self->gap = spec->rate > 0 ? 1e9 / spec->rate : 0;
  self->state = spec->seed;
  self->planned = 0;
  self->next = spec->arrivals == ASSAY_ARRIVALS_POISSON ? random_gap (self) : 0;
}

/* The constant plan is a product, not a sum: errors of rounding don't add up. */
void
assay_schedule_advance (AssaySchedule *self)
{
  self->planned++;
  if (self->arrivals == ASSAY_ARRIVALS_POISSON)
    self->next += random_gap (self);
  else
    self->next = (double) self->planned * self->gap;
}
