/* Any bytes as a file of one format, which the first byte chooses: what it says is filed under subjects as a document that the catalogue takes
 * without a mistake. k6's raw output is read a second time in pieces. */
#include "data/model/error.h"
#include "data/model/store.h"
#include "data/sources/filing.h"
#include "data/sources/import-private.h"
#include "data/sources/plausible.h"
#include "tests/fuzz/fuzz.h"

static const char catalogue[] =
  "{\"criteria\": [{\"id\": \"performance\", \"name\": \"P\", \"description\": \"P\"}, {\"id\": \"cost\", \"name\": \"C\", \"description\": \"C\"}],"
  " \"subjects\": [{\"id\": \"alpha\", \"name\": \"Alpha\", \"kind\": \"language\", \"compared\": true, \"hue\": 0},"
  "  {\"id\": \"express\", \"name\": \"Express\", \"kind\": \"framework\", \"parent\": \"alpha\"}]}";

static AssayStore *
load_store (void)
{
  AssayStore *store = g_object_new (ASSAY_TYPE_STORE, NULL);
  gsize length;
  g_autofree char *metrics = assay_filing_metrics (&length);

  assay_store_add_document (store, "catalogue", catalogue, strlen (catalogue));
  assay_store_add_document (store, "measures", metrics, length);

  return store;
}

static void
check_filing (const AssayResults *results)
{
  static const char * const subjects[] = { "", "express", NULL };
  const AssayFilingImport import = {
    .file = "file", .hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", .date = "2026-11-28", .subjects = subjects,
  };
  g_autoptr (AssayStore) store = load_store ();
  g_auto (AssayFiled) filed = { 0 };
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *document = assay_filing_import (results, store, &import, &length, &filed, NULL, &error);

  assert_all_shown (filed.unknown);
  g_assert_true ((document == NULL) == (error != NULL));
  if (error != NULL)
    {
      assert_shown (error->message);
      return;
    }
  assay_store_add_document (store, "import", document, length);
  if (assay_store_get_errors (store)->len > 0)
    g_error ("%s in %s", (char *) assay_store_get_errors (store)->pdata[0], document);
}

static void
check_stream (const char *text, gsize length)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = assay_results_new ("k6");
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { "file", errors };
  AssayImport import = { .name = "file", .results = results, .reader = &reader };

  if (!assay_import_k6_stream (&import, stream, NULL, &error))
    assert_shown (error->message);
  assay_import_settle (&import);
  assert_all_shown (results->skipped);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint n;
  const AssayImportFormat * const *formats = assay_import_formats (&n), *format;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = NULL;

  if (size == 0)
    return 0;
  format = formats[data[0] % n];
  bytes = g_bytes_new_static (data + 1, size - 1);
  results = assay_import_read_as ("file", bytes, format, &error);
  g_assert_true ((results == NULL) == (error != NULL));
  if (format == &assay_format_k6_raw)
    check_stream ((const char *) data + 1, size - 1);
  if (results == NULL)
    assert_shown (error->message);
  else
    {
      assay_plausible_check (results);
      check_filing (results);
    }

  return 0;
}
