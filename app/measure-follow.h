/* "assay measure --follow": what another Assay reads along (data/measure/follow.h), and hears it stop. */
#pragma once

#include "data/measure/experiment.h"

G_BEGIN_DECLS

/* Each on standard output, at once. */
void  assay_measure_follow_begin    (const AssayPlan *plan);
/* At most once a second: telling it takes time of what is measured. */
void  assay_measure_follow_progress (const AssayProgress *progress);
void  assay_measure_follow_run      (AssayRun *run);
/* Cancels when standard input ends; the source that watches it, to be destroyed, transfer full. */
GSource *assay_measure_follow_input (GCancellable *cancellable);

G_END_DECLS
