#include "app/command.h"

#include <glib-unix.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

#include "app/output.h"
#include "data/model/error.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/sources/feed-state.h"
#include "data/sources/refresh.h"

/* The feeds being asked. */
typedef struct
{
  GMainLoop *loop;
  JsonBuilder *json;   /* NULL: text */
  guint n_failed;
  GError *error;
} Job;

static void
print_text (const AssayRefreshed *refreshed)
{
  const char *state = refreshed->changed ? _ ("new") : refreshed->asked ? _ ("unchanged") : _ ("fresh enough");

  if (refreshed->failure != NULL && refreshed->came == NULL)
    g_print ("%s: %s\n", refreshed->feed->id, refreshed->failure);
  else if (refreshed->failure != NULL)
    g_print (_ ("%s: %s; what came on %s stays\n"), refreshed->feed->id, refreshed->failure, refreshed->came);
  else
    g_print (ngettext ("%s: %u figure, as of %s, %s\n", "%s: %u figures, as of %s, %s\n", refreshed->n_figures), refreshed->feed->id, refreshed->n_figures,
             refreshed->came, state);
}

static void
add_json (JsonBuilder *json, const AssayRefreshed *refreshed)
{
  json_builder_begin_object (json);
  assay_output_string (json, "id", refreshed->feed->id);
  assay_output_string (json, "source", refreshed->feed->source->id);
  assay_output_string (json, "title", refreshed->feed->title);
  json_builder_set_member_name (json, "figures");
  json_builder_add_int_value (json, refreshed->n_figures);
  json_builder_set_member_name (json, "asked");
  json_builder_add_boolean_value (json, refreshed->asked);
  json_builder_set_member_name (json, "changed");
  json_builder_add_boolean_value (json, refreshed->changed);
  assay_output_string (json, "date", refreshed->came);
  assay_output_string (json, "failure", refreshed->failure);
  json_builder_end_object (json);
}

static void
each_cb (const AssayRefreshed *refreshed, gpointer data)
{
  Job *job = data;

  if (refreshed->notice != NULL)
    g_printerr ("assay fetch: %s\n", refreshed->notice);
  job->n_failed += refreshed->failure != NULL ? 1 : 0;
  if (job->json != NULL)
    add_json (job->json, refreshed);
  else
    print_text (refreshed);
}

static void
done_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Job *job = data;

  assay_refresh_finish (result, &job->error);
  g_main_loop_quit (job->loop);
}

static gboolean
stop_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_CONTINUE;
}

static int
fetch (GPtrArray *feeds, AssayStore *store, AssaySourceSettings *settings, gboolean again, gboolean as_json)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (JsonBuilder) json = as_json ? json_builder_new () : NULL;
  guint interrupt = g_unix_signal_add (SIGINT, stop_cb, cancellable), terminate = g_unix_signal_add (SIGTERM, stop_cb, cancellable);
  Job job = { .loop = loop, .json = json };

  if (json != NULL)
    json_builder_begin_array (json);
  assay_refresh_async (feeds, store, settings, again, each_cb, &job, cancellable, done_cb, &job);
  g_main_loop_run (loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  if (json != NULL)
    {
      json_builder_end_array (json);
      assay_output_print (json);
    }
  if (job.error == NULL)
    return job.n_failed == 0 ? ASSAY_EXIT_DONE : ASSAY_EXIT_FAILED;

  assay_command_fail ("fetch", "%s", job.error->message);
  g_error_free (job.error);

  return ASSAY_EXIT_FAILED;
}

static void
used_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Job *job = data;

  assay_feed_use_finish (result, &job->error);
  g_main_loop_quit (job->loop);
}

/* Back to an earlier answer of the one feed that is named, or on to the newest. */
static int
use (GPtrArray *feeds, AssayStore *store, AssaySourceSettings *settings, const char *word)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Job job = { .loop = loop };
  guint64 version = 0;

  if (strcmp (word, "newest") != 0 && !g_ascii_string_to_unsigned (word, 10, 1, G_MAXINT64, &version, NULL))
    return assay_command_misuse ("fetch", _ ("--use is “newest” or the number of an answer; assay list feeds --format json has them"));
  if (feeds->len != 1)
    return assay_command_misuse ("fetch", _ ("--use is for one feed"));

  assay_feed_use_async (feeds->pdata[0], store, settings, (gint64) version, NULL, used_cb, &job);
  g_main_loop_run (loop);
  if (job.error == NULL)
    return ASSAY_EXIT_DONE;
  assay_command_fail ("fetch", "%s", job.error->message);
  g_error_free (job.error);

  return ASSAY_EXIT_FAILED;
}

/* "SOURCE=URL", for this run alone. */
static gboolean
set_addresses (AssaySourceSettings *settings, char **words, GError **error)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      const char *sign = strchr (words[i], '=');
      g_autofree char *source = sign != NULL ? g_strndup (words[i], sign - words[i]) : NULL;

      if (source == NULL)
        g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("--url is SOURCE=URL, with the id of a source"));
      if (source == NULL || !assay_source_settings_set_address (settings, source, sign + 1, error))
        return FALSE;
    }

  return TRUE;
}

int
assay_command_fetch (int argc, char **argv)
{
  g_autofree char *format = NULL, *answer = NULL;
  g_auto (GStrv) words = NULL;
  gboolean again = FALSE, json, valid;
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, _ ("ask this server instead of the source's own"), "SOURCE=URL" },
    { "again", 0, 0, G_OPTION_ARG_NONE, &again, _ ("ask for what is fresh enough, too"), NULL },
    { "use", 0, 0, G_OPTION_ARG_STRING, &answer, _ ("ask nobody; go back to an earlier answer of the feed, or on to the newest"), "NUMBER|newest" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, _ ("text or json (default text)"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) feeds = NULL, chosen = NULL;
  g_autoptr (AssaySourceSettings) settings = NULL;
  g_autoptr (AssayStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (!assay_command_parse ("fetch [FEED|SOURCE...]", _ ("Asks the public sources for today's figures; what came before is kept."), entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  json = assay_command_json ("fetch", format, &valid);
  if (!valid)
    return ASSAY_EXIT_USAGE;
  settings = assay_source_settings_load (errors);
  if (!set_addresses (settings, words, &error))
    return assay_command_misuse ("fetch", "%s", error->message);

  store = assay_command_load ();
  feeds = assay_feeds_load (store, errors);
  assay_command_complain (errors);
  chosen = assay_refresh_choose (feeds, (const char * const *) argv + 1, &error);
  if (chosen == NULL)
    return assay_command_fail ("fetch", "%s", error->message);

  return answer != NULL ? use (chosen, store, settings, answer) : fetch (chosen, store, settings, again, json);
}
