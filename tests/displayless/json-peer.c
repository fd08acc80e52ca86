/* yajl alone is laxer than RFC 8259 and than our limits, in ways that are known. Each is judged here by other means, from
 * what yajl's callbacks are given or by GLib, so that the two verdicts must be the same:
 *  - duplicate keys: a set of keys per open map;
 *  - depth: counted at the callbacks;
 *  - infinite numbers and integers beyond 64 bits: the raw text, through GLib;
 *  - escaped NUL: a NUL in a decoded string;
 *  - overlong UTF-8, encoded surrogates, code points beyond U+10FFFF: g_utf8_validate_len();
 *  - vertical tab and form feed as white space: any of them in the text;
 *  - the beginning of a string behind the document: a line feed, which no string may hold, is added to the input;
 *  - half of a surrogate pair, escaped: yajl makes a "?" of it, so here a walk over its escapes decides. */
#include "tests/displayless/json-peer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "data/model/json.h"

typedef struct
{
  GPtrArray *levels;   /* of GHashTable: keys of an open map; empty for an array */
} Guard;

static int
open_level (void *data)
{
  Guard *guard = data;

  g_ptr_array_add (guard->levels, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));

  return guard->levels->len <= ASSAY_JSON_MAX_DEPTH;
}

static int
close_level (void *data)
{
  Guard *guard = data;

  g_ptr_array_set_size (guard->levels, guard->levels->len - 1);

  return 1;
}

static int
take_string (void *data G_GNUC_UNUSED, const guchar *text, size_t length)
{
  return memchr (text, '\0', length) == NULL;
}

static int
take_key (void *data, const guchar *text, size_t length)
{
  Guard *guard = data;
  GHashTable *keys = g_ptr_array_index (guard->levels, guard->levels->len - 1);

  return take_string (data, text, length) && g_hash_table_add (keys, g_strndup ((const char *) text, length));
}

static int
take_number (void *data G_GNUC_UNUSED, const char *text, size_t length)
{
  g_autofree char *number = g_strndup (text, length);

  if (strpbrk (number, ".eE") != NULL)
    return isfinite (g_ascii_strtod (number, NULL));

  return strcmp (number, "-0") == 0 || g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, NULL, NULL);
}

static const yajl_callbacks callbacks = {
  .yajl_number = take_number,
  .yajl_string = take_string,
  .yajl_start_map = open_level,
  .yajl_map_key = take_key,
  .yajl_end_map = close_level,
  .yajl_start_array = open_level,
  .yajl_end_array = close_level,
};

/* Whether a \\u escape of the surrogates from @first to @last is at @p. */
static gboolean
is_surrogate (const char *p, guint first, guint last)
{
  guint c = 0;

  return strncmp (p, "\\u", 2) == 0 && sscanf (p + 2, "%4x", &c) == 1 && c >= first && c <= last;
}

/* @text is NUL-terminated, and yajl has found its escapes whole. */
static gboolean
has_half_pair (const char *text)
{
  for (const char *p = strchr (text, '\\'); p != NULL; p = strchr (p, '\\'))
    {
      gboolean high = is_surrogate (p, 0xd800, 0xdbff), paired = high && is_surrogate (p + 6, 0xdc00, 0xdfff);

      if ((high && !paired) || is_surrogate (p, 0xdc00, 0xdfff))
        return TRUE;
      p += paired ? 12 : 2;
    }

  return FALSE;
}

gboolean
json_peer_accepts (const char *text, gsize length)
{
  g_autoptr (GPtrArray) levels = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  Guard guard = { levels };
  yajl_handle handle = yajl_alloc (&callbacks, NULL, &guard);
  gboolean good = yajl_parse (handle, (const guchar *) text, length) == yajl_status_ok &&
                  yajl_parse (handle, (const guchar *) "\n", 1) == yajl_status_ok &&
                  yajl_complete_parse (handle) == yajl_status_ok;

  yajl_free (handle);

  return good && g_utf8_validate_len (text, length, NULL) && memchr (text, '\v', length) == NULL &&
         memchr (text, '\f', length) == NULL && !has_half_pair (text);
}
