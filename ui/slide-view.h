/* A slide on the screen, drawn beforehand: the one that is shown, or the one so many after it. */
#pragma once

#include "plots/layout.h"
#include "ui/slide-show.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SLIDE_VIEW (assay_slide_view_get_type ())
G_DECLARE_FINAL_TYPE (AssaySlideView, assay_slide_view, ASSAY, SLIDE_VIEW, GtkWidget)

/* Shows the slide @offset places after that of @show. Only one with offset 0 has veil, zoom and pointer. */
GtkWidget   *assay_slide_view_new        (AssaySlideShow *show, guint offset);
/* The chart that is seen; transfer none, until the next frame; NULL while none is drawn yet, and of words. */
AssayLayout *assay_slide_view_get_chart  (AssaySlideView *self);
/* Whether type is as large as it is on a whole slide of this height, however narrow the view is: something stands beside it. */
void         assay_slide_view_set_narrowed (AssaySlideView *self, gboolean narrowed);
/* The mark at a point of the widget, in pixels; -1 if there is none. */
int          assay_slide_view_pick       (AssaySlideView *self, double x, double y);

G_END_DECLS
