/* Every widget of the shell: that it goes away whole, adapts to its width, filters, and has a name for those who can't see it. */
#include <glib/gstdio.h>
#include <string.h>

#include "data/advice/assessment.h"
#include "data/measure/history.h"
#include "data/model/chart.h"
#include "data/model/metric.h"
#include "data/model/settings.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/tile.h"
#include "data/model/units.h"
#include "tests/display/end.h"
#include "ui/badge.h"
#include "ui/bench.h"
#include "ui/chart-page.h"
#include "ui/claim-row.h"
#include "ui/claims-page.h"
#include "ui/effects.h"
#include "ui/grid.h"
#include "ui/overview-page.h"
#include "ui/page-view.h"
#include "ui/pages.h"
#include "ui/search-view.h"
#include "ui/session.h"
#include "ui/sidebar.h"
#include "ui/source-row.h"
#include "ui/sources-page.h"
#include "ui/split.h"
#include "ui/style.h"
#include "ui/tile-card.h"
#include "ui/ui.h"
#include "ui/waiting.h"
#include "ui/window.h"

static AssaySession *session;

/* Runs the main loop for a while, as a user who waits does. */
static void
wait_milliseconds (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

#define wait_for(condition) G_STMT_START { \
  for (guint _i = 0; _i < 5000 && !(condition); _i++) \
    wait_milliseconds (2); \
  g_assert_true (condition); } G_STMT_END

/* --- every widget is created and goes away whole --- */

static GtkWidget *
split_new (void)
{
  return g_object_new (ASSAY_TYPE_SPLIT, "sidebar", gtk_label_new ("side"), "content", gtk_label_new ("content"), NULL);
}

static GtkWidget *
grid_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_layout_manager (box, assay_grid_layout_new (400, 3, 12));
  for (int i = 0; i < 5; i++)
    gtk_box_append (GTK_BOX (box), gtk_label_new ("card"));

  return box;
}

static GtkWidget *
sidebar_new (void)
{
  return g_object_new (ASSAY_TYPE_SIDEBAR, NULL);
}

static GtkWidget *
page_view_new (void)
{
  return g_object_new (ASSAY_TYPE_PAGE_VIEW, "headline", "A sentence", "subtitle", "and one below it", NULL);
}

static GtkWidget *
tile_new (void)
{
  const AssayTileValue value = { .title = "Throughput", .value = "1.9×", .verdict = "Alpha ahead", .note = "1.1× to 2.5×" };

  return assay_tile_card_new (&value, "chart", 1);
}

static GtkWidget *
claim_row_new (void)
{
  AssayStatement *statement = g_ptr_array_index (assay_store_get_statements (assay_session_get_store (session)), 0);
  GtkWidget *row = assay_claim_row_new (statement, assay_session_get_assessment (session), 0);

  assay_claim_row_set_expanded (ASSAY_CLAIM_ROW (row), TRUE);

  return row;
}

static GtkWidget *
source_row_new (void)
{
  return assay_source_row_new (g_ptr_array_index (assay_store_get_origins (assay_session_get_store (session)), 0));
}

static GtkWidget *
badge_new (void)
{
  return assay_badge_new_verdict (ASSAY_VERDICT_DEPENDS);
}

static GtkWidget *
chart_page_new (void)
{
  return assay_chart_page_new (session, "performance");
}

static GtkWidget *
overview_page_new (void)
{
  return assay_overview_page_new (session, "overview");
}

static GtkWidget *
claims_page_new (void)
{
  return assay_claims_page_new (session, "claims");
}

static GtkWidget *
sources_page_new (void)
{
  return assay_sources_page_new (session, "sources");
}

static const struct
{
  const char *path;
  GtkWidget *(*create) (void);
} widgets[] = {
  { "/widgets/finalize/badge", badge_new },
  { "/widgets/finalize/chart-page", chart_page_new },
  { "/widgets/finalize/claim-row", claim_row_new },
  { "/widgets/finalize/claims-page", claims_page_new },
  { "/widgets/finalize/grid", grid_new },
  { "/widgets/finalize/overview-page", overview_page_new },
  { "/widgets/finalize/page-view", page_view_new },
  { "/widgets/finalize/sidebar", sidebar_new },
  { "/widgets/finalize/source-row", source_row_new },
  { "/widgets/finalize/sources-page", sources_page_new },
  { "/widgets/finalize/split", split_new },
  { "/widgets/finalize/tile-card", tile_new },
  { "/widgets/finalize/waiting", assay_waiting_new },
};

static void
test_finalize (gconstpointer create)
{
  GtkWidget *widget = g_object_ref_sink (((GtkWidget *(*) (void)) create) ());

  /* Long enough for idle work that might keep it alive. */
  wait_milliseconds (10);
  g_assert_finalize_object (widget);
}

static void
test_finalize_shown (gconstpointer create)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = ((GtkWidget *(*) (void)) create) ();

  g_object_ref (widget);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 500);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (gtk_widget_get_width (widget) > 0);
  wait_milliseconds (30);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_for (G_OBJECT (widget)->ref_count == 1);
  g_assert_finalize_object (widget);
}

/* A window of exactly that size inside its frame, which is a few pixels wide where nothing composes shadows. */
static AssayWindow *
open_window (int width, int height)
{
  GtkWidget *window = assay_window_new (NULL, session);
  int frame;

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (gtk_widget_get_width (window) > 0);
  frame = width - gtk_widget_get_width (window);
  gtk_window_set_default_size (GTK_WINDOW (window), width + frame, height + frame);
  wait_for (gtk_widget_get_width (window) == width);
  wait_milliseconds (20);

  return ASSAY_WINDOW (window);
}

static void
test_window_finalize (void)
{
  AssayWindow *window = open_window (1000, 700);
  const AssayPageKind *pages;
  gpointer gone = window;
  guint n;

  pages = assay_pages (&n);
  for (guint i = 0; i < n; i++)
    {
      assay_window_goto (window, pages[i].id);
      wait_milliseconds (20);
      g_assert_cmpstr (assay_window_get_page (window), ==, pages[i].id);
    }
  assay_window_toast (window, "a < b & c");
  wait_milliseconds (20);

  g_object_add_weak_pointer (G_OBJECT (window), &gone);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_for (gone == NULL);
}

/* --- adaptive --- */

static const struct
{
  int width;
  gboolean collapsed;
} split_widths[] = {
  { 360, TRUE },
  { 859, TRUE },
  { 860, FALSE },
  { 1280, FALSE },
  { 3840, FALSE },
};

static GtkLabel *
find_label (GtkWidget *widget, const char *part)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), part) != NULL)
    return GTK_LABEL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, part);

  return found;
}

/* "1.9×" is not turned into "×1.9". */
static void
test_tile_number (void)
{
  static const struct { GtkTextDirection direction; const char *number; } cases[] = {
    { GTK_TEXT_DIR_LTR, "1.9×" },
    { GTK_TEXT_DIR_RTL, "\u2066" "1.9×" "\u2069" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *tile;

      gtk_widget_set_default_direction (cases[i].direction);
      tile = g_object_ref_sink (tile_new ());
      g_assert_cmpstr (gtk_label_get_label (find_label (tile, "1.9×")), ==, cases[i].number);
      g_object_unref (tile);
      gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
    }
}

static AssaySplit *
find_split (GtkWidget *widget)
{
  AssaySplit *found = NULL;

  if (ASSAY_IS_SPLIT (widget))
    return ASSAY_SPLIT (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_split (child);

  return found;
}

static void
test_split_widths (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (split_widths); i++)
    {
      AssayWindow *window = open_window (split_widths[i].width, 600);
      AssaySplit *split = find_split (GTK_WIDGET (window));

      g_test_message ("%d pixels", split_widths[i].width);
      g_assert_nonnull (split);
      g_assert_cmpint (assay_split_get_collapsed (split), ==, split_widths[i].collapsed);
      g_assert_cmpint (assay_split_get_show_sidebar (split), ==, !split_widths[i].collapsed);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_split_sidebar (void)
{
  AssayWindow *window = open_window (400, 600);
  AssaySplit *split = find_split (GTK_WIDGET (window));
  GtkWidget *sidebar, *content;

  g_object_get (split, "sidebar", &sidebar, "content", &content, NULL);
  g_assert_cmpint (gtk_widget_get_width (content), ==, 400);
  g_assert_false (gtk_widget_get_child_visible (sidebar));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.sidebar", NULL);
  wait_for (gtk_widget_get_child_visible (sidebar) && gtk_widget_get_width (sidebar) > 200);
  g_assert_true (assay_split_get_show_sidebar (split));
  g_assert_cmpint (gtk_widget_get_width (content), ==, 400);
  g_assert_false (gtk_widget_get_can_focus (content));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.sidebar", NULL);
  wait_for (!gtk_widget_get_child_visible (sidebar));
  g_assert_true (gtk_widget_get_can_focus (content));

  g_object_unref (sidebar);
  g_object_unref (content);
  gtk_window_destroy (GTK_WINDOW (window));
}

static const struct
{
  int width;
  int columns;
} grid_widths[] = {
  { 320, 1 }, { 811, 1 }, { 812, 2 }, { 1223, 2 }, { 1224, 3 }, { 1600, 3 }, { 3840, 3 },
};

static void
test_grid_columns (void)
{
  GtkWidget *grid = g_object_ref_sink (grid_new ());
  AssayGridLayout *layout = ASSAY_GRID_LAYOUT (gtk_widget_get_layout_manager (grid));

  for (guint i = 0; i < G_N_ELEMENTS (grid_widths); i++)
    g_assert_cmpint (assay_grid_layout_get_columns (layout, grid, grid_widths[i].width), ==, grid_widths[i].columns);
  g_assert_finalize_object (grid);
}

static const struct
{
  int n, columns;
  const char *rows;
} grid_rows[] = {
  { 1, 3, "1" }, { 2, 3, "2" }, { 3, 3, "3" }, { 4, 3, "22" }, { 5, 3, "32" }, { 7, 3, "322" }, { 8, 3, "332" },
  { 4, 4, "4" }, { 4, 2, "22" }, { 5, 2, "221" }, { 3, 1, "111" },
};

static void
test_grid_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (grid_rows); i++)
    {
      g_autoptr (GString) rows = g_string_new (NULL);
      int length;

      for (int row = 0; (length = assay_grid_row_length (grid_rows[i].n, grid_rows[i].columns, row)) > 0; row++)
        g_string_append_printf (rows, "%d", length);
      g_assert_cmpstr (rows->str, ==, grid_rows[i].rows);
    }
}

/* Where the cards of @box lie, as text. */
static char *
describe_cards (GtkWidget *box)
{
  GString *text = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t area;

      g_assert_true (gtk_widget_compute_bounds (child, box, &area));
      g_string_append_printf (text, "%s%g+%g", text->len > 0 ? " " : "", area.origin.x, area.size.width);
    }

  return g_string_free (text, FALSE);
}

/* That the cards of @grid lie so in a window of 1240 pixels. Consumes the grid. */
static void
assert_cards (GtkWidget *grid, const char *expected)
{
  GtkWidget *window = gtk_window_new ();
  g_autofree char *cards = NULL;

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), grid);
  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 300);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (gtk_widget_get_width (grid) == 1240);
  cards = describe_cards (grid);
  g_assert_cmpstr (cards, ==, expected);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_grid_cards (void)
{
  static const struct { GtkTextDirection direction; const char *cards; } cases[] = {
    { GTK_TEXT_DIR_LTR, "0+405 417+405 834+406 0+614 626+614" },
    { GTK_TEXT_DIR_RTL, "834+406 417+405 0+405 626+614 0+614" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *grid = grid_new ();

      gtk_widget_set_direction (grid, cases[i].direction);
      assert_cards (grid, cases[i].cards);
    }
}

/* Four of five cards lie where they lie once all have come. */
static void
test_grid_expected (void)
{
  GtkWidget *grid = grid_new ();

  g_object_set (gtk_widget_get_layout_manager (grid), "expected", 5, NULL);
  gtk_box_remove (GTK_BOX (grid), gtk_widget_get_last_child (grid));
  assert_cards (grid, "0+405 417+405 834+406 0+614");
}

/* --- claims and sources --- */

static void
test_claims_verdicts (void)
{
  GtkWidget *widget = g_object_ref_sink (claims_page_new ());
  AssayClaimsPage *page = ASSAY_CLAIMS_PAGE (widget);
  guint n = assay_store_get_statements (assay_session_get_store (session))->len;
  guint sum = 0;

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (assay_claims_page_get_n_shown (page), ==, n);
  for (int kind = 0; kind < ASSAY_N_VERDICTS; kind++)
    {
      assay_claims_page_set_verdict (page, kind);
      g_assert_cmpuint (assay_claims_page_get_n_shown (page), ==,
                        assay_assessment_count (assay_session_get_assessment (session), (AssayVerdictKind) kind));
      sum += assay_claims_page_get_n_shown (page);
    }
  g_assert_cmpuint (sum, ==, n);
  assay_claims_page_set_verdict (page, -1);
  g_assert_finalize_object (widget);
}

static void
test_claims_criteria (void)
{
  GtkWidget *widget = g_object_ref_sink (claims_page_new ());
  AssayClaimsPage *page = ASSAY_CLAIMS_PAGE (widget);
  GPtrArray *criteria = assay_store_get_criteria (assay_session_get_store (session));
  guint n = assay_claims_page_get_n_shown (page);
  guint sum = 0;

  for (guint i = 0; i < criteria->len; i++)
    {
      assay_claims_page_set_criterion (page, ((AssayCriterion *) g_ptr_array_index (criteria, i))->id);
      sum += assay_claims_page_get_n_shown (page);
    }
  g_assert_cmpuint (sum, ==, n);
  assay_claims_page_set_criterion (page, NULL);
  g_assert_cmpuint (assay_claims_page_get_n_shown (page), ==, n);
  g_assert_finalize_object (widget);
}

static void
test_claims_search (void)
{
  GtkWidget *widget = g_object_ref_sink (claims_page_new ());
  AssayClaimsPage *page = ASSAY_CLAIMS_PAGE (widget);
  AssayStatement *statement = g_ptr_array_index (assay_store_get_statements (assay_session_get_store (session)), 0);
  guint n = assay_claims_page_get_n_shown (page);
  g_autofree char *loud = g_utf8_strup (assay_statement_get_text (statement), -1);

  assay_claims_page_set_search (page, loud);
  g_assert_cmpuint (assay_claims_page_get_n_shown (page), >=, 1);
  g_assert_cmpuint (assay_claims_page_get_n_shown (page), <, n);
  assay_claims_page_set_search (page, "no-such-word-anywhere");
  g_assert_cmpuint (assay_claims_page_get_n_shown (page), ==, 0);
  assay_claims_page_set_search (page, "  ");
  g_assert_cmpuint (assay_claims_page_get_n_shown (page), ==, n);
  g_assert_finalize_object (widget);
}

/* A page that is made later filters as the last one did. */
static void
test_claims_remember (void)
{
  GtkWidget *widget = g_object_ref_sink (claims_page_new ());
  AssayClaimsPage *page = ASSAY_CLAIMS_PAGE (widget);
  guint n = assay_claims_page_get_n_shown (page), shown;

  assay_claims_page_set_verdict (page, ASSAY_VERDICT_SUPPORTED);
  assay_claims_page_set_search (page, "the");
  shown = assay_claims_page_get_n_shown (page);
  g_assert_cmpuint (shown, >, 0);
  g_assert_cmpuint (shown, <, n);
  g_assert_finalize_object (widget);

  widget = g_object_ref_sink (claims_page_new ());
  page = ASSAY_CLAIMS_PAGE (widget);
  g_assert_cmpuint (assay_claims_page_get_n_shown (page), ==, shown);
  assay_claims_page_set_verdict (page, -1);
  assay_claims_page_set_search (page, NULL);
  g_assert_cmpuint (assay_claims_page_get_n_shown (page), ==, n);
  g_assert_finalize_object (widget);
}

static void
test_sources_search (void)
{
  GtkWidget *widget = g_object_ref_sink (sources_page_new ());
  AssaySourcesPage *page = ASSAY_SOURCES_PAGE (widget);
  guint n = assay_store_get_origins (assay_session_get_store (session))->len;
  guint vendors;

  g_assert_cmpuint (assay_sources_page_get_n_shown (page), ==, n);
  assay_sources_page_set_search (page, "vendor");
  vendors = assay_sources_page_get_n_shown (page);
  g_assert_cmpuint (vendors, >, 0);
  g_assert_cmpuint (vendors, <, n);
  assay_sources_page_set_search (page, "no-such-word-anywhere");
  g_assert_cmpuint (assay_sources_page_get_n_shown (page), ==, 0);
  g_assert_finalize_object (widget);

  widget = g_object_ref_sink (sources_page_new ());
  page = ASSAY_SOURCES_PAGE (widget);
  g_assert_cmpuint (assay_sources_page_get_n_shown (page), ==, 0);
  assay_sources_page_set_search (page, NULL);
  g_assert_cmpuint (assay_sources_page_get_n_shown (page), ==, n);
  g_assert_finalize_object (widget);
}

/* --- preferences --- */

/* Each takes effect when it is changed, and is taken back. */
static gboolean
has_colour (GtkWidget *widget, const char *name)
{
  GdkRGBA colour;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/* What the style sheet for the dark says applies while it is dark, and no longer. */
static void
test_style_dark (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("words"));

  assay_style_start ();
  for (guint i = 0; i < 2; i++)
    {
      adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
      g_assert_false (has_colour (label, "assay_supported"));
      adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
      g_assert_true (has_colour (label, "assay_supported"));
    }
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  g_object_unref (label);
}

static void
test_effects (void)
{
  AssaySettings *settings = assay_settings_get ();
  AdwStyleManager *style = adw_style_manager_get_default ();
  AssayBench *bench = assay_session_get_bench (session);
  g_autofree char *number = NULL, *path = NULL;

  assay_effects_start (session);
  assay_settings_set_string (settings, "style", "dark");
  g_assert_true (adw_style_manager_get_dark (style));
  assay_settings_set_string (settings, "style", "light");
  g_assert_false (adw_style_manager_get_dark (style));
  assay_settings_set_string (settings, "style", "system");

  assay_settings_set_string (settings, "budget", "thorough");
  g_assert_cmpint (assay_bench_get_kind (bench), ==, ASSAY_PLAN_THOROUGH);
  assay_settings_set_string (settings, "budget", "quick");
  g_assert_cmpint (assay_bench_get_kind (bench), ==, ASSAY_PLAN_QUICK);

  assay_settings_set_string (settings, "numbers", "point");
  number = assay_number_format (1234.5, 1);
  g_assert_cmpstr (number, ==, "1.234,5");
  assay_settings_set_string (settings, "numbers", "comma");

  assay_settings_set_string (settings, "results-folder", "/somewhere");
  path = assay_history_path ();
  g_assert_cmpstr (path, ==, "/somewhere/history.sqlite");
  assay_settings_set_string (settings, "results-folder", "");
  wait_for (assay_session_get_assessment (session) != NULL);
}

static void
test_effects_due (void)
{
  const gint64 now = G_GINT64_CONSTANT (1800000000), day = 24 * 60 * 60;

  g_assert_false (assay_effects_is_due ("never", 0, now));
  g_assert_true (assay_effects_is_due ("daily", 0, now));
  g_assert_false (assay_effects_is_due ("daily", now - day + 1, now));
  g_assert_true (assay_effects_is_due ("daily", now - day, now));
  g_assert_false (assay_effects_is_due ("weekly", now - 7 * day + 1, now));
  g_assert_true (assay_effects_is_due ("weekly", now - 7 * day, now));
  g_assert_true (assay_effects_is_due ("weekly", now + 1, now));
}

/* --- actions --- */

static void
test_actions_goto (void)
{
  AssayWindow *window = open_window (1000, 700);
  AssayStore *store = assay_session_get_store (session);
  GPtrArray *charts = assay_store_get_charts (store);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.goto", "s", "ecosystem");
  g_assert_cmpstr (assay_window_get_page (window), ==, "ecosystem");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.goto", "s", "no-such-page");
  g_assert_cmpstr (assay_window_get_page (window), ==, "ecosystem");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.filter", NULL);
  g_assert_cmpstr (assay_window_get_page (window), ==, "claims");
  g_assert_true (GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (window))));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  g_assert_cmpstr (assay_window_get_page (window), ==, "claims");
  g_assert_true (gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), ASSAY_TYPE_SEARCH_VIEW) != NULL);

  for (guint i = 0; i < charts->len; i++)
    {
      AssayChart *chart = g_ptr_array_index (charts, i);

      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-chart", "s", assay_chart_get_id (chart));
      g_assert_cmpstr (assay_window_get_page (window), ==, assay_chart_get_page (chart));
      wait_milliseconds (20);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_actions_show_statement (void)
{
  AssayWindow *window = open_window (1000, 700);
  GPtrArray *statements = assay_store_get_statements (assay_session_get_store (session));
  const char *id = assay_statement_get_id (g_ptr_array_index (statements, statements->len - 1));
  GtkWidget *focus;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-statement", "s", id);
  g_assert_cmpstr (assay_window_get_page (window), ==, "claims");
  wait_for ((focus = gtk_root_get_focus (GTK_ROOT (window))) != NULL &&
            gtk_widget_get_ancestor (focus, ASSAY_TYPE_CLAIM_ROW) != NULL);
  focus = gtk_widget_get_ancestor (focus, ASSAY_TYPE_CLAIM_ROW);
  g_assert_cmpstr (assay_statement_get_id (assay_claim_row_get_statement (ASSAY_CLAIM_ROW (focus))), ==, id);
  g_assert_true (assay_claim_row_get_expanded (ASSAY_CLAIM_ROW (focus)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_actions_export_deck (void)
{
  AssayWindow *window = open_window (1000, 700);
  g_autofree char *folder = g_dir_make_tmp ("assay-deck-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "deck.pdf", NULL);
  g_autofree char *contents = NULL;
  gsize length = 0;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.export-deck-to", "s", path);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "export-deck"));
  wait_for (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "export-deck"));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 10000);
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));

  gtk_window_destroy (GTK_WINDOW (window));
  g_unlink (path);
  g_rmdir (folder);
}

/* --- for those who can't see it --- */

static guint
check_names (GtkWidget *widget)
{
  guint checked = 0;

  if ((GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL &&
       !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget))) ||
      GTK_IS_MENU_BUTTON (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_LIST_BOX (widget))
    {
      const char *name = gtk_widget_get_name (widget);
      gboolean named = gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
                       gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);

      if (!named && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL &&
          gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) == NULL &&
          gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW) == NULL)   /* its lists are parts of it: the row has the title */
        g_test_fail_printf ("%s (%s) has no name", G_OBJECT_TYPE_NAME (widget), name);
      checked++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    checked += check_names (child);

  return checked;
}

static void
test_accessible_names (void)
{
  AssayWindow *window = open_window (1000, 700);
  const AssayPageKind *pages;
  guint n;

  pages = assay_pages (&n);
  for (guint i = 0; i < n; i++)
    assay_window_goto (window, pages[i].id);
  wait_milliseconds (50);
  g_assert_cmpuint (check_names (GTK_WIDGET (window)), >, 8);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_badge_words (void)
{
  static const char * const words[] = { "Supported", "Contradicted", "Depends", "Open", "Opinion" };

  for (guint kind = 0; kind < ASSAY_N_VERDICTS; kind++)
    {
      GtkWidget *badge = g_object_ref_sink (assay_badge_new_verdict (kind));

      g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (badge)), ==, words[kind]);
      g_assert_finalize_object (badge);
    }
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
load_session (void)
{
  guint assessed = 0;

  session = assay_session_new ();
  g_signal_connect_swapped (session, "assessment-changed", G_CALLBACK (count_cb), &assessed);
  assay_session_load (session);
  wait_for (assessed == 1);
  g_signal_handlers_disconnect_by_data (session, &assessed);
}

int
main (int argc, char **argv)
{
  gpointer weak;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  assay_ui_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), "/io/github/assay/Assay/icons");
  load_session ();

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      g_autofree char *shown = g_strdup_printf ("/widgets/finalize-shown/%s", strrchr (widgets[i].path, '/') + 1);

      g_test_add_data_func (widgets[i].path, widgets[i].create, test_finalize);
      if (!g_str_has_suffix (widgets[i].path, "-row"))
        g_test_add_data_func (shown, widgets[i].create, test_finalize_shown);
    }
  g_test_add_func ("/widgets/finalize/window", test_window_finalize);
  g_test_add_func ("/tile/number", test_tile_number);
  g_test_add_func ("/split/widths", test_split_widths);
  g_test_add_func ("/split/sidebar", test_split_sidebar);
  g_test_add_func ("/grid/columns", test_grid_columns);
  g_test_add_func ("/grid/rows", test_grid_rows);
  g_test_add_func ("/grid/cards", test_grid_cards);
  g_test_add_func ("/grid/expected", test_grid_expected);
  g_test_add_func ("/claims/verdicts", test_claims_verdicts);
  g_test_add_func ("/claims/criteria", test_claims_criteria);
  g_test_add_func ("/claims/search", test_claims_search);
  g_test_add_func ("/claims/remember", test_claims_remember);
  g_test_add_func ("/sources/search", test_sources_search);
  g_test_add_func ("/actions/goto", test_actions_goto);
  g_test_add_func ("/actions/show-statement", test_actions_show_statement);
  g_test_add_func ("/actions/export-deck", test_actions_export_deck);
  g_test_add_func ("/accessible/names", test_accessible_names);
  g_test_add_func ("/badge/words", test_badge_words);
  g_test_add_func ("/style/dark", test_style_dark);
  g_test_add_func ("/effects/at-once", test_effects);
  g_test_add_func ("/effects/due", test_effects_due);

  status = g_test_run ();
  /* What a page was reckoning when its window went may hold it until its end. */
  weak = session;
  g_object_add_weak_pointer (G_OBJECT (session), &weak);
  g_object_unref (session);
  wait_for (weak == NULL);

  return test_end (status);
}
