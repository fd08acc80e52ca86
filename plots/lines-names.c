/* Names of series at the ends of their lines, moved apart where they would collide. */
#include "plots/lines.h"

#include <math.h>

#include "data/model/series.h"

#define MOST_SHARE 0.28
#define GAP 10.0
#define LAST_MARKER 6.0

typedef struct
{
  guint series;
  double x, y;            /* the line's end */
  double at;              /* the name's middle */
} Name;

static gboolean
is_named (AssayLayout *self, guint at)
{
  const AssaySeries *series = assay_layout_get_series (self, at);

  return series->role == ASSAY_ROLE_DATA && series->n > 0 && series->name != NULL && *series->name != '\0';
}

static double
widest_name (AssayLayout *self)
{
  double widest = 0, width, height;

  for (guint i = 0; i < self->figure->series->len; i++)
    if (is_named (self, i))
      {
        assay_label_measure (self, ASSAY_LABEL_DIRECT, assay_layout_get_series (self, i)->name, 0, 1, &width, &height);
        widest = MAX (widest, width);
      }

  return widest;
}

static gboolean
have_room (AssayLayout *self)
{
  double needed = self->figure->series->len * assay_label_line_height (self, ASSAY_LABEL_DIRECT);

  return self->figure->series->len > 1 && needed <= self->body.height * 0.6
         && widest_name (self) + GAP * self->scale <= self->body.width * MOST_SHARE;
}

gboolean
assay_lines_can_name (AssayLayout *self)
{
  for (guint i = 0; i < self->figure->series->len; i++)
    if (!is_named (self, i))
      return FALSE;

  return have_room (self);
}

double
assay_lines_names_width (AssayLayout *self)
{
  /* Without names, room for the half of the last point's marker that reaches over the plot's edge. */
  return have_room (self) ? widest_name (self) + GAP * self->scale : LAST_MARKER * self->scale;
}

/* Where the marks of a series end. */
static gboolean
find_end (AssayLayout *self, const AssayLines *lines, guint series, Name *name)
{
  const AssayMark *mark;

  if (!is_named (self, series) || lines->first_mark[series] == lines->first_mark[series + 1])
    return FALSE;

  mark = &g_array_index (self->marks, AssayMark, lines->first_mark[series + 1] - 1);
  name->series = series;
  name->x = mark->x + mark->width / 2;
  name->y = name->at = mark->y + mark->height / 2;

  return TRUE;
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const Name *one = a, *other = b;

  if (one->y != other->y)
    return one->y < other->y ? -1 : 1;

  return one->series < other->series ? -1 : 1;
}

static double
mean_offset (const Name *names, guint first, guint end, double line)
{
  double sum = 0;

  for (guint i = first; i < end; i++)
    sum += names[i].y - i * line;

  return sum / (end - first);
}

/* The least movement, by squares, after which no name is nearer to the next than a line (pool adjacent violators: Barlow,
 * Bartholomew, Bremner, Brunk: Statistical Inference under Order Restrictions, 1972), then held within the plot. */
static void
move_apart (Name *names, guint n, double line, double top, double bottom)
{
  g_autofree guint *starts = g_new (guint, n + 1);
  guint pools = 0;

  for (guint i = 0; i < n; i++)
    {
      starts[pools++] = i;
      while (pools > 1 && mean_offset (names, starts[pools - 1], i + 1, line)
                          < mean_offset (names, starts[pools - 2], starts[pools - 1], line))
        pools--;
    }
  starts[pools] = n;
  for (guint p = 0; p < pools; p++)
    for (guint i = starts[p]; i < starts[p + 1]; i++)
      names[i].at = mean_offset (names, starts[p], starts[p + 1], line) + i * line;
  for (guint i = 0; i < n; i++)
    names[i].at = MAX (names[i].at, top + (i + 0.5) * line);
  for (guint i = n; i > 0; i--)
    names[i - 1].at = MIN (names[i - 1].at, bottom - (n - i + 0.5) * line);
}

/* Whether the line from one mark to the next touches the box. */
static gboolean
touches (const AssayMark *from, const AssayMark *to, const cairo_rectangle_t *box)
{
  double x0 = from->x + from->width / 2, y0 = from->y + from->height / 2;
  double x1 = to->x + to->width / 2, y1 = to->y + to->height / 2, slope, left, right, a, b;

  if (x1 <= box->x || x0 >= box->x + box->width)
    return FALSE;

  slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
  left = y0 + (MAX (box->x, x0) - x0) * slope;
  right = y0 + (MIN (box->x + box->width, x1) - x0) * slope;
  a = MIN (left, right);
  b = MAX (left, right);

  return a < box->y + box->height && b > box->y;
}

gboolean
assay_lines_are_clear (AssayLayout *self, const AssayLines *lines, const cairo_rectangle_t *box)
{
  for (guint s = 0; s < lines->n; s++)
    for (guint k = lines->first_mark[s]; k < lines->first_mark[s + 1]; k++)
      {
        const AssayMark *marks = (const AssayMark *) self->marks->data;

        if (touches (&marks[k], &marks[k + 1 < lines->first_mark[s + 1] ? k + 1 : k], box))
          return FALSE;
      }

  return TRUE;
}

/* A line that ends within the plot is named where it ends: right of its end, over it or under it. */
static gboolean
name_within (AssayLayout *self, const AssayLines *lines, const Name *name)
{
  static const struct { double dx, dy, across, down; } sides[] = { { 1, 0, 0, 0.5 }, { 0, -1, 0.5, 1 }, { 0, 1, 0.5, 0 } };
  const char *text = assay_layout_get_series (self, name->series)->name;

  if (name->x > self->plot.x + self->plot.width - 2 * GAP * self->scale)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      AssayLabelPlace place = {
        .x = name->x + sides[i].dx * GAP * self->scale, .y = name->y + sides[i].dy * GAP * self->scale,
        .across = sides[i].across, .down = sides[i].down, .lines = 1, .colour = &self->styles[name->series].text
      };
      cairo_rectangle_t box;

      assay_label_get_box (self, ASSAY_LABEL_DIRECT, text, &place, &box);
      if (box.x + box.width <= self->plot.x + self->plot.width && assay_lines_are_clear (self, lines, &box)
          && assay_label_try (self, ASSAY_LABEL_DIRECT, text, &place))
        return TRUE;
    }

  return FALSE;
}

static void
add_name (AssayLayout *self, AssayLines *lines, const Name *name)
{
  double left = self->plot.x + self->plot.width + GAP * self->scale;
  double line = assay_label_line_height (self, ASSAY_LABEL_DIRECT);
  AssayLabelPlace place = {
    .x = left, .y = name->at, .down = 0.5, .lines = 1, .colour = &self->styles[name->series].text
  };
  AssayLeader leader = { name->series, name->x, name->y, left - 2 * self->scale, name->at };

  if (!assay_label_try (self, ASSAY_LABEL_DIRECT, assay_layout_get_series (self, name->series)->name, &place))
    return;
  if (fabs (name->at - name->y) > line / 3 || left - name->x > 2 * GAP * self->scale)
    g_array_append_val (lines->leaders, leader);
}

void
assay_lines_add_names (AssayLayout *self, AssayLines *lines)
{
  g_autofree Name *names = g_new (Name, lines->n + 1);
  double line = assay_label_line_height (self, ASSAY_LABEL_DIRECT);
  guint n = 0;

  if (!have_room (self))
    return;

  for (guint i = 0; i < lines->n; i++)
    n += find_end (self, lines, i, &names[n]) && !name_within (self, lines, &names[n]);
  qsort (names, n, sizeof *names, compare_ends);
  move_apart (names, n, line, self->plot.y - line / 2, self->plot.y + self->plot.height + line / 2);
  for (guint i = 0; i < n; i++)
    add_name (self, lines, &names[i]);
}
