/* What the generator counts, from the first send to the last answer. */
#pragma once

#include "data/measure/load.h"

G_BEGIN_DECLS

#define ASSAY_TALLY_MOMENTS 128   /* CPU readings kept for the head-room */

/* The generator's CPU time at a moment, ns both. */
typedef struct
{
  gint64 time, cpu;
} AssayTallyMoment;

typedef struct
{
  const AssayLoadSpec *spec;
  gboolean begun;                    /* the load has; what came before is only opening connections */
  guint64 sent, answers, failed, reopened, waited, bytes;
  guint opened;
  gint64 latest;                     /* ns */
  char *failure;                     /* the first one */
  gint64 begin, last;                /* ns: of the load; of the last answer */
  AssayHistogram *latency, *blind;   /* of the whole load; blind: NULL in the closed loop */
  AssayHistogram *now, *now_blind;   /* of this interval */
  guint64 answers_before;            /* this interval */
  guint under_way;                   /* requests on the wire */
  gint64 weighed;                    /* ns: until when @area counts */
  double area;                       /* requests x ns */
  double server_cpu;                 /* s, of the server's tree at the interval's begin */
  gint64 cpu, cpu_begin;             /* ns, of the generator at the interval's begin and at the load's */
  AssayTallyMoment moments[ASSAY_TALLY_MOMENTS];   /* a ring */
  guint64 n_moments;
  double busiest;                    /* largest share of a core in half a second or more */
} AssayTally;

/* Monotonic, ns. */
gint64 assay_clock             (void);

void   assay_tally_init        (AssayTally *self, const AssayLoadSpec *spec);
void   assay_tally_clear       (AssayTally *self);
void   assay_tally_begin       (AssayTally *self, gint64 now, guint opened);

/* @n requests go on the wire. */
void   assay_tally_sent        (AssayTally *self, guint n, gint64 now);
/* One has been answered as expected: its planned and actual send. */
void   assay_tally_answer      (AssayTally *self, gint64 planned, gint64 started, gint64 now);
/* @n on the wire have not, and why. */
void   assay_tally_fail        (AssayTally *self, guint n, gint64 now, const char *format, ...) G_GNUC_PRINTF (4, 5);
/* A failure of something that wasn't on the wire: an attempt to connect. */
void   assay_tally_trouble     (AssayTally *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Ends the interval; fills all of @interval but what the connections are doing. */
void   assay_tally_interval    (AssayTally *self, gint64 now, AssayLoadInterval *interval);
/* Ends the load; @result borrows from @self, its @planned is left to the caller. */
void   assay_tally_result      (AssayTally *self, gint64 now, AssayLoadResult *result);

G_END_DECLS
