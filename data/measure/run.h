/* One scenario measured once: the machine, what was compared, every start's samples, and what follows from them. */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "data/measure/histogram.h"
#include "data/measure/machine.h"
#include "data/measure/statistics.h"
#include "data/model/metric.h"
#include "data/model/types.h"

G_BEGIN_DECLS

/* What was compared: a technology at one value of the scenario's dimension. */
struct _AssayRunCell
{
  char *technology, *name, *subject;  /* ids and display name */
  char **dimensions;                  /* "workers", "2", NULL; or NULL */
  char **versions;                    /* "node", "20.1.0", "express", "5.3.0", NULL */
  char *command;                      /* as it was run, with placeholders filled and the environment folder as "~assay" */
  char *hash;                         /* SHA-256 of the program's file */
  char *runtime_hash;                 /* of the runtime's program; or NULL */
  char *excluded;                     /* why it gave nothing: a wrong answer, a server that never got ready; NULL if it took part */
};

/* One fresh process start of one cell. */
struct _AssayRunStart
{
  guint cell, round, order;    /* order: position among all starts of the run */
  char *started;               /* ISO, UTC */
  char **measures;             /* NULL-terminated; e.g. "throughput" */
  double *values;              /* one for each measure: this start's mean, in the metric's unit */
  double *series;              /* primary measure for each interval or iteration, warm-up included; n_series long; or NULL */
  guint n_series, warm;        /* warm: how many leading ones are warm-up */
  char *latency;               /* histogram text of the open loop, see histogram.h; or NULL */
  char **gate;                 /* reasons; NULL if it passed */
  char *failure;               /* why it gave no values; or NULL */
  char **conditions;           /* "foreign", "0.021", "head-room", "0.43", "steal", ..., NULL */
};

typedef struct
{
  char *measure;
  AssayMetric *metric;
  gboolean primary;
} AssayRunMetric;

/* Immutable once finished, boxed, atomically counted. Whoever makes one fills in what assay_run_new() leaves empty; the
 * arrays free their elements, which are made with g_new0(), with all that they hold. */
struct _AssayRun
{
  char *id;                    /* random, "2026-11-23-http-json-3fa9" */
  char *session;               /* of the press of Measure that it belongs to */
  char *scenario, *title;      /* id and name of the scenario */
  char *name, *note;           /* the user's; or NULL */
  char *via;                   /* the shared source that it came from, which the history knows and no document; or NULL */
  char *started, *finished;    /* ISO, UTC */
  char *plan;                  /* "quick", "standard", "thorough" */
  guint seed;
  gboolean complete;           /* FALSE: stopped early; what is there counts */
  char *program;               /* "Assay 0.1.0" */
  AssayMachine *machine;
  GPtrArray *metrics;          /* of AssayRunMetric */
  GPtrArray *cells;            /* of AssayRunCell */
  GPtrArray *starts;           /* of AssayRunStart, by order */
};

/* What the samples say: pure functions of the run, recomputed wherever they are needed. */
typedef struct
{
  const AssayRunCell *cell;
  const AssayRunMetric *metric;
  AssayInterval interval;      /* over the starts that passed; over all of them if fewer than two did */
  double *means;               /* per-start means behind it, interval.n long, in the order of the starts */
  guint *rounds;               /* the round of each */
  char **gate;                 /* reasons; NULL if it passed: at least ASSAY_LEAST_STARTS starts passed */
} AssayRunPoint;

typedef struct
{
  const AssayRunMetric *metric;
  const AssayRunCell *a, *b;
  AssayInterval interval;
  gboolean gated;              /* one of the two points didn't pass */
} AssayRunRatio;

/* What a file of exported runs is called at its end. */
#define ASSAY_RUNS_EXTENSION ".assay-runs"

#define ASSAY_TYPE_RUN (assay_run_get_type ())
GType      assay_run_get_type  (void) G_GNUC_CONST;
AssayRun  *assay_run_new       (void);
AssayRun  *assay_run_ref       (AssayRun *self);
void       assay_run_unref     (AssayRun *self);
/* A picture of a run that is still being made; transfer full. */
AssayRun  *assay_run_copy      (const AssayRun *self);
/* Every cell with every metric; of AssayRunPoint*, transfer full; borrows from the run. */
GPtrArray *assay_run_points    (const AssayRun *self);
/* Every pair of cells of the same dimensions with every metric, where both have two values or more; of AssayRunRatio*, transfer full. */
GPtrArray *assay_run_ratios    (const AssayRun *self);
/* The metric that decides; NULL if there is none; transfer none. */
const AssayRunMetric *assay_run_primary (const AssayRun *self);
/* Whether two cells have the same values of all dimensions. */
gboolean   assay_run_cell_shares_dimensions (const AssayRunCell *a, const AssayRunCell *b);
/* "Fastify answers 2.1 times as many requests as FastAPI (1.9 to 2.3)", "no difference between ..."; transfer full. */
char      *assay_run_finding   (const AssayRun *self);
/* The same in English, whatever the language: for what is stored. */
char      *assay_run_finding_neutral (const AssayRun *self);

/* Its document: what "assay measure --format json" prints and the history stores, samples and computed points together. */
JsonNode  *assay_run_to_json   (const AssayRun *self);
/* The same as text, indented or not, always the same for the same run; transfer full. */
char      *assay_run_to_text   (const AssayRun *self, gboolean pretty, gsize *length);
/* Reads it back; computed members are ignored and computed anew. NULL with %ASSAY_ERROR_FORMAT that names file and path. */
AssayRun  *assay_run_from_json (const char *file, JsonNode *node, GError **error);
/* The same from within a larger document: NULL when mistakes were added to the reader's errors. */
AssayRun  *assay_run_read      (const AssayField *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayRun, assay_run_unref)

G_END_DECLS
