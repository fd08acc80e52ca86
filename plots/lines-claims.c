/* Claims in a line chart: what is claimed, and when the measured line had as much. */
#include "plots/lines.h"

#include <math.h>

#include "data/model/series.h"

#define GAP 10.0

static double
middle_x (const AssayMark *mark)
{
  return mark->x + mark->width / 2;
}

static double
middle_y (const AssayMark *mark)
{
  return mark->y + mark->height / 2;
}

static void
name_claim (AssayLayout *self, const AssayLines *lines, const AssayMark *mark)
{
  static const struct { double dx, dy, across, down; } sides[] = {
    { 1, 0, 0, 0.5 }, { 0, -1, 0.5, 1 }, { 0, 1, 0.5, 0 }, { -1, 0, 1, 0.5 }
  };
  g_autofree char *text = assay_point_label (self->figure, mark->series, mark->index, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      AssayLabelPlace place = {
        .x = middle_x (mark) + sides[i].dx * GAP * self->scale, .y = middle_y (mark) + sides[i].dy * GAP * self->scale,
        .across = sides[i].across, .down = sides[i].down, .lines = 1, .colour = &self->styles[mark->series].text
      };
      cairo_rectangle_t box;

      assay_label_get_box (self, ASSAY_LABEL_VALUE, text, &place, &box);
      if (box.x >= self->plot.x && box.x + box.width <= self->plot.x + self->plot.width
          && assay_lines_are_clear (self, lines, &box) && assay_label_try_clear (self, ASSAY_LABEL_VALUE, text, &place))
        return;
    }
}

/* Where the line from one mark to the next passes the height @y; NAN if it doesn't. */
static double
crossing (const AssayMark *from, const AssayMark *to, double y)
{
  double y0 = middle_y (from), y1 = middle_y (to);

  if (y0 == y1 || y < MIN (y0, y1) || y > MAX (y0, y1))
    return NAN;

  return middle_x (from) + (middle_x (to) - middle_x (from)) * (y - y0) / (y1 - y0);
}

/* The last time before the claim at which the line of the same hue had as much: how far back it is, is the claim's lag. */
static void
add_lag (AssayLayout *self, AssayLines *lines, const AssayMark *claim)
{
  const AssayMark *marks = (const AssayMark *) self->marks->data;
  int hue = assay_layout_get_series (self, claim->series)->hue;
  AssayLeader leader = { claim->series, NAN, middle_y (claim), claim->x, middle_y (claim) };

  for (guint s = 0; s < lines->n; s++)
    for (guint k = lines->first_mark[s]; k + 1 < lines->first_mark[s + 1]; k++)
      {
        double x = crossing (&marks[k], &marks[k + 1], middle_y (claim));
        const AssaySeries *series = assay_layout_get_series (self, s);

        if (hue >= 0 && series->hue == hue && series->role == ASSAY_ROLE_DATA && x < claim->x)
          leader.x0 = isnan (leader.x0) ? x : MAX (leader.x0, x);
      }
  if (isfinite (leader.x0))
    g_array_append_val (lines->leaders, leader);
}

void
assay_lines_add_claims (AssayLayout *self, AssayLines *lines)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);

      if ((mark->flags & ASSAY_MARK_CLAIM) == 0)
        continue;
      add_lag (self, lines, mark);
      name_claim (self, lines, mark);
    }
}
