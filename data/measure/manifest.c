#include "data/measure/manifest.h"

#define PREFIX "assay-"
#define MOST_NAME 63   /* of a label's value, which the name becomes */

char *
assay_manifest_name (const char *text)
{
  GString *name = g_string_new (PREFIX);

  for (const char *c = text; *c != '\0' && name->len < MOST_NAME; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (name, g_ascii_tolower (*c));
    else if (name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  while (name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);

  return g_string_free (name, FALSE);
}

void
assay_manifest_text (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

void
assay_manifest_begin_list (JsonBuilder *json)
{
  json_builder_begin_object (json);
  assay_manifest_text (json, "apiVersion", "v1");
  assay_manifest_text (json, "kind", "List");
  json_builder_set_member_name (json, "items");
  json_builder_begin_array (json);
}

void
assay_manifest_end_list (JsonBuilder *json)
{
  json_builder_end_array (json);
  json_builder_end_object (json);
}

void
assay_manifest_head (JsonBuilder *json, const char *version, const char *kind, const char *name)
{
  json_builder_begin_object (json);
  assay_manifest_text (json, "apiVersion", version);
  assay_manifest_text (json, "kind", kind);
  assay_manifest_begin (json, "metadata");
  assay_manifest_text (json, "name", name);
  assay_manifest_begin (json, "labels");
  assay_manifest_text (json, "app.kubernetes.io/name", "assay");
  json_builder_end_object (json);
  json_builder_end_object (json);
}

void
assay_manifest_begin (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
}

void
assay_manifest_integer (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

void
assay_manifest_boolean (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

void
assay_manifest_resources (JsonBuilder *json, guint cpus, const char *memory)
{
  static const char * const sides[] = { "requests", "limits" };
  g_autofree char *count = g_strdup_printf ("%u", cpus);

  assay_manifest_begin (json, "resources");
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      assay_manifest_begin (json, sides[i]);
      assay_manifest_text (json, "cpu", count);
      assay_manifest_text (json, "memory", memory);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}
