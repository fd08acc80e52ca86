/* Public sources: their table, and the questions that become of its templates. */
#include <string.h>

#include <json-glib/json-glib.h>

#include "data/model/error.h"
#include "data/sources/source.h"

#define RAW "https://raw.githubusercontent.com/"

typedef struct
{
  const char *source, *base;
  const char *parameters[12];
  const char *address;     /* or what the error says */
} Case;

static const Case good[] = {
  { "httparena", NULL, { "test", "json", "connections", "512" }, RAW "MDA2AV/HttpArena/main/site/data/json-512.json" },
  { "httparena", NULL, { "connections", "512", "other", "", "test", "a b/ü?#{test}" },
    RAW "MDA2AV/HttpArena/main/site/data/a%20b%2F%C3%BC%3F%23%7Btest%7D-512.json" },
  { "httparena-timeline", NULL, { "framework", "a-b.c", "test", "api-4", "connections", "256" },
    RAW "Kaliumhexacyanoferrat/HttpArena-Timeline/main/data/a-b.c/api-4-256.json" },
  { "framework-table", NULL, { "repository", "owner/name" }, RAW "owner/name/main/benchmark-results.json" },
  { "packages", NULL, { "purl", "pkg:npm/%40scope/name" }, "https://packages.ecosyste.ms/api/v1/packages/lookup?purl=pkg%3Anpm%2F%2540scope%2Fname" },
  { "packages", NULL, { "purl", "pkg:npm/a&b=c" }, "https://packages.ecosyste.ms/api/v1/packages/lookup?purl=pkg%3Anpm%2Fa%26b%3Dc" },
  { "registries", NULL, { NULL }, "https://packages.ecosyste.ms/api/v1/registries" },
  { "lifecycle", NULL, { "product", "nodejs" }, "https://endoflife.date/api/v1/products/nodejs" },
  { "advisories", NULL, { "purl", "pkg:npm/a" }, "https://api.osv.dev/v1/query" },
  { "repository", NULL, { "repository", "owner/a name" }, "https://api.github.com/repos/owner/a%20name" },
  { "languages", NULL, { NULL }, RAW "github/innovationgraph/main/data/languages.csv" },
  { "topics", NULL, { NULL }, RAW "github/innovationgraph/main/data/topics.csv" },
  { "questions", NULL, { "tags", "node.js;c++;c#" }, "https://api.stackexchange.com/2.3/tags/node.js;c%2B%2B;c%23/info?site=stackoverflow" },
  { "prometheus", NULL, { "server", "http://10.0.0.1:9090/", "query", "rate(a{b=\"c\"}[5m])", "start", "1", "end", "2.5", "step", "15s" },
    "http://10.0.0.1:9090/api/v1/query_range?query=rate%28a%7Bb%3D%22c%22%7D%5B5m%5D%29&start=1&end=2.5&step=15s" },
  { "prometheus", NULL, { "server", "HTTPS://[::1]:9090/prom%20etheus//", "query", "up", "start", "1", "end", "2", "step", "1" },
    "HTTPS://[::1]:9090/prom%20etheus/api/v1/query_range?query=up&start=1&end=2&step=1" },
  { "httparena", "http://127.0.0.1:8080", { "test", "json", "connections", "5" }, "http://127.0.0.1:8080/MDA2AV/HttpArena/main/site/data/json-5.json" },
  { "topics", "http://127.0.0.1:8080/below/", { NULL }, "http://127.0.0.1:8080/below/github/innovationgraph/main/data/topics.csv" },
  { "prometheus", "http://[::1]:1", { "server", "https://a.example/p", "query", "up", "start", "1", "end", "2", "step", "1" },
    "http://[::1]:1/p/api/v1/query_range?query=up&start=1&end=2&step=1" },
};

static const Case bad[] = {
  { "httparena", NULL, { "test", "json" }, "httparena: needs the parameter “connections”" },
  { "httparena", NULL, { "test", "", "connections", "5" }, "httparena: needs the parameter “test”" },
  { "httparena", NULL, { "connections", "5", "test" }, "httparena: needs the parameter “test”" },
  { "packages", NULL, { NULL }, "packages: needs the parameter “purl”" },
  { "packages", NULL, { "purl", "pkg:npm/\377" }, "packages: “pkg:npm/*” can't be the parameter “purl”" },
  { "lifecycle", NULL, { "product", ".." }, "lifecycle: “..” can't be the parameter “product”" },
  { "lifecycle", NULL, { "product", "a/../../b" }, "lifecycle: “a/../../b” can't be the parameter “product”" },
  { "repository", NULL, { "repository", "owner/.." }, "repository: “owner/..” can't be the parameter “repository”" },
  { "repository", NULL, { "repository", "../user" }, "repository: “../user” can't be the parameter “repository”" },
  { "repository", NULL, { "repository", "owner//name" }, "repository: “owner//name” can't be the parameter “repository”" },
  { "repository", NULL, { "repository", "owner/" }, "repository: “owner/” can't be the parameter “repository”" },
  { "questions", NULL, { "tags", "a;b/../c" }, "questions: “a;b/../c” can't be the parameter “tags”" },
  { "questions", NULL, { "tags", "a;;b" }, "questions: “a;;b” can't be the parameter “tags”" },
  { "prometheus", NULL, { "query", "up", "start", "1", "end", "2", "step", "1" }, "prometheus: needs the parameter “server”" },
  { "prometheus", NULL, { "server", "http://h", "query", "up", "start", "1", "end", "2" }, "prometheus: needs the parameter “step”" },
  { "prometheus", NULL, { "server", "file:///etc/passwd" }, "prometheus: “file:///etc/passwd” is no address of a server *" },
  { "prometheus", NULL, { "server", "localhost:9090" }, "prometheus: “localhost:9090” is no address of a server *" },
  { "prometheus", NULL, { "server", "http://" }, "prometheus: “http://” is no address of a server *" },
  { "prometheus", NULL, { "server", "http:host" }, "prometheus: “http:host” is no address of a server *" },
  { "prometheus", NULL, { "server", "http:/host" }, "prometheus: “http:/host” is no address of a server *" },
  { "prometheus", NULL, { "server", "http:///x" }, "prometheus: “http:///x” is no address of a server *" },
  { "prometheus", NULL, { "server", "http://h?x=1" }, "prometheus: “http://h?x=1” is no address of a server *" },
  { "prometheus", NULL, { "server", "http://h#x" }, "prometheus: “http://h#x” is no address of a server *" },
  { "prometheus", NULL, { "server", "http://user:word@h" }, "prometheus: “http://user:word@h” is no address of a server *" },
  { "prometheus", NULL, { "server", "http://h/\nHost: x" }, "prometheus: “http://h/ Host: x” is no address of a server *" },
  { "topics", "ftp://127.0.0.1", { NULL }, "topics: “ftp://127.0.0.1” is no address of a server *" },
  { "topics", "", { NULL }, "topics: “” is no address of a server *" },
};

static void
test_addresses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      const AssaySource *source = assay_source_find (good[i].source);
      g_autofree char *address = NULL;

      g_assert_nonnull (source);
      address = assay_source_address (source, good[i].base, good[i].parameters, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (address, ==, good[i].address);
      g_assert_true (g_uri_is_valid (address, G_URI_FLAGS_NONE, NULL));
    }
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (assay_source_address (assay_source_find (bad[i].source), bad[i].base, bad[i].parameters, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
      if (!g_pattern_match_simple (bad[i].address, error->message))
        g_error ("“%s” is not like “%s”", error->message, bad[i].address);
    }
}

static void
test_long (void)
{
  g_autofree char *most = g_strnfill (ASSAY_SOURCE_MAX_VALUE, 'x'), *more = g_strconcat (most, "x", NULL), *address = NULL;
  const char *fits[] = { "product", most, NULL }, *exceeds[] = { "product", more, NULL };
  g_autoptr (GError) error = NULL;

  address = assay_source_address (assay_source_find ("lifecycle"), NULL, fits, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (address, most));
  g_assert_null (assay_source_address (assay_source_find ("lifecycle"), NULL, exceeds, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  g_assert_cmpuint (strlen (error->message), <, 300);
}

/* Whatever the value is, the parsed body says the same. */
static void
test_bodies (void)
{
  static const struct { const char *purl, *body; } bodies[] = {
    { "pkg:npm/a", "{\"package\":{\"purl\":\"pkg:npm/a\"}}" },
    { "a\"},\"b\":{\"", "{\"package\":{\"purl\":\"a\\\"},\\\"b\\\":{\\\"\"}}" },
    { "\\\n\t{purl}", "{\"package\":{\"purl\":\"\\\\\\n\\t{purl}\"}}" },
    { "\001ü\360\237\230\200", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      const char *parameters[] = { "purl", bodies[i].purl, NULL };
      g_autoptr (GError) error = NULL;
      g_autofree char *body = assay_source_body (assay_source_find ("advisories"), parameters, &error);
      g_autoptr (JsonNode) root = NULL;
      JsonObject *package;

      g_assert_no_error (error);
      if (bodies[i].body != NULL)
        g_assert_cmpstr (body, ==, bodies[i].body);
      root = json_from_string (body, &error);
      g_assert_no_error (error);
      package = json_object_get_object_member (json_node_get_object (root), "package");
      g_assert_cmpuint (json_object_get_size (package), ==, 1);
      g_assert_cmpstr (json_object_get_string_member (package, "purl"), ==, bodies[i].purl);
    }
}

static void
test_no_body (void)
{
  const char *none[] = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (assay_source_body (assay_source_find ("packages"), none, &error));
  g_assert_no_error (error);
  g_assert_null (assay_source_body (assay_source_find ("advisories"), NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "advisories: needs the parameter “purl”");
}

static void
test_table (void)
{
  guint n;
  const AssaySource *table = assay_source_table (&n);

  g_assert_cmpuint (n, ==, 12);
  for (guint i = 0; i < n; i++)
    {
      const AssaySource *source = &table[i];
      gboolean filled = FALSE;

      g_assert_true (assay_source_find (source->id) == source);
      g_assert_cmpstr (source->title, !=, "");
      g_assert_cmpstr (source->publisher, !=, "");
      g_assert_cmpstr (source->licence, !=, "");
      g_assert_true (g_str_has_prefix (source->address, "https://") || g_str_has_prefix (source->address, "{server}/"));
      g_assert_true (g_str_equal (source->accept, "application/json") || g_str_equal (source->accept, "text/csv"));
      g_assert_cmpfloat (source->fresh, >=, 0);
      g_assert_cmpuint (source->max_bytes, <=, 32 * 1024 * 1024);
      g_assert_nonnull (source->read);
      g_assert_true (source->token == NULL || g_str_has_prefix (source->address, "https://"));
      for (guint c = 0; c < G_N_ELEMENTS (good); c++)
        filled = filled || g_str_equal (good[c].source, source->id);
      g_assert_true (filled);
    }
  g_assert_null (assay_source_find ("nothing"));
  g_assert_null (assay_source_find (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/table", test_table);
  g_test_add_func ("/source/addresses", test_addresses);
  g_test_add_func ("/source/refused", test_refused);
  g_test_add_func ("/source/long", test_long);
  g_test_add_func ("/source/bodies", test_bodies);
  g_test_add_func ("/source/no-body", test_no_body);

  return g_test_run ();
}
