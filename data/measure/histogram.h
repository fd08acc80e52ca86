/* Durations counted in buckets of constant relative width, with the largest kept exactly. */
#pragma once

#include <glib.h>

#include "data/measure/types.h"

G_BEGIN_DECLS

#define ASSAY_HISTOGRAM_TAIL 1000   /* so many of the largest values are kept at full resolution */

/* Buckets as HdrHistogram's: each power of two has 128 of them, so a value is off by at most 0.4 %. Not thread-safe. */
AssayHistogram *assay_histogram_new        (void);
void            assay_histogram_free       (AssayHistogram *self);
void            assay_histogram_clear      (AssayHistogram *self);
AssayHistogram *assay_histogram_copy       (const AssayHistogram *self);
/* @nanoseconds from 0 up to an hour; longer counts as an hour. */
void            assay_histogram_add        (AssayHistogram *self, guint64 nanoseconds);
void            assay_histogram_merge      (AssayHistogram *self, const AssayHistogram *other);
guint64         assay_histogram_count      (const AssayHistogram *self);
/* Seconds; NAN when empty. @p from 0 to 1, nearest rank; exact where the tail reaches. */
double          assay_histogram_percentile (const AssayHistogram *self, double p);
double          assay_histogram_mean       (const AssayHistogram *self);
double          assay_histogram_max        (const AssayHistogram *self);
/* Compact text "sum;bucket:count bucket:count ...;ns ns ..." (the sum in nanoseconds, buckets and tail ascending) and back: NULL with
 * %ASSAY_ERROR_FORMAT if the three don't agree with each other. The same values give the same text, whatever their order. */
char           *assay_histogram_to_text    (const AssayHistogram *self);
AssayHistogram *assay_histogram_from_text  (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayHistogram, assay_histogram_free)

G_END_DECLS
