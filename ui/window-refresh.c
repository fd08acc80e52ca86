/* Today's figures of the public sources: asked for by the user, stopped at any time; what came before stays. */
#include "ui/window-private.h"

#include "ui/feed-window.h"
#include "ui/refresher.h"
#include "ui/session.h"

/* The toast says that it goes on, and stops it. */
static void
show_running (AssayWindow *self)
{
  AdwToast *toast = adw_toast_new ("Asking the public sources…");

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, "_Stop");
  adw_toast_set_action_name (toast, "win.stop-refresh");
  g_object_set_data_full (G_OBJECT (self), "refreshing", g_object_ref (toast), g_object_unref);
  assay_window_add_toast (self, toast);
}

static void
hide_running (AssayWindow *self)
{
  AdwToast *toast = g_object_get_data (G_OBJECT (self), "refreshing");

  if (toast != NULL)
    adw_toast_dismiss (toast);
  g_object_set_data (G_OBJECT (self), "refreshing", NULL);
}

static void
changed_cb (AssayWindow *self)
{
  AssayRefresher *refresher = assay_session_get_refresher (assay_window_get_session (self));
  gboolean running = assay_refresher_is_running (refresher, NULL, NULL);
  gboolean shown = g_object_get_data (G_OBJECT (self), "refreshing") != NULL;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "refresh")),
                               !running && assay_refresher_get_states (refresher) != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "stop-refresh")), running);
  if (running && !shown)
    show_running (self);
  else if (!running && shown)
    hide_running (self);
}

static void
said_cb (AssayWindow *self, const char *words)
{
  assay_window_say (self, words);
}

static void
refresh_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_refresher_start (assay_session_get_refresher (assay_window_get_session (data)), NULL, FALSE);
}

static void
stop_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_refresher_stop (assay_session_get_refresher (assay_window_get_session (data)));
}

static void
show_feed_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  AssayRefresher *refresher = assay_session_get_refresher (assay_window_get_session (data));

  if (assay_refresher_find (refresher, g_variant_get_string (parameter, NULL)) != NULL)
    assay_feed_window_present (GTK_WINDOW (data), refresher, g_variant_get_string (parameter, NULL));
}

void
assay_window_add_refresh (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "refresh", .activate = refresh_cb },
    { .name = "stop-refresh", .activate = stop_cb },
    { .name = "show-feed", .activate = show_feed_cb, .parameter_type = "s" },
  };
  AssayRefresher *refresher = assay_session_get_refresher (assay_window_get_session (self));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (refresher, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (refresher, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "destroy", G_CALLBACK (assay_refresher_stop), refresher, G_CONNECT_SWAPPED);
  changed_cb (self);
}
