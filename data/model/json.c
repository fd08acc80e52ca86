#include "data/model/json.h"

#include <string.h>

#include "data/model/error.h"

JsonNode *
assay_json_parse (const char *name, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;

  if (!assay_json_check (name, text, length, ASSAY_JSON_MAX_BYTES, error))
    return NULL;

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, length, error))
    return NULL;

  return json_parser_steal_root (parser);
}
