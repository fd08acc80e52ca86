/* What is asked of the cache, and what it gives. */
#include "data/sources/cache-private.h"

#include "data/model/error.h"
#include "data/model/language.h"

void
assay_cache_entry_clear (AssayCacheEntry *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->hash, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->came, g_free);
  g_clear_pointer (&self->confirmed, g_free);
  g_clear_pointer (&self->checked, g_free);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->last_modified, g_free);
  g_clear_pointer (&self->tried, g_free);
  g_clear_pointer (&self->failure, g_free);
}

void
assay_cache_version_free (AssayCacheVersion *self)
{
  g_free (self->hash);
  g_free (self->came);
  g_free (self->confirmed);
  g_free (self);
}

/* NULL for an empty one. */
static char *
take_text (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static void
read_answer (sqlite3_stmt *row, AssayCacheEntry *entry)
{
  entry->etag = take_text (row, 0);
  entry->last_modified = take_text (row, 1);
  entry->tried = take_text (row, 2);
  entry->failure = take_text (row, 3);
  entry->not_before = sqlite3_column_int64 (row, 4);
  entry->pinned = sqlite3_column_int64 (row, 5) != 0;
  entry->newest = sqlite3_column_int64 (row, 6);
  entry->checked = take_text (row, 7);
}

/* Then the same body is stored anew when it comes again. */
static void
forget_hash (AssayCache *self, gint64 version)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  const char *texts[] = { number, NULL };

  assay_database_run (self->database, NULL, "UPDATE versions SET hash = '' WHERE id = ?", texts);
}

/* The columns from @first on: id, hash, type, came, confirmed, length, body. */
static gboolean
read_body (AssayCache *self, const AssayCacheKey *key, sqlite3_stmt *row, int first, AssayCacheEntry *entry, GError **error)
{
  gconstpointer packed = sqlite3_column_blob (row, first + 6);

  entry->hash = take_text (row, first + 1);
  entry->body = assay_cache_unpack (packed, (gsize) sqlite3_column_bytes (row, first + 6), (gsize) sqlite3_column_int64 (row, first + 5),
                                    entry->hash != NULL ? entry->hash : "");
  if (entry->body == NULL)
    {
      forget_hash (self, sqlite3_column_int64 (row, first));
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: what is stored of %s is damaged"), self->path, key->address);
      return FALSE;
    }
  entry->version = sqlite3_column_int64 (row, first);
  entry->type = take_text (row, first + 2);
  entry->came = take_text (row, first + 3);
  entry->confirmed = take_text (row, first + 4);

  return TRUE;
}

static gboolean
get (AssayCache *self, const AssayCacheKey *key, AssayCacheEntry *entry, GError **error)
{
  g_autofree char *id = assay_cache_key_id (key);
  const char *texts[] = { id, NULL };
  g_autoptr (sqlite3_stmt) row = assay_database_prepare (self->database, error,
                                                         "SELECT etag, last_modified, tried, failure, not_before, pinned, newest,"
                                                         "  (SELECT confirmed FROM versions WHERE id = newest),"
                                                         "  id, hash, type, came, confirmed, length, body"
                                                         " FROM answers LEFT JOIN versions"
                                                         "  ON versions.id = CASE pinned WHEN 0 THEN newest ELSE pinned END"
                                                         " WHERE answers.key = ?", texts);
  int code = row != NULL ? sqlite3_step (row) : SQLITE_ERROR;

  if (row == NULL)
    return FALSE;
  if (code == SQLITE_DONE)
    return TRUE;
  if (code != SQLITE_ROW)
    return assay_database_fail (self->database, error);
  read_answer (row, entry);

  return sqlite3_column_type (row, 8) == SQLITE_NULL || read_body (self, key, row, 8, entry, error);
}

gboolean
assay_cache_get (AssayCache *self, const AssayCacheKey *key, AssayCacheEntry *entry, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  *entry = (AssayCacheEntry) { 0 };

  return get (self, key, entry, error);
}

static AssayCacheVersion *
read_version (sqlite3_stmt *row)
{
  AssayCacheVersion *version = g_new0 (AssayCacheVersion, 1);

  version->version = sqlite3_column_int64 (row, 0);
  version->hash = take_text (row, 1);
  version->came = take_text (row, 2);
  version->confirmed = take_text (row, 3);
  version->length = (gsize) sqlite3_column_int64 (row, 4);
  version->newest = sqlite3_column_int (row, 5) != 0;
  version->pinned = sqlite3_column_int (row, 6) != 0;

  return version;
}

GPtrArray *
assay_cache_list (AssayCache *self, const AssayCacheKey *key, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_cache_version_free);
  g_autofree char *id = assay_cache_key_id (key);
  const char *texts[] = { id, NULL };
  g_autoptr (sqlite3_stmt) row = assay_database_prepare (self->database, error,
                                                         "SELECT id, hash, came, confirmed, length, id = newest, id = pinned"
                                                         " FROM versions JOIN answers USING (key) WHERE key = ? ORDER BY id DESC", texts);
  int code = SQLITE_DONE;

  if (row == NULL)
    return NULL;
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    g_ptr_array_add (versions, read_version (row));
  if (code == SQLITE_DONE)
    return g_steal_pointer (&versions);
  assay_database_fail (self->database, error);

  return NULL;
}

gboolean
assay_cache_fail_version (gint64 version, const AssayCacheKey *key, GError **error)
{
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("there is no version %ld of %s"), (glong) version, key->address);

  return FALSE;
}

GBytes *
assay_cache_read (AssayCache *self, const AssayCacheKey *key, gint64 version, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  g_auto (AssayCacheEntry) entry = { 0 };
  g_autofree char *id = assay_cache_key_id (key), *number = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  const char *texts[] = { id, number, NULL };
  g_autoptr (sqlite3_stmt) row = assay_database_prepare (self->database, error,
                                                         "SELECT id, hash, type, came, confirmed, length, body"
                                                         " FROM versions WHERE key = ? AND id = ?", texts);
  int code = row != NULL ? sqlite3_step (row) : SQLITE_ERROR;

  if (code == SQLITE_ROW)
    read_body (self, key, row, 0, &entry, error);
  else if (code == SQLITE_DONE)
    assay_cache_fail_version (version, key, error);
  else if (row != NULL)
    assay_database_fail (self->database, error);

  return g_steal_pointer (&entry.body);
}
