#include "data/measure/child.h"

#include "data/model/installed.h"

/* The folder of the running program, and from it where helpers lie: beside it, or in the build tree. */
static char *
beside (const char *name)
{
  const char *places[] = { ".", "../data" };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (program != NULL ? program : "");

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }

  return NULL;
}

char *
assay_helper_path (const char *name)
{
  const char *folder = g_getenv ("ASSAY_HELPERS");
  g_autofree char *installed = NULL;
  char *path;

  g_return_val_if_fail (name != NULL, NULL);

  if (folder != NULL)
    return g_build_filename (folder, name, NULL);
  path = beside (name);

  if (path != NULL)
    return path;
  installed = assay_installed_path (ASSAY_HELPERS_FOLDER);

  return g_build_filename (installed, name, NULL);
}
