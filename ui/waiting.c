#include "ui/waiting.h"

/* A spinner that flashes up for less than this makes a program feel slower, not faster. */
#define PATIENCE_MILLISECONDS 300

struct _AssayWaiting
{
  GtkWidget parent_instance;

  GtkWidget *spinner;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (AssayWaiting, assay_waiting, GTK_TYPE_WIDGET)

static gboolean
timeout_cb (gpointer data)
{
  AssayWaiting *self = data;

  self->timeout = 0;
  gtk_spinner_start (GTK_SPINNER (self->spinner));

  return G_SOURCE_REMOVE;
}

static void
assay_waiting_map (GtkWidget *widget)
{
  AssayWaiting *self = ASSAY_WAITING (widget);

  GTK_WIDGET_CLASS (assay_waiting_parent_class)->map (widget);
  if (self->timeout == 0)
    self->timeout = g_timeout_add (PATIENCE_MILLISECONDS, timeout_cb, self);
}

static void
assay_waiting_unmap (GtkWidget *widget)
{
  AssayWaiting *self = ASSAY_WAITING (widget);

  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  GTK_WIDGET_CLASS (assay_waiting_parent_class)->unmap (widget);
}

static void
assay_waiting_dispose (GObject *object)
{
  AssayWaiting *self = ASSAY_WAITING (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->spinner, gtk_widget_unparent);

  G_OBJECT_CLASS (assay_waiting_parent_class)->dispose (object);
}

static void
assay_waiting_class_init (AssayWaitingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_waiting_dispose;
  widget_class->map = assay_waiting_map;
  widget_class->unmap = assay_waiting_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_waiting_init (AssayWaiting *self)
{
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 32);
  gtk_widget_set_halign (self->spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->spinner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, "Loading", -1);
  gtk_widget_set_parent (self->spinner, GTK_WIDGET (self));
}

GtkWidget *
assay_waiting_new (void)
{
  return g_object_new (ASSAY_TYPE_WAITING, NULL);
}
