/* What follows from all runs is kept beside them, so that a start of the program needn't read every sample again. */
#include "data/measure/history-private.h"

#include <string.h>

/* Raised when the same runs give another document than before; the program's version stands beside it. */
#define VERSION ASSAY_VERSION "/1"

/* The document that is kept; NULL (without an @error) if there is none of this version. */
static char *
read_kept (AssayHistory *self, gsize *length, GError **error)
{
  const char *texts[] = { VERSION, NULL };
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
keep (AssayHistory *self, const char *document, GError **error)
{
  const char *texts[] = { VERSION, document, NULL };

  return self->errors->len > 0 ||
         (assay_database_run (self->database, error, "DELETE FROM measured", NULL) &&
          assay_database_run (self->database, error, "INSERT INTO measured (version, document) VALUES (?, ?)", texts));
}

/* No run may come between reading all of them and keeping what follows. */
char *
assay_history_measured (AssayHistory *self, gsize *length, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *document = read_kept (self, length, &problem);
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
    document = assay_measured_document (runs, length);
  if (!assay_database_end (self->database, document != NULL && keep (self, document, error), error))
    return NULL;

  return g_steal_pointer (&document);
}
