/* A table in colours: a row a series, a column a category. */
#include "data/model/language.h"
#include "plots/layout-private.h"

#include <math.h>

#include "data/model/series.h"
#include "data/model/units.h"
#include "plots/heat.h"

#define BAR_LENGTH 120
#define BAR_HEIGHT 8
#define BAR_STEPS 48

/* What the colours span, and around what, if they diverge. */
typedef struct
{
  double min, max, middle;
  gboolean diverging;
  gboolean logarithmic;
  cairo_rectangle_t bar;       /* the key to the colours; empty: none */
  const char **rows;
} Heat;

static void
heat_free (gpointer heat)
{
  g_free (((Heat *) heat)->rows);
  g_free (heat);
}

/* Ratios diverge around one, other numbers around zero if they lie on both sides of it. */
static Heat *
heat_new (AssayLayout *self)
{
  const AssayUnit *unit = self->figure->y.unit;
  Heat *heat = g_new0 (Heat, 1);
  gboolean ratio = unit != NULL && unit->quantity == ASSAY_QUANTITY_RATIO;

  assay_figure_get_range (self->figure, ASSAY_SCALE_LINEAR, &heat->min, &heat->max);
  if (isfinite (self->figure->y.min))
    heat->min = self->figure->y.min;
  if (isfinite (self->figure->y.max))
    heat->max = self->figure->y.max;
  heat->middle = ratio ? 1 : 0;
  heat->diverging = heat->min < heat->middle && heat->max > heat->middle;
  heat->logarithmic = heat->min > 0 && (ratio || self->figure->y.scale == ASSAY_SCALE_LOG);

  return heat;
}

static double
even (const Heat *heat, double value)
{
  return heat->logarithmic ? log (value) : value;
}

static AssayColour
colour_of (const Heat *heat, double value)
{
  double low = even (heat, heat->min), high = even (heat, heat->max), middle = even (heat, heat->middle), at = even (heat, value);

  if (heat->diverging)
    {
      double reach = MAX (high - middle, middle - low);

      return assay_heat_diverging (CLAMP ((at - middle) / reach, -1, 1));
    }

  return assay_heat_sequential (high > low ? (at - low) / (high - low) : 0.5);
}

static void
add_cells (AssayLayout *self)
{
  double left, width, top, height;

  for (guint s = 0; s < self->figure->series->len; s++)
    {
      const AssaySeries *series = assay_layout_get_series (self, s);

      assay_axis_get_band (self, &self->y, s, &top, &height);
      for (guint i = 0; i < series->n; i++)
        {
          double column = series->x != NULL ? series->x[i] : NAN;

          if (!isfinite (series->y[i]) || !(column >= 0) || column >= self->x.n_names || column != floor (column))
            continue;
          assay_axis_get_band (self, &self->x, (guint) column, &left, &width);
          assay_layout_add_mark (self, s, i, left, top, width, height);
        }
    }
}

static gboolean
values_fit (AssayLayout *self, gboolean brief)
{
  double width, height;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);
      g_autofree char *text = assay_point_label (self->figure, mark->series, mark->index, brief);

      assay_label_measure (self, ASSAY_LABEL_VALUE, text, 0, 1, &width, &height);
      if (width > mark->width - 4 * self->scale || height > mark->height)
        return FALSE;
    }

  return TRUE;
}

/* In every cell or in none: a table with holes would mislead. */
static void
add_values (AssayLayout *self, const Heat *heat)
{
  gboolean brief = !values_fit (self, FALSE);

  if (brief && !values_fit (self, TRUE))
    return;
  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);
      double value = assay_layout_get_series (self, mark->series)->y[mark->index];
      AssayColour ink = assay_colour_readable (colour_of (heat, value));
      g_autofree char *text = assay_point_label (self->figure, mark->series, mark->index, brief);

      if (mark->flags & ASSAY_MARK_HOLLOW)
        ink = self->theme->foreground;
      assay_label_try (self, ASSAY_LABEL_VALUE, text,
                       &(AssayLabelPlace) { mark->x + mark->width / 2, mark->y + mark->height / 2, 0.5, 0.5, 0, 1, &ink, 0 });
    }
}

/* Above the plot, from the right: greatest value, the bar, least value. */
static void
place_key (AssayLayout *self, Heat *heat)
{
  g_autofree char *low = assay_unit_format (self->figure->y.unit, heat->min);
  g_autofree char *high = assay_unit_format (self->figure->y.unit, heat->max);
  double width, height, right = self->plot.x + self->plot.width, y, length = BAR_LENGTH * self->scale, gap = 6 * self->scale;

  assay_label_measure (self, ASSAY_LABEL_TICK, high, 0, 1, &width, &height);
  y = self->plot.y - height / 2 - 6 * self->scale;
  heat->bar = (cairo_rectangle_t) { right - width - gap - length, y - BAR_HEIGHT * self->scale / 2, length,
                                    BAR_HEIGHT * self->scale };
  if (!assay_label_try (self, ASSAY_LABEL_TICK, low, &(AssayLabelPlace) { heat->bar.x - gap, y, 1, 0.5, 0, 1, NULL, 0 }))
    {
      heat->bar.width = 0;
      return;
    }
  assay_label_try (self, ASSAY_LABEL_TICK, high, &(AssayLabelPlace) { right, y, 1, 0.5, 0, 1, NULL, 0 });
}

static void
fit_rows (AssayLayout *self, Heat *heat)
{
  guint n = self->figure->series->len;

  heat->rows = g_new0 (const char *, n + 1);
  for (guint s = 0; s < n; s++)
    heat->rows[s] = assay_layout_get_series (self, s)->name != NULL ? assay_layout_get_series (self, s)->name : "";
  assay_axis_fit_names (self, &self->y, heat->rows, n);
}

static void
layout (AssayLayout *self)
{
  Heat *heat = heat_new (self);
  gboolean key = self->body.height > 130 * self->scale && self->body.width > 240 * self->scale && isfinite (heat->min);
  AssayRoom room = { 0, 0, key ? 24 * self->scale : 0, 0 };
  char **columns = self->figure->categories;

  self->extra = heat;
  self->free_extra = heat_free;
  assay_axis_fit_names (self, &self->x, (const char * const *) columns, columns != NULL ? g_strv_length (columns) : 0);
  fit_rows (self, heat);
  assay_axes_place (self, FALSE, &room);
  add_cells (self);
  add_values (self, heat);
  if (key)
    place_key (self, heat);
}

static void
draw_key (cairo_t *cr, const Heat *heat)
{
  double low = even (heat, heat->min), high = even (heat, heat->max);

  for (guint i = 0; heat->bar.width > 0 && i < BAR_STEPS; i++)
    {
      double at = low + (high - low) * (i + 0.5) / BAR_STEPS;
      double left = floor (heat->bar.x + heat->bar.width * i / BAR_STEPS);
      double right = floor (heat->bar.x + heat->bar.width * (i + 1) / BAR_STEPS);

      assay_colour_set_source (colour_of (heat, heat->logarithmic ? exp (at) : at), cr);
      cairo_rectangle (cr, left, heat->bar.y, right - left, heat->bar.height);
      cairo_fill (cr);
    }
}

static void
draw_cell (AssayLayout *self, cairo_t *cr, const AssayMark *mark, const Heat *heat)
{
  double gap = MIN (1.5 * self->scale, MIN (mark->width, mark->height) * 0.1);
  AssaySeriesStyle style = { .colour = colour_of (heat, assay_layout_get_series (self, mark->series)->y[mark->index]) };
  cairo_rectangle_t box = { mark->x + gap / 2, mark->y + gap / 2, mark->width - gap, mark->height - gap };
  AssayBarLook look = { &style, self->theme, self->scale, (mark->flags & ASSAY_MARK_HOLLOW) != 0, TRUE, TRUE, FALSE };

  if (look.hollow)
    style.colour = self->theme->secondary;
  cairo_save (cr);
  if (look.hollow)
    assay_labels_clip_out (self, cr);
  assay_bar_draw (cr, &box, &look);
  cairo_restore (cr);
}

static void
draw (AssayLayout *self, cairo_t *cr)
{
  for (guint i = 0; i < self->marks->len; i++)
    draw_cell (self, cr, &g_array_index (self->marks, AssayMark, i), self->extra);
  draw_key (cr, self->extra);
}

const AssayKind assay_kind_heatmap = { N_ ("Heat map"), layout, draw, NULL, NULL, ASSAY_SWATCH_BOX, TRUE };
