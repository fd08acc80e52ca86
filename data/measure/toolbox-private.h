/* What the files of the toolbox share. */
#pragma once

#include <json-glib/json-glib.h>

#include "data/measure/toolbox.h"
#include "data/measure/workload.h"

G_BEGIN_DECLS

#define ASSAY_TOOLBOX_CANDIDATES 8   /* programs of a runtime that are looked at */
#define ASSAY_TOOLBOX_PATIENCE   20  /* s, for one probe or import: a Java-based one takes 2 s on an idle machine, 9 s on one with a load of 9 */

/* What one program said of itself. Borrows the runtime. */
typedef struct
{
  const AssayRuntime *runtime;
  char *candidate;      /* as found */
  char *program;        /* as it calls itself */
  char *version;        /* NULL if it gave no answer */
  char **details;       /* name, value, ..., NULL */
  GHashTable *packages; /* name -> version */
  char **watch;         /* folders whose change may change the answer; or NULL */
  char *complaint;      /* why it gave none; NULL */
} AssayProbe;

/* Answers of earlier calls, kept while the files that they depend on stay as they are. May be used by several threads at once. */
typedef struct _AssayToolboxCache AssayToolboxCache;

AssayToolboxCache *assay_toolbox_cache_open  (void);
/* The stored answer to @argv, run in @folder (transfer full), or NULL. @watch: folders that it depends on besides the files that @argv names; NULL: those of
 * the stored answer, its JSON member "watch". */
char              *assay_toolbox_cache_find  (AssayToolboxCache *self, const char *folder, char **argv, char **watch);
void               assay_toolbox_cache_store (AssayToolboxCache *self, const char *folder, char **argv, char **watch, const char *answer);
/* Writes it back if it changed and frees it. */
void               assay_toolbox_cache_close (AssayToolboxCache *self);

/* What {run} and {home} stand for in @words, before anything is staged: the last folder that has what they name. Transfer full. */
GHashTable        *assay_toolbox_values      (AssayWorkloads *workloads, char **words);

/* Where probes and imports run: the environment's folder, where packages are looked for as when programs run; "/" before there is one. */
char              *assay_toolbox_folder      (void);

/* The programs that may be @runtime, in the order of its names, then of PATH and the environment's own folders; transfer full. */
char             **assay_toolbox_candidates  (const AssayRuntime *runtime);

/* Asks @candidate what it is and which of @packages it has. NULL only when cancelled. */
AssayProbe        *assay_probe_new           (AssayWorkloads *workloads, AssayToolboxCache *cache, const AssayRuntime *runtime,
                                              const char *candidate, GPtrArray *packages, GCancellable *cancellable);
void               assay_probe_free          (AssayProbe *self);

/* "express" of "pkg:npm/express@5", "@hapi/hapi" of "pkg:npm/%40hapi/hapi"; transfer full. */
char              *assay_package_name        (const char *purl);
/* "npm" of "pkg:npm/express"; transfer full. */
char              *assay_package_type        (const char *purl);
/* <0, 0, >0 as version @a is older than, like or newer than @b, by the numbers in them: "18.20" is newer than "18". */
int                assay_version_compare     (const char *a, const char *b);

/* Of technologies' ids and what is known of each, AssayAvailability; takes over the table. */
AssayToolbox      *assay_toolbox_new         (GHashTable *availabilities);
/* Whether @technology can be used with one of @probes (of AssayProbe, those of its runtime). NULL only when cancelled. */
AssayAvailability *assay_availability_new    (AssayWorkloads *workloads, AssayToolboxCache *cache, const AssayTechnology *technology,
                                              GPtrArray *probes, GCancellable *cancellable);
void               assay_availability_free   (AssayAvailability *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayProbe, assay_probe_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayAvailability, assay_availability_free)

G_END_DECLS
