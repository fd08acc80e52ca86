/* The search through everything: pages, charts, claims, benchmarks, profiles and sources, grouped, each a step away. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SEARCH_VIEW (assay_search_view_get_type ())
G_DECLARE_FINAL_TYPE (AssaySearchView, assay_search_view, ASSAY, SEARCH_VIEW, GtkWidget)

/* What is found is shown by the window's own actions. Emits "closed" when the user has had enough of it. */
GtkWidget *assay_search_view_new   (AssaySession *session);
/* Gives the entry the focus, with what is in it chosen, so that typing replaces it. */
void       assay_search_view_begin (AssaySearchView *self);

G_END_DECLS
