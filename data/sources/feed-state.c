#include "data/sources/feed-state.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/today.h"
#include "data/sources/imports.h"
#include "data/sources/refresh.h"

/* The older answers that are read again beside the newest; what was filed of still older ones stays as it is. */
#define MOST_ANSWERS 12
/* Those of a moving range each speak of a time of their own. */
#define MOST_MOVING ASSAY_CACHE_MAX_VERSIONS

gboolean
assay_feed_ask (const AssayFeed *feed, const AssaySourceSettings *settings, AssayFeedQuestion *question, GError **error)
{
  const char * const *parameters = (const char * const *) feed->parameters;
  g_autoptr (GError) failure = NULL;

  question->address = assay_feed_address (feed, assay_source_settings_get_address (settings, feed->source->id), g_get_real_time () / G_USEC_PER_SEC,
                                          &failure);
  question->key = question->address != NULL ? assay_feed_address (feed, NULL, 0, &failure) : NULL;
  question->body = question->key != NULL ? assay_source_body (feed->source, parameters, &failure) : NULL;
  if (failure == NULL)
    return TRUE;
  assay_feed_question_clear (question);
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

void
assay_feed_question_clear (AssayFeedQuestion *self)
{
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->body, g_free);
}

static AssayCacheKey
key_of (const AssayFeed *feed, const AssayFeedQuestion *question)
{
  return (AssayCacheKey) { .source = feed->source->id, .address = question->key, .body = question->body };
}

/* The day of a moment; transfer full. */
static char *
day_of (const char *moment)
{
  return g_strndup (moment, strlen ("2026-11-28"));
}

static void
answer_clear (gpointer data)
{
  AssayFeedAnswer *self = data;

  g_bytes_unref (self->body);
  g_free ((char *) self->came);
}

/* The answer that counts and those before it, the newest first, each with the day on which it came. */
static GArray *
list_answers (AssayCache *cache, const AssayCacheKey *key, guint most, GBytes *body, gint64 version, const char *came)
{
  GArray *answers = g_array_new (FALSE, FALSE, sizeof (AssayFeedAnswer));
  g_autoptr (GPtrArray) versions = assay_cache_list (cache, key, NULL);
  AssayFeedAnswer newest = { .body = g_bytes_ref (body), .came = day_of (came) };

  g_array_set_clear_func (answers, answer_clear);
  g_array_append_val (answers, newest);
  for (guint i = 0; versions != NULL && i < versions->len && answers->len < most; i++)
    {
      const AssayCacheVersion *kept = versions->pdata[i];
      AssayFeedAnswer older = { 0 };

      if (kept->version >= version)
        continue;
      older.body = assay_cache_read (cache, key, kept->version, NULL);
      if (older.body == NULL)
        continue;
      older.came = day_of (kept->came);
      g_array_append_val (answers, older);
    }

  return answers;
}

gboolean
assay_feed_file (const AssayFeed *feed, AssayStore *store, AssayCache *cache, const AssayFeedQuestion *question, GBytes *body, gint64 version,
                 const char *came, guint *n_figures, GError **error)
{
  const AssayCacheKey key = key_of (feed, question);
  g_autoptr (GArray) answers = list_answers (cache, &key, feed->range.length > 0 ? MOST_MOVING : MOST_ANSWERS, body, version, came);
  g_autofree char *folder = assay_refresh_folder ();
  g_autofree char *id = g_strconcat ("feed-", feed->id, NULL);
  g_autoptr (GError) failure = NULL;
  gsize length;
  g_autofree char *document = assay_feed_document (feed, store, question->address, (const AssayFeedAnswer *) answers->data, answers->len,
                                                   &length, n_figures, &failure), *now = NULL;

  if (document != NULL && assay_imports_add (folder, id, document, length, &failure))
    return TRUE;
  /* A good transfer of something that can't be read: the last try failed all the same. */
  now = assay_now_iso ();
  assay_cache_note (cache, &key, now, failure->message, 0, NULL);
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

void
assay_feed_state_free (AssayFeedState *self)
{
  g_free (self->address);
  g_free (self->came);
  g_free (self->checked);
  g_free (self->tried);
  g_free (self->failure);
  g_ptr_array_unref (self->versions);
  g_ptr_array_unref (self->feeds);
  g_free (self);
}

static AssayFeedState *
read_state (GPtrArray *feeds, guint index, const AssaySourceSettings *settings, AssayCache *cache)
{
  const AssayFeed *feed = feeds->pdata[index];
  AssayFeedState *self = g_new0 (AssayFeedState, 1);
  g_auto (AssayFeedQuestion) question = { 0 };
  g_auto (AssayCacheEntry) entry = { 0 };
  g_autoptr (GError) error = NULL;
  AssayCacheKey key;

  self->feed = feed;
  self->feeds = g_ptr_array_ref (feeds);
  if (assay_feed_ask (feed, settings, &question, &error))
    {
      key = key_of (feed, &question);
      assay_cache_get (cache, &key, &entry, &error);
      self->versions = assay_cache_list (cache, &key, NULL);
    }
  if (self->versions == NULL)
    self->versions = g_ptr_array_new ();
  self->address = g_steal_pointer (&question.address);
  self->version = entry.version;
  self->pinned = entry.pinned;
  self->came = g_steal_pointer (&entry.came);
  self->checked = g_steal_pointer (&entry.checked);
  self->tried = g_steal_pointer (&entry.tried);
  self->failure = error != NULL ? g_strdup (error->message) : g_steal_pointer (&entry.failure);

  return self;
}

/* The task's; the thread alone works on it. */
typedef struct
{
  const AssayFeed *feed;
  AssayStore *store;
  gint64 version;
  AssaySourceSettings *settings;
} Job;

static void
job_free (Job *self)
{
  g_clear_object (&self->store);
  assay_source_settings_unref (self->settings);
  g_free (self);
}

void
assay_feed_overview_free (AssayFeedOverview *self)
{
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->feeds, g_ptr_array_unref);
  g_clear_pointer (&self->settings, assay_source_settings_unref);
  g_clear_pointer (&self->errors, g_ptr_array_unref);
  g_free (self);
}

static void
overview_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer store, GCancellable *cancellable)
{
  AssayFeedOverview *self = g_new0 (AssayFeedOverview, 1);
  g_autoptr (AssayCache) cache = assay_cache_open (NULL);

  self->errors = g_ptr_array_new_with_free_func (g_free);
  self->feeds = assay_feeds_load (store, self->errors);
  self->settings = assay_source_settings_load (self->errors);
  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_feed_state_free);
  for (guint i = 0; i < self->feeds->len && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (self->states, read_state (self->feeds, i, self->settings, cache));
  g_task_return_pointer (task, self, (GDestroyNotify) assay_feed_overview_free);
}

void
assay_feed_overview_async (AssayStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, assay_feed_overview_async);
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  g_task_run_in_thread (task, overview_thread);
}

AssayFeedOverview *
assay_feed_overview_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
use (const Job *job, AssayCache *cache, GError **error)
{
  g_auto (AssayFeedQuestion) question = { 0 };
  g_auto (AssayCacheEntry) entry = { 0 };
  AssayCacheKey key;

  if (!assay_feed_ask (job->feed, job->settings, &question, error))
    return FALSE;
  key = key_of (job->feed, &question);
  if (!assay_cache_pin (cache, &key, job->version, error) || !assay_cache_get (cache, &key, &entry, error))
    return FALSE;
  if (entry.version == 0)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: nothing of it is kept yet"), job->feed->id);
      return FALSE;
    }

  return assay_feed_file (job->feed, job->store, cache, &question, entry.body, entry.version, entry.came, NULL, error);
}

static void
use_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  g_autoptr (AssayCache) cache = assay_cache_open (NULL);
  g_autofree char *problem = assay_cache_get_problem (cache);
  g_autoptr (GError) error = NULL;

  if (problem != NULL)
    g_task_return_new_error (task, ASSAY_ERROR, ASSAY_ERROR_INVALID, "%s", problem);
  else if (use (data, cache, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
assay_feed_use_async (const AssayFeed *feed, AssayStore *store, AssaySourceSettings *settings, gint64 version, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->feed = feed;
  job->store = g_object_ref (store);
  job->version = version;
  job->settings = assay_source_settings_ref (settings);
  g_task_set_source_tag (task, assay_feed_use_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, use_thread);
}

gboolean
assay_feed_use_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
