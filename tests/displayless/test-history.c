/* The history: what is stored comes back, whoever else writes, and what is no history is left alone. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/measure/history.h"
#include "data/model/error.h"
#include "tests/displayless/run-fixture.h"

#define COMPLETE "2026-11-20-http-json-aaaa"
#define STOPPED "2026-11-22-http-json-bbbb"

typedef struct
{
  char *folder, *path;
  AssayHistory *history;
} Fixture;

static AssayHistory *
open_history (const char *path)
{
  g_autoptr (GError) error = NULL;
  AssayHistory *history = assay_history_open (path, &error);

  g_assert_no_error (error);

  return history;
}

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->folder = g_dir_make_tmp ("assay-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "deep", "history.sqlite", NULL);
  self->history = open_history (self->path);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&self->history, assay_history_close);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
add (AssayHistory *history, const char *name)
{
  g_autoptr (AssayRun) run = run_fixture (name);
  g_autoptr (GError) error = NULL;

  assay_history_add (history, run, &error);
  g_assert_no_error (error);
}

/* "id id ": what the history lists. */
static char *
list (AssayHistory *history)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = assay_history_list (history, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < runs->len; i++)
    g_string_append_printf (text, "%s ", ((AssayRun *) runs->pdata[i])->id);

  return g_string_free (text, FALSE);
}

static void
assert_list (AssayHistory *history, const char *expected)
{
  g_autofree char *text = list (history);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_add (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayRun) run = run_fixture ("complete.json");
  g_autoptr (AssayRun) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = assay_run_to_text (run, FALSE, NULL), *back_text = NULL;

  assert_list (self->history, "");
  add (self->history, "complete.json");
  add (self->history, "stopped.json");
  assert_list (self->history, STOPPED " " COMPLETE " ");
  back = assay_history_get (self->history, COMPLETE, NULL);
  back_text = assay_run_to_text (back, FALSE, NULL);
  g_assert_cmpstr (back_text, ==, text);

  g_assert_false (assay_history_add (self->history, run, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
}

static void
test_survives_closing (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  add (self->history, "complete.json");
  assay_history_close (self->history);
  self->history = open_history (self->path);
  assert_list (self->history, COMPLETE " ");
}

static void
assert_words (AssayHistory *history, const char *name, const char *note)
{
  g_autoptr (AssayRun) run = assay_history_get (history, COMPLETE, NULL);

  g_assert_cmpstr (run->name, ==, name);
  g_assert_cmpstr (run->note, ==, note);
}

static void
test_annotate (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  add (self->history, "complete.json");
  assert_words (self->history, NULL, NULL);
  g_assert_true (assay_history_annotate (self->history, COMPLETE, "Before; DROP TABLE runs", NULL, NULL));
  g_assert_true (assay_history_annotate (self->history, COMPLETE, NULL, "ünd “so”", NULL));
  assert_words (self->history, "Before; DROP TABLE runs", "ünd “so”");
  g_assert_true (assay_history_annotate (self->history, COMPLETE, "", NULL, NULL));
  assert_words (self->history, NULL, "ünd “so”");
  g_assert_false (assay_history_annotate (self->history, "nobody", "x", NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "there is no run “nobody”");
}

static void
test_delete (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  add (self->history, "complete.json");
  add (self->history, "stopped.json");
  g_assert_true (assay_history_delete (self->history, COMPLETE, NULL));
  assert_list (self->history, STOPPED " ");
  g_assert_null (assay_history_get (self->history, COMPLETE, NULL));
  g_assert_false (assay_history_delete (self->history, COMPLETE, NULL));
  g_assert_true (assay_history_restore (self->history, COMPLETE, NULL));
  assert_list (self->history, STOPPED " " COMPLETE " ");
  g_assert_true (assay_history_delete (self->history, COMPLETE, NULL));
  g_assert_true (assay_history_purge (self->history, NULL));
  g_assert_false (assay_history_restore (self->history, COMPLETE, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  assert_list (self->history, STOPPED " ");
}

static char *
export (AssayHistory *history, const char * const *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = assay_history_export (history, ids, &error);

  g_assert_no_error (error);

  return json_to_string (node, TRUE);
}

static void
test_exchange (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (self->folder, "other.sqlite", NULL);
  g_autoptr (AssayHistory) other = open_history (path);
  g_autofree char *text = NULL, *again = NULL;
  guint added = 9, known = 9;

  add (self->history, "complete.json");
  add (self->history, "stopped.json");
  assay_history_annotate (self->history, STOPPED, "name", "note", NULL);
  text = export (self->history, NULL);
  g_assert_true (assay_history_import (other, "x.json", text, strlen (text), &added, &known, NULL));
  g_assert_cmpuint (added, ==, 2);
  g_assert_cmpuint (known, ==, 0);
  again = export (other, NULL);
  g_assert_cmpstr (again, ==, text);

  g_assert_true (assay_history_delete (other, COMPLETE, NULL));
  g_assert_true (assay_history_import (other, "x.json", text, strlen (text), &added, &known, NULL));
  g_assert_cmpuint (added, ==, 1);
  g_assert_cmpuint (known, ==, 1);
  assert_list (other, STOPPED " " COMPLETE " ");
}

static void
test_export_some (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char * const one[] = { COMPLETE, NULL }, * const nobody[] = { COMPLETE, "nobody", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  add (self->history, "complete.json");
  add (self->history, "stopped.json");
  text = export (self->history, one);
  g_assert_nonnull (strstr (text, COMPLETE));
  g_assert_null (strstr (text, STOPPED));
  g_assert_null (assay_history_export (self->history, nobody, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
}

/* One document alone is imported too; of a file with one bad run nothing is. */
static void
test_import_all_or_nothing (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gsize length = 0;
  g_autofree char *good = run_fixture_text ("complete.json", &length);
  g_autofree char *both = g_strdup_printf ("[%s, {\"id\": \"x\"}]", good);
  g_autoptr (GError) error = NULL;

  g_assert_false (assay_history_import (self->history, "x.json", both, strlen (both), NULL, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, "x.json: $[1]: “session” is missing");
  assert_list (self->history, "");
  g_assert_true (assay_history_import (self->history, "x.json", good, length, NULL, NULL, NULL));
  assert_list (self->history, COMPLETE " ");
}

static void
assert_left_alone (const char *path, const char *problem)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize length = 0, length_after = 0;
  AssayHistory *history;

  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  history = assay_history_open (path, &error);
  g_assert_null (history);
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, problem));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

static void
test_no_history (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = g_build_filename (self->folder, "text", NULL);
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);
  g_autofree char *newer = g_build_filename (self->folder, "newer", NULL);

  g_assert_true (g_file_set_contents (text, "This is a shopping list, and no database at all.", -1, NULL));
  assert_left_alone (text, "is no history");
  run_sql (other, "CREATE TABLE bookmarks (url TEXT)");
  assert_left_alone (other, "is a database of another program");
  run_sql (newer, "PRAGMA application_id = 0x41737379; PRAGMA user_version = 99; CREATE TABLE runs (id TEXT)");
  assert_left_alone (newer, "newer version");
}

/* An empty file is a history that nobody has written to. */
static void
test_empty_file (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (self->folder, "empty", NULL);
  g_autoptr (AssayHistory) history = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  history = open_history (path);
  assert_list (history, "");
}

static void
test_unwritable_folder (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->path, "below-a-file", "history.sqlite", NULL);

  g_assert_null (assay_history_open (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

/* A document that was changed behind our back is told of, and the others are there. */
static void
test_damaged_document (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  GPtrArray *errors;
  gsize length = 0;
  g_autofree char *measured = NULL;

  add (self->history, "complete.json");
  add (self->history, "stopped.json");
  run_sql (self->path, "UPDATE runs SET document = '{\"id\": 7}' WHERE id = '" STOPPED "'");
  assert_list (self->history, COMPLETE " ");
  errors = assay_history_get_errors (self->history);
  g_assert_cmpuint (errors->len, ==, 1);
  g_assert_nonnull (strstr (errors->pdata[0], "run " STOPPED ": $.id: must be a string"));
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&measured, g_free);
      measured = assay_history_measured (self->history, &length, NULL);
      g_assert_nonnull (strstr (measured, COMPLETE));
      g_assert_cmpuint (errors->len, ==, 1);
    }
}

/* What is kept of the runs follows them. */
static void
test_measured_is_kept (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const struct { gboolean (*change) (AssayHistory *, const char *, GError **); gboolean there; } steps[] = {
    { assay_history_delete, FALSE }, { assay_history_restore, TRUE }
  };
  g_autofree char *first = NULL, *again = NULL;
  gsize length = 0, length_again = 0;

  add (self->history, "complete.json");
  first = assay_history_measured (self->history, &length, NULL);
  again = assay_history_measured (self->history, &length_again, NULL);
  g_assert_cmpmem (first, length, again, length_again);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *after = NULL;

      g_assert_true (steps[i].change (self->history, COMPLETE, NULL));
      after = assay_history_measured (self->history, &length, NULL);
      g_assert_cmpint (strstr (after, COMPLETE) != NULL, ==, steps[i].there);
    }
}

/* Whoever asks with SQL sees machines, versions, commands and samples. */
static void
test_views (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;

  add (self->history, "complete.json");
  g_assert_cmpint (sqlite3_open (self->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database,
                                       "SELECT count(*), sum (passed), min (value), machine ->> 'cpu', versions ->> 'flask', command"
                                       " FROM samples JOIN cells USING (run, cell) WHERE technology = 'flask' AND measure = 'throughput'",
                                       -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (statement, 0), ==, 6);
  g_assert_cmpint (sqlite3_column_int (statement, 1), ==, 6);
  g_assert_cmpfloat (sqlite3_column_double (statement, 2), >, 1400);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 3), ==, "Made-up CPU @ 2.00GHz");
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 4), ==, "2.2.2");
  g_assert_nonnull (strstr ((const char *) sqlite3_column_text (statement, 5), "flask"));
  sqlite3_finalize (statement);
  sqlite3_close (database);
}

/* The child's part: opens the history anew for each of its runs. */
static int
write_runs (const char *path, guint writer, guint n)
{
  g_autoptr (AssayRun) run = run_fixture ("stopped.json");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AssayHistory) history = assay_history_open (path, &error);

      g_free (run->id);
      run->id = g_strdup_printf ("run-%u-%u", writer, i);
      if (history == NULL || !assay_history_add (history, run, &error))
        {
          g_printerr ("# %s\n", error->message);
          return 1;
        }
    }

  return 0;
}

/* Several processes make, read and write the same new file at once. */
static void
test_processes (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (self->folder, "shared.sqlite", NULL);
  g_autoptr (AssayHistory) history = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  pid_t children[4];

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        _exit (write_runs (path, i, 10));
    }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status = 1;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  history = open_history (path);
  runs = assay_history_list (history, NULL);
  g_assert_cmpuint (runs->len, ==, 4 * 10);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/history/add", test_add);
  ADD ("/history/survives-closing", test_survives_closing);
  ADD ("/history/annotate", test_annotate);
  ADD ("/history/delete", test_delete);
  ADD ("/history/exchange", test_exchange);
  ADD ("/history/export-some", test_export_some);
  ADD ("/history/import-all-or-nothing", test_import_all_or_nothing);
  ADD ("/history/no-history", test_no_history);
  ADD ("/history/empty-file", test_empty_file);
  ADD ("/history/unwritable-folder", test_unwritable_folder);
  ADD ("/history/damaged-document", test_damaged_document);
  ADD ("/history/measured-is-kept", test_measured_is_kept);
  ADD ("/history/views", test_views);
  ADD ("/history/processes", test_processes);

  return g_test_run ();
}
