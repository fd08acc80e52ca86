#include "data/sources/shared.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "data/measure/history.h"
#include "data/measure/machine.h"
#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/sources/address.h"
#include "data/sources/shared-index.h"

#define MAX_BYTES (256 * 1024)
#define MAX_SHARED 50
#define MAX_FROM 2000       /* bytes */

void
assay_shared_free (AssayShared *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->from);
  g_free (self);
}

char *
assay_shared_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "shared.json", NULL);
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, what);

  return FALSE;
}

/* The name labels machines that have none. */
static gboolean
check (const char *name, const char *from, GError **error)
{
  g_autoptr (AssayAddress) address = NULL;

  if (name == NULL || *name == '\0' || *name == '-' || g_utf8_strlen (name, -1) > ASSAY_MACHINE_MAX_NAME || strpbrk (name, "\n\r\t") != NULL)
    return refuse (error, _("its name must be a word or some on one line, and not begin with “-”"));
  if (from == NULL || strlen (from) > MAX_FROM)
    return refuse (error, _("where it is must be a folder or an address"));
  if (g_path_is_absolute (from))
    return TRUE;
  address = assay_address_parse (from, error);

  return address != NULL && assay_address_check (address, FALSE, error);
}

static AssayShared *
shared_new (const char *name, const char *from)
{
  AssayShared *self = g_new0 (AssayShared, 1);

  self->name = g_strdup (name);
  self->from = g_strdup (from);

  return self;
}

AssayShared *
assay_shared_find (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((AssayShared *) list->pdata[i])->name, name) == 0)
      return list->pdata[i];

  return NULL;
}

static void
read_one (const AssayField *object, GPtrArray *list)
{
  static const char * const known[] = { "name", "from", NULL };
  guint mistakes = object->reader->errors->len;
  g_autoptr (GError) error = NULL;
  const char *name, *from;

  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      assay_field_fail (object, _("must be an object"));
      return;
    }
  assay_field_only (object, known);
  name = assay_field_string (object, "name");
  from = assay_field_string (object, "from");
  if (object->reader->errors->len > mistakes)
    return;
  if (!check (name, from, &error))
    assay_field_fail (object, "%s", error->message);
  else if (assay_shared_find (list, name) != NULL)
    assay_field_fail (object, _("there is a “%s” already"), name);
  else
    g_ptr_array_add (list, shared_new (name, from));
}

static void
read_root (const AssayField *root, GPtrArray *list)
{
  static const char * const known[] = { "shared", NULL };
  AssayField array, element;
  guint n;

  assay_field_only (root, known);
  if (!assay_field_member (root, "shared", &array))
    return;
  n = assay_field_length (&array);
  if (n > MAX_SHARED)
    assay_field_fail (&array, _("has more than %d"), MAX_SHARED);
  for (guint i = 0; i < MIN (n, MAX_SHARED); i++)
    {
      assay_field_element (&array, i, &element);
      read_one (&element, list);
    }
}

GPtrArray *
assay_shared_read (const char *file, const char *text, gsize length, GPtrArray *errors)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_shared_free);
  AssayReader reader = { .file = file, .errors = errors };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = assay_json_parse_within (file, text, length, MAX_BYTES, &error);
  AssayField root;

  if (node == NULL)
    {
      g_ptr_array_add (errors, g_strdup (error->message));
      return list;
    }
  assay_field_root (&root, &reader, node);
  if (JSON_NODE_HOLDS_OBJECT (node))
    read_root (&root, list);
  else
    assay_field_fail (&root, _("must be an object"));

  return list;
}

GPtrArray *
assay_shared_load (GPtrArray *errors)
{
  g_autofree char *path = assay_shared_path (), *text = NULL;
  g_autoptr (GPtrArray) unread = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &error))
    return assay_shared_read ("shared.json", text, length, errors != NULL ? errors : unread);
  if (errors != NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_ptr_array_add (errors, g_strdup (error->message));

  return g_ptr_array_new_with_free_func ((GDestroyNotify) assay_shared_free);
}

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));

  return FALSE;
}

static gboolean
save (GPtrArray *list, GError **error)
{
  g_autofree char *path = assay_shared_path (), *folder = g_path_get_dirname (path), *text = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gsize length;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "shared");
  json_builder_begin_array (json);
  for (guint i = 0; i < list->len; i++)
    {
      const AssayShared *shared = list->pdata[i];

      json_builder_begin_object (json);
      assay_json_add_text (json, "name", shared->name);
      assay_json_add_text (json, "from", shared->from);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = assay_json_write (root, TRUE, &length);

  return make_folder (folder, error) &&
         g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/* All of them, to be changed; NULL with the first mistake, which writing would lose. */
static GPtrArray *
load_whole (GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) list = assay_shared_load (errors);

  if (errors->len == 0)
    return g_steal_pointer (&list);
  refuse (error, errors->pdata[0]);

  return NULL;
}

gboolean
assay_shared_add (const char *name, const char *from, GError **error)
{
  g_autoptr (GPtrArray) list = check (name, from, error) ? load_whole (error) : NULL;

  if (list == NULL)
    return FALSE;
  if (assay_shared_find (list, name) != NULL)
    return refuse (error, _("there is one of that name already"));
  if (list->len >= MAX_SHARED)
    return refuse (error, _("there are too many already"));
  if (g_path_is_absolute (from) && !g_file_test (from, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _("%s: is no folder"), from);
      return FALSE;
    }
  g_ptr_array_add (list, shared_new (name, from));

  return save (list, error);
}

gboolean
assay_shared_remove (const char *name, GError **error)
{
  g_autoptr (GPtrArray) list = load_whole (error);
  AssayShared *shared = list != NULL ? assay_shared_find (list, name) : NULL;

  if (list == NULL)
    return FALSE;
  if (shared == NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _("there is no “%s”"), name);
      return FALSE;
    }
  g_ptr_array_remove (list, shared);

  return save (list, error);
}

static gboolean
write_run (AssayRun *run, const char *folder, GError **error)
{
  gsize length;
  g_autofree char *text = assay_run_to_text (run, TRUE, &length);
  g_autofree char *name = g_strconcat (run->id, ".json", NULL), *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents (path, text, (gssize) length, error);
}

gboolean
assay_shared_export (const char *folder, const char * const *ids, guint *n, GError **error)
{
  g_autoptr (AssayHistory) history = assay_history_open (NULL, error);
  g_autoptr (GPtrArray) runs = NULL;

  if (history == NULL || (ids == NULL && (runs = assay_history_list (history, error)) == NULL) || !make_folder (folder, error))
    return FALSE;
  if (runs == NULL)
    runs = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_run_unref);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      AssayRun *run = assay_history_get (history, ids[i], error);

      if (run == NULL)
        return FALSE;
      g_ptr_array_add (runs, run);
    }
  for (guint i = 0; i < runs->len; i++)
    if (!write_run (runs->pdata[i], folder, error))
      return FALSE;
  *n = runs->len;

  return assay_shared_index_write (folder, error);
}
