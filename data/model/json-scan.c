/* The grammar of RFC 8259, with a stack of its own: as deep as ASSAY_JSON_MAX_DEPTH and no deeper. */
#include "data/model/json-private.h"

#include <string.h>

#include "data/model/language.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define STEPS 10000   /* between two looks whether it was cancelled */

/* What the messages say. */
G_STATIC_ASSERT (ASSAY_JSON_MAX_DEPTH == 64 && ASSAY_JSON_MAX_KEYS == 10000);

static void
skip_space (AssayJsonScan *self)
{
  while (self->p < self->end && (*self->p == ' ' || *self->p == '\n' || *self->p == '\r' || *self->p == '\t'))
    self->p++;
}

/* What is wrong at @p, where something else was expected. */
static gboolean
fail_here (AssayJsonScan *self, const char *expectation)
{
  if (self->p == self->end)
    return assay_json_fail (self, self->p, _ ("the document is cut off"));

  switch (*self->p)
    {
    case '\0':
      return assay_json_fail (self, self->p, _ ("a NUL byte"));

    case '/':
    case '#':
      return assay_json_fail (self, self->p, _ ("JSON has no comments"));

    case '\'':
      return assay_json_fail (self, self->p, _ ("JSON has no single quotes"));

    case 'N':
    case 'I':
      return assay_json_fail (self, self->p, _ ("JSON has no NaN and no Infinity"));

    default:
      return assay_json_fail (self, self->p, expectation);
    }
}

static gboolean
finish_value (AssayJsonScan *self)
{
  self->state = self->depth > 0 ? ASSAY_JSON_COMMA_OR_END : ASSAY_JSON_DONE;

  return TRUE;
}

static gboolean
open_level (AssayJsonScan *self, char closer, AssayJsonState state)
{
  if (self->depth == ASSAY_JSON_MAX_DEPTH)
    return assay_json_fail (self, self->p, _ ("nested more than 64 levels deep"));

  self->starts[self->depth] = self->p;
  self->commas[self->depth] = 0;
  self->closers[self->depth++] = closer;
  self->state = state;
  self->p++;
  if (closer == '}')
    assay_json_keys_open (self->keys);

  return TRUE;
}

static void
note_span (AssayJsonScan *self)
{
  const char *start = self->starts[self->depth];
  const AssayJsonSpan span = { start - self->start, self->p - self->start, self->commas[self->depth] + 1 };

  if (self->spans != NULL && span.end - span.start >= self->least_span)
    assay_json_spans_add (self->spans, span);
}

static gboolean
close_level (AssayJsonScan *self)
{
  if (self->closers[--self->depth] == '}')
    assay_json_keys_close (self->keys);
  self->p++;
  note_span (self);

  return finish_value (self);
}

static gboolean
scan_word (AssayJsonScan *self, const char *word)
{
  gsize left = self->end - self->p, length = strlen (word);

  if (left >= length && memcmp (self->p, word, length) == 0)
    {
      self->p += length;
      return finish_value (self);
    }
  if (left < length && memcmp (self->p, word, left) == 0)
    self->p = self->end;

  return fail_here (self, _ ("a value is expected"));
}

static gboolean
scan_value (AssayJsonScan *self)
{
  switch (self->p < self->end ? *self->p : '\0')
    {
    case '{':
      return open_level (self, '}', ASSAY_JSON_KEY_OR_END);

    case '[':
      return open_level (self, ']', ASSAY_JSON_VALUE_OR_END);

    case '"':
      return assay_json_scan_string (self) && finish_value (self);

    case '-':
    case '0' ... '9':
      return assay_json_scan_number (self) && finish_value (self);

    case 't':
      return scan_word (self, "true");

    case 'f':
      return scan_word (self, "false");

    case 'n':
      return scan_word (self, "null");

    default:
      return fail_here (self, _ ("a value is expected"));
    }
}

static gboolean
scan_key (AssayJsonScan *self)
{
  const char *key = self->p;

  if (self->p == self->end || *self->p != '"')
    return fail_here (self, _ ("a key in double quotes is expected"));
  if (!assay_json_scan_string (self))
    return FALSE;
  if (!assay_json_keys_add (self->keys, key + 1, self->p - key - 2))
    return assay_json_fail (self, key, _ ("the object has this key already"));
  if (assay_json_keys_count (self->keys) > self->max_keys)
    return assay_json_fail (self, key, _ ("an object with more than 10000 keys"));

  skip_space (self);
  if (self->p == self->end || *self->p != ':')
    return fail_here (self, _ ("a colon is expected"));
  self->p++;
  self->state = ASSAY_JSON_VALUE;

  return TRUE;
}

static gboolean
at_closer (const AssayJsonScan *self)
{
  return self->p < self->end && *self->p == self->closers[self->depth - 1];
}

static gboolean
scan_comma (AssayJsonScan *self)
{
  gboolean in_object = self->closers[self->depth - 1] == '}';

  if (self->p == self->end || *self->p != ',')
    return fail_here (self, in_object ? _ ("a comma or “}” is expected") : _ ("a comma or “]” is expected"));
  self->p++;
  self->commas[self->depth - 1]++;
  self->state = in_object ? ASSAY_JSON_KEY : ASSAY_JSON_VALUE;

  return TRUE;
}

static gboolean
scan_next (AssayJsonScan *self)
{
  switch (self->state)
    {
    case ASSAY_JSON_VALUE_OR_END:
      return at_closer (self) ? close_level (self) : scan_value (self);

    case ASSAY_JSON_KEY:
      return scan_key (self);

    case ASSAY_JSON_KEY_OR_END:
      return at_closer (self) ? close_level (self) : scan_key (self);

    case ASSAY_JSON_COMMA_OR_END:
      return at_closer (self) ? close_level (self) : scan_comma (self);

    case ASSAY_JSON_VALUE:
    case ASSAY_JSON_DONE:
    default:
      return scan_value (self);
    }
}

gboolean
assay_json_scan_document (AssayJsonScan *self)
{
  gsize left = self->end - self->p;

  if (left >= strlen (BYTE_ORDER_MARK) && memcmp (self->p, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    return assay_json_fail (self, self->p, _ ("a byte order mark"));
  skip_space (self);
  if (self->p == self->end)
    return assay_json_fail (self, self->p, _ ("the document is empty"));

  self->state = ASSAY_JSON_VALUE;
  for (guint steps = 1; self->state != ASSAY_JSON_DONE; steps++)
    {
      if (!scan_next (self) || (steps % STEPS == 0 && g_cancellable_is_cancelled (self->cancellable)))
        return FALSE;
      skip_space (self);
    }

  return self->p == self->end || fail_here (self, _ ("something follows the document"));
}
