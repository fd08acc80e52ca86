/* assay history: what was measured, compared, named, taken away, handed on. One action a function. */
#include "app/command.h"

#include <gio/gio.h>
#include <string.h>

#include "app/output.h"
#include "data/measure/history.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/sources/shared.h"

/* What the words after "history" ask for; @words are those after the action. */
typedef struct
{
  AssayHistory *history;
  char **words;
  guint n_words;
  const char *output;   /* or NULL */
  const char *into;     /* a folder; or NULL */
  gboolean json;
} Request;

/* "12 runs" */
static char *
count_runs (guint n)
{
  return g_strdup_printf (ngettext ("%u run", "%u runs", n), n);
}

/* "no difference, 1.02 times (0.98 to 1.05)" */
static char *
describe_difference (const AssayRunDifference *self)
{
  const double numbers[] = { self->ratio.estimate, self->ratio.low, self->ratio.high };
  char texts[G_N_ELEMENTS (numbers)][G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_ascii_formatd (texts[i], G_ASCII_DTOSTR_BUF_SIZE, numbers[i] < 10 ? "%.2f" : "%.0f", numbers[i]);

  return g_strdup_printf (_ ("%s%s times (%s to %s)%s"), assay_interval_is_even (&self->ratio) ? _ ("no difference, ") : "", texts[0],
                          texts[1], texts[2], self->gated ? _ ("; too few starts passed the checks") : "");
}

static char *
describe_cell (const AssayRunCell *cell)
{
  GString *text = g_string_new (cell->name);

  for (char **pair = cell->dimensions; pair != NULL && *pair != NULL; pair += 2)
    g_string_append_printf (text, ", %s %s", pair[0], pair[1]);

  return g_string_free (text, FALSE);
}

static char *
difference_id (const AssayRunDifference *self)
{
  GString *id = g_string_new (self->metric->metric->id);

  g_string_append_printf (id, ":%s", self->a->technology);
  for (char **pair = self->a->dimensions; pair != NULL && *pair != NULL; pair += 2)
    g_string_append_printf (id, ":%s=%s", pair[0], pair[1]);

  return g_string_free (id, FALSE);
}

static void
json_difference (JsonBuilder *json, const AssayRunDifference *self)
{
  const struct { const char *name; double value; } numbers[] = {
    { "estimate", self->ratio.estimate }, { "low", self->ratio.low }, { "high", self->ratio.high }
  };
  g_autofree char *id = difference_id (self);

  json_builder_begin_object (json);
  assay_output_string (json, "id", id);
  assay_output_string (json, "metric", self->metric->metric->id);
  assay_output_string (json, "technology", self->a->technology);
  assay_output_string (json, "subject", self->a->subject);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      json_builder_set_member_name (json, numbers[i].name);
      assay_output_number (json, numbers[i].value);
    }
  json_builder_set_member_name (json, "even");
  json_builder_add_boolean_value (json, assay_interval_is_even (&self->ratio));
  json_builder_set_member_name (json, "gated");
  json_builder_add_boolean_value (json, self->gated);
  json_builder_end_object (json);
}

static void
print_differences (GPtrArray *differences, gboolean as_json)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < differences->len; i++)
    {
      const AssayRunDifference *difference = differences->pdata[i];
      g_autofree char *cell = describe_cell (difference->a);
      g_autofree char *what = describe_difference (difference);

      json_difference (json, difference);
      if (!as_json)
        g_print ("%-20s %-44s %s\n", cell, difference->metric->metric->name, what);
    }
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);
}

static gboolean
compare (const Request *request, GError **error)
{
  g_autoptr (AssayRun) first = assay_history_get (request->history, request->words[0], error);
  g_autoptr (AssayRun) second = first != NULL ? assay_history_get (request->history, request->words[1], error) : NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *here = NULL, *there = NULL;

  if (second == NULL)
    return FALSE;
  differences = assay_run_compare (first, second);
  if (differences->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("the two runs have measured nothing alike"));
      return FALSE;
    }

  here = assay_machine_id (first->machine);
  there = assay_machine_id (second->machine);
  if (strcmp (here, there) != 0)
    g_printerr (_ ("assay history: the two runs were made on different machines\n"));
  print_differences (differences, request->json);

  return TRUE;
}

static gboolean
name (const Request *request, GError **error)
{
  return assay_history_annotate (request->history, request->words[0], request->words[1], NULL, error);
}

static gboolean
note (const Request *request, GError **error)
{
  return assay_history_annotate (request->history, request->words[0], NULL, request->words[1], error);
}

static gboolean
delete (const Request *request, GError **error)
{
  if (!assay_history_delete (request->history, request->words[0], error))
    return FALSE;
  g_print (_ ("assay history restore %s brings it back, assay history purge forgets it\n"), request->words[0]);

  return TRUE;
}

static gboolean
restore (const Request *request, GError **error)
{
  return assay_history_restore (request->history, request->words[0], error);
}

static gboolean
purge (const Request *request, GError **error)
{
  return assay_history_purge (request->history, error);
}

/* A document a run, for a team: see data/sources/shared.h. */
static gboolean
export_into (const Request *request, GError **error)
{
  g_autofree char *what = NULL;
  guint n;

  if (!assay_shared_export (request->into, request->n_words > 0 ? (const char * const *) request->words : NULL, &n, error))
    return FALSE;
  what = count_runs (n);
  g_print ("%s: %s\n", request->into, what);

  return TRUE;
}

static gboolean
export (const Request *request, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *what = NULL;
  gsize length;
  char *text;

  if (request->into != NULL)
    return export_into (request, error);
  node = assay_history_export (request->history, request->n_words > 0 ? (const char * const *) request->words : NULL, error);
  if (node == NULL)
    return FALSE;
  what = count_runs (json_array_get_length (json_node_get_array (node)));
  text = assay_json_write (node, FALSE, &length);
  bytes = g_bytes_new_take (text, length);
  if (!assay_command_write (request->output, bytes, error))
    return FALSE;
  g_print ("%s: %s\n", request->output, what);

  return TRUE;
}

static gboolean
import (const Request *request, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (request->words[0]);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autofree char *text = NULL, *what = NULL;
  gsize length = 0;
  guint added, known;

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > ASSAY_HISTORY_MAX_IMPORT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("%s is no file of at most %d MiB"), request->words[0],
                   ASSAY_HISTORY_MAX_IMPORT / (1024 * 1024));
      return FALSE;
    }
  if (!g_file_load_contents (file, NULL, &text, &length, NULL, error) ||
      !assay_history_import (request->history, request->words[0], text, length, &added, &known, error))
    return FALSE;
  what = count_runs (added);
  /* Translators: first how many runs. */
  g_print (_ ("%s added, %u known already\n"), what, known);

  return TRUE;
}

static const struct
{
  const char *name;
  guint least, most;   /* words after it */
  gboolean writes;     /* a file, which -o names */
  gboolean (*run) (const Request *request, GError **error);
} actions[] = {
  { "compare", 2, 2, FALSE, compare },
  { "name", 2, 2, FALSE, name },
  { "note", 2, 2, FALSE, note },
  { "delete", 1, 1, FALSE, delete },
  { "restore", 1, 1, FALSE, restore },
  { "purge", 0, 0, FALSE, purge },
  { "export", 0, G_MAXUINT, TRUE, export },
  { "import", 1, 1, FALSE, import },
};

static int
run_action (guint index, Request *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayHistory) history = assay_history_open (NULL, &error);

  request->history = history;
  if (history == NULL || !actions[index].run (request, &error))
    return assay_command_fail ("history", "%s", error->message);

  return ASSAY_EXIT_DONE;
}

static int
find_action (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (strcmp (actions[i].name, word) == 0)
      return (int) i;

  return -1;
}

int
assay_command_history (int argc, char **argv)
{
  g_autofree char *output = NULL, *into = NULL, *format = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, _ ("export: the file to write"), "FILE.json" },
    { "into", 0, 0, G_OPTION_ARG_FILENAME, &into, _ ("export: a team’s folder, a document each and an index"), "FOLDER" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, _ ("compare: text or json (default text)"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };
  static const char usage[] = "history compare A B|name ID TEXT|note ID TEXT|delete ID|restore ID|purge|export [ID...] -o FILE|--into FOLDER|import FILE";
  Request request = { 0 };
  gboolean valid;
  int index;

  if (!assay_command_parse (usage, _ ("Compares the runs that assay list runs lists, names them, takes them away, hands them on."),
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  request.json = assay_command_json ("history", format, &valid);
  if (!valid)
    return ASSAY_EXIT_USAGE;
  index = argc > 1 ? find_action (argv[1]) : -1;
  if (index < 0)
    return assay_command_misuse ("history", _ ("name one of compare, name, note, delete, restore, purge, export, import"));

  request.words = argv + 2;
  request.n_words = (guint) argc - 2;
  request.output = output;
  request.into = into;
  if (request.n_words < actions[index].least || request.n_words > actions[index].most)
    return assay_command_misuse ("history", _ ("wrong number of words: %s"), usage);
  if (actions[index].writes != ((output != NULL) != (into != NULL)))
    return assay_command_misuse ("history", actions[index].writes ? _ ("name a file with -o: .json, or a folder with --into") : _ ("-o is for export, and so is --into"));

  return run_action ((guint) index, &request);
}
