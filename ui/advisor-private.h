/* What the advisor page's own files share. */
#pragma once

#include "ui/adviser.h"
#include "ui/advisor-page.h"

G_BEGIN_DECLS

AssayAdviser *assay_advisor_page_get_adviser (AssayAdvisorPage *self);
/* Keeps the profile as it is now, so that "advisor.undo" brings it back (with @saves its file, too), and says in a toast what is about to change. */
void          assay_advisor_page_offer_undo  (AssayAdvisorPage *self, const char *text, gboolean saves);
void          assay_advisor_page_undo        (AssayAdvisorPage *self);

/* advisor-actions.c: "advisor.…". */
void          assay_advisor_page_add_actions (AssayAdvisorPage *self);

/* advisor-dialogs.c: small windows that ask for one thing each; what is answered is put into the adviser's profile. */
void          assay_advisor_ask_must         (GtkWindow *parent, AssayAdviser *adviser, const char *driver);
void          assay_advisor_ask_order        (GtkWindow *parent, AssayAdviser *adviser, const char *driver);
void          assay_advisor_ask_judgement    (GtkWindow *parent, AssayAdviser *adviser, const char *driver);
void          assay_advisor_ask_name         (GtkWindow *parent, AssayAdviser *adviser);

G_END_DECLS
