#include "ui/said-list.h"

#include "data/advice/assessment.h"
#include "data/model/language.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "ui/badge.h"
#include "ui/session.h"

struct _AssaySaidList
{
  GtkWidget parent_instance;

  AssayAdviser *adviser;
  AssaySession *session;

  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (AssaySaidList, assay_said_list, GTK_TYPE_WIDGET)

static const AssayVerdict *
find_verdict (AssaySaidList *self, AssayStatement *statement)
{
  AssayAssessment *assessment = assay_session_get_assessment (self->session);
  guint position;

  if (assessment == NULL || !g_ptr_array_find (assay_store_get_statements (assay_adviser_get_store (self->adviser)), statement, &position))
    return NULL;

  return assay_assessment_get_verdict (assessment, position);
}

static GtkWidget *
row_new (AssaySaidList *self, AssayStatement *statement)
{
  const AssayVerdict *verdict = find_verdict (self, statement);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), assay_statement_get_text (statement));
  if (verdict != NULL)
    {
      GtkWidget *badge = assay_badge_new_verdict (verdict->kind);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), verdict->summary);
      gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), badge);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-statement");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", assay_statement_get_id (statement));

  return row;
}

static void
update (AssaySaidList *self)
{
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  AssayStore *store = assay_adviser_get_store (self->adviser);
  g_autoptr (GPtrArray) claims = profile != NULL && store != NULL ? assay_profile_get_claims (profile, store) : g_ptr_array_new ();
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < claims->len; i++)
    {
      AssayStatement *statement = assay_store_find_statement (store, claims->pdata[i]);

      if (statement != NULL)
        gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (self, statement));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), claims->len > 0);
}

void
assay_said_list_set_adviser (AssaySaidList *self, AssayAdviser *adviser, AssaySession *session)
{
  g_return_if_fail (ASSAY_IS_SAID_LIST (self));

  self->adviser = g_object_ref (adviser);
  self->session = g_object_ref (session);
  g_signal_connect_object (adviser, "profile-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "assessment-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
assay_said_list_dispose (GObject *object)
{
  AssaySaidList *self = ASSAY_SAID_LIST (object);

  while (gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_unparent (gtk_widget_get_first_child (GTK_WIDGET (self)));
  g_clear_object (&self->adviser);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (assay_said_list_parent_class)->dispose (object);
}

static void
assay_said_list_class_init (AssaySaidListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_said_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
assay_said_list_init (AssaySaidList *self)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label", _ ("What Is Said of Such Projects"), "xalign", 0.0, NULL);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_add_css_class (heading, "heading");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What is said of such projects"), -1);
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}
