/* Another program that a chart is dropped into: writes each form of what it gets as a file of the folder, named by its MIME type, then
 * "done".
 *
 * usage: drop-target FOLDER */
#include <gtk/gtk.h>

typedef struct
{
  char *folder;
  GdkDrop *drop;
  const char * const *types;   /* of the drop; those that are read already are behind */
  guint next;
  GOutputStream *stream;
} Reading;

static void read_next (Reading *self);

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  Reading *self = data;
  g_autoptr (GError) error = NULL;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (stream), result, &error);
  g_assert_no_error (error);
  g_clear_object (&self->stream);
  read_next (self);
}

static void
came_cb (GObject *drop, GAsyncResult *result, gpointer data)
{
  Reading *self = data;
  const char *type;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) input = gdk_drop_read_finish (GDK_DROP (drop), result, &type, &error);
  g_autofree char *name = g_strdelimit (g_strdup (self->types[self->next - 1]), "/;=", '-');
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_no_error (error);
  self->stream = G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));
  g_assert_no_error (error);
  g_output_stream_splice_async (self->stream, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                0, NULL, read_cb, self);
}

/* One after the other, as programs do. */
static void
read_next (Reading *self)
{
  const char *types[] = { self->types[self->next], NULL };

  if (types[0] == NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, "done", NULL);

      gdk_drop_finish (self->drop, GDK_ACTION_COPY);
      g_assert_true (g_file_set_contents (path, "", 0, NULL));
      return;
    }
  self->next++;
  gdk_drop_read_async (self->drop, types, 0, NULL, came_cb, self);
}

static gboolean
drop_cb (GtkDropTargetAsync *target G_GNUC_UNUSED, GdkDrop *drop, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, gpointer data)
{
  Reading *self = data;

  self->drop = g_object_ref (drop);
  self->types = gdk_content_formats_get_mime_types (gdk_drop_get_formats (drop), NULL);
  read_next (self);

  return TRUE;
}

int
main (int argc, char **argv)
{
  Reading reading = { argc > 1 ? argv[1] : NULL, NULL, NULL, 0, NULL };
  GtkWidget *window;
  GtkDropTargetAsync *target;

  if (argc != 2)
    return 2;

  gtk_init ();
  window = gtk_window_new ();
  target = gtk_drop_target_async_new (NULL, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), &reading);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (target));
  gtk_window_set_title (GTK_WINDOW (window), "Drop Target");
  gtk_window_set_default_size (GTK_WINDOW (window), 240, 240);
  gtk_window_present (GTK_WINDOW (window));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
