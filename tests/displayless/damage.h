/* Fixtures that are damaged, and what may come of them. */
#pragma once

#include "data/model/error.h"
#include "tests/displayless/results-text.h"

/* Calls @check with the @length bytes of @text, of which one bit is wrong, @times. */
static inline void
flip_bits (char *text, gsize length, guint times, GRand *random, void (*check) (const char *text, gsize length, gconstpointer data), gconstpointer data)
{
  for (guint flip = 0; length > 0 && flip < times; flip++)
    {
      gsize at = (gsize) g_rand_int_range (random, 0, (gint32) length);
      char before = text[at];

      text[at] = (char) (before ^ (1 << g_rand_int_range (random, 0, 8)));
      check (text, length, data);
      text[at] = before;
    }
}

/* Either is there, and can be shown. */
static inline void
assert_results_or_error (const AssayResults *results, const GError *error)
{
  g_assert_true ((results == NULL) == (error != NULL));
  if (results != NULL)
    {
      g_autofree char *shown = results_text (results);

      g_assert_true (g_utf8_validate (shown, -1, NULL));
    }
  else
    g_assert_true (error->domain == ASSAY_ERROR && g_utf8_validate (error->message, -1, NULL));
}
