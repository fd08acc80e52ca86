#include <math.h>

#include "data/model/field.h"

static const char * const text =
  "{\"name\": \"Assay\", \"empty\": \"\", \"half\": 0.5, \"three\": 3, \"yes\": true, \"nothing\": null, \"id\": \"two-words\","
  " \"list\": [\"a\", \"b\"], \"mixed\": [\"a\", 1], \"numbers\": [1, 2.5, \"x\"], \"pairs\": {\"z\": \"1\", \"a\": \"2\"},"
  " \"no pairs\": {}, \"bad-pairs\": {\"z\": 1}, \"day\": \"2026-08\", \"never\": \"soon\", \"deep\": [{\"x\": [{}]}]}";

typedef struct
{
  AssayReader reader;
  JsonNode *node;
  AssayField root;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->node = json_from_string (text, NULL);
  self->reader = (AssayReader) { "file.json", g_ptr_array_new_with_free_func (g_free) };
  assay_field_root (&self->root, &self->reader, self->node);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_ptr_array_unref (self->reader.errors);
  json_node_unref (self->node);
}

/* Takes the one error that there must be; NULL: there must be none. */
static void
assert_error (Fixture *self, const char *error)
{
  if (error == NULL)
    {
      g_assert_cmpuint (self->reader.errors->len, ==, 0);
      return;
    }

  g_assert_cmpuint (self->reader.errors->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (self->reader.errors, 0), ==, error);
  g_ptr_array_set_size (self->reader.errors, 0);
}

static void
test_strings (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const struct { const char *name, *value, *required, *optional; } cases[] = {
    { "name", "Assay", NULL, NULL },
    { "gone", NULL, "file.json: $: “gone” is missing", NULL },
    { "nothing", NULL, "file.json: $: “nothing” is missing", NULL },
    { "empty", NULL, "file.json: $.empty: must not be empty", "file.json: $.empty: must not be empty" },
    { "half", NULL, "file.json: $.half: must be a string", "file.json: $.half: must be a string" },
    { "list", NULL, "file.json: $.list: must be a string", "file.json: $.list: must be a string" },
    { "no pairs", NULL, "file.json: $[\"no pairs\"]: must be a string", "file.json: $[\"no pairs\"]: must be a string" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (assay_field_string (&self->root, cases[i].name), ==, cases[i].value);
      assert_error (self, cases[i].required);
      g_assert_cmpstr (assay_field_maybe (&self->root, cases[i].name), ==, cases[i].value);
      assert_error (self, cases[i].optional);
    }
}

static void
test_numbers (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpfloat (assay_field_number (&self->root, "half"), ==, 0.5);
  g_assert_cmpfloat (assay_field_number (&self->root, "three"), ==, 3);
  g_assert_cmpfloat (assay_field_real (&self->root, "gone", 7), ==, 7);
  assert_error (self, NULL);
  g_assert_true (isnan (assay_field_number (&self->root, "gone")));
  assert_error (self, "file.json: $: “gone” is missing");
  g_assert_true (isnan (assay_field_number (&self->root, "yes")));
  assert_error (self, "file.json: $.yes: must be a number");
  g_assert_cmpfloat (assay_field_real (&self->root, "name", 7), ==, 7);
  assert_error (self, "file.json: $.name: must be a number");
}

static void
test_booleans (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (assay_field_boolean (&self->root, "yes", FALSE));
  g_assert_true (assay_field_boolean (&self->root, "gone", TRUE));
  assert_error (self, NULL);
  g_assert_false (assay_field_boolean (&self->root, "three", FALSE));
  assert_error (self, "file.json: $.three: must be true or false");
}

static void
test_vectors (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char * const both[] = { "a", "b", NULL }, * const one[] = { "Assay", NULL }, * const first[] = { "a", NULL };
  g_auto (GStrv) list = assay_field_strings (&self->root, "list");
  g_auto (GStrv) single = assay_field_strings (&self->root, "name");
  g_auto (GStrv) mixed = NULL;

  g_assert_cmpstrv (list, both);
  g_assert_cmpstrv (single, one);
  g_assert_null (assay_field_strings (&self->root, "gone"));
  assert_error (self, NULL);
  mixed = assay_field_strings (&self->root, "mixed");
  g_assert_cmpstrv (mixed, first);
  assert_error (self, "file.json: $.mixed[1]: must be a string");
  g_assert_null (assay_field_strings (&self->root, "half"));
  assert_error (self, "file.json: $.half: must be a string");
}

static void
test_elements (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  AssayField numbers, name;

  g_assert_true (assay_field_member (&self->root, "numbers", &numbers));
  g_assert_cmpuint (assay_field_length (&numbers), ==, 3);
  g_assert_cmpfloat (assay_field_element_number (&numbers, 1), ==, 2.5);
  assert_error (self, NULL);
  g_assert_true (isnan (assay_field_element_number (&numbers, 2)));
  assert_error (self, "file.json: $.numbers[2]: must be a number");

  g_assert_true (assay_field_member (&self->root, "name", &name));
  g_assert_cmpuint (assay_field_length (&name), ==, 0);
  assert_error (self, "file.json: $.name: must be an array");
}

static void
test_pairs (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char * const in_order[] = { "z", "1", "a", "2", NULL };
  g_auto (GStrv) pairs = NULL;
  g_auto (GStrv) bad = NULL;
  AssayField member;

  g_assert_true (assay_field_member (&self->root, "pairs", &member));
  pairs = assay_field_pairs (&member);
  g_assert_cmpstrv (pairs, in_order);
  g_assert_true (assay_field_member (&self->root, "no pairs", &member));
  g_assert_null (assay_field_pairs (&member));
  assert_error (self, NULL);
  g_assert_true (assay_field_member (&self->root, "bad-pairs", &member));
  bad = assay_field_pairs (&member);
  assert_error (self, "file.json: $.bad-pairs.z: must be a string");
  g_assert_true (assay_field_member (&self->root, "list", &member));
  g_assert_null (assay_field_pairs (&member));
  assert_error (self, "file.json: $.list: must be an object");
}

static void
test_choices (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char * const choices[] = { "Essay", "Assay", NULL };
  const char * const others[] = { "higher", "lower", NULL };

  g_assert_cmpint (assay_field_choice (&self->root, "name", choices, -1), ==, 1);
  g_assert_cmpint (assay_field_choice (&self->root, "gone", choices, 0), ==, 0);
  assert_error (self, NULL);
  g_assert_cmpint (assay_field_choice (&self->root, "gone", choices, -1), ==, -1);
  assert_error (self, "file.json: $: “gone” is missing");
  g_assert_cmpint (assay_field_choice (&self->root, "name", others, 0), ==, 0);
  assert_error (self, "file.json: $.name: “Assay” is none of: higher, lower");
}

static void
test_dates (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpstr (assay_field_date (&self->root, "day"), ==, "2026-08");
  g_assert_null (assay_field_date (&self->root, "gone"));
  assert_error (self, NULL);
  g_assert_null (assay_field_date (&self->root, "never"));
  assert_error (self, "file.json: $.never: “soon” is no date such as 2026, 2026-Q3, 2026-08 or 2026-08-21");
}

static void
test_ids (void)
{
  const struct { const char *json; gboolean good; } cases[] = {
    { "{\"id\": \"a\"}", TRUE },        { "{\"id\": \"node-20\"}", TRUE },  { "{\"id\": \"-a\"}", FALSE },
    { "{\"id\": \"a-\"}", FALSE },      { "{\"id\": \"a--b\"}", FALSE },    { "{\"id\": \"A\"}", FALSE },
    { "{\"id\": \"a b\"}", FALSE },     { "{\"id\": \"caf\u00e9\"}", FALSE }, { "{\"id\": \"a.b\"}", FALSE },
    { "{\"id\": \"\"}", FALSE },        { "{\"id\": 1}", FALSE },           { "{}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (cases[i].json, NULL);
      g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
      AssayReader reader = { "file.json", errors };
      AssayField root;

      assay_field_root (&root, &reader, node);
      g_assert_true ((assay_field_id (&root) != NULL) == cases[i].good);
      g_assert_cmpuint (errors->len, ==, !cases[i].good);
    }
}

static void
test_paths (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  AssayField deep, first, x, inner;
  g_autofree char *path = NULL;

  g_assert_true (assay_field_member (&self->root, "deep", &deep));
  assay_field_element (&deep, 0, &first);
  g_assert_true (assay_field_member (&first, "x", &x));
  assay_field_element (&x, 0, &inner);
  path = assay_field_path (&inner);
  g_assert_cmpstr (path, ==, "$.deep[0].x[0]");
  g_assert_false (assay_field_member (&deep, "x", &x));
  g_assert_null (assay_field_string (&deep, "x"));
  assert_error (self, "file.json: $.deep: must be an object");
}

static void
test_only (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char * const known[] = { "z", NULL };
  AssayField pairs;

  g_assert_true (assay_field_member (&self->root, "pairs", &pairs));
  assay_field_only (&pairs, known);
  assert_error (self, "file.json: $.pairs.a: unknown member");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/field/strings", test_strings);
  ADD ("/field/numbers", test_numbers);
  ADD ("/field/booleans", test_booleans);
  ADD ("/field/vectors", test_vectors);
  ADD ("/field/elements", test_elements);
  ADD ("/field/pairs", test_pairs);
  ADD ("/field/choices", test_choices);
  ADD ("/field/dates", test_dates);
  ADD ("/field/paths", test_paths);
  ADD ("/field/only", test_only);
  g_test_add_func ("/field/ids", test_ids);

  return g_test_run ();
}
