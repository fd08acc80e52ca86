#include "tests/display/chart-figures.h"

#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/units.h"
#include "tests/displayless/shipped.h"

/* The shortest catalogue that has all that a card shows. */
static const char catalogue[] =
  "{\"criteria\": [{\"id\": \"speed\", \"name\": \"Speed\", \"description\": \"How fast.\"}],"
  " \"origins\": [{\"id\": \"bench\", \"title\": \"Kitchen & Garden Benchmark\", \"publisher\": \"A. Cook\","
  "   \"url\": \"https://example.org/bench\", \"date\": \"2025-06-08\", \"kind\": \"published\", \"standing\": \"independent\","
  "   \"command\": \"cook --all\", \"via\": \"a friend\"}],"
  " \"subjects\": [{\"id\": \"snake\", \"name\": \"Snake\", \"kind\": \"language\", \"compared\": true, \"hue\": 0},"
  "   {\"id\": \"bean\", \"name\": \"Bean\", \"kind\": \"language\", \"compared\": true, \"hue\": 1}],"
  " \"metrics\": [{\"id\": \"rate\", \"name\": \"Rate\", \"unit\": \"req/s\", \"better\": \"higher\", \"criterion\": \"speed\"}],"
  " \"figures\": ["
  "  {\"id\": \"a\", \"metric\": \"rate\", \"subject\": \"snake\", \"value\": 4200, \"low\": 4100, \"high\": 4300, \"date\": \"2025-06-08\", \"origin\": \"bench\", \"quality\": \"quiet machine\", \"dimensions\": {\"workers\": \"4\"}},"
  "  {\"id\": \"b\", \"metric\": \"rate\", \"subject\": \"bean\", \"value\": 7900, \"date\": \"2025-06-08\", \"origin\": \"bench\"},"
  "  {\"id\": \"c\", \"metric\": \"rate\", \"subject\": \"snake\", \"value\": 1234567, \"date\": \"2025\", \"origin\": \"bench\"},"
  "  {\"id\": \"d\", \"metric\": \"rate\", \"subject\": \"bean\", \"value\": 8800, \"date\": \"2025\", \"origin\": \"bench\", \"gate\": [\"spread too wide\"]},"
  "  {\"id\": \"e\", \"metric\": \"rate\", \"subject\": \"snake\", \"value\": 2900, \"date\": \"2024\", \"origin\": \"bench\"}]}";

static const struct
{
  const char *id;
  guint series, category;
} points[] = { { "a", 0, 0 }, { "b", 1, 0 }, { "c", 0, 1 }, { "d", 1, 1 }, { "e", 0, 2 } };

static AssaySeries *
add_series (AssayFigure *figure, const char *name, int hue, guint n)
{
  AssaySeries *series = assay_series_new (name, hue, n, TRUE, TRUE);

  g_ptr_array_add (figure->series, series);

  return series;
}

static void
add_point (AssaySeries *series, guint index, guint category, AssayDatum *datum)
{
  series->x[index] = category;
  series->y[index] = datum->value;
  series->low[index] = datum->low;
  series->high[index] = datum->high;
  series->data[index] = assay_datum_ref (datum);
}

AssayFigure *
figure_bars (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  AssayFigure *figure = assay_figure_new ("rates", ASSAY_FIGURE_BARS);
  AssaySeries *series[] = { add_series (figure, "Snake", 0, 3), add_series (figure, "Bean", 1, 2) };
  guint filled[] = { 0, 0 };

  assay_store_add_document (store, "test.json", catalogue, strlen (catalogue));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      AssayDatum *datum = assay_store_find_datum (store, points[i].id);

      g_assert_nonnull (datum);
      add_point (series[points[i].series], filled[points[i].series]++, points[i].category, datum);
    }

  figure->categories = g_strdupv ((char *[]) { (char *) "JSON & HTML", (char *) "Echo", (char *) "Fortunes", NULL });
  figure->x.scale = ASSAY_SCALE_CATEGORY;
  figure->x.label = g_strdup ("Workload");
  figure->y.unit = assay_unit_find ("req/s");
  figure->horizontal = TRUE;
  figure->finding = g_strdup ("Bean leads in <one> of three & Snake in the rest");
  figure->subtitle = g_strdup ("Requests per second; whiskers are 95 % intervals");
  figure->footer = g_strdup ("Kitchen & Garden Benchmark, 2025-06-08");

  return figure;
}

AssayFigure *
figure_line (guint n)
{
  AssayFigure *figure = assay_figure_new ("line", ASSAY_FIGURE_LINES);
  AssaySeries *series = assay_series_new ("Snake", 0, n, FALSE, FALSE);
  g_autoptr (AssayFigure) bars = figure_bars ();

  for (guint i = 0; i < n; i++)
    {
      series->x[i] = i;
      series->y[i] = i % 100;
    }
  series->origin = assay_provenance_ref (assay_series_get_origin (g_ptr_array_index (bars->series, 0), 0));
  g_ptr_array_add (figure->series, series);
  figure->finding = g_strdup ("It goes up and down");

  return figure;
}

void
wait_milliseconds (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

GtkWindow *
window_with (GtkWidget *child)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_default_size (window, 600, 480);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  gtk_test_widget_wait_for_draw (child);

  return window;
}

AssayChartView *
view_with (AssayFigure *figure)
{
  AssayChartView *view = ASSAY_CHART_VIEW (assay_chart_view_new ());

  assay_chart_view_set_figure (view, figure);
  window_with (GTK_WIDGET (view));
  wait_for (assay_chart_view_get_layout (view) != NULL);

  return view;
}

static GtkEventController *
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }

  g_assert_not_reached ();
}

void
press_key (GtkWidget *widget, guint keyval)
{
  gboolean handled;

  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", keyval, 0, 0, &handled);
}

void
move_pointer (GtkWidget *widget, double x, double y)
{
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", x, y);
}

void
leave_pointer (GtkWidget *widget)
{
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION), "leave");
}

void
click (GtkWidget *widget, double x, double y)
{
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_GESTURE_CLICK), "released", 1, x, y);
}

GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }

  return NULL;
}

gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;

  return FALSE;
}
