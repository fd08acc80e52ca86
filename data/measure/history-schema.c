/* The history's tables, how they come to be, and how an older file becomes a newer one.
 *
 * A run is kept as its document, the same text that is exported, beside the columns by which it is searched: one form to read, write and
 * check, exact to the bit, and a new member needs no new table. SQLite reads JSON by itself, so views show machines, versions, commands and
 * samples to whoever asks with SQL. */
#include "data/measure/history-private.h"

#include "data/model/error.h"

/* "Assy" in the file's header tells the history from other programs' databases. */
#define APPLICATION_ID 0x41737379

static const char version_1[] =
  "CREATE TABLE runs ("
  "  id TEXT PRIMARY KEY,"
  "  session TEXT NOT NULL, scenario TEXT NOT NULL, machine TEXT NOT NULL, started TEXT NOT NULL,"
  "  plan TEXT NOT NULL, complete INTEGER NOT NULL,"
  "  name TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0,"
  "  document TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX runs_by_start ON runs (started, id);"
  /* what follows from all runs, until they change */
  "CREATE TABLE measured (version TEXT NOT NULL, document TEXT NOT NULL) STRICT;"
  "CREATE TRIGGER run_added AFTER INSERT ON runs BEGIN DELETE FROM measured; END;"
  "CREATE TRIGGER run_gone AFTER DELETE ON runs BEGIN DELETE FROM measured; END;"
  "CREATE TRIGGER run_changed AFTER UPDATE OF deleted, document ON runs BEGIN DELETE FROM measured; END;"
  "CREATE VIEW cells AS"
  "  SELECT runs.id AS run, runs.scenario, cell.key AS cell, cell.value ->> 'technology' AS technology,"
  "    cell.value ->> 'subject' AS subject, cell.value -> 'dimensions' AS dimensions, cell.value -> 'versions' AS versions,"
  "    cell.value ->> 'command' AS command, cell.value ->> 'hash' AS hash, cell.value ->> 'excluded' AS excluded,"
  "    runs.document -> 'machine' AS machine"
  "  FROM runs, json_each (runs.document, '$.cells') AS cell WHERE NOT runs.deleted;"
  "CREATE VIEW samples AS"
  "  SELECT runs.id AS run, runs.scenario, start.value ->> 'cell' AS cell, start.value ->> 'order' AS start,"
  "    start.value ->> 'round' AS round, sample.key AS measure, sample.value AS value,"
  "    json_array_length (start.value, '$.gate') = 0 AND start.value ->> 'failure' IS NULL AS passed"
  "  FROM runs, json_each (runs.document, '$.starts') AS start, json_each (start.value, '$.values') AS sample"
  "  WHERE NOT runs.deleted;";

/* Step n brings a file of version n to version n + 1. */
static const char * const steps[] = { version_1 };

static gboolean
refuse (AssayHistory *self, GError **error, const char *why)
{
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "%s: %s; it was left as it is", self->path, why);

  return FALSE;
}

/* The version of the file's tables, 0 for an empty one. */
static gboolean
read_version (AssayHistory *self, gint64 *version, GError **error)
{
  gint64 application, tables;

  if (!assay_history_number (self, error, "PRAGMA application_id", &application) ||
      !assay_history_number (self, error, "PRAGMA user_version", version) ||
      !assay_history_number (self, error, "SELECT count(*) FROM sqlite_schema", &tables))
    return FALSE;
  if (application == 0 && *version == 0 && tables == 0)
    return TRUE;
  if (application != APPLICATION_ID)
    return refuse (self, error, "is a database of another program");
  if (*version > (gint64) G_N_ELEMENTS (steps))
    return refuse (self, error, "was written by a newer version of this program");

  return TRUE;
}

static gboolean
take_steps (AssayHistory *self, gint64 version, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
                                            (int) G_N_ELEMENTS (steps));

  for (gint64 i = version; i < (gint64) G_N_ELEMENTS (steps); i++)
    if (sqlite3_exec (self->database, steps[i], NULL, NULL, NULL) != SQLITE_OK)
      return assay_history_fail (self, error);

  return sqlite3_exec (self->database, stamp, NULL, NULL, NULL) == SQLITE_OK || assay_history_fail (self, error);
}

/* Another process may do the same at this moment: the version is read at one moment, and again under the lock. */
gboolean
assay_history_migrate (AssayHistory *self, GError **error)
{
  gint64 version;
  gboolean read;

  if (!assay_history_run (self, error, "BEGIN", NULL))
    return FALSE;
  read = read_version (self, &version, error);
  if (!assay_history_end (self, read, error))
    return FALSE;
  if (version == (gint64) G_N_ELEMENTS (steps))
    return TRUE;
  if (!assay_history_begin (self, error))
    return FALSE;

  return assay_history_end (self, read_version (self, &version, error) && take_steps (self, version, error), error);
}
