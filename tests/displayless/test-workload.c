/* The folders of workloads: what is read, what is refused with file and path, and that a technology or scenario is files alone. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "data/measure/workload.h"
#include "data/model/statement.h"
#include "data/model/units.h"
#include "tests/displayless/shipped.h"

#define RUNTIME "{\"id\": \"lang\", \"name\": \"Lang\", \"subject\": \"lang\", \"find\": [\"lang\"], \"probe\": [\"{runtime}\"]}"
#define TECHNOLOGY "{\"id\": \"tech\", \"name\": \"Tech\", \"subject\": \"lang\", \"runtime\": \"lang\", \"commands\": {\"serve\": [\"{runtime}\", \"{file}\"]}}"
#define METRICS "\"metrics\": [{\"measure\": \"wall-time\", \"name\": \"Time\", \"unit\": \"s\", \"better\": \"lower\"}]"
#define SCENARIO(more) "{\"id\": \"scene\", \"name\": \"Scene\", \"about\": \"It plays.\", \"kind\": \"run\", \"command\": \"serve\", " METRICS more "}"
#define HTTP(request) "{\"id\": \"scene\", \"name\": \"Scene\", \"about\": \"It plays.\", \"kind\": \"http\", \"command\": \"serve\", " METRICS ", " request "}"

typedef struct
{
  char *folder, *second;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->folder = g_dir_make_tmp ("assay-XXXXXX", NULL);
  self->second = g_dir_make_tmp ("assay-XXXXXX", NULL);
}

static void
remove_tree (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

      for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
        {
          g_autofree char *below = g_build_filename (path, name, NULL);

          remove_tree (below);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  remove_tree (self->folder);
  remove_tree (self->second);
  g_free (self->folder);
  g_free (self->second);
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
write_basics (Fixture *self)
{
  write_file (self->folder, "runtimes/lang.json", RUNTIME);
  write_file (self->folder, "technologies/tech.json", TECHNOLOGY);
  write_file (self->folder, "scene/scenario.json", SCENARIO (""));
  write_file (self->folder, "scene/tech.lg", "play");
}

static AssayWorkloads *
load (Fixture *self)
{
  const char * const folders[] = { self->folder, NULL };

  return assay_workloads_load (folders);
}

static AssayWorkloads *
load_both (Fixture *self)
{
  const char * const folders[] = { self->folder, self->second, NULL };

  return assay_workloads_load (folders);
}

static void
assert_no_errors (AssayWorkloads *workloads)
{
  GPtrArray *errors = assay_workloads_get_errors (workloads);

  for (guint i = 0; i < errors->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (errors, i));
  g_assert_cmpuint (errors->len, ==, 0);
}

/* There is exactly one error, and it is this, in which FOLDER stands for the fixture's. */
static void
assert_error (Fixture *self, AssayWorkloads *workloads, const char *expected)
{
  GPtrArray *errors = assay_workloads_get_errors (workloads);
  g_autoptr (GString) found = g_string_new (errors->len > 0 ? g_ptr_array_index (errors, 0) : "(none)");

  g_string_replace (found, self->folder, "FOLDER", 0);
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpuint (errors->len, ==, 1);
}

static void
test_basics (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayWorkloads) workloads = NULL;
  AssayScenario *scenario;
  AssayScenarioMetric *metric;

  write_basics (self);
  workloads = load (self);
  assert_no_errors (workloads);

  scenario = assay_workloads_find_scenario (workloads, "scene");
  g_assert_nonnull (scenario);
  g_assert_cmpstr (scenario->programs, ==, "scene");
  g_assert_cmpuint (scenario->technologies->len, ==, 1);
  g_assert_true (g_ptr_array_index (scenario->technologies, 0) == assay_workloads_find_technology (workloads, "tech"));
  g_assert_cmpstr (g_hash_table_lookup (scenario->files, "tech"), ==, "scene/tech.lg");
  metric = g_ptr_array_index (scenario->metrics, 0);
  g_assert_cmpstr (metric->metric->id, ==, "scene-wall-time");
  g_assert_true (metric->metric->unit == assay_unit_find ("s"));
  g_assert_true (metric->primary);
}

static void
test_everything (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayWorkloads) workloads = NULL;
  AssayScenario *scenario;

  write_basics (self);
  write_file (self->folder, "scene/scenario.json",
              HTTP ("\"load\": \"idle\", \"programs\": \"shared\", \"arguments\": {\"size\": 12, \"name\": \"x\", \"share\": 0.5}, \"region\": \"json\","
                    "\"request\": {\"method\": \"POST\", \"path\": \"/a?b=1\", \"headers\": {\"Accept\": \"*/*\"}, \"fill\": 1024},"
                    "\"expect\": {\"status\": 201, \"type\": \"text/plain\", \"json\": true}, \"connections\": 10, \"seconds\": 0.5,"
                    "\"dimension\": \"workers\", \"values\": [\"1\", \"cores\"], \"statements\": [\"a\"], \"quick\": [\"tech\"],"
                    "\"without\": {\"tech\": \"It can't.\"}"));
  write_file (self->folder, "shared/tech.x", "play");
  workloads = load (self);
  assert_no_errors (workloads);

  scenario = assay_workloads_find_scenario (workloads, "scene");
  g_assert_cmpint (scenario->kind, ==, ASSAY_SCENARIO_HTTP);
  g_assert_cmpint (scenario->load, ==, ASSAY_LOAD_IDLE);
  g_assert_cmpstr (scenario->arguments[1], ==, "12");
  g_assert_cmpstr (scenario->arguments[5], ==, "0.5");
  g_assert_cmpstr (scenario->request.method, ==, "POST");
  g_assert_cmpstr (scenario->request.headers[1], ==, "*/*");
  g_assert_cmpuint (scenario->request.fill, ==, 1024);
  g_assert_cmpint (scenario->expect.status, ==, 201);
  g_assert_true (scenario->expect.json);
  g_assert_cmpuint (scenario->connections, ==, 10);
  g_assert_cmpfloat (scenario->seconds, ==, 0.5);
  g_assert_cmpstr (scenario->values[1], ==, "cores");
  g_assert_cmpstr (g_hash_table_lookup (scenario->files, "tech"), ==, "shared/tech.x");
  g_assert_cmpstr (g_hash_table_lookup (scenario->without, "tech"), ==, "It can't.");
}

/* One file with a mistake beside good ones: the message says where, the rest is there. */
static const struct
{
  const char *name, *file, *text, *error;
} mistakes[] = {
  { "json", "runtimes/bad.json", "{", "FOLDER/runtimes/bad.json:1:2: the document is cut off" },
  { "unknown-member", "runtimes/bad.json", "{\"id\": \"bad\", \"name\": \"Bad\", \"subject\": \"x\", \"find\": [\"x\"], \"probe\": [\"x\"], \"colour\": 1}",
    "FOLDER/runtimes/bad.json: $.colour: unknown member" },
  { "id", "runtimes/bad.json", "{\"id\": \"Bad One\", \"name\": \"Bad\", \"subject\": \"x\", \"find\": [\"x\"], \"probe\": [\"x\"]}",
    "FOLDER/runtimes/bad.json: $.id: “Bad One” is no id: small letters, digits and single hyphens only" },
  { "duplicate", "runtimes/zzz.json", RUNTIME, "FOLDER/runtimes/zzz.json: $: the id “lang” is taken by another file of the folder" },
  { "find", "runtimes/bad.json", "{\"id\": \"bad\", \"name\": \"Bad\", \"subject\": \"x\", \"find\": [], \"probe\": [\"x\"]}",
    "FOLDER/runtimes/bad.json: $.find: must name at least one word" },
  { "pattern", "runtimes/bad.json",
    "{\"id\": \"bad\", \"name\": \"Bad\", \"subject\": \"x\", \"find\": [\"x\"], \"probe\": [\"x\"], \"version-pattern\": \"[0-9]+\"}",
    "FOLDER/runtimes/bad.json: $.version-pattern: must have a group around the version" },
  { "runtime", "technologies/bad.json", "{\"id\": \"bad\", \"name\": \"Bad\", \"subject\": \"x\", \"runtime\": \"none\", \"commands\": {}}",
    "FOLDER/technologies/bad.json: $.runtime: there is no runtime “none”" },
  { "stem", "technologies/bad.json",
    "{\"id\": \"bad\", \"name\": \"Bad\", \"subject\": \"x\", \"runtime\": \"lang\", \"stem\": \"../up\", \"commands\": {}}",
    "FOLDER/technologies/bad.json: $.stem: “../up” must be small letters, digits and single hyphens only" },
  { "package", "technologies/bad.json",
    "{\"id\": \"bad\", \"name\": \"Bad\", \"subject\": \"x\", \"runtime\": \"lang\", \"packages\": [\"left-pad\"], \"commands\": {}}",
    "FOLDER/technologies/bad.json: $.packages[0]: “left-pad” is no package URL such as pkg:deb/debian/gcc" },
  { "needs", "technologies/bad.json",
    "{\"id\": \"bad\", \"name\": \"Bad\", \"subject\": \"x\", \"runtime\": \"lang\", \"needs\": [\"none\"], \"commands\": {}}",
    "technology bad: $.needs: there is no technology “none”" },
  { "unit", "scene/scenario.json",
    "{\"id\": \"scene\", \"name\": \"S\", \"about\": \"A\", \"kind\": \"run\", \"command\": \"serve\", \"metrics\": [{\"measure\": \"wall-time\","
    "\"name\": \"T\", \"unit\": \"s\", \"better\": \"lower\"}, {\"measure\": \"length\", \"name\": \"L\", \"unit\": \"furlong\", \"better\": \"lower\"}]}",
    "FOLDER/scene/scenario.json: $.metrics[1].unit: unknown unit “furlong”" },
  { "primary", "scene/scenario.json",
    "{\"id\": \"scene\", \"name\": \"S\", \"about\": \"A\", \"kind\": \"run\", \"command\": \"serve\", \"metrics\": ["
    "{\"measure\": \"wall-time\", \"name\": \"T\", \"unit\": \"s\", \"better\": \"lower\", \"primary\": true},"
    "{\"measure\": \"cpu-time\", \"name\": \"T\", \"unit\": \"s\", \"better\": \"lower\", \"primary\": true}]}",
    "FOLDER/scene/scenario.json: $.metrics: “wall-time” and “cpu-time” are both primary" },
  { "path", "scene/scenario.json", HTTP ("\"request\": {\"path\": \"here\"}"),
    "FOLDER/scene/scenario.json: $.request.path: must begin with “/”" },
  { "split-request", "scene/scenario.json", HTTP ("\"request\": {\"path\": \"/\", \"headers\": {\"A\": \"b\\r\\nC: d\"}}"),
    "FOLDER/scene/scenario.json: $.request.headers: has a character that no request may have there" },
  { "connections", "scene/scenario.json", SCENARIO (", \"connections\": 0"),
    "FOLDER/scene/scenario.json: $.connections: must be a whole number from 1 to 100000" },
  { "seconds", "scene/scenario.json", SCENARIO (", \"seconds\": 1e9"),
    "FOLDER/scene/scenario.json: $.seconds: must be a number from 0.01 to 600" },
  { "dimension", "scene/scenario.json", SCENARIO (", \"dimension\": \"workers\""),
    "FOLDER/scene/scenario.json: $: “dimension” and “values” need each other" },
  { "programs", "scene/scenario.json", SCENARIO (", \"programs\": \"../../etc\""),
    "FOLDER/scene/scenario.json: $.programs: “../../etc” must be small letters, digits and single hyphens only" },
  { "quick", "scene/scenario.json", SCENARIO (", \"quick\": [\"none\"]"), "scenario scene: $.quick: there is no technology “none”" },
  { "argument", "scene/scenario.json", SCENARIO (", \"arguments\": {\"size\": []}"),
    "FOLDER/scene/scenario.json: $.arguments.size: must be a string or a number" },
  { "two-programs", "scene/tech.other", "play", "FOLDER/scene: $: both tech.lg and tech.other could be the program of “tech”" },
};

static void
test_mistake (Fixture *self, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (AssayWorkloads) workloads = NULL;

  write_basics (self);
  write_file (self->folder, mistakes[i].file, mistakes[i].text);
  workloads = load (self);

  assert_error (self, workloads, mistakes[i].error);
  g_assert_nonnull (assay_workloads_find_technology (workloads, "tech"));
  g_assert_nonnull (assay_workloads_find_scenario (workloads, "scene"));
}

/* A link could lead out of the folder: to a secret, or to a device that never ends. */
static void
test_links (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *link = g_build_filename (self->folder, "runtimes", "link.json", NULL);
  g_autofree char *target = g_build_filename (self->second, "target.json", NULL);
  g_autoptr (AssayWorkloads) workloads = NULL;

  write_basics (self);
  write_file (self->second, "target.json", RUNTIME);
  g_assert_cmpint (symlink (target, link), ==, 0);
  workloads = load (self);

  assert_error (self, workloads, "FOLDER/runtimes/link.json: $: is a link; workloads are files");
}

static void
test_large (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = g_strnfill (2 * 1024 * 1024, ' ');
  g_autoptr (AssayWorkloads) workloads = NULL;

  write_basics (self);
  write_file (self->folder, "runtimes/large.json", text);
  workloads = load (self);

  assert_error (self, workloads, "FOLDER/runtimes/large.json: $: is larger than 1048576 bytes");
}

static void
test_missing_folder (void)
{
  const char * const folders[] = { "/nonexistent/workloads", NULL };
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (folders);

  g_assert_cmpuint (assay_workloads_get_errors (workloads)->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (assay_workloads_get_errors (workloads), 0), ==,
                   "/nonexistent/workloads: $: is no folder that can be read");
  g_assert_cmpuint (assay_workloads_get_scenarios (workloads)->len, ==, 0);
}

/* The user's own folder: a runtime, a technology for a scenario that is there already, and a scenario for a technology that is. */
static void
test_second_folder (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayWorkloads) workloads = NULL;
  AssayScenario *scenario;

  write_basics (self);
  write_file (self->second, "runtimes/moon.json",
              "{\"id\": \"moon\", \"name\": \"Moon\", \"subject\": \"moon\", \"find\": [\"moon\"], \"probe\": [\"{runtime}\"]}");
  write_file (self->second, "technologies/moon-http.json",
              "{\"id\": \"moon-http\", \"name\": \"Moon\", \"subject\": \"moon\", \"runtime\": \"moon\", \"commands\": {\"serve\": [\"{runtime}\"]}}");
  write_file (self->second, "scene/moon-http.moon", "play");
  write_file (self->second, "own/scenario.json",
              "{\"id\": \"own\", \"name\": \"Own\", \"about\": \"Mine.\", \"kind\": \"run\", \"command\": \"serve\", " METRICS "}");
  write_file (self->second, "own/tech.lg", "play");
  workloads = load_both (self);
  assert_no_errors (workloads);

  scenario = assay_workloads_find_scenario (workloads, "scene");
  g_assert_cmpuint (scenario->technologies->len, ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (scenario->files, "moon-http"), ==, "scene/moon-http.moon");
  g_assert_cmpstr (g_hash_table_lookup (scenario->files, "tech"), ==, "scene/tech.lg");
  g_assert_cmpuint (assay_workloads_find_scenario (workloads, "own")->technologies->len, ==, 1);
}

static void
test_override (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayWorkloads) workloads = NULL;

  write_basics (self);
  write_file (self->second, "runtimes/mine.json",
              "{\"id\": \"lang\", \"name\": \"Lang\", \"subject\": \"lang\", \"find\": [\"/opt/lang\"], \"probe\": [\"{runtime}\"]}");
  workloads = load_both (self);
  assert_no_errors (workloads);

  g_assert_cmpuint (assay_workloads_get_runtimes (workloads)->len, ==, 1);
  g_assert_cmpstr (assay_workloads_find_technology (workloads, "tech")->runtime->find[0], ==, "/opt/lang");
}

/* What the program comes with: all of it is read, and what it refers to is in the catalogue. */
static void
test_shipped (void)
{
  g_autofree char *folder = assay_workloads_folder ();
  const char * const folders[] = { folder, NULL };
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (folders);
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *runtimes = assay_workloads_get_runtimes (workloads);
  GPtrArray *technologies = assay_workloads_get_technologies (workloads);

  assert_no_errors (workloads);
  g_assert_cmpuint (runtimes->len, >=, 11);
  for (guint i = 0; i < runtimes->len; i++)
    g_assert_nonnull (assay_store_find_subject (store, ((AssayRuntime *) g_ptr_array_index (runtimes, i))->subject));
  g_assert_cmpuint (technologies->len, >=, 27);
  for (guint i = 0; i < technologies->len; i++)
    g_assert_nonnull (assay_store_find_subject (store, ((AssayTechnology *) g_ptr_array_index (technologies, i))->subject));
}

static void
test_shipped_scenarios (void)
{
  g_autofree char *folder = assay_workloads_folder ();
  const char * const folders[] = { folder, NULL };
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (folders);
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *scenarios = assay_workloads_get_scenarios (workloads);

  for (guint i = 0; i < scenarios->len; i++)
    {
      const AssayScenario *scenario = g_ptr_array_index (scenarios, i);

      g_test_message ("%s", scenario->id);
      g_assert_cmpuint (scenario->technologies->len, >, 0);
      g_assert_true (scenario->criterion == NULL || assay_store_find_criterion (store, scenario->criterion) != NULL);
      for (guint j = 0; scenario->statements != NULL && scenario->statements[j] != NULL; j++)
        g_assert_nonnull (assay_store_find_statement (store, scenario->statements[j]));
      for (guint j = 0; j < scenario->metrics->len; j++)
        {
          const AssayScenarioMetric *metric = g_ptr_array_index (scenario->metrics, j);

          g_assert_true (metric->metric->criterion == NULL || assay_store_find_criterion (store, metric->metric->criterion) != NULL);
        }
      for (guint j = 0; scenario->quick != NULL && scenario->quick[j] != NULL; j++)
        g_assert_true (g_hash_table_contains (scenario->files, scenario->quick[j]));
      for (guint j = 0; scenario->standard != NULL && scenario->standard[j] != NULL; j++)
        g_assert_true (g_hash_table_contains (scenario->files, scenario->standard[j]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/workload/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("basics", test_basics);
  ADD ("everything", test_everything);
  ADD ("links", test_links);
  ADD ("large", test_large);
  ADD ("second-folder", test_second_folder);
  ADD ("override", test_override);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/workload/mistake/%s", mistakes[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_mistake, tear_down);
    }
  g_test_add_func ("/workload/missing-folder", test_missing_folder);
  g_test_add_func ("/workload/shipped", test_shipped);
  g_test_add_func ("/workload/shipped-scenarios", test_shipped_scenarios);

  return g_test_run ();
}
