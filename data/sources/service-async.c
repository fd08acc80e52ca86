/* Adding and removing services, off the UI thread. */
#include "data/sources/secret.h"
#include "data/sources/service-private.h"

/* The thread's; with strings of its own. */
typedef struct
{
  AssayService service;
  AssayStore *store;
} Addition;

static void
addition_free (Addition *self)
{
  const char *owned[] = { self->service.name, self->service.server, self->service.query, self->service.metric, self->service.unit, self->service.subject,
                          self->service.range, self->service.step, self->service.user };

  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    g_free ((char *) owned[i]);
  assay_secret_free ((char *) self->service.secret);
  g_object_unref (self->store);
  g_free (self);
}

static Addition *
addition_new (const AssayService *service, AssayStore *store)
{
  Addition *self = g_new0 (Addition, 1);

  self->service = (AssayService) {
    .name = g_strdup (service->name), .server = g_strdup (service->server), .query = g_strdup (service->query), .metric = g_strdup (service->metric),
    .unit = g_strdup (service->unit), .subject = g_strdup (service->subject), .range = g_strdup (service->range), .step = g_strdup (service->step),
    .allow_plain = service->allow_plain, .user = g_strdup (service->user), .secret = g_strdup (service->secret),
  };
  self->store = g_object_ref (store);

  return self;
}

/* "Till: Latency 2" where there is a "Till: Latency". */
static void
number_name (AssayService *service, AssayStore *store)
{
  g_autofree char *name = g_strdup (service->name);

  for (guint n = 2; n < 100; n++)
    {
      g_autofree char *id = assay_service_make_id (service->name);

      if (assay_service_is_free (id, store))
        return;
      g_free ((char *) service->name);
      service->name = g_strdup_printf ("%s %u", name, n);
    }
}

static void
add_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  Addition *self = data;
  GError *error = NULL;
  char *id;

  if (assay_service_says (self->service.name))
    number_name (&self->service, self->store);
  id = assay_service_add (&self->service, self->store, &error);
  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

void
assay_service_add_async (const AssayService *self, AssayStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, assay_service_add_async);
  g_task_set_task_data (task, addition_new (self, store), (GDestroyNotify) addition_free);
  g_task_run_in_thread (task, add_thread);
}

char *
assay_service_add_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
remove_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;
  AssayServiceRemoved *removed = assay_service_take_away (data, &error);

  if (removed != NULL)
    g_task_return_pointer (task, removed, (GDestroyNotify) assay_service_removed_free);
  else
    g_task_return_error (task, error);
}

void
assay_service_remove_async (const char *name, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, assay_service_remove_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_task_run_in_thread (task, remove_thread);
}

AssayServiceRemoved *
assay_service_remove_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
restore_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;

  if (assay_service_bring_back (data, &error))
    g_task_return_pointer (task, g_strdup (assay_service_removed_get_id (data)), g_free);
  else
    g_task_return_error (task, error);
}

void
assay_service_restore_async (AssayServiceRemoved *removed, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, assay_service_restore_async);
  g_task_set_task_data (task, removed, (GDestroyNotify) assay_service_removed_free);
  g_task_run_in_thread (task, restore_thread);
}

char *
assay_service_restore_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
