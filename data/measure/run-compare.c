/* Two runs set against each other. */
#include "data/measure/history.h"

#include <math.h>
#include <string.h>

/* The same technology with the same dimensions, measured in the same metric and unit. */
static gboolean
is_same (const AssayRunPoint *a, const AssayRunPoint *b)
{
  return strcmp (a->metric->metric->id, b->metric->metric->id) == 0 && a->metric->metric->unit == b->metric->metric->unit &&
         strcmp (a->cell->technology, b->cell->technology) == 0 && assay_run_cell_shares_dimensions (a->cell, b->cell);
}

/* NULL if there is no ratio. The rounds of two runs have nothing to do with each other. */
static AssayRunDifference *
difference_new (const AssayRunPoint *first, const AssayRunPoint *second)
{
  AssayInterval ratio = assay_interval_of_ratio (second->means, NULL, second->interval.n, first->means, NULL, first->interval.n,
                                                 ASSAY_LEVEL);
  AssayRunDifference *self;

  if (!isfinite (ratio.low) || !isfinite (ratio.high))
    return NULL;

  self = g_new0 (AssayRunDifference, 1);
  self->metric = first->metric;
  self->a = first->cell;
  self->b = second->cell;
  self->ratio = ratio;
  self->gated = first->gate != NULL || second->gate != NULL;

  return self;
}

GPtrArray *
assay_run_compare (AssayRun *first, AssayRun *second)
{
  g_autoptr (GPtrArray) ours = assay_run_points (first);
  g_autoptr (GPtrArray) theirs = assay_run_points (second);
  GPtrArray *differences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ours->len; i++)
    for (guint j = 0; j < theirs->len; j++)
      {
        AssayRunDifference *difference = is_same (ours->pdata[i], theirs->pdata[j])
                                           ? difference_new (ours->pdata[i], theirs->pdata[j]) : NULL;

        if (difference != NULL)
          g_ptr_array_add (differences, difference);
      }

  return differences;
}
