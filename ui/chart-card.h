/* A chart with its finding, badge, origin and menu. */
#pragma once

#include <gtk/gtk.h>

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_CHART_CARD (assay_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (AssayChartCard, assay_chart_card, ASSAY, CHART_CARD, GtkWidget)

/* Actions, for gtk_widget_activate_action() on the card or anything in it:
 *
 *  chart.present          from this chart on
 *  chart.show-table
 *  chart.show-origins
 *  chart.copy             PNG, SVG and the table, of which another program takes what it likes
 *  chart.copy-image       PNG and SVG
 *  chart.copy-data        the table as HTML, CSV and tab-separated text
 *  chart.save       s     asks where; "png", "svg", "pdf", "csv" or "json"
 *  chart.save-to    s     a path, whose extension decides
 *  chart.print
 *  chart.preview          the printed page in a window
 *  chart.print-to   s     a path: that PDF instead of a printer
 */
GtkWidget      *assay_chart_card_new        (void);

/* Transfer none; %NULL before one is set. */
AssayFigure    *assay_chart_card_get_figure (AssayChartCard *self);
void            assay_chart_card_set_figure (AssayChartCard *self,
                                             AssayFigure    *figure);
AssayChartView *assay_chart_card_get_view   (AssayChartCard *self);

/* The card that has the keyboard focus in @window (transfer none), or %NULL. */
AssayChartCard *assay_chart_card_from_focus (GtkWindow      *window);

G_END_DECLS
