/* Ranks over time: the first on top, a line a series, its name at both ends. */
#include "data/model/language.h"
#include "plots/layout-private.h"

#include <math.h>
#include <string.h>

#include "data/model/series.h"

#define RADIUS 10.0
#define NARROW 340

static double
radius (AssayLayout *self)
{
  double row = self->plot.height / MAX (self->y.scale.max - self->y.scale.min, 1);

  return MAX (MIN (RADIUS * self->scale, row * 0.4), 1);
}

static double
x_position (AssayLayout *self, const AssaySeries *series, guint index)
{
  return assay_scale_clamp (&self->x.scale, series->x != NULL ? series->x[index] : index);
}

static gboolean
is_shown (AssayLayout *self, const AssaySeries *series, guint index)
{
  return isfinite (series->y[index]) && (series->x == NULL || assay_scale_shows (&self->x.scale, series->x[index]));
}

static void
add_marks (AssayLayout *self)
{
  double r = radius (self);

  for (guint s = 0; s < self->figure->series->len; s++)
    {
      const AssaySeries *series = assay_layout_get_series (self, s);

      for (guint i = 0; i < series->n; i++)
        if (is_shown (self, series, i))
          assay_layout_add_mark (self, s, i, x_position (self, series, i) - r,
                                 assay_scale_clamp (&self->y.scale, series->y[i]) - r, 2 * r, 2 * r);
    }
}

static double
widest_name (AssayLayout *self)
{
  double widest = 0, width, height;

  for (guint s = 0; s < self->figure->series->len; s++)
    if (assay_layout_get_series (self, s)->name != NULL)
      {
        assay_label_measure (self, ASSAY_LABEL_DIRECT, assay_layout_get_series (self, s)->name, 0, 1, &width, &height);
        widest = MAX (widest, width);
      }

  return widest;
}

/* The leftmost or rightmost mark of a series; NULL if it has none. */
static const AssayMark *
find_end (AssayLayout *self, guint series, gboolean right)
{
  const AssayMark *end = NULL;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);

      if (mark->series == series && (end == NULL || (right ? mark->x > end->x : mark->x < end->x)))
        end = mark;
    }

  return end;
}

static void
add_name (AssayLayout *self, guint series, gboolean right, double room)
{
  const AssayMark *mark = find_end (self, series, right);
  const char *name = assay_layout_get_series (self, series)->name;
  double gap = 6 * self->scale;
  AssayLabelPlace place = { 0, 0, right ? 0 : 1, 0.5, room, 1, &self->styles[series].text, 0 };

  if (mark == NULL || name == NULL)
    return;
  place.x = right ? mark->x + mark->width + gap : mark->x - gap;
  place.y = mark->y + mark->height / 2;
  assay_label_try (self, ASSAY_LABEL_DIRECT, name, &place);
}

static void
add_rank (AssayLayout *self, const AssayMark *mark)
{
  AssayColour ink = assay_colour_readable (self->styles[mark->series].colour);
  g_autofree char *text = g_strdup_printf ("%.0f", assay_layout_get_series (self, mark->series)->y[mark->index]);
  AssayLabelPlace place = { mark->x + mark->width / 2, mark->y + mark->height / 2, 0.5, 0.5, 0, 1, &ink, 0 };
  double width, height;

  assay_label_measure (self, ASSAY_LABEL_VALUE, text, 0, 1, &width, &height);
  if (mark->flags & ASSAY_MARK_HOLLOW)
    place.colour = &self->theme->foreground;
  if (height <= mark->height * 0.95 && width <= mark->width * 0.85)
    assay_label_try (self, ASSAY_LABEL_VALUE, text, &place);
}

static void
fit_x (AssayLayout *self)
{
  char **categories = self->figure->categories;
  double min = NAN, max = NAN;

  if (categories != NULL)
    {
      assay_axis_fit_names (self, &self->x, (const char * const *) categories, g_strv_length (categories));
      return;
    }
  for (guint s = 0; s < self->figure->series->len; s++)
    {
      const AssaySeries *series = assay_layout_get_series (self, s);

      for (guint i = 0; series->x != NULL && i < series->n; i++)
        if (isfinite (series->x[i]) && isfinite (series->y[i]))
          {
            min = isnan (min) ? series->x[i] : MIN (min, series->x[i]);
            max = isnan (max) ? series->x[i] : MAX (max, series->x[i]);
          }
    }
  assay_axis_fit (self, &self->x, min, max, 0);
}

/* Categories have half a slot of room already: r + (width - 2 r) / 2 n = room. */
static double
side_room (AssayLayout *self, double room)
{
  double n = self->x.n_names;

  if (self->x.names == NULL || n < 2)
    return room;

  return MAX ((room - self->body.width / (2 * n)) / (1 - 1 / n), 0);
}

static void
layout (AssayLayout *self)
{
  double min, max, most = self->body.width * 0.25, room, names;
  gboolean both = self->body.width >= NARROW * self->scale;
  AssayRoom sides = { 0 };

  assay_figure_get_range (self->figure, ASSAY_SCALE_LINEAR, &min, &max);
  fit_x (self);
  assay_axis_fit_as (self, &self->y, ASSAY_SCALE_LINEAR, isnan (min) ? 0.5 : min - 0.5, isnan (max) ? 1.5 : max + 0.5, 0);
  self->y.reversed = TRUE;
  self->y.bare = TRUE;
  names = MIN (widest_name (self), most);
  room = names + (RADIUS + 8) * self->scale;
  sides.right = side_room (self, room);
  sides.left = both ? sides.right : 0;
  assay_axes_place (self, FALSE, &sides);
  if (self->x.names == NULL)
    assay_axis_inset (&self->x, RADIUS * self->scale, RADIUS * self->scale);
  add_marks (self);
  for (guint i = 0; i < self->marks->len; i++)
    add_rank (self, &g_array_index (self->marks, AssayMark, i));
  for (guint s = 0; s < self->figure->series->len; s++)
    add_name (self, s, TRUE, names);
  for (guint s = 0; both && s < self->figure->series->len; s++)
    add_name (self, s, FALSE, names);
}

static void
centre_of (const AssayMark *mark, double *x, double *y)
{
  *x = mark->x + mark->width / 2;
  *y = mark->y + mark->height / 2;
}

/* Level at every point and steep between them, so that crossings are easy to follow. */
static void
draw_line (AssayLayout *self, cairo_t *cr, guint first, guint last)
{
  const AssayMark *marks = (const AssayMark *) self->marks->data;
  const AssaySeriesStyle *style = &self->styles[marks[first].series];
  double width = self->theme->line_width * 1.4 * self->scale, dashes[4], x, y, from_x, from_y;

  for (int i = 0; i < style->n_dashes; i++)
    dashes[i] = style->dashes[i] * width;
  centre_of (&marks[first], &from_x, &from_y);
  cairo_move_to (cr, from_x, from_y);
  for (guint i = first + 1; i < last; i++)
    {
      centre_of (&marks[i], &x, &y);
      cairo_curve_to (cr, (from_x + x) / 2, from_y, (from_x + x) / 2, y, x, y);
      from_x = x;
      from_y = y;
    }
  assay_colour_set_source (style->colour, cr);
  cairo_set_line_width (cr, width);
  cairo_set_dash (cr, dashes, style->n_dashes, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_point (AssayLayout *self, cairo_t *cr, const AssayMark *mark)
{
  double x, y, r = MAX (mark->width, mark->height) / 2;

  centre_of (mark, &x, &y);
  if (mark->flags & ASSAY_MARK_HOLLOW)
    assay_shape_draw (cr, ASSAY_SHAPE_CIRCLE, x, y, r, self->theme->background, FALSE, 0);
  assay_shape_draw (cr, ASSAY_SHAPE_CIRCLE, x, y, r, self->styles[mark->series].colour, (mark->flags & ASSAY_MARK_HOLLOW) != 0,
                    2 * self->scale);
}

static void
draw (AssayLayout *self, cairo_t *cr)
{
  const AssayMark *marks = (const AssayMark *) self->marks->data;
  guint last;

  for (guint first = 0; first < self->marks->len; first = last)
    {
      for (last = first; last < self->marks->len && marks[last].series == marks[first].series; last++)
        ;
      if (assay_layout_get_series (self, marks[first].series)->role != ASSAY_ROLE_CLAIM)
        draw_line (self, cr, first, last);
    }
  for (guint i = 0; i < self->marks->len; i++)
    draw_point (self, cr, &marks[i]);
}

const AssayKind assay_kind_bump = { N_ ("Bump chart"), layout, draw, NULL, NULL, ASSAY_SWATCH_LINE, TRUE };
