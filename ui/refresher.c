#include "ui/refresher.h"

#include <string.h>

#include "data/model/datum.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/sources/refresh.h"
#include "data/sources/service.h"

struct _AssayRefresher
{
  GObject parent_instance;

  AssayStore *store;
  GPtrArray *feeds;           /* of AssayFeed, which @states borrow */
  GPtrArray *states;          /* of AssayFeedState; NULL before they are there */
  GHashTable *counts;         /* AssayProvenance of @store -> how many figures */
  GCancellable *reading;      /* of the states */

  GCancellable *asking;       /* NULL: nobody is asked */
  guint n_asked, n_done, n_failed, n_changed;
  char *failure;              /* title of the first that failed */
};

G_DEFINE_FINAL_TYPE (AssayRefresher, assay_refresher, G_TYPE_OBJECT)

enum
{
  CHANGED,
  SAID,
  KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
say (AssayRefresher *self, const char *words)
{
  g_signal_emit (self, signals[SAID], 0, words);
}

typedef struct
{
  AssayRefresher *self;
  GPtrArray *feeds;
} Reading;

static void
states_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  GPtrArray *states = assay_feed_states_finish (result, NULL);

  if (states != NULL)
    {
      AssayRefresher *self = reading->self;

      g_clear_pointer (&self->states, g_ptr_array_unref);
      g_clear_pointer (&self->feeds, g_ptr_array_unref);
      self->states = states;
      self->feeds = g_ptr_array_ref (reading->feeds);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  g_object_unref (reading->self);
  g_ptr_array_unref (reading->feeds);
  g_free (reading);
}

static void
read_states (AssayRefresher *self)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssaySourceSettings) settings = assay_source_settings_load (errors);
  Reading *reading = g_new0 (Reading, 1);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reading->self = g_object_ref (self);
  reading->feeds = assay_feeds_load (self->store, errors);
  if (errors->len > 0)
    say (self, errors->pdata[0]);
  assay_feed_states_async (reading->feeds, settings, self->reading, states_cb, reading);
}

/* Of hundreds of thousands of figures that may be imported: no text is looked at. */
static void
count_figures (AssayRefresher *self)
{
  GPtrArray *data = assay_store_get_data (self->store);

  g_hash_table_remove_all (self->counts);
  for (guint i = 0; i < data->len; i++)
    {
      gpointer origin = ((const AssayDatum *) data->pdata[i])->origin;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, origin));

      g_hash_table_insert (self->counts, origin, GUINT_TO_POINTER (n + 1));
    }
}

void
assay_refresher_set_store (AssayRefresher *self, AssayStore *store)
{
  g_return_if_fail (ASSAY_IS_REFRESHER (self));

  if (!g_set_object (&self->store, store) || store == NULL)
    return;
  count_figures (self);
  read_states (self);
}

AssayStore *
assay_refresher_get_store (AssayRefresher *self)
{
  return self->store;
}

GPtrArray *
assay_refresher_get_states (AssayRefresher *self)
{
  g_return_val_if_fail (ASSAY_IS_REFRESHER (self), NULL);

  return self->states;
}

const AssayFeedState *
assay_refresher_find (AssayRefresher *self, const char *feed)
{
  for (guint i = 0; self->states != NULL && i < self->states->len; i++)
    {
      const AssayFeedState *state = self->states->pdata[i];

      if (strcmp (state->feed->id, feed) == 0)
        return state;
    }

  return NULL;
}

guint
assay_refresher_count_figures (AssayRefresher *self, const char *feed)
{
  g_autofree char *id = g_strconcat ("feed-", feed, NULL);
  AssayProvenance *origin = self->store != NULL ? assay_store_find_origin (self->store, id) : NULL;

  return origin != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, origin)) : 0;
}

static char *
describe (const AssayRefresher *self)
{
  guint n = self->n_asked;

  if (self->n_failed == n)
    return g_strdup (n == 1 ? "It could not be refreshed; what came before stays" : "Nothing could be refreshed; what came before stays");
  if (self->n_failed > 0)
    return g_strdup_printf ("%u of %u feeds have something new; %u failed and stay as they were: %s%s", self->n_changed, n, self->n_failed,
                            self->failure, self->n_failed > 1 ? " …" : "");
  if (self->n_changed == 0)
    return n == 1 ? g_strdup ("It is as it was") : g_strdup_printf ("All %u feeds are as they were", n);

  return n == 1 ? g_strdup ("There is something new") : g_strdup_printf ("%u of %u feeds have something new", self->n_changed, n);
}

static void
each_cb (const AssayRefreshed *refreshed, gpointer data)
{
  AssayRefresher *self = data;

  self->n_done++;
  self->n_changed += refreshed->changed ? 1 : 0;
  if (refreshed->notice != NULL)
    say (self, refreshed->notice);
  if (refreshed->failure != NULL)
    {
      self->n_failed++;
      if (self->failure == NULL)
        self->failure = g_strdup (refreshed->feed->title);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayRefresher) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  assay_refresh_finish (result, &error);
  g_clear_object (&self->asking);
  words = error != NULL ? g_strdup ("Stopped. What came until then is kept") : describe (self);
  g_clear_pointer (&self->failure, g_free);
  /* First the end, then the words: what says that it goes on makes room for them. */
  g_signal_emit (self, signals[CHANGED], 0);
  say (self, words);
  /* Also when it was stopped: what came is kept. */
  if (self->n_changed > 0)
    g_signal_emit (self, signals[KEPT], 0);
  read_states (self);
}

void
assay_refresher_start (AssayRefresher *self, const char * const *names, gboolean again)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), chosen = NULL;
  g_autoptr (AssaySourceSettings) settings = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ASSAY_IS_REFRESHER (self));

  if (self->store == NULL || self->feeds == NULL || self->asking != NULL)
    return;
  settings = assay_source_settings_load (errors);
  if (errors->len > 0)
    say (self, errors->pdata[0]);
  chosen = assay_refresh_choose (self->feeds, names, &error);
  if (chosen == NULL)
    {
      say (self, error->message);
      return;
    }
  self->asking = g_cancellable_new ();
  self->n_asked = chosen->len;
  self->n_done = self->n_failed = self->n_changed = 0;
  /* The chosen are borrowed from the feeds, which must outlive the asking. */
  g_object_set_data_full (G_OBJECT (self->asking), "feeds", g_ptr_array_ref (self->feeds), (GDestroyNotify) g_ptr_array_unref);
  g_signal_emit (self, signals[CHANGED], 0);
  assay_refresh_async (chosen, self->store, settings, again, each_cb, self, self->asking, asked_cb, g_object_ref (self));
}

void
assay_refresher_stop (AssayRefresher *self)
{
  g_return_if_fail (ASSAY_IS_REFRESHER (self));

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
}

gboolean
assay_refresher_is_running (AssayRefresher *self, guint *done, guint *n)
{
  if (done != NULL)
    *done = self->n_done;
  if (n != NULL)
    *n = self->n_asked;

  return self->asking != NULL;
}

/* One going back; it keeps the feeds alive. */
typedef struct
{
  AssayRefresher *self;
  GPtrArray *feeds;
  gboolean newest;
} Using;

static void
used_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Using *using = data;
  g_autoptr (GError) error = NULL;

  if (assay_feed_use_finish (result, &error))
    {
      say (using->self, using->newest ? "The newest answer is used again" : "The earlier answer is used until you go on to the newest");
      g_signal_emit (using->self, signals[KEPT], 0);
    }
  else
    say (using->self, error->message);
  read_states (using->self);
  g_object_unref (using->self);
  g_ptr_array_unref (using->feeds);
  g_free (using);
}

void
assay_refresher_use (AssayRefresher *self, const char *feed, gint64 version)
{
  const AssayFeedState *state = assay_refresher_find (self, feed);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssaySourceSettings) settings = assay_source_settings_load (errors);
  Using *using;

  if (state == NULL || self->store == NULL)
    return;
  using = g_new0 (Using, 1);
  using->self = g_object_ref (self);
  using->feeds = g_ptr_array_ref (self->feeds);
  using->newest = version == 0;
  assay_feed_use_async (state->feed, self->store, settings, version, NULL, used_cb, using);
}

static void
removed_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayRefresher) self = data;
  g_autoptr (GError) error = NULL;

  if (assay_service_remove_finish (result, &error))
    {
      say (self, "The service is removed, with what it fetched");
      g_signal_emit (self, signals[KEPT], 0);
    }
  else
    say (self, error->message);
}

void
assay_refresher_remove (AssayRefresher *self, const char *feed)
{
  g_return_if_fail (ASSAY_IS_REFRESHER (self));

  assay_service_remove_async (feed, removed_cb, g_object_ref (self));
}

static void
assay_refresher_dispose (GObject *object)
{
  AssayRefresher *self = ASSAY_REFRESHER (object);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->reading);
  g_clear_object (&self->asking);
  g_clear_object (&self->store);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->feeds, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->failure, g_free);

  G_OBJECT_CLASS (assay_refresher_parent_class)->dispose (object);
}

static void
assay_refresher_class_init (AssayRefresherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_refresher_dispose;

  signals[CHANGED] = g_signal_new ("changed", ASSAY_TYPE_REFRESHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAID] = g_signal_new ("said", ASSAY_TYPE_REFRESHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[KEPT] = g_signal_new ("kept", ASSAY_TYPE_REFRESHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
assay_refresher_init (AssayRefresher *self)
{
  self->counts = g_hash_table_new (NULL, NULL);
}

AssayRefresher *
assay_refresher_new (void)
{
  return g_object_new (ASSAY_TYPE_REFRESHER, NULL);
}
