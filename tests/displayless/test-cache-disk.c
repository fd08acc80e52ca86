/* The cache of sources where its file can't be had: nothing is lost, and it goes on. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cache-fixture.h"

#define NOBODY 65534

static void
assert_in_memory (AssayCache *cache, const char *problem)
{
  g_autofree char *text = assay_cache_get_problem (cache);

  g_assert_nonnull (text);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, problem));
  g_assert_true (g_str_has_suffix (text, "; what is fetched now is kept until the program ends"));
}

/* A file that is none of ours is left as it is, and we go on. */
static void
test_no_cache (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct { const char *sql, *problem; } cases[] = {
    { "CREATE TABLE bookmarks (url TEXT)", "is a database of another program" },
    { "PRAGMA application_id = 0x41737363; PRAGMA user_version = 99; CREATE TABLE x (y)", "newer version" },
    { NULL, "is no cache of sources" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", self->folder, i), *before = NULL, *after = NULL;
      gsize length = 0, length_after = 0;
      AssayCache *cache;

      if (cases[i].sql != NULL)
        cache_fixture_run_sql (path, cases[i].sql);
      else
        g_assert_true (g_file_set_contents (path, "A shopping list, long enough to be no empty database at all.", -1, NULL));
      g_assert_true (g_file_get_contents (path, &before, &length, NULL));
      cache = assay_cache_open (path);
      assert_in_memory (cache, cases[i].problem);
      cache_fixture_put (cache, &cache_fixture_key, "one", "2026-01-01");
      cache_fixture_assert_get (cache, &cache_fixture_key, "one 2026-01-01 2026-01-01");
      assay_cache_close (cache);
      g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
      g_assert_cmpmem (before, length, after, length_after);
    }
}

static void
test_no_folder (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (self->path, "below-a-file", "sources.sqlite", NULL);
  AssayCache *cache = assay_cache_open (path);

  assert_in_memory (cache, path);
  cache_fixture_put (cache, &cache_fixture_key, "one", "2026-01-01");
  cache_fixture_assert_get (cache, &cache_fixture_key, "one 2026-01-01 2026-01-01");
  assay_cache_close (cache);
}

/* Permissions don't bind the administrator, as who continuous integration often runs. */
static void
become (uid_t user)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (user), ==, 0);
}

/* What was stored there can be read still. */
static void
test_read_only (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  AssayCache *cache;

  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-01");
  g_clear_pointer (&self->cache, assay_cache_close);
  g_assert_cmpint (g_chmod (self->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (self->folder, 0555), ==, 0);
  become (NOBODY);
  cache = assay_cache_open (self->path);
  assert_in_memory (cache, self->path);
  cache_fixture_assert_get (cache, &cache_fixture_key, "one 2026-01-01 2026-01-01");
  cache_fixture_put (cache, &cache_fixture_key, "two", "2026-01-02");
  cache_fixture_assert_list (cache, &cache_fixture_key, "two+ one ");
  assay_cache_close (cache);
  become (0);
  g_assert_cmpint (g_chmod (self->folder, 0755), ==, 0);
}

/* The child's part: from some moment on no file can grow. */
static void
write_on_full_disk (const char *path, rlim_t most)
{
  const struct rlimit limit = { most, most };
  g_autofree char *large = cache_fixture_noise (1, 300000);
  AssayCache *cache = cache_fixture_open (path);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  cache_fixture_put (cache, &cache_fixture_key, large, "2026-01-02");
  assert_in_memory (cache, path);
  cache_fixture_put (cache, &cache_fixture_key, "three", "2026-01-03");
  g_assert_cmpint (cache_fixture_count (cache, &cache_fixture_key), ==, 3);
  assay_cache_close (cache);
}

/* While it is full we go on in memory; what was committed before is there afterwards. */
static void
test_full_disk (CacheFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  int status = 1;
  pid_t child;

  cache_fixture_put (self->cache, &cache_fixture_key, "one", "2026-01-01");
  g_clear_pointer (&self->cache, assay_cache_close);
  child = fork ();
  if (child == 0)
    {
      write_on_full_disk (self->path, 100000);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  self->cache = cache_fixture_open (self->path);
  cache_fixture_assert_list (self->cache, &cache_fixture_key, "one+ ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cache_fixture_add ("/cache-disk/no-cache", NULL, test_no_cache);
  cache_fixture_add ("/cache-disk/no-folder", NULL, test_no_folder);
  cache_fixture_add ("/cache-disk/read-only", NULL, test_read_only);
  cache_fixture_add ("/cache-disk/full-disk", NULL, test_full_disk);

  return g_test_run ();
}
