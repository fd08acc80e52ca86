#include "data/model/catalogue-words.h"

#include "data/catalogue.h"
#include "data/model/language.h"

#define LISTS "/io/github/assay/Assay/words/words.json"

/* Translation -> text of the document; of all threads. Nothing is ever taken out: both live as long as the message catalogue. */
static GHashTable *sources;
static GMutex lock;

static gboolean
is_translated (void)
{
  const char *header = g_dgettext (GETTEXT_PACKAGE, "");

  return *header != '\0';
}

static void
translate_text (JsonNode *node)
{
  const char *text = json_node_get_string (node), *words = text != NULL && *text != '\0' ? g_dgettext (GETTEXT_PACKAGE, text) : text;

  if (words == text)
    return;
  g_mutex_lock (&lock);
  if (sources == NULL)
    sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (sources, g_strdup (words), g_strdup (text));
  g_mutex_unlock (&lock);
  json_node_set_string (node, words);
}

/* @path is what is left of one such as "series/name", NULL at its end; "*" is any member, and arrays are walked through. */
static void
translate_at (JsonNode *node, char **path)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        translate_at (json_array_get_element (array, i), path);
    }
  else if (*path == NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    translate_text (node);
  else if (*path != NULL && JSON_NODE_HOLDS_OBJECT (node) && g_str_equal (*path, "*"))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *link = values; link != NULL; link = link->next)
        translate_at (link->data, path + 1);
    }
  else if (*path != NULL && JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), *path))
    translate_at (json_object_get_member (json_node_get_object (node), *path), path + 1);
}

static JsonNode *
load_lists (void)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (assay_catalogue_get_resource (), LISTS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (bytes == NULL || !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL))
    return NULL;

  return json_node_ref (json_parser_get_root (parser));
}

JsonNode *
assay_catalogue_words_translate (const char *kind, JsonNode *root)
{
  g_autoptr (JsonNode) lists = is_translated () ? load_lists () : NULL;
  JsonArray *list = lists != NULL ? json_object_get_array_member (json_node_get_object (lists), kind) : NULL;

  if (list == NULL)
    return root;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_auto (GStrv) path = g_strsplit (json_array_get_string_element (list, i), "/", -1);

      translate_at (root, path);
    }

  return root;
}

const char *
assay_catalogue_words_source (const char *text)
{
  const char *source;

  g_mutex_lock (&lock);
  source = sources != NULL ? g_hash_table_lookup (sources, text) : NULL;
  g_mutex_unlock (&lock);

  return source != NULL ? source : text;
}
