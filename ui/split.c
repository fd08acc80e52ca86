#include "ui/split.h"

#include "ui/text-scale.h"

#define SLIDE_MILLISECONDS 200
#define SHADE_OPACITY 0.35

/* What stays of the content beside an overlaid sidebar, so that there is something to click to close it. */
#define OVERLAY_REST 60

struct _AssaySplit
{
  GtkWidget parent_instance;

  GtkWidget *sidebar;
  GtkWidget *content;
  GtkWidget *focus_before;  /* weak: had the focus when the overlay opened */
  AdwAnimation *slide;
  int sidebar_width;
  int threshold;
  double progress;          /* 0: the overlay is out of sight, 1: in place */
  gboolean collapsed;
  gboolean show_sidebar;
  guint notify_idle;
};

G_DEFINE_FINAL_TYPE (AssaySplit, assay_split, GTK_TYPE_WIDGET)

enum
{
  PROP_SIDEBAR = 1,
  PROP_CONTENT,
  PROP_SIDEBAR_WIDTH,
  PROP_THRESHOLD,
  PROP_COLLAPSED,
  PROP_SHOW_SIDEBAR,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static int
minimum_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* The width of the sidebar in a window of @width, shown or not. */
static int
sidebar_width (AssaySplit *self, int width)
{
  int wanted = MAX (assay_text_scale (GTK_WIDGET (self), self->sidebar_width), minimum_width (self->sidebar));

  return self->collapsed ? MAX (MIN (wanted + 20, width - OVERLAY_REST), minimum_width (self->sidebar)) : wanted;
}

static void
update_children (AssaySplit *self)
{
  gboolean over = self->collapsed && self->show_sidebar;

  gtk_widget_set_child_visible (self->sidebar, self->show_sidebar || (self->collapsed && self->progress > 0));
  gtk_widget_set_can_focus (self->sidebar, self->show_sidebar);
  gtk_widget_set_can_focus (self->content, !over);
}

static void
assay_split_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  AssaySplit *self = ASSAY_SPLIT (widget);
  int side_minimum, side_natural, content_minimum, content_natural;

  *minimum_baseline = *natural_baseline = -1;
  gtk_widget_measure (self->sidebar, orientation, -1, &side_minimum, &side_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->content, orientation, -1, &content_minimum, &content_natural, NULL, NULL);
      /* The narrow layout sets the minimum, so that a window may become narrow. */
      *minimum = MAX (content_minimum, side_minimum);
      *natural = MAX (self->sidebar_width, side_natural) + content_natural;
      return;
    }

  if (for_size >= assay_text_scale (widget, self->threshold))
    for_size -= MAX (self->sidebar_width, side_minimum);
  gtk_widget_measure (self->content, orientation, for_size, &content_minimum, &content_natural, NULL, NULL);
  *minimum = MAX (side_minimum, content_minimum);
  *natural = MAX (side_natural, content_natural);
}

static gboolean
notify_idle_cb (gpointer data)
{
  AssaySplit *self = data;

  self->notify_idle = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLLAPSED]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_SIDEBAR]);

  return G_SOURCE_REMOVE;
}

/* Called while sizes are given out, when no handler may touch the layout: the news waits for an idle moment. */
static void
set_collapsed (AssaySplit *self, gboolean collapsed)
{
  if (self->collapsed == collapsed)
    return;

  adw_animation_reset (self->slide);
  self->collapsed = collapsed;
  self->show_sidebar = !collapsed;
  self->progress = collapsed ? 0 : 1;
  if (self->notify_idle == 0)
    self->notify_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_idle_cb, self, NULL);
}

static void
assay_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AssaySplit *self = ASSAY_SPLIT (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation content = { 0, 0, width, height };
  int side_width;

  set_collapsed (self, width < assay_text_scale (widget, self->threshold));
  update_children (self);
  side_width = sidebar_width (self, width);

  if (!self->collapsed && self->show_sidebar)
    {
      content.width = width - side_width;
      content.x = rtl ? 0 : side_width;
    }
  gtk_widget_size_allocate (self->content, &content, baseline);

  if (gtk_widget_get_child_visible (self->sidebar))
    {
      int hidden = self->collapsed ? (int) ((1 - self->progress) * side_width) : 0;
      int x = rtl ? width - side_width + hidden : -hidden;

      gtk_widget_size_allocate (self->sidebar, &(GtkAllocation) { x, 0, side_width, height }, -1);
    }
}

static void
assay_split_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AssaySplit *self = ASSAY_SPLIT (widget);

  gtk_widget_snapshot_child (widget, self->content, snapshot);
  if (self->collapsed && self->progress > 0)
    gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, SHADE_OPACITY * self->progress },
                               &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
  if (gtk_widget_get_child_visible (self->sidebar))
    gtk_widget_snapshot_child (widget, self->sidebar, snapshot);
}

static void
slide_cb (double value, gpointer data)
{
  AssaySplit *self = data;

  self->progress = value;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
slide_to (AssaySplit *self, double progress)
{
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->slide), self->progress);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->slide), progress);
  adw_animation_play (self->slide);
}

/* The keyboard goes into an overlay that opens, and back to where it was when it closes. */
static void
move_focus (AssaySplit *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root == NULL)
    return;

  if (self->show_sidebar)
    {
      g_set_weak_pointer (&self->focus_before, gtk_root_get_focus (root));
      gtk_widget_child_focus (self->sidebar, GTK_DIR_TAB_FORWARD);
      return;
    }

  if (self->focus_before == NULL || !gtk_widget_grab_focus (self->focus_before))
    gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
  g_clear_weak_pointer (&self->focus_before);
}

gboolean
assay_split_get_collapsed (AssaySplit *self)
{
  g_return_val_if_fail (ASSAY_IS_SPLIT (self), FALSE);

  return self->collapsed;
}

gboolean
assay_split_get_show_sidebar (AssaySplit *self)
{
  g_return_val_if_fail (ASSAY_IS_SPLIT (self), FALSE);

  return self->show_sidebar;
}

void
assay_split_set_show_sidebar (AssaySplit *self, gboolean show)
{
  g_return_if_fail (ASSAY_IS_SPLIT (self));

  if (self->show_sidebar == show)
    return;

  self->show_sidebar = show;
  if (self->collapsed)
    slide_to (self, show ? 1 : 0);
  else
    self->progress = show ? 1 : 0;
  update_children (self);
  if (self->collapsed)
    move_focus (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_SIDEBAR]);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  AssaySplit *self = ASSAY_SPLIT (widget);

  if (!self->collapsed || !self->show_sidebar)
    return GDK_EVENT_PROPAGATE;

  assay_split_set_show_sidebar (self, FALSE);

  return GDK_EVENT_STOP;
}

static gboolean
is_beside_sidebar (AssaySplit *self, double x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int side_width = sidebar_width (self, width);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return x < width - side_width;

  return x >= side_width;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press G_GNUC_UNUSED, double x, double y G_GNUC_UNUSED, AssaySplit *self)
{
  gboolean closes = self->collapsed && self->show_sidebar && is_beside_sidebar (self, x);

  if (closes)
    assay_split_set_show_sidebar (self, FALSE);
  gtk_gesture_set_state (GTK_GESTURE (gesture), closes ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
}

static void
set_child (AssaySplit *self, GtkWidget **place, GtkWidget *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  if (child == NULL)
    return;

  *place = child;
  /* The sidebar comes first for the keyboard and lies above in the drawing order. */
  if (place == &self->sidebar)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
  else
    gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

static void
assay_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AssaySplit *self = ASSAY_SPLIT (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_SIDEBAR_WIDTH:
      g_value_set_int (value, self->sidebar_width);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->collapsed);
      break;
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, self->show_sidebar);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
assay_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AssaySplit *self = ASSAY_SPLIT (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      set_child (self, &self->sidebar, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value));
      break;
    case PROP_SIDEBAR_WIDTH:
      self->sidebar_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_SHOW_SIDEBAR:
      assay_split_set_show_sidebar (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
assay_split_dispose (GObject *object)
{
  AssaySplit *self = ASSAY_SPLIT (object);

  g_clear_handle_id (&self->notify_idle, g_source_remove);
  g_clear_weak_pointer (&self->focus_before);
  g_clear_object (&self->slide);
  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (assay_split_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  props[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_SIDEBAR_WIDTH] = g_param_spec_int ("sidebar-width", NULL, NULL, 1, 10000, 232, flags | G_PARAM_CONSTRUCT);
  props[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 1, 10000, 860, flags | G_PARAM_CONSTRUCT);
  props[PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SHOW_SIDEBAR] = g_param_spec_boolean ("show-sidebar", NULL, NULL, TRUE, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
assay_split_class_init (AssaySplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = assay_split_get_property;
  object_class->set_property = assay_split_set_property;
  object_class->dispose = assay_split_dispose;
  widget_class->measure = assay_split_measure;
  widget_class->size_allocate = assay_split_size_allocate;
  widget_class->snapshot = assay_split_snapshot;
  install_properties (object_class);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
assay_split_init (AssaySplit *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->show_sidebar = TRUE;
  self->progress = 1;
  self->slide = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, SLIDE_MILLISECONDS,
                                         adw_callback_animation_target_new (slide_cb, self, NULL));

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
