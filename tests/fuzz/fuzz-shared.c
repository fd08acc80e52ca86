/* Any text as the index of a team's runs and as the user's list of teams. */
#include <string.h>

#include "data/sources/shared-index.h"
#include "data/sources/shared.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = assay_shared_index_read ("index.json", (const char *) data, size, &error);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) list = assay_shared_read ("shared.json", (const char *) data, size, errors);

  g_assert_true ((entries == NULL) == (error != NULL));
  if (entries == NULL)
    assert_shown (error->message);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    g_assert_true (assay_shared_is_document (((AssaySharedEntry *) entries->pdata[i])->file));
  for (guint i = 0; i < list->len; i++)
    g_assert_true (*((AssayShared *) list->pdata[i])->name != '\0');

  return 0;
}
