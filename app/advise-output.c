#include "app/advise-output.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "app/output.h"
#include "data/model/datum.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/model/statement.h"

static void
text_reason (GString *text, const char *sign, const AssayReason *reason)
{
  g_autofree char *claims = g_strjoinv (", ", reason->statements);

  g_string_append_printf (text, "  %s %s.\n", sign, reason->text);
  if (*claims != '\0')
    g_string_append_printf (text, _ ("    claims: %s\n"), claims);
  if (reason->data->len > 0)
    g_string_append_printf (text, _ ("    figures: %u\n"), reason->data->len);
}

/* Of each kind, to be read by people: the nearest. */
#define MOST_FLIPS 4

static const char * const flip_kinds[] = { "weight", "value", "operation" };

static void
text_flips (GString *text, const AssayAdvice *advice)
{
  guint told[G_N_ELEMENTS (flip_kinds)] = { 0 }, n = 0, more = 0;

  for (guint i = 0; i < advice->flips->len; i++)
    {
      const AssayFlip *flip = advice->flips->pdata[i];

      if (isnan (flip->at))
        continue;
      if (told[flip->kind]++ < MOST_FLIPS)
        g_string_append_printf (text, "%s  %s.\n", n++ == 0 ? _ ("\nWhat would change it\n") : "", flip->text);
      else
        more++;
    }
  if (more > 0)
    g_string_append_printf (text, _ ("  %u more with larger changes: see --format json.\n"), more);
}

char *
assay_advise_text (const AssayAdvice *advice, const AssayProfile *profile)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n%s\n", advice->verdict, advice->below[0]);
  if (advice->below[1] != NULL)
    g_string_append_printf (text, "%s\n", advice->below[1]);
  for (guint i = 0; i < advice->reasons->len; i++)
    {
      g_string_append (text, i == 0 ? _ ("\nFor it\n") : "");
      text_reason (text, "+", advice->reasons->pdata[i]);
    }
  if (advice->counter != NULL)
    {
      g_string_append (text, _ ("\nAgainst it\n"));
      text_reason (text, "−", advice->counter);
    }
  text_flips (text, advice);
  if (advice->joint != NULL)
    g_string_append_printf (text, _ ("\nBoth together\n  %s\n"), advice->joint);
  else if (advice->decision->alone != NULL)
    g_string_append_printf (text, _ ("\nBoth together\n  %s\n"), advice->decision->alone);
  g_string_append_printf (text, _ ("\nProfile: %s. %u draws, seed %lu.\n"), profile->name, advice->smaa->n_samples,
                          (gulong) advice->decision->problem.seed);

  return g_string_free (text, FALSE);
}

static void
json_number (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  assay_output_number (json, value);
}

static void
json_numbers (JsonBuilder *json, const char *name, const double *values, guint n)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < n; i++)
    assay_output_number (json, values[i]);
  json_builder_end_array (json);
}

static const char *
alternative_id (const AssayAdvice *advice, guint a)
{
  return ((AssayAlternative *) advice->decision->alternatives->pdata[a])->id;
}

static const char *
driver_id (const AssayAdvice *advice, guint j)
{
  return ((AssayDecisionDriver *) advice->decision->drivers->pdata[j])->driver->id;
}

static void
json_alternative (JsonBuilder *json, const AssayAdvice *advice, guint a)
{
  const AssaySmaa *smaa = advice->smaa;
  guint m = smaa->n_alternatives, n = smaa->n_criteria;

  json_builder_begin_object (json);
  assay_output_string (json, "id", alternative_id (advice, a));
  assay_output_string (json, "name", ((AssayAlternative *) advice->decision->alternatives->pdata[a])->name);
  json_number (json, "value", smaa->mean[a]);
  json_number (json, "low", smaa->low[a]);
  json_number (json, "high", smaa->high[a]);
  json_numbers (json, "rank_acceptability", &smaa->acceptability[a * m], m);
  json_number (json, "confidence", smaa->confidence[a]);
  json_numbers (json, "central_weights", &smaa->central[a * n], n);
  json_numbers (json, "values", &smaa->value[a * n], n);
  json_numbers (json, "pairwise", &smaa->pairwise[a * m], m);
  json_builder_end_object (json);
}

static void
json_driver (JsonBuilder *json, const AssayAdvice *advice, guint j)
{
  static const char * const bases[] = { "figures", "statements", "profile", "judgement", "nothing" };
  const AssayDecisionDriver *driver = advice->decision->drivers->pdata[j];

  json_builder_begin_object (json);
  assay_output_string (json, "id", driver->driver->id);
  assay_output_string (json, "name", driver->driver->name);
  json_number (json, "weight", driver->weight);
  json_number (json, "mean_weight", advice->smaa->weight[j]);
  json_builder_set_member_name (json, "locked");
  json_builder_add_boolean_value (json, driver->locked);
  json_number (json, "must", driver->floor);
  assay_output_string (json, "basis", bases[driver->basis]);
  json_builder_set_member_name (json, "settings");
  json_builder_begin_array (json);
  for (guint s = 0; s < driver->settings->len; s++)
    json_builder_add_string_value (json, ((AssaySetting *) driver->settings->pdata[s])->label);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
json_reason (JsonBuilder *json, const AssayAdvice *advice, const AssayReason *reason)
{
  json_builder_begin_object (json);
  assay_output_string (json, "driver", driver_id (advice, reason->driver));
  json_number (json, "lead", reason->lead);
  assay_output_string (json, "text", reason->text);
  json_builder_set_member_name (json, "statements");
  json_builder_begin_array (json);
  for (char **id = reason->statements; *id != NULL; id++)
    json_builder_add_string_value (json, *id);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "figures");
  json_builder_begin_array (json);
  for (guint i = 0; i < reason->data->len; i++)
    json_builder_add_string_value (json, ((AssayDatum *) reason->data->pdata[i])->id);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
json_flip (JsonBuilder *json, const AssayAdvice *advice, const AssayFlip *flip)
{
  json_builder_begin_object (json);
  assay_output_string (json, "kind", flip_kinds[flip->kind]);
  assay_output_string (json, "driver", driver_id (advice, flip->driver));
  assay_output_string (json, "alternative", flip->kind == ASSAY_FLIP_WEIGHT ? NULL : alternative_id (advice, flip->alternative));
  json_number (json, "now", flip->now);
  json_number (json, "at", flip->at);
  json_number (json, "low", flip->low);
  json_number (json, "high", flip->high);
  json_number (json, "lead_low", flip->lead_low);
  json_number (json, "lead_high", flip->lead_high);
  assay_output_string (json, "leader", isnan (flip->at) ? NULL : alternative_id (advice, flip->leader));
  assay_output_string (json, "text", flip->text);
  json_builder_end_object (json);
}

static void
json_outcome (JsonBuilder *json, const AssayAdvice *advice)
{
  json_builder_set_member_name (json, "reasons");
  json_builder_begin_array (json);
  for (guint i = 0; i < advice->reasons->len; i++)
    json_reason (json, advice, advice->reasons->pdata[i]);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "counter");
  if (advice->counter != NULL)
    json_reason (json, advice, advice->counter);
  else
    json_builder_add_null_value (json);
  json_builder_set_member_name (json, "flips");
  json_builder_begin_array (json);
  for (guint i = 0; i < advice->flips->len; i++)
    json_flip (json, advice, advice->flips->pdata[i]);
  json_builder_end_array (json);
}

static void
json_profile (JsonBuilder *json, const AssayAdvice *advice, const AssayProfile *profile)
{
  json_builder_set_member_name (json, "profile");
  json_builder_begin_object (json);
  assay_output_string (json, "id", profile->id);
  assay_output_string (json, "name", profile->name);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "samples");
  json_builder_add_int_value (json, advice->smaa->n_samples);
  json_builder_set_member_name (json, "seed");
  json_builder_add_int_value (json, (gint64) advice->decision->problem.seed);
}

char *
assay_advise_json (const AssayAdvice *advice, const AssayProfile *profile)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (json);
  json_profile (json, advice, profile);
  assay_output_string (json, "kind", assay_advice_kind_id (advice->kind));
  assay_output_string (json, "verdict", advice->verdict);
  assay_output_string (json, "sentence", advice->sentence);
  assay_output_string (json, "confidence", advice->confidence);
  json_builder_set_member_name (json, "alternatives");
  json_builder_begin_array (json);
  for (guint r = 0; r < advice->smaa->n_alternatives; r++)
    json_alternative (json, advice, advice->order[r]);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "order");
  json_builder_begin_array (json);
  for (guint a = 0; a < advice->smaa->n_alternatives; a++)
    json_builder_add_string_value (json, alternative_id (advice, a));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "drivers");
  json_builder_begin_array (json);
  for (guint j = 0; j < advice->smaa->n_criteria; j++)
    json_driver (json, advice, j);
  json_builder_end_array (json);
  json_outcome (json, advice);
  assay_output_string (json, "joint", advice->joint != NULL ? advice->joint : advice->decision->alone);
  json_number (json, "break_even", advice->break_even);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = assay_json_write (root, TRUE, NULL);

  return g_strconcat (text, "\n", NULL);
}
