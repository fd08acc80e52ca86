/* The history's database: opened, asked, closed. */
#include "data/measure/history-private.h"

#include "data/model/error.h"

/* How long one process waits for another that writes, ms. */
#define PATIENCE 10000
#define PAUSE 10

gboolean
assay_history_fail (AssayHistory *self, GError **error)
{
  int code = sqlite3_errcode (self->database);
  const char *message = sqlite3_errmsg (self->database);

  if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "%s: %s; it was left as it is", self->path,
                 code == SQLITE_NOTADB ? "is no history" : "is damaged");
  else
    g_set_error (error, G_IO_ERROR, code == SQLITE_BUSY ? G_IO_ERROR_BUSY : G_IO_ERROR_FAILED, "%s: %s", self->path, message);

  return FALSE;
}

sqlite3_stmt *
assay_history_prepare (AssayHistory *self, GError **error, const char *sql, const char * const *texts)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (self->database, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      assay_history_fail (self, error);
      return NULL;
    }
  for (int i = 0; texts != NULL && texts[i] != NULL; i++)
    if (sqlite3_bind_text (statement, i + 1, texts[i], -1, SQLITE_TRANSIENT) != SQLITE_OK)
      {
        assay_history_fail (self, error);
        return NULL;
      }

  return g_steal_pointer (&statement);
}

gboolean
assay_history_run (AssayHistory *self, GError **error, const char *sql, const char * const *texts)
{
  g_autoptr (sqlite3_stmt) statement = assay_history_prepare (self, error, sql, texts);

  if (statement == NULL)
    return FALSE;

  return sqlite3_step (statement) == SQLITE_DONE || assay_history_fail (self, error);
}

gboolean
assay_history_number (AssayHistory *self, GError **error, const char *sql, gint64 *number)
{
  g_autoptr (sqlite3_stmt) statement = assay_history_prepare (self, error, sql, NULL);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return assay_history_fail (self, error);
  *number = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

gboolean
assay_history_begin (AssayHistory *self, GError **error)
{
  return assay_history_run (self, error, "BEGIN IMMEDIATE", NULL);
}

gboolean
assay_history_end (AssayHistory *self, gboolean done, GError **error)
{
  if (done && assay_history_run (self, error, "COMMIT", NULL))
    return TRUE;

  sqlite3_exec (self->database, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

char *
assay_history_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "history.sqlite", NULL);
}

/* Write-ahead logging is a property of the file, so it is set only once the file is known to be ours. SQLite doesn't wait for another
 * process that opens the file at the same moment, so we do. */
static gboolean
set_journal (AssayHistory *self, GError **error)
{
  int code;

  for (int waited = 0; ; waited += PAUSE)
    {
      code = sqlite3_exec (self->database, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
      if ((code & 0xff) != SQLITE_BUSY || waited >= PATIENCE)
        break;
      g_usleep (PAUSE * 1000);
    }

  return code == SQLITE_OK || assay_history_fail (self, error);
}

static gboolean
set_up (AssayHistory *self, GError **error)
{
  sqlite3_busy_timeout (self->database, PATIENCE);
  if (!assay_history_migrate (self, error) || !set_journal (self, error))
    return FALSE;
  if (sqlite3_exec (self->database, "PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF", NULL, NULL, NULL) != SQLITE_OK)
    return assay_history_fail (self, error);

  return TRUE;
}

AssayHistory *
assay_history_open (const char *path, GError **error)
{
  g_autoptr (AssayHistory) self = g_new0 (AssayHistory, 1);
  g_autofree char *file = path != NULL ? g_strdup (path) : assay_history_path ();
  g_autofree char *folder = g_path_get_dirname (file);

  self->path = g_filename_display_name (file);
  self->errors = g_ptr_array_new_with_free_func (g_free);
  g_mkdir_with_parents (folder, 0700);
  if (sqlite3_open_v2 (file, &self->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    {
      assay_history_fail (self, error);
      return NULL;
    }

  return set_up (self, error) ? g_steal_pointer (&self) : NULL;
}

void
assay_history_close (AssayHistory *self)
{
  sqlite3_close (self->database);
  g_free (self->path);
  g_ptr_array_unref (self->errors);
  g_free (self);
}
