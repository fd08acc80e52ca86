/* What a frame costs while the pointer moves over a chart of a million points at 3840x2160, against a window that is empty but for
 * the same moving rule: from before-paint to after-paint, the X server's work included. Both take turns in one window. See hover.py. */
#include <gdk/x11/gdkx.h>
#include <math.h>
#include <stdlib.h>

#include "data/model/series.h"
#include "ui/chart-view.h"
#include "ui/ui.h"

#define N_POINTS 1000000
#define ROUNDS 10
#define FRAMES 70
#define WARM_UP 10
#define BAR 1.5

/* The floor: a widget that shows nothing but the rule. */
#define RULE_TYPE (rule_get_type ())
G_DECLARE_FINAL_TYPE (Rule, rule, BENCH, RULE, GtkWidget)

struct _Rule
{
  GtkWidget parent_instance;

  double x, top, bottom;
};

G_DEFINE_FINAL_TYPE (Rule, rule, GTK_TYPE_WIDGET)

static void
rule_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  Rule *self = BENCH_RULE (widget);
  GdkRGBA ink = { 0, 0, 0, 0.45 };

  gtk_snapshot_append_color (snapshot, &ink, &GRAPHENE_RECT_INIT (floor (self->x), floor (self->top), 1, self->bottom - floor (self->top)));
}

static void
rule_class_init (RuleClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = rule_snapshot;
}

static void
rule_init (Rule *self G_GNUC_UNUSED)
{
}

typedef struct
{
  GtkWindow *window;
  Rule *rule;
  AssayChartView *view;
  GtkEventController *motion;
  GArray *times[2];          /* of double, milliseconds: floor, chart */
  gboolean with_chart;
  guint frame, round;
  gint64 start;
} Bench;

/* Where the pointer is: on marks 37 pixels apart, to and fro. */
static const AssayMark *
pointer_mark (const Bench *bench)
{
  guint n;
  const AssayMark *marks = assay_layout_get_marks (assay_chart_view_get_layout (bench->view), &n);
  guint at = (bench->frame * 37 + bench->round * 11) % (2 * n - 2);

  return &marks[at < n ? at : 2 * n - 2 - at];
}

static gboolean
move_cb (GtkWidget *widget G_GNUC_UNUSED, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data)
{
  Bench *bench = data;
  const AssayMark *mark = pointer_mark (bench);
  double x = mark->x + mark->width / 2, y = mark->y + mark->height / 2;

  if (bench->with_chart)
    {
      g_signal_emit_by_name (bench->motion, "motion", x, y);
      return G_SOURCE_CONTINUE;
    }

  bench->rule->x = x;
  bench->rule->top = y;
  gtk_widget_queue_draw (GTK_WIDGET (bench->rule));

  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (GdkFrameClock *clock G_GNUC_UNUSED, gpointer data)
{
  ((Bench *) data)->start = g_get_monotonic_time ();
}

static void
change_turns (Bench *bench)
{
  bench->frame = 0;
  if (bench->with_chart)
    bench->round++;
  bench->with_chart = !bench->with_chart;
  gtk_window_set_child (bench->window, bench->with_chart ? GTK_WIDGET (bench->view) : GTK_WIDGET (bench->rule));
}

static void
after_paint_cb (GdkFrameClock *clock G_GNUC_UNUSED, gpointer data)
{
  Bench *bench = data;
  double time;

  XSync (gdk_x11_display_get_xdisplay (gdk_display_get_default ()), FALSE);
  time = (g_get_monotonic_time () - bench->start) / 1000.0;
  if (bench->frame++ >= WARM_UP)
    g_array_append_val (bench->times[bench->with_chart], time);
  if (bench->frame == WARM_UP + FRAMES)
    change_turns (bench);
}

/* From bottom to top of the plot and back, so that the rule has every length. */
static AssayFigure *
million_points (void)
{
  AssayFigure *figure = assay_figure_new ("bench", ASSAY_FIGURE_LINES);
  AssaySeries *series = assay_series_new ("Noise", 0, N_POINTS, FALSE, FALSE);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_POINTS; i++)
    {
      series->x[i] = i;
      series->y[i] = 50 + 40 * sin (i * 20.0 / N_POINTS) + 10 * g_rand_double (random);
    }
  figure->finding = g_strdup ("A million points");
  g_ptr_array_add (figure->series, series);

  return figure;
}

static void
run_until (gboolean (*done) (Bench *bench), Bench *bench)
{
  while (!done (bench))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_drawn (Bench *bench)
{
  return assay_chart_view_get_layout (bench->view) != NULL;
}

static gboolean
is_over (Bench *bench)
{
  return bench->round >= ROUNDS;
}

static GtkEventController *
find_motion (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        return controller;
    }

  return NULL;
}

static void
prepare (Bench *bench)
{
  g_autoptr (AssayFigure) figure = million_points ();
  cairo_rectangle_t plot;

  bench->rule = g_object_ref_sink (g_object_new (RULE_TYPE, NULL));
  bench->view = g_object_ref_sink (ASSAY_CHART_VIEW (assay_chart_view_new ()));
  bench->motion = find_motion (GTK_WIDGET (bench->view));
  bench->times[0] = g_array_new (FALSE, FALSE, sizeof (double));
  bench->times[1] = g_array_new (FALSE, FALSE, sizeof (double));
  assay_chart_view_set_figure (bench->view, figure);

  bench->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (bench->window, FALSE);
  gtk_window_set_default_size (bench->window, 3840, 2160);
  gtk_window_set_child (bench->window, GTK_WIDGET (bench->view));
  gtk_window_present (bench->window);
  run_until (is_drawn, bench);

  assay_layout_get_plot (assay_chart_view_get_layout (bench->view), &plot);
  bench->rule->bottom = plot.y + plot.height;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;

  return p < q ? -1 : p > q;
}

static double
mean (GArray *times)
{
  double sum = 0;

  for (guint i = 0; i < times->len; i++)
    sum += g_array_index (times, double, i);

  return sum / times->len;
}

static double
quantile (GArray *times, double share)
{
  g_array_sort (times, compare_doubles);

  return g_array_index (times, double, (guint) (share * (times->len - 1)));
}

static void
report (const char *name, GArray *times)
{
  g_print ("%-10s median %.2f ms, mean %.2f, p95 %.2f (%u frames)\n",
           name, quantile (times, 0.5), mean (times), quantile (times, 0.95), times->len);
}

int
main (void)
{
  Bench bench = { 0 };
  GdkFrameClock *clock;
  double ratio;

  gtk_init ();
  if (!GDK_IS_X11_DISPLAY (gdk_display_get_default ()))
    {
      g_print ("needs an X server\n");
      return 2;
    }
  assay_ui_init ();
  adw_init ();
  prepare (&bench);

  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench.window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &bench);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), &bench);
  bench.with_chart = TRUE;
  gtk_widget_add_tick_callback (GTK_WIDGET (bench.window), move_cb, &bench, NULL);
  run_until (is_over, &bench);

  ratio = quantile (bench.times[1], 0.5) / quantile (bench.times[0], 0.5);
  g_print ("window %dx%d, %u points, plot drawn %u times\n",
           gtk_widget_get_width (GTK_WIDGET (bench.window)), gtk_widget_get_height (GTK_WIDGET (bench.window)),
           N_POINTS, assay_chart_view_get_n_drawn (bench.view));
  report ("rule alone", bench.times[0]);
  report ("chart", bench.times[1]);
  g_print ("%s: ratio %.2f, bar %.1f\n", ratio <= BAR ? "PASS" : "FAIL", ratio, BAR);

  return ratio <= BAR ? EXIT_SUCCESS : EXIT_FAILURE;
}
