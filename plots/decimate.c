#include "plots/decimate.h"

#include <math.h>

#include "plots/memory.h"

#define LANES 8

/* Twice as fast on processors of the last ten years, which the resolver recognises; it runs too early for the sanitisers. */
#if defined (__x86_64__) && defined (__GLIBC__) && !defined (__clang__) && !defined (__SANITIZE_ADDRESS__)
#define FOR_SEVERAL_PROCESSORS __attribute__ ((target_clones ("avx2", "default")))
#define INTO_THEM __attribute__ ((always_inline)) inline
#else
#define FOR_SEVERAL_PROCESSORS
#define INTO_THEM inline
#endif

static const AssayExtent nothing = { INFINITY, -INFINITY };

static INTO_THEM void
extent_add (AssayExtent *self, double low, double high)
{
  self->low = low < self->low ? low : self->low;
  self->high = high > self->high ? high : self->high;
}

static INTO_THEM AssayExtent
scan (const double *values, gsize n)
{
  AssayExtent extent = nothing;

  for (gsize i = 0; i < n; i++)
    extent_add (&extent, values[i], values[i]);

  return extent;
}

/* Eight running extremes beside each other, which compilers turn into vectors, as one wouldn't be: it isn't theirs to reorder
 * comparisons. A NAN compares false and so is passed over. */
static INTO_THEM AssayExtent
scan_block (const double values[ASSAY_PYRAMID_BLOCK])
{
  double low[LANES], high[LANES];
  AssayExtent extent = nothing;

  for (guint lane = 0; lane < LANES; lane++)
    {
      low[lane] = INFINITY;
      high[lane] = -INFINITY;
    }
  for (guint i = 0; i < ASSAY_PYRAMID_BLOCK; i += LANES)
    for (guint lane = 0; lane < LANES; lane++)
      {
        low[lane] = values[i + lane] < low[lane] ? values[i + lane] : low[lane];
        high[lane] = values[i + lane] > high[lane] ? values[i + lane] : high[lane];
      }
  for (guint lane = 0; lane < LANES; lane++)
    extent_add (&extent, low[lane], high[lane]);

  return extent;
}

static INTO_THEM gboolean
has_gap (const double *values, gsize n)
{
  guint gaps = 0;

  for (gsize i = 0; i < n; i++)
    gaps |= values[i] != values[i];

  return gaps != 0;
}

/* Of @n values and the one before the first, if @first isn't the beginning. */
static INTO_THEM gboolean
is_ascending (const double *values, gsize first, gsize n)
{
  guint falls = 0;

  for (gsize i = MAX (first, 1); i < first + n; i++)
    falls |= !(values[i - 1] <= values[i]);

  return falls == 0;
}

/* Block by block over both arrays, so that each is read from memory once. */
FOR_SEVERAL_PROCESSORS static void
pyramid_build (AssayPyramid *self)
{
  for (gsize first = 0, b = 0; first < self->n; first += ASSAY_PYRAMID_BLOCK, b++)
    {
      gsize n = MIN (ASSAY_PYRAMID_BLOCK, self->n - first);
      const double *y = self->y + first;

      self->blocks[b] = n == ASSAY_PYRAMID_BLOCK ? scan_block (y) : scan (y, n);
      extent_add (&self->y_range, self->blocks[b].low, self->blocks[b].high);
      self->gaps = self->gaps || has_gap (y, n);
      if (self->x != NULL && self->ascending)
        self->ascending = is_ascending (self->x, first, n);
    }
}

static AssayExtent
get_x_range (const AssayPyramid *self)
{
  if (self->n == 0)
    return nothing;
  if (self->x == NULL)
    return (AssayExtent) { 0, self->n - 1 };
  if (self->ascending)
    return (AssayExtent) { self->x[0], self->x[self->n - 1] };

  return scan (self->x, self->n);
}

AssayPyramid *
assay_pyramid_new (const double *x, const double *y, gsize n)
{
  AssayPyramid *self = g_new0 (AssayPyramid, 1);

  self->x = x;
  self->y = y;
  self->n = n;
  self->blocks = assay_large_new ((n / ASSAY_PYRAMID_BLOCK + 1) * sizeof (AssayExtent));
  self->y_range = nothing;
  self->ascending = n == 0 || x == NULL || !isnan (x[0]);
  pyramid_build (self);
  self->x_range = get_x_range (self);

  return self;
}

void
assay_pyramid_free (AssayPyramid *self)
{
  assay_large_free (self->blocks);
  g_free (self);
}

AssayExtent
assay_pyramid_extent (const AssayPyramid *self, gsize first, gsize end)
{
  gsize block = (first + ASSAY_PYRAMID_BLOCK - 1) / ASSAY_PYRAMID_BLOCK;
  gsize last = end / ASSAY_PYRAMID_BLOCK;
  AssayExtent extent, tail;

  if (first >= end)
    return nothing;
  if (block >= last)
    return scan (self->y + first, end - first);

  extent = scan (self->y + first, block * ASSAY_PYRAMID_BLOCK - first);
  tail = scan (self->y + last * ASSAY_PYRAMID_BLOCK, end - last * ASSAY_PYRAMID_BLOCK);
  extent_add (&extent, tail.low, tail.high);
  for (; block < last; block++)
    extent_add (&extent, self->blocks[block].low, self->blocks[block].high);

  return extent;
}

gsize
assay_pyramid_find (const AssayPyramid *self, gsize first, gsize end, double value)
{
  gsize i = first;

  while (i < end)
    {
      const AssayExtent *block = &self->blocks[i / ASSAY_PYRAMID_BLOCK];
      gsize stop = MIN (end, (i / ASSAY_PYRAMID_BLOCK + 1) * ASSAY_PYRAMID_BLOCK);

      if (block->low > value || block->high < value)
        i = stop;
      for (; i < stop; i++)
        if (self->y[i] == value)
          return i;
    }

  return end;
}

double
assay_pyramid_get_x (const AssayPyramid *self, gsize index)
{
  return self->x != NULL ? self->x[index] : (double) index;
}

/* Where @x would be if the points were evenly spread, which those of a trace nearly are. */
static gsize
guess (const AssayPyramid *self, double x)
{
  double range = self->x_range.high - self->x_range.low, share = (x - self->x_range.low) / range;

  return isfinite (share) ? CLAMP (share, 0, 1) * (self->n - 1) : 0;
}

/* From the guess outwards in growing steps until @x lies between, then by halves. */
gsize
assay_pyramid_search (const AssayPyramid *self, double x)
{
  gsize low = 0, high = self->n, at = self->n > 0 ? guess (self, x) : 0;

  for (gsize step = 1; low < high && at < high; at += step, step *= 4)
    if (assay_pyramid_get_x (self, at) < x)
      low = at + 1;
    else
      {
        high = at;
        break;
      }
  for (gsize step = 1; low < high && step < high - low; step *= 4)
    if (assay_pyramid_get_x (self, high - step) < x)
      low = high - step + 1;
    else
      high -= step;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (assay_pyramid_get_x (self, middle) < x)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}
