#include "ui/machine-window.h"

#include "data/measure/remote-async.h"
#include "data/measure/remote-key.h"
#include "data/model/language.h"
#include "ui/compat.h"
#include "ui/entry-keys.h"

#define FINGERPRINT "assay-fingerprint"   /* of a button */

struct _AssayMachineWindow
{
  AdwWindow parent_instance;

  AssayMachineAdded added;
  gpointer data;
  char *adding;             /* name of what is being added; or NULL */
  GCancellable *asking;     /* NULL: nobody is asked */

  GtkEditable *name, *destination, *port, *identity, *command;
  GtkWidget *error_row, *cancel, *add, *check, *keys_box;
  GtkLabel *error, *outcome;
  GtkListBox *keys;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (AssayMachineWindow, assay_machine_window, ADW_TYPE_WINDOW)

static gboolean
says (GtkEditable *entry)
{
  return *gtk_editable_get_text (entry) != '\0';
}

/* What the fields say; NULL with @error where that makes no machine. Transfer full. */
static AssayRemote *
make_remote (AssayMachineWindow *self, GError **error)
{
  g_autoptr (AssayRemote) remote = assay_remote_new (gtk_editable_get_text (self->name), gtk_editable_get_text (self->destination));
  guint64 port = 0;
  char **words = NULL;

  if (says (self->port) && !g_ascii_string_to_unsigned (gtk_editable_get_text (self->port), 10, 1, G_MAXUINT16, &port, error))
    return NULL;
  if (says (self->command) && !g_shell_parse_argv (gtk_editable_get_text (self->command), NULL, &words, error))
    return NULL;
  if (words != NULL)
    {
      g_strfreev (remote->command);
      remote->command = words;
    }
  remote->port = (guint) port;
  remote->identity = says (self->identity) ? g_strdup (gtk_editable_get_text (self->identity)) : NULL;

  return assay_remote_check (remote, error) ? g_steal_pointer (&remote) : NULL;
}

static void
stop_asking (AssayMachineWindow *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static void
say (AssayMachineWindow *self, const char *text, const char *style)
{
  const char * const styles[] = { style, NULL };

  gtk_label_set_label (self->outcome, text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->outcome), (const char **) styles);
  if (*text != '\0')
    assay_announce (GTK_WIDGET (self->outcome), text);
}

static void
show_error (AssayMachineWindow *self, const char *text)
{
  gtk_label_set_label (self->error, text);
  gtk_widget_set_visible (self->error_row, *text != '\0');
}

/* An outcome is that of the fields as they were; what isn't there yet needs no words. */
static void
changed_cb (AssayMachineWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayRemote) remote = make_remote (self, &error);

  stop_asking (self);
  gtk_widget_set_visible (self->keys_box, FALSE);
  show_error (self, remote == NULL && says (self->name) && says (self->destination) ? error->message : "");
  gtk_widget_set_sensitive (self->check, remote != NULL);
  gtk_widget_set_sensitive (self->add, remote != NULL && self->adding == NULL);
  say (self, remote != NULL ? _("Connects and says which Assay is there, and on what") : "", "secondary");
}

static void accept_cb (AssayMachineWindow *self, GtkWidget *button);

/* Every letter counts: a fingerprint is broken anywhere rather than cut. */
static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
key_row_new (AssayMachineWindow *self, const AssayHostKey *key)
{
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *button = gtk_button_new_with_label (_("Accept"));
  g_autofree char *name = g_strdup_printf (_("Accept the key %s"), key->fingerprint);

  gtk_box_append (GTK_BOX (words), label_new (key->kind, "body"));
  gtk_box_append (GTK_BOX (words), label_new (key->fingerprint, "monospace"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "source");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  assay_button_prefer_name (button);
  g_object_set_data_full (G_OBJECT (button), FINGERPRINT, g_strdup (key->fingerprint), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (accept_cb), self);

  return row;
}

static void
show_keys (AssayMachineWindow *self, GPtrArray *keys)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkListBoxRow *row;

  /* From a button that is gone the Tab key would lead nowhere. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->keys_box))
    gtk_widget_grab_focus (self->check);
  while ((row = gtk_list_box_get_row_at_index (self->keys, 0)) != NULL)
    gtk_list_box_remove (self->keys, GTK_WIDGET (row));
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    gtk_list_box_append (self->keys, key_row_new (self, keys->pdata[i]));
  gtk_widget_set_visible (self->keys_box, keys != NULL);
  if (keys != NULL)
    say (self, _("Its host key isn’t known yet"), "depends");
}

static void
asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayMachineWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayRemoteCheck) check = assay_remote_check_finish (result, &error);

  /* Another was asked meanwhile, or the window closed. */
  if (self->asking == NULL || g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;
  stop_asking (self);
  if (check == NULL)
    say (self, error->message, "contradicted");
  else if (check->words != NULL)
    say (self, check->words, "supported");
  show_keys (self, check != NULL ? check->keys : NULL);
}

static void
ask (AssayMachineWindow *self, const char *accept)
{
  g_autoptr (AssayRemote) remote = make_remote (self, NULL);

  if (remote == NULL)
    return;
  stop_asking (self);
  self->asking = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  say (self, _("Connecting…"), "secondary");
  assay_remote_check_async (remote, accept, self->asking, asked_cb, g_object_ref (self));
}

static void
check_cb (AssayMachineWindow *self)
{
  ask (self, NULL);
}

static void
accept_cb (AssayMachineWindow *self, GtkWidget *button)
{
  g_autofree char *fingerprint = g_strdup (g_object_get_data (G_OBJECT (button), FINGERPRINT));

  ask (self, fingerprint);
}

static void
added_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayMachineWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_steal_pointer (&self->adding);
  gboolean done = assay_remote_add_finish (result, &error);

  if (done && self->added != NULL)
    self->added (name, self->data);
  if (done)
    gtk_window_destroy (GTK_WINDOW (self));
  if (done || !gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  changed_cb (self);
  show_error (self, error->message);
}

static void
add_cb (AssayMachineWindow *self)
{
  g_autoptr (AssayRemote) remote = make_remote (self, NULL);

  if (remote == NULL)
    return;
  stop_asking (self);
  self->adding = g_strdup (remote->name);
  gtk_widget_set_sensitive (self->add, FALSE);
  assay_remote_add_async (remote, added_cb, g_object_ref (self));
}

/* Closed, by whomever: what is under way may hold the window until its end. */
static void
assay_machine_window_unrealize (GtkWidget *widget)
{
  AssayMachineWindow *self = ASSAY_MACHINE_WINDOW (widget);

  stop_asking (self);
  self->added = NULL;

  GTK_WIDGET_CLASS (assay_machine_window_parent_class)->unrealize (widget);
}

static void
assay_machine_window_dispose (GObject *object)
{
  AssayMachineWindow *self = ASSAY_MACHINE_WINDOW (object);

  g_clear_object (&self->asking);
  gtk_widget_dispose_template (GTK_WIDGET (self), ASSAY_TYPE_MACHINE_WINDOW);

  G_OBJECT_CLASS (assay_machine_window_parent_class)->dispose (object);
}

static void
assay_machine_window_finalize (GObject *object)
{
  g_free (ASSAY_MACHINE_WINDOW (object)->adding);

  G_OBJECT_CLASS (assay_machine_window_parent_class)->finalize (object);
}

static void
assay_machine_window_class_init (AssayMachineWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_machine_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = assay_machine_window_finalize;
  widget_class->unrealize = assay_machine_window_unrealize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/machine-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, name);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, destination);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, port);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, identity);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, command);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, error_row);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, error);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, add);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, check);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, keys_box);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, keys);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, outcome);
  gtk_widget_class_bind_template_child (widget_class, AssayMachineWindow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
assay_machine_window_init (AssayMachineWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  assay_entry_keys (GTK_WIDGET (self));
}

/* One that is there is asked, not changed; what is kept of it can be read and copied. */
static void
show_remote (AssayMachineWindow *self, const AssayRemote *remote)
{
  GtkEditable *fields[] = { self->name, self->destination, self->port, self->identity, self->command };
  g_autofree char *command = g_strjoinv (" ", remote->command), *port = g_strdup_printf ("%u", remote->port);

  gtk_window_set_title (GTK_WINDOW (self), remote->name);
  gtk_editable_set_text (self->name, remote->name);
  gtk_editable_set_text (self->destination, remote->destination);
  gtk_editable_set_text (self->port, remote->port > 0 ? port : "");
  gtk_editable_set_text (self->identity, remote->identity != NULL ? remote->identity : "");
  gtk_editable_set_text (self->command, command);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_editable_set_editable (fields[i], FALSE);
  gtk_widget_set_visible (self->add, FALSE);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->check);
  gtk_window_set_focus (GTK_WINDOW (self), self->check);
  gtk_button_set_label (GTK_BUTTON (self->cancel), _("Close"));
  ask (self, NULL);
}

GtkWindow *
assay_machine_window_new (GtkWindow *parent, const AssayRemote *remote, AssayMachineAdded added, gpointer data)
{
  AssayMachineWindow *self = g_object_new (ASSAY_TYPE_MACHINE_WINDOW, "transient-for", parent, NULL);

  self->added = added;
  self->data = data;
  if (remote != NULL)
    show_remote (self, remote);
  else
    changed_cb (self);

  return GTK_WINDOW (self);
}
