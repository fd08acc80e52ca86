/* Talks: arranged in a window of their own; a file that holds one is known by its beginning, whatever it is called. */
#include "ui/window-private.h"

#include "data/model/talk.h"
#include "ui/talk-window.h"

#define HEAD 256   /* bytes that tell what a file is */

/* One that is open already; @file NULL: any. */
static GtkWindow *
find_window (AssayWindow *self, GFile *file)
{
  GList *windows = gtk_application_get_windows (gtk_window_get_application (GTK_WINDOW (self)));

  for (GList *link = windows; link != NULL; link = link->next)
    {
      GFile *its = ASSAY_IS_TALK_WINDOW (link->data) ? assay_talk_window_get_file (link->data) : NULL;

      if (ASSAY_IS_TALK_WINDOW (link->data) && (file == NULL || (its != NULL && g_file_equal (its, file))))
        return link->data;
    }

  return NULL;
}

void
assay_window_arrange_talk (AssayWindow *self, GFile *file)
{
  GtkWindow *window = find_window (self, file);

  if (window == NULL)
    window = GTK_WINDOW (assay_talk_window_new (gtk_window_get_application (GTK_WINDOW (self)), assay_window_get_session (self),
                                                assay_window_get_adviser (self), file));
  gtk_window_present (window);
}

static void
close_cb (GObject *stream, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  g_input_stream_close_finish (G_INPUT_STREAM (stream), result, NULL);
}

/* Why it can't be read is for the one to say who reads it. */
static void
import (AssayWindow *self, GFile *file)
{
  if (gtk_window_get_application (GTK_WINDOW (self)) != NULL && !assay_window_is_closing (self))
    assay_window_import (self, file);
}

static void
head_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GBytes) head = g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, NULL);
  g_autoptr (AssayWindow) self = data;
  g_autoptr (GFile) file = g_object_steal_data (stream, "file");

  g_input_stream_close_async (G_INPUT_STREAM (stream), G_PRIORITY_DEFAULT, NULL, close_cb, NULL);
  if (head == NULL || !assay_talk_is_one (g_bytes_get_data (head, NULL), g_bytes_get_size (head)))
    import (self, file);
  else if (gtk_window_get_application (GTK_WINDOW (self)) != NULL && !assay_window_is_closing (self))
    assay_window_arrange_talk (self, file);
}

static void
read_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (file), result, NULL);
  g_autoptr (AssayWindow) self = data;

  if (stream == NULL)
    {
      import (self, G_FILE (file));
      return;
    }
  g_object_set_data_full (G_OBJECT (stream), "file", g_object_ref (file), g_object_unref);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), HEAD, G_PRIORITY_DEFAULT, NULL, head_cb, g_steal_pointer (&self));
}

static void
type_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (file), result, NULL);
  g_autoptr (AssayWindow) self = data;

  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    g_file_read_async (G_FILE (file), G_PRIORITY_DEFAULT, NULL, read_cb, g_steal_pointer (&self));
  else
    import (self, G_FILE (file));
}

/* A pipe would keep its reader waiting. */
void
assay_window_open (AssayWindow *self, GFile *file)
{
  if (!assay_window_open_profile (self, file))
    g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, type_cb, g_object_ref (self));
}

static void
talk_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_window_arrange_talk (data, NULL);
}

void
assay_window_add_talk (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "talk", .activate = talk_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
