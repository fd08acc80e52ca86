#include "plots/histogram.h"

#include <math.h>
#include <string.h>

/* The bits of a positive double are its logarithm in steps: 11 of exponent, then those of the mantissa, of which the first six
 * number the 64 buckets of an octave. */
#define BUCKET_SHIFT (52 - 6)
#define N_BUCKETS (2048 * ASSAY_BUCKETS_PER_OCTAVE)

/* Pages of either half that no value touches are never made. */
typedef struct
{
  guint64 *positive, *negative;
  guint64 zeros;
} Counts;

static inline guint
bucket_of (double magnitude)
{
  guint64 bits;

  memcpy (&bits, &magnitude, sizeof bits);

  return bits >> BUCKET_SHIFT;
}

static double
bucket_low (guint bucket)
{
  guint64 bits = (guint64) bucket << BUCKET_SHIFT;
  double low;

  memcpy (&low, &bits, sizeof low);

  return low;
}

static void
count_values (AssayCounts *self, Counts *counts, const double *values, gsize n)
{
  double low = INFINITY, high = -INFINITY;
  guint64 skipped = 0;

  for (gsize i = 0; i < n; i++)
    {
      double value = values[i];

      if (!isfinite (value))
        {
          skipped++;
          continue;
        }
      low = value < low ? value : low;
      high = value > high ? value : high;
      if (value > 0)
        counts->positive[bucket_of (value)]++;
      else if (value < 0)
        counts->negative[bucket_of (-value)]++;
      else
        counts->zeros++;
    }

  self->skipped = skipped;
  self->count = n - skipped;
  self->low = self->count > 0 ? low : NAN;
  self->high = self->count > 0 ? high : NAN;
}

static void
add_bucket (GArray *buckets, guint64 *before, double low, double high, guint64 count)
{
  AssayBucket bucket = { low, high, count, *before };

  if (count == 0)
    return;

  g_array_append_val (buckets, bucket);
  *before += count;
}

static void
collect_buckets (AssayCounts *self, const Counts *counts)
{
  GArray *buckets = g_array_new (FALSE, FALSE, sizeof (AssayBucket));
  guint64 before = 0;

  if (self->low < 0)
    for (gint bucket = bucket_of (-self->low); bucket >= 0; bucket--)
      add_bucket (buckets, &before, -bucket_low (bucket + 1), -bucket_low (bucket), counts->negative[bucket]);
  add_bucket (buckets, &before, 0, 0, counts->zeros);
  if (self->high > 0)
    for (guint bucket = 0; bucket <= bucket_of (self->high); bucket++)
      add_bucket (buckets, &before, bucket_low (bucket), bucket_low (bucket + 1), counts->positive[bucket]);

  self->n_buckets = buckets->len;
  self->buckets = (AssayBucket *) g_array_free (buckets, FALSE);
}

AssayCounts *
assay_counts_new (const double *values, gsize n)
{
  AssayCounts *self = g_new0 (AssayCounts, 1);
  g_autofree guint64 *positive = g_new0 (guint64, N_BUCKETS);
  g_autofree guint64 *negative = g_new0 (guint64, N_BUCKETS);
  Counts counts = { positive, negative, 0 };

  count_values (self, &counts, values, n);
  collect_buckets (self, &counts);

  return self;
}

void
assay_counts_free (AssayCounts *self)
{
  g_free (self->buckets);
  g_free (self);
}

/* The last bucket that begins at or before the value of rank @rank (from 1). */
static const AssayBucket *
find_rank (const AssayCounts *self, guint64 rank)
{
  guint low = 0, high = self->n_buckets;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->buckets[middle].before < rank)
        low = middle;
      else
        high = middle;
    }

  return &self->buckets[low];
}

static double
bucket_middle (const AssayBucket *bucket)
{
  return bucket->low + (bucket->high - bucket->low) / 2;
}

double
assay_counts_quantile (const AssayCounts *self, double p)
{
  guint64 rank;

  g_return_val_if_fail (p >= 0 && p <= 1, NAN);

  if (self->count == 0)
    return NAN;

  rank = CLAMP (ceil (p * self->count), 1, self->count);
  if (rank == 1)
    return self->low;
  if (rank == self->count)
    return self->high;

  return CLAMP (bucket_middle (find_rank (self, rank)), self->low, self->high);
}
