/* The centre of differences taken within rounds, by the means of their subsets. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Mean of the @n >= 2 differences @d, and the interval that covers the centre of their distribution with probability @level.
 *
 * From five on: the means of the non-empty subsets of a symmetric sample cut the line into intervals that hold its centre with equal
 * probability (Hartigan 1969, "Using subsample values as typical values", JASA 64; Maritz 1979, Biometrika 66), so the interval between the
 * k-th smallest and the k-th largest of 2^m - 1 covers it with 1 - 2k/2^m. That is exact whatever the tails: a difference within a round of two
 * starts that spread alike is symmetric even where the starts' own spread is skewed, which Student's t over-covers with few starts. All
 * subsets up to m = 10, beyond that a group of 1,024 of them (for a group it stays exact). With five differences the extremes hold 93.75 %: the rest
 * is extrapolated. A fifth of the error is kept back for the stop rule, assay_ratio_is_known(), which costs about one percent of coverage: both
 * with and without it 94-97 % are covered where 95 are asked for (tests/bench/run coverage). Where one side alone is strongly skewed, differences
 * aren't symmetric and 89-94 % are; no interval from so few starts knows better, Welch's included.
 * Below five, or at a level too high for so few: Student's t. */
void assay_paired_interval (const double *d, guint n, double level, double *mean, double *low, double *high);

G_END_DECLS
