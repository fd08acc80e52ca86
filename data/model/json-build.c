/* A tree of json-glib's nodes from a text that the scan has found good: so nothing is checked again, and the recursion ends
 * at ASSAY_JSON_MAX_DEPTH. json-glib's own parser takes twice as long, and would be a second grammar beside the scan's. */
#include "data/model/json-private.h"

#include <string.h>

typedef struct
{
  const char *p;
  const char *end;
  GString *scratch;   /* the decoded string or copied number at hand */
} Build;

static JsonNode *build_value (Build *self);

static void
skip_space (Build *self)
{
  while (self->p < self->end && strchr (" \n\r\t", *self->p) != NULL)
    self->p++;
}

/* Decodes the string at @p. */
static const char *
build_text (Build *self)
{
  const char *raw = ++self->p;

  while (*self->p != '"')
    self->p += *self->p == '\\' ? 2 : 1;
  g_string_truncate (self->scratch, 0);
  assay_json_decode (self->scratch, raw, self->p - raw);
  self->p++;

  return self->scratch->str;
}

static JsonNode *
build_number (Build *self)
{
  const char *number = self->p;
  JsonNode *node = json_node_alloc ();

  while (self->p < self->end && (g_ascii_isalnum (*self->p) || strchr (".+-", *self->p) != NULL))
    self->p++;
  /* copied, as the text need not end with a NUL */
  g_string_truncate (self->scratch, 0);
  g_string_append_len (self->scratch, number, self->p - number);
  if (strpbrk (self->scratch->str, ".eE") == NULL)
    return json_node_init_int (node, g_ascii_strtoll (self->scratch->str, NULL, 10));

  return json_node_init_double (node, g_ascii_strtod (self->scratch->str, NULL));
}

static JsonNode *
build_word (Build *self)
{
  JsonNode *node = json_node_alloc ();
  char first = *self->p;

  self->p += first == 'f' ? strlen ("false") : strlen ("true");

  return first == 'n' ? json_node_init_null (node) : json_node_init_boolean (node, first == 't');
}

/* Goes behind the separator after "[", "{" or a value; FALSE at the end of the array or object. */
static gboolean
next_item (Build *self)
{
  skip_space (self);
  if (*self->p == ',')
    self->p++;
  skip_space (self);
  if (*self->p != ']' && *self->p != '}')
    return TRUE;
  self->p++;

  return FALSE;
}

static JsonNode *
build_array (Build *self)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_init_array (json_node_alloc (), array);

  self->p++;
  while (next_item (self))
    json_array_add_element (array, build_value (self));
  json_array_unref (array);

  return node;
}

static JsonNode *
build_object (Build *self)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  self->p++;
  while (next_item (self))
    {
      g_autofree char *name = g_strdup (build_text (self));

      skip_space (self);
      self->p++;
      json_object_set_member (object, name, build_value (self));
    }
  json_object_unref (object);

  return node;
}

static JsonNode *
build_value (Build *self)
{
  skip_space (self);
  switch (*self->p)
    {
    case '{':
      return build_object (self);

    case '[':
      return build_array (self);

    case '"':
      return json_node_init_string (json_node_alloc (), build_text (self));

    case 't':
    case 'f':
    case 'n':
      return build_word (self);

    default:
      return build_number (self);
    }
}

JsonNode *
assay_json_build (const char *text, gsize length)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  Build build = { text, text + length, scratch };

  return build_value (&build);
}
