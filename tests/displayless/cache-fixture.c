#include "cache-fixture.h"

#include <sqlite3.h>
#include <string.h>

#include "peers.h"

const AssayCacheKey cache_fixture_key = { .source = "some", .address = "https://example.org/a" };
const AssayCacheKey cache_fixture_other = { .source = "some", .address = "https://example.org/a", .body = "{}" };

AssayCache *
cache_fixture_open (const char *path)
{
  AssayCache *cache = assay_cache_open (path);
  g_autofree char *problem = assay_cache_get_problem (cache);

  g_assert_cmpstr (problem, ==, NULL);

  return cache;
}

static void
set_up (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->folder = g_dir_make_tmp ("assay-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "sources.sqlite", NULL);
  self->cache = cache_fixture_open (self->path);
}

static void
tear_down (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&self->cache, assay_cache_close);
  peer_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

void
cache_fixture_put (AssayCache *cache, const AssayCacheKey *which, const char *text, const char *date)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autofree char *etag = g_strdup_printf ("\"%s\"", text);
  g_autoptr (GError) error = NULL;

  assay_cache_put (cache, which, body, etag, NULL, "application/json", date, &error);
  g_assert_no_error (error);
}

/* "body came confirmed", or "nothing". */
static char *
get (AssayCache *cache, const AssayCacheKey *which)
{
  g_auto (AssayCacheEntry) entry = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (assay_cache_get (cache, which, &entry, &error));
  g_assert_no_error (error);
  if (entry.body == NULL)
    return g_strdup ("nothing");
  text = peer_text (entry.body);

  return g_strdup_printf ("%s %s %s", text, entry.came, entry.confirmed);
}

void
cache_fixture_assert_get (AssayCache *cache, const AssayCacheKey *which, const char *expected)
{
  g_autofree char *text = get (cache, which);

  g_assert_cmpstr (text, ==, expected);
}

/* "body body ", newest first; marked + newest, ! pinned. */
static char *
list (AssayCache *cache, const AssayCacheKey *which)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = assay_cache_list (cache, which, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < versions->len; i++)
    {
      const AssayCacheVersion *version = versions->pdata[i];
      g_autoptr (GBytes) body = assay_cache_read (cache, which, version->version, &error);
      g_autofree char *content = NULL;

      g_assert_no_error (error);
      content = peer_text (body);
      g_assert_cmpuint (strlen (content), ==, version->length);
      g_string_append_printf (text, "%s%s%s ", content, version->newest ? "+" : "", version->pinned ? "!" : "");
    }

  return g_string_free (text, FALSE);
}

void
cache_fixture_assert_list (AssayCache *cache, const AssayCacheKey *which, const char *expected)
{
  g_autofree char *text = list (cache, which);

  g_assert_cmpstr (text, ==, expected);
}

char *
cache_fixture_noise (guint seed, guint length)
{
  GRand *random = g_rand_new_with_seed (seed);
  char *text = g_strnfill (length, ' ');

  for (guint i = 0; i < length; i++)
    text[i] = (char) g_rand_int_range (random, 33, 127);
  g_rand_free (random);

  return text;
}

gint64
cache_fixture_count (AssayCache *cache, const AssayCacheKey *which)
{
  g_autoptr (GPtrArray) versions = assay_cache_list (cache, which, NULL);

  return versions->len;
}

void
cache_fixture_run_sql (const char *path, const char *sql)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

void
cache_fixture_add (const char *path, gconstpointer data, void (*test) (CacheFixture *, gconstpointer))
{
  g_test_add (path, CacheFixture, data, set_up, test, tear_down);
}
