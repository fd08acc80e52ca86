/* The folders and addresses where the user's teams keep their runs: adding and removing one. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SHARED_WINDOW (assay_shared_window_get_type ())
G_DECLARE_FINAL_TYPE (AssaySharedWindow, assay_shared_window, ASSAY, SHARED_WINDOW, AdwWindow)

/* A window for @parent, not presented yet. What is added is read at once, by @bench. */
GtkWindow *assay_shared_window_new (GtkWindow *parent, AssayBench *bench);

G_END_DECLS
