#include "data/sources/shared-index.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/sources/shared.h"

#define MAX_INDEX (4 * 1024 * 1024)

gboolean
assay_shared_is_document (const char *name)
{
  return strcmp (name, ASSAY_SHARED_INDEX) != 0
         && g_regex_match_simple ("^[A-Za-z0-9][A-Za-z0-9._-]{0,199}\\.json(?:\\.gz)?$", name, G_REGEX_DOLLAR_ENDONLY, 0);
}

static void
entry_free (AssaySharedEntry *self)
{
  g_free (self->file);
  g_free (self->sha256);
  g_free (self);
}

static void
read_entry (const AssayField *object, GPtrArray *entries)
{
  static const char * const known[] = { "file", "sha256", NULL };
  const char *file, *hash;
  AssaySharedEntry *entry;

  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      assay_field_fail (object, _("must be an object"));
      return;
    }
  assay_field_only (object, known);
  file = assay_field_string (object, "file");
  hash = assay_field_string (object, "sha256");
  if (file != NULL && !assay_shared_is_document (file))
    assay_field_fail (object, _("“%s” is no name of a document beside the index"), file);
  if (hash != NULL && !g_regex_match_simple ("^[0-9a-f]{64}$", hash, G_REGEX_DOLLAR_ENDONLY, 0))
    assay_field_fail (object, _("“sha256” must be 64 hexadecimal digits"));
  entry = g_new0 (AssaySharedEntry, 1);
  entry->file = g_strdup (file);
  entry->sha256 = g_strdup (hash);
  g_ptr_array_add (entries, entry);
}

static void
read_root (const AssayField *root, GPtrArray *entries)
{
  static const char * const known[] = { "runs", NULL };
  AssayField runs, run;
  guint n;

  assay_field_only (root, known);
  if (!assay_field_member (root, "runs", &runs))
    {
      assay_field_fail (root, _("“runs” is missing"));
      return;
    }
  n = assay_field_length (&runs);
  if (n > ASSAY_SHARED_MAX_FILES)
    assay_field_fail (&runs, _("has more than %d documents"), ASSAY_SHARED_MAX_FILES);
  for (guint i = 0; i < MIN (n, ASSAY_SHARED_MAX_FILES); i++)
    {
      assay_field_element (&runs, i, &run);
      read_entry (&run, entries);
    }
}

GPtrArray *
assay_shared_index_read (const char *file, const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = assay_json_parse_within (file, text, length, MAX_INDEX, error);
  AssayReader reader = { .file = file, .errors = errors };
  AssayField root;

  if (node == NULL)
    return NULL;
  assay_field_root (&root, &reader, node);
  if (JSON_NODE_HOLDS_OBJECT (node))
    read_root (&root, entries);
  else
    assay_field_fail (&root, _("must be an object"));
  if (errors->len == 0)
    return g_steal_pointer (&entries);
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, errors->pdata[0]);

  return NULL;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

GPtrArray *
assay_shared_list_folder (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL && names->len <= ASSAY_SHARED_MAX_FILES)
    if (assay_shared_is_document (name))
      g_ptr_array_add (names, g_strdup (name));
  if (names->len > ASSAY_SHARED_MAX_FILES)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _("%s: has more than %d documents"), folder, ASSAY_SHARED_MAX_FILES);
      return NULL;
    }
  g_ptr_array_sort (names, compare);

  return g_steal_pointer (&names);
}

static gboolean
add_entry (JsonBuilder *json, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL, *hash = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  json_builder_begin_object (json);
  assay_json_add_text (json, "file", name);
  assay_json_add_text (json, "sha256", hash);
  json_builder_end_object (json);

  return TRUE;
}

gboolean
assay_shared_index_write (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, ASSAY_SHARED_INDEX, NULL), *text = NULL;
  g_autoptr (GPtrArray) names = assay_shared_list_folder (folder, error);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gsize length;

  if (names == NULL)
    return FALSE;
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "runs");
  json_builder_begin_array (json);
  for (guint i = 0; i < names->len; i++)
    if (!add_entry (json, folder, names->pdata[i], error))
      return FALSE;
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = assay_json_write (root, TRUE, &length);

  return g_file_set_contents (path, text, (gssize) length, error);
}
