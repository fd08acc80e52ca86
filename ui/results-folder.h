/* Another folder for the history of runs: what would become of what is kept is asked first, and all work is done in a thread. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* @folder "": the program's own. What comes of it is told in a window over @parent; on failure all stays as it was. */
void assay_results_folder_change (GtkWindow *parent, AssaySession *session, const char *folder);

G_END_DECLS
