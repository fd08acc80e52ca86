#include "data/model/language.h"
#include "plots/slots.h"

#include <math.h>

#include "data/model/series.h"

#define CLAIM_SIZE 14

static gboolean
is_shown (AssayLayout *self, const AssaySeries *series, guint index)
{
  return assay_scale_shows (&self->y.scale, series->y[index]);
}

static double
base_position (AssayLayout *self)
{
  const AssayScale *scale = &self->y.scale;

  return assay_scale_map (scale, scale->kind == ASSAY_SCALE_LINEAR ? CLAMP (0, scale->min, scale->max) : scale->min);
}

/* A claim is a point, not a bar: its box is that of its diamond. */
static void
add_bar (AssayLayout *self, const AssaySlots *slots, guint series, guint index, double across)
{
  double at = assay_scale_clamp (&self->y.scale, assay_layout_get_series (self, series)->y[index]);
  double base = base_position (self), from = MIN (at, base), size = MAX (fabs (at - base), 1);
  double thickness = slots->thickness;

  if (assay_layout_get_series (self, series)->role == ASSAY_ROLE_CLAIM)
    {
      double side = MIN (thickness, CLAIM_SIZE * self->scale);

      across += (thickness - side) / 2;
      thickness = size = side;
      from = at - side / 2;
    }
  if (self->y.upright)
    assay_layout_add_mark (self, series, index, across, from, thickness, size);
  else
    assay_layout_add_mark (self, series, index, from, across, size, thickness);
}

static gboolean
is_negative (AssayLayout *self, const AssayMark *mark)
{
  return assay_layout_get_series (self, mark->series)->y[mark->index] < 0;
}

/* How far value labels would stick out of the body on the right. */
static double
missing_room (AssayLayout *self, gboolean brief)
{
  double right = self->body.x + self->body.width, missing = 0, width, height;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);
      g_autofree char *text = assay_point_label (self->figure, mark->series, mark->index, brief);

      assay_label_measure (self, ASSAY_LABEL_VALUE, text, 0, 1, &width, &height);
      if (!is_negative (self, mark))
        missing = MAX (missing, assay_interval_get_end (self, mark, TRUE) + 6 * self->scale + width - right);
    }

  return missing;
}

static void
add_level_value (AssayLayout *self, const AssayMark *mark, const char *text, double zoom)
{
  double gap = 6 * self->scale, middle = mark->y + mark->height / 2;
  AssayLabelPlace right = { assay_interval_get_end (self, mark, TRUE) + gap, middle, 0, 0.5, 0, 1, NULL, zoom };
  AssayLabelPlace left = { assay_interval_get_end (self, mark, FALSE) - gap, middle, 1, 0.5, 0, 1, NULL, zoom };
  AssayLabelPlace beyond = { mark->x + mark->width + gap, middle, 0, 0.5, 0, 1, NULL, zoom };

  if (!is_negative (self, mark))
    assay_label_try (self, ASSAY_LABEL_VALUE, text, &right);
  else if (left.x > self->plot.x + 30 * self->scale)
    assay_label_try (self, ASSAY_LABEL_VALUE, text, &left);
  else
    assay_label_try (self, ASSAY_LABEL_VALUE, text, &beyond);
}

/* Over the bar, or leaning to the side on which no taller bar stands. */
static void
add_upright_value (AssayLayout *self, const AssayMark *mark, const char *text)
{
  static const double anchors[] = { 0.5, 1, 0 };
  gboolean below = is_negative (self, mark);
  double gap = 3 * self->scale, y = assay_interval_get_end (self, mark, !below) + (below ? gap : -gap);

  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      AssayLabelPlace place = { mark->x + mark->width * anchors[i], y, anchors[i], below ? 0 : 1, 0, 1, NULL, 0 };

      if (assay_label_try_clear (self, ASSAY_LABEL_VALUE, text, &place))
        return;
    }
}

/* From one bar to the next; alone in its category a bar has the whole row. */
static double
slot_pitch (AssayLayout *self, const AssaySlots *slots)
{
  double start, band;

  assay_axis_get_band (self, &self->x, 0, &start, &band);

  return slots->most == 1 ? band : slots->thickness + slots->gap;
}

static void
add_values (AssayLayout *self, const AssaySlots *slots, gboolean brief)
{
  double pitch = slot_pitch (self, slots), zoom = assay_label_fit_zoom (self, ASSAY_LABEL_VALUE, pitch);

  if (!self->y.upright && pitch < assay_label_line_height (self, ASSAY_LABEL_VALUE) * zoom * 0.8)
    return;
  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);
      g_autofree char *text = assay_point_label (self->figure, mark->series, mark->index, brief);

      if (self->y.upright)
        add_upright_value (self, mark, text);
      else
        add_level_value (self, mark, text, zoom);
    }
}

/* Whether every value has its slot's width. */
static gboolean
values_fit (AssayLayout *self, const AssaySlots *slots)
{
  double width, height;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);
      g_autofree char *text = assay_point_label (self->figure, mark->series, mark->index, FALSE);

      assay_label_measure (self, ASSAY_LABEL_VALUE, text, 0, 1, &width, &height);
      if (width > slots->thickness + slots->gap)
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_claims (AssayLayout *self)
{
  for (guint s = 0; s < self->figure->series->len; s++)
    if (assay_layout_get_series (self, s)->role == ASSAY_ROLE_CLAIM)
      return TRUE;

  return FALSE;
}

static AssaySlots
place_bars (AssayLayout *self, const AssayRoom *room)
{
  assay_axes_place (self, self->figure->horizontal, room);
  if (has_claims (self))
    assay_axis_inset (&self->y, 0, CLAIM_SIZE / 2 * self->scale);

  return assay_slots_add_marks (self, is_shown, add_bar);
}

static void
layout (AssayLayout *self)
{
  double min, max, missing;
  AssayRoom room = { 0, 0, 0, 0 };
  gboolean brief;
  AssaySlots slots;

  assay_figure_get_range (self->figure, self->figure->y.scale, &min, &max);
  assay_fit_categories (self);
  assay_axis_fit (self, &self->y, min, max, ASSAY_FIT_ROUND | ASSAY_FIT_ZERO);
  if (self->figure->horizontal)
    room.right = MIN (14 * self->scale, self->body.width * 0.05);
  else
    room.top = MIN (assay_label_line_height (self, ASSAY_LABEL_VALUE), self->body.height * 0.1);
  slots = place_bars (self, &room);
  brief = self->figure->horizontal ? missing_room (self, FALSE) > self->body.width * 0.3 : !values_fit (self, &slots);
  /* Bars shrink with the plot, so a step or two more find the room. */
  for (guint i = 0; i < 4 && self->figure->horizontal && (missing = missing_room (self, brief)) > 0; i++)
    {
      room.right = MIN (room.right + missing, self->body.width * 0.35);
      slots = place_bars (self, &room);
    }
  add_values (self, &slots, brief);
}

static void
draw_mark (AssayLayout *self, cairo_t *cr, const AssayMark *mark)
{
  const AssaySeriesStyle *style = &self->styles[mark->series];
  gboolean negative = is_negative (self, mark);
  AssayBarLook look = { style, self->theme, self->scale, (mark->flags & ASSAY_MARK_HOLLOW) != 0, negative, !negative,
                        self->y.upright };
  cairo_rectangle_t box = { mark->x, mark->y, mark->width, mark->height };

  if (mark->flags & ASSAY_MARK_CLAIM)
    assay_shape_draw (cr, ASSAY_SHAPE_DIAMOND, mark->x + mark->width / 2, mark->y + mark->height / 2,
                      MIN (mark->width, mark->height) / 2 / 1.2, style->colour, TRUE, 1.8 * self->scale);
  else
    assay_bar_draw (cr, &box, &look);
  assay_interval_draw (self, cr, mark);
}

static void
draw (AssayLayout *self, cairo_t *cr)
{
  for (guint i = 0; i < self->marks->len; i++)
    draw_mark (self, cr, &g_array_index (self->marks, AssayMark, i));
}

const AssayKind assay_kind_bars = { N_ ("Bar chart"), layout, draw, NULL, NULL, ASSAY_SWATCH_BOX, FALSE };
