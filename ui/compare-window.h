/* Two runs side by side: the interval of every ratio, and "no difference" said as such. */
#pragma once

#include "data/measure/run.h"
#include "ui/types.h"

G_BEGIN_DECLS

/* @second is set against @first. */
void assay_compare_window_present (GtkWindow *parent, AssayRun *first, AssayRun *second);

G_END_DECLS
