#include "data/model/json-write.h"

#include <math.h>
#include <string.h>

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
assay_json_add_range (JsonBuilder *json, double value, double low, double high)
{
  if (!isfinite (low) || !isfinite (high) || !(low <= value && value <= high))
    return;
  assay_json_add_number (json, "low", low);
  assay_json_add_number (json, "high", high);
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

void
assay_json_add_pairs (JsonBuilder *json, const char *name, char **pairs)
{
  if (pairs == NULL || pairs[0] == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  for (char **pair = pairs; *pair != NULL; pair += 2)
    assay_json_add_text (json, pair[0], pair[1]);
  json_builder_end_object (json);
}

/* json-glib leaves the last of the control characters as it is, which none may be, and puts ".0" behind every double without a point:
 * 1e+22 is no number any more then. */
static GString *
mend (const char *text)
{
  GString *mended = g_string_sized_new (strlen (text) + 1);
  gboolean quoted = FALSE, escaped = FALSE, exponent = FALSE;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (exponent && g_str_has_prefix (c, ".0"))
        {
          c++;
          continue;
        }
      if (*c == '\037')
        g_string_append (mended, "\\u001f");
      else
        g_string_append_c (mended, *c);
      quoted ^= *c == '"' && !escaped;
      escaped = *c == '\\' && !escaped;
      exponent = !quoted && (*c == 'e' || (exponent && (g_ascii_isdigit (*c) || *c == '+' || *c == '-')));
    }

  return mended;
}

char *
assay_json_write (JsonNode *root, gboolean pretty, gsize *length)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;
  GString *mended;

  json_generator_set_pretty (generator, pretty);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  mended = mend (text);
  if (length != NULL)
    *length = mended->len;

  return g_string_free (mended, FALSE);
}

char *
assay_json_to_text (JsonBuilder *json, gsize *length)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);

  return assay_json_write (root, FALSE, length);
}
