/* What one file or answer of a tool or a public source says, in its own words: figures that are not yet filed under the catalogue's metrics and
 * subjects. */
#pragma once

#include <glib.h>

#include "data/model/metric.h"

G_BEGIN_DECLS

/* What load tools and benchmark programs report, as a const table. */
typedef struct
{
  const char *id;          /* "throughput", "latency-p99" */
  const char *name;        /* as people read it: "Latency, 99th percentile" */
  const char *unit;        /* as assay_unit_find() knows it; values of results are in it */
  AssayBetter better;
  const char *criterion;   /* of the catalogue: "performance", "cost" */
} AssayMeasure;

/* NULL if unknown. */
const AssayMeasure *assay_measure_find  (const char *id);
/* The table, *@n measures long. */
const AssayMeasure *assay_measure_table (guint *n);

typedef struct
{
  char *subject;           /* as the file names it ("express", "python3 fib.py"); NULL where it can't say */
  char *measure;           /* the id of an AssayMeasure, or the source's own word for what it counts ("downloads", a metric of Prometheus) */
  double value;            /* in the measure's unit; NAN with @text where it is no number */
  double low, high;        /* an interval or a printed range; NAN if none */
  char *text;              /* a version, a date; else NULL */
  char *date;              /* ISO; NULL: the date of the whole */
  char **dimensions;       /* "connections", "64", NULL; NULL if none. Only to be read: rows that are alike share them */
  char *quality;           /* "10 runs", or NULL */
  char **gate;             /* why it can't be believed; NULL if nothing is against it */
  double *samples;         /* raw values in the measure's unit, or NULL */
  guint n_samples;
} AssayResult;

typedef struct
{
  char *tool;              /* "wrk", "hyperfine", "HttpArena" */
  char *version;           /* as the file says it, or NULL */
  char *date;              /* ISO, or NULL */
  char *machine, *command, *note;  /* as far as the file says it, else NULL */
  GPtrArray *rows;         /* of AssayResult */
  GPtrArray *skipped;      /* of char*, at most %ASSAY_RESULTS_MAX_SKIPPED: what could not be taken, with its place in the file */
  guint n_skipped;         /* how many there were in all */
} AssayResults;

#define ASSAY_RESULTS_MAX_SKIPPED 100

AssayResults *assay_results_new  (const char *tool);
void          assay_results_free (AssayResults *self);
/* A new row at the end, borrowed from @self: value as given, no interval, everything else empty. @subject may be NULL. */
AssayResult  *assay_results_add  (AssayResults *self, const char *subject, const char *measure, double value);
/* Adds the pair to the row's dimensions. */
void          assay_result_set_dimension (AssayResult *self, const char *name, const char *value);
/* The dimensions of @other, a row of the same results, instead of its own: hundreds of thousands of rows have the same few. */
void          assay_result_share_dimensions (AssayResult *self, const AssayResult *other);
/* Adds a reason to the row's gate. */
void          assay_result_gate  (AssayResult *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Notes what was left out and where. */
void          assay_results_skip (AssayResults *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayResults, assay_results_free)

G_END_DECLS
