#include "app/command.h"

#include <glib-unix.h>
#include <signal.h>

#include "app/measure-follow.h"
#include "app/measure-report.h"
#include "data/measure/history.h"
#include "data/measure/remote.h"
#include "data/model/language.h"

/* What was asked for on the command line. */
typedef struct
{
  gboolean quick, standard, thorough, json, follow;
  double budget;
  int seed;
  char *subjects, *machine, *format, *output;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->subjects);
  g_free (self->machine);
  g_free (self->format);
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

/* The experiment under way. */
typedef struct
{
  GMainLoop *loop;
  GCancellable *cancellable;
  AssayHistory *history;      /* or NULL: it couldn't be opened, and that was said */
  GPtrArray *runs;
  GError *error;
  gboolean follows;           /* another Assay reads along */
  gboolean noted;             /* what is left out elsewhere was said */
} Job;

static AssayPlanKind
kind (const Wish *wish)
{
  return wish->quick ? ASSAY_PLAN_QUICK : wish->thorough ? ASSAY_PLAN_THOROUGH : ASSAY_PLAN_STANDARD;
}

static gboolean
parse (int *argc, char ***argv, Wish *wish)
{
  const GOptionEntry entries[] = {
    { "subjects", 's', 0, G_OPTION_ARG_STRING, &wish->subjects, _ ("only these technologies"), "A,B" },
    { "quick", 0, 0, G_OPTION_ARG_NONE, &wish->quick, _ ("about 2 minutes"), NULL },
    { "standard", 0, 0, G_OPTION_ARG_NONE, &wish->standard, _ ("about 15 minutes (default)"), NULL },
    { "thorough", 0, 0, G_OPTION_ARG_NONE, &wish->thorough, _ ("until the intervals are narrow, at most an hour"), NULL },
    { "budget", 0, 0, G_OPTION_ARG_DOUBLE, &wish->budget, _ ("seconds for the whole"), "SECONDS" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &wish->seed, _ ("of the order of the starts (default random)"), "NUMBER" },
    { "machine", 'm', 0, G_OPTION_ARG_STRING, &wish->machine, _ ("on this machine of assay machine list, over ssh"), "NAME" },
    { "follow", 0, 0, G_OPTION_ARG_NONE, &wish->follow, _ ("tell a program that reads along; ends when standard input does"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &wish->output, _ ("the run documents as JSON into a file, or - for standard output"), "FILE.json" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &wish->format, _ ("text or json (default text)"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };
  gboolean valid;

  if (!assay_command_parse ("measure [SCENARIO...]", _ ("Measures on this machine or a named one, says what came out and keeps it in the history. "
                            "Ctrl+C stops and keeps what is finished."), entries, argc, argv))
    return FALSE;
  wish->json = assay_command_json ("measure", wish->format, &valid);
  if (!valid)
    return FALSE;
  if (wish->output != NULL && g_str_equal (wish->output, "-"))
    {
      g_clear_pointer (&wish->output, g_free);
      wish->json = TRUE;
    }
  if (wish->follow && (wish->json || wish->output != NULL || wish->machine != NULL))
    {
      assay_command_misuse ("measure", _ ("--follow goes with neither --machine nor -o nor --format"));
      return FALSE;
    }
  if (wish->quick + wish->standard + wish->thorough > 1)
    {
      assay_command_misuse ("measure", _ ("choose one of --quick, --standard and --thorough"));
      return FALSE;
    }
  if (wish->budget < 0)
    {
      assay_command_misuse ("measure", _ ("a budget is a number of seconds above 0"));
      return FALSE;
    }

  return TRUE;
}

static void
progress_cb (AssayExperiment *experiment G_GNUC_UNUSED, const AssayProgress *progress, Job *job)
{
  for (guint i = 0; !job->noted && progress->notes != NULL && progress->notes[i] != NULL; i++)
    assay_measure_say (_ ("left out: %s"), progress->notes[i]);
  job->noted = job->noted || progress->notes != NULL;
  if (job->follows)
    assay_measure_follow_progress (progress);
  else
    assay_measure_show_progress (progress);
}

static void
say_excluded (const AssayRun *run)
{
  for (guint i = 0; i < run->cells->len; i++)
    {
      const AssayRunCell *cell = g_ptr_array_index (run->cells, i);

      if (cell->excluded != NULL)
        assay_measure_say (_ ("%s: left out: %s"), run->title, cell->excluded);
    }
}

/* Kept at once: what comes later may be stopped. */
static void
run_finished_cb (AssayExperiment *experiment G_GNUC_UNUSED, AssayRun *run, Job *job)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *finding = assay_run_finding (run);

  say_excluded (run);
  assay_measure_say (_ ("%s: %u starts%s. %s"), run->title, run->starts->len, run->complete ? "" : _ (", stopped early"),
                     finding != NULL ? finding : "");
  if (job->history != NULL && !assay_history_add (job->history, run, &error))
    assay_measure_say (_ ("assay measure: the run isn't in the history: %s"), error->message);
  if (job->follows)
    assay_measure_follow_run (run);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Job *job = data;

  job->runs = assay_experiment_run_finish (ASSAY_EXPERIMENT (object), result, &job->error);
  g_main_loop_quit (job->loop);
}

static gboolean
stop_cb (gpointer data)
{
  Job *job = data;

  if (!g_cancellable_is_cancelled (job->cancellable))
    assay_measure_say (_ ("stopping ..."));
  g_cancellable_cancel (job->cancellable);

  return G_SOURCE_CONTINUE;
}

/* Measures in this loop; Ctrl+C and SIGTERM stop it. */
static void
run_job (Job *job, AssayExperiment *experiment)
{
  guint interrupt = g_unix_signal_add (SIGINT, stop_cb, job);
  guint terminate = g_unix_signal_add (SIGTERM, stop_cb, job);

  GSource *input = job->follows ? assay_measure_follow_input (job->cancellable) : NULL;

  g_signal_connect (experiment, "progress", G_CALLBACK (progress_cb), job);
  g_signal_connect (experiment, "run-finished", G_CALLBACK (run_finished_cb), job);
  assay_experiment_run_async (experiment, job->cancellable, done_cb, job);
  g_main_loop_run (job->loop);
  assay_measure_clear_progress ();
  g_source_remove (interrupt);
  g_source_remove (terminate);
  if (input == NULL)
    return;
  g_source_destroy (input);
  g_source_unref (input);
}

/* The run documents as one array. */
static GBytes *
make_document (GPtrArray *runs)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = 0; i < runs->len; i++)
    {
      gsize length;
      g_autofree char *document = assay_run_to_text (g_ptr_array_index (runs, i), TRUE, &length);

      g_string_append_printf (text, "%s\n", i > 0 ? "," : "");
      g_string_append_len (text, document, length);
    }
  g_string_append (text, "\n]\n");

  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static int
print_runs (const Wish *wish, GPtrArray *runs)
{
  g_autoptr (GBytes) document = make_document (runs);
  g_autoptr (GError) error = NULL;

  if (wish->json)
    g_print ("%.*s", (int) g_bytes_get_size (document), (const char *) g_bytes_get_data (document, NULL));
  for (guint i = 0; i < runs->len && !wish->json; i++)
    {
      g_autofree char *table = assay_measure_describe (g_ptr_array_index (runs, i));

      g_print ("%s%s", i > 0 ? "\n" : "", table);
    }
  if (wish->output != NULL && !assay_command_write (wish->output, document, &error))
    return assay_command_fail ("measure", "%s", error->message);

  return ASSAY_EXIT_DONE;
}

static int
measure (const Wish *wish, AssayExperiment *experiment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayHistory) history = assay_history_open (NULL, &error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Job job = { .loop = loop, .cancellable = cancellable, .history = history, .follows = wish->follow };
  int status;

  if (history == NULL)
    assay_measure_say (_ ("assay measure: no history: %s"), error->message);
  run_job (&job, experiment);
  if (job.runs == NULL)
    {
      status = assay_command_fail ("measure", "%s", job.error->message);
      g_error_free (job.error);
      return status;
    }
  status = wish->follow ? ASSAY_EXIT_DONE : print_runs (wish, job.runs);
  g_ptr_array_unref (job.runs);

  return status;
}

static AssayPlan *
make_plan (const Wish *wish, AssayWorkloads *workloads, AssayToolbox *toolbox, char **scenarios, GError **error)
{
  g_auto (GStrv) subjects = wish->subjects != NULL ? g_strsplit (wish->subjects, ",", -1) : NULL;
  AssayPlan *plan = assay_plan_new (workloads, toolbox, kind (wish), scenarios[0] != NULL ? (const char * const *) scenarios : NULL,
                                    (const char * const *) subjects, wish->budget, error);

  for (guint i = 0; plan != NULL && i < plan->notes->len; i++)
    assay_measure_say (_ ("left out: %s"), (const char *) g_ptr_array_index (plan->notes, i));
  if (plan != NULL && wish->seed != 0)
    plan->seed = wish->seed;

  return plan;
}

static int
measure_elsewhere (const Wish *wish, char **scenarios)
{
  g_auto (GStrv) subjects = wish->subjects != NULL ? g_strsplit (wish->subjects, ",", -1) : NULL;
  g_autoptr (AssayRemote) remote = assay_command_get_machine ("measure", wish->machine);
  g_autoptr (AssayExperiment) experiment = NULL;
  AssayErrand *errand;

  if (remote == NULL)
    return ASSAY_EXIT_FAILED;
  errand = assay_errand_new (remote, kind (wish), scenarios[0] != NULL ? (const char * const *) scenarios : NULL, (const char * const *) subjects);
  errand->budget = wish->budget;
  errand->seed = (guint) wish->seed;
  experiment = assay_experiment_new_elsewhere (errand);

  return measure (wish, experiment);
}

/* The words after the options; of several, "--" may stand before them. */
static char **
scenarios_of (char **argv)
{
  return argv[1] != NULL && g_str_equal (argv[1], "--") ? argv + 2 : argv + 1;
}

static int
measure_here (const Wish *wish, char **scenarios)
{
  g_autoptr (AssayWorkloads) workloads = NULL;
  g_autoptr (AssayToolbox) toolbox = NULL;
  g_autoptr (AssayExperiment) experiment = NULL;
  g_autoptr (GError) error = NULL;
  AssayPlan *plan;

  workloads = assay_workloads_load (NULL);
  assay_command_complain (assay_workloads_get_errors (workloads));
  toolbox = assay_toolbox_probe (workloads, NULL, &error);
  plan = toolbox != NULL ? make_plan (wish, workloads, toolbox, scenarios, &error) : NULL;
  if (plan == NULL)
    return assay_command_fail ("measure", "%s", error->message);
  if (wish->follow)
    assay_measure_follow_begin (plan);
  experiment = assay_experiment_new (workloads, toolbox, plan);

  return measure (wish, experiment);
}

int
assay_command_measure (int argc, char **argv)
{
  g_auto (Wish) wish = { 0 };

  if (!parse (&argc, &argv, &wish))
    return ASSAY_EXIT_USAGE;

  return wish.machine != NULL ? measure_elsewhere (&wish, scenarios_of (argv)) : measure_here (&wish, scenarios_of (argv));
}
