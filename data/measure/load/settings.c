#include "data/measure/load/settings.h"

#include <math.h>
#include <string.h>

#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/json-write.h"

#define NAME "load"
#define MOST_RATE 1e6
#define MOST_TEXT 131071                 /* bytes of an argument, as Linux has it */
#define MOST_FILL (64 * 1024 * 1024)

static const char * const kinds[] = { "requests", "websocket", "idle", NULL };
static const char * const arrivals[] = { "closed", "constant", "poisson", NULL };

static void
fail_at (const AssayField *self, const char *name, const char *words)
{
  AssayField member;

  assay_field_fail (assay_field_member (self, name, &member) ? &member : self, "%s: %s", name, words);
}

/* A number from @least to @most. */
static double
read_number (const AssayField *self, const char *name, double least, double most, double fallback)
{
  double value = isnan (fallback) ? assay_field_number (self, name) : assay_field_real (self, name, fallback);

  if (value >= least && value <= most)
    return value;
  if (!isnan (value))
    {
      g_autofree char *words = g_strdup_printf ("%g is not between %g and %g", value, least, most);

      fail_at (self, name, words);
    }

  return least;
}

/* Whether @text can stand in a request's head without ending its line. */
static gboolean
is_line (const char *text, const char *forbidden)
{
  for (const char *at = text; *at != '\0'; at++)
    if ((guchar) *at < ' ' || *at == 0x7f || strchr (forbidden, *at) != NULL)
      return FALSE;

  return TRUE;
}

static void
check_headers (const AssayField *self, char **headers)
{
  for (char **header = headers; header != NULL && *header != NULL; header += 2)
    if (**header == '\0' || !is_line (header[0], " :") || !is_line (header[1], ""))
      fail_at (self, "headers", "no header of HTTP");
}

static void
read_request (AssayRequest *request, const AssayField *self)
{
  static const char * const known[] = { "method", "path", "headers", "body", "fill", NULL };
  AssayField headers;

  assay_field_only (self, known);
  request->method = assay_field_copy (self, "method");
  request->path = g_strdup (assay_field_string (self, "path"));
  request->body = assay_field_copy (self, "body");
  request->fill = read_number (self, "fill", 0, MOST_FILL, 0);
  if (assay_field_member (self, "headers", &headers))
    request->headers = assay_field_pairs (&headers);
  if (request->method == NULL)
    request->method = g_strdup (request->body != NULL || request->fill > 0 ? "POST" : "GET");

  if (*request->method == '\0' || !is_line (request->method, " "))
    fail_at (self, "method", "no method of HTTP");
  if (request->path != NULL && (*request->path != '/' || !is_line (request->path, " ")))
    fail_at (self, "path", "no path of HTTP");
  if (request->body != NULL && request->fill > 0)
    fail_at (self, "fill", "a body is there already");
  check_headers (self, request->headers);
}

static void
read_spec (AssayLoadSpec *spec, const AssayField *self)
{
  spec->port = read_number (self, "port", 1, G_MAXUINT16, NAN);
  spec->kind = assay_field_choice (self, "kind", kinds, ASSAY_LOAD_REQUESTS);
  spec->arrivals = assay_field_choice (self, "arrivals", arrivals, ASSAY_ARRIVALS_CLOSED);
  spec->connections = read_number (self, "connections", 1, ASSAY_LOAD_MOST_CONNECTIONS, NAN);
  spec->seconds = read_number (self, "seconds", 0.001, ASSAY_LOAD_MOST_SECONDS, NAN);
  spec->interval = read_number (self, "interval", 0.1, 60, 0.1);
  spec->patience = read_number (self, "patience", 0.1, 60, ASSAY_LOAD_PATIENCE);
  spec->seed = read_number (self, "seed", 0, G_MAXUINT, 0);
  spec->server = read_number (self, "server", 0, G_MAXINT, 0);
  spec->length = read_number (self, "length", 0, 1e12, 0);
  if (spec->arrivals != ASSAY_ARRIVALS_CLOSED)
    spec->rate = read_number (self, "rate", 0.001, MOST_RATE, NAN);
  if (spec->arrivals != ASSAY_ARRIVALS_CLOSED && spec->kind != ASSAY_LOAD_REQUESTS)
    fail_at (self, "arrivals", "only requests can be planned");
}

static void
read_settings (AssayLoadSettings *self, const AssayField *root)
{
  static const char * const known[] = { "port", "kind", "arrivals", "connections", "rate", "seconds", "interval", "patience", "seed", "server", "status",
                                        "length", "request", NULL };
  AssayField request;

  assay_field_only (root, known);
  read_spec (&self->spec, root);
  self->expect.status = read_number (root, "status", 0, 599, 0);
  if (assay_field_member (root, "request", &request))
    read_request (&self->request, &request);
  else
    assay_field_fail (root, "there is no request");
  self->spec.request = &self->request;
  self->spec.expect = &self->expect;
}

gboolean
assay_load_settings_read (AssayLoadSettings *self, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = assay_json_parse (NAME, text, strlen (text), error);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { .file = NAME, .errors = errors };
  AssayField root;

  *self = (AssayLoadSettings) { 0 };
  if (node == NULL)
    return FALSE;
  assay_field_root (&root, &reader, node);
  read_settings (self, &root);
  if (errors->len == 0)
    return TRUE;

  g_ptr_array_add (errors, NULL);
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, g_ptr_array_index (errors, 0));
  assay_load_settings_clear (self);

  return FALSE;
}

void
assay_load_settings_clear (AssayLoadSettings *self)
{
  g_clear_pointer (&self->request.method, g_free);
  g_clear_pointer (&self->request.path, g_free);
  g_clear_pointer (&self->request.body, g_free);
  g_clear_pointer (&self->request.headers, g_strfreev);
}

static void
add_string (JsonBuilder *json, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

/* Zero is what a member that isn't there means. */
static void
add_number (JsonBuilder *json, const char *name, double value)
{
  if (value == 0)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_double_value (json, value);
}

static void
add_request (JsonBuilder *json, const AssayRequest *request)
{
  json_builder_set_member_name (json, "request");
  json_builder_begin_object (json);
  add_string (json, "method", request->method);
  add_string (json, "path", request->path);
  add_string (json, "body", request->body);
  add_number (json, "fill", request->fill);
  if (request->headers != NULL)
    {
      json_builder_set_member_name (json, "headers");
      json_builder_begin_object (json);
      for (char **header = request->headers; *header != NULL; header += 2)
        add_string (json, header[0], header[1]);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

/* The length that all answers have, if it is known. */
static guint64
known_length (const AssayLoadSpec *spec)
{
  const AssayExpectation *expect = spec->expect;

  if (spec->length == 0 && expect != NULL && expect->body != NULL && !expect->json)
    return strlen (expect->body);

  return spec->length;
}

static JsonNode *
build_text (const AssayLoadSpec *spec)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_string (json, "kind", kinds[spec->kind]);
  add_string (json, "arrivals", arrivals[spec->arrivals]);
  add_number (json, "port", spec->port);
  add_number (json, "connections", spec->connections);
  add_number (json, "rate", spec->rate);
  add_number (json, "seconds", spec->seconds);
  add_number (json, "interval", spec->interval);
  add_number (json, "patience", spec->patience);
  add_number (json, "seed", spec->seed);
  add_number (json, "server", spec->server);
  add_number (json, "status", spec->expect != NULL ? spec->expect->status : 0);
  add_number (json, "length", known_length (spec));
  if (spec->request != NULL)
    add_request (json, spec->request);
  json_builder_end_object (json);

  return json_builder_get_root (json);
}

char *
assay_load_settings_write (const AssayLoadSpec *spec, GError **error)
{
  g_autoptr (JsonNode) node = build_text (spec);
  g_autofree char *text = assay_json_write (node, FALSE, NULL);
  AssayLoadSettings settings;

  if (strlen (text) > MOST_TEXT)
    {
      g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, NAME ": $.request: over 128 KiB; a large body is made of “fill” bytes");
      return NULL;
    }
  if (!assay_load_settings_read (&settings, text, error))
    return NULL;
  assay_load_settings_clear (&settings);

  return g_steal_pointer (&text);
}
