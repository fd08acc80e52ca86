/* What to choose, for a project's profile. */
#include "app/command.h"

#include <math.h>
#include <string.h>

#include "app/output.h"
#include "data/advice/record.h"
#include "data/model/datum.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/today.h"

#define DEFAULT_PROFILE "article"
#define DEFAULT_SAMPLES 20000
#define MOST_SAMPLES 10000000
#define DEFAULT_SEED 1

typedef struct
{
  char *profile, *format, *output, *record;
  int samples;
  gint64 seed;
} Words;

static void
words_clear (Words *self)
{
  g_free (self->profile);
  g_free (self->format);
  g_free (self->output);
  g_free (self->record);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/* A file, or the id of one that is known. */
static AssayProfile *
find_profile (AssayStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), profiles = NULL;

  if (strchr (name, G_DIR_SEPARATOR) != NULL || g_str_has_suffix (name, ".json"))
    return assay_profile_load (name, store, error);
  profiles = assay_profiles_load (store, errors);
  for (guint i = profiles->len; i > 0; i--)
    if (g_strcmp0 (((AssayProfile *) profiles->pdata[i - 1])->id, name) == 0)
      return assay_profile_copy (profiles->pdata[i - 1]);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no profile “%s”; assay list profiles names them, and a file is named with its .json", name);

  return NULL;
}

static void
add_number (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  assay_output_number (json, value);
}

static void
add_array (JsonBuilder *json, const char *name, const double *values, guint n)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < n; i++)
    assay_output_number (json, values[i]);
  json_builder_end_array (json);
}

static void
add_alternatives (JsonBuilder *json, const AssayAdvice *advice)
{
  const AssaySmaa *smaa = advice->smaa;

  json_builder_set_member_name (json, "alternatives");
  json_builder_begin_array (json);
  for (guint r = 0; r < smaa->n_alternatives; r++)
    {
      guint a = advice->order[r];
      const AssayAlternative *alternative = assay_advice_get_alternative (advice, a);

      json_builder_begin_object (json);
      assay_output_string (json, "id", alternative->id);
      assay_output_string (json, "name", alternative->name);
      add_number (json, "value", smaa->mean[a]);
      add_number (json, "low", smaa->low[a]);
      add_number (json, "high", smaa->high[a]);
      add_array (json, "rank_acceptability", smaa->acceptability + a * smaa->n_alternatives, smaa->n_alternatives);
      add_number (json, "confidence", smaa->confidence[a]);
      add_array (json, "central_weights", smaa->central + a * smaa->n_criteria, smaa->n_criteria);
      add_array (json, "driver_values", smaa->value + a * smaa->n_criteria, smaa->n_criteria);
      json_builder_set_member_name (json, "ahead_of");
      json_builder_begin_object (json);
      for (guint b = 0; b < smaa->n_alternatives; b++)
        if (b != a)
          add_number (json, assay_advice_get_alternative (advice, b)->id, smaa->pairwise[a * smaa->n_alternatives + b]);
      json_builder_end_object (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_setting (JsonBuilder *json, const AssaySetting *setting)
{
  json_builder_begin_object (json);
  assay_output_string (json, "label", setting->label);
  assay_output_string (json, "statement", setting->statement != NULL ? assay_statement_get_id (setting->statement) : NULL);
  json_builder_set_member_name (json, "figures");
  json_builder_begin_array (json);
  for (guint i = 0; i < setting->data->len; i++)
    json_builder_add_string_value (json, ((AssayDatum *) setting->data->pdata[i])->id);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_drivers (JsonBuilder *json, const AssayAdvice *advice)
{
  json_builder_set_member_name (json, "drivers");
  json_builder_begin_array (json);
  for (guint j = 0; j < advice->decision->drivers->len; j++)
    {
      const AssayDecisionDriver *driver = assay_advice_get_driver (advice, j);

      json_builder_begin_object (json);
      assay_output_string (json, "id", driver->driver->id);
      assay_output_string (json, "name", driver->driver->name);
      assay_output_string (json, "basis", assay_basis_id (driver->basis));
      add_number (json, "weight", assay_advice_weight (advice, j));
      add_number (json, "must", driver->floor);
      json_builder_set_member_name (json, "settings");
      json_builder_begin_array (json);
      for (guint s = 0; s < driver->settings->len; s++)
        add_setting (json, driver->settings->pdata[s]);
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_reason (JsonBuilder *json, const AssayAdvice *advice, const AssayReason *reason)
{
  json_builder_begin_object (json);
  assay_output_string (json, "driver", assay_advice_get_driver (advice, reason->driver)->driver->id);
  assay_output_string (json, "text", reason->text);
  add_number (json, "lead", reason->lead);
  json_builder_end_object (json);
}

static void
add_flips (JsonBuilder *json, const AssayAdvice *advice)
{
  static const char * const kinds[] = { "weight", "value", "operation" };

  json_builder_set_member_name (json, "flips");
  json_builder_begin_array (json);
  for (guint i = 0; i < advice->flips->len; i++)
    {
      const AssayFlip *flip = advice->flips->pdata[i];

      json_builder_begin_object (json);
      assay_output_string (json, "kind", kinds[flip->kind]);
      assay_output_string (json, "driver", assay_advice_get_driver (advice, flip->driver)->driver->id);
      assay_output_string (json, "alternative", flip->kind == ASSAY_FLIP_WEIGHT ? NULL : assay_advice_get_alternative (advice, flip->alternative)->id);
      add_number (json, "now", flip->now);
      add_number (json, "at", flip->at);
      assay_output_string (json, "then", isnan (flip->at) ? NULL : assay_advice_get_alternative (advice, flip->leader)->id);
      assay_output_string (json, "text", flip->text);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_json (const AssayAdvice *advice, const AssayProfile *profile)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, advice->decision->problem.seed);

  json_builder_begin_object (json);
  assay_output_string (json, "profile", profile->name);
  assay_output_string (json, "kind", assay_advice_kind_id (advice->kind));
  assay_output_string (json, "verdict", advice->verdict);
  assay_output_string (json, "sentence", advice->sentence);
  add_alternatives (json, advice);
  add_drivers (json, advice);
  json_builder_set_member_name (json, "reasons");
  json_builder_begin_array (json);
  for (guint i = 0; i < advice->reasons->len; i++)
    add_reason (json, advice, advice->reasons->pdata[i]);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "counter_reason");
  if (advice->counter != NULL)
    add_reason (json, advice, advice->counter);
  else
    json_builder_add_null_value (json);
  add_flips (json, advice);
  assay_output_string (json, "joint", advice->joint != NULL ? advice->joint : advice->decision->alone);
  add_number (json, "break_even", advice->break_even);
  add_number (json, "samples", advice->smaa->n_samples);
  assay_output_string (json, "seed", seed);
  json_builder_end_object (json);
  assay_output_print (json);
}

static void
print_text (const AssayAdvice *advice, const AssayProfile *profile)
{
  g_print ("%s: %s\n%s\n%s.\n", profile->name, advice->verdict, advice->sentence, advice->confidence);
  g_print ("\nFor it:\n");
  for (guint i = 0; i < advice->reasons->len; i++)
    g_print ("  %s\n", ((AssayReason *) advice->reasons->pdata[i])->text);
  g_print ("Against it:\n  %s\n", advice->counter != NULL ? advice->counter->text : "nothing that is weighed");
  g_print ("\nWhat would change it:\n");
  for (guint i = 0; i < advice->flips->len; i++)
    if (!isnan (((AssayFlip *) advice->flips->pdata[i])->at))
      g_print ("  %s\n", ((AssayFlip *) advice->flips->pdata[i])->text);
  g_print ("\nBoth together:\n  %s\n", advice->joint != NULL ? advice->joint : advice->decision->alone);
}

static AssayAdvice *
advise (AssayStore *store, const AssayProfile *profile, guint samples, guint64 seed, GError **error)
{
  g_autoptr (AssayDecision) decision = assay_decision_new (store, profile, samples, seed, assay_today (), error);

  return decision != NULL ? assay_advice_new (decision, NULL, error) : NULL;
}

static int
write_record (const AssayAdvice *advice, const AssayProfile *profile, const char *path)
{
  g_autofree char *now = assay_now_iso (), *text = assay_record_to_markdown (advice, profile, now);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    g_print ("%s", text);
  else if (!assay_command_write (path, bytes, &error))
    return assay_command_fail ("advise", "%s", error->message);

  return ASSAY_EXIT_DONE;
}

/* What has changed since the record was made. */
static int
reopen (AssayStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayRecord) record = assay_record_load (path, store, &error);
  g_autoptr (AssayAdvice) now = record != NULL ? advise (store, record->profile, record->n_samples, record->seed, &error) : NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (now == NULL)
    return assay_command_fail ("advise", "%s", error->message);
  changes = assay_record_compare (record, now);
  g_print ("%s, decided %.10s: %s\n", record->profile->name, record->date, record->verdict);
  if (changes->len == 0)
    g_print ("Nothing has changed since.\n");
  for (guint i = 0; i < changes->len; i++)
    g_print ("%s.\n", (char *) changes->pdata[i]);

  return ASSAY_EXIT_DONE;
}

static int
run (const Words *words)
{
  g_autoptr (AssayStore) store = assay_command_load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayProfile) profile = NULL;
  g_autoptr (AssayAdvice) advice = NULL;

  if (words->record != NULL)
    return reopen (store, words->record);
  profile = find_profile (store, words->profile != NULL ? words->profile : DEFAULT_PROFILE, &error);
  if (profile != NULL)
    advice = advise (store, profile, words->samples, words->seed, &error);
  if (advice == NULL)
    return assay_command_fail ("advise", "%s", error->message);
  if (g_strcmp0 (words->format, "madr") == 0)
    return write_record (advice, profile, words->output);
  if (g_strcmp0 (words->format, "json") == 0)
    print_json (advice, profile);
  else
    print_text (advice, profile);

  return ASSAY_EXIT_DONE;
}

int
assay_command_advise (int argc, char **argv)
{
  static const char * const formats[] = { "text", "json", "madr", NULL };
  g_auto (Words) words = { .samples = DEFAULT_SAMPLES, .seed = DEFAULT_SEED };
  const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_STRING, &words.profile, "a profile's id, or its file (default " DEFAULT_PROFILE ")", "PROFILE" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &words.format, "text, json, or madr: a decision record in Markdown (default text)", "FORMAT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &words.output, "where the record goes (default: standard output)", "FILE" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &words.record, "reopen this record and say what has changed since", "FILE" },
    { "samples", 0, 0, G_OPTION_ARG_INT, &words.samples, "how many draws (default 20000)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &words.seed, "the same seed gives the same numbers (default 1)", "N" },
    G_OPTION_ENTRY_NULL
  };

  if (!assay_command_parse ("advise", "What to choose for a project, how sure that is, and what would change it.", entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  if (argc > 1)
    return assay_command_misuse ("advise", "“%s” is one word too many", argv[1]);
  if (words.format != NULL && !g_strv_contains (formats, words.format))
    return assay_command_misuse ("advise", "the format is text, json or madr, not “%s”", words.format);
  if (words.output != NULL && g_strcmp0 (words.format, "madr") != 0)
    return assay_command_misuse ("advise", "only a record goes to a file: --format madr");
  if (words.samples < 1 || words.samples > MOST_SAMPLES || words.seed < 0)
    return assay_command_misuse ("advise", "from 1 to %d draws, and no seed below 0", MOST_SAMPLES);

  return run (&words);
}
