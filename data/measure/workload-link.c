/* What scenarios and technologies say of each other, once all of them are read. */
#include "data/measure/workload-private.h"
#include "data/model/language.h"

#include <string.h>

gpointer
assay_workload_find (GPtrArray *elements, const char *id)
{
  for (guint i = 0; id != NULL && i < elements->len; i++)
    {
      const char * const *element = g_ptr_array_index (elements, i);

      if (strcmp (element[0], id) == 0)
        return g_ptr_array_index (elements, i);
    }

  return NULL;
}

static void
check_technologies (AssayWorkloads *self, const char *scenario, const char *member, char **ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (assay_workload_find (self->technologies, ids[i]) == NULL)
      g_ptr_array_add (self->errors, g_strdup_printf (_ ("scenario %s: $.%s: there is no technology “%s”"), scenario, member, ids[i]));
}

static void
check_needs (AssayWorkloads *self, const AssayTechnology *technology)
{
  for (guint i = 0; technology->needs != NULL && technology->needs[i] != NULL; i++)
    {
      const AssayTechnology *needed = assay_workload_find (self->technologies, technology->needs[i]);

      if (needed == NULL)
        g_ptr_array_add (self->errors, g_strdup_printf (_ ("technology %s: $.needs: there is no technology “%s”"), technology->id,
                                                        technology->needs[i]));
      else if (needed->needs != NULL)
        g_ptr_array_add (self->errors, g_strdup_printf (_ ("technology %s: $.needs: “%s” has needs of its own"), technology->id,
                                                        technology->needs[i]));
    }
}

/* Whether @name is @stem and one suffix: "http.js" for "http", but neither "http.test.js" nor "http-alive.js". */
static gboolean
is_program (const char *name, const char *stem)
{
  gsize n = strlen (stem);

  return strncmp (name, stem, n) == 0 && name[n] == '.' && strchr (name + n + 1, '.') == NULL;
}

/* Notes which technologies have a file among @names, the entries of @programs; those of a later folder come in place of former ones. */
static void
take_programs (AssayWorkloads *self, AssayScenario *scenario, const char *folder, GPtrArray *names)
{
  for (guint i = 0; i < self->technologies->len; i++)
    {
      AssayTechnology *technology = g_ptr_array_index (self->technologies, i);
      const char *found = NULL;

      if (!g_hash_table_contains (technology->commands, scenario->command))
        continue;
      for (guint j = 0; j < names->len; j++)
        {
          const char *name = g_ptr_array_index (names, j);

          if (!is_program (name, technology->stem))
            continue;
          if (found != NULL)
            g_ptr_array_add (self->errors, g_strdup_printf (_ ("%s: $: both %s and %s could be the program of “%s”"), folder, found, name,
                                                            technology->id));
          else
            found = name;
        }
      if (found != NULL)
        g_hash_table_replace (scenario->files, technology->id, g_build_filename (scenario->programs, found, NULL));
    }
}

static void
find_programs (AssayWorkloads *self, AssayScenario *scenario)
{
  for (guint i = 0; self->folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (self->folders[i], scenario->programs, NULL);
      g_autoptr (GPtrArray) unheard = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) names = NULL;

      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        continue;
      names = assay_workload_names (path, unheard);
      take_programs (self, scenario, path, names);
    }

  for (guint i = 0; i < self->technologies->len; i++)
    {
      AssayTechnology *technology = g_ptr_array_index (self->technologies, i);

      if (g_hash_table_contains (scenario->files, technology->id))
        g_ptr_array_add (scenario->technologies, technology);
    }
}

static void
link_scenario (AssayWorkloads *self, AssayScenario *scenario)
{
  g_autofree gpointer *without = g_hash_table_get_keys_as_array (scenario->without, NULL);

  scenario->technologies = g_ptr_array_new ();
  scenario->files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  find_programs (self, scenario);
  check_technologies (self, scenario->id, "quick", scenario->quick);
  check_technologies (self, scenario->id, "standard", scenario->standard);
  check_technologies (self, scenario->id, "without", (char **) without);
}

void
assay_workloads_link (AssayWorkloads *self)
{
  for (guint i = 0; i < self->technologies->len; i++)
    check_needs (self, g_ptr_array_index (self->technologies, i));
  for (guint i = 0; i < self->scenarios->len; i++)
    link_scenario (self, g_ptr_array_index (self->scenarios, i));
}
