#include "data/model/search-words.h"

#include <string.h>

/* Letters are taken apart from their accents, which are then left out; only thereafter does folding know each letter. */
char *
assay_search_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *apart = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  GString *plain = g_string_sized_new (strlen (apart));
  g_autofree char *letters = NULL;

  for (const char *c = apart; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_ismark (g_utf8_get_char (c)))
      g_string_append_len (plain, c, g_utf8_next_char (c) - c);
  letters = g_string_free (plain, FALSE);

  return g_utf8_casefold (letters, -1);
}

char **
assay_search_words (const char *text)
{
  g_autofree char *folded = assay_search_fold (text);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_strv_builder_add (words, *part);

  return g_strv_builder_end (words);
}

gboolean
assay_search_matches (const char * const *words, const char *folded)
{
  for (; *words != NULL; words++)
    if (strstr (folded, *words) == NULL)
      return FALSE;

  return TRUE;
}
