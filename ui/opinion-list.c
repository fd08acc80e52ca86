#include "ui/opinion-list.h"

#include "data/model/driver.h"
#include "data/model/language.h"
#include "data/model/statement.h"
#include "data/model/store.h"

struct _AssayOpinionList
{
  GtkWidget parent_instance;

  AssayAdviser *adviser;
  AssayStore *shown;
  GPtrArray *ids;            /* of char*, borrowed from @shown: what has its row */
  GPtrArray *rows;           /* of AdwComboRow */
  gboolean updating;

  GtkWidget *list;
  AdwExpanderRow *expander;
};

G_DEFINE_FINAL_TYPE (AssayOpinionList, assay_opinion_list, GTK_TYPE_WIDGET)

/* In the order of the drop-down. */
static const AssayStance stances[] = { ASSAY_STANCE_AGREE, ASSAY_STANCE_NONE, ASSAY_STANCE_DISAGREE };
static const char * const stance_names[] = { N_ ("Agree"), N_ ("No Opinion"), N_ ("Disagree"), NULL };

static guint
find_stance (AssayStance stance)
{
  for (guint i = 0; i < G_N_ELEMENTS (stances); i++)
    if (stances[i] == stance)
      return i;

  return 1;
}

static void
add_opinion (AssayOpinionList *self, GPtrArray *found, const char *id)
{
  AssayStatement *statement = assay_store_find_statement (assay_adviser_get_store (self->adviser), id);

  if (statement != NULL && assay_statement_get_check (statement) == ASSAY_CHECK_JUDGE &&
      !g_ptr_array_find_with_equal_func (found, id, g_str_equal, NULL))
    g_ptr_array_add (found, (gpointer) assay_statement_get_id (statement));
}

/* Those of the drivers that weigh something, and of the answers that the profile gives. */
static GPtrArray *
collect (AssayOpinionList *self)
{
  AssayStore *store = assay_adviser_get_store (self->adviser);
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  GPtrArray *drivers = assay_store_get_drivers (store), *found = g_ptr_array_new ();
  g_autoptr (GPtrArray) claims = assay_profile_get_claims (profile, store);

  for (guint i = 0; i < drivers->len; i++)
    {
      const AssayDriver *driver = drivers->pdata[i];

      if (assay_profile_get_weight (profile, store, driver->id) > 0)
        for (char **id = driver->statements; *id != NULL; id++)
          add_opinion (self, found, *id);
    }
  for (guint i = 0; i < claims->len; i++)
    add_opinion (self, found, claims->pdata[i]);

  return found;
}

static void
selected_cb (AdwComboRow *row, GParamSpec *pspec G_GNUC_UNUSED, AssayOpinionList *self)
{
  const char *id = gtk_widget_get_name (GTK_WIDGET (row));
  guint selected = adw_combo_row_get_selected (row);
  GHashTable *table = assay_adviser_get_profile (self->adviser)->stances;

  if (self->updating || selected >= G_N_ELEMENTS (stances))
    return;
  if (stances[selected] == ASSAY_STANCE_NONE)
    g_hash_table_remove (table, id);
  else
    g_hash_table_insert (table, g_strdup (id), GINT_TO_POINTER (stances[selected]));
  assay_adviser_edited (self->adviser, ASSAY_EDIT_ALL);
}

static void
build (AssayOpinionList *self, GPtrArray *found)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->expander, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < found->len; i++)
    {
      AssayStatement *statement = assay_store_find_statement (assay_adviser_get_store (self->adviser), found->pdata[i]);
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
      GtkWidget *row = adw_combo_row_new ();

      for (guint j = 0; stance_names[j] != NULL; j++)
        gtk_string_list_append (names, _ (stance_names[j]));
      gtk_widget_set_name (row, found->pdata[i]);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), assay_statement_get_text (statement));
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
      g_signal_connect (row, "notify::selected", G_CALLBACK (selected_cb), self);
      adw_expander_row_add_row (self->expander, row);
      g_ptr_array_add (self->rows, row);
    }
}

static gboolean
same (GPtrArray *a, GPtrArray *b)
{
  gboolean equal = a != NULL && a->len == b->len;

  for (guint i = 0; equal && i < b->len; i++)
    equal = g_str_equal (a->pdata[i], b->pdata[i]);

  return equal;
}

/* Rows stay as long as the opinions are the same: one of them may have the focus. */
static void
update (AssayOpinionList *self)
{
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  AssayStore *store = assay_adviser_get_store (self->adviser);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *subtitle = NULL;
  guint taken = 0;

  if (profile == NULL || store == NULL)
    return;
  found = collect (self);
  self->updating = TRUE;
  if (self->shown != store || !same (self->ids, found))
    {
      build (self, found);
      g_set_object (&self->shown, store);
      g_clear_pointer (&self->ids, g_ptr_array_unref);
      self->ids = g_ptr_array_ref (found);
    }
  for (guint i = 0; i < found->len; i++)
    {
      AssayStance stance = assay_profile_get_stance (profile, found->pdata[i]);

      taken += stance != ASSAY_STANCE_NONE ? 1 : 0;
      adw_combo_row_set_selected (self->rows->pdata[i], find_stance (stance));
    }
  self->updating = FALSE;
  subtitle = g_strdup_printf (_ ("%u that no figure settles; you take a stance to %u"), found->len, taken);
  adw_expander_row_set_subtitle (self->expander, subtitle);
}

void
assay_opinion_list_set_adviser (AssayOpinionList *self, AssayAdviser *adviser)
{
  g_return_if_fail (ASSAY_IS_OPINION_LIST (self));

  self->adviser = g_object_ref (adviser);
  g_signal_connect_object (adviser, "profile-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
assay_opinion_list_dispose (GObject *object)
{
  AssayOpinionList *self = ASSAY_OPINION_LIST (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_object (&self->adviser);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (assay_opinion_list_parent_class)->dispose (object);
}

static void
assay_opinion_list_class_init (AssayOpinionListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_opinion_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
assay_opinion_list_init (AssayOpinionList *self)
{
  self->rows = g_ptr_array_new ();
  self->list = gtk_list_box_new ();
  self->expander = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->expander), _ ("Your Stance"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Opinions"), -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (self->expander));
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}
