/* Packages from a lock file into the environment folder: made in a fresh folder beside, then exchanged for what is there. */
#include "data/measure/environment-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/measure/child.h"
#include "data/measure/fill.h"
#include "data/measure/workload-private.h"
#include "data/model/error.h"
#include "data/model/language.h"

#define PATIENCE 1800.0        /* s, for all of it: a slow network */
#define GLANCE 0.25            /* s between two looks at how far it is */
#define FRESH "prepare-"       /* what folders that are being filled begin with */
#define MOST_FILE (16 * 1024 * 1024)
#define MOST_LINES 4           /* of what the package manager complains */
#define MOST_COMPLAINT 300     /* characters of it */
#define MOST_DEPTH 5           /* below which no package lies that is counted */

static char *
find_manager (const AssayPreparation *preparation, GError **error)
{
  for (guint i = 0; preparation->find[i] != NULL; i++)
    {
      char *path = g_find_program_in_path (preparation->find[i]);

      if (path != NULL)
        return path;
    }
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s is not installed%s%s"), preparation->name,
               preparation->install != NULL ? ": " : "", preparation->install != NULL ? preparation->install : "");

  return NULL;
}

static char **
make_argv (const AssayPreparation *preparation, const char *manager, const char *folder, GError **error)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (values, (gpointer) "manager", (gpointer) manager);
  g_hash_table_insert (values, (gpointer) "folder", (gpointer) folder);

  return assay_fill_words ((const char * const *) preparation->command, values, error);
}

char *
assay_environment_command (AssayWorkloads *workloads)
{
  const AssayPreparation *preparation = assay_workloads_get_preparation (workloads);
  g_autofree char *folder = assay_environment_folder ();
  g_auto (GStrv) argv = preparation != NULL ? make_argv (preparation, preparation->find[0], folder, NULL) : NULL;

  return argv != NULL ? g_strjoinv (" ", argv) : NULL;
}

/* What a program that was killed left behind; nobody else is at it, the lock is ours. */
static void
sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, FRESH) && !g_str_has_suffix (name, ".lock"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        assay_environment_remove (path);
      }
}

/* Copies the lock file and its like; the number of packages that they name goes to @expected: one a mention of the folder made. */
static gboolean
copy_files (AssayWorkloads *workloads, const AssayPreparation *preparation, const char *fresh, guint *expected, GError **error)
{
  g_autoptr (GHashTable) sources = assay_environment_sources (workloads, NULL, NULL, error);
  g_autofree char *mark = g_strdup_printf ("\"%s/", preparation->makes);

  *expected = 0;
  for (guint i = 0; sources != NULL && preparation->files[i] != NULL; i++)
    {
      const char *source = g_hash_table_lookup (sources, preparation->files[i]);
      g_autofree char *path = g_build_filename (fresh, preparation->files[i], NULL);
      g_autoptr (GError) local = NULL;
      gsize length = 0;
      g_autofree char *text = source != NULL ? assay_workload_text (source, MOST_FILE, &length, &local) : NULL;

      if (text == NULL)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s: %s", source != NULL ? source : preparation->files[i],
                       local != NULL ? local->message : _ ("is in no folder of workloads"));
          return FALSE;
        }
      for (const char *at = strstr (text, mark); at != NULL; at = strstr (at + 1, mark))
        (*expected)++;
      if (!g_file_set_contents (path, text, length, error))
        return FALSE;
    }

  return sources != NULL;
}

/* Landmarks below @folder: packages that are there. */
static guint
count (const char *folder, const char *landmark, guint depth)
{
  g_autoptr (GDir) dir = depth < MOST_DEPTH ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (strcmp (name, landmark) == 0)
        n++;
      else if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        n += count (path, landmark, depth + 1);
    }

  return n;
}

typedef struct
{
  const AssayPreparation *preparation;
  const char *fresh;
  guint expected;
  AssayPrepareProgress progress;
  gpointer data;
} Job;

static void
report (const Job *job)
{
  g_autofree char *made = g_build_filename (job->fresh, job->preparation->makes, NULL);
  guint n = MIN (count (made, job->preparation->landmark, 0), job->expected);
  g_autofree char *what = g_strdup_printf (_ ("%s: %u of %u packages"), job->preparation->name, n, job->expected);

  if (job->progress != NULL)
    job->progress (job->expected > 0 ? 0.98 * n / job->expected : -1, what, job->data);
}

/* What it complains, without what only its authors need. */
static char *
complaint_of (AssayChild *child)
{
  g_autofree char *text = assay_child_errors (child);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) complaint = g_string_new (NULL);

  for (guint i = 0, taken = 0; lines[i] != NULL && taken < MOST_LINES; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (*line == '\0' || strstr (line, " warn ") != NULL || strstr (line, "complete log") != NULL)
        continue;
      g_string_append_printf (complaint, "%s%s", taken > 0 ? "; " : "", line);
      taken++;
    }

  return g_utf8_substring (complaint->str, 0, MIN (g_utf8_strlen (complaint->str, -1), MOST_COMPLAINT));
}

/* Reads its output until it ends, and looks at its folder meanwhile. */
static gboolean
follow (const Job *job, AssayChild *child, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) (PATIENCE * 1e6);

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (GError) local = NULL;
      g_autofree char *line = assay_child_read_line (child, GLANCE, cancellable, &local);

      if (line != NULL)
        continue;
      if (g_error_matches (local, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD))
        return TRUE;
      if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      report (job);
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("%s didn't end within %g minutes"), job->preparation->name, PATIENCE / 60);

  return FALSE;
}

static gboolean
run (const Job *job, char **argv, GCancellable *cancellable, GError **error)
{
  const AssayChildSpec spec = { .name = job->preparation->name, .argv = (const char * const *) argv, .folder = job->fresh };
  g_autoptr (AssayChild) child = assay_child_start (&spec, error);
  g_autoptr (GError) local = NULL;
  g_autofree char *complaint = NULL;

  if (child == NULL || !follow (job, child, cancellable, error))
    return FALSE;
  if (assay_child_wait (child, PATIENCE, cancellable, NULL, &local))
    return TRUE;

  complaint = complaint_of (child);
  if (local->domain == G_IO_ERROR || *complaint == '\0')
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s failed: %s"), job->preparation->name, complaint);

  return FALSE;
}

/* What was made takes the place of what was there in one step where the file system can do it; the former is left in @fresh. */
static gboolean
exchange (const char *fresh, const char *folder, const char *name, GError **error)
{
  g_autofree char *made = g_build_filename (fresh, name, NULL);
  g_autofree char *place = g_build_filename (folder, name, NULL);
  g_autofree char *former = g_build_filename (fresh, "former", NULL);

  if (!g_file_test (made, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("the package manager made no folder “%s”"), name);
      return FALSE;
    }
  if (renameat2 (AT_FDCWD, made, AT_FDCWD, place, RENAME_EXCHANGE) == 0)
    return TRUE;
  if (g_file_test (place, G_FILE_TEST_EXISTS) && g_rename (place, former) != 0)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s: %s", place, g_strerror (errno));
  else if (g_rename (made, place) != 0)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s: %s", made, g_strerror (errno));
  else
    return TRUE;

  return FALSE;
}

static gboolean
prepare (Job *job, AssayWorkloads *workloads, const char *manager, const char *folder, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) argv = NULL;

  if (!copy_files (workloads, job->preparation, job->fresh, &job->expected, error))
    return FALSE;
  argv = make_argv (job->preparation, manager, job->fresh, error);
  if (argv == NULL)
    return FALSE;
  report (job);

  return run (job, argv, cancellable, error) && exchange (job->fresh, folder, job->preparation->makes, error);
}

gboolean
assay_environment_prepare (AssayWorkloads *workloads, AssayPrepareProgress progress, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  const AssayPreparation *preparation = assay_workloads_get_preparation (workloads);
  g_autofree char *folder = assay_environment_folder ();
  g_autofree char *fresh = g_build_filename (folder, FRESH "XXXXXX", NULL);
  g_autofree char *manager = NULL;
  Job job = { preparation, fresh, 0, progress, data };
  gboolean done = FALSE;
  int lock;

  if (preparation == NULL)
    {
      g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("no folder of workloads has a prepare.json"));
      return FALSE;
    }
  manager = find_manager (preparation, error);
  lock = manager != NULL ? assay_environment_lock ("prepare", FALSE, cancellable, error) : -1;
  if (lock < 0)
    return FALSE;

  sweep (folder);
  if (g_mkdtemp_full (fresh, 0700) == NULL)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s: %s", folder, g_strerror (errno));
  else
    {
      done = prepare (&job, workloads, manager, folder, cancellable, error);
      assay_environment_remove (fresh);
    }
  close (lock);
  if (done && progress != NULL)
    progress (1, "done", data);

  return done;
}
