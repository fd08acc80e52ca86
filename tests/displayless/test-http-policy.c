/* What is asked of whom: redirects, proxies, and tokens that nobody else sees. */
#include <string.h>

#include "data/model/error.h"
#include "peers.h"

static Peer peer;

static void
test_bad_redirect (gconstpointer where)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autofree char *path = g_strconcat ("/to/302/", where, NULL);
  g_autofree char *address = peer_address (&peer, path);
  g_autoptr (GError) error = NULL;
  const AssayHttpRequest request = { .address = address, .accept = "application/json" };

  g_assert_false (assay_http_fetch (http, &request, &outcome, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, ": redirects to "));
  g_assert_null (strstr (error->message, "secret"));
}

/* Asks http://NAME/PATH by the peer as proxy, which inside.example needs not. */
static char *
ask_by_proxy (const char *address, GError **error)
{
  static const char * const direct[] = { "inside.example", NULL };
  g_autofree char *proxy = peer_address (&peer, "");
  g_autoptr (GProxyResolver) proxies = g_simple_proxy_resolver_new (proxy, (char **) direct);
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { .proxies = proxies });
  g_auto (AssayHttpOutcome) outcome = { 0 };
  const AssayHttpRequest request = { .address = address, .allow_plain = TRUE };

  return assay_http_fetch (http, &request, &outcome, NULL, error) ? peer_text (outcome.body) : NULL;
}

static void
test_proxy (void)
{
  g_autofree char *text = ask_by_proxy ("http://public.example/echo", NULL);

  g_assert_nonnull (strstr (text, "GET http://public.example/echo HTTP/1.1\r\n"));
}

/* It is the proxy that is told of where it is the proxy that fails. */
static void
test_bad_proxy (void)
{
  g_autofree char *nobody = g_strdup_printf ("http://127.0.0.1:%u", peer_free_port ());
  g_autoptr (GProxyResolver) proxies = g_simple_proxy_resolver_new (nobody, NULL);
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { .proxies = proxies });
  const AssayHttpRequest request = { .address = "https://public.example/" };
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL, refused = NULL;

  g_assert_null (ask_by_proxy ("https://public.example/", &refused));
  g_assert_cmpstr (refused->message, ==, "https://public.example/: the proxy of this machine's settings refused it with status 404");
  g_assert_false (assay_http_fetch (http, &request, &outcome, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message,
                                   "https://public.example/: no connection to the proxy of this machine's settings: Connection refused"));
}

/* A public host can't make us ask what only this machine can reach, neither by number nor by a name for it. */
static void
test_into_own_network (void)
{
  g_autofree char *own = peer_address (&peer, "/count/own");
  g_autofree char *named = g_strdup_printf ("http://inside.example:%u/count/own", peer.port);
  const char *targets[] = { own, named, "http://[::1]/", "http://192.168.0.1/", "http://0x7f.1/" };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *address = g_strconcat ("http://public.example/to/302/", targets[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (ask_by_proxy (address, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK);
      g_assert_nonnull (strstr (error->message, "into this machine's own network"));
    }
  g_assert_cmpuint (peer_asked (&peer, "/count/own"), ==, 0);
}

/* The environment's proxy counts where the desktop says nothing, but never for this machine. */
static void
test_environment_proxy (void)
{
  g_autofree char *proxy = peer_address (&peer, "");
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) outcome = { 0 }, own = { 0 };
  g_autoptr (GError) error = NULL;
  const AssayHttpRequest request = { .address = "http://public.example/echo", .allow_plain = TRUE };
  g_autofree char *text = NULL;

  g_setenv ("http_proxy", proxy, TRUE);
  assay_http_fetch (http, &request, &outcome, NULL, &error);
  text = peer_fetch (http, &peer, "/echo", &own);
  g_unsetenv ("http_proxy");
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "GET /echo"));
}

static const char * const secrets[] = { "Authorization", "Bearer secret", NULL };

static char *
fetch_secret (const char *address, const char *body)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) outcome = { 0 };
  const AssayHttpRequest request = { .address = address, .headers = secrets, .body = body };
  g_autoptr (GError) error = NULL;

  assay_http_fetch (http, &request, &outcome, NULL, &error);
  g_assert_no_error (error);

  return peer_text (outcome.body);
}

/* A token goes to its own server alone, also when another one sends us back there. */
static void
test_secrets (void)
{
  Peer other = { 0 };
  g_autofree char *address = peer_address (&peer, "/echo"), *same = peer_address (&peer, "/to/302//echo");
  g_autofree char *away = NULL, *back = NULL, *elsewhere = NULL, *there_and_back = NULL;

  peer_start (&other);
  elsewhere = peer_address (&other, "/echo");
  away = g_strdup_printf ("http://127.0.0.1:%u/to/302/%s", peer.port, elsewhere);
  back = g_strdup_printf ("/to/302/%s", address);
  there_and_back = g_strdup_printf ("http://127.0.0.1:%u/to/302/http://127.0.0.1:%u%s", peer.port, other.port, back);
  {
    g_autofree char *at_home = fetch_secret (address, NULL), *again = fetch_secret (same, NULL), *abroad = fetch_secret (away, NULL);
    g_autofree char *returned = fetch_secret (there_and_back, NULL);

    g_assert_nonnull (strstr (at_home, "Authorization: Bearer secret\r\n"));
    g_assert_nonnull (strstr (again, "Authorization: Bearer secret\r\n"));
    g_assert_null (strstr (abroad, "secret"));
    g_assert_null (strstr (returned, "secret"));
  }
  peer_stop (&other);
}

/* Neither a header nor a query is in a message. */
static void
test_quiet (void)
{
  static const char * const paths[] = { "/page?key=secret", "/gone?key=secret", "/to/302/gopher://x?key=secret", "/cut?key=secret",
                                        "/tells" };
  static const char * const broken[] = { "Authorization", "secret\r\nX: y", NULL };
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });

  for (guint i = 0; i <= G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *address = peer_address (&peer, paths[i % G_N_ELEMENTS (paths)]);
      g_auto (AssayHttpOutcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;
      const AssayHttpRequest request = {
        .address = address, .accept = "application/json", .headers = i < G_N_ELEMENTS (paths) ? secrets : broken
      };

      g_assert_false (assay_http_fetch (http, &request, &outcome, NULL, &error));
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_request (void)
{
  g_autofree char *address = peer_address (&peer, "/echo");
  g_autofree char *text = fetch_secret (address, NULL);

  g_assert_nonnull (strstr (text, "User-Agent: Assay/" ASSAY_VERSION " (+" ASSAY_APP_ID ")\r\n"));
  g_assert_nonnull (strstr (text, "Accept-Encoding: "));
  g_assert_nonnull (strstr (text, "gzip"));
  g_assert_null (strstr (text, "If-None-Match"));
  g_assert_null (strstr (text, "Cookie"));
}

/* A question is posted, also over 307, and after 303 the answer is fetched. */
static void
test_post (void)
{
  static const struct { const char *path; gboolean posts; } cases[] = { { "/echo", TRUE }, { "/to/307//echo", TRUE }, { "/to/303//echo", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = peer_address (&peer, cases[i].path);
      g_autofree char *text = fetch_secret (address, "{\"package\": 1}");

      g_assert_cmpint (g_str_has_prefix (text, "POST "), ==, cases[i].posts);
      g_assert_cmpint (strstr (text, "Content-Type: application/json\r\n") != NULL, ==, cases[i].posts);
      g_assert_cmpint (g_str_has_suffix (text, "{\"package\": 1}"), ==, cases[i].posts);
    }
}

int
main (int argc, char **argv)
{
  static const char * const nowhere[] = { "gopher://x/?secret", "file:///?secret", "http://me@127.0.0.1/?secret", "http://127.0.0.1:99999/?secret" };
  int status;

  g_test_init (&argc, &argv, NULL);
  peer_start (&peer);
  for (guint i = 0; i < G_N_ELEMENTS (nowhere); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http-policy/bad-redirect/%u", i);

      g_test_add_data_func (path, nowhere[i], test_bad_redirect);
    }
  g_test_add_func ("/http-policy/proxy", test_proxy);
  g_test_add_func ("/http-policy/bad-proxy", test_bad_proxy);
  g_test_add_func ("/http-policy/into-own-network", test_into_own_network);
  g_test_add_func ("/http-policy/environment-proxy", test_environment_proxy);
  g_test_add_func ("/http-policy/secrets", test_secrets);
  g_test_add_func ("/http-policy/quiet", test_quiet);
  g_test_add_func ("/http-policy/request", test_request);
  g_test_add_func ("/http-policy/post", test_post);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
