/* Every origin of the catalogue, who published it, and what it is used by; and what could not be loaded. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SOURCES_PAGE (assay_sources_page_get_type ())
G_DECLARE_FINAL_TYPE (AssaySourcesPage, assay_sources_page, ASSAY, SOURCES_PAGE, GtkWidget)

/* Action "page.search" puts the keyboard into the search. */
GtkWidget *assay_sources_page_new         (AssaySession *session, const char *page);

/* NULL or "" finds all. */
void       assay_sources_page_set_search  (AssaySourcesPage *self, const char *text);
/* How many rows the search leaves. */
guint      assay_sources_page_get_n_shown (AssaySourcesPage *self);

G_END_DECLS
