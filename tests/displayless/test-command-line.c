/* The verbs as a user or a script meets them: the built program, without a display. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "plots/theme.h"

typedef struct
{
  int status;
  char *out, *err;
} Result;

static void
result_clear (Result *self)
{
  g_free (self->out);
  g_free (self->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

/* Runs assay with @words (separated by spaces) in a folder of its own, with no display in its environment. */
static void
run (const char *words, Result *result)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *line = g_strjoin (" ", g_getenv ("ASSAY"), *words != '\0' ? words : NULL, NULL);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "ASSAY_TODAY", "2026-11-23", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char * const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &result->out, &result->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result->status = g_subprocess_get_exit_status (process);
}

static JsonArray *
run_json (const char *words, JsonParser *parser)
{
  g_auto (Result) result = { 0 };
  g_autoptr (GError) error = NULL;

  run (words, &result);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.err, ==, "");
  json_parser_load_from_data (parser, result.out, -1, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (json_parser_get_root (parser)));

  return json_node_get_array (json_parser_get_root (parser));
}

static const struct
{
  const char *words;
  int status;
  const char *out, *err;   /* a part of it */
} uses[] = {
  { "--version", 0, "Assay ", "" },
  { "--help", 0, "assay render CHART", "" },
  { "frobnicate", 2, "", "there is no verb “frobnicate”" },
  { "", 69, "", "no display can be opened" },
  { "list", 2, "", "name one of subjects" },
  { "list nonsense", 2, "", "name one of subjects" },
  { "prepare now", 2, "", "“now” is one word too many" },
  { "list charts --format xml", 2, "", "unknown format “xml”" },
  { "list charts --nonsense", 2, "", "Unknown option --nonsense" },
  { "measure --quick --thorough", 2, "", "choose one of --quick, --standard and --thorough" },
  { "measure --budget -5", 2, "", "a budget is a number of seconds above 0" },
  { "measure --format xml", 2, "", "unknown format “xml”" },
  { "render", 2, "", "name one chart" },
  { "render nonsense", 2, "", "name a file with -o" },
  { "render nonsense -o x.gif", 2, "", "name a file with -o" },
  { "render nonsense -o x.png", 1, "", "there is no chart “nonsense”" },
  { "render nonsense -o x.png --size 12", 2, "", "“12” is no size" },
  { "render nonsense -o x.png --size 1920x1080x2", 2, "", "is no size" },
  { "render nonsense -o x.png --theme neon", 2, "", "there is no theme “neon”" },
  { "deck", 2, "", "name a file with -o" },
  { "deck -o slides.odp", 2, "", "name a file with -o" },
  { "deck extra -o slides.pdf", 2, "", "one word too many" },
  { "page", 2, "", "name a file with -o" },
  { "page -o talk.pdf", 2, "", "name a file with -o" },
  { "page extra -o talk.html", 2, "", "one word too many" },
  { "page -o /nonexistent/talk.html", 1, "", "nonexistent" },
  { "deck -o /nonexistent/slides.pdf", 1, "", "nonexistent" },
  { "deck --talk /nonexistent.assay-talk -o slides.pdf", 1, "", "nonexistent.assay-talk" },
  { "check nonsense", 1, "", "there is no statement “nonsense”" },
};

static void
test_use (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (Result) result = { 0 };

  run (uses[i].words, &result);
  g_assert_cmpint (result.status, ==, uses[i].status);
  g_assert_nonnull (strstr (result.out, uses[i].out));
  g_assert_nonnull (strstr (result.err, uses[i].err));
}

static void
assert_members (JsonObject *object, const char * const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    if (!json_object_has_member (object, members[i]))
      g_error ("no member “%s”", members[i]);
}

static const struct
{
  const char *what;
  guint least;
  const char *members[10];
} lists[] = {
  { "subjects", 40, { "id", "name", "kind", "parent", "licence", "homepage", "purl" } },
  { "criteria", 10, { "id", "name" } },
  { "statements", 90, { "id", "text", "criterion", "check", "origin" } },
  { "figures", 300, { "id", "metric", "subject", "value", "unit", "date", "origin" } },
  { "charts", 16, { "id", "kind", "page", "finding", "marks" } },
  { "sources", 60, { "id", "origin" } },
};

static void
test_list (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *words = g_strdup_printf ("list %s --format json", lists[i].what);
  JsonArray *array = run_json (words, parser);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (json_array_get_length (array), >=, lists[i].least);
  for (guint k = 0; k < json_array_get_length (array); k++)
    {
      JsonObject *object = json_array_get_object_element (array, k);

      assert_members (object, lists[i].members);
      g_assert_true (g_hash_table_add (ids, (gpointer) json_object_get_string_member (object, "id")));
    }
}

static void
test_figures_have_origins (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *array = run_json ("list figures --format json", parser);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *origin = json_object_get_object_member (json_array_get_object_element (array, i), "origin");

      g_assert_nonnull (origin);
      g_assert_cmpstr (json_object_get_string_member (origin, "title"), !=, "");
    }
}

static void
test_check (void)
{
  static const char * const verdicts[] = { "supported", "contradicted", "depends", "open", "opinion", NULL };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *array = run_json ("check --format json", parser);

  g_assert_cmpuint (json_array_get_length (array), ==, 90);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      const char *verdict = json_object_get_string_member (object, "verdict");
      JsonArray *evidence = json_object_get_array_member (object, "evidence");

      g_assert_true (g_strv_contains (verdicts, verdict));
      for (guint k = 0; k < json_array_get_length (evidence); k++)
        assert_members (json_array_get_object_element (evidence, k), (const char *[]) { "value", "unit", "origin", NULL });
      /* Nothing is supported or contradicted by nothing. */
      if (!g_str_equal (verdict, "open") && !g_str_equal (verdict, "opinion"))
        g_assert_cmpuint (json_array_get_length (evidence), >, 0);
    }
}

static void
test_check_one (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *array = run_json ("check python-gil --format json", parser);

  g_assert_cmpuint (json_array_get_length (array), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (array, 0), "id"), ==, "python-gil");
}

/* The file that "assay @words -o FILE" writes. */
static void
written (const char *words, const char *name, char **contents, gsize *length)
{
  g_autofree char *folder = g_dir_make_tmp ("assay-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *line = g_strdup_printf ("%s -o %s", words, path);
  g_auto (Result) result = { 0 };

  run (line, &result);
  g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_file_get_contents (path, contents, length, NULL));
  g_remove (path);
  g_rmdir (folder);
}

/* A chart of what nobody has measured yet. */
static void
assert_refused (const char *words, const char *why)
{
  g_autofree char *line = g_strdup_printf ("%s -o never-written.png", words);
  g_auto (Result) result = { 0 };

  run (line, &result);
  g_assert_cmpint (result.status, ==, 1);
  g_assert_nonnull (strstr (result.err, why));
  g_assert_false (g_file_test ("never-written.png", G_FILE_TEST_EXISTS));
}

static const struct
{
  const char *suffix, *start;
} formats[] = {
  { "png", "\x89PNG\r\n" },
  { "svg", "<?xml" },
  { "pdf", "%PDF-1." },
  { "csv", "" },
};

/* Every chart as PNG, and each as one of the other formats; the themes in turn. */
static void
test_render (gconstpointer data)
{
  guint format = GPOINTER_TO_UINT (data);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *charts = run_json ("list charts --format json", parser);
  const char * const *themes = assay_theme_names ();
  for (guint i = 0; i < json_array_get_length (charts); i++)
    {
      const char *id = json_object_get_string_member (json_array_get_object_element (charts, i), "id");
      g_autofree char *words = g_strdup_printf ("render %s --size 960x540 --theme %s", id,
                                                themes[i % g_strv_length ((char **) themes)]);
      g_autofree char *name = g_strdup_printf ("chart.%s", formats[format].suffix);
      g_autofree char *contents = NULL;
      gsize length;

      if (format > 0 && i % (G_N_ELEMENTS (formats) - 1) != format - 1)
        continue;
      if (json_object_get_int_member (json_array_get_object_element (charts, i), "marks") == 0)
        {
          assert_refused (words, "no figure in the catalogue matches");
          continue;
        }
      written (words, name, &contents, &length);
      g_assert_cmpuint (length, >, 100);
      g_assert_true (g_str_has_prefix (contents, formats[format].start));
    }
}

static void
test_deck (void)
{
  g_autofree char *first = NULL, *second = NULL;
  gsize first_length, second_length;

  written ("deck", "slides.pdf", &first, &first_length);
  written ("deck", "slides.pdf", &second, &second_length);
  g_assert_true (g_str_has_prefix (first, "%PDF-1."));
  /* The same day, the same data: the same bytes. */
  g_assert_cmpmem (first, first_length, second, second_length);
}

/* What an arranged talk names and the catalogue lacks is told; the rest is shown. */
static void
test_deck_of_a_talk (void)
{
  g_autofree char *talk = g_test_build_filename (G_TEST_DIST, "fixtures", "talk", "valid-full.assay-talk", NULL);
  g_autofree char *folder = g_dir_make_tmp ("assay-XXXXXX", NULL), *path = g_build_filename (folder, "slides.pdf", NULL);
  g_autofree char *words = g_strdup_printf ("deck --talk %s -o %s", talk, path);
  g_auto (Result) result = { 0 };

  run (words, &result);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.err, "left out: slide 4: the catalogue has no chart “a-chart-of-yesterday”"));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_unlink (path);
  g_rmdir (folder);
}

/* For a user without a home, and with another one's runtime folder, whatever keeps preferences would complain. */
static void
test_no_home (void)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  const char *argv[] = { g_getenv ("ASSAY"), "list", "subjects", NULL };
  g_autofree char *out = NULL, *err = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_unsetenv (launcher, "GSETTINGS_BACKEND");
  g_subprocess_launcher_unsetenv (launcher, "XDG_CONFIG_HOME");
  g_subprocess_launcher_unsetenv (launcher, "XDG_CACHE_HOME");
  g_subprocess_launcher_setenv (launcher, "HOME", "/proc/nobody", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", "/proc/nowhere", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, NULL);
  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, NULL));
  g_assert_cmpstr (err, ==, "");
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

/* Without the workloads the catalogue lacks some hundred metrics: why comes first, and they are not all told. */
static void
test_many_mistakes (void)
{
  g_autofree char *before = g_strdup (g_getenv ("ASSAY_WORKLOADS"));
  g_auto (Result) result = { 0 };
  g_auto (GStrv) lines = NULL;

  g_setenv ("ASSAY_WORKLOADS", "/nowhere", TRUE);
  run ("list criteria", &result);
  g_setenv ("ASSAY_WORKLOADS", before, TRUE);
  lines = g_strsplit (result.err, "\n", -1);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (lines[0], ==, "assay: /nowhere: $: is no folder that can be read");
  g_assert_cmpuint (g_strv_length (lines), ==, 100 + 2);
  g_assert_true (g_pattern_match_simple ("assay: and * more mistakes", lines[100]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/command-line/use/%s", *uses[i].words ? uses[i].words : "window");

      g_test_add_data_func (g_strdelimit (path, " ", '-'), GUINT_TO_POINTER (i), test_use);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strdup_printf ("/command-line/list/%s", lists[i].what);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_list);
    }
  g_test_add_func ("/command-line/many-mistakes", test_many_mistakes);
  g_test_add_func ("/command-line/figures-have-origins", test_figures_have_origins);
  g_test_add_func ("/command-line/check/all", test_check);
  g_test_add_func ("/command-line/check/one", test_check_one);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_strdup_printf ("/command-line/render/%s", formats[i].suffix);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_render);
    }
  g_test_add_func ("/command-line/deck", test_deck);
  g_test_add_func ("/command-line/deck-of-a-talk", test_deck_of_a_talk);
  g_test_add_func ("/command-line/no-home", test_no_home);

  return g_test_run ();
}
