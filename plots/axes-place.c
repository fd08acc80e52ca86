#include "plots/layout-private.h"

#include <math.h>

/* The rules of what is left out: below these sizes of the body (at scale 1) axes lose their titles, then their labels. */
#define LEAST_FOR_TITLES 130
#define LEAST_HEIGHT_FOR_LABELS 60
#define LEAST_WIDTH_FOR_LABELS 90
#define MOST_SHARE_OF_NAMES 0.36
#define NARROW 380

static gboolean
has_labels (AssayLayout *self, const AssayPlotAxis *axis)
{
  return axis->upright ? self->body.width >= LEAST_WIDTH_FOR_LABELS * self->scale
                       : self->body.height >= LEAST_HEIGHT_FOR_LABELS * self->scale;
}

static double
widest_name (AssayLayout *self, const AssayPlotAxis *axis)
{
  double widest = 0, width, height;

  for (guint i = 0; i < axis->n_names; i++)
    {
      assay_label_measure (self, ASSAY_LABEL_CATEGORY, axis->names[i], 0, 1, &width, &height);
      widest = MAX (widest, width);
    }

  return widest;
}

/* The column of names left of the plot; on narrow pages the names go above their rows instead, if the rows are high enough. */
static double
name_column (AssayLayout *self, AssayPlotAxis *axis, double height)
{
  double widest = widest_name (self, axis), most = self->body.width * MOST_SHARE_OF_NAMES;
  double row = height / MAX (axis->n_names, 1);

  axis->above = self->body.width < NARROW * self->scale && widest > self->body.width * 0.3
                && row >= 2.3 * assay_label_line_height (self, ASSAY_LABEL_CATEGORY);
  if (axis->above)
    return 0;

  return MIN (widest, most);
}

static double
widest_tick (AssayLayout *self, const AssayPlotAxis *axis)
{
  double widest = 0, width, height;

  for (guint i = 0; axis->ticks != NULL && i < axis->ticks->len; i++)
    {
      const AssayTick *tick = &g_array_index (axis->ticks, AssayTick, i);

      if (tick->label == NULL)
        continue;
      assay_label_measure (self, ASSAY_LABEL_TICK, tick->label, 0, 1, &width, &height);
      widest = MAX (widest, width);
    }

  return widest;
}

static void
make_ticks (AssayPlotAxis *axis, guint most)
{
  g_clear_pointer (&axis->ticks, g_array_unref);
  if (axis->names == NULL && !axis->bare)
    axis->ticks = assay_ticks_new (&axis->scale, axis->axis->unit, most);
}

/* As many ticks as have room: fewer and fewer until the labels stand apart. */
static void
fit_ticks (AssayLayout *self, AssayPlotAxis *axis, double length)
{
  double line = assay_label_line_height (self, ASSAY_LABEL_TICK);
  guint most = axis->upright ? (guint) CLAMP (length / (2.2 * line), 2, ASSAY_MOST_TICKS) : ASSAY_MOST_TICKS;

  make_ticks (axis, most);
  while (!axis->upright && axis->ticks != NULL && most > 2
         && (widest_tick (self, axis) + 14 * self->scale) * axis->ticks->len > length)
    make_ticks (axis, --most);
}

static double
upright_band (AssayLayout *self, AssayPlotAxis *axis, double height)
{
  double band;

  if (!has_labels (self, axis))
    return 0;
  band = axis->names != NULL ? name_column (self, axis, height) : widest_tick (self, axis);

  return band > 0 ? band + (axis->names != NULL ? 12 : 8) * self->scale : 0;
}

/* The height of the tallest name wrapped to the room of a category. */
static double
names_height (AssayLayout *self, const AssayPlotAxis *axis, double length)
{
  double room = length / MAX (axis->n_names, 1) - 6 * self->scale, tallest = 0, width, height;

  for (guint i = 0; i < axis->n_names; i++)
    {
      assay_label_measure (self, ASSAY_LABEL_CATEGORY, axis->names[i], MAX (room, 24 * self->scale), 2, &width, &height);
      tallest = MAX (tallest, height);
    }

  return tallest;
}

static double
level_band (AssayLayout *self, const AssayPlotAxis *axis, double length)
{
  double height = axis->names != NULL ? names_height (self, axis, length) : assay_label_line_height (self, ASSAY_LABEL_TICK);

  return has_labels (self, axis) ? height + 5 * self->scale : 0;
}

static gboolean
has_title (AssayLayout *self, const AssayPlotAxis *axis)
{
  return axis->names == NULL && self->body.height >= LEAST_FOR_TITLES * self->scale && assay_axis_has_title (axis);
}

/* Guides on the level axis are named above the plot. */
static gboolean
has_guide_names (AssayLayout *self, const AssayPlotAxis *axis)
{
  for (guint i = 0; i < self->figure->guides->len; i++)
    {
      const AssayGuide *guide = &g_array_index (self->figure->guides, AssayGuide, i);

      if (guide->label != NULL && guide->on_x == (axis == &self->x))
        return self->body.height >= LEAST_HEIGHT_FOR_LABELS * self->scale;
    }

  return FALSE;
}

static void
set_ends (AssayPlotAxis *axis, const cairo_rectangle_t *plot)
{
  double low = axis->upright ? plot->y : plot->x;
  double high = low + (axis->upright ? plot->height : plot->width);
  gboolean down = axis->upright && axis->names == NULL && !axis->reversed;

  axis->scale.from = down ? high : low;
  axis->scale.to = down ? low : high;
}

/* Bands of labels never take more than the body has; the plot keeps a size of its own. */
static void
cut (double *start, double *size, double before, double after)
{
  double most = *size * 0.8, wanted = before + after;
  double share = wanted > most && wanted > 0 ? most / wanted : 1;

  *start += before * share;
  *size = MAX (*size - wanted * share, 0.5);
}

void
assay_axes_place (AssayLayout *self, gboolean swap, const AssayRoom *room)
{
  static const AssayRoom none = { 0 };
  AssayPlotAxis *upright = swap ? &self->x : &self->y, *level = swap ? &self->y : &self->x;
  double line = assay_label_line_height (self, ASSAY_LABEL_AXIS) + 4 * self->scale, top, bottom, height;

  room = room != NULL ? room : &none;
  upright->upright = TRUE;
  level->upright = FALSE;
  top = room->top + (has_title (self, upright) || has_guide_names (self, level) ? line : 0)
        + (upright->names == NULL && !upright->bare && has_labels (self, upright) ? line / 2 : 0);
  bottom = has_title (self, level) ? line : 0;
  height = self->body.height - top - bottom - room->bottom - 2 * line;
  fit_ticks (self, upright, height);
  upright->band = upright_band (self, upright, height);

  upright->offset = room->left;
  level->offset = room->bottom;
  self->plot = self->body;
  cut (&self->plot.x, &self->plot.width, upright->band + room->left, room->right);
  level->band = level_band (self, level, self->plot.width);
  cut (&self->plot.y, &self->plot.height, top, bottom + room->bottom + level->band);
  fit_ticks (self, level, self->plot.width);
  set_ends (upright, &self->plot);
  set_ends (level, &self->plot);
}
