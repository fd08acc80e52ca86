/* Loads a server on loopback with the generator, a program of its own (load/), and reads what it counted. */
#pragma once

#include <gio/gio.h>

#include "data/measure/histogram.h"
#include "data/measure/workload.h"

G_BEGIN_DECLS

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
  const AssayExpectation *expect;  /* status and body length of every answer are held against it; may be NULL */
  guint connections;
  double rate;                  /* planned requests a second, for the open loops */
  double seconds;               /* of load, warm-up included; bounded at 600 */
  double interval;              /* s of one count in the progress, 0.1 */
  guint seed;                   /* of the Poisson arrivals */
  const char *cpus;             /* of the generator; or NULL */
  GPid server;                  /* leader whose tree's CPU is read at every interval; 0: none */
} AssayLoadSpec;

/* One interval of the progress. */
typedef struct
{
  double time;                  /* s since the load began, at its end */
  guint64 answers;              /* completed in it */
  double server_cpu;            /* CPU seconds of the server's tree in it; NAN if not asked */
  double generator_cpu;         /* of the generator */
  double p50, p99;              /* s, of the answers in it; NAN if none */
} AssayLoadInterval;

struct _AssayLoadResult
{
  double seconds;               /* from first send to last answer */
  guint64 planned, sent, answers;
  guint64 failed;               /* wrong status, wrong length, malformed, closed early, timed out */
  char *failure;                /* the first failure in words, or NULL */
  guint64 bytes;                /* received */
  double generator_cpu;         /* s */
  double head_room;             /* 1 - busiest share of its core that the generator reached in any interval of 0.5 s or longer */
  double latest;                /* s: largest delay between planned and actual send (open loops); 0 in the closed loop */
  double in_flight;             /* mean number of requests under way: for Little's law */
  AssayHistogram *latency;      /* from planned send (open) or send (closed) to last byte */
  AssayHistogram *blind;        /* open loops: the same requests timed from the actual send; else NULL */
  GArray *intervals;            /* of AssayLoadInterval */
};

/* Called in the caller's thread, at most ten times a second. */
typedef void (*AssayLoadProgress) (const AssayLoadInterval *interval, gpointer data);

/* Blocking; ends early and fails when cancelled. @result is cleared with assay_load_result_clear(). */
gboolean assay_load_run          (const AssayLoadSpec *spec, AssayLoadProgress progress, gpointer data,
                                  GCancellable *cancellable, AssayLoadResult *result, GError **error);
void     assay_load_result_clear (AssayLoadResult *result);

G_END_DECLS
