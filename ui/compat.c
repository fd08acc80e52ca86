#include "ui/compat.h"

#include "data/model/language.h"

static void
return_file (GTask *task, GFile *file)
{
  if (file != NULL)
    g_task_return_pointer (task, g_object_ref (file), g_object_unref);
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("No file was chosen"));
}

/* Without a @name to save as, a file is opened. */
#if GTK_CHECK_VERSION (4, 10, 0)

/* That the desktop could not show its dialog is told; that somebody closed it is no error. */
static void
return_answer (GTask *task, GFile *file, GError *error)
{
  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED))
    gtk_widget_activate_action (g_task_get_source_object (task), "win.toast", "s", error->message);
  return_file (task, file);
}

static void
opened_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, &error);

  return_answer (task, file, error);
}

static void
saved_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);

  return_answer (task, file, error);
}

static void
ask_for_file (GtkWindow *parent, const char *title, const char *name, GtkFileFilter *filter, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  /* Alone, the default one ends xdg-desktop-portal-gtk before 1.15: it lets go of what it never held. */
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_title (dialog, title);
  if (name == NULL)
    {
      gtk_file_dialog_open (dialog, parent, g_task_get_cancellable (task), opened_cb, g_object_ref (task));
      return;
    }
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, g_task_get_cancellable (task), saved_cb, g_object_ref (task));
}

#else

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_signal_handlers_disconnect_by_data (dialog, task);
  return_file (task, file);
  g_object_unref (dialog);
}

/* The dialog keeps itself until it is answered. */
static void
ask_for_file (GtkWindow *parent, const char *title, const char *name, GtkFileFilter *filter, GTask *task)
{
  GtkFileChooserAction action = name != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);

  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), g_object_ref (task));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

#if GTK_CHECK_VERSION (4, 10, 0)

static void
folder_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, &error);

  return_answer (task, folder, error);
}

static void
ask_for_folder (GtkWindow *parent, const char *title, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_select_folder (dialog, parent, g_task_get_cancellable (task), folder_cb, g_object_ref (task));
}

#else

static void
ask_for_folder (GtkWindow *parent, const char *title, GTask *task)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), g_object_ref (task));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

void
assay_folder_dialog_async (GtkWindow *parent, const char *title, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, assay_folder_dialog_async);
  ask_for_folder (parent, title, task);
}

/* A type that the desktop may not know yet is named by its pattern. */
static void
set_filter (GtkFileFilter *filter, const char *mime)
{
  g_autofree char *name = mime != NULL && *mime != '*' ? g_content_type_get_description (mime) : g_strdup (mime != NULL ? mime : "*");

  gtk_file_filter_set_name (filter, name);
  if (mime == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  else if (g_str_has_prefix (mime, "*"))
    {
      g_auto (GStrv) patterns = g_strsplit (mime, ";", -1);

      for (char **pattern = patterns; *pattern != NULL; pattern++)
        gtk_file_filter_add_pattern (filter, *pattern);
    }
  else
    gtk_file_filter_add_mime_type (filter, mime);
}

void
assay_save_dialog_async (GtkWindow           *parent,
                         const char          *title,
                         const char          *name,
                         const char          *mime,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_task_set_source_tag (task, assay_save_dialog_async);
  set_filter (filter, mime);
  ask_for_file (parent, title, name, filter, task);
}

void
assay_open_dialog_async (GtkWindow           *parent,
                         const char          *title,
                         const char          *mime,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_task_set_source_tag (task, assay_open_dialog_async);
  set_filter (filter, mime);
  ask_for_file (parent, title, NULL, filter, task);
}

GFile *
assay_file_dialog_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
assay_is_web_address (const char *address)
{
  g_autofree char *scheme = address == NULL ? NULL : g_uri_parse_scheme (address);

  return g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0;
}

void
assay_open_address (const char *address)
{
  if (assay_is_web_address (address))
    g_app_info_launch_default_for_uri_async (address, NULL, NULL, NULL, NULL);
}

void
assay_announce (GtkWidget *widget G_GNUC_UNUSED, const char *text G_GNUC_UNUSED)
{
#if GTK_CHECK_VERSION (4, 14, 0)
  /* GTK's own context for tests can't say anything, and crashes when asked to. */
  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#endif
}

void
assay_expander_add_suffix (AdwExpanderRow *row, GtkWidget *suffix)
{
#if ADW_CHECK_VERSION (1, 4, 0)
  adw_expander_row_add_suffix (row, suffix);
#else
  adw_expander_row_add_action (row, suffix);
#endif
}

/* What is chosen may be longer in some language than a narrow window is wide. */
static void
shorten (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    shorten (child);
}

void
assay_button_prefer_name (GtkWidget *button)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
name_button (GtkDropDown *self, GParamSpec *pspec G_GNUC_UNUSED, gpointer name)
{
  gpointer item = gtk_drop_down_get_selected_item (self);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self));
  g_autofree char *words = GTK_IS_STRING_OBJECT (item) ? g_strdup_printf ("%s: %s", (char *) name, gtk_string_object_get_string (item)) : g_strdup (name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  shorten (button);
}

void
assay_drop_down_set_name (GtkDropDown *self, const char *name)
{
  char *kept = g_strdup (name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (self, "notify::selected-item", G_CALLBACK (name_button), kept, (GClosureNotify) (GCallback) g_free, 0);
  name_button (self, NULL, kept);
}
