/* One image surface, painted by one retained render node: as long as the node stays the same, neither renderer draws the plot
 * again, whatever moves above it. */
#include "ui/chart-canvas.h"

#include <adwaita.h>

#include "data/model/series.h"
#include "ui/text-scale.h"

/* Figures of more points are drawn in a thread, and so are tall cards, of hundreds of rows: already to touch the memory of so many pixels for the first
 * time takes longer than a frame. Below, a drawing takes less than one. */
#define POINTS_AT_ONCE 4000
#define PIXELS_AT_ONCE 1500000

/* Everything besides the figure that a drawing depends on. */
typedef struct
{
  const AssayTheme *theme;
  double scale;
  int width, height, factor;
} Look;

/* Made as a whole, in any thread, then only shown. */
typedef struct
{
  AssayFigure *figure;
  Look look;
  AssayLayout *layout;
  cairo_surface_t *surface;
} Drawing;

struct _AssayChartCanvas
{
  GtkWidget parent_instance;

  AssayFigure *figure;
  Drawing *shown;
  GskRenderNode *node;       /* paints the shown drawing's surface */
  gboolean busy;             /* a thread is drawing */
  guint n_drawn;
};

G_DEFINE_FINAL_TYPE (AssayChartCanvas, assay_chart_canvas, GTK_TYPE_WIDGET)

enum { DRAWN, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
look_equal (const Look *a, const Look *b)
{
  return a->theme == b->theme && ABS (a->scale - b->scale) < 1e-6 &&
         a->width == b->width && a->height == b->height && a->factor == b->factor;
}

static Drawing *
drawing_new (AssayFigure *figure, const Look *look)
{
  Drawing *self = g_new0 (Drawing, 1);

  self->figure = assay_figure_ref (figure);
  self->look = *look;

  return self;
}

static void
drawing_free (Drawing *self)
{
  g_clear_pointer (&self->layout, assay_layout_free);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  assay_figure_unref (self->figure);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drawing, drawing_free)

static void
drawing_run (Drawing *self)
{
  const Look *look = &self->look;
  cairo_t *cr;

  self->layout = assay_layout_new (self->figure, look->theme, look->width, look->height, look->scale, ASSAY_PART_CARD);
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, look->width * look->factor, look->height * look->factor);
  cairo_surface_set_device_scale (self->surface, look->factor, look->factor);
  cr = cairo_create (self->surface);
  assay_layout_draw (self->layout, cr);
  assay_layout_finish_drawing (self->layout);
  cairo_destroy (cr);
  cairo_surface_flush (self->surface);
}

static GskRenderNode *
drawing_to_node (const Drawing *self)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, self->look.width, self->look.height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);

  return node;
}

static const AssayTheme *
current_theme (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (style);

  if (adw_style_manager_get_high_contrast (style))
    return dark ? &assay_theme_high_contrast_dark : &assay_theme_high_contrast;

  return dark ? &assay_theme_dark : &assay_theme_light;
}

static void
get_look (AssayChartCanvas *self, Look *look)
{
  GtkWidget *widget = GTK_WIDGET (self);

  look->theme = current_theme ();
  look->scale = assay_text_get_factor (widget);
  look->width = gtk_widget_get_width (widget);
  look->height = gtk_widget_get_height (widget);
  look->factor = gtk_widget_get_scale_factor (widget);
}

static void
canvas_show (AssayChartCanvas *self, Drawing *drawing)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->shown, drawing_free);
  self->shown = drawing;
  self->node = drawing_to_node (drawing);
  self->n_drawn++;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[DRAWN], 0);
}

static void
draw_thread (GTask        *task,
             gpointer      source G_GNUC_UNUSED,
             gpointer      drawing,
             GCancellable *cancellable G_GNUC_UNUSED)
{
  drawing_run (drawing);
  g_task_return_boolean (task, TRUE);
}

static void canvas_update (AssayChartCanvas *self);

/* What was drawn is shown even if the window has grown meanwhile, so that a long drag shows something; then it is drawn anew. */
static void
drawn_cb (GObject *object, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  AssayChartCanvas *self = ASSAY_CHART_CANVAS (object);
  g_autoptr (Drawing) drawing = g_task_get_task_data (G_TASK (result));

  self->busy = FALSE;
  if (drawing->figure == self->figure)
    canvas_show (self, g_steal_pointer (&drawing));
  canvas_update (self);
}

static void
draw_in_thread (AssayChartCanvas *self, const Look *look)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, drawn_cb, NULL);

  self->busy = TRUE;
  g_task_set_source_tag (task, draw_in_thread);
  g_task_set_task_data (task, drawing_new (self->figure, look), NULL);
  g_task_run_in_thread (task, draw_thread);
}

static void
draw_at_once (AssayChartCanvas *self, const Look *look)
{
  Drawing *drawing = drawing_new (self->figure, look);

  drawing_run (drawing);
  canvas_show (self, drawing);
}

static gboolean
is_large (const AssayFigure *figure, const Look *look)
{
  gint64 pixels = (gint64) look->width * look->height * look->factor * look->factor;
  gsize points = 0;

  for (guint i = 0; i < figure->series->len; i++)
    points += ((const AssaySeries *) g_ptr_array_index (figure->series, i))->n;

  return points > POINTS_AT_ONCE || pixels > PIXELS_AT_ONCE;
}

/* Draws if what is shown isn't what should be. Never called while a frame is being made: "drawn" may change other widgets. */
static void
canvas_update (AssayChartCanvas *self)
{
  Look look;

  if (self->figure == NULL || self->busy || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  get_look (self, &look);
  if (look.width < 1 || look.height < 1)
    return;
  if (self->shown != NULL && self->shown->figure == self->figure && look_equal (&self->shown->look, &look))
    return;

  if (is_large (self->figure, &look))
    draw_in_thread (self, &look);
  else
    draw_at_once (self, &look);
}

static void
assay_chart_canvas_size_allocate (GtkWidget *widget,
                                  int        width G_GNUC_UNUSED,
                                  int        height G_GNUC_UNUSED,
                                  int        baseline G_GNUC_UNUSED)
{
  canvas_update (ASSAY_CHART_CANVAS (widget));
}

static void
assay_chart_canvas_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (assay_chart_canvas_parent_class)->map (widget);
  canvas_update (ASSAY_CHART_CANVAS (widget));
}

static void
assay_chart_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AssayChartCanvas *self = ASSAY_CHART_CANVAS (widget);

  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
}

static void
canvas_clear (AssayChartCanvas *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->shown, drawing_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
assay_chart_canvas_dispose (GObject *object)
{
  AssayChartCanvas *self = ASSAY_CHART_CANVAS (object);

  canvas_clear (self);
  g_clear_pointer (&self->figure, assay_figure_unref);

  G_OBJECT_CLASS (assay_chart_canvas_parent_class)->dispose (object);
}

static void
assay_chart_canvas_class_init (AssayChartCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_chart_canvas_dispose;
  widget_class->map = assay_chart_canvas_map;
  widget_class->size_allocate = assay_chart_canvas_size_allocate;
  widget_class->snapshot = assay_chart_canvas_snapshot;

  signals[DRAWN] = g_signal_new ("drawn", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
assay_chart_canvas_init (AssayChartCanvas *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (canvas_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (canvas_update), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (canvas_update), NULL);
}

GtkWidget *
assay_chart_canvas_new (void)
{
  return g_object_new (ASSAY_TYPE_CHART_CANVAS, NULL);
}

void
assay_chart_canvas_set_figure (AssayChartCanvas *self, AssayFigure *figure)
{
  g_return_if_fail (ASSAY_IS_CHART_CANVAS (self));

  if (self->figure == figure)
    return;

  g_clear_pointer (&self->figure, assay_figure_unref);
  if (figure != NULL)
    self->figure = assay_figure_ref (figure);
  else
    canvas_clear (self);
  canvas_update (self);
}

AssayLayout *
assay_chart_canvas_get_layout (AssayChartCanvas *self)
{
  g_return_val_if_fail (ASSAY_IS_CHART_CANVAS (self), NULL);

  if (self->shown == NULL || self->shown->figure != self->figure)
    return NULL;

  return self->shown->layout;
}

guint
assay_chart_canvas_get_n_drawn (AssayChartCanvas *self)
{
  g_return_val_if_fail (ASSAY_IS_CHART_CANVAS (self), 0);

  return self->n_drawn;
}
