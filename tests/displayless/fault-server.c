/* An HTTP server on loopback that does what servers on the web do wrong, one path a fault (see the table at the end). Prints its port, and
 * ends with its standard input. Addresses of other hosts are answered as well, as if it were their proxy. */
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define JSON "{\"message\": \"Hello\"}"
#define PAGE "<!DOCTYPE html><html><body>Please log in</body></html>"

/* One request. */
typedef struct
{
  GSocketConnection *connection;
  GOutputStream *out;
  const char *head;       /* all of it */
  const char *path;       /* from the slash on */
  const char *rest;       /* of the path, after the fault's name */
  const char *body;
  guint nth;              /* how often this path was asked, this time included */
} Request;

static GMutex lock;
static GHashTable *asked;  /* path -> how often */
static guint holding, most_holding;

/* FALSE once the client is gone. */
static gboolean
put_bytes (Request *self, gconstpointer data, gsize length)
{
  return g_output_stream_write_all (self->out, data, length, NULL, NULL, NULL);
}

static gboolean
put (Request *self, const char *text)
{
  return put_bytes (self, text, strlen (text));
}

/* @headers: each with its line end. */
static void
answer (Request *self, const char *status, const char *type, const char *headers, gconstpointer body, gsize length)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: close\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n",
                                           status, type, length, headers);

  put (self, head);
  put_bytes (self, body, length);
}

static void
answer_json (Request *self, const char *text)
{
  answer (self, "200 OK", "application/json", "", text, strlen (text));
}

static void
json (Request *self)
{
  answer_json (self, JSON);
}

static void
count (Request *self)
{
  g_autofree char *text = g_strdup_printf ("{\"n\": %u}", self->nth);

  answer_json (self, text);
}

/* How often the path behind it was asked. */
static void
asked_path (Request *self)
{
  g_autofree char *text = NULL;

  g_mutex_lock (&lock);
  text = g_strdup_printf ("{\"n\": %u}", GPOINTER_TO_UINT (g_hash_table_lookup (asked, self->rest)));
  g_mutex_unlock (&lock);
  answer_json (self, text);
}

/* The request itself, as text. */
static void
echo (Request *self)
{
  g_autofree char *all = g_strconcat (self->head, "\n", self->body, NULL);

  answer (self, "200 OK", "text/plain", "", all, strlen (all));
}

static void
slow (Request *self)
{
  gboolean there = put (self, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n");

  for (guint i = 0; there && i < 1000; i++)
    {
      there = put (self, " ");
      g_usleep (50000);
    }
}

static void
cut (Request *self)
{
  if (g_str_has_suffix (self->path, "once") && self->nth > 1)
    json (self);
  else
    put (self, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"message\"");
}

/* Says fewer bytes than there are. */
static void
wrong_length (Request *self)
{
  put (self, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\nConnection: close\r\n\r\n" JSON);
}

static void
endless (Request *self)
{
  static const char block[65536] = { ' ' };
  gboolean there = put (self, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");

  while (there)
    there = put_bytes (self, block, sizeof block);
}

static void
endless_head (Request *self)
{
  gboolean there = put (self, "HTTP/1.1 200 OK\r\n");

  for (guint i = 0; there; i++)
    {
      g_autofree char *line = g_strdup_printf ("X-Header-%u: %0500u\r\n", i, i);

      there = put (self, line);
    }
}

/* 64 MiB of blanks in 64 KiB. */
static void
bomb (Request *self)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) packed = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (packed, converter);
  g_autofree char *block = g_strnfill (1024 * 1024, ' ');

  for (guint i = 0; i < 64; i++)
    g_output_stream_write_all (stream, block, 1024 * 1024, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  answer (self, "200 OK", "application/json", "Content-Encoding: gzip\r\n",
          g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (packed)),
          g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (packed)));
}

static void
bad_gzip (Request *self)
{
  answer (self, "200 OK", "application/json", "Content-Encoding: gzip\r\n", JSON, strlen (JSON));
}

static void
redirect (Request *self, const char *status, const char *where)
{
  g_autofree char *header = g_strdup_printf ("Location: %s\r\n", where);

  answer (self, status, "text/html", header, PAGE, strlen (PAGE));
}

static void
loop (Request *self)
{
  redirect (self, "302 Found", "/loop");
}

/* "/hops/3" leads to "/hops/2" and at last to JSON. */
static void
hops (Request *self)
{
  guint64 n = g_ascii_strtoull (self->rest + 1, NULL, 10);
  g_autofree char *where = g_strdup_printf ("/hops/%" G_GUINT64_FORMAT, n - 1);

  if (n == 0)
    json (self);
  else
    redirect (self, "302 Found", where);
}

/* "/to/307/ADDRESS" */
static void
to (Request *self)
{
  g_autofree char *status = g_strndup (self->rest + 1, 3);

  redirect (self, status, self->rest + 5);
}

static void
later (Request *self)
{
  if (self->nth > 1)
    json (self);
  else
    answer (self, "429 Too Many Requests", "text/plain", "Retry-After: 1\r\n", "later", 5);
}

static void
later_date (Request *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, 2);
  g_autofree char *header = g_date_time_format (then, "Retry-After: %a, %d %b %Y %H:%M:%S GMT\r\n");

  if (self->nth > 1)
    json (self);
  else
    answer (self, "503 Service Unavailable", "text/plain", header, "later", 5);
}

static void
much_later (Request *self)
{
  answer (self, "429 Too Many Requests", "text/plain", "Retry-After: 3600\r\n", "later", 5);
}

static void
too_often (Request *self)
{
  answer (self, "429 Too Many Requests", "text/plain", "", "later", 5);
}

/* As GitHub says that a limit is used up, and when it ends. */
static void
limited (Request *self)
{
  g_autofree char *headers = g_strdup_printf ("X-RateLimit-Limit: 60\r\nX-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: %" G_GINT64_FORMAT "\r\n",
                                              g_get_real_time () / G_USEC_PER_SEC + 600);

  answer (self, "403 rate limit exceeded", "application/json", headers, "{}", 2);
}

/* Limits that are none: one that isn't used up, one that has ended, and none that is understood. */
static void
unlimited (Request *self)
{
  static const char * const headers[] = {
    "X-RateLimit-Remaining: 3\r\nX-RateLimit-Reset: 4000000000\r\n", "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 5\r\n",
    "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: soon\r\n",
  };

  answer (self, "403 Forbidden", "text/plain", headers[(guint) (self->rest[1] - '0') % G_N_ELEMENTS (headers)], "no", 2);
}

/* As Stack Exchange says it. */
static void
throttled (Request *self)
{
  static const char text[] = "{\"error_id\": 502, \"error_message\": \"too many requests from this IP, more requests available in 120 seconds\"}";

  answer (self, "400 Bad Request", "application/json", "", text, strlen (text));
}

/* Repeats the token in its refusal. */
static void
tells (Request *self)
{
  const char *token = strstr (self->head, "Authorization: ");
  g_autofree char *text = g_strdup_printf ("{\"message\": \"I don't know %.*s\"}", token != NULL ? (int) strcspn (token, "\r") : 0,
                                           token != NULL ? token : "");

  answer (self, "401 Unauthorized", "application/json", "", text, strlen (text));
}

static void
fault (Request *self)
{
  if (g_str_has_suffix (self->path, "once") && self->nth > 1)
    json (self);
  else
    answer (self, "500 Internal Server Error", "application/json", "", "{}", 2);
}

static void
gone (Request *self)
{
  answer (self, "404 Not Found", "text/html", "", PAGE, strlen (PAGE));
}

static void
page (Request *self)
{
  answer (self, "200 OK", "text/html; charset=utf-8", "", PAGE, strlen (PAGE));
}

/* Behind another name. */
static void
page_as_text (Request *self)
{
  answer (self, "200 OK", "application/json", "", "\n " PAGE, strlen (PAGE) + 2);
}

static void
nothing (Request *self)
{
  answer (self, "200 OK", "application/json", "", "", 0);
}

static void
reset (Request *self)
{
  const struct linger now = { 1, 0 };

  if (g_str_has_suffix (self->path, "once") && self->nth > 1)
    json (self);
  else
    setsockopt (g_socket_get_fd (g_socket_connection_get_socket (self->connection)), SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

/* Until the client goes. */
static void
mute (Request *self)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (self->connection));
  char waste[100];

  while (g_input_stream_read (in, waste, sizeof waste, NULL, NULL) > 0)
    ;
}

static void
no_http (Request *self)
{
  put (self, "220 mail.example ESMTP\r\n\r\n");
}

static void
not_modified (Request *self)
{
  answer (self, "304 Not Modified", "application/json", "", "", 0);
}

/* A version that lasts for two requests. */
static void
versions (Request *self)
{
  guint n = (self->nth + 1) / 2;
  g_autofree char *tag = g_strdup_printf ("\"v%u\"", n);
  g_autofree char *asks = g_strdup_printf ("If-None-Match: %s\r\n", tag);
  g_autofree char *header = g_strdup_printf ("ETag: %s\r\n", tag);
  g_autofree char *text = g_strdup_printf ("{\"version\": %u}", n);

  if (strstr (self->head, asks) != NULL)
    answer (self, "304 Not Modified", "application/json", header, "", 0);
  else
    answer (self, "200 OK", "application/json", header, text, strlen (text));
}

/* Good, then one fault after the other. */
static void
decays (Request *self)
{
  static void (* const faults[]) (Request *) = { json, fault, page, cut, reset, bad_gzip, wrong_length, nothing, gone, much_later };

  faults[MIN (self->nth - 1, G_N_ELEMENTS (faults) - 1)] (self);
}

/* Tells how many there were at once. */
static void
hold (Request *self)
{
  g_autofree char *text = NULL;

  g_mutex_lock (&lock);
  holding++;
  most_holding = MAX (most_holding, holding);
  g_mutex_unlock (&lock);
  g_usleep (150000);
  g_mutex_lock (&lock);
  text = g_strdup_printf ("{\"most\": %u}", most_holding);
  holding--;
  g_mutex_unlock (&lock);
  answer_json (self, text);
}

static const struct { const char *path; void (*serve) (Request *); } faults[] = {
  { "/asked", asked_path }, { "/bad-gzip", bad_gzip }, { "/bomb", bomb }, { "/count", count }, { "/cut", cut }, { "/decays", decays },
  { "/echo", echo }, { "/endless-head", endless_head }, { "/endless", endless }, { "/fault", fault }, { "/hold", hold }, { "/hops", hops },
  { "/json", json }, { "/later-date", later_date }, { "/later", later }, { "/limited", limited }, { "/loop", loop }, { "/much-later", much_later }, { "/mute", mute },
  { "/no-http", no_http }, { "/not-modified", not_modified }, { "/nothing", nothing }, { "/page-as-text", page_as_text }, { "/page", page },
  { "/reset", reset }, { "/slow", slow }, { "/tells", tells }, { "/throttled", throttled }, { "/too-often", too_often }, { "/to", to },
  { "/unlimited", unlimited }, { "/versions", versions }, { "/wrong-length", wrong_length },
};

static void
serve (Request *self)
{
  g_mutex_lock (&lock);
  self->nth = GPOINTER_TO_UINT (g_hash_table_lookup (asked, self->path)) + 1;
  g_hash_table_insert (asked, g_strdup (self->path), GUINT_TO_POINTER (self->nth));
  g_mutex_unlock (&lock);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_has_prefix (self->path, faults[i].path))
      {
        self->rest = self->path + strlen (faults[i].path);
        faults[i].serve (self);
        return;
      }
  gone (self);
}

/* The whole request: its head, and as much body as it announces; NULL if none came. */
static GString *
read_request (GInputStream *in)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char block[4096];
  gssize n;

  while ((n = g_input_stream_read (in, block, sizeof block, NULL, NULL)) > 0)
    {
      const char *end, *length;

      g_string_append_len (text, block, n);
      end = strstr (text->str, "\r\n\r\n");
      length = strstr (text->str, "Content-Length: ");
      if (end != NULL && text->len >= (gsize) (end + 4 - text->str) + (length != NULL ? g_ascii_strtoull (length + 16, NULL, 10) : 0))
        return g_steal_pointer (&text);
    }

  return NULL;
}

/* "/path" of "GET http://host/path HTTP/1.1". */
static char *
find_path (const char *head)
{
  const char *target = strchr (head, ' ') + 1;
  const char *host = strstr (target, "://");
  const char *path = *target == '/' || host == NULL ? target : strchr (host + 3, '/');

  return g_strndup (path, strcspn (path, " "));
}

static gboolean
run_cb (GThreadedSocketService *service G_GNUC_UNUSED, GSocketConnection *connection, GObject *source G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autofree char *path = NULL;
  Request request = { .connection = connection, .out = g_io_stream_get_output_stream (G_IO_STREAM (connection)) };

  if (text == NULL)
    return TRUE;
  path = find_path (text->str);
  request.path = path;
  request.body = strstr (text->str, "\r\n\r\n") + 4;
  request.head = text->str;
  serve (&request);

  return TRUE;
}

static gpointer
wait_for_end (gpointer data G_GNUC_UNUSED)
{
  char waste[100];

  while (read (STDIN_FILENO, waste, sizeof waste) > 0)
    ;
  _exit (0);
}

int
main (void)
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (50);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GMainLoop) main_loop = g_main_loop_new (NULL, FALSE);

  asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &address, NULL))
    return 1;
  g_signal_connect (service, "run", G_CALLBACK (run_cb), NULL);
  printf ("%u\n", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  fflush (stdout);
  g_thread_unref (g_thread_new ("end", wait_for_end, NULL));
  g_main_loop_run (main_loop);

  return 0;
}
