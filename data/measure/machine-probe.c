#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "data/measure/machine-private.h"
#include "data/measure/proc-text.h"

#define CPUS "/sys/devices/system/cpu"

/* The file's text without surrounding space; NULL if it can't be read or is empty. */
static char *
read_text (const char *path)
{
  char *text = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL) && *g_strstrip (text) != '\0')
    return text;
  g_free (text);

  return NULL;
}

static int
core_of (guint cpu)
{
  g_autofree char *path = g_strdup_printf (CPUS "/cpu%u/topology/thread_siblings_list", cpu);
  g_autofree char *text = read_text (path);
  g_autoptr (GArray) siblings = text != NULL ? assay_cpus_parse (text, CPU_SETSIZE) : NULL;

  return siblings != NULL ? (int) g_array_index (siblings, guint, 0) : -1;
}

static void
read_cpus (AssayMachine *self)
{
  AssayCpu cpus[CPU_SETSIZE] = { { 0 } };
  cpu_set_t usable;
  guint n = 0;

  CPU_ZERO (&usable);
  sched_getaffinity (0, sizeof usable, &usable);
  for (guint cpu = 0; cpu < CPU_SETSIZE; cpu++)
    if (CPU_ISSET (cpu, &usable))
      cpus[n++] = (AssayCpu) { cpu, core_of (cpu) };
  self->cores = (int) MAX (n, 1);
  assay_machine_split (self, cpus, MAX (n, 1));
}

/* Not every architecture names its model where this one does. */
static char *
read_model (const char *architecture)
{
  static const char * const names[] = { "model name", "Model", "Hardware", "cpu model", "cpu" };
  g_autofree char *text = read_text ("/proc/cpuinfo");

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (names); i++)
    {
      char *model = assay_proc_cpuinfo (text, names[i]);

      if (model != NULL && *model != '\0')
        return model;
      g_free (model);
    }

  return g_strdup (architecture);
}

static gint64
read_memory (void)
{
  g_autofree char *text = read_text ("/proc/meminfo");
  guint64 bytes;

  return text != NULL && assay_proc_kilobytes (text, "MemTotal:", &bytes) ? (gint64) bytes : -1;
}

/* The two drivers say it in opposite ways. */
static char *
read_turbo (void)
{
  g_autofree char *without = read_text (CPUS "/intel_pstate/no_turbo");
  g_autofree char *boost = read_text (CPUS "/cpufreq/boost");

  if (without != NULL)
    return g_strdup (g_str_equal (without, "0") ? "on" : "off");

  return boost != NULL ? g_strdup (g_str_equal (boost, "0") ? "off" : "on") : NULL;
}

static char *
read_release (const char *root, const char *path)
{
  g_autofree char *file = g_build_filename (root, path, NULL);
  g_autofree char *text = read_text (file);

  return text != NULL ? assay_proc_release (text, "PRETTY_NAME") : NULL;
}

/* In a sandbox the programs run on its own files, on a system that tells its name at another place. */
char *
assay_machine_system (const char *root)
{
  g_autofree char *here = read_release (root != NULL ? root : "/", "etc/os-release");
  g_autofree char *below = read_release (root != NULL ? root : "/", "run/host/os-release");

  if (here == NULL || below == NULL)
    return here != NULL ? g_steal_pointer (&here) : g_steal_pointer (&below);

  return g_strdup_printf ("%s on %s", here, below);
}

static gboolean
exists (const char *root, const char *path)
{
  g_autofree char *file = g_build_filename (root, path, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/* What runs a cluster's pods leaves its own file there, another's, or none, but each pod is told where Kubernetes' server is. Last comes what any manager of
 * containers may say (https://systemd.io/CONTAINER_INTERFACE), or our own image. */
static char *
container_of (const char *root)
{
  g_autofree char *named = g_build_filename (root, "run/systemd/container", NULL), *text = NULL;

  if (exists (root, ".flatpak-info"))
    return g_strdup ("flatpak");
  if (g_getenv ("KUBERNETES_SERVICE_HOST") != NULL)
    return g_strdup ("kubernetes");
  if (exists (root, ".dockerenv"))
    return g_strdup ("docker");
  if (exists (root, "run/.containerenv"))
    return g_strdup ("podman");
  text = read_text (named);

  return text != NULL ? g_steal_pointer (&text) : g_strdup (g_getenv ("container"));
}

/* Makers of virtual hardware, as they call themselves to the firmware. */
static const char * const makers[][2] = {
  { "QEMU", "kvm" }, { "Amazon EC2", "kvm" }, { "Google", "kvm" }, { "VMware", "vmware" }, { "innotek", "virtualbox" },
  { "Microsoft", "hyper-v" }, { "Xen", "xen" }, { "Parallels", "parallels" },
};

static char *
virtual_machine_of (const char *root)
{
  g_autofree char *cpuinfo = g_build_filename (root, "proc/cpuinfo", NULL), *dmi = g_build_filename (root, "sys/class/dmi/id/sys_vendor", NULL);
  g_autofree char *text = read_text (cpuinfo), *maker = read_text (dmi);
  g_autofree char *flags = text != NULL ? assay_proc_cpuinfo (text, "flags") : NULL;
  gboolean flagged = flags != NULL && g_regex_match_simple ("\\bhypervisor\\b", flags, 0, 0);

  for (guint i = 0; flagged && maker != NULL && i < G_N_ELEMENTS (makers); i++)
    if (strstr (maker, makers[i][0]) != NULL)
      return g_strconcat ("vm: ", makers[i][1], NULL);

  return flagged ? g_strdup ("vm") : NULL;
}

char *
assay_machine_container (const char *root)
{
  g_autofree char *container = container_of (root != NULL ? root : "/");
  g_autofree char *machine = virtual_machine_of (root != NULL ? root : "/");

  if (container == NULL)
    return g_steal_pointer (&machine);

  return machine != NULL ? g_strjoin (", ", container, machine, NULL) : g_steal_pointer (&container);
}

AssayMachine *
assay_machine_new (void)
{
  AssayMachine *self = g_atomic_rc_box_new0 (AssayMachine);
  struct utsname names;

  uname (&names);
  read_cpus (self);
  self->cpu = read_model (names.machine);
  self->memory = read_memory ();
  self->governor = read_text (CPUS "/cpu0/cpufreq/scaling_governor");
  self->turbo = read_turbo ();
  self->kernel = g_strdup (names.release);
  self->system = assay_machine_system (NULL);
  self->container = assay_machine_container (NULL);
  if (getloadavg (&self->load, 1) != 1)
    self->load = -1;

  return self;
}
