/* A service of the user's own: added in a window, then asked at once. */
#include "ui/window-private.h"

#include "data/measure/measured.h"
#include "data/model/store.h"
#include "data/sources/refresh.h"
#include "ui/service-window.h"
#include "ui/session.h"

/* One service that is asked for the first time. */
typedef struct
{
  AssayWindow *window;
  GCancellable *cancellable;
  char *id;
  GPtrArray *feeds, *chosen;    /* of AssayFeed: the refresh borrows them */
  char *text;                   /* what came of it */
} Asking;

static void
asking_free (Asking *self)
{
  g_object_unref (self->window);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_clear_pointer (&self->feeds, g_ptr_array_unref);
  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

static void
each_cb (const AssayRefreshed *refreshed, gpointer data)
{
  Asking *self = data;

  g_free (self->text);
  if (refreshed->failure != NULL)
    self->text = g_strdup_printf ("%s is added, but: %s", refreshed->feed->title, refreshed->failure);
  else
    self->text = g_strdup_printf ("%s: %u %s of today", refreshed->feed->title, refreshed->n_figures, refreshed->n_figures == 1 ? "figure" : "figures");
}

static void
asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Asking *self = data;

  assay_refresh_finish (result, NULL);
  if (gtk_window_get_application (GTK_WINDOW (self->window)) != NULL)
    {
      if (self->text != NULL)
        assay_window_say (self->window, self->text);
      assay_session_load (assay_window_get_session (self->window));
    }
  asking_free (self);
}

/* With the catalogue that knows the service: that of the window was loaded before there was one. */
static void
loaded_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Asking *self = data;
  const char * const names[] = { self->id, NULL };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssaySourceSettings) settings = assay_source_settings_load (errors);
  g_autoptr (AssayStore) store = assay_measured_load_finish (result, NULL);

  self->feeds = assay_feeds_load (store, errors);
  self->chosen = store != NULL ? assay_refresh_choose (self->feeds, names, NULL) : NULL;
  if (self->chosen != NULL)
    assay_refresh_async (self->chosen, store, settings, TRUE, each_cb, self, self->cancellable, asked_cb, self);
  else
    asking_free (self);
}

static void
added_cb (const char *id, gpointer data)
{
  Asking *self = g_new0 (Asking, 1);

  self->window = g_object_ref (data);
  self->cancellable = g_cancellable_new ();
  self->id = g_strdup (id);
  g_signal_connect_object (data, "destroy", G_CALLBACK (g_cancellable_cancel), self->cancellable, G_CONNECT_SWAPPED);
  assay_measured_load_async (self->cancellable, loaded_cb, self);
}

static void
add_service_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  AssayStore *store = assay_session_get_store (assay_window_get_session (data));

  if (store != NULL)
    gtk_window_present (assay_service_window_new (data, store, added_cb, data));
}

void
assay_window_add_service (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "add-service", .activate = add_service_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
