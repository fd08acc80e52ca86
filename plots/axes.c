#include "plots/layout-private.h"

#include <math.h>

#include "data/model/series.h"

void
assay_axis_fit_names (AssayLayout *self G_GNUC_UNUSED, AssayPlotAxis *axis, const char * const *names, guint n)
{
  axis->names = names;
  axis->n_names = n;
  axis->scale = assay_scale_categories (n);
}

void
assay_fit_categories (AssayLayout *self)
{
  char **categories = self->figure->categories;

  assay_axis_fit_names (self, &self->x, (const char * const *) categories,
                        categories != NULL ? g_strv_length (categories) : 0);
}

static void
extend (AssayScaleKind kind, double value, double *min, double *max)
{
  if (!isfinite (value) || (kind == ASSAY_SCALE_LOG && value <= 0))
    return;
  *min = isnan (*min) ? value : MIN (*min, value);
  *max = isnan (*max) ? value : MAX (*max, value);
}

void
assay_figure_get_range (const AssayFigure *figure, AssayScaleKind scale, double *min, double *max)
{
  *min = *max = NAN;
  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = g_ptr_array_index (figure->series, s);

      for (guint i = 0; i < series->n; i++)
        {
          extend (scale, series->y[i], min, max);
          if (series->low != NULL)
            extend (scale, series->low[i], min, max);
          if (series->high != NULL)
            extend (scale, series->high[i], min, max);
        }
    }
}

static void
extend_to_guides (AssayLayout *self, AssayPlotAxis *axis, AssayScaleKind kind, double *min, double *max)
{
  for (guint i = 0; i < self->figure->guides->len; i++)
    {
      const AssayGuide *guide = &g_array_index (self->figure->guides, AssayGuide, i);

      if (guide->on_x == (axis == &self->x))
        extend (kind, guide->value, min, max);
    }
}

/* Nothing but zeros: what grows from zero has no other side. */
static void
extend_to_zero (AssayScaleKind kind, double *min, double *max)
{
  if (kind == ASSAY_SCALE_LINEAR)
    {
      extend (kind, 0, min, max);
      if (*max <= 0 && *min >= 0)
        *max = 1;
    }
  else if (kind == ASSAY_SCALE_LOG && *min > 0)
    *min = pow (10, floor (log10 (*min / 1.26)));
}

void
assay_axis_fit (AssayLayout *self, AssayPlotAxis *axis, double min, double max, AssayFit fit)
{
  AssayScaleKind kind = axis->axis->scale == ASSAY_SCALE_CATEGORY ? ASSAY_SCALE_LINEAR : axis->axis->scale;

  assay_axis_fit_as (self, axis, kind, min, max, fit);
}

void
assay_axis_fit_as (AssayLayout *self, AssayPlotAxis *axis, AssayScaleKind kind, double min, double max, AssayFit fit)
{
  const AssayAxis *wish = axis->axis;

  extend_to_guides (self, axis, kind, &min, &max);
  if (fit & ASSAY_FIT_ZERO)
    extend_to_zero (kind, &min, &max);
  if (isfinite (wish->min) && (kind != ASSAY_SCALE_LOG || wish->min > 0))
    min = wish->min;
  if (isfinite (wish->max) && (kind != ASSAY_SCALE_LOG || wish->max > 0))
    max = wish->max;
  axis->scale = assay_scale_new (kind, min, max);
  if (fit & ASSAY_FIT_ROUND)
    assay_scale_round (&axis->scale, wish, ASSAY_MOST_TICKS);
}

void
assay_axis_inset (AssayPlotAxis *axis, double at_min, double at_max)
{
  double way = axis->scale.to >= axis->scale.from ? 1 : -1, length = fabs (axis->scale.to - axis->scale.from);
  double share = MIN (1, length * 0.5 / MAX (at_min + at_max, 1e-9));

  axis->scale.from += way * at_min * share;
  axis->scale.to -= way * at_max * share;
}

void
assay_axis_get_band (const AssayLayout *self, const AssayPlotAxis *axis, guint index, double *start, double *size)
{
  double row = fabs (axis->scale.to - axis->scale.from) / MAX (axis->n_names, 1);
  double at = MIN (axis->scale.from, axis->scale.to) + row * index, above = 0;

  if (axis->above)
    above = MIN (assay_label_line_height ((AssayLayout *) self, ASSAY_LABEL_CATEGORY), row / 2);
  *start = at + above;
  *size = row - above;
}

static void
draw_grid_line (cairo_t *cr, const cairo_rectangle_t *plot, double at, gboolean upright)
{
  double snapped = floor (at) + 0.5;

  if (upright)
    {
      cairo_move_to (cr, plot->x, snapped);
      cairo_line_to (cr, plot->x + plot->width, snapped);
    }
  else
    {
      cairo_move_to (cr, snapped, plot->y);
      cairo_line_to (cr, snapped, plot->y + plot->height);
    }
}

/* The line that bars stand on: zero, or where a log axis starts. */
static void
draw_base (AssayLayout *self, cairo_t *cr)
{
  const AssayScale *scale = &self->y.scale;
  double base = scale->kind == ASSAY_SCALE_LINEAR ? CLAMP (0, scale->min, scale->max) : scale->min;

  assay_colour_set_source (assay_colour_mix (self->theme->grid, self->theme->secondary, 0.5), cr);
  cairo_set_line_width (cr, MAX (1, 1.2 * self->scale));
  draw_grid_line (cr, &self->plot, assay_scale_map (scale, base), self->y.upright);
  cairo_stroke (cr);
}

void
assay_axes_draw (AssayLayout *self, cairo_t *cr)
{
  if (self->y.names != NULL || self->y.ticks == NULL)
    return;
  cairo_save (cr);
  assay_labels_clip_out (self, cr);
  assay_colour_set_source (self->theme->grid, cr);
  cairo_set_line_width (cr, MAX (1, 0.75 * self->scale));
  for (guint i = 0; i < self->y.ticks->len; i++)
    draw_grid_line (cr, &self->plot, assay_scale_map (&self->y.scale, g_array_index (self->y.ticks, AssayTick, i).value),
                    self->y.upright);
  cairo_stroke (cr);
  draw_base (self, cr);
  cairo_restore (cr);
}

static void
guides_path (AssayLayout *self, cairo_t *cr)
{
  for (guint i = 0; i < self->figure->guides->len; i++)
    {
      const AssayGuide *guide = &g_array_index (self->figure->guides, AssayGuide, i);
      const AssayPlotAxis *axis = guide->on_x ? &self->x : &self->y;

      if (guide != self->own_guide && axis->names == NULL && assay_scale_shows (&axis->scale, guide->value)
          && guide->value >= axis->scale.min && guide->value <= axis->scale.max)
        draw_grid_line (cr, &self->plot, assay_scale_map (&axis->scale, guide->value), axis->upright);
    }
}

/* Dashes on a thin strip of the ground, so that they are seen on dark bars too. */
void
assay_guides_draw (AssayLayout *self, cairo_t *cr)
{
  const double dashes[] = { 4 * self->scale, 3 * self->scale };

  cairo_save (cr);
  assay_labels_clip_out (self, cr);
  guides_path (self, cr);
  assay_colour_set_source (self->theme->background, cr);
  cairo_set_line_width (cr, 2.6 * self->scale);
  cairo_stroke_preserve (cr);
  assay_colour_set_source (self->theme->foreground, cr);
  cairo_set_line_width (cr, 1.3 * self->scale);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}
