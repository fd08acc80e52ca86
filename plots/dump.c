/* A layout as text. Positions are thousandths of the plot, so that they hardly depend on fonts. */
#include "plots/layout-private.h"

#include <math.h>

#include "data/model/series.h"

static const char * const role_names[ASSAY_N_LABEL_ROLES] = {
  [ASSAY_LABEL_TITLE] = "title",
  [ASSAY_LABEL_SUBTITLE] = "subtitle",
  [ASSAY_LABEL_FOOTER] = "footer",
  [ASSAY_LABEL_LEGEND] = "legend",
  [ASSAY_LABEL_FOOTNOTE] = "footnote",
  [ASSAY_LABEL_AXIS] = "axis",
  [ASSAY_LABEL_TICK] = "tick",
  [ASSAY_LABEL_CATEGORY] = "category",
  [ASSAY_LABEL_VALUE] = "value",
  [ASSAY_LABEL_GUIDE] = "guide",
  [ASSAY_LABEL_DIRECT] = "direct",
};

static int
share (double position, double start, double size)
{
  return size > 0 ? (int) lround ((position - start) / size * 1000) : 0;
}

static void
append_axis (GString *text, AssayLayout *self, const char *name, const AssayPlotAxis *axis)
{
  const cairo_rectangle_t *plot = &self->plot;

  g_string_append_printf (text, "axis %s %s", name, axis->upright ? "up" : "across");
  for (guint i = 0; i < axis->n_names; i++)
    g_string_append_printf (text, " [%s]", axis->names[i]);
  for (guint i = 0; axis->ticks != NULL && i < axis->ticks->len; i++)
    {
      const AssayTick *tick = &g_array_index (axis->ticks, AssayTick, i);
      double at = assay_scale_map (&axis->scale, tick->value);

      g_string_append_printf (text, " %s@%d", tick->label, axis->upright ? share (at, plot->y, plot->height)
                                                                         : share (at, plot->x, plot->width));
    }
  g_string_append_c (text, '\n');
}

static void
append_mark (GString *text, AssayLayout *self, guint index)
{
  const AssayMark *mark = &g_array_index (self->marks, AssayMark, index);
  const cairo_rectangle_t *plot = &self->plot;
  g_autofree char *words = assay_layout_describe_mark (self, index);

  g_string_append_printf (text, "mark %d..%d %d..%d%s%s %s\n", share (mark->x, plot->x, plot->width),
                          share (mark->x + mark->width, plot->x, plot->width), share (mark->y, plot->y, plot->height),
                          share (mark->y + mark->height, plot->y, plot->height),
                          mark->flags & ASSAY_MARK_HOLLOW ? " hollow" : "", mark->flags & ASSAY_MARK_CLAIM ? " claim" : "",
                          words);
}

char *
assay_layout_to_text (AssayLayout *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s\n", assay_figure_kind_name (self->figure->kind),
                          self->figure->id != NULL ? self->figure->id : "");
  append_axis (text, self, "x", &self->x);
  append_axis (text, self, "y", &self->y);
  for (guint i = 0; i < self->marks->len; i++)
    append_mark (text, self, i);
  for (guint role = 0; role < ASSAY_N_LABEL_ROLES; role++)
    for (guint i = 0; i < self->labels->len; i++)
      {
        const AssayLabel *label = &g_array_index (self->labels, AssayLabel, i);

        if (label->role == role)
          g_string_append_printf (text, "%s \"%s\"\n", role_names[role], label->text);
      }

  return g_string_free (text, FALSE);
}
