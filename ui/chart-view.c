#include "ui/chart-view.h"

#include "plots/chart-size.h"
#include "ui/chart-canvas.h"
#include "ui/chart-hover.h"
#include "ui/chart-keys.h"
#include "ui/compat.h"
#include "ui/text-scale.h"

struct _AssayChartView
{
  GtkWidget parent_instance;

  AssayFigure *figure;
  AssayChartCanvas *canvas;
  AssayChartHover *hover;
  char *summary;             /* the figure in words */
  char *readout;             /* of the mark; made when it is asked for */
  int mark;                  /* of the layout, or ASSAY_NO_MARK */
  gboolean by_pointer;       /* the pointer chose the mark and takes it with it */
  graphene_point_t pointer;  /* where it was last, in the window; its corner: not known yet */
};

G_DEFINE_FINAL_TYPE (AssayChartView, assay_chart_view, GTK_TYPE_WIDGET)

enum { PROP_FIGURE = 1, PROP_READOUT, N_PROPS };
enum { MARK_ACTIVATED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static const AssayMark *
get_marks (AssayChartView *self, guint *n)
{
  AssayLayout *layout = assay_chart_canvas_get_layout (self->canvas);

  *n = 0;

  return layout == NULL ? NULL : assay_layout_get_marks (layout, n);
}

/* A rule helps where the eye has to find the place on an axis below: not at bars, rows and cells. */
static gboolean
has_rule (const AssayFigure *figure)
{
  return figure->kind == ASSAY_FIGURE_LINES || figure->kind == ASSAY_FIGURE_BUMP ||
         figure->kind == ASSAY_FIGURE_ECDF || figure->kind == ASSAY_FIGURE_PERCENTILES;
}

static void
describe (AssayChartView *self, const char *readout)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);
  const char *summary = self->summary != NULL ? self->summary : "";

  gtk_accessible_update_property (accessible,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, readout != NULL ? readout : summary, -1);
  if (readout != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, readout, -1);
  else
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT);
}

static void
show_mark (AssayChartView *self, const AssayMark *mark)
{
  AssayLayout *layout = assay_chart_canvas_get_layout (self->canvas);
  cairo_rectangle_t plot;

  assay_layout_get_plot (layout, &plot);
  assay_chart_hover_show (self->hover,
                          &GRAPHENE_RECT_INIT (mark->x, mark->y, mark->width, mark->height),
                          has_rule (self->figure) ? plot.y + plot.height : 0);
}

/* The one place where the read mark changes. A pointer on its way says nothing to the screen reader. */
static void
set_mark (AssayChartView *self, int mark, gboolean by_pointer)
{
  guint n;
  const AssayMark *marks;

  if (self->canvas == NULL || (self->mark == mark && self->by_pointer == by_pointer))
    return;
  marks = get_marks (self, &n);
  if (mark >= (int) n)
    mark = ASSAY_NO_MARK;

  g_clear_pointer (&self->readout, g_free);
  self->mark = mark;
  self->by_pointer = by_pointer;
  if (mark == ASSAY_NO_MARK)
    assay_chart_hover_hide (self->hover);
  else
    show_mark (self, &marks[mark]);

  if (!by_pointer)
    describe (self, assay_chart_view_get_readout (self));
  if (!by_pointer && mark != ASSAY_NO_MARK)
    assay_announce (GTK_WIDGET (self), assay_chart_view_get_readout (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READOUT]);
}

/* Marks are counted anew when the plot is drawn anew. */
static void
drawn_cb (AssayChartView *self)
{
  set_mark (self, ASSAY_NO_MARK, FALSE);
}

static void
activate_mark (AssayChartView *self)
{
  guint n;
  const AssayMark *marks = get_marks (self, &n);

  if (self->mark != ASSAY_NO_MARK && self->mark < (int) n)
    g_signal_emit (self, signals[MARK_ACTIVATED], 0, marks[self->mark].series, marks[self->mark].index);
}

static int
pick (AssayChartView *self, double x, double y)
{
  AssayLayout *layout = assay_chart_canvas_get_layout (self->canvas);

  return layout == NULL ? ASSAY_NO_MARK : assay_layout_pick (layout, x, y);
}

/* GTK tells the place of a pointer that rests, too, whenever something under it is laid out or scrolled. */
static gboolean
has_moved (AssayChartView *self, double x, double y)
{
  graphene_point_t last = self->pointer;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root == NULL || !gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (root), &GRAPHENE_POINT_INIT (x, y), &self->pointer))
    return TRUE;

  return !graphene_point_equal (&last, graphene_point_zero ()) && !graphene_point_near (&last, &self->pointer, 0.5);
}

/* Who reads with the keyboard goes on from there, and not from where the pointer happens to lie. */
static void
motion_cb (AssayChartView *self, double x, double y)
{
  gboolean reading = self->mark != ASSAY_NO_MARK && !self->by_pointer;
  int mark = pick (self, x, y);

  if (!has_moved (self, x, y) && reading)
    return;
  if (mark == ASSAY_NO_MARK && !self->by_pointer)
    return;

  if ((mark == ASSAY_NO_MARK) != (self->mark == ASSAY_NO_MARK))
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), mark == ASSAY_NO_MARK ? NULL : "pointer");
  set_mark (self, mark, TRUE);
}

static void
leave_cb (AssayChartView *self)
{
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  if (self->by_pointer)
    set_mark (self, ASSAY_NO_MARK, TRUE);
}

static void
focus_out_cb (AssayChartView *self)
{
  set_mark (self, ASSAY_NO_MARK, FALSE);
}

static void
released_cb (AssayChartView *self, int n_press G_GNUC_UNUSED, double x, double y)
{
  int mark = pick (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  set_mark (self, mark, TRUE);
  activate_mark (self);
}

/* Esc is ours only while there is something to clear: after that it closes what is around the chart. */
static gboolean
key_pressed_cb (AssayChartView *self, guint key, guint code G_GNUC_UNUSED, GdkModifierType state)
{
  guint n;
  int target;

  get_marks (self, &n);
  if (n == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (self->mark != ASSAY_NO_MARK && (key == GDK_KEY_Escape || assay_chart_key_is_enter (key)))
    {
      if (assay_chart_key_is_enter (key))
        activate_mark (self);
      else
        set_mark (self, ASSAY_NO_MARK, FALSE);
      return GDK_EVENT_STOP;
    }

  target = assay_chart_key_target (self->mark, n, key, gtk_widget_get_direction (GTK_WIDGET (self)));
  if (target == ASSAY_NO_KEY)
    return GDK_EVENT_PROPAGATE;
  set_mark (self, target, FALSE);
  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE);

  return GDK_EVENT_STOP;
}

static GtkSizeRequestMode
assay_chart_view_get_request_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
assay_chart_view_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline G_GNUC_UNUSED,
                          int            *natural_baseline G_GNUC_UNUSED)
{
  AssayChartView *self = ASSAY_CHART_VIEW (widget);
  double scale = assay_text_get_factor (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = ASSAY_CHART_MIN_WIDTH;
      *natural = ASSAY_CHART_MIN_WIDTH * 1.5 * scale;
      return;
    }

  *minimum = 0;
  if (self->figure != NULL)
    *minimum = assay_chart_natural_height (self->figure, for_size < 0 ? ASSAY_CHART_MIN_WIDTH : for_size, scale);
  *natural = *minimum;
}

static void
assay_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AssayChartView *self = ASSAY_CHART_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->hover), width, height, baseline, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->canvas), width, height, baseline, NULL);
}

static void
assay_chart_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AssayChartView *self = ASSAY_CHART_VIEW (object);

  switch (id)
    {
    case PROP_FIGURE:
      g_value_set_boxed (value, self->figure);
      break;

    case PROP_READOUT:
      g_value_set_string (value, assay_chart_view_get_readout (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
assay_chart_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FIGURE)
    assay_chart_view_set_figure (ASSAY_CHART_VIEW (object), g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
remove_layers (AssayChartView *self)
{
  if (self->canvas == NULL)
    return;

  gtk_widget_unparent (GTK_WIDGET (self->canvas));
  gtk_widget_unparent (GTK_WIDGET (self->hover));
  self->canvas = NULL;
  self->hover = NULL;
}

static void
assay_chart_view_dispose (GObject *object)
{
  AssayChartView *self = ASSAY_CHART_VIEW (object);

  remove_layers (self);
  g_clear_pointer (&self->figure, assay_figure_unref);
  g_clear_pointer (&self->summary, g_free);
  g_clear_pointer (&self->readout, g_free);

  G_OBJECT_CLASS (assay_chart_view_parent_class)->dispose (object);
}

static void
assay_chart_view_class_init (AssayChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = assay_chart_view_get_property;
  object_class->set_property = assay_chart_view_set_property;
  object_class->dispose = assay_chart_view_dispose;
  widget_class->get_request_mode = assay_chart_view_get_request_mode;
  widget_class->measure = assay_chart_view_measure;
  widget_class->size_allocate = assay_chart_view_size_allocate;

  props[PROP_FIGURE] = g_param_spec_boxed ("figure", NULL, NULL, ASSAY_TYPE_FIGURE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_READOUT] = g_param_spec_string ("readout", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[MARK_ACTIVATED] = g_signal_new ("mark-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "chart-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controllers (AssayChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_out_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
assay_chart_view_init (AssayChartView *self)
{
  self->mark = ASSAY_NO_MARK;
  self->canvas = ASSAY_CHART_CANVAS (assay_chart_canvas_new ());
  self->hover = ASSAY_CHART_HOVER (assay_chart_hover_new ((AssayHoverWords) assay_chart_view_get_readout, self));
  gtk_widget_set_parent (GTK_WIDGET (self->canvas), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->hover), GTK_WIDGET (self));
  g_signal_connect_object (self->canvas, "drawn", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controllers (self);
}

GtkWidget *
assay_chart_view_new (void)
{
  return g_object_new (ASSAY_TYPE_CHART_VIEW, NULL);
}

AssayFigure *
assay_chart_view_get_figure (AssayChartView *self)
{
  g_return_val_if_fail (ASSAY_IS_CHART_VIEW (self), NULL);

  return self->figure;
}

void
assay_chart_view_set_figure (AssayChartView *self, AssayFigure *figure)
{
  g_return_if_fail (ASSAY_IS_CHART_VIEW (self));

  if (self->figure == figure)
    return;

  set_mark (self, ASSAY_NO_MARK, FALSE);
  g_clear_pointer (&self->figure, assay_figure_unref);
  g_clear_pointer (&self->summary, g_free);
  if (figure != NULL)
    {
      self->figure = assay_figure_ref (figure);
      self->summary = assay_figure_describe (figure);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, figure->finding, -1);
    }
  describe (self, NULL);
  assay_chart_canvas_set_figure (self->canvas, figure);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FIGURE]);
}

const char *
assay_chart_view_get_readout (AssayChartView *self)
{
  guint n;

  g_return_val_if_fail (ASSAY_IS_CHART_VIEW (self), NULL);

  if (self->readout == NULL && self->mark != ASSAY_NO_MARK && get_marks (self, &n) != NULL && self->mark < (int) n)
    self->readout = assay_layout_describe_mark (assay_chart_canvas_get_layout (self->canvas), self->mark);

  return self->readout;
}

void
assay_chart_view_select (AssayChartView *self, int mark)
{
  g_return_if_fail (ASSAY_IS_CHART_VIEW (self));

  set_mark (self, MAX (mark, ASSAY_NO_MARK), FALSE);
}

AssayLayout *
assay_chart_view_get_layout (AssayChartView *self)
{
  g_return_val_if_fail (ASSAY_IS_CHART_VIEW (self), NULL);

  return assay_chart_canvas_get_layout (self->canvas);
}

guint
assay_chart_view_get_n_drawn (AssayChartView *self)
{
  g_return_val_if_fail (ASSAY_IS_CHART_VIEW (self), 0);

  return assay_chart_canvas_get_n_drawn (self->canvas);
}
