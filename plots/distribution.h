/* The inside of the three charts of samples: histogram, cumulative share, percentiles. */
#pragma once

#include "plots/histogram.h"
#include "plots/layout-private.h"

G_BEGIN_DECLS

/* Up to so many samples are sorted and drawn exactly; more, from logarithmic buckets (less than 0.8 % off). */
#define ASSAY_MOST_SORTED 100000

/* A value that samples have, ascending, with the share (0..1) of samples that are at most it. */
typedef struct
{
  double value, share;
  double low, high;       /* of the bucket that it stands for; else the value */
  guint64 rank;           /* how many samples are at most it */
  guint index;            /* one sample that has it; 0 where its series' origin speaks for all */
} AssayStep;

typedef struct
{
  GArray *steps;          /* of AssayStep */
  guint64 count;          /* finite samples */
} AssayDistribution;

/* What a mark stands for: share @low..@high of values, or a value at a share. */
typedef struct
{
  double low, high;       /* of values; equal: a point of a curve */
  double share;
  guint64 count;
} AssayCell;

typedef struct
{
  guint n;                            /* series */
  AssayDistribution *series;
  AssayAxis other;                    /* the axis that isn't of values: shares or percentiles */
  GArray *cells;                      /* of AssayCell, one a mark */
} AssayDistributions;

/* Of all series of the layout's figure; sets extra and free_extra. */
AssayDistributions *assay_distributions_new   (AssayLayout *self, const char *label, AssayScaleKind scale);
/* Extremes of all series that the value axis can show; NAN if there are none. */
void                assay_distributions_range (const AssayLayout *self, double *min, double *max);
/* The first step whose rank is at least ceil (@share x count); NULL if there are no samples. */
const AssayStep    *assay_distribution_find   (const AssayDistribution *self, double share);
/* A mark and what it stands for. */
void                assay_distributions_add   (AssayLayout *self, guint series, guint index, const cairo_rectangle_t *box,
                                               const AssayCell *cell);
char               *assay_distributions_describe (AssayLayout *self, const AssayMark *mark);
/* Grid lines at the shares, and the line that they stand on. */
void                assay_distributions_draw_grid (AssayLayout *self, cairo_t *cr);

G_END_DECLS
