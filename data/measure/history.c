#include "data/measure/history-private.h"

#include "data/model/error.h"
#include "data/model/json.h"
#include "data/model/language.h"

#define SELECT "SELECT id, document, name, note, via FROM runs "

GPtrArray *
assay_history_get_errors (AssayHistory *self)
{
  return self->errors;
}

/* The user's words are columns of their own, which stand above those in the document: changing them leaves it as it was. */
gboolean
assay_history_insert (AssayHistory *self, AssayRun *run, GError **error)
{
  g_autofree char *document = assay_run_to_text (run, FALSE, NULL);
  g_autofree char *machine = assay_machine_id (run->machine);
  const char *texts[] = {
    run->id, run->session, run->scenario, machine, run->started, run->plan, run->complete ? "1" : "0",
    run->name != NULL ? run->name : "", run->note != NULL ? run->note : "", run->via != NULL ? run->via : "", document, NULL
  };

  g_autoptr (sqlite3_stmt) statement =
    assay_database_prepare (self->database, error,
                            "INSERT INTO runs (id, session, scenario, machine, started, plan, complete, name, note, via, document)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", texts);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) == SQLITE_DONE)
    return TRUE;
  if (sqlite3_errcode (self->database->handle) != SQLITE_CONSTRAINT)
    return assay_database_fail (self->database, error);
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: there is a run “%s” already"), self->database->path, run->id);

  return FALSE;
}

gboolean
assay_history_add (AssayHistory *self, AssayRun *run, GError **error)
{
  return assay_history_insert (self, run, error);
}

static void
set_words (char **words, const char *text)
{
  g_free (*words);
  *words = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* NULL, with the reason among the errors, for a row that no run can be made of. */
static AssayRun *
run_of_row (AssayHistory *self, sqlite3_stmt *row)
{
  const char *id = (const char *) sqlite3_column_text (row, 0);
  const char *document = (const char *) sqlite3_column_text (row, 1);
  g_autofree char *file = g_strdup_printf (_ ("%s: run %s"), self->database->path, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = assay_json_parse_within (file, document, (gsize) sqlite3_column_bytes (row, 1),
                                                       ASSAY_HISTORY_MAX_IMPORT, &error);
  AssayRun *run = node != NULL ? assay_run_from_json (file, node, &error) : NULL;

  if (run == NULL)
    {
      g_ptr_array_add (self->errors, g_strdup (error->message));
      return NULL;
    }
  set_words (&run->name, (const char *) sqlite3_column_text (row, 2));
  set_words (&run->note, (const char *) sqlite3_column_text (row, 3));
  set_words (&run->via, (const char *) sqlite3_column_text (row, 4));

  return run;
}

GPtrArray *
assay_history_select (AssayHistory *self, const char *sql, const char * const *texts, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_run_unref);
  g_autoptr (sqlite3_stmt) statement = assay_database_prepare (self->database, error, sql, texts);
  int code = SQLITE_DONE;

  if (statement == NULL)
    return NULL;

  g_ptr_array_set_size (self->errors, 0);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      AssayRun *run = run_of_row (self, statement);

      if (run != NULL)
        g_ptr_array_add (runs, run);
    }
  if (code != SQLITE_DONE)
    {
      assay_database_fail (self->database, error);
      return NULL;
    }

  return g_steal_pointer (&runs);
}

GPtrArray *
assay_history_list (AssayHistory *self, GError **error)
{
  return assay_history_select (self, SELECT "WHERE NOT deleted ORDER BY started DESC, id DESC", NULL, error);
}

static gboolean
fail_unknown (const char *id, GError **error)
{
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("there is no run “%s”"), id);

  return FALSE;
}

AssayRun *
assay_history_get (AssayHistory *self, const char *id, GError **error)
{
  const char *texts[] = { id, NULL };
  g_autoptr (GPtrArray) runs = assay_history_select (self, SELECT "WHERE id = ? AND NOT deleted", texts, error);

  if (runs == NULL)
    return NULL;
  if (runs->len > 0)
    return assay_run_ref (runs->pdata[0]);

  if (self->errors->len > 0)
    g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, self->errors->pdata[0]);
  else
    fail_unknown (id, error);

  return NULL;
}

/* Runs @sql, whose last parameter is the id of a run that must be there. */
static gboolean
change (AssayHistory *self, const char *sql, const char * const *texts, const char *id, GError **error)
{
  if (!assay_database_run (self->database, error, sql, texts))
    return FALSE;

  return sqlite3_changes (self->database->handle) > 0 || fail_unknown (id, error);
}

gboolean
assay_history_annotate (AssayHistory *self, const char *id, const char *name, const char *note, GError **error)
{
  const char *names[] = { name, id, NULL }, *notes[] = { note, id, NULL };
  gboolean done;

  if (!assay_database_begin (self->database, error))
    return FALSE;
  done = (name == NULL || change (self, "UPDATE runs SET name = ? WHERE id = ?", names, id, error)) &&
         (note == NULL || change (self, "UPDATE runs SET note = ? WHERE id = ?", notes, id, error));

  return assay_database_end (self->database, done, error);
}

gboolean
assay_history_delete (AssayHistory *self, const char *id, GError **error)
{
  const char *texts[] = { id, NULL };

  return change (self, "UPDATE runs SET deleted = 1 WHERE id = ? AND NOT deleted", texts, id, error);
}

gboolean
assay_history_restore (AssayHistory *self, const char *id, GError **error)
{
  const char *texts[] = { id, NULL };

  return change (self, "UPDATE runs SET deleted = 0 WHERE id = ?", texts, id, error);
}

gboolean
assay_history_purge (AssayHistory *self, GError **error)
{
  return assay_database_run (self->database, error, "DELETE FROM runs WHERE deleted", NULL);
}
