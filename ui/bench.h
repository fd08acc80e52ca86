/* Measuring, for the window: what there is to measure, what is chosen, the experiment under way, its results, and the history of runs. */
#pragma once

#include "data/measure/experiment.h"
#include "data/measure/remote.h"
#include "ui/types.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_BENCH_NEW,        /* nobody has asked for it yet */
  ASSAY_BENCH_LOADING,    /* looks for workloads, runtimes and packages */
  ASSAY_BENCH_READY,
  ASSAY_BENCH_PREPARING,  /* brings packages */
  ASSAY_BENCH_MEASURING,
  ASSAY_BENCH_STOPPING,   /* the experiment ends its children */
} AssayBenchState;

/* A scenario of the experiment under way, or of the last one. */
typedef struct
{
  char *scenario, *name;
  AssayItemState state;
  char *message;          /* why it failed; or NULL */
  char *finding;          /* what its starts say so far; or NULL */
  guint finding_starts;   /* of which that was made */
} AssayBenchItem;

/* How far it is; kept from the first moment of an experiment to the start of the next. */
typedef struct
{
  GPtrArray *items;       /* of AssayBenchItem */
  guint item;             /* the one under way */
  char *doing;            /* "Express: loading, start 3 of 5"; or the package that is being brought; or NULL */
  double done;            /* 0 .. 1; -1 where unknown */
  double left;            /* s; NAN while unknown */
  AssayRun *run;          /* under way, with its starts so far; or NULL */
  gboolean loading;
  guint cell;             /* of @run, loaded now */
  GArray *times, *values; /* of double: the course of the start under way, s and answers/s */
  double p50, p99;        /* s; NAN where unknown */
} AssayBenchProgress;

#define ASSAY_TYPE_BENCH (assay_bench_get_type ())
G_DECLARE_FINAL_TYPE (AssayBench, assay_bench, ASSAY, BENCH, GObject)

/* Signals:
 *  changed            state, tools or choice
 *  progress           at most once a second, so that showing it doesn't disturb what is measured
 *  results-changed    a run was finished, or a new experiment begins with none
 *  history-changed    the list is another one
 *  measured           the history holds other figures than the catalogue that is shown: to be loaded again
 *  message  s s       what is to be said in passing, and the id of a run that can be brought back, or NULL */
AssayBench         *assay_bench_new             (void);
/* Looks for runtimes and packages (again). */
void                assay_bench_load            (AssayBench *self);
AssayBenchState     assay_bench_get_state       (AssayBench *self);
/* Whether something runs that the user may stop: preparing or measuring. */
gboolean            assay_bench_is_busy         (AssayBench *self);
/* NULL before they are there; transfer none. */
AssayWorkloads     *assay_bench_get_workloads   (AssayBench *self);
AssayToolbox       *assay_bench_get_toolbox     (AssayBench *self);
/* Of the machine that is chosen, once it has said what it has, and until then of this computer; transfer none. */
AssayToolbox       *assay_bench_get_tools_there (AssayBench *self);
/* Whether it is being asked, and why it didn't say; or NULL. */
gboolean            assay_bench_is_looking_there  (AssayBench *self);
const char         *assay_bench_get_there_problem (AssayBench *self);
const AssayBenchProgress *assay_bench_get_progress (AssayBench *self);
/* Of AssayRun: what the last experiment has finished; transfer none. */
GPtrArray          *assay_bench_get_results     (AssayBench *self);

/* bench-choice.c: what is chosen. As long as nobody chose, the defaults of the kind. */
AssayPlanKind       assay_bench_get_kind        (AssayBench *self);
void                assay_bench_set_kind        (AssayBench *self, AssayPlanKind kind);
gboolean            assay_bench_has_scenario    (AssayBench *self, const char *id);
void                assay_bench_set_scenario    (AssayBench *self, const char *id, gboolean chosen);
gboolean            assay_bench_has_technology  (AssayBench *self, const char *id);
void                assay_bench_set_technology  (AssayBench *self, const char *id, gboolean chosen);
gboolean            assay_bench_is_default      (AssayBench *self);
void                assay_bench_reset           (AssayBench *self);
/* What Measure would do; NULL with @error that says why nothing can be measured. */
AssayPlan          *assay_bench_plan            (AssayBench *self, GError **error);
/* The same elsewhere, where nobody here knows what is there; NULL with @error where nothing is chosen. */
AssayErrand        *assay_bench_errand          (AssayBench *self, const AssayRemote *remote, GError **error);
/* Whether a package of the chosen scenarios' technologies is missing that preparing would bring. */
gboolean            assay_bench_is_preparable   (AssayBench *self);

/* bench-machine.c: of AssayRemote, the user's machines; NULL before they were read. */
GPtrArray          *assay_bench_get_machines    (AssayBench *self);
/* Where Measure measures; NULL: on this computer. */
const AssayRemote  *assay_bench_get_machine     (AssayBench *self);
void                assay_bench_set_machine     (AssayBench *self, const char *name);
void                assay_bench_remove_machine  (AssayBench *self, const char *name);
/* What the user's own workloads would run, lines; NULL where there are none, or the user said yes. And that yes. */
const char         *assay_bench_get_untrusted   (AssayBench *self);
void                assay_bench_trust           (AssayBench *self);

/* bench-run.c: each does nothing where it makes no sense. */
void                assay_bench_measure         (AssayBench *self);
void                assay_bench_prepare         (AssayBench *self);
/* Stops either; what is finished is kept. */
void                assay_bench_stop            (AssayBench *self);

/* bench-history.c: all in task threads, one after the other; failures are told by the signal "message". */
/* Of AssayRun, newest first; NULL before it was read; transfer none. */
GPtrArray          *assay_bench_get_history     (AssayBench *self);
/* Why the history can't be read; or NULL. */
const GError       *assay_bench_get_history_error (AssayBench *self);
AssayRun           *assay_bench_find_run        (AssayBench *self, const char *id);
void                assay_bench_refresh         (AssayBench *self);
void                assay_bench_delete          (AssayBench *self, const char *id);
void                assay_bench_restore         (AssayBench *self, const char *id);
void                assay_bench_annotate        (AssayBench *self, const char *id, const char *name, const char *note);
/* Reads what is new of the user's teams; says something only where there is something to be said. */
void                assay_bench_take_shared     (AssayBench *self);
/* NULL @id: all. */
void                assay_bench_export          (AssayBench *self, const char *id, GFile *file);
void                assay_bench_import          (AssayBench *self, GFile *file);

G_END_DECLS
