#include "app/command.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "app/output.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/sources/imports.h"
#include "data/sources/intake.h"

#define SHOWN 5   /* names and places that are told of each file */

static char *
join (GPtrArray *words, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (words->len, SHOWN); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (words, i));
  if (n > SHOWN)
    g_string_append_printf (text, _ (" and %u more"), n - SHOWN);

  return g_string_free (text, FALSE);
}

static void
print_text (const AssayIntake *intake)
{
  g_autofree char *subjects = join (intake->subjects, intake->subjects->len);
  g_autofree char *unknown = join (intake->unknown, intake->unknown->len);

  if (intake->id == NULL)
    g_print (ngettext ("%s: %u run into the history, %u known already\n", "%s: %u runs into the history, %u known already\n", intake->n_runs), intake->file, intake->n_runs,
             intake->n_known);
  else
    g_print (ngettext ("%s: %s, %u figure of %s (%s)\n", "%s: %s, %u figures of %s (%s)\n", intake->n_figures), intake->file, intake->tool, intake->n_figures,
             subjects, intake->id);
  if (intake->unknown->len > 0)
    g_print (_ ("  not in the catalogue, left out: %s\n"), unknown);
  for (guint i = 0; i < MIN (intake->skipped->len, SHOWN); i++)
    g_print (_ ("  left out: %s\n"), (const char *) g_ptr_array_index (intake->skipped, i));
  if (intake->n_skipped > SHOWN)
    g_print (_ ("  and %u more\n"), intake->n_skipped - SHOWN);
}

static void
add_strings (JsonBuilder *json, const char *name, GPtrArray *strings)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < strings->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (strings, i));
  json_builder_end_array (json);
}

static void
add_json (JsonBuilder *json, const AssayIntake *intake)
{
  json_builder_begin_object (json);
  assay_output_string (json, "id", intake->id);
  assay_output_string (json, "file", intake->file);
  assay_output_string (json, "tool", intake->tool);
  json_builder_set_member_name (json, "figures");
  json_builder_add_int_value (json, intake->n_figures);
  json_builder_set_member_name (json, "runs");
  json_builder_add_int_value (json, intake->n_runs);
  add_strings (json, "subjects", intake->subjects);
  add_strings (json, "unknown", intake->unknown);
  add_strings (json, "skipped", intake->skipped);
  json_builder_end_object (json);
}

/* "NAME=SUBJECT" says whom a name in the files means, "SUBJECT" alone whom they are about. As assay_intake_file() takes it; transfer full. */
static char **
read_subjects (char **words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      const char *sign = strrchr (words[i], '=');
      g_autofree char *name = sign != NULL ? g_strndup (words[i], sign - words[i]) : g_strdup ("");

      g_strv_builder_add_many (builder, name, sign != NULL ? sign + 1 : words[i], NULL);
    }

  return g_strv_builder_end (builder);
}

/* Each file for itself: one that fails doesn't keep the others out. */
static int
import_files (char **names, const char * const *subjects, gboolean as_json)
{
  g_autoptr (AssayStore) store = assay_command_load ();
  g_autoptr (JsonBuilder) json = json_builder_new ();
  int status = ASSAY_EXIT_DONE;

  json_builder_begin_array (json);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (names[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (AssayIntake) intake = assay_intake_file (file, subjects, store, NULL, NULL, &error);

      if (intake == NULL)
        status = assay_command_fail ("import", "%s", error->message);
      else if (intake->question != NULL)
        status = assay_command_fail ("import", _ ("%s with --subject"), intake->question);
      else if (as_json)
        add_json (json, intake);
      else
        print_text (intake);
    }
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);

  return status;
}

static int
remove_import (const char *id)
{
  g_autoptr (GError) error = NULL;

  if (!assay_imports_remove (NULL, id, &error))
    return assay_command_fail ("import", "%s", error->message);

  return ASSAY_EXIT_DONE;
}

int
assay_command_import (int argc, char **argv)
{
  g_autofree char *format = NULL, *forget = NULL;
  g_auto (GStrv) words = NULL, subjects = NULL;
  const GOptionEntry entries[] = {
    { "subject", 's', 0, G_OPTION_ARG_STRING_ARRAY, &words, _ ("whom the files are about, or whom a name in them means"), "[NAME=]SUBJECT" },
    { "forget", 0, 0, G_OPTION_ARG_STRING, &forget, _ ("take an import away again"), "ID" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, _ ("text or json (default text)"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };
  gboolean json, valid;

  if (!assay_command_parse ("import FILE...", _ ("Takes in results of load tools and benchmark programs, known by their content, "
                            "and exported runs."), entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  json = assay_command_json ("import", format, &valid);
  if (!valid)
    return ASSAY_EXIT_USAGE;
  if ((forget != NULL) != (argc < 2))
    return assay_command_misuse ("import", forget != NULL ? _ ("--forget takes no files") : _ ("name a file"));

  subjects = read_subjects (words);

  return forget != NULL ? remove_import (forget) : import_files (argv + 1, (const char * const *) subjects, json);
}
