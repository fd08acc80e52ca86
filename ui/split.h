/* A sidebar beside the content; where there is no room for both, the sidebar lies over it. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SPLIT (assay_split_get_type ())
G_DECLARE_FINAL_TYPE (AssaySplit, assay_split, ASSAY, SPLIT, GtkWidget)

/* Properties: sidebar, content (widgets), sidebar-width, threshold (pixels at standard text: side by side from there on),
 * collapsed (read only), show-sidebar. Widening shows the sidebar, narrowing hides it. */
gboolean assay_split_get_collapsed    (AssaySplit *self);
gboolean assay_split_get_show_sidebar (AssaySplit *self);

/* Shows or hides the sidebar; over the content it slides, takes the focus, and gives it back. */
void     assay_split_set_show_sidebar (AssaySplit *self, gboolean show);

G_END_DECLS
