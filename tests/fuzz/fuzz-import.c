/* Any bytes as a result file: they give results or an error, and what comes out can be shown and checked. */
#include "data/sources/import.h"
#include "data/sources/plausible.h"
#include "tests/fuzz/fuzz.h"

static void
check (const AssayResults *results)
{
  for (guint i = 0; i < results->rows->len; i++)
    {
      const AssayResult *row = results->rows->pdata[i];

      g_assert_true (row->measure != NULL && (row->subject == NULL || g_utf8_validate (row->subject, -1, NULL)));
      for (char **word = row->dimensions; word != NULL && *word != NULL; word++)
        g_assert_true (g_utf8_validate (*word, -1, NULL));
      for (guint s = 0; s < row->n_samples; s++)
        g_assert_true (row->samples[s] == row->samples[s]);
    }
  for (guint i = 0; i < results->skipped->len; i++)
    g_assert_true (g_utf8_validate (results->skipped->pdata[i], -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = assay_import_read ("file", bytes, NULL, &error);

  g_assert_true ((results == NULL) == (error != NULL));
  if (results == NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  else
    {
      assay_plausible_check (results);
      check (results);
    }

  return 0;
}
