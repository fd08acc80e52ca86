/* Any bytes as the answer of a public source, which the first byte chooses: they give results or an error, and what comes out can be shown. */
#include <math.h>

#include "data/sources/plausible.h"
#include "data/sources/source.h"
#include "tests/fuzz/fuzz.h"

static void
check (const AssayResults *results)
{
  g_assert_cmpuint (results->rows->len, >, 0);
  for (guint i = 0; i < results->rows->len; i++)
    {
      const AssayResult *row = results->rows->pdata[i];

      g_assert_true (row->subject == NULL || g_utf8_validate (row->subject, -1, NULL));
      g_assert_true (isfinite (row->value) == (row->text == NULL));
      g_assert_true (row->text == NULL || (*row->text != '\0' && g_utf8_validate (row->text, -1, NULL)));
    }
  g_assert_true (results->note == NULL || g_utf8_validate (results->note, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint n;
  const AssaySource *table = assay_source_table (&n);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayResults) results = NULL;

  if (size == 0)
    return 0;
  bytes = g_bytes_new_static (data + 1, size - 1);
  results = table[data[0] % n].read ("answer", bytes, &error);
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
