/* The copies of the workload files, brought up to date. */
#include "data/measure/environment-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/measure/workload-private.h"
#include "data/model/error.h"
#include "data/model/language.h"

#define MOST_DEPTH 8
#define MOST_FILES 10000
#define MOST_BYTES (256 * 1024 * 1024)   /* of one file */
#define SQL ".sql"

void
assay_environment_remove (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *below = g_build_filename (path, name, NULL);

          assay_environment_remove (below);
        }
    }
  g_remove (path);
}

/* A walk through one workloads folder. */
typedef struct
{
  GHashTable *sources;
  GCancellable *cancellable;
} Walk;

static gboolean
walk (Walk *self, const char *folder, const char *relative, guint depth, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (depth > MOST_DEPTH || g_hash_table_size (self->sources) > MOST_FILES)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: too many files or folders below it"), folder);
      return FALSE;
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *below = relative != NULL ? g_build_filename (relative, name, NULL) : g_strdup (name);
      GStatBuf info;

      if (!assay_workload_is_entry (name) || g_lstat (path, &info) != 0)
        continue;
      if (S_ISDIR (info.st_mode) && !walk (self, path, below, depth + 1, error))
        return FALSE;
      if (S_ISREG (info.st_mode))
        g_hash_table_replace (self->sources, g_steal_pointer (&below), g_steal_pointer (&path));
    }

  return TRUE;
}

GHashTable *
assay_environment_sources (AssayWorkloads *workloads, const char *below, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Walk self = { sources, cancellable };
  char **folders = assay_workloads_get_folders (workloads);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *folder = g_build_filename (folders[i], below, NULL);

      if (!walk (&self, folder, NULL, 0, error))
        return NULL;
    }

  return g_steal_pointer (&sources);
}

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s: %s", path, what);

  return FALSE;
}

/* The size and the time of its last change tell whether a copy is still one. */
static gboolean
is_same (const GStatBuf *a, const GStatBuf *b)
{
  return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec
         && S_ISREG (b->st_mode) && (a->st_mode & 0700) == (b->st_mode & 0700);
}

static gboolean
copy_file (const char *source, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *fresh = g_strconcat (path, ".XXXXXX", NULL);
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  GStatBuf info, former;
  gsize length = 0;
  gboolean done;
  int fd;

  if (g_lstat (source, &info) != 0)
    return fail (error, source, _ ("vanished while it was copied"));
  if (g_lstat (path, &former) == 0 && is_same (&info, &former))
    return TRUE;
  text = assay_workload_text (source, MOST_BYTES, &length, &local);
  if (text == NULL)
    return fail (error, source, local->message);

  fd = g_mkdir_with_parents (folder, 0700) == 0 ? g_mkstemp_full (fresh, O_RDWR | O_CLOEXEC, 0600) : -1;
  if (fd < 0)
    return fail (error, path, g_strerror (errno));
  done = TRUE;
  for (gsize written = 0; done && written < length;)
    {
      gssize n = write (fd, text + written, length - written);

      done = n >= 0 || errno == EINTR;
      written += MAX (n, 0);
    }
  done = done && fchmod (fd, (info.st_mode & 0700) | 0600) == 0
         && futimens (fd, (struct timespec[]) { info.st_atim, info.st_mtim }) == 0;
  done = close (fd) == 0 && done;
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    assay_environment_remove (path);
  if (done && g_rename (fresh, path) == 0)
    return TRUE;

  fail (error, path, g_strerror (errno));
  g_unlink (fresh);
  return FALSE;
}

/* Removes what is below @folder but not in @kept, and folders that are empty then; what programs' runtimes keep beside them stays. */
static void
prune (const char *folder, const char *relative, GHashTable *kept)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *below = relative != NULL ? g_build_filename (relative, name, NULL) : g_strdup (name);

      if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (assay_workload_is_entry (name))
            prune (path, below, kept);
          g_rmdir (path);
        }
      else if (!g_hash_table_contains (kept, below))
        g_unlink (path);
    }
}

static gboolean
copy_all (GHashTable *sources, const char *folder, GCancellable *cancellable, GError **error)
{
  GHashTableIter iter;
  gpointer relative, source;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (error, folder, g_strerror (errno));
  g_hash_table_iter_init (&iter, sources);
  while (g_hash_table_iter_next (&iter, &relative, &source))
    {
      g_autofree char *path = g_build_filename (folder, relative, NULL);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !copy_file (source, path, error))
        return FALSE;
    }
  prune (folder, NULL, sources);

  return TRUE;
}

/* NAME.db in place of NAME.sql. */
static char *
database_name (const char *relative)
{
  g_autofree char *stem = g_strndup (relative, strlen (relative) - strlen (SQL));

  return g_strconcat (stem, ".db", NULL);
}

static gboolean
make_databases (GHashTable *sources, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (sources, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *path = NULL;

      if (!g_str_has_suffix (names[i], SQL))
        continue;
      name = database_name (names[i]);
      path = g_build_filename (folder, name, NULL);
      if (!assay_environment_make_database (g_hash_table_lookup (sources, names[i]), path, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* The data folder: files as they are, databases made of SQL. */
static gboolean
stage_data (AssayWorkloads *workloads, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) sources = assay_environment_sources (workloads, "_data", cancellable, error);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer relative, source;

  if (sources == NULL || !make_databases (sources, folder, cancellable, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (error, folder, g_strerror (errno));
  g_hash_table_iter_init (&iter, sources);
  while (g_hash_table_iter_next (&iter, &relative, &source))
    {
      g_autofree char *path = g_build_filename (folder, relative, NULL);

      if (g_str_has_suffix (relative, SQL))
        g_hash_table_add (kept, database_name (relative));
      else if (copy_file (source, path, error))
        g_hash_table_add (kept, g_strdup (relative));
      else
        return FALSE;
    }
  prune (folder, NULL, kept);

  return TRUE;
}

char *
assay_environment_stage (AssayWorkloads *workloads, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = assay_environment_folder ();
  g_autofree char *staged = g_build_filename (folder, "workloads", NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *home = g_build_filename (folder, "home", NULL);
  g_autoptr (GHashTable) sources = assay_environment_sources (workloads, NULL, cancellable, error);
  int lock = sources != NULL ? assay_environment_lock ("stage", TRUE, cancellable, error) : -1;
  gboolean done = lock >= 0 && copy_all (sources, staged, cancellable, error) && stage_data (workloads, data, cancellable, error);

  if (done && g_mkdir_with_parents (home, 0700) != 0)
    done = fail (error, home, g_strerror (errno));
  if (lock >= 0)
    close (lock);

  return done ? g_steal_pointer (&staged) : NULL;
}
