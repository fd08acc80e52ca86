#include "ui/portions.h"

#define KEY "assay-portions"
#define GOOD 20000         /* µs between two frames: more parts a frame can be tried */
#define MOST 4             /* parts a frame */
#define SLICE 5000         /* µs, after which no other part is begun in this frame */

typedef struct
{
  GtkWidget *widget, *page;
  AssayPortion next;
  gpointer data;
  guint index;
  guint tick;              /* 0 once all is built */
  guint n;                 /* parts a frame */
  gint64 last;             /* time of the frame before */
} Building;

static void
building_free (Building *self)
{
  if (self->tick > 0 && self->page != NULL)
    gtk_widget_remove_tick_callback (self->page, self->tick);
  g_clear_weak_pointer (&self->page);
  g_free (self);
}

static gboolean
build (Building *self)
{
  return self->next (self->widget, self->index++, self->data);
}

/* What is built is measured and drawn in the same frame, and that takes most of the time: how many parts go in is learnt from how late the next one is. */
static gboolean
tick_cb (GtkWidget *page G_GNUC_UNUSED, GdkFrameClock *clock, gpointer data)
{
  Building *self = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock), end = g_get_monotonic_time () + SLICE;

  self->n = self->last > 0 && now - self->last <= GOOD ? MIN (self->n + 1, MOST) : 1;
  self->last = now;
  for (guint i = 0; i < self->n && (i == 0 || g_get_monotonic_time () < end); i++)
    if (!build (self))
      {
        self->tick = 0;
        g_object_set_data (G_OBJECT (self->widget), KEY, NULL);
        return G_SOURCE_REMOVE;
      }

  return G_SOURCE_CONTINUE;
}

void
assay_portions_build (GtkWidget *widget, GtkWidget *page, AssayPortion next, gpointer data)
{
  Building *self = g_new0 (Building, 1);

  *self = (Building) { .widget = widget, .next = next, .data = data };
  g_object_set_data_full (G_OBJECT (widget), KEY, self, (GDestroyNotify) building_free);
  g_set_weak_pointer (&self->page, page);
  self->tick = gtk_widget_add_tick_callback (page, tick_cb, self, NULL);
}

void
assay_portions_finish (GtkWidget *widget)
{
  Building *self = g_object_get_data (G_OBJECT (widget), KEY);

  if (self == NULL)
    return;
  while (build (self))
    ;
  g_object_set_data (G_OBJECT (widget), KEY, NULL);
}
