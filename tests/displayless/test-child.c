#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/measure/child.h"
#include "data/model/error.h"
#include "marked.h"

/* Longer than anything here takes on a busy machine. */
#define LONG 20.0

typedef struct
{
  char *mark;
  char **environ;
  guint files;
} Fixture;

static void
set_up (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  self->environ = marked_environ (&self->mark);
  self->files = marked_open_files ();
}

/* After every test: nobody is left, nothing is open. */
static void
tear_down (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  marked_assert_none (self->mark, 0);
  g_assert_cmpuint (marked_open_files (), ==, self->files);
  g_strfreev (self->environ);
  g_free (self->mark);
}

/* @command: mode and number of the faulty program, "lines 3". */
static AssayChild *
start_with (Fixture *self, const char *command, AssayChildSpec spec)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "displayless", "faulty", NULL);
  g_autofree char *line = g_strconcat (program, " ", command, NULL);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autoptr (GError) error = NULL;
  AssayChild *child;

  spec.name = "Fault";
  spec.argv = (const char * const *) argv;
  spec.environ = (const char * const *) self->environ;
  child = assay_child_start (&spec, &error);
  g_assert_no_error (error);
  g_assert_nonnull (child);

  return child;
}

static AssayChild *
start (Fixture *self, const char *command)
{
  return start_with (self, command, (AssayChildSpec) { 0 });
}

static void
expect_line (AssayChild *child, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = assay_child_read_line (child, LONG, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, expected);
}

static void
test_lines (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = start (self, "lines 2");
  g_autoptr (GError) error = NULL;
  AssayChildUsage usage;

  expect_line (child, "line 0");
  expect_line (child, "line 1");
  expect_line (child, "without a newline");
  g_assert_null (assay_child_read_line (child, LONG, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_cmpstr (error->message, ==, "Fault ended with status 0");
  g_clear_error (&error);
  g_assert_true (assay_child_wait (child, LONG, NULL, &usage, &error));
  g_assert_no_error (error);
  g_assert_cmpint (usage.status, ==, 0);
  g_assert_cmpfloat (usage.wall, >, 0);
  g_assert_cmpfloat (usage.wall, <, LONG);
  g_assert_cmpint (assay_child_get_pid (child), ==, 0);
}

/* A program that ends by itself with a failure. */
typedef struct
{
  const char *command;
  int status;
  const char *message;
} End;

static const End ends[] = {
  { "fail 3", 3, "Fault ended with status 3: first\nthe reason" },
  { "fail 127", 127, "Fault ended with status 127: first\nthe reason" },
  { "crash", 134, "Fault was ended by signal 6 (Aborted)" },
};

static void
test_end (Fixture *self, gconstpointer data)
{
  const End *end = data;
  g_autoptr (AssayChild) child = start (self, end->command);
  g_autoptr (GError) error = NULL;
  AssayChildUsage usage;

  g_assert_null (assay_child_read_line (child, LONG, NULL, &error));
  g_assert_cmpstr (error->message, ==, end->message);
  g_clear_error (&error);
  g_assert_false (assay_child_wait (child, LONG, NULL, &usage, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_cmpstr (error->message, ==, end->message);
  g_assert_cmpint (usage.status, ==, end->status);
  g_clear_error (&error);
  g_assert_false (assay_child_stop (child, 1, NULL, &error));
  g_assert_cmpstr (error->message, ==, end->message);
}

/* What a child that ends at once has to say is not lost, whatever it is asked in that moment. */
static void
test_brief (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (AssayChild) child = start (self, "fail 3");
      g_autoptr (GError) error = NULL;

      g_usleep (i * 100);
      g_assert_false (assay_child_wait (child, LONG, NULL, NULL, &error));
      g_assert_cmpstr (error->message, ==, "Fault ended with status 3: first\nthe reason");
    }
}

static void
assert_not_executed (Fixture *self, AssayChildSpec spec, const char *program, const char *message)
{
  const char * const argv[] = { program, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayChild) child = NULL;
  AssayChildUsage usage;

  spec.name = "Fault";
  spec.argv = argv;
  spec.environ = (const char * const *) self->environ;
  child = assay_child_start (&spec, &error);
  g_assert_no_error (error);
  g_assert_false (assay_child_wait (child, LONG, NULL, &usage, &error));
  g_assert_cmpint (usage.status, ==, 127);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_not_executable (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  assert_not_executed (self, (AssayChildSpec) { 0 }, "/no/such/program",
                       "Fault ended with status 127: can't execute “/no/such/program”: No such file or directory");
  assert_not_executed (self, (AssayChildSpec) { 0 }, "/proc",
                       "Fault ended with status 127: can't execute “/proc”: Permission denied");
  assert_not_executed (self, (AssayChildSpec) { .cpus = "1023" }, "/bin/true",
                       "Fault ended with status 127: can't be placed on these CPUs: Invalid argument");
}

static void
test_no_start (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  const char * const argv[] = { "true", NULL };
  AssayChildSpec spec = { .name = "Fault", .argv = argv, .environ = (const char * const *) self->environ, .folder = "/no/such" };
  g_autoptr (GError) error = NULL;

  g_assert_null (assay_child_start (&spec, &error));
  g_assert_true (g_str_has_prefix (error->message, "Fault can't be started: "));
  g_clear_error (&error);

  spec.folder = NULL;
  spec.cpus = "nonsense";
  g_assert_null (assay_child_start (&spec, &error));
  g_assert_cmpstr (error->message, ==, "Fault can't be started: its supervisor gives up");
}

/* A tree that is told to end, and how its leader then ends. */
typedef struct
{
  const char *command;
  gboolean keep_stdin;
  gboolean speaks;      /* when it is so far */
  double patience;
  int status;
} Stop;

static const Stop stops[] = {
  { "obedient", TRUE, FALSE, LONG, 0 },
  { "sleep", FALSE, TRUE, LONG, 128 + SIGTERM },
  { "sleep", TRUE, TRUE, 0.05, 128 + SIGTERM },
  { "sleep", TRUE, TRUE, 0, 128 + SIGKILL },
  { "stubborn", TRUE, TRUE, 0.05, 128 + SIGKILL },
  { "daemons 3", TRUE, TRUE, 0.05, 128 + SIGTERM },
  { "flood 1000000", FALSE, TRUE, LONG, 128 + SIGTERM },
  { "flood-errors 1000000", FALSE, FALSE, LONG, 128 + SIGTERM },
  { "long-line 1000000", FALSE, FALSE, LONG, 128 + SIGTERM },
  { "close-output", FALSE, FALSE, LONG, 128 + SIGTERM },
};

static void
test_stop (Fixture *self, gconstpointer data)
{
  const Stop *stop = data;
  g_autoptr (AssayChild) child = start_with (self, stop->command, (AssayChildSpec) { .keep_stdin = stop->keep_stdin });
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  AssayChildUsage usage;

  if (stop->speaks)
    line = assay_child_read_line (child, LONG, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (assay_child_is_alive (child));
  g_assert_cmpint (kill (assay_child_get_pid (child), 0), ==, 0);
  g_assert_true (assay_child_stop (child, stop->patience, &usage, &error));
  g_assert_no_error (error);
  g_assert_cmpint (usage.status, ==, stop->status);
  marked_assert_none (self->mark, 0);
}

/* Whoever is left when the leader has ended is ended too. */
static void
test_left_behind (Fixture *self, gconstpointer data)
{
  g_autoptr (AssayChild) child = start (self, data);
  g_autoptr (GError) error = NULL;

  g_assert_true (assay_child_wait (child, LONG, NULL, NULL, &error));
  g_assert_no_error (error);
  marked_assert_none (self->mark, 0);
}

static void
test_long_line (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = start (self, "long-line 160"); /* 10 MiB */
  g_autoptr (GError) error = NULL;

  g_assert_null (assay_child_read_line (child, LONG, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_cmpstr (error->message, ==, "Fault floods its standard output: a line of more than 1048576 bytes");
}

/* 60 MiB that nobody wants hold nobody up. */
static void
test_drop (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = start (self, "flood 1000");
  g_autoptr (GError) error = NULL;

  expect_line (child, "all work and no play");
  assay_child_drop_output (child);
  g_assert_null (assay_child_read_line (child, LONG, NULL, &error));
  g_assert_cmpstr (error->message, ==, "Fault: its output is not read any more");
  g_clear_error (&error);
  g_assert_true (assay_child_wait (child, LONG, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_errors (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = start (self, "flood-errors 100");
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;

  g_assert_true (assay_child_wait (child, LONG, NULL, NULL, &error));
  errors = assay_child_errors (child);
  g_assert_cmpuint (strlen (errors), <=, 4096);
  g_assert_cmpuint (strlen (errors), >=, 4000);
  g_assert_nonnull (strstr (errors, "all work and no play\nall work"));
}

/* What it says is heard while it lives. */
static void
test_errors_early (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = start (self, "flood-errors 1000000");
  g_autofree char *errors = NULL;

  for (gint64 end = g_get_monotonic_time () + (gint64) (LONG * G_USEC_PER_SEC); g_get_monotonic_time () < end;)
    {
      g_free (errors);
      errors = assay_child_errors (child);
      if (strlen (errors) > 4000)
        break;
    }
  g_assert_cmpuint (strlen (errors), >, 4000);
  g_assert_true (assay_child_is_alive (child));
}

static void
test_time_out (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = start (self, "silent");
  g_autoptr (GError) error = NULL;
  AssayChildUsage usage;

  g_assert_null (assay_child_read_line (child, 0.05, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpstr (error->message, ==, "Fault printed no line within 0.05 s");
  g_clear_error (&error);
  g_assert_false (assay_child_wait (child, 0.05, NULL, &usage, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpstr (error->message, ==, "Fault didn't end within 0.05 s");
  g_assert_cmpfloat (usage.wall, ==, 0);
  g_assert_true (assay_child_is_alive (child));
}

static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep (50000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_cancel (Fixture *self, gconstpointer waits)
{
  g_autoptr (AssayChild) child = start (self, "silent");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("cancel", cancel_later, cancellable);

  if (waits != NULL)
    g_assert_false (assay_child_wait (child, LONG, cancellable, NULL, &error));
  else
    g_assert_null (assay_child_read_line (child, LONG, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

/* Wherever in its life it is dropped, nothing of the tree is left. */
static void
test_any_moment (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (42);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (AssayChild) child = start (self, "daemons 2");

      g_usleep ((gulong) g_rand_int_range (random, 0, 8000));
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
test_lost_supervisor (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = start (self, "daemons 3");
  g_autoptr (GError) error = NULL;

  expect_line (child, "daemons");
  g_assert_cmpuint (marked_count (self->mark), ==, 8); /* supervisor, leader, three children, three daemons */
  kill (parent_of (assay_child_get_pid (child)), SIGKILL);
  g_assert_false (assay_child_wait (child, LONG, NULL, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_cmpstr (error->message, ==, "Fault was ended by signal 9 (Killed)");
  marked_assert_none (self->mark, 1);
}

/* A polite end of the supervisor ends the tree as well. */
static void
test_ended_supervisor (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = start (self, "daemons 3");

  expect_line (child, "daemons");
  kill (parent_of (assay_child_get_pid (child)), SIGTERM);
  g_assert_false (assay_child_wait (child, LONG, NULL, NULL, NULL));
  marked_assert_none (self->mark, 0);
}

static void
test_limits (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  AssayChildSpec spec = { .files = 123, .cpus = "0-1,0" };
  g_autoptr (AssayChild) child = NULL;
  g_autofree char *expected = NULL, *line = NULL;
  g_autoptr (GError) error = NULL;

  if (g_get_num_processors () < 2)
    spec.cpus = "0";
  child = start_with (self, "limits", spec);
  expected = g_strdup_printf ("open 3 files 123 core 0 cpus %u leader 1", MIN (2, g_get_num_processors ()));
  line = assay_child_read_line (child, LONG, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, expected);
}

static void
test_cpu_fuse (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = start_with (self, "spin 1000", (AssayChildSpec) { .cpu_seconds = 1 });
  AssayChildUsage usage;

  g_assert_false (assay_child_wait (child, 60, NULL, &usage, NULL));
  g_assert_cmpint (usage.status, ==, 128 + SIGXCPU);
}

static gpointer
run_some (gpointer data)
{
  Fixture *self = data;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (AssayChild) child = start_with (self, "obedient", (AssayChildSpec) { .keep_stdin = TRUE });
      g_autoptr (GError) error = NULL;
      AssayChildUsage usage;

      g_assert_true (assay_child_stop (child, LONG, &usage, &error));
      g_assert_no_error (error);
      g_assert_cmpint (usage.status, ==, 0);
    }

  return NULL;
}

/* Every standard input ends when its own holder closes it: no other child has inherited it. */
static void
test_threads (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("child", run_some, self);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* Another process of this test holds a tree and is killed. */
static void
test_killed_program (Fixture *self, G_GNUC_UNUSED gconstpointer data)
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
  marked_assert_none (self->mark, LONG);
}

static int
hold (void)
{
  Fixture self = { .environ = g_get_environ () };

  for (guint i = 0; i < 2; i++)
    expect_line (start (&self, "daemons 3"), "daemons");
  if (write (STDOUT_FILENO, "!", 1) == 1)
    pause ();

  return 1;
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

static void
add_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strdup_printf ("/child/end/%s", ends[i].command);

      add (path, &ends[i], test_end);
    }
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *path = g_strdup_printf ("/child/stop/%u/%s", i, stops[i].command);

      add (path, &stops[i], test_stop);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1 && g_str_equal (argv[1], "--hold"))
    return hold ();

  add_tables ();
  add ("/child/lines", NULL, test_lines);
  add ("/child/brief", NULL, test_brief);
  add ("/child/not-executable", NULL, test_not_executable);
  add ("/child/no-start", NULL, test_no_start);
  add ("/child/left-behind/daemon", "leave", test_left_behind);
  add ("/child/left-behind/hopping", "hop", test_left_behind);
  add ("/child/long-line", NULL, test_long_line);
  add ("/child/drop", NULL, test_drop);
  add ("/child/errors", NULL, test_errors);
  add ("/child/errors-early", NULL, test_errors_early);
  add ("/child/time-out", NULL, test_time_out);
  add ("/child/cancel/read", NULL, test_cancel);
  add ("/child/cancel/wait", "wait", test_cancel);
  add ("/child/any-moment", NULL, test_any_moment);
  add ("/child/lost-supervisor", NULL, test_lost_supervisor);
  add ("/child/ended-supervisor", NULL, test_ended_supervisor);
  add ("/child/limits", NULL, test_limits);
  add ("/child/cpu-fuse", NULL, test_cpu_fuse);
  add ("/child/threads", NULL, test_threads);
  add ("/child/killed-program", NULL, test_killed_program);

  return g_test_run ();
}
