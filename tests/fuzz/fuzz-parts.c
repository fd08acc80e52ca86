/* Any text as a JSON document that is read in parts, of a size that the first two bytes choose: it reads like its whole tree, and what is no JSON
 * is refused with the same words. */
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/json-parts.h"
#include "tests/fuzz/fuzz.h"

static void compare (const AssayField *whole, const AssayField *part);

static void
compare_arrays (const AssayField *whole, const AssayField *part)
{
  guint n = assay_field_length (whole);
  AssayField a, b;

  g_assert_cmpuint (assay_field_length (part), ==, n);
  for (guint i = 0; i < n; i++)
    {
      assay_field_element (whole, i, &a);
      assay_field_element (part, i, &b);
      compare (&a, &b);
    }
}

/* Each member in its order, and whether it is there by its name. */
static void
compare_objects (const AssayField *whole, const AssayField *part)
{
  AssayFieldIter whole_iter, part_iter;
  AssayField a, b, named;

  assay_field_iter_init (&whole_iter, whole);
  assay_field_iter_init (&part_iter, part);
  while (assay_field_iter_next (&whole_iter, &a))
    {
      g_assert_true (assay_field_iter_next (&part_iter, &b));
      g_assert_cmpstr (a.name, ==, b.name);
      compare (&a, &b);
      g_assert_true (assay_field_member (part, a.name, &named) == assay_field_member (whole, a.name, &b));
    }
  g_assert_false (assay_field_iter_next (&part_iter, &b));
}

static void
compare (const AssayField *whole, const AssayField *part)
{
  g_assert_cmpint (JSON_NODE_TYPE (whole->node), ==, JSON_NODE_TYPE (part->node));
  if (JSON_NODE_HOLDS_ARRAY (whole->node))
    compare_arrays (whole, part);
  else if (JSON_NODE_HOLDS_OBJECT (whole->node))
    compare_objects (whole, part);
  else
    g_assert_true (json_node_equal (whole->node, part->node));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *) data + 2;
  g_autoptr (GError) expected = NULL, error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (AssayJsonParts) parts = NULL;
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { .file = "file", .errors = errors };
  AssayField whole, part;

  if (size < 2)
    return 0;
  root = assay_json_parse ("file", text, size - 2, &expected);
  parts = assay_json_parts_new ("file", text, size - 2, 1 + data[0] + (data[1] & 0x0f) * 256, NULL, &error);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, expected != NULL ? expected->message : NULL);
  if (parts == NULL)
    return 0;
  assay_field_root (&whole, &reader, root);
  assay_field_root (&part, &reader, assay_json_parts_root (parts));
  part.parts = parts;
  compare (&whole, &part);
  g_assert_cmpuint (errors->len, ==, 0);

  return 0;
}
