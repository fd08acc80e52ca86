/* All runs, newest first: a row opens one, two that are marked can be compared. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_HISTORY_LIST (assay_history_list_get_type ())
G_DECLARE_FINAL_TYPE (AssayHistoryList, assay_history_list, ASSAY, HISTORY_LIST, GtkWidget)

/* Shows the history of the session's bench and follows it. */
void assay_history_list_set_session (AssayHistoryList *self, AssaySession *session);
/* "23 Nov 2026, 19:40" in the user's time zone; transfer full. */
char *assay_history_describe_moment (const char *iso);

G_END_DECLS
