/* A list that scrolls while something is dragged near its edge. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For as long as @scroller lives. */
void assay_drag_scroll_add (GtkScrolledWindow *scroller);

G_END_DECLS
