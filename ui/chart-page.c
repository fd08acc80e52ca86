#include "ui/chart-page.h"

#include "ui/chart-grid.h"
#include "ui/page-view.h"
#include "ui/page-words.h"

struct _AssayChartPage
{
  GtkWidget parent_instance;

  AssayPageView *view;
  GtkBox *grid;
};

G_DEFINE_FINAL_TYPE (AssayChartPage, assay_chart_page, GTK_TYPE_WIDGET)

static void
show_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *chart)
{
  AssayChartPage *self = ASSAY_CHART_PAGE (widget);

  assay_chart_grid_reveal (self->grid, self->view, g_variant_get_string (chart, NULL));
}

static void
assay_chart_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_CHART_PAGE);

  G_OBJECT_CLASS (assay_chart_page_parent_class)->dispose (object);
}

static void
assay_chart_page_class_init (AssayChartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_chart_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/chart-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayChartPage, view);
  gtk_widget_class_bind_template_child (widget_class, AssayChartPage, grid);
  gtk_widget_class_install_action (widget_class, "page.show", "s", show_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_chart_page_init (AssayChartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
assay_chart_page_new (AssaySession *session, const char *page)
{
  AssayChartPage *self = g_object_new (ASSAY_TYPE_CHART_PAGE, NULL);

  assay_page_words_fill (self->view, session, page);
  assay_chart_grid_fill (self->grid, session, page);

  return GTK_WIDGET (self);
}
