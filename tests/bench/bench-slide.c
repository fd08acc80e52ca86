/* From the key to the next slide at 3840x2160, each a chart of a million points. Once until it is drawn, into memory: what the program does. And until it
 * is painted in a window and the X server has done its part; beside that, in turns in the same window, the least that such a window can do: a flat colour
 * that becomes another one. See slide.py. */
#include <gdk/x11/gdkx.h>
#include <stdlib.h>
#include <time.h>

#include "data/model/series.h"
#include "plots/layout.h"
#include "ui/slide-show.h"
#include "ui/slide-view.h"
#include "ui/ui.h"

#define N_POINTS 1000000
#define N_SLIDES 3             /* as many as are drawn beforehand */
#define ROUNDS 4
#define STEPS 10

/* The floor. */
#define FLAT_TYPE (flat_get_type ())
G_DECLARE_FINAL_TYPE (Flat, flat, BENCH, FLAT, GtkWidget)

struct _Flat
{
  GtkWidget parent_instance;

  gboolean dark;
};

G_DEFINE_FINAL_TYPE (Flat, flat, GTK_TYPE_WIDGET)

static void
flat_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  float level = BENCH_FLAT (widget)->dark ? 0 : 1;

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { level, level, level, 1 },
                             &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
}

static void
flat_class_init (FlatClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = flat_snapshot;
}

static void
flat_init (Flat *self G_GNUC_UNUSED)
{
}

typedef struct
{
  GtkWindow *window;
  Flat *flat;
  AssaySlideShow *show;
  AssaySlideView *view;
  GArray *walls[2], *cpus[2];   /* of double, ms: flat, slide */
  GArray *drawn;                /* of double, ms */
  guint painted, late;
} Bench;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return 1e3 * (double) now.tv_sec + 1e-6 * (double) now.tv_nsec;
}

static AssayFigure *
million_points (guint seed)
{
  AssayFigure *figure = assay_figure_new ("bench", ASSAY_FIGURE_LINES);
  AssaySeries *series = assay_series_new ("Noise", 0, N_POINTS, FALSE, FALSE);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N_POINTS; i++)
    {
      series->x[i] = i;
      series->y[i] = 50 + 10 * g_rand_double (random) + (g_rand_double (random) < 1e-4 ? 40 : 0);
    }
  figure->finding = g_strdup_printf ("A million points, slide %u", seed);
  figure->subtitle = g_strdup ("Noise with spikes");
  figure->footer = g_strdup ("Made up for a measurement");
  g_ptr_array_add (figure->series, series);

  return figure;
}

static void
after_paint_cb (GdkFrameClock *clock G_GNUC_UNUSED, gpointer data)
{
  ((Bench *) data)->painted++;
}

/* Until the next frame is painted. */
static void
wait_painted (Bench *bench)
{
  guint before = bench->painted;

  while (bench->painted == before)
    g_main_context_iteration (NULL, TRUE);
  XSync (gdk_x11_display_get_xdisplay (gdk_display_get_default ()), FALSE);
}

static gboolean
is_current (Bench *bench)
{
  AssayLayout *chart = assay_slide_view_get_chart (bench->view);

  return chart != NULL && assay_layout_get_figure (chart) == assay_slide_show_get_current (bench->show)->figure;
}

/* What the key does. A slide that had to be drawn first is a late one. */
static void
change (Bench *bench, gboolean slide, guint step)
{
  if (!slide)
    {
      bench->flat->dark = !bench->flat->dark;
      gtk_widget_queue_draw (GTK_WIDGET (bench->flat));
      return;
    }
  assay_slide_show_step (bench->show, step / (N_SLIDES - 1) % 2 == 0 ? 1 : -1);
  bench->late += !is_current (bench);
}

static gboolean
rested_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

/* As long as nobody presses a key. */
static void
rest (void)
{
  gboolean rested = FALSE;

  g_timeout_add (40, rested_cb, &rested);
  while (!rested)
    g_main_context_iteration (NULL, TRUE);
}

static void
take_turn (Bench *bench, gboolean slide)
{
  gtk_window_set_child (bench->window, slide ? GTK_WIDGET (bench->view) : GTK_WIDGET (bench->flat));
  wait_painted (bench);
  for (guint step = 0; step < STEPS; step++)
    {
      double wall, cpu;

      rest ();
      wall = g_get_monotonic_time () / 1e3;
      cpu = cpu_ms ();
      change (bench, slide, step);
      wait_painted (bench);
      wall = g_get_monotonic_time () / 1e3 - wall;
      cpu = cpu_ms () - cpu;
      g_array_append_val (bench->walls[slide], wall);
      g_array_append_val (bench->cpus[slide], cpu);
    }
}

static void
draw (GtkWidget *view, cairo_t *cr)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  GTK_WIDGET_GET_CLASS (view)->snapshot (view, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
}

/* Without a window system: the same node that it is handed, drawn by the same library into an image that is there already, as a window's is. */
static void
take_turn_in_memory (Bench *bench)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 3840, 2160);
  cairo_t *cr = cairo_create (image);

  cairo_paint (cr);
  for (guint step = 0; step < STEPS; step++)
    {
      double wall;

      rest ();
      wall = g_get_monotonic_time () / 1e3;
      change (bench, TRUE, step);
      draw (GTK_WIDGET (bench->view), cr);
      wall = g_get_monotonic_time () / 1e3 - wall;
      g_array_append_val (bench->drawn, wall);
      wait_painted (bench);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

/* Shows each slide once: what is near is then drawn, and stays. */
static void
prepare (Bench *bench)
{
  g_autoptr (GPtrArray) slides = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_slide_unref);

  for (guint i = 0; i < N_SLIDES; i++)
    {
      g_autoptr (AssayFigure) figure = million_points (i + 1);

      g_ptr_array_add (slides, assay_slide_new_chart (figure, NULL, NULL));
    }
  bench->show = assay_slide_show_new (slides);
  bench->view = g_object_ref_sink (ASSAY_SLIDE_VIEW (assay_slide_view_new (bench->show, 0)));
  bench->flat = g_object_ref_sink (g_object_new (FLAT_TYPE, NULL));
  bench->drawn = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < 2; i++)
    {
      bench->walls[i] = g_array_new (FALSE, FALSE, sizeof (double));
      bench->cpus[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }
  bench->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (bench->window, FALSE);
  gtk_window_set_default_size (bench->window, 3840, 2160);
  gtk_window_set_child (bench->window, GTK_WIDGET (bench->view));
  gtk_window_present (bench->window);
  for (int i = N_SLIDES; i > 0; i--)
    {
      assay_slide_show_go (bench->show, i - 1);
      while (!is_current (bench))
        g_main_context_iteration (NULL, TRUE);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;

  return p < q ? -1 : p > q;
}

static double
quantile (GArray *times, double share)
{
  g_array_sort (times, compare_doubles);

  return g_array_index (times, double, (guint) (share * (times->len - 1)));
}

int
main (void)
{
  Bench bench = { 0 };

  gtk_init ();
  if (!GDK_IS_X11_DISPLAY (gdk_display_get_default ()))
    {
      g_print ("needs an X server\n");
      return 2;
    }
  assay_ui_init ();
  adw_init ();
  prepare (&bench);
  g_signal_connect_after (gtk_widget_get_frame_clock (GTK_WIDGET (bench.window)), "after-paint", G_CALLBACK (after_paint_cb), &bench);
  for (guint round = 0; round < ROUNDS; round++)
    {
      take_turn (&bench, round % 2 == 0);
      take_turn (&bench, round % 2 != 0);
      gtk_window_set_child (bench.window, GTK_WIDGET (bench.view));
      wait_painted (&bench);
      take_turn_in_memory (&bench);
    }
  for (guint slide = 0; slide < 2; slide++)
    g_print ("%s wall %.2f p90 %.2f cpu %.2f\n", slide ? "slide" : "flat", quantile (bench.walls[slide], 0.5), quantile (bench.walls[slide], 0.9),
             quantile (bench.cpus[slide], 0.5));
  g_print ("drawn wall %.2f p90 %.2f cpu 0\n", quantile (bench.drawn, 0.5), quantile (bench.drawn, 0.9));
  g_print ("window %dx%d, late %u of %u\n", gtk_widget_get_width (GTK_WIDGET (bench.window)), gtk_widget_get_height (GTK_WIDGET (bench.window)),
           bench.late, bench.walls[1]->len);

  return EXIT_SUCCESS;
}
