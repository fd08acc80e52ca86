#include "data/measure/load/generator.h"

static void
judge (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  const AssayReply *reply = &wire->reply;
  int status = self->spec->expect == NULL ? 0 : self->spec->expect->status;

  if (status != 0 && reply->status != status)
    assay_tally_fail (&self->tally, 1, now, "status %d instead of %d", reply->status, status);
  else if (self->length != G_MAXUINT64 && reply->length != self->length)
    assay_tally_fail (&self->tally, 1, now, "a body of %" G_GUINT64_FORMAT " bytes instead of %" G_GUINT64_FORMAT,
                      reply->length, self->length);
  else
    assay_tally_answer (&self->tally, wire->planned, wire->started, now);
}

/* An answer to a request that wasn't sent to its end leaves the connection in the middle of it. */
static gboolean
finish (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  judge (self, wire, now);
  wire->state = ASSAY_WIRE_READY;
  wire->touched = now;
  if (G_LIKELY (!wire->reply.closes && !wire->ending && wire->unsent == 0))
    return TRUE;

  assay_wire_close (self, wire, now);
  self->loader->lost (self, wire, now, FALSE);

  return FALSE;
}

gboolean
assay_exchange_feed (AssayGenerator *self, AssayWire *wire, const char *data, gsize length, gint64 *now)
{
  gsize used;

  *now = assay_clock ();
  if (wire->state != ASSAY_WIRE_BUSY)
    {
      assay_wire_break (self, wire, *now, "bytes that nobody asked for");
      return FALSE;
    }

  used = assay_reply_feed (&wire->reply, data, length);
  if (wire->reply.problem != NULL)
    assay_wire_break (self, wire, *now, wire->reply.problem);
  else if (used < length)
    assay_wire_break (self, wire, *now, "bytes behind the end of an answer");
  else if (wire->reply.phase == ASSAY_REPLY_DONE)
    return finish (self, wire, *now);

  return FALSE;
}
