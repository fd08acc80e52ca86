/* What follows from all runs is kept beside them, so that a start of the program needn't read every sample again. */
#include "data/measure/history-private.h"

#include <string.h>

/* Raised when the same runs give another document than before; the program's version stands beside it. */
#define VERSION ASSAY_VERSION "/2/"

/* The document that is kept; NULL (without an @error) if there is none of this version. */
static char *
read_kept (AssayHistory *self, const char *home, gsize *length, GError **error)
{
  g_autofree char *version = g_strconcat (VERSION, home, NULL);
  const char *texts[] = { version, NULL };
  g_autoptr (sqlite3_stmt) statement = assay_database_prepare (self->database, error, "SELECT document FROM measured WHERE version = ?", texts);
  int code = statement != NULL ? sqlite3_step (statement) : SQLITE_ERROR;

  if (statement == NULL || code == SQLITE_DONE)
    return NULL;
  if (code != SQLITE_ROW)
    {
      assay_database_fail (self->database, error);
      return NULL;
    }
  *length = sqlite3_column_bytes (statement, 0);

  return g_strndup ((const char *) sqlite3_column_text (statement, 0), *length);
}

/* What couldn't be read must be told at every start, so then nothing is kept. */
static gboolean
keep (AssayHistory *self, const char *home, const char *document, GError **error)
{
  g_autofree char *version = g_strconcat (VERSION, home, NULL);
  const char *texts[] = { version, document, NULL };

  return self->errors->len > 0 ||
         (assay_database_run (self->database, error, "DELETE FROM measured", NULL) &&
          assay_database_run (self->database, error, "INSERT INTO measured (version, document) VALUES (?, ?)", texts));
}

/* No run may come between reading all of them and keeping what follows. */
char *
assay_history_measured (AssayHistory *self, gsize *length, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (AssayMachine) machine = assay_machine_new ();
  g_autofree char *home = assay_machine_id (machine), *document = read_kept (self, home, length, &problem);
  g_autoptr (GPtrArray) runs = NULL;

  if (document != NULL || problem != NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      return g_steal_pointer (&document);
    }

  if (!assay_database_begin (self->database, error))
    return NULL;
  runs = assay_history_list (self, error);
  if (runs != NULL)
    document = assay_measured_document (runs, home, length);
  if (!assay_database_end (self->database, document != NULL && keep (self, home, document, error), error))
    return NULL;

  return g_steal_pointer (&document);
}
