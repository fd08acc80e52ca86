/* Scenarios as loads for k6, for more than one generator can send: the same document, asked the same, checked the same. */
#pragma once

#include <json-glib/json-glib.h>

#include "data/measure/workload.h"

G_BEGIN_DECLS

#define ASSAY_K6_MOST_GENERATORS 1000
#define ASSAY_K6_MOST_SECONDS    86400

/* What the scenario's document doesn't say. */
typedef struct
{
  const char *server;   /* address of what is loaded: http or https, without a path of its own */
  guint rate;           /* requests a second, sent as planned (open loop); 0: the scenario's connections, each asking again when it was answered */
  guint connections;    /* 0: the scenario's; of an open loop the most */
  guint seconds;        /* after the warm-up */
  guint generators;     /* that share the load */
  const char *summary;  /* the file that k6 leaves; NULL: the summary is a line of its standard output */
} AssayK6Load;

/* The script, which k6 runs; transfer full. NULL with %ASSAY_ERROR_INVALID for a scenario that isn't the same request again and again, and for a load that
 * makes no sense. */
char     *assay_k6_script    (const AssayScenario *scenario, const AssayK6Load *load, GError **error);
/* A Kubernetes List of a ConfigMap with @script and the k6-operator's TestRun, whose runners have whole CPUs of their own; transfer full. */
JsonNode *assay_k6_manifests (const AssayScenario *scenario, const AssayK6Load *load, const char *script);

G_END_DECLS
