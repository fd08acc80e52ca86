#include "plots/layout-private.h"

#include <math.h>

#include "data/model/series.h"

#define PICK_REACH 24

static void
tick_axis_init (AssayPlotAxis *self, const AssayAxis *axis)
{
  self->axis = axis;
  self->scale = assay_scale_new (axis->scale, NAN, NAN);
}

static void
label_clear (gpointer label)
{
  g_free (((AssayLabel *) label)->text);
}

AssayLayout *
assay_layout_new (AssayFigure *figure, const AssayTheme *theme, double width, double height, double scale, AssayParts parts)
{
  AssayLayout *self = g_new0 (AssayLayout, 1);

  self->figure = assay_figure_ref (figure);
  self->theme = theme;
  self->kind = assay_kind_get (figure->kind);
  self->width = isfinite (width) ? CLAMP (width, 1, 65536) : 1;
  self->height = isfinite (height) ? CLAMP (height, 1, 65536) : 1;
  self->scale = isfinite (scale) ? CLAMP (scale, 0.1, 100) : 1;
  self->parts = parts;
  self->text = assay_text_new (theme->font);
  self->styles = assay_series_styles_new (figure, theme);
  self->marks = g_array_new (FALSE, TRUE, sizeof (AssayMark));
  self->labels = g_array_new (FALSE, TRUE, sizeof (AssayLabel));
  g_array_set_clear_func (self->labels, label_clear);
  self->legend = g_array_new (FALSE, TRUE, sizeof (AssayLegendEntry));
  tick_axis_init (&self->x, &figure->x);
  tick_axis_init (&self->y, &figure->y);
  assay_frame_place (self);
  self->kind->layout (self);
  assay_axes_add_labels (self);

  return self;
}

void
assay_layout_free (AssayLayout *self)
{
  if (self->free_extra != NULL)
    self->free_extra (self->extra);
  g_clear_pointer (&self->x.ticks, g_array_unref);
  g_clear_pointer (&self->y.ticks, g_array_unref);
  g_array_unref (self->legend);
  g_array_unref (self->labels);
  g_array_unref (self->marks);
  g_free (self->styles);
  assay_layout_finish_drawing (self);
  assay_figure_unref (self->figure);
  g_free (self);
}

/* Pango's fonts belong to the thread that made them. */
void
assay_layout_finish_drawing (AssayLayout *self)
{
  g_clear_pointer (&self->text, assay_text_free);
}

AssayFigure *
assay_layout_get_figure (AssayLayout *self)
{
  return self->figure;
}

const AssayMark *
assay_layout_get_marks (AssayLayout *self, guint *n)
{
  *n = self->marks->len;

  return (const AssayMark *) self->marks->data;
}

void
assay_layout_get_plot (AssayLayout *self, cairo_rectangle_t *area)
{
  *area = self->plot;
}

const AssaySeries *
assay_layout_get_series (const AssayLayout *self, guint series)
{
  return g_ptr_array_index (self->figure->series, series);
}

/* Holds start..start+size within low..low+room. */
static void
cut_span (double *start, double *size, double low, double room)
{
  double end = CLAMP (*start + *size, low, low + room);

  *start = CLAMP (*start, low, low + room);
  *size = end - *start;
}

void
assay_layout_add_mark (AssayLayout *self, guint series, guint index, double x, double y, double width, double height)
{
  const AssaySeries *of = assay_layout_get_series (self, series);
  AssayMark mark = { x, y, width, height, series, index, 0 };

  cut_span (&mark.x, &mark.width, self->plot.x, self->plot.width);
  cut_span (&mark.y, &mark.height, self->plot.y, self->plot.height);
  if (assay_series_is_gated (of, index))
    mark.flags |= ASSAY_MARK_HOLLOW;
  if (of->role == ASSAY_ROLE_CLAIM)
    mark.flags |= ASSAY_MARK_CLAIM;
  g_array_append_val (self->marks, mark);
}

void
assay_layout_draw (AssayLayout *self, cairo_t *cr)
{
  cairo_save (cr);
  cairo_new_path (cr);
  if (self->parts & ASSAY_PART_BACKGROUND)
    {
      assay_colour_set_source (self->theme->background, cr);
      cairo_rectangle (cr, 0, 0, self->width, self->height);
      cairo_fill (cr);
    }
  assay_axes_draw (self, cr);
  self->kind->draw (self, cr);
  assay_guides_draw (self, cr);
  assay_legend_draw (self, cr);
  assay_labels_draw (self, cr);
  cairo_restore (cr);
}

/* The squared distance to the rectangle; within it, and among equals, the centre decides. */
static void
distance (const AssayMark *mark, double x, double y, double *outside, double *centre)
{
  double dx = MAX (MAX (mark->x - x, x - mark->x - mark->width), 0);
  double dy = MAX (MAX (mark->y - y, y - mark->y - mark->height), 0);

  *outside = hypot (dx, dy);
  *centre = hypot (x - mark->x - mark->width / 2, y - mark->y - mark->height / 2);
}

static int
pick_rectangle (AssayLayout *self, double x, double y)
{
  double best = PICK_REACH * self->scale, best_centre = G_MAXDOUBLE, outside, centre;
  int found = -1;

  for (guint i = 0; i < self->marks->len; i++)
    {
      distance (&g_array_index (self->marks, AssayMark, i), x, y, &outside, &centre);
      if (outside < best || (outside == best && centre < best_centre))
        {
          best = outside;
          best_centre = centre;
          found = (int) i;
        }
    }

  return found;
}

int
assay_layout_pick (AssayLayout *self, double x, double y)
{
  return self->kind->pick != NULL ? self->kind->pick (self, x, y) : pick_rectangle (self, x, y);
}

char *
assay_layout_describe_mark (AssayLayout *self, guint mark)
{
  const AssayMark *at;

  g_return_val_if_fail (mark < self->marks->len, NULL);
  at = &g_array_index (self->marks, AssayMark, mark);
  if (self->kind->describe_mark != NULL)
    return self->kind->describe_mark (self, at);

  return assay_point_describe (self->figure, at->series, at->index);
}
