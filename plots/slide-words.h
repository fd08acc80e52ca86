/* A slide of words alone: a heading and paragraphs, as large as they fit, and never too small for a room. */
#pragma once

#include <cairo.h>

#include "data/model/slide.h"
#include "plots/theme.h"

G_BEGIN_DECLS

typedef struct _AssayWords AssayWords;

/* @slide is a title or text; @scale: of the design's units, @text: how many times as large as usual; where they don't fit so large, they are as small as at 1. What then
 * doesn't fit ends in an ellipsis. A line that begins with "- ", "• ", "+ " or "− " is an item of a list. Transfer full. */
AssayWords *assay_words_new            (AssaySlide *slide, const AssayTheme *theme, double width, double height, double scale, double text);
void        assay_words_free           (AssayWords *self);
void        assay_words_finish_drawing (AssayWords *self);
gboolean    assay_words_are_cut        (AssayWords *self);
void        assay_words_draw           (AssayWords *self, cairo_t *cr);
/* See assay_slide_layout_to_text(). */
char       *assay_words_to_text        (AssayWords *self);

G_END_DECLS
