#include <math.h>
#include <time.h>

#include "data/measure/gate.h"
#include "data/measure/load.h"
#include "data/measure/statistics.h"
#include "data/measure/trial.h"
#include "data/model/error.h"

#define INTERVAL 0.1
/* A server that compiles while it runs needs about a second (measured); where it needs less, the first start shows it. */
#define FIRST_WARM_UP 1.0
#define LEAST_WARM_UP 0.3
#define MOST_WARM_UP 3.0
#define PROLONGATIONS 2
#define PROBE 1.2
/* So many answers at least in the open loop, where that takes no longer than twice the load: the 99th percentile is then the fifth largest. */
#define OPEN_ANSWERS 500
#define SAMPLE_PAUSE (400 * G_TIME_SPAN_MILLISECOND)
#define FILES 16384
#define CPU_FUSE 900
/* More failed answers than this, and it is no measurement of the scenario any more. */
#define MOST_FAILED 0.1

/* One server under load. */
typedef struct
{
  AssayTrial *trial;
  AssayTrialCell *cell;
  AssayServer *server;
  GPid pid;
  guint order;
  double offset;        /* s of load before the one under way */
  guint64 peak;         /* bytes */
  gint64 sampled;       /* monotonic, us */
} Serving;

static double
thread_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec + now.tv_nsec * 1e-9;
}

/* Varied connections are the load's, other dimensions are in the command. */
static guint
connections (const AssayTrial *trial, const AssayTrialCell *cell)
{
  if (cell->value != NULL && g_str_equal (trial->scenario->dimension, "connections"))
    return CLAMP (g_ascii_strtoull (cell->value, NULL, 10), 1, 20000);

  return MAX (1, trial->scenario->connections);
}

/* More workers than the server's CPUs get all of them: what the generator takes is then part of the conditions. */
static const char *
server_cpus (const AssayTrial *trial, const AssayTrialCell *cell)
{
  if (cell->value != NULL && g_str_equal (trial->scenario->dimension, "workers") && !g_str_equal (cell->value, "1"))
    return NULL;

  return trial->machine->server_cpus;
}

AssayServer *
assay_trial_serve_start (AssayTrial *self, AssayTrialCell *cell, GError **error)
{
  AssayChildSpec spec = {
    .name = cell->label,
    .argv = (const char * const *) cell->argv,
    .environ = (const char * const *) cell->environ,
    .folder = self->staged,
    .cpus = server_cpus (self, cell),
    .cpu_seconds = CPU_FUSE,
    .files = FILES,
    .keep_stdin = TRUE,
  };

  return assay_server_start (&spec, &self->scenario->request, self->plan->patience, self->cancellable, error);
}

static void
sample_memory (Serving *self)
{
  self->sampled = g_get_monotonic_time ();
  self->peak = MAX (self->peak, assay_account_pss (self->pid));
}

static void
progress_cb (const AssayLoadInterval *interval, gpointer data)
{
  Serving *self = data;

  assay_reporter_live (self->trial->reporter, self->cell->index, self->offset + interval->time, interval->answers / INTERVAL,
                       interval->p50, interval->p99);
  if (g_get_monotonic_time () - self->sampled >= SAMPLE_PAUSE)
    sample_memory (self);
}

static AssayLoadSpec
make_spec (const Serving *self, AssayArrivals arrivals, double seconds)
{
  const AssayTrial *trial = self->trial;

  return (AssayLoadSpec) {
    .port = assay_server_get_port (self->server),
    .kind = trial->scenario->load,
    .arrivals = arrivals,
    .request = &trial->scenario->request,
    .expect = &trial->scenario->expect,
    .connections = connections (trial, self->cell),
    .rate = arrivals == ASSAY_ARRIVALS_CLOSED ? 0 : trial->rate,
    .seconds = seconds,
    .interval = INTERVAL,
    .seed = trial->plan->seed + self->order,
    .cpus = trial->machine->generator_cpus,
    .server = self->pid,
  };
}

/* Runs the load; an answer that fails now and then is the gate's, failing ones by the dozen are no measurement. */
static gboolean
load (Serving *self, const AssayLoadSpec *spec, AssayLoadResult *result, GError **error)
{
  if (!assay_load_run (spec, progress_cb, self, self->trial->cancellable, result, error))
    {
      g_prefix_error (error, "%s: ", self->cell->label);
      return FALSE;
    }
  if (result->failed <= MOST_FAILED * result->answers)
    return TRUE;

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " requests failed: %s",
               self->cell->label, result->failed, result->sent, result->failure != NULL ? result->failure : "no answer");
  assay_load_result_clear (result);

  return FALSE;
}

/* Adds what a prolonged load counted to the load before it. */
static void
merge (AssayLoadResult *into, const AssayLoadResult *more)
{
  double seconds = into->seconds + more->seconds;

  for (guint i = 0; i < more->intervals->len; i++)
    {
      AssayLoadInterval interval = g_array_index (more->intervals, AssayLoadInterval, i);

      interval.time += into->seconds;
      g_array_append_val (into->intervals, interval);
    }
  into->in_flight = (into->in_flight * into->seconds + more->in_flight * more->seconds) / seconds;
  into->seconds = seconds;
  into->planned += more->planned;
  into->sent += more->sent;
  into->answers += more->answers;
  into->failed += more->failed;
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
  g_autofree double *answers = g_new (double, result->intervals->len + 1);

  for (guint i = 0; i < result->intervals->len; i++)
    answers[i] = g_array_index (result->intervals, AssayLoadInterval, i).answers;

  return assay_change_point (answers, result->intervals->len, steady);
}

/* The closed loop until it has been steady for the trial's seconds; prolonged twice at most, as not every runtime ever gets steady. */
static gboolean
load_closed (Serving *self, AssayLoadResult *result, guint *warm, GError **error)
{
  double wanted = self->trial->seconds;
  AssayLoadSpec spec = make_spec (self, ASSAY_ARRIVALS_CLOSED, self->cell->warm_up + wanted);
  gboolean steady;

  if (!load (self, &spec, result, error))
    return FALSE;
  *warm = find_warm (result, &steady);
  for (guint i = 0; i < PROLONGATIONS; i++)
    {
      double lacking = wanted - (result->intervals->len - *warm) * INTERVAL;
      AssayLoadResult more = { 0 };

      if (steady && lacking < 1.5 * INTERVAL)
        break;
      self->offset = result->seconds;
      spec.seconds = CLAMP (lacking, wanted / 2, MOST_WARM_UP);
      if (!load (self, &spec, &more, error))
        {
          assay_load_result_clear (result);
          return FALSE;
        }
      merge (result, &more);
      assay_load_result_clear (&more);
      *warm = find_warm (result, &steady);
    }
  self->offset = result->seconds;

  return TRUE;
}

/* Throughput and CPU a request of the steady part, and every interval's throughput. */
static void
record_closed (const Serving *self, const AssayLoadResult *result, guint warm, AssayRunStart *start)
{
  const AssayTrial *trial = self->trial;
  const char *primary = assay_trial_primary (trial);
  gboolean cpu = g_strcmp0 (primary, "cpu-per-request") == 0;
  double answers = 0, seconds = 0, used = 0, before = 0;

  start->warm = warm;
  start->n_series = result->intervals->len;
  start->series = g_new (double, result->intervals->len);
  for (guint i = 0; i < result->intervals->len; i++)
    {
      const AssayLoadInterval *interval = &g_array_index (result->intervals, AssayLoadInterval, i);
      double length = interval->time - before;

      before = interval->time;
      start->series[i] = cpu ? assay_trial_in_unit (trial, primary, interval->server_cpu / MAX (1, interval->answers))
                             : interval->answers / length;
      if (i < warm)
        continue;
      answers += interval->answers;
      seconds += length;
      used += interval->server_cpu;
    }
  assay_trial_record_value (trial, start, "throughput", answers / seconds);
  assay_trial_record_value (trial, start, "cpu-per-request", used / answers);
  assay_trial_record_condition (start, "warm-up", warm * INTERVAL);
  assay_trial_record_condition (start, "head-room", result->head_room);
  assay_trial_record_condition (start, "generator-cpu-per-request", result->generator_cpu / result->answers);
  assay_trial_record_condition (start, "errors", (double) result->failed / result->answers);
}

/* What the cell needs before it is steady is known better after each start. */
static void
learn_warm_up (AssayTrialCell *cell, guint warm)
{
  cell->warm_up = cell->starts == 0 ? warm * INTERVAL : fmax (cell->warm_up - 2 * INTERVAL, warm * INTERVAL);
  cell->warm_up = CLAMP (cell->warm_up + 2 * INTERVAL, LEAST_WARM_UP, MOST_WARM_UP);
}

static gboolean
measure_closed (Serving *self, AssayRunStart *start, double *own, GPtrArray *reasons, GError **error)
{
  AssayLoadResult result = { 0 };
  AssayMoment before, after;
  AssayDisturbance meanwhile;
  AssayLoadSpec spec = make_spec (self, ASSAY_ARRIVALS_CLOSED, 0);
  guint warm;

  assay_moment_take (&before);
  if (!load_closed (self, &result, &warm, error))
    return FALSE;
  assay_moment_take (&after);
  assay_disturbance_between (&before, &after, 0, &meanwhile);
  record_closed (self, &result, warm, start);
  assay_trial_record_value (self->trial, start, "energy-per-request", meanwhile.energy / result.answers);
  assay_gate_load (&spec, &result, warm, reasons);
  learn_warm_up (self->cell, warm);
  *own += result.generator_cpu;
  assay_load_result_clear (&result);

  return TRUE;
}

static gboolean
measure_open (Serving *self, AssayRunStart *start, double *own, GPtrArray *reasons, GError **error)
{
  double seconds = CLAMP (OPEN_ANSWERS / self->trial->rate, self->trial->seconds, 2 * self->trial->seconds);
  AssayLoadSpec spec = make_spec (self, ASSAY_ARRIVALS_POISSON, seconds);
  AssayLoadResult result = { 0 };

  if (!load (self, &spec, &result, error))
    return FALSE;
  assay_trial_record_value (self->trial, start, "latency-p50", assay_histogram_percentile (result.latency, 0.50));
  assay_trial_record_value (self->trial, start, "latency-p99", assay_histogram_percentile (result.latency, 0.99));
  if (result.blind != NULL)
    assay_trial_record_value (self->trial, start, "blind-p99", assay_histogram_percentile (result.blind, 0.99));
  assay_trial_record_condition (start, "rate", self->trial->rate);
  assay_trial_record_condition (start, "latest-send", result.latest);
  start->latency = assay_histogram_to_text (result.latency);
  assay_gate_load (&spec, &result, 0, reasons);
  *own += result.generator_cpu;
  assay_load_result_clear (&result);

  return TRUE;
}

static gboolean
wants_any (const AssayTrial *self, const char * const *measures)
{
  for (guint i = 0; measures[i] != NULL; i++)
    if (assay_trial_wants (self, measures[i]))
      return TRUE;

  return FALSE;
}

static gboolean
measure_loads (Serving *self, AssayRunStart *start, double *own, GPtrArray *reasons, GError **error)
{
  static const char * const closed[] = { "throughput", "cpu-per-request", "memory-peak", "energy-per-request", NULL };
  static const char * const open[] = { "latency-p50", "latency-p99", "blind-p99", NULL };

  if (wants_any (self->trial, closed) && !measure_closed (self, start, own, reasons, error))
    return FALSE;
  if (wants_any (self->trial, open) && self->trial->rate > 0 && !measure_open (self, start, own, reasons, error))
    return FALSE;

  return TRUE;
}

double
assay_trial_serve_probe (AssayTrial *self, AssayTrialCell *cell, AssayServer *server, GError **error)
{
  Serving serving = { .trial = self, .cell = cell, .server = server, .pid = assay_child_get_pid (assay_server_get_child (server)) };
  AssayLoadSpec spec = make_spec (&serving, ASSAY_ARRIVALS_CLOSED, PROBE);
  AssayLoadResult result = { 0 };
  double answers = 0;
  guint half;

  cell->warm_up = FIRST_WARM_UP;
  if (!load (&serving, &spec, &result, error))
    return NAN;
  half = result.intervals->len / 2;
  for (guint i = half; i < result.intervals->len; i++)
    answers += g_array_index (result.intervals, AssayLoadInterval, i).answers;
  answers /= MAX (1, result.intervals->len - half) * INTERVAL;
  assay_load_result_clear (&result);
  assay_reporter_idle (self->reporter);

  return answers;
}

gboolean
assay_trial_serve (AssayTrial *self, AssayTrialCell *cell, AssayRunStart *start, GPtrArray *reasons, GError **error)
{
  g_autoptr (AssayServer) server = assay_trial_serve_start (self, cell, error);
  Serving serving = { .trial = self, .cell = cell, .server = server, .order = start->order };
  AssayMoment from, to;
  double own, before;
  gboolean good;

  if (server == NULL)
    return FALSE;
  serving.pid = assay_child_get_pid (assay_server_get_child (server));
  assay_trial_record_value (self, start, "start-up", assay_server_get_start_up (server));
  sample_memory (&serving);
  assay_trial_record_value (self, start, "memory-ready", serving.peak);

  own = -thread_cpu ();
  before = assay_account_cpu (serving.pid);
  assay_moment_take (&from);
  good = measure_loads (&serving, start, &own, reasons, error);
  assay_moment_take (&to);
  assay_reporter_idle (self->reporter);
  if (!good)
    return FALSE;
  own += thread_cpu () + assay_account_cpu (serving.pid) - before;
  sample_memory (&serving);
  assay_trial_record_value (self, start, "memory-peak", serving.peak);
  assay_trial_record_disturbance (start, &from, &to, isfinite (own) ? own : 0, reasons);

  return assay_server_stop (server, NULL, error);
}
