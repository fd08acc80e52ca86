#include "ui/window-private.h"

#include "data/model/chart.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "ui/chart-card.h"
#include "ui/session.h"
#include "ui/split.h"

static void
goto_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *page, gpointer data)
{
  assay_window_goto (data, g_variant_get_string (page, NULL));
}

static void
toast_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *message, gpointer data)
{
  assay_window_toast (data, g_variant_get_string (message, NULL));
}

static void
search_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_window_search (data);
}

/* A page without a filter of its own leads to the one that has most to filter. */
static void
filter_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  AssayWindow *self = data;
  GtkWidget *page;

  assay_window_goto (self, assay_window_get_page (self));
  page = assay_window_get_page_child (self);
  if (page != NULL && gtk_widget_activate_action (page, "page.search", NULL))
    return;

  assay_window_goto (self, "claims");
  page = assay_window_get_page_child (self);
  if (page != NULL)
    gtk_widget_activate_action (page, "page.search", NULL);
}

static void
show_on_page (AssayWindow *self, const char *page, const char *id)
{
  GtkWidget *child;

  assay_window_goto (self, page);
  child = assay_window_get_page_child (self);
  if (child != NULL)
    gtk_widget_activate_action (child, "page.show", "s", id);
}

static void
show_statement_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *id, gpointer data)
{
  show_on_page (data, "claims", g_variant_get_string (id, NULL));
}

static void
show_source_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *id, gpointer data)
{
  show_on_page (data, "sources", g_variant_get_string (id, NULL));
}

static void
show_scenario_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *id, gpointer data)
{
  show_on_page (data, "benchmarks", g_variant_get_string (id, NULL));
}

static void
show_chart_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *id, gpointer data)
{
  AssayStore *store = assay_session_get_store (assay_window_get_session (data));
  AssayChart *chart = store != NULL ? assay_store_find_chart (store, g_variant_get_string (id, NULL)) : NULL;

  if (chart != NULL)
    show_on_page (data, assay_chart_get_page (chart), assay_chart_get_id (chart));
}

static void
sidebar_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  AssaySplit *split = assay_window_get_split (data);

  assay_split_set_show_sidebar (split, !assay_split_get_show_sidebar (split));
}

static void
fullscreen_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  if (gtk_window_is_fullscreen (data))
    gtk_window_unfullscreen (data);
  else
    gtk_window_fullscreen (data);
}

/* The commands of the chart that has the focus, so that they have shortcuts. */
static void
chart_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *command, gpointer data)
{
  AssayChartCard *card = assay_chart_card_from_focus (data);
  g_autofree char *name = g_strconcat ("chart.", g_variant_get_string (command, NULL), NULL);

  if (card == NULL)
    gtk_widget_activate_action (data, "win.toast", "s", _ ("Choose a chart first: Tab goes from one to the next"));
  else if (g_str_equal (name, "chart.save"))
    gtk_widget_activate_action (GTK_WIDGET (card), name, "s", "png");
  else
    gtk_widget_activate_action (GTK_WIDGET (card), name, NULL);
}

static void
close_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  gtk_window_close (data);
}

static void
export_deck_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_window_ask_export (data, ASSAY_EXPORT_DECK);
}

static void
export_deck_to_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *path, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (path, NULL));

  assay_window_export (data, ASSAY_EXPORT_DECK, file);
}

static void
export_page_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_window_ask_export (data, ASSAY_EXPORT_PAGE);
}

static void
export_page_to_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *path, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (path, NULL));

  assay_window_export (data, ASSAY_EXPORT_PAGE, file);
}

void
assay_window_add_actions (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "goto", .activate = goto_cb, .parameter_type = "s" },
    { .name = "toast", .activate = toast_cb, .parameter_type = "s" },
    { .name = "search", .activate = search_cb },
    { .name = "filter", .activate = filter_cb },
    { .name = "show-statement", .activate = show_statement_cb, .parameter_type = "s" },
    { .name = "show-source", .activate = show_source_cb, .parameter_type = "s" },
    { .name = "show-scenario", .activate = show_scenario_cb, .parameter_type = "s" },
    { .name = "show-chart", .activate = show_chart_cb, .parameter_type = "s" },
    { .name = "chart", .activate = chart_cb, .parameter_type = "s" },
    { .name = "sidebar", .activate = sidebar_cb },
    { .name = "fullscreen", .activate = fullscreen_cb },
    { .name = "close", .activate = close_cb },
    { .name = "export-deck", .activate = export_deck_cb },
    { .name = "export-deck-to", .activate = export_deck_to_cb, .parameter_type = "s" },
    { .name = "export-page", .activate = export_page_cb },
    { .name = "export-page-to", .activate = export_page_to_cb, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
