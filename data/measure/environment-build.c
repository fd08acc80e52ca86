/* Programs that have to be compiled, made anew only when something of theirs has changed. */
#include "data/measure/environment-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "data/measure/capture.h"
#include "data/measure/fill.h"
#include "data/measure/toolbox.h"
#include "data/measure/workload-private.h"
#include "data/model/error.h"
#include "data/model/language.h"

#define PATIENCE 180   /* s: the first build of a language fills its caches */
#define MOST_COMPLAINTS 400   /* characters of what the compiler says */
#define MOST_SOURCE (16 * 1024 * 1024)

static void
add_folder (GChecksum *checksum, const char *folder)
{
  g_autoptr (GPtrArray) unheard = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = NULL;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return;
  names = assay_workload_names (folder, unheard);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      gsize length = 0;
      g_autofree char *text = assay_workload_text (path, MOST_SOURCE, &length, NULL);

      g_checksum_update (checksum, g_ptr_array_index (names, i), strlen (g_ptr_array_index (names, i)) + 1);
      g_checksum_update (checksum, (const guchar *) (text != NULL ? text : ""), length);
    }
}

/* Everything that what is built may depend on: command, compiler, the program's folder and what programs share. */
static char *
make_stamp (const AssayAvailability *availability, const char *staged, const char *file, char **argv)
{
  static const char * const shared[] = { "_lib", "_run" };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *command = g_strjoinv ("\n", argv);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *programs = g_build_filename (staged, folder, NULL);
  const char *version = availability->runtime_version != NULL ? availability->runtime_version : "";

  g_checksum_update (checksum, (const guchar *) command, strlen (command) + 1);
  g_checksum_update (checksum, (const guchar *) version, strlen (version) + 1);
  add_folder (checksum, programs);
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    {
      g_autofree char *path = g_build_filename (staged, shared[i], NULL);

      add_folder (checksum, path);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
is_built (const char *out, const char *stamp_file, const char *stamp)
{
  g_autofree char *former = NULL;

  return g_file_test (out, G_FILE_TEST_EXISTS) && g_file_get_contents (stamp_file, &former, NULL, NULL) && strcmp (former, stamp) == 0;
}

/* The first complaints: what follows mostly follows from them. */
static void
set_error (GError **error, const char *what, GError *failure)
{
  g_autofree char *message = NULL;

  if (failure->domain != ASSAY_ERROR)
    {
      g_propagate_error (error, failure);
      return;
    }
  message = g_utf8_substring (failure->message, 0, MIN (g_utf8_strlen (failure->message, -1), MOST_COMPLAINTS));
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s can't be built: %s"), what, message);
  g_error_free (failure);
}

static gboolean
put_in_place (const char *fresh, const char *out, const char *stamp_file, const char *stamp, GError **error)
{
  g_unlink (stamp_file);
  assay_environment_remove (out);
  if (g_rename (fresh, out) == 0)
    return g_file_set_contents (stamp_file, stamp, -1, error);

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: the build command didn't make it"), out);
  return FALSE;
}

static gboolean
build (const AssayTechnology *technology, GHashTable *values, const char *staged, const char *out, const char *stamp,
       GCancellable *cancellable, GError **error)
{
  g_autofree char *fresh = g_strconcat (out, ".new", NULL);
  g_autofree char *stamp_file = g_strconcat (out, ".stamp", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) variables = assay_environment_environ (technology, staged);
  g_auto (GStrv) argv = NULL;
  GError *failure = NULL;
  gboolean done;

  assay_environment_remove (fresh);
  g_hash_table_replace (values, g_strdup ("out"), g_strdup (fresh));
  argv = assay_fill_words ((const char * const *) technology->build, values, error);
  if (argv == NULL)
    return FALSE;
  text = assay_capture (&(AssayChildSpec) { .name = technology->name, .argv = (const char * const *) argv,
                                            .environ = (const char * const *) variables, .folder = staged },
                        PATIENCE, cancellable, &failure);
  if (text == NULL)
    set_error (error, technology->name, failure);
  done = text != NULL && put_in_place (fresh, out, stamp_file, stamp, error);
  assay_environment_remove (fresh);

  return done;
}

gboolean
assay_environment_build (const AssayScenario *scenario, const AssayTechnology *technology, const AssayAvailability *availability,
                         const char *staged, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) values = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *out = NULL;
  g_autofree char *stamp = NULL;
  g_autofree char *stamp_file = NULL;
  g_auto (GStrv) argv = NULL;
  const char *file;
  gboolean done;
  int lock;

  g_return_val_if_fail (scenario != NULL && technology != NULL && availability != NULL && staged != NULL, FALSE);

  file = g_hash_table_lookup (scenario->files, technology->id);
  if (technology->build == NULL || file == NULL)
    return TRUE;
  values = assay_environment_values (scenario, technology, availability, staged, NULL);
  argv = assay_fill_words ((const char * const *) technology->build, values, error);
  if (argv == NULL)
    return FALSE;
  lock = assay_environment_lock ("build", TRUE, cancellable, error);
  if (lock < 0)
    return FALSE;

  out = g_strdup (g_hash_table_lookup (values, "out"));
  folder = g_path_get_dirname (out);
  stamp = make_stamp (availability, staged, file, argv);
  stamp_file = g_strconcat (out, ".stamp", NULL);
  g_mkdir_with_parents (folder, 0700);
  done = is_built (out, stamp_file, stamp) || build (technology, values, staged, out, stamp, cancellable, error);
  close (lock);

  return done;
}
