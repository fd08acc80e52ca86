/* A box of chart cards, for a page. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* Appends to @box a card for each chart of @session's catalogue that belongs to @page. */
void       assay_chart_grid_fill (GtkBox *box, AssaySession *session, const char *page);
/* The card of that chart; NULL if it isn't among them. */
GtkWidget *assay_chart_grid_find (GtkBox *box, const char *chart);

G_END_DECLS
