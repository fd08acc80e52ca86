/* Work in a thread of its own: it gives way, its result arrives where it was asked for, and so does the last that holds the task. */
#include "data/model/background.h"
#include "data/model/store.h"

#include <sys/resource.h>
#include <unistd.h>

#define NOBODY 65534

typedef struct
{
  GMainLoop *loop;
  GThread *freed_in;
  int own, pool, back;     /* niceness of who asks, of the thread, of a thread of the pool afterwards */
} Case;

static int
niceness (void)
{
  return getpriority (PRIO_PROCESS, (id_t) gettid ());
}

static void
work (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  ((Case *) data)->back = niceness ();
  g_task_return_boolean (task, TRUE);
}

static void
pool_work (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  ((Case *) data)->pool = niceness ();
  g_task_return_boolean (task, TRUE);
}

static void
freed_cb (gpointer data, GObject *object G_GNUC_UNUSED)
{
  Case *self = data;

  self->freed_in = g_thread_self ();
  g_main_loop_quit (self->loop);
}

static void
done_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
}

static void
run (Case *self, gboolean background, GTaskThreadFunc function)
{
  GTask *task = g_task_new (NULL, NULL, done_cb, NULL);

  self->loop = g_main_loop_new (NULL, FALSE);
  g_task_set_task_data (task, self, NULL);
  g_object_weak_ref (G_OBJECT (task), freed_cb, self);
  if (background)
    assay_background_run (task, function);
  else
    g_task_run_in_thread (task, function);
  g_object_unref (task);
  g_main_loop_run (self->loop);
  g_main_loop_unref (self->loop);
}

static void
test_run (void)
{
  Case self = { .own = niceness () };

  run (&self, TRUE, work);
  g_assert_true (self.freed_in == g_thread_self ());
  g_assert_cmpint (self.back, ==, MIN (self.own + 5, 19));
  g_assert_cmpint (niceness (), ==, self.own);
  run (&self, FALSE, pool_work);
  g_assert_cmpint (self.pool, ==, self.own);
}

static void
cancelled_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_main_loop_quit (data);
}

static void
test_cancelled (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, cancelled_cb, loop);
  Case self = { 0 };

  g_cancellable_cancel (cancellable);
  g_task_set_task_data (task, &self, NULL);
  assay_background_run (task, work);
  g_main_loop_run (loop);
}

static void
load_work (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  g_object_unref (assay_store_load (NULL));
  work (task, source, data, cancellable);
}

/* Who isn't the administrator can't take a niceness back: threads that GLib's shared pools start from such work would ask for it, and GLib complain. */
static void
test_unprivileged (void)
{
  Case self = { .own = niceness () };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  if (geteuid () == 0)
    g_assert_no_errno (setresuid (NOBODY, NOBODY, NOBODY));
  run (&self, FALSE, pool_work);
  run (&self, TRUE, load_work);
  g_assert_cmpint (self.back, ==, MIN (self.own + 5, 19));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/background/run", test_run);
  g_test_add_func ("/background/cancelled", test_cancelled);
  g_test_add_func ("/background/unprivileged", test_unprivileged);

  return g_test_run ();
}
