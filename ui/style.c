#include "ui/style.h"

/* libadwaita would take such sheets by their names, of which newer ones warn: they want media queries, which GTK before 4.20 doesn't read. */
static const struct
{
  const char *sheet;
  const char *signal;
  gboolean (*applies) (AdwStyleManager *style);
} sheets[] = {
  { "/io/github/assay/Assay/dark.css", "notify::dark", adw_style_manager_get_dark },
  { "/io/github/assay/Assay/contrast.css", "notify::high-contrast", adw_style_manager_get_high_contrast },
};

static void
changed_cb (AdwStyleManager *style, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  static GtkCssProvider *added[G_N_ELEMENTS (sheets)];
  GdkDisplay *display = gdk_display_get_default ();
  guint i = GPOINTER_TO_UINT (data);
  gboolean applies = sheets[i].applies (style);

  if (applies == (added[i] != NULL))
    return;
  if (!applies)
    {
      gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (added[i]));
      g_clear_object (&added[i]);
      return;
    }
  added[i] = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (added[i], sheets[i].sheet);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (added[i]), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1 + i);
}

void
assay_style_start (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_signal_connect (style, sheets[i].signal, G_CALLBACK (changed_cb), GUINT_TO_POINTER (i));
      changed_cb (style, NULL, GUINT_TO_POINTER (i));
    }
}
