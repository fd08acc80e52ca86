/* Undo: in an entry what was typed, on the Advisor page its edits, else the last deletion. */
#include "data/model/language.h"
#include "ui/window-private.h"

#define LONGER 10              /* s: what can be undone is to be read first */
#define OFFERED "assay-undo"   /* of the window: the last deletion's Offer */

typedef struct
{
  char *action, *target;
} Offer;

static void
offer_free (Offer *self)
{
  g_free (self->action);
  g_free (self->target);
  g_free (self);
}

void
assay_window_offer_undo (AssayWindow *self, const char *text, const char *action, const char *target)
{
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);
  Offer *offer = g_new (Offer, 1);

  *offer = (Offer) { g_strdup (action), g_strdup (target) };
  g_object_set_data_full (G_OBJECT (self), OFFERED, offer, (GDestroyNotify) offer_free);
  /* It answers what the user has just done. */
  adw_toast_set_timeout (toast, LONGER);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo-deletion");
  adw_toast_set_action_target (toast, "(ss)", action, target);
  assay_window_add_toast (self, toast);
}

static void
undo_deletion (AssayWindow *self, const char *action, const char *target)
{
  const Offer *offer = g_object_get_data (G_OBJECT (self), OFFERED);

  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", target);
  if (offer != NULL && g_str_equal (offer->action, action) && g_str_equal (offer->target, target))
    g_object_set_data (G_OBJECT (self), OFFERED, NULL);
}

static void
undo_deletion_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  const char *name, *target;

  g_variant_get (parameter, "(&s&s)", &name, &target);
  undo_deletion (data, name, target);
}

/* What is typed has an undo of its own, which the window's key would hide. */
static gboolean
step_text (AssayWindow *self, int direction)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)) &&
         gtk_widget_activate_action (focus, direction < 0 ? "text.undo" : "text.redo", NULL);
}

static void
step (AssayWindow *self, int direction)
{
  GtkWidget *page = assay_window_get_page_child (self);
  const Offer *offer = direction < 0 ? g_object_get_data (G_OBJECT (self), OFFERED) : NULL;

  if (step_text (self, direction) || (page != NULL && gtk_widget_activate_action (page, "advisor.step", "i", direction)))
    return;
  if (offer != NULL)
    undo_deletion (self, offer->action, offer->target);
  else
    assay_window_say (self, direction < 0 ? _ ("There is nothing to undo") : _ ("There is nothing to redo"));
}

static void
undo_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  step (data, -1);
}

static void
redo_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  step (data, 1);
}

void
assay_window_add_undo (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
    { .name = "undo-deletion", .activate = undo_deletion_cb, .parameter_type = "(ss)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
