/* Distributions of many values from counts in logarithmic buckets, instead of from sorting. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As in HdrHistogram (G. Tene): each power of two is cut into 64 equal buckets, so that a bucket's middle is less than 0.8 % off
 * any value in it (1/128). Negative values mirror the positive ones. */
#define ASSAY_BUCKETS_PER_OCTAVE 64

typedef struct
{
  double low, high;     /* low <= value < high; both 0 for zero */
  guint64 count;        /* > 0 */
  guint64 before;       /* how many values are less */
} AssayBucket;

typedef struct
{
  AssayBucket *buckets; /* only those that hold something, ascending */
  guint n_buckets;
  guint64 count;        /* finite values */
  guint64 skipped;      /* the others: NAN, infinite */
  double low, high;     /* the exact extremes; NAN if count is 0 */
} AssayCounts;

/* Of @n @values, in one pass. Transfer full. */
AssayCounts *assay_counts_new      (const double *values, gsize n);
void         assay_counts_free     (AssayCounts *self);
/* The value at rank ceil (@p x count), 0 <= @p <= 1, as the middle of its bucket; the extremes exactly. NAN if it is empty. */
double       assay_counts_quantile (const AssayCounts *self, double p);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayCounts, assay_counts_free)

G_END_DECLS
