/* The moving layer of a chart: a rule, a ring around the mark, and what the mark says. It lies over the canvas, takes no input
 * and is the only thing drawn when the pointer moves. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASSAY_TYPE_CHART_HOVER (assay_chart_hover_get_type ())
G_DECLARE_FINAL_TYPE (AssayChartHover, assay_chart_hover, ASSAY, CHART_HOVER, GtkWidget)

/* What the bubble says about the mark that is shown (transfer none); asked when it is drawn, not at every move. */
typedef const char *(*AssayHoverWords) (gpointer user_data);

GtkWidget  *assay_chart_hover_new      (AssayHoverWords        words,
                                        gpointer               user_data);

/* @mark in the widget's pixels; @axis the height of the axis down to which a rule leads from the mark, 0: no rule. */
void        assay_chart_hover_show     (AssayChartHover       *self,
                                        const graphene_rect_t *mark,
                                        double                 axis);
void        assay_chart_hover_hide     (AssayChartHover       *self);

G_END_DECLS
