#include "ui/application.h"

#include "data/model/settings.h"
#include "ui/about.h"
#include "ui/chart-content.h"
#include "ui/effects.h"
#include "ui/preferences-window.h"
#include "ui/results-folder.h"
#include "ui/session.h"
#include "ui/style.h"
#include "ui/ui.h"
#include "ui/window-private.h"

struct _AssayApplication
{
  AdwApplication parent_instance;

  AssaySession *session;  /* one for all windows */
};

G_DEFINE_FINAL_TYPE (AssayApplication, assay_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[3];
} shortcuts[] = {
  { "win.goto::overview", { "<Alt>1" } },
  { "win.goto::performance", { "<Alt>2" } },
  { "win.goto::scalability", { "<Alt>3" } },
  { "win.goto::ecosystem", { "<Alt>4" } },
  { "win.goto::claims", { "<Alt>5" } },
  { "win.goto::benchmarks", { "<Alt>6" } },
  { "win.goto::advisor", { "<Alt>7" } },
  { "win.goto::sources", { "<Alt>8" } },
  { "win.measure", { "<Control>r" } },
  { "win.search", { "<Control>f" } },
  { "win.filter", { "<Control><Shift>f" } },
  { "win.chart::show-table", { "<Control>t" } },
  { "win.chart::copy", { "<Control><Shift>c" } },
  { "win.chart::save", { "<Control>s" } },
  { "win.chart::print", { "<Control>p" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z" } },
  { "win.sidebar", { "F9" } },
  { "win.fullscreen", { "F11" } },
  { "win.refresh", { "<Control><Shift>r" } },
  { "win.import-results", { "<Control>o" } },
  { "win.export-deck", { "<Control>e" } },
  { "win.talk", { "<Control><Shift>t" } },
  { "win.present", { "F5" } },
  { "win.present-here", { "<Shift>F5" } },
  { "win.close", { "<Control>w" } },
  { "app.reload", { "<Control>F5" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.shortcuts", { "<Control>question" } },
  { "app.quit", { "<Control>q" } },
};

static void
reload_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_session_load (ASSAY_APPLICATION (data)->session);
}

static void
shortcuts_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/assay/Assay/ui/shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  g_object_set (window, "section-name", "window", NULL);   /* of the two; before there are sections it can't be */
  gtk_window_set_transient_for (window, gtk_application_get_active_window (data));
  gtk_window_present (window);
}

static void
preferences_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_preferences_window_present (gtk_application_get_active_window (data), ASSAY_APPLICATION (data)->session);
}

/* For scripts; Preferences has a dialog for it. */
static void
keep_results_in_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *folder, gpointer data)
{
  assay_results_folder_change (gtk_application_get_active_window (data), ASSAY_APPLICATION (data)->session, g_variant_get_string (folder, NULL));
}

static void
about_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_about_present (gtk_application_get_active_window (data));
}

static gpointer
ref_window (gconstpointer window, gpointer data G_GNUC_UNUSED)
{
  return g_object_ref ((gpointer) window);
}

/* By closing: a window in which something is measured ends that first, and the program goes with its last window. */
static void
quit_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  /* Closing one may take others with it. */
  GList *windows = g_list_copy_deep (gtk_application_get_windows (data), ref_window, NULL);

  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_close (link->data);
  g_list_free_full (windows, g_object_unref);
}

static void
assay_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "reload", .activate = reload_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "keep-results-in", .activate = keep_results_in_cb, .parameter_type = "s" },
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
  };

  /* Before the parent, which looks for the style sheet among the resources. */
  assay_ui_init ();
  G_APPLICATION_CLASS (assay_application_parent_class)->startup (application);
  assay_style_start ();

  if (!assay_settings_are_kept (assay_settings_get ()))
    g_message ("the settings' schema %s is not installed: preferences last until the program ends", ASSAY_APP_ID);
  assay_effects_start (ASSAY_APPLICATION (application)->session);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action, shortcuts[i].accels);
}

/* Of the program's windows the one with the pages; made if there is none. */
static AssayWindow *
get_window (AssayApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  AssayWindow *window;

  for (GList *link = windows; link != NULL; link = link->next)
    if (ASSAY_IS_WINDOW (link->data))
      return link->data;

  window = ASSAY_WINDOW (assay_window_new (self, self->session));
  assay_window_restore (window);

  return window;
}

static void
assay_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (ASSAY_APPLICATION (application))));
}

/* Files from the file manager or the command line. */
static void
assay_application_open (GApplication *application, GFile **files, int n_files, const char *hint G_GNUC_UNUSED)
{
  assay_application_activate (application);
  for (int i = 0; i < n_files; i++)
    assay_window_open (get_window (ASSAY_APPLICATION (application)), files[i]);
}

static void
assay_application_shutdown (GApplication *application)
{
  assay_chart_content_clean_up ();

  G_APPLICATION_CLASS (assay_application_parent_class)->shutdown (application);
}

static void
assay_application_dispose (GObject *object)
{
  g_clear_object (&ASSAY_APPLICATION (object)->session);

  G_OBJECT_CLASS (assay_application_parent_class)->dispose (object);
}

static void
assay_application_class_init (AssayApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_application_dispose;
  application_class->startup = assay_application_startup;
  application_class->shutdown = assay_application_shutdown;
  application_class->activate = assay_application_activate;
  application_class->open = assay_application_open;
}

static void
assay_application_init (AssayApplication *self)
{
  self->session = assay_session_new ();
}

gboolean
assay_application_can_open (void)
{
  return gtk_init_check ();
}

AssayApplication *
assay_application_new (void)
{
  return g_object_new (ASSAY_TYPE_APPLICATION,
                       "application-id", ASSAY_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/assay/Assay",
                       NULL);
}
