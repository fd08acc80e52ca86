/* The runs of the history. */
#include "app/command.h"

#include <json-glib/json-glib.h>

#include "app/output.h"
#include "data/measure/history.h"
#include "data/model/language.h"

static void
print_line (const AssayRun *run)
{
  g_autofree char *finding = assay_run_finding (run);

  const char *machine = run->machine->name;

  g_print ("%-36s %.10s  %-8s  %-8s  %s%s%s%s%s%s%s: %s\n", run->id, run->started, run->plan, run->complete ? "complete" : "stopped",
           machine != NULL ? machine : "", machine != NULL ? ", " : "",
           run->via != NULL && g_strcmp0 (run->via, machine) != 0 ? run->via : "", run->via != NULL && g_strcmp0 (run->via, machine) != 0 ? ", " : "",
           run->name != NULL ? run->name : "", run->name != NULL ? ", " : "", run->title, finding);
}

static void
print_runs (GPtrArray *runs, gboolean as_json)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < runs->len; i++)
    if (as_json)
      json_builder_add_value (json, assay_run_to_json (runs->pdata[i]));
    else
      print_line (runs->pdata[i]);
  json_builder_end_array (json);
  if (as_json)
    assay_output_print (json);
}

/* Looking makes no history where there is none. */
static GPtrArray *
read_runs (GError **error)
{
  g_autofree char *path = assay_history_path ();
  g_autoptr (AssayHistory) history = NULL;
  GPtrArray *runs;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_ptr_array_new ();

  history = assay_history_open (path, error);
  runs = history != NULL ? assay_history_list (history, error) : NULL;
  if (runs != NULL)
    assay_command_complain (assay_history_get_errors (history));

  return runs;
}

int
assay_list_runs (gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = read_runs (&error);

  if (runs == NULL)
    return assay_command_fail ("list", "%s", error->message);
  print_runs (runs, json);

  return ASSAY_EXIT_DONE;
}
