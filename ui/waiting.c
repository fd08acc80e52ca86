#include "ui/waiting.h"

#include "data/model/language.h"

/* A spinner that flashes up for less than this makes a program feel slower, not faster. */
#define PATIENCE_MILLISECONDS 300

struct _AssayWaiting
{
  GtkWidget parent_instance;

  GtkWidget *box, *spinner, *label;
  guint timeout;
};

enum
{
  PROP_TEXT = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (AssayWaiting, assay_waiting, GTK_TYPE_WIDGET)

static gboolean
timeout_cb (gpointer data)
{
  AssayWaiting *self = data;

  self->timeout = 0;
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  gtk_widget_set_visible (self->label, TRUE);

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
  gtk_widget_set_visible (self->label, FALSE);
  GTK_WIDGET_CLASS (assay_waiting_parent_class)->unmap (widget);
}

static void
assay_waiting_dispose (GObject *object)
{
  AssayWaiting *self = ASSAY_WAITING (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (assay_waiting_parent_class)->dispose (object);
}

void
assay_waiting_set_text (AssayWaiting *self, const char *text)
{
  g_return_if_fail (ASSAY_IS_WAITING (self));

  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

static void
assay_waiting_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, gtk_label_get_label (GTK_LABEL (ASSAY_WAITING (object)->label)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
assay_waiting_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    assay_waiting_set_text (ASSAY_WAITING (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
assay_waiting_class_init (AssayWaitingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = assay_waiting_get_property;
  G_OBJECT_CLASS (klass)->set_property = assay_waiting_set_property;
  G_OBJECT_CLASS (klass)->dispose = assay_waiting_dispose;
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "",
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  widget_class->map = assay_waiting_map;
  widget_class->unmap = assay_waiting_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_waiting_init (AssayWaiting *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->spinner = gtk_spinner_new ();
  self->label = gtk_label_new (NULL);
  gtk_widget_set_size_request (self->spinner, 32, 32);
  gtk_widget_set_halign (self->spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->label, FALSE);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (self->label, 18);
  gtk_widget_set_margin_end (self->label, 18);
  gtk_widget_set_halign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), self->spinner);
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Loading"), -1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
assay_waiting_new (void)
{
  return g_object_new (ASSAY_TYPE_WAITING, NULL);
}
