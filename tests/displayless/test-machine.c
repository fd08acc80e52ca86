#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>

#include "data/measure/machine-private.h"
#include "data/model/error.h"
#include "data/model/json.h"

/* CPUs with their cores, "0:0 1:0 2:2 3:2"; "?" where the core is unknown. */
typedef struct
{
  const char *cpus, *server, *generator;
  gboolean shared;
} Split;

static const Split splits[] = {
  { "0:0", "0", "0", TRUE },
  { "5:?", "5", "5", TRUE },
  { "0:0 1:1", "0", "1", FALSE },
  { "0:0 1:0", "0", "1", TRUE },
  { "0:? 1:?", "0", "1", TRUE },
  { "0:0 1:1 2:2 3:3", "0-2", "3", FALSE },
  { "0:0 1:0 2:2 3:2", "0-1", "2", FALSE },        /* threads of a core beside each other */
  { "0:0 1:1 2:0 3:1", "0,2", "1", FALSE },        /* or all first threads first */
  { "0:0 1:1 2:2 3:3 4:0 5:1 6:2 7:3", "0-2,4-6", "3", FALSE },
  { "2:2 3:3 7:3", "2", "3", FALSE },              /* only some may be used */
  { "1:0 4:4", "1", "4", FALSE },                  /* the core's first thread may not be among them */
};

static guint
read_cpus (const char *text, AssayCpu *cpus)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = 0;

  for (char **word = words; *word != NULL; word++, n++)
    {
      const char *core = strchr (*word, ':') + 1;

      cpus[n].cpu = (guint) g_ascii_strtoull (*word, NULL, 10);
      cpus[n].core = *core == '?' ? -1 : (int) g_ascii_strtoll (core, NULL, 10);
    }

  return n;
}

static void
test_split (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      AssayMachine machine = { 0 };
      AssayCpu cpus[16];

      assay_machine_split (&machine, cpus, read_cpus (splits[i].cpus, cpus));
      g_assert_cmpstr (machine.server_cpus, ==, splits[i].server);
      g_assert_cmpstr (machine.generator_cpus, ==, splits[i].generator);
      g_assert_cmpint (machine.shared, ==, splits[i].shared);
      g_free (machine.server_cpus);
      g_free (machine.generator_cpus);
    }
}

/* Files of a machine: name, text, ...; and what is made of them. */
typedef struct
{
  const char *files[5];
  const char *words;
} Mark;

/* Of a container or virtual machine. */
static const Mark marks[] = {
  { { "proc/cpuinfo", "flags\t\t: fpu sse\n" }, NULL },
  { { ".flatpak-info", "[Application]\n" }, "flatpak" },
  { { ".dockerenv", "" }, "docker" },
  { { "run/.containerenv", "" }, "podman" },
  { { "run/systemd/container", "lxc\n" }, "lxc" },
  { { "proc/cpuinfo", "flags\t\t: fpu hypervisor sse\n" }, "vm" },
  { { "proc/cpuinfo", "flags\t\t: fpu\n", "sys/class/dmi/id/sys_vendor", "QEMU\n" }, NULL },
  { { "proc/cpuinfo", "flags\t\t: hypervisor\n", "sys/class/dmi/id/sys_vendor", "QEMU\n" }, "vm: kvm" },
  { { "proc/cpuinfo", "flags\t\t: hypervisor\n", "sys/class/dmi/id/sys_vendor", "VMware, Inc.\n" }, "vm: vmware" },
  { { ".dockerenv", "", "proc/cpuinfo", "flags\t\t: hypervisor\n" }, "docker, vm" },
};

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL);

      remove_all (entry);
    }
  g_remove (path);
}

/* A folder with the files: name, text, ..., NULL; transfer full. */
static char *
make_root (const char * const *files)
{
  char *root = g_dir_make_tmp ("assay-machine-XXXXXX", NULL);

  for (; *files != NULL; files += 2)
    {
      g_autofree char *path = g_build_filename (root, files[0], NULL);
      g_autofree char *folder = g_path_get_dirname (path);

      g_mkdir_with_parents (folder, 0700);
      g_assert_true (g_file_set_contents (path, files[1], -1, NULL));
    }

  return root;
}

static void
check_told (const char *name, const char *value, const char * const *files, const char *words)
{
  g_autofree char *root = make_root (files), *container = NULL;

  g_setenv (name, value, TRUE);
  container = assay_machine_container (root);
  g_assert_cmpstr (container, ==, words);
  g_unsetenv (name);
  remove_all (root);
}

static void
test_told_container (void)
{
  const char * const nothing[] = { NULL }, * const docker[] = { ".dockerenv", "", NULL };

  check_told ("container", "oci", nothing, "oci");
  check_told ("container", "oci", docker, "docker");
  check_told ("KUBERNETES_SERVICE_HOST", "10.96.0.1", nothing, "kubernetes");
  check_told ("KUBERNETES_SERVICE_HOST", "10.96.0.1", docker, "kubernetes");
}

static void
test_container (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *root = make_root (marks[i].files), *container = assay_machine_container (root);

      g_assert_cmpstr (container, ==, marks[i].words);
      remove_all (root);
    }
}

/* Of the system. */
static const Mark systems[] = {
  { { NULL }, NULL },
  { { "etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n" }, "Debian GNU/Linux 12 (bookworm)" },
  { { "etc/os-release", "PRETTY_NAME=\"GNOME 51\"\n", "run/host/os-release", "PRETTY_NAME=Fedora\n" }, "GNOME 51 on Fedora" },
  { { "run/host/os-release", "PRETTY_NAME=Fedora\n" }, "Fedora" },
};

static void
test_system (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autofree char *root = make_root (systems[i].files), *system = assay_machine_system (root);

      g_assert_cmpstr (system, ==, systems[i].words);
      remove_all (root);
    }
}

/* What this machine says of itself agrees with the kernel's own answers. */
static void
test_this (void)
{
  g_autoptr (AssayMachine) machine = assay_machine_new ();
  g_autofree char *text = assay_machine_describe (machine);
  cpu_set_t usable;

  sched_getaffinity (0, sizeof usable, &usable);
  g_assert_cmpint (machine->cores, ==, CPU_COUNT (&usable));
  g_assert_nonnull (machine->cpu);
  g_assert_cmpint (machine->memory, >, 64 * 1024 * 1024);
  g_assert_nonnull (machine->kernel);
  g_assert_cmpfloat (machine->load, >=, 0);
  g_assert_cmpint (machine->cores > 1, ==, !g_str_equal (machine->server_cpus, machine->generator_cpus));
  g_assert_nonnull (strstr (text, machine->cpu));
}

static void
test_describe (void)
{
  AssayMachine machine = { .cpu = (char *) "A CPU", .cores = 2, .memory = (gint64) 24 * 1024 * 1024 * 1024, .kernel = (char *) "6.1.0",
                           .system = (char *) "Debian GNU/Linux 12 (bookworm)", .server_cpus = (char *) "0",
                           .generator_cpus = (char *) "1" };
  g_autofree char *full = assay_machine_describe (&machine), *id = assay_machine_id (&machine), *shared = NULL, *single = NULL, *bare = NULL;
  AssayMachine unknown = { .cores = 1, .memory = -1 };

  g_assert_cmpstr (full, ==, "A CPU, 2 cores, 24 GiB, Linux 6.1.0, Debian GNU/Linux 12 (bookworm); server on CPU 0, generator on CPU 1");
  machine.shared = TRUE;
  shared = assay_machine_describe (&machine);
  g_assert_true (g_str_has_suffix (shared, "; server on CPU 0, generator on CPU 1, perhaps of the same core"));
  machine.generator_cpus = (char *) "0";
  single = assay_machine_describe (&machine);
  g_assert_true (g_str_has_suffix (single, "; server and generator share CPU 0"));
  bare = assay_machine_describe (&unknown);
  g_assert_cmpstr (bare, ==, "unknown CPU, 1 core");
  g_assert_cmpuint (strlen (id), ==, 12);
}

/* Another day on the same machine, and another machine. */
static void
test_id (void)
{
  AssayMachine one = { .cpu = (char *) "A CPU", .cores = 2, .memory = 25000000000, .kernel = (char *) "6.1.0-18", .load = 0.1 };
  AssayMachine day = { .cpu = (char *) "A CPU", .cores = 2, .memory = 25000100000, .kernel = (char *) "6.1.0-19", .load = 4 };
  AssayMachine other = { .cpu = (char *) "A CPU", .cores = 4, .memory = 25000000000 };
  g_autofree char *a = assay_machine_id (&one), *b = assay_machine_id (&day), *c = assay_machine_id (&other);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
}

static void
test_round_trip (void)
{
  g_autoptr (AssayMachine) machine = assay_machine_new ();
  g_autoptr (JsonNode) node = assay_machine_to_json (machine);
  g_autofree char *text = json_to_string (node, FALSE), *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) parsed = assay_json_parse ("machine", text, strlen (text), &error);
  g_autoptr (AssayMachine) copy = NULL;
  g_autoptr (JsonNode) back = NULL;

  g_assert_no_error (error);
  copy = assay_machine_from_json (parsed, &error);
  g_assert_no_error (error);
  back = assay_machine_to_json (copy);
  again = json_to_string (back, FALSE);
  g_assert_cmpstr (again, ==, text);
  g_assert_nonnull (strstr (text, "\"server-cpus\":"));
}

static const char * const mistakes[][2] = {
  { "[]", "machine: $: must be an object" },
  { "{\"cores\": 2}", "machine: $: “memory” is missing" },
  { "{\"cores\": 0, \"memory\": 1}", "machine: $: “cores” must be a whole number from 1 to 65536" },
  { "{\"cores\": 1.5, \"memory\": 1}", "machine: $: “cores” must be a whole number from 1 to 65536" },
  { "{\"cores\": \"two\", \"memory\": 1}", "machine: $.cores: must be a number" },
  { "{\"cores\": 2, \"memory\": 1, \"cpu\": 3}", "machine: $.cpu: must be a string" },
  { "{\"cores\": 2, \"memory\": 1, \"gpu\": \"x\"}", "machine: $.gpu: unknown member" },
  { "{\"cores\": 2, \"memory\": 1, \"server-cpus\": \"all\"}", "machine: $: “server-cpus” must be a list of CPUs such as 0,2-3" },
  { "{\"cores\": 2, \"memory\": 1e300}", "machine: $: “memory” must be a whole number from -1 to 9007199254740992" },
};

static void
test_mistakes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = assay_json_parse ("machine", mistakes[i][0], strlen (mistakes[i][0]), NULL);

      g_assert_null (assay_machine_from_json (node, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, mistakes[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/split", test_split);
  /* The suite itself may run in one. */
  g_unsetenv ("container");
  g_unsetenv ("KUBERNETES_SERVICE_HOST");
  g_test_add_func ("/machine/container", test_container);
  g_test_add_func ("/machine/told-container", test_told_container);
  g_test_add_func ("/machine/system", test_system);
  g_test_add_func ("/machine/this", test_this);
  g_test_add_func ("/machine/describe", test_describe);
  g_test_add_func ("/machine/id", test_id);
  g_test_add_func ("/machine/round-trip", test_round_trip);
  g_test_add_func ("/machine/mistakes", test_mistakes);

  return g_test_run ();
}
