/* Any text as the description of a scenario, a technology, a runtime or a preparation: what is taken is linked, and its metrics make a document. */
#include "data/measure/measured.h"
#include "data/measure/workload-private.h"
#include "data/model/json.h"
#include "tests/fuzz/fuzz.h"

static AssayWorkloads *
workloads_new (void)
{
  static const char node[] = "{\"id\": \"node\", \"name\": \"Node.js\", \"subject\": \"node\", \"find\": [\"node\"], \"probe\": [\"{runtime}\"],"
                             " \"least\": \"18\"}";
  AssayWorkloads *self = g_atomic_rc_box_new0 (AssayWorkloads);
  g_autoptr (JsonNode) root = assay_json_parse ("node", node, strlen (node), NULL);
  AssayReader reader;
  AssayField field;

  self->folders = g_new0 (char *, 1);
  self->errors = g_ptr_array_new_with_free_func (g_free);
  self->runtimes = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_runtime_free);
  self->technologies = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_technology_free);
  self->scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_scenario_free);
  reader = (AssayReader) { "node", self->errors };
  assay_field_root (&field, &reader, root);
  g_ptr_array_add (self->runtimes, assay_runtime_read (&field));
  g_assert_cmpuint (self->errors->len, ==, 0);

  return self;
}

static void
take (GPtrArray *elements, gpointer element)
{
  if (element != NULL)
    g_ptr_array_add (elements, element);
}

static void
check_workloads (AssayWorkloads *self, const AssayField *root)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *document = NULL;
  gsize length;

  take (self->technologies, assay_technology_read (root, self->runtimes));
  take (self->runtimes, assay_runtime_read (root));
  take (self->scenarios, assay_scenario_read (root, "folder"));
  self->preparation = assay_preparation_read (root);
  assay_workloads_link (self);
  assert_all_shown (self->errors);
  document = assay_workloads_document (self, &length);
  assay_json_check ("document", document, length, ASSAY_JSON_MAX_BYTES, &error);
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (AssayWorkloads) workloads = workloads_new ();
  AssayReader reader = { "file", workloads->errors };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = assay_json_parse ("file", (const char *) data, size, &error);
  AssayField field;

  if (root == NULL)
    {
      assert_shown (error->message);
      return 0;
    }
  assay_field_root (&field, &reader, root);
  check_workloads (workloads, &field);

  return 0;
}
