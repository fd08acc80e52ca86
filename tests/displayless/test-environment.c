/* The folder in which programs run: its copies, data, commands, built programs and packages; with a package manager of our own. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/measure/environment.h"
#include "data/measure/toolbox.h"
#include "data/model/error.h"
#include "workload-fixture.h"

#define RUNTIME "{\"id\": \"lang\", \"name\": \"Lang\", \"subject\": \"lang\", \"find\": [\"lang\"], \"probe\": [\"{runtime}\"]," \
  " \"environment\": {\"LANG_HOME\": \"{home}/x\"}}"
#define TECHNOLOGY "{\"id\": \"tech\", \"name\": \"Tech\", \"subject\": \"lang\", \"runtime\": \"lang\"," \
  " \"build\": [\"/bin/sh\", \"{run}/build.sh\", \"{file}\", \"{out}\"]," \
  " \"commands\": {\"serve\": [\"{runtime}\", \"-I{lib}\", \"{file}\", \"{size}\", \"{workers}\", \"{ not }\", \"{seconds}\"], \"bad\": [\"{nothing}\"]}," \
  " \"environment\": {\"MODE\": \"production\"}}"
#define SCENARIO(id, more) "{\"id\": \"" id "\", \"name\": \"Scene\", \"about\": \"It plays.\", \"kind\": \"run\", \"seconds\": 0.5," \
  " \"metrics\": [{\"measure\": \"wall-time\", \"name\": \"Time\", \"unit\": \"s\", \"better\": \"lower\"}], " more "}"
#define PREPARE "{\"name\": \"box\", \"find\": [\"box\"], \"packages\": \"box\", \"files\": [\"box.lock\"], \"command\": [\"{manager}\", \"{folder}\"]," \
  " \"makes\": \"boxes\", \"landmark\": \"box.json\", \"install\": \"apt install box\"}"

static const AssayAvailability usable = { .usable = TRUE, .program = (char *) "/usr/bin/lang", .runtime_version = (char *) "1" };

static void
write_basics (WorkloadFixture *self)
{
  workload_fixture_write (self, "runtimes/lang.json", RUNTIME);
  workload_fixture_write (self, "technologies/tech.json", TECHNOLOGY);
  workload_fixture_write (self, "scene/scenario.json", SCENARIO ("scene", "\"command\": \"serve\", \"arguments\": {\"size\": 7}"));
  workload_fixture_write (self, "scene/tech.lg", "play");
  workload_fixture_write (self, "_data/static/a.txt", "hello");
  workload_fixture_write (self, "_data/world.sql", "CREATE TABLE t (x); INSERT INTO t VALUES (1), (2);");
  workload_fixture_write (self, "_run/build.sh", "cat \"$1\" > \"$2\"; echo built >> \"$(dirname \"$2\")/count\"");
}

static char *
below (const char *name)
{
  g_autofree char *folder = assay_environment_folder ();

  return g_build_filename (folder, name, NULL);
}

static void
assert_text (const char *name, const char *expected)
{
  g_autofree char *path = below (name);
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static char *
stage (WorkloadFixture *self)
{
  g_autoptr (AssayWorkloads) workloads = workload_fixture_load (self);
  g_autoptr (GError) error = NULL;
  char *staged = assay_environment_stage (workloads, NULL, &error);

  g_assert_no_error (error);

  return staged;
}

static guint64
inode (const char *name)
{
  g_autofree char *path = below (name);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);

  return info.st_ino;
}

/* Copies only what changed, removes what vanished. */
static void
test_stage (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *vanished = g_build_filename (self->workloads, "_data", "static", "a.txt", NULL);
  guint64 program, database;

  write_basics (self);
  first = stage (self);
  assert_text ("workloads/scene/tech.lg", "play");
  assert_text ("data/static/a.txt", "hello");
  program = inode ("workloads/scene/tech.lg");
  database = inode ("data/world.db");

  workload_fixture_write (self, "_run/build.sh", "new");
  g_assert_cmpint (g_unlink (vanished), ==, 0);
  second = stage (self);
  assert_text ("workloads/_run/build.sh", "new");
  assert_text ("data/static/a.txt", NULL);
  assert_text ("workloads/_data/static/a.txt", NULL);
  g_assert_cmpuint (inode ("workloads/scene/tech.lg"), ==, program);
  g_assert_cmpuint (inode ("data/world.db"), ==, database);
  g_assert_cmpstr (first, ==, second);
}

static void
test_data (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = below ("data/world.db");
  g_autofree char *staged = NULL;
  sqlite3_stmt *statement;
  sqlite3 *database;

  write_basics (self);
  staged = stage (self);
  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT sum(x) FROM t", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (statement, 0), ==, 3);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  assert_text ("data/world.sql", NULL);
}

/* A script that fails, and one that reaches for another file. */
static void
test_bad_data (WorkloadFixture *self, gconstpointer data)
{
  g_autoptr (AssayWorkloads) workloads = NULL;
  g_autofree char *other = below ("other.db");
  g_autofree char *fresh = below ("data/world.db.new");
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) sql = g_string_new (data);

  g_string_replace (sql, "OTHER", other, 0);
  write_basics (self);
  workload_fixture_write (self, "_data/world.sql", sql->str);
  workloads = workload_fixture_load (self);
  g_assert_null (assay_environment_stage (workloads, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_nonnull (strstr (error->message, "_data/world.sql: "));
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));
}

/* Neither a link among the workloads nor one in place of a copy is followed. */
static void
test_links (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *secret = g_build_filename (self->root, "secret", NULL);
  g_autofree char *link = g_build_filename (self->workloads, "_data", "link", NULL);
  g_autofree char *copy = below ("workloads/scene/tech.lg");
  g_autofree char *staged = NULL;
  g_autofree char *text = NULL;

  write_basics (self);
  g_assert_true (g_file_set_contents (secret, "secret", -1, NULL));
  g_assert_cmpint (symlink (secret, link), ==, 0);
  staged = stage (self);
  assert_text ("data/link", NULL);

  g_assert_cmpint (g_unlink (copy), ==, 0);
  g_assert_cmpint (symlink (secret, copy), ==, 0);
  g_free (staged);
  staged = stage (self);
  assert_text ("workloads/scene/tech.lg", "play");
  g_assert_true (g_file_get_contents (secret, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "secret");
}

static void
test_argv (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayWorkloads) workloads = NULL;
  g_autofree char *folder = assay_environment_folder ();
  g_autofree char *staged = g_build_filename (folder, "workloads", NULL);
  g_autofree char *expected = g_strdup_printf ("/usr/bin/lang -I%s/_lib %s/scene/tech.lg 7 1 { not } 0.5", staged, staged);
  g_autofree char *home = g_build_filename (folder, "home", NULL);
  g_autofree char *lang_home = g_build_filename (g_get_home_dir (), "x", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) argv = NULL, variables = NULL;
  g_autoptr (GError) error = NULL;
  AssayTechnology *technology;

  write_basics (self);
  workloads = workload_fixture_load (self);
  technology = assay_workloads_find_technology (workloads, "tech");
  argv = assay_environment_argv (assay_workloads_find_scenario (workloads, "scene"), technology, &usable, staged, NULL, &error);
  g_assert_no_error (error);
  text = g_strjoinv (" ", argv);
  g_assert_cmpstr (text, ==, expected);

  g_setenv ("SECRET_TOKEN", "x", TRUE);
  variables = assay_environment_environ (technology, staged);
  g_assert_cmpstr (g_environ_getenv (variables, "MODE"), ==, "production");
  g_assert_cmpstr (g_environ_getenv (variables, "LANG_HOME"), ==, lang_home);
  g_assert_cmpstr (g_environ_getenv (variables, "HOME"), ==, home);
  g_assert_cmpstr (g_environ_getenv (variables, "PORT"), ==, "0");
  g_assert_cmpstr (g_environ_getenv (variables, "PATH"), ==, g_getenv ("PATH"));
  g_assert_null (g_environ_getenv (variables, "SECRET_TOKEN"));
}

static void
test_dimension (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayWorkloads) workloads = NULL;
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;

  write_basics (self);
  workload_fixture_write (self, "scene/scenario.json",
                          SCENARIO ("scene", "\"command\": \"serve\", \"arguments\": {\"size\": 7}, \"dimension\": \"workers\", \"values\": [\"1\", \"2\"]"));
  workload_fixture_write (self, "worse/scenario.json", SCENARIO ("worse", "\"command\": \"bad\""));
  workload_fixture_write (self, "worse/tech.lg", "play");
  workloads = workload_fixture_load (self);
  argv = assay_environment_argv (assay_workloads_find_scenario (workloads, "scene"), assay_workloads_find_technology (workloads, "tech"),
                                 &usable, "/x/workloads", "2", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (argv[4], ==, "2");

  g_assert_null (assay_environment_argv (assay_workloads_find_scenario (workloads, "worse"),
                                         assay_workloads_find_technology (workloads, "tech"), &usable, "/x/workloads", NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_cmpstr (error->message, ==, "Scene, Tech: there is no value for {nothing}");
}

static gboolean
build (WorkloadFixture *self, GError **error)
{
  g_autoptr (AssayWorkloads) workloads = workload_fixture_load (self);
  g_autofree char *staged = stage (self);

  return assay_environment_build (assay_workloads_find_scenario (workloads, "scene"), assay_workloads_find_technology (workloads, "tech"),
                                  &usable, staged, NULL, error);
}

/* Built once; again when the program, or what builds it, changes. */
static void
test_build (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  write_basics (self);
  g_assert_true (build (self, &error));
  g_assert_true (build (self, &error));
  assert_text ("bin/scene-tech", "play");
  assert_text ("bin/count", "built\n");
  workload_fixture_write (self, "scene/tech.lg", "play on");
  g_assert_true (build (self, &error));
  g_assert_no_error (error);
  assert_text ("bin/scene-tech", "play on");
  assert_text ("bin/count", "built\nbuilt\n");
}

static void
test_build_fails (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *fresh = below ("bin/scene-tech.new");
  g_autofree char *out = below ("bin/scene-tech");
  g_autoptr (GError) error = NULL;

  write_basics (self);
  workload_fixture_write (self, "_run/build.sh", "echo half > \"$2\"; echo 'tech.lg:1: no such word' >&2; exit 1");
  g_assert_false (build (self, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_nonnull (strstr (error->message, "Tech can't be built: "));
  g_assert_nonnull (strstr (error->message, "tech.lg:1: no such word"));
  g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

static void
count_cb (double fraction, const char *what G_GNUC_UNUSED, gpointer data)
{
  double *greatest = data;

  g_assert_cmpfloat (fraction, >=, *greatest);
  *greatest = fraction;
}

static gboolean
prepare (WorkloadFixture *self, GCancellable *cancellable, double *greatest, GError **error)
{
  g_autoptr (AssayWorkloads) workloads = NULL;

  workload_fixture_write (self, "prepare.json", PREPARE);
  workload_fixture_write (self, "box.lock", "{\"boxes/a\": 1, \"boxes/b\": 2}");
  workloads = workload_fixture_load (self);

  return assay_environment_prepare (workloads, greatest != NULL ? count_cb : NULL, greatest, cancellable, error);
}

/* Nothing is left besides what was asked for. */
static void
assert_only (const char * const *names)
{
  g_autofree char *folder = assay_environment_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    if (!g_str_has_suffix (name, ".lock"))
      g_assert_true (g_strv_contains (names, name));
}

#define MAKE "mkdir -p $1/boxes/a $1/boxes/b; echo $(cat $1/box.lock | wc -c) > $1/boxes/a/box.json; "

static void
test_prepare (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char * const only[] = { "boxes", NULL };
  g_autofree char *first = workload_fixture_program (self, "box", MAKE "sleep 0.6; echo v1 > $1/boxes/b/box.json");
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  double greatest = 0;

  g_assert_true (prepare (self, NULL, &greatest, &error));
  g_assert_no_error (error);
  assert_text ("boxes/b/box.json", "v1\n");
  assert_text ("boxes/a/box.json", "28\n");
  g_assert_cmpfloat (greatest, ==, 1);

  second = workload_fixture_program (self, "box", MAKE "echo v2 > $1/boxes/b/box.json");
  g_assert_true (prepare (self, NULL, NULL, &error));
  assert_text ("boxes/b/box.json", "v2\n");
  assert_only (only);
  g_assert_nonnull (first);
}

/* What goes wrong, and what is said; the former packages stay. */
static const struct
{
  const char *name, *script, *error;
} failures[] = {
  { "fails", "echo 'box warn old' >&2; echo 'box error no network' >&2; exit 1", "box failed: box error no network" },
  { "silent", "exit 3", "box ended with status 3" },
  { "makes-nothing", "exit 0", "the package manager made no folder “boxes”" },
};

static void
test_prepare_fails (WorkloadFixture *self, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char * const only[] = { "boxes", NULL };
  g_autofree char *good = workload_fixture_program (self, "box", MAKE);
  g_autofree char *bad = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (prepare (self, NULL, NULL, &error));
  bad = workload_fixture_program (self, "box", failures[i].script);
  g_assert_false (prepare (self, NULL, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, failures[i].error));
  assert_text ("boxes/a/box.json", "28\n");
  assert_only (only);
  g_assert_cmpstr (good, ==, bad);
}

static void
test_prepare_without_manager (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (prepare (self, NULL, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_cmpstr (error->message, ==, "box is not installed: apt install box");
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (400 * 1000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

/* It ends the package manager with its children, and leaves the former packages and nothing else. */
static void
test_prepare_cancelled (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char * const only[] = { "boxes", NULL };
  g_autofree char *pid_file = g_build_filename (self->root, "pid", NULL);
  g_autofree char *script = g_strdup_printf ("sleep 1000 & echo $! > %s; wait", pid_file);
  g_autofree char *good = workload_fixture_program (self, "box", MAKE);
  g_autofree char *slow = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *pid = NULL;
  GThread *thread;

  g_assert_true (prepare (self, NULL, NULL, &error));
  slow = workload_fixture_program (self, "box", script);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_false (prepare (self, cancellable, NULL, &error));
  g_thread_join (thread);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (g_file_get_contents (pid_file, &pid, NULL, NULL))
    {
      g_assert_cmpint (kill (atoi (pid), 0), ==, -1);
      g_assert_cmpint (errno, ==, ESRCH);
    }
  assert_text ("boxes/a/box.json", "28\n");
  assert_only (only);
  g_assert_cmpstr (good, ==, slow);
}

/* What a killed program left behind goes with the next preparation. */
static void
test_prepare_sweeps (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char * const only[] = { "boxes", NULL };
  g_autofree char *left = below ("prepare-ABCDEF/boxes");
  g_autofree char *good = workload_fixture_program (self, "box", MAKE);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (left, 0700), ==, 0);
  g_assert_true (prepare (self, NULL, NULL, &error));
  assert_only (only);
  g_assert_nonnull (good);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  workload_fixture_begin ();

#define ADD(name, data, function) \
  g_test_add ("/environment/" name, WorkloadFixture, data, workload_fixture_set_up, function, workload_fixture_tear_down)
  ADD ("stage", NULL, test_stage);
  ADD ("data", NULL, test_data);
  ADD ("data/mistake", "CREATE TABLE t (x;", test_bad_data);
  ADD ("data/attach", "ATTACH 'OTHER' AS other; CREATE TABLE other.t (x);", test_bad_data);
  ADD ("links", NULL, test_links);
  ADD ("argv", NULL, test_argv);
  ADD ("dimension", NULL, test_dimension);
  ADD ("build", NULL, test_build);
  ADD ("build/fails", NULL, test_build_fails);
  ADD ("prepare", NULL, test_prepare);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strdup_printf ("/environment/prepare/%s", failures[i].name);

      g_test_add (path, WorkloadFixture, GUINT_TO_POINTER (i), workload_fixture_set_up, test_prepare_fails, workload_fixture_tear_down);
    }
  ADD ("prepare/without-manager", NULL, test_prepare_without_manager);
  ADD ("prepare/cancelled", NULL, test_prepare_cancelled);
  ADD ("prepare/sweeps", NULL, test_prepare_sweeps);

  status = g_test_run ();
  workload_fixture_end ();

  return status;
}
