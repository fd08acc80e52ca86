/* A line chart's marks on paper: bands under lines under markers. */
#include "plots/lines.h"

#include <math.h>

#include "data/model/series.h"
#include "plots/polyline.h"

#define MARKER 4.0
/* Markers stand no closer than this, at scale 1; else the line goes without. */
#define MARKER_DISTANCE 12.0
#define BAND_ALPHA 0.16
/* Of noise, so that its shape is seen: the least that is seen from the last row, 1/360 of a slide's height. */
#define NOISE_WIDTH 1.5
#define NOISE_ALPHA 0.75

static AssayPolyline
line_of (AssayLayout *self, const AssayPyramid *pyramid, guint series)
{
  return (AssayPolyline) {
    .points = pyramid,
    .x = self->x.scale,
    .y = self->y.scale,
    .plot = self->plot,
    .colour = self->styles[series].colour,
    .alpha = 1,
    .width = self->theme->line_width * self->scale,
  };
}

static void
draw_bands (AssayLayout *self, const AssayLines *lines, cairo_t *cr)
{
  for (guint i = 0; i < lines->n; i++)
    if (lines->low[i] != NULL)
      {
        AssayPolyline low = line_of (self, lines->low[i], i);

        low.alpha = BAND_ALPHA;
        assay_band_draw (&low, lines->high[i], cr);
      }
}

static guint
count_dense (AssayLayout *self, const AssayLines *lines)
{
  guint n = 0;

  for (guint i = 0; i < lines->n; i++)
    {
      AssayPolyline line = line_of (self, lines->y[i], i);

      n += assay_polyline_is_dense (&line);
    }

  return n;
}

/* Several noisy lines shine through each other. */
static void
draw_line (AssayLayout *self, const AssayLines *lines, guint at, gboolean several, cairo_t *cr)
{
  AssayPolyline line = line_of (self, lines->y[at], at);
  const AssaySeriesStyle *style = &self->styles[at];
  double dashes[G_N_ELEMENTS (style->dashes)];

  if (assay_polyline_is_dense (&line))
    {
      line.width = MIN (line.width, NOISE_WIDTH * self->scale);
      line.alpha = several ? NOISE_ALPHA : 1;
    }
  else
    {
      for (int i = 0; i < style->n_dashes; i++)
        dashes[i] = style->dashes[i] * line.width;
      line.dashes = dashes;
      line.n_dashes = style->n_dashes;
    }
  assay_polyline_draw (&line, cr);
}

static gboolean
has_markers (AssayLayout *self, const AssayLines *lines, guint at)
{
  guint n = lines->first_mark[at + 1] - lines->first_mark[at];

  return n <= 1 || n * MARKER_DISTANCE * self->scale <= self->plot.width
         || assay_layout_get_series (self, at)->role == ASSAY_ROLE_CLAIM;
}

/* A hollow marker hides the line beneath it: its inside is the ground where that is ours, else cut out of nothing. */
static void
draw_marker (AssayLayout *self, const AssayMark *mark, cairo_t *cr)
{
  const AssaySeriesStyle *style = &self->styles[mark->series];
  double x = mark->x + mark->width / 2, y = mark->y + mark->height / 2;
  double radius = (mark->flags & ASSAY_MARK_CLAIM ? 1.4 : 1) * MARKER * self->scale * self->theme->line_width / 2.5;
  gboolean hollow = mark->flags != 0;

  if (hollow)
    assay_shape_draw (cr, style->shape, x, y, radius, self->theme->background, FALSE, 0);
  assay_shape_draw (cr, style->shape, x, y, radius, style->colour, hollow, 1.8 * self->scale);
}

static void
draw_markers (AssayLayout *self, const AssayLines *lines, cairo_t *cr)
{
  for (guint i = 0; i < lines->n; i++)
    for (guint k = lines->first_mark[i]; k < lines->first_mark[i + 1]; k++)
      {
        const AssayMark *mark = &g_array_index (self->marks, AssayMark, k);

        if (has_markers (self, lines, i) || mark->flags & ASSAY_MARK_HOLLOW)
          draw_marker (self, mark, cr);
      }
}

/* Dotted in grey, so that none is taken for a part of its line. */
static void
draw_leaders (AssayLayout *self, const AssayLines *lines, cairo_t *cr)
{
  const double dots[] = { self->scale, 2 * self->scale };

  cairo_save (cr);
  cairo_set_line_width (cr, self->scale);
  cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  assay_colour_set_source (self->theme->secondary, cr);
  for (guint i = 0; i < lines->leaders->len; i++)
    {
      const AssayLeader *leader = &g_array_index (lines->leaders, AssayLeader, i);

      cairo_move_to (cr, leader->x0, leader->y0);
      cairo_line_to (cr, leader->x1, leader->y1);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
assay_lines_draw (AssayLayout *self, cairo_t *cr)
{
  const AssayLines *lines = self->extra;
  gboolean several = count_dense (self, lines) > 1;

  cairo_save (cr);
  draw_bands (self, lines, cr);
  draw_leaders (self, lines, cr);
  for (guint i = 0; i < lines->n; i++)
    if (assay_layout_get_series (self, i)->role != ASSAY_ROLE_CLAIM)
      draw_line (self, lines, i, several, cr);
  draw_markers (self, lines, cr);
  cairo_restore (cr);
}
