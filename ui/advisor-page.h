/* The Advisor page: what to choose for a project, by the evidence and what matters to it. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_ADVISOR_PAGE (assay_advisor_page_get_type ())
G_DECLARE_FINAL_TYPE (AssayAdvisorPage, assay_advisor_page, ASSAY, ADVISOR_PAGE, GtkWidget)

/* Actions, for gtk_widget_activate_action() on the page:
 *
 *  advisor.needs            the questions about the project, in a window
 *  advisor.choose       s   a profile by its id
 *  advisor.weigh      (sd)  a driver and its points
 *  advisor.must         s   a driver: asks how good it must be; so do advisor.order and advisor.judge for theirs
 *  advisor.reset        s   a driver: as the needs have it; advisor.reset-weights: all
 *  advisor.step         i   takes the last edit back (-1) or does it again (1)
 *  advisor.undo             what was removed or changed at once last
 *  advisor.save, .save-as, .delete, .export, .import, .export-record, .open-record
 *  advisor.import-from, .export-to, .record-to, .open-record-from   s   a path
 */
GtkWidget *assay_advisor_page_new (AssaySession *session, const char *page);

G_END_DECLS
