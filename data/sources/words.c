#include "data/sources/words.h"

#include <math.h>
#include <string.h>

#include "data/model/units.h"

#define LONGEST_CHARACTER 4                /* bytes in UTF-8 */
#define DAY_BYTES (sizeof "2026-08-21" - 1)
#define LAST_SECOND 253402300799.0         /* of the year 9999 */

static gboolean
is_plain (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (text[i]))
      return FALSE;

  return TRUE;
}

char *
assay_words_cut (const char *text, gssize length, guint most)
{
  gsize looked_at = LONGEST_CHARACTER * ((gsize) most + 1);
  gsize n = length < 0 ? strnlen (text, looked_at) : MIN ((gsize) length, looked_at);
  g_autofree char *valid = NULL;
  GString *shown;
  const char *at;

  if (n <= most && is_plain (text, n))   /* most are */
    return g_strndup (text, n);

  valid = g_utf8_make_valid (text, (gssize) n);
  at = valid;
  shown = g_string_new (NULL);
  for (guint i = 0; i < most && *at != '\0'; i++, at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (shown, g_unichar_isprint (c) ? c : ' ');
    }
  if (*at != '\0')
    g_string_append (shown, "…");

  return g_string_free (shown, FALSE);
}

char *
assay_words_date (const char *text)
{
  g_autofree char *day = NULL;

  if (text == NULL || strnlen (text, DAY_BYTES) < DAY_BYTES || g_ascii_isalnum (text[DAY_BYTES]) != (text[DAY_BYTES] == 'T'))
    return NULL;
  day = g_strndup (text, DAY_BYTES);

  return isnan (assay_date_parse (day)) ? NULL : g_steal_pointer (&day);
}

char *
assay_words_day (double seconds)
{
  g_autoptr (GDateTime) time = NULL;

  if (!(seconds >= 0 && seconds <= LAST_SECOND))
    return NULL;
  time = g_date_time_new_from_unix_utc ((gint64) seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;
}
