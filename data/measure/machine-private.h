/* How the CPUs are divided, apart from how they are found. */
#pragma once

#include "data/measure/machine.h"

G_BEGIN_DECLS

/* One usable CPU and its physical core: the number of the first of the core's threads; -1 if unknown. */
typedef struct
{
  guint cpu;
  int core;
} AssayCpu;

/* The generator gets the first thread of the last core, whose other threads stay idle, and the server all other cores; where there is but one
 * core, its last thread against the others; where there is but one CPU, both the same. @cpus (@n, at least 1) ascending. Sets
 * @self's server_cpus, generator_cpus and shared. */
void assay_machine_split (AssayMachine *self, const AssayCpu *cpus, guint n);

/* What the files in @root (NULL: "/") say of container and virtual machine, by their usual marks; transfer full, or NULL. */
char *assay_machine_container (const char *root);

/* What the files in @root (NULL: "/") call the system; in a sandbox both its own and the one below, "GNOME 51 on Debian GNU/Linux 13"; transfer
 * full, or NULL. */
char *assay_machine_system (const char *root);

G_END_DECLS
