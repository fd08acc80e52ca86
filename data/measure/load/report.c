#include "data/measure/load/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void
add_name (GString *line, const char *name)
{
  g_string_append_printf (line, "%s\"%s\":", line->str[line->len - 1] == '{' ? "" : ",", name);
}

static void
add_number (GString *line, const char *name, double value)
{
  add_name (line, name);
  if (isfinite (value))
    g_string_append_printf (line, "%.9g", value);
  else
    g_string_append (line, "null");
}

static void
add_count (GString *line, const char *name, guint64 value)
{
  add_name (line, name);
  g_string_append_printf (line, "%" G_GUINT64_FORMAT, value);
}

/* The words may hold anything that a server sent. */
static void
add_words (GString *line, const char *name, const char *words)
{
  g_autofree char *valid = words == NULL ? NULL : g_utf8_make_valid (words, -1);

  add_name (line, name);
  if (valid == NULL)
    {
      g_string_append (line, "null");
      return;
    }
  g_string_append_c (line, '"');
  for (const char *at = valid; *at != '\0'; at++)
    if (*at == '"' || *at == '\\' || (guchar) *at < ' ')
      g_string_append_printf (line, "\\u%04x", (guchar) *at);
    else
      g_string_append_c (line, *at);
  g_string_append_c (line, '"');
}

static void
add_histogram (GString *line, const char *name, const AssayHistogram *histogram)
{
  g_autofree char *text = histogram == NULL ? NULL : assay_histogram_to_text (histogram);

  add_words (line, name, text);
}

/* In one piece, because nothing may be kept back from a reader who waits. */
static void
print (GString *line)
{
  g_string_append (line, "}\n");
  if (fwrite (line->str, 1, line->len, stdout) != line->len || fflush (stdout) != 0)
    exit (EXIT_FAILURE);
}

void
assay_report_interval (const AssayLoadInterval *interval)
{
  g_autoptr (GString) line = g_string_new ("{\"interval\":{");

  add_number (line, "time", interval->time);
  add_count (line, "open", interval->open);
  add_count (line, "quiet", interval->quiet);
  add_count (line, "answers", interval->answers);
  add_number (line, "server_cpu", interval->server_cpu);
  add_number (line, "generator_cpu", interval->generator_cpu);
  add_number (line, "p50", interval->p50);
  add_number (line, "p99", interval->p99);
  g_string_append_c (line, '}');
  print (line);
}

void
assay_report_result (const AssayLoadResult *result)
{
  g_autoptr (GString) line = g_string_new ("{\"result\":{");

  add_number (line, "seconds", result->seconds);
  add_count (line, "planned", result->planned);
  add_count (line, "sent", result->sent);
  add_count (line, "answers", result->answers);
  add_count (line, "failed", result->failed);
  add_words (line, "failure", result->failure);
  add_count (line, "opened", result->opened);
  add_count (line, "reopened", result->reopened);
  add_number (line, "alive", result->alive);
  add_count (line, "bytes", result->bytes);
  add_number (line, "generator_cpu", result->generator_cpu);
  add_number (line, "head_room", result->head_room);
  add_number (line, "latest", result->latest);
  add_count (line, "waited", result->waited);
  add_number (line, "in_flight", result->in_flight);
  add_histogram (line, "latency", result->latency);
  add_histogram (line, "blind", result->blind);
  g_string_append_c (line, '}');
  print (line);
}

void
assay_report_error (const char *words)
{
  g_autoptr (GString) line = g_string_new ("{");

  add_words (line, "error", words);
  print (line);
}
