/* What a folder of workloads would have run: all that would, without what would anyway. */
#include "data/measure/trust.h"

#include "data/measure/workload-private.h"
#include "data/model/language.h"

/* What ends a line, moves a terminal's cursor or turns the direction of writing could hide the rest. */
static char *
show_all (const char *text)
{
  GString *shown = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_iscntrl (character) || g_unichar_type (character) == G_UNICODE_FORMAT)
        g_string_append_printf (shown, "\\x{%x}", character);
      else
        g_string_append_unichar (shown, character);
    }

  return g_string_free (shown, FALSE);
}

/* A line of what would run. */
static void G_GNUC_PRINTF (2, 3)
add (GPtrArray *lines, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (lines, show_all (text));
}

/* As it is written, with the program and its file in their places where these are known. */
static char *
join (char **words, const AssayRuntime *runtime, const char *file)
{
  GString *text = g_string_new (NULL);

  for (char **word = words; word != NULL && *word != NULL; word++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", *word);
  if (runtime != NULL && runtime->find != NULL && runtime->find[0] != NULL)
    g_string_replace (text, "{runtime}", runtime->find[0], 0);
  if (file != NULL)
    g_string_replace (text, "{file}", file, 0);

  return g_string_free (text, FALSE);
}

static void
add_runtimes (GPtrArray *lines, AssayWorkloads *workloads)
{
  for (guint i = 0; i < workloads->runtimes->len; i++)
    {
      const AssayRuntime *runtime = workloads->runtimes->pdata[i];
      g_autofree char *found = g_strjoinv (_ (" or "), runtime->find), *probe = join (runtime->probe, runtime, NULL);
      g_autofree char *variables = join (runtime->environment, NULL, NULL);

      add (lines, _("%s is looked for as %s: %s"), runtime->name, found, probe);
      if (*variables != '\0')
        add (lines, _("%s has in its environment: %s"), runtime->name, variables);
    }
}

static void
add_technologies (GPtrArray *lines, AssayWorkloads *workloads)
{
  for (guint i = 0; i < workloads->technologies->len; i++)
    {
      const AssayTechnology *technology = workloads->technologies->pdata[i];
      g_autofree char *import = join (technology->import, technology->runtime, NULL), *build = join (technology->build, technology->runtime, NULL);
      g_autofree char *variables = join (technology->environment, NULL, NULL);

      if (*import != '\0')
        add (lines, _("%s is tried: %s"), technology->name, import);
      if (*build != '\0')
        add (lines, _("%s is built: %s"), technology->name, build);
      if (*variables != '\0')
        add (lines, _("%s has in its environment: %s"), technology->name, variables);
    }
}

/* The file that counts: of the last folder that has it. */
static char *
find_file (AssayWorkloads *workloads, const char *relative)
{
  char *found = NULL;

  for (char **folder = workloads->folders; *folder != NULL; folder++)
    {
      g_autofree char *path = g_build_filename (*folder, relative, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      g_free (found);
      found = g_steal_pointer (&path);
    }

  return found;
}

static void
add_scenario (GPtrArray *lines, AssayWorkloads *workloads, const AssayScenario *scenario)
{
  for (guint i = 0; i < scenario->technologies->len; i++)
    {
      const AssayTechnology *technology = scenario->technologies->pdata[i];
      g_autofree char *file = find_file (workloads, g_hash_table_lookup (scenario->files, technology->id));
      g_autofree char *arguments = join (scenario->arguments, NULL, NULL);
      g_autofree char *command = join (g_hash_table_lookup (technology->commands, scenario->command), technology->runtime, file);

      if (*arguments == '\0')
        add (lines, _("%s is measured with %s: %s"), assay_language_words (scenario->name), technology->name, command);
      else
        add (lines, _("%s is measured with %s: %s, where %s"), assay_language_words (scenario->name), technology->name, command, arguments);
    }
}

/* Files that programs bring in by themselves, and those of a package manager. */
static void
add_files (GPtrArray *lines, const char *folder)
{
  g_autoptr (GPtrArray) unheard = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = assay_workload_names (folder, unheard);

  for (guint i = 0; i < names->len; i++)
    add (lines, _("%s%c%s: what these programs may use"), folder, G_DIR_SEPARATOR, (const char *) names->pdata[i]);
}

static GPtrArray *
list (const char * const *folders)
{
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (folders);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  if (workloads->preparation != NULL)
    {
      g_autofree char *command = join (workloads->preparation->command, NULL, NULL);

      add (lines, _("Packages are installed: %s"), command);
    }
  add_runtimes (lines, workloads);
  add_technologies (lines, workloads);
  for (guint i = 0; i < workloads->scenarios->len; i++)
    add_scenario (lines, workloads, workloads->scenarios->pdata[i]);

  return lines;
}

char *
assay_trust_describe (void)
{
  g_autofree char *shipped = assay_workloads_folder (), *own = assay_trust_folder ();
  g_autoptr (GPtrArray) before = list ((const char *[]) { shipped, NULL }), after = list ((const char *[]) { shipped, own, NULL });
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < before->len; i++)
    g_hash_table_add (known, before->pdata[i]);
  if (g_file_test (own, G_FILE_TEST_IS_DIR))
    add_files (after, own);
  for (guint i = 0; i < after->len; i++)
    if (!g_hash_table_contains (known, after->pdata[i]))
      g_string_append_printf (text, "%s\n", (const char *) after->pdata[i]);

  return g_string_free (text, FALSE);
}
