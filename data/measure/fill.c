#include "data/measure/fill.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"

/* The length of the name in "{name}" at @text, or 0 if there is none. */
static gsize
name_length (const char *text)
{
  gsize n = *text == '{' ? strspn (text + 1, "abcdefghijklmnopqrstuvwxyz0123456789-") : 0;

  return n > 0 && text[n + 1] == '}' ? n : 0;
}

static char *
fill_word (const char *word, GHashTable *values, GError **error)
{
  g_autoptr (GString) filled = g_string_new (NULL);

  while (*word != '\0')
    {
      gsize n = name_length (word);
      g_autofree char *name = g_strndup (word + 1, n);
      const char *value = n > 0 ? g_hash_table_lookup (values, name) : NULL;

      if (n == 0)
        g_string_append_c (filled, *word++);
      else if (value == NULL)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("there is no value for {%s}"), name);
          return NULL;
        }
      else
        {
          g_string_append (filled, value);
          word += n + 2;
        }
    }

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

char **
assay_fill_words (const char * const *words, GHashTable *values, GError **error)
{
  g_autoptr (GStrvBuilder) filled = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = fill_word (words[i], values, error);

      if (word == NULL)
        return NULL;
      g_strv_builder_add (filled, word);
    }

  return g_strv_builder_end (filled);
}
