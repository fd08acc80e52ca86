/* The load generator against a server whose behaviour is known (load-peer.c). Where time is measured, a busy machine gets several tries. */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/measure/child.h"
#include "data/measure/load.h"
#include "data/model/error.h"

#define TRIES 6

typedef struct
{
  AssayChild *child;
  guint16 port;
  GPid pid;
} Peer;

static AssayRequest get = { .method = (char *) "GET", .path = (char *) "/" };
static AssayExpectation hello = { .status = 200, .body = (char *) "hello, world\n" };

static void
peer_start (Peer *self, const char *mode, const char *number, const char *port)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "displayless", "load-peer", NULL);
  const char *argv[] = { path, mode, number, port, NULL };
  AssayChildSpec spec = { .name = "the peer", .argv = argv, .keep_stdin = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  int port_read, pid;

  self->child = assay_child_start (&spec, &error);
  g_assert_no_error (error);
  line = assay_child_read_line (self->child, 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sscanf (line, "{\"event\":\"ready\",\"port\":%d,\"pid\":%d}", &port_read, &pid), ==, 2);
  self->port = port_read;
  self->pid = pid;
}

static void
peer_stop (Peer *self)
{
  g_clear_pointer (&self->child, assay_child_free);
}

static AssayLoadSpec
make_spec (const Peer *peer, double seconds)
{
  return (AssayLoadSpec) { .port = peer->port, .request = &get, .expect = &hello, .connections = 8, .seconds = seconds, .patience = 0.5 };
}

static void
run (const AssayLoadSpec *spec, AssayLoadResult *result)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (assay_load_run (spec, NULL, NULL, NULL, result, &error));
  g_assert_no_error (error);
}

/* What must hold of every result, whatever the server does. */
static void
check_sums (const AssayLoadResult *result)
{
  guint64 answers = 0;

  for (guint i = 0; i < result->intervals->len; i++)
    answers += g_array_index (result->intervals, AssayLoadInterval, i).answers;
  g_assert_cmpuint (answers, ==, result->answers);
  g_assert_cmpuint (assay_histogram_count (result->latency), ==, result->answers);
  if (result->blind != NULL)
    g_assert_cmpuint (assay_histogram_count (result->blind), ==, result->answers);
  g_assert_cmpuint (result->sent, <=, result->answers + result->failed);
  g_assert_cmpuint (result->sent, <=, result->planned);
  g_assert_true (result->head_room >= 0 && result->head_room <= 1);
  g_assert_true ((result->failure == NULL) == (result->failed == 0));
}

static void
test_closed (void)
{
  Peer peer;
  AssayLoadResult result;
  double wire;

  peer_start (&peer, "delay", "0", NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.5);
  run (&spec, &result);
  peer_stop (&peer);

  check_sums (&result);
  g_assert_cmpstr (result.failure, ==, NULL);
  g_assert_cmpuint (result.answers, >, 100);
  g_assert_cmpuint (result.sent, ==, result.answers);
  g_assert_cmpuint (result.opened, ==, 8);
  g_assert_cmpuint (result.reopened, ==, 0);
  g_assert_cmpuint (result.bytes, >=, result.answers * 13);
  g_assert_null (result.blind);
  g_assert_cmpfloat (result.latest, ==, 0);
  g_assert_cmpfloat (result.generator_cpu, >, 0);
  g_assert_true (isnan (result.alive));
  /* Little's law: both sides were counted on their own */
  wire = (double) result.answers / result.seconds * assay_histogram_mean (result.latency);
  g_assert_cmpfloat_with_epsilon (result.in_flight, wire, 0.05 * wire);
  g_assert_cmpfloat (result.in_flight, <=, 8.001);
  assay_load_result_clear (&result);
}

/* The server's CPU is read with each interval, by the generator, at the moment at which the answers are counted. */
static void
test_server_cpu (void)
{
  double cpu = 0;
  Peer peer;
  AssayLoadResult result;

  peer_start (&peer, "delay", "0", NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.5);
  spec.server = peer.pid;
  run (&spec, &result);
  peer_stop (&peer);

  for (guint i = 0; i < result.intervals->len; i++)
    cpu += g_array_index (result.intervals, AssayLoadInterval, i).server_cpu;
  /* a request costs between half a microsecond and five milliseconds on any machine */
  g_assert_cmpfloat (cpu, >, 5e-7 * (double) result.answers);
  g_assert_cmpfloat (cpu, <, 5e-3 * (double) result.answers);
  assay_load_result_clear (&result);
}

/* The median is never below the service time, and on a quiet moment little above it; a plan is sent to its last request. */
static void
test_service_time (gconstpointer data)
{
  guint milliseconds = GPOINTER_TO_UINT (data);
  double service = milliseconds / 1e3, nearest = INFINITY;
  g_autofree char *number = g_strdup_printf ("%u", milliseconds);
  Peer peer;

  peer_start (&peer, "delay", number, NULL);
  for (guint i = 0; i < TRIES && nearest > 2 * service; i++)
    {
      AssayLoadSpec spec = make_spec (&peer, 0.3);
      AssayLoadResult result;

      spec.arrivals = i % 2 == 0 ? ASSAY_ARRIVALS_CONSTANT : ASSAY_ARRIVALS_POISSON;
      spec.rate = 200;
      spec.seed = i;
      run (&spec, &result);
      check_sums (&result);
      g_assert_cmpstr (result.failure, ==, NULL);
      g_assert_cmpuint (result.answers, ==, result.planned);
      if (spec.arrivals == ASSAY_ARRIVALS_CONSTANT)
        g_assert_cmpuint (result.planned, ==, 60);
      else
        g_assert_true (result.planned > 20 && result.planned < 120);
      g_assert_cmpfloat (assay_histogram_percentile (result.latency, 0.5), >=, service);
      g_assert_cmpfloat (assay_histogram_percentile (result.blind, 0.5), <=, assay_histogram_percentile (result.latency, 0.5));
      nearest = MIN (nearest, assay_histogram_percentile (result.latency, 0.5));
      assay_load_result_clear (&result);
    }
  peer_stop (&peer);
  g_assert_cmpfloat (nearest, <=, 2 * service + 0.001);
}

static void
load_stalled (const Peer *peer, AssayArrivals arrivals, double *p99, double *blind)
{
  AssayLoadSpec spec = make_spec (peer, 1.4);
  AssayLoadResult result;

  spec.arrivals = arrivals;
  spec.rate = 1000;
  spec.connections = 4;
  run (&spec, &result);
  check_sums (&result);
  g_assert_cmpstr (result.failure, ==, NULL);
  *p99 = assay_histogram_percentile (result.latency, 0.99);
  *blind = result.blind == NULL ? NAN : assay_histogram_percentile (result.blind, 0.99);
  if (arrivals != ASSAY_ARRIVALS_CLOSED)
    g_assert_cmpuint (result.waited, >, 0);
  assay_load_result_clear (&result);
}

/* A server that does nothing for 200 ms in each second: who times from the planned send sees it, who waits for an answer before the next
 * question has asked hardly anything meanwhile. */
static void
test_stall (void)
{
  double open, blind, closed;
  Peer peer;

  peer_start (&peer, "stall", "200", NULL);
  for (guint i = 0; i < TRIES; i++)
    {
      double none;

      load_stalled (&peer, ASSAY_ARRIVALS_CONSTANT, &open, &blind);
      g_assert_cmpfloat (open, >=, 0.15);
      load_stalled (&peer, ASSAY_ARRIVALS_CLOSED, &closed, &none);
      g_test_message ("p99: open %.4f s, the same from the actual send %.4f s, closed %.4f s", open, blind, closed);
      if (closed < open / 2 && blind < open)
        break;
    }
  peer_stop (&peer);
  g_assert_cmpfloat (closed, <, open / 2);
  g_assert_cmpfloat (blind, <, open);
}

/* What a server does wrong, and the first words that tell it; NULL: it is nothing wrong. */
typedef struct
{
  const char *mode, *number, *words;
  gboolean answers, reopens;
} Fault;

static const Fault faults[] = {
  { "chunked", "0", NULL, TRUE, FALSE },
  { "close", "1", NULL, TRUE, TRUE },
  { "close", "3", NULL, TRUE, TRUE },
  { "no-length", "0", NULL, TRUE, TRUE },
  { "status", "500", "status 500 instead of 200", FALSE, FALSE },
  { "status", "204", "bytes behind the end of an answer", FALSE, TRUE },
  { "short", "0", "the connection was closed before the answer was complete (5 bytes of body)", FALSE, TRUE },
  { "long", "0", "bytes behind the end of an answer", FALSE, TRUE },
  { "garbage", "0", "not HTTP/1.1", FALSE, TRUE },
  { "crash", "10", "the connection was closed", TRUE, FALSE },
};

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  Peer peer;
  AssayLoadResult result;

  peer_start (&peer, fault->mode, fault->number, NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.2);
  run (&spec, &result);
  peer_stop (&peer);

  check_sums (&result);
  if (fault->words == NULL)
    g_assert_cmpstr (result.failure, ==, NULL);
  else
    g_assert_true (result.failure != NULL && g_str_has_prefix (result.failure, fault->words));
  g_assert_cmpint (result.answers > 0, ==, fault->answers);
  if (fault->reopens)
    g_assert_cmpuint (result.reopened, >, 0);
  assay_load_result_clear (&result);
}

/* Closing without a word loses at most the request that was sent meanwhile; everything else is answered. */
static void
test_drop (void)
{
  Peer peer;
  AssayLoadResult result;

  peer_start (&peer, "drop", "5", NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.3);
  run (&spec, &result);
  peer_stop (&peer);

  check_sums (&result);
  g_assert_cmpuint (result.answers, >, 0);
  g_assert_cmpuint (result.reopened, >, 0);
  g_assert_cmpuint (result.failed * 5, <=, result.answers + 5 * 8);
  assay_load_result_clear (&result);
}

/* Nobody waits for ever: what isn't answered a patience after the last byte is given up, and the load ends. */
static void
test_silent (void)
{
  Peer peer;
  AssayLoadResult result;

  peer_start (&peer, "silent", "0", NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.2);
  run (&spec, &result);
  peer_stop (&peer);

  check_sums (&result);
  g_assert_cmpuint (result.answers, ==, 0);
  g_assert_cmpuint (result.failed, >=, 8);
  g_assert_cmpstr (result.failure, ==, "no answer within 0.5 s");
  assay_load_result_clear (&result);
}

static void
test_upload (void)
{
  AssayRequest upload = { .method = (char *) "POST", .path = (char *) "/", .fill = 32 * 1024 * 1024 };
  Peer peer;
  AssayLoadResult result;

  peer_start (&peer, "delay", "0", NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.2);
  spec.request = &upload;
  spec.connections = 2;
  run (&spec, &result);
  peer_stop (&peer);

  check_sums (&result);
  g_assert_cmpstr (result.failure, ==, NULL);
  g_assert_cmpuint (result.answers, >=, 2);
  assay_load_result_clear (&result);
}

static void
test_websocket (void)
{
  Peer peer;
  AssayLoadResult result;

  peer_start (&peer, "websocket", "0", NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.3);
  spec.kind = ASSAY_LOAD_WEBSOCKET;
  spec.connections = 20;
  run (&spec, &result);
  peer_stop (&peer);

  check_sums (&result);
  g_assert_cmpstr (result.failure, ==, NULL);
  g_assert_cmpuint (result.answers, >=, 20);
  g_assert_cmpuint (result.answers % 20, ==, 0);
  g_assert_cmpuint (result.sent, ==, result.answers);
  assay_load_result_clear (&result);
}

static void
test_websocket_refused (void)
{
  g_autoptr (GError) error = NULL;
  Peer peer;
  AssayLoadResult result;

  peer_start (&peer, "delay", "0", NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.3);
  spec.kind = ASSAY_LOAD_WEBSOCKET;
  g_assert_false (assay_load_run (&spec, NULL, NULL, NULL, &result, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_nonnull (strstr (error->message, "no WebSocket: status 200 instead of 101"));
  peer_stop (&peer);
}

static void
test_websocket_deaf (void)
{
  Peer peer;
  AssayLoadResult result;

  peer_start (&peer, "deaf", "0", NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.2);
  spec.kind = ASSAY_LOAD_WEBSOCKET;
  run (&spec, &result);
  peer_stop (&peer);

  check_sums (&result);
  g_assert_cmpuint (result.answers, ==, 7);
  g_assert_cmpuint (result.failed, ==, 1);
  g_assert_cmpstr (result.failure, ==, "“message 1” hadn't reached 1 of 8 connections after 0.5 s");
  assay_load_result_clear (&result);
}

static void
note_quiet (const AssayLoadInterval *interval, gpointer data)
{
  guint *most = data;

  if (interval->quiet)
    *most = MAX (*most, interval->open);
}

static void
test_idle (gconstpointer data)
{
  gboolean mute = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  guint most = 0;
  Peer peer;
  AssayLoadResult result;

  peer_start (&peer, mute ? "mute" : "delay", "0", NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.5);
  spec.kind = ASSAY_LOAD_IDLE;
  spec.connections = mute ? 20 : 500;
  g_assert_true (assay_load_run (&spec, note_quiet, &most, NULL, &result, &error));
  peer_stop (&peer);

  check_sums (&result);
  g_assert_cmpuint (result.opened, ==, spec.connections);
  g_assert_cmpuint (most, ==, spec.connections);
  g_assert_cmpfloat (result.alive, ==, mute ? 0 : 1);
  assay_load_result_clear (&result);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  Peer peer;
  AssayLoadResult result;

  peer_start (&peer, "delay", "0", NULL);
  AssayLoadSpec spec = make_spec (&peer, 0.2);
  peer_stop (&peer);
  g_assert_false (assay_load_run (&spec, NULL, NULL, NULL, &result, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD);
  g_assert_nonnull (strstr (error->message, "Connection refused"));
}

static void
test_nonsense (void)
{
  AssayRequest split = { .method = (char *) "GET", .path = (char *) "/ HTTP/1.1\r\nX: y" };
  AssayRequest relative = { .method = (char *) "GET", .path = (char *) "x" };
  AssayRequest two = { .method = (char *) "POST", .path = (char *) "/", .body = (char *) "x", .fill = 3 };
  AssayLoadSpec good = { .port = 1, .request = &get, .connections = 1, .seconds = 1 };
  AssayLoadSpec specs[12];

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    specs[i] = good;
  specs[0].port = 0;
  specs[1].request = NULL;
  specs[2].connections = 0;
  specs[3].connections = ASSAY_LOAD_MOST_CONNECTIONS + 1;
  specs[4].seconds = 601;
  specs[5].seconds = -1;
  specs[6].arrivals = ASSAY_ARRIVALS_POISSON;
  specs[7].arrivals = ASSAY_ARRIVALS_POISSON, specs[7].rate = 10, specs[7].kind = ASSAY_LOAD_IDLE;
  specs[8].request = &split;
  specs[9].request = &relative;
  specs[10].request = &two;
  specs[11].patience = 61;

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr (GError) error = NULL;
      AssayLoadResult result;

      g_assert_false (assay_load_run (&specs[i], NULL, NULL, NULL, &result, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "load: $"));
    }
}

static gboolean
generator_lives (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  g_autofree char *mine = g_strdup_printf ("%d", getpid ());

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *text = NULL;
      gsize length;

      /* ours is the one with our own request in its argument */
      if (g_ascii_isdigit (*name) && !g_str_equal (name, mine) && g_file_get_contents (path, &text, &length, NULL) &&
          memmem (text, length, "assay-load", 10) != NULL && memmem (text, length, "/cancel-", 8) != NULL &&
          memmem (text, length, mine, strlen (mine)) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gpointer
cancel_later (gpointer data)
{
  g_usleep (g_random_int_range (0, 250000));
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_cancel (void)
{
  g_autofree char *path = g_strdup_printf ("/cancel-%d", getpid ());
  AssayRequest request = { .method = (char *) "GET", .path = path };
  Peer peer;

  peer_start (&peer, "delay", "1", NULL);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GThread) thread = g_thread_new ("cancel", cancel_later, cancellable);
      g_autoptr (GError) error = NULL;
      AssayLoadSpec spec = make_spec (&peer, 60);
      AssayLoadResult result;

      spec.request = &request;
      g_assert_false (assay_load_run (&spec, NULL, NULL, cancellable, &result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (generator_lives ());
      g_thread_join (g_steal_pointer (&thread));
    }
  peer_stop (&peer);
}

/* Without any supervisor: the generator ends when nobody holds its standard input any more. */
static void
test_orphan (void)
{
  g_autofree char *path = assay_helper_path ("assay-load");
  g_autofree char *text = NULL;
  const char *argv[] = { path, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  Peer peer;

  peer_start (&peer, "delay", "1", NULL);
  text = g_strdup_printf ("{\"port\": %u, \"connections\": 2, \"seconds\": 60, \"request\": {\"path\": \"/\"}}", peer.port);
  argv[1] = text;
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_usleep (200000);
  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_false (g_subprocess_get_successful (process));
  peer_stop (&peer);
}

static void
add_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/generator/fault/%s-%s", faults[i].mode, faults[i].number);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/generator/closed", test_closed);
  g_test_add_func ("/generator/server-cpu", test_server_cpu);
  g_test_add_data_func ("/generator/service-time/1", GUINT_TO_POINTER (1), test_service_time);
  g_test_add_data_func ("/generator/service-time/5", GUINT_TO_POINTER (5), test_service_time);
  g_test_add_data_func ("/generator/service-time/20", GUINT_TO_POINTER (20), test_service_time);
  g_test_add_func ("/generator/stall", test_stall);
  add_faults ();
  g_test_add_func ("/generator/drop", test_drop);
  g_test_add_func ("/generator/silent", test_silent);
  g_test_add_func ("/generator/upload", test_upload);
  g_test_add_func ("/generator/websocket", test_websocket);
  g_test_add_func ("/generator/websocket-refused", test_websocket_refused);
  g_test_add_func ("/generator/websocket-deaf", test_websocket_deaf);
  g_test_add_data_func ("/generator/idle", GINT_TO_POINTER (FALSE), test_idle);
  g_test_add_data_func ("/generator/idle-mute", GINT_TO_POINTER (TRUE), test_idle);
  g_test_add_func ("/generator/refused", test_refused);
  g_test_add_func ("/generator/nonsense", test_nonsense);
  g_test_add_func ("/generator/cancel", test_cancel);
  g_test_add_func ("/generator/orphan", test_orphan);

  return g_test_run ();
}
