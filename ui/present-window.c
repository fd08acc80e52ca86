#include "ui/present-window.h"

#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/series.h"
#include "ui/origin-window.h"
#include "ui/present-keys.h"
#include "ui/present-weights.h"
#include "ui/slide-view.h"
#include "ui/speaker-window.h"
#include "ui/table-window.h"
#include "ui/text-scale.h"

#define HIDE_AFTER 2000  /* ms without a move */

struct _AssayPresentWindow
{
  GtkWindow parent_instance;

  AssaySlideShow *show;
  GtkWindow *parent;         /* from which it was started; a weak pointer */
  GtkWindow *speaker;        /* or NULL: there is one monitor */
  GtkWidget *box, *view;
  AssayPresentWeights *weights;  /* or NULL */
  GtkLabel *echo;
  guint monitor;
  guint hiding;              /* the pointer goes when this fires */
  GtkApplication *application;  /* that keeps the screen on; a window that is destroyed has none any more */
  guint inhibited;           /* cookie */
};

G_DEFINE_FINAL_TYPE (AssayPresentWindow, assay_present_window, GTK_TYPE_WINDOW)

AssaySlideShow *
assay_present_window_get_show (AssayPresentWindow *self)
{
  return self->show;
}

GtkWindow *
assay_present_window_get_parent (AssayPresentWindow *self)
{
  return self->parent;
}

void
assay_present_window_set_echo (AssayPresentWindow *self, const char *text)
{
  gtk_label_set_label (self->echo, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->echo), text != NULL);
}

/* NULL where the slide is of words: there is no table and no origin. */
static AssayFigure *
get_figure (AssayPresentWindow *self)
{
  return assay_slide_show_get_current (self->show)->figure;
}

void
assay_present_window_show_table (AssayPresentWindow *self)
{
  if (get_figure (self) != NULL)
    assay_table_window_present (GTK_WINDOW (self), get_figure (self));
}

void
assay_present_window_show_origin (AssayPresentWindow *self)
{
  AssayFigure *figure = get_figure (self);
  AssayLayout *layout = assay_slide_view_get_chart (ASSAY_SLIDE_VIEW (self->view));
  double x, y;
  int mark = -1;
  guint n;

  if (layout != NULL && assay_slide_show_get_point (self->show, &x, &y))
    mark = assay_slide_view_pick (ASSAY_SLIDE_VIEW (self->view), x * gtk_widget_get_width (self->view), y * gtk_widget_get_height (self->view));
  if (mark >= 0)
    {
      const AssayMark *picked = &assay_layout_get_marks (layout, &n)[mark];
      const AssaySeries *series = assay_layout_get_figure (layout)->series->pdata[picked->series];

      assay_origin_window_present (GTK_WINDOW (self), assay_series_get_origin (series, picked->index),
                                   series->data != NULL ? series->data[picked->index] : NULL);
    }
  else if (figure != NULL)
    {
      g_autoptr (GPtrArray) origins = assay_figure_get_origins (figure);

      if (origins->len > 0)
        assay_origin_window_present_list (GTK_WINDOW (self), origins);
    }
}

/* The slide makes room for the weights. */
static void
beside_cb (AssayPresentWindow *self)
{
  assay_slide_view_set_narrowed (ASSAY_SLIDE_VIEW (self->view), gtk_widget_get_visible (GTK_WIDGET (self->weights)));
}

void
assay_present_window_set_adviser (AssayPresentWindow *self, AssayAdviser *adviser)
{
  g_return_if_fail (self->weights == NULL);

  self->weights = ASSAY_PRESENT_WEIGHTS (assay_present_weights_new (self->show, adviser));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->weights));
  g_signal_connect_object (self->weights, "notify::visible", G_CALLBACK (beside_cb), self, G_CONNECT_SWAPPED);
}

void
assay_present_window_toggle_weights (AssayPresentWindow *self)
{
  if (self->weights == NULL)
    return;
  assay_text_project (GTK_WIDGET (self->weights), gtk_widget_get_height (GTK_WIDGET (self)));
  assay_present_weights_toggle (self->weights);
}

gboolean
assay_present_window_hide_weights (AssayPresentWindow *self)
{
  return self->weights != NULL && assay_present_weights_hide (self->weights);
}

static GdkMonitor *
get_monitor (guint index)
{
  GListModel *monitors = gdk_display_get_monitors (gdk_display_get_default ());
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, index);

  return monitor;   /* the display keeps it */
}

static guint
count_monitors (void)
{
  return g_list_model_get_n_items (gdk_display_get_monitors (gdk_display_get_default ()));
}

/* The monitor on which @window is, by its place in the display's list. */
static guint
find_monitor (GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  GdkMonitor *monitor = surface != NULL ? gdk_display_get_monitor_at_surface (gdk_display_get_default (), surface) : NULL;

  for (guint i = 0; i < count_monitors (); i++)
    if (get_monitor (i) == monitor)
      return i;

  return 0;
}

static void
fill_monitor (AssayPresentWindow *self)
{
  GdkMonitor *monitor = get_monitor (self->monitor);

  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

void
assay_present_window_next_monitor (AssayPresentWindow *self)
{
  guint n = count_monitors ();

  if (n < 2)
    return;
  self->monitor = (self->monitor + 1) % n;
  fill_monitor (self);
}

static gboolean
hide_cb (gpointer data)
{
  AssayPresentWindow *self = data;

  self->hiding = 0;
  gtk_widget_set_cursor_from_name (self->view, "none");

  return G_SOURCE_REMOVE;
}

/* A laser or spotlight is the pointer. */
static void
moved_cb (AssayPresentWindow *self, double x, double y)
{
  int width = gtk_widget_get_width (self->view), height = gtk_widget_get_height (self->view);
  gboolean arrow = assay_slide_show_get_pointer (self->show) == ASSAY_POINTER_ARROW;
  double old_x, old_y;

  if (width < 1 || height < 1)
    return;
  /* A window that opens under a pointer at rest is told of a move too. */
  if (assay_slide_show_get_point (self->show, &old_x, &old_y) && old_x == x / width && old_y == y / height)
    return;
  assay_slide_show_set_point (self->show, x / width, y / height);
  gtk_widget_set_cursor_from_name (self->view, arrow ? NULL : "none");
  g_clear_handle_id (&self->hiding, g_source_remove);
  if (arrow)
    self->hiding = g_timeout_add (HIDE_AFTER, hide_cb, self);
}

static void
left_cb (AssayPresentWindow *self)
{
  assay_slide_show_unset_point (self->show);
}

static void
clicked_cb (AssayPresentWindow *self, int n G_GNUC_UNUSED, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, GtkGestureSingle *gesture)
{
  guint button = gtk_gesture_single_get_current_button (gesture);

  if (button == GDK_BUTTON_PRIMARY)
    assay_slide_show_step (self->show, 1);
  else if (button == GDK_BUTTON_SECONDARY)
    assay_slide_show_step (self->show, -1);
}

static void
pointer_cb (AssayPresentWindow *self)
{
  if (assay_slide_show_get_pointer (self->show) != ASSAY_POINTER_ARROW)
    gtk_widget_set_cursor_from_name (self->view, "none");
}

static void
add_pointer (AssayPresentWindow *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (left_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (self->view, motion);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (click));
}

static void
stay_awake (AssayPresentWindow *self)
{
  g_set_object (&self->application, gtk_window_get_application (GTK_WINDOW (self)));
  if (self->application != NULL)
    self->inhibited = gtk_application_inhibit (self->application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_IDLE, _ ("Presenting"));
}

/* Closed, by whatever way: nothing of it is left. */
static void
assay_present_window_unrealize (GtkWidget *widget)
{
  AssayPresentWindow *self = ASSAY_PRESENT_WINDOW (widget);
  GtkWindow *speaker = g_steal_pointer (&self->speaker);

  if (self->inhibited != 0)
    gtk_application_uninhibit (self->application, self->inhibited);
  self->inhibited = 0;
  g_clear_handle_id (&self->hiding, g_source_remove);
  if (speaker != NULL)
    gtk_window_destroy (speaker);

  GTK_WIDGET_CLASS (assay_present_window_parent_class)->unrealize (widget);
}

static void
assay_present_window_dispose (GObject *object)
{
  AssayPresentWindow *self = ASSAY_PRESENT_WINDOW (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->application);
  g_clear_object (&self->show);

  G_OBJECT_CLASS (assay_present_window_parent_class)->dispose (object);
}

static void
assay_present_window_class_init (AssayPresentWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_present_window_dispose;
  GTK_WIDGET_CLASS (klass)->unrealize = assay_present_window_unrealize;
}

static void
assay_present_window_init (AssayPresentWindow *self)
{
  self->echo = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_halign (GTK_WIDGET (self->echo), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->echo), GTK_ALIGN_END);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->echo), 48);
  gtk_widget_set_visible (GTK_WIDGET (self->echo), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self->echo), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->echo), "echo");
}

static void
add_children (AssayPresentWindow *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->view = assay_slide_view_new (self->show, 0);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->view);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->echo));
  gtk_box_append (GTK_BOX (self->box), overlay);
  gtk_window_set_child (GTK_WINDOW (self), self->box);
  add_pointer (self);
  assay_present_keys_add (GTK_WIDGET (self), self);
}

AssayPresentWindow *
assay_present_window_start (GtkWindow *parent, AssaySlideShow *show)
{
  AssayPresentWindow *self = g_object_new (ASSAY_TYPE_PRESENT_WINDOW, "title", _ ("Presentation"), "decorated", FALSE,
                                           "application", gtk_window_get_application (parent), NULL);
  guint here = find_monitor (parent), n = count_monitors ();

  self->show = g_object_ref (show);
  g_set_weak_pointer (&self->parent, parent);
  gtk_widget_add_css_class (GTK_WIDGET (self), "presentation");
  add_children (self);
  g_signal_connect_object (show, "changed", G_CALLBACK (pointer_cb), self, G_CONNECT_SWAPPED);
  self->monitor = n > 1 ? (here + 1) % n : here;
  fill_monitor (self);
  stay_awake (self);
  if (n > 1)
    {
      self->speaker = assay_speaker_window_new (self);
      gtk_window_set_application (self->speaker, gtk_window_get_application (parent));
      gtk_window_present (self->speaker);
    }
  gtk_window_present (GTK_WINDOW (self));

  return self;
}
