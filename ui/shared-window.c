#include "ui/shared-window.h"

#include "data/model/language.h"
#include "data/sources/shared.h"
#include "ui/bench.h"
#include "ui/compat.h"
#include "ui/entry-keys.h"

#define NAME "assay-shared"   /* of a button, and of a row */

struct _AssaySharedWindow
{
  AdwWindow parent_instance;

  AssayBench *bench;

  GtkEditable *name, *from;
  GtkWidget *add, *group, *error_row;
  GtkLabel *error;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AssaySharedWindow, assay_shared_window, ADW_TYPE_WINDOW)

/* A change of the list, and the list afterwards; the task owns it. */
typedef struct
{
  char *name, *from;    /* added; without @from removed; without @name nothing */
  GPtrArray *all;       /* of AssayShared */
} Change;

static void
change_free (Change *self)
{
  g_free (self->name);
  g_free (self->from);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self);
}

static void
change_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  Change *change = data;
  GError *error = NULL;
  gboolean done = TRUE;

  if (change->name != NULL)
    done = change->from != NULL ? assay_shared_add (change->name, change->from, &error) : assay_shared_remove (change->name, &error);
  change->all = assay_shared_load (NULL);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_error (AssaySharedWindow *self, const char *text)
{
  gtk_label_set_label (self->error, text);
  gtk_widget_set_visible (self->error_row, *text != '\0');
  if (*text != '\0')
    assay_announce (GTK_WIDGET (self->error), text);
}

static void change (AssaySharedWindow *self, const char *name, const char *from);

static void
remove_cb (AssaySharedWindow *self, GtkWidget *button)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), NAME));

  change (self, name, NULL);
}

static GtkWidget *
row_new (AssaySharedWindow *self, const AssayShared *shared)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = g_markup_escape_text (shared->name, -1), *subtitle = g_markup_escape_text (shared->from, -1);
  g_autofree char *name = g_strdup_printf (_("Remove “%s”"), shared->name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Remove; its Runs Stay"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), NAME, g_strdup (shared->name), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_all (AssaySharedWindow *self, GPtrArray *all)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < all->len; i++)
    gtk_list_box_append (self->list, row_new (self, g_ptr_array_index (all, i)));
  gtk_widget_set_visible (self->group, all->len > 0);
}

static void
changed_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssaySharedWindow) self = data;
  const Change *change = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (done && change->from != NULL)
    assay_bench_take_shared (self->bench);
  /* Closed meanwhile. */
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  show_all (self, change->all);
  if (done && change->from != NULL)
    {
      gtk_editable_set_text (self->name, "");
      gtk_editable_set_text (self->from, "");
    }
  show_error (self, done ? "" : error->message);
}

static void
change (AssaySharedWindow *self, const char *name, const char *from)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, changed_cb, g_object_ref (self));
  Change *own = g_new0 (Change, 1);

  own->name = g_strdup (name);
  own->from = g_strdup (from);
  g_task_set_source_tag (task, change);
  g_task_set_task_data (task, own, (GDestroyNotify) change_free);
  g_task_run_in_thread (task, change_in_thread);
}

static void
edited_cb (AssaySharedWindow *self)
{
  gtk_widget_set_sensitive (self->add, *gtk_editable_get_text (self->name) != '\0' && *gtk_editable_get_text (self->from) != '\0');
  show_error (self, "");
}

static void
add_cb (AssaySharedWindow *self)
{
  change (self, gtk_editable_get_text (self->name), gtk_editable_get_text (self->from));
}

static void
folder_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssaySharedWindow) self = data;
  g_autoptr (GFile) file = assay_file_dialog_finish (result, NULL);
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  if (path == NULL)
    return;
  gtk_editable_set_text (self->from, path);
  if (*gtk_editable_get_text (self->name) == '\0')
    {
      g_autofree char *name = g_path_get_basename (path);

      gtk_editable_set_text (self->name, name);
    }
}

static void
choose_cb (AssaySharedWindow *self)
{
  assay_folder_dialog_async (GTK_WINDOW (self), _("Team’s Folder"), NULL, folder_cb, g_object_ref (self));
}

static void
assay_shared_window_dispose (GObject *object)
{
  g_clear_object (&ASSAY_SHARED_WINDOW (object)->bench);
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_SHARED_WINDOW);

  G_OBJECT_CLASS (assay_shared_window_parent_class)->dispose (object);
}

static void
assay_shared_window_class_init (AssaySharedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_shared_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/shared-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssaySharedWindow, name);
  gtk_widget_class_bind_template_child (widget_class, AssaySharedWindow, from);
  gtk_widget_class_bind_template_child (widget_class, AssaySharedWindow, add);
  gtk_widget_class_bind_template_child (widget_class, AssaySharedWindow, group);
  gtk_widget_class_bind_template_child (widget_class, AssaySharedWindow, list);
  gtk_widget_class_bind_template_child (widget_class, AssaySharedWindow, error_row);
  gtk_widget_class_bind_template_child (widget_class, AssaySharedWindow, error);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
assay_shared_window_init (AssaySharedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  assay_entry_keys (GTK_WIDGET (self));
}

GtkWindow *
assay_shared_window_new (GtkWindow *parent, AssayBench *bench)
{
  AssaySharedWindow *self = g_object_new (ASSAY_TYPE_SHARED_WINDOW, "transient-for", parent, NULL);

  self->bench = g_object_ref (bench);
  change (self, NULL, NULL);

  return GTK_WINDOW (self);
}
