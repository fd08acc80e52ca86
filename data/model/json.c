#include "data/model/json.h"

#include "data/model/error.h"
#include "data/model/json-private.h"
#include "data/model/language.h"

gboolean
assay_json_fail (AssayJsonScan *self, const char *place, const char *problem)
{
  self->p = place;
  self->problem = problem;

  return FALSE;
}

/* Lines and characters count from 1; columns in characters, not bytes. */
static void
set_error (const AssayJsonScan *self, const char *name, GError **error)
{
  gsize line = 1, column = 1;

  for (const char *c = self->start; c < self->p; c++)
    if (*c == '\n')
      {
        line++;
        column = 1;
      }
    else if ((*c & 0xc0) != 0x80)
      column++;

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "%s:%" G_GSIZE_FORMAT ":%" G_GSIZE_FORMAT ": %s", name, line,
               column, self->problem);
}

gboolean
assay_json_scan_all (AssayJsonScan *self, const char *name, const char *text, gsize length, gsize max_bytes, GError **error)
{
  gboolean good;

  self->start = self->p = length == 0 ? "" : text;
  self->end = self->start + length;
  self->keys = assay_json_keys_new ();
  good = length > max_bytes ? assay_json_fail (self, self->start, _ ("the document is too large")) : assay_json_scan_document (self);
  g_clear_pointer (&self->keys, assay_json_keys_free);
  if (!good && !g_cancellable_set_error_if_cancelled (self->cancellable, error))
    set_error (self, name, error);

  return good;
}

static gboolean
check (const char *name, const char *text, gsize length, gsize max_bytes, guint max_keys, GError **error)
{
  AssayJsonScan scan = { .max_keys = max_keys };

  return assay_json_scan_all (&scan, name, text, length, max_bytes, error);
}

gboolean
assay_json_check (const char *name, const char *text, gsize length, gsize max_bytes, GError **error)
{
  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  return check (name, text, length, max_bytes, G_MAXUINT, error);
}

JsonNode *
assay_json_parse (const char *name, const char *text, gsize length, GError **error)
{
  return assay_json_parse_within (name, text, length, ASSAY_JSON_MAX_BYTES, error);
}

JsonNode *
assay_json_parse_within (const char *name, const char *text, gsize length, gsize max_bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (!check (name, text, length, max_bytes, ASSAY_JSON_MAX_KEYS, error))
    return NULL;

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, error))
    return NULL;

  return json_parser_steal_root (parser);
}
