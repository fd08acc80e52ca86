/* Any text as a number with a unit, and as a unit alone: it gives a number, nothing, or an error that can be shown. */
#include <math.h>

#include "data/sources/quantity.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  for (AssayQuantity wanted = 0; wanted <= ASSAY_QUANTITY_TEXT; wanted++)
    {
      g_autoptr (GError) error = NULL;
      double value = 0, factor = 0;
      gboolean read = assay_quantity_parse (text, wanted, &value, &error);

      g_assert_true (read == (error == NULL));
      g_assert_true (assay_quantity_factor (text, wanted, &factor) ? isfinite (factor) && factor > 0 : isnan (factor));
      g_assert_true (read ? !isinf (value) : isnan (value) && g_utf8_validate (error->message, -1, NULL));
    }

  return 0;
}
