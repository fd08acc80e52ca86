#include "data/measure/trial.h"

#include <math.h>

#include "data/model/error.h"

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

/* The scenario with {seconds} and {least} left as they are, unless it says them itself: each start fills them anew. */
static char **
make_argv (const AssayTrial *self, const AssayTrialCell *cell, GError **error)
{
  AssayScenario scenario = *self->scenario;
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add_many (arguments, "seconds", "{seconds}", "least", "{least}", NULL);
  if (scenario.arguments != NULL)
    g_strv_builder_addv (arguments, (const char **) scenario.arguments);
  all = g_strv_builder_end (arguments);
  scenario.arguments = all;

  return assay_environment_argv (&scenario, cell->technology, cell->availability, self->staged, cell->value, error);
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
  cell->argv = make_argv (self, cell, &error);
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
  self->latest = MAX (self->latest, self->deadline);
  assay_reporter_run (self->reporter, assay_run_copy (self->run));
  if (assay_trial_check (self, &stopped))
    assay_trial_measure (self, &stopped);
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
