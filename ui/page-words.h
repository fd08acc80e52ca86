/* What stands above a page's charts. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* Sets the headline and the subtitle of @page, which are made of the catalogue's figures in a thread, as soon as they are there. */
void assay_page_words_fill (AssayPageView *view, AssaySession *session, const char *page);

G_END_DECLS
