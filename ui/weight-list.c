#include "ui/weight-list.h"

#include <math.h>

#include "data/model/driver.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "ui/weight-row.h"

struct _AssayWeightList
{
  GtkWidget parent_instance;

  AssayAdviser *adviser;
  AssayStore *shown;         /* whose drivers have their rows */
  char *profile;             /* id of the profile by which the rows are sorted */

  GtkWidget *box;
  GtkListBox *list, *conditions;
  GtkWidget *conditions_title;
  GtkToggleButton *all;
  GtkWidget *reset;
  gboolean plain;
};

G_DEFINE_FINAL_TYPE (AssayWeightList, assay_weight_list, GTK_TYPE_WIDGET)

static guint removed;

static void
weight_changed_cb (AssayWeightRow *row, double points, AssayWeightList *self)
{
  assay_profile_prefer (assay_adviser_get_profile (self->adviser), assay_weight_row_get_driver (row))->weight = points;
  assay_adviser_edited (self->adviser, ASSAY_EDIT_WEIGHTS);
}

static void
lock_changed_cb (AssayWeightRow *row, gboolean locked, AssayWeightList *self)
{
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  AssayPreference *preference = assay_profile_prefer (profile, assay_weight_row_get_driver (row));

  /* What is certain is a number. */
  if (locked && isnan (preference->weight))
    preference->weight = assay_profile_get_weight (profile, assay_adviser_get_store (self->adviser), preference->driver);
  preference->locked = locked;
  assay_adviser_edited (self->adviser, ASSAY_EDIT_WEIGHTS);
}

static AssayWeightRow *
get_row (AssayWeightList *self, int index)
{
  return (AssayWeightRow *) gtk_list_box_get_row_at_index (self->list, index);
}

static int
compare (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  AssayWeightList *self = data;
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  double first = assay_profile_get_weight (profile, self->shown, assay_weight_row_get_driver (ASSAY_WEIGHT_ROW (a)));
  double second = assay_profile_get_weight (profile, self->shown, assay_weight_row_get_driver (ASSAY_WEIGHT_ROW (b)));

  return first > second ? -1 : first < second;
}

static void
show_rows (AssayWeightList *self)
{
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  gboolean all = gtk_toggle_button_get_active (self->all);
  AssayWeightRow *row;
  guint hidden = 0;
  g_autofree char *label = NULL;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      const AssayPreference *preference = assay_profile_find_preference (profile, assay_weight_row_get_driver (row));
      gboolean weighs = assay_profile_get_weight (profile, self->shown, assay_weight_row_get_driver (row)) > 0 ||
                        (preference != NULL && !isnan (preference->must));

      gtk_widget_set_visible (GTK_WIDGET (row), all || weighs);
      hidden += weighs ? 0 : 1;
    }
  label = all ? g_strdup (_ ("Show Only What Weighs Something")) : g_strdup_printf (_ ("Show %u More"), hidden);
  gtk_button_set_label (GTK_BUTTON (self->all), label);
  gtk_widget_set_visible (GTK_WIDGET (self->all), hidden > 0);
}

static void
build (AssayWeightList *self, AssayStore *store)
{
  GPtrArray *drivers = assay_store_get_drivers (store);
  AssayWeightRow *row;

  while ((row = get_row (self, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < drivers->len; i++)
    {
      GtkWidget *added = assay_weight_row_new (drivers->pdata[i]);

      g_signal_connect (added, "weight-changed", G_CALLBACK (weight_changed_cb), self);
      g_signal_connect (added, "lock-changed", G_CALLBACK (lock_changed_cb), self);
      if (self->plain)
        assay_weight_row_hide_menu (ASSAY_WEIGHT_ROW (added));
      gtk_list_box_append (self->list, added);
    }
  g_set_object (&self->shown, store);
}

/* The heaviest first; nothing moves while somebody weighs. */
static void
sort (AssayWeightList *self)
{
  gtk_list_box_set_sort_func (self->list, compare, self, NULL);
  gtk_list_box_set_sort_func (self->list, NULL, NULL, NULL);
}

static const char *
driver_name (AssayWeightList *self, const char *id)
{
  AssayDriver *driver = assay_store_find_driver (self->shown, id);

  return driver != NULL ? driver->name : id;
}

typedef enum { CONDITION_ORDER, CONDITION_MUST, CONDITION_JUDGEMENT } ConditionKind;

static void
remove_cb (GtkWidget *button, AssayWeightList *self)
{
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  ConditionKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));
  const char *first = g_object_get_data (G_OBJECT (button), "first"), *second = g_object_get_data (G_OBJECT (button), "second");
  g_autofree char *text = g_strdup (g_object_get_data (G_OBJECT (button), "text"));

  g_signal_emit (self, removed, 0, text);
  if (kind == CONDITION_MUST)
    assay_profile_prefer (profile, first)->must = NAN;
  else if (kind == CONDITION_JUDGEMENT)
    assay_profile_judge (profile, first, second, NAN, NAN);
  else
    for (guint i = 0; i < profile->precedences->len; i++)
      {
        const AssayPrecedence *order = profile->precedences->pdata[i];

        if (g_strcmp0 (order->more, first) == 0 && g_strcmp0 (order->less, second) == 0)
          {
            g_ptr_array_remove_index (profile->precedences, i);
            break;
          }
      }
  assay_adviser_edited (self->adviser, ASSAY_EDIT_ALL);
}

/* Takes over @text. */
static void
add_condition (AssayWeightList *self, ConditionKind kind, const char *first, const char *second, char *text)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove: %s"), text);

  g_object_set_data (G_OBJECT (button), "kind", GINT_TO_POINTER (kind));
  g_object_set_data_full (G_OBJECT (button), "first", g_strdup (first), g_free);
  g_object_set_data_full (G_OBJECT (button), "second", g_strdup (second), g_free);
  g_object_set_data_full (G_OBJECT (button), "text", text, g_free);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->conditions, row);
}

static void
show_conditions (AssayWeightList *self)
{
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  GtkListBoxRow *row;
  gboolean any;

  while ((row = gtk_list_box_get_row_at_index (self->conditions, 0)) != NULL)
    gtk_list_box_remove (self->conditions, GTK_WIDGET (row));
  for (guint i = 0; i < profile->precedences->len; i++)
    {
      const AssayPrecedence *order = profile->precedences->pdata[i];

      add_condition (self, CONDITION_ORDER, order->more, order->less,
                     g_strdup_printf (_ ("%s matters more than %s"), driver_name (self, order->more), driver_name (self, order->less)));
    }
  for (guint i = 0; i < profile->preferences->len; i++)
    {
      const AssayPreference *preference = profile->preferences->pdata[i];

      if (!isnan (preference->must))
        add_condition (self, CONDITION_MUST, preference->driver, NULL,
                       g_strdup_printf (_ ("%s must be at least %.0f of 100"), driver_name (self, preference->driver), preference->must));
    }
  for (guint i = 0; i < profile->judgements->len; i++)
    {
      const AssayJudgement *judgement = profile->judgements->pdata[i];
      AssaySubject *subject = assay_store_find_subject (self->shown, judgement->subject);

      add_condition (self, CONDITION_JUDGEMENT, judgement->driver, judgement->subject,
                     g_strdup_printf (_ ("You judge %s of %s at %.0f to %.0f"), driver_name (self, judgement->driver),
                                      subject != NULL ? subject->name : judgement->subject, judgement->low, judgement->high));
    }
  any = !self->plain && gtk_list_box_get_row_at_index (self->conditions, 0) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->conditions), any);
  gtk_widget_set_visible (self->conditions_title, any);
}

void
assay_weight_list_update (AssayWeightList *self)
{
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  AssayStore *store = assay_adviser_get_store (self->adviser);
  AssayWeightRow *row;
  gboolean other = self->shown != store;

  if (profile == NULL || store == NULL)
    return;
  if (other)
    build (self, store);
  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      const char *driver = assay_weight_row_get_driver (row);
      const AssayPreference *preference = assay_profile_find_preference (profile, driver);

      assay_weight_row_set (row, assay_profile_get_weight (profile, store, driver), preference != NULL && preference->locked);
    }
  if (other || g_strcmp0 (self->profile, profile->id) != 0)
    {
      g_free (self->profile);
      self->profile = g_strdup (profile->id);
      sort (self);
    }
  show_rows (self);
  show_conditions (self);
}

static void
changed_cb (AssayWeightList *self)
{
  AssayAdvice *advice = assay_adviser_get_advice (self->adviser);
  AssayWeightRow *row;

  if (advice == NULL || assay_adviser_get_error (self->adviser) != NULL)
    return;
  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    assay_weight_row_set_advice (row, advice);
}

void
assay_weight_list_set_plain (AssayWeightList *self)
{
  self->plain = TRUE;
  gtk_widget_set_visible (self->reset, FALSE);
}

void
assay_weight_list_set_adviser (AssayWeightList *self, AssayAdviser *adviser)
{
  g_return_if_fail (ASSAY_IS_WEIGHT_LIST (self));

  self->adviser = g_object_ref (adviser);
  g_signal_connect_object (adviser, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adviser, "profile-changed", G_CALLBACK (assay_weight_list_update), self, G_CONNECT_SWAPPED);
  assay_weight_list_update (self);
}

static void
assay_weight_list_dispose (GObject *object)
{
  AssayWeightList *self = ASSAY_WEIGHT_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->adviser);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->profile, g_free);

  G_OBJECT_CLASS (assay_weight_list_parent_class)->dispose (object);
}

static void
assay_weight_list_class_init (AssayWeightListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_weight_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  removed = g_signal_new ("removed", ASSAY_TYPE_WEIGHT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_title (AssayWeightList *self, const char *text)
{
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label", text, "xalign", 0.0,
                                   "wrap", TRUE, NULL);

  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (self->box), title);

  return title;
}

static GtkListBox *
add_list (AssayWeightList *self, const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->box), list);

  return GTK_LIST_BOX (list);
}

/* Two of them stand beside each other in a window of 360 px, in any language. */
static void
wrap (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
}

static void
assay_weight_list_init (AssayWeightList *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *reset = self->reset = gtk_button_new_with_label (_ ("Reset Weights"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_title (self, _ ("Weights"));
  self->list = add_list (self, _ ("Weights"));
  self->all = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (""));
  wrap (GTK_BUTTON (self->all));
  wrap (GTK_BUTTON (reset));
  g_signal_connect_swapped (self->all, "toggled", G_CALLBACK (show_rows), self);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (reset), "advisor.reset-weights");
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->all));
  gtk_box_append (GTK_BOX (buttons), reset);
  gtk_widget_set_halign (reset, GTK_ALIGN_END);
  gtk_widget_set_hexpand (reset, TRUE);
  gtk_box_append (GTK_BOX (self->box), buttons);
  self->conditions_title = add_title (self, _ ("Conditions"));
  self->conditions = add_list (self, _ ("Conditions"));
  gtk_widget_set_visible (GTK_WIDGET (self->conditions), FALSE);
  gtk_widget_set_visible (self->conditions_title, FALSE);
}
