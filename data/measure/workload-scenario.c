/* A scenario from its scenario.json: what is asked of every program, and which figures come out. */
#include "data/measure/workload-private.h"
#include "data/model/language.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define CONNECTIONS 64            /* as workload studies use by default */
#define MOST_CONNECTIONS 100000
#define SECONDS 2.0               /* enough for 95 % of the starts to show a level after warm-up, see experiment.h */
#define MOST_SECONDS 600.0
#define MOST_BODY (1024.0 * 1024 * 1024)

static const char * const known[] = {
  "$schema", "id", "name", "about", "criterion", "statements", "kind", "load", "programs", "command", "arguments", "region", "request",
  "expect", "checksum", "connections", "seconds", "dimension", "values", "metrics", "quick", "standard", "without", NULL
};
static const char * const known_of_metric[] = {
  "measure", "id", "name", "unit", "better", "criterion", "note", "primary", NULL
};
static const char * const known_of_request[] = { "method", "path", "headers", "body", "fill", NULL };
static const char * const known_of_expect[] = { "status", "type", "encoding", "body", "sha256", "json", NULL };
static const char * const kinds[] = { [ASSAY_SCENARIO_HTTP] = "http", [ASSAY_SCENARIO_RUN] = "run", NULL };
static const char * const loads[] = {
  [ASSAY_LOAD_REQUESTS] = "requests", [ASSAY_LOAD_WEBSOCKET] = "websocket", [ASSAY_LOAD_IDLE] = "idle", NULL
};

static void
metric_free (AssayScenarioMetric *self)
{
  g_free (self->measure);
  g_clear_pointer (&self->metric, assay_metric_unref);
  g_free (self);
}

void
assay_scenario_free (AssayScenario *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->about);
  g_free (self->criterion);
  g_strfreev (self->statements);
  g_free (self->programs);
  g_free (self->command);
  g_strfreev (self->arguments);
  g_free (self->region);
  g_free (self->request.method);
  g_free (self->request.path);
  g_free (self->request.body);
  g_strfreev (self->request.headers);
  g_free (self->expect.type);
  g_free (self->expect.encoding);
  g_free (self->expect.body);
  g_free (self->expect.sha256);
  g_free (self->checksum);
  g_free (self->dimension);
  g_strfreev (self->values);
  g_clear_pointer (&self->metrics, g_ptr_array_unref);
  g_strfreev (self->quick);
  g_strfreev (self->standard);
  g_clear_pointer (&self->technologies, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_clear_pointer (&self->without, g_hash_table_unref);
  g_free (self);
}

/* A number of the range, whole if @whole; @fallback if absent or (told) none. */
static double
read_number (const AssayField *object, const char *name, double low, double high, gboolean whole, double fallback)
{
  double value = assay_field_real (object, name, fallback);
  AssayField member;

  if (!assay_field_member (object, name, &member) || (value >= low && value <= high && (!whole || value == floor (value))))
    return value;
  assay_field_fail (&member, whole ? _ ("must be a whole number from %g to %g") : _ ("must be a number from %g to %g"), low, high);

  return fallback;
}

/* The metric as the catalogue's reader takes it: our members but "measure" and "primary", and an id. */
static AssayMetric *
read_catalogue_metric (const AssayField *element, const char *scenario, const char *measure)
{
  static const char * const copied[] = { "id", "name", "unit", "better", "criterion", "note", NULL };
  JsonObject *source = json_node_get_object (element->node), *copy = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *id = g_strdup_printf ("%s-%s", scenario, measure);
  AssayField field = *element;

  json_node_take_object (node, copy);
  json_object_set_string_member (copy, "id", id);
  for (guint i = 0; copied[i] != NULL; i++)
    if (json_object_has_member (source, copied[i]))
      json_object_set_member (copy, copied[i], json_node_copy (json_object_get_member (source, copied[i])));
  field.node = node;

  return assay_metric_read (&field);
}

static AssayScenarioMetric *
read_metric (const AssayField *element, const char *scenario)
{
  const char *measure = assay_field_string (element, "measure");
  AssayScenarioMetric *self;
  AssayMetric *metric;

  assay_field_only (element, known_of_metric);
  metric = measure != NULL ? read_catalogue_metric (element, scenario, measure) : NULL;
  if (metric == NULL)
    return NULL;

  self = g_new0 (AssayScenarioMetric, 1);
  self->measure = g_strdup (measure);
  self->metric = metric;
  self->primary = assay_field_boolean (element, "primary", FALSE);

  return self;
}

/* One decides when enough is measured: the first, unless another says so. */
static void
settle_primary (const AssayField *member, GPtrArray *metrics)
{
  AssayScenarioMetric *primary = NULL;

  for (guint i = 0; i < metrics->len; i++)
    {
      AssayScenarioMetric *metric = g_ptr_array_index (metrics, i);

      if (metric->primary && primary != NULL)
        assay_field_fail (member, _ ("“%s” and “%s” are both primary"), primary->measure, metric->measure);
      if (metric->primary && primary == NULL)
        primary = metric;
      else
        metric->primary = FALSE;
    }
  if (primary == NULL && metrics->len > 0)
    ((AssayScenarioMetric *) g_ptr_array_index (metrics, 0))->primary = TRUE;
}

static GPtrArray *
read_metrics (const AssayField *object, const char *scenario)
{
  GPtrArray *metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) metric_free);
  AssayField member, element;
  guint length;

  if (!assay_field_member (object, "metrics", &member))
    {
      assay_field_fail (object, _ ("“metrics” is missing"));
      return metrics;
    }
  length = assay_field_length (&member);
  for (guint i = 0; i < length; i++)
    {
      AssayScenarioMetric *metric;

      assay_field_element (&member, i, &element);
      metric = read_metric (&element, scenario);
      if (metric != NULL)
        g_ptr_array_add (metrics, metric);
    }
  settle_primary (&member, metrics);

  return metrics;
}

/* What would break the request line or a header in two. */
static void
check_plain (const AssayField *member, const char *text, const char *beyond)
{
  for (const char *c = text; c != NULL && *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) || strchr (beyond, *c) != NULL)
      {
        assay_field_fail (member, _ ("has a character that no request may have there"));
        return;
      }
}

static char **
read_headers (const AssayField *object)
{
  char **headers = assay_workload_values (object, "headers");
  AssayField member;

  if (headers != NULL && assay_field_member (object, "headers", &member))
    for (guint i = 0; headers[i] != NULL; i += 2)
      {
        check_plain (&member, headers[i], " :");
        check_plain (&member, headers[i + 1], "");
      }

  return headers;
}

static void
read_request (const AssayField *object, AssayRequest *self)
{
  AssayField request, member;

  if (!assay_field_member (object, "request", &request))
    {
      assay_field_fail (object, _ ("“request” is missing"));
      return;
    }
  assay_field_only (&request, known_of_request);
  self->method = assay_field_copy (&request, "method");
  if (self->method == NULL)
    self->method = g_strdup ("GET");
  else if (assay_field_member (&request, "method", &member))
    check_plain (&member, self->method, " ");
  self->path = g_strdup (assay_field_string (&request, "path"));
  if (self->path != NULL && assay_field_member (&request, "path", &member))
    {
      if (*self->path != '/')
        assay_field_fail (&member, _ ("must begin with “/”"));
      check_plain (&member, self->path, " ");
    }
  self->headers = read_headers (&request);
  self->body = assay_field_copy (&request, "body");
  self->fill = read_number (&request, "fill", 0, MOST_BODY, TRUE, 0);
  if (self->fill > 0 && self->body != NULL)
    assay_field_fail (&request, _ ("has both “body” and “fill”"));
}

static void
read_expect (const AssayField *object, AssayExpectation *self)
{
  AssayField expect, member;

  self->status = 200;
  if (!assay_field_member (object, "expect", &expect))
    return;
  assay_field_only (&expect, known_of_expect);
  self->status = read_number (&expect, "status", 100, 599, TRUE, 200);
  self->type = assay_field_copy (&expect, "type");
  self->encoding = assay_field_copy (&expect, "encoding");
  self->body = assay_field_copy (&expect, "body");
  self->sha256 = assay_field_copy (&expect, "sha256");
  self->json = assay_field_boolean (&expect, "json", FALSE);
  if (self->sha256 != NULL && (strlen (self->sha256) != 64 || strspn (self->sha256, "0123456789abcdef") != 64)
      && assay_field_member (&expect, "sha256", &member))
    assay_field_fail (&member, _ ("must be 64 small hexadecimal digits"));
}

static void
read_dimension (const AssayField *object, AssayScenario *self)
{
  self->dimension = assay_workload_kebab (object, "dimension");
  self->values = assay_field_strings (object, "values");
  if ((self->dimension == NULL) != (self->values == NULL || self->values[0] == NULL))
    assay_field_fail (object, _ ("“dimension” and “values” need each other"));
}

static GHashTable *
read_without (const AssayField *object)
{
  GHashTable *without = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) pairs = assay_workload_values (object, "without");

  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i += 2)
    g_hash_table_insert (without, g_strdup (pairs[i]), g_strdup (pairs[i + 1]));

  return without;
}

static char *
either (char *text, const char *fallback)
{
  return text != NULL ? text : g_strdup (fallback);
}

AssayScenario *
assay_scenario_read (const AssayField *object, const char *folder)
{
  const char *id = assay_field_id (object);
  const char *name = assay_field_string (object, "name");
  const char *about = assay_field_string (object, "about");
  const char *command = assay_field_string (object, "command");
  int kind = assay_field_choice (object, "kind", kinds, -1);
  g_autoptr (AssayScenario) self = g_new0 (AssayScenario, 1);

  assay_field_only (object, known);
  if (id == NULL || name == NULL || about == NULL || command == NULL || kind < 0)
    return NULL;

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->about = g_strdup (about);
  self->command = g_strdup (command);
  self->kind = kind;
  self->load = assay_field_choice (object, "load", loads, ASSAY_LOAD_REQUESTS);
  self->criterion = assay_field_copy (object, "criterion");
  self->statements = assay_field_strings (object, "statements");
  self->programs = either (assay_workload_kebab (object, "programs"), folder);
  self->arguments = assay_workload_values (object, "arguments");
  self->region = assay_field_copy (object, "region");
  if (kind == ASSAY_SCENARIO_HTTP)
    read_request (object, &self->request);
  read_expect (object, &self->expect);
  self->checksum = assay_field_copy (object, "checksum");
  self->connections = read_number (object, "connections", 1, MOST_CONNECTIONS, TRUE, CONNECTIONS);
  self->seconds = read_number (object, "seconds", 0.01, MOST_SECONDS, FALSE, SECONDS);
  read_dimension (object, self);
  self->metrics = read_metrics (object, id);
  self->quick = assay_field_strings (object, "quick");
  self->standard = assay_field_strings (object, "standard");
  self->without = read_without (object);
  /* Nothing can be asked, or nothing would come out: told above. */
  if (self->metrics->len == 0 || (kind == ASSAY_SCENARIO_HTTP && self->request.path == NULL))
    return NULL;

  return g_steal_pointer (&self);
}
