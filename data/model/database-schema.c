/* How a database's tables come to be, and how an older file becomes a newer one. */
#include "data/model/database.h"

#include "data/model/error.h"
#include "data/model/language.h"

static gboolean
refuse (AssayDatabase *self, GError **error, const char *why)
{
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: %s; it was left as it is"), self->path, why);

  return FALSE;
}

/* The version of the file's tables, 0 for an empty one. */
static gboolean
read_version (AssayDatabase *self, gint64 *version, GError **error)
{
  gint64 application, tables;

  if (!assay_database_number (self, error, "PRAGMA application_id", &application) ||
      !assay_database_number (self, error, "PRAGMA user_version", version) ||
      !assay_database_number (self, error, "SELECT count(*) FROM sqlite_schema", &tables))
    return FALSE;
  if (application == 0 && *version == 0 && tables == 0)
    return TRUE;
  if (application != self->kind->application_id)
    return refuse (self, error, _ ("is a database of another program"));
  if (*version > (gint64) self->kind->n_steps)
    return refuse (self, error, _ ("was written by a newer version of this program"));

  return TRUE;
}

static gboolean
take_steps (AssayDatabase *self, gint64 version, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u", self->kind->application_id,
                                            self->kind->n_steps);

  for (gint64 i = version; i < (gint64) self->kind->n_steps; i++)
    if (sqlite3_exec (self->handle, self->kind->steps[i], NULL, NULL, NULL) != SQLITE_OK)
      return assay_database_fail (self, error);

  return sqlite3_exec (self->handle, stamp, NULL, NULL, NULL) == SQLITE_OK || assay_database_fail (self, error);
}

/* Another process may do the same at this moment: the version is read at one moment, and again under the lock. */
gboolean
assay_database_migrate (AssayDatabase *self, GError **error)
{
  gint64 version;
  gboolean read;

  if (!assay_database_run (self, error, "BEGIN", NULL))
    return FALSE;
  read = read_version (self, &version, error);
  if (!assay_database_end (self, read, error))
    return FALSE;
  if (version == (gint64) self->kind->n_steps)
    return TRUE;
  if (!assay_database_begin (self, error))
    return FALSE;

  return assay_database_end (self, read_version (self, &version, error) && take_steps (self, version, error), error);
}
