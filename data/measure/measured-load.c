#include "data/measure/measured.h"

#include "data/measure/history.h"
#include "data/measure/workload.h"
#include "data/model/background.h"
#include "data/model/json-write.h"
#include "data/model/memory.h"
#include "data/model/store.h"
#include "data/sources/filing.h"
#include "data/sources/imports.h"
#include "data/sources/refresh.h"
#include "data/sources/service.h"

static void
add_titles (JsonBuilder *json, GPtrArray *scenarios)
{
  json_builder_set_member_name (json, "scenarios");
  json_builder_begin_array (json);
  for (guint s = 0; s < scenarios->len; s++)
    {
      const AssayScenario *scenario = scenarios->pdata[s];

      json_builder_begin_object (json);
      json_builder_set_member_name (json, "id");
      json_builder_add_string_value (json, scenario->id);
      json_builder_set_member_name (json, "name");
      json_builder_add_string_value (json, scenario->name);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

char *
assay_workloads_document (AssayWorkloads *workloads, gsize *length)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  GPtrArray *scenarios = assay_workloads_get_scenarios (workloads);

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "metrics");
  json_builder_begin_array (json);
  for (guint s = 0; s < scenarios->len; s++)
    {
      const AssayScenario *scenario = scenarios->pdata[s];

      for (guint m = 0; m < scenario->metrics->len; m++)
        assay_metric_write (((AssayScenarioMetric *) scenario->metrics->pdata[m])->metric, json);
    }
  json_builder_end_array (json);
  add_titles (json, scenarios);
  json_builder_end_object (json);

  return assay_json_to_text (json, length);
}

/* In front: what isn't there at all is why the catalogue misses so much. */
static void
take_errors (GPtrArray *errors, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_insert (errors, (int) i, g_strdup (more->pdata[i]));
}

/* NULL where there is no history yet: looking at the catalogue makes no file. */
static char *
read_history (GPtrArray *errors, gsize *length)
{
  g_autofree char *path = assay_history_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayHistory) history = NULL;
  char *document;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  history = assay_history_open (path, &error);
  document = history != NULL ? assay_history_measured (history, length, &error) : NULL;
  if (error != NULL)
    g_ptr_array_add (errors, g_strdup (error->message));
  if (history != NULL)
    take_errors (errors, assay_history_get_errors (history));

  return document;
}

/* Takes over @text; what isn't there adds nothing. */
static void
add (GArray *additions, GPtrArray *texts, const char *name, char *text, gsize length)
{
  const AssayAddition addition = { .name = name, .text = text, .length = length };

  if (text == NULL)
    return;
  g_ptr_array_add (texts, text);
  g_array_append_val (additions, addition);
}

/* The documents of a folder, each a layer of its own. */
static void
add_folder (GArray *additions, GPtrArray *texts, const char *folder, GPtrArray *errors)
{
  g_autoptr (GPtrArray) documents = assay_imports_list (folder, errors);

  for (guint i = 0; i < documents->len; i++)
    {
      AssayImported *document = documents->pdata[i];

      g_ptr_array_add (texts, g_steal_pointer (&document->id));
      add (additions, texts, g_ptr_array_index (texts, texts->len - 1), g_steal_pointer (&document->text), document->length);
    }
}

AssayStore *
assay_measured_load (void)
{
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *imports = assay_imports_folder (), *fetched = assay_refresh_folder ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) additions = g_array_new (FALSE, FALSE, sizeof (AssayAddition));
  gsize length = 0;
  AssayStore *store;
  char *text;

  text = assay_workloads_document (workloads, &length);
  add (additions, texts, "scenarios", text, length);
  text = assay_filing_metrics (&length);
  add (additions, texts, "measures", text, length);
  text = assay_services_document (&length);
  add (additions, texts, "services", text, length);
  text = read_history (errors, &length);
  add (additions, texts, "history", text, length);
  add_folder (additions, texts, fetched, errors);
  add_folder (additions, texts, imports, errors);
  store = assay_store_load_with (NULL, (const AssayAddition *) additions->data, additions->len);
  take_errors (assay_store_get_errors (store), errors);
  take_errors (assay_store_get_errors (store), assay_workloads_get_errors (workloads));

  return store;
}

static void
load_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED, GCancellable *cancellable G_GNUC_UNUSED)
{
  AssayStore *store = assay_measured_load ();

  assay_memory_give_back ();
  g_task_return_pointer (task, store, g_object_unref);
}

void
assay_measured_load_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, assay_measured_load_async);
  assay_background_run (task, load_in_thread);
}

AssayStore *
assay_measured_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
