/* The user's tokens for the public sources that take one: kept in the desktop's keyring, and never printed. */
#include "app/command.h"

#include <errno.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/output.h"
#include "data/model/language.h"
#include "data/sources/secret.h"
#include "data/sources/source.h"

#define MOST 4096      /* bytes of a token */

/* One question to the keyring. */
typedef struct
{
  GMainLoop *loop;
  gboolean kept;       /* there is a token */
  GError *error;
} Job;

static void
looked_up_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  char *token = assay_secret_lookup_finish (result, &job->error);

  job->kept = token != NULL;
  assay_secret_free (token);
  g_main_loop_quit (job->loop);
}

static void
stored_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Job *job = data;

  job->kept = assay_secret_store_finish (result, &job->error);
  g_main_loop_quit (job->loop);
}

static void
cleared_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Job *job = data;

  assay_secret_clear_finish (result, &job->error);
  g_main_loop_quit (job->loop);
}

static struct termios former;

/* A terminal that was left without echo would stay so. */
static void
restore_and_end (int signal_number)
{
  tcsetattr (STDIN_FILENO, TCSANOW, &former);
  raise (signal_number);
}

static void
set_ends (void (*handler) (int))
{
  const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
  struct sigaction action = { .sa_handler = handler, .sa_flags = (int) SA_RESETHAND };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    sigaction (ends[i], &action, NULL);
}

static gboolean
hide_input (const char *publisher)
{
  struct termios silent;

  if (tcgetattr (STDIN_FILENO, &former) != 0)
    return FALSE;
  silent = former;
  silent.c_lflag &= (tcflag_t) ~ECHO;
  set_ends (restore_and_end);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  g_printerr (_ ("Token for %s: "), publisher);

  return TRUE;
}

static void
show_input (void)
{
  tcsetattr (STDIN_FILENO, TCSANOW, &former);
  set_ends (SIG_DFL);
  g_printerr ("\n");
}

/* The first line of standard input into @line of MOST + 1 bytes, without the blanks around it; FALSE if it can't be a token. Not by way of stdio, whose
 * buffer would keep it. */
static gboolean
read_token (const AssaySource *source, char *line)
{
  gboolean hidden = hide_input (_ (source->publisher));
  gsize length = 0;
  gssize n;

  while (length < MOST && (n = read (STDIN_FILENO, line + length, 1)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || line[length] == '\n')
        break;
      length++;
    }
  if (hidden)
    show_input ();
  line[length] = '\0';
  g_strstrip (line);
  for (const char *c = line; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return FALSE;

  return *line != '\0' && length < MOST;
}

/* The state of one source's token, told in @json or as text. */
static void
tell (const AssaySource *source, gboolean kept, JsonBuilder *json)
{
  if (json == NULL)
    {
      g_print (kept ? _ ("%s: a token for %s is kept in the keyring\n") : _ ("%s: no token for %s is kept in the keyring\n"), source->id, _ (source->publisher));
      return;
    }
  json_builder_begin_object (json);
  assay_output_string (json, "id", source->id);
  assay_output_string (json, "title", source->title);
  assay_output_string (json, "publisher", source->publisher);
  json_builder_set_member_name (json, "kept");
  json_builder_add_boolean_value (json, kept);
  json_builder_end_object (json);
}

static gboolean
work (const AssaySource *source, gboolean set, gboolean forget, JsonBuilder *json)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Job job = { .loop = loop };
  char token[MOST + 1] = "";

  if (set && !read_token (source, token))
    {
      explicit_bzero (token, sizeof token);
      assay_command_fail ("token", _ ("standard input has no token: one line of letters, digits and signs"));
      return FALSE;
    }
  if (set)
    assay_secret_store_async (source->id, token, NULL, stored_cb, &job);
  else if (forget)
    assay_secret_clear_async (source->id, NULL, cleared_cb, &job);
  else
    assay_secret_lookup_async (source->id, NULL, looked_up_cb, &job);
  explicit_bzero (token, sizeof token);
  g_main_loop_run (loop);
  if (job.error == NULL)
    {
      tell (source, job.kept, json);
      return TRUE;
    }
  assay_command_fail ("token", "%s: %s", source->id, job.error->message);
  g_error_free (job.error);

  return FALSE;
}

static int
work_all (const AssaySource *only, gboolean set, gboolean forget, gboolean as_json)
{
  g_autoptr (JsonBuilder) json = as_json ? json_builder_new () : NULL;
  guint n;
  const AssaySource *table = assay_source_table (&n);
  gboolean good = TRUE;

  if (json != NULL)
    json_builder_begin_array (json);
  for (guint i = 0; i < n && good; i++)
    if (table[i].token != NULL && (only == NULL || only == &table[i]))
      good = work (&table[i], set, forget, json);
  if (json != NULL)
    {
      json_builder_end_array (json);
      assay_output_print (json);
    }

  return good ? ASSAY_EXIT_DONE : ASSAY_EXIT_FAILED;
}

int
assay_command_token (int argc, char **argv)
{
  g_autofree char *format = NULL;
  gboolean set = FALSE, forget = FALSE, json, valid;
  const GOptionEntry entries[] = {
    { "set", 0, 0, G_OPTION_ARG_NONE, &set, _ ("keep the token that standard input has, instead of a former one"), NULL },
    { "forget", 0, 0, G_OPTION_ARG_NONE, &forget, _ ("keep none any more"), NULL },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, _ ("text or json (default text)"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };
  const AssaySource *source = NULL;

  if (!assay_command_parse ("token [SOURCE [--set|--forget]]",
                            _ ("Says whether the desktop's keyring keeps a token for a source, with which it may be asked more often; --set keeps one."),
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  json = assay_command_json ("token", format, &valid);
  if (!valid)
    return ASSAY_EXIT_USAGE;
  if (argc > 2 || (set && forget) || (argc < 2 && (set || forget)))
    return assay_command_misuse ("token", _ ("--set or --forget of one SOURCE, or neither"));
  if (argc == 2)
    {
      source = assay_source_find (argv[1]);
      if (source == NULL || source->token == NULL)
        return assay_command_misuse ("token", _ ("there is no source “%s” that takes a token"), argv[1]);
    }

  return work_all (source, set, forget, json);
}
