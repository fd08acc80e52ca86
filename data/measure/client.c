#include "data/measure/client.h"

#include <curl/curl.h>
#include <string.h>

#include "data/model/error.h"

/* A cancellation is seen at once by its file; this bounds a wait that has none, ms. */
#define WAIT 100

struct _AssayClient
{
  guint16 port;
  CURL *easy;
  CURLM *multi;         /* it keeps the connection from one question to the next */
};

/* One question under way. */
typedef struct
{
  const AssayRequest *request;
  gsize length, sent;   /* of its body */
  GByteArray *body;     /* of the answer */
  gboolean flooded;
  char reason[CURL_ERROR_SIZE];
} Question;

AssayClient *
assay_client_new (guint16 port)
{
  static gsize initialised = 0;
  AssayClient *self = g_new0 (AssayClient, 1);

  if (g_once_init_enter (&initialised))
    {
      curl_global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&initialised, 1);
    }
  self->port = port;
  self->easy = curl_easy_init ();
  self->multi = curl_multi_init ();
  g_assert (self->easy != NULL && self->multi != NULL);

  return self;
}

void
assay_client_free (AssayClient *self)
{
  if (self == NULL)
    return;

  curl_easy_cleanup (self->easy);
  curl_multi_cleanup (self->multi);
  g_free (self);
}

static gsize
keep_body_cb (char *data, gsize size, gsize n, void *user_data)
{
  Question *self = user_data;

  self->flooded = self->body->len + size * n > ASSAY_ANSWER_MOST;
  if (self->flooded)
    return 0;
  g_byte_array_append (self->body, (guint8 *) data, (guint) (size * n));

  return size * n;
}

static gsize
send_body_cb (char *data, gsize size, gsize n, void *user_data)
{
  Question *self = user_data;
  gsize length = MIN (size * n, self->length - self->sent);

  if (self->request->fill > 0)
    memset (data, ASSAY_REQUEST_FILL, length);
  else
    memcpy (data, self->request->body + self->sent, length);
  self->sent += length;

  return length;
}

/* A connection that had been closed meanwhile is replaced, and the body sent anew. */
static int
seek_body_cb (void *user_data, curl_off_t offset, int origin)
{
  Question *self = user_data;

  if (origin != SEEK_SET || offset < 0 || (gsize) offset > self->length)
    return CURL_SEEKFUNC_FAIL;
  self->sent = (gsize) offset;

  return CURL_SEEKFUNC_OK;
}

/* The request's own headers; those that libcurl would add by itself for a body are left out, for the load generator doesn't send them. */
static struct curl_slist *
make_headers (const AssayRequest *request)
{
  struct curl_slist *headers = curl_slist_append (NULL, "Expect:");

  for (char **header = request->headers; header != NULL && header[0] != NULL; header += 2)
    {
      g_autofree char *line = g_strdup_printf ("%s: %s", header[0], header[1]);

      headers = curl_slist_append (headers, line);
    }

  return headers;
}

static void
set_body (CURL *easy, Question *question)
{
  if (question->length == 0)
    return;
  curl_easy_setopt (easy, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t) question->length);
  curl_easy_setopt (easy, CURLOPT_READFUNCTION, send_body_cb);
  curl_easy_setopt (easy, CURLOPT_READDATA, question);
  curl_easy_setopt (easy, CURLOPT_SEEKFUNCTION, seek_body_cb);
  curl_easy_setopt (easy, CURLOPT_SEEKDATA, question);
}

/* Loopback, HTTP/1.1, no proxy, no redirection, nothing decoded: what came is what is judged. */
static void
set_up (AssayClient *self, Question *question, double timeout, struct curl_slist *headers)
{
  const char *method = question->request->method != NULL ? question->request->method : "GET";
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u%s", self->port, question->request->path);
  CURL *easy = self->easy;

  curl_easy_reset (easy);
  curl_easy_setopt (easy, CURLOPT_URL, address);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "http");
  curl_easy_setopt (easy, CURLOPT_NOPROXY, "*");
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
  curl_easy_setopt (easy, CURLOPT_TIMEOUT_MS, (long) (CLAMP (timeout, 0.001, 3600) * 1000));
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, question->reason);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, keep_body_cb);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, question);
  set_body (easy, question);
  curl_easy_setopt (easy, CURLOPT_CUSTOMREQUEST, method);
  curl_easy_setopt (easy, CURLOPT_NOBODY, g_str_equal (method, "HEAD") ? 1L : 0L);
}

static gboolean
is_dropped (CURLcode code)
{
  return code == CURLE_GOT_NOTHING || code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR;
}

/* How the question ended; CURLE_ABORTED_BY_CALLBACK if it was cancelled first. */
static CURLcode
perform (AssayClient *self, GCancellable *cancellable)
{
  GPollFD cancelled = { -1, 0, 0 };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &cancelled);
  struct curl_waitfd file = { .fd = cancelled.fd, .events = CURL_WAIT_POLLIN };
  CURLcode code = CURLE_ABORTED_BY_CALLBACK;
  int running = 1;

  while (!g_cancellable_is_cancelled (cancellable) && curl_multi_perform (self->multi, &running) == CURLM_OK && running > 0)
    curl_multi_poll (self->multi, &file, watched ? 1 : 0, WAIT, NULL);
  if (watched)
    g_cancellable_release_fd (cancellable);
  if (running == 0)
    code = curl_multi_info_read (self->multi, &running)->data.result;

  return code;
}

static void
fill_answer (CURL *easy, AssayAnswer *answer, GByteArray *body)
{
  struct curl_header *encoding;
  const char *type = NULL;
  long status = 0;

  curl_easy_getinfo (easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (easy, CURLINFO_CONTENT_TYPE, &type);
  answer->status = (int) status;
  answer->type = g_strdup (type);
  if (curl_easy_header (easy, "Content-Encoding", 0, CURLH_HEADER, -1, &encoding) == CURLHE_OK)
    answer->encoding = g_strdup (encoding->value);
  answer->body = g_byte_array_free_to_bytes (g_byte_array_ref (body));
}

static AssayAsked
judge (CURLcode code, const Question *question, GCancellable *cancellable, GError **error)
{
  if (code == CURLE_OK)
    return ASSAY_ASKED;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return ASSAY_ASK_FAILED;

  if (question->flooded)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "the body is larger than %d MiB", ASSAY_ANSWER_MOST / 1024 / 1024);
  else
    g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD,
                         question->reason[0] != '\0' ? question->reason : curl_easy_strerror (code));

  if (code == CURLE_COULDNT_CONNECT)
    return ASSAY_ASK_REFUSED;
  return is_dropped (code) ? ASSAY_ASK_DROPPED : ASSAY_ASK_FAILED;
}

/* A server may close a connection that was kept for as long as it likes: then the question goes over a new one. */
static CURLcode
perform_again (AssayClient *self, Question *question, GCancellable *cancellable)
{
  long n_connections = 1;

  curl_easy_getinfo (self->easy, CURLINFO_NUM_CONNECTS, &n_connections);
  if (n_connections > 0 || question->body->len > 0)
    return CURLE_RECV_ERROR;
  question->sent = 0;
  curl_multi_remove_handle (self->multi, self->easy);
  curl_easy_setopt (self->easy, CURLOPT_FRESH_CONNECT, 1L);
  curl_multi_add_handle (self->multi, self->easy);

  return perform (self, cancellable);
}

AssayAsked
assay_client_ask (AssayClient *self, const AssayRequest *request, double timeout, AssayAnswer *answer,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  Question question = { .request = request, .body = body };
  struct curl_slist *headers = make_headers (request);
  CURLcode code;

  *answer = (AssayAnswer) { 0 };
  question.length = request->fill > 0 ? request->fill : request->body != NULL ? strlen (request->body) : 0;
  set_up (self, &question, timeout, headers);
  curl_multi_add_handle (self->multi, self->easy);
  code = perform (self, cancellable);
  if (is_dropped (code))
    code = perform_again (self, &question, cancellable);
  if (code == CURLE_OK)
    fill_answer (self->easy, answer, body);
  curl_multi_remove_handle (self->multi, self->easy);
  curl_easy_reset (self->easy);
  curl_slist_free_all (headers);

  return judge (code, &question, cancellable, error);
}
