#include "ui/feed-words.h"

#include <string.h>

#include "data/model/language.h"

static char *
format (const char *moment, const char *pattern)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (moment, utc);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, pattern) : g_strdup (moment);
}

char *
assay_feed_words_day (const char *moment)
{
  return format (moment, "%-d %b %Y");
}

char *
assay_feed_words_moment (const char *moment)
{
  return format (moment, "%-d %b %Y, %H:%M");
}

/* The failure without the address that it begins with: that stands elsewhere. */
static const char *
short_of (const char *failure)
{
  const char *scheme = strstr (failure, "://"), *rest = scheme != NULL ? strstr (scheme + 3, ": ") : NULL;

  return rest != NULL && (g_str_has_prefix (failure, "https://") || g_str_has_prefix (failure, "http://")) ? rest + 2 : failure;
}

char *
assay_feed_words_state (const AssayFeedState *state, guint n_figures)
{
  GString *words = g_string_new (NULL);

  if (state->came == NULL)
    g_string_append (words, state->failure != NULL ? _ ("Nothing yet") : _ ("Not asked yet"));
  else
    {
      g_autofree char *day = assay_feed_words_day (state->came);

      g_string_append_printf (words, ngettext ("%u figure as of %s", "%u figures as of %s", n_figures), n_figures, day);
    }
  if (state->pinned)
    g_string_append (words, _ (" · an earlier answer"));
  if (state->failure != NULL && state->tried != NULL)
    {
      g_autofree char *day = assay_feed_words_day (state->tried);

      g_string_append_printf (words, _ ("\nFailed on %s: %s"), day, short_of (state->failure));
    }
  else if (state->failure != NULL)
    g_string_append_printf (words, "\n%s", state->failure);

  return g_string_free (words, FALSE);
}
