/* The web page as an XML reader sees it: whole, safe whatever the texts are, every link leads somewhere, nothing is fetched. */
#include <math.h>
#include <string.h>

#include "data/advice/assessment.h"
#include "data/model/figure.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/store.h"
#include "plots/export.h"
#include "plots/svg-pool.h"

#define EVIL "</style><script>alert(1)</script> & \"'<!-- \x01 ]]>"
#define CREATED "2026-03-04T05:06:07Z"

static const char catalogue[] =
  "{\"criteria\": [{\"id\": \"speed\", \"name\": \"Speed\", \"description\": \"How fast.\"}],"
  " \"origins\": [{\"id\": \"text\", \"title\": \"<b>A text</b>\", \"url\": \"https://example.org/?a=1&b=2\", \"kind\": \"claim\", \"standing\": \"independent\"}],"
  " \"subjects\": [{\"id\": \"snake\", \"name\": \"Snake\", \"kind\": \"language\", \"compared\": true, \"hue\": 0}],"
  " \"statements\": [{\"id\": \"good\", \"text\": \"Snakes <are> \\\"good\\\" & quiet.\", \"topic\": \"T\", \"criterion\": \"speed\","
  "   \"subjects\": [\"snake\"], \"origin\": \"text\", \"check\": \"judge\", \"method\": \"None.\", \"rule\": {\"opinion\": \"A matter of <taste>.\"}}]}";

static AssayProvenance *
origin_new (const char *id, const char *url)
{
  AssayProvenance *origin = g_atomic_rc_box_new0 (AssayProvenance);

  origin->id = g_strdup (id);
  origin->title = g_strconcat (EVIL, id, NULL);
  origin->url = g_strdup (url);
  origin->licence = g_strdup ("MIT" EVIL);
  origin->date = g_strdup ("2026-01-02");

  return origin;
}

static AssayFigure *
figure_new (guint number)
{
  static const char * const urls[] = { "https://example.org/\"><script>", "javascript:alert(1)", NULL };
  AssayFigure *figure = assay_figure_new ("f", number % 2 == 0 ? ASSAY_FIGURE_BARS : ASSAY_FIGURE_LINES);

  figure->page = g_strdup (number < 2 ? "performance" : "ecosystem");
  figure->finding = g_strdup_printf ("Finding %u " EVIL, number);
  figure->notes = g_strdup (EVIL);
  figure->footer = g_strdup (EVIL);
  if (number % 2 == 0)
    figure->categories = g_strdupv ((char *[]) { (char *) "one" EVIL, (char *) "two", NULL });
  for (guint s = 0; s < 2; s++)
    {
      AssaySeries *series = assay_series_new (s == 0 ? "Snake" EVIL : "Bean", (int) s, 2, FALSE, FALSE);

      for (guint i = 0; i < 2; i++)
        {
          series->x[i] = i;
          series->y[i] = 1 + i + s;
        }
      series->origin = origin_new (s == 0 ? "a" : "b", urls[number % 3]);
      g_ptr_array_add (figure->series, series);
    }

  return figure;
}

static GBytes *
page_new (guint n)
{
  g_autoptr (AssayStore) store = g_object_new (ASSAY_TYPE_STORE, NULL);
  g_autoptr (AssayAssessment) assessment = NULL;
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_figure_unref);

  assay_store_add_document (store, "test.json", catalogue, strlen (catalogue));
  g_assert_cmpuint (assay_store_get_statements (store)->len, ==, 1);
  assessment = assay_assessment_new (store, 2461000);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (figures, figure_new (i));

  return assay_web_page (store, assessment, figures, "Title " EVIL, CREATED);
}

/* What there is on the page. */
typedef struct
{
  GHashTable *ids;
  GPtrArray *links, *addresses;
  GString *words;
  guint charts, images, headers, tables;
} Seen;

static void
see_attribute (Seen *seen, const char *element, const char *name, const char *value)
{
  g_assert_false (g_str_has_prefix (name, "on"));
  g_assert_cmpstr (name, !=, "src");
  if (strcmp (name, "id") == 0)
    g_assert_true (g_hash_table_add (seen->ids, g_strdup (value)));
  else if (strcmp (name, "href") == 0 && *value == '#')
    g_ptr_array_add (seen->links, g_strdup (value + 1));
  else if (strcmp (name, "href") == 0)
    {
      g_assert_cmpstr (element, ==, "a");
      g_ptr_array_add (seen->addresses, g_strdup (value));
    }
  else if (g_str_has_prefix (name, "aria-labelledby") || strcmp (name, "aria-describedby") == 0)
    g_ptr_array_add (seen->links, g_strdup (value));
  seen->headers += strcmp (name, "scope") == 0;
  seen->images += strcmp (name, "role") == 0 && strcmp (value, "img") == 0;
}

static void
start_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *name, const char **names, const char **values, gpointer data,
          GError **error G_GNUC_UNUSED)
{
  static const char * const never[] = { "script", "img", "image", "link", "iframe", "object", "base", "form", NULL };
  Seen *seen = data;

  g_assert_false (g_strv_contains (never, name));
  seen->charts += strcmp (name, "article") == 0;
  seen->tables += strcmp (name, "table") == 0;
  for (guint i = 0; names[i] != NULL; i++)
    see_attribute (seen, name, names[i], values[i]);
}

static void
text_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *text, gsize length, gpointer data, GError **error G_GNUC_UNUSED)
{
  g_string_append_len (((Seen *) data)->words, text, (gssize) length);
}

static void
read_page (GBytes *page, Seen *seen)
{
  static const GMarkupParser parser = { start_cb, NULL, text_cb, NULL, NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, seen, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));
  g_autoptr (GError) error = NULL;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_prefix (text, "<!DOCTYPE html>\n<html lang=\"en\">"));
  g_markup_parse_context_parse (context, strstr (text, "<html"), -1, &error);
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
}

static void
test_whole (void)
{
  g_autoptr (GBytes) page = page_new (4);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free), addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) words = g_string_new (NULL);
  Seen seen = { ids, links, addresses, words, 0, 0, 0, 0 };

  read_page (page, &seen);
  g_assert_cmpuint (seen.charts, ==, 4);
  g_assert_cmpuint (seen.images, ==, 2 * 4);
  g_assert_cmpuint (seen.tables, ==, 4);
  g_assert_cmpuint (seen.headers, ==, 4 * (4 + 2));
  g_assert_cmpuint (links->len, >, 100);
  for (guint i = 0; i < links->len; i++)
    g_assert_true (g_hash_table_contains (ids, links->pdata[i]));
  for (guint i = 0; i < addresses->len; i++)
    g_assert_true (g_str_has_prefix (addresses->pdata[i], "https://example.org/"));
  g_assert_cmpuint (addresses->len, ==, 2 + 1);
  g_assert_nonnull (strstr (words->str, "Finding 3 </style><script>alert(1)</script> & \"'<!-- \xef\xbf\xbd ]]>"));
  g_assert_nonnull (strstr (words->str, "Snakes <are> \"good\" & quiet."));
  g_assert_nonnull (strstr (words->str, "Opinion (1)"));
  g_assert_nonnull (strstr (words->str, "4 Mar 2026"));
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;

  return n;
}

/* Each colour has a value in either theme, and nothing may be loaded. */
static void
test_style (void)
{
  g_autoptr (GBytes) page = page_new (2);
  g_autofree char *text = g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));
  guint colours = 0;

  for (;; colours++)
    {
      g_autofree char *name = g_strdup_printf ("--a%u:rgb(", colours);

      if (strstr (text, name) == NULL)
        break;
      g_assert_cmpuint (count (text, name), ==, 2);
    }
  g_assert_cmpuint (colours, >, 3);
  g_assert_cmpuint (count (strstr (text, "<body>"), "rgb("), ==, 0);
  g_assert_nonnull (strstr (text, "content=\"default-src 'none'; style-src 'unsafe-inline'\""));
  g_assert_null (strstr (text, "@import"));
  g_assert_cmpuint (count (text, "url("), ==, count (text, "url(#"));
}

static void
test_same_bytes (void)
{
  g_autoptr (GBytes) first = page_new (3), second = page_new (3), none = page_new (0);

  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpuint (g_bytes_get_size (first), <, 400 * 1000);
  g_assert_cmpuint (g_bytes_get_size (none), >, 1000);
}

/* Letters as cairo wrote them until 1.16 and writes them since 1.18; a drawing that differs in more than its colours keeps those of the light theme. */
static void
test_pool (void)
{
  static const struct { const char *light, *dark, *html; gboolean both; } drawings[] = {
    { "<svg x=\"1\"><g><symbol overflow=\"visible\" id=\"glyph0-1\">\n<path style=\"stroke:none;\" d=\"M 1.23456 0 Z\"/>\n</symbol>\n</g>"
      "<use xlink:href=\"#glyph0-1\"/><g style=\"fill:rgb(1%,2%,3%);\" clip-path=\"url(#clip1)\"/></svg>",
      "<svg x=\"1\"><g><symbol overflow=\"visible\" id=\"glyph0-1\">\n<path style=\"stroke:none;\" d=\"M 1.23456 0 Z\"/>\n</symbol>\n</g>"
      "<use xlink:href=\"#glyph0-1\"/><g style=\"fill:rgb(4%,5%,6%);\" clip-path=\"url(#clip1)\"/></svg>",
      "<g></g><use href=\"#g0\"/><g style=\"fill:var(--a0);\" clip-path=\"url(#p-clip1)\"/>", TRUE },
    { "<svg><g id=\"glyph-0-7\">\n<path d=\"M 1.23 0 Z\"/>\n</g><use xlink:href=\"#glyph-0-7\" x=\"1\"/><path fill=\"rgb(1%, 2%, 3%)\"/></svg>",
      "<svg><g id=\"glyph-0-7\">\n<path d=\"M 1.23 0 Z\"/>\n</g><use xlink:href=\"#glyph-0-7\" x=\"1\"/><path fill=\"rgb(1%, 2%, 3%)\"/></svg>",
      "<use href=\"#g0\" x=\"1\"/><path fill=\"var(--a1)\"/>", TRUE },
    { "<svg><path id=\"q\" fill=\"rgb(1%,1%,1%)\"/></svg>", "<svg><path id=\"r\" fill=\"rgb(1%,1%,1%)\"/></svg>",
      "<path id=\"p-q\" fill=\"rgb(1%,1%,1%)\"/>", FALSE },
  };
  g_autoptr (AssaySvgPool) pool = assay_svg_pool_new ();
  g_autoptr (GString) glyphs = g_string_new (NULL), dark = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);

      g_assert_true (assay_svg_pool_add (pool, html, drawings[i].light, drawings[i].dark, "p-") == drawings[i].both);
      g_assert_cmpstr (html->str, ==, drawings[i].html);
    }
  assay_svg_pool_put_glyphs (pool, glyphs);
  g_assert_cmpuint (count (glyphs->str, "<path"), ==, 1);
  g_assert_nonnull (strstr (glyphs->str, "<path id=\"g0\" d=\"M 1.23 0 Z\"/>"));
  assay_svg_pool_put_colours (pool, dark, TRUE);
  g_assert_cmpstr (dark->str, ==, "--a0:rgb(4%,5%,6%);--a1:rgb(1%, 2%, 3%);");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web-page/whole", test_whole);
  g_test_add_func ("/web-page/style", test_style);
  g_test_add_func ("/web-page/same-bytes", test_same_bytes);
  g_test_add_func ("/web-page/pool", test_pool);

  return g_test_run ();
}
