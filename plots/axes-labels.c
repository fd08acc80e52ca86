#include "plots/layout-private.h"

#include <math.h>
#include <string.h>

#include "data/model/units.h"

/* Whether the label says the unit already, by symbol or name; shares and ratios say it at every number. */
static gboolean
says_unit (const char *label, const AssayUnit *unit)
{
  g_autofree char *folded = g_utf8_casefold (label, -1);
  g_autofree char *symbol = g_utf8_casefold (unit->symbol, -1);
  g_autofree char *name = g_utf8_casefold (assay_unit_name (unit), -1);

  return *symbol == '\0' || strstr (folded, symbol) != NULL || strstr (folded, name) != NULL
         || unit->quantity == ASSAY_QUANTITY_SHARE || unit->quantity == ASSAY_QUANTITY_RATIO;
}

/* "Throughput, req/s"; the unit in words where the axis has no label. Transfer full. */
static char *
title_words (const AssayPlotAxis *axis)
{
  const char *label = axis->axis->label;
  const AssayUnit *unit = axis->axis->unit;

  if (label == NULL || *label == '\0')
    return unit != NULL && *unit->symbol != '\0' ? g_strdup (assay_unit_name (unit)) : NULL;
  if (unit == NULL || says_unit (label, unit))
    return g_strdup (label);

  return g_strdup_printf ("%s, %s", label, unit->symbol);
}

/* An arrow points to an end of the axis, whose low one is on the left also where words run from right to left. Transfer full. */
static char *
axis_title (const AssayPlotAxis *axis)
{
  g_autofree char *words = title_words (axis);

  if (words != NULL && (strstr (words, "←") != NULL || strstr (words, "→") != NULL))
    return g_strconcat ("\u2066", words, "\u2069", NULL);

  return g_steal_pointer (&words);
}

gboolean
assay_axis_has_title (const AssayPlotAxis *axis)
{
  g_autofree char *title = axis_title (axis);

  return title != NULL;
}

static void
add_ticks (AssayLayout *self, const AssayPlotAxis *axis)
{
  for (guint i = 0; axis->band > 0 && axis->ticks != NULL && i < axis->ticks->len; i++)
    {
      const AssayTick *tick = &g_array_index (axis->ticks, AssayTick, i);
      double at = assay_scale_map (&axis->scale, tick->value), width, height;
      AssayLabelPlace place = { self->plot.x - axis->offset - 8 * self->scale, at, 1, 0.5, 0, 1, NULL, 0 };

      if (tick->label == NULL)
        continue;
      if (!axis->upright)
        {
          assay_label_measure (self, ASSAY_LABEL_TICK, tick->label, 0, 1, &width, &height);
          place.x = CLAMP (at, width / 2, MAX (width / 2, self->width - width / 2));
          place.y = self->plot.y + self->plot.height + axis->offset + 5 * self->scale;
          place.across = 0.5;
          place.down = 0;
        }
      assay_label_try (self, ASSAY_LABEL_TICK, tick->label, &place);
    }
}

/* Beside the plot: two lines if the row has them; every so many rows if not even one fits. */
static void
add_names_beside (AssayLayout *self, const AssayPlotAxis *axis)
{
  double line = assay_label_line_height (self, ASSAY_LABEL_CATEGORY), start, row, zoom;
  guint every, lines;

  assay_axis_get_band (self, axis, 0, &start, &row);
  zoom = assay_label_fit_zoom (self, ASSAY_LABEL_CATEGORY, row);
  every = (guint) MAX (1, ceil (line * zoom * 0.8 / row));
  lines = row >= 2 * line ? 2 : 1;
  for (guint i = 0; i < axis->n_names; i += every)
    {
      AssayLabelPlace place = { self->plot.x - axis->offset - 12 * self->scale, 0, 1, 0.5, axis->band - 12 * self->scale, lines,
                                NULL, zoom };

      assay_axis_get_band (self, axis, i, &start, &row);
      place.y = start + row / 2;
      assay_label_try (self, ASSAY_LABEL_CATEGORY, axis->names[i], &place);
    }
}

static void
add_names_above (AssayLayout *self, const AssayPlotAxis *axis)
{
  for (guint i = 0; i < axis->n_names; i++)
    {
      AssayLabelPlace place = { self->plot.x, 0, 0, 1, self->plot.width, 1, NULL, 0 };
      double start, size;

      assay_axis_get_band (self, axis, i, &start, &size);
      place.y = start + self->scale;
      assay_label_try (self, ASSAY_LABEL_CATEGORY, axis->names[i], &place);
    }
}

static void
add_names_below (AssayLayout *self, const AssayPlotAxis *axis)
{
  double start, size, least = 28 * self->scale;
  guint every;

  assay_axis_get_band (self, axis, 0, &start, &size);
  every = (guint) MAX (1, ceil (least / size));
  for (guint i = 0; i < axis->n_names; i += every)
    {
      AssayLabelPlace place = { 0, self->plot.y + self->plot.height + 5 * self->scale, 0.5, 0,
                                MAX (size * every - 6 * self->scale, 1), 2, NULL, 0 };

      assay_axis_get_band (self, axis, i, &start, &size);
      place.x = start + size / 2;
      assay_label_try (self, ASSAY_LABEL_CATEGORY, axis->names[i], &place);
    }
}

static void
add_names (AssayLayout *self, const AssayPlotAxis *axis)
{
  if (axis->above)
    add_names_above (self, axis);
  else if (axis->band > 0 && axis->upright)
    add_names_beside (self, axis);
  else if (axis->band > 0)
    add_names_below (self, axis);
}

static void
add_title (AssayLayout *self, const AssayPlotAxis *axis)
{
  g_autofree char *title = axis_title (axis);
  double gap = 4 * self->scale;
  AssayLabelPlace above = { self->body.x, self->plot.y - assay_label_line_height (self, ASSAY_LABEL_TICK) / 2 - gap / 2, 0, 1, self->body.width, 1, NULL, 0 };
  AssayLabelPlace below = { self->plot.x + self->plot.width / 2, self->plot.y + self->plot.height + axis->offset + axis->band + gap / 2,
                            0.5, 0, self->plot.width, 1, NULL, 0 };

  if (title != NULL && axis->band > 0)
    assay_label_try (self, ASSAY_LABEL_AXIS, title, axis->upright ? &above : &below);
}

/* Above the plot at the guide's place, or beside it where another guide's name stands there. */
static gboolean
name_level_guide (AssayLayout *self, const AssayGuide *guide, double at)
{
  static const double anchors[] = { 0.5, 0, 1 };
  double width, height, gap = 3 * self->scale;

  assay_label_measure (self, ASSAY_LABEL_GUIDE, guide->label, 0, 1, &width, &height);
  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      double left = at - width * anchors[i] + (0.5 - anchors[i]) * 2 * gap;
      AssayLabelPlace place = { CLAMP (left, 0, MAX (self->width - width, 0)), self->plot.y - gap, 0, 1, 0, 1, NULL, 0 };

      if (assay_label_try (self, ASSAY_LABEL_GUIDE, guide->label, &place))
        return TRUE;
    }

  return FALSE;
}

/* Within the plot, over its line at the right end; else under it. */
static gboolean
name_upright_guide (AssayLayout *self, const AssayGuide *guide, double at)
{
  double right = self->plot.x + self->plot.width - 4 * self->scale;
  AssayLabelPlace over = { right, at - 2 * self->scale, 1, 1, self->plot.width, 1, NULL, 0 };
  AssayLabelPlace under = { right, at + 2 * self->scale, 1, 0, self->plot.width, 1, NULL, 0 };

  return assay_label_try (self, ASSAY_LABEL_GUIDE, guide->label, &over)
         || assay_label_try (self, ASSAY_LABEL_GUIDE, guide->label, &under);
}

static void
add_guide_names (AssayLayout *self)
{
  for (guint i = 0; i < self->figure->guides->len; i++)
    {
      const AssayGuide *guide = &g_array_index (self->figure->guides, AssayGuide, i);
      const AssayPlotAxis *axis = guide->on_x ? &self->x : &self->y;
      double at = assay_scale_map (&axis->scale, guide->value);

      if (guide == self->own_guide || guide->label == NULL || axis->names != NULL || !assay_scale_shows (&axis->scale, guide->value)
          || at != assay_scale_clamp (&axis->scale, guide->value))
        continue;
      if (axis->upright)
        name_upright_guide (self, guide, at);
      else
        name_level_guide (self, guide, at);
    }
}

void
assay_axes_add_labels (AssayLayout *self)
{
  AssayPlotAxis *axes[] = { &self->x, &self->y };

  add_guide_names (self);
  for (guint i = 0; i < G_N_ELEMENTS (axes); i++)
    {
      add_ticks (self, axes[i]);
      add_names (self, axes[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (axes); i++)
    if (axes[i]->names == NULL)
      add_title (self, axes[i]);
}
