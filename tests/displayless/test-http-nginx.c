/* Fetching from a real server: its validators, packing, redirects, certificates and HTTP/2. Skipped where nginx or openssl isn't installed. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "data/model/error.h"
#include "peers.h"

static struct
{
  char *folder, *ca;
  guint plain, right, wrong, expired;   /* ports */
  GSubprocess *process;
} server;

static const char configuration[] =
  "daemon off; master_process off; pid nginx.pid; error_log stderr crit;\n"
  "events { worker_connections 64; }\n"
  "http {\n"
  "  access_log off; gzip on; gzip_types application/json; gzip_min_length 100; gzip_proxied any;\n"
  "  types { application/json json; text/csv csv; text/html html; }\n"
  "  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;\n"
  "  root files;\n"
  "  server { listen 127.0.0.1:%1$u;\n"
  "    location = /moved.json { return 301 /data.json; }\n"
  "    location = /secure.json { return 302 https://127.0.0.1:%2$u/data.json; } }\n"
  "  server { listen 127.0.0.1:%2$u ssl http2; ssl_certificate right.pem; ssl_certificate_key right.key;\n"
  "    location = /down.json { return 302 http://127.0.0.1:%1$u/data.json; } }\n"
  "  server { listen 127.0.0.1:%3$u ssl; ssl_certificate wrong.pem; ssl_certificate_key wrong.key; }\n"
  "  server { listen 127.0.0.1:%4$u ssl; ssl_certificate expired.pem; ssl_certificate_key expired.key; }\n"
  "}\n";

/* A request and a certificate for each name, signed by the authority made before. One that lasts 0 days has expired when it is made; today's
 * openssl refuses fewer. */
static const char certificates[] =
  "set -e\n"
  "new () { openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj \"/CN=$1\" -keyout $1.key \"$2\" $3 $4 $5 $6; }\n"
  "sign () { echo \"subjectAltName=$2\" >$1.ext; \n"
  "  openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days $3 -extfile $1.ext -out $1.pem; }\n"
  "new ca -x509 -days 2 -out ca.pem\n"
  "for name in right wrong expired; do new $name -out $name.csr; done\n"
  "sign right IP:127.0.0.1 2\n"
  "sign wrong DNS:elsewhere.example 2\n"
  "sign expired IP:127.0.0.1 0\n";

static void
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (server.folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
make_files (void)
{
  g_autofree char *files = g_build_filename (server.folder, "files", NULL);
  g_autofree char *blanks = g_strnfill (1000, ' ');
  g_autofree char *data = g_strdup_printf ("{\"n\": 1}%s", blanks);
  g_autofree char *text = g_strdup_printf (configuration, server.plain, server.right, server.wrong, server.expired);

  g_assert_cmpint (g_mkdir (files, 0700), ==, 0);
  write_file ("nginx.conf", text);
  write_file ("files/data.json", data);
  write_file ("files/table.csv", "a,b\n1,2\n");
}

static void
make_certificates (void)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *complaint = NULL;

  g_subprocess_launcher_set_cwd (launcher, server.folder);
  process = g_subprocess_launcher_spawn (launcher, &error, "/bin/sh", "-c", certificates, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaint, &error));
  if (!g_subprocess_get_successful (process))
    g_error ("openssl: %s", complaint);
  server.ca = g_build_filename (server.folder, "ca.pem", NULL);
}

static void
set_up_child (gpointer data G_GNUC_UNUSED)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static gboolean
listens (guint port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) port, NULL, NULL);

  return connection != NULL;
}

static void
start (const char *program)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *prefix = g_strconcat (server.folder, "/", NULL);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  server.process = g_subprocess_launcher_spawn (launcher, &error, program, "-p", prefix, "-c", "nginx.conf", "-e", "stderr", NULL);
  g_assert_no_error (error);
  for (guint i = 0; i < 500 && !listens (server.expired); i++)
    g_usleep (10000);
  g_assert_true (listens (server.expired));
}

static void
stop (void)
{
  if (server.process != NULL)
    {
      g_subprocess_send_signal (server.process, SIGTERM);
      g_subprocess_wait (server.process, NULL, NULL);
      g_clear_object (&server.process);
    }
  if (server.folder != NULL)
    peer_remove_folder (server.folder);
  g_clear_pointer (&server.folder, g_free);
  g_clear_pointer (&server.ca, g_free);
}

/* NULL, with the reason in @error. */
static char *
fetch (const char *scheme, guint port, const char *path, const AssayHttpRequest *as, AssayHttpOutcome *outcome, GError **error)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { .ca_file = server.ca, .total_timeout = 20 });
  g_autofree char *address = g_strdup_printf ("%s://127.0.0.1:%u%s", scheme, port, path);
  AssayHttpRequest request = *as;

  request.address = address;
  request.accept = as->accept != NULL ? as->accept : "application/json";
  if (!assay_http_fetch (http, &request, outcome, NULL, error))
    return NULL;

  return outcome->body != NULL ? peer_text (outcome->body) : g_strdup ("");
}

static void
test_plain (void)
{
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fetch ("http", server.plain, "/data.json", &(AssayHttpRequest) { 0 }, &outcome, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "{\"n\": 1}"));
  g_assert_cmpuint (strlen (text), ==, 1008);
  g_assert_cmpuint (outcome.protocol, ==, 1);
  g_assert_cmpstr (outcome.type, ==, "application/json");
  g_assert_true (g_str_has_prefix (outcome.etag, "W/"));   /* it was packed */
  g_assert_nonnull (outcome.last_modified);
}

/* By its tag, by its date. */
static void
test_not_modified (void)
{
  g_auto (AssayHttpOutcome) first = { 0 };
  g_autofree char *text = fetch ("http", server.plain, "/data.json", &(AssayHttpRequest) { 0 }, &first, NULL);
  const AssayHttpRequest requests[] = { { .etag = first.etag }, { .last_modified = first.last_modified } };

  g_assert_cmpuint (strlen (text), ==, 1008);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_auto (AssayHttpOutcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *again = fetch ("http", server.plain, "/data.json", &requests[i], &outcome, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (outcome.status, ==, 304);
      g_assert_cmpstr (again, ==, "");
    }
}

static void
test_redirects (void)
{
  static const char * const paths[] = { "/moved.json", "/secure.json" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (AssayHttpOutcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *text = fetch ("http", server.plain, paths[i], &(AssayHttpRequest) { 0 }, &outcome, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (strlen (text), ==, 1008);
      g_assert_true (g_str_has_suffix (outcome.address, "/data.json"));
    }
}

static void
test_http2 (void)
{
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fetch ("https", server.right, "/data.json", &(AssayHttpRequest) { 0 }, &outcome, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outcome.protocol, ==, 2);
  g_assert_true (g_str_has_prefix (text, "{\"n\": 1}"));
}

static void
assert_fails (guint port, const char *path, const char *problem)
{
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fetch ("https", port, path, &(AssayHttpRequest) { 0 }, &outcome, &error);

  g_assert_null (text);
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, problem));
  g_assert_cmpuint (outcome.tries, ==, 1);
}

static void
test_certificates (void)
{
  g_autofree char *ca = g_steal_pointer (&server.ca);

  /* the system doesn't know our authority */
  assert_fails (server.right, "/data.json", "its certificate is not accepted");
  server.ca = g_steal_pointer (&ca);
  assert_fails (server.wrong, "/data.json", "its certificate is not accepted");
  assert_fails (server.expired, "/data.json", "its certificate is not accepted: SSL certificate problem: certificate has expired");
  assert_fails (server.right, "/down.json", "redirects from https to http");
}

/* The file that tests believe may come from the environment. */
static void
test_environment (void)
{
  g_autofree char *ca = g_steal_pointer (&server.ca);
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_setenv ("ASSAY_CA_FILE", ca, TRUE);
  text = fetch ("https", server.right, "/data.json", &(AssayHttpRequest) { 0 }, &outcome, &error);
  g_unsetenv ("ASSAY_CA_FILE");
  server.ca = g_steal_pointer (&ca);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text), ==, 1008);
}

static void
test_csv (void)
{
  g_auto (AssayHttpOutcome) outcome = { 0 }, missing = { 0 };
  g_autoptr (GError) error = NULL;
  const AssayHttpRequest csv = { .accept = "text/csv" };
  g_autofree char *text = fetch ("https", server.right, "/table.csv", &csv, &outcome, NULL);
  g_autofree char *nothing = fetch ("https", server.right, "/missing.csv", &csv, &missing, &error);

  g_assert_cmpstr (text, ==, "a,b\n1,2\n");
  g_assert_null (nothing);
  g_assert_nonnull (strstr (error->message, "answered with status 404"));
}

static void
test_skipped (gconstpointer program)
{
  g_autofree char *reason = g_strdup_printf ("%s is not installed", (const char *) program);

  g_test_skip (reason);
}

/* Administrators' folders aren't in everybody's path. */
static char *
find_program (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/usr/sbin/%s", name);
  char *found = g_find_program_in_path (name);

  return found != NULL || !g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? found : g_steal_pointer (&path);
}

int
main (int argc, char **argv)
{
  g_autofree char *nginx = find_program ("nginx"), *openssl = find_program ("openssl");
  int status;

  g_test_init (&argc, &argv, NULL);
  if (nginx == NULL || openssl == NULL)
    {
      g_test_add_data_func ("/http-nginx", nginx == NULL ? "nginx" : "openssl", test_skipped);
      return g_test_run ();
    }
  server.folder = g_dir_make_tmp ("assay-XXXXXX", NULL);
  server.plain = peer_free_port ();
  server.right = peer_free_port ();
  server.wrong = peer_free_port ();
  server.expired = peer_free_port ();
  make_certificates ();
  make_files ();
  start (nginx);
  g_test_add_func ("/http-nginx/plain", test_plain);
  g_test_add_func ("/http-nginx/not-modified", test_not_modified);
  g_test_add_func ("/http-nginx/redirects", test_redirects);
  g_test_add_func ("/http-nginx/http2", test_http2);
  g_test_add_func ("/http-nginx/certificates", test_certificates);
  g_test_add_func ("/http-nginx/environment", test_environment);
  g_test_add_func ("/http-nginx/csv", test_csv);
  status = g_test_run ();
  stop ();

  return status;
}
