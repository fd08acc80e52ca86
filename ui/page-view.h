/* The frame of a page: scrolls, keeps a readable width, and begins with a sentence. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_PAGE_VIEW (assay_page_view_get_type ())
G_DECLARE_FINAL_TYPE (AssayPageView, assay_page_view, ASSAY, PAGE_VIEW, GtkWidget)

/* Properties: headline, subtitle (an empty one takes no room). In a template its children come below these. */
void assay_page_view_set_headline (AssayPageView *self, const char *headline);
void assay_page_view_set_subtitle (AssayPageView *self, const char *subtitle);

/* Scrolls @child into sight and gives @focus, which is or lies in @child, or else what is in it, the focus; waits until it has a place. */
void assay_page_view_reveal       (AssayPageView *self, GtkWidget *child, GtkWidget *focus);

G_END_DECLS
