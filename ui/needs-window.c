#include "ui/needs-window.h"

#include <math.h>
#include <string.h>

#include "data/model/driver.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "ui/no-scroll.h"

/* Belongs to the window. */
typedef struct
{
  AssayAdviser *adviser;
  GtkWidget *window;
  AdwPreferencesGroup *group;   /* to which rows are added now */
  GPtrArray *needs;             /* of AdwComboRow, one for each need */
  GPtrArray *languages, *levels;   /* of char* and AdwComboRow */
  GPtrArray *parts, *shares;    /* of char* and GtkSpinButton */
  GtkSpinButton *people, *juniors, *doubt;
  GtkSpinButton *one_low, *one_high, *second_low, *second_high, *hop_low, *hop_high;
  GtkSwitch *hop;
} Needs;

static const char * const level_names[] = { N_ ("None"), N_ ("Basic"), N_ ("Working"), N_ ("Fluent"), N_ ("Expert"), NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (level_names) == ASSAY_N_LEVELS + 1);

static void
needs_free (Needs *self)
{
  g_object_unref (self->adviser);
  g_ptr_array_unref (self->needs);
  g_ptr_array_unref (self->languages);
  g_ptr_array_unref (self->levels);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->shares);
  g_free (self);
}

static GtkWidget *
add_row (Needs *self, GtkWidget *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (self->group, row);

  return row;
}

static AdwComboRow *
add_combo (Needs *self, const char *title, const char *subtitle, GtkStringList *names, guint selected)
{
  GtkWidget *row = add_row (self, adw_combo_row_new (), title, subtitle);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);

  return ADW_COMBO_ROW (row);
}

static GtkSpinButton *
add_spin (Needs *self, const char *title, double most, guint digits, double value)
{
  GtkWidget *row = add_row (self, adw_action_row_new (), title, NULL);
  GtkWidget *spin = gtk_spin_button_new_with_range (0, most, digits > 0 ? 0.1 : 1);

  assay_no_scroll (spin);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), isnan (value) ? 0 : value);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);

  return GTK_SPIN_BUTTON (spin);
}

static void
add_group (Needs *self, GtkWidget *page, const char *title, const char *description)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, title);
  adw_preferences_group_set_description (self->group, description);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->group));
}

static void
add_needs (Needs *self, AssayStore *store, const AssayProfile *profile)
{
  GPtrArray *needs = assay_store_get_needs (store);

  for (guint i = 0; i < needs->len; i++)
    {
      const AssayNeed *need = needs->pdata[i];
      const AssayAnswer *given = assay_profile_get_answer (profile, need);
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
      guint selected = 0;

      gtk_string_list_append (names, _ ("Not said"));
      for (guint j = 0; j < need->answers->len; j++)
        {
          gtk_string_list_append (names, ((AssayAnswer *) need->answers->pdata[j])->name);
          if (given == need->answers->pdata[j])
            selected = j + 1;
        }
      g_ptr_array_add (self->needs, add_combo (self, need->name, need->question, names, selected));
    }
}

/* A language is asked about once, however many technologies speak it. */
static void
add_levels (Needs *self, AssayStore *store, const AssayProfile *profile)
{
  GPtrArray *subjects = assay_store_get_subjects (store);

  for (guint i = 0; i < subjects->len; i++)
    {
      const AssaySubject *subject = subjects->pdata[i];
      g_autoptr (GtkStringList) names = NULL;
      gpointer level;

      if (!subject->compared || subject->language == NULL ||
          g_ptr_array_find_with_equal_func (self->languages, subject->language, g_str_equal, NULL))
        continue;
      names = gtk_string_list_new (NULL);
      for (guint j = 0; level_names[j] != NULL; j++)
        gtk_string_list_append (names, _ (level_names[j]));
      gtk_string_list_append (names, _ ("Not said"));
      if (!g_hash_table_lookup_extended (profile->levels, subject->language, NULL, &level))
        level = GINT_TO_POINTER (ASSAY_N_LEVELS);
      g_ptr_array_add (self->languages, g_strdup (subject->language));
      g_ptr_array_add (self->levels, add_combo (self, subject->language, NULL, names, GPOINTER_TO_UINT (level)));
    }
}

static double
share_of (const AssayProfile *profile, const char *part)
{
  for (guint i = 0; i < profile->parts->len; i++)
    if (g_str_equal (((AssayPart *) profile->parts->pdata[i])->part, part))
      return ((AssayPart *) profile->parts->pdata[i])->share;

  return 0;
}

static void
add_part (Needs *self, const AssayProfile *profile, const char *part)
{
  g_autofree char *title = NULL;

  if (part == NULL || g_ptr_array_find_with_equal_func (self->parts, part, g_str_equal, NULL))
    return;
  title = g_strdup_printf (_ ("%c%s, %% of the work"), g_ascii_toupper (*part), part + 1);
  g_ptr_array_add (self->parts, g_strdup (part));
  g_ptr_array_add (self->shares, add_spin (self, title, 100, 0, round (100 * share_of (profile, part))));
}

static void
add_parts (Needs *self, AssayStore *store, const AssayProfile *profile)
{
  GPtrArray *drivers = assay_store_get_drivers (store);

  for (guint i = 0; i < drivers->len; i++)
    add_part (self, profile, ((AssayDriver *) drivers->pdata[i])->part);
  for (guint i = 0; i < profile->parts->len; i++)
    add_part (self, profile, ((AssayPart *) profile->parts->pdata[i])->part);
}

static void
add_assumptions (Needs *self, const AssayProfile *profile)
{
  GtkWidget *row;

  /* xgettext:no-c-format */
  self->doubt = add_spin (self, _ ("Doubt of a weight, % of itself"), 100, 0, 100 * profile->doubt);
  /* xgettext:no-c-format */
  self->one_low = add_spin (self, _ ("Running one runtime takes at least, % of the team’s time"), 100, 0, profile->one_low);
  self->one_high = add_spin (self, _ ("At most"), 100, 0, profile->one_high);
  self->second_low = add_spin (self, _ ("A second runtime adds at least, %"), 100, 0, profile->second_low);
  self->second_high = add_spin (self, _ ("A second runtime adds at most, %"), 100, 0, profile->second_high);
  self->hop = GTK_SWITCH (gtk_switch_new ());
  gtk_switch_set_active (self->hop, !isnan (profile->hop_low));
  gtk_widget_set_valign (GTK_WIDGET (self->hop), GTK_ALIGN_CENTER);
  row = add_row (self, adw_action_row_new (), _ ("Assume how long a call between the parts takes"), _ ("Otherwise it is what was measured here, if it was"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hop), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Assume how long a call between the parts takes"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->hop));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->hop));
  self->hop_low = add_spin (self, _ ("A call takes at least, ms"), 10000, 1, profile->hop_low);
  self->hop_high = add_spin (self, _ ("A call takes at most, ms"), 10000, 1, profile->hop_high);
  g_object_bind_property (self->hop, "active", self->hop_low, "sensitive", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->hop, "active", self->hop_high, "sensitive", G_BINDING_SYNC_CREATE);
}

static double
get (GtkSpinButton *spin)
{
  gtk_spin_button_update (spin);

  return gtk_spin_button_get_value (spin);
}

static void
take_answers (Needs *self, AssayStore *store, AssayProfile *profile)
{
  GPtrArray *needs = assay_store_get_needs (store);

  for (guint i = 0; i < needs->len && i < self->needs->len; i++)
    {
      const AssayNeed *need = needs->pdata[i];
      guint selected = adw_combo_row_get_selected (self->needs->pdata[i]);

      if (selected == 0 || selected > need->answers->len)
        g_hash_table_remove (profile->needs, need->id);
      else
        g_hash_table_insert (profile->needs, g_strdup (need->id), g_strdup (((AssayAnswer *) need->answers->pdata[selected - 1])->id));
    }
  for (guint i = 0; i < self->languages->len; i++)
    {
      guint level = adw_combo_row_get_selected (self->levels->pdata[i]);

      if (level < ASSAY_N_LEVELS)
        g_hash_table_insert (profile->levels, g_strdup (self->languages->pdata[i]), GUINT_TO_POINTER (level));
      else
        g_hash_table_remove (profile->levels, self->languages->pdata[i]);
    }
}

/* Shares are what was asked for by their sum. */
static void
take_parts (Needs *self, AssayProfile *profile)
{
  double sum = 0;

  for (guint i = 0; i < self->shares->len; i++)
    sum += get (self->shares->pdata[i]);
  g_ptr_array_set_size (profile->parts, 0);
  for (guint i = 0; i < self->shares->len; i++)
    if (get (self->shares->pdata[i]) > 0)
      assay_profile_add_part (profile, self->parts->pdata[i], get (self->shares->pdata[i]) / sum);
}

static void
take_range (GtkSpinButton *first, GtkSpinButton *second, double *low, double *high)
{
  double a = get (first), b = get (second);

  *low = MIN (a, b);
  *high = MAX (a, b);
}

static void
apply_cb (Needs *self)
{
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);

  take_answers (self, assay_adviser_get_store (self->adviser), profile);
  take_parts (self, profile);
  profile->team = (guint) get (self->people);
  profile->juniors = MIN ((guint) get (self->juniors), profile->team);
  profile->doubt = get (self->doubt) / 100;
  take_range (self->one_low, self->one_high, &profile->one_low, &profile->one_high);
  take_range (self->second_low, self->second_high, &profile->second_low, &profile->second_high);
  profile->hop_low = profile->hop_high = NAN;
  if (gtk_switch_get_active (self->hop))
    take_range (self->hop_low, self->hop_high, &profile->hop_low, &profile->hop_high);
  assay_adviser_edited (self->adviser, ASSAY_EDIT_ALL);
  gtk_window_close (GTK_WINDOW (self->window));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static GtkWidget *
header_new (Needs *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  GtkWidget *apply = gtk_button_new_with_label (_ ("Apply"));

  gtk_widget_add_css_class (header, "flat");
  gtk_widget_add_css_class (apply, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (apply, "clicked", G_CALLBACK (apply_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), apply);

  return header;
}

static GtkWidget *
content_new (Needs *self)
{
  AssayStore *store = assay_adviser_get_store (self->adviser);
  const AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  gtk_widget_add_css_class (page, "origin-page");
  add_group (self, page, _ ("Project"), _ ("What an answer weighs is where to begin: every weight can be moved"));
  add_needs (self, store, profile);
  add_group (self, page, _ ("Team"), NULL);
  self->people = add_spin (self, _ ("People"), 1000, 0, profile->team);
  self->juniors = add_spin (self, _ ("Juniors among them"), 1000, 0, profile->juniors);
  add_levels (self, store, profile);
  add_group (self, page, _ ("Parts of the System"), _ ("What each part does of the work; together they are made to be all of it"));
  add_parts (self, store, profile);
  add_group (self, page, _ ("Assumed"), NULL);
  add_assumptions (self, profile);

  return page;
}

GtkWindow *
assay_needs_window_new (GtkWindow *parent, AssayAdviser *adviser)
{
  Needs *self = g_new0 (Needs, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->adviser = g_object_ref (adviser);
  self->needs = g_ptr_array_new ();
  self->languages = g_ptr_array_new_with_free_func (g_free);
  self->levels = g_ptr_array_new ();
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->shares = g_ptr_array_new ();
  self->window = g_object_new (ADW_TYPE_WINDOW, "title", _ ("Needs"), "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                               "default-width", 600, "default-height", 720, "width-request", 300, NULL);
  g_object_set_data_full (G_OBJECT (self->window), "needs", self, (GDestroyNotify) needs_free);
  adw_clamp_set_child (ADW_CLAMP (clamp), content_new (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header_new (self));
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self->window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (self->window, keys);

  return GTK_WINDOW (self->window);
}
