#include "data/measure/experiment.h"

#include "data/measure/elsewhere.h"
#include "data/measure/machine.h"
#include "data/measure/trial.h"
#include "data/model/error.h"
#include "data/model/language.h"

struct _AssayExperiment
{
  GObject parent_instance;
  AssayWorkloads *workloads;
  AssayToolbox *toolbox;
  AssayPlan *plan;
  AssayErrand *errand;    /* instead of these three */
};

enum
{
  PROGRESS,
  RUN_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AssayExperiment, assay_experiment, G_TYPE_OBJECT)

/* What a gated cell may take beforehand of the time that others will leave over, as a share of the whole. */
#define CREDIT 0.1

/* What the measuring thread works on; the task owns it. */
typedef struct
{
  gint64 begun;           /* monotonic, us */
  AssayExperiment *experiment;
  AssayReporter *reporter;
  AssayMachine *machine;
  char *staged, *session;
  GHashTable *hashes;
  GPtrArray *runs;
} Session;

static void
session_free (Session *self)
{
  g_clear_pointer (&self->reporter, assay_reporter_unref);
  g_clear_pointer (&self->machine, assay_machine_unref);
  g_clear_object (&self->experiment);
  g_hash_table_unref (self->hashes);
  g_ptr_array_unref (self->runs);
  g_free (self->staged);
  g_free (self->session);
  g_free (self);
}

static Session *
session_new (AssayExperiment *experiment)
{
  Session *self = g_new0 (Session, 1);
  g_autofree char *now = assay_trial_now ();

  self->experiment = g_object_ref (experiment);
  self->reporter = assay_reporter_new (experiment, experiment->plan != NULL ? experiment->plan->items->len : 0);
  self->session = g_strdup_printf ("%s-%06x", now, g_random_int () & 0xffffff);
  self->hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_run_unref);

  return self;
}

static void
assay_experiment_finalize (GObject *object)
{
  AssayExperiment *self = ASSAY_EXPERIMENT (object);

  g_clear_pointer (&self->workloads, assay_workloads_unref);
  g_clear_pointer (&self->toolbox, assay_toolbox_unref);
  g_clear_pointer (&self->plan, assay_plan_free);
  g_clear_pointer (&self->errand, assay_errand_free);

  G_OBJECT_CLASS (assay_experiment_parent_class)->finalize (object);
}

static void
assay_experiment_class_init (AssayExperimentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_experiment_finalize;

  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[RUN_FINISHED] = g_signal_new ("run-finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, ASSAY_TYPE_RUN);
}

static void
assay_experiment_init (AssayExperiment *self G_GNUC_UNUSED)
{
}

AssayExperiment *
assay_experiment_new (AssayWorkloads *workloads, AssayToolbox *toolbox, AssayPlan *plan)
{
  AssayExperiment *self = g_object_new (ASSAY_TYPE_EXPERIMENT, NULL);

  self->workloads = assay_workloads_ref (workloads);
  self->toolbox = assay_toolbox_ref (toolbox);
  self->plan = plan;

  return self;
}

AssayExperiment *
assay_experiment_new_elsewhere (AssayErrand *errand)
{
  AssayExperiment *self = g_object_new (ASSAY_TYPE_EXPERIMENT, NULL);

  self->errand = errand;

  return self;
}

/* One scenario. FALSE when the experiment was cancelled in it. */
static gboolean
measure_item (Session *self, guint index, double done, double weight, GCancellable *cancellable)
{
  AssayPlan *plan = self->experiment->plan;
  AssayTrial *trial;
  g_autoptr (GError) error = NULL;
  gboolean good, cancelled;

  assay_reporter_item (self->reporter, index, ASSAY_ITEM_RUNNING, NULL);
  trial = assay_trial_new (plan, index, self->experiment->toolbox, self->machine, self->staged, self->hashes,
                           self->reporter, cancellable);
  trial->run->session = g_strdup (self->session);
  trial->done = done;
  trial->weight = weight;
  trial->latest = self->begun + (done + weight + CREDIT) * MAX (plan->budget, assay_plan_estimate (plan)) * G_TIME_SPAN_SECOND;
  good = assay_trial_run (trial, &error);
  cancelled = g_cancellable_is_cancelled (cancellable);
  if (good)
    {
      g_ptr_array_add (self->runs, assay_run_ref (trial->run));
      assay_reporter_finished (self->reporter, trial->run);
    }
  assay_reporter_item (self->reporter, index,
                       cancelled ? ASSAY_ITEM_STOPPED : good ? ASSAY_ITEM_DONE : ASSAY_ITEM_FAILED,
                       good || cancelled ? NULL : error->message);
  assay_trial_free (trial);

  return !cancelled;
}

static void
measure_items (Session *self, GCancellable *cancellable)
{
  AssayPlan *plan = self->experiment->plan;
  double all = assay_plan_estimate (plan), done = 0;
  guint n = plan->items->len, i = 0;

  self->begun = g_get_monotonic_time ();
  while (i < n)
    {
      double weight = assay_plan_item_least (g_ptr_array_index (plan->items, i)) / all;

      if (!measure_item (self, i++, done, weight, cancellable))
        break;
      done += weight;
      assay_reporter_done (self->reporter, done);
    }
  for (; i < n; i++)
    assay_reporter_item (self->reporter, i, ASSAY_ITEM_STOPPED, NULL);
}

static gboolean
prepare (Session *self, GCancellable *cancellable, GError **error)
{
  assay_reporter_doing (self->reporter, "preparing");
  self->staged = assay_environment_stage (self->experiment->workloads, cancellable, error);
  self->machine = assay_machine_new ();

  return self->staged != NULL;
}

static void
return_runs (Session *self, GTask *task, GCancellable *cancellable)
{
  g_autofree char *failures = assay_reporter_failures (self->reporter);

  if (self->runs->len > 0)
    g_task_return_pointer (task, g_ptr_array_ref (self->runs), (GDestroyNotify) g_ptr_array_unref);
  else if (g_cancellable_is_cancelled (cancellable))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("stopped before anything was measured"));
  else
    g_task_return_new_error (task, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s", failures != NULL ? failures : _ ("nothing was measured"));
}

/* What came back counts, however it ended. */
static void
send (Session *self, GTask *task, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  assay_elsewhere_run (self->experiment->errand, self->reporter, self->runs, cancellable, &error);
  assay_reporter_flush (self->reporter);
  if (error != NULL && self->runs->len == 0 && !g_cancellable_is_cancelled (cancellable))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_runs (self, task, cancellable);
}

static void
experiment_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  Session *self = data;
  g_autoptr (GError) error = NULL;

  if (self->experiment->errand != NULL)
    {
      send (self, task, cancellable);
      return;
    }
  if (!prepare (self, cancellable, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  measure_items (self, cancellable);
  assay_reporter_flush (self->reporter);
  return_runs (self, task, cancellable);
}

void
assay_experiment_run_async (AssayExperiment *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ASSAY_IS_EXPERIMENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, assay_experiment_run_async);
  /* What is finished is kept when the rest is stopped: the result counts, not the cancellable. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, session_new (self), (GDestroyNotify) session_free);
  g_task_run_in_thread (task, experiment_thread);
}

GPtrArray *
assay_experiment_run_finish (AssayExperiment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
