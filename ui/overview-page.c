#include "ui/overview-page.h"

#include "data/advice/assessment.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/tile.h"
#include "ui/badge.h"
#include "ui/chart-grid.h"
#include "ui/portions.h"
#include "ui/page-view.h"
#include "ui/page-words.h"
#include "ui/session.h"
#include "ui/tile-card.h"

/* The criterion of statements that say which side to take for which system. */
#define ADVICE "advice"

struct _AssayOverviewPage
{
  GtkWidget parent_instance;

  AssaySession *session;

  AssayPageView *view;
  GtkBox *tiles;
  GtkBox *charts;
  GtkWidget *systems;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AssayOverviewPage, assay_overview_page, GTK_TYPE_WIDGET)

static gboolean
add_tile (GtkWidget *tiles, guint index, gpointer data)
{
  AssayOverviewPage *self = data;
  AssayStore *store = assay_session_get_store (self->session);
  GPtrArray *all = assay_store_get_tiles (store);
  AssayTile *tile = index < all->len ? g_ptr_array_index (all, index) : NULL;
  g_autoptr (AssayTileValue) value = tile != NULL ? assay_tile_evaluate (tile, store) : NULL;

  if (value != NULL)
    {
      int hue = value->leader != NULL ? assay_store_get_hue (store, value->leader) : -1;

      gtk_box_append (GTK_BOX (tiles), assay_tile_card_new (value, assay_tile_get_chart (tile), hue));
      gtk_widget_set_visible (tiles, TRUE);
    }

  return index + 1 < all->len;
}

static GtkWidget *
system_row_new (AssayStore *store, AssayStatement *statement, const AssayVerdict *verdict)
{
  GtkWidget *row = adw_action_row_new ();
  const char *favours = assay_statement_get_favours (statement);
  AssaySubject *side = favours != NULL ? assay_store_find_subject (store, favours) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), assay_statement_get_text (statement));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), verdict->summary);
  if (side != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               assay_badge_new (side->name, assay_badge_hue_style (assay_store_get_hue (store, side))));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), assay_badge_new_verdict (verdict->kind));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-statement");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", assay_statement_get_id (statement));

  return row;
}

static gboolean
add_system (GtkWidget *list, guint index, gpointer data)
{
  AssayOverviewPage *self = data;
  AssayStore *store = assay_session_get_store (self->session);
  AssayAssessment *assessment = assay_session_get_assessment (self->session);
  GPtrArray *statements = assay_store_get_statements (store);
  AssayStatement *statement = index < statements->len ? g_ptr_array_index (statements, index) : NULL;

  if (statement != NULL && g_strcmp0 (assay_statement_get_criterion (statement), ADVICE) == 0)
    {
      gtk_list_box_append (GTK_LIST_BOX (list), system_row_new (store, statement, assay_assessment_get_verdict (assessment, index)));
      gtk_widget_set_visible (self->systems, TRUE);
    }

  return index + 1 < statements->len;
}

static void
fill_systems (AssayOverviewPage *self)
{
  if (assay_session_get_assessment (self->session) != NULL && gtk_widget_get_first_child (GTK_WIDGET (self->list)) == NULL)
    assay_portions_build (GTK_WIDGET (self->list), GTK_WIDGET (self), add_system, self);
}

static void
show_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *chart)
{
  AssayOverviewPage *self = ASSAY_OVERVIEW_PAGE (widget);

  assay_chart_grid_reveal (self->charts, self->view, g_variant_get_string (chart, NULL));
}

static void
assay_overview_page_dispose (GObject *object)
{
  g_clear_object (&ASSAY_OVERVIEW_PAGE (object)->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_OVERVIEW_PAGE);

  G_OBJECT_CLASS (assay_overview_page_parent_class)->dispose (object);
}

static void
assay_overview_page_class_init (AssayOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_overview_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayOverviewPage, view);
  gtk_widget_class_bind_template_child (widget_class, AssayOverviewPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, AssayOverviewPage, charts);
  gtk_widget_class_bind_template_child (widget_class, AssayOverviewPage, systems);
  gtk_widget_class_bind_template_child (widget_class, AssayOverviewPage, list);
  gtk_widget_class_install_action (widget_class, "page.show", "s", show_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_overview_page_init (AssayOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
assay_overview_page_new (AssaySession *session, const char *page)
{
  AssayOverviewPage *self = g_object_new (ASSAY_TYPE_OVERVIEW_PAGE, NULL);

  self->session = g_object_ref (session);
  assay_page_words_fill (self->view, session, page);
  assay_portions_build (GTK_WIDGET (self->tiles), GTK_WIDGET (self), add_tile, self);
  assay_chart_grid_fill (self->charts, session, page);
  fill_systems (self);
  g_signal_connect_object (session, "assessment-changed", G_CALLBACK (fill_systems), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
