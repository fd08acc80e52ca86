/* Today's figures of the public sources: asked for by the user, in a thread, stopped at any time; what came before stays. */
#include "ui/window-private.h"

#include "data/model/store.h"
#include "data/sources/refresh.h"
#include "ui/session.h"

/* One refresh under way; the window's only one. */
typedef struct
{
  AssayWindow *window;
  GCancellable *cancellable;
  AdwToast *toast;        /* says that it goes on, and stops it */
  GPtrArray *feeds;       /* of AssayFeed: the refresh borrows them */
  guint n_done, n_failed, n_changed;
  char *failure;          /* title of the first that failed */
} Refreshing;

static void
refreshing_free (Refreshing *self)
{
  g_object_unref (self->window);
  g_object_unref (self->cancellable);
  g_clear_object (&self->toast);
  g_ptr_array_unref (self->feeds);
  g_free (self->failure);
  g_free (self);
}

static void
set_running (AssayWindow *self, Refreshing *running)
{
  GAction *refresh = g_action_map_lookup_action (G_ACTION_MAP (self), "refresh");
  GAction *stop = g_action_map_lookup_action (G_ACTION_MAP (self), "stop-refresh");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (refresh), running == NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (stop), running != NULL);
  g_object_set_data (G_OBJECT (self), "refreshing", running);
}

static char *
describe (const Refreshing *self)
{
  guint n = self->feeds->len;

  if (self->n_failed == n)
    return g_strdup ("Nothing could be refreshed; what came before stays. Is this computer online?");
  if (self->n_failed > 0)
    return g_strdup_printf ("%u of %u feeds have something new; %u failed and stay as they were: %s%s", self->n_changed, n, self->n_failed,
                            self->failure, self->n_failed > 1 ? " …" : "");
  if (self->n_changed == 0)
    return g_strdup_printf ("All %u feeds are as they were", n);

  return g_strdup_printf ("%u of %u feeds have something new", self->n_changed, n);
}

static void
each_cb (const AssayRefreshed *refreshed, gpointer data)
{
  Refreshing *self = data;

  self->n_done++;
  self->n_changed += refreshed->changed ? 1 : 0;
  if (refreshed->failure == NULL)
    return;
  self->n_failed++;
  if (self->failure == NULL)
    self->failure = g_strdup (refreshed->feed->title);
}

static void
done_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Refreshing *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  assay_refresh_finish (result, &error);
  if (gtk_window_get_application (GTK_WINDOW (self->window)) == NULL)
    {
      /* Closed meanwhile: nobody is left to be told. */
      refreshing_free (self);
      return;
    }
  set_running (self->window, NULL);
  adw_toast_dismiss (self->toast);
  text = error != NULL ? g_strdup ("Stopped. What came until then is kept") : describe (self);
  assay_window_say (self->window, text);
  /* Also when it was stopped: what came is kept. */
  if (self->n_changed > 0)
    assay_session_load (assay_window_get_session (self->window));
  refreshing_free (self);
}

/* A mistake in the user's own feeds is told; the others are asked. */
static GPtrArray *
load_feeds (AssayWindow *self)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *feeds = assay_feeds_load (errors);

  if (errors->len > 0)
    assay_window_say (self, g_ptr_array_index (errors, 0));

  return feeds;
}

static void
refresh_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  AssayWindow *window = data;
  AssayStore *store = assay_session_get_store (assay_window_get_session (window));
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssaySourceSettings) settings = assay_source_settings_load (errors);
  Refreshing *self;

  if (store == NULL)
    return;
  self = g_new0 (Refreshing, 1);
  self->window = g_object_ref (window);
  self->cancellable = g_cancellable_new ();
  self->feeds = load_feeds (window);
  self->toast = adw_toast_new ("Asking the public sources…");
  adw_toast_set_timeout (self->toast, 0);
  adw_toast_set_button_label (self->toast, "_Stop");
  adw_toast_set_action_name (self->toast, "win.stop-refresh");
  set_running (window, self);
  g_signal_connect_object (window, "destroy", G_CALLBACK (g_cancellable_cancel), self->cancellable, G_CONNECT_SWAPPED);
  assay_window_add_toast (window, g_object_ref (self->toast));
  assay_refresh_async (self->feeds, store, settings, FALSE, each_cb, self, self->cancellable, done_cb, self);
}

static void
stop_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  Refreshing *self = g_object_get_data (data, "refreshing");

  if (self != NULL)
    g_cancellable_cancel (self->cancellable);
}

void
assay_window_add_refresh (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "refresh", .activate = refresh_cb },
    { .name = "stop-refresh", .activate = stop_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_running (self, NULL);
}
