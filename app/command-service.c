#include "app/command.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/output.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/sources/feed.h"
#include "data/sources/secret.h"
#include "data/sources/service.h"

#define USAGE "service add NAME ...|list|remove NAME"
#define MAX_SECRET 4096

/* What the words of "add" say. */
typedef struct
{
  char *server, *query, *metric, *unit, *subject, *range, *step, *user;
  gboolean allow_plain, token;
} Words;

static void
words_clear (Words *self)
{
  g_free (self->server);
  g_free (self->query);
  g_free (self->metric);
  g_free (self->unit);
  g_free (self->subject);
  g_free (self->range);
  g_free (self->step);
  g_free (self->user);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/* Whether what is typed is shown; nothing where nobody types. */
static void
set_echo (gboolean shown)
{
  struct termios settings;

  if (tcgetattr (STDIN_FILENO, &settings) != 0)
    return;
  if (shown)
    settings.c_lflag |= ECHO;
  else
    settings.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &settings);
}

/* The first line of standard input, so that it is in no list of processes and no shell's history; to be freed with assay_secret_free(). */
static char *
read_secret (void)
{
  gboolean typed = isatty (STDIN_FILENO);
  char *secret = g_malloc0 (MAX_SECRET);
  gsize length = 0;
  gssize got = 1;

  if (typed)
    {
      g_printerr (_ ("Token or password: "));
      set_echo (FALSE);
    }
  while (got > 0 && length < MAX_SECRET - 1 && memchr (secret, '\n', length) == NULL)
    {
      got = read (STDIN_FILENO, secret + length, MAX_SECRET - 1 - length);
      length += got > 0 ? (gsize) got : 0;
    }
  if (typed)
    {
      set_echo (TRUE);
      g_printerr ("\n");
    }
  secret[strcspn (secret, "\r\n")] = '\0';

  return secret;
}

static int
add (const char *name, const Words *words)
{
  g_autoptr (AssayStore) store = assay_command_load ();
  g_autoptr (GError) error = NULL;
  gboolean secret = words->token || words->user != NULL;
  char *read = secret ? read_secret () : NULL;
  const AssayService service = {
    .name = name, .server = words->server, .query = words->query, .metric = words->metric, .unit = words->unit, .subject = words->subject,
    .range = words->range, .step = words->step, .allow_plain = words->allow_plain, .user = words->user, .secret = read,
  };
  g_autofree char *id = NULL;

  if (!secret || *read != '\0')
    id = assay_service_add (&service, store, &error);
  assay_secret_free (read);
  if (id == NULL)
    return assay_command_fail ("service", "%s", error != NULL ? error->message : _ ("there is no token or password on standard input"));
  g_print (_ ("%s: assay fetch %s asks it\n"), id, id);

  return ASSAY_EXIT_DONE;
}

static const char *
parameter_of (const AssayFeed *feed, const char *name)
{
  for (char **pair = feed->parameters; pair != NULL && *pair != NULL; pair += 2)
    if (strcmp (pair[0], name) == 0)
      return pair[1];

  return NULL;
}

static void
add_json (JsonBuilder *json, const AssayFeed *feed)
{
  g_autofree char *range = assay_moving_range_length (&feed->range);

  json_builder_begin_object (json);
  assay_output_string (json, "id", feed->id);
  assay_output_string (json, "title", feed->title);
  assay_output_string (json, "server", parameter_of (feed, "server"));
  assay_output_string (json, "query", parameter_of (feed, "query"));
  assay_output_string (json, "metric", feed->metrics[1]);
  assay_output_string (json, "unit", feed->unit);
  assay_output_string (json, "subject", feed->subject);
  assay_output_string (json, "name", feed->service);
  assay_output_string (json, "range", range);
  json_builder_set_member_name (json, "token");
  json_builder_add_boolean_value (json, feed->token);
  json_builder_end_object (json);
}

static int
list (gboolean as_json)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) feeds = assay_feeds_load (NULL, errors), services = assay_services_list (feeds);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  assay_command_complain (errors);
  json_builder_begin_array (json);
  for (guint i = 0; i < services->len; i++)
    {
      const AssayFeed *feed = services->pdata[i];

      if (as_json)
        add_json (json, feed);
      else
        g_print ("%-24s %-24s %s %s\n", feed->id, feed->subject != NULL ? feed->subject : "-", parameter_of (feed, "server"), parameter_of (feed, "query"));
    }
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);

  return ASSAY_EXIT_DONE;
}

static int
remove_service (const char *name)
{
  g_autoptr (GError) error = NULL;

  return assay_service_remove (name, &error) ? ASSAY_EXIT_DONE : assay_command_fail ("service", "%s", error->message);
}

int
assay_command_service (int argc, char **argv)
{
  g_autofree char *format = NULL;
  g_auto (Words) words = { 0 };
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &words.server, _ ("the Prometheus server: https, or http on this machine"), "URL" },
    { "query", 0, 0, G_OPTION_ARG_STRING, &words.query, _ ("what it is asked"), "PROMQL" },
    { "metric", 0, 0, G_OPTION_ARG_STRING, &words.metric, _ ("what that measures: throughput, latency-p99, error-share, memory, cpu-share ... or a metric’s id"), "ID" },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &words.unit, _ ("of the answer (default Prometheus’s own: seconds, bytes, ratios)"), "UNIT" },
    { "subject", 0, 0, G_OPTION_ARG_STRING, &words.subject, _ ("whom it is about: a subject’s id, or a name of your own"), "ID|NAME" },
    { "range", 0, 0, G_OPTION_ARG_STRING, &words.range, _ ("how far back from the moment of asking (default 1h)"), "DURATION" },
    { "step", 0, 0, G_OPTION_ARG_STRING, &words.step, _ ("from one point to the next (default: some hundreds of points)"), "DURATION" },
    { "token", 0, 0, G_OPTION_ARG_NONE, &words.token, _ ("read a bearer token from standard input, for the keyring"), NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &words.user, _ ("read this user’s password from standard input, for the keyring"), "NAME" },
    { "allow-plain-http", 0, 0, G_OPTION_ARG_NONE, &words.allow_plain, _ ("ask over http beyond this machine: anybody on the way can read it"), NULL },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, _ ("text or json (default text)"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };
  gboolean json, valid;

  if (!assay_command_parse (USAGE, _ ("add NAME, list or remove NAME: figures of your own services, asked of their Prometheus server."), entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  json = assay_command_json ("service", format, &valid);
  if (!valid)
    return ASSAY_EXIT_USAGE;
  if (argc == 2 && strcmp (argv[1], "list") == 0)
    return list (json);
  if (argc == 3 && strcmp (argv[1], "add") == 0)
    return add (argv[2], &words);
  if (argc == 3 && strcmp (argv[1], "remove") == 0)
    return remove_service (argv[2]);

  return assay_command_misuse ("service", _ ("wants add NAME, list, or remove NAME"));
}
