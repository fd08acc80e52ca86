/* Whole experiments on subjects of our own: what is measured, who is left out and why, and that nothing is left behind. No test here depends on
 * a quiet machine: whether a start passes the gate is not asked, but where the test itself keeps the machine busy. */
#include <math.h>
#include <string.h>

#include "data/model/error.h"
#include "marked.h"
#include "workbench.h"

static Workbench bench;

/* One experiment and what was heard of it. */
typedef struct
{
  GMainLoop *loop;
  GCancellable *cancellable;
  guint stop_at;        /* starts after which it is cancelled; 0: never */
  GPtrArray *runs;
  GError *error;
  guint n_progress, n_finished, n_states;
  double done;
  AssayItemState states[4];
  char *messages[4];
} Heard;

static void
progress_cb (AssayExperiment *experiment G_GNUC_UNUSED, const AssayProgress *progress, Heard *self)
{
  self->n_progress++;
  self->n_states = progress->n_items;
  g_assert_cmpuint (progress->item, <, progress->n_items);
  g_assert_cmpfloat (progress->done, >=, self->done);
  g_assert_cmpfloat (progress->done, <=, 1);
  self->done = progress->done;
  for (guint i = 0; i < progress->n_items; i++)
    {
      self->states[i] = progress->states[i];
      g_free (self->messages[i]);
      self->messages[i] = g_strdup (progress->messages[i]);
    }
  if (progress->loading)
    g_assert_cmpuint (progress->cell, <, progress->run->cells->len);
  if (self->stop_at > 0 && progress->run != NULL && progress->run->starts->len >= self->stop_at)
    g_cancellable_cancel (self->cancellable);
}

static void
run_finished_cb (AssayExperiment *experiment G_GNUC_UNUSED, AssayRun *run, Heard *self)
{
  g_assert_nonnull (run->finished);
  self->n_finished++;
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Heard *self = data;

  self->runs = assay_experiment_run_finish (ASSAY_EXPERIMENT (object), result, &self->error);
  if (self->loop != NULL)
    g_main_loop_quit (self->loop);
}

static AssayExperiment *
begin (Heard *self, AssayPlan *plan)
{
  AssayExperiment *experiment = assay_experiment_new (bench.workloads, bench.toolbox, plan);

  self->cancellable = g_cancellable_new ();
  g_signal_connect (experiment, "progress", G_CALLBACK (progress_cb), self);
  g_signal_connect (experiment, "run-finished", G_CALLBACK (run_finished_cb), self);
  assay_experiment_run_async (experiment, self->cancellable, done_cb, self);

  return experiment;
}

/* The measuring thread lets go of the last reference a moment after it returned. */
static void
assert_gone (AssayExperiment *experiment)
{
  gpointer weak = experiment;

  g_object_add_weak_pointer (G_OBJECT (experiment), &weak);
  g_object_unref (experiment);
  for (guint i = 0; i < 5000 && weak != NULL; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
  g_assert_null (weak);
}

/* Signals come no more often than ten times a second, and the object is gone afterwards. */
static void
run (Heard *self, AssayPlan *plan)
{
  gint64 begun = g_get_monotonic_time ();
  AssayExperiment *experiment;

  workbench_forget (&bench);
  self->loop = g_main_loop_new (NULL, FALSE);
  experiment = begin (self, plan);
  g_main_loop_run (self->loop);
  g_assert_cmpuint (self->n_progress, >, 0);
  g_assert_cmpfloat (self->n_progress, <=, 3 + 10 * (double) (g_get_monotonic_time () - begun) / G_TIME_SPAN_SECOND);
  assert_gone (experiment);
}

static void
heard_clear (Heard *self)
{
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_error (&self->error);
  for (guint i = 0; i < G_N_ELEMENTS (self->messages); i++)
    g_free (self->messages[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heard, heard_clear)

static AssayRun *
only_run (const Heard *self)
{
  g_assert_no_error (self->error);
  g_assert_cmpuint (self->runs->len, ==, 1);
  g_assert_cmpuint (self->n_finished, ==, 1);

  return g_ptr_array_index (self->runs, 0);
}

static AssayRunCell *
find_cell (const AssayRun *run, const char *technology)
{
  for (guint i = 0; i < run->cells->len; i++)
    {
      AssayRunCell *cell = g_ptr_array_index (run->cells, i);

      if (g_str_equal (cell->technology, technology))
        return cell;
    }
  g_assert_not_reached ();
}

/* How many starts of the cell gave values. */
static guint
count_starts (const AssayRun *run, const char *technology)
{
  guint n = 0;

  for (guint i = 0; i < run->starts->len; i++)
    {
      AssayRunStart *start = g_ptr_array_index (run->starts, i);

      n += start->failure == NULL && g_ptr_array_index (run->cells, start->cell) == find_cell (run, technology);
    }

  return n;
}

/* The least (@sign -1) or greatest (1) value of all of its starts; each must have one. */
static double
extreme (const AssayRun *run, const char *technology, const char *measure, int sign)
{
  double found = NAN;

  for (guint i = 0; i < run->starts->len; i++)
    {
      AssayRunStart *start = g_ptr_array_index (run->starts, i);
      guint j = 0;

      if (start->failure != NULL || g_ptr_array_index (run->cells, start->cell) != find_cell (run, technology))
        continue;
      while (start->measures[j] != NULL && !g_str_equal (start->measures[j], measure))
        j++;
      g_assert_nonnull (start->measures[j]);
      if (!(sign * start->values[j] <= sign * found))
        found = start->values[j];
    }

  return found;
}

static const char *
find_pair (char **pairs, const char *name)
{
  for (char **pair = pairs; pair != NULL && *pair != NULL; pair += 2)
    if (g_str_equal (pair[0], name))
      return pair[1];

  return NULL;
}

static void
assert_excluded (const AssayRun *run, const char *technology, const char *pattern)
{
  AssayRunCell *cell = find_cell (run, technology);

  g_assert_nonnull (cell->excluded);
  if (!g_pattern_match_simple (pattern, cell->excluded))
    g_error ("“%s” is no “%s”", cell->excluded, pattern);
}

static void
assert_recorded (const AssayRun *run)
{
  const AssayRunCell *cell = find_cell (run, "good");

  g_assert_true (g_str_has_suffix (run->id + 10, run->id + strlen (run->id) - 7));
  g_assert_nonnull (run->session);
  g_assert_nonnull (run->machine);
  g_assert_cmpstr (run->plan, ==, "quick");
  g_assert_cmpuint (run->seed, ==, 7);
  g_assert_cmpstr (run->title, ==, "What is served");
  g_assert_true (run->complete);
  g_assert_cmpstr (cell->subject, ==, "subject-good");
  g_assert_cmpstr (find_pair (cell->versions, "subject"), ==, "1.0");
  g_assert_true (g_str_has_suffix (cell->command, "/subject serve good"));
  g_assert_cmpuint (strlen (cell->hash), ==, 64);
  g_assert_cmpuint (strlen (cell->runtime_hash), ==, 64);
}

static void
test_served (void)
{
  g_auto (Heard) heard = { 0 };
  AssayRun *result;

  run (&heard, workbench_plan (&bench, "served", "good,slow"));
  result = only_run (&heard);
  g_assert_cmpint (heard.states[0], ==, ASSAY_ITEM_DONE);
  g_assert_cmpfloat (heard.done, ==, 1);
  assert_recorded (result);
  g_assert_cmpuint (count_starts (result, "good"), >=, 5);
  g_assert_cmpuint (count_starts (result, "slow"), >=, 5);
  /* It sleeps a millisecond before each answer. */
  g_assert_cmpfloat (extreme (result, "slow", "throughput", 1), <, 1000);
  g_assert_cmpfloat (extreme (result, "slow", "latency-p50", -1), >=, 1);
  g_assert_cmpfloat (extreme (result, "good", "throughput", 1), >, extreme (result, "slow", "throughput", 1));
  for (guint i = 0; i < 2; i++)
    {
      const char *technology = i == 0 ? "good" : "slow";

      g_assert_cmpfloat (extreme (result, technology, "throughput", -1), >, 0);
      g_assert_cmpfloat (extreme (result, technology, "cpu-per-request", -1), >, 0);
      g_assert_cmpfloat (extreme (result, technology, "cpu-per-request", 1), <, 1e6);
      g_assert_cmpfloat (extreme (result, technology, "latency-p50", 1), <=, extreme (result, technology, "latency-p99", 1));
      g_assert_cmpfloat (extreme (result, technology, "start-up", -1), >, 0);
      g_assert_cmpfloat (extreme (result, technology, "memory-peak", -1), >, 0.01);
      g_assert_cmpfloat (extreme (result, technology, "memory-peak", 1), <, 50);
    }
}

/* Every start says what there is to know of it. */
static void
test_starts (void)
{
  g_auto (Heard) heard = { .stop_at = 3 };
  AssayRun *result;

  run (&heard, workbench_plan (&bench, "served", "good"));
  result = only_run (&heard);
  g_assert_false (result->complete);
  g_assert_cmpint (heard.states[0], ==, ASSAY_ITEM_STOPPED);
  for (guint i = 0; i < result->starts->len; i++)
    {
      AssayRunStart *start = g_ptr_array_index (result->starts, i);

      g_assert_cmpuint (start->order, ==, i);
      g_assert_cmpuint (start->n_series, >, start->warm);
      g_assert_nonnull (start->started);
      g_assert_nonnull (start->latency);
      g_assert_nonnull (find_pair (start->conditions, "foreign"));
      g_assert_nonnull (find_pair (start->conditions, "head-room"));
      g_assert_nonnull (find_pair (start->conditions, "rate"));
    }
}

static void
test_faults (void)
{
  g_auto (Heard) heard = { 0 };
  AssayRun *result;

  run (&heard, workbench_plan (&bench, "served", "good,wrong,never,dead,flood,crash,failing"));
  result = only_run (&heard);
  g_assert_true (result->complete);
  g_assert_cmpstr (find_cell (result, "good")->excluded, ==, NULL);
  g_assert_cmpuint (count_starts (result, "good"), >=, 5);
  assert_excluded (result, "wrong", "The wrong one *{\"ok\": false}*");
  assert_excluded (result, "never", "The never one: didn't get ready within 1 s*");
  assert_excluded (result, "dead", "The dead one*3*no such module*");
  assert_excluded (result, "flood", "The flood one*");
  assert_excluded (result, "crash", "The crash one*");
  assert_excluded (result, "failing", "The failing one: * requests failed: *500*");
  g_assert_cmpuint (count_starts (result, "crash") + count_starts (result, "failing") + count_starts (result, "wrong"), ==, 0);
}

/* Odd but right: printing more than anybody reads, opening the port after it was told. Who must be killed is not. */
static void
test_odd (void)
{
  g_auto (Heard) heard = { .stop_at = 7 };
  static const char * const right[] = { "good", "chatty", "late" };
  AssayRun *result;

  run (&heard, workbench_plan (&bench, "served", "good,chatty,stubborn,late"));
  result = only_run (&heard);
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_assert_cmpstr (find_cell (result, right[i])->excluded, ==, NULL);
      g_assert_cmpuint (count_starts (result, right[i]), >=, 1);
    }
  assert_excluded (result, "stubborn", "The stubborn one: had to be killed*");
}

static void
test_compared (void)
{
  g_auto (Heard) heard = { .stop_at = 2 };
  AssayRun *result;

  run (&heard, workbench_plan (&bench, "compared", "wrong,good,slow"));
  result = only_run (&heard);
  assert_excluded (result, "wrong", "The wrong one: answers differently from The * one");
  g_assert_null (find_cell (result, "good")->excluded);
  g_assert_null (find_cell (result, "slow")->excluded);
}

static void
test_computed (void)
{
  g_auto (Heard) heard = { 0 };
  AssayRun *result;

  run (&heard, workbench_plan (&bench, "computed", "good,slow,wrong,crash,flood"));
  result = only_run (&heard);
  for (int sign = -1; sign <= 1; sign += 2)
    {
      g_assert_cmpfloat_with_epsilon (extreme (result, "good", "iteration-time", sign), 1, 1e-9);
      g_assert_cmpfloat_with_epsilon (extreme (result, "slow", "iteration-time", sign), 2, 1e-9);
      g_assert_cmpfloat_with_epsilon (extreme (result, "good", "iteration-cpu", sign), 0.5, 1e-9);
      g_assert_cmpfloat_with_epsilon (extreme (result, "good", "first-iteration-time", sign), 1, 1e-9);
      g_assert_cmpfloat_with_epsilon (extreme (result, "good", "lines", sign), 13, 1e-9);
    }
  /* A limit on CPU time would make it a scheduler's tick, 1 to 10 ms. */
  g_assert_cmpfloat (extreme (result, "good", "clock-step", 1), <, 1e-4);
  g_assert_cmpfloat (extreme (result, "good", "wall-time", -1), >=, 0.01);
  g_assert_cmpfloat (extreme (result, "good", "memory-peak", -1), >, 100 * 1024);
  assert_excluded (result, "wrong", "The wrong one: *“13”*“42”");
  assert_excluded (result, "crash", "The crash one*");
  assert_excluded (result, "flood", "The flood one: wasn't done within 4 s");
}

/* The cells of the first five rounds in the order of the plan: what a busy machine has repeated comes after. */
static void
append_order (GString *text, const AssayRun *run)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < run->starts->len; i++)
    {
      const AssayRunStart *start = g_ptr_array_index (run->starts, i);

      if (start->round < 5 && g_hash_table_add (seen, GUINT_TO_POINTER (start->round * run->cells->len + start->cell + 1)))
        g_string_append_printf (text, "%u", start->cell);
    }
}

static char *
order_of (guint seed)
{
  g_auto (Heard) heard = { 0 };
  AssayPlan *plan = workbench_plan (&bench, "computed", "good,slow,chatty,late,stubborn");
  g_autoptr (GString) text = g_string_new (NULL);
  AssayRun *result;

  plan->seed = seed;
  run (&heard, plan);
  result = only_run (&heard);
  append_order (text, result);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_order (void)
{
  g_autofree char *first = order_of (3), *second = order_of (3), *other = order_of (4);

  g_assert_cmpuint (strlen (first), >=, 20);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, other);
}

static gpointer
burn (gpointer stop)
{
  while (!g_atomic_int_get ((int *) stop))
    ;

  return NULL;
}

/* What a busy machine can't change is not gated for it. */
static void
test_busy (void)
{
  g_auto (Heard) heard = { 0 };
  g_autofree GThread **threads = g_new (GThread *, g_get_num_processors ());
  int stop = FALSE;
  AssayRun *result;

  for (guint i = 0; i < g_get_num_processors (); i++)
    threads[i] = g_thread_new ("burn", burn, &stop);
  run (&heard, workbench_plan (&bench, "counted,computed", "good"));
  g_atomic_int_set (&stop, TRUE);
  for (guint i = 0; i < g_get_num_processors (); i++)
    g_thread_join (threads[i]);

  g_assert_cmpuint (heard.runs->len, ==, 2);
  for (guint r = 0; r < 2; r++)
    {
      result = g_ptr_array_index (heard.runs, r);
      for (guint i = 0; i < result->starts->len; i++)
        {
          AssayRunStart *start = g_ptr_array_index (result->starts, i);

          g_assert_cmpfloat (g_ascii_strtod (find_pair (start->conditions, "foreign"), NULL), >, 0.15);
          if (g_str_equal (result->scenario, "counted"))
            g_assert_null (start->gate);
          else
            g_assert_true (g_pattern_match_simple ("other programs used * % of the processors", start->gate[0]));
        }
    }
}

/* One scenario fails as a whole, the next goes on. */
static void
test_two_scenarios (void)
{
  g_auto (Heard) heard = { 0 };

  run (&heard, workbench_plan (&bench, "served,counted", "dead"));
  only_run (&heard);
  g_assert_cmpuint (heard.n_states, ==, 2);
  g_assert_cmpint (heard.states[0], ==, ASSAY_ITEM_FAILED);
  g_assert_true (g_pattern_match_simple ("What is served: The dead one*", heard.messages[0]));
  g_assert_cmpint (heard.states[1], ==, ASSAY_ITEM_DONE);
}

static void
test_nothing (void)
{
  g_auto (Heard) heard = { 0 };

  run (&heard, workbench_plan (&bench, "served", "dead"));
  g_assert_null (heard.runs);
  g_assert_error (heard.error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_true (g_pattern_match_simple ("What is served: The dead one*", heard.error->message));
}

#define BATCH 10
#define MOMENTS 50
#define LATEST 4.0     /* s: what one such experiment takes to its second start */

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_REMOVE;
}

static gboolean
tick_cb (gpointer data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

static void
cancel_batch (GRand *random)
{
  Heard heard[BATCH] = { 0 };
  AssayExperiment *experiments[BATCH];
  guint tick = g_timeout_add (50, tick_cb, NULL);

  for (guint i = 0; i < BATCH; i++)
    {
      experiments[i] = begin (&heard[i], workbench_plan (&bench, i % 2 == 0 ? "served" : "served,computed", i % 3 == 0 ? "good,stubborn" : "good"));
      g_timeout_add ((guint) (1000 * g_rand_double_range (random, 0, LATEST)), cancel_cb, heard[i].cancellable);
    }
  for (guint i = 0; i < BATCH; i++)
    {
      while (heard[i].runs == NULL && heard[i].error == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (heard[i].runs != NULL || g_error_matches (heard[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    }
  g_source_remove (tick);
  for (guint i = 0; i < BATCH; i++)
    {
      assert_gone (experiments[i]);
      heard_clear (&heard[i]);
    }
}

/* But what the subjects write themselves when they are started. */
static guint
count_entries (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    n += !g_str_has_prefix (name, "state-");

  return n;
}

/* Stopped at any moment, no process, open file or temporary file is left. */
static void
test_cancel (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);
  guint files, entries;

  cancel_batch (random);
  files = marked_open_files ();
  entries = count_entries (bench.folder);
  for (guint i = BATCH; i < MOMENTS; i += BATCH)
    cancel_batch (random);
  marked_assert_none (bench.mark, 5);
  g_assert_cmpuint (marked_open_files (), <=, files);
  g_assert_cmpuint (count_entries (bench.folder), ==, entries);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  workbench_set_up (&bench);
  g_test_add_func ("/experiment/served", test_served);
  g_test_add_func ("/experiment/starts", test_starts);
  g_test_add_func ("/experiment/faults", test_faults);
  g_test_add_func ("/experiment/odd", test_odd);
  g_test_add_func ("/experiment/compared", test_compared);
  g_test_add_func ("/experiment/computed", test_computed);
  g_test_add_func ("/experiment/order", test_order);
  g_test_add_func ("/experiment/busy", test_busy);
  g_test_add_func ("/experiment/two-scenarios", test_two_scenarios);
  g_test_add_func ("/experiment/nothing", test_nothing);
  g_test_add_func ("/experiment/cancel", test_cancel);
  status = g_test_run ();
  workbench_tear_down (&bench);

  return status;
}
