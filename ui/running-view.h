/* An experiment under way: how far it is, its intervals and the start under way as charts, and the queue. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_RUNNING_VIEW (assay_running_view_get_type ())
G_DECLARE_FINAL_TYPE (AssayRunningView, assay_running_view, ASSAY, RUNNING_VIEW, GtkWidget)

/* Follows the session's bench while it is mapped. */
void assay_running_view_set_session (AssayRunningView *self, AssaySession *session);

G_END_DECLS
