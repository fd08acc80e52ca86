/* One scenario being measured: what the files trial*.c share. All of it belongs to the measuring thread. */
#pragma once

#include "data/measure/account.h"
#include "data/measure/environment.h"
#include "data/measure/experiment.h"
#include "data/measure/reporter.h"
#include "data/measure/server.h"

G_BEGIN_DECLS

/* A technology at one value of the scenario's dimension. */
typedef struct
{
  guint index;                /* in the trial's cells and the run's */
  AssayTechnology *technology;
  const AssayAvailability *availability;
  const char *value;          /* of the dimension; or NULL */
  char *label;                /* "Express", "Express, workers 2" */
  AssayRunCell *record;       /* the run's */
  char **argv, **environ;     /* as the environment gives them: {seconds} and {least} are still to be filled */
  AssayAnswer answer;         /* what it answered when it was checked */
  char *checksum;             /* what its program printed then */
  guint starts, passed;       /* that gave values; of these, past the gate */
  guint failures, repeats;
  double throughput;          /* requests/s in the check's short load; NAN without one */
  double warm_up;             /* s of load before it gets steady, as far as it was seen */
} AssayTrialCell;

typedef struct
{
  AssayPlan *plan;
  AssayPlanItem *item;
  guint index;                /* of the item in the plan */
  AssayScenario *scenario;
  AssayMachine *machine;
  const char *staged;         /* folder of the copied workloads */
  AssayRun *run;
  GPtrArray *cells;           /* of AssayTrialCell */
  GHashTable *hashes;         /* path -> SHA-256 in hex, for the whole experiment; borrowed */
  AssayReporter *reporter;
  GCancellable *cancellable;
  double seconds;             /* of load or iterations after warm-up, each start */
  double rate;                /* requests/s of the open loop; NAN while unknown */
  char *checksum;             /* that every start must print; or NULL */
  gint64 begun, checked;      /* monotonic, us */
  gint64 deadline, latest;    /* the same: of its share of the time; with what earlier items left over, for cells whose starts are gated */
  double done, weight;        /* of the whole: before this item, and this item's part */
} AssayTrial;

/* Makes the run with its cells, whose commands are known then. @hashes: see above. */
AssayTrial *assay_trial_new        (AssayPlan *plan, guint index, AssayToolbox *toolbox, AssayMachine *machine, const char *staged,
                                    GHashTable *hashes, AssayReporter *reporter, GCancellable *cancellable);
void        assay_trial_free       (AssayTrial *self);
/* Builds, checks and measures until it is known well enough, the time is gone or it is cancelled. FALSE with @error when no start gave a value. */
gboolean    assay_trial_run        (AssayTrial *self, GError **error);
/* Cells that still take part. */
guint       assay_trial_active     (const AssayTrial *self);
/* The cell takes no further part: @reason is for people and names the subject. */
void        assay_trial_exclude    (AssayTrial *self, AssayTrialCell *cell, const char *reason);
/* Whether one of its metrics has this measure. */
gboolean    assay_trial_wants      (const AssayTrial *self, const char *measure);
/* The measure that decides when enough is known; never NULL for a scenario that has metrics. */
const char *assay_trial_primary    (const AssayTrial *self);

/* trial-check.c: builds every cell, starts it once, holds its answer or checksum against the expectation and the others', excludes those that
 * fail with the reason, and finds the open loop's rate. FALSE only when cancelled. */
gboolean    assay_trial_check      (AssayTrial *self, GError **error);

/* trial-rounds.c: fresh starts of all cells, round by round in an interleaved order, until the ratios are known or the time is gone. FALSE only
 * when cancelled. */
gboolean    assay_trial_measure    (AssayTrial *self, GError **error);

/* trial-record.c: what a cell is and where a start's values go. */
/* The cell's command with {seconds} and {least} filled; transfer full; NULL if it has none. */
char         **assay_trial_argv         (const AssayTrialCell *cell, double seconds, guint least);
/* How often a program is to iterate at the least. */
guint          assay_trial_least        (const AssayTrial *self);
AssayRunCell  *assay_trial_record_cell  (AssayTrial *self, const AssayTrialCell *cell);
AssayRunStart *assay_trial_record_start (const AssayTrial *self, const AssayTrialCell *cell, guint round);
void           assay_trial_start_free   (AssayRunStart *start);
/* The value of @measure in the metric's unit: kept if a metric of the scenario asks for it and it is finite. */
void           assay_trial_record_sample (const AssayTrial *self, AssayRunStart *start, const char *measure, double value);
/* The same for a value in the base unit: s, bytes, requests/s, a share of 1. */
void           assay_trial_record_value (const AssayTrial *self, AssayRunStart *start, const char *measure, double value);
/* @value in the unit of the metric with this measure, from the base unit. */
double         assay_trial_in_unit      (const AssayTrial *self, const char *measure, double value);
/* Shares of 1, s, 1/s; left out when not finite. */
void           assay_trial_record_condition (AssayRunStart *start, const char *name, double value);
/* What the machine went through meanwhile, into the start's conditions and, where times or rates are measured, @reasons. */
void           assay_trial_record_disturbance (const AssayTrial *self, AssayRunStart *start, const AssayMoment *from, const AssayMoment *to,
                                               double own, GPtrArray *reasons);
/* The time now as ISO 8601 in UTC; transfer full. */
char          *assay_trial_now          (void);

/* trial-http.c: one start of a server under load; fills @start. */
gboolean    assay_trial_serve      (AssayTrial *self, AssayTrialCell *cell, AssayRunStart *start, GPtrArray *reasons, GError **error);
/* Starts the cell's server; NULL with an @error that names the subject. */
AssayServer *assay_trial_serve_start (AssayTrial *self, AssayTrialCell *cell, GError **error);
/* Ends it. FALSE with an @error that names the subject when it ended before by itself, or had to be killed. */
gboolean    assay_trial_serve_stop (AssayTrial *self, AssayTrialCell *cell, AssayServer *server, GError **error);
/* Whether its metrics need a load, besides connections that are only kept. */
gboolean    assay_trial_serve_loads (const AssayTrial *self);
/* Requests a second that the server answers in a short closed loop; NAN with @error. */
double      assay_trial_serve_probe (AssayTrial *self, AssayTrialCell *cell, AssayServer *server, GError **error);

/* trial-run.c: one start of a program that ends by itself; fills @start. @seconds and @least: how long and how often it is to iterate. */
gboolean    assay_trial_execute    (AssayTrial *self, AssayTrialCell *cell, double seconds, guint least, AssayRunStart *start,
                                    char **checksum, GPtrArray *reasons, GError **error);

G_END_DECLS
