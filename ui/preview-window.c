#include "ui/preview-window.h"

struct _AssayPreviewWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkBox *pages;
};

G_DEFINE_FINAL_TYPE (AssayPreviewWindow, assay_preview_window, ADW_TYPE_WINDOW)

enum { PRINT, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
print_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  g_signal_emit (widget, signals[PRINT], 0);
}

static void
assay_preview_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_PREVIEW_WINDOW);

  G_OBJECT_CLASS (assay_preview_window_parent_class)->dispose (object);
}

static void
assay_preview_window_class_init (AssayPreviewWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_preview_window_dispose;

  signals[PRINT] = g_signal_new ("print", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/preview-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayPreviewWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AssayPreviewWindow, pages);
  gtk_widget_class_install_action (widget_class, "preview.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "preview.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
assay_preview_window_init (AssayPreviewWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
assay_preview_window_new (GtkWindow *parent, const char *name)
{
  AssayPreviewWindow *self = g_object_new (ASSAY_TYPE_PREVIEW_WINDOW, "transient-for", parent, NULL);

  adw_window_title_set_subtitle (self->title, name);

  return GTK_WIDGET (self);
}

void
assay_preview_window_add_page (AssayPreviewWindow *self, GdkPaintable *page, const char *words)
{
  GtkWidget *picture = gtk_picture_new_for_paintable (page);

  g_return_if_fail (ASSAY_IS_PREVIEW_WINDOW (self));

  gtk_picture_set_alternative_text (GTK_PICTURE (picture), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (picture, "paper");
  gtk_box_append (self->pages, picture);
}
