/* What is written straight as text is, byte for byte, what is written of a tree of the same members. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "data/model/json.h"
#include "data/model/json-text.h"
#include "data/model/json-write.h"

#define ANY_NUMBERS 100000

static void
assert_same (JsonBuilder *tree, GString *text)
{
  gsize length;
  g_autofree char *expected = assay_json_to_text (tree, &length);
  g_autoptr (GError) error = NULL;

  g_assert_cmpmem (text->str, text->len, expected, length);
  assay_json_check ("text", text->str, text->len, G_MAXSIZE, &error);
  g_assert_no_error (error);
}

static void
test_members (void)
{
  g_autoptr (JsonBuilder) tree = json_builder_new ();
  g_autoptr (GString) text = g_string_new ("{");
  char *none[] = { NULL }, *some[] = { (char *) "a", (char *) "", (char *) "\"{", NULL };

  json_builder_begin_object (tree);
  assay_json_add_text (tree, "nothing", NULL);
  assay_json_put_text (text, "nothing", NULL);
  assay_json_add_text (tree, "empty", "");
  assay_json_put_text (text, "empty", "");
  assay_json_add_text (tree, "ends like a beginning", "{");
  assay_json_put_text (text, "ends like a beginning", "{");
  assay_json_add_text (tree, "“quoted” \"\n", "\\");
  assay_json_put_text (text, "“quoted” \"\n", "\\");
  assay_json_add_number (tree, "none", NAN);
  assay_json_put_number (text, "none", NAN);
  assay_json_add_number (tree, "endless", INFINITY);
  assay_json_put_number (text, "endless", INFINITY);
  assay_json_add_range (tree, 2, 1, 3);
  assay_json_put_range (text, 2, 1, 3);
  assay_json_add_range (tree, 4, 1, 3);
  assay_json_put_range (text, 4, 1, 3);
  assay_json_add_range (tree, 2, NAN, 3);
  assay_json_put_range (text, 2, NAN, 3);
  assay_json_add_strings (tree, "unsaid", NULL);
  assay_json_put_strings (text, "unsaid", NULL);
  assay_json_add_strings (tree, "none of them", none);
  assay_json_put_strings (text, "none of them", none);
  assay_json_add_strings (tree, "some", some);
  assay_json_put_strings (text, "some", some);
  json_builder_end_object (tree);
  g_string_append_c (text, '}');

  assert_same (tree, text);
}

/* Each character of ASCII but NUL, between others and at either end; and some that take several bytes. */
static void
test_strings (void)
{
  g_autoptr (JsonBuilder) tree = json_builder_new ();
  g_autoptr (GString) text = g_string_new ("{"), all = g_string_new ("é€𝄞");

  for (int c = 1; c < 128; c++)
    g_string_append_c (all, (char) c);
  json_builder_begin_object (tree);
  for (int c = 1; c < 128; c++)
    {
      const char one[] = { (char) c, '\0' };

      assay_json_add_text (tree, one, all->str);
      assay_json_put_text (text, one, all->str);
    }
  json_builder_end_object (tree);
  g_string_append_c (text, '}');

  assert_same (tree, text);
}

static double
any_number (void)
{
  guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
  double value;

  memcpy (&value, &bits, sizeof value);

  return value;
}

static void
test_numbers (void)
{
  static const double edges[] = { 0, -0.0, 1, -1, 0.1, 1e5, 1e15, 1e16, 1e17, 1e22, 1e23, 1.5e300, 1e-4, 1e-5, 9007199254740993.0, DBL_MAX, -DBL_MAX,
                                  DBL_MIN, DBL_TRUE_MIN, DBL_EPSILON };
  g_autoptr (JsonBuilder) tree = json_builder_new ();
  g_autoptr (GString) text = g_string_new ("{");

  json_builder_begin_object (tree);
  for (guint i = 0; i < G_N_ELEMENTS (edges) + ANY_NUMBERS; i++)
    {
      double value = i < G_N_ELEMENTS (edges) ? edges[i] : any_number ();
      char name[16];

      g_snprintf (name, sizeof name, "%u", i);
      assay_json_add_number (tree, name, value);
      assay_json_put_number (text, name, value);
    }
  json_builder_end_object (tree);
  g_string_append_c (text, '}');

  assert_same (tree, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-text/members", test_members);
  g_test_add_func ("/json-text/strings", test_strings);
  g_test_add_func ("/json-text/numbers", test_numbers);

  return g_test_run ();
}
