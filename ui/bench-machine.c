/* Where is measured: on this computer or on one that the user has named; whether what would run was allowed; what a team has measured. */
#include "ui/bench-private.h"

#include "data/measure/remote-async.h"
#include "data/measure/remote-toolbox.h"
#include "data/measure/trust.h"
#include "data/model/language.h"
#include "data/sources/shared.h"

GPtrArray *
assay_bench_get_machines (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return self->machines;
}

const AssayRemote *
assay_bench_get_machine (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return self->machine != NULL && self->machines != NULL ? assay_remotes_find (self->machines, self->machine) : NULL;
}

AssayToolbox *
assay_bench_get_tools_there (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return self->there != NULL ? self->there : self->toolbox;
}

gboolean
assay_bench_is_looking_there (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), FALSE);

  return self->looking_there != NULL;
}

const char *
assay_bench_get_there_problem (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return self->there_problem;
}

static void
looked_there_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayBench) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayToolbox) toolbox = assay_remote_toolbox_finish (result, &error);

  /* Another was chosen meanwhile. */
  if (g_task_get_cancellable (G_TASK (result)) != self->looking_there)
    return;
  g_clear_object (&self->looking_there);
  self->there = g_steal_pointer (&toolbox);
  self->there_problem = error != NULL ? g_strdup (error->message) : NULL;
  assay_bench_set_state (self, self->state);
}

void
assay_bench_look_there (AssayBench *self)
{
  const AssayRemote *remote = assay_bench_get_machine (self);

  g_cancellable_cancel (self->looking_there);
  g_clear_object (&self->looking_there);
  g_clear_pointer (&self->there, assay_toolbox_unref);
  g_clear_pointer (&self->there_problem, g_free);
  if (remote == NULL || self->workloads == NULL)
    return;
  self->looking_there = g_cancellable_new ();
  assay_remote_toolbox_async (remote, self->workloads, self->looking_there, looked_there_cb, g_object_ref (self));
}

void
assay_bench_set_machine (AssayBench *self, const char *name)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (g_strcmp0 (self->machine, name) == 0)
    return;
  g_free (self->machine);
  self->machine = g_strdup (name);
  assay_bench_look_there (self);
  assay_bench_set_state (self, self->state);
}

static void
removed_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayBench) self = data;
  g_autoptr (GError) error = NULL;

  if (assay_remote_remove_finish (result, &error))
    assay_bench_load (self);
  else
    assay_bench_tell (self, NULL, "%s", error->message);
}

void
assay_bench_remove_machine (AssayBench *self, const char *name)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (g_strcmp0 (self->machine, name) == 0)
    assay_bench_set_machine (self, NULL);
  assay_remote_remove_async (name, removed_cb, g_object_ref (self));
}

const char *
assay_bench_get_untrusted (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return self->untrusted;
}

static void
trust_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer hash, GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;

  if (assay_trust_give (hash, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
trusted_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayBench *self = ASSAY_BENCH (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    assay_bench_tell (self, NULL, "%s", error->message);
  assay_bench_load (self);
}

/* To what was shown: when it has changed since, the hash is another. */
void
assay_bench_trust (AssayBench *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (self->untrusted_hash == NULL)
    return;
  task = g_task_new (self, NULL, trusted_cb, NULL);
  g_task_set_source_tag (task, assay_bench_trust);
  g_task_set_task_data (task, g_strdup (self->untrusted_hash), g_free);
  g_task_run_in_thread (task, trust_in_thread);
}

static void
taken_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayBench) self = data;
  g_autoptr (GError) error = NULL;
  guint added = 0;
  g_autofree char *words = assay_shared_take_all_finish (result, &added, &error);

  self->taking = FALSE;
  if (words != NULL)
    assay_bench_tell (self, NULL, "%s", words);
  if (added == 0)
    return;
  assay_bench_refresh (self);
  assay_bench_measured (self);
}

void
assay_bench_take_shared (AssayBench *self)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (self->taking)
    return;
  self->taking = TRUE;
  assay_shared_take_all_async (NULL, taken_cb, g_object_ref (self));
}
