/* Strings: no control characters, well-formed UTF-8, whole escapes. */
#include "data/model/json-private.h"

#include <string.h>

#include "data/model/language.h"

#define IS_HIGH_SURROGATE(c) ((c) >= 0xd800 && (c) <= 0xdbff)
#define IS_LOW_SURROGATE(c) ((c) >= 0xdc00 && (c) <= 0xdfff)
#define ESCAPE_LENGTH 6   /* of "\u0041" */

/* The caller has checked the four digits. */
static gunichar
parse_hex (const char *digits)
{
  gunichar c = 0;

  for (guint i = 0; i < 4; i++)
    c = c * 16 + g_ascii_xdigit_value (digits[i]);

  return c;
}

/* Bytes of a character that begins with @lead, and the bounds of its second byte: they keep out overlong forms,
 * surrogates and what lies beyond U+10FFFF (Unicode 15, table 3-7). 0 if no character begins so. */
static guint
sequence_length (guchar lead, guchar *low, guchar *high)
{
  *low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  *high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;

  if (lead >= 0xc2 && lead <= 0xdf)
    return 2;
  if (lead >= 0xe0 && lead <= 0xef)
    return 3;

  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

static gboolean
scan_character (AssayJsonScan *self)
{
  const guchar *bytes = (const guchar *) self->p;
  guchar low, high;
  guint length = sequence_length (bytes[0], &low, &high);

  if (length == 0 || self->end - self->p < length || bytes[1] < low || bytes[1] > high)
    return assay_json_fail (self, self->p, _ ("not UTF-8"));
  for (guint i = 2; i < length; i++)
    if ((bytes[i] & 0xc0) != 0x80)
      return assay_json_fail (self, self->p, _ ("not UTF-8"));
  self->p += length;

  return TRUE;
}

static gboolean
is_unicode_escape (const AssayJsonScan *self, const char *p)
{
  if (self->end - p < ESCAPE_LENGTH || p[0] != '\\' || p[1] != 'u')
    return FALSE;

  return g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) && g_ascii_isxdigit (p[4]) && g_ascii_isxdigit (p[5]);
}

static gboolean
scan_unicode_escape (AssayJsonScan *self)
{
  const char *next = self->p + ESCAPE_LENGTH;
  gunichar c;

  if (!is_unicode_escape (self, self->p))
    return assay_json_fail (self, self->p, _ ("“\\u” takes four hexadecimal digits"));
  c = parse_hex (self->p + 2);
  if (c == 0)
    return assay_json_fail (self, self->p, _ ("an escaped NUL"));

  if (IS_LOW_SURROGATE (c))
    return assay_json_fail (self, self->p, _ ("half of a surrogate pair"));
  if (IS_HIGH_SURROGATE (c))
    {
      if (!is_unicode_escape (self, next) || !IS_LOW_SURROGATE (parse_hex (next + 2)))
        return assay_json_fail (self, self->p, _ ("half of a surrogate pair"));
      next += ESCAPE_LENGTH;
    }
  self->p = next;

  return TRUE;
}

static gboolean
scan_escape (AssayJsonScan *self)
{
  if (self->end - self->p < 2)
    return assay_json_fail (self, self->end, _ ("the document is cut off"));
  if (self->p[1] == 'u')
    return scan_unicode_escape (self);
  if (self->p[1] == '\0' || strchr ("\"\\/bfnrt", self->p[1]) == NULL)
    return assay_json_fail (self, self->p, _ ("an unknown escape"));
  self->p += 2;

  return TRUE;
}

/* Anything but a plain character: FALSE at what may not be there. */
static gboolean
scan_special (AssayJsonScan *self)
{
  if (*self->p == '\\')
    return scan_escape (self);
  if ((guchar) *self->p >= 0x80)
    return scan_character (self);

  return assay_json_fail (self, self->p, *self->p == '\0' ? _ ("a NUL byte") : _ ("a control character in a string"));
}

static gboolean
is_plain (char c)
{
  return (guchar) c >= 0x20 && (guchar) c < 0x80 && c != '"' && c != '\\';
}

gboolean
assay_json_scan_string (AssayJsonScan *self)
{
  for (self->p++;;)
    {
      while (self->p < self->end && is_plain (*self->p))
        self->p++;
      if (self->p == self->end)
        return assay_json_fail (self, self->p, _ ("the document is cut off"));
      if (*self->p == '"')
        break;
      if (!scan_special (self))
        return FALSE;
    }
  self->p++;

  return TRUE;
}

static char
decode_letter (char c)
{
  static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
  const char *letter = strchr (letters, c);

  return letter == NULL ? c : meanings[letter - letters];
}

/* Appends the escape at @p, returns what follows it. */
static const char *
decode_escape (GString *text, const char *p)
{
  gunichar c;

  if (p[1] != 'u')
    {
      g_string_append_c (text, decode_letter (p[1]));
      return p + 2;
    }

  c = parse_hex (p + 2);
  if (c < 0xd800 || c > 0xdbff)
    {
      g_string_append_unichar (text, c);
      return p + 6;
    }
  g_string_append_unichar (text, 0x10000 + ((c - 0xd800) << 10) + (parse_hex (p + 8) - 0xdc00));

  return p + 12;
}

void
assay_json_decode (GString *text, const char *raw, gsize length)
{
  const char *end = raw + length;

  while (raw < end)
    {
      const char *escape = memchr (raw, '\\', end - raw);

      g_string_append_len (text, raw, (escape == NULL ? end : escape) - raw);
      raw = escape == NULL ? end : decode_escape (text, escape);
    }
}
