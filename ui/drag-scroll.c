#include "ui/drag-scroll.h"

#define EDGE 60.0      /* pixels from an edge, within which it scrolls */
#define FASTEST 900.0  /* pixels a second, at the edge */

/* Belongs to the scroller. */
typedef struct
{
  GtkScrolledWindow *scroller;
  double speed;        /* pixels a second, downwards */
  guint tick;          /* 0: it rests */
  gint64 before;       /* of the last frame, microseconds */
} Scroll;

static gboolean
tick_cb (GtkWidget *widget G_GNUC_UNUSED, GdkFrameClock *clock, gpointer data)
{
  Scroll *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->speed * (now - self->before) / G_USEC_PER_SEC);
  self->before = now;

  return G_SOURCE_CONTINUE;
}

static void
stop (Scroll *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->tick);
  self->tick = 0;
}

static void
start (Scroll *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->scroller));

  if (self->tick != 0 || clock == NULL)
    return;
  self->before = gdk_frame_clock_get_frame_time (clock);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), tick_cb, self, NULL);
}

/* The nearer to the edge, the faster. */
static void
motion_cb (Scroll *self, double x G_GNUC_UNUSED, double y)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self->scroller));

  self->speed = y < EDGE ? -FASTEST * (EDGE - y) / EDGE : y > height - EDGE ? FASTEST * (y - height + EDGE) / EDGE : 0;
  if (self->speed != 0)
    start (self);
  else
    stop (self);
}

void
assay_drag_scroll_add (GtkScrolledWindow *scroller)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();
  Scroll *self = g_new0 (Scroll, 1);

  self->scroller = scroller;
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (stop), self);
  gtk_widget_add_controller (GTK_WIDGET (scroller), motion);
  g_object_set_data_full (G_OBJECT (scroller), "drag-scroll", self, g_free);
}
