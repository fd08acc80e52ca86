#include "workbench.h"

#include <glib/gstdio.h>

#include "marked.h"

static const char * const modes[] = {
  "good", "slow", "wrong", "never", "dead", "crash", "failing", "flood", "chatty", "stubborn", "late", "missing", NULL
};

static const struct
{
  const char *id, *text;
} scenarios[] = {
  { "served", "\"kind\": \"http\", \"command\": \"serve\", \"request\": {\"path\": \"/\"}, \"connections\": 4, \"seconds\": 0.2,"
              "\"expect\": {\"status\": 200, \"type\": \"application/json\", \"body\": \"{\\\"ok\\\": true}\", \"json\": true},"
              "\"metrics\": ["
              "{\"measure\": \"throughput\", \"name\": \"Throughput\", \"unit\": \"req/s\", \"better\": \"higher\", \"primary\": true},"
              "{\"measure\": \"cpu-per-request\", \"name\": \"CPU\", \"unit\": \"us\", \"better\": \"lower\"},"
              "{\"measure\": \"latency-p50\", \"name\": \"Median\", \"unit\": \"ms\", \"better\": \"lower\"},"
              "{\"measure\": \"latency-p99\", \"name\": \"99 %\", \"unit\": \"ms\", \"better\": \"lower\"},"
              "{\"measure\": \"start-up\", \"name\": \"Start-up\", \"unit\": \"s\", \"better\": \"lower\"},"
              "{\"measure\": \"memory-peak\", \"name\": \"Memory\", \"unit\": \"MiB\", \"better\": \"lower\"}],"
              "\"quick\": [\"good\", \"missing\"], \"standard\": [\"good\", \"slow\", \"missing\"]" },
  { "compared", "\"kind\": \"http\", \"command\": \"serve\", \"request\": {\"path\": \"/\"}, \"connections\": 2, \"seconds\": 0.2,"
                "\"expect\": {\"status\": 200, \"json\": true},"
                "\"metrics\": [{\"measure\": \"start-up\", \"name\": \"Start-up\", \"unit\": \"ms\", \"better\": \"lower\"}],"
                "\"standard\": [\"wrong\", \"good\", \"slow\"]" },
  { "computed", "\"kind\": \"run\", \"command\": \"kernel\", \"checksum\": \"42\", \"seconds\": 0.2,"
                "\"metrics\": ["
                "{\"measure\": \"iteration-time\", \"name\": \"Time\", \"unit\": \"ms\", \"better\": \"lower\", \"primary\": true},"
                "{\"measure\": \"iteration-cpu\", \"name\": \"CPU\", \"unit\": \"ms\", \"better\": \"lower\"},"
                "{\"measure\": \"first-iteration-time\", \"name\": \"First\", \"unit\": \"ms\", \"better\": \"lower\"},"
                "{\"measure\": \"wall-time\", \"name\": \"Wall\", \"unit\": \"s\", \"better\": \"lower\"},"
                "{\"measure\": \"memory-peak\", \"name\": \"Memory\", \"unit\": \"bytes\", \"better\": \"lower\"},"
                "{\"measure\": \"clock-step\", \"name\": \"Step of the CPU clock\", \"unit\": \"s\", \"better\": \"lower\"},"
                "{\"measure\": \"lines\", \"name\": \"Lines\", \"unit\": \"lines\", \"better\": \"lower\"}],"
                "\"quick\": [\"good\", \"slow\"], \"without\": {\"late\": \"it is never in time\"}" },
  { "counted", "\"kind\": \"run\", \"command\": \"kernel\", \"seconds\": 0.2, \"dimension\": \"workers\", \"values\": [\"1\", \"cores\", \"1\"],"
               "\"metrics\": [{\"measure\": \"lines\", \"name\": \"Lines\", \"unit\": \"lines\", \"better\": \"lower\"}]" },
};

static void G_GNUC_PRINTF (4, 5)
write_file (const Workbench *self, const char *folder, const char *name, const char *format, ...)
{
  g_autofree char *path = g_build_filename (self->folder, "workloads", folder, NULL);
  g_autofree char *file = g_build_filename (path, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);
}

static void
write_technology (const Workbench *self, const char *mode)
{
  g_autofree char *name = g_strdup_printf ("%s.json", mode);
  g_autofree char *program = g_strdup_printf ("%s.txt", mode);
  gboolean missing = g_str_equal (mode, "missing");

  write_file (self, "technologies", name,
              "{\"id\": \"%s\", \"name\": \"The %s one\", \"subject\": \"subject-%s\", \"runtime\": \"%s\","
              "\"commands\": {\"serve\": [\"{runtime}\", \"serve\", \"%s\"], \"kernel\": [\"{runtime}\", \"kernel\", \"%s\", \"{least}\"]},"
              "\"environment\": {\"SUBJECT_STATE\": \"%s/state-%s\", \"%.*s\": \"%s\"}}",
              mode, mode, mode, missing ? "absent" : "subject", mode, mode, self->folder, mode,
              (int) strcspn (self->mark, "="), self->mark, strchr (self->mark, '=') + 1);
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    write_file (self, scenarios[i].id, program, "%s\n", mode);
}

static void
write_workloads (const Workbench *self)
{
  write_file (self, "runtimes", "subject.json", "{\"id\": \"subject\", \"name\": \"Subject\", \"subject\": \"subject\", \"find\": [\"subject\"],"
              " \"probe\": [\"{runtime}\", \"probe\"]}");
  write_file (self, "runtimes", "absent.json", "{\"id\": \"absent\", \"name\": \"Absent\", \"subject\": \"absent\","
              " \"find\": [\"no-such-program-anywhere\"], \"probe\": [\"{runtime}\", \"probe\"], \"install\": \"apt install absent\"}");
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    write_file (self, scenarios[i].id, "scenario.json", "{\"id\": \"%s\", \"name\": \"What is %s\", \"about\": \"A test.\", %s}",
                scenarios[i].id, scenarios[i].id, scenarios[i].text);
  for (guint i = 0; modes[i] != NULL; i++)
    write_technology (self, modes[i]);
}

static void
assert_no_errors (GPtrArray *errors)
{
  for (guint i = 0; i < errors->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (errors, i));
  g_assert_cmpuint (errors->len, ==, 0);
}

void
workbench_set_up (Workbench *self)
{
  g_autofree char *programs = g_test_build_filename (G_TEST_BUILT, "displayless", NULL);
  g_autofree char *path = g_strdup_printf ("%s:%s", programs, g_getenv ("PATH"));
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL, *workloads = NULL;
  g_auto (GStrv) marked G_GNUC_UNUSED = marked_environ (&self->mark);

  self->folder = g_dir_make_tmp ("assay-XXXXXX", &error);
  g_assert_no_error (error);
  data = g_build_filename (self->folder, "data", NULL);
  workloads = g_build_filename (self->folder, "workloads", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("PATH", path, TRUE);
  write_workloads (self);

  self->workloads = assay_workloads_load ((const char *[]) { workloads, NULL });
  assert_no_errors (assay_workloads_get_errors (self->workloads));
  self->toolbox = assay_toolbox_probe (self->workloads, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
workbench_tear_down (Workbench *self)
{
  marked_assert_none (self->mark, 5);
  remove_tree (self->folder);
  assay_toolbox_unref (self->toolbox);
  assay_workloads_unref (self->workloads);
  g_free (self->folder);
  g_free (self->mark);
}

void
workbench_forget (Workbench *self)
{
  for (guint i = 0; modes[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/state-%s", self->folder, modes[i]);

      g_unlink (path);
    }
}

AssayPlan *
workbench_plan (Workbench *self, const char *scenarios_named, const char *technologies_named)
{
  g_auto (GStrv) some = g_strsplit (scenarios_named, ",", -1);
  g_auto (GStrv) others = g_strsplit (technologies_named, ",", -1);
  g_autoptr (GError) error = NULL;
  AssayPlan *plan = assay_plan_new (self->workloads, self->toolbox, ASSAY_PLAN_QUICK, (const char * const *) some,
                                    (const char * const *) others, 0.1, &error);

  g_assert_no_error (error);
  plan->patience = 1;
  plan->quiet = 0;
  plan->seed = 7;

  return plan;
}
