#include "app/command.h"

#include <gio/gio.h>
#include <string.h>

#include "app/advise-output.h"
#include "app/output.h"
#include "data/advice/advice.h"
#include "data/advice/record.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/today.h"
#include "plots/advice-report.h"

#define MOST_SAMPLES 1000000

typedef struct
{
  char *profile, *format, *output, *record;
  int samples;
  gint64 seed;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->profile);
  g_free (wish->format);
  g_free (wish->output);
  g_free (wish->record);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
is_pdf (const Wish *wish)
{
  return wish->output != NULL && g_str_has_suffix (wish->output, ".pdf");
}

/* FALSE after telling what is wrong. */
static gboolean
parse (int *argc, char ***argv, Wish *wish)
{
  static const char * const formats[] = { "text", "json", "madr", NULL };
  g_autofree char *about = g_strdup_printf (_ ("a profile: a JSON file, or an id that list profiles names (default %s)"), ASSAY_PROFILE_FIRST);
  const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_STRING, &wish->profile, about, "FILE|ID" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &wish->format, _ ("text, json, or madr: a decision record in Markdown (default text)"), "FORMAT" },
    { "samples", 'n', 0, G_OPTION_ARG_INT, &wish->samples, _ ("draws (default 10000)"), "NUMBER" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &wish->seed, _ ("of the draws: the same gives the same (default 1)"), "NUMBER" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &wish->output, _ ("the file to write instead of standard output; .pdf: the record and its charts to print"), "FILE" },
    { "record", 'r', 0, G_OPTION_ARG_FILENAME, &wish->record, _ ("a decision record to reopen: tells what has changed since"), "FILE" },
    G_OPTION_ENTRY_NULL
  };

  if (!assay_command_parse ("advise [--profile FILE|ID]", _ ("What to choose for a project, how sure that is, why, and what would change it."),
                            entries, argc, argv))
    return FALSE;
  if (wish->format != NULL && !g_strv_contains (formats, wish->format))
    assay_command_misuse ("advise", _ ("the format is text, json or madr, not “%s”"), wish->format);
  else if (wish->record != NULL && (wish->profile != NULL || wish->format != NULL))
    assay_command_misuse ("advise", _ ("a record has its own profile and is told as text"));
  else if (is_pdf (wish) && (wish->format != NULL || wish->record != NULL))
    assay_command_misuse ("advise", _ ("a .pdf has the record and its charts: it goes without --format and --record"));
  else if (*argc > 1)
    assay_command_misuse ("advise", _ ("“%s” is too much: a profile is named with --profile"), (*argv)[1]);
  else if (wish->samples < 1 || wish->samples > MOST_SAMPLES)
    assay_command_misuse ("advise", _ ("--samples is 1 to %d"), MOST_SAMPLES);
  else if (wish->seed < 0)
    assay_command_misuse ("advise", _ ("--seed is 0 or more"));
  else
    return TRUE;

  return FALSE;
}

/* A name with a slash or a suffix is a file's. */
static gboolean
is_path (const char *name)
{
  return strchr (name, '/') != NULL || g_str_has_suffix (name, ".json");
}

/* NULL after telling what is wrong. */
static AssayProfile *
find_profile (AssayStore *store, const char *name)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), profiles = NULL;
  g_autoptr (GError) error = NULL;

  if (is_path (name))
    {
      AssayProfile *profile = assay_profile_load (name, store, &error);

      if (profile == NULL)
        assay_command_fail ("advise", "%s", error->message);
      return profile;
    }
  profiles = assay_profiles_load (store, errors);
  for (guint i = 0; i < profiles->len; i++)
    if (g_strcmp0 (((AssayProfile *) profiles->pdata[i])->id, name) == 0)
      return assay_profile_copy (profiles->pdata[i]);
  assay_command_complain (errors);
  assay_command_fail ("advise", _ ("there is no profile “%s”; assay list profiles names them"), name);

  return NULL;
}

static int
print (const Wish *wish, const char *text)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (wish->output == NULL)
    {
      g_print ("%s", text);
      return ASSAY_EXIT_DONE;
    }
  bytes = g_bytes_new_static (text, strlen (text));

  return assay_command_write (wish->output, bytes, &error) ? ASSAY_EXIT_DONE : assay_command_fail ("advise", "%s", error->message);
}

/* NULL after telling what is wrong. */
static AssayAdvice *
advise (AssayStore *store, const AssayProfile *profile, guint n_samples, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayDecision) decision = assay_decision_new (store, profile, n_samples, seed, assay_today (), &error);
  AssayAdvice *advice = decision != NULL ? assay_advice_new (decision, NULL, &error) : NULL;

  if (advice == NULL)
    assay_command_fail ("advise", "%s: %s", profile->name, error->message);

  return advice;
}

/* The same profile with the same draws, by what is known today. */
static int
reopen (const Wish *wish, AssayStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayRecord) record = assay_record_load (wish->record, store, &error);
  g_autoptr (AssayAdvice) now = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GString) text = NULL;

  if (record == NULL)
    return assay_command_fail ("advise", "%s", error->message);
  now = advise (store, record->profile, record->n_samples, record->seed);
  if (now == NULL)
    return ASSAY_EXIT_FAILED;
  changes = assay_record_compare (record, now);
  text = g_string_new (NULL);
  g_string_append_printf (text, _ ("%s, decided %.10s: %s\n"), record->profile->name, record->date, record->verdict);
  if (changes->len == 0)
    g_string_append (text, _ ("Nothing has changed since.\n"));
  for (guint i = 0; i < changes->len; i++)
    g_string_append_printf (text, "%s.\n", (char *) changes->pdata[i]);

  return print (wish, text->str);
}

static char *
format_advice (const Wish *wish, const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store)
{
  g_autofree char *now = assay_now_iso ();

  if (g_strcmp0 (wish->format, "json") == 0)
    return assay_advise_json (advice, profile);
  if (g_strcmp0 (wish->format, "madr") == 0)
    return assay_record_to_markdown (advice, profile, store, now);

  return assay_advise_text (advice, profile);
}

static int
write_pdf (const Wish *wish, const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store)
{
  g_autofree char *now = assay_now_iso (), *record = assay_record_to_markdown (advice, profile, store, now);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = assay_advise_pdf (advice, record, now, &error);

  if (bytes == NULL || !assay_command_write (wish->output, bytes, &error))
    return assay_command_fail ("advise", "%s", error->message);

  return ASSAY_EXIT_DONE;
}

int
assay_command_advise (int argc, char **argv)
{
  g_auto (Wish) wish = { .samples = 10000, .seed = 1 };
  g_autoptr (AssayStore) store = NULL;
  g_autoptr (AssayProfile) profile = NULL;
  g_autoptr (AssayAdvice) advice = NULL;
  g_autofree char *text = NULL;

  if (!parse (&argc, &argv, &wish))
    return ASSAY_EXIT_USAGE;
  store = assay_command_load ();
  if (wish.record != NULL)
    return reopen (&wish, store);
  profile = find_profile (store, wish.profile != NULL ? wish.profile : ASSAY_PROFILE_FIRST);
  if (profile == NULL)
    return ASSAY_EXIT_FAILED;
  advice = advise (store, profile, wish.samples, wish.seed);
  if (advice == NULL)
    return ASSAY_EXIT_FAILED;
  if (is_pdf (&wish))
    return write_pdf (&wish, advice, profile, store);
  text = format_advice (&wish, advice, profile, store);

  return print (&wish, text);
}

static void
print_profile (const AssayProfile *profile, JsonBuilder *json)
{
  if (json == NULL)
    {
      g_print ("%-20s %s%s\n", profile->id, profile->name, profile->bundled ? "" : _ (" (yours)"));
      return;
    }
  json_builder_begin_object (json);
  assay_output_string (json, "id", profile->id);
  assay_output_string (json, "name", profile->name);
  assay_output_string (json, "note", profile->note);
  json_builder_set_member_name (json, "bundled");
  json_builder_add_boolean_value (json, profile->bundled);
  json_builder_end_object (json);
}

int
assay_list_profiles (gboolean as_json)
{
  g_autoptr (AssayStore) store = assay_command_load ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) profiles = assay_profiles_load (store, errors);
  g_autoptr (JsonBuilder) json = as_json ? json_builder_new () : NULL;

  assay_command_complain (errors);
  if (as_json)
    json_builder_begin_array (json);
  for (guint i = 0; i < profiles->len; i++)
    print_profile (profiles->pdata[i], json);
  if (as_json)
    {
      json_builder_end_array (json);
      assay_output_print (json);
    }

  return ASSAY_EXIT_DONE;
}
