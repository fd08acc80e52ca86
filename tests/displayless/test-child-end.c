#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/measure/child.h"
#include "data/model/error.h"
#include "marked.h"

static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep (50000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_cancel (Marked *self, gconstpointer waits)
{
  g_autoptr (AssayChild) child = marked_start (self, "silent");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("cancel", cancel_later, cancellable);

  if (waits != NULL)
    g_assert_false (assay_child_wait (child, MARKED_LONG, cancellable, NULL, &error));
  else
    g_assert_null (assay_child_read_line (child, MARKED_LONG, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

/* Wherever in its life it is dropped, nothing of the tree is left. */
static void
test_any_moment (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (42);

  for (guint i = 0; i < 50; i++)
    {
      AssayChild *child = marked_start (self, "daemons 2");

      g_usleep ((gulong) g_rand_int_range (random, 0, 8000));
      assay_child_free (child);
    }
  g_rand_free (random);
  marked_assert_none (self->mark, 0);
}

static GPid
parent_of (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int) pid);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return atoi (strstr (text, "\nPPid:") + strlen ("\nPPid:"));
}

/* Somebody kills the supervisor: the kernel ends the leader, we the others. */
static void
test_lost_supervisor (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start (self, "daemons 3");
  g_autoptr (GError) error = NULL;

  marked_expect_line (child, "daemons");
  g_assert_cmpuint (marked_count (self->mark), ==, 8); /* supervisor, leader, three children, three daemons */
  kill (parent_of (assay_child_get_pid (child)), SIGKILL);
  g_assert_false (assay_child_wait (child, MARKED_LONG, NULL, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_cmpstr (error->message, ==, "Fault was ended by signal 9 (Killed)");
  marked_assert_none (self->mark, 1);
}

/* A polite end of the supervisor ends the tree as well. */
static void
test_ended_supervisor (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start (self, "daemons 3");

  marked_expect_line (child, "daemons");
  kill (parent_of (assay_child_get_pid (child)), SIGTERM);
  g_assert_false (assay_child_wait (child, MARKED_LONG, NULL, NULL, NULL));
  marked_assert_none (self->mark, 0);
}

static gpointer
run_some (gpointer data)
{
  Marked *self = data;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (AssayChild) child = marked_start_with (self, "obedient", (AssayChildSpec) { .keep_stdin = TRUE });
      g_autoptr (GError) error = NULL;
      AssayChildUsage usage;

      g_assert_true (assay_child_stop (child, MARKED_LONG, &usage, &error));
      g_assert_no_error (error);
      g_assert_cmpint (usage.status, ==, 0);
    }

  return NULL;
}

/* Every standard input ends when its own holder closes it: no other child has inherited it. */
static void
test_threads (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("child", run_some, self);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* Another process of this test holds a tree and is killed. */
static void
test_killed_program (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  const char *argv[] = { "/proc/self/exe", "--hold", NULL };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  int output = -1;
  char ready = 0;
  GPid pid;

  argv[0] = program;
  g_assert_true (g_spawn_async_with_pipes (NULL, (char **) argv, self->environ, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                                           &output, NULL, &error));
  g_assert_no_error (error);
  while (ready != '!')
    g_assert_cmpint (read (output, &ready, 1), ==, 1);
  g_assert_cmpuint (marked_count (self->mark), ==, 1 + 2 * 8);
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  close (output);
  marked_assert_none (self->mark, MARKED_LONG);
}

static int
hold (void)
{
  Marked self = { .environ = g_get_environ () };

  for (guint i = 0; i < 2; i++)
    marked_expect_line (marked_start (&self, "daemons 3"), "daemons");
  if (write (STDOUT_FILENO, "!", 1) == 1)
    pause ();

  return 1;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1 && g_str_equal (argv[1], "--hold"))
    return hold ();

  marked_add ("/child-end/cancel/read", NULL, test_cancel);
  marked_add ("/child-end/cancel/wait", "wait", test_cancel);
  marked_add ("/child-end/any-moment", NULL, test_any_moment);
  marked_add ("/child-end/lost-supervisor", NULL, test_lost_supervisor);
  marked_add ("/child-end/ended-supervisor", NULL, test_ended_supervisor);
  marked_add ("/child-end/threads", NULL, test_threads);
  marked_add ("/child-end/killed-program", NULL, test_killed_program);

  return g_test_run ();
}
