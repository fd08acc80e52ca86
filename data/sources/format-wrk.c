/* What wrk and wrk2 print. One file may hold several reports, one behind the other. */
#include <math.h>
#include <string.h>

#include "data/sources/import-private.h"

#define RUNNING "Running "
#define AT " test @ "
#define THREADS " threads and "

/* One report. */
typedef struct
{
  AssayImport *import;
  guint first;             /* its first row */
  char *subject;           /* the address */
  double duration, threads, connections, requests, errors;
  gboolean uncorrected;    /* what follows are wrk2's second percentiles, of which those that had to wait are no part */
} Report;

static gboolean
recognise (const AssayImport *self)
{
  return self->root == NULL && (assay_import_says (self, "Thread Stats") || (assay_import_says (self, RUNNING) && assay_import_says (self, AT)));
}

static void
begin (Report *self, AssayImport *import)
{
  *self = (Report) { .import = import, .first = import->results->rows->len, .duration = NAN, .threads = NAN, .connections = NAN, .requests = NAN };
}

static void
end (Report *self)
{
  assay_import_add (self->import, self->subject, "error-share", assay_import_share (self->errors, self->requests));
  assay_import_count (self->import, self->first, "connections", self->connections);
  assay_import_count (self->import, self->first, "threads", self->threads);
  assay_import_count (self->import, self->first, "duration", self->duration);
  assay_import_quality (self->import, self->first, self->requests, "requests");
  g_clear_pointer (&self->subject, g_free);
}

static const char *
next_word (const char *text)
{
  text += strcspn (text, " \t");

  return text + strspn (text, " \t");
}

/* "Running 10s test @ http://127.0.0.1:8080/" */
static gboolean
take_head (Report *self, const char *line)
{
  const char *rest = assay_import_after (line, RUNNING), *address = strstr (line, AT);
  AssayImport *import = self->import;

  if (rest == NULL || address == NULL)
    return FALSE;
  end (self);
  begin (self, import);
  self->duration = assay_import_word (rest, ASSAY_QUANTITY_TIME);
  self->subject = g_strdup (address + strlen (AT));

  return TRUE;
}

/* "2 threads and 100 connections" */
static gboolean
take_settings (Report *self, const char *line)
{
  const char *connections = strstr (line, THREADS);

  if (connections == NULL)
    return FALSE;
  self->threads = assay_import_word (line, ASSAY_QUANTITY_COUNT);
  self->connections = assay_import_word (connections + strlen (THREADS), ASSAY_QUANTITY_COUNT);

  return TRUE;
}

/* "Latency    51.95ms  132.76ms   1.54s    96.17%": mean, deviation and longest. */
static gboolean
take_latency (Report *self, const char *line)
{
  const char *mean = assay_import_after (line, "Latency ");

  if (mean == NULL)
    return FALSE;
  if (g_str_has_prefix (mean, "Distribution"))
    self->uncorrected = strstr (mean, "Uncorrected") != NULL;
  assay_import_add (self->import, self->subject, "latency-mean", assay_import_word (mean, ASSAY_QUANTITY_TIME));
  assay_import_add (self->import, self->subject, "latency-max", assay_import_word (next_word (next_word (mean)), ASSAY_QUANTITY_TIME));

  return TRUE;
}

/* "50%   25.31ms"; wrk2 has "50.000%". */
static gboolean
take_percentile (Report *self, const char *line)
{
  const char *measure = assay_import_percentile (assay_import_word (line, ASSAY_QUANTITY_SHARE));

  if (measure == NULL || strcmp (measure, "latency-max") == 0 || self->uncorrected)
    return FALSE;
  assay_import_add (self->import, self->subject, measure, assay_import_word (next_word (line), ASSAY_QUANTITY_TIME));

  return TRUE;
}

/* "34211 requests in 10.08s, 6.10MB read" */
static gboolean
take_requests (Report *self, const char *line)
{
  if (!g_str_has_prefix (next_word (line), "requests in "))
    return FALSE;
  self->requests = assay_import_word (line, ASSAY_QUANTITY_COUNT);

  return TRUE;
}

static void
add_errors (Report *self, const char *count)
{
  double errors = assay_import_word (count, ASSAY_QUANTITY_COUNT);

  if (errors > 0)
    self->errors += errors;
}

/* "Socket errors: connect 0, read 12, write 0, timeout 5" and "Non-2xx or 3xx responses: 3" */
static gboolean
take_errors (Report *self, const char *line)
{
  const char *socket = assay_import_after (line, "Socket errors:"), *status = assay_import_after (line, "Non-2xx or 3xx responses:");
  g_auto (GStrv) parts = g_strsplit (socket != NULL ? socket : "", ",", 8);

  for (char **part = parts; *part != NULL; part++)
    add_errors (self, next_word (g_strstrip (*part)));
  if (status != NULL)
    add_errors (self, status);

  return socket != NULL || status != NULL;
}

static gboolean
take_throughput (Report *self, const char *line)
{
  const char *rate = assay_import_after (line, "Requests/sec:");

  if (rate == NULL)
    return FALSE;
  assay_import_add (self->import, self->subject, "throughput", assay_import_word (rate, ASSAY_QUANTITY_RATE));

  return TRUE;
}

static void
read_all (AssayImport *self)
{
  static gboolean (* const takers[]) (Report *, const char *) = {
    take_head, take_settings, take_latency, take_percentile, take_requests, take_errors, take_throughput,
  };
  g_auto (GStrv) lines = assay_import_lines (self);
  Report report;

  begin (&report, self);
  for (char **line = lines; line != NULL && *line != NULL; line++)
    for (guint i = 0; i < G_N_ELEMENTS (takers) && !takers[i] (&report, *line); i++)
      ;
  end (&report);
}

const AssayImportFormat assay_format_wrk = { "wrk", "wrk", "wrk", recognise, read_all };
