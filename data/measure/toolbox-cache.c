/* Answers of probes and imports, kept in the user's cache until something that they depend on changes. */
#include "data/measure/toolbox-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "data/model/json.h"
#include "data/model/json-write.h"

#define FORM 1   /* of the file; another one's answers are not used */

struct _AssayToolboxCache
{
  GMutex mutex;
  char *path;
  JsonObject *former;   /* key -> {"stamp", "answer", "watch"}; or NULL */
  JsonObject *next;     /* what this call used or learnt: the rest is forgotten */
  gboolean changed;
};

static JsonObject *
read_former (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *entries;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  node = assay_json_parse (path, text, length, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)
      || json_object_get_int_member_with_default (json_node_get_object (node), "form", 0) != FORM
      || !json_object_has_member (json_node_get_object (node), "answers"))
    return NULL;
  node = json_node_copy (json_object_get_member (json_node_get_object (node), "answers"));
  entries = JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;

  return entries;
}

AssayToolboxCache *
assay_toolbox_cache_open (void)
{
  AssayToolboxCache *self = g_new0 (AssayToolboxCache, 1);

  g_mutex_init (&self->mutex);
  self->path = g_build_filename (g_get_user_cache_dir (), "assay", "toolbox.json", NULL);
  self->former = read_former (self->path);
  self->next = json_object_new ();

  return self;
}

static void
append_stamp (GString *stamp, const char *path)
{
  GStatBuf info;

  if (*path != '/')
    return;
  if (g_stat (path, &info) != 0)
    g_string_append_printf (stamp, "%s -\n", path);
  else
    g_string_append_printf (stamp, "%s %" G_GINT64_FORMAT ".%09ld %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT "\n", path,
                            (gint64) info.st_mtim.tv_sec, info.st_mtim.tv_nsec, (gint64) info.st_size, (guint64) info.st_ino);
}

/* What the files that @argv names and those of @watch look like now. */
static char *
make_stamp (char **argv, char **watch)
{
  GString *stamp = g_string_new (NULL);

  for (guint i = 0; argv[i] != NULL; i++)
    append_stamp (stamp, argv[i]);
  for (guint i = 0; watch != NULL && watch[i] != NULL; i++)
    append_stamp (stamp, watch[i]);

  return g_string_free (stamp, FALSE);
}

static char **
read_watch (JsonObject *entry)
{
  JsonNode *node = json_object_get_member (entry, "watch");
  g_autoptr (GStrvBuilder) watch = g_strv_builder_new ();
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *path = json_node_get_string (json_array_get_element (array, i));

      if (path != NULL)
        g_strv_builder_add (watch, path);
    }

  return g_strv_builder_end (watch);
}

static char *
make_key (const char *folder, char **argv)
{
  g_autofree char *command = g_strjoinv ("\n", argv);

  return g_strconcat (folder, "\n", command, NULL);
}

char *
assay_toolbox_cache_find (AssayToolboxCache *self, const char *folder, char **argv, char **watch)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  g_autofree char *key = make_key (folder, argv);
  JsonNode *node = self->former != NULL ? json_object_get_member (self->former, key) : NULL;
  JsonObject *entry = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_auto (GStrv) stored = entry != NULL ? read_watch (entry) : NULL;
  g_autofree char *stamp = entry != NULL ? make_stamp (argv, watch != NULL ? watch : stored) : NULL;
  const char *answer;

  if (entry == NULL || g_strcmp0 (stamp, json_object_get_string_member_with_default (entry, "stamp", NULL)) != 0)
    return NULL;
  answer = json_object_get_string_member_with_default (entry, "answer", NULL);
  if (answer != NULL)
    json_object_set_member (self->next, key, json_node_copy (node));

  return g_strdup (answer);
}

void
assay_toolbox_cache_store (AssayToolboxCache *self, const char *folder, char **argv, char **watch, const char *answer)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  g_autofree char *key = make_key (folder, argv);
  g_autofree char *stamp = make_stamp (argv, watch);
  JsonArray *array = json_array_new ();
  JsonObject *entry = json_object_new ();

  for (guint i = 0; watch != NULL && watch[i] != NULL; i++)
    json_array_add_string_element (array, watch[i]);
  json_object_set_string_member (entry, "stamp", stamp);
  json_object_set_string_member (entry, "answer", answer);
  json_object_set_array_member (entry, "watch", array);
  json_object_set_object_member (self->next, key, entry);
  self->changed = TRUE;
}

/* A cache that can't be written is no reason to fail: the next call asks anew. */
static void
write_back (AssayToolboxCache *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *root = json_object_new ();

  json_object_set_int_member (root, "form", FORM);
  json_object_set_object_member (root, "answers", json_object_ref (self->next));
  json_node_take_object (node, root);
  text = assay_json_write (node, FALSE, NULL);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_file_set_contents (self->path, text, -1, NULL);
}

void
assay_toolbox_cache_close (AssayToolboxCache *self)
{
  if (self->changed)
    write_back (self);
  g_clear_pointer (&self->former, json_object_unref);
  json_object_unref (self->next);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}
