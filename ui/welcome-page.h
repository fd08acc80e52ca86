/* What the program is for, in one page with two ways on: seen at the first start, and again by the menu. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_WELCOME_PAGE (assay_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (AssayWelcomePage, assay_welcome_page, ASSAY, WELCOME_PAGE, GtkWidget)

GtkWidget *assay_welcome_page_new (AssaySession *session, const char *page);

G_END_DECLS
