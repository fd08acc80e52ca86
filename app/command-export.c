/* What runs elsewhere, from the same scenarios: a script for k6, a Job for Kubernetes. */
#include "app/command.h"

#include <string.h>

#include "data/measure/export-job.h"
#include "data/measure/export-k6.h"
#include "data/model/json-write.h"
#include "data/model/language.h"

/* Into the file @path, or to standard output. */
static int
put (const char *verb, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  if (path == NULL || g_str_equal (path, "-"))
    {
      g_print ("%s", text);
      return ASSAY_EXIT_DONE;
    }

  return assay_command_write (path, bytes, &error) ? ASSAY_EXIT_DONE : assay_command_fail (verb, "%s", error->message);
}

static char *
manifest_text (JsonNode *manifest)
{
  g_autofree char *text = assay_json_write (manifest, TRUE, NULL);

  return g_strconcat (g_strchomp (text), "\n", NULL);
}

/* Says so where it isn't known; transfer none. */
static AssayScenario *
find (AssayWorkloads *workloads, const char *verb, const char *id)
{
  AssayScenario *scenario = assay_workloads_find_scenario (workloads, id);

  if (scenario == NULL)
    assay_command_fail (verb, _("there is no scenario “%s”; assay list scenarios names them"), id);

  return scenario;
}

static int
export_k6 (const char *id, AssayK6Load *load, gboolean kubernetes, const char *output)
{
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (NULL);
  AssayScenario *scenario = find (workloads, "export-k6", id);
  g_autofree char *summary = g_strdup_printf ("%s-k6.json", id), *script = NULL, *text = NULL;
  g_autoptr (JsonNode) manifests = NULL;
  g_autoptr (GError) error = NULL;

  if (scenario == NULL)
    return ASSAY_EXIT_FAILED;
  /* A pod's file goes with the pod; its log can be asked for. */
  load->summary = kubernetes ? NULL : summary;
  script = assay_k6_script (scenario, load, &error);
  if (script == NULL)
    return assay_command_fail ("export-k6", "%s: %s", id, error->message);
  manifests = kubernetes ? assay_k6_manifests (scenario, load, script) : NULL;
  text = kubernetes ? manifest_text (manifests) : g_steal_pointer (&script);

  return put ("export-k6", output, text);
}

int
assay_command_export_k6 (int argc, char **argv)
{
  g_autofree char *server = NULL, *output = NULL;
  int rate = 0, connections = 0, seconds = 30, generators = 1;
  gboolean kubernetes = FALSE;
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &server, _ ("what is loaded: http or https"), "URL" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &rate, _ ("requests a second, sent as planned (default: the scenario’s connections, each as soon as it was answered)"), "N" },
    { "connections", 0, 0, G_OPTION_ARG_INT, &connections, _ ("at the most (default the scenario’s)"), "N" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, _ ("of load, after five of warm-up (default 30)"), "N" },
    { "kubernetes", 0, 0, G_OPTION_ARG_NONE, &kubernetes, _ ("a ConfigMap and a TestRun of the k6-operator with the script"), NULL },
    { "generators", 0, 0, G_OPTION_ARG_INT, &generators, _ ("pods that share the load, with --kubernetes (default 1)"), "N" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, _ ("the file to write (default standard output)"), "FILE" },
    G_OPTION_ENTRY_NULL
  };
  AssayK6Load load;

  if (!assay_command_parse ("export-k6 SCENARIO --server URL [-o FILE.js]", _ ("A scenario as a load for k6; assay import reads the summary that it leaves."),
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  if (argc != 2)
    return assay_command_misuse ("export-k6", _ ("wants one scenario of assay list scenarios"));
  if (server == NULL)
    return assay_command_misuse ("export-k6", _ ("wants the address of what is loaded: --server"));
  if (rate < 0 || connections < 0 || seconds < 0 || generators < 0)
    return assay_command_misuse ("export-k6", _ ("a number is below 0"));
  if (generators != 1 && !kubernetes)
    return assay_command_misuse ("export-k6", _ ("several --generators are for --kubernetes"));
  load = (AssayK6Load) { .server = server, .rate = (guint) rate, .connections = (guint) connections, .seconds = (guint) seconds, .generators = (guint) generators };

  return export_k6 (argv[1], &load, kubernetes, output);
}

/* The words after "assay measure"; NULL if a scenario is unknown. Transfer full. */
static char **
make_arguments (char **scenarios, const char *subjects, const char *budget)
{
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (NULL);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  gboolean known = TRUE;

  for (char **id = scenarios; *id != NULL; id++)
    {
      known = find (workloads, "export-job", *id) != NULL && known;
      g_strv_builder_add (words, *id);
    }
  if (subjects != NULL)
    g_strv_builder_add_many (words, "--subjects", subjects, NULL);
  if (budget != NULL)
    g_strv_builder_add (words, budget);

  return known ? g_strv_builder_end (words) : NULL;
}

int
assay_command_export_job (int argc, char **argv)
{
  g_autofree char *image = NULL, *output = NULL, *subjects = NULL, *memory = NULL, *text = NULL;
  gboolean quick = FALSE, standard = FALSE, thorough = FALSE;
  int cpus = 2, machines = 1;
  const GOptionEntry entries[] = {
    { "image", 0, 0, G_OPTION_ARG_STRING, &image, _ ("made with container/Containerfile"), "NAME" },
    { "subjects", 's', 0, G_OPTION_ARG_STRING, &subjects, _ ("only these technologies"), "A,B" },
    { "quick", 0, 0, G_OPTION_ARG_NONE, &quick, _ ("about 2 minutes"), NULL },
    { "standard", 0, 0, G_OPTION_ARG_NONE, &standard, _ ("about 15 minutes (default)"), NULL },
    { "thorough", 0, 0, G_OPTION_ARG_NONE, &thorough, _ ("until the intervals are narrow, at most an hour"), NULL },
    { "machines", 0, 0, G_OPTION_ARG_INT, &machines, _ ("nodes that measure, each once and alone (default 1)"), "N" },
    { "cpus", 0, 0, G_OPTION_ARG_INT, &cpus, _ ("of each, whole ones (default 2)"), "N" },
    { "memory", 0, 0, G_OPTION_ARG_STRING, &memory, _ ("of each (default 4Gi)"), "SIZE" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, _ ("the file to write (default standard output)"), "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) manifest = NULL;
  g_auto (GStrv) arguments = NULL;
  AssayJob job;

  if (!assay_command_parse ("export-job [SCENARIO...] --image NAME [-o FILE.json]", _ ("Measuring on other machines, as a Kubernetes Job whose log is the run documents."),
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  if (image == NULL)
    return assay_command_misuse ("export-job", _ ("wants an image: --image"));
  if (quick + standard + thorough > 1)
    return assay_command_misuse ("export-job", _ ("choose one of --quick, --standard and --thorough"));
  arguments = make_arguments (argv + 1, subjects, quick ? "--quick" : thorough ? "--thorough" : standard ? "--standard" : NULL);
  if (arguments == NULL)
    return ASSAY_EXIT_FAILED;
  job = (AssayJob) { .image = image, .arguments = (const char * const *) arguments, .memory = memory != NULL ? memory : "4Gi",
                     .cpus = (guint) MAX (0, cpus), .machines = (guint) MAX (0, machines) };
  manifest = assay_job_manifest (&job, &error);
  if (manifest == NULL)
    return assay_command_fail ("export-job", "%s", error->message);
  text = manifest_text (manifest);

  return put ("export-job", output, text);
}
