/* The cairo renderer draws into a buffer that spans everything that changes in a frame. A rule down to the axis and a bubble as wide
 * as a sentence are each small, but together they span a tenth of the chart; so they never move in the same frame. The rule follows
 * the pointer; the ring around the mark and what it says come along less often, but faster than anyone reads. */
#include "ui/chart-hover.h"

#include <adwaita.h>
#include <math.h>

#include "ui/text-scale.h"

#define PADDING_X 10
#define PADDING_Y 6
#define GAP 10           /* between mark and bubble */
#define WIDEST 250       /* of a bubble's text, at standard text */
#define SMALLEST_RING 13
#define WORDS_EVERY 6    /* frames, while the rule moves in each of the others: ten times a second */

struct _AssayChartHover
{
  GtkWidget parent_instance;

  AssayHoverWords words;
  gpointer user_data;

  gboolean shown;
  graphene_rect_t mark;       /* what rule, ring and bubble are to show */
  double axis;                /* where the rule ends, or 0: there is none */

  graphene_rect_t rule;       /* where it is by now */
  gboolean rule_late, words_late;
  guint frames, ticks;        /* frames since the start; the tick callback's id, or 0 */
  PangoLayout *layout;
  GskRenderNode *bubble;      /* with the ring, where they are by now; or NULL */
};

G_DEFINE_FINAL_TYPE (AssayChartHover, assay_chart_hover, GTK_TYPE_WIDGET)

static const GdkRGBA black = { 0, 0, 0, 1 };
static const GdkRGBA white = { 1, 1, 1, 1 };
static const GdkRGBA bubble_fill = { 0.13, 0.13, 0.14, 1 };

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

static gboolean
is_high_contrast (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
}

static GdkRGBA
ink (float alpha)
{
  GdkRGBA colour = is_dark () ? white : black;

  colour.alpha = is_high_contrast () ? 1 : alpha;

  return colour;
}

static void
ensure_layout (AssayChartHover *self)
{
  PangoAttrList *attributes;

  if (self->layout != NULL)
    return;

  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.92));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_attr_list_unref (attributes);
}

/* Beside the mark where there is room; but above it, if there is, where a rule leads downwards, which then moves without drawing
 * the bubble again, and so that the line that the mark belongs to stays in sight. */
static void
place_bubble (AssayChartHover *self, int width, int height, graphene_rect_t *bubble)
{
  const graphene_rect_t *mark = &self->mark;
  int room_x = gtk_widget_get_width (GTK_WIDGET (self)) - width, room_y = gtk_widget_get_height (GTK_WIDGET (self)) - height;
  double x = mark->origin.x + mark->size.width + GAP;
  double y = mark->origin.y + (mark->size.height - height) / 2;
  double above = mark->origin.y - GAP - height;

  if (x > room_x)
    x = mark->origin.x - GAP - width;
  if (x < 0 || (self->axis > 0 && above >= 0))
    {
      x = mark->origin.x + (mark->size.width - width) / 2;
      y = above >= 0 ? above : mark->origin.y + mark->size.height + GAP;
    }

  graphene_rect_init (bubble,
                      floor (CLAMP (x, 0, MAX (room_x, 0))), floor (CLAMP (y, 0, MAX (room_y, 0))), width, height);
}

static void
lay_out_bubble (AssayChartHover *self, graphene_rect_t *bubble)
{
  int room = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * PADDING_X;
  int widest = MAX (MIN (room, assay_text_scale (GTK_WIDGET (self), WIDEST)), 1), width, height;

  ensure_layout (self);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, self->words (self->user_data), -1);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  if (width > widest)
    {
      pango_layout_set_width (self->layout, widest * PANGO_SCALE);
      pango_layout_get_pixel_size (self->layout, &width, &height);
    }
  place_bubble (self, width + 2 * PADDING_X, height + 2 * PADDING_Y, bubble);
}

static void
snapshot_outline (GtkSnapshot *snapshot, const GskRoundedRect *outline, float width, GdkRGBA colour)
{
  gtk_snapshot_append_border (snapshot, outline,
                              (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { colour, colour, colour, colour });
}

/* Around the mark, and round where the mark is a point. */
static void
snapshot_ring (AssayChartHover *self, GtkSnapshot *snapshot)
{
  const graphene_rect_t *mark = &self->mark;
  float margin_x = MAX (3, (SMALLEST_RING - mark->size.width) / 2), margin_y = MAX (3, (SMALLEST_RING - mark->size.height) / 2);
  graphene_rect_t ring;
  GskRoundedRect outline;
  gboolean point;

  graphene_rect_inset_r (mark, -margin_x, -margin_y, &ring);
  point = ring.size.width < 2 * SMALLEST_RING && ring.size.height < 2 * SMALLEST_RING;
  gsk_rounded_rect_init_from_rect (&outline, &ring, point ? ring.size.width / 2 : 4);
  snapshot_outline (snapshot, &outline, 2, ink (0.8));
}

static void
snapshot_bubble (AssayChartHover *self, GtkSnapshot *snapshot)
{
  GdkRGBA edge = { 1, 1, 1, is_high_contrast () ? 1 : is_dark () ? 0.18 : 0 };
  graphene_rect_t bubble;
  GskRoundedRect shape;

  lay_out_bubble (self, &bubble);
  gsk_rounded_rect_init_from_rect (&shape, &bubble, 7);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &bubble_fill, &bubble);
  gtk_snapshot_pop (snapshot);
  if (edge.alpha > 0)
    snapshot_outline (snapshot, &shape, 1, edge);

  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (bubble.origin.x + PADDING_X, bubble.origin.y + PADDING_Y));
  gtk_snapshot_append_layout (snapshot, self->layout, &white);
}

static void
move_rule (AssayChartHover *self)
{
  double top = floor (self->mark.origin.y + self->mark.size.height / 2);

  self->rule_late = FALSE;
  graphene_rect_init (&self->rule, floor (self->mark.origin.x + self->mark.size.width / 2), top, 1, MAX (self->axis - top, 0));
}

/* @node as one image: round corners and letters are drawn once, not again in each frame that touches them. */
static GskRenderNode *
flatten (GskRenderNode *node, int factor)
{
  graphene_rect_t bounds;
  GskRenderNode *flat;
  cairo_surface_t *surface;
  cairo_t *cr;

  gsk_render_node_get_bounds (node, &bounds);
  graphene_rect_round_extents (&bounds, &bounds);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, bounds.size.width * factor, bounds.size.height * factor);
  cairo_surface_set_device_scale (surface, factor, factor);
  cairo_surface_set_device_offset (surface, -bounds.origin.x * factor, -bounds.origin.y * factor);
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);

  flat = gsk_cairo_node_new (&bounds);
  cr = gsk_cairo_node_get_draw_context (flat);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return flat;
}

static void
move_words (AssayChartHover *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  self->words_late = FALSE;
  snapshot_ring (self, snapshot);
  snapshot_bubble (self, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_clear_pointer (&self->bubble, gsk_render_node_unref);
  self->bubble = flatten (node, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  gsk_render_node_unref (node);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  AssayChartHover *self = ASSAY_CHART_HOVER (widget);

  if (!self->rule_late && !self->words_late)
    {
      self->ticks = 0;
      return G_SOURCE_REMOVE;
    }

  if (self->words_late && (!self->rule_late || self->frames % WORDS_EVERY == 0))
    move_words (self);
  else
    move_rule (self);
  self->frames++;
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static void
assay_chart_hover_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AssayChartHover *self = ASSAY_CHART_HOVER (widget);
  GdkRGBA colour = ink (0.45);

  if (!self->shown)
    return;

  if (self->axis > 0)
    gtk_snapshot_append_color (snapshot, &colour, &self->rule);
  if (self->bubble != NULL)
    gtk_snapshot_append_node (snapshot, self->bubble);
}

static void
assay_chart_hover_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  AssayChartHover *self = ASSAY_CHART_HOVER (widget);

  GTK_WIDGET_CLASS (assay_chart_hover_parent_class)->css_changed (widget, change);
  g_clear_object (&self->layout);
  if (self->shown)
    move_words (self);
}

static void
assay_chart_hover_finalize (GObject *object)
{
  AssayChartHover *self = ASSAY_CHART_HOVER (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->bubble, gsk_render_node_unref);

  G_OBJECT_CLASS (assay_chart_hover_parent_class)->finalize (object);
}

static void
assay_chart_hover_class_init (AssayChartHoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = assay_chart_hover_finalize;
  widget_class->snapshot = assay_chart_hover_snapshot;
  widget_class->css_changed = assay_chart_hover_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
assay_chart_hover_init (AssayChartHover *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
assay_chart_hover_new (AssayHoverWords words, gpointer user_data)
{
  AssayChartHover *self = g_object_new (ASSAY_TYPE_CHART_HOVER, NULL);

  self->words = words;
  self->user_data = user_data;

  return GTK_WIDGET (self);
}

static void
show_at_once (AssayChartHover *self)
{
  move_rule (self);
  move_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
assay_chart_hover_show (AssayChartHover       *self,
                        const graphene_rect_t *mark,
                        double                 axis)
{
  g_return_if_fail (ASSAY_IS_CHART_HOVER (self));

  self->mark = *mark;
  self->axis = axis;

  if (!self->shown)
    {
      self->shown = TRUE;
      show_at_once (self);
      return;
    }

  self->rule_late = axis > 0;
  self->words_late = TRUE;
  if (self->ticks == 0)
    self->ticks = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

void
assay_chart_hover_hide (AssayChartHover *self)
{
  g_return_if_fail (ASSAY_IS_CHART_HOVER (self));

  if (!self->shown)
    return;

  self->rule_late = self->words_late = FALSE;
  self->shown = FALSE;
  g_clear_pointer (&self->bubble, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
