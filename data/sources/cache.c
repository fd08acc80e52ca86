/* The cache in its file, and in memory where the file can't be had. */
#include "data/sources/cache-private.h"

#include "data/model/error.h"
#include "data/model/language.h"

char *
assay_cache_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "sources.sqlite", NULL);
}

static gboolean
copy (sqlite3 *from, AssayDatabase *to)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from, "main");

  if (backup == NULL)
    return FALSE;
  sqlite3_backup_step (backup, -1);

  return sqlite3_backup_finish (backup) == SQLITE_OK;
}

/* Memory with all of @from, NULL if that isn't to be had or isn't ours. */
static AssayDatabase *
copy_of (sqlite3 *from)
{
  g_autoptr (AssayDatabase) memory = assay_database_memory (&assay_cache_kind, NULL);

  return memory != NULL && copy (from, memory) && assay_database_migrate (memory, NULL) ? g_steal_pointer (&memory) : NULL;
}

/* In a folder that can't be written even reading needs a promise that nobody else writes. */
static AssayDatabase *
copy_of_file (const char *path)
{
  static const char * const ways[] = { "mode=ro", "immutable=1" };
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);
  AssayDatabase *memory = NULL;

  for (guint i = 0; memory == NULL && i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *way = g_strconcat (uri, "?", ways[i], NULL);
      sqlite3 *file = NULL;

      if (sqlite3_open_v2 (way, &file, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) == SQLITE_OK)
        memory = copy_of (file);
      sqlite3_close (file);
    }

  return memory;
}

static void
go_to_memory (AssayCache *self, const char *why)
{
  AssayDatabase *memory = self->database != NULL ? copy_of (self->database->handle) : copy_of_file (self->path);

  g_clear_pointer (&self->database, assay_database_close);
  self->database = memory != NULL ? memory : assay_database_memory (&assay_cache_kind, NULL);
  self->problem = g_strdup_printf (_ ("%s; what is fetched now is kept until the program ends"), why);
}

gboolean
assay_cache_retreat (AssayCache *self, const GError *error)
{
  if (self->problem != NULL || error->domain != G_IO_ERROR || error->code == G_IO_ERROR_BUSY)
    return FALSE;
  go_to_memory (self, error->message);

  return TRUE;
}

AssayCache *
assay_cache_open (const char *path)
{
  AssayCache *self = g_new0 (AssayCache, 1);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  self->path = path != NULL ? g_strdup (path) : assay_cache_path ();
  self->max_versions = ASSAY_CACHE_MAX_VERSIONS;
  self->max_bytes = ASSAY_CACHE_MAX_BYTES;
  self->database = assay_database_open (self->path, &assay_cache_kind, &error);
  if (self->database == NULL)
    go_to_memory (self, error->message);

  return self;
}

void
assay_cache_close (AssayCache *self)
{
  if (self == NULL)
    return;

  assay_database_close (self->database);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->problem);
  g_free (self);
}

char *
assay_cache_get_problem (AssayCache *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return g_strdup (self->problem);
}

void
assay_cache_set_bounds (AssayCache *self, guint versions, gsize bytes)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  self->max_versions = versions;
  self->max_bytes = bytes;
}
