/* bench-frames PAGE FILE [NAME...]: how long the window's main loop is busy at a stretch while it imports FILE, beside as long a time in which it
 * doesn't, and while the pages NAME are opened afterwards. What a stretch takes is what a frame may be late. See frames.py. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ui/application.h"
#include "ui/session.h"
#include "ui/ui.h"
#include "ui/window-private.h"

#define SETTLE 1500        /* ms, until what was loaded is drawn */
#define MOST 60000         /* ms, until something must have come */
#define LEAST_TOLD 30.0    /* ms, with ASSAY_BENCH_TELL */

static struct
{
  double wall, cpu;        /* ms, of the longest stretch and the longest in CPU time of the thread */
  gint64 wall_start;
  double cpu_start;
  gint64 begin;            /* of the phase */
  guint loaded;            /* how often verdicts came */
} watch;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return 1e3 * (double) now.tv_sec + 1e-6 * (double) now.tv_nsec;
}

/* Between two polls the loop does its work. */
static int
poll_cb (GPollFD *fds, guint n, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  double wall = (double) (now - watch.wall_start) / 1e3, cpu = cpu_ms () - watch.cpu_start;
  int result;

  if (watch.wall_start > 0)
    {
      if (wall >= LEAST_TOLD && g_getenv ("ASSAY_BENCH_TELL") != NULL)
        fprintf (stderr, "  at %.0f ms: %.1f ms, CPU %.1f ms\n", (double) (now - watch.begin) / 1e3, wall, cpu);
      watch.wall = MAX (watch.wall, wall);
      watch.cpu = MAX (watch.cpu, cpu);
    }
  result = g_poll (fds, n, timeout);
  watch.wall_start = g_get_monotonic_time ();
  watch.cpu_start = cpu_ms ();

  return result;
}

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean late = FALSE;

  g_timeout_add (ms, late_cb, &late);
  while (!late)
    g_main_context_iteration (NULL, TRUE);
}

static void
loaded_cb (void)
{
  watch.loaded++;
}

static void
wait_loaded (guint n)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add (MOST, late_cb, &late);

  while (watch.loaded < n && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    exit (EXIT_FAILURE);
  g_source_remove (timer);
  wait_ms (SETTLE);
}

static void
begin (const char *phase)
{
  if (g_getenv ("ASSAY_BENCH_TELL") != NULL)
    fprintf (stderr, "%s\n", phase);
  watch.wall = watch.cpu = 0;
  watch.begin = watch.wall_start = g_get_monotonic_time ();
  watch.cpu_start = cpu_ms ();
}

static double
end (const char *phase)
{
  double seconds = (double) (g_get_monotonic_time () - watch.begin) / 1e6;

  printf ("%s %.1f %.1f %.1f\n", phase, watch.wall, watch.cpu, seconds);

  return seconds;
}

int
main (int argc, char **argv)
{
  g_autoptr (AssayApplication) application = assay_application_new ();
  GtkWindow *window;
  AssaySession *session;
  double seconds;

  if (argc < 3)
    return EXIT_FAILURE;
  g_main_context_set_poll_func (NULL, poll_cb);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return EXIT_FAILURE;
  g_application_activate (G_APPLICATION (application));
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  session = assay_window_get_session (ASSAY_WINDOW (window));
  g_signal_connect (session, "assessment-changed", G_CALLBACK (loaded_cb), NULL);
  begin ("start");
  wait_loaded (1);
  end ("start");
  begin ("goto");
  assay_window_goto (ASSAY_WINDOW (window), argv[1]);
  wait_ms (SETTLE);
  end ("goto");

  begin ("import");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.import-results-from", "s", argv[2]);
  wait_loaded (2);
  seconds = end ("import");
  begin ("idle");
  wait_ms ((guint) (1e3 * seconds));
  end ("idle");
  for (int i = 3; i < argc; i++)
    {
      begin (argv[i]);
      assay_window_goto (ASSAY_WINDOW (window), argv[i]);
      wait_ms (SETTLE);
      end (argv[i]);
    }

  return EXIT_SUCCESS;
}
