/* Databases for the programs, made of SQL files. */
#include "data/measure/environment-private.h"

#include <glib/gstdio.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "data/measure/workload-private.h"
#include "data/model/error.h"
#include "data/model/language.h"

#define MOST_SQL (16 * 1024 * 1024)   /* bytes */
#define STEPS 10000                   /* of SQLite's machine between two looks at whether it is cancelled: under 1 ms */

static int
is_cancelled (void *data)
{
  return g_cancellable_is_cancelled (data);
}

/* Files other than its own are none of a script's business. */
static int
authorize (void *data G_GNUC_UNUSED, int action, const char *a G_GNUC_UNUSED, const char *b G_GNUC_UNUSED, const char *c G_GNUC_UNUSED,
           const char *d G_GNUC_UNUSED)
{
  return action == SQLITE_ATTACH || action == SQLITE_DETACH ? SQLITE_DENY : SQLITE_OK;
}

static gboolean
run_script (const char *source, const char *path, const char *sql, GCancellable *cancellable, GError **error)
{
  sqlite3 *database = NULL;
  g_autofree char *complaint = NULL;
  gboolean done;

  done = sqlite3_open (path, &database) == SQLITE_OK;
  sqlite3_set_authorizer (database, authorize, NULL);
  sqlite3_progress_handler (database, STEPS, is_cancelled, cancellable);
  done = done && sqlite3_exec (database, sql, NULL, NULL, NULL) == SQLITE_OK;
  complaint = done ? NULL : g_strdup (sqlite3_errmsg (database));
  sqlite3_close (database);
  if (!done && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s: %s", source, complaint);

  return done;
}

gboolean
assay_environment_make_database (const char *source, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *sql = NULL;
  g_autoptr (GError) local = NULL;
  GStatBuf info, former;
  gsize length;

  if (g_lstat (source, &info) == 0 && g_lstat (path, &former) == 0 && S_ISREG (former.st_mode)
      && info.st_mtim.tv_sec == former.st_mtim.tv_sec && info.st_mtim.tv_nsec == former.st_mtim.tv_nsec)
    return TRUE;
  sql = assay_workload_text (source, MOST_SQL, &length, &local);
  if (sql == NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s: %s", source, local->message);
      return FALSE;
    }

  g_mkdir_with_parents (folder, 0700);
  g_unlink (fresh);
  /* The script's own time marks the database: a program that writes into it makes it differ, and it is made anew. */
  if (run_script (source, fresh, sql, cancellable, error)
      && utimensat (AT_FDCWD, fresh, (struct timespec[]) { info.st_atim, info.st_mtim }, 0) == 0 && g_rename (fresh, path) == 0)
    return TRUE;

  g_unlink (fresh);
  if (error != NULL && *error == NULL)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: can't be written"), path);
  return FALSE;
}
