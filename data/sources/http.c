#include "data/sources/http-private.h"

#include <string.h>

#include "data/model/error.h"

static double
or_default (double value, double fallback)
{
  return value > 0 ? value : fallback;
}

AssayHttp *
assay_http_new (const AssayHttpOptions *options)
{
  static gsize initialised = 0;
  AssayHttp *self = g_atomic_rc_box_new0 (AssayHttp);

  if (g_once_init_enter (&initialised))
    {
      curl_global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&initialised, 1);
    }
  self->options = (AssayHttpOptions) {
    .connect_timeout = or_default (options->connect_timeout, 10),
    .stall_timeout = or_default (options->stall_timeout, 20),
    .total_timeout = or_default (options->total_timeout, 120),
    .pace = or_default (options->pace, 0.1),
    .backoff = or_default (options->backoff, 1),
    .proxies = options->proxies != NULL ? g_object_ref (options->proxies) : NULL,
  };
  self->ca_file = g_strdup (options->ca_file != NULL ? options->ca_file : g_getenv ("ASSAY_CA_FILE"));
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->freed);
  for (guint i = 0; i < G_N_ELEMENTS (self->slots); i++)
    {
      self->slots[i].easy = curl_easy_init ();
      self->slots[i].multi = curl_multi_init ();
      g_assert (self->slots[i].easy != NULL && self->slots[i].multi != NULL);
    }

  return self;
}

AssayHttp *
assay_http_ref (AssayHttp *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_http (AssayHttp *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->slots); i++)
    {
      curl_easy_cleanup (self->slots[i].easy);
      curl_multi_cleanup (self->slots[i].multi);
    }
  g_clear_object (&self->options.proxies);
  g_hash_table_unref (self->hosts);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->freed);
  g_free (self->ca_file);
}

void
assay_http_unref (AssayHttp *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_http);
}

void
assay_http_outcome_clear (AssayHttpOutcome *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->last_modified, g_free);
  g_clear_pointer (&self->type, g_free);
}

AssayHttpRequest *
assay_http_request_copy (const AssayHttpRequest *self)
{
  AssayHttpRequest *copy = g_new (AssayHttpRequest, 1);

  *copy = *self;
  copy->address = g_strdup (self->address);
  copy->accept = g_strdup (self->accept);
  copy->etag = g_strdup (self->etag);
  copy->last_modified = g_strdup (self->last_modified);
  copy->body = g_strdup (self->body);
  copy->headers = (const char * const *) g_strdupv ((char **) self->headers);

  return copy;
}

void
assay_http_request_free (AssayHttpRequest *self)
{
  if (self == NULL)
    return;

  g_free ((char *) self->address);
  g_free ((char *) self->accept);
  g_free ((char *) self->etag);
  g_free ((char *) self->last_modified);
  g_free ((char *) self->body);
  g_strfreev ((char **) self->headers);
  g_free (self);
}

/* What the task owns. */
typedef struct
{
  AssayHttp *http;
  AssayHttpRequest *request;
  AssayHttpOutcome outcome;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  assay_http_unref (job->http);
  assay_http_request_free (job->request);
  assay_http_outcome_clear (&job->outcome);
  g_free (job);
}

static void
fetch_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;

  if (assay_http_fetch (job->http, job->request, &job->outcome, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
assay_http_fetch_async (AssayHttp *self, const AssayHttpRequest *request, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->http = assay_http_ref (self);
  job->request = assay_http_request_copy (request);
  g_task_set_source_tag (task, assay_http_fetch_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, fetch_in_thread);
}

gboolean
assay_http_fetch_finish (AssayHttp *self G_GNUC_UNUSED, GAsyncResult *result, AssayHttpOutcome *outcome, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  *outcome = job->outcome;
  job->outcome = (AssayHttpOutcome) { 0 };

  return g_task_propagate_boolean (G_TASK (result), error);
}
