/* The history's tables and its file.
 *
 * A run is kept as its document, the same text that is exported, beside the columns by which it is searched: one form to read, write and
 * check, exact to the bit, and a new member needs no new table. SQLite reads JSON by itself, so views show machines, versions, commands and
 * samples to whoever asks with SQL. */
#include "data/measure/history-private.h"

#include "data/model/language.h"

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

static const char version_2[] =
  "ALTER TABLE runs ADD COLUMN via TEXT NOT NULL DEFAULT '';"
  /* documents of shared sources that were read, so that none is read twice and what was deleted doesn't come back */
  "CREATE TABLE taken (hash TEXT PRIMARY KEY, via TEXT NOT NULL) STRICT;";

static const char * const steps[] = { version_1, version_2 };

static const AssayDatabaseKind kind = {
  .name = N_ ("history"), .application_id = APPLICATION_ID, .steps = steps, .n_steps = G_N_ELEMENTS (steps),
};

/* The user's own folder; NULL: the program's. Asked for in task threads. */
static char *own_folder;
static GMutex own_folder_mutex;

void
assay_history_set_folder (const char *folder)
{
  g_mutex_lock (&own_folder_mutex);
  g_free (own_folder);
  own_folder = folder != NULL && *folder != '\0' ? g_strdup (folder) : NULL;
  g_mutex_unlock (&own_folder_mutex);
}

char *
assay_history_path_in (const char *folder)
{
  if (folder != NULL && *folder != '\0')
    return g_build_filename (folder, "history.sqlite", NULL);

  return g_build_filename (g_get_user_data_dir (), "assay", "history.sqlite", NULL);
}

char *
assay_history_path (void)
{
  char *path;

  g_mutex_lock (&own_folder_mutex);
  path = assay_history_path_in (own_folder);
  g_mutex_unlock (&own_folder_mutex);

  return path;
}

AssayHistory *
assay_history_open (const char *path, GError **error)
{
  g_autofree char *file = path != NULL ? g_strdup (path) : assay_history_path ();
  AssayDatabase *database = assay_database_open (file, &kind, error);
  AssayHistory *self;

  if (database == NULL)
    return NULL;
  self = g_new0 (AssayHistory, 1);
  self->database = database;
  self->errors = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
assay_history_close (AssayHistory *self)
{
  assay_database_close (self->database);
  g_ptr_array_unref (self->errors);
  g_free (self);
}
