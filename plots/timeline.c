/* Rows of days: from the first to the last, lighter after the day on which the phase changes. */
#include "data/model/language.h"
#include "plots/layout-private.h"

#include <math.h>
#include <string.h>

#include "data/model/series.h"
#include "data/model/units.h"

static double
thickness (AssayLayout *self)
{
  double start, band;

  assay_axis_get_band (self, &self->x, 0, &start, &band);

  return MIN (24 * self->scale, band * 0.66);
}

/* An end that isn't known lies at the edge of the plot. */
static double
position (AssayLayout *self, double day, gboolean last)
{
  const AssayScale *scale = &self->y.scale;

  return isfinite (day) ? assay_scale_clamp (scale, day) : last ? MAX (scale->from, scale->to) : MIN (scale->from, scale->to);
}

static void
add_period (AssayLayout *self, guint series, guint index)
{
  const AssaySeries *of = assay_layout_get_series (self, series);
  double from = position (self, of->low[index], FALSE), to = position (self, of->high[index], TRUE);
  double size = MAX (to - from, 2 * self->scale), start, band;

  assay_axis_get_band (self, &self->x, (guint) of->x[index], &start, &band);
  assay_layout_add_mark (self, series, index, from, start + (band - thickness (self)) / 2, size, thickness (self));
}

static gboolean
is_in (const AssaySeries *series, guint index, guint category)
{
  return series->x != NULL && series->low != NULL && series->high != NULL && series->x[index] == category
         && (isfinite (series->low[index]) || isfinite (series->high[index]));
}

static void
add_periods (AssayLayout *self)
{
  for (guint c = 0; c < self->x.n_names; c++)
    for (guint s = 0; s < self->figure->series->len; s++)
      for (guint i = 0; i < assay_layout_get_series (self, s)->n; i++)
        if (is_in (assay_layout_get_series (self, s), i, c))
          add_period (self, s, i);
}

/* Whether another period of the same row starts right of @mark: its end then needs no label. */
static gboolean
is_followed (AssayLayout *self, const AssayMark *mark)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *other = &g_array_index (self->marks, AssayMark, i);

      if (other != mark && other->y == mark->y && other->x > mark->x)
        return TRUE;
    }

  return FALSE;
}

static char *
month_and_year (double day)
{
  g_autofree char *full = assay_date_format (day);
  const char *space = strchr (full, ' ');

  return g_strdup (space != NULL ? space + 1 : full);
}

static void
add_end (AssayLayout *self, const AssayMark *mark)
{
  double last = assay_layout_get_series (self, mark->series)->high[mark->index];
  g_autofree char *text = NULL;
  AssayLabelPlace place = { mark->x + mark->width + 6 * self->scale, mark->y + mark->height / 2, 0, 0.5, 0, 1, NULL, 0 };

  if (!isfinite (last) || last > self->y.scale.max || is_followed (self, mark)
      || mark->height < 0.6 * assay_label_line_height (self, ASSAY_LABEL_VALUE))
    return;
  text = month_and_year (last);
  assay_label_try (self, ASSAY_LABEL_VALUE, text, &place);
}

static void
layout (AssayLayout *self)
{
  double min, max, width, height;
  AssayRoom room = { 0, 0, 0, 0 };

  assay_figure_get_range (self->figure, ASSAY_SCALE_DATE, &min, &max);
  assay_fit_categories (self);
  assay_axis_fit_as (self, &self->y, ASSAY_SCALE_DATE, min, max, 0);
  assay_label_measure (self, ASSAY_LABEL_VALUE, "Sep 2000", 0, 1, &width, &height);
  room.right = MIN (width + 8 * self->scale, self->body.width * 0.2);
  assay_axes_place (self, TRUE, &room);
  add_periods (self);
  for (guint i = 0; i < self->marks->len; i++)
    add_end (self, &g_array_index (self->marks, AssayMark, i));
}

static void
draw_phase (AssayLayout *self, cairo_t *cr, const AssayMark *mark, double from, double to, gboolean second)
{
  cairo_rectangle_t box = { from, mark->y, to - from, mark->height };
  AssayBarLook look = { &self->styles[mark->series], self->theme, self->scale, (mark->flags & ASSAY_MARK_HOLLOW) != 0,
                        from == mark->x, to >= mark->x + mark->width, FALSE };

  if (second)
    assay_bar_draw_paler (cr, &box, &look);
  else
    assay_bar_draw (cr, &box, &look);
}

static void
draw_period (AssayLayout *self, cairo_t *cr, const AssayMark *mark)
{
  double change = assay_layout_get_series (self, mark->series)->y[mark->index], end = mark->x + mark->width;
  double at = isfinite (change) ? CLAMP (assay_scale_map (&self->y.scale, change), mark->x, end) : end;

  draw_phase (self, cr, mark, mark->x, at, FALSE);
  draw_phase (self, cr, mark, at, end, TRUE);
}

static void
draw (AssayLayout *self, cairo_t *cr)
{
  for (guint i = 0; i < self->marks->len; i++)
    draw_period (self, cr, &g_array_index (self->marks, AssayMark, i));
}

/* "Name: 4 Oct 2021 to 31 Oct 2026, changes on 4 Apr 2024". */
static char *
describe (AssayLayout *self, const AssayMark *mark)
{
  const AssaySeries *series = assay_layout_get_series (self, mark->series);
  const char *row = assay_figure_get_category (self->figure, series, mark->index);
  GString *words = g_string_new (row != NULL ? row : "");
  double first = series->low[mark->index], last = series->high[mark->index], change = series->y[mark->index];
  g_autofree char *from = isfinite (first) ? assay_date_format (first) : g_strdup ("before");
  g_autofree char *to = isfinite (last) ? assay_date_format (last) : g_strdup ("open");

  if (series->name != NULL && g_strcmp0 (series->name, row) != 0 && self->figure->series->len > 1)
    g_string_append_printf (words, " (%s)", series->name);
  g_string_append_printf (words, _ (": %s to %s"), from, to);
  if (isfinite (change))
    {
      g_autofree char *day = assay_date_format (change);

      g_string_append_printf (words, _ (", changes on %s"), day);
    }

  return g_string_free (words, FALSE);
}

const AssayKind assay_kind_timeline = { N_ ("Timeline"), layout, draw, NULL, describe, ASSAY_SWATCH_BOX, FALSE };
