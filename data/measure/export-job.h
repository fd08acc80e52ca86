/* Measuring on other machines as a Kubernetes Job, whose pods print run documents. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define ASSAY_JOB_MOST_MACHINES 1000
#define ASSAY_JOB_MOST_CPUS     1024

typedef struct
{
  const char *image;               /* a container image that has the program: container/Containerfile */
  const char * const *arguments;   /* of "assay measure": scenarios and options; NULL-terminated */
  const char *memory;              /* "4Gi" */
  guint cpus;                      /* whole ones; the server's and the generator's are not the same */
  guint machines;                  /* nodes that measure, each once and alone */
} AssayJob;

/* The Job; transfer full. NULL with %ASSAY_ERROR_INVALID if that makes no sense. */
JsonNode *assay_job_manifest (const AssayJob *job, GError **error);

G_END_DECLS
