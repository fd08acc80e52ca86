#include "data/measure/load/reply-head.h"

#include <string.h>

#define MOST_LENGTH (G_GUINT64_CONSTANT (1) << 40)

/* One header line's value, without the white space around it. */
typedef struct
{
  const char *start, *end;
} Value;

static gboolean
is_name (const char *name, gsize length, const char *wanted)
{
  return strlen (wanted) == length && g_ascii_strncasecmp (name, wanted, length) == 0;
}

/* Whether @word is in the value's comma-separated list; @last: whether it ends it. */
static gboolean
has_word (Value value, const char *word, gboolean last)
{
  gsize length = strlen (word);

  for (const char *at = value.start; at + length <= value.end; at++)
    if (g_ascii_strncasecmp (at, word, length) == 0 &&
        (at == value.start || strchr (", \t", at[-1]) != NULL) &&
        (at + length == value.end || (!last && strchr (", \t", at[length]) != NULL)))
      return TRUE;

  return FALSE;
}

static const char *
read_length (AssayReply *self, Value value)
{
  guint64 length = 0;

  if (value.start == value.end)
    return "an empty Content-Length";
  for (const char *at = value.start; at < value.end; at++)
    {
      if (!g_ascii_isdigit (*at) || length > MOST_LENGTH)
        return "a Content-Length that is no number";
      length = length * 10 + (*at - '0');
    }
  if (self->counted && length != self->remaining)
    return "two Content-Lengths";
  self->counted = TRUE;
  self->remaining = length;

  return NULL;
}

static void
read_accept (AssayReply *self, Value value)
{
  gsize length = value.end - value.start;

  if (length >= sizeof self->accept)
    return;
  memcpy (self->accept, value.start, length);
  self->accept[length] = '\0';
}

static const char *
read_header (AssayReply *self, const char *name, gsize length, Value value)
{
  if (is_name (name, length, "content-length"))
    return read_length (self, value);
  if (is_name (name, length, "transfer-encoding"))
    {
      if (!has_word (value, "chunked", TRUE))
        return "a Transfer-Encoding that isn't chunked";
      self->chunked = TRUE;
    }
  else if (is_name (name, length, "connection"))
    {
      if (has_word (value, "close", FALSE))
        self->closes = TRUE;
      else if (has_word (value, "keep-alive", FALSE))
        self->closes = FALSE;
    }
  else if (is_name (name, length, "sec-websocket-accept"))
    read_accept (self, value);

  return NULL;
}

/* Only headers whose first letter can matter are looked at more closely. */
static const char *
read_line (AssayReply *self, const char *line, const char *end)
{
  const char *colon = memchr (line, ':', end - line);
  Value value;
  char first;

  if (colon == NULL || colon == line || *line == ' ' || *line == '\t')
    return "a header without a name";
  first = *line | 0x20;
  if (first != 'c' && first != 't' && first != 's')
    return NULL;

  value = (Value) { colon + 1, end };
  while (value.start < value.end && (*value.start == ' ' || *value.start == '\t'))
    value.start++;
  while (value.end > value.start && (value.end[-1] == ' ' || value.end[-1] == '\t'))
    value.end--;

  return read_header (self, line, colon - line, value);
}

static const char *
read_status (AssayReply *self, const char *line, const char *end)
{
  if (end - line < 12 || memcmp (line, "HTTP/1.", 7) != 0 || (line[7] != '0' && line[7] != '1') || line[8] != ' ')
    return "not HTTP/1.1";
  for (guint i = 9; i < 12; i++)
    if (!g_ascii_isdigit (line[i]))
      return "a status that is no number";
  if (line[9] == '0' || (end - line > 12 && line[12] != ' '))
    return "a status that is no number";

  self->status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
  self->closes = line[7] == '0';

  return NULL;
}

const char *
assay_reply_read_head (AssayReply *self, const char *head, gsize length)
{
  const char *end = head + length - 2;   /* the empty line */
  const char *line_end = memmem (head, length, "\r\n", 2);
  const char *problem = read_status (self, head, line_end);

  for (const char *line = line_end + 2; line < end && problem == NULL; line = line_end + 2)
    {
      line_end = memchr (line, '\n', end - line);
      if (line_end == NULL || line_end[-1] != '\r')
        return "a line that doesn't end in CR LF";
      problem = read_line (self, line, --line_end);
    }

  return problem;
}
