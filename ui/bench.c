#include "ui/bench-private.h"

#include "data/measure/trust.h"

G_DEFINE_FINAL_TYPE (AssayBench, assay_bench, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PROGRESS,
  RESULTS_CHANGED,
  HISTORY_CHANGED,
  MEASURED,
  MESSAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  AssayWorkloads *workloads;
  AssayToolbox *toolbox;
  GPtrArray *machines, *mistakes;   /* @mistakes: of char*, in the document of machines */
  char *untrusted, *untrusted_hash;
} Tools;

static void
tools_free (Tools *tools)
{
  g_clear_pointer (&tools->workloads, assay_workloads_unref);
  g_clear_pointer (&tools->toolbox, assay_toolbox_unref);
  g_clear_pointer (&tools->machines, g_ptr_array_unref);
  g_clear_pointer (&tools->mistakes, g_ptr_array_unref);
  g_free (tools->untrusted);
  g_free (tools->untrusted_hash);
  g_free (tools);
}

static void
look_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED, GCancellable *cancellable)
{
  Tools *tools = g_new0 (Tools, 1);
  GError *error = NULL;

  tools->workloads = assay_workloads_load (NULL);
  tools->mistakes = g_ptr_array_new_with_free_func (g_free);
  tools->machines = assay_remotes_load (tools->mistakes);
  if (assay_trust_look (&tools->untrusted_hash, NULL) == ASSAY_TRUST_WANTED && tools->untrusted_hash != NULL)
    tools->untrusted = assay_trust_describe ();
  tools->toolbox = assay_toolbox_probe (tools->workloads, cancellable, &error);
  if (tools->toolbox != NULL)
    {
      g_task_return_pointer (task, tools, (GDestroyNotify) tools_free);
      return;
    }
  tools_free (tools);
  g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayBench *self = ASSAY_BENCH (source);
  Tools *tools = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Only a cancelled search gives nothing, and then nobody waits for it. */
  if (tools == NULL)
    return;

  g_clear_pointer (&self->workloads, assay_workloads_unref);
  g_clear_pointer (&self->toolbox, assay_toolbox_unref);
  self->workloads = g_steal_pointer (&tools->workloads);
  g_clear_pointer (&self->machines, g_ptr_array_unref);
  self->toolbox = g_steal_pointer (&tools->toolbox);
  self->machines = g_steal_pointer (&tools->machines);
  g_free (self->untrusted);
  g_free (self->untrusted_hash);
  self->untrusted = g_steal_pointer (&tools->untrusted);
  self->untrusted_hash = g_steal_pointer (&tools->untrusted_hash);
  if (tools->mistakes->len > 0)
    assay_bench_tell (self, NULL, "%s", (const char *) g_ptr_array_index (tools->mistakes, 0));
  tools_free (tools);
  assay_bench_look_there (self);
  assay_bench_set_state (self, ASSAY_BENCH_READY);
}

void
assay_bench_load (AssayBench *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (self->state != ASSAY_BENCH_NEW && self->state != ASSAY_BENCH_READY)
    return;

  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, looked_cb, NULL);
  g_task_set_source_tag (task, assay_bench_load);
  g_task_run_in_thread (task, look_in_thread);
  assay_bench_set_state (self, ASSAY_BENCH_LOADING);
}

AssayBenchState
assay_bench_get_state (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), ASSAY_BENCH_NEW);

  return self->state;
}

gboolean
assay_bench_is_busy (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), FALSE);

  return self->state == ASSAY_BENCH_PREPARING || self->state == ASSAY_BENCH_MEASURING || self->state == ASSAY_BENCH_STOPPING;
}

AssayWorkloads *
assay_bench_get_workloads (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return self->workloads;
}

AssayToolbox *
assay_bench_get_toolbox (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return self->toolbox;
}

const AssayBenchProgress *
assay_bench_get_progress (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return &self->progress;
}

GPtrArray *
assay_bench_get_results (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return self->results;
}

void
assay_bench_set_state (AssayBench *self, AssayBenchState state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
assay_bench_tell (AssayBench *self, const char *run, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_signal_emit (self, signals[MESSAGE], 0, message, run);
}

void
assay_bench_results_changed (AssayBench *self)
{
  g_signal_emit (self, signals[RESULTS_CHANGED], 0);
}

void
assay_bench_history_changed (AssayBench *self)
{
  g_signal_emit (self, signals[HISTORY_CHANGED], 0);
}

void
assay_bench_measured (AssayBench *self)
{
  g_signal_emit (self, signals[MEASURED], 0);
}

void
assay_bench_progressed (AssayBench *self)
{
  g_signal_emit (self, signals[PROGRESS], 0);
}

static void
assay_bench_dispose (GObject *object)
{
  AssayBench *self = ASSAY_BENCH (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->looking_there);
  g_clear_object (&self->looking_there);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->experiment);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (assay_bench_parent_class)->dispose (object);
}

static void
assay_bench_finalize (GObject *object)
{
  AssayBench *self = ASSAY_BENCH (object);

  g_clear_pointer (&self->workloads, assay_workloads_unref);
  g_clear_pointer (&self->toolbox, assay_toolbox_unref);
  g_clear_pointer (&self->machines, g_ptr_array_unref);
  g_free (self->machine);
  g_clear_pointer (&self->there, assay_toolbox_unref);
  g_free (self->there_problem);
  g_free (self->untrusted);
  g_free (self->untrusted_hash);
  g_clear_pointer (&self->scenarios, g_hash_table_unref);
  g_clear_pointer (&self->technologies, g_hash_table_unref);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_error (&self->history_error);
  g_clear_error (&self->failure);
  assay_bench_progress_clear (&self->progress);
  g_clear_pointer (&self->progress.items, g_ptr_array_unref);
  g_clear_pointer (&self->progress.times, g_array_unref);
  g_clear_pointer (&self->progress.values, g_array_unref);
  g_ptr_array_unref (self->results);
  g_ptr_array_unref (self->jobs);

  G_OBJECT_CLASS (assay_bench_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, ASSAY_TYPE_BENCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
assay_bench_class_init (AssayBenchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_bench_dispose;
  G_OBJECT_CLASS (klass)->finalize = assay_bench_finalize;

  signals[CHANGED] = new_signal ("changed");
  signals[PROGRESS] = new_signal ("progress");
  signals[RESULTS_CHANGED] = new_signal ("results-changed");
  signals[HISTORY_CHANGED] = new_signal ("history-changed");
  signals[MEASURED] = new_signal ("measured");
  signals[MESSAGE] = g_signal_new ("message", ASSAY_TYPE_BENCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
item_free (AssayBenchItem *item)
{
  g_free (item->scenario);
  g_free (item->name);
  g_free (item->message);
  g_free (item->finding);
  g_free (item);
}

static void
assay_bench_init (AssayBench *self)
{
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_run_unref);
  self->jobs = g_ptr_array_new ();
  self->progress.items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->progress.times = g_array_new (FALSE, FALSE, sizeof (double));
  self->progress.values = g_array_new (FALSE, FALSE, sizeof (double));
}

AssayBench *
assay_bench_new (void)
{
  return g_object_new (ASSAY_TYPE_BENCH, NULL);
}
