#include "app/command.h"

#include "app/output.h"
#include "data/advice/verdict.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/units.h"

static void
json_number (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  assay_output_number (json, value);
}

static void
json_reading (JsonBuilder *json, const AssayReading *reading)
{
  static const char * const sides[] = { "agrees", "disagrees", "neither" };

  json_builder_begin_object (json);
  assay_output_string (json, "text", reading->text);
  json_number (json, "value", reading->value);
  assay_output_string (json, "unit", reading->unit != NULL ? reading->unit->id : NULL);
  json_number (json, "low", reading->low);
  json_number (json, "high", reading->high);
  json_number (json, "expected_min", reading->expect_min);
  json_number (json, "expected_max", reading->expect_max);
  assay_output_string (json, "side", sides[reading->side]);
  assay_output_string (json, "figure", reading->datum != NULL ? reading->datum->id : NULL);
  assay_output_string (json, "against", reading->against != NULL ? reading->against->id : NULL);
  json_builder_set_member_name (json, "origin");
  assay_output_origin (json, reading->datum != NULL ? reading->datum->origin : NULL);
  json_builder_end_object (json);
}

static void
json_verdict (JsonBuilder *json, AssayStatement *statement, const AssayVerdict *verdict)
{
  json_builder_begin_object (json);
  assay_output_string (json, "id", assay_statement_get_id (statement));
  assay_output_string (json, "text", assay_statement_get_text (statement));
  assay_output_string (json, "criterion", assay_statement_get_criterion (statement));
  assay_output_string (json, "verdict", assay_verdict_id (verdict->kind));
  assay_output_string (json, "summary", verdict->summary);
  assay_output_string (json, "rule", verdict->rule);
  assay_output_string (json, "settle", verdict->settle);
  json_builder_set_member_name (json, "evidence");
  json_builder_begin_array (json);
  for (guint i = 0; i < verdict->readings->len; i++)
    json_reading (json, g_ptr_array_index (verdict->readings, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
text_verdict (GString *text, AssayStatement *statement, const AssayVerdict *verdict)
{
  g_string_append_printf (text, "%-13s %s\n%-13s %s: %s\n", assay_verdict_id (verdict->kind),
                          assay_statement_get_text (statement), "", assay_statement_get_id (statement),
                          verdict->summary);
  for (guint i = 0; i < verdict->readings->len; i++)
    {
      const AssayReading *reading = g_ptr_array_index (verdict->readings, i);
      g_autofree char *origin = reading->datum != NULL ? assay_provenance_line (reading->datum->origin) : NULL;

      g_string_append_printf (text, "%-15s · %s%s%s%s\n", "", reading->text, origin != NULL ? " [" : "",
                              origin != NULL ? origin : "", origin != NULL ? "]" : "");
    }
  if (verdict->settle != NULL)
    g_string_append_printf (text, "%-15s → %s\n", "", verdict->settle);
  g_string_append_c (text, '\n');
}

static void
text_totals (GString *text, const guint *totals, guint n)
{
  g_string_append_printf (text, _ ("%u statements:"), n);
  for (guint kind = 0; kind < ASSAY_N_VERDICTS; kind++)
    g_string_append_printf (text, "%s %u %s", kind > 0 ? "," : "", totals[kind], assay_verdict_id (kind));
  g_string_append_c (text, '\n');
}

static void
print_verdicts (AssayStore *store, GPtrArray *statements, gboolean as_json)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  guint totals[ASSAY_N_VERDICTS] = { 0 };

  json_builder_begin_array (json);
  for (guint i = 0; i < statements->len; i++)
    {
      AssayStatement *statement = g_ptr_array_index (statements, i);
      g_autoptr (AssayVerdict) verdict = assay_verdict_new (store, statement);

      totals[verdict->kind]++;
      if (as_json)
        json_verdict (json, statement, verdict);
      else
        text_verdict (text, statement, verdict);
    }
  json_builder_end_array (json);
  text_totals (text, totals, statements->len);

  if (as_json)
    assay_output_print (json);
  else
    g_print ("%s", text->str);
}

/* The statements named by @ids (@n of them; all of the store if 0), or NULL after naming the unknown one. */
static GPtrArray *
choose (AssayStore *store, char **ids, int n)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  if (n == 0)
    return g_ptr_array_ref (assay_store_get_statements (store));
  for (int i = 0; i < n; i++)
    {
      AssayStatement *statement = assay_store_find_statement (store, ids[i]);

      if (statement == NULL)
        {
          assay_command_fail ("check", _ ("there is no statement “%s”; assay list statements names them"), ids[i]);
          return NULL;
        }
      g_ptr_array_add (chosen, statement);
    }

  return g_steal_pointer (&chosen);
}

int
assay_command_check (int argc, char **argv)
{
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, _ ("text or json (default text)"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };
  gboolean valid, json;
  g_autoptr (AssayStore) store = NULL;
  g_autoptr (GPtrArray) statements = NULL;

  if (!assay_command_parse ("check [STATEMENT...]", _ ("Every statement with its verdict and its evidence."),
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  json = assay_command_json ("check", format, &valid);
  if (!valid)
    return ASSAY_EXIT_USAGE;

  store = assay_command_load ();
  statements = choose (store, argv + 1, argc - 1);
  if (statements == NULL)
    return ASSAY_EXIT_FAILED;
  print_verdicts (store, statements, json);

  return ASSAY_EXIT_DONE;
}
