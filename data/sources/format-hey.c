/* What hey prints. */
#include <math.h>
#include <string.h>

#include "data/sources/import-private.h"
#include "data/sources/quantity.h"

static gboolean
recognise (const AssayImport *self)
{
  return self->root == NULL && assay_import_says (self, "Requests/sec:") && assay_import_says (self, "Slowest:");
}

/* "Average:\t0.0075 secs" */
static void
take_time (AssayImport *self, const char *line, const char *label, const char *measure)
{
  const char *text = assay_import_after (line, label);
  double seconds = NAN;

  if (text != NULL)
    assay_quantity_parse (text, ASSAY_QUANTITY_TIME, &seconds, NULL);
  assay_import_add (self, NULL, measure, seconds);
}

/* "99% in 0.0300 secs", in some versions "99%% in". */
static void
take_percentile (AssayImport *self, const char *line)
{
  const char *in = strstr (line, "% in ");
  double percent = in != NULL ? assay_import_word (line, ASSAY_QUANTITY_SHARE) : NAN, seconds = NAN;
  const char *measure;

  if (in != NULL && isnan (percent))
    {
      g_autofree char *number = g_strndup (line, strcspn (line, "%"));

      assay_quantity_parse (number, ASSAY_QUANTITY_COUNT, &percent, NULL);
    }
  measure = assay_import_percentile (percent);
  if (measure == NULL)
    return;
  assay_quantity_parse (in + strlen ("% in "), ASSAY_QUANTITY_TIME, &seconds, NULL);
  assay_import_add (self, NULL, measure, seconds);
}

/* "[200]\t20000 responses"; under the errors "[3]\tGet http://..: timeout" counts first. */
static void
take_answers (const char *line, double *all, double *failed)
{
  const char *end = line[0] == '[' ? strchr (line, ']') : NULL;
  double inside, count;

  if (end == NULL)
    return;
  inside = g_ascii_strtod (line + 1, NULL);
  count = g_str_has_suffix (line, " responses") ? assay_import_word (end + 1 + strspn (end + 1, " \t"), ASSAY_QUANTITY_COUNT) : inside;
  if (!(count >= 0))
    return;
  *all += count;
  if (!g_str_has_suffix (line, " responses") || inside < 200 || inside >= 400)
    *failed += count;
}

static void
read_all (AssayImport *self)
{
  g_auto (GStrv) lines = assay_import_lines (self);
  double all = 0, failed = 0;

  for (char **line = lines; line != NULL && *line != NULL; line++)
    {
      const char *rate = assay_import_after (*line, "Requests/sec:");

      assay_import_add (self, NULL, "throughput", rate != NULL ? assay_import_word (rate, ASSAY_QUANTITY_RATE) : NAN);
      take_time (self, *line, "Average:", "latency-mean");
      take_time (self, *line, "Slowest:", "latency-max");
      take_percentile (self, *line);
      take_answers (*line, &all, &failed);
    }
  assay_import_add (self, NULL, "error-share", assay_import_share (failed, all));
  assay_import_quality (self, 0, all > 0 ? all : NAN, "requests");
}

const AssayImportFormat assay_format_hey = { "hey", "hey", "hey", recognise, read_all };
