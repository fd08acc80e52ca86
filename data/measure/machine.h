/* The computer that a run was made on. */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "data/measure/types.h"

G_BEGIN_DECLS

#define ASSAY_MACHINE_MAX_NAME 60   /* characters */

/* Immutable, boxed, atomically counted. What can't be read is NULL or -1. */
struct _AssayMachine
{
  char *name;              /* what the user calls it, where it isn't the one that the program runs on; or NULL */
  char *cpu;               /* "Intel(R) Xeon(R) Processor @ 2.50GHz" */
  int cores;               /* that this program may use */
  gint64 memory;           /* bytes */
  char *governor, *turbo;  /* "performance"; "on" or "off" */
  char *kernel, *system;   /* "6.1.0-18-amd64", "Debian GNU/Linux 12 (bookworm)" */
  char *container;         /* "flatpak", "docker", "vm: kvm", "docker, vm"; NULL: none seen */
  double load;             /* 1-minute average when asked */
  char *server_cpus, *generator_cpus;  /* the split, "0-2" and "3"; the same where there is but one */
  gboolean shared;         /* the two share a physical core, or its threads are unknown */
};

#define ASSAY_TYPE_MACHINE (assay_machine_get_type ())
GType         assay_machine_get_type (void) G_GNUC_CONST;
AssayMachine *assay_machine_new      (void);
AssayMachine *assay_machine_ref      (AssayMachine *self);
void          assay_machine_unref    (AssayMachine *self);
/* The same called @name; transfer full. */
AssayMachine *assay_machine_named    (const AssayMachine *self, const char *name);
/* "Intel … , 2 cores, 24 GiB, Linux 6.1, Debian 12; server on CPU 0, generator on CPU 1"; transfer full. */
char         *assay_machine_describe (const AssayMachine *self);
/* The same machine has the same id: a short hash of its name and what doesn't change from day to day; transfer full. */
char         *assay_machine_id       (const AssayMachine *self);
JsonNode     *assay_machine_to_json  (const AssayMachine *self);
/* NULL with %ASSAY_ERROR_FORMAT that names the member. */
AssayMachine *assay_machine_from_json (JsonNode *node, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayMachine, assay_machine_unref)

G_END_DECLS
