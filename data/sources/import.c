#include "data/sources/import.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/json.h"
#include "data/model/language.h"
#include "data/sources/import-private.h"
#include "data/sources/words.h"

#define BYTE_ORDER_MARK "\357\273\277"
#define CHUNK 65536

static const AssayImportFormat * const formats[] = {
  &assay_format_runs,
  &assay_format_k6,
  &assay_format_k6_machine,
  &assay_format_k6_raw,
  &assay_format_oha,
  &assay_format_vegeta,
  &assay_format_autocannon,
  &assay_format_wrk,
  &assay_format_ab,
  &assay_format_hey,
  &assay_format_hyperfine,
  &assay_format_pyperf,
  &assay_format_jmh,
  &assay_format_techempower,
  &assay_format_tfbvis,
  &assay_format_httparena,
  &assay_format_timeline,
  &assay_format_benchmarker,
  &assay_format_table,
  &assay_format_prometheus,
};

const AssayImportFormat * const *
assay_import_formats (guint *n)
{
  *n = G_N_ELEMENTS (formats);

  return formats;
}

gboolean
assay_import_is_runs (const AssayImportFormat *format)
{
  return format != NULL && format->read == NULL;
}

/* @wanted alone, or any where it is NULL. */
static const AssayImportFormat *
recognise (const AssayImport *self, const AssayImportFormat *wanted)
{
  if (wanted != NULL)
    return wanted->recognise (self) ? wanted : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i]->recognise (self))
      return formats[i];

  return NULL;
}

static void
set_text (AssayImport *self, const char *text, gsize length)
{
  gsize mark = length >= strlen (BYTE_ORDER_MARK) && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0 ? strlen (BYTE_ORDER_MARK) : 0;

  self->text = length == 0 ? "" : text + mark;
  self->length = length - mark;
}

static gboolean
looks_like_json (const AssayImport *self)
{
  gsize at = 0;

  while (at < self->length && g_ascii_isspace (self->text[at]))
    at++;

  return at < self->length && (self->text[at] == '{' || self->text[at] == '[');
}

static gboolean
fail_unknown (const AssayImport *self, const AssayImportFormat *wanted, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  if (wanted != NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: this is nothing of %s that can be read here"), self->name, wanted->name);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", formats[i]->name);
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: this is no file of results that can be read here. Known are: %s"), self->name, known->str);

  return FALSE;
}

/* A file without a row says nothing; the first mistake tells why. */
static gboolean
has_rows (const AssayImport *self, const AssayImportFormat *format, GError **error)
{
  const GPtrArray *skipped = self->results->skipped;

  if (self->results->rows->len > 0)
    return TRUE;
  if (skipped->len > 0)
    g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, skipped->pdata[0]);
  else
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: looks like %s, but there are no results in it"), self->name, format->name);

  return FALSE;
}

/* @stream is NULL, or k6's raw output that isn't held in memory. */
static AssayResults *
read_as (AssayImport *self, const AssayImportFormat *format, GInputStream *stream, GError **error)
{
  g_autoptr (AssayResults) results = assay_results_new (format->tool);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { self->name, errors };

  if (assay_import_is_runs (format))
    return g_steal_pointer (&results);

  self->results = results;
  self->reader = &reader;
  if (stream == NULL)
    format->read (self);
  else if (!assay_import_k6_stream (self, stream, self->cancellable, error))
    return NULL;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  assay_import_settle (self);

  return has_rows (self, format, error) ? g_steal_pointer (&results) : NULL;
}

/* A file may be large, and is read in parts. */
static AssayResults *
read_text (const char *name, const char *text, gsize length, GCancellable *cancellable, const AssayImportFormat **format, GError **error)
{
  AssayImport self = { .name = name, .cancellable = cancellable };
  const AssayImportFormat *found;
  g_autoptr (AssayJsonParts) parts = NULL;

  set_text (&self, text, length);
  found = recognise (&self, NULL);
  if (found == NULL && looks_like_json (&self))
    {
      self.parts = parts = assay_json_parts_new (name, self.text, self.length, ASSAY_JSON_PIECE, cancellable, error);
      if (parts == NULL)
        return NULL;
      self.root = assay_json_parts_root (parts);
      found = recognise (&self, NULL);
    }
  if (format != NULL)
    *format = found;
  if (found == NULL)
    {
      /* what is cancelled while it is looked at isn't recognised */
      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        fail_unknown (&self, NULL, error);
      return NULL;
    }

  return read_as (&self, found, NULL, error);
}

AssayResults *
assay_import_read (const char *name, GBytes *bytes, const AssayImportFormat **format, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (format != NULL)
    *format = NULL;

  return read_text (name, text, length, NULL, format, error);
}

AssayResults *
assay_import_read_as (const char *name, GBytes *bytes, const AssayImportFormat *format, GError **error)
{
  AssayImport self = { .name = name };
  g_autoptr (JsonNode) root = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  set_text (&self, text, length);
  if (looks_like_json (&self))
    {
      self.root = root = assay_json_parse_within (name, self.text, self.length, self.length, error);
      if (root == NULL)
        return NULL;
    }
  if (recognise (&self, format) == NULL)
    {
      fail_unknown (&self, format, error);
      return NULL;
    }

  return read_as (&self, format, NULL, error);
}

/* Reads to the end, at most @most bytes; FALSE if there are more, or reading fails. */
static gboolean
load (const char *name, GInputStream *stream, gsize most, GCancellable *cancellable, GByteArray *bytes, GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gssize length;

  while ((length = g_input_stream_read (stream, chunk, CHUNK, cancellable, error)) > 0)
    {
      if ((gsize) length > most - bytes->len)
        {
          g_autofree char *size = g_format_size_full (most, G_FORMAT_SIZE_IEC_UNITS);

          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: is longer than %s"), name, size);
          return FALSE;
        }
      g_byte_array_append (bytes, chunk, (guint) length);
    }

  return length == 0;
}

/* Fills the stream's buffer, so that it can be looked at. */
static gboolean
peek (GBufferedInputStream *stream, GCancellable *cancellable, GError **error)
{
  gssize length;

  do
    length = g_buffered_input_stream_fill (stream, -1, cancellable, error);
  while (length > 0 && g_buffered_input_stream_get_available (stream) < ASSAY_IMPORT_HEAD);

  return length >= 0;
}

static AssayResults *
read_stream (const char *name, GBufferedInputStream *stream, gsize most, GCancellable *cancellable, const AssayImportFormat **format, GError **error)
{
  AssayImport self = { .name = name, .cancellable = cancellable };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const AssayImportFormat *found;
  g_autofree char *text = NULL;
  const char *head;
  gsize length;

  if (!peek (stream, cancellable, error))
    return NULL;
  head = g_buffered_input_stream_peek_buffer (stream, &length);
  set_text (&self, head, length);
  found = recognise (&self, NULL);
  if (found == &assay_format_k6_raw || assay_import_is_runs (found))   /* of any length */
    {
      if (format != NULL)
        *format = found;
      return read_as (&self, found, G_INPUT_STREAM (stream), error);
    }
  if (!load (name, G_INPUT_STREAM (stream), most, cancellable, bytes, error))
    return NULL;

  text = (char *) g_byte_array_steal (bytes, &length);

  return read_text (name, text, length, cancellable, format, error);
}

AssayResults *
assay_import_read_file (GFile *file, gsize most, GCancellable *cancellable, const AssayImportFormat **format, GError **error)
{
  g_autoptr (GFileInputStream) opened = g_file_read (file, cancellable, error);
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = assay_words_cut (base != NULL ? base : "file", -1, ASSAY_IMPORT_MAX_NAME);

  if (format != NULL)
    *format = NULL;
  if (opened == NULL)
    return NULL;
  stream = g_buffered_input_stream_new_sized (G_INPUT_STREAM (opened), ASSAY_IMPORT_HEAD);

  return read_stream (name, G_BUFFERED_INPUT_STREAM (stream), most == 0 ? ASSAY_IMPORT_MAX_BYTES : most, cancellable, format, error);
}
