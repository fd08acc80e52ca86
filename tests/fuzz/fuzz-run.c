/* Any text as a measured run, or several: what is taken is written and taken again as the same, and can be told, drawn and filed. */
#include "data/measure/history.h"
#include "data/measure/run-figure.h"
#include "data/measure/run.h"
#include "data/model/figure.h"
#include "data/model/json.h"
#include "data/model/store.h"
#include "tests/fuzz/fuzz.h"

static void
check_again (const AssayRun *run)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0, length_again = 0;
  g_autofree char *text = assay_run_to_text (run, FALSE, &length), *text_again = NULL;
  g_autoptr (JsonNode) node = assay_json_parse ("again", text, length, &error);
  g_autoptr (AssayRun) again = node != NULL ? assay_run_from_json ("again", node, &error) : NULL;

  g_assert_no_error (error);
  text_again = assay_run_to_text (again, FALSE, &length_again);
  g_assert_cmpstr (text, ==, text_again);
}

static void
check_run (AssayRun *run)
{
  g_autoptr (AssayStore) store = g_object_new (ASSAY_TYPE_STORE, NULL);
  g_autoptr (AssayFigure) figure = assay_run_figure (run, store, NULL);
  g_autoptr (GPtrArray) pair = assay_run_compare (run, run), runs = g_ptr_array_new (), ratios = assay_run_ratios (run);
  g_autofree char *finding = assay_run_finding (run), *status = assay_run_status (run), *document = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (pair != NULL && ratios != NULL && (figure == NULL || figure->series != NULL));
  assert_shown (finding);
  assert_shown (status);
  check_again (run);
  g_ptr_array_add (runs, run);
  document = assay_measured_document (runs, NULL, &length);
  assay_json_check ("document", document, length, ASSAY_JSON_MAX_BYTES, &error);
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = assay_json_parse ("run", (const char *) data, size, &error);
  g_autoptr (AssayRun) run = node != NULL ? assay_run_from_json ("run", node, &error) : NULL;

  g_assert_true ((run == NULL) == (error != NULL));
  if (run == NULL)
    assert_shown (error->message);
  else
    check_run (run);

  return 0;
}
