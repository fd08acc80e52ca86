/* Carries what the measuring thread does to the context of the experiment's caller, at most ten times a second. */
#pragma once

#include "data/measure/experiment.h"

G_BEGIN_DECLS

typedef struct _AssayReporter AssayReporter;

/* All functions may be called from the measuring thread; the signals are emitted in the thread-default context of the caller of this one. */
AssayReporter *assay_reporter_new      (AssayExperiment *experiment, guint n_items);
AssayReporter *assay_reporter_ref      (AssayReporter *self);
void           assay_reporter_unref    (AssayReporter *self);
/* What is measured, before anything else is said of it: NULL-terminated ids, of one that was made with no items, and what
 * is left out of it (or NULL). */
void           assay_reporter_plan     (AssayReporter *self, const char * const *scenarios, const char * const *notes);
/* Scenario @item is in @state from now on; @message says why it failed, or is NULL. */
void           assay_reporter_item     (AssayReporter *self, guint item, AssayItemState state, const char *message);
AssayItemState assay_reporter_get_state (AssayReporter *self, guint item);
void           assay_reporter_doing    (AssayReporter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* @done of the whole, 0 .. 1; never goes back. */
void           assay_reporter_done     (AssayReporter *self, double done);
/* A copy of the run so far (transfer full), or NULL. */
void           assay_reporter_run      (AssayReporter *self, AssayRun *run);
/* Live values of the start of cell @cell that is under load. */
void           assay_reporter_live     (AssayReporter *self, guint cell, double time, double throughput, double p50, double p99);
/* The load is over. */
void           assay_reporter_idle     (AssayReporter *self);
/* @run won't change any more: the signal "run-finished". */
void           assay_reporter_finished (AssayReporter *self, AssayRun *run);
/* Tells the picture at once: before the task returns, so that its callback comes last. */
void           assay_reporter_flush    (AssayReporter *self);
/* Why items failed, "http-json: reason; ..."; transfer full; NULL if none did. */
char          *assay_reporter_failures (AssayReporter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayReporter, assay_reporter_unref)

G_END_DECLS
