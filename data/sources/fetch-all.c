/* Many requests, a few at once. */
#include "data/sources/fetch.h"

/* One of them, owned by its task. */
typedef struct
{
  AssayFetcher *fetcher;
  char *source, *key;
  AssayHttpRequest *http;
  double fresh;
  guint index;
} Job;

/* All of them, owned by the task of the whole. */
typedef struct
{
  AssayFetcher *fetcher;
  GPtrArray *jobs;        /* of Job, NULL once started */
  guint n_started, n_active;
  AssayFetchEach each;
  gpointer data;
} Batch;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job == NULL)
    return;

  assay_fetcher_unref (job->fetcher);
  g_free (job->source);
  g_free (job->key);
  assay_http_request_free (job->http);
  g_free (job);
}

static Job *
job_new (AssayFetcher *fetcher, const AssayFetchRequest *request, guint index)
{
  Job *job = g_new0 (Job, 1);

  job->fetcher = assay_fetcher_ref (fetcher);
  job->source = g_strdup (request->source);
  job->key = g_strdup (request->key);
  job->http = assay_http_request_copy (&request->http);
  job->fresh = request->fresh;
  job->index = index;

  return job;
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->jobs);
  assay_fetcher_unref (batch->fetcher);
  g_free (batch);
}

/* What came of it is no error of the task: it may be a body and an error. */
static void
fetch_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  const AssayFetchRequest request = { job->source, *job->http, job->fresh, job->key };

  g_task_return_pointer (task, assay_fetch (job->fetcher, &request, cancellable), (GDestroyNotify) assay_fetched_free);
}

static void start_more (GTask *whole);

static void
fetched_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) whole = user_data;
  Batch *batch = g_task_get_task_data (whole);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (AssayFetched) fetched = g_task_propagate_pointer (G_TASK (result), NULL);

  batch->each (job->index, fetched, batch->data);
  batch->n_active--;
  start_more (whole);
}

static void
start (GTask *whole, Batch *batch)
{
  g_autoptr (GTask) task = g_task_new (NULL, g_task_get_cancellable (whole), fetched_cb, g_object_ref (whole));

  g_task_set_source_tag (task, start);
  /* a cancelled one is reported, too, with what the cache has */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_steal_pointer (&batch->jobs->pdata[batch->n_started]), job_free);
  batch->n_started++;
  batch->n_active++;
  g_task_run_in_thread (task, fetch_in_thread);
}

static void
start_more (GTask *whole)
{
  Batch *batch = g_task_get_task_data (whole);

  while (batch->n_started < batch->jobs->len && batch->n_active < ASSAY_HTTP_MAX_TRANSFERS)
    start (whole, batch);
  if (batch->n_active == 0)
    g_task_return_boolean (whole, TRUE);
}

void
assay_fetch_all_async (AssayFetcher *self, const AssayFetchRequest *requests, guint n, AssayFetchEach each, gpointer data,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Batch *batch = g_new0 (Batch, 1);

  batch->fetcher = assay_fetcher_ref (self);
  batch->jobs = g_ptr_array_new_with_free_func (job_free);
  batch->each = each;
  batch->data = data;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (batch->jobs, job_new (self, &requests[i], i));
  g_task_set_source_tag (task, assay_fetch_all_async);
  g_task_set_task_data (task, batch, batch_free);
  start_more (task);
}

gboolean
assay_fetch_all_finish (AssayFetcher *self G_GNUC_UNUSED, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
