#include "app/command.h"

#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

#include "data/measure/environment.h"
#include "data/measure/workload.h"
#include "data/model/language.h"

#define BAR 24         /* characters */
#define LINES 10       /* at most so many where nobody watches */

typedef struct
{
  AssayWorkloads *workloads;
  GCancellable *cancellable;
  GMainLoop *loop;
  GError *error;
  int told;            /* tenths */
  gboolean terminal;
} Job;

/* In the thread that prepares. */
static void
show (double fraction, const char *what, gpointer data)
{
  g_autofree char *done = g_strnfill (fraction > 0 ? (gsize) (fraction * BAR) : 0, '=');
  Job *job = data;

  if (job->terminal)
    g_printerr ("\r[%-*s] %s\033[K", BAR, done, what);
  else if (fraction < 0 || (int) (fraction * LINES) > job->told)
    g_printerr ("%s\n", what);
  job->told = (int) (fraction * LINES);
}

static gboolean
end_loop (gpointer data)
{
  Job *job = data;

  g_main_loop_quit (job->loop);

  return G_SOURCE_REMOVE;
}

static gpointer
prepare (gpointer data)
{
  Job *job = data;

  assay_environment_prepare (job->workloads, show, job, job->cancellable, &job->error);
  g_idle_add (end_loop, job);

  return NULL;
}

static gboolean
interrupted_cb (gpointer data)
{
  Job *job = data;

  g_cancellable_cancel (job->cancellable);

  return G_SOURCE_CONTINUE;
}

/* The main loop hears Ctrl+C while a thread prepares. */
static void
run (Job *job)
{
  guint interrupt = g_unix_signal_add (SIGINT, interrupted_cb, job);
  guint terminate = g_unix_signal_add (SIGTERM, interrupted_cb, job);
  GThread *thread = g_thread_new ("prepare", prepare, job);

  g_main_loop_run (job->loop);
  g_thread_join (thread);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  if (job->terminal)
    g_printerr ("\r\033[K");
}

int
assay_command_prepare (int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  Job job = { .told = -1, .terminal = isatty (STDERR_FILENO) };
  g_autofree char *folder = assay_environment_folder ();
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;

  if (!assay_command_parse ("prepare", _ ("Installs the packages that measured programs need into the program's own data folder."), entries,
                            &argc, &argv))
    return ASSAY_EXIT_USAGE;
  if (argc != 1)
    return assay_command_misuse ("prepare", _ ("“%s” is one word too many"), argv[1]);

  job.workloads = assay_workloads_load (NULL);
  job.cancellable = g_cancellable_new ();
  job.loop = g_main_loop_new (NULL, FALSE);
  command = assay_environment_command (job.workloads);
  if (command != NULL)
    g_printerr ("%s\n", command);
  run (&job);
  g_main_loop_unref (job.loop);
  g_object_unref (job.cancellable);
  assay_workloads_unref (job.workloads);

  error = job.error;
  if (error != NULL)
    return assay_command_fail ("prepare", "%s", error->message);
  g_print ("%s\n", folder);

  return ASSAY_EXIT_DONE;
}
