#include "data/measure/load-lines.h"

#include <math.h>
#include <string.h>

#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"

#define NAME "the load generator"

static guint64
read_count (const AssayField *self, const char *name)
{
  double value = assay_field_number (self, name);

  return value >= 0 && value < 0x1p63 ? (guint64) value : 0;
}

/* null where it isn't a number. */
static double
read_maybe (const AssayField *self, const char *name)
{
  return assay_field_real (self, name, NAN);
}

static void
read_interval (const AssayField *self, AssayLoadInterval *interval)
{
  *interval = (AssayLoadInterval) {
    .time = assay_field_number (self, "time"),
    .open = read_count (self, "open"),
    .quiet = read_count (self, "quiet") != 0,
    .answers = read_count (self, "answers"),
    .server_cpu = read_maybe (self, "server_cpu"),
    .generator_cpu = assay_field_number (self, "generator_cpu"),
    .p50 = read_maybe (self, "p50"),
    .p99 = read_maybe (self, "p99"),
  };
}

static AssayHistogram *
read_histogram (const AssayField *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  const char *text = assay_field_maybe (self, name);
  AssayHistogram *histogram = text == NULL ? NULL : assay_histogram_from_text (text, &error);

  if (error != NULL)
    assay_field_fail (self, "%s: %s", name, error->message);

  return histogram;
}

static void
read_result (const AssayField *self, AssayLoadResult *result)
{
  *result = (AssayLoadResult) {
    .seconds = assay_field_number (self, "seconds"),
    .planned = read_count (self, "planned"),
    .sent = read_count (self, "sent"),
    .answers = read_count (self, "answers"),
    .failed = read_count (self, "failed"),
    .failure = assay_field_copy (self, "failure"),
    .opened = read_count (self, "opened"),
    .reopened = read_count (self, "reopened"),
    .alive = read_maybe (self, "alive"),
    .bytes = read_count (self, "bytes"),
    .generator_cpu = assay_field_number (self, "generator_cpu"),
    .head_room = assay_field_number (self, "head_room"),
    .latest = assay_field_number (self, "latest"),
    .waited = read_count (self, "waited"),
    .in_flight = assay_field_number (self, "in_flight"),
    .latency = read_histogram (self, "latency"),
    .blind = read_histogram (self, "blind"),
  };
  if (result->latency == NULL)
    assay_field_fail (self, "there is no latency");
}

static AssayLoadLine
read_line (const AssayField *root, AssayLoadInterval *interval, AssayLoadResult *result)
{
  AssayField member;

  if (assay_field_member (root, "interval", &member))
    {
      read_interval (&member, interval);
      return ASSAY_LOAD_LINE_INTERVAL;
    }
  if (assay_field_member (root, "result", &member))
    {
      read_result (&member, result);
      return ASSAY_LOAD_LINE_RESULT;
    }
  assay_field_fail (root, "neither an interval nor a result");

  return ASSAY_LOAD_LINE_BAD;
}

AssayLoadLine
assay_load_line_read (const char *line, AssayLoadInterval *interval, AssayLoadResult *result, GError **error)
{
  g_autoptr (JsonNode) node = assay_json_parse (NAME, line, strlen (line), error);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { .file = NAME, .errors = errors };
  AssayField root;
  AssayLoadLine kind;
  const char *words;

  if (node == NULL)
    return ASSAY_LOAD_LINE_BAD;
  assay_field_root (&root, &reader, node);
  words = assay_field_maybe (&root, "error");
  kind = words != NULL ? ASSAY_LOAD_LINE_BAD : read_line (&root, interval, result);
  if (words == NULL && errors->len == 0)
    return kind;

  if (kind == ASSAY_LOAD_LINE_RESULT)
    assay_load_result_clear (result);
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, words != NULL ? words : g_ptr_array_index (errors, 0));

  return ASSAY_LOAD_LINE_BAD;
}
