/* What the reports in plain text share. */
#include <math.h>
#include <string.h>

#include "data/model/language.h"
#include "data/sources/import-private.h"
#include "data/sources/quantity.h"

#define MAX_WORD 40   /* bytes */

char **
assay_import_lines (AssayImport *self)
{
  g_autofree char *text = NULL;
  char **lines;

  if (self->length > ASSAY_IMPORT_MAX_TEXT)
    {
      assay_results_skip (self->results, _ ("%s: is longer than any report of this kind"), self->name);
      return NULL;
    }
  text = g_utf8_make_valid (self->text, (gssize) self->length);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    g_strstrip (*line);

  return lines;
}

const char *
assay_import_after (const char *line, const char *label)
{
  if (!g_str_has_prefix (line, label))
    return NULL;
  line += strlen (label);

  return line + strspn (line, " \t");
}

double
assay_import_word (const char *text, AssayQuantity wanted)
{
  gsize length = strcspn (text, " \t");
  char word[MAX_WORD + 1];
  double value;

  if (length > MAX_WORD)
    return NAN;
  memcpy (word, text, length);
  word[length] = '\0';
  assay_quantity_parse (word, wanted, &value, NULL);

  return value;
}

const char *
assay_import_percentile (double percent)
{
  static const struct { double percent; const char *measure; } percentiles[] = {
    { 50, "latency-p50" }, { 75, "latency-p75" }, { 90, "latency-p90" }, { 95, "latency-p95" },
    { 99, "latency-p99" }, { 99.9, "latency-p999" }, { 100, "latency-max" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (percentiles); i++)
    if (fabs (percentiles[i].percent - percent) < 1e-6)
      return percentiles[i].measure;

  return NULL;
}
