/* bench-drag: the frames of the Advisor page while a weight's slider is dragged, a step a frame, and the recommendation follows. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ui/application.h"
#include "ui/session.h"
#include "ui/ui.h"
#include "ui/weight-row.h"
#include "ui/window-private.h"

#define SETTLE 3000        /* ms, until the page is there with its first recommendation */
#define N_FRAMES 600
#define LIMIT 16.7         /* ms of CPU time, within which 95 frames of 100 must be */

static struct
{
  GtkRange *scale;
  GMainLoop *loop;
  double *lengths, *cpu;   /* ms, of each frame; CPU time of the window's thread in it */
  double cpu_before;
  guint n;
  gint64 before;
  int direction;
} drag;

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return 1e3 * (double) now.tv_sec + 1e-6 * (double) now.tv_nsec;
}

static gboolean
tick_cb (GtkWidget *widget G_GNUC_UNUSED, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gint64 now = g_get_monotonic_time ();
  double value = gtk_range_get_value (drag.scale);

  if (drag.before > 0)
    {
      drag.lengths[drag.n] = (double) (now - drag.before) / 1e3;
      drag.cpu[drag.n++] = cpu_ms () - drag.cpu_before;
    }
  drag.before = now;
  drag.cpu_before = cpu_ms ();
  if (value >= 100 || value <= 0)
    drag.direction = value >= 100 ? -1 : 1;
  gtk_range_set_value (drag.scale, value + drag.direction);
  if (drag.n < N_FRAMES)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (drag.loop);

  return G_SOURCE_REMOVE;
}

static gboolean
late_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
tell (const char *what, double *values)
{
  qsort (values, N_FRAMES, sizeof *values, compare);
  printf ("%s: %d frames, median %.1f ms, 95 %% within %.1f ms, longest %.1f ms\n", what, N_FRAMES, values[N_FRAMES / 2],
          values[N_FRAMES * 95 / 100], values[N_FRAMES - 1]);
}

int
main (void)
{
  g_autoptr (AssayApplication) application = assay_application_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree double *lengths = g_new0 (double, N_FRAMES), *cpu = g_new0 (double, N_FRAMES);
  GtkWidget *window, *row;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return EXIT_FAILURE;
  g_application_activate (G_APPLICATION (application));
  window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_timeout_add (SETTLE, late_cb, loop);
  g_main_loop_run (loop);
  assay_window_goto (ASSAY_WINDOW (window), "advisor");
  g_timeout_add (SETTLE, late_cb, loop);
  g_main_loop_run (loop);

  row = find (window, ASSAY_TYPE_WEIGHT_ROW);
  if (row == NULL)
    return EXIT_FAILURE;
  drag.scale = GTK_RANGE (find (row, GTK_TYPE_RANGE));
  drag.loop = loop;
  drag.lengths = lengths;
  drag.cpu = cpu;
  drag.direction = 1;
  gtk_widget_add_tick_callback (window, tick_cb, NULL, NULL);
  g_main_loop_run (loop);
  tell ("frames of a drag", lengths);
  tell ("CPU time of the window in them", cpu);
  printf ("%s: 95 %% of the frames within %.1f ms\n", cpu[N_FRAMES * 95 / 100] <= LIMIT ? "PASS" : "FAIL", LIMIT);

  return cpu[N_FRAMES * 95 / 100] <= LIMIT ? EXIT_SUCCESS : EXIT_FAILURE;
}
