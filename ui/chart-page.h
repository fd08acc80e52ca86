/* A page of charts: the page's sentence and a card for each of its charts. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_CHART_PAGE (assay_chart_page_get_type ())
G_DECLARE_FINAL_TYPE (AssayChartPage, assay_chart_page, ASSAY, CHART_PAGE, GtkWidget)

/* The charts of @session's catalogue whose page is @page. Action "page.show" (a chart's id) scrolls to that card. */
GtkWidget *assay_chart_page_new (AssaySession *session, const char *page);

G_END_DECLS
