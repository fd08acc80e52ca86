/* Answers of public sources: fixtures/live has a file a case, "valid-SOURCE-WHAT" or "invalid-SOURCE-WHAT". */
#include <gio/gio.h>
#include <string.h>

#include "data/model/error.h"
#include "data/sources/source.h"
#include "tests/displayless/damage.h"

#define LEAST_VALID 15
#define LEAST_INVALID 23
#define MOST_SUMS 300000   /* of data/sources/live-pushers.c */

static GBytes *
fixture_bytes (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (text, length);
}

/* "valid-topics.csv" with ".rows" is "valid-topics.rows". */
static char *
expectation (const char *folder, const char *name, const char *ending)
{
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (strrchr (name, '.')));
  g_autofree char *file = g_strconcat (stem, ending, NULL);
  g_autoptr (GBytes) bytes = fixture_bytes (folder, file);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The names that begin with @prefix, without the expectations, transfer full. */
static GPtrArray *
fixtures (const char *prefix)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fixtures", "live", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, ".rows") && !g_str_has_suffix (name, ".error"))
      g_ptr_array_add (names, g_strdup (name));

  return names;
}

/* The source that the fixture's name names: the longest, where one's name begins as another's. */
static const AssaySource *
source_of (const char *name)
{
  const char *rest = strchr (name, '-') + 1;
  guint n;
  const AssaySource *table = assay_source_table (&n), *found = NULL;

  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (rest, table[i].id) && strchr ("-.", rest[strlen (table[i].id)]) != NULL)
      if (found == NULL || strlen (table[i].id) > strlen (found->id))
        found = &table[i];
  g_assert_nonnull (found);

  return found;
}

static void
assert_reads (const AssaySource *source, const char *folder, const char *name)
{
  g_autoptr (GBytes) bytes = fixture_bytes (folder, name);
  g_autofree char *expected = expectation (folder, name, ".rows"), *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = source->read (name, bytes, &error);

  g_test_message ("%s", name);
  g_assert_no_error (error);
  text = results_text (results);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_valid (void)
{
  g_autoptr (GPtrArray) names = fixtures ("valid-");

  g_assert_cmpuint (names->len, >=, LEAST_VALID);
  for (guint i = 0; i < names->len; i++)
    assert_reads (source_of (names->pdata[i]), "live", names->pdata[i]);
}

/* Those that answer with what can be imported, with the fixtures of the import. */
static const struct { const char *source, *fixture; } imported[] = {
  { "httparena", "valid-httparena.json" },
  { "httparena-timeline", "valid-timeline.json" },
  { "framework-table", "valid-table.json" },
  { "prometheus", "valid-prometheus.json" },
};

static void
test_imported (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (imported); i++)
    assert_reads (assay_source_find (imported[i].source), "import", imported[i].fixture);
}

static void
test_invalid (void)
{
  g_autoptr (GPtrArray) names = fixtures ("invalid-");

  g_assert_cmpuint (names->len, >=, LEAST_INVALID);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autoptr (GBytes) bytes = fixture_bytes ("live", name);
      g_autofree char *expected = g_strchomp (expectation ("live", name, ".error"));
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", name);
      g_assert_null (source_of (name)->read (name, bytes, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
      if (!g_pattern_match_simple (expected, error->message))
        g_error ("“%s” is not like “%s”", error->message, expected);
    }
}

static void
assert_refuses (const AssaySource *source, const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;

  g_test_message ("%s, %" G_GSIZE_FORMAT " bytes", source->id, length);
  g_assert_null (source->read ("answer", bytes, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, "answer"));
}

/* No source takes what isn't its own. */
static void
test_strangers (void)
{
  static const char * const strangers[] = {
    "", " ", "\xef\xbb\xbf", "<!DOCTYPE html>\n<html><body>404</body></html>\n", "null", "17", "[17]", "[[]]", "[{}]", "{\"a\": 1}", "{\"data\": []}",
    "{\"result\": []}", "{\"items\": 5}", "{\"vulns\": {}}", "{\"error\": \"x\"}", "{\"message\": \"x\"}", "num_pushers\n", "{", "\"",
  };
  guint n;
  const AssaySource *table = assay_source_table (&n);

  for (guint i = 0; i < n; i++)
    for (guint s = 0; s < G_N_ELEMENTS (strangers); s++)
      assert_refuses (&table[i], strangers[s], strlen (strangers[s]));
}

static void
test_other_sources (void)
{
  g_autoptr (GPtrArray) names = fixtures ("valid-");
  guint n;
  const AssaySource *table = assay_source_table (&n);

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GBytes) bytes = fixture_bytes ("live", names->pdata[i]);
      const AssaySource *own = source_of (names->pdata[i]);

      for (guint s = 0; s < n; s++)
        if (&table[s] != own)
          assert_refuses (&table[s], g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
}

static void
check_damaged (const char *text, gsize length, gconstpointer data)
{
  const AssaySource *source = data;
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = source->read ("answer", bytes, &error);

  assert_results_or_error (results, error);
  g_assert_true (results == NULL || results->rows->len > 0);
}

/* Cut off in the middle, JSON is always refused; with bytes flipped, every fixture gives results or an error. */
static void
test_damaged (void)
{
  g_autoptr (GPtrArray) names = fixtures ("");
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autoptr (GBytes) bytes = fixture_bytes ("live", name);
      gsize length = g_bytes_get_size (bytes);
      g_autofree char *text = g_memdup2 (g_bytes_get_data (bytes, NULL), length);

      if (g_str_has_suffix (name, ".md"))
        continue;
      for (guint cut = 1; length > 0 && cut < 50; cut++)
        if (g_str_has_prefix (name, "valid-") && g_str_has_suffix (name, ".json"))
          assert_refuses (source_of (name), text, (length - 1) * cut / 50);   /* the last is a line feed */
        else
          check_damaged (text, length * cut / 50, source_of (name));
      flip_bits (text, length, 200, random, check_damaged, source_of (name));
    }
}

/* Many lines with bad numbers are counted, and few are named; names of other quarters and languages stay apart. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new ("year,quarter,iso2_code,language,num_pushers\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = NULL;
  const AssayResult *row;

  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (text, "%u,%u,C%u,L%u,%u\n", 2020 + i % 5, 1 + i / 5 % 4, i / 2000, i / 20 % 100, 100);
  for (guint i = 0; i < 500; i++)
    g_string_append (text, "2020,1,US,L1,-5\n");
  bytes = g_bytes_new (text->str, text->len);
  results = assay_source_find ("languages")->read ("languages.csv", bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->rows->len, ==, 2000);
  g_assert_cmpuint (results->n_skipped, ==, 500);
  g_assert_cmpuint (results->skipped->len, ==, ASSAY_RESULTS_MAX_SKIPPED);
  row = results->rows->pdata[0];
  g_assert_cmpstr (row->subject, ==, "L0");
  g_assert_cmpstr (row->date, ==, "2020-Q1");
  g_assert_cmpfloat (row->value, ==, 1500);
  g_assert_cmpstr (row->quality, ==, "15 economies");
}

/* What would take more memory than there may be is left out, and counted. */
static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new ("num_pushers,topic,iso2_code,year,quarter\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = NULL;

  for (guint i = 0; i < MOST_SUMS + 5; i++)
    g_string_append_printf (text, "1,t%u,US,2025,1\n", i);
  g_string_append (text, "2,t0,DE,2025,1\n");
  bytes = g_bytes_new (text->str, text->len);
  results = assay_source_find ("topics")->read ("topics.csv", bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->rows->len, ==, MOST_SUMS);
  g_assert_cmpuint (results->n_skipped, ==, 5);
  g_assert_cmpstr (results->skipped->pdata[0], ==, "topics.csv:300002: is more than can be summed up here");
  g_assert_cmpfloat (((AssayResult *) results->rows->pdata[0])->value, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/valid", test_valid);
  g_test_add_func ("/live/imported", test_imported);
  g_test_add_func ("/live/invalid", test_invalid);
  g_test_add_func ("/live/strangers", test_strangers);
  g_test_add_func ("/live/other-sources", test_other_sources);
  g_test_add_func ("/live/damaged", test_damaged);
  g_test_add_func ("/live/many", test_many);
  g_test_add_func ("/live/too-many", test_too_many);

  return g_test_run ();
}
