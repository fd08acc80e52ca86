/* assay machine: computers elsewhere on which assay measure --machine measures. */
#include "app/command.h"

#include <gio/gio.h>
#include <string.h>

#include "app/output.h"
#include "data/measure/elsewhere.h"
#include "data/measure/machine.h"
#include "data/measure/remote-key.h"
#include "data/model/language.h"

#define USAGE "machine add NAME USER@HOST [--port N] [--identity FILE] [--command WORDS]|list|check NAME [--accept FINGERPRINT]|remove NAME|here"

/* What the options say. */
typedef struct
{
  int port;
  char *identity, *command, *accept, *format;
  gboolean json;
} Words;

static void
words_clear (Words *self)
{
  g_free (self->identity);
  g_free (self->command);
  g_free (self->accept);
  g_free (self->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static GPtrArray *
load (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *remotes = assay_remotes_load (errors);

  assay_command_complain (errors);

  return remotes;
}

AssayRemote *
assay_command_get_machine (const char *verb, const char *name)
{
  g_autoptr (GPtrArray) remotes = load ();
  const AssayRemote *remote = assay_remotes_find (remotes, name);

  if (remote != NULL)
    return assay_remote_copy (remote);
  assay_command_fail (verb, _ ("there is no machine “%s”: assay machine add names one"), name);

  return NULL;
}

static gboolean
take_command (AssayRemote *remote, const char *text, GError **error)
{
  char **words = NULL;

  if (text == NULL)
    return TRUE;
  if (!g_shell_parse_argv (text, NULL, &words, error))
    return FALSE;
  g_strfreev (remote->command);
  remote->command = words;

  return TRUE;
}

static int
add (char **words, const Words *options)
{
  g_autoptr (AssayRemote) remote = assay_remote_new (words[0], words[1]);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_shell_quote (words[0]);

  remote->port = (guint) options->port;
  remote->identity = options->identity != NULL ? g_canonicalize_filename (options->identity, NULL) : NULL;
  if (!take_command (remote, options->command, &error) || !assay_remote_add (remote, &error))
    return assay_command_fail ("machine", "%s", error->message);
  g_print (_ ("assay machine check %s asks it, assay measure --machine %s measures there\n"), name, name);

  return ASSAY_EXIT_DONE;
}

static void
add_json (JsonBuilder *json, const AssayRemote *remote)
{
  g_autofree char *command = g_strjoinv (" ", remote->command);

  json_builder_begin_object (json);
  assay_output_string (json, "name", remote->name);
  assay_output_string (json, "destination", remote->destination);
  json_builder_set_member_name (json, "port");
  if (remote->port > 0)
    json_builder_add_int_value (json, remote->port);
  else
    json_builder_add_null_value (json);
  assay_output_string (json, "identity", remote->identity);
  assay_output_string (json, "command", command);
  json_builder_end_object (json);
}

static int
list (char **words G_GNUC_UNUSED, const Words *options)
{
  g_autoptr (GPtrArray) remotes = load ();
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < remotes->len; i++)
    {
      const AssayRemote *remote = remotes->pdata[i];
      g_autofree char *command = g_strjoinv (" ", remote->command);

      if (options->json)
        add_json (json, remote);
      else if (remote->port > 0)
        g_print (_ ("%-24s %s, port %u: %s\n"), remote->name, remote->destination, remote->port, command);
      else
        g_print ("%-24s %s: %s\n", remote->name, remote->destination, command);
    }
  json_builder_end_array (json);
  if (options->json)
    assay_output_print (json);

  return ASSAY_EXIT_DONE;
}

/* A key is accepted by its fingerprint alone: whoever says it has seen it elsewhere. */
static int
check (char **words, const Words *options)
{
  g_autoptr (AssayRemote) remote = assay_command_get_machine ("machine", words[0]);
  g_auto (AssayRemoteAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *machine = NULL;

  if (remote == NULL)
    return ASSAY_EXIT_FAILED;
  if ((options->accept != NULL && !assay_remote_accept_key (remote, options->accept, NULL, &error)) ||
      !assay_remote_look (remote, &answer, NULL, &error))
    return assay_command_fail ("machine", "%s", error->message);
  machine = assay_machine_describe (answer.machine);
  g_print (_ ("%s: %s on %s\n"), remote->name, answer.program, machine);

  return ASSAY_EXIT_DONE;
}

static int
remove_machine (char **words, const Words *options G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  return assay_remote_remove (words[0], &error) ? ASSAY_EXIT_DONE : assay_command_fail ("machine", "%s", error->message);
}

/* What check asks there. */
static int
here (char **words G_GNUC_UNUSED, const Words *options)
{
  g_autoptr (AssayMachine) machine = assay_machine_new ();
  g_autofree char *text = options->json ? assay_remote_introduce () : assay_machine_describe (machine);

  if (options->json)
    g_print ("%s\n", text);
  else
    g_print (_ ("Assay %s on %s\n"), ASSAY_VERSION, text);

  return ASSAY_EXIT_DONE;
}

static const struct
{
  const char *name;
  int n_words;          /* after it */
  int (*run) (char **words, const Words *options);
} actions[] = {
  { "add", 2, add }, { "list", 0, list }, { "check", 1, check }, { "remove", 1, remove_machine }, { "here", 0, here },
};

int
assay_command_machine (int argc, char **argv)
{
  g_auto (Words) words = { 0 };
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &words.port, _ ("add: where its ssh listens (default as ssh’s settings say)"), "N" },
    { "identity", 'i', 0, G_OPTION_ARG_FILENAME, &words.identity, _ ("add: a private key (default the agent’s and ssh’s own); passwords are never asked for"), "FILE" },
    { "command", 0, 0, G_OPTION_ARG_STRING, &words.command, _ ("add: what runs Assay there (default assay)"), "WORDS" },
    { "accept", 0, 0, G_OPTION_ARG_STRING, &words.accept, _ ("check: keep the host key that has this fingerprint"), "SHA256:…" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &words.format, _ ("list, here: text or json (default text)"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };
  gboolean valid;

  if (!assay_command_parse (USAGE, _ ("Names computers elsewhere, on which assay measure --machine NAME measures over ssh."), entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  words.json = assay_command_json ("machine", words.format, &valid);
  if (!valid)
    return ASSAY_EXIT_USAGE;
  if (words.port < 0 || words.port > G_MAXUINT16)
    return assay_command_misuse ("machine", _ ("a port is a number from 1 to %d"), G_MAXUINT16);
  /* The parser leaves it where a word after it looks like an option. */
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--") == 0)
      {
        memmove (&argv[i], &argv[i + 1], (argc - i) * sizeof *argv);
        argc--;
        break;
      }
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (argc > 1 && strcmp (argv[1], actions[i].name) == 0 && argc - 2 == actions[i].n_words)
      return actions[i].run (argv + 2, &words);

  return assay_command_misuse ("machine", _ ("wants add NAME USER@HOST, list, check NAME, remove NAME or here"));
}
