/* The commands of the advisor page: "advisor.…". */
#include "ui/advisor-private.h"

#include <math.h>

#include "data/model/driver.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "ui/compat.h"
#include "ui/needs-window.h"

static GtkWindow *
window_of (gpointer page)
{
  return GTK_WINDOW (gtk_widget_get_root (page));
}

/* With a profile to work on; NULL before there is one. */
static AssayAdviser *
adviser_of (gpointer page)
{
  AssayAdviser *adviser = assay_advisor_page_get_adviser (page);

  return adviser != NULL && assay_adviser_get_profile (adviser) != NULL ? adviser : NULL;
}

static void
needs_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer page)
{
  AssayAdviser *adviser = adviser_of (page);

  if (adviser != NULL)
    gtk_window_present (assay_needs_window_new (window_of (page), adviser));
}

static void
choose_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *id, gpointer page)
{
  AssayAdviser *adviser = assay_advisor_page_get_adviser (page);

  if (adviser != NULL)
    assay_adviser_choose (adviser, g_variant_get_string (id, NULL));
}

static gboolean
is_driver (AssayAdviser *adviser, const char *id)
{
  return assay_store_find_driver (assay_adviser_get_store (adviser), id) != NULL;
}

static void
weigh_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer page)
{
  AssayAdviser *adviser = adviser_of (page);
  const char *driver;
  double points;

  g_variant_get (parameter, "(&sd)", &driver, &points);
  if (adviser == NULL || !is_driver (adviser, driver) || !(points >= 0 && points <= 100))
    return;
  assay_profile_prefer (assay_adviser_get_profile (adviser), driver)->weight = points;
  assay_adviser_edited (adviser, ASSAY_EDIT_ALL);
}

static void
ask_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  AssayAdviser *adviser = adviser_of (page);
  const char *name = g_action_get_name (G_ACTION (action)), *driver = g_variant_get_string (parameter, NULL);

  if (adviser == NULL || !is_driver (adviser, driver))
    return;
  if (g_str_equal (name, "must"))
    assay_advisor_ask_must (window_of (page), adviser, driver);
  else if (g_str_equal (name, "order"))
    assay_advisor_ask_order (window_of (page), adviser, driver);
  else
    assay_advisor_ask_judgement (window_of (page), adviser, driver);
}

static void
reset (AssayPreference *preference)
{
  preference->weight = NAN;
  preference->locked = FALSE;
}

static void
reset_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer page)
{
  AssayAdviser *adviser = adviser_of (page);

  if (adviser == NULL || !is_driver (adviser, g_variant_get_string (parameter, NULL)))
    return;
  reset (assay_profile_prefer (assay_adviser_get_profile (adviser), g_variant_get_string (parameter, NULL)));
  assay_adviser_edited (adviser, ASSAY_EDIT_ALL);
}

static void
reset_weights_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer page)
{
  AssayAdviser *adviser = adviser_of (page);
  GPtrArray *preferences;

  if (adviser == NULL)
    return;
  assay_advisor_page_offer_undo (page, _ ("Weights are as the needs have them"), FALSE);
  preferences = assay_adviser_get_profile (adviser)->preferences;
  for (guint i = 0; i < preferences->len; i++)
    reset (preferences->pdata[i]);
  assay_adviser_edited (adviser, ASSAY_EDIT_ALL);
}

static void
step_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *direction, gpointer page)
{
  AssayAdviser *adviser = adviser_of (page);

  if (adviser == NULL || !assay_adviser_step (adviser, g_variant_get_int32 (direction)))
    gtk_widget_activate_action (page, "win.advisor-say", "s", g_variant_get_int32 (direction) < 0 ? _ ("There is nothing to undo") : _ ("There is nothing to redo"));
}

static void
undo_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer page)
{
  assay_advisor_page_undo (page);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter G_GNUC_UNUSED, gpointer page)
{
  AssayAdviser *adviser = adviser_of (page);

  if (adviser == NULL)
    return;
  /* One that came with the program stays as it is. */
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "save-as") || assay_adviser_get_profile (adviser)->bundled)
    assay_advisor_ask_name (window_of (page), adviser);
  else
    assay_adviser_do (adviser, ASSAY_FILE_SAVE, NULL);
}

static void
delete_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer page)
{
  AssayAdviser *adviser = adviser_of (page);
  AssayProfile *profile = adviser != NULL ? assay_adviser_get_profile (adviser) : NULL;
  g_autofree char *text = NULL;

  if (profile == NULL)
    return;
  if (profile->bundled || profile->path == NULL)
    {
      gtk_widget_activate_action (page, "win.toast", "s", _ ("Only profiles that you saved can be deleted"));
      return;
    }
  text = g_strdup_printf (_ ("%s deleted"), profile->name);
  assay_advisor_page_offer_undo (page, text, TRUE);
  assay_adviser_do (adviser, ASSAY_FILE_DELETE, NULL);
}

/* A path that was chosen or named, and what is done with it. */
typedef struct
{
  AssayAdviser *adviser;
  AssayFileKind kind;
} Choice;

static void
file_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (GFile) file = assay_file_dialog_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    assay_adviser_do (choice->adviser, choice->kind, path);
  g_object_unref (choice->adviser);
}

static void
ask_file (gpointer page, AssayFileKind kind, const char *title, const char *name, const char *mime)
{
  AssayAdviser *adviser = adviser_of (page);
  Choice *choice;

  if (adviser == NULL)
    return;
  choice = g_new (Choice, 1);
  *choice = (Choice) { g_object_ref (adviser), kind };
  if (name != NULL)
    assay_save_dialog_async (window_of (page), title, name, mime, NULL, file_cb, choice);
  else
    assay_open_dialog_async (window_of (page), title, mime, NULL, file_cb, choice);
}

static void
import_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer page)
{
  ask_file (page, ASSAY_FILE_IMPORT, _ ("Import Profile"), NULL, "*" ASSAY_PROFILE_EXTENSION ";*.json");
}

static void
export_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer page)
{
  ask_file (page, ASSAY_FILE_EXPORT, _ ("Export Profile"), "profile" ASSAY_PROFILE_EXTENSION, "*" ASSAY_PROFILE_EXTENSION);
}

static void
export_record_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *format, gpointer page)
{
  if (g_str_equal (g_variant_get_string (format, NULL), "pdf"))
    ask_file (page, ASSAY_FILE_RECORD, _ ("Export Decision Record"), "decision.pdf", "application/pdf");
  else
    ask_file (page, ASSAY_FILE_RECORD, _ ("Export Decision Record"), "decision.md", "text/markdown");
}

static void
open_record_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer page)
{
  ask_file (page, ASSAY_FILE_OPEN, _ ("Open Decision Record"), NULL, NULL);
}

static void
path_cb (GSimpleAction *action, GVariant *path, gpointer page)
{
  static const struct { const char *name; AssayFileKind kind; } kinds[] = {
    { "import-from", ASSAY_FILE_IMPORT }, { "export-to", ASSAY_FILE_EXPORT },
    { "record-to", ASSAY_FILE_RECORD }, { "open-record-from", ASSAY_FILE_OPEN }, { "save-named", ASSAY_FILE_SAVE },
  };
  AssayAdviser *adviser = adviser_of (page);

  for (guint i = 0; adviser != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, g_action_get_name (G_ACTION (action))))
      assay_adviser_do (adviser, kinds[i].kind, g_variant_get_string (path, NULL));
}

void
assay_advisor_page_add_actions (AssayAdvisorPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "needs", .activate = needs_cb },
    { .name = "choose", .activate = choose_cb, .parameter_type = "s" },
    { .name = "weigh", .activate = weigh_cb, .parameter_type = "(sd)" },
    { .name = "must", .activate = ask_cb, .parameter_type = "s" },
    { .name = "order", .activate = ask_cb, .parameter_type = "s" },
    { .name = "judge", .activate = ask_cb, .parameter_type = "s" },
    { .name = "reset", .activate = reset_cb, .parameter_type = "s" },
    { .name = "reset-weights", .activate = reset_weights_cb },
    { .name = "step", .activate = step_cb, .parameter_type = "i" },
    { .name = "undo", .activate = undo_cb },
    { .name = "save", .activate = save_cb },
    { .name = "save-as", .activate = save_cb },
    { .name = "delete", .activate = delete_cb },
    { .name = "import", .activate = import_cb },
    { .name = "export", .activate = export_cb },
    { .name = "export-record", .activate = export_record_cb, .parameter_type = "s" },
    { .name = "open-record", .activate = open_record_cb },
    { .name = "import-from", .activate = path_cb, .parameter_type = "s" },
    { .name = "export-to", .activate = path_cb, .parameter_type = "s" },
    { .name = "record-to", .activate = path_cb, .parameter_type = "s" },
    { .name = "open-record-from", .activate = path_cb, .parameter_type = "s" },
    { .name = "save-named", .activate = path_cb, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "advisor", G_ACTION_GROUP (group));
}
