#include "ui/feed.h"

#define KEY "assay-feed"
#define GOOD 20000         /* µs between two frames: more parts a frame can be tried */
#define MOST 4             /* parts a frame */
#define SLICE 5000         /* µs, after which no other part is begun in this frame */

typedef struct
{
  GtkWidget *widget, *page;
  AssayFeedNext next;
  gpointer data;
  guint index;
  guint tick;              /* 0 once the page is gone */
  guint n;                 /* parts a frame */
  gint64 last;             /* time of the frame before */
} Feed;

static void
feed_free (Feed *self)
{
  if (self->tick > 0)
    gtk_widget_remove_tick_callback (self->page, self->tick);
  g_free (self);
}

static gboolean
build (Feed *self)
{
  return self->next (self->widget, self->index++, self->data);
}

/* What is built is measured and drawn in the same frame, and that takes most of the time: how many parts go in is learnt from how late the next one is. */
static gboolean
tick_cb (GtkWidget *page G_GNUC_UNUSED, GdkFrameClock *clock, gpointer data)
{
  Feed *self = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock), end = g_get_monotonic_time () + SLICE;

  self->n = self->last > 0 && now - self->last <= GOOD ? MIN (self->n + 1, MOST) : 1;
  self->last = now;
  for (guint i = 0; i < self->n && (i == 0 || g_get_monotonic_time () < end); i++)
    if (!build (self))
      {
        g_object_set_data (G_OBJECT (self->widget), KEY, NULL);
        return G_SOURCE_REMOVE;
      }

  return G_SOURCE_CONTINUE;
}

static void
tick_gone_cb (gpointer data)
{
  ((Feed *) data)->tick = 0;
}

void
assay_feed (GtkWidget *widget, GtkWidget *page, AssayFeedNext next, gpointer data)
{
  Feed *self = g_new0 (Feed, 1);

  *self = (Feed) { .widget = widget, .page = page, .next = next, .data = data };
  g_object_set_data_full (G_OBJECT (widget), KEY, self, (GDestroyNotify) feed_free);
  self->tick = gtk_widget_add_tick_callback (page, tick_cb, self, tick_gone_cb);
}

void
assay_feed_finish (GtkWidget *widget)
{
  Feed *self = g_object_get_data (G_OBJECT (widget), KEY);

  if (self == NULL)
    return;
  while (build (self))
    ;
  g_object_set_data (G_OBJECT (widget), KEY, NULL);
}
