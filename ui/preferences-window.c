#include "ui/preferences-window.h"

#include "data/measure/history.h"
#include "data/model/language.h"
#include "data/model/settings.h"
#include "data/sources/source.h"
#include "ui/compat.h"
#include "ui/results-folder.h"
#include "ui/session.h"

struct _AssayPreferencesWindow
{
  AdwWindow parent_instance;

  AssaySession *session;
  gboolean updating;         /* rows follow the settings */

  AdwComboRow *style, *slides, *pictures, *numbers, *budget, *refresh;
  AdwActionRow *folder;
  GtkWidget *standard_folder, *choose_folder;
  AdwPreferencesGroup *sources;
  GPtrArray *switches;       /* of GtkSwitch, named by the ids of the sources */
};

G_DEFINE_FINAL_TYPE (AssayPreferencesWindow, assay_preferences_window, ADW_TYPE_WINDOW)

/* The values in the order of the rows' choices; a row is named by its key. */
static const struct
{
  const char *key, *values[5];
} choices[] = {
  { "style", { "system", "light", "dark" } },
  { "slides", { "projector", "dark" } },
  { "pictures", { "light", "dark", "print", "projector" } },
  { "numbers", { "comma", "space", "point", "system" } },
  { "budget", { "quick", "standard", "thorough" } },
  { "refresh-at-start", { "never", "daily", "weekly" } },
};

static const char * const *
values_of (AdwComboRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].key, gtk_widget_get_name (GTK_WIDGET (row))))
      return choices[i].values;

  return NULL;
}

static void
selected_cb (AssayPreferencesWindow *self, GParamSpec *pspec G_GNUC_UNUSED, AdwComboRow *row)
{
  const char * const *values = values_of (row);

  if (!self->updating)
    assay_settings_set_string (assay_settings_get (), gtk_widget_get_name (GTK_WIDGET (row)), values[adw_combo_row_get_selected (row)]);
}

static void
update_row (AdwComboRow *row)
{
  g_autofree char *value = assay_settings_get_string (assay_settings_get (), gtk_widget_get_name (GTK_WIDGET (row)));
  const char * const *values = values_of (row);

  for (guint i = 0; values[i] != NULL; i++)
    if (g_str_equal (values[i], value))
      adw_combo_row_set_selected (row, i);
}

static void
update_folder (AssayPreferencesWindow *self)
{
  g_autofree char *own = assay_settings_get_string (assay_settings_get (), "results-folder");
  g_autofree char *path = assay_history_path (), *folder = g_path_get_dirname (path);
  g_autofree char *name = g_filename_display_name (folder);
  g_autofree char *subtitle = g_markup_escape_text (name, -1);

  adw_action_row_set_subtitle (self->folder, subtitle);
  gtk_widget_set_visible (self->standard_folder, *own != '\0');
}

static void
update_cb (AssayPreferencesWindow *self)
{
  g_auto (GStrv) silent = assay_settings_get_strings (assay_settings_get (), "silent-sources");
  AdwComboRow * const rows[] = { self->style, self->slides, self->pictures, self->numbers, self->budget, self->refresh };

  self->updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    update_row (rows[i]);
  for (guint i = 0; i < self->switches->len; i++)
    gtk_switch_set_active (self->switches->pdata[i], !g_strv_contains ((const char * const *) silent, gtk_widget_get_name (self->switches->pdata[i])));
  update_folder (self);
  self->updating = FALSE;
}

static void
switched_cb (AssayPreferencesWindow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) silent = NULL;

  if (self->updating)
    return;
  for (guint i = 0; i < self->switches->len; i++)
    if (!gtk_switch_get_active (self->switches->pdata[i]))
      g_strv_builder_add (builder, gtk_widget_get_name (self->switches->pdata[i]));
  silent = g_strv_builder_end (builder);
  assay_settings_set (assay_settings_get (), "silent-sources", g_variant_new_strv ((const char * const *) silent, -1));
}

static void
add_source (AssayPreferencesWindow *self, const AssaySource *source)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_switch_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_name (button, source->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (source->title), -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (source->title));
  if (g_strcmp0 (source->publisher, source->title) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (source->publisher));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->sources, row);
  g_ptr_array_add (self->switches, button);
  g_signal_connect_swapped (button, "notify::active", G_CALLBACK (switched_cb), self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayPreferencesWindow *self = ASSAY_PREFERENCES_WINDOW (source);
  g_autoptr (GFile) folder = assay_file_dialog_finish (result, NULL);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (path != NULL)
    assay_results_folder_change (GTK_WINDOW (self), self->session, path);
}

static void
choose_folder_cb (AssayPreferencesWindow *self)
{
  assay_folder_dialog_async (GTK_WINDOW (self), _ ("Folder for Results"), NULL, chosen_cb, NULL);
}

static void
standard_folder_cb (AssayPreferencesWindow *self)
{
  assay_results_folder_change (GTK_WINDOW (self), self->session, "");
}

static void
assay_preferences_window_finalize (GObject *object)
{
  AssayPreferencesWindow *self = ASSAY_PREFERENCES_WINDOW (object);

  g_clear_object (&self->session);
  g_ptr_array_unref (self->switches);

  G_OBJECT_CLASS (assay_preferences_window_parent_class)->finalize (object);
}

static void
assay_preferences_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (assay_preferences_window_parent_class)->dispose (object);
}

static void
assay_preferences_window_class_init (AssayPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_preferences_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = assay_preferences_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayPreferencesWindow, style);
  gtk_widget_class_bind_template_child (widget_class, AssayPreferencesWindow, slides);
  gtk_widget_class_bind_template_child (widget_class, AssayPreferencesWindow, pictures);
  gtk_widget_class_bind_template_child (widget_class, AssayPreferencesWindow, numbers);
  gtk_widget_class_bind_template_child (widget_class, AssayPreferencesWindow, budget);
  gtk_widget_class_bind_template_child (widget_class, AssayPreferencesWindow, refresh);
  gtk_widget_class_bind_template_child (widget_class, AssayPreferencesWindow, folder);
  gtk_widget_class_bind_template_child (widget_class, AssayPreferencesWindow, standard_folder);
  gtk_widget_class_bind_template_child (widget_class, AssayPreferencesWindow, choose_folder);
  gtk_widget_class_bind_template_child (widget_class, AssayPreferencesWindow, sources);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, standard_folder_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
assay_preferences_window_init (AssayPreferencesWindow *self)
{
  const AssaySource *sources;
  guint n;

  self->switches = g_ptr_array_new ();
  /* Choices are selected while the template is made. */
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  assay_button_prefer_name (self->standard_folder);
  assay_button_prefer_name (self->choose_folder);
  sources = assay_source_table (&n);
  for (guint i = 0; i < n; i++)
    add_source (self, &sources[i]);
  update_cb (self);
  g_signal_connect_object (assay_settings_get (), "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
}

void
assay_preferences_window_present (GtkWindow *parent, AssaySession *session)
{
  static gpointer shown;   /* weak */

  if (shown == NULL)
    {
      AssayPreferencesWindow *self = g_object_new (ASSAY_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

      self->session = g_object_ref (session);
      g_set_weak_pointer (&shown, self);
    }
  gtk_window_present (GTK_WINDOW (shown));
}
