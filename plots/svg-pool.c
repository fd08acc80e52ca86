#include "plots/svg-pool.h"

#include <string.h>

/* A colour in both themes. */
typedef struct
{
  char *light, *dark;
} Pair;

struct _AssaySvgPool
{
  GRegex *symbol, *id, *long_number;
  GHashTable *glyphs;      /* of char *, the outline, to its number + 1 */
  GPtrArray *outlines;     /* of char *, by number; owned by @glyphs */
  GHashTable *pairs;       /* of char *, "light|dark", to its number + 1 */
  GArray *colours;         /* of Pair, by number */
};

static void
pair_clear (gpointer data)
{
  Pair *pair = data;

  g_free (pair->light);
  g_free (pair->dark);
}

AssaySvgPool *
assay_svg_pool_new (void)
{
  AssaySvgPool *self = g_new0 (AssaySvgPool, 1);

  /* What cairo writes for a letter, until 1.16 and since 1.18. */
  self->symbol = g_regex_new ("<(symbol|g)[^>]*\\bid=\"(glyph-?\\d+-\\d+)\"[^>]*>\\s*(?:<path[^>]*?\\bd=\"([^\"]*)\"[^>]*/>)?\\s*</\\1>\\s*",
                              G_REGEX_OPTIMIZE, 0, NULL);
  self->id = g_regex_new ("(?:\\bid=\"|(?:xlink:)?\\bhref=\"#|url\\(#)([^\")]+)", G_REGEX_OPTIMIZE, 0, NULL);
  self->long_number = g_regex_new ("(\\d\\.\\d\\d)\\d+", G_REGEX_OPTIMIZE, 0, NULL);
  self->glyphs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->outlines = g_ptr_array_new ();
  self->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->colours = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_array_set_clear_func (self->colours, pair_clear);

  return self;
}

void
assay_svg_pool_free (AssaySvgPool *self)
{
  g_regex_unref (self->symbol);
  g_regex_unref (self->id);
  g_regex_unref (self->long_number);
  g_ptr_array_unref (self->outlines);
  g_hash_table_unref (self->glyphs);
  g_array_unref (self->colours);
  g_hash_table_unref (self->pairs);
  g_free (self);
}

/* What an expression makes of @text, which is taken over; @text itself where the expression gives up. */
static char *
replaced (char *result, char *text)
{
  if (result == NULL)
    return text;
  g_free (text);

  return result;
}

/* Without the root's tags, and with no more digits than a hundredth of a pixel needs. */
static char *
content_of (const AssaySvgPool *self, const char *svg)
{
  const char *root = strstr (svg, "<svg"), *begin = root != NULL ? strchr (root, '>') : NULL, *end = g_strrstr (svg, "</svg>");
  char *content = begin != NULL && end != NULL && begin < end ? g_strndup (begin + 1, end - begin - 1) : g_strdup ("");

  return replaced (g_regex_replace (self->long_number, content, -1, 0, "\\1", 0, NULL), content);
}

static guint
number_of (GHashTable *numbers, const char *key, guint next)
{
  gpointer number = g_hash_table_lookup (numbers, key);

  if (number != NULL)
    return GPOINTER_TO_UINT (number) - 1;
  g_hash_table_insert (numbers, g_strdup (key), GUINT_TO_POINTER (next + 1));

  return next;
}

static guint
number_of_glyph (AssaySvgPool *self, const char *outline)
{
  guint number = number_of (self->glyphs, outline, self->outlines->len);
  gpointer key;

  if (number == self->outlines->len && g_hash_table_lookup_extended (self->glyphs, outline, &key, NULL))
    g_ptr_array_add (self->outlines, key);

  return number;
}

typedef struct
{
  AssaySvgPool *pool;
  GHashTable *letters;     /* of char *, the drawing's id of a letter, to the pool's number + 1 */
  const char *prefix;
} Drawing;

static gboolean
take_glyph_cb (const GMatchInfo *match, GString *text G_GNUC_UNUSED, gpointer data)
{
  Drawing *drawing = data;
  g_autofree char *outline = g_match_info_fetch (match, 3);
  guint number = number_of_glyph (drawing->pool, outline != NULL ? outline : "");

  g_hash_table_insert (drawing->letters, g_match_info_fetch (match, 2), GUINT_TO_POINTER (number + 1));

  return FALSE;
}

/* "id=\"x", "xlink:href=\"#x" or "url(#x": a letter's becomes the pool's, any other the drawing's own. */
static gboolean
rename_cb (const GMatchInfo *match, GString *text, gpointer data)
{
  const Drawing *drawing = data;
  g_autofree char *whole = g_match_info_fetch (match, 0), *id = g_match_info_fetch (match, 1);
  gpointer number = g_hash_table_lookup (drawing->letters, id);
  const char *begin = g_str_has_prefix (whole, "xlink:") ? whole + strlen ("xlink:") : whole;

  g_string_append_len (text, begin, (gssize) (strlen (begin) - strlen (id)));
  if (number != NULL)
    g_string_append_printf (text, "g%u", GPOINTER_TO_UINT (number) - 1);
  else
    g_string_append_printf (text, "%s%s", drawing->prefix, id);

  return FALSE;
}

static char *
prepare (AssaySvgPool *self, const char *svg, const char *prefix)
{
  g_autoptr (GHashTable) letters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *content = content_of (self, svg);
  Drawing drawing = { self, letters, prefix };

  content = replaced (g_regex_replace_eval (self->symbol, content, -1, 0, 0, take_glyph_cb, &drawing, NULL), content);

  return replaced (g_regex_replace_eval (self->id, content, -1, 0, 0, rename_cb, &drawing, NULL), content);
}

/* Of "rgb(...) ...": how long the colour is; 0 if the text ends before. */
static gsize
colour_length (const char *text)
{
  const char *end = strchr (text, ')');

  return end != NULL ? (gsize) (end + 1 - text) : 0;
}

static void
put_colour (AssaySvgPool *self, GString *html, const char *light, gsize n_light, const char *dark, gsize n_dark)
{
  g_autofree char *key = g_strdup_printf ("%.*s|%.*s", (int) n_light, light, (int) n_dark, dark);
  guint number = number_of (self->pairs, key, self->colours->len);

  if (number == self->colours->len)
    {
      Pair pair = { g_strndup (light, n_light), g_strndup (dark, n_dark) };

      g_array_append_val (self->colours, pair);
    }
  g_string_append_printf (html, "var(--a%u)", number);
}

/* Walks both at once: all but the colours is the same. */
static gboolean
put_both (AssaySvgPool *self, GString *html, const char *light, const char *dark)
{
  for (;;)
    {
      const char *a = strstr (light, "rgb("), *b = strstr (dark, "rgb(");
      gsize same = a != NULL ? (gsize) (a - light) : strlen (light);

      if ((a == NULL) != (b == NULL) || same != (b != NULL ? (gsize) (b - dark) : strlen (dark)) || memcmp (light, dark, same) != 0)
        return FALSE;
      g_string_append_len (html, light, (gssize) same);
      if (a == NULL)
        return TRUE;
      if (colour_length (a) == 0 || colour_length (b) == 0)
        return FALSE;
      put_colour (self, html, a, colour_length (a), b, colour_length (b));
      light = a + colour_length (a);
      dark = b + colour_length (b);
    }
}

gboolean
assay_svg_pool_add (AssaySvgPool *self, GString *html, const char *light, const char *dark, const char *prefix)
{
  g_autofree char *one = prepare (self, light, prefix), *other = prepare (self, dark, prefix);
  gsize length = html->len;

  if (put_both (self, html, one, other))
    return TRUE;

  g_string_truncate (html, length);
  g_string_append (html, one);

  return FALSE;
}

void
assay_svg_pool_put_glyphs (const AssaySvgPool *self, GString *html)
{
  g_string_append (html, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"letters\" width=\"0\" height=\"0\" aria-hidden=\"true\">\n<defs>\n");
  for (guint i = 0; i < self->outlines->len; i++)
    g_string_append_printf (html, "<path id=\"g%u\" d=\"%s\"/>\n", i, (const char *) self->outlines->pdata[i]);
  g_string_append (html, "</defs>\n</svg>\n");
}

void
assay_svg_pool_put_colours (const AssaySvgPool *self, GString *css, gboolean dark)
{
  for (guint i = 0; i < self->colours->len; i++)
    {
      const Pair *pair = &g_array_index (self->colours, Pair, i);

      g_string_append_printf (css, "--a%u:%s;", i, dark ? pair->dark : pair->light);
    }
}
