/* A chat: one connection says something, the server passes it on to all, and when all have it the next is said. */
#include <string.h>
#include <sys/socket.h>

#include "data/measure/load/generator.h"

/* The key and its answer are those of RFC 6455, section 1.3: a random one guards against caches, of which there are none here. */
#define KEY "dGhlIHNhbXBsZSBub25jZQ=="
#define ACCEPT "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

static void
opened (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  wire->frames = g_new0 (AssayFrames, 1);
  assay_wire_ask (self, wire, now, now);
}

static void
send_frame (AssayGenerator *self, AssayWire *wire, guint opcode, const char *payload, gsize n, gint64 now)
{
  guint8 frame[ASSAY_FRAMES_MOST_MADE];
  gsize length = assay_frames_make (frame, opcode, payload, n, (guint32) now);

  if (send (wire->fd, frame, length, MSG_NOSIGNAL) != (gssize) length)
    assay_wire_break (self, wire, now, "the connection took no more WebSocket frames");
}

/* The first wire that still lives says it. */
static void
say_next (AssayGenerator *self)
{
  gint64 now = assay_clock ();

  if (self->n_open == 0)
    return;
  self->said = now;
  self->left = self->n_open;
  g_snprintf (self->text, sizeof self->text, "message %" G_GUINT64_FORMAT, ++self->sequence);
  assay_tally_sent (&self->tally, self->left, now);
  for (guint i = 0; i < self->spec->connections; i++)
    if (self->wires[i].state == ASSAY_WIRE_READY)
      {
        send_frame (self, &self->wires[i], ASSAY_FRAME_TEXT, self->text, strlen (self->text), now);
        return;
      }
}

static void
begin (AssayGenerator *self, gint64 now G_GNUC_UNUSED)
{
  say_next (self);
}

static void
shake_hands (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  g_autofree char *words = NULL;

  if (wire->reply.status != 101)
    words = g_strdup_printf ("no WebSocket: status %d instead of 101", wire->reply.status);
  else if (strcmp (wire->reply.accept, ACCEPT) != 0)
    words = g_strdup ("no WebSocket: a wrong Sec-WebSocket-Accept");

  if (words != NULL)
    {
      assay_wire_break (self, wire, now, words);
      return;
    }
  wire->state = ASSAY_WIRE_READY;
  assay_generator_joined (self, wire);
}

static gsize
read_handshake (AssayGenerator *self, AssayWire *wire, const char *data, gsize length, gint64 now)
{
  gsize used = assay_reply_feed (&wire->reply, data, length);

  if (wire->reply.problem != NULL)
    assay_wire_break (self, wire, now, wire->reply.problem);
  else if (wire->reply.phase != ASSAY_REPLY_HEAD)
    shake_hands (self, wire, now);

  return used;
}

static void
hear (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  AssayFrames *frames = wire->frames;
  gboolean right = frames->length == strlen (self->text) && memcmp (frames->text, self->text, frames->length) == 0;

  if (!right || frames->heard == self->sequence || self->left == 0)
    {
      assay_tally_trouble (&self->tally, "a message that wasn't due: “%.*s” instead of “%s”",
                           (int) MIN (frames->length, 60), frames->text, self->text);
      return;
    }
  frames->heard = self->sequence;
  assay_tally_answer (&self->tally, self->said, self->said, now);
  if (--self->left == 0 && now < self->end)
    say_next (self);
}

static void
react (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  AssayFrames *frames = wire->frames;

  if (frames->opcode == ASSAY_FRAME_CLOSE)
    assay_wire_break (self, wire, now, "the server closed a WebSocket");
  else if (frames->opcode == ASSAY_FRAME_PING)
    send_frame (self, wire, ASSAY_FRAME_PONG, frames->control, frames->control_length, now);
  else if (frames->opcode != ASSAY_FRAME_PONG)
    hear (self, wire, now);
}

static void
received (AssayGenerator *self, AssayWire *wire, const char *data, gsize length)
{
  gint64 now = assay_clock ();
  gsize used = wire->state == ASSAY_WIRE_BUSY ? read_handshake (self, wire, data, length, now) : 0;

  while (used < length && wire->state == ASSAY_WIRE_READY)
    {
      gboolean complete;

      used += assay_frames_feed (wire->frames, data + used, length - used, &complete);
      if (wire->frames->problem != NULL)
        assay_wire_break (self, wire, now, wire->frames->problem);
      else if (complete)
        react (self, wire, now);
    }
}

/* A chat's connections aren't opened again; what they should have heard is missing. */
static void
lost (AssayGenerator *self, AssayWire *wire, gint64 now, gboolean failed)
{
  gboolean waited = self->left > 0 && wire->joined && wire->frames->heard != self->sequence;

  g_clear_pointer (&wire->frames, g_free);
  if (!waited)
    return;
  self->left--;
  assay_tally_fail (&self->tally, 1, now, failed ? "a WebSocket failed before a message had reached it"
                                                 : "the server closed a WebSocket before a message had reached it");
}

static void
advance (AssayGenerator *self, gint64 now)
{
  if (self->left > 0 && now - self->said > self->patience)
    {
      assay_tally_fail (&self->tally, self->left, now, "“%s” hadn't reached %u of %u connections after %g s",
                        self->text, self->left, self->n_open, self->spec->patience);
      self->left = 0;
    }
  if (self->left == 0 && now < self->end)
    say_next (self);
  self->done = (self->left == 0 && now >= self->end) || self->n_open == 0;
}

static gint64
wake (const AssayGenerator *self, gint64 now)
{
  return now < self->end ? self->end : G_MAXINT64;
}

const AssayLoader assay_loader_websocket = {
  .headers = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " KEY "\r\n",
  .opened = opened,
  .begin = begin,
  .received = received,
  .lost = lost,
  .advance = advance,
  .wake = wake,
};
