/* A chart on the screen: what a screen reader is told, that keys and pointer reach every mark, and what isn't drawn again. */
#include <adwaita.h>

#include "data/model/figure.h"
#include "data/model/series.h"
#include "plots/chart-size.h"
#include "tests/display/chart-figures.h"
#include "tests/display/end.h"
#include "ui/chart-keys.h"
#include "ui/ui.h"

static void
close_view (AssayChartView *view)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view))));
}

static guint
count_marks (AssayChartView *view)
{
  guint n;

  assay_layout_get_marks (assay_chart_view_get_layout (view), &n);

  return n;
}

static void
test_accessible (void)
{
  g_autoptr (AssayFigure) figure = figure_bars ();
  g_autofree char *description = assay_figure_describe (figure);
  AssayChartView *view = view_with (figure);

  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, figure->finding);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (view)));
  close_view (view);
}

static void
assert_reads (AssayChartView *view, guint mark)
{
  g_autofree char *words = assay_layout_describe_mark (assay_chart_view_get_layout (view), mark);

  g_assert_cmpstr (assay_chart_view_get_readout (view), ==, words);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
}

static void
test_keys (void)
{
  g_autoptr (AssayFigure) figure = figure_bars ();
  g_autofree char *description = assay_figure_describe (figure);
  AssayChartView *view = view_with (figure);
  guint n = count_marks (view);

  g_assert_cmpuint (n, ==, 5);
  g_assert_null (assay_chart_view_get_readout (view));
  for (guint i = 0; i < n; i++)
    {
      press_key (GTK_WIDGET (view), GDK_KEY_Right);
      assert_reads (view, i);
    }
  press_key (GTK_WIDGET (view), GDK_KEY_Right);
  assert_reads (view, n - 1);
  press_key (GTK_WIDGET (view), GDK_KEY_Left);
  assert_reads (view, n - 2);
  press_key (GTK_WIDGET (view), GDK_KEY_Home);
  assert_reads (view, 0);
  press_key (GTK_WIDGET (view), GDK_KEY_End);
  assert_reads (view, n - 1);

  press_key (GTK_WIDGET (view), GDK_KEY_Escape);
  g_assert_null (assay_chart_view_get_readout (view));
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
  close_view (view);
}

static void
test_key_targets (void)
{
  static const struct
  {
    int mark, n;
    guint key;
    GtkTextDirection direction;
    int target;
  } cases[] = {
    { ASSAY_NO_MARK, 5, GDK_KEY_Right, GTK_TEXT_DIR_LTR, 0 },
    { ASSAY_NO_MARK, 5, GDK_KEY_Left, GTK_TEXT_DIR_LTR, 4 },
    { ASSAY_NO_MARK, 5, GDK_KEY_Left, GTK_TEXT_DIR_RTL, 0 },
    { 2, 5, GDK_KEY_Right, GTK_TEXT_DIR_RTL, 1 },
    { 2, 5, GDK_KEY_Down, GTK_TEXT_DIR_RTL, 3 },
    { 2, 5, GDK_KEY_Up, GTK_TEXT_DIR_LTR, 1 },
    { 4, 5, GDK_KEY_KP_Right, GTK_TEXT_DIR_LTR, 4 },
    { 0, 5, GDK_KEY_Left, GTK_TEXT_DIR_LTR, 0 },
    { 3, 5, GDK_KEY_Home, GTK_TEXT_DIR_LTR, 0 },
    { 3, 5, GDK_KEY_End, GTK_TEXT_DIR_LTR, 4 },
    { 3, 5, GDK_KEY_a, GTK_TEXT_DIR_LTR, ASSAY_NO_KEY },
    { 3, 5, GDK_KEY_Tab, GTK_TEXT_DIR_LTR, ASSAY_NO_KEY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (assay_chart_key_target (cases[i].mark, cases[i].n, cases[i].key, cases[i].direction), ==,
                     cases[i].target);
}

typedef struct
{
  guint times, series, index;
} Activated;

static void
activated_cb (AssayChartView *view G_GNUC_UNUSED, guint series, guint index, Activated *activated)
{
  *activated = (Activated) { activated->times + 1, series, index };
}

static void
test_activate (void)
{
  g_autoptr (AssayFigure) figure = figure_bars ();
  AssayChartView *view = view_with (figure);
  guint n;
  const AssayMark *marks = assay_layout_get_marks (assay_chart_view_get_layout (view), &n);
  Activated activated = { 0 };

  g_signal_connect (view, "mark-activated", G_CALLBACK (activated_cb), &activated);
  press_key (GTK_WIDGET (view), GDK_KEY_Return);
  g_assert_cmpuint (activated.times, ==, 0);

  for (guint i = 0; i < n; i++)
    {
      click (GTK_WIDGET (view), marks[i].x + marks[i].width / 2, marks[i].y + marks[i].height / 2);
      g_assert_cmpuint (activated.times, ==, 2 * i + 1);
      g_assert_cmpuint (activated.series, ==, marks[i].series);
      g_assert_cmpuint (activated.index, ==, marks[i].index);
      press_key (GTK_WIDGET (view), GDK_KEY_Return);
      g_assert_cmpuint (activated.times, ==, 2 * i + 2);
      g_assert_cmpuint (activated.index, ==, marks[i].index);
    }
  close_view (view);
}

static void
count_cb (GObject *object G_GNUC_UNUSED, GParamSpec *pspec G_GNUC_UNUSED, guint *count)
{
  (*count)++;
}

static void
test_hover (void)
{
  g_autoptr (AssayFigure) figure = figure_line (50000);
  AssayChartView *view = view_with (figure);
  guint n, notified = 0;
  const AssayMark *marks = assay_layout_get_marks (assay_chart_view_get_layout (view), &n);
  guint drawn = assay_chart_view_get_n_drawn (view);

  g_signal_connect (view, "notify::readout", G_CALLBACK (count_cb), &notified);
  for (guint i = 0; i < n; i += MAX (n / 20, 1))
    {
      move_pointer (GTK_WIDGET (view), marks[i].x + marks[i].width / 2, marks[i].y + marks[i].height / 2);
      g_assert_nonnull (assay_chart_view_get_readout (view));
      wait_milliseconds (20);
    }
  g_assert_cmpuint (notified, >=, 20);
  g_assert_cmpuint (assay_chart_view_get_n_drawn (view), ==, drawn);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, figure->finding);

  leave_pointer (GTK_WIDGET (view));
  g_assert_null (assay_chart_view_get_readout (view));
  close_view (view);
}

/* What a key chose stays when the pointer leaves, and goes with the focus. */
static void
test_leave (void)
{
  g_autoptr (AssayFigure) figure = figure_bars ();
  AssayChartView *view = view_with (figure);

  press_key (GTK_WIDGET (view), GDK_KEY_Right);
  leave_pointer (GTK_WIDGET (view));
  g_assert_nonnull (assay_chart_view_get_readout (view));

  assay_chart_view_set_figure (view, NULL);
  g_assert_null (assay_chart_view_get_readout (view));
  g_assert_null (assay_chart_view_get_layout (view));
  close_view (view);
}

static void
test_redraw (void)
{
  g_autoptr (AssayFigure) bars = figure_bars (), line = figure_line (20);
  AssayChartView *view = view_with (bars);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view)));
  guint drawn = assay_chart_view_get_n_drawn (view);

  g_assert_cmpuint (drawn, ==, 1);
  gtk_widget_queue_draw (GTK_WIDGET (view));
  wait_milliseconds (100);
  g_assert_cmpuint (assay_chart_view_get_n_drawn (view), ==, drawn);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  wait_for (assay_chart_view_get_n_drawn (view) == drawn + 1);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  wait_for (assay_chart_view_get_n_drawn (view) == drawn + 2);

  gtk_window_set_default_size (window, 700, 480);
  wait_for (assay_chart_view_get_n_drawn (view) >= drawn + 3);

  assay_chart_view_set_figure (view, line);
  wait_for (assay_chart_view_get_layout (view) != NULL);
  g_assert_true (assay_layout_get_figure (assay_chart_view_get_layout (view)) == line);
  close_view (view);
}

/* A figure that is replaced while a thread draws it is never shown. */
static void
test_thread (void)
{
  g_autoptr (AssayFigure) first = figure_line (400000), second = figure_line (300000);
  AssayChartView *view = ASSAY_CHART_VIEW (assay_chart_view_new ());

  assay_chart_view_set_figure (view, first);
  window_with (GTK_WIDGET (view));
  assay_chart_view_set_figure (view, second);
  wait_for (assay_chart_view_get_layout (view) != NULL);
  g_assert_true (assay_layout_get_figure (assay_chart_view_get_layout (view)) == second);

  assay_chart_view_set_figure (view, first);
  close_view (view);
  wait_milliseconds (300);
}

static void
test_size (void)
{
  g_autoptr (AssayFigure) bars = figure_bars (), line = figure_line (20);
  GtkWidget *view = g_object_ref_sink (assay_chart_view_new ());
  int minimum, natural, narrow, wide;

  assay_chart_view_set_figure (ASSAY_CHART_VIEW (view), bars);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, ASSAY_CHART_MIN_WIDTH);
  g_assert_cmpint (natural, >=, minimum);

  narrow = assay_chart_natural_height (line, 300, 1);
  wide = assay_chart_natural_height (line, 3000, 1);
  g_assert_cmpint (narrow, <, wide);
  g_assert_cmpint (wide, <=, 360);
  g_assert_cmpint (assay_chart_natural_height (line, 300, 2), >, narrow);
  g_assert_cmpint (assay_chart_natural_height (bars, 300, 1), ==, assay_chart_natural_height (bars, 3000, 1));
  g_object_unref (view);
}

static void
test_finalize (void)
{
  g_autoptr (AssayFigure) figure = figure_bars ();
  AssayChartView *view = ASSAY_CHART_VIEW (assay_chart_view_new ());

  g_object_ref_sink (view);
  assay_chart_view_set_figure (view, figure);
  g_assert_finalize_object (view);

  view = g_object_ref (view_with (figure));
  press_key (GTK_WIDGET (view), GDK_KEY_Right);
  wait_milliseconds (50);
  close_view (view);
  wait_milliseconds (50);
  g_assert_finalize_object (view);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  assay_ui_init ();

  g_test_add_func ("/chart-view/accessible", test_accessible);
  g_test_add_func ("/chart-view/keys", test_keys);
  g_test_add_func ("/chart-view/key-targets", test_key_targets);
  g_test_add_func ("/chart-view/activate", test_activate);
  g_test_add_func ("/chart-view/hover", test_hover);
  g_test_add_func ("/chart-view/leave", test_leave);
  g_test_add_func ("/chart-view/redraw", test_redraw);
  g_test_add_func ("/chart-view/thread", test_thread);
  g_test_add_func ("/chart-view/size", test_size);
  g_test_add_func ("/chart-view/finalize", test_finalize);

  return test_end (g_test_run ());
}
