/* The history's verbs, and that a verdict comes out the same to the bit wherever the samples are. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "tests/displayless/run-fixture.h"

#define COMPLETE "2026-11-20-http-json-aaaa"
#define STOPPED "2026-11-22-http-json-bbbb"

/* A user's own statement, which only the fixture's figures can decide. */
static const char statement[] =
  "{\"origins\": [{\"id\": \"somebody\", \"title\": \"Somebody\", \"kind\": \"claim\", \"standing\": \"own\"}],"
  " \"statements\": [{\"id\": \"one-is-faster\", \"text\": \"One is faster.\", \"topic\": \"speed\", \"criterion\": \"performance\","
  " \"subjects\": [\"express\", \"flask\"], \"origin\": \"somebody\", \"check\": \"measure\", \"method\": \"measure it\","
  " \"rule\": {\"tests\": [{\"kind\": \"ratio\", \"metric\": \"http-json-throughput\", \"of\": \"express\", \"to\": \"flask\","
  " \"expect\": {\"min\": 1.5}}], \"measure\": [\"http-json\"]}}]}";

/* A user's data folder with the statement in it. */
static char *
new_home (void)
{
  char *home = g_dir_make_tmp ("assay-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (home, "assay", "catalogue", NULL);
  g_autofree char *path = g_build_filename (folder, "own.json", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, statement, -1, NULL));

  return home;
}

static void
remove_home (char *home)
{
  const char * const files[] = { "assay/catalogue/own.json", "assay/catalogue", "assay/history.sqlite", "assay/export.json", "assay", "." };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (home, files[i], NULL);

      g_remove (path);
    }
  g_rmdir (home);
  g_assert_false (g_file_test (home, G_FILE_TEST_EXISTS));
  g_free (home);
}

/* Runs assay with @words (separated by newlines) on the history of @home; what it printed, transfer full. */
static char *
run (const char *home, const char *words, int status, const char *problem)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *line = g_strjoin ("\n", g_getenv ("ASSAY"), words, NULL);
  g_auto (GStrv) argv = g_strsplit (line, "\n", -1);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *err = NULL;
  char *out = NULL;

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "ASSAY_TODAY", "2026-11-23", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char * const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  if (problem == NULL)
    g_assert_cmpstr (err, ==, "");
  else
    g_assert_nonnull (strstr (err, problem));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);

  return out;
}

static void
quietly (const char *home, const char *words)
{
  g_free (run (home, words, 0, NULL));
}

static void
assert_out (const char *home, const char *words, const char *expected)
{
  g_autofree char *out = run (home, words, 0, NULL);

  if (!g_pattern_match_simple (expected, out))
    g_error ("“%s” is not like “%s”", out, expected);
}

static void
import_fixture (const char *home, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "runs", name, NULL);
  g_autofree char *words = g_strconcat ("history\nimport\n", path, NULL);

  assert_out (home, words, "1 run added, 0 known already\n");
}

static void
test_verbs (void)
{
  char *home = new_home ();

  assert_out (home, "list\nruns", "");
  assert_out (home, "list\nruns\n--format\njson", "[]\n");
  import_fixture (home, "complete.json");
  import_fixture (home, "stopped.json");
  assert_out (home, "list\nruns", STOPPED " *2026-11-22  quick     stopped   JSON answer: Express: *\n" COMPLETE " *complete  JSON answer: The best of 3 *\n");
  quietly (home, "history\nname\n" COMPLETE "\nBefore the update");
  quietly (home, "history\nnote\n" COMPLETE "\nÄ quiet evening");
  assert_out (home, "list\nruns\n--format\njson", "*\"name\" : \"Before the update\"*\"note\" : \"Ä quiet evening\"*");
  assert_out (home, "history\ncompare\n" COMPLETE "\n" STOPPED,
              "Express *requests a second *1.?? times (1.1? to 1.2?)\n*Flask *no difference, * times (*); too few starts passed the checks\n*");
  assert_out (home, "history\ndelete\n" STOPPED, "assay history restore " STOPPED " brings it back*");
  assert_out (home, "list\nruns", COMPLETE "*");
  quietly (home, "history\nrestore\n" STOPPED);
  assert_out (home, "list\nruns", STOPPED "*" COMPLETE "*");
  quietly (home, "history\ndelete\n" STOPPED "");
  quietly (home, "history\npurge");
  g_free (run (home, "history\nrestore\n" STOPPED, 1, "there is no run “" STOPPED "”"));
  remove_home (home);
}

/* What is asked wrongly, the exit status, and a part of the complaint. */
static const struct { const char *name, *words; int status; const char *problem; } misuses[] = {
  { "nothing", "history", 2, "name one of compare" },
  { "unknown", "history\nburn", 2, "name one of compare" },
  { "one-word", "history\ncompare\nA", 2, "wrong number of words" },
  { "no-file", "history\nexport", 2, "name a file with -o" },
  { "file-for-name", "history\nname\nA\nB\n-o\nx.json", 2, "-o is for export" },
  { "nobody", "history\ncompare\nA\nB", 1, "there is no run “A”" },
  { "nobody-named", "history\nname\nA\nB", 1, "there is no run “A”" },
  { "missing", "history\nimport\n/nonexistent/x.json", 1, "nonexistent" },
  { "folder", "history\nimport\n/", 1, "is no file" },
  { "unwritable", "history\nexport\n-o\n/nonexistent/x.json", 1, "nonexistent" },
};

static void
test_misuse (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  char *home = new_home ();

  g_free (run (home, misuses[i].words, misuses[i].status, misuses[i].problem));
  remove_home (home);
}

/* The verdict of the user's statement, as the program prints it. */
static char *
check (const char *home)
{
  return run (home, "check\none-is-faster\n--format\njson", 0, NULL);
}

static double
ratio_of_samples (void)
{
  g_autoptr (AssayRun) fixture = run_fixture ("complete.json");
  g_autoptr (GPtrArray) points = assay_run_points (fixture);

  /* express and flask are the first two cells, throughput is the first of two metrics */
  return ((AssayRunPoint *) points->pdata[0])->interval.estimate / ((AssayRunPoint *) points->pdata[2])->interval.estimate;
}

static double
value_of_evidence (const char *text)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *verdict = json_array_get_object_element (json_node_get_array (root), 0);

  g_assert_cmpstr (json_object_get_string_member (verdict, "verdict"), ==, "supported");

  return json_object_get_double_member (json_array_get_object_element (json_object_get_array_member (verdict, "evidence"), 0), "value");
}

/* From the stored samples every verdict can be had again: here, and where they were exported to. */
static void
test_verdict_to_the_bit (void)
{
  char *home = new_home (), *other = new_home ();
  g_autofree char *path = g_build_filename (home, "assay", "export.json", NULL);
  g_autofree char *export = g_strconcat ("history\nexport\n-o\n", path, NULL);
  g_autofree char *import = g_strconcat ("history\nimport\n", path, NULL);
  g_autofree char *open = check (home), *one = NULL, *all = NULL, *one_elsewhere = NULL, *all_elsewhere = NULL;

  g_assert_nonnull (strstr (open, "\"verdict\" : \"open\""));
  import_fixture (home, "complete.json");
  one = check (home);
  g_assert_true (value_of_evidence (one) == ratio_of_samples ());
  all = run (home, "check\n--format\njson", 0, NULL);

  quietly (home, export);
  assert_out (other, import, "1 run added, 0 known already\n");
  one_elsewhere = check (other);
  all_elsewhere = run (other, "check\n--format\njson", 0, NULL);
  g_assert_cmpstr (one_elsewhere, ==, one);
  g_assert_cmpstr (all_elsewhere, ==, all);
  remove_home (home);
  remove_home (other);
}

/* A history that can't be read is told of; the catalogue is there all the same. */
static void
test_broken (void)
{
  char *home = new_home ();
  g_autofree char *path = g_build_filename (home, "assay", "history.sqlite", NULL);
  g_autofree char *out = NULL;

  g_assert_true (g_file_set_contents (path, "This is no database, not even a small one.", -1, NULL));
  out = run (home, "list\nsubjects", 0, "history.sqlite: is no history; it was left as it is");
  g_assert_nonnull (strstr (out, "express"));
  g_free (run (home, "list\nruns", 1, "is no history"));
  remove_home (home);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-history/verbs", test_verbs);
  for (guint i = 0; i < G_N_ELEMENTS (misuses); i++)
    {
      g_autofree char *path = g_strconcat ("/command-history/misuse/", misuses[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_misuse);
    }
  g_test_add_func ("/command-history/verdict-to-the-bit", test_verdict_to_the_bit);
  g_test_add_func ("/command-history/broken", test_broken);

  return g_test_run ();
}
