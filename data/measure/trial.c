#include "data/measure/trial.h"

#include <math.h>

#include "data/measure/statistics.h"
#include "data/model/error.h"

/* Others may use so much of the cores before a start waits for them, s at most. */
#define QUIET_SHARE 0.08
#define MOST_REPEATS 2
#define MOST_FAILURES 2
/* Rounds beyond the five, when starts that failed are made up for though the time is gone. */
#define ROUNDS_TO_SPARE 2
#define WIDTH 0.05

static void
cell_free (AssayTrialCell *self)
{
  g_strfreev (self->argv);
  g_strfreev (self->environ);
  g_free (self->label);
  g_free (self->checksum);
  assay_answer_clear (&self->answer);
  g_free (self);
}

/* The cell's command is known now, or the reason why it has none. */
static void
add_cell (AssayTrial *self, AssayToolbox *toolbox, AssayTechnology *technology, const char *value)
{
  AssayTrialCell *cell = g_new0 (AssayTrialCell, 1);
  g_autoptr (GError) error = NULL;

  cell->index = self->cells->len;
  cell->technology = technology;
  cell->availability = assay_toolbox_get (toolbox, technology->id);
  cell->value = value;
  cell->throughput = NAN;
  cell->label = value != NULL ? g_strdup_printf ("%s, %s %s", technology->name, self->scenario->dimension, value)
                              : g_strdup (technology->name);
  cell->argv = assay_environment_argv (self->scenario, technology, cell->availability, self->staged, value, &error);
  cell->environ = assay_environment_environ (technology, self->staged);
  cell->record = assay_trial_record_cell (self, cell);
  g_ptr_array_add (self->cells, cell);
  g_ptr_array_add (self->run->cells, cell->record);
  if (cell->argv == NULL)
    assay_trial_exclude (self, cell, error->message);
}

static void
add_cells (AssayTrial *self, AssayToolbox *toolbox)
{
  char *none[] = { NULL, NULL };
  char **values = self->item->values != NULL ? self->item->values : none;

  for (guint i = 0; i < self->item->technologies->len; i++)
    for (guint j = 0; j == 0 || values[j] != NULL; j++)
      add_cell (self, toolbox, g_ptr_array_index (self->item->technologies, i), values[j]);
}

static void
add_metrics (AssayTrial *self)
{
  for (guint i = 0; i < self->scenario->metrics->len; i++)
    {
      const AssayScenarioMetric *metric = g_ptr_array_index (self->scenario->metrics, i);
      AssayRunMetric *copy = g_new0 (AssayRunMetric, 1);

      copy->measure = g_strdup (metric->measure);
      copy->metric = assay_metric_ref (metric->metric);
      copy->primary = metric->primary;
      g_ptr_array_add (self->run->metrics, copy);
    }
}

static AssayRun *
make_run (AssayTrial *self)
{
  AssayRun *run = assay_run_new ();

  run->started = assay_trial_now ();
  run->id = g_strdup_printf ("%.10s-%s-%06x", run->started, self->scenario->id, g_random_int () & 0xffffff);
  run->scenario = g_strdup (self->scenario->id);
  run->title = g_strdup (self->scenario->name);
  run->plan = g_strdup (assay_plan_kind_name (self->plan->kind));
  run->seed = self->plan->seed;
  run->program = g_strdup ("Assay " ASSAY_VERSION);
  run->machine = assay_machine_ref (self->machine);

  return run;
}

AssayTrial *
assay_trial_new (AssayPlan *plan, guint index, AssayToolbox *toolbox, AssayMachine *machine, const char *staged,
                 GHashTable *hashes, AssayReporter *reporter, GCancellable *cancellable)
{
  AssayTrial *self = g_new0 (AssayTrial, 1);

  self->plan = plan;
  self->index = index;
  self->item = g_ptr_array_index (plan->items, index);
  self->scenario = self->item->scenario;
  self->machine = machine;
  self->staged = staged;
  self->hashes = hashes;
  self->reporter = reporter;
  self->cancellable = cancellable;
  self->seconds = assay_plan_item_seconds (plan, self->item);
  self->rate = NAN;
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
  self->run = make_run (self);
  add_metrics (self);
  add_cells (self, toolbox);

  return self;
}

void
assay_trial_free (AssayTrial *self)
{
  g_ptr_array_unref (self->cells);
  assay_run_unref (self->run);
  g_free (self->checksum);
  g_free (self);
}

guint
assay_trial_active (const AssayTrial *self)
{
  guint n = 0;

  for (guint i = 0; i < self->cells->len; i++)
    n += ((AssayTrialCell *) g_ptr_array_index (self->cells, i))->record->excluded == NULL;

  return n;
}

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

static double
patience_for_quiet (const AssayTrial *self)
{
  return self->plan->kind == ASSAY_PLAN_QUICK ? 1 : 5;
}

/* The least number of iterations that says how one runtime differs from iteration to iteration. */
static guint
least_iterations (const AssayTrial *self)
{
  return self->plan->kind == ASSAY_PLAN_QUICK ? 3 : 5;
}

static gboolean
execute (AssayTrial *self, AssayTrialCell *cell, AssayRunStart *start, GPtrArray *reasons, GError **error)
{
  g_autofree char *checksum = NULL;

  if (!assay_trial_execute (self, cell, self->seconds, least_iterations (self), start, &checksum, reasons, error))
    return FALSE;
  if (g_strcmp0 (checksum, self->checksum) == 0)
    return TRUE;

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s: another result than when it was checked: “%s”", cell->label,
               checksum != NULL ? checksum : "");
  return FALSE;
}

static gboolean
measure (AssayTrial *self, AssayTrialCell *cell, AssayRunStart *start, GPtrArray *reasons, GError **error)
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
  assay_reporter_doing (self->reporter, "%s: waiting for a quiet moment", cell->label);
  assay_wait_for_quiet (QUIET_SHARE, patience_for_quiet (self), self->cancellable);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  start = assay_trial_record_start (self, cell, round);
  assay_reporter_doing (self->reporter, "%s: start %u of %u", cell->label, cell->starts + 1, MAX (cell->starts + 1, ASSAY_LEAST_STARTS));
  if (measure (self, cell, start, reasons, &failure))
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

/* A start that was gated is made again as long as there is time, at most twice in the run of each cell. FALSE only when cancelled. */
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
  while (disturbed && cell->record->excluded == NULL && !is_time_gone (self) && cell->repeats++ < MOST_REPEATS);

  return TRUE;
}

/* Every cell in this round's order; when the time is gone, only those that still lack starts. */
static gboolean
make_round (AssayTrial *self, guint round, GError **error)
{
  g_autofree guint *order = g_new (guint, self->cells->len);

  assay_interleave (self->cells->len, round, self->plan->seed, order);
  for (guint i = 0; i < self->cells->len; i++)
    {
      AssayTrialCell *cell = g_ptr_array_index (self->cells, order[i]);
      gboolean spare = round >= ASSAY_LEAST_STARTS && is_time_gone (self) && cell->starts >= ASSAY_LEAST_STARTS;

      if (cell->record->excluded == NULL && !spare && !make_good_start (self, cell, round, error))
        return FALSE;
    }

  return TRUE;
}

/* Whether every ratio of the primary measure is known to +-5 %. */
static gboolean
is_narrow (const AssayTrial *self)
{
  g_autoptr (GPtrArray) ratios = assay_run_ratios (self->run);
  const char *primary = assay_trial_primary (self);

  for (guint i = 0; i < ratios->len; i++)
    {
      const AssayRunRatio *ratio = g_ptr_array_index (ratios, i);

      if (g_strcmp0 (ratio->metric->measure, primary) == 0 && ratio->a->excluded == NULL && ratio->b->excluded == NULL &&
          !(assay_interval_width (&ratio->interval) <= WIDTH))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_enough_starts (const AssayTrial *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const AssayTrialCell *cell = g_ptr_array_index (self->cells, i);

      if (cell->record->excluded == NULL && cell->starts < ASSAY_LEAST_STARTS)
        return FALSE;
    }

  return TRUE;
}

/* @round rounds are made, the last of which took @last us. */
static gboolean
is_enough (const AssayTrial *self, guint round, gint64 last)
{
  if (assay_trial_active (self) == 0)
    return TRUE;
  if (round < ASSAY_LEAST_STARTS)
    return FALSE;
  if (!has_enough_starts (self))
    return round >= ASSAY_LEAST_STARTS + ROUNDS_TO_SPARE && is_time_gone (self);

  return is_narrow (self) || g_get_monotonic_time () + last / 2 > self->deadline;
}

static gboolean
make_rounds (AssayTrial *self, GError **error)
{
  gint64 last = 0;

  for (guint round = 0; !is_enough (self, round, last); round++)
    {
      gint64 begun = g_get_monotonic_time ();

      if (!make_round (self, round, error))
        return FALSE;
      last = g_get_monotonic_time () - begun;
    }

  return TRUE;
}

static gboolean
has_values (const AssayRun *run)
{
  for (guint i = 0; i < run->starts->len; i++)
    if (((AssayRunStart *) g_ptr_array_index (run->starts, i))->failure == NULL)
      return TRUE;

  return FALSE;
}

static void
fail_all (const AssayTrial *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (self->scenario->name);

  for (guint i = 0; i < self->cells->len; i++)
    {
      const AssayRunCell *record = g_ptr_array_index (self->run->cells, i);

      g_string_append_printf (text, "%s %s", i > 0 ? ";" : ":", record->excluded != NULL ? record->excluded : record->name);
    }
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, text->str);
}

gboolean
assay_trial_run (AssayTrial *self, GError **error)
{
  g_autoptr (GError) stopped = NULL;

  self->begun = g_get_monotonic_time ();
  self->deadline = self->begun + assay_plan_item_share (self->plan, self->item) * G_TIME_SPAN_SECOND;
  assay_reporter_run (self->reporter, assay_run_copy (self->run));
  if (assay_trial_check (self, &stopped))
    make_rounds (self, &stopped);
  self->run->finished = assay_trial_now ();
  self->run->complete = stopped == NULL;
  if (has_values (self->run))
    return TRUE;
  if (stopped != NULL)
    g_propagate_error (error, g_steal_pointer (&stopped));
  else
    fail_all (self, error);

  return FALSE;
}
