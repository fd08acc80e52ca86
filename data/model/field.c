#include "data/model/field.h"

#include <math.h>
#include <string.h>

#include "data/model/language.h"
#include "data/model/units.h"

#define IS_NAME_START(c) (g_ascii_isalpha (c) || (c) == '_' || (c) == '$')

void
assay_field_root (AssayField *self, AssayReader *reader, JsonNode *node)
{
  *self = (AssayField) { .reader = reader, .node = node };
}

static gboolean
is_plain_name (const char *name)
{
  return IS_NAME_START (*name) && strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$-") == strlen (name);
}

static void
append_path (GString *path, const AssayField *self)
{
  if (self->parent == NULL)
    {
      g_string_append_c (path, '$');
      return;
    }

  append_path (path, self->parent);
  if (self->name == NULL)
    g_string_append_printf (path, "[%u]", self->index);
  else if (is_plain_name (self->name))
    g_string_append_printf (path, ".%s", self->name);
  else
    g_string_append_printf (path, "[\"%s\"]", self->name);
}

char *
assay_field_path (const AssayField *self)
{
  GString *path = g_string_new (NULL);

  append_path (path, self);

  return g_string_free (path, FALSE);
}

void
assay_field_fail (const AssayField *self, const char *format, ...)
{
  g_autofree char *path = assay_field_path (self);
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  g_ptr_array_add (self->reader->errors, g_strdup_printf ("%s: %s: %s", self->reader->file, path, message));
}

static AssayJsonLong *
find_long (const AssayField *self)
{
  return assay_json_parts_find (self->parts, self->node);
}

gboolean
assay_field_member (const AssayField *self, const char *name, AssayField *member)
{
  AssayJsonLong *longer = find_long (self);
  JsonNode *node;

  if (!JSON_NODE_HOLDS_OBJECT (self->node))
    return FALSE;
  node = longer != NULL ? assay_json_long_member (longer, name) : json_object_get_member (json_node_get_object (self->node), name);
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;

  *member = (AssayField) { .reader = self->reader, .parts = self->parts, .node = node, .parent = self, .name = name };

  return TRUE;
}

guint
assay_field_length (const AssayField *self)
{
  AssayJsonLong *longer = find_long (self);

  if (JSON_NODE_HOLDS_ARRAY (self->node))
    return longer != NULL ? assay_json_long_length (longer) : json_array_get_length (json_node_get_array (self->node));

  assay_field_fail (self, _ ("must be an array"));

  return 0;
}

void
assay_field_element (const AssayField *self, guint index, AssayField *element)
{
  AssayJsonLong *longer = find_long (self);
  JsonNode *node = longer != NULL ? assay_json_long_element (longer, index) : json_array_get_element (json_node_get_array (self->node), index);

  *element = (AssayField) { .reader = self->reader, .parts = self->parts, .node = node, .parent = self, .index = index };
}

static gboolean
required_member (const AssayField *self, const char *name, AssayField *member)
{
  if (assay_field_member (self, name, member))
    return TRUE;

  if (JSON_NODE_HOLDS_OBJECT (self->node))
    assay_field_fail (self, _ ("“%s” is missing"), name);
  else
    assay_field_fail (self, _ ("must be an object"));

  return FALSE;
}

static const char *
string_value (const AssayField *self)
{
  const char *text;

  if (!JSON_NODE_HOLDS_VALUE (self->node) || json_node_get_value_type (self->node) != G_TYPE_STRING)
    {
      assay_field_fail (self, _ ("must be a string"));
      return NULL;
    }

  text = json_node_get_string (self->node);
  if (*text == '\0')
    {
      assay_field_fail (self, _ ("must not be empty"));
      return NULL;
    }

  return self->parts != NULL ? assay_json_parts_keep (self->parts, text) : text;
}

static double
number_value (const AssayField *self, double fallback)
{
  GType type = JSON_NODE_HOLDS_VALUE (self->node) ? json_node_get_value_type (self->node) : G_TYPE_NONE;

  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    return json_node_get_double (self->node);

  assay_field_fail (self, _ ("must be a number"));

  return fallback;
}

const char *
assay_field_string (const AssayField *self, const char *name)
{
  AssayField member;

  return required_member (self, name, &member) ? string_value (&member) : NULL;
}

const char *
assay_field_maybe (const AssayField *self, const char *name)
{
  AssayField member;

  return assay_field_member (self, name, &member) ? string_value (&member) : NULL;
}

char *
assay_field_copy (const AssayField *self, const char *name)
{
  return g_strdup (assay_field_maybe (self, name));
}

const char *
assay_field_date (const AssayField *self, const char *name)
{
  const char *text = assay_field_maybe (self, name);
  AssayField member;

  if (text == NULL || !isnan (assay_date_parse (text)))
    return text;

  assay_field_member (self, name, &member);
  assay_field_fail (&member, _ ("“%s” is no date such as 2026, 2026-Q3, 2026-08 or 2026-08-21"), text);

  return NULL;
}

static gboolean
is_kebab_case (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      gboolean hyphen = *c == '-' && c > text && c[-1] != '-' && c[1] != '\0';

      if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && !hyphen)
        return FALSE;
    }

  return TRUE;
}

const char *
assay_field_id (const AssayField *self)
{
  return assay_field_id_of (self, "id");
}

const char *
assay_field_id_of (const AssayField *self, const char *name)
{
  const char *id = assay_field_string (self, name);
  AssayField member;

  if (id == NULL || is_kebab_case (id))
    return id;

  assay_field_member (self, name, &member);
  assay_field_fail (&member, _ ("“%s” is no id: small letters, digits and single hyphens only"), id);

  return NULL;
}

double
assay_field_number (const AssayField *self, const char *name)
{
  AssayField member;

  return required_member (self, name, &member) ? number_value (&member, NAN) : NAN;
}

double
assay_field_real (const AssayField *self, const char *name, double fallback)
{
  AssayField member;

  return assay_field_member (self, name, &member) ? number_value (&member, fallback) : fallback;
}

gboolean
assay_field_boolean (const AssayField *self, const char *name, gboolean fallback)
{
  AssayField member;

  if (!assay_field_member (self, name, &member))
    return fallback;
  if (JSON_NODE_HOLDS_VALUE (member.node) && json_node_get_value_type (member.node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (member.node);

  assay_field_fail (&member, _ ("must be true or false"));

  return fallback;
}

char **
assay_field_strings (const AssayField *self, const char *name)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  AssayField member, element;
  guint length;

  if (!assay_field_member (self, name, &member))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (member.node))
    {
      const char *text = string_value (&member);
      const char *one[] = { text, NULL };

      return text == NULL ? NULL : g_strdupv ((char **) one);
    }

  length = assay_field_length (&member);
  for (guint i = 0; i < length; i++)
    {
      const char *text;

      assay_field_element (&member, i, &element);
      text = string_value (&element);
      if (text != NULL)
        g_strv_builder_add (strings, text);
    }

  return g_strv_builder_end (strings);
}

static void
fail_choice (const AssayField *self, const char *text, const char * const *choices)
{
  g_autofree char *known = g_strjoinv (", ", (char **) choices);

  assay_field_fail (self, _ ("“%s” is none of: %s"), text, known);
}

int
assay_field_choice (const AssayField *self, const char *name, const char * const *choices, int fallback)
{
  const char *text = fallback < 0 ? assay_field_string (self, name) : assay_field_maybe (self, name);
  AssayField member;

  if (text == NULL)
    return fallback;
  for (int i = 0; choices[i] != NULL; i++)
    if (strcmp (choices[i], text) == 0)
      return i;

  assay_field_member (self, name, &member);
  fail_choice (&member, text, choices);

  return fallback;
}

void
assay_field_only (const AssayField *self, const char * const *known)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!JSON_NODE_HOLDS_OBJECT (self->node))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (self->node));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!g_strv_contains (known, name))
      {
        AssayField member = { .reader = self->reader, .node = node, .parent = self, .name = name };

        assay_field_fail (&member, _ ("unknown member"));
      }
}

double
assay_field_element_number (const AssayField *self, guint index)
{
  AssayField element;

  assay_field_element (self, index, &element);

  return number_value (&element, NAN);
}

char **
assay_field_pairs (const AssayField *self)
{
  g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!JSON_NODE_HOLDS_OBJECT (self->node))
    {
      assay_field_fail (self, _ ("must be an object"));
      return NULL;
    }
  if (json_object_get_size (json_node_get_object (self->node)) == 0)
    return NULL;

  json_object_iter_init_ordered (&iter, json_node_get_object (self->node));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      AssayField member = { .reader = self->reader, .node = node, .parent = self, .name = name };
      const char *text = string_value (&member);

      g_strv_builder_add_many (pairs, name, text == NULL ? "" : text, NULL);
    }

  return g_strv_builder_end (pairs);
}
