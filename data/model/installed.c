#include "data/model/installed.h"

#include <string.h>

#define PROGRAM ASSAY_BINDIR "/assay"

char *
assay_installed_path (const char *path)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  g_return_val_if_fail (path != NULL, NULL);

  if (program == NULL || !g_str_has_suffix (program, PROGRAM))
    return g_strdup (path);
  program[strlen (program) - strlen (PROGRAM)] = '\0';

  return g_strconcat (program, path, NULL);
}
