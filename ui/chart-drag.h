/* A chart dragged out of its card into another program. */
#pragma once

#include "ui/types.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the pointer drag the figure of @card out, as picture, table and file; a click stays a click. */
void assay_chart_drag_add (AssayChartCard *card);

G_END_DECLS
