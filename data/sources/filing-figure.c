#include "data/sources/filing-private.h"

#include <math.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "data/model/json-text.h"

/* Of more than are kept, every how-manieth is. */
#define SAMPLE_STEP(n) ((n) / (ASSAY_FILING_MAX_SAMPLES + 1) + 1)

void
assay_filing_add_samples (JsonBuilder *json, const double *samples, guint n, double factor)
{
  guint step = SAMPLE_STEP (n);

  if (n == 0)
    return;
  json_builder_set_member_name (json, "samples");
  json_builder_begin_array (json);
  for (guint i = 0; i < n; i += step)
    if (isfinite (samples[i] * factor))
      json_builder_add_double_value (json, samples[i] * factor);
  json_builder_end_array (json);
}

static void
put_samples (GString *json, const double *samples, guint n)
{
  guint step = SAMPLE_STEP (n);
  gboolean first = TRUE;

  if (n == 0)
    return;
  assay_json_put_name (json, "samples");
  g_string_append_c (json, '[');
  for (guint i = 0; i < n; i += step)
    if (isfinite (samples[i]))
      {
        if (!first)
          g_string_append_c (json, ',');
        assay_json_put_double (json, samples[i]);
        first = FALSE;
      }
  g_string_append_c (json, ']');
}

/* A name may be there twice: then it has its first place and its last value. */
static void
put_pair (GString *json, char **pairs, char **pair)
{
  const char *value = pair[1];

  for (char **earlier = pairs; earlier != pair; earlier += 2)
    if (strcmp (earlier[0], pair[0]) == 0)
      return;
  for (char **later = pair + 2; *later != NULL; later += 2)
    if (strcmp (later[0], pair[0]) == 0)
      value = later[1];
  assay_json_put_text (json, pair[0], value);
}

/* The name in the file stays with the figure: several entries of a file may be of one subject. */
static void
put_dimensions (GString *json, const AssayResult *row)
{
  if (row->dimensions == NULL && row->subject == NULL)
    return;
  assay_json_put_name (json, "dimensions");
  g_string_append_c (json, '{');
  assay_json_put_text (json, "entry", row->subject);
  for (char **pair = row->dimensions; pair != NULL && pair[0] != NULL; pair += 2)
    if (strcmp (pair[0], "entry") != 0)
      put_pair (json, row->dimensions, pair);
  g_string_append_c (json, '}');
}

void
assay_filing_put_figure (GString *json, const AssayFilingFigure *self, const AssayResult *row)
{
  g_string_append_c (json, '{');
  assay_json_put_text (json, "id", self->id);
  assay_json_put_text (json, "metric", self->metric);
  assay_json_put_text (json, "subject", self->subject);
  assay_json_put_number (json, "value", row->value);
  assay_json_put_range (json, row->value, row->low, row->high);
  assay_json_put_text (json, "date", self->date);
  assay_json_put_text (json, "origin", self->origin);
  assay_json_put_text (json, "quality", row->quality);
  assay_json_put_strings (json, "gate", row->gate);
  put_dimensions (json, row);
  put_samples (json, row->samples, row->n_samples);
  g_string_append_c (json, '}');
}
