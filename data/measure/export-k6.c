#include "data/measure/export-k6.h"

#include <string.h>

#include "data/export.h"
#include "data/measure/manifest.h"
#include "data/model/error.h"
#include "data/model/json-write.h"
#include "data/model/language.h"

#define TEMPLATE "/io/github/assay/Assay/measure/k6.js"
#define PLACE "@PLAN@"
#define FILE_NAME "scenario.js"
#define WARM_UP 5      /* s */
#define PAUSE 2        /* s, in which what the warm-up began ends */
/* What one generator gets: k6 takes several cores, and a quota would be measured along with the server. */
#define RUNNER_CPUS 2
#define RUNNER_MEMORY "2Gi"

static guint
connections_of (const AssayScenario *scenario, const AssayK6Load *load)
{
  return load->connections > 0 ? load->connections : scenario->connections;
}

static gboolean
complain (GError **error, const char *what)
{
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, what);

  return FALSE;
}

static gboolean
is_server (const char *address)
{
  g_autoptr (GUri) uri = address != NULL ? g_uri_parse (address, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' && g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL
         && g_uri_get_fragment (uri) == NULL && (strcmp (g_uri_get_scheme (uri), "http") == 0 || strcmp (g_uri_get_scheme (uri), "https") == 0);
}

static gboolean
check (const AssayScenario *scenario, const AssayK6Load *load, GError **error)
{
  if (scenario->kind != ASSAY_SCENARIO_HTTP || scenario->load != ASSAY_LOAD_REQUESTS)
    return complain (error, _("only scenarios that send the same HTTP request again and again can be exported"));
  if (scenario->request.fill > 0)
    return complain (error, _("a scenario whose request has a made body can’t be exported"));
  if (!is_server (load->server))
    return complain (error, _("the server is an address such as http://checkout.example.org:8080, without a user or a query"));
  if (load->seconds < 1 || load->seconds > ASSAY_K6_MOST_SECONDS)
    return complain (error, _("a load lasts from one second to a day"));
  if (load->generators < 1 || load->generators > ASSAY_K6_MOST_GENERATORS)
    return complain (error, _("generators are from 1 to 1000"));
  if (connections_of (scenario, load) < load->generators || (load->rate > 0 && load->rate < load->generators))
    return complain (error, _("there are more generators than connections or requests a second to share"));

  return TRUE;
}

static void
add_duration (JsonBuilder *json, const char *name, guint seconds)
{
  g_autofree char *text = g_strdup_printf ("%us", seconds);

  assay_json_add_text (json, name, text);
}

static void
add_request (JsonBuilder *json, const AssayRequest *request)
{
  assay_manifest_begin (json, "request");
  assay_json_add_text (json, "method", request->method != NULL ? request->method : "GET");
  assay_json_add_text (json, "path", request->path);
  assay_json_add_pairs (json, "headers", request->headers);
  assay_json_add_text (json, "body", request->body);
  json_builder_end_object (json);
}

static void
add_expectation (JsonBuilder *json, const AssayExpectation *expect)
{
  assay_manifest_begin (json, "expect");
  assay_manifest_integer (json, "status", expect->status);
  assay_json_add_text (json, "type", expect->type);
  assay_json_add_text (json, "encoding", expect->encoding);
  assay_json_add_text (json, "body", expect->body);
  assay_json_add_text (json, "sha256", expect->sha256);
  assay_manifest_boolean (json, "json", expect->json);
  json_builder_end_object (json);
}

/* The warm-up is a closed loop, so that every connection is open when the load begins. */
static void
add_loads (JsonBuilder *json, const AssayScenario *scenario, const AssayK6Load *load)
{
  guint connections = connections_of (scenario, load);

  assay_manifest_begin (json, "scenarios");
  assay_manifest_begin (json, "warm-up");
  assay_json_add_text (json, "executor", "constant-vus");
  assay_manifest_integer (json, "vus", connections);
  add_duration (json, "duration", WARM_UP);
  add_duration (json, "gracefulStop", PAUSE);
  json_builder_end_object (json);
  assay_manifest_begin (json, "load");
  add_duration (json, "startTime", WARM_UP + PAUSE);
  assay_json_add_text (json, "executor", load->rate > 0 ? "constant-arrival-rate" : "constant-vus");
  if (load->rate > 0)
    {
      assay_manifest_integer (json, "rate", load->rate);
      add_duration (json, "timeUnit", 1);
      assay_manifest_integer (json, "preAllocatedVUs", connections);
      assay_manifest_integer (json, "maxVUs", connections);
    }
  else
    assay_manifest_integer (json, "vus", connections);
  add_duration (json, "duration", load->seconds);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

static char *
make_plan (const AssayScenario *scenario, const AssayK6Load *load)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (json);
  assay_json_add_text (json, "scenario", scenario->id);
  assay_json_add_text (json, "server", load->server);
  assay_manifest_integer (json, "seconds", load->seconds);
  assay_manifest_integer (json, "generators", load->generators);
  assay_json_add_text (json, "summary", load->summary);
  add_request (json, &scenario->request);
  add_expectation (json, &scenario->expect);
  add_loads (json, scenario, load);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = assay_json_write (root, TRUE, NULL);

  return g_strchomp (g_steal_pointer (&text));
}

char *
assay_k6_script (const AssayScenario *scenario, const AssayK6Load *load, GError **error)
{
  g_autoptr (GBytes) template = g_resource_lookup_data (assay_export_get_resource (), TEMPLATE, 0, error);
  g_autofree char *plan = NULL;
  GString *script;

  if (template == NULL || !check (scenario, load, error))
    return NULL;
  plan = make_plan (scenario, load);
  script = g_string_new_len (g_bytes_get_data (template, NULL), (gssize) g_bytes_get_size (template));
  /* Once: what the plan says is not looked through. JSON is JavaScript, but for two ends of lines that old engines know. */
  g_string_replace (script, PLACE, plan, 1);
  g_string_replace (script, "\u2028", "\\u2028", 0);
  g_string_replace (script, "\u2029", "\\u2029", 0);

  return g_string_free (script, FALSE);
}

static void
add_config (JsonBuilder *json, const char *name, const char *script)
{
  assay_manifest_head (json, "v1", "ConfigMap", name);
  assay_manifest_begin (json, "data");
  assay_json_add_text (json, FILE_NAME, script);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

/* The pods stay when they are done: their logs hold the summaries. */
static void
add_test_run (JsonBuilder *json, const char *name, guint generators)
{
  assay_manifest_head (json, "k6.io/v1alpha1", "TestRun", name);
  assay_manifest_begin (json, "spec");
  assay_manifest_integer (json, "parallelism", generators);
  assay_manifest_boolean (json, "separate", generators > 1);
  assay_json_add_text (json, "arguments", "--quiet --no-color");
  assay_manifest_begin (json, "script");
  assay_manifest_begin (json, "configMap");
  assay_manifest_text (json, "name", name);
  assay_json_add_text (json, "file", FILE_NAME);
  json_builder_end_object (json);
  json_builder_end_object (json);
  assay_manifest_begin (json, "runner");
  assay_manifest_resources (json, RUNNER_CPUS, RUNNER_MEMORY);
  json_builder_end_object (json);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

JsonNode *
assay_k6_manifests (const AssayScenario *scenario, const AssayK6Load *load, const char *script)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *name = assay_manifest_name (scenario->id);

  assay_manifest_begin_list (json);
  add_config (json, name, script);
  add_test_run (json, name, load->generators);
  assay_manifest_end_list (json);

  return json_builder_get_root (json);
}
