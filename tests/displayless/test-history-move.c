/* The history in another folder: moved whole or not at all. */
#include <glib/gstdio.h>

#include "data/measure/history.h"
#include "data/model/error.h"
#include "tests/displayless/run-fixture.h"

static char *home;

static char *
folder_new (const char *name)
{
  return g_build_filename (home, name, NULL);
}

static gboolean
has_history (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "history.sqlite", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
add_run (const char *id)
{
  g_autoptr (AssayHistory) history = assay_history_open (NULL, NULL);
  g_autoptr (AssayRun) run = run_fixture ("stopped.json");

  g_free (run->id);
  run->id = g_strdup (id);
  g_assert_true (assay_history_add (history, run, NULL));
}

static guint
count_listed (void)
{
  g_autoptr (AssayHistory) history = assay_history_open (NULL, NULL);
  g_autoptr (GPtrArray) runs = assay_history_list (history, NULL);

  return runs->len;
}

static void
check_is_in (const char *folder)
{
  g_autofree char *path = assay_history_path (), *wanted = g_build_filename (folder, "history.sqlite", NULL);

  g_assert_cmpstr (path, ==, wanted);
}

/* Two runs and one that was deleted go along; the old file goes. */
static void
test_move (void)
{
  g_autofree char *own = folder_new ("data/assay"), *other = folder_new ("other/deep");
  g_autoptr (AssayHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  gboolean there;
  guint n;

  check_is_in (own);
  g_assert_true (assay_history_look (other, &n, &there, &error));
  g_assert_cmpuint (n, ==, 0);
  add_run ("one");
  add_run ("two");
  add_run ("three");
  history = assay_history_open (NULL, NULL);
  g_assert_true (assay_history_delete (history, "two", NULL));
  g_clear_pointer (&history, assay_history_close);

  g_assert_true (assay_history_look (other, &n, &there, &error));
  g_assert_cmpuint (n, ==, 3);
  g_assert_false (there);
  g_assert_true (assay_history_change_folder (other, TRUE, &error));
  g_assert_no_error (error);
  check_is_in (other);
  g_assert_false (has_history (own));
  g_assert_cmpuint (count_listed (), ==, 2);
  history = assay_history_open (NULL, NULL);
  g_assert_true (assay_history_restore (history, "two", NULL));
  g_assert_cmpuint (count_listed (), ==, 3);
}

/* Runs are never replaced by others; without moving, what is there is used and what was here stays. */
static void
test_there_already (void)
{
  g_autofree char *other = folder_new ("other/deep"), *own = folder_new ("data/assay");
  g_autoptr (GError) error = NULL;
  gboolean there;
  guint n;

  g_assert_true (assay_history_change_folder (NULL, FALSE, &error));
  g_assert_no_error (error);
  check_is_in (own);
  g_assert_cmpuint (count_listed (), ==, 0);
  add_run ("four");

  g_assert_true (assay_history_look (other, &n, &there, &error));
  g_assert_true (there);
  g_assert_false (assay_history_change_folder (other, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  check_is_in (own);
  g_assert_cmpuint (count_listed (), ==, 1);
  g_clear_error (&error);

  g_assert_true (assay_history_change_folder (other, FALSE, &error));
  g_assert_cmpuint (count_listed (), ==, 3);
  g_assert_true (has_history (own));
  g_assert_true (assay_history_change_folder ("", FALSE, &error));
  g_assert_cmpuint (count_listed (), ==, 1);
}

/* A folder that can't be made, and a file that is no history: all stays as it was. */
static void
test_failures (void)
{
  g_autofree char *own = folder_new ("data/assay"), *file = folder_new ("file"), *below = folder_new ("file/below");
  g_autofree char *foreign = folder_new ("foreign"), *text = folder_new ("foreign/history.sqlite"), *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "a file", -1, NULL));
  for (int moves = 0; moves < 2; moves++)
    {
      g_assert_false (assay_history_change_folder (below, moves, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      check_is_in (own);
      g_assert_cmpuint (count_listed (), ==, 1);
    }
  g_assert_cmpint (g_mkdir (foreign, 0700), ==, 0);
  g_assert_true (g_file_set_contents (text, "what somebody wrote, long enough to be looked at", -1, NULL));
  g_assert_false (assay_history_change_folder (foreign, FALSE, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  check_is_in (own);
  g_assert_true (g_file_get_contents (text, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "what somebody wrote, long enough to be looked at");
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL, *command = NULL;
  int status;

  home = g_dir_make_tmp ("assay-move-XXXXXX", NULL);
  data = folder_new ("data");
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history-move/move", test_move);
  g_test_add_func ("/history-move/there-already", test_there_already);
  g_test_add_func ("/history-move/failures", test_failures);
  status = g_test_run ();

  assay_history_set_folder (NULL);
  command = g_strdup_printf ("rm -r '%s'", home);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (home);

  return status;
}
