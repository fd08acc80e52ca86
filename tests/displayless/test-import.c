/* Result files of load tools: fixtures/import has a file a case. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "data/model/error.h"
#include "data/sources/import-private.h"
#include "tests/displayless/damage.h"

#define LEAST_VALID 25
#define LEAST_INVALID 20
#define MEBI (1024 * 1024)
#define CANCELLED_SIZE (20 * MEBI)
#define MOST_LATE 500000     /* µs: a machine may be busy, but not for as long as reading takes */

static char *
fixture_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "import", name, NULL);
}

static GBytes *
fixture_bytes (const char *name)
{
  g_autofree char *path = fixture_path (name);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (text, length);
}

/* "valid-wrk.txt" with ".rows" is "valid-wrk.rows". */
static char *
expectation (const char *name, const char *ending)
{
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (strrchr (name, '.')));
  g_autofree char *file = g_strconcat (stem, ending, NULL);
  g_autoptr (GBytes) bytes = fixture_bytes (file);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The names that begin with @prefix, without the expectations, transfer full. */
static GPtrArray *
fixtures (const char *prefix)
{
  g_autofree char *folder = fixture_path (NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, ".rows") && !g_str_has_suffix (name, ".error"))
      g_ptr_array_add (names, g_strdup (name));

  return names;
}

static void
test_valid (void)
{
  g_autoptr (GPtrArray) names = fixtures ("valid-");

  g_assert_cmpuint (names->len, >=, LEAST_VALID);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autoptr (GBytes) bytes = fixture_bytes (name);
      g_autofree char *expected = expectation (name, ".rows"), *text = NULL;
      g_autoptr (GError) error = NULL;
      const AssayImportFormat *format = NULL;
      g_autoptr (AssayResults) results = assay_import_read (name, bytes, &format, &error);

      g_test_message ("%s", name);
      g_assert_no_error (error);
      g_assert_nonnull (format);
      g_assert_cmpstr (results->tool, ==, format->tool);
      text = results_text (results);
      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_files (void)
{
  g_autoptr (GPtrArray) names = fixtures ("valid-");

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = fixture_path (names->pdata[i]);
      g_autofree char *expected = expectation (names->pdata[i], ".rows"), *text = NULL;
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (AssayResults) results = assay_import_read_file (file, 0, NULL, NULL, &error);

      g_assert_no_error (error);
      text = results_text (results);
      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_invalid (void)
{
  g_autoptr (GPtrArray) names = fixtures ("invalid-");

  g_assert_cmpuint (names->len, >=, LEAST_INVALID);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autoptr (GBytes) bytes = fixture_bytes (name);
      g_autofree char *expected = g_strchomp (expectation (name, ".error"));
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", name);
      g_assert_null (assay_import_read (name, bytes, NULL, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
      if (!g_pattern_match_simple (expected, error->message))
        g_error ("“%s” is not like “%s”", error->message, expected);
    }
}

/* No file is taken for two kinds, whatever the order of the table. */
static void
test_one_format (void)
{
  g_autoptr (GPtrArray) names = fixtures ("valid-");
  guint n;
  const AssayImportFormat * const *formats = assay_import_formats (&n);
  g_autofree guint *files = g_new0 (guint, n);

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GBytes) bytes = fixture_bytes (names->pdata[i]);
      AssayImport import = { .name = names->pdata[i], .text = g_bytes_get_data (bytes, NULL), .length = g_bytes_get_size (bytes) };
      g_autoptr (JsonParser) parser = json_parser_new ();
      guint found = 0;

      if (json_parser_load_from_data (parser, import.text, (gssize) import.length, NULL))
        import.root = json_parser_get_root (parser);
      for (guint f = 0; f < n; f++)
        if (formats[f]->recognise (&import))
          {
            files[f]++;
            found++;
          }
      g_test_message ("%s", import.name);
      g_assert_cmpuint (found, ==, 1);
    }
  for (guint f = 0; f < n; f++)
    g_assert_true (files[f] > 0 || assay_import_is_runs (formats[f]));
}

static void
assert_runs (const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  const AssayImportFormat *format = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = assay_import_read ("runs.json", bytes, &format, &error);

  g_assert_no_error (error);
  g_assert_true (assay_import_is_runs (format));
  g_assert_cmpuint (results->rows->len, ==, 0);
}

/* They are only recognised, one alone and in an array. */
static void
test_runs (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "runs", "complete.json", NULL);
  g_autofree char *text = NULL, *array = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  array = g_strdup_printf ("[%s]", text);
  assert_runs (text, length);
  assert_runs (array, strlen (array));
  g_assert_false (assay_import_is_runs (NULL));
}

/* What a test of k6 has set up is not in anything that comes out. */
static void
test_secrets (void)
{
  const char * const names[] = { "valid-k6-summary.json", "valid-k6-legacy.json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = fixture_bytes (names[i]);
      g_autoptr (AssayResults) results = assay_import_read (names[i], bytes, NULL, NULL);
      g_autofree char *text = results_text (results);

      g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL), "SECRET-TOKEN"));
      g_assert_null (strstr (text, "SECRET"));
      g_assert_null (strstr (text, "hunter2"));
    }
}

static void
check_damaged (const char *text, gsize length, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = assay_import_read ("file", bytes, NULL, &error);

  assert_results_or_error (results, error);
}

/* Cut off anywhere and with bytes flipped, every fixture gives results or an error. */
static void
test_damaged (void)
{
  g_autoptr (GPtrArray) names = fixtures ("");
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GBytes) bytes = fixture_bytes (names->pdata[i]);
      gsize length = g_bytes_get_size (bytes);
      g_autofree char *text = g_memdup2 (g_bytes_get_data (bytes, NULL), length);

      for (guint cut = 0; cut < 50; cut++)
        check_damaged (text, length * cut / 50, NULL);
      flip_bits (text, length, 50, random, check_damaged, NULL);
    }
}

static void
test_byte_order_mark (void)
{
  g_autoptr (GBytes) bytes = fixture_bytes ("valid-vegeta.json");
  g_autofree char *expected = expectation ("valid-vegeta.json", ".rows"), *text = NULL;
  g_autofree char *marked = g_strdup_printf ("\357\273\277%.*s", (int) g_bytes_get_size (bytes), (const char *) g_bytes_get_data (bytes, NULL));
  g_autoptr (GBytes) both = g_bytes_new_static (marked, strlen (marked));
  g_autoptr (AssayResults) results = assay_import_read ("valid-vegeta.json", both, NULL, NULL);

  g_assert_nonnull (results);
  text = results_text (results);
  g_assert_cmpstr (text, ==, expected);
}

static AssayResults *
read_string (GString *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GError) error = NULL;
  AssayResults *results = assay_import_read ("file", bytes, NULL, &error);

  g_assert_no_error (error);

  return results;
}

/* Of many bad rows some are named and all are counted; names are cut and have no control characters. */
static void
test_bounds (void)
{
  g_autoptr (GString) text = g_string_new ("[{\"framework\": \"a\\u001b\\u202eb");
  g_autoptr (AssayResults) results = NULL;
  const AssayResult *row;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "long");
  g_string_append (text, "\", \"rps\": 5}");
  for (guint i = 0; i < 300; i++)
    g_string_append (text, ", {\"framework\": \"c\", \"rps\": \"fast\"}");
  g_string_append_c (text, ']');
  results = read_string (text);
  row = results->rows->pdata[0];

  g_assert_cmpuint (results->rows->len, ==, 1);
  g_assert_cmpuint (results->skipped->len, ==, ASSAY_RESULTS_MAX_SKIPPED);
  g_assert_cmpuint (results->n_skipped, ==, 300);
  g_assert_cmpint (g_utf8_strlen (row->subject, -1), ==, ASSAY_IMPORT_MAX_NAME + 1);
  g_assert_true (g_str_has_prefix (row->subject, "a  blong"));
}

/* What one row is given later is not the other's. */
static void
test_shared_dimensions (void)
{
  g_autoptr (AssayResults) results = assay_results_new ("tool");
  AssayResult *a = assay_results_add (results, "a", "throughput", 1), *b = assay_results_add (results, NULL, "downloads", 2);

  assay_result_share_dimensions (b, a);
  g_assert_null (b->dimensions);
  assay_result_set_dimension (a, "connections", "64");
  assay_result_share_dimensions (b, a);
  assay_result_share_dimensions (b, b);
  g_assert_true (a->dimensions == b->dimensions);
  assay_result_set_dimension (b, "test", "json");
  g_assert_cmpuint (g_strv_length (a->dimensions), ==, 2);
  g_assert_cmpuint (g_strv_length (b->dimensions), ==, 4);
  g_assert_cmpstr (b->dimensions[1], ==, "64");
  g_assert_cmpstr (b->dimensions[3], ==, "json");
  g_assert_null (b->dimensions[4]);
}

/* A file in a folder of its own. */
typedef struct
{
  char *folder, *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->folder = g_dir_make_tmp ("assay-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "big.json", NULL);
  self->file = g_file_new_for_path (self->path);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_object_unref (self->file);
  g_free (self->path);
  g_free (self->folder);
}

static void
write_text (const Fixture *self, const GString *text)
{
  g_assert_true (g_file_set_contents (self->path, text->str, (gssize) text->len, NULL));
}

#define POINT "{\"metric\":\"%s\",\"type\":\"Point\",\"data\":{\"time\":\"2026-11-23T10:%02u:%02uZ\",\"value\":%u}}\n"

/* Much longer than the pieces it is read in, and than @most; one line is too long for any memory, and is skipped. */
static void
test_stream (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (AssayResults) results = NULL;
  g_autoptr (GError) error = NULL;
  const AssayImportFormat *format = NULL;
  const AssayResult *row;

  for (guint i = 0; i < 6000; i++)
    {
      g_string_append_printf (text, POINT, "http_reqs", i / 600, i / 10 % 60, 1);
      g_string_append_printf (text, POINT, "http_req_duration", i / 600, i / 10 % 60, 1 + i % 100);
      if (i == 3000)
        {
          g_autofree char *long_line = g_strnfill (3 * MEBI, 'x');

          g_string_append_printf (text, "\"http_req%s\n", long_line);
        }
    }
  write_text (self, text);
  results = assay_import_read_file (self->file, MEBI, NULL, &format, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (format->id, ==, "k6-raw");
  g_assert_cmpuint (results->n_skipped, ==, 1);
  g_assert_cmpstr (results->skipped->pdata[0], ==, "big.json:6003: is longer than any line of k6");
  row = results->rows->pdata[0];
  g_assert_cmpstr (row->measure, ==, "throughput");
  g_assert_cmpfloat_with_epsilon (row->value, 6000.0 / 599, 1e-9);
  row = results->rows->pdata[1];
  g_assert_cmpstr (row->measure, ==, "latency-mean");
  g_assert_cmpfloat_with_epsilon (row->value, 0.0505, 1e-9);
}

static void
test_limit (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_new ("{\"results\": [{\"command\": \"true\", \"mean\": 1.5, \"times\": [1");
  g_autoptr (AssayResults) results = NULL;
  g_autoptr (GError) error = NULL;

  while (text->len < 2 * MEBI)
    g_string_append (text, ",1,2,2,1,1,2,2,1,1,2,2,1");
  g_string_append (text, "]}]}");
  write_text (self, text);
  g_assert_null (assay_import_read_file (self->file, MEBI, NULL, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, "big.json: is longer than 1.0\302\240MiB");
  g_clear_error (&error);
  results = assay_import_read_file (self->file, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->rows->len, ==, 1);
  g_assert_cmpuint (((AssayResult *) results->rows->pdata[0])->n_samples, >, MEBI / 2);
}

/* They may be longer than anything else. */
static void
test_long_runs (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "runs", "complete.json", NULL);
  g_autofree char *run = NULL;
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GError) error = NULL;
  const AssayImportFormat *format = NULL;
  g_autoptr (AssayResults) results = NULL;

  g_assert_true (g_file_get_contents (path, &run, NULL, NULL));
  while (text->len < 2 * MEBI)
    g_string_append_printf (text, "%s,", run);
  g_string_append_printf (text, "%s]", run);
  write_text (self, text);
  results = assay_import_read_file (self->file, MEBI, NULL, &format, &error);
  g_assert_no_error (error);
  g_assert_true (assay_import_is_runs (format));
}

/* A report in plain text is short, or it is none. */
static void
test_long_text (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_new ("Running 10s test @ http://127.0.0.1/\nThread Stats\n");
  g_autoptr (GError) error = NULL;

  while (text->len < 2 * MEBI)
    g_string_append_c (text, '\n');
  write_text (self, text);
  g_assert_null (assay_import_read_file (self->file, 0, NULL, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, "big.json: is longer than any report of this kind");
}

static void
test_no_file (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GString) text = g_string_new ("{}");
  g_autoptr (GError) error = NULL;
  const AssayImportFormat *format = &assay_format_wrk;

  g_assert_null (assay_import_read_file (self->file, 0, NULL, &format, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (format);
  g_clear_error (&error);
  g_assert_null (assay_import_read_file (folder, 0, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  write_text (self, text);
  g_cancellable_cancel (cancelled);
  g_assert_null (assay_import_read_file (self->file, 0, cancelled, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  GFile *file;
  GCancellable *cancellable;
  gint64 end;              /* when reading returned */
  gboolean cancelled;
} Reading;

static gpointer
read_in_thread (gpointer data)
{
  Reading *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = assay_import_read_file (self->file, 0, self->cancellable, NULL, &error);

  self->end = g_get_monotonic_time ();
  self->cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (!self->cancelled && results == NULL)
    g_error ("%s", error->message);   /* no other reason is one */

  return NULL;
}

/* Whenever it is cancelled, reading ends soon. */
static void
test_cancel (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const guint moments[] = { 0, 5, 15, 30, 60, 100, 200 };   /* ms */
  g_autoptr (GString) text = g_string_new ("[");
  guint n = 0;

  for (; text->len < CANCELLED_SIZE; n++)
    g_string_append_printf (text, "%s{\"framework\": \"f-%u\", \"rps\": 5%u, \"avg_latency\": \"2.63ms\", \"memory\": \"260MiB\", \"connections\": 64}",
                            text->len > 1 ? "," : "", n % 1000, n % 1000);
  g_string_append_c (text, ']');
  write_text (self, text);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Reading reading = { .file = self->file, .cancellable = cancellable };
      GThread *thread = g_thread_new ("reading", read_in_thread, &reading);
      gint64 cancelled;

      g_usleep (1000 * moments[i]);
      cancelled = g_get_monotonic_time ();
      g_cancellable_cancel (cancellable);
      g_thread_join (thread);
      g_test_message ("cancelled after %u ms, ended %.1f ms later", moments[i], (double) (reading.end - cancelled) / 1000);
      g_assert_cmpint (reading.end - cancelled, <, MOST_LATE);
      if (i < 2)
        g_assert_true (reading.cancelled);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/valid", test_valid);
  g_test_add_func ("/import/files", test_files);
  g_test_add_func ("/import/invalid", test_invalid);
  g_test_add_func ("/import/one-format", test_one_format);
  g_test_add_func ("/import/runs", test_runs);
  g_test_add_func ("/import/secrets", test_secrets);
  g_test_add_func ("/import/damaged", test_damaged);
  g_test_add_func ("/import/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/import/bounds", test_bounds);
  g_test_add_func ("/results/dimensions", test_shared_dimensions);
  g_test_add ("/import/stream", Fixture, NULL, set_up, test_stream, tear_down);
  g_test_add ("/import/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/import/limit", Fixture, NULL, set_up, test_limit, tear_down);
  g_test_add ("/import/long-runs", Fixture, NULL, set_up, test_long_runs, tear_down);
  g_test_add ("/import/long-text", Fixture, NULL, set_up, test_long_text, tear_down);
  g_test_add ("/import/no-file", Fixture, NULL, set_up, test_no_file, tear_down);

  return g_test_run ();
}
