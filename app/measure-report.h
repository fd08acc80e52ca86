/* What "assay measure" tells while it measures, and the results as a table. */
#pragma once

#include "data/measure/experiment.h"

G_BEGIN_DECLS

/* One line on standard error: rewritten in place on a terminal, else silent. */
void  assay_measure_show_progress  (const AssayProgress *progress);
/* Takes the line away. */
void  assay_measure_clear_progress (void);
/* A line on standard error that stays, where the progress line was. */
void  assay_measure_say            (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* A run as people read it: every metric with its cells, what was left out and what isn't believed; transfer full. */
char *assay_measure_describe          (const AssayRun *run);

G_END_DECLS
