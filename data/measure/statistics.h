/* Means, intervals, warm-up: what repeated process starts say. GSL gives distributions and random numbers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double estimate, low, high;  /* NAN where n is too small */
  guint n;                     /* process starts (of the smaller side, for a ratio) */
} AssayInterval;

#define ASSAY_LEVEL 0.95
#define ASSAY_LEAST_STARTS 5

/* Geometric mean of @n positive per-start means and its interval. */
AssayInterval assay_interval_of_mean  (const double *means, guint n, double level);
/* a over b, see the source for method and literature. @rounds (or NULL): the round in which each start ran (n_a, n_b long), so that what a
 * whole round suffered cancels. */
AssayInterval assay_interval_of_ratio (const double *a, const guint *rounds_a, guint n_a,
                                       const double *b, const guint *rounds_b, guint n_b, double level);
/* Half-width relative to the estimate: 0.05 is +-5 %; INFINITY where there is no interval. */
double        assay_interval_width    (const AssayInterval *interval);
/* "no difference": 1 lies inside. */
gboolean      assay_interval_is_even  (const AssayInterval *ratio);

/* The number of leading values of @x (n of them, a count or time for each interval or iteration) that are warm-up: the change point that
 * splits them best, 0 if none does so significantly. @steady (may be NULL) tells whether what follows is level. */
guint         assay_change_point      (const double *x, guint n, gboolean *steady);

/* The order in which @n cells run in round @round: rounds alternate forwards and backwards (A-B-B-A) from a shuffle by @seed.
 * Fills @order (n long) with 0 .. n-1. */
void          assay_interleave        (guint n, guint round, guint seed, guint *order);

G_END_DECLS
