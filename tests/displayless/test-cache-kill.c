/* A program that writes the cache is killed at any moment, and in the middle of any write: nothing that was committed is lost, and the file is whole.
 * $ASSAY_TEST_KILLS: how often. */
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/sources/cache.h"
#include "peers.h"

#define KILLS 200
#define LONGEST 40000   /* us that a writer lives */
#define MOST_WRITES 300 /* that it makes */

static const AssayCacheKey key = { .source = "some", .address = "https://example.org/a" };

static int writes_left;

/* The last write is half a one. */
static ssize_t
fatal_write (int file, const void *data, size_t length, off_t offset)
{
  if (writes_left-- > 0)
    return pwrite (file, data, length, offset);
  if (pwrite (file, data, length / 2, offset) >= 0)
    kill (getpid (), SIGKILL);

  return -1;
}

static void
die_after_writes (int writes)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);

  writes_left = writes;
  vfs->xSetSystemCall (vfs, "pwrite", (sqlite3_syscall_ptr) fatal_write);
  vfs->xSetSystemCall (vfs, "pwrite64", (sqlite3_syscall_ptr) fatal_write);
}

/* Number @n and some more, as large as a source's answer. */
static GBytes *
make_body (guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%u", n);
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, " %08x", g_str_hash (text->str + text->len - 1) * (n * 7919 + i) * 2654435761u);

  return g_bytes_new (text->str, text->len);
}

/* The child's part: writes one version after the other and says which is committed. */
static void
write_for_ever (const char *path, guint first, int out)
{
  AssayCache *cache = assay_cache_open (path);

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  for (guint n = first; ; n++)
    {
      g_autoptr (GBytes) body = make_body (n);

      if (!assay_cache_put (cache, &key, body, NULL, NULL, NULL, "2026-01-01", NULL) || write (out, &n, sizeof n) != sizeof n)
        _exit (1);
    }
}

/* The last number that was said to be committed, @before if none was. */
static guint
read_last (int in, guint before)
{
  guint n, last = before;

  while (read (in, &n, sizeof n) == sizeof n)
    last = n;

  return last;
}

static void
assert_whole (const char *path)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "PRAGMA integrity_check", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  sqlite3_close (database);
}

/* The newest body, which may be one later than @last: its commit may have come before the word of it. */
static guint
check (const char *path, guint last)
{
  AssayCache *cache = assay_cache_open (path);
  g_autofree char *problem = assay_cache_get_problem (cache);
  g_auto (AssayCacheEntry) entry = { 0 };
  g_autoptr (GBytes) expected = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_cmpstr (problem, ==, NULL);
  g_assert_true (assay_cache_get (cache, &key, &entry, &error));
  g_assert_no_error (error);
  if (entry.body != NULL)
    {
      n = (guint) g_ascii_strtoull (g_bytes_get_data (entry.body, NULL), NULL, 10);
      expected = make_body (n);
      g_assert_true (g_bytes_equal (entry.body, expected));
    }
  g_assert_cmpuint (n, >=, last);
  g_assert_cmpuint (n, <=, last + 1);
  assay_cache_close (cache);
  assert_whole (path);

  return n;
}

/* By the clock, or in the middle of a write. */
static guint
kill_once (const char *path, guint last, gboolean by_clock, GRand *random)
{
  gulong life = (gulong) g_rand_int_range (random, 0, LONGEST);
  int writes = g_rand_int_range (random, 0, MOST_WRITES);
  int pipe_files[2], status = 0;
  pid_t child;

  g_assert_cmpint (pipe (pipe_files), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (!by_clock)
        die_after_writes (writes);
      write_for_ever (path, last + 1, pipe_files[1]);
    }
  close (pipe_files[1]);
  if (by_clock)
    {
      g_usleep (life);
      kill (child, SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  last = read_last (pipe_files[0], last);
  close (pipe_files[0]);

  return check (path, last);
}

static void
test_kill (void)
{
  g_autofree char *folder = g_dir_make_tmp ("assay-XXXXXX", NULL), *path = g_build_filename (folder, "sources.sqlite", NULL);
  const char *text = g_getenv ("ASSAY_TEST_KILLS");
  guint kills = text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : KILLS, last = 0;
  GRand *random = g_rand_new_with_seed (42);

  for (guint i = 0; i < kills; i++)
    last = kill_once (path, last, i % 2 == 0, random);
  g_rand_free (random);
  g_test_message ("%u versions, %u kills", last, kills);
  g_assert_cmpuint (last, >, kills / 2);
  peer_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cache-kill/any-moment", test_kill);

  return g_test_run ();
}
