#include "ui/slide-window.h"

#include "data/model/language.h"


#define PREVIEW 640        /* pixels wide */
#define MOST_PREVIEWS 4
#define PAUSE 250          /* ms without a key before the picture follows */

struct _AssaySlideWindow
{
  AdwWindow parent_instance;

  AssayTalk *talk;           /* of the one slide */
  char *own_notes;           /* of a chart; or NULL */
  AssayGlimpses *glimpses;
  guint waiting;             /* source: the picture follows after a pause */
  AssaySlideEdited edited;
  gpointer data;
  GDestroyNotify free;

  GtkPicture *preview;
  GtkLabel *problem, *own;
  GtkEditable *title_entry;
  GtkWidget *text_box, *done;
  GtkTextView *text, *notes;
};

#define ASSAY_TYPE_SLIDE_WINDOW (assay_slide_window_get_type ())
G_DECLARE_FINAL_TYPE (AssaySlideWindow, assay_slide_window, ASSAY, SLIDE_WINDOW, AdwWindow)
G_DEFINE_FINAL_TYPE (AssaySlideWindow, assay_slide_window, ADW_TYPE_WINDOW)

static AssayTalkItem *
get_item (AssaySlideWindow *self)
{
  return self->talk->items->pdata[0];
}

/* Transfer full. */
static char *
get_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_text (GtkTextView *view, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text != NULL ? text : "", -1);
}

/* What is longer than a document may hold would be cut. */
static const char *
find_excess (AssaySlideWindow *self)
{
  GtkTextView *views[] = { self->text, self->notes };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (views[i])) > ASSAY_TALK_MOST_TEXT)
      return i == 0 ? _ ("The text is longer than 4,000 characters") : _ ("The notes are longer than 4,000 characters");

  return NULL;
}

static void
show_problem (AssaySlideWindow *self, const char *problem)
{
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

/* What is in the fields becomes the slide. */
static void
take_fields (AssaySlideWindow *self)
{
  AssayTalkItem *item = get_item (self);
  g_autofree char *text = get_text (self->text), *notes = get_text (self->notes);

  assay_talk_set (&item->title, gtk_editable_get_text (self->title_entry), ASSAY_TALK_MOST_TITLE);
  if (item->kind != ASSAY_SLIDE_CHART)
    assay_talk_set (&item->text, text, ASSAY_TALK_MOST_TEXT);
  /* The chart's own are not written down: they may be better ones tomorrow. */
  if (g_strcmp0 (notes, self->own_notes) == 0)
    g_clear_pointer (&item->notes, g_free);
  else
    assay_talk_set (&item->notes, notes, ASSAY_TALK_MOST_TEXT);
}

static void
show_preview (AssaySlideWindow *self)
{
  const AssayGlimpse *glimpse = assay_glimpses_get (self->glimpses, get_item (self));
  g_autofree char *name = NULL;

  /* Until it is drawn the one before stays. */
  if (glimpse == NULL)
    return;
  name = g_strdup_printf (_ ("The slide: %s"), glimpse->title);
  gtk_picture_set_paintable (self->preview, (GdkPaintable *) glimpse->texture);
  gtk_picture_set_alternative_text (self->preview, name);
  show_problem (self, find_excess (self) != NULL ? find_excess (self) : glimpse->problem);
}

static gboolean
pause_cb (gpointer data)
{
  AssaySlideWindow *self = data;

  self->waiting = 0;
  take_fields (self);
  show_preview (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (AssaySlideWindow *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  self->waiting = g_timeout_add (PAUSE, pause_cb, self);
  gtk_widget_set_sensitive (self->done, find_excess (self) == NULL);
  if (find_excess (self) != NULL)
    show_problem (self, find_excess (self));
}

static void
done_cb (AssaySlideWindow *self)
{
  take_fields (self);
  self->edited (get_item (self), self->data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
assay_slide_window_dispose (GObject *object)
{
  AssaySlideWindow *self = ASSAY_SLIDE_WINDOW (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ASSAY_TYPE_SLIDE_WINDOW);
  if (self->free != NULL)
    self->free (self->data);
  self->free = NULL;
  g_clear_object (&self->glimpses);
  g_clear_pointer (&self->talk, assay_talk_free);
  g_clear_pointer (&self->own_notes, g_free);

  G_OBJECT_CLASS (assay_slide_window_parent_class)->dispose (object);
}

static void
assay_slide_window_class_init (AssaySlideWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_slide_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/slide-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssaySlideWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, AssaySlideWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, AssaySlideWindow, own);
  gtk_widget_class_bind_template_child (widget_class, AssaySlideWindow, title_entry);
  gtk_widget_class_bind_template_child (widget_class, AssaySlideWindow, text_box);
  gtk_widget_class_bind_template_child (widget_class, AssaySlideWindow, text);
  gtk_widget_class_bind_template_child (widget_class, AssaySlideWindow, notes);
  gtk_widget_class_bind_template_child (widget_class, AssaySlideWindow, done);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* Before the text takes it for a new line. */
static void
add_keys (AssaySlideWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                                                                                          gtk_named_action_new ("default.activate")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
assay_slide_window_init (AssaySlideWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (self->title_entry)), ASSAY_TALK_MOST_TITLE);
}

static void
show_item (AssaySlideWindow *self, const char *own_title)
{
  static const char * const titles[] = { N_ ("Edit Chart Slide"), N_ ("Edit Title Slide"), N_ ("Edit Text Slide") };
  const AssayTalkItem *item = get_item (self);
  g_autofree char *own = own_title != NULL ? g_strdup_printf (_ ("Left empty: “%s”"), own_title) : NULL;

  gtk_window_set_title (GTK_WINDOW (self), _ (titles[item->kind]));
  gtk_editable_set_text (self->title_entry, item->title != NULL ? item->title : "");
  gtk_widget_set_visible (self->text_box, item->kind != ASSAY_SLIDE_CHART);
  set_text (self->text, item->text);
  set_text (self->notes, item->notes != NULL ? item->notes : self->own_notes);
  gtk_label_set_label (self->own, own != NULL ? own : "");
  gtk_widget_set_visible (GTK_WIDGET (self->own), own != NULL);
}

void
assay_slide_window_present (GtkWindow *parent, AssaySession *session, AssayGlimpses *glimpses, const AssayTalkItem *item,
                            AssaySlideEdited edited, gpointer data, GDestroyNotify free)
{
  const AssayGlimpse *glimpse = assay_glimpses_get (glimpses, item);
  AssaySlideWindow *self = g_object_new (ASSAY_TYPE_SLIDE_WINDOW, "transient-for", parent, NULL);
  AssayTalkItem *copy;

  self->talk = assay_talk_new (NULL);
  copy = assay_talk_insert (self->talk, -1, item->kind, item->chart);
  copy->title = g_strdup (item->title);
  copy->text = g_strdup (item->text);
  copy->notes = g_strdup (item->notes);
  copy->hidden = item->hidden;
  self->own_notes = g_strdup (glimpse != NULL ? glimpse->own_notes : NULL);
  self->edited = edited;
  self->data = data;
  self->free = free;
  self->glimpses = assay_glimpses_new (session, PREVIEW, MOST_PREVIEWS);
  assay_glimpses_set_extra (self->glimpses, assay_glimpses_get_extra (glimpses));
  g_signal_connect_object (self->glimpses, "ready", G_CALLBACK (show_preview), self, G_CONNECT_SWAPPED);
  show_item (self, glimpse != NULL ? glimpse->own_title : NULL);
  show_preview (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->title_entry));
  gtk_window_present (GTK_WINDOW (self));
}
