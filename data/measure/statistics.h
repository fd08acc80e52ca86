/* Means, intervals, warm-up: what repeated process starts say. GSL gives distributions and random numbers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double estimate, low, high;  /* low and high NAN where n is too small; the estimate too where a value isn't positive */
  guint n;                     /* process starts; for a ratio those of the smaller side, or the rounds that both sides have */
} AssayInterval;

#define ASSAY_LEVEL 0.95
#define ASSAY_LEAST_STARTS 5
#define ASSAY_MOST_STARTS 30

#define ASSAY_WIDTH 0.05            /* a ratio is to be known to +-5 % */
#define ASSAY_WIDTH_AT_ONCE 0.025   /* so narrow that no chance made it so */
#define ASSAY_FURTHER_STARTS 3

/* Geometric mean of @n per-start means in any unit, and its interval by Student's t on their logs (Georges, Buytaert and Eeckhout 2007:
 * the start is what repeats; logs, because times and rates spread by factors). No interval below two starts or at a value that isn't positive. */
AssayInterval assay_interval_of_mean  (const double *means, guint n, double level);

/* a over b, as the ratio of geometric means of per-start means, the unit at which Kalibera and Jones (2013) repeat.
 * @rounds_a, @rounds_b (n_a, n_b long; or NULL): the round in which each start ran. With them, where five rounds or all have both sides, the
 * interval comes from the differences of logs within rounds (see paired.h), so that what a whole round suffered cancels; without them it is
 * Welch's (1947) on logs, which covers nearly everything where the machine drifts. No interval below two starts a side. */
AssayInterval assay_interval_of_ratio (const double *a, const guint *rounds_a, guint n_a,
                                       const double *b, const guint *rounds_b, guint n_b, double level);
/* Half-width relative to the estimate: 0.05 is +-5 %; INFINITY where there is no interval. */
double        assay_interval_width    (const AssayInterval *interval);
/* "no difference": 1 lies inside. FALSE where there is no interval. */
gboolean      assay_interval_is_even  (const AssayInterval *ratio);

/* The stop rule: whether a over b is known to %ASSAY_WIDTH. TRUE from five starts a side on if the interval is within %ASSAY_WIDTH_AT_ONCE, or if it was
 * within %ASSAY_WIDTH three rounds ago; always from %ASSAY_MOST_STARTS starts on. Who stops as soon as an interval looks narrow stops
 * by preference where chance made it narrow (tests/bench/run coverage shows by how much); a fixed small number of
 * further observations pays for it (Simons 1968, "On the cost of not knowing the variance when making a fixed-width confidence
 * interval for the mean", Ann. Math. Stat. 39). Arguments as in assay_interval_of_ratio(), starts in the order in which they ran. */
gboolean      assay_ratio_is_known    (const double *a, const guint *rounds_a, guint n_a,
                                       const double *b, const guint *rounds_b, guint n_b, double level);

/* The number of leading values of @x (n of them, a count or time for each interval or iteration) that are warm-up: the change point that
 * splits them best, 0 if none does so significantly. @steady (may be NULL) tells whether what follows is level. */
guint         assay_change_point      (const double *x, guint n, gboolean *steady);

/* The order in which @n cells run in round @round: rounds alternate forwards and backwards (A-B-B-A) from a shuffle by @seed, a new
 * one every second round. Fills @order (n long) with 0 .. n-1. The same @seed gives the same order (GSL's mt19937). */
void          assay_interleave        (guint n, guint round, guint seed, guint *order);

G_END_DECLS
