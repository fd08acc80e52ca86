#include "data/measure/load/message.h"

#include <string.h>

#define PIECE 65536

static gboolean
has_header (const AssayRequest *request, const char *name)
{
  for (char **header = request->headers; header != NULL && *header != NULL; header += 2)
    if (g_ascii_strcasecmp (*header, name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
has_body (const AssayRequest *request)
{
  return request->body != NULL || request->fill > 0 || g_str_equal (request->method, "POST") ||
         g_str_equal (request->method, "PUT") || g_str_equal (request->method, "PATCH");
}

static gsize
body_length (const AssayRequest *request)
{
  return request->body == NULL ? request->fill : strlen (request->body);
}

static GString *
make_head (const AssayRequest *request, guint16 port, const char *extra)
{
  GString *head = g_string_new (NULL);

  g_string_append_printf (head, "%s %s HTTP/1.1\r\n", request->method, request->path);
  if (!has_header (request, "host"))
    g_string_append_printf (head, "Host: 127.0.0.1:%u\r\n", port);
  for (char **header = request->headers; header != NULL && *header != NULL; header += 2)
    g_string_append_printf (head, "%s: %s\r\n", header[0], header[1]);
  if (has_body (request) && !has_header (request, "content-length"))
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", body_length (request));
  g_string_append (head, extra);
  g_string_append (head, "\r\n");

  return head;
}

void
assay_message_init (AssayMessage *self, const AssayRequest *request, guint16 port, const char *extra)
{
  GString *text = make_head (request, port, extra);

  *self = (AssayMessage) { .length = text->len + body_length (request) };
  if (request->body != NULL)
    g_string_append (text, request->body);
  else
    {
      self->fill = g_malloc (PIECE);
      memset (self->fill, 'x', PIECE);
      g_string_append_len (text, self->fill, MIN (request->fill, PIECE));
    }
  self->held = text->len;
  self->bytes = g_string_free (text, FALSE);
}

void
assay_message_clear (AssayMessage *self)
{
  g_clear_pointer (&self->bytes, g_free);
  g_clear_pointer (&self->fill, g_free);
}

const char *
assay_message_piece (const AssayMessage *self, gsize position, gsize *size)
{
  if (position < self->held)
    {
      *size = self->held - position;
      return self->bytes + position;
    }
  *size = MIN (PIECE, self->length - position);

  return self->fill;
}
