/* A card and all that its menu does; and the walk that proves that every mark of every chart leads to an origin. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "data/model/chart.h"
#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/json.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/units.h"
#include "plots/figure-table.h"
#include "tests/displayless/shipped.h"
#include "tests/display/chart-figures.h"
#include "tests/display/end.h"
#include "ui/origin-window.h"
#include "ui/preview-window.h"
#include "ui/table-window.h"
#include "ui/ui.h"

typedef struct
{
  AssayFigure *figure;
  GtkWidget *toasts, *card;
  GtkWindow *window;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->figure = figure_bars ();
  fixture->card = assay_chart_card_new ();
  fixture->toasts = adw_toast_overlay_new ();
  fixture->folder = g_dir_make_tmp ("assay-card-XXXXXX", NULL);
  assay_chart_card_set_figure (ASSAY_CHART_CARD (fixture->card), fixture->figure);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->toasts), fixture->card);
  fixture->window = window_with (fixture->toasts);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gtk_window_destroy (fixture->window);
  wait_milliseconds (20);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  assay_figure_unref (fixture->figure);
}

static AssayChartView *
get_view (Fixture *fixture)
{
  return assay_chart_card_get_view (ASSAY_CHART_CARD (fixture->card));
}

static void
test_shows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gtk_test_accessible_assert_role (fixture->card, GTK_ACCESSIBLE_ROLE_GROUP);
  g_assert_true (has_label (fixture->card, fixture->figure->finding));
  g_assert_true (has_label (fixture->card, fixture->figure->subtitle));
  g_assert_true (has_label (fixture->card, fixture->figure->footer));
  g_assert_true (has_label (fixture->card, "Cited"));
  g_assert_true (assay_chart_view_get_figure (get_view (fixture)) == fixture->figure);
}

static void
test_focus (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gtk_window_set_focus (fixture->window, NULL);
  g_assert_null (assay_chart_card_from_focus (fixture->window));
  gtk_window_set_focus (fixture->window, GTK_WIDGET (get_view (fixture)));
  g_assert_true ((GtkWidget *) assay_chart_card_from_focus (fixture->window) == fixture->card);
}

/* --- files --- */

static gboolean
is_png (const char *bytes, gsize length)
{
  return length > 24 && memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) == 0 &&
         GUINT32_FROM_BE (*(const guint32 *) (bytes + 16)) == 1920 && GUINT32_FROM_BE (*(const guint32 *) (bytes + 20)) == 1080;
}

static gboolean
is_svg (const char *bytes, gsize length)
{
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&(GMarkupParser) { 0 }, 0, NULL, NULL);

  return strstr (bytes, "<svg") != NULL && g_markup_parse_context_parse (context, bytes, length, NULL) &&
         g_markup_parse_context_end_parse (context, NULL);
}

static gboolean
is_pdf (const char *bytes, gsize length)
{
  return length > 1000 && g_str_has_prefix (bytes, "%PDF-") && g_strstr_len (bytes + length - 10, 10, "%%EOF") != NULL;
}

/* A line for the titles and one a mark. */
static gboolean
is_csv (const char *bytes, gsize length G_GNUC_UNUSED)
{
  g_auto (GStrv) lines = g_strsplit (g_strchomp (g_strdup (bytes)), "\n", -1);

  return g_strv_length (lines) == 1 + 5 && strstr (lines[0], "origin") != NULL &&
         strstr (lines[1], "Kitchen & Garden Benchmark") != NULL;
}

/* Its members are the interface test's. */
static gboolean
is_json (const char *bytes, gsize length)
{
  return assay_json_check ("chart.json", bytes, length, 1000000, NULL) && strstr (bytes, "\"id\":\"rates\"") != NULL && strstr (bytes, "\"value\":4200.0") != NULL;
}

static const struct
{
  const char *name, *action;
  gboolean (*check) (const char *bytes, gsize length);
} files[] = {
  { "chart.png", "chart.save-to", is_png },
  { "chart.svg", "chart.save-to", is_svg },
  { "chart.PDF", "chart.save-to", is_pdf },
  { "chart.csv", "chart.save-to", is_csv },
  { "chart.json", "chart.save-to", is_json },
  { "print.pdf", "chart.print-to", is_pdf },
};

static void
test_save (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = g_build_filename (fixture->folder, files[i].name, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (gtk_widget_activate_action (fixture->card, files[i].action, "s", path));
  wait_for (g_file_test (path, G_FILE_TEST_EXISTS));
  if (g_str_equal (files[i].action, "chart.save-to"))
    wait_for (has_label (fixture->toasts, "Saved"));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (files[i].check (bytes, length));
}

/* What was there stays when the new file can't be made, and the toast names the file. */
static void
test_save_fails (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *kept = g_build_filename (fixture->folder, "kept.gif", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "missing", "chart.png", NULL);
  g_autofree char *bytes = NULL;

  g_assert_true (g_file_set_contents (kept, "old", -1, NULL));
  gtk_widget_activate_action (fixture->card, "chart.save-to", "s", kept);
  wait_for (has_label (fixture->toasts, "kept.gif"));
  g_assert_true (g_file_get_contents (kept, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "old");

  gtk_widget_activate_action (fixture->card, "chart.save-to", "s", nowhere);
  wait_milliseconds (200);
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
}

/* A card that goes while its file is being made takes the file with it, or leaves it whole. */
static void
test_save_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (fixture->folder, "chart.png", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  gtk_widget_activate_action (fixture->card, "chart.save-to", "s", path);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->toasts), NULL);
  wait_milliseconds (500);
  if (g_file_get_contents (path, &bytes, &length, NULL))
    g_assert_true (is_png (bytes, length));
}

static void
test_preview (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWindow *window;

  gtk_widget_activate_action (fixture->card, "chart.preview", NULL);
  wait_for (find_window (ASSAY_TYPE_PREVIEW_WINDOW) != NULL);
  window = find_window (ASSAY_TYPE_PREVIEW_WINDOW);
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (window)));
  g_assert_true (gtk_window_get_transient_for (window) == fixture->window);
  gtk_window_destroy (window);
  wait_milliseconds (50);
}

/* --- clipboard --- */

static void
text_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static guint
count_lines (const char *text)
{
  guint lines = 0;

  for (const char *c = text; *c != '\0'; c++)
    lines += *c == '\n';

  return lines;
}

/* Which forms are offered; what another program makes of them is tested by "take". */
static const struct
{
  const char *action;
  gboolean image, table;
} copies[] = {
  { "chart.copy", TRUE, TRUE },
  { "chart.copy-image", TRUE, FALSE },
  { "chart.copy-data", FALSE, TRUE },
};

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->card);
  g_autofree char *text = NULL;
  GdkContentFormats *formats;

  gtk_widget_activate_action (fixture->card, copies[i].action, NULL);
  wait_for (has_label (fixture->toasts, "copied"));
  formats = gdk_clipboard_get_formats (clipboard);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/png") == copies[i].image);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/svg+xml") == copies[i].image);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/html") == copies[i].table);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/csv") == copies[i].table);
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/uri-list"));
  if (!copies[i].table)
    return;

  gdk_clipboard_read_text_async (clipboard, NULL, text_cb, &text);
  wait_for (text != NULL);
  g_assert_cmpuint (count_lines (text), ==, 1 + 3);
  g_assert_true (g_str_has_prefix (text, "Workload\tSnake (req/s)\tSnake from\tSnake to\tBean (req/s)\t"));
  g_assert_nonnull (strstr (text, "JSON & HTML\t4200\t4100\t4300\t7900\t"));
}

/* --- table --- */

static void
test_table_cells (void)
{
  g_autoptr (AssayFigure) figure = figure_bars ();
  g_autoptr (AssayFigureTable) table = assay_figure_table_new (figure);
  static const struct
  {
    guint row, column;
    const char *cell;
  } cells[] = {
    { 0, 0, "JSON & HTML" },
    { 0, 1, "4,200 req/s (4,100 req/s to 4,300 req/s)" },
    { 0, 2, "7,900 req/s" },
    { 1, 1, "1,234,567 req/s" },
    { 1, 2, "8,800 req/s – not counted: spread too wide" },
    { 2, 2, "" },
    { 2, 3, "Kitchen & Garden Benchmark" },
  };

  g_assert_cmpuint (assay_figure_table_get_n_rows (table), ==, 3);
  g_assert_cmpuint (assay_figure_table_get_n_columns (table), ==, 4);
  g_assert_cmpstr (assay_figure_table_get_title (table, 3), ==, "Origin");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *cell = assay_figure_table_get_cell (table, cells[i].row, cells[i].column);
      g_auto (GStrv) parts = g_strsplit (cell, "\xe2\x80\xaf", -1);   /* numbers and units are joined by a narrow space */
      g_autofree char *plain = g_strjoinv (" ", parts);

      g_assert_true (g_str_has_prefix (plain, cells[i].cell));
    }
}

/* The second point of a series at the same place gets a row of its own. */
static void
test_table_turns (void)
{
  g_autoptr (AssayFigure) figure = assay_figure_new ("twice", ASSAY_FIGURE_LINES);
  AssaySeries *series = assay_series_new ("Snake", 0, 4, FALSE, FALSE);
  static const double x[] = { 2, 1, 2, 3 };
  g_autoptr (AssayFigureTable) table = NULL;
  g_autofree char *tsv = NULL;

  for (guint i = 0; i < 4; i++)
    {
      series->x[i] = x[i];
      series->y[i] = 10 * (i + 1);
    }
  g_ptr_array_add (figure->series, series);
  table = assay_figure_table_new (figure);
  tsv = assay_figure_table_to_tsv (table, NULL);
  g_assert_cmpstr (tsv, ==, "Sample\tSnake\tOrigin\n1\t20\t\n2\t10\t\n2\t30\t\n3\t40\t\n");
}

/* Where each row has a point of one series only, their names stand in a column, not their points in many. */
static void
test_table_alone (void)
{
  g_autoptr (AssayFigure) figure = assay_figure_new ("alone", ASSAY_FIGURE_BARS);
  g_autoptr (AssayFigureTable) table = NULL;
  g_autofree char *tsv = NULL;

  figure->categories = g_strdupv ((char *[]) { (char *) "Peel", (char *) "Pod", NULL });
  for (guint i = 0; i < 2; i++)
    {
      AssaySeries *series = assay_series_new (i == 0 ? "Snake" : "Bean", 0, 1, FALSE, FALSE);

      series->x[0] = 1 - i;
      series->y[0] = i;
      g_ptr_array_add (figure->series, series);
    }
  table = assay_figure_table_new (figure);
  tsv = assay_figure_table_to_tsv (table, NULL);
  g_assert_cmpstr (tsv, ==, "Category\tSeries\tValue\tOrigin\nPeel\tBean\t1\t\nPod\tSnake\t0\t\n");
  g_assert_false (assay_figure_table_is_numeric (table, 1));
  g_assert_true (assay_figure_table_is_numeric (table, 2));
}

static void
test_table_window (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWindow *window;
  g_autofree char *tsv = NULL;

  gtk_widget_activate_action (fixture->card, "chart.show-table", NULL);
  window = find_window (ASSAY_TYPE_TABLE_WINDOW);
  g_assert_nonnull (window);
  wait_for (has_label (GTK_WIDGET (window), "JSON & HTML"));
  g_assert_true (gtk_window_get_transient_for (window) == fixture->window);

  tsv = assay_table_window_get_tsv (ASSAY_TABLE_WINDOW (window));
  g_assert_cmpuint (count_lines (tsv), ==, 1 + 3);
  gtk_widget_activate_action (GTK_WIDGET (window), "table.copy", NULL);
  wait_for (has_label (GTK_WIDGET (window), "Table copied"));

  g_object_ref (window);
  gtk_window_destroy (window);
  wait_milliseconds (50);
  g_assert_finalize_object (window);
}

/* --- origins --- */

static void
test_origin_window (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWindow *window;

  press_key (GTK_WIDGET (get_view (fixture)), GDK_KEY_Home);
  press_key (GTK_WIDGET (get_view (fixture)), GDK_KEY_Return);
  window = find_window (ASSAY_TYPE_ORIGIN_WINDOW);
  g_assert_nonnull (window);

  g_assert_true (has_label (GTK_WIDGET (window), "Kitchen & Garden Benchmark"));
  g_assert_true (has_label (GTK_WIDGET (window), "https://example.org/bench"));
  g_assert_true (has_label (GTK_WIDGET (window), "Second-hand: a friend"));
  g_assert_true (has_label (GTK_WIDGET (window), "cook --all"));
  g_assert_true (has_label (GTK_WIDGET (window), "Independent"));
  g_assert_true (has_label (GTK_WIDGET (window), "quiet machine"));
  g_assert_true (has_label (GTK_WIDGET (window), "Workers"));

  g_object_ref (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "origin.back", NULL);
  wait_milliseconds (50);
  g_assert_finalize_object (window);
}

static void
test_origin_list (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *origins = assay_store_get_origins (store);
  GtkWidget *parent = gtk_window_new ();
  GtkWindow *window;

  assay_origin_window_present_list (GTK_WINDOW (parent), origins);
  window = find_window (ASSAY_TYPE_ORIGIN_WINDOW);
  g_assert_null (assay_origin_window_get_origin (ASSAY_ORIGIN_WINDOW (window)));
  for (guint i = 0; i < origins->len; i++)
    g_assert_true (has_label (GTK_WIDGET (window), ((AssayProvenance *) g_ptr_array_index (origins, i))->title));
  gtk_window_destroy (window);
  gtk_window_destroy (GTK_WINDOW (parent));
}

/* --- the walk --- */

typedef struct
{
  AssayFigure *figure;
  guint marks;
} Walk;

static void
walk_cb (AssayChartView *view G_GNUC_UNUSED, guint number, guint index, Walk *walk)
{
  const AssaySeries *series = g_ptr_array_index (walk->figure->series, number);
  AssayProvenance *origin = assay_series_get_origin (series, index);

  g_assert_nonnull (origin);
  g_assert_nonnull (origin->title);
  g_assert_cmpint (strlen (origin->title), >, 0);
  walk->marks++;
}

static void
walk_chart (AssayChartView *view, AssayFigure *figure)
{
  Walk walk = { figure, 0 };
  gulong handler = g_signal_connect (view, "mark-activated", G_CALLBACK (walk_cb), &walk);
  guint n;

  assay_chart_view_set_figure (view, figure);
  wait_for (assay_chart_view_get_layout (view) != NULL);
  assay_layout_get_marks (assay_chart_view_get_layout (view), &n);
  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = assay_layout_describe_mark (assay_chart_view_get_layout (view), i);

      press_key (GTK_WIDGET (view), GDK_KEY_Right);
      g_assert_cmpstr (assay_chart_view_get_readout (view), ==, words);
      press_key (GTK_WIDGET (view), GDK_KEY_Return);
    }
  g_assert_cmpuint (walk.marks, ==, n);
  g_signal_handler_disconnect (view, handler);
  g_test_message ("%s: %u marks, each with an origin", figure->id, n);
}

static void
test_walk (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *charts = assay_store_get_charts (store);
  AssayChartView *view = ASSAY_CHART_VIEW (assay_chart_view_new ());
  GtkWindow *window = window_with (GTK_WIDGET (view));

  g_assert_cmpuint (charts->len, >=, 16);
  for (guint i = 0; i < charts->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AssayFigure) figure = NULL;

      if (is_chart_of_the_user (charts->pdata[i]))
        continue;
      figure = assay_chart_get_figure (charts->pdata[i], store, assay_date_parse ("2026-08-21"), &error);
      g_assert_no_error (error);
      walk_chart (view, figure);
    }
  gtk_window_destroy (window);
}

static void
test_finalize (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *card = g_object_ref (fixture->card);

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->toasts), NULL);
  wait_milliseconds (50);
  g_assert_finalize_object (card);
}

#define add(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  assay_ui_init ();

  add ("/chart-card/shows", NULL, test_shows);
  add ("/chart-card/focus", NULL, test_focus);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/chart-card/save/%s", files[i].name);

      add (path, GUINT_TO_POINTER (i), test_save);
    }
  add ("/chart-card/preview", NULL, test_preview);
  add ("/chart-card/save-fails", NULL, test_save_fails);
  add ("/chart-card/save-cancelled", NULL, test_save_cancelled);
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      g_autofree char *path = g_strdup_printf ("/chart-card/%s", copies[i].action + strlen ("chart."));

      add (path, GUINT_TO_POINTER (i), test_copy);
    }
  g_test_add_func ("/table/cells", test_table_cells);
  g_test_add_func ("/table/turns", test_table_turns);
  g_test_add_func ("/table/alone", test_table_alone);
  add ("/table/window", NULL, test_table_window);
  add ("/origin/window", NULL, test_origin_window);
  g_test_add_func ("/origin/list", test_origin_list);
  g_test_add_func ("/origin/walk", test_walk);
  add ("/chart-card/finalize", NULL, test_finalize);

  return test_end (g_test_run ());
}
