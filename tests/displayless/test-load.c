/* Where the catalogue comes from: the program itself, then folders; and what the parts of the program ask it for. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/measure/measured.h"
#include "data/model/datum.h"
#include "data/model/json.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/subject.h"
#include "data/model/units.h"
#include "tests/displayless/shipped.h"

#define SUBJECT(id, name) "{\"subjects\": [{\"id\": \"" id "\", \"name\": \"" name "\", \"kind\": \"tool\"}]}"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->folder = g_dir_make_tmp ("assay-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

static void
write_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static AssayStore *
load_folder (const char *folder)
{
  const char * const folders[] = { folder, NULL };

  return load_shipped_with (folders, NULL);
}

static void
assert_name (AssayStore *store, const char *id, const char *name)
{
  AssaySubject *subject = assay_store_find_subject (store, id);

  g_assert_nonnull (subject);
  g_assert_cmpstr (subject->name, ==, name);
}

/* The one error must be about @name in the folder; NULL: there is none. */
static void
assert_error (Fixture *self, AssayStore *store, const char *name, const char *message)
{
  GPtrArray *errors = assay_store_get_errors (store);
  g_autofree char *path = name == NULL ? NULL : g_build_filename (self->folder, name, NULL);
  g_autofree char *expected = g_strdup_printf ("%s:%s", path, message);

  g_assert_cmpuint (errors->len, ==, name != NULL);
  if (name != NULL)
    g_assert_cmpstr (g_ptr_array_index (errors, 0), ==, expected);
}

static void
test_user_folder (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayStore) store = NULL;
  g_autoptr (AssayStore) bundled = load_folder (NULL);

  write_file (self, "mine.json", "{\"subjects\": [{\"id\": \"tomorrow\", \"name\": \"Tomorrow\", \"kind\": \"language\","
                                 " \"parent\": \"python\"}, {\"id\": \"express\", \"name\": \"Express, mine\","
                                 " \"kind\": \"framework\", \"parent\": \"tomorrow\"}]}");
  store = load_folder (self->folder);

  assert_error (self, store, NULL, NULL);
  g_assert_cmpuint (assay_store_get_subjects (store)->len, ==, assay_store_get_subjects (bundled)->len + 1);
  assert_name (store, "express", "Express, mine");
}

/* What was bundled refers to what the user put in its place, also where it was read before. */
static void
test_override_reaches_figures (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayStore) store = NULL;
  AssayQuery query = { .subject = "express" };
  g_autoptr (GPtrArray) rows = NULL;

  write_file (self, "mine.json", SUBJECT ("express", "Express, mine"));
  store = load_folder (self->folder);
  rows = assay_store_query (store, &query);

  g_assert_cmpuint (rows->len, >, 0);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (((AssayDatum *) g_ptr_array_index (rows, i))->subject->name, ==, "Express, mine");
}

/* Files are read by name, and two of one folder must not have the same id. */
static void
test_same_id_in_two_files (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayStore) store = NULL;

  write_file (self, "b.json", SUBJECT ("new-one", "Second"));
  write_file (self, "a.json", SUBJECT ("new-one", "First"));
  store = load_folder (self->folder);

  assert_error (self, store, "b.json", " $.subjects[0]: duplicate id “new-one”");
  assert_name (store, "new-one", "First");
}

static void
test_files_beside (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayStore) store = NULL;

  write_file (self, "notes.txt", "not JSON");
  write_file (self, ".hidden.json", "not JSON");
  write_file (self, "schema.json", "{\"type\": \"object\"}");
  write_file (self, "good.json", SUBJECT ("new-one", "New"));
  store = load_folder (self->folder);

  assert_error (self, store, NULL, NULL);
  assert_name (store, "new-one", "New");
}

static void
test_bad_file (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayStore) store = NULL;

  write_file (self, "bad.json", "{\"subjects\": [");
  write_file (self, "good.json", SUBJECT ("new-one", "New"));
  store = load_folder (self->folder);

  assert_error (self, store, "bad.json", "1:15: the document is cut off");
  assert_name (store, "new-one", "New");
  g_assert_nonnull (assay_store_find_subject (store, "express"));
}

/* Permissions don't stop root, but nobody can read the beginning of his own memory. */
static void
test_unreadable_file (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (self->folder, "secret.json", NULL);
  g_autoptr (AssayStore) store = NULL;

  g_assert_cmpint (symlink ("/proc/self/mem", path), ==, 0);
  write_file (self, "visible.json", SUBJECT ("new-one", "Visible"));
  store = load_folder (self->folder);

  assert_error (self, store, "secret.json", " $: can't be read");
  assert_name (store, "new-one", "Visible");
}

/* Neither may be opened: a pipe that nobody writes to would never end. */
static void
test_no_regular_file (Fixture *self, gconstpointer data)
{
  const char *kind = data;
  g_autofree char *path = g_build_filename (self->folder, "odd.json", NULL);
  g_autoptr (AssayStore) store = NULL;

  if (strcmp (kind, "pipe") == 0)
    g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  else if (strcmp (kind, "folder") == 0)
    g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  else
    g_assert_cmpint (symlink ("nowhere", path), ==, 0);
  write_file (self, "good.json", SUBJECT ("new-one", "New"));
  store = load_folder (self->folder);

  assert_error (self, store, "odd.json", strcmp (kind, "link") == 0 ? " $: can't be found" : " $: is no file");
  assert_name (store, "new-one", "New");
}

static void
test_large_file (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (self->folder, "large.json", NULL);
  g_autoptr (AssayStore) store = NULL;

  write_file (self, "large.json", "{}");
  g_assert_cmpint (truncate (path, (off_t) ASSAY_JSON_MAX_BYTES + 1), ==, 0);
  store = load_folder (self->folder);

  assert_error (self, store, "large.json", " $: is larger than 16 MiB");
}

static void
test_missing_folder (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (self->folder, "gone", NULL);
  g_autoptr (AssayStore) store = load_folder (path);

  assert_error (self, store, "gone", " $: is no folder that can be read");
  g_assert_nonnull (assay_store_find_subject (store, "express"));
}

/* The user's own folder need not be there; when it is, it is read. */
static void
test_default_folder (Fixture *self G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *parent = g_build_filename (g_get_user_data_dir (), "assay", NULL);
  g_autofree char *folder = g_build_filename (parent, "catalogue", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.json", NULL);
  g_autoptr (AssayStore) without = load_shipped_with (NULL, NULL);
  g_autoptr (AssayStore) with = NULL;

  g_assert_cmpuint (assay_store_get_errors (without)->len, ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, SUBJECT ("new-one", "New"), -1, NULL));
  with = load_shipped_with (NULL, NULL);
  assert_name (with, "new-one", "New");
  g_assert_true (g_remove (path) == 0 && g_rmdir (folder) == 0 && g_rmdir (parent) == 0);
}

/* What the program adds to its own catalogue: new entries are there, and what contradicts or replaces the old ones isn't. */
static void
test_additions (Fixture *self G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  static const char text[] =
    "{\"subjects\": [{\"id\": \"express\", \"name\": \"Mine\", \"kind\": \"tool\"}],"
    " \"metrics\": [{\"id\": \"tfb-json-throughput\", \"name\": \"N\", \"unit\": \"ms\", \"better\": \"higher\"},"
    " {\"id\": \"tfb-json-throughput-by-connections\", \"name\": \"N\", \"unit\": \"req/s\", \"better\": \"lower\"},"
    " {\"id\": \"tfb-db-throughput\", \"name\": \"N\", \"unit\": \"req/s\", \"better\": \"higher\"},"
    " {\"id\": \"brand-new\", \"name\": \"N\", \"unit\": \"ms\", \"better\": \"lower\"}]}";
  const AssayAddition addition = { "runs", text, strlen (text) };
  const char * const none[] = { NULL };
  g_autoptr (AssayStore) store = load_shipped_with (none, &addition);
  g_autoptr (AssayStore) broken = load_shipped_with (none, &(AssayAddition) { "broken", "{", 1 });
  g_autofree char *errors = NULL;

  g_ptr_array_add (assay_store_get_errors (store), NULL);
  errors = g_strjoinv ("\n", (char **) assay_store_get_errors (store)->pdata);
  g_assert_cmpuint (assay_store_get_errors (broken)->len, ==, 1);
  g_assert_cmpstr (assay_store_get_errors (broken)->pdata[0], ==, "broken:1:2: the document is cut off");
  g_assert_cmpstr (errors, ==, "runs: $.subjects[0]: “express” is there already\n"
                   "runs: $.metrics[0]: “tfb-json-throughput” is known in req/s, not in ms\n"
                   "runs: $.metrics[1]: “tfb-json-throughput-by-connections” is known with another direction");
  assert_name (store, "express", "Express");
  g_assert_cmpstr (assay_store_find_metric (store, "tfb-json-throughput")->unit->id, ==, "req/s");
  g_assert_cmpstr (assay_store_find_metric (store, "tfb-db-throughput")->name, !=, "N");
  g_assert_nonnull (assay_store_find_metric (store, "brand-new"));
}

static void
take_result_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for_load (GCancellable *cancellable)
{
  GAsyncResult *result = NULL;

  assay_measured_load_async (cancellable, take_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return result;
}

static void
test_async (Fixture *self G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) result = wait_for_load (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayStore) store = assay_measured_load_finish (result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (assay_store_find_subject (store, "express"));
}

static void
test_async_cancelled (Fixture *self G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  result = wait_for_load (cancellable);
  g_assert_null (assay_measured_load_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *data_home = g_dir_make_tmp ("assay-XXXXXX", NULL);
  int status;

  /* not G_TEST_OPTION_ISOLATE_DIRS: it leaks, and leaks are what the sanitisers look for */
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/load/user-folder", NULL, test_user_folder);
  ADD ("/load/override-reaches-figures", NULL, test_override_reaches_figures);
  ADD ("/load/same-id-in-two-files", NULL, test_same_id_in_two_files);
  ADD ("/load/files-beside", NULL, test_files_beside);
  ADD ("/load/bad-file", NULL, test_bad_file);
  ADD ("/load/unreadable-file", NULL, test_unreadable_file);
  ADD ("/load/pipe", "pipe", test_no_regular_file);
  ADD ("/load/folder", "folder", test_no_regular_file);
  ADD ("/load/broken-link", "link", test_no_regular_file);
  ADD ("/load/large-file", NULL, test_large_file);
  ADD ("/load/missing-folder", NULL, test_missing_folder);
  ADD ("/load/default-folder", NULL, test_default_folder);
  ADD ("/load/additions", NULL, test_additions);
  ADD ("/load/async", NULL, test_async);
  ADD ("/load/async-cancelled", NULL, test_async_cancelled);

  status = g_test_run ();
  g_rmdir (data_home);

  return status;
}
