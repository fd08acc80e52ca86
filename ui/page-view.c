#include "ui/page-view.h"


struct _AssayPageView
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkBox *box;
  GtkWidget *words;    /* the headline and the subtitle */
  GtkLabel *headline;
  GtkLabel *subtitle;
  GtkWidget *wanted;   /* weak: to be revealed once it has a place */
  GtkWidget *focus;    /* weak: in it, to be focused then */
  guint frames;        /* that were drawn since */
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AssayPageView, assay_page_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum
{
  PROP_HEADLINE = 1,
  PROP_SUBTITLE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static GtkBuildableIface *parent_buildable;

static void
assay_page_view_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  AssayPageView *self = ASSAY_PAGE_VIEW (buildable);

  if (self->box != NULL && GTK_IS_WIDGET (child))
    gtk_box_append (self->box, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = assay_page_view_add_child;
}

static void
set_text (AssayPageView *self, GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
  gtk_widget_set_visible (self->words, gtk_widget_get_visible (GTK_WIDGET (self->headline)) || gtk_widget_get_visible (GTK_WIDGET (self->subtitle)));
}

void
assay_page_view_set_headline (AssayPageView *self, const char *headline)
{
  g_return_if_fail (ASSAY_IS_PAGE_VIEW (self));

  set_text (self, self->headline, headline);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HEADLINE]);
}

void
assay_page_view_set_subtitle (AssayPageView *self, const char *subtitle)
{
  g_return_if_fail (ASSAY_IS_PAGE_VIEW (self));

  set_text (self, self->subtitle, subtitle);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUBTITLE]);
}

static void
scroll_to (AssayPageView *self, GtkWidget *child)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (child, GTK_WIDGET (self->box), &bounds))
    gtk_adjustment_set_value (adjustment, bounds.origin.y);
}

/* A page that was just built has no sizes before its first frame; its charts and rows may still grow in the second. */
static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  AssayPageView *self = ASSAY_PAGE_VIEW (widget);

  if (self->wanted == NULL)
    return G_SOURCE_REMOVE;

  if (self->frames++ < 2)
    return G_SOURCE_CONTINUE;

  if (self->focus == NULL || !gtk_widget_grab_focus (self->focus))
    gtk_widget_child_focus (self->wanted, GTK_DIR_TAB_FORWARD);
  scroll_to (self, self->wanted);
  g_clear_weak_pointer (&self->wanted);
  g_clear_weak_pointer (&self->focus);

  return G_SOURCE_REMOVE;
}

void
assay_page_view_reveal (AssayPageView *self, GtkWidget *child, GtkWidget *focus)
{
  gboolean waits;

  g_return_if_fail (ASSAY_IS_PAGE_VIEW (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  waits = self->wanted != NULL;
  g_set_weak_pointer (&self->wanted, child);
  g_set_weak_pointer (&self->focus, focus);
  self->frames = 0;
  if (!waits)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static void
assay_page_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AssayPageView *self = ASSAY_PAGE_VIEW (object);

  switch (id)
    {
    case PROP_HEADLINE:
      g_value_set_string (value, gtk_label_get_label (self->headline));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, gtk_label_get_label (self->subtitle));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
assay_page_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AssayPageView *self = ASSAY_PAGE_VIEW (object);

  switch (id)
    {
    case PROP_HEADLINE:
      assay_page_view_set_headline (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      assay_page_view_set_subtitle (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
assay_page_view_dispose (GObject *object)
{
  g_clear_weak_pointer (&ASSAY_PAGE_VIEW (object)->wanted);
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_PAGE_VIEW);

  G_OBJECT_CLASS (assay_page_view_parent_class)->dispose (object);
}

static void
assay_page_view_class_init (AssayPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = assay_page_view_get_property;
  object_class->set_property = assay_page_view_set_property;
  object_class->dispose = assay_page_view_dispose;

  props[PROP_HEADLINE] = g_param_spec_string ("headline", NULL, NULL, "", flags);
  props[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/page-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayPageView, scroller);
  gtk_widget_class_bind_template_child (widget_class, AssayPageView, box);
  gtk_widget_class_bind_template_child (widget_class, AssayPageView, words);
  gtk_widget_class_bind_template_child (widget_class, AssayPageView, headline);
  gtk_widget_class_bind_template_child (widget_class, AssayPageView, subtitle);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_page_view_init (AssayPageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
