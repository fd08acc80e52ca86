/* The list of pages. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SIDEBAR (assay_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (AssaySidebar, assay_sidebar, ASSAY, SIDEBAR, GtkWidget)

/* Signals: "page-selected" (id), as by the arrow keys, but not when one comes to the list with the Tab key while a page is shown that isn't in it; and
 * "page-activated" (id) after a click or Enter, when an overlaid sidebar should go.
 * Property: subtitle, what is compared. */
void assay_sidebar_select (AssaySidebar *self, const char *page);
/* A word at the end of the row of @page, of what goes on there; NULL for none. */
void       assay_sidebar_set_hint (AssaySidebar *self, const char *page, const char *hint);

G_END_DECLS
