/* Today's figures of the public sources: asked for by the user, stopped at any time; what came before stays. */
#include "data/model/language.h"
#include "ui/window-private.h"

#include "ui/bench.h"
#include "ui/effects.h"
#include "ui/feed-window.h"
#include "ui/refresher.h"
#include "ui/session.h"

#define REFRESHING "assay-refreshing"    /* of the window: the toast that says that it goes on, and stops it */
#define TIMER "assay-refreshing-timer"
#define A_WHILE 700        /* ms, until the toast comes */
#define LEAST_SHOWN 1000   /* ms: libadwaita 1.2 crashes where a toast goes while it is still coming */

static gboolean
dismiss_cb (gpointer toast)
{
  adw_toast_dismiss (toast);

  return G_SOURCE_REMOVE;
}

/* Keeps the toast until it has been seen, and lets go of it. */
static void
let_go (AdwToast *toast)
{
  g_timeout_add_full (G_PRIORITY_DEFAULT, LEAST_SHOWN, dismiss_cb, toast, g_object_unref);
}

static gboolean
show_running_cb (gpointer data)
{
  AdwToast *toast = adw_toast_new (_ ("Asking the public sources…"));

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _ ("Stop"));
  adw_toast_set_action_name (toast, "win.stop-refresh");
  g_object_set_data (data, TIMER, NULL);
  g_object_set_data_full (data, REFRESHING, g_object_ref (toast), (GDestroyNotify) let_go);
  assay_window_add_toast (data, toast);

  return G_SOURCE_REMOVE;
}

static void
remove_timer (gpointer timer)
{
  GSource *source = g_main_context_find_source_by_id (NULL, GPOINTER_TO_UINT (timer));

  if (source != NULL)
    g_source_destroy (source);
}

static void
changed_cb (AssayWindow *self)
{
  AssayRefresher *refresher = assay_session_get_refresher (assay_window_get_session (self));
  gboolean running = assay_refresher_is_running (refresher, NULL, NULL);
  gboolean told = g_object_get_data (G_OBJECT (self), REFRESHING) != NULL || g_object_get_data (G_OBJECT (self), TIMER) != NULL;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "refresh")),
                               !running && assay_refresher_get_states (refresher) != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "stop-refresh")), running);
  if (running && !told)
    g_object_set_data_full (G_OBJECT (self), TIMER, GUINT_TO_POINTER (g_timeout_add (A_WHILE, show_running_cb, self)), remove_timer);
  if (running)
    return;
  g_object_set_data (G_OBJECT (self), TIMER, NULL);
  g_object_set_data (G_OBJECT (self), REFRESHING, NULL);
}

/* Behind the toast that says that it goes on, not instead of it. */
static void
said_cb (AssayWindow *self, const char *words)
{
  assay_window_toast (self, words);
}

static void
refresh_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_bench_take_shared (assay_session_get_bench (assay_window_get_session (data)));
  if (!assay_effects_refresh (assay_session_get_refresher (assay_window_get_session (data))))
    assay_window_say (data, _ ("No public source is asked: all are switched off in Preferences"));
}

static void
stop_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_refresher_stop (assay_session_get_refresher (assay_window_get_session (data)));
}

static void
removed_cb (AssayWindow *self, const char *feed)
{
  assay_window_offer_undo (self, _ ("The service is removed, with what it fetched"), "win.restore-service", feed);
}

static void
restore_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *feed, gpointer data)
{
  assay_refresher_restore (assay_session_get_refresher (assay_window_get_session (data)), g_variant_get_string (feed, NULL));
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
    { .name = "restore-service", .activate = restore_cb, .parameter_type = "s" },
    { .name = "show-feed", .activate = show_feed_cb, .parameter_type = "s" },
  };
  AssayRefresher *refresher = assay_session_get_refresher (assay_window_get_session (self));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (refresher, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (refresher, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (refresher, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "destroy", G_CALLBACK (assay_refresher_stop), refresher, G_CONNECT_SWAPPED);
  changed_cb (self);
}
