/* The first page: the answer in one sentence, four numbers, two charts, and which side suits which system. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_OVERVIEW_PAGE (assay_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (AssayOverviewPage, assay_overview_page, ASSAY, OVERVIEW_PAGE, GtkWidget)

/* @page is the page's id. Action "page.show" (a chart's id) scrolls to that card. */
GtkWidget *assay_overview_page_new (AssaySession *session, const char *page);

G_END_DECLS
