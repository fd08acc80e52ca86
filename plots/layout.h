/* A figure at a size: where every mark lies, how it is drawn, and what it says. The one list of marks serves the screen, every
 * export, hover, arrow keys, the screen reader and the tests. No GTK, no files, no network. */
#pragma once

#include <cairo.h>

#include "data/model/figure.h"
#include "plots/theme.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_PART_PLOT = 0,           /* axes and marks, always */
  ASSAY_PART_HEADER = 1 << 0,    /* finding and subtitle */
  ASSAY_PART_LEGEND = 1 << 1,
  ASSAY_PART_FOOTER = 1 << 2,    /* the origin line */
  ASSAY_PART_BACKGROUND = 1 << 3,
  ASSAY_PART_CARD = ASSAY_PART_LEGEND,
  ASSAY_PART_ALL = ASSAY_PART_HEADER | ASSAY_PART_LEGEND | ASSAY_PART_FOOTER | ASSAY_PART_BACKGROUND,
} AssayParts;

typedef enum
{
  ASSAY_MARK_HOLLOW = 1 << 0,    /* failed the gate */
  ASSAY_MARK_CLAIM = 1 << 1,
} AssayMarkFlags;

/* A mark on the page: a bar, a dot, a cell, a point of a line. */
typedef struct
{
  double x, y, width, height;    /* in the drawing's units */
  guint series, index;           /* into the figure */
  AssayMarkFlags flags;
} AssayMark;

typedef struct _AssayLayout AssayLayout;

/* @width x @height in device-independent units, @scale the size of type and strokes (1: a card in the window, 13 px labels;
 * 2: a projector at 1920x1080). The figure is kept; the theme must outlive the layout. Never fails: what doesn't fit
 * shrinks a little and is then left out in this order: titles of axes, labels of values, names and ticks (every second, then
 * all), subtitle and footer, legend, title; marks never. A layout belongs to one thread at a time. Transfer full. */
AssayLayout     *assay_layout_new            (AssayFigure *figure, const AssayTheme *theme,
                                              double width, double height, double scale, AssayParts parts);
void             assay_layout_free           (AssayLayout *self);
/* Drops what only drawing needs, fonts among it; what was drawn in a thread may then be picked and described in another. */
void             assay_layout_finish_drawing (AssayLayout *self);

AssayFigure     *assay_layout_get_figure     (AssayLayout *self);
/* *@n marks in reading order (by category, then series; lines: by series, then x). Lines of more than 10,000 points have
 * one mark a pixel column: its highest point. */
const AssayMark *assay_layout_get_marks      (AssayLayout *self, guint *n);
/* The plot area without axes. */
void             assay_layout_get_plot       (AssayLayout *self, cairo_rectangle_t *area);

void             assay_layout_draw           (AssayLayout *self, cairo_t *cr);
/* The mark under or nearest to a point (within 24 units x scale), or -1. Logarithmic in the marks for lines. */
int              assay_layout_pick           (AssayLayout *self, double x, double y);

/* "Fastify (Node.js): 837,986 req/s"; with the gate's reasons if it is hollow. Transfer full. */
char            *assay_layout_describe_mark  (AssayLayout *self, guint mark);
/* Kind, what leads, range, in words: for screen readers and handouts. Transfer full. */
char            *assay_figure_describe       (AssayFigure *figure);
/* Every mark, tick and label as a line of text, rounded to a unit: for tests. Transfer full. */
char            *assay_layout_to_text        (AssayLayout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayLayout, assay_layout_free)

G_END_DECLS
