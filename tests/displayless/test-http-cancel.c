/* In whatever it is, a fetch ends within 100 ms of being cancelled; and no more than six are under way. */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "peers.h"

#define SOON 100000                       /* us */
#define ATTEMPTS 3                        /* a busy machine may hold a thread up for longer than that */
#define LATER (150 * G_TIME_SPAN_MILLISECOND)

static Peer peer;

typedef struct
{
  AssayHttp *http;
  const char *address;
  GCancellable *cancellable;
  GMainLoop *loop;
  gboolean done;
  gint64 cancelled, ended;   /* monotonic, us */
} Watch;

static gboolean
cancel_cb (gpointer data)
{
  Watch *self = data;

  g_assert_false (self->done);
  self->cancelled = g_get_monotonic_time ();
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static gpointer
fetch (gpointer data)
{
  Watch *self = data;
  const AssayHttpRequest request = { .address = self->address, .accept = "application/json", .allow_plain = TRUE };
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (assay_http_fetch (self->http, &request, &outcome, self->cancellable, &error));
  self->ended = g_get_monotonic_time ();
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return NULL;
}

/* How long it took from being cancelled to its end, us. */
static gint64
cancel_once (AssayHttp *http, const char *address)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { .http = http, .address = address, .cancellable = cancellable };
  GThread *thread = g_thread_new ("fetch", fetch, &watch);

  g_usleep (LATER);
  cancel_cb (&watch);
  g_thread_join (thread);
  g_assert_cmpint (watch.ended, >=, watch.cancelled);

  return watch.ended - watch.cancelled;
}

static void
assert_cancels (AssayHttp *http, const char *address)
{
  gint64 took = G_MAXINT64;

  for (guint i = 0; i < ATTEMPTS && took >= SOON; i++)
    {
      g_autofree char *another = g_strdup_printf ("%s?%u", address, i);

      took = cancel_once (http, another);
    }
  g_assert_cmpint (took, <, SOON);
}

static AssayHttp *
make_patient (void)
{
  return peer_http ((AssayHttpOptions) { .connect_timeout = 30, .stall_timeout = 30, .total_timeout = 60, .backoff = 20 });
}

/* Also that closing all does not wait for what was left behind. */
static void
test_resolving (void)
{
  AssayHttp *http = make_patient ();
  gint64 began;

  assert_cancels (http, "https://slow.invalid/");
  began = g_get_monotonic_time ();
  assay_http_unref (http);
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_USEC_PER_SEC);
}

/* A listener whose queue is full doesn't even refuse. */
static void
test_connecting (void)
{
  g_autoptr (AssayHttp) http = make_patient ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocket) listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *url = NULL;

  g_assert_true (g_socket_bind (listener, any, FALSE, NULL));
  g_assert_cmpint (listen (g_socket_get_fd (listener), 0), ==, 0);
  address = g_socket_get_local_address (listener, NULL);
  for (guint i = 0; i < 8; i++)
    {
      GSocket *guest = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      g_socket_set_blocking (guest, FALSE);
      g_socket_connect (guest, address, NULL, NULL);
      g_ptr_array_add (queue, guest);
    }
  url = g_strdup_printf ("http://127.0.0.1:%u/", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  assert_cancels (http, url);
}

/* The peer waits for the end of a head that a greeting of TLS doesn't have. */
static void
test_handshake (void)
{
  g_autoptr (AssayHttp) http = make_patient ();
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u/", peer.port);

  assert_cancels (http, address);
}

/* Waiting for an answer, for the rest of one, for another try, for as long as the server said. */
static void
test_path (gconstpointer path)
{
  g_autoptr (AssayHttp) http = make_patient ();
  g_autofree char *address = peer_address (&peer, path);

  assert_cancels (http, address);
}

static void
test_pace (void)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { .pace = 20, .total_timeout = 60 });
  g_autofree char *address = peer_address (&peer, "/json");
  g_auto (AssayHttpOutcome) outcome = { 0 };

  g_free (peer_fetch (http, &peer, "/json", &outcome));
  assert_cancels (http, address);
}

static void
test_no_slot (void)
{
  g_autoptr (AssayHttp) http = make_patient ();
  g_autoptr (GCancellable) others = g_cancellable_new ();
  g_autofree char *address = peer_address (&peer, "/mute");
  Watch watch = { .http = http, .address = address, .cancellable = others };
  GThread *threads[ASSAY_HTTP_MAX_TRANSFERS];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("busy", fetch, &watch);
  g_usleep (LATER);
  assert_cancels (http, address);
  g_cancellable_cancel (others);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_at_once (void)
{
  g_autoptr (AssayHttp) http = make_patient ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *address = peer_address (&peer, "/count/cancelled");
  Watch watch = { .http = http, .address = address, .cancellable = cancellable };

  g_cancellable_cancel (cancellable);
  fetch (&watch);
  g_assert_cmpuint (peer_asked (&peer, "/count/cancelled"), ==, 0);
}

static void
fetched_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Watch *self = data;
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  self->ended = g_get_monotonic_time ();
  self->done = TRUE;
  g_assert_false (assay_http_fetch_finish (self->http, result, &outcome, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_main_loop_quit (self->loop);
}

static void
test_async (void)
{
  g_autoptr (AssayHttp) http = make_patient ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *address = peer_address (&peer, "/mute");
  Watch watch = { .http = http, .address = address, .cancellable = cancellable, .loop = loop };
  const AssayHttpRequest request = { .address = address };

  assay_http_fetch_async (http, &request, cancellable, fetched_cb, &watch);
  g_timeout_add (LATER / 1000, cancel_cb, &watch);
  g_main_loop_run (loop);
  g_assert_cmpint (watch.ended - watch.cancelled, <, ATTEMPTS * SOON);
}

static gpointer
hold (gpointer http)
{
  g_auto (AssayHttpOutcome) outcome = { 0 };

  return peer_fetch (http, &peer, "/hold", &outcome);
}

/* Twelve ask, six are served at once. */
static void
test_at_most_six (void)
{
  g_autoptr (AssayHttp) http = make_patient ();
  GThread *threads[2 * ASSAY_HTTP_MAX_TRANSFERS];
  guint64 most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("hold", hold, http);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *text = g_thread_join (threads[i]);

      most = MAX (most, g_ascii_strtoull (text + strlen ("{\"most\": "), NULL, 10));
    }
  g_assert_cmpuint (most, <=, ASSAY_HTTP_MAX_TRANSFERS);
  g_assert_cmpuint (most, >=, 2);
}

/* Requests to one host keep their distance. */
static void
test_distance (void)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { .pace = 0.1 });
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < 4; i++)
    {
      g_auto (AssayHttpOutcome) outcome = { 0 };

      g_free (peer_fetch (http, &peer, "/json", &outcome));
    }
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 3 * G_USEC_PER_SEC / 10);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  peer_start (&peer);
  g_test_add_func ("/http-cancel/resolving", test_resolving);
  g_test_add_func ("/http-cancel/connecting", test_connecting);
  g_test_add_func ("/http-cancel/handshake", test_handshake);
  g_test_add_data_func ("/http-cancel/no-answer", "/mute", test_path);
  g_test_add_data_func ("/http-cancel/body", "/slow", test_path);
  g_test_add_data_func ("/http-cancel/another-try", "/fault", test_path);
  g_test_add_data_func ("/http-cancel/as-the-server-said", "/later-date/and/again", test_path);
  g_test_add_func ("/http-cancel/pace", test_pace);
  g_test_add_func ("/http-cancel/no-slot", test_no_slot);
  g_test_add_func ("/http-cancel/at-once", test_at_once);
  g_test_add_func ("/http-cancel/async", test_async);
  g_test_add_func ("/http-cancel/at-most-six", test_at_most_six);
  g_test_add_func ("/http-cancel/distance", test_distance);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
