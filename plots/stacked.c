/* Parts of a whole, end to end. */
#include "data/model/language.h"
#include "plots/slots.h"

#include <math.h>

#include "data/model/series.h"
#include "data/model/units.h"

/* A part is shown if it has a size; those below zero stack the other way. */
static gboolean
is_in (const AssaySeries *series, guint index, guint category)
{
  return series->x != NULL && series->x[index] == category && isfinite (series->y[index])
         && series->role != ASSAY_ROLE_CLAIM;
}

static void
add_up (AssayLayout *self, guint category, double *below, double *above)
{
  *below = *above = 0;
  for (guint s = 0; s < self->figure->series->len; s++)
    {
      const AssaySeries *series = assay_layout_get_series (self, s);

      for (guint i = 0; i < series->n; i++)
        if (is_in (series, i, category))
          *(series->y[i] < 0 ? below : above) += series->y[i];
    }
}

static void
get_range (AssayLayout *self, double *min, double *max)
{
  double below, above;

  *min = *max = 0;
  for (guint c = 0; c < self->x.n_names; c++)
    {
      add_up (self, c, &below, &above);
      *min = MIN (*min, below);
      *max = MAX (*max, above);
    }
  if (!isfinite (*min) || !isfinite (*max) || *min == *max)
    *max = *min + 1;
}

static double
thickness (AssayLayout *self)
{
  double start, band;

  assay_axis_get_band (self, &self->x, 0, &start, &band);

  return MIN ((self->y.upright ? 56 : 30) * self->scale, band * 0.72);
}

static void
add_part (AssayLayout *self, guint series, guint index, double across, double from, double to)
{
  double start = assay_scale_clamp (&self->y.scale, from), end = assay_scale_clamp (&self->y.scale, to);
  double low = MIN (start, end), size = fabs (end - start);

  if (self->y.upright)
    assay_layout_add_mark (self, series, index, across, low, thickness (self), size);
  else
    assay_layout_add_mark (self, series, index, low, across, size, thickness (self));
}

static void
add_category (AssayLayout *self, guint category)
{
  double start, band, below = 0, above = 0;

  assay_axis_get_band (self, &self->x, category, &start, &band);
  for (guint s = 0; s < self->figure->series->len; s++)
    {
      const AssaySeries *series = assay_layout_get_series (self, s);

      for (guint i = 0; i < series->n; i++)
        if (is_in (series, i, category))
          {
            double *sum = series->y[i] < 0 ? &below : &above, from = *sum;

            *sum += series->y[i];
            add_part (self, s, i, start + (band - thickness (self)) / 2, from, *sum);
          }
    }
}

/* Within the part, where it fits with room to spare. */
static void
add_part_value (AssayLayout *self, const AssayMark *mark)
{
  AssayColour ink = assay_colour_readable (self->styles[mark->series].colour);
  g_autofree char *text = assay_point_label (self->figure, mark->series, mark->index, FALSE);
  AssayLabelPlace place = { mark->x + mark->width / 2, mark->y + mark->height / 2, 0.5, 0.5, 0, 1, &ink, 0 };
  double width, height;

  if (mark->flags & ASSAY_MARK_HOLLOW)
    place.colour = &self->theme->foreground;
  assay_label_measure (self, ASSAY_LABEL_VALUE, text, 0, 1, &width, &height);
  if (width + 8 * self->scale <= mark->width && height <= mark->height)
    assay_label_try (self, ASSAY_LABEL_VALUE, text, &place);
}

/* The sum at the end, unless the parts are shares of all there is. */
static void
add_total (AssayLayout *self, guint category)
{
  const AssayUnit *unit = self->figure->y.unit;
  double below, above, start, band, end;
  g_autofree char *text = NULL;

  add_up (self, category, &below, &above);
  if (above <= 0 || (unit != NULL && unit->quantity == ASSAY_QUANTITY_SHARE))
    return;
  text = assay_unit_short (unit, above);
  assay_axis_get_band (self, &self->x, category, &start, &band);
  end = assay_scale_clamp (&self->y.scale, above);
  if (self->y.upright)
    assay_label_try (self, ASSAY_LABEL_VALUE, text,
                     &(AssayLabelPlace) { start + band / 2, end - 3 * self->scale, 0.5, 1, 0, 1, NULL, 0 });
  else
    assay_label_try (self, ASSAY_LABEL_VALUE, text,
                     &(AssayLabelPlace) { end + 6 * self->scale, start + band / 2, 0, 0.5, 0, 1, NULL, 0 });
}

static void
layout (AssayLayout *self)
{
  double min, max, width, height;
  AssayRoom room = { 0, 14 * self->scale, 0, 0 };

  assay_fit_categories (self);
  get_range (self, &min, &max);
  assay_axis_fit_as (self, &self->y, ASSAY_SCALE_LINEAR, min, max, ASSAY_FIT_ROUND | ASSAY_FIT_ZERO);
  assay_label_measure (self, ASSAY_LABEL_VALUE, "1.23M", 0, 1, &width, &height);
  if (self->figure->horizontal)
    room.right = MIN (width + 6 * self->scale, self->body.width * 0.15);
  else
    room.top = MIN (height, self->body.height * 0.1);
  assay_axes_place (self, self->figure->horizontal, &room);
  for (guint c = 0; c < self->x.n_names; c++)
    add_category (self, c);
  for (guint i = 0; i < self->marks->len; i++)
    add_part_value (self, &g_array_index (self->marks, AssayMark, i));
  for (guint c = 0; c < self->x.n_names; c++)
    add_total (self, c);
}

/* Hatches keep clear of the number that stands on them. */
static void
draw_part (AssayLayout *self, cairo_t *cr, const cairo_rectangle_t *box, const AssayBarLook *look)
{
  AssaySeriesStyle plain = *look->style;
  AssayBarLook filled = *look;

  plain.pattern = 0;
  filled.style = &plain;
  if (!look->hollow)
    assay_bar_draw (cr, box, &filled);
  if (!look->hollow && (!self->theme->hatched || look->style->pattern == 0))
    return;
  cairo_save (cr);
  assay_labels_clip_out (self, cr);
  assay_bar_draw (cr, box, look);
  cairo_restore (cr);
}

static void
draw (AssayLayout *self, cairo_t *cr)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);
      double gap = MIN (self->scale, MAX (mark->width, mark->height) * 0.1);
      cairo_rectangle_t box = { mark->x, mark->y, mark->width, mark->height };
      AssayBarLook look = { &self->styles[mark->series], self->theme, self->scale, (mark->flags & ASSAY_MARK_HOLLOW) != 0,
                            FALSE, FALSE, self->y.upright };

      /* A hair of the ground keeps neighbours apart, whatever their colours. */
      if (self->y.upright)
        box.height -= gap;
      else
        box.width -= gap;
      draw_part (self, cr, &box, &look);
    }
}

const AssayKind assay_kind_stacked = { N_ ("Stacked bar chart"), layout, draw, NULL, NULL, ASSAY_SWATCH_BOX, FALSE };
