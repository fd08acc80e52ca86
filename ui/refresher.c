#include "ui/refresher.h"

#include <string.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/sources/refresh.h"
#include "data/sources/service.h"

#define STOPPED _ ("Stopped. What came until then is kept")

struct _AssayRefresher
{
  GObject parent_instance;

  AssayStore *store;
  AssayFeedOverview *overview; /* NULL before it is there */
  GHashTable *counts;         /* AssayProvenance of @store -> how many figures */
  GCancellable *reading;      /* of the overview */

  GCancellable *asking;       /* NULL: nobody is asked */
  gboolean begun;             /* else it waits for the overview: what the user has changed in files since the last one counts */
  gboolean unknown;           /* what is asked may be unknown until there is another catalogue */
  gboolean again, added;      /* @added: it is asked because it is new */
  char **names;
  char *words;                /* what came of the one that was asked */
  guint n_asked, n_done, n_failed, n_changed;
  AssayServiceRemoved *removed; /* the last service that was; or NULL */
  char *failure;              /* title of the first that failed */
};

G_DEFINE_FINAL_TYPE (AssayRefresher, assay_refresher, G_TYPE_OBJECT)

enum
{
  CHANGED,
  SAID,
  KEPT,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
say (AssayRefresher *self, const char *words)
{
  g_signal_emit (self, signals[SAID], 0, words);
}

static void begin (AssayRefresher *self);

static void
overview_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayRefresher) self = data;
  AssayFeedOverview *overview = assay_feed_overview_finish (result, NULL);

  if (overview == NULL)
    return;
  g_clear_pointer (&self->overview, assay_feed_overview_free);
  self->overview = overview;
  if (overview->errors->len > 0)
    say (self, overview->errors->pdata[0]);
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->asking != NULL && !self->begun)
    begin (self);
}

static void
read_states (AssayRefresher *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  assay_feed_overview_async (self->store, self->reading, overview_cb, g_object_ref (self));
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
  self->unknown = FALSE;
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

  return self->overview != NULL ? self->overview->states : NULL;
}

const AssayFeedState *
assay_refresher_find (AssayRefresher *self, const char *feed)
{
  GPtrArray *states = assay_refresher_get_states (self);

  for (guint i = 0; states != NULL && i < states->len; i++)
    {
      const AssayFeedState *state = states->pdata[i];

      if (strcmp (state->feed->id, feed) == 0)
        return state;
    }

  return NULL;
}

gboolean
assay_refresher_asks (AssayRefresher *self, const char *source)
{
  GPtrArray *states = assay_refresher_get_states (self);

  for (guint i = 0; states != NULL && i < states->len; i++)
    if (strcmp (((const AssayFeedState *) states->pdata[i])->feed->source->id, source) == 0)
      return TRUE;

  return FALSE;
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

  if (self->words != NULL)
    return g_strdup (self->words);
  if (self->n_failed == n)
    return g_strdup (n == 1 ? _ ("It could not be refreshed; what came before stays") : _ ("Nothing could be refreshed; what came before stays"));
  if (self->n_failed > 0)
    return g_strdup_printf (_ ("%u of %u feeds have something new; %u failed and stay as they were: %s%s"), self->n_changed, n, self->n_failed,
                            self->failure, self->n_failed > 1 ? " …" : "");
  if (self->n_changed == 0)
    return n == 1 ? g_strdup (_ ("It is as it was")) : g_strdup_printf (_ ("All %u feeds are as they were"), n);

  return n == 1 ? g_strdup (_ ("There is something new")) : g_strdup_printf (_ ("%u of %u feeds have something new"), self->n_changed, n);
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
  if (self->added)
    self->words = refreshed->failure != NULL
                    ? g_strdup_printf (_ ("%s is added, but: %s"), refreshed->feed->title, refreshed->failure)
                    : g_strdup_printf (ngettext ("%s: %u figure of today", "%s: %u figures of today", refreshed->n_figures), refreshed->feed->title,
                                       refreshed->n_figures);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* First the end, then the words: what says that it goes on makes room for them. */
static void
end (AssayRefresher *self, const char *words)
{
  g_clear_object (&self->asking);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->names, g_strfreev);
  g_signal_emit (self, signals[CHANGED], 0);
  say (self, words);
}

static void
asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayRefresher) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  assay_refresh_finish (result, &error);
  words = error != NULL ? g_strdup (STOPPED) : describe (self);
  end (self, words);
  /* Also when it was stopped: what came is kept. */
  if (self->n_changed > 0 || self->added)
    g_signal_emit (self, signals[KEPT], 0);
  read_states (self);
}

/* The chosen are borrowed from the overview, which must outlive the asking. */
static void
begin (AssayRefresher *self)
{
  AssayFeedOverview *overview = self->overview;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (self->asking))
    {
      end (self, STOPPED);
      return;
    }
  chosen = assay_refresh_choose (overview->feeds, (const char * const *) self->names, &error);
  if (chosen == NULL && self->unknown)
    return;
  if (chosen == NULL)
    {
      end (self, error->message);
      return;
    }
  self->begun = TRUE;
  self->n_asked = chosen->len;
  g_object_set_data_full (G_OBJECT (self->asking), "feeds", g_ptr_array_ref (overview->feeds), (GDestroyNotify) g_ptr_array_unref);
  g_signal_emit (self, signals[CHANGED], 0);
  assay_refresh_async (chosen, self->store, overview->settings, self->again, each_cb, self, self->asking, asked_cb, g_object_ref (self));
}

static void
prepare (AssayRefresher *self, const char * const *names, gboolean again, gboolean added)
{
  self->asking = g_cancellable_new ();
  self->names = g_strdupv ((char **) names);
  self->again = again;
  self->added = self->unknown = added;
  self->begun = FALSE;
  self->n_asked = self->n_done = self->n_failed = self->n_changed = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
assay_refresher_start (AssayRefresher *self, const char * const *names, gboolean again)
{
  g_return_if_fail (ASSAY_IS_REFRESHER (self));

  if (self->store == NULL || self->asking != NULL)
    return;
  prepare (self, names, again, FALSE);
  read_states (self);
}

gboolean
assay_refresher_start_added (AssayRefresher *self, const char *feed)
{
  const char * const names[] = { feed, NULL };

  g_return_val_if_fail (ASSAY_IS_REFRESHER (self), FALSE);

  if (self->asking != NULL)
    return FALSE;
  prepare (self, names, TRUE, TRUE);

  return TRUE;
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
      say (using->self, using->newest ? _ ("The newest answer is used again") : _ ("The earlier answer is used until you go on to the newest"));
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
  Using *using;

  if (state == NULL || self->store == NULL)
    return;
  using = g_new0 (Using, 1);
  using->self = g_object_ref (self);
  using->feeds = g_ptr_array_ref (self->overview->feeds);
  using->newest = version == 0;
  assay_feed_use_async (state->feed, self->store, self->overview->settings, version, NULL, used_cb, using);
}

static void
removed_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayRefresher) self = data;
  g_autoptr (GError) error = NULL;
  AssayServiceRemoved *removed = assay_service_remove_finish (result, &error);

  if (removed == NULL)
    {
      say (self, error->message);
      return;
    }
  g_clear_pointer (&self->removed, assay_service_removed_free);
  self->removed = removed;
  g_signal_emit (self, signals[REMOVED], 0, assay_service_removed_get_id (removed));
  g_signal_emit (self, signals[KEPT], 0);
}

void
assay_refresher_remove (AssayRefresher *self, const char *feed)
{
  g_return_if_fail (ASSAY_IS_REFRESHER (self));

  assay_service_remove_async (feed, removed_cb, g_object_ref (self));
}

static void
restored_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayRefresher) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *feed = assay_service_restore_finish (result, &error);

  say (self, feed != NULL ? _ ("The service is back, with what it fetched") : error->message);
  if (feed != NULL)
    g_signal_emit (self, signals[KEPT], 0);
}

void
assay_refresher_restore (AssayRefresher *self, const char *feed)
{
  g_return_if_fail (ASSAY_IS_REFRESHER (self));

  if (self->removed != NULL && g_strcmp0 (assay_service_removed_get_id (self->removed), feed) == 0)
    assay_service_restore_async (g_steal_pointer (&self->removed), restored_cb, g_object_ref (self));
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
  g_clear_pointer (&self->overview, assay_feed_overview_free);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->removed, assay_service_removed_free);

  G_OBJECT_CLASS (assay_refresher_parent_class)->dispose (object);
}

static void
assay_refresher_class_init (AssayRefresherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_refresher_dispose;

  signals[CHANGED] = g_signal_new ("changed", ASSAY_TYPE_REFRESHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAID] = g_signal_new ("said", ASSAY_TYPE_REFRESHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVED] = g_signal_new ("removed", ASSAY_TYPE_REFRESHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
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
