/* The questions that assay fetch puts to the public sources, and what came of them until now. */
#include "app/command.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "app/output.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/sources/feed-state.h"

typedef struct
{
  GMainLoop *loop;
  AssayFeedOverview *overview;
} Waiting;

static void
print_text (const AssayFeedState *state)
{
  g_autofree char *came = state->came != NULL ? g_strndup (state->came, strlen ("2026-11-28")) : g_strdup ("-");

  g_print ("%-44s %-18s %-10s %s%s%s\n", state->feed->id, state->feed->source->id, came, state->address != NULL ? state->address : "-",
           state->failure != NULL ? _ ("  failed: ") : "", state->failure != NULL ? state->failure : "");
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
overview_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->overview = assay_feed_overview_finish (result, NULL);
  g_main_loop_quit (waiting->loop);
}

int
assay_list_feeds (gboolean as_json)
{
  g_autoptr (AssayStore) store = assay_command_load ();
  g_autoptr (AssayFeedOverview) overview = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  Waiting waiting = { .loop = loop };

  assay_feed_overview_async (store, NULL, overview_cb, &waiting);
  g_main_loop_run (loop);
  overview = waiting.overview;
  assay_command_complain (overview->errors);

  json_builder_begin_array (json);
  for (guint i = 0; i < overview->states->len; i++)
    if (as_json)
      add_json (json, overview->states->pdata[i]);
    else
      print_text (overview->states->pdata[i]);
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);

  return ASSAY_EXIT_DONE;
}
