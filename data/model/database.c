#include "data/model/database.h"

#include <gio/gio.h>

#include "data/model/error.h"
#include "data/model/language.h"

/* How long one process waits for another that writes, ms. */
#define PATIENCE 10000
#define PAUSE 10

static int
io_error_of (int code)
{
  switch (code)
    {
    case SQLITE_BUSY:
      return G_IO_ERROR_BUSY;

    case SQLITE_FULL:
      return G_IO_ERROR_NO_SPACE;

    case SQLITE_READONLY:
      return G_IO_ERROR_READ_ONLY;

    default:
      return G_IO_ERROR_FAILED;
    }
}

gboolean
assay_database_fail (AssayDatabase *self, GError **error)
{
  int code = sqlite3_errcode (self->handle) & 0xff;

  if (code == SQLITE_NOTADB)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: is no %s; it was left as it is"), self->path, _ (self->kind->name));
  else if (code == SQLITE_CORRUPT)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: is damaged; it was left as it is"), self->path);
  else
    g_set_error (error, G_IO_ERROR, io_error_of (code), "%s: %s", self->path, sqlite3_errmsg (self->handle));

  return FALSE;
}

sqlite3_stmt *
assay_database_prepare (AssayDatabase *self, GError **error, const char *sql, const char * const *texts)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      assay_database_fail (self, error);
      return NULL;
    }
  for (int i = 0; texts != NULL && texts[i] != NULL; i++)
    if (sqlite3_bind_text (statement, i + 1, texts[i], -1, SQLITE_TRANSIENT) != SQLITE_OK)
      {
        assay_database_fail (self, error);
        return NULL;
      }

  return g_steal_pointer (&statement);
}

gboolean
assay_database_run (AssayDatabase *self, GError **error, const char *sql, const char * const *texts)
{
  g_autoptr (sqlite3_stmt) statement = assay_database_prepare (self, error, sql, texts);

  if (statement == NULL)
    return FALSE;

  return sqlite3_step (statement) == SQLITE_DONE || assay_database_fail (self, error);
}

gboolean
assay_database_number (AssayDatabase *self, GError **error, const char *sql, gint64 *number)
{
  g_autoptr (sqlite3_stmt) statement = assay_database_prepare (self, error, sql, NULL);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return assay_database_fail (self, error);
  *number = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

gboolean
assay_database_begin (AssayDatabase *self, GError **error)
{
  return assay_database_run (self, error, "BEGIN IMMEDIATE", NULL);
}

gboolean
assay_database_end (AssayDatabase *self, gboolean done, GError **error)
{
  if (done && assay_database_run (self, error, "COMMIT", NULL))
    return TRUE;

  sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

/* Write-ahead logging is a property of the file, so it is set only once the file is known to be ours. SQLite doesn't wait for another
 * process that opens the file at the same moment, so we do. */
static gboolean
set_journal (AssayDatabase *self, GError **error)
{
  int code;

  for (int waited = 0; ; waited += PAUSE)
    {
      code = sqlite3_exec (self->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
      if ((code & 0xff) != SQLITE_BUSY || waited >= PATIENCE)
        break;
      g_usleep (PAUSE * 1000);
    }

  return code == SQLITE_OK || assay_database_fail (self, error);
}

static gboolean
set_up (AssayDatabase *self, GError **error)
{
  sqlite3_busy_timeout (self->handle, PATIENCE);
  if (!assay_database_migrate (self, error) || !set_journal (self, error))
    return FALSE;
  if (sqlite3_exec (self->handle, "PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF", NULL, NULL, NULL) != SQLITE_OK)
    return assay_database_fail (self, error);

  return TRUE;
}

static AssayDatabase *
open_file (const char *file, const AssayDatabaseKind *kind, GError **error)
{
  g_autoptr (AssayDatabase) self = g_new0 (AssayDatabase, 1);

  self->kind = kind;
  self->path = g_filename_display_name (file);
  if (sqlite3_open_v2 (file, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    {
      assay_database_fail (self, error);
      return NULL;
    }

  return set_up (self, error) ? g_steal_pointer (&self) : NULL;
}

AssayDatabase *
assay_database_open (const char *path, const AssayDatabaseKind *kind, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);

  return open_file (path, kind, error);
}

AssayDatabase *
assay_database_memory (const AssayDatabaseKind *kind, GError **error)
{
  return open_file (":memory:", kind, error);
}

void
assay_database_close (AssayDatabase *self)
{
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}
