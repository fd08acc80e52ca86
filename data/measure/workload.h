/* What can be measured, as data/workloads and the user's own folder describe it: scenarios, technologies, runtimes. */
#pragma once

#include <glib-object.h>

#include "data/measure/types.h"
#include "data/model/metric.h"

G_BEGIN_DECLS

/* How an interpreter or compiler is found: runtimes/ID.json. */
struct _AssayRuntime
{
  char *id, *name;
  char *subject;        /* id in the catalogue */
  char **find;          /* program names, tried in order on PATH and in the environment's bin folders */
  char **probe;         /* command that prints one JSON line {"version", "path", "packages": {name: version|null}, ...} */
  char *version_pattern; /* or one that prints its version somehow: the first group of this regular expression; or NULL */
  char *least;          /* oldest version that runs the workloads, or NULL */
  char **environment;   /* name, value, ..., NULL: for all programs that run on it; {home} is the user's own; or NULL */
  char *install;        /* the exact command that installs it, as shown to the user; or NULL */
};

/* How the packages that a lock file lists are brought into the environment folder: prepare.json. */
typedef struct
{
  char *name;           /* of the package manager */
  char **find;          /* program names */
  char *packages;       /* type of the package URLs that it brings: "npm" */
  char **files;         /* below the workloads folder, copied to where the command runs */
  char **command;       /* {manager} and {folder}, the fresh folder that it fills and runs in */
  char *makes;          /* the folder that it makes there, "node_modules" */
  char *landmark;       /* a file that every package has, to tell how far it is */
  char *install;        /* the exact command that installs the package manager; or NULL */
} AssayPreparation;

/* One way to write the programs: a language's runtime, or a framework on it: technologies/ID.json. */
struct _AssayTechnology
{
  char *id, *name;
  char *subject;        /* id in the catalogue */
  AssayRuntime *runtime;
  char *stem;           /* its program in a folder is the file STEM.EXTENSION; by default the id */
  char **packages;      /* package URLs it needs, "pkg:npm/express"; or NULL */
  char **import;        /* command that exits 0 only if its packages can really be loaded; or NULL */
  char **needs;         /* ids of technologies that must be usable too; {ID} in commands is their runtime's path; or NULL */
  char **build;         /* command that makes {out} of {file}; or NULL */
  GHashTable *commands; /* scenario command name -> char**: "serve" -> {"{runtime}", "{file}"} */
  char **environment;   /* name, value, ..., NULL: as the runtime's, and after it; or NULL */
  char *least;          /* oldest runtime version for it, or NULL */
  char *install;        /* as above; or NULL where the environment's own preparation brings it */
};

typedef enum
{
  ASSAY_SCENARIO_HTTP,  /* a server, loaded by the generator */
  ASSAY_SCENARIO_RUN,   /* a program that is run to its end and prints its samples */
} AssayScenarioKind;

typedef enum
{
  ASSAY_LOAD_REQUESTS,   /* the same request over keep-alive connections */
  ASSAY_LOAD_WEBSOCKET,  /* one message to all of the connections, again and again */
  ASSAY_LOAD_IDLE,       /* connections that are opened and kept; one more asks whether the server still answers */
} AssayLoadKind;

/* What a scenario yields for each start. @measure is one of the names that its kind gives (see experiment.h) or one that the program prints. */
typedef struct
{
  char *measure;
  AssayMetric *metric;  /* id "SCENARIO-MEASURE" unless the file names another */
  gboolean primary;     /* decides when enough is measured; one a scenario */
} AssayScenarioMetric;

typedef struct
{
  char *method, *path, *body;   /* body: NULL if none */
  char **headers;               /* name, value, ..., NULL; or NULL */
  gsize fill;                   /* bytes of a made body (an upload); 0 if none */
} AssayRequest;

/* What every answer must be before anything is measured. */
typedef struct
{
  int status;
  char *type;           /* Content-Type without parameters; or NULL */
  char *encoding;       /* Content-Encoding; NULL: none may be there */
  char *body;           /* exactly, or NULL where @sha256 says it, or where subjects are only compared with each other */
  char *sha256;
  gboolean json;        /* bodies are compared as JSON values, because frameworks space differently */
} AssayExpectation;

struct _AssayScenario
{
  char *id, *name, *about;
  char *criterion;           /* id, or NULL */
  char **statements;         /* ids it speaks to; or NULL */
  AssayScenarioKind kind;
  AssayLoadKind load;
  char *programs;            /* folder of the programs, "http"; by default the one of its scenario.json */
  char *command;             /* which of a technology's commands: "serve", "kernel" */
  char **arguments;          /* name, value, ..., NULL: fill {name} in commands; or NULL */
  char *region;              /* the marked part of a program that this scenario runs; or NULL: all of it */
  AssayRequest request;
  AssayExpectation expect;
  char *checksum;            /* what a program must print when done; or NULL: all must print the same */
  guint connections;         /* of the closed loop */
  double seconds;            /* shortest load (HTTP) or iterations (run) a start after warm-up that says something, s */
  char *dimension;           /* varied: "workers", "connections"; or NULL */
  char **values;             /* its values; "cores" is the number of cores; NULL */
  GPtrArray *metrics;        /* of AssayScenarioMetric */
  char **quick, **standard;  /* technology ids taken by default; NULL: not part of that selection */
  GPtrArray *technologies;   /* of AssayTechnology that have its command and a program for it, those of @without too, in file order; borrowed */
  GHashTable *files;         /* technology id -> path of its program relative to the workloads folder */
  GHashTable *without;       /* technology id -> why it can't take part, though it has a program; may be empty */
};

/* Immutable after loading, boxed, atomically counted. */
#define ASSAY_TYPE_WORKLOADS (assay_workloads_get_type ())
GType            assay_workloads_get_type        (void) G_GNUC_CONST;
/* Reads the folders one after the other, a later one adds and overrides by id; NULL: the program's own folder and then
 * "$XDG_DATA_HOME/assay/workloads". Never fails: what could not be read is in the errors. Blocking. */
AssayWorkloads  *assay_workloads_load            (const char * const *folders);
AssayWorkloads  *assay_workloads_ref             (AssayWorkloads *self);
void             assay_workloads_unref           (AssayWorkloads *self);
/* Of char*, "file: path: what is wrong"; and of AssayScenario, AssayTechnology, AssayRuntime in file order; transfer none. */
GPtrArray       *assay_workloads_get_errors      (AssayWorkloads *self);
GPtrArray       *assay_workloads_get_scenarios   (AssayWorkloads *self);
GPtrArray       *assay_workloads_get_technologies (AssayWorkloads *self);
GPtrArray       *assay_workloads_get_runtimes    (AssayWorkloads *self);
/* NULL if no folder has a prepare.json; transfer none. */
const AssayPreparation *assay_workloads_get_preparation (AssayWorkloads *self);
/* The folders that were read, NULL-terminated; transfer none. */
char           **assay_workloads_get_folders     (AssayWorkloads *self);
/* By id; NULL if unknown; transfer none. */
AssayScenario   *assay_workloads_find_scenario   (AssayWorkloads *self, const char *id);
AssayTechnology *assay_workloads_find_technology (AssayWorkloads *self, const char *id);

/* The program's own folder: $ASSAY_WORKLOADS, the source tree's beside the build folder, or the installed one; transfer full. */
char            *assay_workloads_folder          (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayWorkloads, assay_workloads_unref)

G_END_DECLS
