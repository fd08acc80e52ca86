#include "app/command.h"

#include <gio/gio.h>

#include "data/measure/measured.h"
#include "data/model/language.h"
#include "data/model/store.h"

#define MOST_MISTAKES 100     /* that are told one by one */

typedef struct
{
  const char *name;
  AssayCommand run;
  const char *help;
} Verb;

static const Verb verbs[] = {
  { "list", assay_command_list, "list subjects|criteria|statements|figures|charts|sources|feeds|scenarios|technologies|runs|profiles" },
  { "render", assay_command_render, "render CHART -o FILE.png|svg|pdf|csv|json [--size 1920x1080] [--theme light]" },
  { "deck", assay_command_deck, "deck [--talk FILE] -o FILE.pdf" },
  { "page", assay_command_page, "page [--talk FILE] -o FILE.html" },
  { "prepare", assay_command_prepare, "prepare" },
  { "measure", assay_command_measure,
    "measure [SCENARIO...] [--subjects A,B] [--quick|--standard|--thorough] [--budget SECONDS] [--machine NAME] [-o FILE.json|-]" },
  { "machine", assay_command_machine,
    "machine add NAME USER@HOST [--port N] [--identity FILE] [--command WORDS]|list|check NAME [--accept FINGERPRINT]|remove NAME|here" },
  { "export-k6", assay_command_export_k6,
    "export-k6 SCENARIO --server URL [--rate N] [--seconds N] [--kubernetes [--generators N]] [-o FILE.js]" },
  { "export-job", assay_command_export_job,
    "export-job [SCENARIO...] --image NAME [--subjects A,B] [--quick] [--machines N] [--cpus N] [-o FILE.json]" },
  { "trust", assay_command_trust, "trust [--yes HASH]" },
  { "history", assay_command_history,
    "history compare A B|name ID TEXT|note ID TEXT|delete ID|restore ID|purge|export [ID...] -o FILE.json|--into FOLDER|import FILE" },
  { "shared", assay_command_shared, "shared add NAME FOLDER|URL|list|refresh [NAME]|remove NAME" },
  { "fetch", assay_command_fetch, "fetch [FEED|SOURCE...] [--again] [--url SOURCE=URL] [--format json]" },
  { "token", assay_command_token, "token [SOURCE [--set|--forget]] [--format json]" },
  { "service", assay_command_service,
    "service add NAME --server URL --query PROMQL --metric ID --subject ID|NAME [--unit UNIT] [--range 1h] [--token|--user NAME]|list|remove NAME" },
  { "import", assay_command_import, "import FILE... [--subject [NAME=]SUBJECT] [--format json] | --forget ID" },
  { "advise", assay_command_advise, "advise [--profile FILE|ID] [--format json|madr] [--samples N] [--seed N] [-o FILE] | --record FILE.md" },
  { "check", assay_command_check, "check [STATEMENT...] [--format json]" },
};

AssayCommand
assay_command_find (const char *verb)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, verb))
      return verbs[i].run;

  return NULL;
}

char *
assay_command_help (void)
{
  GString *help = g_string_new (_ ("Usage:\n  assay                      the window\n"));

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_string_append_printf (help, _ ("  assay %s\n"), verbs[i].help);
  g_string_append (help, _ ("\nEach verb has --help. Exit status: 0 done, 1 failed, 2 wrong use.\n"));

  return g_string_free (help, FALSE);
}

gboolean
assay_command_parse (const char *usage, const char *summary, const GOptionEntry *entries, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *program = g_strdup_printf ("assay %s", (*argv)[0]);
  g_autoptr (GError) error = NULL;

  /* The option parser prints its usage line with the program's name. */
  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;

  g_printerr (_ ("%s: %s\nUsage: assay %s\n"), program, error->message, usage);
  return FALSE;
}

int
assay_command_misuse (const char *verb, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("assay %s: %s (assay %s --help)\n", verb, message, verb);

  return ASSAY_EXIT_USAGE;
}

int
assay_command_fail (const char *verb, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("assay %s: %s\n", verb, message);

  return ASSAY_EXIT_FAILED;
}

void
assay_command_complain (GPtrArray *mistakes)
{
  for (guint i = 0; i < MIN (mistakes->len, MOST_MISTAKES); i++)
    g_printerr ("assay: %s\n", (const char *) mistakes->pdata[i]);
  if (mistakes->len > MOST_MISTAKES)
    g_printerr (ngettext ("assay: and %u more mistake\n", "assay: and %u more mistakes\n", mistakes->len - MOST_MISTAKES), mistakes->len - MOST_MISTAKES);
}

AssayStore *
assay_command_load (void)
{
  AssayStore *store = assay_measured_load ();

  assay_command_complain (assay_store_get_errors (store));

  return store;
}

gboolean
assay_command_json (const char *verb, const char *format, gboolean *valid)
{
  gboolean json = format != NULL && g_str_equal (format, "json");

  *valid = format == NULL || json || g_str_equal (format, "text");
  if (!*valid)
    assay_command_misuse (verb, _ ("unknown format “%s”: text or json"), format);

  return json;
}

gboolean
assay_command_write (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, error);
}
