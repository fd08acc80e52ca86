/* A profile that the desktop hands over is edited on the Advisor page. */
#include "ui/window-private.h"

#include "data/advice/profile.h"
#include "ui/adviser.h"

typedef struct
{
  AssayWindow *window;
  char *path;
} Opening;

static void proceed (Opening *opening);

static void
again_cb (gpointer instance, Opening *opening)
{
  g_signal_handlers_disconnect_by_func (instance, again_cb, opening);
  proceed (opening);
}

/* One that came with the start of the program waits for the catalogue, and then for the profiles that are there already: it comes after them. */
static void
proceed (Opening *opening)
{
  gboolean closed = gtk_window_get_application (GTK_WINDOW (opening->window)) == NULL || assay_window_is_closing (opening->window);
  AssayAdviser *adviser = closed ? NULL : assay_window_need_adviser (opening->window);

  if (!closed && adviser == NULL)
    {
      g_signal_connect (assay_window_get_session (opening->window), "store-changed", G_CALLBACK (again_cb), opening);
      return;
    }
  if (!closed && assay_adviser_get_profile (adviser) == NULL)
    {
      g_signal_connect (adviser, "profile-changed", G_CALLBACK (again_cb), opening);
      return;
    }
  if (!closed)
    assay_adviser_do (adviser, ASSAY_FILE_IMPORT, opening->path);
  g_object_unref (opening->window);
  g_free (opening->path);
  g_free (opening);
}

gboolean
assay_window_open_profile (AssayWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  Opening *opening;

  if (path == NULL || !g_str_has_suffix (path, ASSAY_PROFILE_EXTENSION))
    return FALSE;
  assay_window_goto (self, "advisor");
  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (self);
  opening->path = g_steal_pointer (&path);
  proceed (opening);

  return TRUE;
}
