/* What cairo's SVG lacks: the same bytes every time, and words for those who don't see. */
#include "plots/export-private.h"

#include <stdlib.h>
#include <string.h>

/* Cairo numbers its surfaces over the whole life of the process; here they count from 1 in the order in which they are seen. */
static gboolean
number_cb (const GMatchInfo *match, GString *text, gpointer data)
{
  GHashTable *numbers = data;
  g_autofree char *name = g_match_info_fetch (match, 0);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, name));

  if (number == 0)
    {
      number = g_hash_table_size (numbers) + 1;
      g_hash_table_insert (numbers, g_strdup (name), GUINT_TO_POINTER (number));
    }
  g_string_append_printf (text, "%s%u", g_str_has_prefix (name, "image") ? "image" : "surface", number);

  return FALSE;
}

char *
assay_svg_renumber (GBytes *bytes)
{
  const char *svg = g_bytes_get_data (bytes, NULL);
  gssize length = (gssize) g_bytes_get_size (bytes);
  g_autoptr (GRegex) ids = g_regex_new ("\\b(surface|image)[0-9]+\\b", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return g_regex_replace_eval (ids, svg, length, 0, 0, number_cb, numbers, NULL);
}

static void
append_element (GString *text, const char *name, const char *content)
{
  g_autofree char *escaped = content != NULL ? g_markup_escape_text (content, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (text, "<%s>%s</%s>\n", name, escaped, name);
}

/* Readers of the page and its search find the finding in the title, though its letters are drawn as shapes. */
static GBytes *
add_words (const char *svg, const AssayFigure *figure)
{
  const char *root = strstr (svg, "<svg"), *after = root != NULL ? strchr (root, '>') : NULL;
  GString *text = g_string_new (NULL);

  if (after == NULL)
    return g_string_free_to_bytes (g_string_append (text, svg));

  g_string_append_len (text, svg, after + 1 - svg);
  g_string_append_c (text, '\n');
  append_element (text, "title", figure->finding);
  append_element (text, "desc", figure->footer);
  g_string_append (text, after + (after[1] == '\n' ? 2 : 1));

  return g_string_free_to_bytes (text);
}

GBytes *
assay_svg_finish (GBytes *bytes, const AssayFigure *figure)
{
  g_autofree char *svg = assay_svg_renumber (bytes);

  return add_words (svg, figure);
}
