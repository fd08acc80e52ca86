/* What the window remembers until the next start: its size, its page, that it was seen. */
#include "ui/window-private.h"

#include "data/model/settings.h"

/* A maximized or full-screen window keeps as its default the size to which it goes back. */
static gboolean
close_request_cb (AssayWindow *self)
{
  AssaySettings *settings = assay_settings_get ();
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  assay_settings_set_int (settings, "window-width", width);
  assay_settings_set_int (settings, "window-height", height);
  assay_settings_set_boolean (settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (g_strcmp0 (assay_window_get_page (self), "welcome") != 0)
    assay_settings_set_string (settings, "page", assay_window_get_page (self));

  return GDK_EVENT_PROPAGATE;
}

void
assay_window_restore (AssayWindow *self)
{
  AssaySettings *settings = assay_settings_get ();
  g_autofree char *page = assay_settings_get_string (settings, "page");

  g_return_if_fail (ASSAY_IS_WINDOW (self));

  gtk_window_set_default_size (GTK_WINDOW (self), assay_settings_get_int (settings, "window-width"), assay_settings_get_int (settings, "window-height"));
  if (assay_settings_get_boolean (settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  assay_window_goto (self, assay_settings_get_boolean (settings, "welcomed") ? page : "welcome");
  assay_settings_set_boolean (settings, "welcomed", TRUE);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}
