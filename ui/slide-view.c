/* Slides are drawn in a thread, the one that is shown first, then its neighbours: the next key finds a picture that only needs to be shown. */
#include "ui/slide-view.h"

#include "data/model/language.h"
#include "data/model/memory.h"
#include "plots/slide.h"

/* This many to either side are drawn beforehand. */
#define AHEAD 2

/* All that a picture depends on. */
typedef struct
{
  AssaySlide *slide;         /* not owned */
  guint index, n;
  const AssayTheme *theme;
  int width, height, factor;
  double text, zoom, zoom_x, zoom_y;
} Look;

/* Made as a whole, in a thread, then only shown. */
typedef struct
{
  Look look;
  AssaySlide *slide;
  AssaySlideLayout *layout;
  cairo_surface_t *surface;
  GskRenderNode *node;
  char *words;               /* the slide for a screen reader: of a million points they take longer than the frame */
} Picture;

struct _AssaySlideView
{
  GtkWidget parent_instance;

  AssaySlideShow *show;
  guint offset;
  GPtrArray *pictures;       /* of Picture */
  Picture *shown;            /* in @pictures; NULL: none yet */
  gboolean busy;             /* a thread is drawing */
  gboolean narrowed;
};

G_DEFINE_FINAL_TYPE (AssaySlideView, assay_slide_view, GTK_TYPE_WIDGET)

static gboolean
look_equal (const Look *a, const Look *b)
{
  return a->slide == b->slide && a->index == b->index && a->theme == b->theme && a->width == b->width && a->height == b->height
         && a->factor == b->factor && a->text == b->text && a->zoom == b->zoom
         && (a->zoom == 1 || (a->zoom_x == b->zoom_x && a->zoom_y == b->zoom_y));
}

static Picture *
picture_new (const Look *look)
{
  Picture *self = g_new0 (Picture, 1);

  self->look = *look;
  self->slide = assay_slide_ref (look->slide);

  return self;
}

static void
picture_free (Picture *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->layout, assay_slide_layout_free);
  assay_slide_unref (self->slide);
  g_free (self->words);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

/* The point of the slide that zooming keeps in its place. */
static void
apply_zoom (const Look *look, cairo_t *cr)
{
  double x = look->zoom_x * look->width, y = look->zoom_y * look->height;

  cairo_translate (cr, x, y);
  cairo_scale (cr, look->zoom, look->zoom);
  cairo_translate (cr, -x, -y);
}

static void
picture_draw (Picture *self)
{
  const Look *look = &self->look;
  cairo_t *cr;

  self->layout = assay_slide_layout_new (self->slide, look->theme, look->width, look->height, look->text);
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, look->width * look->factor, look->height * look->factor);
  cairo_surface_set_device_scale (self->surface, look->factor, look->factor);
  cr = cairo_create (self->surface);
  apply_zoom (look, cr);
  assay_slide_layout_draw_numbered (self->layout, cr, look->index, look->n);
  assay_slide_layout_finish_drawing (self->layout);
  cairo_destroy (cr);
  cairo_surface_flush (self->surface);
  self->words = assay_slide_describe (self->slide);
}

static GskRenderNode *
picture_to_node (const Picture *self)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, self->look.width, self->look.height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);

  return node;
}

/* How much larger than usual text is. */
static double
get_text (AssaySlideView *self)
{
  double text = assay_slide_show_get_text (self->show);
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  return self->narrowed && width > 0 ? text * MAX (1, height / ASSAY_SLIDE_HEIGHT / (width / ASSAY_SLIDE_WIDTH)) : text;
}

/* FALSE where there is no such slide. */
static gboolean
get_look (AssaySlideView *self, int position, Look *look)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean current = self->offset == 0 && position == (int) assay_slide_show_get_position (self->show);

  *look = (Look) {
    .slide = position >= 0 ? assay_slide_show_get_slide (self->show, position) : NULL,
    .index = position, .n = assay_slide_show_get_n (self->show),
    .theme = assay_slide_show_get_theme (self->show),
    .width = gtk_widget_get_width (widget), .height = gtk_widget_get_height (widget), .factor = gtk_widget_get_scale_factor (widget),
    .text = get_text (self), .zoom = 1,
  };
  if (current)
    look->zoom = assay_slide_show_get_zoom (self->show, &look->zoom_x, &look->zoom_y);

  return look->slide != NULL && look->width > 0 && look->height > 0;
}

static Picture *
find_picture (AssaySlideView *self, const Look *look)
{
  for (guint i = 0; i < self->pictures->len; i++)
    if (look_equal (&((Picture *) self->pictures->pdata[i])->look, look))
      return self->pictures->pdata[i];

  return NULL;
}

static gboolean
is_wanted (AssaySlideView *self, const Picture *picture)
{
  int position = assay_slide_show_get_position (self->show) + self->offset;
  Look look;

  for (int step = -AHEAD; step <= AHEAD; step++)
    if (get_look (self, position + step, &look) && look_equal (&look, &picture->look))
      return TRUE;

  return FALSE;
}

/* Large pictures are not kept for later. */
static void
forget_others (AssaySlideView *self)
{
  for (guint i = self->pictures->len; i > 0; i--)
    {
      Picture *picture = self->pictures->pdata[i - 1];

      if (picture != self->shown && !is_wanted (self, picture))
        g_ptr_array_remove_index_fast (self->pictures, i - 1);
    }
}

static void draw_next (AssaySlideView *self);
static void describe (AssaySlideView *self);

static void
show_current (AssaySlideView *self)
{
  Look look;
  Picture *picture = NULL;

  if (!get_look (self, assay_slide_show_get_position (self->show) + self->offset, &look))
    self->shown = NULL;
  else
    picture = find_picture (self, &look);
  /* Until it is drawn the one before stays. */
  if (picture != NULL)
    self->shown = picture;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drawn_cb (GObject *object, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssaySlideView *self = ASSAY_SLIDE_VIEW (object);
  g_autoptr (Picture) picture = g_task_get_task_data (G_TASK (result));

  self->busy = FALSE;
  if (self->show == NULL)
    return;
  if (is_wanted (self, picture))
    {
      picture->node = picture_to_node (picture);
      g_ptr_array_add (self->pictures, g_steal_pointer (&picture));
    }
  show_current (self);
  describe (self);
  forget_others (self);
  draw_next (self);
}

static void
draw_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer picture, GCancellable *cancellable G_GNUC_UNUSED)
{
  picture_draw (picture);
  g_task_return_boolean (task, TRUE);
}

/* The first that is missing, nearest to what is shown. */
static void
draw_next (AssaySlideView *self)
{
  static const int steps[] = { 0, 1, -1, 2, -2 };
  int position = assay_slide_show_get_position (self->show) + self->offset;
  Look look;

  if (self->busy || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (get_look (self, position + steps[i], &look) && find_picture (self, &look) == NULL)
      {
        g_autoptr (GTask) task = g_task_new (self, NULL, drawn_cb, NULL);

        self->busy = TRUE;
        g_task_set_source_tag (task, draw_next);
        g_task_set_task_data (task, picture_new (&look), NULL);
        g_task_run_in_thread (task, draw_thread);
        return;
      }
}

static void
describe (AssaySlideView *self)
{
  guint position = assay_slide_show_get_position (self->show) + self->offset, n = assay_slide_show_get_n (self->show);
  AssaySlide *slide = assay_slide_show_get_slide (self->show, position);
  gboolean drawn = self->shown != NULL && self->shown->slide == slide;
  g_autofree char *title = NULL, *name = NULL;

  if (slide == NULL)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The talk has ended"),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "", -1);
      return;
    }
  title = assay_slide_get_name (slide);
  name = g_strdup_printf (_ ("Slide %u of %u: %s"), position + 1, n, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, drawn ? self->shown->words : "", -1);
}

static void
changed_cb (AssaySlideView *self)
{
  show_current (self);
  describe (self);
  draw_next (self);
}

static void
assay_slide_view_size_allocate (GtkWidget *widget, int width G_GNUC_UNUSED, int height G_GNUC_UNUSED, int baseline G_GNUC_UNUSED)
{
  draw_next (ASSAY_SLIDE_VIEW (widget));
}

static void
assay_slide_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (assay_slide_view_parent_class)->map (widget);
  if (ASSAY_SLIDE_VIEW (widget)->offset == 0)
    assay_memory_keep_large (TRUE);
  draw_next (ASSAY_SLIDE_VIEW (widget));
}

static void
assay_slide_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (assay_slide_view_parent_class)->unmap (widget);
  if (ASSAY_SLIDE_VIEW (widget)->offset == 0)
    assay_memory_keep_large (FALSE);
}

static void
append_colour (GtkSnapshot *snapshot, const AssayColour *colour, double alpha, int width, int height)
{
  GdkRGBA rgba = { colour->red, colour->green, colour->blue, alpha };

  gtk_snapshot_append_color (snapshot, &rgba, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

/* A red spot, or all but a circle in shade. */
static void
snapshot_pointer (AssaySlideView *self, GtkSnapshot *snapshot, int width, int height)
{
  AssayPointer pointer = assay_slide_show_get_pointer (self->show);
  double x, y, radius;
  cairo_t *cr;

  if (pointer == ASSAY_POINTER_ARROW || !assay_slide_show_get_point (self->show, &x, &y))
    return;
  x *= width;
  y *= height;
  radius = (pointer == ASSAY_POINTER_LASER ? 0.012 : 0.16) * MIN (width, height);
  if (pointer == ASSAY_POINTER_LASER)
    {
      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x - 2 * radius, y - 2 * radius, 4 * radius, 4 * radius));
      cairo_arc (cr, x, y, 1.8 * radius, 0, 2 * G_PI);
      cairo_set_source_rgba (cr, 0.88, 0.11, 0.14, 0.3);
      cairo_fill (cr);
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      cairo_set_source_rgb (cr, 0.88, 0.11, 0.14);
    }
  else
    {
      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
    }
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
assay_slide_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const AssayColour black = { 0, 0, 0 }, white = { 1, 1, 1 };
  AssaySlideView *self = ASSAY_SLIDE_VIEW (widget);
  AssayVeil veil = self->offset == 0 ? assay_slide_show_get_veil (self->show) : ASSAY_VEIL_NONE;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (veil != ASSAY_VEIL_NONE)
    {
      append_colour (snapshot, veil == ASSAY_VEIL_BLACK ? &black : &white, 1, width, height);
      return;
    }
  /* At 3840x2160 each layer that covers the whole window takes time. */
  if (self->shown == NULL || self->shown->look.width < width || self->shown->look.height < height)
    append_colour (snapshot, &assay_slide_show_get_theme (self->show)->background, 1, width, height);
  if (self->shown != NULL)
    gtk_snapshot_append_node (snapshot, self->shown->node);
  if (self->offset == 0)
    snapshot_pointer (self, snapshot, width, height);
}

static void
assay_slide_view_dispose (GObject *object)
{
  AssaySlideView *self = ASSAY_SLIDE_VIEW (object);

  self->shown = NULL;
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_object (&self->show);

  G_OBJECT_CLASS (assay_slide_view_parent_class)->dispose (object);
}

static void
assay_slide_view_class_init (AssaySlideViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_slide_view_dispose;
  widget_class->map = assay_slide_view_map;
  widget_class->unmap = assay_slide_view_unmap;
  widget_class->size_allocate = assay_slide_view_size_allocate;
  widget_class->snapshot = assay_slide_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
assay_slide_view_init (AssaySlideView *self)
{
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
assay_slide_view_new (AssaySlideShow *show, guint offset)
{
  AssaySlideView *self = g_object_new (ASSAY_TYPE_SLIDE_VIEW, NULL);

  self->show = g_object_ref (show);
  self->offset = offset;
  g_signal_connect_object (show, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (show, "pointed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  describe (self);

  return GTK_WIDGET (self);
}

AssayLayout *
assay_slide_view_get_chart (AssaySlideView *self)
{
  return self->shown != NULL ? assay_slide_layout_get_chart (self->shown->layout) : NULL;
}

void
assay_slide_view_set_narrowed (AssaySlideView *self, gboolean narrowed)
{
  self->narrowed = narrowed;
  changed_cb (self);
}

int
assay_slide_view_pick (AssaySlideView *self, double x, double y)
{
  AssayLayout *chart = assay_slide_view_get_chart (self);
  const Look *look;

  if (chart == NULL)
    return -1;
  look = &self->shown->look;
  x = look->zoom_x * look->width + (x - look->zoom_x * look->width) / look->zoom;
  y = look->zoom_y * look->height + (y - look->zoom_y * look->height) / look->zoom;

  return assay_layout_pick (chart, x, y);
}
