/* Runs that a team shares: each document once, by its hash, and whose it is beside each run. */
#include "data/measure/history-private.h"

gboolean
assay_history_has_taken (AssayHistory *self, const char *hash, gboolean *taken, GError **error)
{
  const char *texts[] = { hash, NULL };
  g_autoptr (sqlite3_stmt) statement = assay_database_prepare (self->database, error, "SELECT 1 FROM taken WHERE hash = ?", texts);
  int code = statement != NULL ? sqlite3_step (statement) : SQLITE_ERROR;

  if (statement == NULL)
    return FALSE;
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return assay_database_fail (self->database, error);
  *taken = code == SQLITE_ROW;

  return TRUE;
}

/* A machine without a name is not the one on which we run, however alike they are. */
static void
label (AssayRun *run, const char *via)
{
  AssayMachine *machine;

  g_free (run->via);
  run->via = g_strdup (via);
  if (run->machine->name != NULL)
    return;
  machine = assay_machine_named (run->machine, via);
  assay_machine_unref (run->machine);
  run->machine = machine;
}

static gboolean
take_run (AssayHistory *self, AssayRun *run, const char *via, guint *added, guint *known, GError **error)
{
  gboolean deleted = FALSE, found = FALSE;

  if (!assay_history_exists (self, run->id, &deleted, &found, error))
    return FALSE;
  if (found)
    {
      (*known)++;
      return TRUE;
    }
  (*added)++;
  label (run, via);

  return assay_history_insert (self, run, error);
}

static gboolean
take_runs (AssayHistory *self, GPtrArray *runs, const char *via, const char *hash, guint *added, guint *known, GError **error)
{
  const char *texts[] = { hash, via, NULL };

  for (guint i = 0; i < runs->len; i++)
    if (!take_run (self, runs->pdata[i], via, added, known, error))
      return FALSE;

  return assay_database_run (self->database, error, "INSERT OR REPLACE INTO taken (hash, via) VALUES (?, ?)", texts);
}

gboolean
assay_history_take (AssayHistory *self, const char *file, const char *text, gsize length, const char *via, const char *hash, guint *added, guint *known,
                    GError **error)
{
  g_autoptr (GPtrArray) runs = assay_history_read (file, text, length, error);
  gboolean done;

  *added = *known = 0;
  if (runs == NULL || !assay_database_begin (self->database, error))
    return FALSE;
  done = take_runs (self, runs, via, hash, added, known, error);

  return assay_database_end (self->database, done, error);
}
