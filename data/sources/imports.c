#include "data/sources/imports.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include "data/model/language.h"

#define ENDING ".json"

static void
import_free (AssayImported *self)
{
  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

char *
assay_imports_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "imports", NULL);
}

static char *
path_of (const char *folder, const char *id)
{
  g_autofree char *own = folder == NULL ? assay_imports_folder () : NULL;
  g_autofree char *name = g_strconcat (id, ENDING, NULL);

  return g_build_filename (folder != NULL ? folder : own, name, NULL);
}

/* An id becomes a file's name: it may not lead anywhere else. */
static gboolean
is_id (const char *id)
{
  if (!g_ascii_isalnum (id[0]))
    return FALSE;
  for (const char *c = id; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-')
      return FALSE;

  return strlen (id) <= 100;
}

static AssayImported *
import_read (const char *path, const char *name, GError **error)
{
  g_autofree char *text = NULL;
  GStatBuf about;
  AssayImported *self;
  gsize length;

  if (g_stat (path, &about) == 0 && about.st_size > ASSAY_IMPORTS_MAX_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("%s is larger than %d MiB"), path, ASSAY_IMPORTS_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  self = g_new0 (AssayImported, 1);
  self->id = g_strndup (name, strlen (name) - strlen (ENDING));
  self->text = g_steal_pointer (&text);
  self->length = length;

  return self;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(AssayImported * const *) a)->id, (*(AssayImported * const *) b)->id);
}

GPtrArray *
assay_imports_list (const char *folder, GPtrArray *errors)
{
  g_autofree char *own = folder == NULL ? assay_imports_folder () : NULL;
  GPtrArray *imports = g_ptr_array_new_with_free_func ((GDestroyNotify) import_free);
  g_autoptr (GDir) dir = g_dir_open (folder != NULL ? folder : own, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder != NULL ? folder : own, name, NULL);
      g_autoptr (GError) error = NULL;
      AssayImported *import;

      if (!g_str_has_suffix (name, ENDING) || name[0] == '.')
        continue;
      import = import_read (path, name, &error);
      if (import != NULL)
        g_ptr_array_add (imports, import);
      else
        g_ptr_array_add (errors, g_strdup (error->message));
    }
  g_ptr_array_sort (imports, compare);

  return imports;
}

static gboolean
refuse (const char *id, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is no name of an import"), id);

  return FALSE;
}

gboolean
assay_imports_add (const char *folder, const char *id, const char *text, gsize length, GError **error)
{
  g_autofree char *path = path_of (folder, id);
  g_autofree char *parent = g_path_get_dirname (path);

  if (!is_id (id))
    return refuse (id, error);
  if (g_mkdir_with_parents (parent, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", parent, g_strerror (errno));
      return FALSE;
    }

  return g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

gboolean
assay_imports_remove (const char *folder, const char *id, GError **error)
{
  g_autofree char *path = path_of (folder, id);

  if (!is_id (id))
    return refuse (id, error);
  if (g_unlink (path) == 0)
    return TRUE;
  if (errno == ENOENT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("there is no import “%s”"), id);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path, g_strerror (errno));

  return FALSE;
}
