#include "data/measure/remote-async.h"

#include "data/measure/elsewhere.h"
#include "data/measure/machine.h"
#include "data/measure/remote-key.h"
#include "data/model/error.h"
#include "data/model/language.h"

/* One question; the task owns it. */
typedef struct
{
  AssayRemote *remote;
  char *accept;
} Ask;

static void
ask_free (Ask *self)
{
  assay_remote_free (self->remote);
  g_free (self->accept);
  g_free (self);
}

void
assay_remote_check_free (AssayRemoteCheck *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self->words);
  g_free (self);
}

/* A key that isn't known is an answer, too: the user decides. */
static AssayRemoteCheck *
check (const Ask *ask, GCancellable *cancellable, GError **error)
{
  g_autoptr (AssayRemoteCheck) result = g_new0 (AssayRemoteCheck, 1);
  g_auto (AssayRemoteAnswer) answer = { 0 };
  g_autoptr (GError) problem = NULL;
  g_autofree char *machine = NULL;

  if (ask->accept != NULL && !assay_remote_accept_key (ask->remote, ask->accept, cancellable, error))
    return NULL;
  if (assay_remote_look (ask->remote, &answer, cancellable, &problem))
    {
      machine = assay_machine_describe (answer.machine);
      /* Translators: a version of Assay, and the computer that it is on. */
      result->words = g_strdup_printf (_("%s on %s"), answer.program, machine);
      return g_steal_pointer (&result);
    }
  if (g_error_matches (problem, ASSAY_ERROR, ASSAY_ERROR_HOST_KEY))
    result->keys = assay_remote_scan_keys (ask->remote, cancellable, NULL);
  if (result->keys != NULL)
    return g_steal_pointer (&result);
  g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

static void
check_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  AssayRemoteCheck *result = check (data, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) assay_remote_check_free);
  else
    g_task_return_error (task, error);
}

void
assay_remote_check_async (const AssayRemote *self, const char *accept, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Ask *ask = g_new0 (Ask, 1);

  ask->remote = assay_remote_copy (self);
  ask->accept = g_strdup (accept);
  g_task_set_source_tag (task, assay_remote_check_async);
  g_task_set_task_data (task, ask, (GDestroyNotify) ask_free);
  g_task_run_in_thread (task, check_in_thread);
}

AssayRemoteCheck *
assay_remote_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
return_done (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
add_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;

  return_done (task, assay_remote_add (data, &error), error);
}

void
assay_remote_add_async (const AssayRemote *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, assay_remote_add_async);
  g_task_set_task_data (task, assay_remote_copy (self), (GDestroyNotify) assay_remote_free);
  g_task_run_in_thread (task, add_in_thread);
}

gboolean
assay_remote_add_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
remove_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;

  return_done (task, assay_remote_remove (data, &error), error);
}

void
assay_remote_remove_async (const char *name, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, assay_remote_remove_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_task_run_in_thread (task, remove_in_thread);
}

gboolean
assay_remote_remove_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
