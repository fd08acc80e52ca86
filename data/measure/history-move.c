/* The history in another folder. */
#include "data/measure/history-private.h"
#include "data/model/language.h"

#include <errno.h>
#include <glib/gstdio.h>

static gboolean
count_runs (const char *path, gint64 *n, GError **error)
{
  g_autoptr (AssayHistory) history = assay_history_open (path, error);

  return history != NULL && assay_database_number (history->database, error, "SELECT count(*) FROM runs", n);
}

gboolean
assay_history_look (const char *folder, guint *n_runs, gboolean *there, GError **error)
{
  g_autofree char *now = assay_history_path (), *then = assay_history_path_in (folder);
  gint64 n = 0;

  *there = g_file_test (then, G_FILE_TEST_EXISTS);
  if (g_file_test (now, G_FILE_TEST_EXISTS) && !count_runs (now, &n, error))
    return FALSE;
  *n_runs = (guint) n;

  return TRUE;
}

/* With what SQLite keeps beside it. */
static void
forget (const char *path)
{
  static const char * const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

/* The copy is whole or it isn't there. */
static gboolean
copy_runs (const char *from, const char *to, GError **error)
{
  g_autoptr (AssayHistory) history = assay_history_open (from, error);
  const char * const texts[] = { to, NULL };
  gint64 n = 0, copied = 0;

  if (history == NULL)
    return FALSE;
  if (assay_database_run (history->database, error, "VACUUM INTO ?", texts) &&
      assay_database_number (history->database, error, "SELECT count(*) FROM runs", &n) &&
      count_runs (to, &copied, error))
    {
      if (copied == n)
        return TRUE;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("%s: a run was added meanwhile; try again"), from);
    }
  forget (to);

  return FALSE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));

  return FALSE;
}

gboolean
assay_history_change_folder (const char *folder, gboolean moves, GError **error)
{
  g_autofree char *from = assay_history_path (), *to = assay_history_path_in (folder);
  gint64 n;

  if (g_str_equal (from, to))
    return TRUE;
  moves = moves && g_file_test (from, G_FILE_TEST_EXISTS);
  if (moves && g_file_test (to, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("%s: there are results already"), to);
      return FALSE;
    }
  if (!make_folder (to, error) || (moves && !copy_runs (from, to, error)) || !count_runs (to, &n, error))
    return FALSE;

  assay_history_set_folder (folder);
  if (moves)
    forget (from);

  return TRUE;
}
