#include "data/measure/trust.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "data/measure/workload-private.h"
#include "data/model/error.h"
#include "data/model/language.h"

#define MOST_DEPTH 8
#define MOST_FILES 10000
#define MOST_BYTES (256 * 1024 * 1024)   /* of one file */
#define MOST_HASHES (64 * 1024)          /* bytes of the file that remembers */

char *
assay_trust_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "workloads", NULL);
}

static char *
given_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "trusted-workloads", NULL);
}

/* A walk through all that could be copied to where programs run. */
typedef struct
{
  GChecksum *checksum;
  guint n_files;
} Walk;

static gboolean
add_file (Walk *self, const char *path, const char *name, GError **error)
{
  gsize length = 0;
  g_autofree char *text = assay_workload_text (path, MOST_BYTES, &length, error);
  g_autofree char *head = g_strdup_printf ("%s\n%" G_GSIZE_FORMAT "\n", name, length);

  if (text == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  self->n_files++;
  g_checksum_update (self->checksum, (const guchar *) head, -1);
  g_checksum_update (self->checksum, (const guchar *) text, (gssize) length);

  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static GPtrArray *
list_folder (const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && names->len <= MOST_FILES && (name = g_dir_read_name (dir)) != NULL)
    if (assay_workload_is_entry (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare);

  return names;
}

static gboolean
walk (Walk *self, const char *folder, const char *relative, guint depth, GError **error)
{
  g_autoptr (GPtrArray) names = list_folder (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *below = g_build_filename (relative, names->pdata[i], NULL);
      GStatBuf info;

      if (depth > MOST_DEPTH || self->n_files > MOST_FILES)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _("%s: too many files or folders below it"), folder);
          return FALSE;
        }
      if (g_lstat (path, &info) != 0)
        continue;
      if ((S_ISDIR (info.st_mode) && !walk (self, path, below, depth + 1, error)) ||
          (S_ISREG (info.st_mode) && !add_file (self, path, below, error)))
        return FALSE;
    }

  return TRUE;
}

/* NULL without @error where there is nothing. */
static char *
hash_folder (GError **error)
{
  g_autofree char *folder = assay_trust_folder ();
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  Walk self = { checksum, 0 };

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR) || !walk (&self, folder, "", 0, error) || self.n_files == 0)
    return NULL;

  return g_strdup (g_checksum_get_string (checksum));
}

static char *
read_given (void)
{
  g_autofree char *path = given_path (), *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL) || length > MOST_HASHES)
    return g_strdup ("");

  return g_steal_pointer (&text);
}

static gboolean
is_given (const char *hash)
{
  g_autofree char *text = read_given ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strv_contains ((const char * const *) lines, hash);
}

AssayTrust
assay_trust_look (char **hash, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *now = hash_folder (&problem);
  AssayTrust trust = now != NULL && is_given (now) ? ASSAY_TRUST_GIVEN : now != NULL || problem != NULL ? ASSAY_TRUST_WANTED : ASSAY_TRUST_NOTHING;

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  if (hash != NULL)
    *hash = g_steal_pointer (&now);

  return trust;
}

gboolean
assay_trust_give (const char *hash, GError **error)
{
  g_autofree char *now = NULL, *path = given_path (), *folder = g_path_get_dirname (path), *text = NULL, *all = NULL;

  assay_trust_look (&now, error);
  if (now == NULL && error != NULL && *error != NULL)
    return FALSE;
  if (g_strcmp0 (now, hash) != 0)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _("what is in the folder isn't what “%s” stands for (any more)"), hash);
      return FALSE;
    }
  if (is_given (hash))
    return TRUE;
  text = read_given ();
  all = g_strdup_printf ("%s%s\n", text, hash);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_file_set_contents_full (path, all, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));

  return FALSE;
}
