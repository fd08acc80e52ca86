#include "ui/welcome-page.h"

struct _AssayWelcomePage
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
};

G_DEFINE_FINAL_TYPE (AssayWelcomePage, assay_welcome_page, GTK_TYPE_WIDGET)

static void
assay_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (assay_welcome_page_parent_class)->dispose (object);
}

static void
assay_welcome_page_class_init (AssayWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_welcome_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayWelcomePage, scroller);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_welcome_page_init (AssayWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
assay_welcome_page_new (AssaySession *session G_GNUC_UNUSED, const char *page G_GNUC_UNUSED)
{
  return g_object_new (ASSAY_TYPE_WELCOME_PAGE, NULL);
}
