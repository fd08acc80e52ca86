#include "data/sources/fetch.h"

#include "data/model/error.h"
#include "data/model/json.h"
#include "data/model/language.h"
#include "data/model/today.h"
#include "data/sources/address.h"

struct _AssayFetcher
{
  AssayCache *cache;
  AssayHttp *http;
};

AssayFetcher *
assay_fetcher_new (AssayCache *cache, const AssayHttpOptions *options)
{
  AssayFetcher *self = g_atomic_rc_box_new0 (AssayFetcher);

  self->cache = cache;
  self->http = assay_http_new (options);

  return self;
}

AssayFetcher *
assay_fetcher_ref (AssayFetcher *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_fetcher (AssayFetcher *self)
{
  assay_cache_close (self->cache);
  assay_http_unref (self->http);
}

void
assay_fetcher_unref (AssayFetcher *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_fetcher);
}

AssayCache *
assay_fetcher_get_cache (AssayFetcher *self)
{
  return self->cache;
}

void
assay_fetched_free (AssayFetched *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->type);
  g_free (self->hash);
  g_free (self->came);
  g_free (self->confirmed);
  g_clear_error (&self->error);
  g_free (self->problem);
  g_free (self);
}

/* Seconds since @date; a clock that was put back makes nothing fresh. */
static gboolean
is_fresh (const char *date, double fresh)
{
  g_autofree char *text = assay_now_iso ();
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (text, NULL);
  g_autoptr (GDateTime) then = date != NULL ? g_date_time_new_from_iso8601 (date, NULL) : NULL;
  double age = then != NULL ? (double) g_date_time_difference (now, then) / G_USEC_PER_SEC : -1;

  return age >= 0 && age < fresh;
}

/* Whether the server wants to be left alone; @error says until when. */
static gboolean
must_wait (const AssayFetchRequest *request, const AssayCacheEntry *entry, GError **error)
{
  g_autoptr (AssayAddress) address = NULL;
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *text = NULL;

  if (entry->not_before <= g_get_real_time () / G_USEC_PER_SEC)
    return FALSE;
  address = assay_address_parse (request->http.address, NULL);
  until = g_date_time_new_from_unix_utc (entry->not_before);
  text = until != NULL ? g_date_time_format (until, "%Y-%m-%d %H:%M:%S UTC") : g_strdup ("later");
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, _ ("%s: its server asked not to be asked before %s"),
               address != NULL ? address->shown : _ ("this address"), text);

  return TRUE;
}

/* What can't be read later must not take the place of what can. */
static gboolean
check_body (const AssayFetchRequest *request, GBytes *body, GError **error)
{
  g_autoptr (AssayAddress) address = NULL;
  gsize length = 0, most = request->http.max_bytes > 0 ? request->http.max_bytes : ASSAY_HTTP_MAX_BYTES;
  const char *text = g_bytes_get_data (body, &length);

  if (g_strcmp0 (request->http.accept, "application/json") != 0)
    return TRUE;
  address = assay_address_parse (request->http.address, error);

  return address != NULL && assay_json_check (address->shown, text, length, most, error);
}

/* A failure to keep it is told of, and doesn't make a good answer a bad one. */
static void
keep (AssayFetcher *self, const AssayCacheKey *key, const AssayHttpOutcome *outcome, const char *now, AssayFetched *fetched)
{
  g_autoptr (GError) error = NULL;
  gboolean kept = outcome->body == NULL
                  ? assay_cache_renew (self->cache, key, now, &error)
                  : assay_cache_put (self->cache, key, outcome->body, outcome->etag, outcome->last_modified, outcome->type, now, &error);

  if (kept)
    return;
  fetched->problem = g_strdup (error->message);
  if (outcome->body == NULL)
    return;
  fetched->body = g_bytes_ref (outcome->body);
  fetched->type = g_strdup (outcome->type);
  fetched->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, outcome->body);
  fetched->came = g_strdup (now);
  fetched->confirmed = g_strdup (now);
}

/* Being cancelled says nothing about the source. */
static void
note_failure (AssayFetcher *self, const AssayCacheKey *key, const AssayHttpOutcome *outcome, const char *now, AssayFetched *fetched)
{
  g_autoptr (GError) error = NULL;

  if (g_error_matches (fetched->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!assay_cache_note (self->cache, key, now, fetched->error->message, outcome->retry_after, &error))
    fetched->problem = g_strdup (error->message);
}

/* Asks the server; the cache has what came of it, or if it couldn't take it, @fetched. */
static void
ask (AssayFetcher *self, const AssayFetchRequest *request, const AssayCacheKey *key, const AssayCacheEntry *entry, AssayFetched *fetched,
     GCancellable *cancellable)
{
  g_auto (AssayHttpOutcome) outcome = { 0 };
  AssayHttpRequest http = request->http;
  g_autofree char *now = NULL;

  http.etag = entry->version != 0 ? entry->etag : NULL;
  http.last_modified = entry->version != 0 ? entry->last_modified : NULL;
  fetched->asked = TRUE;
  if (assay_http_fetch (self->http, &http, &outcome, cancellable, &fetched->error) && outcome.body != NULL)
    check_body (request, outcome.body, &fetched->error);
  now = assay_now_iso ();
  if (fetched->error == NULL)
    keep (self, key, &outcome, now, fetched);
  else
    note_failure (self, key, &outcome, now, fetched);
}

static void
take_entry (AssayFetched *fetched, AssayCacheEntry *entry)
{
  fetched->body = g_steal_pointer (&entry->body);
  fetched->type = g_steal_pointer (&entry->type);
  fetched->hash = g_steal_pointer (&entry->hash);
  fetched->came = g_steal_pointer (&entry->came);
  fetched->confirmed = g_steal_pointer (&entry->confirmed);
  fetched->version = entry->version;
  fetched->pinned = entry->pinned;
}

/* What the cache has now, unless it couldn't take what came. */
static void
read_back (AssayFetcher *self, const AssayCacheKey *key, const AssayCacheEntry *former, AssayFetched *fetched)
{
  g_auto (AssayCacheEntry) entry = { 0 };
  g_autoptr (GError) error = NULL;

  if (fetched->body != NULL)
    fetched->changed = g_strcmp0 (fetched->hash, former->hash) != 0;
  else if (assay_cache_get (self->cache, key, &entry, &error))
    {
      fetched->changed = fetched->asked && entry.newest != former->newest;
      take_entry (fetched, &entry);
    }
  if (fetched->body == NULL && fetched->error == NULL)
    fetched->error = g_steal_pointer (&error);
  if (fetched->problem == NULL)
    fetched->problem = assay_cache_get_problem (self->cache);
}

AssayFetched *
assay_fetch (AssayFetcher *self, const AssayFetchRequest *request, GCancellable *cancellable)
{
  const AssayCacheKey key = { request->source, request->key != NULL ? request->key : request->http.address, request->http.body };
  AssayFetched *fetched = g_new0 (AssayFetched, 1);
  g_auto (AssayCacheEntry) entry = { 0 };

  /* what is damaged there is fetched again */
  assay_cache_get (self->cache, &key, &entry, NULL);
  if (!(entry.version != 0 && is_fresh (entry.checked, request->fresh)) && !must_wait (request, &entry, &fetched->error))
    ask (self, request, &key, &entry, fetched, cancellable);
  read_back (self, &key, &entry, fetched);

  return fetched;
}
