/* What can be measured, and what of it is there. */
#include "app/command.h"

#include "app/output.h"
#include "data/measure/remote-toolbox.h"
#include "data/measure/toolbox.h"
#include "data/measure/workload.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/units.h"

static AssayWorkloads *
load (void)
{
  AssayWorkloads *workloads = assay_workloads_load (NULL);

  assay_command_complain (assay_workloads_get_errors (workloads));

  return workloads;
}

static void
strings_member (JsonBuilder *json, const char *name, char **strings)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_builder_add_string_value (json, strings[i]);
  json_builder_end_array (json);
}

static void
pairs_member (JsonBuilder *json, const char *name, char **pairs)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i += 2)
    assay_output_string (json, pairs[i], pairs[i + 1]);
  json_builder_end_object (json);
}

static void
boolean_member (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

static void
metrics_member (JsonBuilder *json, const AssayScenario *scenario)
{
  static const char * const betters[] = { "none", "higher", "lower" };

  json_builder_set_member_name (json, "metrics");
  json_builder_begin_array (json);
  for (guint i = 0; i < scenario->metrics->len; i++)
    {
      const AssayScenarioMetric *metric = g_ptr_array_index (scenario->metrics, i);

      json_builder_begin_object (json);
      assay_output_string (json, "id", metric->metric->id);
      assay_output_string (json, "measure", metric->measure);
      assay_output_string (json, "name", metric->metric->name);
      assay_output_string (json, "unit", metric->metric->unit->id);
      assay_output_string (json, "better", betters[metric->metric->better]);
      boolean_member (json, "primary", metric->primary);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
technologies_member (JsonBuilder *json, const AssayScenario *scenario)
{
  json_builder_set_member_name (json, "technologies");
  json_builder_begin_array (json);
  for (guint i = 0; i < scenario->technologies->len; i++)
    {
      const AssayTechnology *technology = g_ptr_array_index (scenario->technologies, i);

      if (!g_hash_table_contains (scenario->without, technology->id))
        json_builder_add_string_value (json, technology->id);
    }
  json_builder_end_array (json);
}

static void
scenario_json (JsonBuilder *json, const AssayScenario *scenario)
{
  static const char * const kinds[] = { "http", "run" };

  json_builder_begin_object (json);
  assay_output_string (json, "id", scenario->id);
  assay_output_string (json, "name", scenario->name);
  assay_output_string (json, "about", scenario->about);
  assay_output_string (json, "kind", kinds[scenario->kind]);
  assay_output_string (json, "criterion", scenario->criterion);
  strings_member (json, "statements", scenario->statements);
  metrics_member (json, scenario);
  technologies_member (json, scenario);
  assay_output_string (json, "dimension", scenario->dimension);
  strings_member (json, "values", scenario->values);
  strings_member (json, "quick", scenario->quick);
  strings_member (json, "standard", scenario->standard);
  json_builder_end_object (json);
}

static void
scenario_line (const AssayScenario *scenario)
{
  guint n = scenario->technologies->len - g_hash_table_size (scenario->without);

  g_print (ngettext ("%-24s %3u technology    %s\n", "%-24s %3u technologies  %s\n", n), scenario->id, n, assay_language_words (scenario->name));
}

int
assay_list_scenarios (gboolean as_json)
{
  g_autoptr (AssayWorkloads) workloads = load ();
  GPtrArray *scenarios = assay_workloads_get_scenarios (workloads);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const AssayScenario *scenario = g_ptr_array_index (scenarios, i);

      if (as_json)
        scenario_json (json, scenario);
      else
        scenario_line (scenario);
    }
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);

  return ASSAY_EXIT_DONE;
}

static gboolean
takes_part (const AssayScenario *scenario, const AssayTechnology *technology)
{
  return g_hash_table_contains (scenario->files, technology->id) && !g_hash_table_contains (scenario->without, technology->id);
}

static void
scenarios_member (JsonBuilder *json, AssayWorkloads *workloads, const AssayTechnology *technology)
{
  GPtrArray *scenarios = assay_workloads_get_scenarios (workloads);

  json_builder_set_member_name (json, "scenarios");
  json_builder_begin_array (json);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const AssayScenario *scenario = g_ptr_array_index (scenarios, i);

      if (takes_part (scenario, technology))
        json_builder_add_string_value (json, scenario->id);
    }
  json_builder_end_array (json);
}

static void
technology_json (JsonBuilder *json, AssayWorkloads *workloads, const AssayTechnology *technology, const AssayAvailability *found)
{
  json_builder_begin_object (json);
  assay_output_string (json, "id", technology->id);
  assay_output_string (json, "name", technology->name);
  assay_output_string (json, "subject", technology->subject);
  assay_output_string (json, "runtime", technology->runtime->id);
  boolean_member (json, "usable", found->usable);
  assay_output_string (json, "version", found->version);
  assay_output_string (json, "runtime_version", found->runtime_version);
  assay_output_string (json, "program", found->program);
  pairs_member (json, "versions", found->versions);
  pairs_member (json, "details", found->details);
  assay_output_string (json, "reason", found->reason);
  assay_output_string (json, "install", found->install);
  boolean_member (json, "preparable", found->preparable);
  scenarios_member (json, workloads, technology);
  json_builder_end_object (json);
}

static void
technology_line (const AssayTechnology *technology, const AssayAvailability *found)
{
  const char *version = found->version != NULL ? found->version : "", *runtime = found->runtime_version != NULL ? found->runtime_version : "";

  /* Of a machine elsewhere there is no path. */
  if (found->usable && found->program != NULL)
    g_print ("%-22s %-10s %s %s (%s)\n", technology->id, version, technology->runtime->name, runtime, found->program);
  else if (found->usable)
    g_print ("%-22s %-10s %s %s\n", technology->id, version, technology->runtime->name, runtime);
  else
    g_print ("%-22s %-10s %s%s%s\n", technology->id, "–", found->reason, found->install != NULL ? " → " : "",
             found->install != NULL ? found->install : "");
}

static AssayToolbox *
probe_elsewhere (const char *machine, AssayWorkloads *workloads)
{
  g_autoptr (AssayRemote) remote = assay_command_get_machine ("list", machine);
  g_autoptr (GError) error = NULL;
  AssayToolbox *toolbox = remote != NULL ? assay_remote_toolbox (remote, workloads, NULL, &error) : NULL;

  if (error != NULL)
    assay_command_fail ("list", "%s", error->message);

  return toolbox;
}

int
assay_list_technologies (gboolean as_json, const char *machine)
{
  g_autoptr (AssayWorkloads) workloads = load ();
  g_autoptr (AssayToolbox) toolbox = machine != NULL ? probe_elsewhere (machine, workloads) : assay_toolbox_probe (workloads, NULL, NULL);
  GPtrArray *technologies = assay_workloads_get_technologies (workloads);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (toolbox == NULL)
    return ASSAY_EXIT_FAILED;

  json_builder_begin_array (json);
  for (guint i = 0; i < technologies->len; i++)
    {
      const AssayTechnology *technology = g_ptr_array_index (technologies, i);
      const AssayAvailability *found = assay_toolbox_get (toolbox, technology->id);

      if (as_json)
        technology_json (json, workloads, technology, found);
      else
        technology_line (technology, found);
    }
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);

  return ASSAY_EXIT_DONE;
}
