/* Fetching over HTTP from a server with every fault: what comes is taken, what fails is said in plain words and in bounded time. */
#include <string.h>

#include "data/model/error.h"
#include "peers.h"

static Peer peer;

static void
set_up_request (AssayHttpRequest *request, const char *address)
{
  *request = (AssayHttpRequest) { .address = address, .accept = "application/json", .max_bytes = 1024 * 1024 };
}

static void
test_good (void)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autofree char *text = peer_fetch (http, &peer, "/json", &outcome);

  g_assert_cmpstr (text, ==, "{\"message\": \"Hello\"}");
  g_assert_cmpuint (outcome.status, ==, 200);
  g_assert_cmpuint (outcome.tries, ==, 1);
  g_assert_cmpuint (outcome.protocol, ==, 1);
  g_assert_cmpstr (outcome.type, ==, "application/json");
  g_assert_cmpint (outcome.retry_after, ==, 0);
  g_assert_true (g_str_has_suffix (outcome.address, "/json"));
}

typedef struct
{
  const char *path;
  AssayError code;
  const char *message;   /* after the address */
  guint tries;           /* how often the server was asked */
} Fault;

static const Fault faults[] = {
  { "/slow", ASSAY_ERROR_NETWORK, "stands still: next to nothing came for 1 s", 1 },
  { "/mute", ASSAY_ERROR_NETWORK, "stands still: next to nothing came for 1 s", 1 },
  { "/cut", ASSAY_ERROR_NETWORK, "the connection broke off in the middle of the answer", 3 },
  { "/reset", ASSAY_ERROR_NETWORK, "the connection broke off before an answer", 3 },
  { "/endless", ASSAY_ERROR_FORMAT, "its answer is larger than 1 MiB", 1 },
  { "/endless-head", ASSAY_ERROR_FORMAT, "the headers of its answer have no end", 1 },
  { "/bomb", ASSAY_ERROR_FORMAT, "its answer is larger than 1 MiB", 1 },
  { "/bad-gzip", ASSAY_ERROR_FORMAT, "its answer can't be unpacked", 1 },
  { "/loop", ASSAY_ERROR_NETWORK, "redirects more than 5 times", 6 },
  { "/fault", ASSAY_ERROR_NETWORK, "answered with status 500 (the server has a fault)", 3 },
  { "/gone", ASSAY_ERROR_NETWORK, "answered with status 404 (there is nothing at this address)", 1 },
  { "/page", ASSAY_ERROR_FORMAT, "answered with a web page instead of JSON", 1 },
  { "/page-as-text", ASSAY_ERROR_FORMAT, "answered with a web page instead of JSON", 1 },
  { "/nothing", ASSAY_ERROR_FORMAT, "answered with nothing instead of JSON", 1 },
  { "/no-http", ASSAY_ERROR_FORMAT, "doesn't answer with HTTP", 1 },
  { "/not-modified", ASSAY_ERROR_NETWORK, "answered with status 304", 1 },
  { "/much-later", ASSAY_ERROR_NETWORK, "answered with status 429 (it was asked too often); not to be asked for 3600 s", 1 },
  { "/throttled", ASSAY_ERROR_NETWORK,
    "answered with status 400; it says “too many requests from this IP, more requests available in 120 seconds”", 1 },
  { "/unlimited/0", ASSAY_ERROR_NETWORK, "answered with status 403 (it refuses to answer)", 1 },
  { "/unlimited/1", ASSAY_ERROR_NETWORK, "answered with status 403 (it refuses to answer)", 1 },
  { "/unlimited/2", ASSAY_ERROR_NETWORK, "answered with status 403 (it refuses to answer)", 1 },
};

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autofree char *address = peer_address (&peer, fault->path);
  g_autofree char *expected = g_strdup_printf ("%s: %s", address, fault->message);
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  AssayHttpRequest request;

  set_up_request (&request, address);
  g_assert_false (assay_http_fetch (http, &request, &outcome, NULL, &error));
  g_assert_cmpstr (error->message, ==, expected);
  g_assert_error (error, ASSAY_ERROR, (int) fault->code);
  g_assert_null (outcome.body);
  g_assert_cmpuint (peer_asked (&peer, fault->path), ==, fault->tries);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 4 * G_USEC_PER_SEC);
}

typedef struct
{
  const char *path;
  guint tries;
  double least, most;    /* s */
} Recovery;

static const Recovery recoveries[] = {
  { "/fault-once", 2, 0.01, 1 }, { "/cut-once", 2, 0.01, 1 }, { "/reset-once", 2, 0.01, 1 }, { "/later", 2, 0.9, 2.5 },
  { "/later-date", 2, 0.9, 3.5 },
};

/* What passes is waited for, as long as the server says. */
static void
test_recovery (gconstpointer data)
{
  const Recovery *recovery = data;
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) outcome = { 0 };
  gint64 began = g_get_monotonic_time ();
  g_autofree char *text = peer_fetch (http, &peer, recovery->path, &outcome);
  double took = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;

  g_assert_cmpstr (text, ==, "{\"message\": \"Hello\"}");
  g_assert_cmpuint (outcome.tries, ==, recovery->tries);
  g_assert_cmpuint (outcome.status, ==, 200);
  g_assert_cmpfloat (took, >=, recovery->least);
  g_assert_cmpfloat (took, <, recovery->most);
}

/* Until then the same server isn't asked at all, whatever the path, and whoever asks next time knows until when. */
static void
assert_hold_off (const char *path, guint status, guint tries, gint64 wait, const char *words)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_autofree char *never = g_strconcat ("/count/held-off", path, NULL);
  g_autofree char *first = peer_address (&peer, path), *second = peer_address (&peer, never);
  g_auto (AssayHttpOutcome) outcome = { 0 }, again = { 0 };
  g_autoptr (GError) failure = NULL, error = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  AssayHttpRequest request;

  set_up_request (&request, first);
  g_assert_false (assay_http_fetch (http, &request, &outcome, NULL, &failure));
  g_assert_nonnull (strstr (failure->message, words));
  g_assert_cmpuint (outcome.status, ==, status);
  g_assert_cmpuint (outcome.tries, ==, tries);
  g_assert_cmpint (outcome.retry_after, >=, now + wait - 1);
  g_assert_cmpint (outcome.retry_after, <=, now + wait + 10);
  set_up_request (&request, second);
  g_assert_false (assay_http_fetch (http, &request, &again, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, "its server asked not to be asked for another "));
  g_assert_cmpint (again.retry_after, >=, now + wait - 1);
  g_assert_cmpint (again.retry_after, <=, now + wait + 10);
  g_assert_cmpuint (peer_asked (&peer, never), ==, 0);
}

static void
test_hold_off (void)
{
  assert_hold_off ("/much-later-too", 429, 1, 3600, "status 429 (it was asked too often); not to be asked for 3600 s");
  assert_hold_off ("/too-often", 429, 3, 300, "status 429 (it was asked too often)");
}

/* As GitHub says it: with a status that means something else elsewhere, and a time instead of seconds. */
static void
test_limit (void)
{
  assert_hold_off ("/limited", 403, 1, 600, "status 403 (it was asked too often); it answers so many requests and no more until ");
}

/* A body that is only said to be shorter is what was said; whether it is JSON, its reader finds out. */
static void
test_wrong_length (void)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autofree char *text = peer_fetch (http, &peer, "/wrong-length", &outcome);

  g_assert_cmpstr (text, ==, "{\"message\": ");
}

static void
test_redirects (void)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autofree char *text = peer_fetch (http, &peer, "/hops/5", &outcome);
  g_autofree char *address = peer_address (&peer, "/hops/0");

  g_assert_cmpstr (text, ==, "{\"message\": \"Hello\"}");
  g_assert_cmpstr (outcome.address, ==, address);
}

static void
test_validators (void)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) first = { 0 }, second = { 0 };
  g_autofree char *text = peer_fetch (http, &peer, "/versions", &first), *address = peer_address (&peer, "/versions");
  const AssayHttpRequest request = { .address = address, .etag = first.etag, .accept = "application/json" };
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, "{\"version\": 1}");
  g_assert_cmpstr (first.etag, ==, "\"v1\"");
  g_assert_true (assay_http_fetch (http, &request, &second, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (second.status, ==, 304);
  g_assert_null (second.body);
}

static void
test_no_name (void)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  AssayHttpRequest request;

  set_up_request (&request, "https://nowhere.invalid/x?key=secret");
  g_assert_false (assay_http_fetch (http, &request, &outcome, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK);
  g_assert_cmpstr (error->message, ==, "https://nowhere.invalid/x?…: no machine has the name “nowhere.invalid”, or this one is offline");
  g_assert_cmpuint (outcome.status, ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/", peer_free_port ());
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  AssayHttpRequest request;

  set_up_request (&request, address);
  g_assert_false (assay_http_fetch (http, &request, &outcome, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, ": no connection: Connection refused"));
  g_assert_cmpuint (outcome.tries, ==, 3);
}

static void
test_not_asked (void)
{
  static const char * const addresses[] = { "http://example.org/", "file:///etc/passwd", "https://me:secret@example.org/", "nonsense" };
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_auto (AssayHttpOutcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;
      AssayHttpRequest request;

      set_up_request (&request, addresses[i]);
      g_assert_false (assay_http_fetch (http, &request, &outcome, NULL, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_total_time (void)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { .total_timeout = 0.4, .stall_timeout = 10 });
  g_autofree char *address = peer_address (&peer, "/slow/total");
  g_auto (AssayHttpOutcome) outcome = { 0 };
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  AssayHttpRequest request;

  set_up_request (&request, address);
  g_assert_false (assay_http_fetch (http, &request, &outcome, NULL, &error));
  g_assert_nonnull (strstr (error->message, ": not finished within 0.4 s"));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  peer_start (&peer);
  g_test_add_func ("/http/good", test_good);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/http/fault", faults[i].path, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  for (guint i = 0; i < G_N_ELEMENTS (recoveries); i++)
    {
      g_autofree char *path = g_strconcat ("/http/recovery", recoveries[i].path, NULL);

      g_test_add_data_func (path, &recoveries[i], test_recovery);
    }
  g_test_add_func ("/http/hold-off", test_hold_off);
  g_test_add_func ("/http/limit", test_limit);
  g_test_add_func ("/http/wrong-length", test_wrong_length);
  g_test_add_func ("/http/redirects", test_redirects);
  g_test_add_func ("/http/validators", test_validators);
  g_test_add_func ("/http/no-name", test_no_name);
  g_test_add_func ("/http/refused", test_refused);
  g_test_add_func ("/http/not-asked", test_not_asked);
  g_test_add_func ("/http/total-time", test_total_time);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
