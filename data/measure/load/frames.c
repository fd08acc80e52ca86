#include "data/measure/load/frames.h"

#include <string.h>

#define FINAL 0x80
#define MASKED 0x80
#define MOST (G_GUINT64_CONSTANT (1) << 24)   /* bytes of a message */

static gboolean
is_control (guint opcode)
{
  return opcode >= ASSAY_FRAME_CLOSE;
}

static guint
frame_opcode (const AssayFrames *self)
{
  return self->head[0] & 0x0f;
}

static guint
head_size (const AssayFrames *self)
{
  guint short_length = self->n_head < 2 ? 0 : self->head[1] & 0x7f;

  return short_length == 126 ? 4 : short_length == 127 ? 10 : 2;
}

static guint64
payload_length (const AssayFrames *self)
{
  guint64 length = 0;
  guint size = head_size (self);

  if (size == 2)
    return self->head[1] & 0x7f;
  for (guint i = 2; i < size; i++)
    length = length << 8 | self->head[i];

  return length;
}

static const char *
find_problem (const AssayFrames *self)
{
  guint opcode = frame_opcode (self);

  if ((self->head[0] & 0x70) != 0)
    return "a WebSocket frame with reserved bits";
  if ((self->head[1] & MASKED) != 0)
    return "a masked WebSocket frame from a server";
  if (opcode > ASSAY_FRAME_PONG || (opcode > ASSAY_FRAME_BINARY && opcode < ASSAY_FRAME_CLOSE))
    return "a WebSocket frame of an unknown kind";
  if (is_control (opcode) && ((self->head[0] & FINAL) == 0 || self->remaining > 125))
    return "a WebSocket control frame that is too long";
  if (!is_control (opcode) && (opcode == ASSAY_FRAME_CONTINUATION) != self->fragmented)
    return "a WebSocket message that begins within another";
  if (self->remaining > MOST || self->length + self->remaining > MOST)
    return "a WebSocket message of over 16 MiB";

  return NULL;
}

static void
begin_payload (AssayFrames *self)
{
  self->within = TRUE;
  self->remaining = payload_length (self);
  if (is_control (frame_opcode (self)))
    self->control_length = 0;
  else if (!self->fragmented)
    self->length = 0;
  self->problem = find_problem (self);
  if (!is_control (frame_opcode (self)) && frame_opcode (self) != ASSAY_FRAME_CONTINUATION)
    self->message_opcode = frame_opcode (self);
}

static void
keep (char *text, guint64 *length, const char *data, gsize n)
{
  if (*length < ASSAY_FRAMES_TEXT)
    memcpy (text + *length, data, MIN (n, ASSAY_FRAMES_TEXT - *length));
  *length += n;
}

static gsize
take_payload (AssayFrames *self, const char *data, gsize length)
{
  gsize taken = MIN (length, self->remaining);

  if (is_control (frame_opcode (self)))
    keep (self->control, &self->control_length, data, taken);
  else
    keep (self->text, &self->length, data, taken);
  self->remaining -= taken;

  return taken;
}

/* Whether this frame completes something. */
static gboolean
end_frame (AssayFrames *self)
{
  gboolean final = (self->head[0] & FINAL) != 0;

  self->within = FALSE;
  self->n_head = 0;
  if (is_control (frame_opcode (self)))
    {
      self->opcode = frame_opcode (self);
      return TRUE;
    }
  self->fragmented = !final;
  self->opcode = self->message_opcode;

  return final;
}

gsize
assay_frames_feed (AssayFrames *self, const char *data, gsize length, gboolean *complete)
{
  gsize used = 0;

  *complete = FALSE;
  while (used < length && self->problem == NULL && !*complete)
    {
      if (!self->within)
        {
          self->head[self->n_head++] = data[used++];
          if (self->n_head >= 2 && self->n_head == head_size (self))
            begin_payload (self);
        }
      else
        used += take_payload (self, data + used, length - used);
      if (self->within && self->remaining == 0 && self->problem == NULL)
        *complete = end_frame (self);
    }

  return used;
}

gsize
assay_frames_make (guint8 *frame, guint opcode, const char *payload, gsize n, guint32 mask)
{
  guint8 key[4];

  g_return_val_if_fail (n <= 125, 0);

  memcpy (key, &mask, sizeof key);
  frame[0] = FINAL | opcode;
  frame[1] = MASKED | n;
  memcpy (frame + 2, key, sizeof key);
  for (gsize i = 0; i < n; i++)
    frame[6 + i] = payload[i] ^ key[i % 4];

  return n + 6;
}
