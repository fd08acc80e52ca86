/* Small windows that ask for one thing each. */
#include "ui/advisor-private.h"

#include <math.h>

#include "data/model/driver.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/subject.h"

typedef struct _Dialog Dialog;

/* Belongs to the window. */
struct _Dialog
{
  AssayAdviser *adviser;
  char *driver;
  void (*apply) (Dialog *self);
  GtkWidget *window, *list;
  GPtrArray *ids;            /* of char*: what the rows or the drop-down stand for */
  GPtrArray *fields;         /* of GtkSpinButton */
  AdwComboRow *combo;
  GtkEditable *entry;
};

static void
dialog_free (Dialog *self)
{
  g_object_unref (self->adviser);
  g_free (self->driver);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

static void
apply_cb (Dialog *self)
{
  self->apply (self);
  gtk_window_close (GTK_WINDOW (self->window));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static GtkWidget *
header_new (Dialog *self, const char *verb)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  GtkWidget *apply = gtk_button_new_with_label (verb);

  gtk_widget_add_css_class (header, "flat");
  gtk_widget_add_css_class (apply, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (apply, "clicked", G_CALLBACK (apply_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), apply);
  gtk_window_set_default_widget (GTK_WINDOW (self->window), apply);

  return header;
}

static Dialog *
dialog_new (GtkWindow *parent, AssayAdviser *adviser, const char *driver, const char *title, const char *text, const char *verb)
{
  Dialog *self = g_new0 (Dialog, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->adviser = g_object_ref (adviser);
  self->driver = g_strdup (driver);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->fields = g_ptr_array_new ();
  self->window = g_object_new (ADW_TYPE_WINDOW, "title", title, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                               "default-width", 420, "width-request", 300, NULL);
  g_object_set_data_full (G_OBJECT (self->window), "dialog", self, (GDestroyNotify) dialog_free);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (label, "secondary");
  gtk_widget_add_css_class (content, "origin-page");
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), self->list);
  gtk_box_append (GTK_BOX (box), header_new (self, verb));
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (self->window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (self->window, keys);

  return self;
}

static void
add_spin (Dialog *self, const char *name, double value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 100, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_text_set_activates_default (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (spin))), TRUE);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  if (self->fields->len == 0)
    gtk_window_set_focus (GTK_WINDOW (self->window), GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (spin))));
  g_ptr_array_add (self->fields, spin);
}

static double
get_spin (Dialog *self, guint index)
{
  gtk_spin_button_update (self->fields->pdata[index]);

  return gtk_spin_button_get_value (self->fields->pdata[index]);
}

static AssayDriver *
find_driver (AssayAdviser *adviser, const char *id)
{
  return assay_store_find_driver (assay_adviser_get_store (adviser), id);
}

static void
apply_must (Dialog *self)
{
  assay_profile_prefer (assay_adviser_get_profile (self->adviser), self->driver)->must = get_spin (self, 0);
  assay_adviser_edited (self->adviser, ASSAY_EDIT_ALL);
}

void
assay_advisor_ask_must (GtkWindow *parent, AssayAdviser *adviser, const char *driver)
{
  const AssayPreference *preference = assay_profile_find_preference (assay_adviser_get_profile (adviser), driver);
  Dialog *self = dialog_new (parent, adviser, driver, _ ("A Must"),
                             _ ("Whoever is worth less than this ranks behind all who aren’t, however good the rest is."), _ ("Set"));

  self->apply = apply_must;
  add_spin (self, find_driver (adviser, driver)->name, preference != NULL && !isnan (preference->must) ? preference->must : 50);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
apply_order (Dialog *self)
{
  guint selected = adw_combo_row_get_selected (self->combo);

  if (selected >= self->ids->len)
    return;
  assay_profile_add_precedence (assay_adviser_get_profile (self->adviser), self->driver, self->ids->pdata[selected]);
  assay_adviser_edited (self->adviser, ASSAY_EDIT_ALL);
}

void
assay_advisor_ask_order (GtkWindow *parent, AssayAdviser *adviser, const char *driver)
{
  GPtrArray *drivers = assay_store_get_drivers (assay_adviser_get_store (adviser));
  Dialog *self = dialog_new (parent, adviser, driver, _ ("An Order"), _ ("Which of the two matters more is certain, by how much is not."), _ ("Set"));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *title = g_strdup_printf (_ ("%s matters more than"), find_driver (adviser, driver)->name);

  self->apply = apply_order;
  for (guint i = 0; i < drivers->len; i++)
    {
      const AssayDriver *other = drivers->pdata[i];

      if (g_str_equal (other->id, driver))
        continue;
      gtk_string_list_append (names, other->name);
      g_ptr_array_add (self->ids, g_strdup (other->id));
    }
  self->combo = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->combo), title);
  adw_combo_row_set_model (self->combo, G_LIST_MODEL (names));
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (self->combo));
  gtk_window_set_focus (GTK_WINDOW (self->window), GTK_WIDGET (self->combo));
  gtk_window_present (GTK_WINDOW (self->window));
}

/* A pair that says anything is possible judges nothing. */
static void
apply_judgement (Dialog *self)
{
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);

  for (guint i = 0; i < self->ids->len; i++)
    {
      double a = get_spin (self, 2 * i), b = get_spin (self, 2 * i + 1);

      assay_profile_judge (profile, self->driver, self->ids->pdata[i], a == 0 && b == 100 ? NAN : MIN (a, b), MAX (a, b));
    }
  assay_adviser_edited (self->adviser, ASSAY_EDIT_ALL);
}

void
assay_advisor_ask_judgement (GtkWindow *parent, AssayAdviser *adviser, const char *driver)
{
  GPtrArray *subjects = assay_store_get_subjects (assay_adviser_get_store (adviser));
  Dialog *self = dialog_new (parent, adviser, driver, find_driver (adviser, driver)->name,
                             _ ("What each is worth by your own judgement, instead of by the evidence. From 0 to 100: the evidence counts."), _ ("Set"));

  self->apply = apply_judgement;
  for (guint i = 0; i < subjects->len; i++)
    {
      const AssaySubject *subject = subjects->pdata[i];
      const AssayJudgement *before;
      g_autofree char *low = NULL, *high = NULL;

      if (!subject->compared)
        continue;
      before = assay_profile_find_judgement (assay_adviser_get_profile (adviser), driver, subject->id);
      low = g_strdup_printf (_ ("%s, at least"), subject->name);
      high = g_strdup_printf (_ ("%s, at most"), subject->name);
      add_spin (self, low, before != NULL ? before->low : 0);
      add_spin (self, high, before != NULL ? before->high : 100);
      g_ptr_array_add (self->ids, g_strdup (subject->id));
    }
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
apply_name (Dialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (*name != '\0')
    assay_adviser_do (self->adviser, ASSAY_FILE_SAVE, name);
}

void
assay_advisor_ask_name (GtkWindow *parent, AssayAdviser *adviser)
{
  const AssayProfile *profile = assay_adviser_get_profile (adviser);
  Dialog *self = dialog_new (parent, adviser, NULL, _ ("Save Profile"), _ ("It is kept among your profiles, as a file that you can share."), _ ("Save"));
  GtkWidget *entry = adw_entry_row_new ();
  g_autofree char *name = profile->bundled ? g_strdup_printf (_ ("My %s"), profile->name) : g_strdup (profile->name);

  self->apply = apply_name;
  self->entry = GTK_EDITABLE (entry);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name"));
  gtk_editable_set_text (self->entry, name != NULL ? name : "");
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), entry);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_widget_grab_focus (entry);
}
