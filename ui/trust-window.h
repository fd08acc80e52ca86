/* Shows what the user's own workloads would run, and asks whether they may. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* For what @bench has found that nobody said yes to. */
void assay_trust_window_present (GtkWindow *parent, AssayBench *bench);

G_END_DECLS
