/* The project profiles that the advisor knows. */
#include "app/command.h"

#include <json-glib/json-glib.h>

#include "app/output.h"
#include "data/advice/profile.h"
#include "data/model/store.h"

static void
json_profile (JsonBuilder *json, const AssayProfile *profile)
{
  json_builder_begin_object (json);
  assay_output_string (json, "id", profile->id);
  assay_output_string (json, "name", profile->name);
  assay_output_string (json, "note", profile->note);
  assay_output_string (json, "file", profile->path);
  json_builder_set_member_name (json, "profile");
  assay_profile_add_to (profile, json);
  json_builder_end_object (json);
}

int
assay_list_profiles (gboolean as_json)
{
  g_autoptr (AssayStore) store = assay_command_load ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), profiles = assay_profiles_load (store, errors);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  for (guint i = 0; i < errors->len; i++)
    g_printerr ("assay: %s\n", (char *) errors->pdata[i]);
  json_builder_begin_array (json);
  for (guint i = 0; i < profiles->len; i++)
    {
      const AssayProfile *profile = profiles->pdata[i];

      if (as_json)
        json_profile (json, profile);
      else
        g_print ("%-20s %s\n", profile->id, profile->name);
    }
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);

  return ASSAY_EXIT_DONE;
}
