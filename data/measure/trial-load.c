#include <math.h>

#include "data/measure/gate.h"
#include "data/measure/serving.h"
#include "data/measure/statistics.h"

#define INTERVAL ASSAY_SERVING_INTERVAL
#define LEAST_WARM_UP 0.3
#define MOST_WARM_UP 3.0
#define PROLONGATIONS 2
/* So many answers at least in the open loop, where that takes no longer than twice the load: the 99th percentile is then the fifth largest. */
#define OPEN_ANSWERS 500

static double
end_of (const AssayLoadResult *result, guint n)
{
  return n > 0 ? g_array_index (result->intervals, AssayLoadInterval, n - 1).time : 0;
}

static double
rate_of (const AssayLoadResult *result, guint i)
{
  return g_array_index (result->intervals, AssayLoadInterval, i).answers / (end_of (result, i + 1) - end_of (result, i));
}

/* Leaves out what was before the load began, and takes a last interval, as short as chance wants it, together with the one before. */
static void
tidy (AssayLoadResult *result)
{
  AssayLoadInterval *last, *former;

  while (result->intervals->len > 0 && end_of (result, 1) <= 0)
    g_array_remove_index (result->intervals, 0);
  if (result->intervals->len < 2)
    return;
  last = &g_array_index (result->intervals, AssayLoadInterval, result->intervals->len - 1);
  former = last - 1;
  if (last->time - former->time >= 0.9 * INTERVAL)
    return;
  former->time = last->time;
  former->answers += last->answers;
  former->server_cpu += last->server_cpu;
  former->generator_cpu += last->generator_cpu;
  g_array_set_size (result->intervals, result->intervals->len - 1);
}

/* Adds what a prolonged load counted to the load before it. */
static void
merge (AssayLoadResult *into, const AssayLoadResult *more)
{
  double seconds = into->seconds + more->seconds, offset = end_of (into, into->intervals->len);

  for (guint i = 0; i < more->intervals->len; i++)
    {
      AssayLoadInterval interval = g_array_index (more->intervals, AssayLoadInterval, i);

      interval.time += offset;
      g_array_append_val (into->intervals, interval);
    }
  into->in_flight = (into->in_flight * into->seconds + more->in_flight * more->seconds) / seconds;
  into->seconds = seconds;
  into->planned += more->planned;
  into->sent += more->sent;
  into->answers += more->answers;
  into->failed += more->failed;
  into->reopened += more->reopened;
  into->bytes += more->bytes;
  into->generator_cpu += more->generator_cpu;
  into->head_room = fmin (into->head_room, more->head_room);
  if (into->failure == NULL)
    into->failure = g_strdup (more->failure);
  assay_histogram_merge (into->latency, more->latency);
}

/* Leading intervals that are warm-up. */
static guint
find_warm (const AssayLoadResult *result, gboolean *steady)
{
  g_autofree double *rates = g_new (double, result->intervals->len + 1);

  for (guint i = 0; i < result->intervals->len; i++)
    rates[i] = rate_of (result, i);

  return assay_change_point (rates, result->intervals->len, steady);
}

/* The closed loop until it has been steady for the trial's seconds; prolonged twice at most, as not every runtime ever gets steady. */
static gboolean
load_closed (AssayServing *self, AssayLoadResult *result, guint *warm, GError **error)
{
  double wanted = self->trial->seconds;
  AssayLoadSpec spec = assay_serving_spec (self, ASSAY_ARRIVALS_CLOSED, self->cell->warm_up + wanted);
  gboolean steady;

  if (!assay_serving_load (self, &spec, result, error))
    return FALSE;
  tidy (result);
  *warm = find_warm (result, &steady);
  for (guint i = 0; i < PROLONGATIONS; i++)
    {
      double lacking = wanted - (result->intervals->len - *warm) * INTERVAL;
      AssayLoadResult more = { 0 };

      if (steady && lacking < 1.5 * INTERVAL)
        break;
      self->offset = result->seconds;
      spec.seconds = CLAMP (lacking, wanted / 2, MOST_WARM_UP);
      if (!assay_serving_load (self, &spec, &more, error))
        {
          assay_load_result_clear (result);
          return FALSE;
        }
      tidy (&more);
      merge (result, &more);
      assay_load_result_clear (&more);
      *warm = find_warm (result, &steady);
    }
  self->offset = result->seconds;

  return TRUE;
}

/* The measure that decides for each interval, where it is one that intervals have. */
static void
record_series (const AssayTrial *trial, const AssayLoadResult *result, AssayRunStart *start)
{
  const char *primary = assay_trial_primary (trial);
  gboolean by_cpu = g_strcmp0 (primary, "cpu-per-request") == 0;

  if (!by_cpu && g_strcmp0 (primary, "throughput") != 0)
    return;
  start->n_series = result->intervals->len;
  start->series = g_new (double, result->intervals->len);
  for (guint i = 0; i < result->intervals->len; i++)
    {
      const AssayLoadInterval *interval = &g_array_index (result->intervals, AssayLoadInterval, i);

      start->series[i] = by_cpu ? assay_trial_in_unit (trial, primary, interval->server_cpu / MAX (1, interval->answers))
                                : rate_of (result, i);
    }
}

/* Throughput and CPU a request of the steady part. */
static void
record_closed (const AssayServing *self, const AssayLoadResult *result, guint warm, AssayRunStart *start)
{
  double seconds = end_of (result, result->intervals->len) - end_of (result, warm);
  double answers = 0, used = 0, charged = 0;

  start->warm = warm;
  record_series (self->trial, result, start);
  for (guint i = warm; i < result->intervals->len; i++)
    {
      const AssayLoadInterval *interval = &g_array_index (result->intervals, AssayLoadInterval, i);

      answers += interval->answers;
      if (!isfinite (interval->server_cpu))
        continue;
      charged += interval->answers;
      used += interval->server_cpu;
    }
  assay_trial_record_value (self->trial, start, "throughput", answers / seconds);
  assay_trial_record_value (self->trial, start, "cpu-per-request", used / charged);
}

/* How the load itself fared. */
static void
record_load (const AssayLoadResult *result, AssayRunStart *start)
{
  assay_trial_record_condition (start, "head-room", result->head_room);
  assay_trial_record_condition (start, "generator-cpu-per-request", result->generator_cpu / result->answers);
  assay_trial_record_condition (start, "errors", (double) result->failed / (result->answers + result->failed));
}

/* What the cell needs before it is steady is known better after each start. */
static void
learn_warm_up (AssayTrialCell *cell, guint warm)
{
  double now = warm * INTERVAL;

  cell->warm_up = CLAMP ((cell->starts == 0 ? now : fmax (now, cell->warm_up - 4 * INTERVAL)) + 2 * INTERVAL,
                         LEAST_WARM_UP, MOST_WARM_UP);
}

gboolean
assay_serving_closed (AssayServing *self, AssayRunStart *start, GPtrArray *reasons, GError **error)
{
  AssayLoadSpec spec = assay_serving_spec (self, ASSAY_ARRIVALS_CLOSED, 0);
  AssayLoadResult result = { 0 };
  AssayMoment before, after;
  guint warm;

  assay_moment_take (&before);
  if (!load_closed (self, &result, &warm, error))
    return FALSE;
  assay_moment_take (&after);
  record_closed (self, &result, warm, start);
  record_load (&result, start);
  assay_trial_record_condition (start, "warm-up", warm * INTERVAL);
  assay_trial_record_value (self->trial, start, "energy-per-request", (after.energy - before.energy) / result.answers);
  assay_gate_load (&spec, &result, warm, reasons);
  learn_warm_up (self->cell, warm);
  assay_load_result_clear (&result);

  return TRUE;
}

gboolean
assay_serving_open (AssayServing *self, AssayRunStart *start, GPtrArray *reasons, GError **error)
{
  double seconds = CLAMP (OPEN_ANSWERS / self->trial->rate, self->trial->seconds, 2 * self->trial->seconds);
  AssayLoadSpec spec = assay_serving_spec (self, ASSAY_ARRIVALS_POISSON, seconds);
  AssayLoadResult result = { 0 };

  if (!assay_serving_load (self, &spec, &result, error))
    return FALSE;
  assay_trial_record_value (self->trial, start, "latency-p50", assay_histogram_percentile (result.latency, 0.50));
  assay_trial_record_value (self->trial, start, "latency-p99", assay_histogram_percentile (result.latency, 0.99));
  if (result.blind != NULL)
    assay_trial_record_value (self->trial, start, "blind-p99", assay_histogram_percentile (result.blind, 0.99));
  assay_trial_record_condition (start, "rate", self->trial->rate);
  assay_trial_record_condition (start, "latest-send", result.latest);
  assay_trial_record_condition (start, "waited", (double) result.waited / MAX (1, result.planned));
  start->latency = assay_histogram_to_text (result.latency);
  assay_gate_load (&spec, &result, 0, reasons);
  assay_load_result_clear (&result);

  return TRUE;
}

gboolean
assay_serving_idle (AssayServing *self, AssayRunStart *start, GPtrArray *reasons, GError **error)
{
  AssayLoadSpec spec = assay_serving_spec (self, ASSAY_ARRIVALS_CLOSED, self->trial->seconds);
  guint64 ready = self->peak;
  AssayLoadResult result = { 0 };

  if (!assay_serving_load (self, &spec, &result, error))
    return FALSE;
  assay_trial_record_value (self->trial, start, "connections-alive", result.alive);
  if (self->quiet > 0 && self->open > 0)
    assay_trial_record_value (self->trial, start, "memory-per-connection",
                              ((double) self->quiet - (double) ready) / self->open);
  assay_trial_record_condition (start, "connections", result.opened);
  record_load (&result, start);
  assay_gate_load (&spec, &result, 0, reasons);
  assay_load_result_clear (&result);

  return TRUE;
}
