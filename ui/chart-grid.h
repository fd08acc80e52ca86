/* A box of chart cards, for a page. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* Appends to @box, which is empty, a card for each chart of @session's catalogue that belongs to @page. Their figures are made in a thread; the cards come one
 * after the other. */
void assay_chart_grid_fill   (GtkBox *box, AssaySession *session, const char *page);
/* Leads to the card of that chart in @view, which holds @box, at once or when it comes; to nothing if it isn't among them. */
void assay_chart_grid_reveal (GtkBox *box, AssayPageView *view, const char *chart);

G_END_DECLS
