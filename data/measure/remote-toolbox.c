#include "data/measure/remote-toolbox.h"

#include "data/measure/remote-ssh.h"
#include "data/measure/toolbox-private.h"
#include "data/measure/workload.h"
#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/language.h"

#define MOST_SECONDS 120           /* it may have to start every runtime */
#define MOST_BYTES (1024 * 1024)

static gboolean
add_line (const char *line, gpointer text, GError **error G_GNUC_UNUSED)
{
  g_string_append_printf (text, "%s\n", line);

  return TRUE;
}

static AssayAvailability *
read_technology (const AssayField *technology)
{
  AssayAvailability *self = g_new0 (AssayAvailability, 1);

  self->usable = assay_field_boolean (technology, "usable", FALSE);
  self->version = assay_field_copy (technology, "version");
  self->runtime_version = assay_field_copy (technology, "runtime_version");
  /* Its own reason is in its own language, and its command for its own shell. */
  if (!self->usable)
    self->reason = g_strdup (_("not installed there"));

  return self;
}

static void
read_list (GHashTable *availabilities, const AssayField *root)
{
  guint n = assay_field_length (root);

  for (guint i = 0; i < n; i++)
    {
      AssayField technology;
      const char *id;

      assay_field_element (root, i, &technology);
      id = assay_field_id (&technology);
      if (id != NULL)
        g_hash_table_insert (availabilities, g_strdup (id), read_technology (&technology));
    }
}

static void
add_missing (GHashTable *availabilities, AssayWorkloads *workloads)
{
  GPtrArray *all = assay_workloads_get_technologies (workloads);

  for (guint i = 0; i < all->len; i++)
    {
      const AssayTechnology *technology = g_ptr_array_index (all, i);
      AssayAvailability *missing;

      if (g_hash_table_contains (availabilities, technology->id))
        continue;
      missing = g_new0 (AssayAvailability, 1);
      missing->reason = g_strdup (_("not installed there"));
      g_hash_table_insert (availabilities, g_strdup (technology->id), missing);
    }
}

AssayToolbox *
assay_remote_toolbox_read (const char *name, const char *text, gsize length, AssayWorkloads *workloads, GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) availabilities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) assay_availability_free);
  AssayReader reader = { .file = name, .errors = errors };
  g_autoptr (JsonNode) node = assay_json_parse_within (name, text, length, MOST_BYTES, error);
  AssayField root;

  if (node == NULL)
    return NULL;
  assay_field_root (&root, &reader, node);
  read_list (availabilities, &root);
  if (errors->len > 0)
    {
      g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, errors->pdata[0]);
      return NULL;
    }
  add_missing (availabilities, workloads);

  return assay_toolbox_new (g_steal_pointer (&availabilities));
}

AssayToolbox *
assay_remote_toolbox (const AssayRemote *remote, AssayWorkloads *workloads, GCancellable *cancellable, GError **error)
{
  static const char * const words[] = { "list", "technologies", "--format=json", NULL };
  AssayRemoteLimits limits = { .seconds = MOST_SECONDS, .silence = MOST_SECONDS, .bytes = MOST_BYTES };
  g_autoptr (GString) text = g_string_new (NULL);

  if (!assay_remote_ask (remote, words, &limits, add_line, text, cancellable, error))
    return NULL;

  return assay_remote_toolbox_read (remote->name, text->str, text->len, workloads, error);
}

/* One question; the task owns it. */
typedef struct
{
  AssayRemote *remote;
  AssayWorkloads *workloads;
} Ask;

static void
ask_free (Ask *self)
{
  assay_remote_free (self->remote);
  assay_workloads_unref (self->workloads);
  g_free (self);
}

static void
ask_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  const Ask *ask = data;
  GError *error = NULL;
  AssayToolbox *toolbox = assay_remote_toolbox (ask->remote, ask->workloads, cancellable, &error);

  if (toolbox != NULL)
    g_task_return_pointer (task, toolbox, (GDestroyNotify) assay_toolbox_unref);
  else
    g_task_return_error (task, error);
}

void
assay_remote_toolbox_async (const AssayRemote *remote, AssayWorkloads *workloads, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Ask *ask = g_new0 (Ask, 1);

  *ask = (Ask) { assay_remote_copy (remote), assay_workloads_ref (workloads) };
  g_task_set_source_tag (task, assay_remote_toolbox_async);
  g_task_set_task_data (task, ask, (GDestroyNotify) ask_free);
  g_task_run_in_thread (task, ask_in_thread);
}

AssayToolbox *
assay_remote_toolbox_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
