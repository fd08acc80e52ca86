/* What is found on the machine: with programs of our own that answer, lack packages, are old, hang, flood or talk nonsense. */
#include <glib/gstdio.h>
#include <string.h>

#include "data/measure/toolbox.h"
#include "data/measure/toolbox-private.h"
#include "workload-fixture.h"

#define RUNTIME(more) "{\"id\": \"lang\", \"name\": \"Lang\", \"subject\": \"lang\", \"find\": [\"lang\", \"lang3\"], \"probe\": [\"{runtime}\", \"probe\"]," \
  " \"install\": \"apt install lang\"" more "}"
#define TECHNOLOGY(id, name, more) "{\"id\": \"" id "\", \"name\": \"" name "\", \"subject\": \"lang\", \"runtime\": \"lang\"," \
  " \"commands\": {\"serve\": [\"{runtime}\", \"{file}\"]}" more "}"
#define ANSWER(version, packages) "echo '{\"version\": \"" version "\", \"packages\": {" packages "}, \"engine\": \"V1\", \"gil\": true}'"
#define WEB ", \"packages\": [\"pkg:pypi/web\", \"pkg:pypi/server\"], \"import\": [\"{runtime}\", \"import\"], \"install\": \"apt install lang-web\""

static const AssayAvailability *
find (AssayToolbox **toolbox, WorkloadFixture *self, const char *technology)
{
  g_autoptr (AssayWorkloads) workloads = workload_fixture_load (self);
  g_autoptr (GError) error = NULL;
  const AssayAvailability *found;

  *toolbox = assay_toolbox_probe (workloads, NULL, &error);
  g_assert_no_error (error);
  found = assay_toolbox_get (*toolbox, technology);
  g_assert_nonnull (found);

  return found;
}

static void
write_technologies (WorkloadFixture *self)
{
  workload_fixture_write (self, "runtimes/lang.json", RUNTIME (", \"least\": \"2\""));
  workload_fixture_write (self, "technologies/plain.json", TECHNOLOGY ("plain", "Plain", ""));
  workload_fixture_write (self, "technologies/web.json", TECHNOLOGY ("web", "Web", WEB));
}

/* What one program answers, and what is said then of a technology on it. PROGRAM stands for its path. */
static const struct
{
  const char *name, *script, *technology, *reason, *install, *version;
} programs[] = {
  { "plain", ANSWER ("3.1.2", ""), "plain", NULL, NULL, "3.1.2" },
  { "web", "[ \"$1\" = import ] || " ANSWER ("3.1.2", "\"web\": \"1.0\", \"server\": \"2.0\""), "web", NULL, NULL, "1.0" },
  { "warning-first", "echo a warning; " ANSWER ("3.1.2", ""), "plain", NULL, NULL, "3.1.2" },
  { "old", ANSWER ("1.9", ""), "plain", "Plain needs Lang 2 or newer, this is 1.9", NULL, "1.9" },
  { "packages", ANSWER ("3.1.2", "\"web\": \"1.0\", \"server\": null"), "web",
    "not installed for Lang 3.1.2 (PROGRAM): server", "apt install lang-web", "1.0" },
  { "both-packages", ANSWER ("3.1.2", ""), "web", "not installed for Lang 3.1.2 (PROGRAM): web and server", "apt install lang-web", NULL },
  { "import", "[ \"$1\" = import ] && { echo oh >&2; echo no module server >&2; exit 1; }; " ANSWER ("3.1.2", "\"web\": \"1.0\", \"server\": \"2\""),
    "web", "Web can't be loaded by Lang 3.1.2 (PROGRAM): no module server", "apt install lang-web", "1.0" },
  { "garbage", "head -c 3000 /dev/urandom", "plain", "PROGRAM is no usable Lang: it doesn't say which version it is", "apt install lang", NULL },
  { "broken-json", "echo '{\"version\": '", "plain", "PROGRAM is no usable Lang: it doesn't say which version it is", "apt install lang", NULL },
  { "no-version", "echo '{\"version\": 3}'", "plain", "PROGRAM is no usable Lang: it doesn't say which version it is", "apt install lang", NULL },
  { "fails", "echo libfoo is missing >&2; exit 3", "plain", "PROGRAM is no usable Lang: it ended with status 3: libfoo is missing", "apt install lang", NULL },
  { "floods", "exec yes", "plain", "PROGRAM is no usable Lang: it prints without end", "apt install lang", NULL },
};

static void
test_program (WorkloadFixture *self, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = workload_fixture_program (self, "lang", programs[i].script);
  g_autoptr (GString) reason = NULL;
  g_autoptr (AssayToolbox) toolbox = NULL;
  const AssayAvailability *found;

  write_technologies (self);
  found = find (&toolbox, self, programs[i].technology);

  reason = g_string_new (found->reason);
  g_string_replace (reason, path, "PROGRAM", 0);
  g_assert_cmpstr (reason->str, ==, programs[i].reason != NULL ? programs[i].reason : "");
  g_assert_cmpint (found->usable, ==, programs[i].reason == NULL);
  g_assert_cmpstr (found->install, ==, programs[i].install);
  g_assert_cmpstr (found->version, ==, programs[i].version);
  if (found->usable)
    g_assert_cmpstr (found->program, ==, path);
}

static void
test_missing (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayToolbox) toolbox = NULL;
  const AssayAvailability *found;

  write_technologies (self);
  found = find (&toolbox, self, "plain");

  g_assert_false (found->usable);
  g_assert_cmpstr (found->reason, ==, "Lang is not installed");
  g_assert_cmpstr (found->install, ==, "apt install lang");
  g_assert_null (found->program);
}

static void
test_details (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = workload_fixture_program (self, "lang", ANSWER ("3.1.2", "\"web\": \"1.0\", \"server\": \"2.0\""));
  g_autoptr (AssayToolbox) toolbox = NULL;
  const AssayAvailability *found;
  g_autofree char *details = NULL;
  g_autofree char *versions = NULL;

  write_technologies (self);
  found = find (&toolbox, self, "web");

  details = g_strjoinv (" ", found->details);
  versions = g_strjoinv (" ", found->versions);
  g_assert_cmpstr (details, ==, "engine V1 gil true");
  g_assert_cmpstr (versions, ==, "lang 3.1.2 web 1.0 server 2.0");
  g_assert_cmpstr (path, ==, found->program);
}

/* The first on PATH lacks the packages, the second has them: each technology takes the one that will do. */
static void
test_several (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *first = workload_fixture_program (self, "lang", ANSWER ("3.2", ""));
  g_autofree char *second = workload_fixture_program (self, "lang3", ANSWER ("3.1", "\"web\": \"1.0\", \"server\": \"2.0\""));
  g_autoptr (AssayToolbox) toolbox = NULL;

  write_technologies (self);
  g_assert_cmpstr (find (&toolbox, self, "web")->program, ==, second);
  g_assert_cmpstr (assay_toolbox_get (toolbox, "plain")->program, ==, first);
}

/* A shim says what it stands for; that is what runs. */
static void
test_shim (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *real = workload_fixture_program (self, "real", ANSWER ("3.2", ""));
  g_autofree char *script = g_strdup_printf ("echo '{\"version\": \"3.2\", \"path\": \"%s\"}'", real);
  g_autofree char *shim = workload_fixture_program (self, "lang", script);
  g_autoptr (AssayToolbox) toolbox = NULL;

  write_technologies (self);
  g_assert_cmpstr (find (&toolbox, self, "plain")->program, ==, real);
  g_assert_cmpstr (shim, !=, real);
}

static void
test_override (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *found = workload_fixture_program (self, "lang", ANSWER ("3.2", ""));
  g_autofree char *other = workload_fixture_program (self, "other", ANSWER ("4", ""));
  g_autoptr (AssayToolbox) toolbox = NULL, none = NULL;

  write_technologies (self);
  g_setenv ("ASSAY_RUNTIME_LANG", other, TRUE);
  g_assert_cmpstr (find (&toolbox, self, "plain")->program, ==, other);
  g_setenv ("ASSAY_RUNTIME_LANG", "", TRUE);
  g_assert_false (find (&none, self, "plain")->usable);
  g_unsetenv ("ASSAY_RUNTIME_LANG");
  g_assert_cmpstr (found, !=, other);
}

/* A compiler's version is in its own words. */
static void
test_pattern (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = workload_fixture_program (self, "lang", "echo 'Lang (Debian 12.2.0-14) 12.2.0' >&2");
  g_autoptr (AssayToolbox) toolbox = NULL;

  workload_fixture_write (self, "runtimes/lang.json", RUNTIME (", \"version-pattern\": \"\\\\) ([0-9.]+)\""));
  workload_fixture_write (self, "technologies/plain.json", TECHNOLOGY ("plain", "Plain", ""));
  g_assert_cmpstr (find (&toolbox, self, "plain")->runtime_version, ==, "12.2.0");
  g_assert_cmpstr (assay_toolbox_get (toolbox, "plain")->program, ==, path);
}

static void
test_floor_of_technology (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = workload_fixture_program (self, "lang", ANSWER ("18.20.4", ""));
  g_autoptr (AssayToolbox) toolbox = NULL;

  write_technologies (self);
  workload_fixture_write (self, "technologies/quick.json", TECHNOLOGY ("quick", "Quick", ", \"least\": \"20\""));
  g_assert_cmpstr (find (&toolbox, self, "quick")->reason, ==, "Quick needs Lang 20 or newer, this is 18.20.4");
  g_assert_true (assay_toolbox_get (toolbox, "plain")->usable);
  g_assert_nonnull (path);
}

static void
test_preparable (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = workload_fixture_program (self, "lang", ANSWER ("3", ""));
  g_autoptr (AssayToolbox) toolbox = NULL;

  write_technologies (self);
  workload_fixture_write (self, "technologies/own.json", TECHNOLOGY ("own", "Own", ", \"packages\": [\"pkg:box/%40a/own@1\"]"));
  workload_fixture_write (self, "prepare.json",
                          "{\"name\": \"box\", \"find\": [\"box\"], \"packages\": \"box\", \"files\": [\"box.lock\"], \"command\": [\"{manager}\"],"
                          "\"makes\": \"boxes\", \"landmark\": \"box.json\"}");
  g_assert_true (find (&toolbox, self, "own")->preparable);
  g_assert_cmpstr (assay_toolbox_get (toolbox, "own")->install, ==, "assay prepare");
  g_assert_true (g_str_has_suffix (assay_toolbox_get (toolbox, "own")->reason, ": @a/own"));
  g_assert_false (assay_toolbox_get (toolbox, "web")->preparable);
  g_assert_nonnull (path);
}

static void
test_needs (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = workload_fixture_program (self, "lang", "[ \"$1\" = import ] && exit 1; " ANSWER ("3", "\"web\": \"1\", \"server\": \"2\""));
  g_autoptr (AssayToolbox) toolbox = NULL;
  const AssayAvailability *found;

  write_technologies (self);
  workload_fixture_write (self, "technologies/good.json", TECHNOLOGY ("good", "Good", ", \"needs\": [\"plain\"]"));
  workload_fixture_write (self, "technologies/bad.json", TECHNOLOGY ("bad", "Bad", ", \"needs\": [\"plain\", \"web\"]"));
  found = find (&toolbox, self, "good");
  g_assert_true (found->usable);
  g_assert_cmpstr (found->needs[0], ==, "plain");
  g_assert_cmpstr (found->needs[1], ==, path);

  found = assay_toolbox_get (toolbox, "bad");
  g_assert_false (found->usable);
  g_assert_true (g_str_has_prefix (found->reason, "it needs Web: Web can't be loaded by Lang 3"));
  g_assert_cmpstr (found->install, ==, "apt install lang-web");
}

/* The program counts its calls: an answer is kept until something that it depends on changes. */
static void
test_cache (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *calls = g_build_filename (self->root, "calls", NULL);
  g_autofree char *watched = g_build_filename (self->root, "packages", NULL);
  g_autofree char *module = g_build_filename (watched, "module", NULL);
  g_autofree char *script = g_strdup_printf ("echo $1 >> %s; [ $1 = import ] || echo '{\"version\": \"3\", \"packages\": {\"web\": \"1\","
                                             "\"server\": \"2\"}, \"watch\": [\"%s\"]}'", calls, watched);
  g_autofree char *path = workload_fixture_program (self, "lang", script);
  const char * const expected[] = { "probe\nimport\n", "probe\nimport\n", "probe\nimport\nprobe\nimport\n" };

  write_technologies (self);
  g_assert_cmpint (g_mkdir (watched, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (AssayToolbox) toolbox = NULL;
      g_autofree char *text = NULL;

      if (i == 2)
        g_assert_true (g_file_set_contents (module, "new", -1, NULL));
      g_assert_true (find (&toolbox, self, "web")->usable);
      g_assert_true (g_file_get_contents (calls, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, expected[i]);
    }
  g_assert_nonnull (path);
}

/* Failures aren't kept: what was missing may be there now. */
static void
test_failure_is_not_kept (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *mark = g_build_filename (self->root, "mark", NULL);
  g_autofree char *script = g_strdup_printf ("[ $1 = import ] && { [ -e %s ]; exit; }; " ANSWER ("3", "\"web\": \"1\", \"server\": \"2\""), mark);
  g_autofree char *path = workload_fixture_program (self, "lang", script);
  g_autoptr (AssayToolbox) before = NULL, after = NULL;

  write_technologies (self);
  g_assert_false (find (&before, self, "web")->usable);
  g_assert_true (g_file_set_contents (mark, "", -1, NULL));
  g_assert_true (find (&after, self, "web")->usable);
  g_assert_nonnull (path);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

/* One that hangs: cancelling doesn't wait for it, and nothing of it is left. */
static void
test_cancel (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *pid_file = g_build_filename (self->root, "pid", NULL);
  g_autofree char *script = g_strdup_printf ("echo $$ > %s; sleep 1000", pid_file);
  g_autofree char *path = workload_fixture_program (self, "lang", script);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (AssayWorkloads) workloads = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *proc = NULL;
  gint64 start = g_get_monotonic_time ();
  GThread *thread;

  write_technologies (self);
  workloads = workload_fixture_load (self);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (assay_toolbox_probe (workloads, cancellable, &error));
  g_thread_join (thread);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, ASSAY_TOOLBOX_PATIENCE * G_USEC_PER_SEC / 2);
  if (g_file_get_contents (pid_file, &text, NULL, NULL))
    {
      proc = g_strconcat ("/proc/", g_strstrip (text), NULL);
      g_assert_false (g_file_test (proc, G_FILE_TEST_EXISTS));
    }
  g_assert_nonnull (path);
}

static void
test_hang (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = workload_fixture_program (self, "lang", "sleep 1000");
  g_autofree char *expected = g_strdup_printf ("%s is no usable Lang: it doesn't answer", path);
  g_autoptr (AssayToolbox) toolbox = NULL;

  write_technologies (self);
  g_assert_cmpstr (find (&toolbox, self, "plain")->reason, ==, expected);
}

static void
test_words (void)
{
  static const struct { const char *a, *b; int order; } versions[] = {
    { "18.20.4", "18", 1 }, { "18", "18.0.0", 0 }, { "3.9.2", "3.11", -1 }, { "20", "18.20.4", 1 }, { "3.13.5+", "3.13.5", 0 }, { "", "1", -1 },
  };
  static const struct { const char *purl, *type, *name; } packages[] = {
    { "pkg:npm/express", "npm", "express" }, { "pkg:npm/%40hapi/hapi", "npm", "@hapi/hapi" }, { "pkg:npm/express@5.1?x=y", "npm", "express" },
    { "pkg:pypi/flask", "pypi", "flask" }, { "pkg:deb/debian/gcc", "deb", "debian/gcc" }, { "pkg:npm/a%cab", "npm", "a%cab" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    g_assert_cmpint (assay_version_compare (versions[i].a, versions[i].b), ==, versions[i].order);
  for (guint i = 0; i < G_N_ELEMENTS (packages); i++)
    {
      g_autofree char *type = assay_package_type (packages[i].purl);
      g_autofree char *name = assay_package_name (packages[i].purl);

      g_assert_cmpstr (type, ==, packages[i].type);
      g_assert_cmpstr (name, ==, packages[i].name);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  workload_fixture_begin ();

#define ADD(name, function) g_test_add ("/toolbox/" name, WorkloadFixture, NULL, workload_fixture_set_up, function, workload_fixture_tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/toolbox/program/%s", programs[i].name);

      g_test_add (path, WorkloadFixture, GUINT_TO_POINTER (i), workload_fixture_set_up, test_program, workload_fixture_tear_down);
    }
  ADD ("missing", test_missing);
  ADD ("details", test_details);
  ADD ("several", test_several);
  ADD ("shim", test_shim);
  ADD ("override", test_override);
  ADD ("pattern", test_pattern);
  ADD ("floor-of-technology", test_floor_of_technology);
  ADD ("preparable", test_preparable);
  ADD ("needs", test_needs);
  ADD ("cache", test_cache);
  ADD ("failure-is-not-kept", test_failure_is_not_kept);
  ADD ("cancel", test_cancel);
  ADD ("hang", test_hang);
  g_test_add_func ("/toolbox/words", test_words);

  status = g_test_run ();
  workload_fixture_end ();

  return status;
}
