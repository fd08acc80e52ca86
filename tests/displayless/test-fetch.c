/* Fetching through the cache: what is fresh isn't asked for, what fails leaves what was good, and one that fails doesn't stop the others. */
#include <glib/gstdio.h>
#include <string.h>

#include "data/model/error.h"
#include "data/sources/fetch.h"
#include "peers.h"

static Peer peer;

typedef struct
{
  char *folder;
  AssayFetcher *fetcher;
} Fixture;

static AssayFetcher *
make_fetcher (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "sources.sqlite", NULL);
  const AssayHttpOptions options = {
    .connect_timeout = 1, .stall_timeout = 2, .total_timeout = 5, .pace = 0.001, .backoff = 0.01,
  };

  return assay_fetcher_new (assay_cache_open (path), &options);
}

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  peer_start (&peer);
  self->folder = g_dir_make_tmp ("assay-XXXXXX", NULL);
  self->fetcher = make_fetcher (self->folder);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  assay_fetcher_unref (self->fetcher);
  peer_remove_folder (self->folder);
  g_free (self->folder);
  peer_stop (&peer);
}

static AssayFetched *
fetch (AssayFetcher *fetcher, const char *path, double fresh)
{
  g_autofree char *address = peer_address (&peer, path);
  const AssayFetchRequest request = { "some", { .address = address, .accept = "application/json" }, fresh, NULL };

  return assay_fetch (fetcher, &request, NULL);
}

/* The body, then how it was come by. */
static void
assert_fetch (AssayFetcher *fetcher, const char *path, double fresh, const char *expected, gboolean asked, gboolean changed)
{
  g_autoptr (AssayFetched) fetched = fetch (fetcher, path, fresh);
  g_autofree char *text = NULL;

  g_assert_no_error (fetched->error);
  g_assert_cmpstr (fetched->problem, ==, NULL);
  text = peer_text (fetched->body);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (fetched->asked, ==, asked);
  g_assert_cmpint (fetched->changed, ==, changed);
}

static void
test_fresh (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_fetch (self->fetcher, "/count", 3600, "{\"n\": 1}", TRUE, TRUE);
  assert_fetch (self->fetcher, "/count", 3600, "{\"n\": 1}", FALSE, FALSE);
  assert_fetch (self->fetcher, "/count", 0, "{\"n\": 2}", TRUE, TRUE);
  assay_fetcher_unref (self->fetcher);
  self->fetcher = make_fetcher (self->folder);
  assert_fetch (self->fetcher, "/count", 3600, "{\"n\": 2}", FALSE, FALSE);
}

/* Fresh by the date that ASSAY_TODAY says. */
static void
test_age (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct { const char *today; guint n; } steps[] = {
    { "2026-03-01", 1 }, { "2026-03-02", 1 }, { "2026-03-04", 2 }, { "2026-03-03", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *date = g_strconcat (steps[i].today, "T12:00:00Z", NULL);
      g_autoptr (AssayFetched) fetched = NULL;
      g_autofree char *text = NULL, *expected = g_strdup_printf ("{\"n\": %u}", steps[i].n);

      g_setenv ("ASSAY_TODAY", steps[i].today, TRUE);
      fetched = fetch (self->fetcher, "/count", 2 * 86400);
      text = peer_text (fetched->body);
      g_assert_cmpstr (text, ==, expected);
      if (fetched->asked)
        g_assert_cmpstr (fetched->confirmed, ==, date);
    }
  g_unsetenv ("ASSAY_TODAY");
}

/* The server says that it holds: its date is a new one, its body the old one. */
static void
test_not_modified (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayFetched) fetched = NULL;

  g_setenv ("ASSAY_TODAY", "2026-03-01", TRUE);
  assert_fetch (self->fetcher, "/versions", 0, "{\"version\": 1}", TRUE, TRUE);
  g_setenv ("ASSAY_TODAY", "2026-03-05", TRUE);
  fetched = fetch (self->fetcher, "/versions", 0);
  g_unsetenv ("ASSAY_TODAY");
  g_assert_no_error (fetched->error);
  g_assert_true (fetched->asked);
  g_assert_false (fetched->changed);
  g_assert_cmpstr (fetched->came, ==, "2026-03-01T12:00:00Z");
  g_assert_cmpstr (fetched->confirmed, ==, "2026-03-05T12:00:00Z");
  assert_fetch (self->fetcher, "/versions", 0, "{\"version\": 2}", TRUE, TRUE);
}

/* Whatever a server does after a good answer, that one stays, with the reason why there is none newer. */
static void
test_decay (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char * const problems[] = {
    /* after a fault, and after two that broke off */
    "answered with a web page instead of JSON", "can't be unpacked", "1:13: ", "answered with nothing instead of JSON",
    "answered with status 404", "answered with status 429", "its server asked not to be asked before ",
  };
  g_autofree char *address = peer_address (&peer, "/decays");
  const AssayCacheKey key = { "some", address, NULL };

  g_setenv ("ASSAY_TODAY", "2026-03-01", TRUE);
  assert_fetch (self->fetcher, "/decays", 0, "{\"message\": \"Hello\"}", TRUE, TRUE);
  g_unsetenv ("ASSAY_TODAY");
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autoptr (AssayFetched) fetched = fetch (self->fetcher, "/decays", 0);
      g_autofree char *text = peer_text (fetched->body);
      g_auto (AssayCacheEntry) entry = { 0 };

      g_test_message ("%s", fetched->error->message);
      g_assert_cmpstr (text, ==, "{\"message\": \"Hello\"}");
      g_assert_cmpstr (fetched->confirmed, ==, "2026-03-01T12:00:00Z");
      g_assert_nonnull (strstr (fetched->error->message, problems[i]));
      g_assert_true (g_str_has_prefix (fetched->error->message, address));
      g_assert_true (assay_cache_get (assay_fetcher_get_cache (self->fetcher), &key, &entry, NULL));
      g_assert_nonnull (entry.failure);
    }
}

static void
test_nothing (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayFetched) fetched = fetch (self->fetcher, "/gone", 3600);

  g_assert_null (fetched->body);
  g_assert_error (fetched->error, ASSAY_ERROR, ASSAY_ERROR_NETWORK);
}

/* The server's wish outlasts the program. */
static void
test_not_before (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayFetched) first = fetch (self->fetcher, "/much-later", 0), second = NULL;

  g_assert_nonnull (strstr (first->error->message, "status 429"));
  assay_fetcher_unref (self->fetcher);
  self->fetcher = make_fetcher (self->folder);
  second = fetch (self->fetcher, "/much-later", 0);
  g_assert_false (second->asked);
  g_assert_nonnull (strstr (second->error->message, "/much-later: its server asked not to be asked before 20"));
  g_assert_cmpuint (peer_asked (&peer, "/much-later"), ==, 1);
}

static void
test_pinned (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *address = peer_address (&peer, "/count");
  const AssayCacheKey key = { "some", address, NULL };
  g_autoptr (AssayFetched) first = fetch (self->fetcher, "/count", 0), second = NULL, third = NULL;
  g_autofree char *text = NULL;

  g_assert_true (assay_cache_pin (assay_fetcher_get_cache (self->fetcher), &key, first->version, NULL));
  second = fetch (self->fetcher, "/count", 0);
  text = peer_text (second->body);
  g_assert_cmpstr (text, ==, "{\"n\": 1}");
  g_assert_true (second->pinned);
  g_assert_true (second->changed);
  third = fetch (self->fetcher, "/count", 3600);
  g_assert_false (third->asked);
  g_assert_true (assay_cache_pin (assay_fetcher_get_cache (self->fetcher), &key, 0, NULL));
  assert_fetch (self->fetcher, "/count", 3600, "{\"n\": 2}", FALSE, FALSE);
}

/* What can't be kept is there nevertheless, and this is said. */
static void
test_no_disk (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_build_filename (self->folder, "file", NULL);
  g_autoptr (AssayFetcher) fetcher = NULL;
  g_autoptr (AssayFetched) fetched = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (folder, "x", 1, NULL));
  fetcher = make_fetcher (folder);
  fetched = fetch (fetcher, "/count", 0);
  text = peer_text (fetched->body);
  g_assert_no_error (fetched->error);
  g_assert_cmpstr (text, ==, "{\"n\": 1}");
  g_assert_nonnull (strstr (fetched->problem, "kept until the program ends"));
}

static const char * const many[] = {
  "/json", "/gone", "/hold/1", "/hold/2", "/cut", "/hold/3", "/hold/4", "/page", "/hold/5", "/hold/6", "/hold/7", "/hold/8", "/hold/9", "/mute",
  "/count",
};

typedef struct
{
  AssayFetcher *fetcher;
  GMainLoop *loop;
  GCancellable *cancellable;
  guint n, good, times[G_N_ELEMENTS (many)];
  guint64 most;
  gboolean done;
  GError *error;
} Batch;

static void
each_cb (guint index, const AssayFetched *fetched, gpointer data)
{
  Batch *self = data;
  g_autofree char *text = fetched->body != NULL ? peer_text (fetched->body) : NULL;

  self->n++;
  self->times[index]++;
  self->good += fetched->error == NULL && fetched->body != NULL;
  g_assert_cmpint (fetched->error != NULL, ==, fetched->body == NULL);
  if (text != NULL && g_str_has_prefix (many[index], "/hold"))
    self->most = MAX (self->most, g_ascii_strtoull (text + strlen ("{\"most\": "), NULL, 10));
  if (self->cancellable != NULL && self->n == 2)
    g_cancellable_cancel (self->cancellable);
}

static void
done_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Batch *self = data;

  self->done = assay_fetch_all_finish (self->fetcher, result, &self->error);
  g_main_loop_quit (self->loop);
}

static void
fetch_all (Batch *batch, guint n)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  AssayFetchRequest requests[G_N_ELEMENTS (many)];
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (addresses, peer_address (&peer, many[i]));
      requests[i] = (AssayFetchRequest) { "some", { .address = addresses->pdata[i], .accept = "application/json" }, 0, NULL };
    }
  batch->loop = loop;
  assay_fetch_all_async (batch->fetcher, requests, n, each_cb, batch, batch->cancellable, done_cb, batch);
  g_main_loop_run (loop);
}

static void
test_all (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  Batch batch = { .fetcher = self->fetcher };

  fetch_all (&batch, G_N_ELEMENTS (many));
  g_assert_no_error (batch.error);
  g_assert_true (batch.done);
  g_assert_cmpuint (batch.n, ==, G_N_ELEMENTS (many));
  g_assert_cmpuint (batch.good, ==, G_N_ELEMENTS (many) - 4);
  g_assert_cmpuint (batch.most, >=, 2);
  g_assert_cmpuint (batch.most, <=, ASSAY_HTTP_MAX_TRANSFERS);
  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    g_assert_cmpuint (batch.times[i], ==, 1);
}

/* Each is reported, too, where the whole was cancelled. */
static void
test_all_cancelled (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Batch batch = { .fetcher = self->fetcher, .cancellable = cancellable };
  gint64 began = g_get_monotonic_time ();

  fetch_all (&batch, G_N_ELEMENTS (many));
  g_assert_error (batch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (batch.n, ==, G_N_ELEMENTS (many));
  g_assert_cmpuint (batch.good, <, G_N_ELEMENTS (many) - 4);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 3 * G_USEC_PER_SEC / 2);
  g_clear_error (&batch.error);
}

static void
test_none (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  Batch batch = { .fetcher = self->fetcher };

  fetch_all (&batch, 0);
  g_assert_true (batch.done);
  g_assert_cmpuint (batch.n, ==, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/fetch/fresh", test_fresh);
  ADD ("/fetch/age", test_age);
  ADD ("/fetch/not-modified", test_not_modified);
  ADD ("/fetch/decay", test_decay);
  ADD ("/fetch/nothing", test_nothing);
  ADD ("/fetch/not-before", test_not_before);
  ADD ("/fetch/pinned", test_pinned);
  ADD ("/fetch/no-disk", test_no_disk);
  ADD ("/fetch/all", test_all);
  ADD ("/fetch/all-cancelled", test_all_cancelled);
  ADD ("/fetch/none", test_none);

  return g_test_run ();
}
