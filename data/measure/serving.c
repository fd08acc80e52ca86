#include "data/measure/serving.h"

#include "data/model/error.h"
#include "data/model/language.h"

#define SAMPLE_PAUSE (400 * G_TIME_SPAN_MILLISECOND)
/* More failed answers than this, and it is no measurement of the scenario any more. */
#define MOST_FAILED 0.1

/* Varied connections are the load's, other dimensions are in the command. */
static guint
connections (const AssayTrial *trial, const AssayTrialCell *cell)
{
  if (cell->value != NULL && g_str_equal (trial->scenario->dimension, "connections"))
    return CLAMP (g_ascii_strtoull (cell->value, NULL, 10), 1, ASSAY_LOAD_MOST_CONNECTIONS);

  return MAX (1, trial->scenario->connections);
}

/* The length of the answer that was checked, where all answers are the same. */
static guint64
length (const AssayTrial *trial, const AssayTrialCell *cell)
{
  const AssayExpectation *expect = &trial->scenario->expect;

  return (expect->body != NULL || expect->sha256 != NULL) && cell->answer.body != NULL ? g_bytes_get_size (cell->answer.body) : 0;
}

AssayLoadSpec
assay_serving_spec (const AssayServing *self, AssayArrivals arrivals, double seconds)
{
  const AssayTrial *trial = self->trial;

  return (AssayLoadSpec) {
    .port = assay_server_get_port (self->server),
    .kind = trial->scenario->load,
    .arrivals = arrivals,
    .request = &trial->scenario->request,
    .expect = &trial->scenario->expect,
    .length = length (trial, self->cell),
    .connections = connections (trial, self->cell),
    .rate = arrivals == ASSAY_ARRIVALS_CLOSED ? 0 : trial->rate,
    .seconds = seconds,
    .interval = ASSAY_SERVING_INTERVAL,
    .seed = trial->plan->seed + self->order,
    .cpus = trial->machine->generator_cpus,
    .server = self->pid,
  };
}

void
assay_serving_sample (AssayServing *self)
{
  self->sampled = g_get_monotonic_time ();
  self->peak = MAX (self->peak, assay_account_pss (self->pid));
}

static void
sample_quiet (AssayServing *self, guint open)
{
  self->sampled = g_get_monotonic_time ();
  self->quiet = MAX (self->quiet, assay_account_pss (self->pid));
  self->peak = MAX (self->peak, self->quiet);
  self->open = open;
}

/* Reading memory holds the server up for a moment: not each time. */
static void
progress_cb (const AssayLoadInterval *interval, gpointer data)
{
  AssayServing *self = data;
  gboolean due = g_get_monotonic_time () - self->sampled >= SAMPLE_PAUSE;

  assay_reporter_live (self->trial->reporter, self->cell->index, self->offset + interval->time,
                       interval->answers / ASSAY_SERVING_INTERVAL, interval->p50, interval->p99);
  if (interval->quiet && (due || self->quiet == 0))
    sample_quiet (self, interval->open);
  else if (due)
    assay_serving_sample (self);
}

gboolean
assay_serving_load (AssayServing *self, const AssayLoadSpec *spec, AssayLoadResult *result, GError **error)
{
  if (!assay_load_run (spec, progress_cb, self, self->trial->cancellable, result, error))
    {
      g_prefix_error (error, "%s: ", self->cell->label);
      return FALSE;
    }
  self->own += result->generator_cpu;
  if (result->answers > 0 && result->failed <= MOST_FAILED * (result->answers + result->failed))
    return TRUE;

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: %lu of %lu requests failed: %s"),
               self->cell->label, (gulong) result->failed, (gulong) (result->failed + result->answers),
               result->failure != NULL ? result->failure : _ ("no answer"));
  assay_load_result_clear (result);

  return FALSE;
}
