/* One slide of a talk at a size: a figure with its finding, legend and source line, or words; and which of how many it is. */
#pragma once

#include "data/model/slide.h"
#include "plots/layout.h"

G_BEGIN_DECLS

/* Of the design: a slide is a card of this size, in which type has its usual size. */
#define ASSAY_SLIDE_WIDTH 960.0
#define ASSAY_SLIDE_HEIGHT 540.0

typedef struct _AssaySlideLayout AssaySlideLayout;

/* @width x @height in any units, usually pixels; @text times as large as usual: at 1920x1080 titles have 50 pixels and nothing has less than 22. The slide is kept; the
 * theme must outlive the layout. A layout belongs to one thread at a time. Transfer full. */
AssaySlideLayout *assay_slide_layout_new            (AssaySlide *slide, const AssayTheme *theme, double width, double height, double text);
void              assay_slide_layout_free           (AssaySlideLayout *self);
/* Drops what only drawing needs; what was drawn in a thread may then be picked in another. */
void              assay_slide_layout_finish_drawing (AssaySlideLayout *self);
/* The chart's own; NULL of words. Transfer none. */
AssayLayout      *assay_slide_layout_get_chart      (AssaySlideLayout *self);
/* Whether words don't fit as large as a room can read: those of a slide of words are then cut, a chart's title is smaller. */
gboolean          assay_slide_layout_is_cut         (AssaySlideLayout *self);
/* What is on it, without background. */
void              assay_slide_layout_draw           (AssaySlideLayout *self, cairo_t *cr);
/* The whole slide: background, all that is on it, and "3 / 24" for @index 2 of @n. */
void              assay_slide_layout_draw_numbered  (AssaySlideLayout *self, cairo_t *cr, guint index, guint n);

/* A chart's as assay_layout_to_text() has it; of words a line each: "SIZE X,Y WIDTHxHEIGHT: text", in the layout's units. For tests. Transfer full. */
char             *assay_slide_layout_to_text        (AssaySlideLayout *self);

/* All that it shows, in words: for screen readers and handouts. Transfer full. */
char             *assay_slide_describe              (const AssaySlide *slide);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssaySlideLayout, assay_slide_layout_free)

G_END_DECLS
