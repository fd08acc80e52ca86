#include <signal.h>
#include <string.h>

#include "data/measure/child.h"
#include "data/measure/machine.h"
#include "data/model/error.h"
#include "marked.h"

static void
test_lines (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start (self, "lines 2");
  g_autoptr (GError) error = NULL;
  AssayChildUsage usage;

  marked_expect_line (child, "line 0");
  marked_expect_line (child, "line 1");
  marked_expect_line (child, "without a newline");
  g_assert_null (assay_child_read_line (child, MARKED_LONG, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_cmpstr (error->message, ==, "Fault ended with status 0");
  g_clear_error (&error);
  g_assert_true (assay_child_wait (child, MARKED_LONG, NULL, &usage, &error));
  g_assert_no_error (error);
  g_assert_cmpint (usage.status, ==, 0);
  g_assert_cmpfloat (usage.wall, >, 0);
  g_assert_cmpfloat (usage.wall, <, MARKED_LONG);
  g_assert_cmpint (assay_child_get_pid (child), ==, 0);
}

/* 100 blocks of 64 KiB, each with 3,120 lines and the beginning of one more. */
static void
test_many_lines (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start (self, "flood 100");
  g_autoptr (GError) error = NULL;
  guint n = 0;
  char *line;

  for (; (line = assay_child_read_line (child, MARKED_LONG, NULL, &error)) != NULL; n++)
    {
      g_assert_true (g_str_has_suffix (line, "all work and no play") || g_str_equal (line, "all work and no "));
      g_free (line);
    }
  g_assert_cmpuint (n, ==, 100 * 3120 + 1);
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
test_end (Marked *self, gconstpointer data)
{
  const End *end = data;
  g_autoptr (AssayChild) child = marked_start (self, end->command);
  g_autoptr (GError) error = NULL;
  AssayChildUsage usage;

  g_assert_null (assay_child_read_line (child, MARKED_LONG, NULL, &error));
  g_assert_cmpstr (error->message, ==, end->message);
  g_clear_error (&error);
  g_assert_false (assay_child_wait (child, MARKED_LONG, NULL, &usage, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_cmpstr (error->message, ==, end->message);
  g_assert_cmpint (usage.status, ==, end->status);
  g_clear_error (&error);
  g_assert_false (assay_child_stop (child, 1, NULL, &error));
  g_assert_cmpstr (error->message, ==, end->message);
}

/* What a child that ends at once has to say is not lost, whatever it is asked in that moment. */
static void
test_brief (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (AssayChild) child = marked_start (self, "fail 3");
      g_autoptr (GError) error = NULL;

      g_usleep (i * 100);
      g_assert_false (assay_child_wait (child, MARKED_LONG, NULL, NULL, &error));
      g_assert_cmpstr (error->message, ==, "Fault ended with status 3: first\nthe reason");
    }
}

static void
assert_not_executed (Marked *self, AssayChildSpec spec, const char *program, const char *message)
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
  g_assert_false (assay_child_wait (child, MARKED_LONG, NULL, &usage, &error));
  g_assert_cmpint (usage.status, ==, 127);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_not_executable (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  assert_not_executed (self, (AssayChildSpec) { 0 }, "/no/such/program",
                       "Fault ended with status 127: can't execute “/no/such/program”: No such file or directory");
  assert_not_executed (self, (AssayChildSpec) { 0 }, "/proc",
                       "Fault ended with status 127: can't execute “/proc”: Permission denied");
  assert_not_executed (self, (AssayChildSpec) { .cpus = "1023" }, "/bin/true",
                       "Fault ended with status 127: can't be placed on these CPUs: Invalid argument");
}

static void
test_no_start (Marked *self, G_GNUC_UNUSED gconstpointer data)
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
  { "obedient", TRUE, FALSE, MARKED_LONG, 0 },
  { "sleep", FALSE, TRUE, MARKED_LONG, 128 + SIGTERM },
  { "sleep", TRUE, TRUE, 0.5, 128 + SIGTERM },
  { "sleep", TRUE, TRUE, 0, 128 + SIGKILL },
  { "stubborn", TRUE, TRUE, 0.05, 128 + SIGKILL },
  { "daemons 3", TRUE, TRUE, 0.5, 128 + SIGTERM },
  { "flood 1000000", FALSE, TRUE, MARKED_LONG, 128 + SIGTERM },
  { "flood-errors 1000000", FALSE, FALSE, MARKED_LONG, 128 + SIGTERM },
  { "long-line 1000000", FALSE, FALSE, MARKED_LONG, 128 + SIGTERM },
  { "close-output", FALSE, FALSE, MARKED_LONG, 128 + SIGTERM },
};

static void
test_stop (Marked *self, gconstpointer data)
{
  const Stop *stop = data;
  g_autoptr (AssayChild) child = marked_start_with (self, stop->command, (AssayChildSpec) { .keep_stdin = stop->keep_stdin });
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  AssayChildUsage usage;

  if (stop->speaks)
    line = assay_child_read_line (child, MARKED_LONG, NULL, &error);
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
test_left_behind (Marked *self, gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start (self, data);
  g_autoptr (GError) error = NULL;

  g_assert_true (assay_child_wait (child, MARKED_LONG, NULL, NULL, &error));
  g_assert_no_error (error);
  marked_assert_none (self->mark, 0);
}

static void
test_long_line (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start (self, "long-line 160"); /* 10 MiB */
  g_autoptr (GError) error = NULL;

  g_assert_null (assay_child_read_line (child, MARKED_LONG, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_cmpstr (error->message, ==, "Fault floods its standard output: a line of more than 1048576 bytes");
}

/* 60 MiB that nobody wants hold nobody up. */
static void
test_drop (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start (self, "flood 1000");
  g_autoptr (GError) error = NULL;

  marked_expect_line (child, "all work and no play");
  assay_child_drop_output (child);
  g_assert_null (assay_child_read_line (child, MARKED_LONG, NULL, &error));
  g_assert_cmpstr (error->message, ==, "Fault: its output is not read any more");
  g_clear_error (&error);
  g_assert_true (assay_child_wait (child, MARKED_LONG, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_errors (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start (self, "flood-errors 100");
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;

  g_assert_true (assay_child_wait (child, MARKED_LONG, NULL, NULL, &error));
  errors = assay_child_errors (child);
  g_assert_cmpuint (strlen (errors), <=, 4096);
  g_assert_cmpuint (strlen (errors), >=, 4000);
  g_assert_nonnull (strstr (errors, "all work and no play\nall work"));
}

/* What it says is heard while it lives. */
static void
test_errors_early (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start (self, "flood-errors 1000000");
  g_autofree char *errors = NULL;

  for (gint64 end = g_get_monotonic_time () + (gint64) (MARKED_LONG * G_USEC_PER_SEC); g_get_monotonic_time () < end;)
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
test_time_out (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start (self, "silent");
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

static void
test_limits (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayMachine) machine = assay_machine_new ();
  AssayChildSpec spec = { .files = 123, .cpus = machine->generator_cpus };
  g_autoptr (AssayChild) child = marked_start_with (self, "limits", spec);

  marked_expect_line (child, "open 3 files 123 core 0 cpus 1 leader 1");
}

static void
test_cpu_fuse (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayChild) child = marked_start_with (self, "spin 1000", (AssayChildSpec) { .cpu_seconds = 1 });
  AssayChildUsage usage;

  g_assert_false (assay_child_wait (child, 60, NULL, &usage, NULL));
  g_assert_cmpint (usage.status, ==, 128 + SIGXCPU);
}

static void
add_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strdup_printf ("/child/end/%s", ends[i].command);

      marked_add (path, &ends[i], test_end);
    }
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *path = g_strdup_printf ("/child/stop/%u/%s", i, stops[i].command);

      marked_add (path, &stops[i], test_stop);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_tables ();
  marked_add ("/child/lines", NULL, test_lines);
  marked_add ("/child/many-lines", NULL, test_many_lines);
  marked_add ("/child/brief", NULL, test_brief);
  marked_add ("/child/not-executable", NULL, test_not_executable);
  marked_add ("/child/no-start", NULL, test_no_start);
  marked_add ("/child/left-behind/daemon", "leave", test_left_behind);
  marked_add ("/child/left-behind/hopping", "hop", test_left_behind);
  marked_add ("/child/long-line", NULL, test_long_line);
  marked_add ("/child/drop", NULL, test_drop);
  marked_add ("/child/errors", NULL, test_errors);
  marked_add ("/child/errors-early", NULL, test_errors_early);
  marked_add ("/child/time-out", NULL, test_time_out);
  marked_add ("/child/limits", NULL, test_limits);
  marked_add ("/child/cpu-fuse", NULL, test_cpu_fuse);

  return g_test_run ();
}
