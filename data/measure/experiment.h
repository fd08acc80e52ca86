/* Plans and makes measurements: verify, interleave fresh starts, warm up, load, gate, stop when it is known well enough. */
#pragma once

#include <gio/gio.h>

#include "data/measure/run.h"
#include "data/measure/toolbox.h"
#include "data/measure/workload.h"

G_BEGIN_DECLS

/* Measures of an HTTP scenario: "throughput" (requests/s, closed loop), "cpu-per-request" (s), "latency-p50", "latency-p99" (s, open loop at half of
 * the slowest subject's throughput), "blind-p99" (s, the same requests timed from the actual send), "memory-ready", "memory-peak" (bytes, PSS of the tree),
 * "start-up" (s, to the first answer), "memory-per-connection" (bytes, idle), "connections-alive" (share), "energy-per-request" (J).
 * Measures of a run scenario: "iteration-time", "iteration-cpu" (s, after warm-up), "first-iteration-time", "wall-time", "cpu-time" (s, whole process),
 * "memory-peak" (bytes: the largest resident set of a process of it, or the sum of PSS where that is more), and what the program's {"sample": {NAME: NUMBER}} lines say. */

typedef enum
{
  ASSAY_PLAN_QUICK,     /* about 2 minutes */
  ASSAY_PLAN_STANDARD,  /* about 15 minutes */
  ASSAY_PLAN_THOROUGH,  /* until the intervals are narrow, at most an hour */
} AssayPlanKind;

/* One scenario of a plan, with what takes part. */
typedef struct
{
  AssayScenario *scenario;    /* borrowed */
  GPtrArray *technologies;    /* of AssayTechnology, borrowed */
  char **values;              /* of its dimension, "cores" resolved, each once, NULL-terminated; NULL without a dimension */
} AssayPlanItem;

struct _AssayPlan
{
  AssayPlanKind kind;
  AssayWorkloads *workloads;
  double budget;              /* s */
  double patience;            /* s that a server has to get ready; a program has four times as long */
  double quiet;               /* s at most that a start waits until others leave the machine alone */
  guint seed;                 /* of the order of the starts */
  GPtrArray *items;           /* of AssayPlanItem */
  GPtrArray *notes;           /* of char*: what was left out, why, and the command that would bring it */
};

/* The named scenarios and technologies (their ids or their subjects'; NULL: the kind's defaults), without what the toolbox says can't run;
 * @budget in seconds, 0: the kind's own. NULL with %ASSAY_ERROR_INVALID that names what is unknown, or what can't run when nothing is left. */
AssayPlan *assay_plan_new      (AssayWorkloads *workloads, AssayToolbox *toolbox, AssayPlanKind kind,
                                const char * const *scenarios, const char * const *technologies, double budget, GError **error);
void       assay_plan_free     (AssayPlan *self);
/* How many cells the item has: technologies times values of the dimension. */
guint      assay_plan_item_cells   (const AssayPlanItem *item);
/* Seconds that one start of one of its cells takes, with @seconds of load or iterations after warm-up. */
double     assay_plan_item_start   (const AssayPlanItem *item, double seconds);
/* Seconds that the item takes at the least: checking every cell and five starts of each. */
double     assay_plan_item_least   (const AssayPlanItem *item);
/* Its share of the budget, s: by what it takes at the least. Five starts are made even when that takes longer. */
double     assay_plan_item_share   (const AssayPlan *self, const AssayPlanItem *item);
/* Seconds of load or iterations after warm-up in each of its starts: what the scenario asks for, or up to three times as much where the budget
 * allows it. */
double     assay_plan_item_seconds (const AssayPlan *self, const AssayPlanItem *item);
/* Seconds that it will take at the least, with five starts of every cell. */
double     assay_plan_estimate (const AssayPlan *self);
/* "quick", "standard", "thorough". */
const char *assay_plan_kind_name (AssayPlanKind kind);

/* The same on a machine of the user's elsewhere, which makes its own plan of it: what is chosen, NULL what by default. */
typedef struct
{
  AssayRemote *remote;
  AssayPlanKind kind;
  char **scenarios;           /* ids, NULL-terminated; NULL: the kind's defaults */
  char **technologies;        /* ids or subjects; NULL: the kind's defaults */
  double budget;              /* s; 0: the kind's own */
  guint seed;                 /* 0: random */
} AssayErrand;

/* Borrows nothing; of all that is copied. */
AssayErrand *assay_errand_new  (const AssayRemote *remote, AssayPlanKind kind, const char * const *scenarios, const char * const *technologies);
void         assay_errand_free (AssayErrand *self);

typedef enum
{
  ASSAY_ITEM_QUEUED,
  ASSAY_ITEM_RUNNING,
  ASSAY_ITEM_DONE,
  ASSAY_ITEM_STOPPED,
  ASSAY_ITEM_FAILED,
} AssayItemState;

/* A picture of the experiment at one moment; borrowed, valid during the call. */
typedef struct
{
  guint item, n_items;        /* which scenario runs, of how many; elsewhere 0 until its plan is known */
  const char * const *scenarios; /* n_items long, their ids, of an errand; NULL: as in the plan */
  const char * const *notes;  /* NULL-terminated, what an errand leaves out, and why; or NULL */
  const AssayItemState *states;  /* n_items long */
  const char * const *messages;  /* n_items long: why an item failed; NULL where it didn't */
  const char *doing;          /* "Express: loading, start 3 of 5" */
  double done;                /* 0 .. 1 of the whole */
  double left;                /* s still to go, estimated; NAN while unknown */
  AssayRun *run;              /* the scenario under way with the starts so far: points, ratios and intervals follow from it; a copy, to be kept
                               * with assay_run_ref(); or NULL */
  gboolean loading;           /* live values below are of the start under way */
  guint cell;                 /* index into run->cells of the start under way */
  double time, throughput, p50, p99;  /* last interval: s into the load, answers/s, s, s; NAN where unknown */
} AssayProgress;

#define ASSAY_TYPE_EXPERIMENT (assay_experiment_get_type ())
G_DECLARE_FINAL_TYPE (AssayExperiment, assay_experiment, ASSAY, EXPERIMENT, GObject)

/* Signals, in the thread-default context of assay_experiment_run_async(), at most ten times a second:
 * "progress" (const AssayProgress*), "run-finished" (AssayRun*; complete or not, as long as it has a start that says something). */
/* Takes over the plan. */
AssayExperiment *assay_experiment_new        (AssayWorkloads *workloads, AssayToolbox *toolbox, AssayPlan *plan);
/* Takes over the errand, whose runs are labelled with the machine's name. */
AssayExperiment *assay_experiment_new_elsewhere (AssayErrand *errand);
/* Measures in a thread; takes over nothing of the user's session but time. Cancelling ends every child and keeps the finished starts. Once an
 * experiment. */
void             assay_experiment_run_async  (AssayExperiment *self, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
/* All runs, of AssayRun; transfer full. A cancelled experiment returns what is there; NULL with @error only when nothing could be measured. */
GPtrArray       *assay_experiment_run_finish (AssayExperiment *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayErrand, assay_errand_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayPlan, assay_plan_free)

G_END_DECLS
