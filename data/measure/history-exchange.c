/* Runs go from one history to another as a file. */
#include "data/measure/history-private.h"

#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/json-write.h"

static void
add_run (JsonArray *array, AssayRun *run)
{
  json_array_add_element (array, assay_run_to_json (run));
}

JsonNode *
assay_history_export (AssayHistory *self, const char * const *ids, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (GPtrArray) runs = ids == NULL ? assay_history_list (self, error) : NULL;
  JsonNode *node;

  if (ids == NULL && runs == NULL)
    return NULL;
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    add_run (array, runs->pdata[i]);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autoptr (AssayRun) run = assay_history_get (self, ids[i], error);

      if (run == NULL)
        return NULL;
      add_run (array, run);
    }

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, g_steal_pointer (&array));

  return node;
}

char *
assay_history_export_text (AssayHistory *self, const char * const *ids, gsize *length, GError **error)
{
  g_autoptr (JsonNode) node = assay_history_export (self, ids, error);

  return node == NULL ? NULL : assay_json_write (node, TRUE, length);
}

static void
read_run (const AssayField *object, GPtrArray *runs)
{
  AssayRun *run = assay_run_read (object);

  if (run != NULL)
    g_ptr_array_add (runs, run);
}

/* All runs of the document, or NULL with the first mistake. */
static GPtrArray *
read_runs (const char *file, JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_run_unref);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { file, errors };
  AssayField root, element;

  assay_field_root (&root, &reader, node);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    read_run (&root, runs);
  for (guint i = 0; JSON_NODE_HOLDS_ARRAY (node) && errors->len == 0 && i < assay_field_length (&root); i++)
    {
      assay_field_element (&root, i, &element);
      read_run (&element, runs);
    }
  if (errors->len == 0)
    return g_steal_pointer (&runs);

  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, errors->pdata[0]);

  return NULL;
}

gboolean
assay_history_exists (AssayHistory *self, const char *id, gboolean *deleted, gboolean *found, GError **error)
{
  const char *texts[] = { id, NULL };
  g_autoptr (sqlite3_stmt) statement = assay_database_prepare (self->database, error, "SELECT deleted FROM runs WHERE id = ?", texts);
  int code = statement != NULL ? sqlite3_step (statement) : SQLITE_ERROR;

  if (statement == NULL)
    return FALSE;
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return assay_database_fail (self->database, error);
  *found = code == SQLITE_ROW;
  *deleted = *found && sqlite3_column_int (statement, 0) != 0;

  return TRUE;
}

GPtrArray *
assay_history_read (const char *file, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) node = assay_json_parse_within (file, text, length, ASSAY_HISTORY_MAX_IMPORT, error);

  return node != NULL ? read_runs (file, node, error) : NULL;
}

static gboolean
take_run (AssayHistory *self, AssayRun *run, guint *n_added, guint *n_known, GError **error)
{
  gboolean deleted = FALSE, found = FALSE;

  if (!assay_history_exists (self, run->id, &deleted, &found, error))
    return FALSE;
  if (found && !deleted)
    {
      (*n_known)++;
      return TRUE;
    }
  (*n_added)++;

  return found ? assay_history_restore (self, run->id, error) : assay_history_insert (self, run, error);
}

gboolean
assay_history_import (AssayHistory *self, const char *file, const char *text, gsize length, guint *added, guint *known,
                      GError **error)
{
  g_autoptr (GPtrArray) runs = assay_history_read (file, text, length, error);
  guint n_added = 0, n_known = 0;
  gboolean done = TRUE;

  if (runs == NULL || !assay_database_begin (self->database, error))
    return FALSE;
  for (guint i = 0; done && i < runs->len; i++)
    done = take_run (self, runs->pdata[i], &n_added, &n_known, error);
  if (!assay_database_end (self->database, done, error))
    return FALSE;
  if (added != NULL)
    *added = n_added;
  if (known != NULL)
    *known = n_known;

  return TRUE;
}
