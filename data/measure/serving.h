/* One server under load: what trial-http.c and trial-load*.c share. */
#pragma once

#include "data/measure/load.h"
#include "data/measure/trial.h"

G_BEGIN_DECLS

#define ASSAY_SERVING_INTERVAL 0.1

typedef struct
{
  AssayTrial *trial;
  AssayTrialCell *cell;
  AssayServer *server;
  GPid pid;             /* leader of its tree */
  guint order;          /* of the start */
  double offset;        /* s of load before the one under way */
  guint64 peak;         /* largest sum of PSS seen, bytes */
  guint64 quiet;        /* the largest while connections were open and nothing was asked, bytes; 0 if that never was */
  guint open;           /* how many there were then */
  gint64 sampled;       /* monotonic, us */
  double own;           /* CPU seconds of the generator */
} AssayServing;

void          assay_serving_sample (AssayServing *self);
AssayLoadSpec assay_serving_spec   (const AssayServing *self, AssayArrivals arrivals, double seconds);
/* Runs the load, telling the reporter and sampling memory. FALSE with an @error that names the subject, also when too many requests failed
 * to call it a measurement; @result needs no clearing then. */
gboolean      assay_serving_load   (AssayServing *self, const AssayLoadSpec *spec, AssayLoadResult *result, GError **error);
/* The loads that the scenario's metrics need, their values and @reasons not to believe them. */
gboolean      assay_serving_closed (AssayServing *self, AssayRunStart *start, GPtrArray *reasons, GError **error);
gboolean      assay_serving_open   (AssayServing *self, AssayRunStart *start, GPtrArray *reasons, GError **error);
gboolean      assay_serving_idle   (AssayServing *self, AssayRunStart *start, GPtrArray *reasons, GError **error);

G_END_DECLS
