/* Loads a server on loopback with the generator, a program of its own (load/), and reads what it counted. */
#pragma once

#include <gio/gio.h>

#include "data/measure/histogram.h"
#include "data/measure/workload.h"

G_BEGIN_DECLS

#define ASSAY_LOAD_MOST_SECONDS 600.0
#define ASSAY_LOAD_MOST_CONNECTIONS 20000
#define ASSAY_LOAD_PATIENCE 5.0   /* s */

typedef enum
{
  ASSAY_ARRIVALS_CLOSED,    /* each connection asks again when it was answered: capacity */
  ASSAY_ARRIVALS_CONSTANT,  /* planned at a constant rate, timed from the planned send: latency */
  ASSAY_ARRIVALS_POISSON,   /* planned with exponential gaps, timed from the planned send */
} AssayArrivals;

typedef struct
{
  guint16 port;                 /* on 127.0.0.1 */
  AssayLoadKind kind;
  AssayArrivals arrivals;
  const AssayRequest *request;
  const AssayExpectation *expect;  /* every answer's status is held against it, its length where it gives the body; may be NULL */
  guint64 length;               /* of every answer's body, where all have the same; 0: as @expect says, else not held against anything */
  guint connections;            /* at most %ASSAY_LOAD_MOST_CONNECTIONS */
  double rate;                  /* planned requests a second, for the open loops */
  double seconds;               /* of load, warm-up included, or of quiet for the idle kind; at most %ASSAY_LOAD_MOST_SECONDS */
  double interval;              /* s of one count in the progress, at least 0.1; 0: 0.1 */
  guint seed;                   /* of the Poisson arrivals */
  double patience;              /* s without a byte after which a request counts as not answered; 0: %ASSAY_LOAD_PATIENCE */
  const char *cpus;             /* of the generator; or NULL */
  GPid server;                  /* leader whose tree's CPU is read at every interval; 0: none */
} AssayLoadSpec;

/* One interval of the progress. */
typedef struct
{
  double time;                  /* s since the load began, at its end */
  guint open;                   /* connections that are open at its end */
  gboolean quiet;               /* idle kind: all that could be opened are, and nothing is asked: the moment to read memory */
  guint64 answers;              /* completed in it */
  double server_cpu;            /* CPU seconds of the server's tree in it; NAN if not asked */
  double generator_cpu;         /* of the generator */
  double p50, p99;              /* s, of the answers in it; NAN if none */
} AssayLoadInterval;

struct _AssayLoadResult
{
  double seconds;               /* from first send to last answer */
  guint64 planned, sent;        /* requests; for the WebSocket kind deliveries that are due */
  guint64 answers;              /* as expected */
  guint64 failed;               /* wrong status, wrong length, malformed, closed early, timed out; attempts to connect that failed */
  char *failure;                /* the first failure in words, or NULL */
  guint opened;                 /* connections that were open when the load began */
  guint64 reopened;             /* times a connection was opened again, because the server closed it after an answer or it failed */
  double alive;                 /* idle kind: share of @connections that was still answered after the quiet; else NAN */
  guint64 bytes;                /* received */
  double generator_cpu;         /* s */
  double head_room;             /* 1 - busiest share of its core that the generator reached in any interval of 0.5 s or longer */
  double latest;                /* s: largest delay of a send by the generator itself, past both its plan and the moment a connection was free (open
                                   loops); 0 in the closed loop. What a slow server delays is no fault of the generator: it is in @latency */
  guint64 waited;               /* planned requests for which no connection was free in time (open loops): more connections would tell more */
  double in_flight;             /* mean number of requests on the wire, weighted by time: for Little's law, with the mean of @blind, or of @latency in the closed loop */
  AssayHistogram *latency;      /* from planned send (open) or send (closed) to last byte */
  AssayHistogram *blind;        /* open loops: the same requests timed from the actual send; else NULL */
  GArray *intervals;            /* of AssayLoadInterval */
};

/* Called in the caller's thread, at most ten times a second. */
typedef void (*AssayLoadProgress) (const AssayLoadInterval *interval, gpointer data);

/* Blocking; ends early and fails when cancelled. Answers that are not as expected are counted in @result (cleared with assay_load_result_clear());
 * %FALSE with @error for a load that makes no sense (%ASSAY_ERROR_INVALID), a server that can't be reached or a generator that fails
 * (%ASSAY_ERROR_WORKLOAD). Bodies made of @fill bytes are all "x". */
gboolean assay_load_run          (const AssayLoadSpec *spec, AssayLoadProgress progress, gpointer data,
                                  GCancellable *cancellable, AssayLoadResult *result, GError **error);
void     assay_load_result_clear (AssayLoadResult *result);

G_END_DECLS
