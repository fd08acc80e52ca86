#include "data/model/background.h"

#include <sys/resource.h>
#include <unistd.h>

#define NICE 5     /* a third of the time of who has none, where both want all */

typedef struct
{
  GTask *task;
  GTaskThreadFunc work;
} Job;

static gboolean
done_cb (gpointer data G_GNUC_UNUSED)
{
  return G_SOURCE_REMOVE;
}

/* The task may be the last that holds a widget: it goes where it came from. */
static void
give_back (GTask *task)
{
  g_autoptr (GSource) idle = g_idle_source_new ();

  g_source_set_callback (idle, done_cb, task, g_object_unref);
  g_source_attach (idle, g_task_get_context (task));
}

static gpointer
job_thread (gpointer data)
{
  g_autofree Job *job = data;
  GTask *task = job->task;

  /* On Linux niceness is each thread's own; beside what the program was started with. */
  setpriority (PRIO_PROCESS, (id_t) gettid (), getpriority (PRIO_PROCESS, (id_t) gettid ()) + NICE);
  job->work (task, g_task_get_source_object (task), g_task_get_task_data (task), g_task_get_cancellable (task));
  give_back (task);

  return NULL;
}

void
assay_background_run (GTask *task, GTaskThreadFunc work)
{
  Job *job;

  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (work != NULL);

  job = g_new (Job, 1);
  *job = (Job) { g_object_ref (task), work };
  g_thread_unref (g_thread_new ("background", job_thread, job));
}
