#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/slide.h"
#include "plots/export.h"

#define N 20
#define CREATED "2026-03-04T05:06:07Z"
#define N_CONTENTS 2       /* 20 entries, 14 a page at most */

static AssayProvenance *
origin_new (guint i)
{
  AssayProvenance *origin = g_atomic_rc_box_new0 (AssayProvenance);

  origin->id = g_strdup_printf ("origin-%u", i);
  origin->title = g_strdup_printf ("Origin number %u", i);
  origin->url = g_strdup_printf ("https://example.org/%u/a'b\\c (d)?q=\u00e9", i);
  origin->date = g_strdup ("2026-01-02");
  origin->machine = g_strdup_printf ("Machine of %u", i);

  return origin;
}

static AssayFigure *
figure_new (guint i)
{
  static const char * const pages[] = { "performance", "scalability", "ecosystem" };
  g_autofree char *id = g_strdup_printf ("figure-%u", i);
  AssayFigure *figure = assay_figure_new (id, i % 2 ? ASSAY_FIGURE_LINES : ASSAY_FIGURE_BARS);

  figure->page = i == N - 1 ? NULL : g_strdup (pages[i % 3]);
  figure->finding = g_strdup_printf ("Finding %u holds", i);
  figure->subtitle = g_strdup ("requests per second");
  figure->footer = g_strdup_printf ("Footer %u.", i);
  figure->notes = g_strdup_printf ("Say this at %u", i);
  if (figure->kind == ASSAY_FIGURE_BARS)
    figure->categories = g_strdupv ((char *[]) { "one", "two", "three", NULL });
  for (guint s = 0; s < 2; s++)
    {
      AssaySeries *series = assay_series_new (s == 0 ? "Python" : "Node.js", s, 3, FALSE, FALSE);

      for (guint k = 0; k < 3; k++)
        {
          series->x[k] = k;
          series->y[k] = 1 + k + s;
        }
      series->origin = origin_new (i);
      g_ptr_array_add (figure->series, series);
    }

  return figure;
}

static void
add_chart (GPtrArray *slides, AssayFigure *figure)
{
  g_ptr_array_add (slides, assay_slide_new_chart (figure, NULL, NULL));
  assay_figure_unref (figure);
}

static GPtrArray *
slides_new (guint n)
{
  GPtrArray *slides = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_slide_unref);

  for (guint i = 0; i < n; i++)
    add_chart (slides, figure_new (i));

  return slides;
}

static GBytes *
deck_new (guint n)
{
  g_autoptr (GPtrArray) slides = slides_new (n);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = assay_deck_pdf (slides, "The title", CREATED, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);

  return bytes;
}

/* Output of a program that reads the file; skips the test if it isn't there. @option and @last may be NULL. */
static char *
read_pdf (GBytes *bytes, const char *program, const char *option, const char *last)
{
  g_autofree char *found = g_find_program_in_path (program);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int file, status;

  if (found == NULL)
    {
      g_test_skip ("the program that reads it isn't installed");
      return NULL;
    }

  file = g_file_open_tmp ("assay-XXXXXX.pdf", &path, &error);
  g_assert_no_error (error);
  g_close (file, NULL);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_ptr_array_add (words, found);
  if (option != NULL)
    g_ptr_array_add (words, (char *) option);
  g_ptr_array_add (words, path);
  g_ptr_array_add (words, (char *) last);
  g_ptr_array_add (words, NULL);
  g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_assert_true (g_spawn_check_wait_status (status, NULL));

  return output;
}

static char *
read_deck (guint n, const char *program, const char *option, const char *last)
{
  g_autoptr (GBytes) bytes = deck_new (n);

  return read_pdf (bytes, program, option, last);
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;

  return n;
}

static void
test_deterministic (void)
{
  g_autoptr (GBytes) first = deck_new (N);
  g_autoptr (GBytes) second = deck_new (N);

  g_assert_true (g_bytes_equal (first, second));
}

static void
test_checks (void)
{
  static const guint sizes[] = { 0, 1, 14, 15 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *output = read_deck (sizes[i], "qpdf", "--check", NULL);

      if (output != NULL)
        g_assert_nonnull (strstr (output, "No syntax or stream encoding errors"));
    }
}

/* Contents, slide and handout name each finding; footers and numbers are on slides and (footers) handouts. */
static void
test_text (void)
{
  g_autofree char *text = read_deck (N, "pdftotext", "-layout", "-");

  if (text == NULL)
    return;
  for (guint i = 0; i < N; i++)
    {
      const struct { const char *format; guint times; } words[] = {
        { "Finding %u holds", 3 }, { "Footer %u.", 2 }, { "Origin number %u,", 1 }, { "Machine of %u\n", 1 },
        { "Say this at %u\n", 1 }, { "https://example.org/%u/", 2 },
      };
      g_autofree char *number = g_strdup_printf ("%u / %u", i + 1, N);

      for (guint k = 0; k < G_N_ELEMENTS (words); k++)
        {
          g_auto (GStrv) parts = g_strsplit (words[k].format, "%u", 2);
          g_autofree char *word = g_strdup_printf ("%s%u%s", parts[0], i, parts[1]);

          g_assert_cmpuint (count (text, word), >=, words[k].times);
        }
      g_assert_cmpuint (count (text, number), >=, 1);
    }
}

static void
test_metadata (void)
{
  g_autofree char *text = read_deck (N, "pdfinfo", "-isodates", NULL);

  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "The title"));
  g_assert_nonnull (strstr (text, "2026-03-04T05:06:07Z"));
}

static void
test_fonts_embedded (void)
{
  g_autofree char *text = read_deck (3, "pdffonts", NULL, NULL);
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    return;
  lines = g_strsplit (text, "\n", -1);
  g_assert_nonnull (lines[2]);
  for (guint i = 2; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_assert_nonnull (strstr (lines[i], " yes yes "));
}

typedef struct
{
  JsonParser *parser;
  JsonObject *root, *objects;
  JsonArray *pages;
} Structure;

static gboolean
structure_init (Structure *self, guint n)
{
  g_autofree char *text = read_deck (n, "qpdf", "--json", NULL);
  JsonArray *parts;

  if (text == NULL)
    return FALSE;
  self->parser = json_parser_new ();
  g_assert_true (json_parser_load_from_data (self->parser, text, -1, NULL));
  self->root = json_node_get_object (json_parser_get_root (self->parser));
  parts = json_object_get_array_member (self->root, "qpdf");
  self->objects = json_array_get_object_element (parts, 1);
  self->pages = json_object_get_array_member (self->root, "pages");

  return TRUE;
}

static JsonObject *
get_object (Structure *self, const char *name)
{
  g_autofree char *key = g_strconcat ("obj:", name, NULL);

  return json_object_get_object_member (json_object_get_object_member (self->objects, key), "value");
}

/* The number of the page that is object @name, from 1. */
static guint
find_page (Structure *self, const char *name)
{
  for (guint i = 0; i < json_array_get_length (self->pages); i++)
    if (g_strcmp0 (json_object_get_string_member (json_array_get_object_element (self->pages, i), "object"), name) == 0)
      return i + 1;

  return 0;
}

static guint
find_in_names (Structure *self, JsonArray *names, const char *name)
{
  for (guint i = 0; i + 1 < json_array_get_length (names); i += 2)
    if (g_strcmp0 (json_array_get_string_element (names, i), name) == 0)
      return find_page (self, json_array_get_string_element (json_array_get_array_element (names, i + 1), 0));

  return 0;
}

/* The page of a named destination: the tables of names are those objects that have one. */
static guint
find_name (Structure *self, const char *name)
{
  g_autoptr (GList) objects = json_object_get_values (self->objects);

  for (GList *at = objects; at != NULL; at = at->next)
    {
      JsonObject *object = json_node_get_object (at->data);
      JsonNode *value = json_object_get_member (object, "value");
      JsonNode *names = NULL;
      guint page = 0;

      if (value != NULL && JSON_NODE_HOLDS_OBJECT (value))
        names = json_object_get_member (json_node_get_object (value), "/Names");
      if (names != NULL && JSON_NODE_HOLDS_ARRAY (names))
        page = find_in_names (self, json_node_get_array (names), name);
      if (page > 0)
        return page;
    }

  return 0;
}

static guint
resolve (Structure *self, JsonNode *target)
{
  if (JSON_NODE_HOLDS_ARRAY (target))
    return find_page (self, json_array_get_string_element (json_node_get_array (target), 0));

  return find_name (self, json_node_get_string (target));
}

/* Where the links of a page lead: page numbers, or 0 for an address. */
static GArray *
get_links (Structure *self, guint page)
{
  JsonObject *of = get_object (self, json_object_get_string_member (json_array_get_object_element (self->pages, page - 1),
                                                                    "object"));
  GArray *links = g_array_new (FALSE, FALSE, sizeof (guint));
  JsonArray *notes = json_object_has_member (of, "/Annots") ? json_object_get_array_member (of, "/Annots") : NULL;

  for (guint i = 0; notes != NULL && i < json_array_get_length (notes); i++)
    {
      JsonObject *note = get_object (self, json_array_get_string_element (notes, i));
      guint target = 0;

      g_assert_cmpstr (json_object_get_string_member (note, "/Subtype"), ==, "/Link");
      g_assert_true (json_object_has_member (note, "/Dest") || json_object_has_member (note, "/A"));
      if (json_object_has_member (note, "/Dest"))
        {
          target = resolve (self, json_object_get_member (note, "/Dest"));
          g_assert_cmpuint (target, >, 0);
        }
      g_array_append_val (links, target);
    }

  return links;
}

static void
test_links (void)
{
  Structure deck;
  guint entry = 0;

  if (!structure_init (&deck, N))
    return;
  g_assert_cmpuint (json_array_get_length (deck.pages), ==, N_CONTENTS + 2 * N);
  for (guint page = 1; page <= N_CONTENTS; page++)
    {
      g_autoptr (GArray) links = get_links (&deck, page);

      g_assert_cmpuint (links->len, ==, N / N_CONTENTS);
      for (guint i = 0; i < links->len; i++, entry++)
        g_assert_cmpuint (g_array_index (links, guint, i), ==, N_CONTENTS + entry + 1);
    }
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (GArray) links = get_links (&deck, N_CONTENTS + i + 1);

      /* The address, and the number back to the page of contents that lists the slide. */
      g_assert_cmpuint (links->len, ==, 2);
      g_assert_cmpuint (g_array_index (links, guint, 0), ==, 0);
      g_assert_cmpuint (g_array_index (links, guint, 1), ==, i / (N / N_CONTENTS) + 1);
    }
  g_object_unref (deck.parser);
}

static void
test_outline (void)
{
  static const char * const titles[] = {
    "Contents", "Performance", "Scalability", "Ecosystem", "Finding 19 holds", "Notes and origins"
  };
  static const guint kids[] = { 0, 7, 6, 6, 0, N };
  JsonArray *entries;
  Structure deck;

  if (!structure_init (&deck, N))
    return;
  entries = json_object_get_array_member (deck.root, "outlines");
  g_assert_cmpuint (json_array_get_length (entries), ==, G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      JsonArray *below = json_object_get_array_member (entry, "kids");

      g_assert_cmpstr (json_object_get_string_member (entry, "title"), ==, titles[i]);
      g_assert_cmpuint (json_array_get_length (below), ==, kids[i]);
    }
  entries = json_object_get_array_member (json_array_get_object_element (entries, 2), "kids");
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (entries, 1), "destpageposfrom1"), ==,
                   N_CONTENTS + 4 + 1);
  g_object_unref (deck.parser);
}

static void
test_labels (void)
{
  JsonArray *labels;
  JsonObject *last;
  Structure deck;

  if (!structure_init (&deck, N))
    return;
  labels = json_object_get_array_member (deck.root, "pagelabels");
  g_assert_cmpuint (json_array_get_length (labels), ==, 3);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (labels, 1), "index"), ==, N_CONTENTS);
  last = json_array_get_object_element (labels, 2);
  g_assert_cmpint (json_object_get_int_member (last, "index"), ==, N_CONTENTS + N);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (last, "label"), "/P"), ==, "u:n");
  g_object_unref (deck.parser);
}

/* Origins that don't fit on the page go on to the next one; none is left out. */
static void
test_many_origins (void)
{
  g_autoptr (GPtrArray) slides = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_slide_unref);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  AssayFigure *figure = figure_new (0);

  for (guint i = 1; i < 100; i++)
    {
      AssaySeries *series = assay_series_new ("more", 2, 1, FALSE, FALSE);

      series->x[0] = series->y[0] = 1;
      series->origin = origin_new (i);
      g_ptr_array_add (figure->series, series);
    }
  add_chart (slides, figure);
  bytes = assay_deck_pdf (slides, "t", NULL, NULL);
  g_assert_nonnull (bytes);
  text = read_pdf (bytes, "pdftotext", "-layout", "-");
  for (guint i = 0; text != NULL && i < 100; i++)
    {
      g_autofree char *title = g_strdup_printf ("Origin number %u,", i);

      g_assert_cmpuint (count (text, title), >=, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deck/deterministic", test_deterministic);
  g_test_add_func ("/deck/checks", test_checks);
  g_test_add_func ("/deck/text", test_text);
  g_test_add_func ("/deck/metadata", test_metadata);
  g_test_add_func ("/deck/fonts-embedded", test_fonts_embedded);
  g_test_add_func ("/deck/links", test_links);
  g_test_add_func ("/deck/outline", test_outline);
  g_test_add_func ("/deck/labels", test_labels);
  g_test_add_func ("/deck/many-origins", test_many_origins);

  return g_test_run ();
}
