/* Over text that has been scanned: from element to element of an array or object, and from short ones to trees. */
#include "data/model/json-private.h"

#include <string.h>

struct _AssayJsonSpans
{
  GArray *list;            /* of AssayJsonSpan */
  GHashTable *starts;      /* start -> its place in @list, from 1 */
};

AssayJsonSpans *
assay_json_spans_new (void)
{
  AssayJsonSpans *self = g_new (AssayJsonSpans, 1);

  self->list = g_array_new (FALSE, FALSE, sizeof (AssayJsonSpan));
  self->starts = g_hash_table_new (NULL, NULL);

  return self;
}

void
assay_json_spans_free (AssayJsonSpans *self)
{
  g_array_unref (self->list);
  g_hash_table_unref (self->starts);
  g_free (self);
}

void
assay_json_spans_add (AssayJsonSpans *self, AssayJsonSpan span)
{
  g_array_append_val (self->list, span);
  g_hash_table_insert (self->starts, GSIZE_TO_POINTER (span.start), GUINT_TO_POINTER (self->list->len));
}

const AssayJsonSpan *
assay_json_spans_find (const AssayJsonSpans *self, gsize start)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->starts, GSIZE_TO_POINTER (start)));

  return place > 0 ? &g_array_index (self->list, AssayJsonSpan, place - 1) : NULL;
}

static gsize
skip_space (const char *text, gsize at)
{
  while (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')
    at++;

  return at;
}

/* Behind the string that begins at @at. */
static gsize
skip_string (const char *text, gsize at)
{
  for (at++; text[at] != '"'; at++)
    if (text[at] == '\\')
      at++;

  return at + 1;
}

/* Behind the short value that begins at @at; the text has been scanned. */
static gsize
skip_value (const char *text, gsize at)
{
  guint depth = 0;

  do
    switch (text[at])
      {
      case '"':
        at = skip_string (text, at);
        break;

      case '[':
      case '{':
        depth++;
        at++;
        break;

      case ']':
      case '}':
        depth--;
        at++;
        break;

      default:
        at += depth > 0 ? 1 : strcspn (text + at, ",]} \n\r\t");
      }
  while (depth > 0);

  return at;
}

gsize
assay_json_member_value (const char *text, gsize key)
{
  return skip_space (text, skip_space (text, skip_string (text, key)) + 1);
}

gboolean
assay_json_next_element (const char *text, const AssayJsonSpans *spans, gsize *at, gboolean in_object, AssayJsonElement *element)
{
  const AssayJsonSpan *span;
  gsize p = skip_space (text, *at);

  if (text[p] == ',')
    p = skip_space (text, p + 1);
  if (text[p] == ']' || text[p] == '}')
    return FALSE;

  element->key = element->key_end = p;
  if (in_object)
    {
      element->key_end = skip_string (text, p);
      p = assay_json_member_value (text, p);
    }
  span = text[p] == '[' || text[p] == '{' ? assay_json_spans_find (spans, p) : NULL;
  element->start = p;
  element->end = *at = span != NULL ? span->end : skip_value (text, p);
  element->large = span != NULL;

  return TRUE;
}

JsonNode *
assay_json_empty (gboolean object)
{
  JsonNode *node = json_node_new (object ? JSON_NODE_OBJECT : JSON_NODE_ARRAY);

  if (object)
    json_node_take_object (node, json_object_new ());
  else
    json_node_take_array (node, json_array_new ());

  return node;
}

JsonNode *
assay_json_tree (const char *text, gsize length, char open, char close)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) whole = g_string_sized_new (length + 2);

  if (open != '\0')
    g_string_append_c (whole, open);
  g_string_append_len (whole, text, (gssize) length);
  if (close != '\0')
    g_string_append_c (whole, close);
  if (!json_parser_load_from_data (parser, whole->str, (gssize) whole->len, NULL))
    return json_node_new (JSON_NODE_NULL);

  return json_parser_steal_root (parser);
}
