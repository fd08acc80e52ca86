#include "ui/speaker-window.h"

#include "data/model/language.h"
#include "ui/present-keys.h"
#include "ui/slide-view.h"

struct _AssaySpeakerWindow
{
  AdwWindow parent_instance;

  AssayPresentWindow *presentation;  /* not owned: it destroys this window before it goes */
  gint64 started;                    /* monotonic, microseconds */
  gint64 stopped;                    /* when the clock was stopped; 0: it runs */
  guint tick;

  AdwWindowTitle *title;
  GtkLabel *clock, *timer, *notes;
  GtkToggleButton *pause;
  GtkWidget *restart;
  GtkAspectFrame *current, *next;
};

G_DEFINE_FINAL_TYPE (AssaySpeakerWindow, assay_speaker_window, ADW_TYPE_WINDOW)

static void
show_times (AssaySpeakerWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = g_date_time_format (now, "%H:%M");
  gint64 until = self->stopped != 0 ? self->stopped : g_get_monotonic_time ();
  gint64 seconds = (until - self->started) / G_USEC_PER_SEC;
  g_autofree char *timer = g_strdup_printf ("%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));

  gtk_label_set_label (self->clock, clock);
  gtk_label_set_label (self->timer, timer);
}

static gboolean
tick_cb (gpointer data)
{
  show_times (data);

  return G_SOURCE_CONTINUE;
}

static void
pause_cb (AssaySpeakerWindow *self)
{
  gint64 now = g_get_monotonic_time ();

  if (gtk_toggle_button_get_active (self->pause))
    self->stopped = now;
  else if (self->stopped != 0)
    {
      self->started += now - self->stopped;
      self->stopped = 0;
    }
  show_times (self);
}

static void
restart_cb (AssaySpeakerWindow *self)
{
  self->started = g_get_monotonic_time ();
  if (self->stopped != 0)
    self->stopped = self->started;
  show_times (self);
}

static void
changed_cb (AssaySpeakerWindow *self)
{
  AssaySlideShow *show = assay_present_window_get_show (self->presentation);
  guint position = assay_slide_show_get_position (show);
  AssaySlide *slide = assay_slide_show_get_current (show);
  g_autofree char *number = g_strdup_printf ("%u / %u", position + 1, assay_slide_show_get_n (show));
  const char *veiled = assay_slide_show_get_veil (show) == ASSAY_VEIL_NONE ? _ ("Speaker") : _ ("The Audience Sees No Slide");

  adw_window_title_set_title (self->title, veiled);
  adw_window_title_set_subtitle (self->title, number);
  gtk_label_set_label (self->notes, slide->notes != NULL ? slide->notes : _ ("No notes for this slide"));
}

static gboolean
assay_speaker_window_close_request (GtkWindow *window)
{
  gtk_window_close (GTK_WINDOW (ASSAY_SPEAKER_WINDOW (window)->presentation));

  return TRUE;
}

static void
assay_speaker_window_dispose (GObject *object)
{
  AssaySpeakerWindow *self = ASSAY_SPEAKER_WINDOW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ASSAY_TYPE_SPEAKER_WINDOW);

  G_OBJECT_CLASS (assay_speaker_window_parent_class)->dispose (object);
}

static void
assay_speaker_window_class_init (AssaySpeakerWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_speaker_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = assay_speaker_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/speaker-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssaySpeakerWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AssaySpeakerWindow, clock);
  gtk_widget_class_bind_template_child (widget_class, AssaySpeakerWindow, timer);
  gtk_widget_class_bind_template_child (widget_class, AssaySpeakerWindow, notes);
  gtk_widget_class_bind_template_child (widget_class, AssaySpeakerWindow, pause);
  gtk_widget_class_bind_template_child (widget_class, AssaySpeakerWindow, restart);
  gtk_widget_class_bind_template_child (widget_class, AssaySpeakerWindow, current);
  gtk_widget_class_bind_template_child (widget_class, AssaySpeakerWindow, next);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
  gtk_widget_class_bind_template_callback (widget_class, restart_cb);
}

static void
assay_speaker_window_init (AssaySpeakerWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Stop the Clock"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->restart), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Start the Clock Anew"), -1);
  self->started = g_get_monotonic_time ();
  self->tick = g_timeout_add_seconds (1, tick_cb, self);
  show_times (self);
}

GtkWindow *
assay_speaker_window_new (AssayPresentWindow *presentation)
{
  AssaySpeakerWindow *self = g_object_new (ASSAY_TYPE_SPEAKER_WINDOW, NULL);
  AssaySlideShow *show = assay_present_window_get_show (presentation);

  self->presentation = presentation;
  gtk_aspect_frame_set_child (self->current, assay_slide_view_new (show, 0));
  gtk_aspect_frame_set_child (self->next, assay_slide_view_new (show, 1));
  assay_present_keys_add (GTK_WIDGET (self), presentation);
  g_signal_connect_object (show, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);

  return GTK_WINDOW (self);
}
