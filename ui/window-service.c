/* A service of the user's own: added in a window, then asked at once. */
#include "data/model/language.h"
#include "ui/window-private.h"

#include "data/model/store.h"
#include "ui/refresher.h"
#include "ui/service-window.h"
#include "ui/session.h"

/* The catalogue that is shown was loaded before there was such a service. */
static void
added_cb (const char *id, gpointer data)
{
  AssaySession *session = assay_window_get_session (data);

  if (!assay_refresher_start_added (assay_session_get_refresher (session), id))
    assay_window_say (data, _ ("It is added, and will be asked with the next refresh"));
  assay_session_load (session);
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
