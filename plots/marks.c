#include "plots/marks.h"

#include <math.h>

/* How far the second phase of a bar moves towards the ground. */
#define PALER 0.55

/* Corners as distances and angles (in turns, from the top, clockwise), so that every shape has about the circle's area. */
typedef struct
{
  guint n;
  double radii[2];     /* alternating */
  double turn;         /* of the first corner */
} Polygon;

static const Polygon polygons[] = {
  [ASSAY_SHAPE_SQUARE] = { 4, { 1.26, 1.26 }, 0.125 },
  [ASSAY_SHAPE_TRIANGLE] = { 3, { 1.4, 1.4 }, 0 },
  [ASSAY_SHAPE_WEDGE] = { 3, { 1.4, 1.4 }, 0.5 },
  [ASSAY_SHAPE_HEXAGON] = { 6, { 1.12, 1.12 }, 0.25 },
  [ASSAY_SHAPE_STAR] = { 10, { 1.4, 0.64 }, 0 },
  [ASSAY_SHAPE_DIAMOND] = { 4, { 1.4, 1.4 }, 0 },
};

static void
polygon_path (cairo_t *cr, const Polygon *polygon, double x, double y, double radius)
{
  for (guint i = 0; i < polygon->n; i++)
    {
      double angle = (polygon->turn + i / (double) polygon->n) * 2 * G_PI;
      double distance = polygon->radii[i % 2] * radius;

      cairo_line_to (cr, x + sin (angle) * distance, y - cos (angle) * distance);
    }
  cairo_close_path (cr);
}

/* A plus of twelve corners, turned by @angle. */
static void
plus_path (cairo_t *cr, double x, double y, double radius, double angle)
{
  static const double corners[][2] = { { -1, -3 }, { 1, -3 }, { 1, -1 }, { 3, -1 }, { 3, 1 }, { 1, 1 },
                                       { 1, 3 }, { -1, 3 }, { -1, 1 }, { -3, 1 }, { -3, -1 }, { -1, -1 } };
  double unit = radius * 0.38;

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    cairo_line_to (cr, x + unit * (corners[i][0] * cos (angle) - corners[i][1] * sin (angle)),
                   y + unit * (corners[i][0] * sin (angle) + corners[i][1] * cos (angle)));
  cairo_close_path (cr);
}

void
assay_shape_path (cairo_t *cr, AssayShape shape, double x, double y, double radius)
{
  cairo_new_sub_path (cr);
  if (shape == ASSAY_SHAPE_CIRCLE)
    cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  else if (shape == ASSAY_SHAPE_PLUS)
    plus_path (cr, x, y, radius, 0);
  else if (shape == ASSAY_SHAPE_CROSS)
    plus_path (cr, x, y, radius, G_PI / 4);
  else
    polygon_path (cr, &polygons[shape], x, y, radius);
}

void
assay_shape_draw (cairo_t *cr, AssayShape shape, double x, double y, double radius, AssayColour colour, gboolean hollow,
                  double line)
{
  cairo_new_path (cr);
  assay_shape_path (cr, shape, x, y, hollow ? radius - line / 2 : radius);
  assay_colour_set_source (colour, cr);
  cairo_set_line_width (cr, line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (hollow)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
}

/* The four corners' radii follow the ends, whichever way the value axis runs. */
static void
bar_path (cairo_t *cr, const cairo_rectangle_t *box, const AssayBarLook *look)
{
  double most = MIN (box->width, box->height) / 2, radius = MIN (3 * look->scale, most);
  double start = look->rounded_start ? radius : 0, end = look->rounded_end ? radius : 0;
  double top_left = look->upright ? end : start, top_right = end;
  double bottom_right = look->upright ? start : end, bottom_left = start;
  double left = box->x, top = box->y, right = box->x + box->width, bottom = box->y + box->height;

  cairo_new_path (cr);
  cairo_arc (cr, left + top_left, top + top_left, top_left, G_PI, 1.5 * G_PI);
  cairo_arc (cr, right - top_right, top + top_right, top_right, -0.5 * G_PI, 0);
  cairo_arc (cr, right - bottom_right, bottom - bottom_right, bottom_right, 0, 0.5 * G_PI);
  cairo_arc (cr, left + bottom_left, bottom - bottom_left, bottom_left, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
}

/* Which families of lines a pattern has: directions as (dx, dy) per unit of spacing. */
static const struct
{
  gboolean rising, falling, level, upright;
} hatches[] = {
  { FALSE, FALSE, FALSE, FALSE },
  { TRUE, FALSE, FALSE, FALSE },
  { FALSE, TRUE, FALSE, FALSE },
  { TRUE, TRUE, FALSE, FALSE },
  { FALSE, FALSE, FALSE, TRUE },
  { FALSE, FALSE, TRUE, FALSE },
  { FALSE, FALSE, TRUE, TRUE },
};

/* Lines that continue from one bar to the next: they start at multiples of the spacing on the page. */
static void
hatch_lines (cairo_t *cr, guint pattern, double spacing)
{
  double left, top, right, bottom;

  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  if ((right - left) / spacing > 4000 || (bottom - top) / spacing > 4000)
    return;
  for (double x = floor ((left + top) / spacing) * spacing; hatches[pattern].rising && x < right + bottom; x += spacing)
    {
      cairo_move_to (cr, x - top, top);
      cairo_line_to (cr, x - bottom, bottom);
    }
  for (double x = floor ((left - bottom) / spacing) * spacing; hatches[pattern].falling && x < right - top; x += spacing)
    {
      cairo_move_to (cr, x + top, top);
      cairo_line_to (cr, x + bottom, bottom);
    }
  for (double y = ceil (top / spacing) * spacing; hatches[pattern].level && y < bottom; y += spacing)
    {
      cairo_move_to (cr, left, y);
      cairo_line_to (cr, right, y);
    }
  for (double x = ceil (left / spacing) * spacing; hatches[pattern].upright && x < right; x += spacing)
    {
      cairo_move_to (cr, x, top);
      cairo_line_to (cr, x, bottom);
    }
}

void
assay_hatch_path (cairo_t *cr, guint pattern, AssayColour colour, double spacing, double line)
{
  cairo_save (cr);
  cairo_clip (cr);
  hatch_lines (cr, pattern % G_N_ELEMENTS (hatches), spacing);
  assay_colour_set_source (colour, cr);
  cairo_set_line_width (cr, line);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_hollow (cairo_t *cr, const cairo_rectangle_t *box, const AssayBarLook *look)
{
  double line = MIN (1.5 * look->scale, MIN (box->width, box->height) / 2);
  cairo_rectangle_t inner = { box->x + line / 2, box->y + line / 2, box->width - line, box->height - line };

  bar_path (cr, &inner, look);
  assay_hatch_path (cr, 1, look->style->colour, 6 * look->scale, 0.8 * look->scale);
  bar_path (cr, &inner, look);
  assay_colour_set_source (look->style->colour, cr);
  cairo_set_line_width (cr, line);
  cairo_stroke (cr);
}

void
assay_bar_draw (cairo_t *cr, const cairo_rectangle_t *box, const AssayBarLook *look)
{
  if (box->width <= 0 || box->height <= 0)
    return;
  if (look->hollow)
    {
      draw_hollow (cr, box, look);
      return;
    }
  bar_path (cr, box, look);
  assay_colour_set_source (look->style->colour, cr);
  cairo_fill (cr);
  if (look->theme->hatched && look->style->pattern > 0)
    {
      bar_path (cr, box, look);
      assay_hatch_path (cr, look->style->pattern,
                        assay_colour_mix (look->theme->background, look->style->colour, 0.25),
                        5 * look->scale, 1.2 * look->scale);
    }
}

void
assay_bar_draw_paler (cairo_t *cr, const cairo_rectangle_t *box, const AssayBarLook *look)
{
  double edge = MIN (1.5 * look->scale, MIN (box->width, box->height) / 2);
  cairo_rectangle_t inner = { box->x + edge, box->y + edge, box->width - 2 * edge, box->height - 2 * edge };
  AssaySeriesStyle plain = *look->style, pale = *look->style;
  AssayBarLook edged = *look, within = *look;

  plain.pattern = 0;
  pale.colour = assay_colour_mix (pale.colour, look->theme->background, PALER);
  edged.style = &plain;
  within.style = &pale;
  if (!look->hollow)
    assay_bar_draw (cr, box, &edged);
  assay_bar_draw (cr, look->hollow ? box : &inner, &within);
}

static void
whisker_path (cairo_t *cr, double low, double high, double at, double cap, gboolean upright)
{
  const double ends[] = { low, high };

  cairo_move_to (cr, upright ? at : low, upright ? low : at);
  cairo_line_to (cr, upright ? at : high, upright ? high : at);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      cairo_move_to (cr, upright ? at - cap : ends[i], upright ? ends[i] : at - cap);
      cairo_line_to (cr, upright ? at + cap : ends[i], upright ? ends[i] : at + cap);
    }
}

void
assay_whisker_draw (cairo_t *cr, const AssayTheme *theme, double scale, double low, double high, double at,
                    gboolean upright)
{
  cairo_new_path (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
  whisker_path (cr, low, high, at, 3.5 * scale, upright);
  assay_colour_set_source (theme->background, cr);
  cairo_set_line_width (cr, 3 * scale);
  cairo_stroke_preserve (cr);
  assay_colour_set_source (theme->foreground, cr);
  cairo_set_line_width (cr, 1.3 * scale);
  cairo_stroke (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
}
