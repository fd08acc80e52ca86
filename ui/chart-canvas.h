/* The static layer of a chart: a figure drawn once for a size, font, theme and scale factor, and kept. */
#pragma once

#include <gtk/gtk.h>

#include "plots/layout.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_CHART_CANVAS (assay_chart_canvas_get_type ())
G_DECLARE_FINAL_TYPE (AssayChartCanvas, assay_chart_canvas, ASSAY, CHART_CANVAS, GtkWidget)

/* Emits "drawn" when a new drawing has taken the old one's place. */
GtkWidget   *assay_chart_canvas_new         (void);

/* @figure may be %NULL. */
void         assay_chart_canvas_set_figure  (AssayChartCanvas *self,
                                             AssayFigure      *figure);
/* The layout of what is shown (transfer none, until the next "drawn"); %NULL as long as the figure hasn't been drawn. */
AssayLayout *assay_chart_canvas_get_layout  (AssayChartCanvas *self);
/* How often it was drawn: tests see that hovering costs nothing. */
guint        assay_chart_canvas_get_n_drawn (AssayChartCanvas *self);

G_END_DECLS
