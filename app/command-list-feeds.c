/* The questions that assay fetch puts to the public sources, and what came of them until now. */
#include "app/command.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "app/output.h"
#include "data/model/store.h"
#include "data/sources/feed-state.h"

typedef struct
{
  GMainLoop *loop;
  GPtrArray *states;   /* of AssayFeedState */
} Waiting;

static void
print_text (const AssayFeedState *state)
{
  g_autofree char *came = state->came != NULL ? g_strndup (state->came, strlen ("2026-11-28")) : g_strdup ("-");

  g_print ("%-44s %-18s %-10s %s%s%s\n", state->feed->id, state->feed->source->id, came, state->address != NULL ? state->address : "-",
           state->failure != NULL ? "  failed: " : "", state->failure != NULL ? state->failure : "");
}

static void
add_versions (JsonBuilder *json, const AssayFeedState *state)
{
  json_builder_set_member_name (json, "answers");
  json_builder_begin_array (json);
  for (guint i = 0; i < state->versions->len; i++)
    {
      const AssayCacheVersion *version = state->versions->pdata[i];

      json_builder_begin_object (json);
      json_builder_set_member_name (json, "number");
      json_builder_add_int_value (json, version->version);
      assay_output_string (json, "came", version->came);
      json_builder_set_member_name (json, "used");
      json_builder_add_boolean_value (json, version->version == state->version);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_json (JsonBuilder *json, const AssayFeedState *state)
{
  const AssayFeed *feed = state->feed;

  json_builder_begin_object (json);
  assay_output_string (json, "id", feed->id);
  assay_output_string (json, "title", feed->title);
  assay_output_string (json, "source", feed->source->id);
  assay_output_string (json, "publisher", feed->source->publisher);
  assay_output_string (json, "licence", feed->licence != NULL ? feed->licence : feed->source->licence);
  assay_output_string (json, "address", state->address);
  assay_output_string (json, "came", state->came);
  assay_output_string (json, "checked", state->checked);
  assay_output_string (json, "tried", state->tried);
  assay_output_string (json, "failure", state->failure);
  add_versions (json, state);
  json_builder_end_object (json);
}

static void
states_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->states = assay_feed_states_finish (result, NULL);
  g_main_loop_quit (waiting->loop);
}

int
assay_list_feeds (gboolean as_json)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssayStore) store = assay_command_load ();
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors);
  g_autoptr (AssaySourceSettings) settings = assay_source_settings_load (errors);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  Waiting waiting = { .loop = loop };

  for (guint i = 0; i < errors->len; i++)
    g_printerr ("assay: %s\n", (const char *) errors->pdata[i]);
  assay_feed_states_async (feeds, settings, NULL, states_cb, &waiting);
  g_main_loop_run (loop);

  json_builder_begin_array (json);
  for (guint i = 0; i < waiting.states->len; i++)
    if (as_json)
      add_json (json, waiting.states->pdata[i]);
    else
      print_text (waiting.states->pdata[i]);
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);
  g_ptr_array_unref (waiting.states);

  return ASSAY_EXIT_DONE;
}
