/* A document in parts reads like its whole tree. */
#include <string.h>

#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"

#define LEAST_FIXTURES 40
#define ELEMENTS 5000

static void write_value (GString *text, const AssayField *field);

static void
write_array (GString *text, const AssayField *field)
{
  guint n = assay_field_length (field);
  AssayField element;

  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++)
    {
      assay_field_element (field, i, &element);
      write_value (text, &element);
      g_string_append_c (text, ',');
    }
  g_string_append_c (text, ']');
}

static void
write_object (GString *text, const AssayField *field)
{
  AssayFieldIter iter;
  AssayField member, same;

  g_string_append_c (text, '{');
  assay_field_iter_init (&iter, field);
  while (assay_field_iter_next (&iter, &member))
    {
      g_string_append_printf (text, "%s:", member.name);
      write_value (text, &member);
      g_assert_true (assay_field_member (field, member.name, &same));
      write_value (text, &same);
    }
  g_string_append_c (text, '}');
}

static void
write_value (GString *text, const AssayField *field)
{
  g_autofree char *path = assay_field_path (field);

  g_string_append (text, path);
  if (JSON_NODE_HOLDS_ARRAY (field->node))
    write_array (text, field);
  else if (JSON_NODE_HOLDS_OBJECT (field->node))
    write_object (text, field);
  else
    {
      g_autofree char *value = json_to_string (field->node, FALSE);

      g_string_append (text, value);
    }
}

static char *
write_root (JsonNode *root, AssayJsonParts *parts)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { .file = "x.json", .errors = errors };
  GString *text = g_string_new (NULL);
  AssayField field;

  assay_field_root (&field, &reader, root);
  field.parts = parts;
  write_value (text, &field);
  g_assert_cmpuint (errors->len, ==, 0);

  return g_string_free (text, FALSE);
}

/* In pieces of any size, down to an element each; FALSE if it is no JSON, which both say alike. */
static gboolean
check_text (const char *text, gsize length)
{
  static const gsize pieces[] = { 1, 16, 300, 1500, 4000, ASSAY_JSON_PIECE };
  g_autoptr (GError) expected = NULL;
  g_autoptr (JsonNode) root = assay_json_parse ("x.json", text, length, &expected);
  g_autofree char *whole = root != NULL ? write_root (root, NULL) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *copy = g_memdup2 (text, length);   /* without a NUL at the end, so that reading beyond it is seen */
      g_autoptr (AssayJsonParts) parts = assay_json_parts_new ("x.json", copy, length, pieces[i], NULL, &error);
      g_autofree char *read = parts != NULL ? write_root (assay_json_parts_root (parts), parts) : NULL;

      g_assert_cmpstr (read, ==, whole);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, expected != NULL ? expected->message : NULL);
    }

  return root != NULL;
}

static guint
check_folder (const char *name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL), *text = NULL;
      gsize length;

      g_test_message ("%s", file);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      n += check_text (text, length);
    }

  return n;
}

static void
test_fixtures (void)
{
  g_assert_cmpuint (check_folder ("json") + check_folder ("import") + check_folder ("live"), >=, LEAST_FIXTURES);
}

static void
test_words (void)
{
  static const char * const texts[] = {
    "[]", "{}", " 1 ", "\"a\"", "null", "[ ]", "[[],[ ],{},{ }]", "{\"a\":{\"b\":[1,[2,3],\"]\",\"\\\"\",\"\\\\\"]},\"}\":\"{\",\"\\u00e4\\n\":null,\"z\":true}",
    "[\"" "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" "\",1.5e3 ,\t-0,\r\nfalse]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (check_text (texts[i], strlen (texts[i])));
}

/* {"m0": {"n": 0}, ...}, or the same as an array. */
static char *
make_text (gboolean object)
{
  GString *text = g_string_new (object ? "{" : "[");

  for (guint i = 0; i < ELEMENTS; i++)
    if (object)
      g_string_append_printf (text, "%s\"m%u\": {\"n\": %u, \"name\": \"number %u\"}", i > 0 ? ", " : "", i, i, i % 10);
    else
      g_string_append_printf (text, "%s{\"n\": %u, \"name\": \"number %u\"}", i > 0 ? ", " : "", i, i % 10);
  g_string_append_c (text, object ? '}' : ']');

  return g_string_free (text, FALSE);
}

/* Whoever asks by name may keep what he got, and texts are kept anyway. */
static void
test_hold (void)
{
  g_autofree char *text = make_text (TRUE), *list = make_text (FALSE);
  g_autoptr (AssayJsonParts) parts = assay_json_parts_new ("x", text, strlen (text), 200, NULL, NULL);
  g_autoptr (AssayJsonParts) others = assay_json_parts_new ("x", list, strlen (list), 200, NULL, NULL);
  AssayReader reader = { .file = "x" };
  AssayField root, first, last, element;
  const char *name, *other;

  assay_field_root (&root, &reader, assay_json_parts_root (parts));
  root.parts = parts;
  g_assert_true (assay_field_member (&root, "m0", &first));
  g_assert_true (assay_field_member (&root, "m4999", &last));
  g_assert_cmpfloat (assay_field_number (&first, "n"), ==, 0);
  g_assert_cmpfloat (assay_field_number (&last, "n"), ==, 4999);
  g_assert_true (assay_field_has (&root, "m17.name"));
  g_assert_false (assay_field_has (&root, "m5000"));

  assay_field_root (&root, &reader, assay_json_parts_root (others));
  root.parts = others;
  assay_field_element (&root, 1, &element);
  name = assay_field_string (&element, "name");
  assay_field_element (&root, 4001, &element);
  other = assay_field_string (&element, "name");
  g_assert_cmpstr (name, ==, "number 1");
  g_assert_true (name == other);
  g_assert_true (assay_field_has (&root, "0.n"));
}

/* The check fails, and of a document that has been checked the rest is null. */
static void
test_cancel (void)
{
  g_autofree char *text = make_text (FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayJsonParts) parts = assay_json_parts_new ("x", text, strlen (text), 200, cancellable, &error);
  AssayJsonLong *root;

  g_assert_no_error (error);
  root = assay_json_parts_find (parts, assay_json_parts_root (parts));
  g_assert_cmpuint (assay_json_long_length (root), ==, ELEMENTS);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (assay_json_long_element (root, 0)));
  g_cancellable_cancel (cancellable);
  g_assert_true (JSON_NODE_HOLDS_NULL (assay_json_long_element (root, ELEMENTS - 1)));
  g_assert_null (assay_json_parts_new ("x", text, strlen (text), 200, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-parts/fixtures", test_fixtures);
  g_test_add_func ("/json-parts/words", test_words);
  g_test_add_func ("/json-parts/hold", test_hold);
  g_test_add_func ("/json-parts/cancel", test_cancel);

  return g_test_run ();
}
