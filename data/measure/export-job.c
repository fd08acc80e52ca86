#include "data/measure/export-job.h"

#include "data/measure/manifest.h"
#include "data/model/error.h"
#include "data/model/language.h"

#define NAME "assay-measure"
#define LABEL "app.kubernetes.io/instance"
#define USER 1000   /* of container/Containerfile */
/* A log has what a container says on either way: only documents may be in it. What else is said is the pod's message, as long as that may be. */
#define SCRIPT "exec assay measure -o - \"$@\" 2>/dev/termination-log"

static gboolean
complain (GError **error, const char *what)
{
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, what);

  return FALSE;
}

static gboolean
check (const AssayJob *job, GError **error)
{
  if (!g_regex_match_simple ("^[a-z0-9][A-Za-z0-9._/:@-]{0,250}$", job->image != NULL ? job->image : "", 0, 0))
    return complain (error, _("an image is a name such as registry.example.org/assay:0.1.0"));
  if (!g_regex_match_simple ("^[1-9][0-9]{0,5}(Mi|Gi)$", job->memory, 0, 0))
    return complain (error, _("memory is a number of Mi or Gi: 4Gi"));
  if (job->cpus < 2 || job->cpus > ASSAY_JOB_MOST_CPUS)
    return complain (error, _("CPUs are whole, and at least 2: one for the server, one for the generator"));
  if (job->machines < 1 || job->machines > ASSAY_JOB_MOST_MACHINES)
    return complain (error, _("machines are from 1 to 1000"));

  return TRUE;
}

static void
begin_element (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  json_builder_begin_object (json);
}

static void
end_element (JsonBuilder *json)
{
  json_builder_end_object (json);
  json_builder_end_array (json);
}

/* No two on one node: they would measure each other. */
static void
add_spread (JsonBuilder *json)
{
  assay_manifest_begin (json, "affinity");
  assay_manifest_begin (json, "podAntiAffinity");
  begin_element (json, "requiredDuringSchedulingIgnoredDuringExecution");
  assay_manifest_text (json, "topologyKey", "kubernetes.io/hostname");
  assay_manifest_begin (json, "labelSelector");
  assay_manifest_begin (json, "matchLabels");
  assay_manifest_text (json, LABEL, NAME);
  json_builder_end_object (json);
  json_builder_end_object (json);
  end_element (json);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

static void
add_security (JsonBuilder *json)
{
  assay_manifest_begin (json, "securityContext");
  assay_manifest_boolean (json, "allowPrivilegeEscalation", FALSE);
  assay_manifest_boolean (json, "runAsNonRoot", TRUE);
  assay_manifest_integer (json, "runAsUser", USER);
  assay_manifest_begin (json, "capabilities");
  json_builder_set_member_name (json, "drop");
  json_builder_begin_array (json);
  json_builder_add_string_value (json, "ALL");
  json_builder_end_array (json);
  json_builder_end_object (json);
  assay_manifest_begin (json, "seccompProfile");
  assay_manifest_text (json, "type", "RuntimeDefault");
  json_builder_end_object (json);
  json_builder_end_object (json);
}

static void
add_words (JsonBuilder *json, const char *name, const char * const *words)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; words[i] != NULL; i++)
    json_builder_add_string_value (json, words[i]);
  json_builder_end_array (json);
}

/* The arguments are words of their own: the shell reads none of them. */
static void
add_container (JsonBuilder *json, const AssayJob *job)
{
  const char * const command[] = { "sh", "-c", SCRIPT, "assay", NULL };

  begin_element (json, "containers");
  assay_manifest_text (json, "name", "assay");
  assay_manifest_text (json, "image", job->image);
  add_words (json, "command", command);
  if (job->arguments[0] != NULL)
    add_words (json, "args", job->arguments);
  assay_manifest_resources (json, job->cpus, job->memory);
  add_security (json);
  end_element (json);
}

static void
add_template (JsonBuilder *json, const AssayJob *job)
{
  assay_manifest_begin (json, "template");
  assay_manifest_begin (json, "metadata");
  assay_manifest_begin (json, "labels");
  assay_manifest_text (json, LABEL, NAME);
  json_builder_end_object (json);
  json_builder_end_object (json);
  assay_manifest_begin (json, "spec");
  assay_manifest_text (json, "restartPolicy", "Never");
  assay_manifest_boolean (json, "automountServiceAccountToken", FALSE);
  add_spread (json);
  add_container (json, job);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

JsonNode *
assay_job_manifest (const AssayJob *job, GError **error)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (!check (job, error))
    return NULL;
  assay_manifest_head (json, "batch/v1", "Job", NAME);
  assay_manifest_begin (json, "spec");
  assay_manifest_integer (json, "parallelism", job->machines);
  assay_manifest_integer (json, "completions", job->machines);
  /* What failed says why; another try would be another machine's. */
  assay_manifest_integer (json, "backoffLimit", 0);
  add_template (json, job);
  json_builder_end_object (json);
  json_builder_end_object (json);

  return json_builder_get_root (json);
}
