/* One run: its figures, versions, commands and starts, its name and note. */
#pragma once

#include "data/measure/run.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_RUN_WINDOW (assay_run_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayRunWindow, assay_run_window, ASSAY, RUN_WINDOW, AdwWindow)

void assay_run_window_present (GtkWindow *parent, AssaySession *session, AssayRun *run);

G_END_DECLS
