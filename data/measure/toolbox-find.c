/* Where on the machine a runtime may be. */
#include "data/measure/toolbox-private.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "data/measure/environment.h"

/* "ASSAY_RUNTIME_FREE_THREADED" for "free-threaded". */
static const char *
override_of (const AssayRuntime *runtime)
{
  g_autofree char *upper = g_ascii_strup (runtime->id, -1);
  g_autofree char *name = g_strconcat ("ASSAY_RUNTIME_", g_strdelimit (upper, "-", '_'), NULL);

  return g_getenv (name);
}

static char **
search_folders (void)
{
  const char *path = g_getenv ("PATH");
  g_auto (GStrv) folders = g_strsplit (path != NULL ? path : "", G_SEARCHPATH_SEPARATOR_S, 200);
  g_autofree char *environment = assay_environment_folder ();
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_autofree char *packages = g_build_filename (environment, "node_modules", ".bin", NULL);
  g_autofree char *bin = g_build_filename (environment, "bin", NULL);

  g_strv_builder_addv (all, (const char **) folders);
  g_strv_builder_add_many (all, packages, bin, NULL);

  return g_strv_builder_end (all);
}

/* /bin and /usr/bin are often one folder; the program itself may be a link that it must be called by, so only the folder is resolved. */
static void
take (GPtrArray *found, const char *folder, const char *name)
{
  char *resolved = realpath (folder, NULL);
  g_autofree char *path = resolved != NULL ? g_build_filename (resolved, name, NULL) : NULL;

  free (resolved);
  if (path == NULL || found->len == ASSAY_TOOLBOX_CANDIDATES || g_ptr_array_find_with_equal_func (found, path, g_str_equal, NULL))
    return;
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    g_ptr_array_add (found, g_steal_pointer (&path));
}

static void
take_path (GPtrArray *found, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  take (found, folder, name);
}

char **
assay_toolbox_candidates (const AssayRuntime *runtime)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_auto (GStrv) folders = search_folders ();
  const char *override = override_of (runtime);

  if (override != NULL && *override != '\0')
    take_path (found, override);
  for (guint i = 0; override == NULL && runtime->find[i] != NULL; i++)
    if (g_path_is_absolute (runtime->find[i]))
      take_path (found, runtime->find[i]);
    else
      for (guint j = 0; folders[j] != NULL; j++)
        if (g_path_is_absolute (folders[j]) && strchr (runtime->find[i], '/') == NULL)
          take (found, folders[j], runtime->find[i]);
  g_ptr_array_add (found, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}
