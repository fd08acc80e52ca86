/* Every statement with its verdict, to search and to filter. */
#pragma once

#include "data/advice/verdict.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_CLAIMS_PAGE (assay_claims_page_get_type ())
G_DECLARE_FINAL_TYPE (AssayClaimsPage, assay_claims_page, ASSAY, CLAIMS_PAGE, GtkWidget)

/* Actions: "page.search" puts the keyboard into the search, "page.show" (a statement's id) opens that row. */
GtkWidget *assay_claims_page_new           (AssaySession *session, const char *page);

/* NULL or "" finds all. */
void       assay_claims_page_set_search    (AssayClaimsPage *self, const char *text);
/* -1: every verdict. */
void       assay_claims_page_set_verdict   (AssayClaimsPage *self, int kind);
/* A criterion's id; NULL: every criterion. */
void       assay_claims_page_set_criterion (AssayClaimsPage *self, const char *criterion);
/* How many rows the search and the filters leave. */
guint      assay_claims_page_get_n_shown   (AssayClaimsPage *self);

G_END_DECLS
