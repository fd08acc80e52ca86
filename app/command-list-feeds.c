/* The questions that assay fetch puts to the public sources. */
#include "app/command.h"

#include <json-glib/json-glib.h>

#include "app/output.h"
#include "data/sources/feed.h"

static void
print_text (const AssayFeed *feed, const char *address)
{
  g_print ("%-44s %-18s %s\n", feed->id, feed->source->id, address);
}

static void
add_json (JsonBuilder *json, const AssayFeed *feed, const char *address)
{
  json_builder_begin_object (json);
  assay_output_string (json, "id", feed->id);
  assay_output_string (json, "title", feed->title);
  assay_output_string (json, "source", feed->source->id);
  assay_output_string (json, "publisher", feed->source->publisher);
  assay_output_string (json, "licence", feed->licence != NULL ? feed->licence : feed->source->licence);
  assay_output_string (json, "address", address);
  json_builder_end_object (json);
}

int
assay_list_feeds (gboolean as_json)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) feeds = assay_feeds_load (errors);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  for (guint i = 0; i < errors->len; i++)
    g_printerr ("assay: %s\n", (const char *) g_ptr_array_index (errors, i));
  json_builder_begin_array (json);
  for (guint i = 0; i < feeds->len; i++)
    {
      const AssayFeed *feed = g_ptr_array_index (feeds, i);
      g_autofree char *address = assay_source_address (feed->source, NULL, (const char * const *) feed->parameters, NULL);

      if (as_json)
        add_json (json, feed, address);
      else
        print_text (feed, address);
    }
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);

  return ASSAY_EXIT_DONE;
}
