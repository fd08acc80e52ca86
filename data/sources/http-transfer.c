/* One request and its answer, by libcurl, without following where it leads. */
#include "data/sources/http-private.h"

#include <math.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define WAIT 50                     /* ms, for where a cancellation has no file to wait for */
#define SLOW 100                    /* bytes a second below which a transfer stands still */
#define MOST_HEAD (256 * 1024)      /* bytes of headers */
#define MOST_LIMIT (7 * 24 * 3600)  /* s that a limit is believed to last */
#define MOST_HEADER 2000            /* bytes of one that is kept */

static gsize
keep_body_cb (char *data, gsize size, gsize n, void *user_data)
{
  AssayHttpHop *self = user_data;
  gsize most = self->request->max_bytes > 0 ? self->request->max_bytes : ASSAY_HTTP_MAX_BYTES;

  self->flooded = size * n > most - self->body->len;
  if (self->flooded)
    return 0;
  g_byte_array_append (self->body, (guint8 *) data, (guint) (size * n));

  return size * n;
}

static gsize
count_head_cb (char *data G_GNUC_UNUSED, gsize size, gsize n, void *user_data)
{
  AssayHttpHop *self = user_data;

  self->n_head += size * n;
  self->endless = self->n_head > MOST_HEAD;

  return self->endless ? 0 : size * n;
}

/* What a name means is known only here, so here is where a redirect into the own network is stopped. */
static curl_socket_t
open_socket_cb (void *user_data, curlsocktype purpose G_GNUC_UNUSED, struct curl_sockaddr *address)
{
  AssayHttpHop *self = user_data;
  g_autoptr (GSocketAddress) socket_address = g_socket_address_new_from_native (&address->addr, address->addrlen);
  g_autofree char *number = NULL;
  AssayReach reach;

  if (self->only != ASSAY_REACH_UNKNOWN && self->proxy == NULL)
    {
      if (!G_IS_INET_SOCKET_ADDRESS (socket_address))
        return CURL_SOCKET_BAD;
      number = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (socket_address)));
      reach = assay_address_reach (number);
      self->refused = reach != self->only;
      if (self->refused)
        return CURL_SOCKET_BAD;
    }

  return socket (address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static struct curl_slist *
add_header (struct curl_slist *headers, const char *name, const char *value)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", name, value);

  return value != NULL ? curl_slist_append (headers, line) : headers;
}

static struct curl_slist *
make_headers (const AssayHttpHop *hop)
{
  const AssayHttpRequest *request = hop->request;
  struct curl_slist *headers = add_header (NULL, "Accept", request->accept != NULL ? request->accept : "*/*");

  if (hop->posts)
    headers = add_header (add_header (headers, "Content-Type", "application/json"), "Expect", "");
  else if (request->body == NULL)
    {
      headers = add_header (headers, "If-None-Match", request->etag);
      headers = add_header (headers, "If-Modified-Since", request->last_modified);
    }
  for (const char * const *header = request->headers; hop->trusted && header != NULL && header[0] != NULL; header += 2)
    headers = add_header (headers, header[0], header[1]);

  return headers;
}

static void
set_limits (CURL *easy, const AssayHttp *self, const AssayHttpHop *hop)
{
  gint64 left = (hop->end - g_get_monotonic_time ()) / 1000;

  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS, (long) MAX (self->options.connect_timeout * 1000, 1));
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_LIMIT, (long) SLOW);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_TIME, (long) ceil (self->options.stall_timeout));
  curl_easy_setopt (easy, CURLOPT_TIMEOUT_MS, (long) MAX (left, 1));
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  /* a name that is still being looked up doesn't hold up whoever cancels: the thread that looks ends by itself */
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
}

/* Cookies, .netrc, passwords in addresses and the environment's proxies stay off; what is asked is said here alone. */
static void
set_policy (CURL *easy, const AssayHttp *self, AssayHttpHop *hop)
{
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, hop->address->secure ? "https" : "http");
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_2TLS);
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_PROXY, hop->proxy != NULL ? hop->proxy : "");
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETFUNCTION, open_socket_cb);
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETDATA, hop);
  /* a connection that is there already was opened for another request, perhaps with another rule */
  curl_easy_setopt (easy, CURLOPT_FRESH_CONNECT, hop->only != ASSAY_REACH_UNKNOWN ? 1L : 0L);
  if (self->ca_file != NULL)
    {
      curl_easy_setopt (easy, CURLOPT_CAINFO, self->ca_file);
      curl_easy_setopt (easy, CURLOPT_CAPATH, NULL);
    }
}

static void
set_up (CURL *easy, AssayHttp *self, AssayHttpHop *hop, struct curl_slist *headers)
{
  curl_easy_reset (easy);
  curl_easy_setopt (easy, CURLOPT_URL, hop->address->text);
  curl_easy_setopt (easy, CURLOPT_USERAGENT, "Assay/" ASSAY_VERSION " (+" ASSAY_APP_ID ")");
  curl_easy_setopt (easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, hop->reason);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, keep_body_cb);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, hop);
  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, count_head_cb);
  curl_easy_setopt (easy, CURLOPT_HEADERDATA, hop);
  if (hop->posts)
    {
      curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) strlen (hop->request->body));
      curl_easy_setopt (easy, CURLOPT_POSTFIELDS, hop->request->body);
    }
  set_limits (easy, self, hop);
  set_policy (easy, self, hop);
}

/* How it ended; CURLE_ABORTED_BY_CALLBACK if it was cancelled first. */
static CURLcode
perform (AssayHttpSlot *slot, GCancellable *cancellable)
{
  GPollFD cancelled = { -1, 0, 0 };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &cancelled);
  struct curl_waitfd file = { .fd = cancelled.fd, .events = CURL_WAIT_POLLIN };
  CURLcode code = CURLE_ABORTED_BY_CALLBACK;
  int running = 1;

  while (!g_cancellable_is_cancelled (cancellable) && curl_multi_perform (slot->multi, &running) == CURLM_OK && running > 0)
    curl_multi_poll (slot->multi, &file, watched ? 1 : 0, watched ? 1000 : WAIT, NULL);
  if (watched)
    g_cancellable_release_fd (cancellable);
  if (running == 0)
    code = curl_multi_info_read (slot->multi, &running)->data.result;

  return code;
}

/* What can't be sent back in a request of ours isn't kept. */
static char *
take_header (CURL *easy, const char *name)
{
  struct curl_header *header;

  if (curl_easy_header (easy, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK || strlen (header->value) > MOST_HEADER)
    return NULL;
  for (const char *c = header->value; *c != '\0'; c++)
    if (!g_ascii_isprint (*c))
      return NULL;

  return *header->value != '\0' ? g_strdup (header->value) : NULL;
}

static gboolean
take_number (CURL *easy, const char *name, guint64 *number)
{
  g_autofree char *text = take_header (easy, name);

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, number, NULL);
}

/* The seconds until a limit that is used up ends, as GitHub and many others say it; 0 if there is none. */
static gint64
find_limit (CURL *easy, guint status)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint64 left, end;

  if ((status != 403 && status != 429) || !take_number (easy, "X-RateLimit-Remaining", &left) || left > 0
      || !take_number (easy, "X-RateLimit-Reset", &end) || (gint64) end <= now)
    return 0;

  return MIN ((gint64) end - now, MOST_LIMIT);
}

static AssayReach
find_reach (CURL *easy, const AssayHttpHop *hop)
{
  const char *number = NULL;

  if (hop->proxy != NULL)
    return hop->address->reach == ASSAY_REACH_UNKNOWN ? ASSAY_REACH_PUBLIC : hop->address->reach;
  curl_easy_getinfo (easy, CURLINFO_PRIMARY_IP, &number);

  return number != NULL && *number != '\0' ? assay_address_reach (number) : hop->address->reach;
}

static guint
find_protocol (CURL *easy)
{
  long version = 0;

  curl_easy_getinfo (easy, CURLINFO_HTTP_VERSION, &version);

  return version == CURL_HTTP_VERSION_2_0 ? 2 : version == CURL_HTTP_VERSION_3 ? 3 : version == 0 ? 0 : 1;
}

static void
take_answer (CURL *easy, AssayHttpHop *hop)
{
  const char *location = NULL;
  long status = 0, os_error = 0, proxy_status = 0;
  curl_off_t connected = 0, wait = 0;

  curl_easy_getinfo (easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
  curl_easy_getinfo (easy, CURLINFO_OS_ERRNO, &os_error);
  curl_easy_getinfo (easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
  curl_easy_getinfo (easy, CURLINFO_RETRY_AFTER, &wait);
  curl_easy_getinfo (easy, CURLINFO_REDIRECT_URL, &location);
  hop->status = (guint) status;
  hop->proxy_status = (guint) proxy_status;
  hop->os_error = (int) os_error;
  hop->connected = connected > 0;
  hop->limited = find_limit (easy, hop->status) > 0;
  hop->wait = MAX (wait, find_limit (easy, hop->status));
  hop->location = g_strdup (location);
  hop->protocol = find_protocol (easy);
  hop->reach = find_reach (easy, hop);
  hop->etag = take_header (easy, "ETag");
  hop->last_modified = take_header (easy, "Last-Modified");
  hop->type = take_header (easy, "Content-Type");
}

gboolean
assay_http_transfer (AssayHttp *self, AssayHttpHop *hop, GCancellable *cancellable, GError **error)
{
  AssayHttpSlot *slot = assay_http_take_slot (self, hop->address, hop->end, cancellable, error);
  struct curl_slist *headers;

  if (slot == NULL)
    return FALSE;

  headers = make_headers (hop);
  hop->body = g_byte_array_new ();
  set_up (slot->easy, self, hop, headers);
  curl_multi_add_handle (slot->multi, slot->easy);
  hop->code = perform (slot, cancellable);
  take_answer (slot->easy, hop);
  curl_multi_remove_handle (slot->multi, slot->easy);
  curl_easy_reset (slot->easy);
  curl_slist_free_all (headers);
  assay_http_give_slot (self, slot);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

void
assay_http_hop_clear (AssayHttpHop *self)
{
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_free (self->proxy);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->type);
  g_free (self->location);
}
