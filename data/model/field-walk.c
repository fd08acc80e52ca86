/* Over members, and along paths. */
#include "data/model/field.h"

#include <string.h>

void
assay_field_iter_init (AssayFieldIter *iter, const AssayField *object)
{
  *iter = (AssayFieldIter) { .object = object, .longer = assay_json_parts_find (object->parts, object->node) };
  if (iter->longer == NULL && JSON_NODE_HOLDS_OBJECT (object->node))
    json_object_iter_init_ordered (&iter->iter, json_node_get_object (object->node));
}

static gboolean
next_node (AssayFieldIter *self, const char **name, JsonNode **node)
{
  if (!JSON_NODE_HOLDS_OBJECT (self->object->node))
    return FALSE;
  if (self->longer == NULL)
    return json_object_iter_next_ordered (&self->iter, name, node);
  if (self->next == assay_json_long_length (self->longer))
    return FALSE;

  *name = assay_json_long_name (self->longer, self->next);
  *node = assay_json_long_element (self->longer, self->next++);

  return TRUE;
}

gboolean
assay_field_iter_next (AssayFieldIter *iter, AssayField *member)
{
  const char *name;
  JsonNode *node;

  while (next_node (iter, &name, &node))
    if (!JSON_NODE_HOLDS_NULL (node))
      {
        *member = (AssayField) { .reader = iter->object->reader, .parts = iter->object->parts, .node = node, .parent = iter->object, .name = name };
        return TRUE;
      }

  return FALSE;
}

static JsonNode *
step (AssayJsonParts *parts, JsonNode *node, const char *name)
{
  AssayJsonLong *longer = assay_json_parts_find (parts, node);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return longer != NULL ? assay_json_long_member (longer, name) : json_object_get_member (json_node_get_object (node), name);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) || strcmp (name, "0") != 0)
    return NULL;
  if (longer != NULL)
    return assay_json_long_element (longer, 0);

  return json_array_get_length (json_node_get_array (node)) > 0 ? json_array_get_element (json_node_get_array (node), 0) : NULL;
}

gboolean
assay_field_has (const AssayField *self, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  JsonNode *node = self->node;

  for (char **name = names; *name != NULL; name++)
    node = step (self->parts, node, *name);

  return node != NULL;
}
