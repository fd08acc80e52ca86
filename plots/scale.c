#include "plots/scale.h"

#include <math.h>

/* A kind of scale: how its values become numbers that are evenly spaced, and back. */
typedef struct
{
  double (*even)  (double value);
  double (*value) (double even);
  double floor, ceiling;     /* smallest and largest value that can be shown */
  double first, last;        /* the range where there is no data */
} ScaleKind;

static double
same (double value)
{
  return value;
}

static double
power (double even)
{
  return pow (10, even);
}

#define UNIX_EPOCH 719163.0   /* as a julian day of GDate */
#define LAST_DAY 23936166.0   /* of GDate: the end of the year 65535 */
#define LARGEST (G_MAXDOUBLE / 4)

static const ScaleKind kinds[] = {
  [ASSAY_SCALE_LINEAR] = { same, same, -LARGEST, LARGEST, 0, 1 },
  [ASSAY_SCALE_LOG] = { log10, power, G_MINDOUBLE, LARGEST, 1, 10 },
  [ASSAY_SCALE_DATE] = { same, same, 1, LAST_DAY, UNIX_EPOCH, UNIX_EPOCH + 365 },
  [ASSAY_SCALE_CATEGORY] = { same, same, -0.5, LARGEST, -0.5, 0.5 },
};

static const ScaleKind *
kind_of (const AssayScale *self)
{
  g_return_val_if_fail (self->kind < G_N_ELEMENTS (kinds), &kinds[ASSAY_SCALE_LINEAR]);

  return &kinds[self->kind];
}

/* A range of one value becomes one around it, so that a single point lies in the middle. */
static void
spread (AssayScale *self, const ScaleKind *kind)
{
  double middle = self->min;

  if (self->kind == ASSAY_SCALE_LOG)
    {
      self->min = MAX (middle / 2, kind->floor);
      self->max = MIN (middle * 2, kind->ceiling);
    }
  else
    {
      double half = self->kind == ASSAY_SCALE_DATE ? 180 : MAX (fabs (middle) / 2, 0.5);

      self->min = MAX (middle - half, kind->floor);
      self->max = MIN (middle + half, kind->ceiling);
    }
}

AssayScale
assay_scale_new (AssayScaleKind scale_kind, double min, double max)
{
  AssayScale self = { scale_kind, min, max, 0, 1 };
  const ScaleKind *kind = kind_of (&self);

  if (isnan (min) || isnan (max))
    {
      self.min = isnan (min) ? (isnan (max) ? kind->first : max) : min;
      self.max = isnan (max) ? (isnan (min) ? kind->last : min) : max;
    }
  if (self.min > self.max)
    {
      double swap = self.min;

      self.min = self.max;
      self.max = swap;
    }
  self.min = CLAMP (self.min, kind->floor, kind->ceiling);
  self.max = CLAMP (self.max, kind->floor, kind->ceiling);
  if (kind->even (self.max) - kind->even (self.min) < 1e-12 * fabs (kind->even (self.max)) || self.max <= self.min)
    spread (&self, kind);

  return self;
}

AssayScale
assay_scale_categories (guint n)
{
  return assay_scale_new (ASSAY_SCALE_CATEGORY, -0.5, MAX (n, 1) - 0.5);
}

double
assay_scale_map (const AssayScale *self, double value)
{
  const ScaleKind *kind = kind_of (self);
  double first = kind->even (self->min), last = kind->even (self->max);

  if (!assay_scale_shows (self, value))
    return self->from;

  return self->from + (kind->even (value) - first) / (last - first) * (self->to - self->from);
}

double
assay_scale_clamp (const AssayScale *self, double value)
{
  return CLAMP (assay_scale_map (self, value), MIN (self->from, self->to), MAX (self->from, self->to));
}

double
assay_scale_invert (const AssayScale *self, double position)
{
  const ScaleKind *kind = kind_of (self);
  double first = kind->even (self->min), last = kind->even (self->max);

  if (self->to == self->from)
    return self->min;

  return kind->value (first + (position - self->from) / (self->to - self->from) * (last - first));
}

gboolean
assay_scale_shows (const AssayScale *self, double value)
{
  return isfinite (value) && (self->kind != ASSAY_SCALE_LOG || value > 0);
}
