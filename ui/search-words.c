#include "ui/search-words.h"

#include <string.h>

char **
assay_search_words (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);
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
