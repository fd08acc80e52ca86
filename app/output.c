#include "app/output.h"

#include <math.h>

#include "data/model/json-write.h"
#include "data/model/provenance.h"

void
assay_output_string (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

void
assay_output_number (JsonBuilder *json, double value)
{
  if (!isfinite (value))
    json_builder_add_null_value (json);
  else if (value == floor (value) && fabs (value) < 1e15)
    json_builder_add_int_value (json, (gint64) value);
  else
    json_builder_add_double_value (json, value);
}

void
assay_output_origin (JsonBuilder *json, const AssayProvenance *origin)
{
  static const char * const kinds[] = { "published", "measured", "claim" };
  static const char * const standings[] = { "independent", "vendor", "own" };

  if (origin == NULL)
    {
      json_builder_add_null_value (json);
      return;
    }

  json_builder_begin_object (json);
  assay_output_string (json, "id", origin->id);
  assay_output_string (json, "title", origin->title);
  assay_output_string (json, "publisher", origin->publisher);
  assay_output_string (json, "url", origin->url);
  assay_output_string (json, "date", origin->date);
  assay_output_string (json, "retrieved", origin->retrieved);
  assay_output_string (json, "licence", origin->licence);
  assay_output_string (json, "via", origin->via);
  assay_output_string (json, "kind", kinds[origin->kind]);
  assay_output_string (json, "standing", standings[origin->standing]);
  assay_output_string (json, "machine", origin->machine);
  assay_output_string (json, "versions", origin->versions);
  assay_output_string (json, "command", origin->command);
  assay_output_string (json, "note", origin->note);
  json_builder_end_object (json);
}

void
assay_output_print (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = assay_json_write (root, TRUE, NULL);

  g_print ("%s\n", text);
}
