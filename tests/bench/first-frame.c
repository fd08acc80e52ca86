/* Preloaded into a GTK program: prints when its first frame had been painted and how much memory it holds.
 *
 * Line on standard output: MILLISECONDS SINCE START, RESIDENT KiB THEN, RESIDENT KiB WHEN SETTLED. The start is the parent's
 * CLOCK_MONOTONIC in nanoseconds, in $FIRST_FRAME_START; the program is ended after $FIRST_FRAME_SETTLE milliseconds. */
#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double first_frame_ms;
static long first_frame_kib;

static long
resident_kib (void)
{
  long pages = 0;
  FILE *file = fopen ("/proc/self/statm", "r");

  if (file == NULL || fscanf (file, "%*d %ld", &pages) != 1)
    abort ();
  fclose (file);

  return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

static double
since_start_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return ((double) now.tv_sec * 1e9 + (double) now.tv_nsec - g_ascii_strtod (g_getenv ("FIRST_FRAME_START"), NULL)) / 1e6;
}

static gboolean
settled_cb (gpointer data G_GNUC_UNUSED)
{
  printf ("%.1f %ld %ld\n", first_frame_ms, first_frame_kib, resident_kib ());
  fflush (stdout);
  _exit (0);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data G_GNUC_UNUSED)
{
  first_frame_ms = since_start_ms ();
  first_frame_kib = resident_kib ();
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, NULL);
  g_timeout_add ((guint) atoi (g_getenv ("FIRST_FRAME_SETTLE")), settled_cb, NULL);
}

/* Called in place of GTK's, which is called in turn. */
void
gtk_window_present (GtkWindow *window)
{
  static gboolean watched;
  void (*real) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  real (window);
  if (watched)
    return;
  watched = TRUE;
  g_signal_connect (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window))), "after-paint",
                    G_CALLBACK (after_paint_cb), NULL);
}
