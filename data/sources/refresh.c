#include "data/sources/refresh.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/sources/credential.h"
#include "data/sources/feed-state.h"
#include "data/sources/fetch.h"
#include "data/sources/token.h"

/* The task's; the thread alone works on it. */
typedef struct
{
  GPtrArray *feeds;
  AssayStore *store;
  AssaySourceSettings *settings;
  gboolean again;
  AssayRefreshEach each;
  gpointer data;
  GMainContext *context;     /* the caller's */

  AssayTokens *tokens;
  gboolean noticed;          /* the tokens' problem was told */
  AssayFetcher *fetcher;
  GPtrArray *asked;          /* of AssayFeed, in the order of @requests */
  GArray *requests;          /* of AssayFetchRequest */
  GArray *questions;         /* of AssayFeedQuestion, which the requests borrow */
  GPtrArray *headers;        /* likewise, of char** */
  int n_changed;
  gboolean done;
} Refresh;

static void
refresh_free (Refresh *self)
{
  g_ptr_array_unref (self->feeds);
  g_ptr_array_unref (self->asked);
  g_array_unref (self->requests);
  g_array_unref (self->questions);
  g_ptr_array_unref (self->headers);
  g_clear_object (&self->store);
  g_clear_pointer (&self->fetcher, assay_fetcher_unref);
  assay_tokens_free (self->tokens);
  g_main_context_unref (self->context);
  assay_source_settings_unref (self->settings);
  g_free (self);
}

char *
assay_refresh_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "fetched", NULL);
}

static gboolean
is_meant (const AssayFeed *feed, const char *name)
{
  return strcmp (feed->id, name) == 0 || strcmp (feed->source->id, name) == 0 || (feed->range.length > 0 && strcmp (feed->title, name) == 0);
}

GPtrArray *
assay_refresh_choose (GPtrArray *feeds, const char * const *names, GError **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint n = 0; names != NULL && names[n] != NULL; n++)
    {
      gboolean known = FALSE;

      for (guint i = 0; i < feeds->len; i++)
        if (is_meant (feeds->pdata[i], names[n]))
          {
            known = TRUE;
            if (!g_ptr_array_find (chosen, feeds->pdata[i], NULL))
              g_ptr_array_add (chosen, feeds->pdata[i]);
          }
      if (!known)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("there is no feed and no source “%s”; assay list feeds names them"), names[n]);
          return NULL;
        }
    }
  if (names == NULL || names[0] == NULL)
    g_ptr_array_extend (chosen, feeds, NULL, NULL);

  return g_steal_pointer (&chosen);
}

/* A report on its way to the caller's context, with strings of its own. */
typedef struct
{
  AssayRefreshed refreshed;
  AssayRefreshEach each;
  gpointer data;
} Report;

static void
report_free (Report *self)
{
  g_free ((char *) self->refreshed.came);
  g_free ((char *) self->refreshed.failure);
  g_free ((char *) self->refreshed.notice);
  g_free (self);
}

static gboolean
report_cb (gpointer data)
{
  Report *self = data;

  self->each (&self->refreshed, self->data);

  return G_SOURCE_REMOVE;
}

static void
report (Refresh *self, const AssayRefreshed *refreshed)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Report *copy = g_new0 (Report, 1);

  copy->refreshed = *refreshed;
  copy->refreshed.came = g_strdup (refreshed->came);
  copy->refreshed.failure = g_strdup (refreshed->failure);
  copy->refreshed.notice = g_strdup (refreshed->notice);
  copy->each = self->each;
  copy->data = self->data;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, report_cb, copy, (GDestroyNotify) report_free);
  g_source_attach (source, self->context);
}

static void
add_request (Refresh *self, AssayFeed *feed, GCancellable *cancellable)
{
  AssayFeedQuestion question = { 0 };
  const char * const *headers;
  char **own = NULL;
  AssayFetchRequest request = { .source = feed->source->id, .fresh = self->again ? 0 : feed->source->fresh };
  g_autoptr (GError) error = NULL;

  if (assay_feed_ask (feed, self->settings, &question, &error))
    own = assay_credential_headers (feed, question.address, cancellable, &error);
  if (error != NULL)
    {
      assay_feed_question_clear (&question);
      report (self, &(AssayRefreshed) { .feed = feed, .failure = error->message });
      return;
    }
  headers = own != NULL ? (const char * const *) own
                        : assay_tokens_get_headers (self->tokens, feed->source, assay_source_settings_get_address (self->settings, feed->source->id));
  request.key = question.key;
  request.http = (AssayHttpRequest) {
    .address = question.address, .body = question.body, .accept = feed->source->accept, .max_bytes = feed->source->max_bytes,
    .headers = headers, .allow_plain = feed->allow_plain || assay_source_settings_get_plain (self->settings, feed->source->id),
  };
  g_array_append_val (self->questions, question);
  g_ptr_array_add (self->headers, own);
  g_array_append_val (self->requests, request);
  g_ptr_array_add (self->asked, feed);
}

/* The day of a moment; transfer full. */
static char *
day_of (const char *moment)
{
  return g_strndup (moment, strlen ("2026-11-28"));
}

/* In the thread. */
static void
fetched_cb (guint index, const AssayFetched *fetched, gpointer data)
{
  Refresh *self = data;
  AssayRefreshed refreshed = { .feed = self->asked->pdata[index], .asked = fetched->asked, .changed = fetched->changed };
  g_autofree char *came = fetched->body != NULL ? day_of (fetched->came) : NULL;
  g_autoptr (GError) error = NULL;

  refreshed.came = came;
  if (fetched->body != NULL)
    assay_feed_file (refreshed.feed, self->store, assay_fetcher_get_cache (self->fetcher), &g_array_index (self->questions, AssayFeedQuestion, index),
                     fetched->body, fetched->version, fetched->came, &refreshed.n_figures, &error);
  refreshed.failure = error != NULL ? error->message : fetched->error != NULL ? fetched->error->message : fetched->problem;
  if (refreshed.feed->source->token != NULL && !self->noticed)
    {
      refreshed.notice = assay_tokens_get_problem (self->tokens);
      self->noticed = TRUE;
    }
  self->n_changed += fetched->changed ? 1 : 0;
  report (self, &refreshed);
}

static void
all_fetched_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result G_GNUC_UNUSED, gpointer data)
{
  ((Refresh *) data)->done = TRUE;
}

static void
refresh_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  Refresh *self = data;
  const AssayHttpOptions options = { 0 };
  g_autoptr (GMainContext) context = g_main_context_new ();

  self->fetcher = assay_fetcher_new (assay_cache_open (NULL), &options);
  g_main_context_push_thread_default (context);
  for (guint i = 0; i < self->feeds->len; i++)
    add_request (self, self->feeds->pdata[i], cancellable);
  assay_fetch_all_async (self->fetcher, (const AssayFetchRequest *) self->requests->data, self->requests->len, fetched_cb, self,
                         cancellable, all_fetched_cb, self);
  while (!self->done)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  g_task_return_int (task, self->n_changed);
}

static void
tokens_loaded_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Refresh *self = g_task_get_task_data (task);

  self->tokens = assay_tokens_load_finish (result);
  g_task_run_in_thread (task, refresh_thread);
}

void
assay_refresh_async (GPtrArray *feeds, AssayStore *store, AssaySourceSettings *settings, gboolean again,
                     AssayRefreshEach each, gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Refresh *self = g_new0 (Refresh, 1);

  self->feeds = g_ptr_array_ref (feeds);
  self->store = g_object_ref (store);
  self->settings = assay_source_settings_ref (settings);
  self->again = again;
  self->each = each;
  self->data = data;
  self->context = g_main_context_ref_thread_default ();
  self->asked = g_ptr_array_new ();
  self->requests = g_array_new (FALSE, FALSE, sizeof (AssayFetchRequest));
  self->questions = g_array_new (FALSE, FALSE, sizeof (AssayFeedQuestion));
  self->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_credential_headers_free);
  g_array_set_clear_func (self->questions, (GDestroyNotify) assay_feed_question_clear);
  g_task_set_source_tag (task, assay_refresh_async);
  g_task_set_task_data (task, self, (GDestroyNotify) refresh_free);
  assay_tokens_load_async (feeds, cancellable, tokens_loaded_cb, task);
}

int
assay_refresh_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}
