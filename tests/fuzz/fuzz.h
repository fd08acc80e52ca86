/* What the targets share. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* NULL, or text that can be shown. */
static inline void
assert_shown (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

/* Of char*: what was wrong. */
static inline void
assert_all_shown (GPtrArray *errors)
{
  for (guint i = 0; i < errors->len; i++)
    assert_shown (errors->pdata[i]);
}
