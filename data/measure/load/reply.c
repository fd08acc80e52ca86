#include "data/measure/load/reply.h"

#include <string.h>

#include "data/measure/load/reply-head.h"

#define MOST_BODY (G_GUINT64_CONSTANT (1) << 40)

void
assay_reply_begin (AssayReply *self)
{
  self->phase = ASSAY_REPLY_HEAD;
  self->closes = self->chunked = self->counted = FALSE;
  self->remaining = self->length = 0;
  self->accept[0] = '\0';
  self->problem = NULL;
  self->n_held = 0;
}

void
assay_reply_clear (AssayReply *self)
{
  g_clear_pointer (&self->held, g_free);
}

/* What follows the head (RFC 9112, section 6.3). */
static void
expect_body (AssayReply *self)
{
  if (self->status < 200 && self->status != 101)
    assay_reply_begin (self);
  else if (self->status == 101 || self->status == 204 || self->status == 304)
    self->phase = ASSAY_REPLY_DONE;
  else if (self->chunked && self->counted)
    self->problem = "both a Content-Length and a Transfer-Encoding";
  else if (self->chunked)
    {
      self->phase = ASSAY_REPLY_CHUNK_SIZE;
      self->framing = self->digits = 0;
      self->extension = FALSE;
    }
  else if (self->counted)
    self->phase = self->remaining == 0 ? ASSAY_REPLY_DONE : ASSAY_REPLY_LENGTH;
  else
    {
      self->phase = ASSAY_REPLY_TO_CLOSE;
      self->closes = TRUE;
    }
}

static gsize
take_head (AssayReply *self, const char *head, gsize length)
{
  self->problem = assay_reply_read_head (self, head, length);
  if (self->problem == NULL)
    expect_body (self);

  return length;
}

/* A head that hasn't come as a whole is kept until its end has; what can't become a head is refused at once. */
static gsize
hold_head (AssayReply *self, const char *data, gsize length)
{
  gsize taken = MIN (length, ASSAY_REPLY_MOST_HEAD - self->n_held);
  gsize before = self->n_held;
  const char *from, *end;

  if (self->held == NULL)
    self->held = g_malloc (ASSAY_REPLY_MOST_HEAD);
  memcpy (self->held + before, data, taken);
  self->n_held += taken;

  from = self->held + (before > 3 ? before - 3 : 0);
  end = memmem (from, self->held + self->n_held - from, "\r\n\r\n", 4);
  if (end != NULL)
    {
      gsize whole = end + 4 - self->held;

      self->n_held = 0;
      take_head (self, self->held, whole);
      return whole - before;
    }
  if (memcmp (self->held, "HTTP/1.", MIN (self->n_held, 7)) != 0)
    self->problem = "not HTTP/1.1";
  else if (self->n_held == ASSAY_REPLY_MOST_HEAD)
    self->problem = "headers of over 32 KiB";

  return taken;
}

static gsize
read_head (AssayReply *self, const char *data, gsize length)
{
  const char *end = self->n_held == 0 ? memmem (data, MIN (length, ASSAY_REPLY_MOST_HEAD), "\r\n\r\n", 4) : NULL;

  return end == NULL ? hold_head (self, data, length) : take_head (self, data, end + 4 - data);
}

static gsize
pass_body (AssayReply *self, gsize length, AssayReplyPhase after)
{
  gsize taken = MIN (length, self->remaining);

  self->length += taken;
  self->remaining -= taken;
  if (self->remaining == 0)
    self->phase = after;

  return taken;
}

static void
read_size (AssayReply *self, char c)
{
  if (!self->extension && g_ascii_isxdigit (c) && self->remaining < MOST_BODY)
    {
      self->remaining = self->remaining * 16 + g_ascii_xdigit_value (c);
      self->digits++;
    }
  else if (self->digits == 0)
    self->problem = "a chunk without a size";
  else if (c == '\r')
    self->phase = ASSAY_REPLY_CHUNK_NEWLINE;
  else if (self->extension || c == ';' || c == ' ' || c == '\t')
    self->extension = TRUE;
  else
    self->problem = "a chunk whose size is no number";
}

static void
begin_chunk (AssayReply *self, char c)
{
  if (c != '\n')
    self->problem = "a chunk whose size line doesn't end";
  self->phase = self->remaining > 0 ? ASSAY_REPLY_CHUNK : ASSAY_REPLY_TRAILER;
  self->framing = self->digits = 0;
  self->extension = FALSE;
}

/* Lines until an empty one; @digits counts a line's bytes. */
static void
read_trailer (AssayReply *self, char c)
{
  if (c == '\n' && self->digits == 0)
    self->phase = ASSAY_REPLY_DONE;
  else if (c == '\n')
    self->digits = 0;
  else if (c != '\r')
    self->digits++;
}

static void
read_framing (AssayReply *self, char c)
{
  if (++self->framing > ASSAY_REPLY_MOST_FRAMING)
    self->problem = "a chunk with over 8 KiB of framing";
  else if (self->phase == ASSAY_REPLY_CHUNK_SIZE)
    read_size (self, c);
  else if (self->phase == ASSAY_REPLY_CHUNK_NEWLINE)
    begin_chunk (self, c);
  else if (self->phase == ASSAY_REPLY_TRAILER)
    read_trailer (self, c);
  else if (c != (self->phase == ASSAY_REPLY_CHUNK_CR ? '\r' : '\n'))
    self->problem = "a chunk longer than its size";
  else
    self->phase = self->phase == ASSAY_REPLY_CHUNK_CR ? ASSAY_REPLY_CHUNK_LF : ASSAY_REPLY_CHUNK_SIZE;
}

gsize
assay_reply_feed (AssayReply *self, const char *data, gsize length)
{
  gsize used = 0;

  while (used < length && self->phase != ASSAY_REPLY_DONE && self->problem == NULL)
    switch (self->phase)
      {
      case ASSAY_REPLY_HEAD:
        used += read_head (self, data + used, length - used);
        break;

      case ASSAY_REPLY_LENGTH:
        used += pass_body (self, length - used, ASSAY_REPLY_DONE);
        break;

      case ASSAY_REPLY_CHUNK:
        used += pass_body (self, length - used, ASSAY_REPLY_CHUNK_CR);
        break;

      case ASSAY_REPLY_TO_CLOSE:
        self->length += length - used;
        used = length;
        break;

      case ASSAY_REPLY_CHUNK_SIZE:
      case ASSAY_REPLY_CHUNK_NEWLINE:
      case ASSAY_REPLY_CHUNK_CR:
      case ASSAY_REPLY_CHUNK_LF:
      case ASSAY_REPLY_TRAILER:
      case ASSAY_REPLY_DONE:
      default:
        read_framing (self, data[used++]);
        break;
      }

  return used;
}

gboolean
assay_reply_end (AssayReply *self)
{
  if (self->phase == ASSAY_REPLY_TO_CLOSE)
    self->phase = ASSAY_REPLY_DONE;

  return self->phase == ASSAY_REPLY_DONE;
}
