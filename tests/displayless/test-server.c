#include <string.h>

#include "data/measure/server.h"
#include "data/model/error.h"
#include "marked.h"

#define HELLO "{\"message\":\"Hello\"}"

static const AssayRequest get = { .method = (char *) "GET", .path = (char *) "/json" };

static AssayServer *
start (Marked *self, const char *mode, double patience, GCancellable *cancellable, GError **error)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "displayless", "faulty-server", NULL);
  const char * const argv[] = { program, mode, NULL };
  AssayChildSpec spec = { .name = "Fault", .argv = argv, .environ = (const char * const *) self->environ };

  return assay_server_start (&spec, &get, patience, cancellable, error);
}

static AssayServer *
start_well (Marked *self, const char *mode)
{
  g_autoptr (GError) error = NULL;
  AssayServer *server = start (self, mode, MARKED_LONG, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (server);

  return server;
}

static void
test_good (Marked *self, gconstpointer mode)
{
  g_autoptr (AssayServer) server = start_well (self, mode);
  AssayExpectation expect = { .status = 200, .type = (char *) "application/json", .body = (char *) HELLO };
  g_autoptr (GError) error = NULL;
  AssayChildUsage usage;
  AssayAnswer answer;

  g_assert_cmpuint (assay_server_get_port (server), >, 0);
  g_assert_nonnull (strstr (assay_server_get_ready (server), "\"framework\": \"faulty\""));
  g_assert_cmpfloat (assay_server_get_start_up (server), >, g_str_has_prefix (mode, "late") ? 0.15 : 0);
  g_assert_cmpfloat (assay_server_get_start_up (server), <, MARKED_LONG);
  g_assert_true (assay_child_is_alive (assay_server_get_child (server)));
  g_assert_true (assay_server_verify (server, &get, &expect, &answer, NULL, &error));
  g_assert_no_error (error);
  assay_answer_clear (&answer);
  g_assert_true (assay_server_stop (server, &usage, &error));
  g_assert_no_error (error);
  g_assert_cmpint (usage.status, ==, 0);
}

/* A server that can't be used, and why. */
typedef struct
{
  const char *mode;
  double patience;
  const char *message;   /* "#" stands for a number */
} Fault;

static const Fault faults[] = {
  { "silent", 0.3, "Fault: didn't get ready within 0.3 s; the end of its output: loading for ever" },
  { "dead", MARKED_LONG, "Fault ended with status 1: no module named hope" },
  { "garbage", MARKED_LONG, "Fault: its first line doesn't say that it is ready: “Listening on port # ...”" },
  { "no-event", MARKED_LONG, "Fault: its first line doesn't say that it is ready: “{\"port\": #}”" },
  { "other-event", MARKED_LONG, "Fault: its first line doesn't say that it is ready: “{\"event\": \"started\", \"port\": #}”" },
  { "twice", MARKED_LONG, "Fault: its first line doesn't say that it is ready: “{\"event\": \"ready\", \"port\": #, \"port\": #}”" },
  { "no-object", MARKED_LONG, "Fault: its first line doesn't say that it is ready: “[\"ready\", #]”" },
  { "port-0", MARKED_LONG, "Fault listens on no port: its ready line is “{\"event\": \"ready\", \"port\": #}”" },
  { "port-65536", MARKED_LONG, "Fault listens on no port: its ready line is “{\"event\": \"ready\", \"port\": #}”" },
  { "port-text", MARKED_LONG, "Fault listens on no port: its ready line is “{\"event\": \"ready\", \"port\": \"#\"}”" },
  { "no-port", MARKED_LONG, "Fault listens on no port: its ready line is “{\"event\": \"ready\"}”" },
  { "nobody", 0.3, "Fault listens on no port: nobody took a connection on its port # within #.# s" },
  { "mute", 0.3, "Fault: its first request failed: Operation timed out after # milliseconds with # bytes received" },
  { "no-http", MARKED_LONG, "Fault: its first request failed: Received HTTP/#.# when not allowed" },
};

static char *
without_numbers (const char *text)
{
  g_autoptr (GRegex) digits = g_regex_new ("[0-9]+", 0, 0, NULL);

  return g_regex_replace_literal (digits, text, -1, 0, "#", 0, NULL);
}

static void
test_fault (Marked *self, gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL, *expected = without_numbers (fault->message);

  g_assert_null (start (self, fault->mode, fault->patience, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  message = without_numbers (error->message);
  g_assert_cmpstr (message, ==, expected);
}

/* A server that gets ready and answers something else, and how that is said. */
typedef struct
{
  const char *mode;
  AssayExpectation expect;
  const char *message;   /* a pattern; NULL: nothing is wrong */
} Wrong;

#define JSON_HELLO { .type = (char *) "application/json", .body = (char *) HELLO, .json = TRUE }

static const Wrong wrongs[] = {
  { "500", JSON_HELLO, "Fault answered 500 instead of 200" },
  { "500", { .status = 500 }, NULL },
  { "good", { .type = (char *) "text/plain" }, "Fault answered the type application/json; charset=utf-8 instead of text/plain" },
  { "good", { .body = (char *) "{ \"message\": \"Hello\" }" },
    "Fault answered the body {\"message\":\"Hello\"} instead of { \"message\": \"Hello\" }" },
  { "good", { .body = (char *) "{ \"message\": \"Hello\" }", .json = TRUE }, NULL },
  { "good", { .body = (char *) "{\"message\": \"Bye\"}", .json = TRUE },
    "Fault answered the body {\"message\":\"Hello\"} instead of {\"message\": \"Bye\"}" },
  { "good", { .encoding = (char *) "gzip" }, "Fault answered the encoding (none) instead of gzip" },
  { "good", { .sha256 = (char *) "4c14dd7b6e6d2b2d6d8e2ba7bb06b8d2ab5a3f2e8f9f5d87ee9fb0ca5a30ba25" },
    "Fault answered a body of SHA-256 bd0d627406ce45439ab17b9e26ed56de666517e00705d4ea85754ef624be28e4 instead of "
    "4c14dd7b6e6d2b2d6d8e2ba7bb06b8d2ab5a3f2e8f9f5d87ee9fb0ca5a30ba25" },
  { "gzip", JSON_HELLO, "Fault answered the encoding gzip instead of (none)" },
  { "gzip", { .encoding = (char *) "gzip", .body = (char *) HELLO }, NULL },
  { "half-gzip", { .encoding = (char *) "gzip", .body = (char *) HELLO }, "Fault answered a body that isn't gzip" },
  { "spaced", { .body = (char *) "{\"message\":\"Hello\",\"list\":[1,null,true],\"n\":1}", .json = TRUE }, NULL },
  { "spaced", { .json = TRUE }, NULL },
  { "floods", JSON_HELLO, NULL },
  { "closes", JSON_HELLO, NULL },
  { "half-way", JSON_HELLO, "Fault ended with status 3: out of ideas" },
  { "much", JSON_HELLO, "Fault: GET /json: the body is larger than 64 MiB" },
  { "cut", JSON_HELLO, "Fault: GET /json: *with 99 bytes*" },
};

static void
test_wrong (Marked *self, gconstpointer data)
{
  const Wrong *wrong = data;
  g_autoptr (AssayServer) server = start_well (self, wrong->mode);
  g_autoptr (GError) error = NULL;
  AssayAnswer answer;

  g_assert_cmpint (assay_server_verify (server, &get, &wrong->expect, &answer, NULL, &error), ==, error == NULL);
  if (wrong->message == NULL)
    g_assert_no_error (error);
  else if (error == NULL || !g_pattern_match_simple (wrong->message, error->message))
    g_error ("“%s” instead of “%s”", error != NULL ? error->message : "nothing", wrong->message);
  assay_answer_clear (&answer);
}

/* What differs without a difference, and what not. */
typedef struct
{
  const char *a, *b;
  gboolean equal;
} Pair;

static const Pair pairs[] = {
  { "{}", " { } ", TRUE },
  { "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", TRUE },
  { "{\"a\":1}", "{\"a\":1,\"b\":2}", FALSE },
  { "{\"a\":1}", "{\"b\":1}", FALSE },
  { "{\"a\":null}", "{\"b\":null}", FALSE },
  { "{\"a\":null}", "{\"a\":0}", FALSE },
  { "[1,2]", "[2,1]", FALSE },
  { "[1,2]", "[1,2,3]", FALSE },
  { "[1.0, 2]", "[1,2e0]", TRUE },
  { "[0.1]", "[0.10]", TRUE },
  { "[1]", "[true]", FALSE },
  { "[1]", "[\"1\"]", FALSE },
  { "[true]", "[false]", FALSE },
  { "[9007199254740993]", "[9007199254740992]", FALSE },
  { "\"\\u00e9\"", "\"é\"", TRUE },
  { "{\"a\":{\"b\":[{}]}}", "{\"a\":{\"b\":[[]]}}", FALSE },
  { "{\"a\":1,\"a\":2}", "{\"a\":2}", FALSE },
  { "no JSON", "no  JSON", FALSE },
  { "no JSON", "no JSON", TRUE },
};

static void
test_equal (G_GNUC_UNUSED gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      AssayAnswer a = { 200, (char *) "application/json", NULL, g_bytes_new_static (pairs[i].a, strlen (pairs[i].a)) };
      AssayAnswer b = { 200, (char *) "application/json; charset=utf-8", NULL, g_bytes_new_static (pairs[i].b, strlen (pairs[i].b)) };
      AssayExpectation json = { .json = TRUE }, exact = { 0 };

      g_test_message ("%s and %s", pairs[i].a, pairs[i].b);
      g_assert_cmpint (assay_answer_equal (&a, &b, &json), ==, pairs[i].equal);
      g_assert_cmpint (assay_answer_equal (&b, &a, &json), ==, pairs[i].equal);
      g_assert_cmpint (assay_answer_equal (&a, &b, &exact), ==, g_str_equal (pairs[i].a, pairs[i].b));
      b.status = 201;
      g_assert_false (assay_answer_equal (&a, &b, &json));
      g_bytes_unref (a.body);
      g_bytes_unref (b.body);
    }
}

static char *
ask (AssayServer *server, const AssayRequest *request)
{
  g_autoptr (GError) error = NULL;
  AssayAnswer answer;
  char *text;

  g_assert_true (assay_server_ask (server, request, &answer, NULL, &error));
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (answer.body, NULL), g_bytes_get_size (answer.body));
  assay_answer_clear (&answer);

  return text;
}

/* What is sent: method, headers and body, over one connection, without headers that nobody asked for. */
static void
test_request (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayServer) server = start_well (self, "echo");
  const char *headers[] = { "X-Test", "yes", NULL };
  AssayRequest post = { .method = (char *) "POST", .path = (char *) "/x", .headers = (char **) headers, .body = (char *) "axxb" };
  AssayRequest fill = { .method = (char *) "PUT", .path = (char *) "/x", .fill = 5000 };
  g_autofree char *first = ask (server, &post), *second = ask (server, &fill);

  g_assert_cmpstr (first, ==, "{\"method\": \"POST\", \"x\": 2, \"body\": 4, \"first\": true, \"header\": true, \"accept-encoding\": false}");
  g_assert_cmpstr (second, ==, "{\"method\": \"PUT \", \"x\": 5000, \"body\": 5000, \"first\": true, \"header\": false, \"accept-encoding\": false}");
}

static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep (100000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_cancel_start (Marked *self, gconstpointer mode)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_later, cancellable);
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  g_assert_null (start (self, mode, MARKED_LONG, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 3 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

static void
test_cancel_ask (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (AssayServer) server = start_well (self, "mute-later");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_later, cancellable);
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  AssayAnswer answer;

  g_assert_false (assay_server_ask (server, &get, &answer, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 3 * G_USEC_PER_SEC);
  assay_answer_clear (&answer);
  g_thread_join (thread);
}

typedef struct
{
  GCancellable *cancellable;
  gulong delay;             /* us */
} Moment;

static gpointer
cancel_at (gpointer data)
{
  Moment *moment = data;

  g_usleep (moment->delay);
  g_cancellable_cancel (moment->cancellable);

  return NULL;
}

/* Cancelled at 50 seeded moments of a server's life, wherever that is then: nobody and nothing is left. */
static void
test_any_moment (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Moment moment = { cancellable, (gulong) g_rand_int_range (random, 0, 15000) };
      GThread *thread = g_thread_new ("cancel", cancel_at, &moment);
      g_autoptr (AssayServer) server = start (self, "good", MARKED_LONG, cancellable, NULL);
      AssayAnswer answer = { 0 };

      while (server != NULL && assay_server_ask (server, &get, &answer, cancellable, NULL))
        assay_answer_clear (&answer);
      assay_answer_clear (&answer);
      g_thread_join (thread);
    }
  g_rand_free (random);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/server/fault/%s", faults[i].mode);

      marked_add (path, &faults[i], test_fault);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/server/wrong/%02u/%s", i, wrongs[i].mode);

      marked_add (path, &wrongs[i], test_wrong);
    }
  marked_add ("/server/good", "good", test_good);
  marked_add ("/server/late", "late", test_good);
  marked_add ("/server/late-port", "late-port", test_good);
  g_test_add_data_func ("/server/equal", NULL, test_equal);
  marked_add ("/server/request", NULL, test_request);
  marked_add ("/server/cancel/silent", "silent", test_cancel_start);
  marked_add ("/server/cancel/nobody", "nobody", test_cancel_start);
  marked_add ("/server/cancel/mute", "mute", test_cancel_start);
  marked_add ("/server/cancel/ask", NULL, test_cancel_ask);
  marked_add ("/server/any-moment", NULL, test_any_moment);

  return g_test_run ();
}
