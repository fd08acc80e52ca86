/* A chart on the screen: drawn once, read by pointer, keys and screen reader. */
#pragma once

#include <gtk/gtk.h>

#include "plots/layout.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_CHART_VIEW (assay_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (AssayChartView, assay_chart_view, ASSAY, CHART_VIEW, GtkWidget)

/* Emits "mark-activated" (guint series, guint index) when a mark is clicked or Enter is pressed on it. */
GtkWidget   *assay_chart_view_new         (void);

/* The figure (transfer none), or %NULL. */
AssayFigure *assay_chart_view_get_figure  (AssayChartView *self);
void         assay_chart_view_set_figure  (AssayChartView *self,
                                           AssayFigure    *figure);

/* What the mark under the pointer or the keys says, or %NULL. */
const char  *assay_chart_view_get_readout (AssayChartView *self);

/* Reads mark @mark of the layout as if a key had led to it; -1: none. */
void         assay_chart_view_select      (AssayChartView *self,
                                           int             mark);
/* The layout of what is shown (transfer none); %NULL as long as nothing is drawn. */
AssayLayout *assay_chart_view_get_layout  (AssayChartView *self);
/* How often the plot was drawn. */
guint        assay_chart_view_get_n_drawn (AssayChartView *self);

G_END_DECLS
