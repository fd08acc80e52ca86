#include <string.h>

#include "data/model/error.h"
#include "data/model/json.h"
#include "data/model/json-write.h"

#define LEVELS 100000
#define KEYS 100000

/* One file a case under fixtures/json; what is wrong with it and where, or NULL. */
typedef struct
{
  const char *file;
  const char *problem;
} Case;

static const Case cases[] = {
  { "invalid-empty.json", "1:1: the document is empty" },
  { "invalid-space-only.json", "2:2: the document is empty" },
  { "invalid-cut-off-object.json", "1:8: the document is cut off" },
  { "invalid-cut-off-array.json", "2:2: the document is cut off" },
  { "invalid-cut-off-after-comma.json", "1:4: the document is cut off" },
  { "invalid-cut-off-after-key.json", "1:5: the document is cut off" },
  { "invalid-cut-off-after-colon.json", "1:6: the document is cut off" },
  { "invalid-cut-off-string.json", "1:6: the document is cut off" },
  { "invalid-cut-off-escape.json", "1:7: the document is cut off" },
  { "invalid-cut-off-unicode-escape.json", "1:3: “\\u” takes four hexadecimal digits" },
  { "invalid-cut-off-word.json", "1:5: the document is cut off" },
  { "invalid-cut-off-number.json", "1:3: the document is cut off" },
  { "invalid-cut-off-exponent.json", "1:4: the document is cut off" },
  { "invalid-cut-off-character.json", "1:3: not UTF-8" },
  { "invalid-byte-order-mark.json", "1:1: a byte order mark" },
  { "invalid-utf-16.json", "1:1: a value is expected" },
  { "invalid-utf8-latin1.json", "1:6: not UTF-8" },
  { "invalid-utf8-overlong.json", "1:3: not UTF-8" },
  { "invalid-utf8-overlong-three.json", "1:3: not UTF-8" },
  { "invalid-utf8-surrogate.json", "1:3: not UTF-8" },
  { "invalid-utf8-beyond.json", "1:3: not UTF-8" },
  { "invalid-utf8-five-bytes.json", "1:3: not UTF-8" },
  { "invalid-utf8-lone-tail.json", "1:3: not UTF-8" },
  { "invalid-utf8-outside-string.json", "1:2: a value is expected" },
  { "invalid-nul-in-string.json", "1:4: a NUL byte" },
  { "invalid-nul-between.json", "1:4: a NUL byte" },
  { "invalid-nul-after.json", "1:4: a NUL byte" },
  { "invalid-infinite.json", "1:2: a number too large for a double" },
  { "invalid-infinite-negative.json", "2:2: a number too large for a double" },
  { "invalid-infinite-digits.json", "1:2: a number too large for a double" },
  { "invalid-integer-above.json", "1:2: an integer that 64 bits don't hold" },
  { "invalid-integer-below.json", "1:2: an integer that 64 bits don't hold" },
  { "invalid-integer-30-digits.json", "1:2: an integer that 64 bits don't hold" },
  { "invalid-leading-zero.json", "1:3: no number as JSON writes it" },
  { "invalid-leading-zero-negative.json", "1:4: no number as JSON writes it" },
  { "invalid-hexadecimal.json", "1:3: no number as JSON writes it" },
  { "invalid-plus.json", "1:2: a value is expected" },
  { "invalid-bare-fraction.json", "1:2: a value is expected" },
  { "invalid-empty-fraction.json", "1:4: no number as JSON writes it" },
  { "invalid-empty-exponent.json", "1:5: no number as JSON writes it" },
  { "invalid-two-points.json", "1:5: no number as JSON writes it" },
  { "invalid-minus-only.json", "1:3: no number as JSON writes it" },
  { "invalid-nan.json", "1:2: JSON has no NaN and no Infinity" },
  { "invalid-infinity.json", "1:7: JSON has no NaN and no Infinity" },
  { "invalid-infinity-negative.json", "1:3: no number as JSON writes it" },
  { "invalid-capital-word.json", "1:2: a value is expected" },
  { "invalid-word-part.json", "1:2: a value is expected" },
  { "invalid-trailing-comma-array.json", "1:4: a value is expected" },
  { "invalid-trailing-comma-object.json", "1:9: a key in double quotes is expected" },
  { "invalid-leading-comma.json", "1:2: a value is expected" },
  { "invalid-two-commas.json", "1:4: a value is expected" },
  { "invalid-no-comma.json", "1:4: a comma or “]” is expected" },
  { "invalid-no-comma-object.json", "1:9: a comma or “}” is expected" },
  { "invalid-no-colon.json", "1:6: a colon is expected" },
  { "invalid-two-colons.json", "1:6: a value is expected" },
  { "invalid-no-value.json", "1:7: a value is expected" },
  { "invalid-bare-key.json", "1:2: a key in double quotes is expected" },
  { "invalid-number-key.json", "1:2: a key in double quotes is expected" },
  { "invalid-wrong-closer.json", "1:3: a comma or “]” is expected" },
  { "invalid-wrong-closer-object.json", "1:8: a comma or “}” is expected" },
  { "invalid-closer-only.json", "1:1: a value is expected" },
  { "invalid-extra-closer.json", "1:3: something follows the document" },
  { "invalid-two-documents.json", "1:4: something follows the document" },
  { "invalid-json-lines.json", "2:1: something follows the document" },
  { "invalid-comment-block.json", "1:2: JSON has no comments" },
  { "invalid-comment-line.json", "2:1: JSON has no comments" },
  { "invalid-comment-hash.json", "1:1: JSON has no comments" },
  { "invalid-single-quotes.json", "1:2: JSON has no single quotes" },
  { "invalid-single-quoted-key.json", "1:2: JSON has no single quotes" },
  { "invalid-assignment.json", "1:1: a value is expected" },
  { "invalid-raw-newline.json", "1:4: a control character in a string" },
  { "invalid-raw-tab.json", "1:4: a control character in a string" },
  { "invalid-escaped-nul.json", "1:4: an escaped NUL" },
  { "invalid-unknown-escape.json", "1:3: an unknown escape" },
  { "invalid-bad-unicode-escape.json", "1:3: “\\u” takes four hexadecimal digits" },
  { "invalid-lone-high-surrogate.json", "1:3: half of a surrogate pair" },
  { "invalid-lone-low-surrogate.json", "1:3: half of a surrogate pair" },
  { "invalid-high-then-high.json", "1:3: half of a surrogate pair" },
  { "invalid-high-then-letter.json", "1:3: half of a surrogate pair" },
  { "invalid-duplicate-key.json", "2:2: the object has this key already" },
  { "invalid-duplicate-key-escaped.json", "1:10: the object has this key already" },
  { "invalid-duplicate-key-escaped-pair.json", "1:10: the object has this key already" },
  { "invalid-duplicate-key-after-nested.json", "1:25: the object has this key already" },
  { "invalid-duplicate-empty-key.json", "1:9: the object has this key already" },
  { "invalid-depth-65.json", "1:65: nested more than 64 levels deep" },
  { "invalid-depth-65-objects.json", "1:321: nested more than 64 levels deep" },
  { "invalid-column-in-characters.json", "1:9: a value is expected" },
  { "invalid-vertical-tab.json", "1:4: a value is expected" },
  { "valid-control-escapes.json", NULL },
  { "valid-large-exponents.json", NULL },
  { "valid-null.json", NULL },
  { "valid-number.json", NULL },
  { "valid-string.json", NULL },
  { "valid-empty-object.json", NULL },
  { "valid-empty-array.json", NULL },
  { "valid-mixed.json", NULL },
  { "valid-escapes.json", NULL },
  { "valid-utf8.json", NULL },
  { "valid-int64-ends.json", NULL },
  { "valid-large-doubles.json", NULL },
  { "valid-depth-64.json", NULL },
  { "valid-same-key-elsewhere.json", NULL },
  { "valid-figure-list.json", NULL },
};

static char *
read_fixture (const char *file, gsize *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "json", file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);

  return text;
}

static void
assert_problem (const char *text, gsize length, gsize max_bytes, const char *problem)
{
  g_autoptr (GError) error = NULL;
  /* an allocation of exactly that size, so that a sanitiser sees every byte read too far */
  g_autofree char *exact = g_memdup2 (text, length);
  gboolean good = assay_json_check ("file", exact, length, max_bytes, &error);

  if (problem == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (good);
      return;
    }

  g_assert_false (good);
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, problem);
}

/* What is written of a tree is a document of our own with the same tree. */
static void
assert_written (JsonNode *root)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *text = assay_json_write (root, FALSE, &length);
  g_autoptr (JsonNode) again = assay_json_parse ("again", text, length, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (length, ==, strlen (text));
  g_assert_true (json_node_equal (root, again));
}

static void
test_case (gconstpointer data)
{
  const Case *this_case = data;
  gsize length = 0;
  g_autofree char *text = read_fixture (this_case->file, &length);
  g_autofree char *problem = this_case->problem == NULL ? NULL : g_strconcat ("file:", this_case->problem, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  assert_problem (text, length, ASSAY_JSON_MAX_BYTES, problem);
  root = assay_json_parse ("file", text, length, &error);
  if (problem == NULL)
    g_assert_no_error (error);
  else
    g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_true ((root != NULL) == (problem == NULL));
  if (root != NULL)
    assert_written (root);
}

static gboolean
has_case (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (strcmp (cases[i].file, file) == 0)
      return TRUE;

  return FALSE;
}

/* A fixture that no row names would test nothing. */
static void
test_all_fixtures (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "json", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir), n++)
    if (!has_case (name))
      g_error ("%s has no row in the table", name);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (cases));
}

/* Every proper beginning of a document is refused, and none read beyond its end. */
static void
test_cut_off_anywhere (void)
{
  gsize length = 0;
  g_autofree char *text = read_fixture ("valid-mixed.json", &length);

  g_strchomp (text);
  for (gsize i = 0; i < strlen (text); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *exact = g_memdup2 (text, i);

      g_assert_false (assay_json_check ("file", exact, i, ASSAY_JSON_MAX_BYTES, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
    }
}

static void
test_hundred_thousand_levels (void)
{
  g_autofree char *arrays = g_strnfill (LEVELS, '[');
  g_autoptr (GString) objects = g_string_new (NULL);

  for (guint i = 0; i < LEVELS; i++)
    g_string_append (objects, "{\"a\":");

  assert_problem (arrays, LEVELS, ASSAY_JSON_MAX_BYTES, "file:1:65: nested more than 64 levels deep");
  assert_problem (objects->str, objects->len, ASSAY_JSON_MAX_BYTES, "file:1:321: nested more than 64 levels deep");
}

static GString *
make_object (guint n_keys)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < n_keys; i++)
    g_string_append_printf (text, "%s\"key %u\":%u", i == 0 ? "" : ",", i, i);

  return text;
}

static void
test_hundred_thousand_keys (void)
{
  g_autoptr (GString) distinct = make_object (KEYS);
  g_autoptr (GString) repeated = make_object (KEYS);
  g_autofree char *problem = g_strdup_printf ("file:1:%" G_GSIZE_FORMAT ": the object has this key already", repeated->len + 2);

  g_string_append (distinct, "}");
  g_string_append (repeated, ",\"key 0\":1}");

  assert_problem (distinct->str, distinct->len, ASSAY_JSON_MAX_BYTES, NULL);
  assert_problem (repeated->str, repeated->len, ASSAY_JSON_MAX_BYTES, problem);
}

/* A tree takes fewer keys than the scan: as many as json-glib can bear if they were made to collide. */
static void
test_keys_of_tree (void)
{
  g_autoptr (GString) most = make_object (ASSAY_JSON_MAX_KEYS);
  g_autoptr (GString) more = make_object (ASSAY_JSON_MAX_KEYS);
  g_autofree char *problem = g_strdup_printf ("file:1:%" G_GSIZE_FORMAT ": an object with more than 10000 keys", more->len + 2);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  g_string_append (most, "}");
  g_string_append (more, ",\"one more\":1}");

  root = assay_json_parse ("file", most->str, most->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (root)), ==, ASSAY_JSON_MAX_KEYS);
  g_assert_null (assay_json_parse ("file", more->str, more->len, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, problem);
}

static void
test_too_large (void)
{
  assert_problem ("[1]", 3, 3, NULL);
  assert_problem ("[1]", 3, 2, "file:1:1: the document is too large");
}

/* What a document of full size may cost at worst must end within the test's time: each of these would take hours if
 * anything were quadratic. */
static void
test_full_size (gconstpointer data)
{
  const char *unit = data;
  gsize length = strlen (unit), n = ASSAY_JSON_MAX_BYTES / length - 1;
  g_autoptr (GString) text = g_string_sized_new (ASSAY_JSON_MAX_BYTES);

  g_string_append_c (text, '[');
  for (gsize i = 0; i < n; i++)
    g_string_append (text, unit);
  g_string_append (text, "0]");

  assert_problem (text->str, text->len, ASSAY_JSON_MAX_BYTES, NULL);
}

static void
test_full_size_object (void)
{
  g_autoptr (GString) text = make_object (900 * 1000);

  g_string_append (text, "}");
  g_assert_cmpuint (text->len, >, 14 * 1000 * 1000);

  assert_problem (text->str, text->len, ASSAY_JSON_MAX_BYTES * 2, NULL);
}

/* One number, one string and one error place as long as the document. */
static void
test_full_size_token (void)
{
  g_autofree char *digits = g_strnfill (ASSAY_JSON_MAX_BYTES, '1');
  g_autofree char *letters = g_strnfill (ASSAY_JSON_MAX_BYTES, 'x');
  g_autofree char *lines = g_strnfill (ASSAY_JSON_MAX_BYTES, '\n');

  assert_problem (digits, ASSAY_JSON_MAX_BYTES, ASSAY_JSON_MAX_BYTES, "file:1:1: an integer that 64 bits don't hold");
  digits[1] = '.';
  assert_problem (digits, ASSAY_JSON_MAX_BYTES, ASSAY_JSON_MAX_BYTES, NULL);
  letters[0] = letters[ASSAY_JSON_MAX_BYTES - 1] = '"';
  assert_problem (letters, ASSAY_JSON_MAX_BYTES, ASSAY_JSON_MAX_BYTES, NULL);
  assert_problem (lines, ASSAY_JSON_MAX_BYTES, ASSAY_JSON_MAX_BYTES, "file:16777217:1: the document is empty");
}

static void
add_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/json/", cases[i].file, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ();
  g_test_add_func ("/json/all-fixtures", test_all_fixtures);
  g_test_add_func ("/json/cut-off-anywhere", test_cut_off_anywhere);
  g_test_add_func ("/json/levels", test_hundred_thousand_levels);
  g_test_add_func ("/json/keys", test_hundred_thousand_keys);
  g_test_add_func ("/json/keys-of-tree", test_keys_of_tree);
  g_test_add_func ("/json/too-large", test_too_large);
  g_test_add_data_func ("/json/full-size/objects", "{\"a\":{}},", test_full_size);
  g_test_add_data_func ("/json/full-size/arrays", "[[]],", test_full_size);
  g_test_add_data_func ("/json/full-size/escapes", "\"\\ud83d\\ude00\",", test_full_size);
  g_test_add_data_func ("/json/full-size/numbers", "1.5e307,", test_full_size);
  g_test_add_data_func ("/json/full-size/extreme-numbers", "1e-307,", test_full_size);
  g_test_add_func ("/json/full-size/object", test_full_size_object);
  g_test_add_func ("/json/full-size/token", test_full_size_token);

  return g_test_run ();
}
