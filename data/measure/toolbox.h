/* What of it this machine has: runtimes, packages, versions; what is missing, and the command that would install it. */
#pragma once

#include <gio/gio.h>

#include "data/measure/types.h"

G_BEGIN_DECLS

struct _AssayAvailability
{
  gboolean usable;
  char *program;        /* the runtime's path, as it gives it itself: a shim's own is not what runs; NULL if not found */
  char *runtime_version;
  char *version;        /* of the technology itself: its first package's, or the runtime's; or NULL */
  char **versions;      /* package, version, ..., NULL: all that take part */
  char **details;       /* what else the runtime says of itself: name, value, ..., NULL ("engine", "V8 11.3"); or NULL */
  char **needs;         /* id, path of its runtime, ..., NULL: the technologies that it needs; or NULL */
  char *reason;         /* why it is not usable: "Flask is not installed"; NULL if usable */
  char *install;        /* the exact command that would make it so; NULL if there is none */
  gboolean preparable;  /* assay_prepare() would bring it */
};

/* Immutable, boxed, atomically counted. */
#define ASSAY_TYPE_TOOLBOX (assay_toolbox_get_type ())
GType                    assay_toolbox_get_type (void) G_GNUC_CONST;
/* Starts one probe for each program that a runtime's names find, and one real import a technology, each bounded in time; a technology takes
 * the first program that has all it needs. $ASSAY_RUNTIME_ID (PYPY for "pypy", "_" for "-") names the only program to look at, or nothing.
 * What succeeded is kept in "$XDG_CACHE_HOME/assay/toolbox.json" until a file that it depends on changes. Blocking.
 * NULL only when cancelled. */
AssayToolbox            *assay_toolbox_probe    (AssayWorkloads *workloads, GCancellable *cancellable, GError **error);
AssayToolbox            *assay_toolbox_ref      (AssayToolbox *self);
void                     assay_toolbox_unref    (AssayToolbox *self);
/* Never NULL for a technology of the workloads; transfer none. */
const AssayAvailability *assay_toolbox_get      (AssayToolbox *self, const char *technology);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayToolbox, assay_toolbox_unref)

G_END_DECLS
