#include <math.h>
#include <string.h>
#include <unistd.h>

#include "data/measure/account.h"
#include "data/measure/child.h"
#include "marked.h"

#define LONG 30.0
#define MIB (1024 * 1024)

/* A child under the supervisor, that has said its first line. */
static AssayChild *
start (const char *mode, const char *number, char **line)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "displayless", "faulty", NULL);
  const char * const argv[] = { program, mode, number, NULL };
  AssayChildSpec spec = { .name = "Fault", .argv = argv, .keep_stdin = TRUE };
  g_autoptr (GError) error = NULL;
  AssayChild *child = assay_child_start (&spec, &error);

  g_assert_no_error (error);
  *line = assay_child_read_line (child, LONG, NULL, &error);
  g_assert_no_error (error);

  return child;
}

/* Three processes of 0.2 s: the leader, one that it waited for, one that lives. Each knows its own use. */
static void
test_cpu (void)
{
  g_autofree char *line = NULL;
  g_autoptr (AssayChild) child = start ("burn", "20", &line);
  GPid pid = assay_child_get_pid (child);
  double expected = g_ascii_strtod (line, NULL), used = assay_account_cpu (pid);
  g_autoptr (GError) error = NULL;
  AssayChildUsage usage;

  g_assert_cmpfloat (expected, >=, 0.6);
  g_assert_cmpfloat (expected, <, 0.8);
  g_assert_cmpfloat_with_epsilon (used, expected, 0.04);
  g_assert_true (assay_child_stop (child, LONG, &usage, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (usage.cpu, >=, expected - 0.01);
  g_assert_cmpfloat (usage.cpu, <, expected + 0.3); /* what it takes to end */
  g_assert_true (isnan (assay_account_cpu (pid)));
}

/* The kernel's sums by another way: every mapping of every process. */
static guint64
sum_of_mappings (GArray *tree, const char *name)
{
  guint64 sum = 0;

  for (guint i = 0; i < tree->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%d/smaps", (int) g_array_index (tree, GPid, i));
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      lines = g_strsplit (text, "\n", -1);
      for (char **line = lines; *line != NULL; line++)
        if (g_str_has_prefix (*line, name))
          sum += g_ascii_strtoull (*line + strlen (name), NULL, 10) * 1024;
    }

  return sum;
}

static void
test_memory (void)
{
  g_autofree char *line = NULL;
  g_autoptr (AssayChild) child = start ("map", "60", &line);
  GPid pid = assay_child_get_pid (child);
  g_autoptr (GArray) tree = assay_account_tree (pid);
  double sum = (double) sum_of_mappings (tree, "Pss:"), resident = (double) sum_of_mappings (tree, "Rss:");
  double pss = (double) assay_account_pss (pid);
  AssayChildUsage usage;

  g_assert_cmpuint (tree->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (pss, sum, 0.05 * sum);
  g_assert_cmpfloat (pss, >=, 60 * MIB);
  g_assert_cmpfloat (resident - pss, >=, 19 * MIB); /* a third is shared */
  g_assert_true (assay_child_stop (child, LONG, &usage, NULL));
  g_assert_cmpfloat ((double) usage.peak, >=, 59 * MIB);
  g_assert_cmpfloat ((double) usage.peak, <, resident);
  g_assert_cmpuint (assay_account_pss (pid), ==, 0);
}

static void
test_tree (void)
{
  g_autofree char *line = NULL;
  g_autoptr (AssayChild) child = start ("daemons", "2", &line);
  GPid pid = assay_child_get_pid (child);
  g_autoptr (GArray) tree = assay_account_tree (pid), none = NULL;

  g_assert_cmpuint (tree->len, ==, 3); /* the leader and two; the daemons left */
  g_assert_cmpint (g_array_index (tree, GPid, 0), ==, pid);
  g_assert_true (assay_child_stop (child, 0, NULL, NULL));
  none = assay_account_tree (pid);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_between (void)
{
  double cores = (double) sysconf (_SC_NPROCESSORS_ONLN);
  AssayMoment from = { 1000000, 5000000, 100, 10, 20, 30 };
  AssayMoment to = { 3000000, 7500000, 100 + 1.5 * cores, 10 + 0.5 * cores, 21, 36 };
  AssayMoment blind = { 3000000, 7000000, NAN, NAN, NAN, NAN }, wrapped = { 3000000, 7000000, 100, 10, 20, 2 };
  AssayDisturbance self;

  assay_disturbance_between (&from, &to, 0.5 * cores, &self);
  g_assert_cmpfloat (self.seconds, ==, 2);
  g_assert_cmpfloat_with_epsilon (self.foreign, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (self.steal, 0.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (self.pressure, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (self.energy, 6, 1e-9);
  g_assert_cmpfloat_with_epsilon (self.step, 0.5, 1e-9);
  assay_disturbance_between (&from, &to, 100 * cores, &self);
  g_assert_cmpfloat (self.foreign, ==, 0);
  assay_disturbance_between (&from, &blind, 0, &self);
  g_assert_true (isnan (self.foreign) && isnan (self.steal) && isnan (self.pressure) && isnan (self.energy));
  g_assert_cmpfloat (self.step, ==, 0);
  assay_disturbance_between (&from, &wrapped, 0, &self);
  g_assert_true (isnan (self.energy));
  assay_disturbance_between (&from, &from, 0, &self);
  g_assert_true (isnan (self.foreign));
}

/* A child's CPU time shows in the whole machine's; our own part of it is not foreign. */
static void
test_moments (void)
{
  g_autofree char *line = NULL;
  g_autoptr (AssayChild) child = NULL;
  AssayMoment from, to;
  AssayDisturbance all, others;

  assay_moment_take (&from);
  child = start ("burn", "20", &line);
  assay_moment_take (&to);
  assay_disturbance_between (&from, &to, 0, &all);
  assay_disturbance_between (&from, &to, assay_account_cpu (assay_child_get_pid (child)), &others);
  g_assert_cmpfloat (to.busy - from.busy, >=, 0.2); /* counted by sampling, without what the hypervisor took */
  g_assert_cmpfloat (all.foreign, >, others.foreign);
  g_assert_cmpfloat (fabs (all.step), <, 0.1);
}

static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep (50000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_quiet (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 began = g_get_monotonic_time ();
  GThread *thread;

  g_assert_true (assay_wait_for_quiet (1.1, 0, NULL));
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 290000);
  g_assert_false (assay_wait_for_quiet (0, 0.4, NULL));
  thread = g_thread_new ("cancel", cancel_later, cancellable);
  g_assert_false (assay_wait_for_quiet (0, LONG, cancellable));
  g_assert_cmpint (g_get_monotonic_time () - began, <, LONG / 2 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/cpu", test_cpu);
  g_test_add_func ("/account/memory", test_memory);
  g_test_add_func ("/account/tree", test_tree);
  g_test_add_func ("/account/between", test_between);
  g_test_add_func ("/account/moments", test_moments);
  g_test_add_func ("/account/quiet", test_quiet);

  return g_test_run ();
}
