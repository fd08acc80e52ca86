/* The list of pages. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SIDEBAR (assay_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (AssaySidebar, assay_sidebar, ASSAY, SIDEBAR, GtkWidget)

/* Signals: "page-selected" (id), and "page-activated" after a click or Enter, when an overlaid sidebar should go.
 * Property: subtitle, what is compared. */
void assay_sidebar_select (AssaySidebar *self, const char *page);

G_END_DECLS
