#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#include "data/measure/serving.h"
#include "data/model/error.h"
#include "data/model/language.h"

/* A server that compiles while it runs needs about a second (measured); where it needs less, the first start shows it. */
#define FIRST_WARM_UP 1.0
#define PROBE 1.2
#define FILES 32768
/* Servers were seen to take up to 1.4 s from the end of standard input. */
#define MOST_PATIENCE 5.0

static double
thread_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec + now.tv_nsec * 1e-9;
}

/* As many open files as thousands of connections need, within what the system grants. */
static guint
files (void)
{
  struct rlimit limit;

  return getrlimit (RLIMIT_NOFILE, &limit) == 0 ? MIN (FILES, limit.rlim_max) : 0;
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
    .files = files (),
    .keep_stdin = TRUE,
  };

  return assay_server_start (&spec, &self->scenario->request, self->plan->patience, self->cancellable, error);
}

gboolean
assay_trial_serve_stop (AssayTrial *self, AssayTrialCell *cell, AssayServer *server, GError **error)
{
  double patience = fmin (MOST_PATIENCE, self->plan->patience);
  AssayChildUsage usage;

  /* Whoever cancels doesn't wait for manners: it is killed with the server's end. */
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (!assay_child_stop (assay_server_get_child (server), patience, &usage, error))
    return FALSE;
  if (usage.status != 128 + SIGKILL)
    return TRUE;

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD,
               _ ("%s: had to be killed: it ends neither with its standard input nor by SIGTERM"), cell->label);
  return FALSE;
}

static gboolean
wants_any (const AssayTrial *self, const char * const *measures)
{
  for (guint i = 0; measures[i] != NULL; i++)
    if (assay_trial_wants (self, measures[i]))
      return TRUE;

  return FALSE;
}

static const char * const closed[] = { "throughput", "cpu-per-request", "memory-peak", "energy-per-request", NULL };
static const char * const open[] = { "latency-p50", "latency-p99", "blind-p99", NULL };

gboolean
assay_trial_serve_loads (const AssayTrial *self)
{
  return self->scenario->load != ASSAY_LOAD_IDLE && (wants_any (self, closed) || wants_any (self, open));
}

static gboolean
load (AssayServing *self, AssayRunStart *start, GPtrArray *reasons, GError **error)
{
  if (self->trial->scenario->load == ASSAY_LOAD_IDLE)
    return assay_serving_idle (self, start, reasons, error);
  if (wants_any (self->trial, closed) && !assay_serving_closed (self, start, reasons, error))
    return FALSE;

  return !wants_any (self->trial, open) || !(self->trial->rate > 0) || assay_serving_open (self, start, reasons, error);
}

double
assay_trial_serve_probe (AssayTrial *self, AssayTrialCell *cell, AssayServer *server, GError **error)
{
  AssayServing serving = {
    .trial = self, .cell = cell, .server = server, .pid = assay_child_get_pid (assay_server_get_child (server)),
  };
  AssayLoadSpec spec = assay_serving_spec (&serving, ASSAY_ARRIVALS_CLOSED, PROBE);
  AssayLoadResult result = { 0 };
  double answers = 0;
  guint half;

  cell->warm_up = FIRST_WARM_UP;
  if (!assay_serving_load (&serving, &spec, &result, error))
    return NAN;
  half = result.intervals->len / 2;
  for (guint i = half; i < result.intervals->len; i++)
    answers += g_array_index (result.intervals, AssayLoadInterval, i).answers;
  answers /= MAX (1, result.intervals->len - half) * ASSAY_SERVING_INTERVAL;
  assay_load_result_clear (&result);
  assay_reporter_idle (self->reporter);

  return answers;
}

/* The loads, and what the machine went through meanwhile. */
static gboolean
load_watched (AssayServing *self, AssayRunStart *start, GPtrArray *reasons, GError **error)
{
  double own = -thread_cpu (), used = assay_account_cpu (self->pid);
  AssayMoment from, to;
  gboolean good;

  assay_moment_take (&from);
  good = load (self, start, reasons, error);
  assay_moment_take (&to);
  assay_reporter_idle (self->trial->reporter);
  if (!good)
    return FALSE;
  own += thread_cpu () + self->own + assay_account_cpu (self->pid) - used;
  assay_trial_record_disturbance (self->trial, start, &from, &to, isfinite (own) ? own : 0, reasons);

  return TRUE;
}

gboolean
assay_trial_serve (AssayTrial *self, AssayTrialCell *cell, AssayRunStart *start, GPtrArray *reasons, GError **error)
{
  g_autoptr (AssayServer) server = assay_trial_serve_start (self, cell, error);
  AssayServing serving = { .trial = self, .cell = cell, .server = server, .order = start->order };

  if (server == NULL)
    return FALSE;
  serving.pid = assay_child_get_pid (assay_server_get_child (server));
  assay_trial_record_value (self, start, "start-up", assay_server_get_start_up (server));
  assay_serving_sample (&serving);
  assay_trial_record_value (self, start, "memory-ready", serving.peak);
  if (!load_watched (&serving, start, reasons, error))
    return FALSE;
  assay_serving_sample (&serving);
  assay_trial_record_value (self, start, "memory-peak", serving.peak);

  return assay_trial_serve_stop (self, cell, server, error);
}
