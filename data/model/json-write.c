#include "data/model/json-write.h"

#include <math.h>

void
assay_json_add_text (JsonBuilder *json, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

void
assay_json_add_number (JsonBuilder *json, const char *name, double value)
{
  if (!isfinite (value))
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_double_value (json, value);
}

void
assay_json_add_strings (JsonBuilder *json, const char *name, char **values)
{
  if (values == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; values[i] != NULL; i++)
    json_builder_add_string_value (json, values[i]);
  json_builder_end_array (json);
}

char *
assay_json_to_text (JsonBuilder *json, gsize *length)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (json);

  json_generator_set_root (generator, root);

  return json_generator_to_data (generator, length);
}
