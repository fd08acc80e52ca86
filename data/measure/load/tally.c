#include "data/measure/load/tally.h"

#include <math.h>
#include <time.h>

#include "data/measure/account.h"

#define WINDOW 500000000   /* ns: the shortest time over which the generator's share of its core says something */

static gint64
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);

  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

gint64
assay_clock (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

static double
read_server (const AssayTally *self)
{
  return self->spec->server == 0 ? NAN : assay_account_cpu (self->spec->server);
}

void
assay_tally_init (AssayTally *self, const AssayLoadSpec *spec)
{
  self->spec = spec;
  self->latency = assay_histogram_new ();
  self->now = assay_histogram_new ();
  if (spec->arrivals != ASSAY_ARRIVALS_CLOSED)
    {
      self->blind = assay_histogram_new ();
      self->now_blind = assay_histogram_new ();
    }
}

void
assay_tally_clear (AssayTally *self)
{
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->latency, assay_histogram_free);
  g_clear_pointer (&self->now, assay_histogram_free);
  g_clear_pointer (&self->blind, assay_histogram_free);
  g_clear_pointer (&self->now_blind, assay_histogram_free);
}

/* Compares with the latest reading that is a window back, so that a busy half second can't hide between two. */
static void
watch_share (AssayTally *self, gint64 now, gint64 cpu)
{
  guint64 oldest = self->n_moments > ASSAY_TALLY_MOMENTS ? self->n_moments - ASSAY_TALLY_MOMENTS : 0;

  for (guint64 i = self->n_moments; i > oldest; i--)
    {
      AssayTallyMoment *moment = &self->moments[(i - 1) % ASSAY_TALLY_MOMENTS];

      if (now - moment->time >= WINDOW)
        {
          self->busiest = MAX (self->busiest, (double) (cpu - moment->cpu) / (double) (now - moment->time));
          break;
        }
    }
  self->moments[self->n_moments++ % ASSAY_TALLY_MOMENTS] = (AssayTallyMoment) { now, cpu };
}

void
assay_tally_begin (AssayTally *self, gint64 now, guint opened)
{
  gint64 cpu = read_clock (CLOCK_PROCESS_CPUTIME_ID);

  self->begun = TRUE;
  self->opened = opened;
  self->begin = self->weighed = self->last = now;
  self->server_cpu = read_server (self);
  self->cpu = self->cpu_begin = cpu;
  watch_share (self, now, cpu);
}

static inline void
weigh (AssayTally *self, gint64 now)
{
  self->area += (double) self->under_way * (double) (now - self->weighed);
  self->weighed = now;
}

void
assay_tally_sent (AssayTally *self, guint n, gint64 now)
{
  if (!self->begun)
    return;
  weigh (self, now);
  self->under_way += n;
  self->sent += n;
}

void
assay_tally_answer (AssayTally *self, gint64 planned, gint64 started, gint64 now)
{
  if (!self->begun)
    return;
  weigh (self, now);
  self->under_way--;
  self->answers++;
  self->last = now;
  assay_histogram_add (self->now, MAX (now - planned, 0));
  if (self->now_blind != NULL)
    assay_histogram_add (self->now_blind, MAX (now - started, 0));
}

static void G_GNUC_PRINTF (2, 0)
keep_failure (AssayTally *self, const char *format, va_list args)
{
  if (self->failure == NULL)
    self->failure = g_strdup_vprintf (format, args);
}

void
assay_tally_fail (AssayTally *self, guint n, gint64 now, const char *format, ...)
{
  va_list args;

  if (self->begun)
    {
      weigh (self, now);
      self->under_way -= n;
      self->last = now;
    }
  self->failed += n;
  va_start (args, format);
  keep_failure (self, format, args);
  va_end (args);
}

void
assay_tally_trouble (AssayTally *self, const char *format, ...)
{
  va_list args;

  self->failed++;
  va_start (args, format);
  keep_failure (self, format, args);
  va_end (args);
}

static void
fold (AssayHistogram *whole, AssayHistogram *part)
{
  if (part == NULL)
    return;
  assay_histogram_merge (whole, part);
  assay_histogram_clear (part);
}

void
assay_tally_interval (AssayTally *self, gint64 now, AssayLoadInterval *interval)
{
  gint64 cpu = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  double server = read_server (self);

  watch_share (self, now, cpu);
  interval->time = (double) (now - self->begin) * 1e-9;
  interval->answers = self->answers - self->answers_before;
  interval->server_cpu = server - self->server_cpu;
  interval->generator_cpu = (double) (cpu - self->cpu) * 1e-9;
  interval->p50 = assay_histogram_percentile (self->now, 0.5);
  interval->p99 = assay_histogram_percentile (self->now, 0.99);

  self->answers_before = self->answers;
  self->server_cpu = server;
  self->cpu = cpu;
  fold (self->latency, self->now);
  fold (self->blind, self->now_blind);
}

/* A load shorter than a window is judged as a whole. */
static double
head_room (const AssayTally *self, gint64 now)
{
  const AssayTallyMoment *first = &self->moments[0];
  double share = self->busiest;

  if (share == 0 && now > first->time)
    share = (double) (read_clock (CLOCK_PROCESS_CPUTIME_ID) - first->cpu) / (double) (now - first->time);

  return MAX (1 - share, 0);
}

void
assay_tally_result (AssayTally *self, gint64 now, AssayLoadResult *result)
{
  weigh (self, now);
  fold (self->latency, self->now);
  fold (self->blind, self->now_blind);
  *result = (AssayLoadResult) {
    .seconds = (double) (self->last - self->begin) * 1e-9,
    .sent = self->sent,
    .answers = self->answers,
    .failed = self->failed,
    .failure = self->failure,
    .opened = self->opened,
    .reopened = self->reopened,
    .alive = NAN,
    .bytes = self->bytes,
    .generator_cpu = (double) (read_clock (CLOCK_PROCESS_CPUTIME_ID) - self->cpu_begin) * 1e-9,
    .head_room = head_room (self, now),
    .latest = (double) self->latest * 1e-9,
    .waited = self->waited,
    .latency = self->latency,
    .blind = self->blind,
  };
  result->in_flight = result->seconds > 0 ? self->area * 1e-9 / result->seconds : 0;
}
