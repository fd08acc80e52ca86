/* What ab (ApacheBench) prints. */
#include <math.h>
#include <string.h>

#include "data/sources/import-private.h"
#include "data/sources/quantity.h"
#include "data/sources/words.h"

#define MILLI 1e-3
#define VERSION "Version "

typedef struct
{
  AssayImport *import;
  const char *host, *port, *path;   /* borrowed from the lines */
  const char *protocol;
  double connections, requests, failed, other_status;
  double rate, mean;
  double seconds[7];                /* of the percentiles below */
} Report;

static const double percents[] = { 50, 75, 90, 95, 99, 100 };

static gboolean
recognise (const AssayImport *self)
{
  return self->root == NULL && (assay_import_says (self, "This is ApacheBench") || assay_import_says (self, "Requests per second:"));
}

static void
take_text (const char *line, const char *label, const char **text)
{
  const char *found = assay_import_after (line, label);

  if (found != NULL)
    *text = found;
}

static void
take_number (const char *line, const char *label, double *number)
{
  const char *found = assay_import_after (line, label);

  if (found != NULL)
    *number = assay_import_word (found, ASSAY_QUANTITY_COUNT);
}

/* "This is ApacheBench, Version 2.3 <$Revision$>" */
static void
take_version (Report *self, const char *line)
{
  const char *version = g_str_has_prefix (line, "This is ApacheBench") ? strstr (line, VERSION) : NULL;

  if (version == NULL || self->import->results->version != NULL)
    return;
  version += strlen (VERSION);
  self->import->results->version = assay_words_cut (version, (gssize) strcspn (version, " "), ASSAY_IMPORT_MAX_NAME);
}

/* "  99%     52", whole milliseconds */
static void
take_percentile (Report *self, const char *line)
{
  double percent = assay_import_word (line, ASSAY_QUANTITY_SHARE);
  const char *value = line + strcspn (line, " \t");

  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    if (percents[i] == percent)
      self->seconds[i] = MILLI * assay_import_word (value + strspn (value, " \t"), ASSAY_QUANTITY_COUNT);
}

static void
take_line (Report *self, const char *line)
{
  take_version (self, line);
  take_text (line, "Server Hostname:", &self->host);
  take_text (line, "Server Port:", &self->port);
  take_text (line, "Document Path:", &self->path);
  if (g_str_has_prefix (line, "SSL/TLS Protocol:"))
    self->protocol = "https";
  take_number (line, "Concurrency Level:", &self->connections);
  take_number (line, "Complete requests:", &self->requests);
  take_number (line, "Failed requests:", &self->failed);
  take_number (line, "Non-2xx responses:", &self->other_status);
  take_number (line, "Requests per second:", &self->rate);
  if (g_str_has_suffix (line, "(mean)"))
    take_number (line, "Time per request:", &self->mean);
  take_percentile (self, line);
}

static void
add_rows (const Report *self)
{
  AssayImport *import = self->import;
  g_autofree char *subject = NULL;

  if (self->host != NULL)
    subject = g_strdup_printf ("%s://%s:%s%s", self->protocol, self->host, self->port != NULL ? self->port : "", self->path != NULL ? self->path : "");
  assay_import_add (import, subject, "throughput", self->rate);
  assay_import_add (import, subject, "latency-mean", MILLI * self->mean);
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    assay_import_add (import, subject, assay_import_percentile (percents[i]), self->seconds[i]);
  /* A request of another status may count as failed, too: by its length. */
  assay_import_add (import, subject, "error-share", assay_import_share (MAX (self->failed, self->other_status), self->requests));
  assay_import_count (import, 0, "connections", self->connections);
  assay_import_quality (import, 0, self->requests, "requests");
}

static void
read_all (AssayImport *self)
{
  g_auto (GStrv) lines = assay_import_lines (self);
  Report report = { .import = self, .protocol = "http", .connections = NAN, .requests = NAN, .rate = NAN, .mean = NAN };

  for (guint i = 0; i < G_N_ELEMENTS (report.seconds); i++)
    report.seconds[i] = NAN;
  for (char **line = lines; line != NULL && *line != NULL; line++)
    take_line (&report, *line);
  if (lines != NULL)
    add_rows (&report);
}

const AssayImportFormat assay_format_ab = { "ab", "ab", "ab", recognise, read_all };
