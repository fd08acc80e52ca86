/* The same request again and again: when it was answered (closed), or when it is planned (open). */
#include "data/measure/load/generator.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define RETRY (SECOND / 10)   /* after a failure: soon, but no busy loop against a dead server */
#define GRACE SECOND          /* in which what was planned but couldn't be sent in time is still sent */
#define ALONE SECOND          /* without any connection: nothing more will come */

static gboolean
is_closed_loop (const AssayGenerator *self)
{
  return self->spec->arrivals == ASSAY_ARRIVALS_CLOSED;
}

static void
go_on (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  if (!is_closed_loop (self))
    assay_queue_push (self, wire);
  else if (G_LIKELY (now < self->end))
    assay_wire_ask (self, wire, now, now);
}

static void
opened (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  assay_generator_joined (self, wire);
  if (self->begin != 0)
    go_on (self, wire, now);
}

static void
begin (AssayGenerator *self, gint64 now)
{
  for (guint i = 0; i < self->spec->connections; i++)
    if (self->wires[i].state == ASSAY_WIRE_READY)
      go_on (self, &self->wires[i], assay_clock ());
    else if (self->wires[i].state == ASSAY_WIRE_CLOSED)
      assay_wire_reopen (self, &self->wires[i], now, RETRY);
}

static void
received (AssayGenerator *self, AssayWire *wire, const char *data, gsize length)
{
  gint64 now;

  if (assay_exchange_feed (self, wire, data, length, &now))
    go_on (self, wire, now);
}

static void
lost (AssayGenerator *self, AssayWire *wire, gint64 now, gboolean failed)
{
  if (self->begin != 0 && now < self->end + GRACE)
    assay_wire_reopen (self, wire, now, failed ? RETRY : 0);
}

static gboolean
is_planned (const AssayGenerator *self)
{
  return !is_closed_loop (self) && self->schedule.next < self->spec->seconds * 1e9;
}

/* What the generator is late by itself is told apart from waiting for a connection that was free only later. */
static void
send_due (AssayGenerator *self, gint64 now)
{
  AssayWire *wire;

  while (is_planned (self) && self->begin + (gint64) self->schedule.next <= now && (wire = assay_queue_pop (self)) != NULL)
    {
      gint64 planned = self->begin + (gint64) self->schedule.next;

      now = assay_clock ();
      if (planned < wire->touched)
        self->tally.waited++;
      self->tally.latest = MAX (self->tally.latest, now - MAX (planned, wire->touched));
      assay_schedule_advance (&self->schedule);
      assay_wire_ask (self, wire, planned, now);
    }
}

/* What is silent at the end is found by the search for the silent: it gets half a second for that. */
static void
advance (AssayGenerator *self, gint64 now)
{
  gboolean unsent;

  if (now < self->end + GRACE)
    send_due (self, now);
  unsent = is_planned (self) && now < self->end + GRACE;

  self->done = (now >= self->end && self->tally.under_way == 0 && !unsent) || now >= self->end + self->patience + SECOND / 2 ||
               (self->alone != 0 && now - self->alone >= ALONE);
}

static gint64
wake (const AssayGenerator *self, gint64 now)
{
  if (is_planned (self) && self->n_queued > 0 && now < self->end + GRACE)
    return self->begin + (gint64) self->schedule.next;

  return now < self->end ? self->end : G_MAXINT64;
}

const AssayLoader assay_loader_requests = {
  .headers = "",
  .opened = opened,
  .begin = begin,
  .received = received,
  .lost = lost,
  .advance = advance,
  .wake = wake,
};
