/* k6's raw output ("--out json"): a line for each sample of each metric, gigabytes of them. Read in pieces, aggregated at once. */
#include <math.h>
#include <string.h>

#include "data/measure/histogram.h"
#include "data/model/json.h"
#include "data/sources/import-private.h"
#include "data/sources/words.h"

#define CHUNK 65536
#define MAX_LINE (1024 * 1024)   /* bytes */
#define NANO_OF_MILLI 1e6
#define LONGEST (3600 * 1e3)     /* ms; longer counts as an hour */
#define MICRO 1e-6
#define ENOUGH_FOR_P999 1000

typedef struct
{
  AssayImport *import;
  AssayHistogram *durations;
  GByteArray *rest;              /* of a line that continues in the next piece */
  gboolean too_long;             /* the line that is being read */
  guint64 line;                  /* its number, from 1 */
  double requests, checked, failed;
  double first, last;            /* s since 1970; NAN before the first request */
} Tally;

/* The first line tells: an object of one line with a type and a metric. */
static gboolean
recognise (const AssayImport *self)
{
  const char *end = memchr (self->text, '\n', MIN (self->length, ASSAY_IMPORT_HEAD));
  gsize length = end != NULL ? (gsize) (end - self->text) : MIN (self->length, ASSAY_IMPORT_HEAD);
  AssayImport line = { .name = self->name };
  g_autoptr (JsonNode) root = NULL;

  if (self->root != NULL || length == 0 || self->text[0] != '{' || memmem (self->text, length, "\"metric\"", strlen ("\"metric\"")) == NULL)
    return FALSE;
  root = assay_json_parse (self->name, self->text, length, NULL);

  line.root = root;

  return assay_import_has (&line, "type") && assay_import_has (&line, "metric") && assay_import_has (&line, "data");
}

static void
skip_line (Tally *self, const char *why)
{
  assay_results_skip (self->import->results, "%s:%" G_GUINT64_FORMAT ": %s", self->import->name, self->line, why);
}

static void
take_request (Tally *self, const char *text, double count)
{
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  double seconds;

  if (time == NULL || count < 0)
    {
      skip_line (self, time == NULL ? "has no time such as 2026-11-23T18:30:00Z" : "counts less than no request");
      return;
    }
  seconds = (double) g_date_time_to_unix (time) + MICRO * g_date_time_get_microsecond (time);
  self->requests += count;
  self->first = isnan (self->first) ? seconds : MIN (self->first, seconds);
  self->last = isnan (self->last) ? seconds : MAX (self->last, seconds);
}

static void
take_point (Tally *self, const char *metric, const AssayField *data)
{
  double value = assay_field_number (data, "value");

  if (isnan (value))
    return;
  if (strcmp (metric, "http_reqs") == 0)
    take_request (self, assay_field_maybe (data, "time"), value);
  else if (strcmp (metric, "http_req_duration") == 0 && value >= 0)
    assay_histogram_add (self->durations, (guint64) (NANO_OF_MILLI * MIN (value, LONGEST)));
  else if (strcmp (metric, "http_req_duration") == 0)
    skip_line (self, "a request that took less than no time");
  else if (strcmp (metric, "http_req_failed") == 0)
    {
      self->checked++;
      self->failed += value != 0;
    }
}

static void
take_line (Tally *self, const char *text, gsize length)
{
  g_autoptr (JsonNode) node = NULL;
  AssayField root, data;
  const char *metric;

  self->line++;
  if (memmem (text, length, "\"http_req", strlen ("\"http_req")) == NULL)   /* most lines are about other metrics */
    return;
  node = assay_json_parse ("", text, length, NULL);
  if (node == NULL)
    {
      skip_line (self, "is no line of JSON");
      return;
    }
  assay_field_root (&root, self->import->reader, node);
  metric = assay_field_maybe (&root, "metric");
  if (metric != NULL && g_strcmp0 (assay_field_maybe (&root, "type"), "Point") == 0 && assay_field_member (&root, "data", &data))
    take_point (self, metric, &data);
  for (guint i = 0; i < self->import->reader->errors->len; i++)
    skip_line (self, (const char *) self->import->reader->errors->pdata[i] + strlen (self->import->name) + strlen (": "));
  g_ptr_array_set_size (self->import->reader->errors, 0);
}

/* The last piece of a line. */
static void
end_line (Tally *self, const char *text, gsize length)
{
  if (self->too_long)
    {
      self->line++;
      skip_line (self, "is longer than any line of k6");
    }
  else if (self->rest->len == 0)
    take_line (self, text, length);
  else
    {
      g_byte_array_append (self->rest, (const guint8 *) text, (guint) length);
      take_line (self, (const char *) self->rest->data, self->rest->len);
    }
  g_byte_array_set_size (self->rest, 0);
  self->too_long = FALSE;
}

static void
take_piece (Tally *self, const char *text, gsize length)
{
  const char *end;

  while ((end = memchr (text, '\n', length)) != NULL)
    {
      end_line (self, text, (gsize) (end - text));
      length -= (gsize) (end - text) + 1;
      text = end + 1;
    }
  if (self->rest->len + length > MAX_LINE)
    self->too_long = TRUE;
  if (!self->too_long)
    g_byte_array_append (self->rest, (const guint8 *) text, (guint) length);
}

static gboolean
take_stream (Tally *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  gssize length;

  while ((length = g_input_stream_read (stream, chunk, CHUNK, cancellable, error)) > 0)
    take_piece (self, chunk, (gsize) length);
  if (length == 0 && (self->rest->len > 0 || self->too_long))
    end_line (self, "", 0);

  return length == 0;
}

static void
add_rows (Tally *self)
{
  static const struct { double p; const char *measure; } percentiles[] = {
    { 0.5, "latency-p50" }, { 0.75, "latency-p75" }, { 0.9, "latency-p90" }, { 0.95, "latency-p95" }, { 0.99, "latency-p99" },
    { 0.999, "latency-p999" }, { 1, "latency-max" },
  };
  AssayImport *import = self->import;
  guint64 n = assay_histogram_count (self->durations);

  if (self->last > self->first)
    assay_import_add (import, NULL, "throughput", self->requests / (self->last - self->first));
  assay_import_add (import, NULL, "latency-mean", assay_histogram_mean (self->durations));
  for (guint i = 0; i < G_N_ELEMENTS (percentiles); i++)
    if (percentiles[i].p != 0.999 || n >= ENOUGH_FOR_P999)
      assay_import_add (import, NULL, percentiles[i].measure, assay_histogram_percentile (self->durations, percentiles[i].p));
  assay_import_add (import, NULL, "error-share", assay_import_share (self->failed, self->checked));
  assay_import_quality (import, 0, n > 0 ? (double) n : NAN, "requests");
  import->results->date = assay_words_day (self->first);
}

gboolean
assay_import_k6_stream (AssayImport *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (AssayHistogram) durations = assay_histogram_new ();
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  Tally tally = { .import = self, .durations = durations, .rest = rest, .first = NAN, .last = NAN };

  if (!take_stream (&tally, stream, cancellable, error))
    return FALSE;
  add_rows (&tally);

  return TRUE;
}

/* From memory, where reading can't fail. */
static void
read_all (AssayImport *self)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (self->text, (gssize) self->length, NULL);

  assay_import_k6_stream (self, stream, NULL, NULL);
}

const AssayImportFormat assay_format_k6_raw = { "k6-raw", "k6 raw output", "k6", recognise, read_all };
