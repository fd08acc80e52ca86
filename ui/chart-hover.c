#include "ui/chart-hover.h"

#include <adwaita.h>
#include <math.h>

#define PADDING_X 10
#define PADDING_Y 6
#define GAP 10           /* between mark and bubble */
#define WIDEST 300       /* of a bubble's text */
#define SMALLEST_RING 13

struct _AssayChartHover
{
  GtkWidget parent_instance;

  graphene_rect_t mark, bubble;
  double rule_top, rule_height;
  PangoLayout *layout;
  char *text;              /* NULL: nothing is shown */
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

/* Beside the mark where there is room, else above it, else below. */
static void
place_bubble (AssayChartHover *self, int width, int height)
{
  const graphene_rect_t *mark = &self->mark;
  int room_x = gtk_widget_get_width (GTK_WIDGET (self)) - width, room_y = gtk_widget_get_height (GTK_WIDGET (self)) - height;
  double x = mark->origin.x + mark->size.width + GAP;
  double y = mark->origin.y + (mark->size.height - height) / 2;

  if (x > room_x)
    x = mark->origin.x - GAP - width;
  if (x < 0)
    {
      x = mark->origin.x + (mark->size.width - width) / 2;
      y = mark->origin.y - GAP - height;
      if (y < 0)
        y = mark->origin.y + mark->size.height + GAP;
    }

  graphene_rect_init (&self->bubble,
                      floor (CLAMP (x, 0, MAX (room_x, 0))), floor (CLAMP (y, 0, MAX (room_y, 0))), width, height);
}

static void
lay_out_bubble (AssayChartHover *self)
{
  int room = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * PADDING_X, width, height;

  ensure_layout (self);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, self->text, -1);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  if (width > MIN (room, WIDEST))
    {
      pango_layout_set_width (self->layout, MAX (MIN (room, WIDEST), 1) * PANGO_SCALE);
      pango_layout_get_pixel_size (self->layout, &width, &height);
    }
  place_bubble (self, width + 2 * PADDING_X, height + 2 * PADDING_Y);
}

static void
snapshot_rule (AssayChartHover *self, GtkSnapshot *snapshot)
{
  GdkRGBA colour = ink (0.45);
  float x = floorf (self->mark.origin.x + self->mark.size.width / 2);

  if (self->rule_height > 0)
    gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (x, self->rule_top, 1, self->rule_height));
}

static void
snapshot_outline (GtkSnapshot *snapshot, const graphene_rect_t *bounds, float radius, float width, GdkRGBA colour)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, radius);
  gtk_snapshot_append_border (snapshot, &outline,
                              (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { colour, colour, colour, colour });
}

/* Around the mark, and round where the mark is a point. */
static void
snapshot_ring (AssayChartHover *self, GtkSnapshot *snapshot)
{
  float margin_x = MAX (3, (SMALLEST_RING - self->mark.size.width) / 2);
  float margin_y = MAX (3, (SMALLEST_RING - self->mark.size.height) / 2);
  graphene_rect_t ring;
  float radius;

  graphene_rect_inset_r (&self->mark, -margin_x, -margin_y, &ring);
  radius = ring.size.width < 2 * SMALLEST_RING && ring.size.height < 2 * SMALLEST_RING ? ring.size.width / 2 : 4;
  snapshot_outline (snapshot, &ring, radius, 2, ink (0.8));
}

static void
snapshot_bubble (AssayChartHover *self, GtkSnapshot *snapshot)
{
  GskRoundedRect shape;
  GdkRGBA edge = { 1, 1, 1, is_high_contrast () ? 1 : is_dark () ? 0.18 : 0 };

  gsk_rounded_rect_init_from_rect (&shape, &self->bubble, 7);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &bubble_fill, &self->bubble);
  gtk_snapshot_pop (snapshot);
  if (edge.alpha > 0)
    snapshot_outline (snapshot, &self->bubble, 7, 1, edge);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (self->bubble.origin.x + PADDING_X, self->bubble.origin.y + PADDING_Y));
  gtk_snapshot_append_layout (snapshot, self->layout, &white);
  gtk_snapshot_restore (snapshot);
}

static void
assay_chart_hover_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AssayChartHover *self = ASSAY_CHART_HOVER (widget);

  if (self->text == NULL)
    return;

  snapshot_rule (self, snapshot);
  snapshot_ring (self, snapshot);
  snapshot_bubble (self, snapshot);
}

static void
assay_chart_hover_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  AssayChartHover *self = ASSAY_CHART_HOVER (widget);

  GTK_WIDGET_CLASS (assay_chart_hover_parent_class)->css_changed (widget, change);
  g_clear_object (&self->layout);
  if (self->text != NULL)
    lay_out_bubble (self);
}

static void
assay_chart_hover_finalize (GObject *object)
{
  AssayChartHover *self = ASSAY_CHART_HOVER (object);

  g_clear_object (&self->layout);
  g_free (self->text);

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
assay_chart_hover_new (void)
{
  return g_object_new (ASSAY_TYPE_CHART_HOVER, NULL);
}

void
assay_chart_hover_show (AssayChartHover       *self,
                        const graphene_rect_t *mark,
                        double                 rule_top,
                        double                 rule_height,
                        const char            *text)
{
  g_return_if_fail (ASSAY_IS_CHART_HOVER (self));
  g_return_if_fail (text != NULL);

  self->mark = *mark;
  self->rule_top = rule_top;
  self->rule_height = rule_height;
  g_free (self->text);
  self->text = g_strdup (text);
  lay_out_bubble (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
assay_chart_hover_hide (AssayChartHover *self)
{
  g_return_if_fail (ASSAY_IS_CHART_HOVER (self));

  if (self->text == NULL)
    return;

  g_clear_pointer (&self->text, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
assay_chart_hover_get_text (AssayChartHover *self)
{
  g_return_val_if_fail (ASSAY_IS_CHART_HOVER (self), NULL);

  return self->text;
}
