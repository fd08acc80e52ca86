/* Dots on a row a category, joined by a rule: what differs is seen, not how much there is. */
#include "data/model/language.h"
#include "plots/layout-private.h"

#include <math.h>

#include "data/model/series.h"

#define RADIUS 6.5

static double
radius (AssayLayout *self)
{
  double start, band;

  assay_axis_get_band (self, &self->x, 0, &start, &band);

  return MIN (RADIUS * self->scale, band * 0.42);
}

static gboolean
is_in (AssayLayout *self, const AssaySeries *series, guint index, guint category)
{
  return series->x != NULL && series->x[index] == category && assay_scale_shows (&self->y.scale, series->y[index]);
}

static void
add_dot (AssayLayout *self, guint series, guint index, guint category)
{
  double at = assay_scale_clamp (&self->y.scale, assay_layout_get_series (self, series)->y[index]);
  double r = radius (self), start, band, middle;

  assay_axis_get_band (self, &self->x, category, &start, &band);
  middle = start + band / 2;
  if (self->y.upright)
    assay_layout_add_mark (self, series, index, middle - r, at - r, 2 * r, 2 * r);
  else
    assay_layout_add_mark (self, series, index, at - r, middle - r, 2 * r, 2 * r);
}

static void
place_dots (AssayLayout *self, const AssayRoom *room)
{
  g_array_set_size (self->marks, 0);
  assay_axes_place (self, self->figure->horizontal, room);
  assay_axis_inset (&self->y, radius (self), radius (self));
  for (guint c = 0; c < self->x.n_names; c++)
    for (guint s = 0; s < self->figure->series->len; s++)
      for (guint i = 0; i < assay_layout_get_series (self, s)->n; i++)
        if (is_in (self, assay_layout_get_series (self, s), i, c))
          add_dot (self, s, i, c);
}

static double
value_of (AssayLayout *self, const AssayMark *mark)
{
  return assay_layout_get_series (self, mark->series)->y[mark->index];
}

static double
category_of (AssayLayout *self, const AssayMark *mark)
{
  return assay_layout_get_series (self, mark->series)->x[mark->index];
}

/* Marks of one category stand together; @last becomes the one after them, @low and @high those with the extreme values. */
static void
find_run (AssayLayout *self, guint first, guint *last, guint *low, guint *high)
{
  const AssayMark *marks = (const AssayMark *) self->marks->data;

  *low = *high = first;
  for (*last = first; *last < self->marks->len && category_of (self, &marks[*last]) == category_of (self, &marks[first]);
       (*last)++)
    {
      if (value_of (self, &marks[*last]) < value_of (self, &marks[*low]))
        *low = *last;
      if (value_of (self, &marks[*last]) >= value_of (self, &marks[*high]))
        *high = *last;
    }
}

static AssayLabelPlace
value_place (AssayLayout *self, const AssayMark *mark, gboolean high)
{
  double gap = (self->y.upright ? 1 : 5) * self->scale, end = assay_interval_get_end (self, mark, high);
  AssayLabelPlace level = { high ? end + gap : end - gap, mark->y + mark->height / 2, high ? 0 : 1, 0.5, 0, 1, NULL, 0 };
  AssayLabelPlace upright = { mark->x + mark->width / 2, high ? end - gap : end + gap, 0.5, high ? 1 : 0, 0, 1, NULL, 0 };

  return self->y.upright ? upright : level;
}

/* How far the outer labels stick out of plot (left: names stand there) and body (right). */
static void
grow_room (AssayLayout *self, AssayRoom *room)
{
  const AssayMark *marks = (const AssayMark *) self->marks->data;
  double most = self->body.width * 0.2, left = 0, right = 0;
  guint last, low, high;

  for (guint first = 0; first < self->marks->len && !self->y.upright; first = last)
    {
      cairo_rectangle_t box;
      AssayLabelPlace place;

      find_run (self, first, &last, &low, &high);
      for (guint side = low == high; side < 2; side++)
        {
          const AssayMark *mark = &marks[side ? high : low];
          g_autofree char *text = assay_point_label (self->figure, mark->series, mark->index, FALSE);

          place = value_place (self, mark, side);
          assay_label_get_box (self, ASSAY_LABEL_VALUE, text, &place, &box);
          left = MAX (left, self->plot.x - box.x);
          right = MAX (right, box.x + box.width - self->body.x - self->body.width);
        }
    }
  room->left += CLAMP (left, 0, most);
  room->right += CLAMP (right, 0, most);
}

/* Dots between the outer two are named above or else below, if there is room. */
static void
add_inner_value (AssayLayout *self, const AssayMark *mark, const char *text)
{
  double x = mark->x + mark->width / 2;
  AssayLabelPlace above = { x, mark->y, 0.5, 1, 0, 1, NULL, 0 };
  AssayLabelPlace below = { x, mark->y + mark->height, 0.5, 0, 0, 1, NULL, 0 };

  if (!self->y.upright && !assay_label_try (self, ASSAY_LABEL_VALUE, text, &above))
    assay_label_try (self, ASSAY_LABEL_VALUE, text, &below);
}

static void
add_values (AssayLayout *self)
{
  const AssayMark *marks = (const AssayMark *) self->marks->data;
  guint last, low, high;

  for (guint first = 0; first < self->marks->len; first = last)
    {
      find_run (self, first, &last, &low, &high);
      for (guint i = first; i < last; i++)
        {
          g_autofree char *text = assay_point_label (self->figure, marks[i].series, marks[i].index, FALSE);
          AssayLabelPlace place = value_place (self, &marks[i], i == high);

          if (i == low || i == high)
            assay_label_try (self, ASSAY_LABEL_VALUE, text, &place);
          else
            add_inner_value (self, &marks[i], text);
        }
    }
}

static void
layout (AssayLayout *self)
{
  double min, max;
  AssayRoom room = { 2 * self->scale, 4 * self->scale, 0, 0 };

  assay_figure_get_range (self->figure, self->figure->y.scale, &min, &max);
  assay_fit_categories (self);
  assay_axis_fit (self, &self->y, min, max, ASSAY_FIT_ROUND);
  place_dots (self, &room);
  grow_room (self, &room);
  place_dots (self, &room);
  add_values (self);
}

static void
draw_rule (AssayLayout *self, cairo_t *cr, const AssayMark *from, const AssayMark *to)
{
  cairo_move_to (cr, from->x + from->width / 2, from->y + from->height / 2);
  cairo_line_to (cr, to->x + to->width / 2, to->y + to->height / 2);
  assay_colour_set_source (assay_colour_mix (self->theme->secondary, self->theme->grid, 0.25), cr);
  cairo_set_line_width (cr, self->theme->line_width * self->scale);
  cairo_stroke (cr);
}

static void
draw_dot (AssayLayout *self, cairo_t *cr, const AssayMark *mark)
{
  const AssaySeriesStyle *style = &self->styles[mark->series];
  double x = mark->x + mark->width / 2, y = mark->y + mark->height / 2, r = MAX (mark->width, mark->height) / 2;
  gboolean hollow = mark->flags != 0;

  assay_interval_draw (self, cr, mark);
  /* A hollow shape would show the rule through it. */
  if (hollow)
    assay_shape_draw (cr, style->shape, x, y, r, self->theme->background, FALSE, 0);
  assay_shape_draw (cr, style->shape, x, y, r, style->colour, hollow, 2 * self->scale);
}

static void
draw (AssayLayout *self, cairo_t *cr)
{
  const AssayMark *marks = (const AssayMark *) self->marks->data;
  guint last, low, high;

  for (guint first = 0; first < self->marks->len; first = last)
    {
      find_run (self, first, &last, &low, &high);
      draw_rule (self, cr, &marks[low], &marks[high]);
    }
  for (guint i = 0; i < self->marks->len; i++)
    draw_dot (self, cr, &marks[i]);
}

const AssayKind assay_kind_dots = { N_ ("Dot plot"), layout, draw, NULL, NULL, ASSAY_SWATCH_SHAPE, FALSE };
