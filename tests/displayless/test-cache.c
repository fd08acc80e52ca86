/* The cache of sources: what was good stays, in all its versions. */
#include <string.h>

#include "cache-fixture.h"
#include "data/model/database.h"
#include "data/model/error.h"

static gint64
find_version (AssayCache *cache, guint index)
{
  g_autoptr (GPtrArray) versions = assay_cache_list (cache, &cache_fixture_key, NULL);

  return ((AssayCacheVersion *) versions->pdata[index])->version;
}

static void
test_put (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_auto (AssayCacheEntry) entry = { 0 };

  cache_fixture_assert_get (self->cache, &cache_fixture_key, "nothing");
  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-01");
  cache_fixture_put (self->cache, &cache_fixture_other, "two", "2026-01-02");
  cache_fixture_assert_get (self->cache, &cache_fixture_key, "one 2026-01-01 2026-01-01");
  cache_fixture_assert_get (self->cache, &cache_fixture_other, "two 2026-01-02 2026-01-02");
  assay_cache_close (self->cache);
  self->cache = cache_fixture_open (self->path);
  g_assert_true (assay_cache_get (self->cache, &cache_fixture_key, &entry, NULL));
  g_assert_cmpstr (entry.etag, ==, "\"one\"");
  g_assert_cmpstr (entry.last_modified, ==, NULL);
  g_assert_cmpstr (entry.type, ==, "application/json");
  g_assert_cmpstr (entry.hash, ==, "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
  g_assert_cmpstr (entry.tried, ==, "2026-01-01");
  g_assert_cmpstr (entry.failure, ==, NULL);
}

/* What came before is there still; what came again is not there twice; what comes back is new. */
static void
test_versions (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-01");
  cache_fixture_put (self->cache, &cache_fixture_key, "two", "2026-01-02");
  cache_fixture_put (self->cache, &cache_fixture_key, "two", "2026-01-03");
  cache_fixture_assert_get (self->cache, &cache_fixture_key, "two 2026-01-02 2026-01-03");
  cache_fixture_assert_list (self->cache, &cache_fixture_key, "two+ one ");
  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-04");
  cache_fixture_assert_list (self->cache, &cache_fixture_key, "one+ two one ");
  cache_fixture_assert_list (self->cache, &cache_fixture_other, "");
}

static void
test_renew (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (assay_cache_renew (self->cache, &cache_fixture_key, "2026-01-01", &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-01");
  g_assert_true (assay_cache_renew (self->cache, &cache_fixture_key, "2026-01-05", NULL));
  cache_fixture_assert_get (self->cache, &cache_fixture_key, "one 2026-01-01 2026-01-05");
}

static void
test_failure (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_auto (AssayCacheEntry) entry = { 0 };

  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-01");
  g_assert_true (assay_cache_note (self->cache, &cache_fixture_key, "2026-01-02", "it burns", 1800000000, NULL));
  g_assert_true (assay_cache_note (self->cache, &cache_fixture_other, "2026-01-03", "it drowns", 0, NULL));
  cache_fixture_assert_get (self->cache, &cache_fixture_key, "one 2026-01-01 2026-01-01");
  cache_fixture_assert_get (self->cache, &cache_fixture_other, "nothing");
  g_assert_true (assay_cache_get (self->cache, &cache_fixture_key, &entry, NULL));
  g_assert_cmpstr (entry.tried, ==, "2026-01-02");
  g_assert_cmpstr (entry.failure, ==, "it burns");
  g_assert_cmpint (entry.not_before, ==, 1800000000);
  assay_cache_entry_clear (&entry);
  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-04");
  g_assert_true (assay_cache_get (self->cache, &cache_fixture_key, &entry, NULL));
  g_assert_cmpstr (entry.failure, ==, NULL);
  g_assert_cmpint (entry.not_before, ==, 0);
}

/* One can go back, what comes later is kept but not given, and one can go forward again. */
static void
test_pin (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_auto (AssayCacheEntry) entry = { 0 };
  g_autoptr (GError) error = NULL;

  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-01");
  cache_fixture_put (self->cache, &cache_fixture_key, "two", "2026-01-02");
  cache_fixture_put (self->cache, &cache_fixture_other, "else", "2026-01-02");
  g_assert_true (assay_cache_pin (self->cache, &cache_fixture_key, find_version (self->cache, 1), &error));
  cache_fixture_assert_get (self->cache, &cache_fixture_key, "one 2026-01-01 2026-01-01");
  cache_fixture_put (self->cache, &cache_fixture_key, "three", "2026-01-03");
  cache_fixture_assert_get (self->cache, &cache_fixture_key, "one 2026-01-01 2026-01-01");
  cache_fixture_assert_list (self->cache, &cache_fixture_key, "three+ two one! ");
  g_assert_true (assay_cache_get (self->cache, &cache_fixture_key, &entry, NULL));
  g_assert_true (entry.pinned);
  g_assert_cmpstr (entry.etag, ==, "\"three\"");
  g_assert_cmpstr (entry.checked, ==, "2026-01-03");
  g_assert_cmpint (entry.newest, ==, find_version (self->cache, 0));
  g_assert_false (assay_cache_pin (self->cache, &cache_fixture_other, find_version (self->cache, 0), &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  g_assert_true (assay_cache_pin (self->cache, &cache_fixture_key, 0, NULL));
  cache_fixture_assert_get (self->cache, &cache_fixture_key, "three 2026-01-03 2026-01-03");
}

static void
test_most_versions (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  cache_fixture_put (self->cache, &cache_fixture_key, "pinned", "2026-01-01");
  g_assert_true (assay_cache_pin (self->cache, &cache_fixture_key, find_version (self->cache, 0), NULL));
  cache_fixture_put (self->cache, &cache_fixture_other, "other", "2026-01-01");
  assay_cache_set_bounds (self->cache, 3, ASSAY_CACHE_MAX_BYTES);
  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      cache_fixture_put (self->cache, &cache_fixture_key, text, "2026-01-02");
    }
  cache_fixture_assert_list (self->cache, &cache_fixture_key, "9+ 8 7 pinned! ");
  cache_fixture_assert_list (self->cache, &cache_fixture_other, "other+ ");
}

/* The oldest of all go first, whoever's they are, but the last good one of each request stays, be it the oldest. */
static void
test_most_bytes (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *old = cache_fixture_noise (99, 20000), *expected = g_strconcat (old, " 2026-01-01 2026-01-01", NULL);

  cache_fixture_put (self->cache, &cache_fixture_other, "first", "2026-01-01");
  cache_fixture_put (self->cache, &cache_fixture_other, old, "2026-01-01");
  assay_cache_set_bounds (self->cache, 60, 60000);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *text = cache_fixture_noise (i, 10000);

      cache_fixture_put (self->cache, &cache_fixture_key, text, "2026-01-02");
    }
  cache_fixture_assert_get (self->cache, &cache_fixture_other, expected);
  g_assert_cmpint (cache_fixture_count (self->cache, &cache_fixture_other), ==, 1);
  g_assert_cmpint (cache_fixture_count (self->cache, &cache_fixture_key), >=, 4);
  g_assert_cmpint (cache_fixture_count (self->cache, &cache_fixture_key), <=, 5);
  assay_cache_set_bounds (self->cache, 60, 0);
  cache_fixture_put (self->cache, &cache_fixture_key, "last", "2026-01-03");
  cache_fixture_assert_list (self->cache, &cache_fixture_key, "last+ ");
  cache_fixture_assert_get (self->cache, &cache_fixture_other, expected);
}

static void
test_too_large (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (ASSAY_CACHE_MAX_BODY + 1), ASSAY_CACHE_MAX_BODY + 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (assay_cache_put (self->cache, &cache_fixture_key, body, NULL, NULL, NULL, "2026-01-01", &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  cache_fixture_assert_get (self->cache, &cache_fixture_key, "nothing");
}

/* A body that was changed behind our back is told of and, when it comes again, stored again. */
static void
test_damaged (CacheFixture *self, gconstpointer data)
{
  g_auto (AssayCacheEntry) entry = { 0 };
  g_autoptr (GError) error = NULL;

  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-01");
  cache_fixture_run_sql (self->path, data);
  g_assert_false (assay_cache_get (self->cache, &cache_fixture_key, &entry, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "what is stored of https://example.org/a is damaged"));
  g_assert_null (entry.body);
  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-02");
  cache_fixture_assert_get (self->cache, &cache_fixture_key, "one 2026-01-02 2026-01-02");
}

/* A file of an older version keeps its rows and gets what is new. */
static void
test_steps (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char * const sql[] = { "CREATE TABLE a (x); INSERT INTO a VALUES (7)", "ALTER TABLE a ADD COLUMN y DEFAULT 5" };
  const AssayDatabaseKind kinds[] = { { "thing", 77, sql, 1 }, { "thing", 77, sql, 2 }, { "thing", 77, sql, 2 }, { "thing", 77, sql, 1 } };
  g_autofree char *path = g_build_filename (self->folder, "steps.sqlite", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AssayDatabase) database = assay_database_open (path, &kinds[i], &error);
      gint64 number = 0;

      if (i == 3)
        {
          g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (assay_database_number (database, &error, i == 0 ? "SELECT x FROM a" : "SELECT x * y FROM a", &number));
      g_assert_cmpint (number, ==, i == 0 ? 7 : 35);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cache_fixture_add ("/cache/put", NULL, test_put);
  cache_fixture_add ("/cache/versions", NULL, test_versions);
  cache_fixture_add ("/cache/renew", NULL, test_renew);
  cache_fixture_add ("/cache/failure", NULL, test_failure);
  cache_fixture_add ("/cache/pin", NULL, test_pin);
  cache_fixture_add ("/cache/most-versions", NULL, test_most_versions);
  cache_fixture_add ("/cache/most-bytes", NULL, test_most_bytes);
  cache_fixture_add ("/cache/too-large", NULL, test_too_large);
  cache_fixture_add ("/cache/damaged/body", "UPDATE versions SET body = x'789c4bcbcf07000282014500'", test_damaged);
  cache_fixture_add ("/cache/damaged/length", "UPDATE versions SET length = 1000000000000", test_damaged);
  cache_fixture_add ("/cache/damaged/no-zlib", "UPDATE versions SET body = x'00'", test_damaged);
  cache_fixture_add ("/cache/damaged/cut", "UPDATE versions SET body = substr (body, 1, 8)", test_damaged);
  cache_fixture_add ("/cache/steps", NULL, test_steps);

  return g_test_run ();
}
