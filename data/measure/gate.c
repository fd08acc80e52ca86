#include "data/measure/gate.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "data/measure/statistics.h"
#include "data/model/reason.h"
#include "data/model/units.h"

/* Why the limits of the header are where they are. Little's law holds exactly between counts that are right; 10 % leave room for the ends of the load.
 * One failed answer in a thousand already means that cheaper answers were counted. A generator with less than a tenth of its core left queues, and
 * its queue would pass for the server's. Others' 15 % and a stolen 5 % of the processors move throughput by as much as what is compared. Halves that
 * differ by 15 % have no common mean. Clocks that are slewed stay together; 10 ms apart they were set. */

#define LEAST_VALUES 6       /* fewer say nothing of halves */
#define LEAST_ANSWERS 100    /* for a 99th percentile */
#define LEAST_IN_FLIGHT 0.01 /* of less the clock's grain is a large share */
#define COUNT 0.02           /* by which counts of the same thing may differ, for what is under way at the ends */
#define BUCKET 0.01          /* what the histogram's buckets may add to a mean or take from a percentile */
#define BEHIND 0.1           /* s by which the generator itself sent late: more than a scheduler's whim */
#define TICK 0.01            /* s in which /proc/stat counts (USER_HZ) */
#define SURE 2.5             /* standard errors between halves that are more than noise */

static void G_GNUC_PRINTF (2, 3)
add (GPtrArray *reasons, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (reasons, g_strdup_vprintf (format, args));
  va_end (args);
}

static char *
count_text (double value)
{
  return assay_unit_format (NULL, round (value));
}

static char *
time_text (double seconds)
{
  return assay_unit_format (assay_unit_find ("s"), seconds);
}

static void
check_errors (const AssayLoadResult *result, GPtrArray *reasons)
{
  g_autofree char *failed = count_text (result->failed), *answers = count_text (result->answers);
  const char *failure = result->failure != NULL ? result->failure : ASSAY_REASON_UNKNOWN;

  if (result->failed > ASSAY_GATE_ERRORS * result->answers)
    add (reasons, ASSAY_REASON_FAILED, failed, answers, failure);
}

/* Mean in flight = throughput x mean time in the system, the system being what was really sent: the open loops' times from the planned send
 * include the wait before it. */
static void
check_little (const AssayLoadResult *result, GPtrArray *reasons)
{
  const AssayHistogram *times = result->blind != NULL ? result->blind : result->latency;
  g_autofree char *is_text = assay_unit_format (NULL, result->in_flight), *should_text = NULL;
  double should;

  if (times == NULL || assay_histogram_count (times) == 0)
    return;

  should = assay_histogram_count (times) / result->seconds * assay_histogram_mean (times);
  if (MAX (should, result->in_flight) < LEAST_IN_FLIGHT)
    return;
  should_text = assay_unit_format (NULL, should);
  if (fabs (result->in_flight - should) > ASSAY_GATE_LITTLE * result->in_flight)
    add (reasons, ASSAY_REASON_IN_FLIGHT, is_text, should_text);
}

/* What was counted in each interval is what was counted in all. */
static void
check_intervals (const AssayLoadResult *result, GPtrArray *reasons)
{
  g_autofree char *whole = count_text (result->answers), *parts = NULL;
  double sum = 0;

  if (result->intervals == NULL || result->intervals->len == 0)
    return;

  for (guint i = 0; i < result->intervals->len; i++)
    sum += g_array_index (result->intervals, AssayLoadInterval, i).answers;
  parts = count_text (sum);
  if (fabs (sum - result->answers) > COUNT * result->answers + 1)
    add (reasons, ASSAY_REASON_INTERVALS, parts, whole);
}

static void
check_sent (const AssayLoadSpec *spec, const AssayLoadResult *result, GPtrArray *reasons)
{
  double done = (double) result->answers + result->failed;
  g_autofree char *sent = count_text (result->sent), *answered = count_text (done);

  if (result->sent - done > COUNT * result->sent + spec->connections)
    add (reasons, ASSAY_REASON_SENT, sent, answered);
}

/* Planned = rate x time; Poisson arrivals may be four standard deviations off. */
static void
check_planned (const AssayLoadSpec *spec, const AssayLoadResult *result, GPtrArray *reasons)
{
  double should = spec->rate * spec->seconds, planned = result->planned;
  double tolerance = 1 + COUNT * should + (spec->arrivals == ASSAY_ARRIVALS_POISSON ? 4 * sqrt (should) : 0);
  g_autofree char *planned_text = count_text (planned), *should_text = count_text (should);
  g_autofree char *done_text = count_text (result->answers + result->failed);

  if (fabs (planned - should) > tolerance)
    add (reasons, ASSAY_REASON_PLANNED, planned_text, should_text);
  if (planned - result->sent > COUNT * planned + 1)
    add (reasons, ASSAY_REASON_PLANNED_ANSWERED, planned_text, done_text);
}

static void
check_behind (const AssayLoadResult *result, GPtrArray *reasons)
{
  g_autofree char *latest = time_text (result->latest), *limit = time_text (BEHIND);

  if (result->latest > BEHIND)
    add (reasons, ASSAY_REASON_LATE, latest, limit);
}

/* One in a hundred would have to take more than all others together. That can be, after one long stall; such a mean says nothing either. */
static void
check_mean (const AssayLoadResult *result, GPtrArray *reasons)
{
  g_autofree char *mean_text = NULL, *p99_text = NULL;
  double mean, p99;

  if (result->latency == NULL || assay_histogram_count (result->latency) < LEAST_ANSWERS)
    return;

  mean = assay_histogram_mean (result->latency);
  p99 = assay_histogram_percentile (result->latency, 0.99);
  mean_text = time_text (mean);
  p99_text = time_text (p99);
  if (mean > p99 * (1 + BUCKET))
    add (reasons, ASSAY_REASON_MEAN, mean_text, p99_text);
}

static void
check_head_room (const AssayLoadResult *result, GPtrArray *reasons)
{
  if (result->head_room < ASSAY_GATE_HEAD_ROOM)
    add (reasons, ASSAY_REASON_GENERATOR, 100 * (1 - result->head_room));
}

/* By what share of the larger of the halves' means the smaller is below it; 0 where that can be noise. */
static double
drift_of (const double *x, guint n)
{
  guint half = n / 2, rest = n - half;
  double first, second, error;

  if (n < LEAST_VALUES)
    return 0;

  first = gsl_stats_mean (x, 1, half);
  second = gsl_stats_mean (x + half, 1, rest);
  error = sqrt (gsl_stats_variance (x, 1, half) / half + gsl_stats_variance (x + half, 1, rest) / rest);

  return fabs (first - second) > SURE * error ? 1 - MIN (first, second) / MAX (first, second) : 0;
}

/* Halves that differ, or a late step that they average out: Barrett and others (2017) found that warm-up often doesn't end. */
static void
check_level (const double *x, guint n, GPtrArray *reasons)
{
  double drift = drift_of (x, n);
  gboolean steady;

  assay_change_point (x, n, &steady);
  if (drift > ASSAY_GATE_DRIFT)
    add (reasons, ASSAY_REASON_HALVES, 100 * drift);
  else if (!steady)
    add (reasons, ASSAY_REASON_UNSTEADY, n);
}

/* Answers a second in each interval after the first @warm; those before the load began (negative times) and a last one that is too short say
 * nothing. */
static GArray *
rates_of (const AssayLoadSpec *spec, const AssayLoadResult *result, guint warm)
{
  GArray *rates = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = warm; result->intervals != NULL && i < result->intervals->len; i++)
    {
      const AssayLoadInterval *interval = &g_array_index (result->intervals, AssayLoadInterval, i);
      double seconds = interval->time - (i > 0 ? MAX (0, interval[-1].time) : 0), rate = interval->answers / seconds;

      if (seconds > 0 && seconds >= spec->interval / 2)
        g_array_append_val (rates, rate);
    }

  return rates;
}

/* In the closed loop only: the open ones ask at the rate that was planned, whatever the server does. */
static void
check_drift (const AssayLoadSpec *spec, const AssayLoadResult *result, guint warm, GPtrArray *reasons)
{
  g_autoptr (GArray) rates = rates_of (spec, result, warm);

  check_level ((const double *) rates->data, rates->len, reasons);
}

/* Of connections that only stay open there is no rate. */
void
assay_gate_load (const AssayLoadSpec *spec, const AssayLoadResult *result, guint warm, GPtrArray *reasons)
{
  if (result->answers == 0)
    {
      add (reasons, ASSAY_REASON_NO_ANSWER, result->failure != NULL ? result->failure : ASSAY_REASON_UNKNOWN);
      return;
    }

  check_errors (result, reasons);
  check_head_room (result, reasons);
  if (spec->kind == ASSAY_LOAD_IDLE)
    return;

  check_little (result, reasons);
  check_intervals (result, reasons);
  check_sent (spec, result, reasons);
  if (spec->arrivals != ASSAY_ARRIVALS_CLOSED)
    {
      check_planned (spec, result, reasons);
      check_behind (result, reasons);
    }
  else
    check_drift (spec, result, warm, reasons);
  check_mean (result, reasons);
}

/* What the machine's own counters can't tell from nothing: they count ticks, and each core's may be one off. */
static double
doubt_of (const AssayDisturbance *disturbance)
{
  return disturbance->seconds > 0 ? TICK / disturbance->seconds : 0;
}

void
assay_gate_disturbance (const AssayDisturbance *disturbance, GPtrArray *reasons)
{
  g_autofree char *step = time_text (fabs (disturbance->step));
  double doubt = doubt_of (disturbance);

  if (disturbance->foreign > ASSAY_GATE_FOREIGN + doubt)
    add (reasons, ASSAY_REASON_OTHERS, 100 * disturbance->foreign);
  if (disturbance->steal > ASSAY_GATE_STEAL + doubt)
    add (reasons, ASSAY_REASON_STEAL, 100 * disturbance->steal);
  if (fabs (disturbance->step) > ASSAY_GATE_STEP)
    add (reasons, disturbance->step > 0 ? ASSAY_REASON_CLOCK_FORWARD : ASSAY_REASON_CLOCK_BACK, step);
}

void
assay_gate_iterations (const double *values, guint n, GPtrArray *reasons)
{
  if (n == 0)
    add (reasons, ASSAY_REASON_NO_ITERATION);
  else
    check_level (values, n, reasons);
}
