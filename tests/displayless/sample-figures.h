/* Figures for the tests of plots: one a kind and case, with made-up names and round numbers. */
#pragma once

#include "data/model/figure.h"

typedef struct
{
  const char *name;               /* of the fixture file */
  AssayFigure *(*make) (void);    /* transfer full */
} SampleFigure;

extern const SampleFigure samples[];
extern const guint n_samples;

const SampleFigure *sample_find    (const char *name);

/* @n_series series over @n_categories categories, whose values (and, spread by half of them, intervals) go round and round
 * through @values; categories and series are called @name with a number. Transfer full. */
AssayFigure        *sample_awkward (AssayFigureKind kind, guint n_series, guint n_categories, const double *values,
                                    guint n_values, const char *name);
