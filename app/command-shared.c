/* assay shared: folders and addresses where a team keeps its run documents. */
#include "app/command.h"

#include <gio/gio.h>
#include <string.h>

#include "app/output.h"
#include "data/model/language.h"
#include "data/sources/shared.h"

#define USAGE "shared add NAME FOLDER|URL|list|refresh [NAME]|remove NAME"

static GPtrArray *
load (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *list = assay_shared_load (errors);

  assay_command_complain (errors);

  return list;
}

/* A folder is kept as an absolute path: the next command may be given elsewhere. */
static int
add (char **words)
{
  g_autofree char *name = g_shell_quote (words[0]);
  g_autofree char *from = strstr (words[1], "://") != NULL ? g_strdup (words[1]) : g_canonicalize_filename (words[1], NULL);
  g_autoptr (GError) error = NULL;

  if (!assay_shared_add (words[0], from, &error))
    return assay_command_fail ("shared", "%s", error->message);
  g_print (_ ("assay shared refresh %s reads it\n"), name);

  return ASSAY_EXIT_DONE;
}

static int
list (gboolean as_json)
{
  g_autoptr (GPtrArray) all = load ();
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < all->len; i++)
    {
      const AssayShared *shared = all->pdata[i];

      if (!as_json)
        g_print ("%-24s %s\n", shared->name, shared->from);
      json_builder_begin_object (json);
      assay_output_string (json, "name", shared->name);
      assay_output_string (json, "from", shared->from);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);

  return ASSAY_EXIT_DONE;
}

static gboolean
refresh_one (const AssayShared *shared)
{
  g_auto (AssaySharedTaken) taken = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean good = assay_shared_take (shared, &taken, NULL, &error);

  for (guint i = 0; i < taken.problems->len; i++)
    g_printerr ("assay shared: %s\n", (const char *) taken.problems->pdata[i]);
  if (!good)
    assay_command_fail ("shared", "%s: %s", shared->name, error->message);
  else
    g_print (ngettext ("%s: %u new run, %u known already\n", "%s: %u new runs, %u known already\n", taken.added), shared->name, taken.added, taken.known);

  return good && taken.problems->len == 0;
}

static int
refresh (const char *name)
{
  g_autoptr (GPtrArray) all = load ();
  gboolean good = TRUE;

  if (name != NULL && assay_shared_find (all, name) == NULL)
    return assay_command_fail ("shared", _("there is no “%s”"), name);
  for (guint i = 0; i < all->len; i++)
    if (name == NULL || strcmp (((AssayShared *) all->pdata[i])->name, name) == 0)
      good = refresh_one (all->pdata[i]) && good;

  return good ? ASSAY_EXIT_DONE : ASSAY_EXIT_FAILED;
}

static int
remove_shared (const char *name)
{
  g_autoptr (GError) error = NULL;

  return assay_shared_remove (name, &error) ? ASSAY_EXIT_DONE : assay_command_fail ("shared", "%s", error->message);
}

int
assay_command_shared (int argc, char **argv)
{
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, _ ("list: text or json (default text)"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };
  gboolean json, valid;

  if (!assay_command_parse (USAGE, _ ("Reads the run documents that a team keeps in a folder, or lists at an address: what assay history export --into writes."),
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  json = assay_command_json ("shared", format, &valid);
  if (!valid)
    return ASSAY_EXIT_USAGE;
  if (argc == 4 && strcmp (argv[1], "add") == 0)
    return add (argv + 2);
  if (argc == 2 && strcmp (argv[1], "list") == 0)
    return list (json);
  if ((argc == 2 || argc == 3) && strcmp (argv[1], "refresh") == 0)
    return refresh (argv[2]);
  if (argc == 3 && strcmp (argv[1], "remove") == 0)
    return remove_shared (argv[2]);

  return assay_command_misuse ("shared", _ ("wants add NAME FOLDER|URL, list, refresh, or remove NAME"));
}
