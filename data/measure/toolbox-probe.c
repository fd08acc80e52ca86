/* One program, asked what it is. */
#include "data/measure/toolbox-private.h"

#include <string.h>

#include "data/measure/capture.h"
#include "data/measure/environment.h"
#include "data/measure/fill.h"
#include "data/model/error.h"
#include "data/model/json.h"
#include "data/model/language.h"

#define MOST_WATCHED 64   /* folders, of what an answer says that it depends on */

void
assay_probe_free (AssayProbe *self)
{
  g_free (self->candidate);
  g_free (self->program);
  g_free (self->version);
  g_strfreev (self->details);
  g_clear_pointer (&self->packages, g_hash_table_unref);
  g_strfreev (self->watch);
  g_free (self->complaint);
  g_free (self);
}

static const char *
string_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static void
take_packages (AssayProbe *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "packages"), *value;
  JsonObjectIter iter;
  const char *name;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_string (value) != NULL)
      g_hash_table_insert (self->packages, g_strdup (name), g_strdup (json_node_get_string (value)));
}

static char **
watched (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "watch");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GStrvBuilder) watch = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MOST_WATCHED); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_string (element) != NULL)
        g_strv_builder_add (watch, json_node_get_string (element));
    }

  return g_strv_builder_end (watch);
}

/* Whatever else it says and fits in a line. */
static char **
details_of (JsonObject *object)
{
  static const char * const taken[] = { "version", "path", "packages", "watch", NULL };
  g_autoptr (GStrvBuilder) details = g_strv_builder_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *text = NULL;

      if (g_strv_contains (taken, name) || !JSON_NODE_HOLDS_VALUE (node))
        continue;
      text = json_node_get_string (node) != NULL ? json_node_dup_string (node) : json_to_string (node, FALSE);
      g_strv_builder_add_many (details, name, text, NULL);
    }

  return g_strv_builder_end (details);
}

/* The first line that is an object: some launchers print a warning before it. */
static JsonNode *
answer_of (const char *name, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] == '{')
      {
        JsonNode *node = assay_json_parse (name, lines[i], strlen (lines[i]), NULL);

        if (node != NULL && string_of (json_node_get_object (node), "version") != NULL)
          return node;
        g_clear_pointer (&node, json_node_unref);
      }

  return NULL;
}

static gboolean
understand_object (AssayProbe *self, const char *text)
{
  g_autoptr (JsonNode) node = answer_of (self->runtime->name, text);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *path = object != NULL ? string_of (object, "path") : NULL;

  if (object == NULL)
    return FALSE;
  self->version = g_strdup (string_of (object, "version"));
  if (path != NULL && g_path_is_absolute (path) && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_free (self->program);
      self->program = g_strdup (path);
    }
  self->watch = watched (object);
  self->details = details_of (object);
  take_packages (self, object);

  return TRUE;
}

static gboolean
understand_pattern (AssayProbe *self, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (self->runtime->version_pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  self->version = g_match_info_fetch (match, 1);

  return TRUE;
}

static gboolean
understand (AssayProbe *self, const char *text)
{
  return self->runtime->version_pattern != NULL ? understand_pattern (self, text) : understand_object (self, text);
}

static char **
probe_argv (AssayWorkloads *workloads, const AssayProbe *self, GPtrArray *packages, GError **error)
{
  g_autoptr (GHashTable) values = assay_toolbox_values (workloads, self->runtime->probe);
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();

  g_hash_table_insert (values, g_strdup ("runtime"), g_strdup (self->candidate));
  words = assay_fill_words ((const char * const *) self->runtime->probe, values, error);
  if (words == NULL)
    return NULL;
  g_strv_builder_addv (argv, (const char **) words);
  for (guint i = 0; self->runtime->version_pattern == NULL && i < packages->len; i++)
    g_strv_builder_add (argv, g_ptr_array_index (packages, i));

  return g_strv_builder_end (argv);
}

static char *
ask (const char *folder, char **argv, GCancellable *cancellable, GError **error)
{
  const AssayChildSpec spec = {
    .name = "it",   /* the reason says before what it is */
    .argv = (const char * const *) argv,
    .folder = folder,
  };

  return assay_capture (&spec, ASSAY_TOOLBOX_PATIENCE, cancellable, error);
}

static void
fill_probe (AssayProbe *self, AssayToolboxCache *cache, char **argv, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = assay_toolbox_folder ();
  g_autofree char *known = assay_toolbox_cache_find (cache, folder, argv, NULL);
  g_autofree char *text = NULL;

  if (known != NULL && understand (self, known))
    return;
  text = ask (folder, argv, cancellable, error);
  if (text == NULL)
    return;
  if (understand (self, text))
    assay_toolbox_cache_store (cache, folder, argv, self->watch, text);
  else
    self->complaint = g_strdup (_ ("it doesn't say which version it is"));
}

AssayProbe *
assay_probe_new (AssayWorkloads *workloads, AssayToolboxCache *cache, const AssayRuntime *runtime, const char *candidate,
                 GPtrArray *packages, GCancellable *cancellable)
{
  g_autoptr (AssayProbe) self = g_new0 (AssayProbe, 1);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;

  self->runtime = runtime;
  self->candidate = g_strdup (candidate);
  self->program = g_strdup (candidate);
  self->packages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  argv = probe_argv (workloads, self, packages, &error);
  if (argv != NULL)
    fill_probe (self, cache, argv, cancellable, &error);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  if (error != NULL)
    self->complaint = assay_capture_complaint (error);

  return g_steal_pointer (&self);
}
