#include <math.h>

#include "data/measure/statistics.h"
#include "data/measure/trial.h"
#include "data/model/error.h"
#include "data/model/language.h"

/* Others may use so much of the cores before a start waits for them, s at most. */
#define QUIET_SHARE 0.08
#define MOST_REPEATS 2
#define MOST_FAILURES 2
/* Rounds beyond the five, when starts that failed are made up for though the time is gone. */
#define ROUNDS_TO_SPARE 2
/* After so many a cell whose starts never pass is what it is. */
#define MOST_ROUNDS_FOR_GATED (2 * ASSAY_LEAST_STARTS)

/* Done of this item: by starts up to the five of each, by time beyond. */
static void
tell_done (AssayTrial *self)
{
  double needed = MAX (1, assay_trial_active (self)) * ASSAY_LEAST_STARTS;
  double gone = (double) (g_get_monotonic_time () - self->begun) / MAX (1, self->deadline - self->begun);
  double made = 0;

  for (guint i = 0; i < self->cells->len; i++)
    made += ((AssayTrialCell *) g_ptr_array_index (self->cells, i))->starts;
  assay_reporter_done (self->reporter, self->done + self->weight * CLAMP (fmin (made / needed, gone), 0.1, 1));
}

static gboolean
execute (AssayTrial *self, AssayTrialCell *cell, AssayRunStart *start, GPtrArray *reasons, GError **error)
{
  g_autofree char *checksum = NULL;

  if (!assay_trial_execute (self, cell, self->seconds, assay_trial_least (self), start, &checksum, reasons, error))
    return FALSE;
  if (g_strcmp0 (checksum, self->checksum) == 0)
    return TRUE;

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: another result than when it was checked: “%s”"), cell->label,
               checksum != NULL ? checksum : "");
  return FALSE;
}

static gboolean
measure_once (AssayTrial *self, AssayTrialCell *cell, AssayRunStart *start, GPtrArray *reasons, GError **error)
{
  if (self->scenario->kind == ASSAY_SCENARIO_HTTP)
    return assay_trial_serve (self, cell, start, reasons, error);

  return execute (self, cell, start, reasons, error);
}

/* Keeps the start with what it failed of; the second such start of a cell is its last. */
static void
keep_failure (AssayTrial *self, AssayTrialCell *cell, AssayRunStart *start, const GError *failure)
{
  start->failure = g_strdup (failure->message);
  g_ptr_array_add (self->run->starts, start);
  if (++cell->failures == MOST_FAILURES)
    assay_trial_exclude (self, cell, failure->message);
}

static void
keep (AssayTrial *self, AssayTrialCell *cell, AssayRunStart *start, GPtrArray *reasons)
{
  if (reasons->len > 0)
    {
      g_ptr_array_add (reasons, NULL);
      start->gate = g_strdupv ((char **) reasons->pdata);
    }
  cell->starts++;
  cell->passed += start->gate == NULL;
  g_ptr_array_add (self->run->starts, start);
}

/* One fresh start of the cell. @disturbed: others got in its way. FALSE only when cancelled. */
static gboolean
make_start (AssayTrial *self, AssayTrialCell *cell, guint round, gboolean *disturbed, GError **error)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  AssayRunStart *start;

  *disturbed = FALSE;
  assay_reporter_doing (self->reporter, _ ("%s: waiting for a quiet moment"), cell->label);
  assay_wait_for_quiet (QUIET_SHARE, self->plan->quiet, self->cancellable);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  start = assay_trial_record_start (self, cell, round);
  assay_reporter_doing (self->reporter, _ ("%s: start %u of %u"), cell->label, cell->starts + 1, MAX (cell->starts + 1, ASSAY_LEAST_STARTS));
  if (measure_once (self, cell, start, reasons, &failure))
    {
      *disturbed = reasons->len > 0;
      keep (self, cell, start, reasons);
      return TRUE;
    }
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    {
      assay_trial_start_free (start);
      return FALSE;
    }
  keep_failure (self, cell, start, failure);

  return TRUE;
}

static gboolean
is_time_gone (const AssayTrial *self)
{
  return g_get_monotonic_time () >= self->deadline;
}

/* Whether the five starts of all will be made in time even if one more is made now. */
static gboolean
is_time_to_repeat (const AssayTrial *self)
{
  gint64 now = g_get_monotonic_time ();
  guint made = self->run->starts->len, needed = 1;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const AssayTrialCell *cell = g_ptr_array_index (self->cells, i);

      if (cell->record->excluded == NULL && cell->starts < ASSAY_LEAST_STARTS)
        needed += ASSAY_LEAST_STARTS - cell->starts;
    }

  return made > 0 && now + (gint64) needed * (now - self->checked) / made < self->latest;
}

/* A start that was gated is made again where there is time for it, at most twice in the run of each cell. FALSE only when cancelled. */
static gboolean
make_good_start (AssayTrial *self, AssayTrialCell *cell, guint round, GError **error)
{
  gboolean disturbed;

  do
    {
      if (!make_start (self, cell, round, &disturbed, error))
        return FALSE;
      assay_reporter_run (self->reporter, assay_run_copy (self->run));
      tell_done (self);
    }
  while (disturbed && cell->record->excluded == NULL && is_time_to_repeat (self) && cell->repeats++ < MOST_REPEATS);

  return TRUE;
}

/* Every cell in this round's order, that ratios can be taken within it; when the time is gone, only those that still lack starts. */
static gboolean
make_round (AssayTrial *self, guint round, GError **error)
{
  g_autofree guint *order = g_new (guint, self->cells->len);

  assay_interleave (self->cells->len, round, self->plan->seed, order);
  for (guint i = 0; i < self->cells->len; i++)
    {
      AssayTrialCell *cell = g_ptr_array_index (self->cells, order[i]);
      gboolean spare = round >= ASSAY_LEAST_STARTS && g_get_monotonic_time () >= self->latest && cell->starts >= ASSAY_LEAST_STARTS;

      if (cell->record->excluded == NULL && !spare && !make_good_start (self, cell, round, error))
        return FALSE;
    }

  return TRUE;
}

static const AssayRunPoint *
find_point (GPtrArray *points, const AssayRunCell *cell, const AssayRunMetric *metric)
{
  for (guint i = 0; i < points->len; i++)
    {
      const AssayRunPoint *point = g_ptr_array_index (points, i);

      if (point->cell == cell && point->metric == metric)
        return point;
    }

  return NULL;
}

static gboolean
is_known (const AssayRunPoint *a, const AssayRunPoint *b)
{
  return a != NULL && b != NULL &&
         assay_ratio_is_known (a->means, a->rounds, a->interval.n, b->means, b->rounds, b->interval.n, ASSAY_LEVEL);
}

/* Whether every ratio of the metric that decides is known well enough. */
static gboolean
are_ratios_known (const AssayTrial *self)
{
  g_autoptr (GPtrArray) points = assay_run_points (self->run);
  const AssayRunMetric *primary = assay_run_primary (self->run);
  GPtrArray *cells = self->run->cells;

  for (guint i = 0; i < cells->len; i++)
    for (guint j = i + 1; j < cells->len; j++)
      {
        const AssayRunCell *a = g_ptr_array_index (cells, i), *b = g_ptr_array_index (cells, j);

        if (a->excluded == NULL && b->excluded == NULL && assay_run_cell_shares_dimensions (a, b) &&
            !is_known (find_point (points, a, primary), find_point (points, b, primary)))
          return FALSE;
      }

  return TRUE;
}

/* @passed: only those that passed the gate count. */
static gboolean
has_enough_starts (const AssayTrial *self, gboolean passed)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const AssayTrialCell *cell = g_ptr_array_index (self->cells, i);

      if (cell->record->excluded == NULL && (passed ? cell->passed : cell->starts) < ASSAY_LEAST_STARTS)
        return FALSE;
    }

  return TRUE;
}

/* @round rounds are made, the last of which took @last us. */
static gboolean
is_enough (const AssayTrial *self, guint round, gint64 last)
{
  gint64 end = g_get_monotonic_time () + last / 2;

  if (assay_trial_active (self) == 0)
    return TRUE;
  if (round < ASSAY_LEAST_STARTS)
    return FALSE;
  if (!has_enough_starts (self, FALSE))
    return round >= ASSAY_LEAST_STARTS + ROUNDS_TO_SPARE && is_time_gone (self);
  if (!has_enough_starts (self, TRUE) && round < MOST_ROUNDS_FOR_GATED && end <= self->latest)
    return FALSE;

  return are_ratios_known (self) || end > self->deadline;
}

gboolean
assay_trial_measure (AssayTrial *self, GError **error)
{
  gint64 last = 0;

  self->checked = g_get_monotonic_time ();
  for (guint round = 0; !is_enough (self, round, last); round++)
    {
      gint64 begun = g_get_monotonic_time ();

      if (!make_round (self, round, error))
        return FALSE;
      last = g_get_monotonic_time () - begun;
    }

  return TRUE;
}
