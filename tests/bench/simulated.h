/* Experiments whose truth is known: two technologies of some on a machine that drifts and is disturbed. */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

#include "data/measure/statistics.h"

typedef struct
{
  const char *name;
  double (*noise) (gsl_rng *rng);  /* mean 0, variance 1 */
  double spread_a, spread_b;       /* of the logs of per-start means */
  double drift;                    /* of logs over thirty rounds, evenly */
  double walk;                     /* of logs from one start to the next, at random */
  double common;                   /* of logs, what all starts of a round suffer */
  gboolean promised;               /* whether 93-97 % are to hold */
} Setting;

/* Ends with a NULL name. */
extern const Setting settings[];

typedef struct
{
  double a[ASSAY_MOST_STARTS], b[ASSAY_MOST_STARTS];
  guint rounds[ASSAY_MOST_STARTS];
} Simulated;

/* Thirty rounds in which a over b is truly @ratio. */
void          simulate          (gsl_rng *rng, const Setting *setting, double ratio, Simulated *self);

/* How an interval comes from the first @n rounds. */
typedef AssayInterval (*Method) (const Simulated *self, guint n, gsl_rng *rng);

AssayInterval by_rounds         (const Simulated *self, guint n, gsl_rng *rng);
AssayInterval by_welch          (const Simulated *self, guint n, gsl_rng *rng);
/* Percentile bootstrap of the difference of mean logs. */
AssayInterval by_bootstrap      (const Simulated *self, guint n, gsl_rng *rng);

/* After how many rounds the stop rule ends it; or, without its further rounds, the first narrow interval. */
guint         stop_by_rule      (const Simulated *self);
guint         stop_at_once      (const Simulated *self);
