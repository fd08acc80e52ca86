/* Where programs run, and with which command and variables. */
#include "data/measure/environment-private.h"

#include <string.h>

#include "data/measure/fill.h"
#include "data/measure/toolbox.h"
#include "data/model/error.h"
#include "data/model/language.h"

#define LEAST "5"   /* iterations: what statistics need to say anything */

char *
assay_environment_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "environment", NULL);
}

static void
set (GHashTable *values, const char *name, const char *value)
{
  g_hash_table_replace (values, g_strdup (name), g_strdup (value));
}

static void
set_below (GHashTable *values, const char *name, const char *folder, const char *path)
{
  g_hash_table_replace (values, g_strdup (name), g_build_filename (folder, path, NULL));
}

/* What doesn't depend on a scenario. */
static GHashTable *
common_values (const char *staged)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *folder = g_path_get_dirname (staged);

  set (values, "home", g_get_home_dir ());
  set_below (values, "run", staged, "_run");
  set_below (values, "lib", staged, "_lib");
  set_below (values, "data", folder, "data");

  return values;
}

GHashTable *
assay_environment_values (const AssayScenario *scenario, const AssayTechnology *technology, const AssayAvailability *availability,
                          const char *staged, const char *value)
{
  GHashTable *values = common_values (staged);
  g_autofree char *folder = g_path_get_dirname (staged);
  g_autofree char *out = g_strdup_printf ("%s/bin/%s-%s", folder, scenario->programs, technology->id);
  const char *file = g_hash_table_lookup (scenario->files, technology->id);
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (seconds, sizeof seconds, scenario->seconds);
  set (values, "seconds", seconds);
  set (values, "least", LEAST);
  set (values, "workers", "1");
  for (guint i = 0; scenario->arguments != NULL && scenario->arguments[i] != NULL; i += 2)
    set (values, scenario->arguments[i], scenario->arguments[i + 1]);
  if (scenario->dimension != NULL && value != NULL)
    set (values, scenario->dimension, value);
  /* Last: no argument may take the place of what is run. */
  for (guint i = 0; availability->needs != NULL && availability->needs[i] != NULL; i += 2)
    set (values, availability->needs[i], availability->needs[i + 1]);
  if (availability->program != NULL)
    set (values, "runtime", availability->program);
  if (file != NULL)
    set_below (values, "file", staged, file);
  set (values, "out", out);

  return values;
}

char **
assay_environment_argv (const AssayScenario *scenario, const AssayTechnology *technology, const AssayAvailability *availability,
                        const char *staged, const char *value, GError **error)
{
  g_autoptr (GHashTable) values = NULL;
  char **command, **argv;

  g_return_val_if_fail (scenario != NULL && technology != NULL && availability != NULL && staged != NULL, NULL);

  command = g_hash_table_lookup (technology->commands, scenario->command);
  if (command == NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s has no command “%s”"), technology->name, scenario->command);
      return NULL;
    }
  values = assay_environment_values (scenario, technology, availability, staged, value);
  argv = assay_fill_words ((const char * const *) command, values, error);
  if (argv == NULL)
    g_prefix_error (error, "%s, %s: ", scenario->name, technology->name);

  return argv;
}

static char **
take_variables (char **variables, char **pairs, GHashTable *values)
{
  g_auto (GStrv) filled = pairs != NULL ? assay_fill_words ((const char * const *) pairs, values, NULL) : NULL;

  for (guint i = 0; filled != NULL && filled[i] != NULL && filled[i + 1] != NULL; i += 2)
    variables = g_environ_setenv (variables, filled[i], filled[i + 1], TRUE);

  return variables;
}

char **
assay_environment_environ (const AssayTechnology *technology, const char *staged)
{
  static const char * const passed[] = { "PATH", "TMPDIR" };
  g_autoptr (GHashTable) values = common_values (staged);
  g_autofree char *folder = g_path_get_dirname (staged);
  g_autofree char *home = g_build_filename (folder, "home", NULL);
  char **variables = g_new0 (char *, 1);

  for (guint i = 0; i < G_N_ELEMENTS (passed); i++)
    if (g_getenv (passed[i]) != NULL)
      variables = g_environ_setenv (variables, passed[i], g_getenv (passed[i]), TRUE);
  variables = g_environ_setenv (variables, "HOME", home, TRUE);
  variables = g_environ_setenv (variables, "LC_ALL", "C.UTF-8", TRUE);
  variables = g_environ_setenv (variables, "DATA_DIR", g_hash_table_lookup (values, "data"), TRUE);
  variables = g_environ_setenv (variables, "PORT", "0", TRUE);
  variables = take_variables (variables, technology->runtime->environment, values);
  variables = take_variables (variables, technology->environment, values);

  return variables;
}
