/* The advisor's commands that the whole window knows: toasts lead to them, and so do scripts. */
#include "data/model/language.h"
#include "ui/window-private.h"

/* On the Advisor page, which is built if it wasn't yet. */
static void
forward (AssayWindow *self, const char *action, GVariant *parameter)
{
  GtkWidget *page;

  assay_window_goto (self, "advisor");
  page = assay_window_get_page_child (self);
  if (page != NULL)
    gtk_widget_activate_action_variant (page, action, parameter);
}

static void
forward_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *name = g_strdup (g_action_get_name (G_ACTION (action)));

  /* "advisor-undo" is the page's "advisor.undo". */
  name[7] = '.';
  forward (data, name, parameter);
}

static void
say_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *text, gpointer data)
{
  assay_window_say (data, g_variant_get_string (text, NULL));
}

static void
toast_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *text, gpointer data)
{
  g_autofree char *title = g_markup_escape_text (g_variant_get_string (text, NULL), -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.advisor-undo");
  assay_window_add_toast (data, toast);
}

void
assay_window_add_advisor (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "advisor-say", .activate = say_cb, .parameter_type = "s" },
    { .name = "advisor-toast", .activate = toast_cb, .parameter_type = "s" },
    { .name = "advisor-undo", .activate = forward_cb },
    { .name = "advisor-needs", .activate = forward_cb },
    { .name = "advisor-choose", .activate = forward_cb, .parameter_type = "s" },
    { .name = "advisor-weigh", .activate = forward_cb, .parameter_type = "(sd)" },
    { .name = "advisor-record-to", .activate = forward_cb, .parameter_type = "s" },
    { .name = "advisor-open-record-from", .activate = forward_cb, .parameter_type = "s" },
    { .name = "advisor-import-from", .activate = forward_cb, .parameter_type = "s" },
    { .name = "advisor-export-to", .activate = forward_cb, .parameter_type = "s" },
    { .name = "advisor-save-named", .activate = forward_cb, .parameter_type = "s" },
    { .name = "advisor-delete", .activate = forward_cb },
    { .name = "advisor-must", .activate = forward_cb, .parameter_type = "s" },
    { .name = "advisor-order", .activate = forward_cb, .parameter_type = "s" },
    { .name = "advisor-judge", .activate = forward_cb, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
