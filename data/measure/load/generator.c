#include "data/measure/load/generator.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "data/measure/load/report.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define BATCH 256                       /* events taken at once */
#define CHECK (SECOND / 4)              /* between two searches for time-outs */
#define LONGEST_OPENING (30 * SECOND)   /* for all connections */

static const AssayLoader * const loaders[] = {
  [ASSAY_LOAD_REQUESTS] = &assay_loader_requests,
  [ASSAY_LOAD_WEBSOCKET] = &assay_loader_websocket,
  [ASSAY_LOAD_IDLE] = &assay_loader_idle,
};

/* Our reader's end: whoever started us is gone, or wants us gone. Where standard input can't be watched (a file), nobody tells. */
static void
watch_standard_input (AssayGenerator *self)
{
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = NULL };

  (void) epoll_ctl (self->epoll, EPOLL_CTL_ADD, STDIN_FILENO, &event);
}

static void
read_standard_input (void)
{
  char text[256];

  if (read (STDIN_FILENO, text, sizeof text) <= 0)
    _exit (EXIT_FAILURE);
}

static AssayGenerator *
generator_new (const AssayLoadSpec *spec)
{
  AssayGenerator *self = g_new0 (AssayGenerator, 1);

  self->spec = spec;
  self->loader = loaders[spec->kind];
  self->patience = (gint64) (spec->patience * 1e9);
  self->length = spec->length > 0 ? spec->length : G_MAXUINT64;
  self->wires = g_new0 (AssayWire, spec->connections);
  self->queue = g_new (guint, spec->connections);
  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  for (guint i = 0; i < spec->connections; i++)
    self->wires[i].number = i;
  assay_message_init (&self->message, spec->request, spec->port, self->loader->headers);
  assay_schedule_init (&self->schedule, spec);
  assay_tally_init (&self->tally, spec);
  watch_standard_input (self);

  return self;
}

static void
generator_free (AssayGenerator *self)
{
  for (guint i = 0; i < self->spec->connections; i++)
    {
      if (self->wires[i].state != ASSAY_WIRE_CLOSED)
        close (self->wires[i].fd);
      assay_reply_clear (&self->wires[i].reply);
      g_free (self->wires[i].frames);
    }
  close (self->epoll);
  g_free (self->wires);
  g_free (self->queue);
  assay_message_clear (&self->message);
  assay_tally_clear (&self->tally);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayGenerator, generator_free)

void
assay_generator_joined (AssayGenerator *self, AssayWire *wire)
{
  if (wire->joined)
    return;
  wire->joined = TRUE;
  self->n_opening--;
}

static void
begin_load (AssayGenerator *self, gint64 now)
{
  for (guint i = 0; i < self->n_tried; i++)
    if (!self->wires[i].joined && self->wires[i].state != ASSAY_WIRE_CLOSED)
      assay_wire_break (self, &self->wires[i], now, "a connection wasn't open after 30 s");
  if (self->n_open == 0)
    {
      self->done = TRUE;
      return;
    }

  self->begin = now = assay_clock ();
  self->end = now + (gint64) (self->spec->seconds * 1e9);
  self->tick = now + (gint64) (self->spec->interval * 1e9);
  assay_tally_begin (&self->tally, now, self->n_open);
  self->loader->begin (self, now);
}

/* Not all at once: a queue of connections that overflows costs the next one a second. */
static void
open_more (AssayGenerator *self, gint64 now)
{
  while (self->n_tried < self->spec->connections && self->n_opening < ASSAY_GENERATOR_OPENING)
    assay_wire_open (self, &self->wires[self->n_tried++], now);
  if ((self->n_tried == self->spec->connections && self->n_opening == 0) || now - self->opening > LONGEST_OPENING)
    begin_load (self, now);
}

static void
end_interval (AssayGenerator *self, gint64 now)
{
  gint64 step = (gint64) (self->spec->interval * 1e9);
  AssayLoadInterval interval = { .open = self->n_open, .quiet = self->quiet };

  assay_tally_interval (&self->tally, now, &interval);
  assay_report_interval (&interval);
  while (self->tick <= now)
    self->tick += step;
}

/* What has its time rather than its event. */
static void
keep_time (AssayGenerator *self, gint64 now)
{
  if (now >= self->check)
    {
      assay_wires_check (self, now);
      self->check = now + CHECK;
    }
  if (self->begin == 0)
    {
      open_more (self, now);
      return;
    }
  assay_wires_retry (self, now);
  self->loader->advance (self, now);
  if (now >= self->tick && !self->done)
    end_interval (self, now);
}

static gint64
next_time (const AssayGenerator *self, gint64 now)
{
  gint64 next = self->check;

  if (self->begin != 0)
    next = MIN (MIN (next, self->tick), self->loader->wake (self, now));
  if (self->n_retry > 0)
    next = MIN (next, self->retry);

  return next;
}

/* To the nanosecond: a planned send is often less than a millisecond away. Kernels before 5.11 don't know epoll_pwait2(). */
static int
wait_for_events (AssayGenerator *self, struct epoll_event *events, gint64 now)
{
  gint64 rest = MAX (next_time (self, now) - now, 0);
  struct timespec patience = { .tv_sec = rest / SECOND, .tv_nsec = rest % SECOND };
  struct pollfd poll_fd = { .fd = self->epoll, .events = POLLIN };
  int n = epoll_pwait2 (self->epoll, events, BATCH, &patience, NULL);

  if (n < 0 && errno == ENOSYS)
    {
      ppoll (&poll_fd, 1, &patience, NULL);
      n = epoll_wait (self->epoll, events, BATCH, 0);
    }

  return n;
}

static void
take_events (AssayGenerator *self, gint64 now)
{
  struct epoll_event events[BATCH];
  int n = wait_for_events (self, events, now);

  now = assay_clock ();
  for (int i = 0; i < n; i++)
    if (events[i].data.ptr == NULL)
      read_standard_input ();
    else
      assay_wire_event (self, events[i].data.ptr, events[i].events, now);
}

static guint64
count_planned (AssayGenerator *self)
{
  if (self->spec->arrivals == ASSAY_ARRIVALS_CLOSED)
    return self->tally.sent;
  while (self->schedule.next < self->spec->seconds * 1e9)
    assay_schedule_advance (&self->schedule);

  return self->schedule.planned;
}

static void
print_result (AssayGenerator *self)
{
  gint64 now = assay_clock ();
  AssayLoadResult result;

  if (self->tally.under_way > 0)
    assay_tally_fail (&self->tally, self->tally.under_way, now, "not answered when the load had ended");
  end_interval (self, now);
  assay_tally_result (&self->tally, now, &result);
  result.planned = count_planned (self);
  if (self->spec->kind == ASSAY_LOAD_IDLE)
    result.alive = (double) result.answers / self->spec->connections;
  assay_report_result (&result);
}

gboolean
assay_generator_run (const AssayLoadSpec *spec)
{
  g_autoptr (AssayGenerator) self = generator_new (spec);

  self->opening = assay_clock ();
  for (gint64 now = self->opening; !self->done; now = assay_clock ())
    {
      keep_time (self, now);
      if (!self->done)
        take_events (self, now);
    }
  if (self->begin == 0)
    {
      assay_report_error (self->tally.failure != NULL ? self->tally.failure : "no connection could be opened");
      return FALSE;
    }
  print_result (self);

  return TRUE;
}
