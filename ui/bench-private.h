/* What the files of the bench share. */
#pragma once

#include "ui/bench.h"

G_BEGIN_DECLS

struct _AssayBench
{
  GObject parent_instance;

  AssayBenchState state;
  GCancellable *cancellable;      /* of looking, preparing or measuring */
  AssayWorkloads *workloads;
  AssayToolbox *toolbox;

  GPtrArray *machines;            /* of AssayRemote; NULL before they were read */
  char *machine;                  /* name of the one that is chosen; NULL: this computer */
  AssayToolbox *there;            /* what the chosen machine has; NULL: not known, or this computer is chosen */
  GCancellable *looking_there;    /* it is being asked; or NULL */
  char *there_problem;            /* why that isn't known; or NULL */
  gboolean taking;                /* what a team shares is being read */
  char *untrusted, *untrusted_hash;  /* what the user's own workloads would run, and which they are; or NULL */

  AssayPlanKind kind;
  GHashTable *scenarios;          /* ids that were chosen; NULL: the kind's defaults */
  GHashTable *technologies;       /* the same */

  AssayExperiment *experiment;
  AssayBenchProgress progress;
  guint tick;                     /* timeout that tells of progress */
  gint64 told;
  GPtrArray *results;

  GPtrArray *history;
  GError *history_error;
  GPtrArray *jobs;                /* of AssayBenchJob, the first one under way */
  GError *failure;                /* of the experiment, told once its runs are saved */
  gboolean ended;                 /* the experiment is over, its runs may still be on their way into the history */
};

/* "changed". */
void assay_bench_set_state   (AssayBench *self, AssayBenchState state);
void assay_bench_tell        (AssayBench *self, const char *run, const char *format, ...) G_GNUC_PRINTF (3, 4);
void assay_bench_results_changed (AssayBench *self);
void assay_bench_history_changed (AssayBench *self);
void assay_bench_measured    (AssayBench *self);
void assay_bench_progressed  (AssayBench *self);

/* bench-machine.c: asks the chosen machine what it has; what was known of another is forgotten. */
void assay_bench_look_there  (AssayBench *self);
/* bench-run.c */
void assay_bench_progress_clear (AssayBenchProgress *progress);
/* Once no run is on its way into the history any more. */
void assay_bench_saved       (AssayBench *self);
/* bench-history.c: saves a run. */
void assay_bench_add         (AssayBench *self, AssayRun *run);

G_END_DECLS
