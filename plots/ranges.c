/* From low to high around a value: intervals of different subjects, or, with a guide and two sides, which of them leads (a
 * tornado whose bars change sides at the tie). */
#include "data/model/language.h"
#include "plots/slots.h"

#include <math.h>

#include "data/model/series.h"
#include "data/model/units.h"

static gboolean
is_shown (AssayLayout *self, const AssaySeries *series, guint index)
{
  const AssayScale *scale = &self->y.scale;

  return series->low != NULL && series->high != NULL
         && assay_scale_shows (scale, series->low[index]) && assay_scale_shows (scale, series->high[index]);
}

static void
add_bar (AssayLayout *self, const AssaySlots *slots, guint series, guint index, double across)
{
  const AssaySeries *of = assay_layout_get_series (self, series);
  double low = assay_scale_clamp (&self->y.scale, of->low[index]);
  double high = assay_scale_clamp (&self->y.scale, of->high[index]);
  double size = MAX (fabs (high - low), 8 * self->scale), from = (low + high - size) / 2;

  assay_layout_add_mark (self, series, index, from, across, size, slots->thickness);
}

/* The guide at which bars change sides: the first on the value axis, if exactly two series lie around it. */
static const AssayGuide *
find_tie (const AssayFigure *figure)
{
  if (figure->series->len != 2)
    return NULL;
  for (guint i = 0; i < figure->guides->len; i++)
    if (!g_array_index (figure->guides, AssayGuide, i).on_x)
      return &g_array_index (figure->guides, AssayGuide, i);

  return NULL;
}

/* The same room on both sides, so that leads can be compared. */
static void
centre_range (const AssayGuide *tie, double *min, double *max)
{
  double reach = MAX (fabs (*min - tie->value), fabs (*max - tie->value));

  *min = tie->value - reach;
  *max = tie->value + reach;
}

/* Leads have no sign, and the tie is called by its name. */
static void
rename_ticks (AssayLayout *self, const AssayGuide *tie)
{
  for (guint i = 0; i < self->y.ticks->len; i++)
    {
      AssayTick *tick = &g_array_index (self->y.ticks, AssayTick, i);

      g_free (tick->label);
      if (fabs (tick->value - tie->value) < 1e-9 * (self->y.scale.max - self->y.scale.min) && tie->label != NULL)
        tick->label = g_strdup (tie->label);
      else
        tick->label = assay_unit_short (self->figure->y.unit, fabs (tick->value - tie->value));
    }
}

static void
name_side (AssayLayout *self, guint side, double at)
{
  const AssaySeries *series = assay_layout_get_series (self, side);
  g_autofree char *text = g_strdup_printf (_ ("%s leads"), series->name != NULL ? series->name : "");
  AssayLabelPlace place = { at + (side == 0 ? -18 : 18) * self->scale, self->plot.y - 4 * self->scale, side == 0 ? 1 : 0, 1,
                            0, 1, &self->styles[side].text, 0 };

  assay_label_try (self, ASSAY_LABEL_DIRECT, text, &place);
}

static void
layout_tornado (AssayLayout *self, const AssayGuide *tie, double min, double max)
{
  AssayRoom room = { 12 * self->scale, 14 * self->scale, 0, 0 };

  /* Both sides are named at the tie. */
  self->named = TRUE;
  assay_legend_replace (self);
  centre_range (tie, &min, &max);
  assay_axis_fit (self, &self->y, min, max, ASSAY_FIT_ROUND);
  if (self->body.height > 100 * self->scale)
    room.top = assay_label_line_height (self, ASSAY_LABEL_DIRECT) + 6 * self->scale
               - assay_label_line_height (self, ASSAY_LABEL_AXIS);
  assay_axes_place (self, TRUE, &room);
  assay_slots_add_marks (self, is_shown, add_bar);
  rename_ticks (self, tie);
  self->own_guide = tie;
  if (room.top > 0)
    for (guint side = 0; side < 2; side++)
      name_side (self, side, assay_scale_map (&self->y.scale, tie->value));
}

static void
add_range_value (AssayLayout *self, const AssayMark *mark)
{
  const AssaySeries *series = assay_layout_get_series (self, mark->series);
  double low = series->low[mark->index], high = series->high[mark->index];
  g_autofree char *range = low == high ? assay_unit_label (self->figure->y.unit, low)
                                       : assay_unit_format_range (self->figure->y.unit, low, high);
  g_autofree char *text = g_strconcat (range, mark->flags & ASSAY_MARK_HOLLOW ? "*" : "", NULL);
  AssayLabelPlace right = { mark->x + mark->width + 6 * self->scale, mark->y + mark->height / 2, 0, 0.5, 0, 1, NULL, 0 };
  AssayLabelPlace left = { mark->x - 6 * self->scale, mark->y + mark->height / 2, 1, 0.5, 0, 1, NULL, 0 };

  if (mark->height >= 0.6 * assay_label_line_height (self, ASSAY_LABEL_VALUE)
      && !assay_label_try (self, ASSAY_LABEL_VALUE, text, &right))
    assay_label_try (self, ASSAY_LABEL_VALUE, text, &left);
}

static void
layout_plain (AssayLayout *self, double min, double max)
{
  AssayRoom room = { 0, MIN (90 * self->scale, self->body.width * 0.2), 0, 0 };

  assay_axis_fit (self, &self->y, min, max, ASSAY_FIT_ROUND);
  assay_axes_place (self, TRUE, &room);
  assay_slots_add_marks (self, is_shown, add_bar);
  for (guint i = 0; i < self->marks->len; i++)
    add_range_value (self, &g_array_index (self->marks, AssayMark, i));
}

static void
layout (AssayLayout *self)
{
  const AssayGuide *tie = find_tie (self->figure);
  double min, max;

  assay_figure_get_range (self->figure, self->figure->y.scale, &min, &max);
  assay_fit_categories (self);
  if (tie != NULL && isfinite (min) && isfinite (tie->value) && self->figure->y.scale == ASSAY_SCALE_LINEAR)
    layout_tornado (self, tie, min, max);
  else
    layout_plain (self, min, max);
}

static void
draw_piece (AssayLayout *self, cairo_t *cr, const AssayMark *mark, guint style, double from, double to)
{
  cairo_rectangle_t box = { from, mark->y, to - from, mark->height };
  AssayBarLook look = { &self->styles[style], self->theme, self->scale, (mark->flags & ASSAY_MARK_HOLLOW) != 0,
                        FALSE, FALSE, FALSE };

  assay_bar_draw (cr, &box, &look);
}

/* What the value is now is one line through all bars if it is the same for all, as with a lead. */
static gboolean
is_one_value (AssayLayout *self, double *value)
{
  const AssayMark *marks = (const AssayMark *) self->marks->data;

  *value = NAN;
  for (guint i = 0; i < self->marks->len; i++)
    {
      double other = assay_layout_get_series (self, marks[i].series)->y[marks[i].index];

      if (!assay_scale_shows (&self->y.scale, other) || (i > 0 && other != *value))
        return FALSE;
      *value = other;
    }

  return self->marks->len > 1;
}

static void
draw_common_value (AssayLayout *self, cairo_t *cr, double value)
{
  const double dashes[] = { 4 * self->scale, 3 * self->scale };
  double x = assay_scale_clamp (&self->y.scale, value);

  cairo_save (cr);
  assay_colour_set_source (self->theme->foreground, cr);
  cairo_set_line_width (cr, 1.5 * self->scale);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, x, self->plot.y);
  cairo_line_to (cr, x, self->plot.y + self->plot.height);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* The value now, as a notch across the bar. */
static void
draw_value (AssayLayout *self, cairo_t *cr, const AssayMark *mark)
{
  double value = assay_layout_get_series (self, mark->series)->y[mark->index], x;

  if (!assay_scale_shows (&self->y.scale, value))
    return;
  x = assay_scale_clamp (&self->y.scale, value);
  cairo_move_to (cr, x, mark->y - 2 * self->scale);
  cairo_line_to (cr, x, mark->y + mark->height + 2 * self->scale);
  assay_colour_set_source (self->theme->background, cr);
  cairo_set_line_width (cr, 4.5 * self->scale);
  cairo_stroke_preserve (cr);
  assay_colour_set_source (self->theme->foreground, cr);
  cairo_set_line_width (cr, 2 * self->scale);
  cairo_stroke (cr);
}

static void
draw_tie (AssayLayout *self, cairo_t *cr, double x)
{
  double arrow = 4 * self->scale, y = self->plot.y - 4 * self->scale - assay_label_line_height (self, ASSAY_LABEL_DIRECT) / 2;

  assay_colour_set_source (self->theme->foreground, cr);
  cairo_set_line_width (cr, 2 * self->scale);
  cairo_move_to (cr, x, self->plot.y);
  cairo_line_to (cr, x, self->plot.y + self->plot.height);
  cairo_stroke (cr);
  for (guint side = 0; side < 2 && y > self->body.y; side++)
    {
      double way = side == 0 ? -1 : 1;

      cairo_move_to (cr, x + way * 14 * self->scale, y);
      cairo_line_to (cr, x + way * 7 * self->scale, y - arrow);
      cairo_line_to (cr, x + way * 7 * self->scale, y + arrow);
      cairo_close_path (cr);
      assay_colour_set_source (self->styles[side].colour, cr);
      cairo_fill (cr);
    }
}

static void
draw (AssayLayout *self, cairo_t *cr)
{
  const AssayGuide *tie = self->own_guide;
  double middle = tie != NULL ? assay_scale_map (&self->y.scale, tie->value) : 0, value;
  gboolean common = is_one_value (self, &value);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);
      double start = mark->x, end = mark->x + mark->width;

      if (tie == NULL)
        draw_piece (self, cr, mark, mark->series, start, end);
      else
        {
          draw_piece (self, cr, mark, 0, start, MIN (end, middle));
          draw_piece (self, cr, mark, 1, MAX (start, middle), end);
        }
      if (!common)
        draw_value (self, cr, mark);
    }
  if (common)
    draw_common_value (self, cr, value);
  if (tie != NULL)
    draw_tie (self, cr, middle);
}

const AssayKind assay_kind_ranges = { N_ ("Range chart"), layout, draw, NULL, NULL, ASSAY_SWATCH_BOX, FALSE };
