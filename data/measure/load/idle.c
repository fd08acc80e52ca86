/* Connections that are used once, kept quiet, and then asked whether they are still served. */
#include "data/measure/load/generator.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define ASKING 64               /* at once */
#define LONGEST (15 * SECOND)   /* for all of them to answer */

/* A first answer shows that the server itself has taken the connection, not only the kernel. */
static void
opened (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  assay_wire_ask (self, wire, now, now);
}

static void
begin (AssayGenerator *self, gint64 now G_GNUC_UNUSED)
{
  self->quiet = TRUE;
}

static void
received (AssayGenerator *self, AssayWire *wire, const char *data, gsize length)
{
  gint64 now;

  if (assay_exchange_feed (self, wire, data, length, &now))
    assay_generator_joined (self, wire);
}

/* What is lost isn't opened again: that is what is measured. */
static void
lost (AssayGenerator *self G_GNUC_UNUSED, AssayWire *wire G_GNUC_UNUSED, gint64 now G_GNUC_UNUSED, gboolean failed G_GNUC_UNUSED)
{
}

static void
advance (AssayGenerator *self, gint64 now)
{
  if (now < self->end)
    return;

  self->quiet = FALSE;
  for (; self->cursor < self->spec->connections && self->tally.under_way < ASKING; self->cursor++)
    if (self->wires[self->cursor].state == ASSAY_WIRE_READY)
      {
        gint64 moment = assay_clock ();

        assay_wire_ask (self, &self->wires[self->cursor], moment, moment);
      }
  self->done = (self->cursor == self->spec->connections && self->tally.under_way == 0) || now >= self->end + LONGEST;
}

static gint64
wake (const AssayGenerator *self, gint64 now)
{
  return now < self->end ? self->end : G_MAXINT64;
}

const AssayLoader assay_loader_idle = {
  .headers = "",
  .opened = opened,
  .begin = begin,
  .received = received,
  .lost = lost,
  .advance = advance,
  .wake = wake,
};
