/* Results as text, so that tests compare them as a whole. */
#pragma once

#include <math.h>

#include "data/sources/results.h"

static inline void
append_number (GString *text, const char *before, double value, const char *after)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isnan (value))
    g_string_append_printf (text, "%s%s%s", before, g_ascii_formatd (digits, sizeof digits, "%.6g", value), after);
}

static inline void
append_words (GString *text, const char *label, const char *words)
{
  if (words != NULL)
    g_string_append_printf (text, "%s%s", label, words);
}

static inline void
append_result (GString *text, const AssayResult *row)
{
  g_autofree char *gate = row->gate != NULL ? g_strjoinv ("; ", row->gate) : NULL;

  g_string_append_printf (text, "%s", row->measure);
  append_words (text, " of ", row->subject);
  append_number (text, ": ", row->value, "");
  append_words (text, ": ", row->text);
  append_number (text, " [", row->low, "");
  append_number (text, "..", row->high, "]");
  for (char **pair = row->dimensions; pair != NULL && *pair != NULL; pair += 2)
    g_string_append_printf (text, ", %s=%s", pair[0], pair[1]);
  append_words (text, ", on ", row->date);
  append_words (text, ", ", row->quality);
  for (guint i = 0; i < row->n_samples; i++)
    append_number (text, i == 0 ? " (" : " ", row->samples[i], i + 1 == row->n_samples ? ")" : "");
  append_words (text, " GATE ", gate);
  g_string_append_c (text, '\n');
}

/* Transfer full. */
static inline char *
results_text (const AssayResults *results)
{
  GString *text = g_string_new (results->tool);

  append_words (text, " ", results->version);
  append_words (text, ", on ", results->date);
  append_words (text, ", machine: ", results->machine);
  append_words (text, ", command: ", results->command);
  append_words (text, ", note: ", results->note);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < results->rows->len; i++)
    append_result (text, results->rows->pdata[i]);
  for (guint i = 0; i < results->skipped->len; i++)
    g_string_append_printf (text, "skipped %s\n", (const char *) results->skipped->pdata[i]);

  return g_string_free (text, FALSE);
}
