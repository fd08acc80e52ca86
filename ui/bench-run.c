/* The experiment under way, and the preparation of packages: threads, and what they say, told at most once a second. */
#include "ui/bench-private.h"

#include <math.h>

#include "data/measure/environment.h"
#include "data/measure/run-figure.h"
#include "data/model/error.h"
#include "data/model/language.h"

#define TELL_EVERY G_TIME_SPAN_SECOND

void
assay_bench_progress_clear (AssayBenchProgress *progress)
{
  g_ptr_array_set_size (progress->items, 0);
  g_clear_pointer (&progress->doing, g_free);
  g_clear_pointer (&progress->run, assay_run_unref);
  g_array_set_size (progress->times, 0);
  g_array_set_size (progress->values, 0);
  progress->item = progress->cell = 0;
  progress->done = 0;
  progress->left = progress->p50 = progress->p99 = NAN;
  progress->loading = FALSE;
}

/* The sentence of the scenario under way, made anew only when another start is in. A picture may be older than the run's end. */
static void
update_finding (AssayBench *self)
{
  AssayBenchProgress *progress = &self->progress;
  AssayBenchItem *item;

  if (progress->run == NULL || progress->item >= progress->items->len)
    return;

  item = g_ptr_array_index (progress->items, progress->item);
  if (g_strcmp0 (item->scenario, progress->run->scenario) != 0 || item->finding_starts >= progress->run->starts->len)
    return;

  g_free (item->finding);
  item->finding = assay_run_status (progress->run);
  item->finding_starts = progress->run->starts->len;
}

static gboolean
tick_cb (gpointer data)
{
  AssayBench *self = data;

  self->tick = 0;
  self->told = g_get_monotonic_time ();
  update_finding (self);
  assay_bench_progressed (self);

  return G_SOURCE_REMOVE;
}

static void
tell_soon (AssayBench *self)
{
  gint64 pause = self->told + TELL_EVERY - g_get_monotonic_time ();

  if (self->tick == 0)
    self->tick = g_timeout_add ((guint) (MAX (0, pause) / G_TIME_SPAN_MILLISECOND), tick_cb, self);
}

static void
note_live (AssayBenchProgress *mine, const AssayProgress *theirs)
{
  guint n = mine->times->len;
  double last = n > 0 ? g_array_index (mine->times, double, n - 1) : -1;

  if (!theirs->loading || theirs->cell != mine->cell || theirs->time < last)
    {
      g_array_set_size (mine->times, 0);
      g_array_set_size (mine->values, 0);
      last = -1;
    }
  mine->loading = theirs->loading;
  mine->cell = theirs->cell;
  mine->p50 = theirs->p50;
  mine->p99 = theirs->p99;
  if (theirs->loading && isfinite (theirs->throughput) && theirs->time > last)
    {
      g_array_append_val (mine->times, theirs->time);
      g_array_append_val (mine->values, theirs->throughput);
    }
}

static void
add_item (AssayBench *self, const char *id, const char *name)
{
  AssayBenchItem *item = g_new0 (AssayBenchItem, 1);

  item->scenario = g_strdup (id);
  item->name = g_strdup (name);
  item->state = ASSAY_ITEM_QUEUED;
  g_ptr_array_add (self->progress.items, item);
}

/* Elsewhere it isn't known before what there is to be measured. */
static void
take_items (AssayBench *self, const AssayProgress *theirs)
{
  for (guint i = self->progress.items->len; theirs->scenarios != NULL && i < theirs->n_items; i++)
    {
      const AssayScenario *scenario = assay_workloads_find_scenario (self->workloads, theirs->scenarios[i]);

      add_item (self, theirs->scenarios[i], scenario != NULL ? assay_language_words (scenario->name) : theirs->scenarios[i]);
    }
}

static void
progress_cb (AssayBench *self, gpointer picture)
{
  const AssayProgress *theirs = picture;
  AssayBenchProgress *mine = &self->progress;

  take_items (self, theirs);

  for (guint i = 0; i < MIN (theirs->n_items, mine->items->len); i++)
    {
      AssayBenchItem *item = g_ptr_array_index (mine->items, i);

      item->state = theirs->states[i];
      if (g_strcmp0 (item->message, theirs->messages[i]) != 0)
        {
          g_free (item->message);
          item->message = g_strdup (theirs->messages[i]);
        }
    }
  mine->item = theirs->item;
  mine->done = theirs->done;
  mine->left = theirs->left;
  g_free (mine->doing);
  mine->doing = g_strdup (theirs->doing);
  g_clear_pointer (&mine->run, assay_run_unref);
  mine->run = theirs->run != NULL ? assay_run_ref (theirs->run) : NULL;
  note_live (mine, theirs);
  tell_soon (self);
}

static void
run_finished_cb (AssayBench *self, AssayRun *run)
{
  g_ptr_array_add (self->results, assay_run_ref (run));
  for (guint i = 0; i < self->progress.items->len; i++)
    {
      AssayBenchItem *item = g_ptr_array_index (self->progress.items, i);

      if (g_strcmp0 (item->scenario, run->scenario) != 0)
        continue;
      g_free (item->finding);
      item->finding = assay_run_finding (run);
      item->finding_starts = run->starts->len;
    }
  assay_bench_add (self, run);
  assay_bench_results_changed (self);
}

static void
tell_end (AssayBench *self)
{
  guint n = self->results->len, all = self->progress.items->len;
  gboolean stopped = self->state == ASSAY_BENCH_STOPPING;

  if (g_error_matches (self->failure, ASSAY_ERROR, ASSAY_ERROR_HOST_KEY))
    assay_bench_tell (self, NULL, "%s", _("Nothing was measured: the machine’s host key isn’t known yet. Check it in the menu that names the machine"));
  else if (self->failure != NULL && !g_error_matches (self->failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    assay_bench_tell (self, NULL, _ ("Nothing was measured: %s"), self->failure->message);
  else if (stopped && n == 0)
    assay_bench_tell (self, NULL, _ ("Stopped before anything was measured"));
  else if (stopped)
    assay_bench_tell (self, NULL, ngettext ("Stopped. Kept what was finished of %u benchmark", "Stopped. Kept what was finished of %u benchmarks", n), n);
  else if (n < all)
    assay_bench_tell (self, NULL, _ ("%u of %u benchmarks measured, the others failed"), n, all);
  else
    assay_bench_tell (self, NULL, n == 1 ? _ ("The benchmark is measured") : ngettext ("All %u benchmarks are measured", "All %u benchmarks are measured", n), n);
  g_clear_error (&self->failure);
}

/* Those that a stopped experiment never came to are told apart from those that ended badly. */
void
assay_bench_saved (AssayBench *self)
{
  if (!self->ended)
    return;

  self->ended = FALSE;
  tell_end (self);
  g_clear_object (&self->experiment);
  g_clear_handle_id (&self->tick, g_source_remove);
  assay_bench_set_state (self, ASSAY_BENCH_READY);
  if (self->results->len > 0)
    {
      assay_bench_refresh (self);
      assay_bench_measured (self);
    }
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayBench) self = data;
  g_autoptr (GPtrArray) runs G_GNUC_UNUSED = assay_experiment_run_finish (ASSAY_EXPERIMENT (source), result, &self->failure);

  g_signal_handlers_disconnect_by_data (source, self);
  self->ended = TRUE;
  if (self->jobs->len == 0)
    assay_bench_saved (self);
}

static void
queue_items (AssayBench *self, const AssayPlan *plan)
{
  for (guint i = 0; i < plan->items->len; i++)
    {
      const AssayScenario *scenario = ((AssayPlanItem *) g_ptr_array_index (plan->items, i))->scenario;

      add_item (self, scenario->id, assay_language_words (scenario->name));
    }
}

/* Here or elsewhere; NULL with @error. */
static AssayExperiment *
make_experiment (AssayBench *self, GError **error)
{
  const AssayRemote *remote = assay_bench_get_machine (self);
  AssayErrand *errand = remote != NULL ? assay_bench_errand (self, remote, error) : NULL;
  AssayPlan *plan = remote == NULL ? assay_bench_plan (self, error) : NULL;

  if (errand == NULL && plan == NULL)
    return NULL;
  assay_bench_progress_clear (&self->progress);
  if (plan != NULL)
    queue_items (self, plan);

  return plan != NULL ? assay_experiment_new (self->workloads, self->toolbox, plan) : assay_experiment_new_elsewhere (errand);
}

void
assay_bench_measure (AssayBench *self)
{
  g_autoptr (GError) error = NULL;
  AssayExperiment *experiment;

  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (self->state != ASSAY_BENCH_READY)
    return;
  experiment = make_experiment (self, &error);
  if (experiment == NULL)
    {
      assay_bench_tell (self, NULL, "%s", error->message);
      return;
    }

  g_ptr_array_set_size (self->results, 0);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->experiment = experiment;
  g_signal_connect_swapped (self->experiment, "progress", G_CALLBACK (progress_cb), self);
  g_signal_connect_swapped (self->experiment, "run-finished", G_CALLBACK (run_finished_cb), self);
  assay_experiment_run_async (self->experiment, self->cancellable, ended_cb, g_object_ref (self));
  assay_bench_results_changed (self);
  assay_bench_set_state (self, ASSAY_BENCH_MEASURING);
}

/* What the preparing thread says, on its way to the main loop. */
typedef struct
{
  AssayBench *bench;
  double fraction;
  char *what;
} Word;

static gboolean
word_cb (gpointer data)
{
  const Word *word = data;
  AssayBenchProgress *progress = &word->bench->progress;

  if (word->bench->state != ASSAY_BENCH_PREPARING)
    return G_SOURCE_REMOVE;

  progress->done = word->fraction;
  g_free (progress->doing);
  progress->doing = g_strdup (word->what);
  tell_soon (word->bench);

  return G_SOURCE_REMOVE;
}

static void
word_free (Word *word)
{
  g_object_unref (word->bench);
  g_free (word->what);
  g_free (word);
}

static void
prepare_progress (double fraction, const char *what, gpointer data)
{
  Word *word = g_new (Word, 1);

  *word = (Word) { g_object_ref (data), fraction, g_strdup (what) };
  g_idle_add_full (G_PRIORITY_DEFAULT, word_cb, word, (GDestroyNotify) word_free);
}

static void
prepare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (assay_environment_prepare (data, prepare_progress, source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayBench *self = ASSAY_BENCH (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    assay_bench_tell (self, NULL, _ ("The packages are installed"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    assay_bench_tell (self, NULL, _ ("Stopped. Nothing was installed"));
  else
    assay_bench_tell (self, NULL, _ ("The packages could not be installed: %s"), error->message);
  assay_bench_progress_clear (&self->progress);
  self->state = ASSAY_BENCH_READY;
  assay_bench_load (self);
}

void
assay_bench_prepare (AssayBench *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (self->state != ASSAY_BENCH_READY)
    return;

  assay_bench_progress_clear (&self->progress);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, prepared_cb, NULL);
  g_task_set_source_tag (task, assay_bench_prepare);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, assay_workloads_ref (self->workloads), (GDestroyNotify) assay_workloads_unref);
  g_task_run_in_thread (task, prepare_in_thread);
  assay_bench_set_state (self, ASSAY_BENCH_PREPARING);
}

void
assay_bench_stop (AssayBench *self)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (self->state != ASSAY_BENCH_PREPARING && self->state != ASSAY_BENCH_MEASURING)
    return;

  if (self->state == ASSAY_BENCH_MEASURING)
    assay_bench_set_state (self, ASSAY_BENCH_STOPPING);
  g_cancellable_cancel (self->cancellable);
}
