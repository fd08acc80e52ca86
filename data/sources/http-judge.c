/* Whether an answer is to be taken; if not, why, in plain words, and whether it is worth another try. */
#include "data/sources/http-private.h"

#include <errno.h>
#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"
#include "data/sources/refusal.h"

#define MIB (1024.0 * 1024.0)
#define NEAR 50000      /* us by which libcurl's clock and ours may differ */

/* What people may not know by its number. */
static const struct { guint status; const char *words; } statuses[] = {
  { 401, N_ ("it wants a token, or another one") },
  { 403, N_ ("it refuses to answer") },
  { 404, N_ ("there is nothing at this address") },
  { 410, N_ ("what was here is gone") },
  { 429, N_ ("it was asked too often") },
  { 500, N_ ("the server has a fault") },
  { 502, N_ ("the server behind it has a fault") },
  { 503, N_ ("it is out of service for now") },
  { 504, N_ ("the server behind it doesn't answer") },
};

static const struct { const char *accept, *name; } wishes[] = {
  { "application/json", "JSON" },
  { "text/csv", "CSV" },
};

static void
fail (const AssayHttpHop *hop, AssayError code, GError **error, const char *format, ...) G_GNUC_PRINTF (4, 5);

static void
fail (const AssayHttpHop *hop, AssayError code, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, ASSAY_ERROR, code, "%s: %s", hop->address->shown, what);
}

static const char *
get_words (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i].status == status)
      return _ (statuses[i].words);

  return status >= 500 ? _ ("the server has a fault") : NULL;
}

/* What the server says to it, as a sentence that goes on; transfer full. Nothing where it was sent a secret, which could be in it. */
static char *
quote_server (const AssayHttpHop *hop)
{
  gboolean secret = hop->trusted && hop->request->headers != NULL;
  g_autofree char *words = secret || hop->body == NULL ? NULL : assay_refusal_words ((const char *) hop->body->data, hop->body->len);

  return words != NULL ? g_strdup_printf (_ ("; it says “%s”"), words) : g_strdup ("");
}

/* Until when the limit of requests is used up, or how long the server wants to be left alone; transfer full. */
static char *
describe_wait (const AssayHttpHop *hop)
{
  g_autoptr (GDateTime) until = NULL;

  if (hop->wait == 0)
    return g_strdup ("");
  if (!hop->limited)
    return g_strdup_printf (_ ("; not to be asked for %ld s"), (glong) hop->wait);
  until = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC + hop->wait);

  return g_date_time_format (until, _ ("; it answers so many requests and no more until %Y-%m-%d %H:%M:%S UTC"));
}

static void
fail_status (const AssayHttpHop *hop, GError **error)
{
  const char *words = hop->limited ? _ ("it was asked too often") : get_words (hop->status);
  g_autofree char *wait = describe_wait (hop), *said = quote_server (hop);

  fail (hop, ASSAY_ERROR_NETWORK, error, _ ("answered with status %u%s%s%s%s%s"), hop->status, words != NULL ? " (" : "",
        words != NULL ? words : "", words != NULL ? ")" : "", wait, said);
}

static gboolean
begins_like_html (const GByteArray *body)
{
  static const char * const beginnings[] = { "<!doctype html", "<html", "<head", "<body" };
  const char *text = (const char *) body->data;
  gsize i = 0;

  while (i < body->len && g_ascii_isspace (text[i]))
    i++;
  for (guint j = 0; j < G_N_ELEMENTS (beginnings); j++)
    {
      gsize length = strlen (beginnings[j]);

      if (body->len - i >= length && g_ascii_strncasecmp (text + i, beginnings[j], length) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_html (const AssayHttpHop *hop)
{
  static const char * const types[] = { "text/html", "application/xhtml+xml" };

  for (guint i = 0; hop->type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strncasecmp (hop->type, types[i], strlen (types[i])) == 0)
      return TRUE;

  return begins_like_html (hop->body);
}

/* Many a firewall, log-in page and renamed project answers with 200 and a page for people. */
static gboolean
judge_body (const AssayHttpHop *hop, GError **error)
{
  const char *accept = hop->request->accept, *wish = NULL;

  for (guint i = 0; accept != NULL && i < G_N_ELEMENTS (wishes); i++)
    if (g_str_has_prefix (accept, wishes[i].accept))
      wish = wishes[i].name;
  if (wish == NULL)
    return TRUE;
  if (is_html (hop))
    fail (hop, ASSAY_ERROR_FORMAT, error, _ ("answered with a web page instead of %s"), wish);
  else if (hop->body->len == 0)
    fail (hop, ASSAY_ERROR_FORMAT, error, _ ("answered with nothing instead of %s"), wish);
  else
    return TRUE;

  return FALSE;
}

static gboolean
judge_status (const AssayHttpHop *hop, gboolean *again, GError **error)
{
  const AssayHttpRequest *request = hop->request;

  *again = hop->status == 429 || hop->status >= 500;
  if (hop->status == 304 && request->body == NULL && (request->etag != NULL || request->last_modified != NULL))
    return TRUE;
  if (hop->status / 100 == 2 && hop->status != 206)
    return judge_body (hop, error);
  fail_status (hop, error);

  return FALSE;
}

static void
fail_time (const AssayHttp *self, const AssayHttpHop *hop, gboolean *again, GError **error)
{
  if (g_get_monotonic_time () >= hop->end - NEAR)
    fail (hop, ASSAY_ERROR_NETWORK, error, _ ("not finished within %g s"), self->options.total_timeout);
  else if (hop->connected)
    fail (hop, ASSAY_ERROR_NETWORK, error, _ ("stands still: next to nothing came for %g s"), self->options.stall_timeout);
  else
    {
      *again = TRUE;
      fail (hop, ASSAY_ERROR_NETWORK, error, _ ("no connection within %g s"), self->options.connect_timeout);
    }
}

static void
fail_size (const AssayHttpHop *hop, GError **error)
{
  gsize most = hop->request->max_bytes > 0 ? hop->request->max_bytes : ASSAY_HTTP_MAX_BYTES;

  if (hop->endless)
    fail (hop, ASSAY_ERROR_FORMAT, error, _ ("the headers of its answer have no end"));
  else
    fail (hop, ASSAY_ERROR_FORMAT, error, _ ("its answer is larger than %.3g MiB"), most / MIB);
}

static void
fail_connection (const AssayHttpHop *hop, GError **error)
{
  if (hop->refused && hop->only == ASSAY_REACH_PUBLIC)
    fail (hop, ASSAY_ERROR_NETWORK, error, _ ("a redirect leads into this machine's own network, which is refused"));
  else if (hop->refused)
    fail (hop, ASSAY_ERROR_NETWORK, error, _ ("is not on this machine, and only https is asked beyond it"));
  else
    fail (hop, ASSAY_ERROR_NETWORK, error, _ ("no connection%s: %s"), hop->proxy != NULL ? _ (" to the proxy of this machine's settings") : "",
          hop->os_error != 0 ? g_strerror (hop->os_error) : hop->reason);
}

/* By libcurl's codes. */
static void
fail_transfer (const AssayHttp *self, const AssayHttpHop *hop, gboolean *again, GError **error)
{
  switch (hop->code)
    {
    case CURLE_COULDNT_RESOLVE_HOST:
      fail (hop, ASSAY_ERROR_NETWORK, error, _ ("no machine has the name “%s”, or this one is offline"), hop->address->host);
      break;

    case CURLE_COULDNT_RESOLVE_PROXY:
      fail (hop, ASSAY_ERROR_NETWORK, error, _ ("the proxy of this machine's settings isn't found"));
      break;

    case CURLE_COULDNT_CONNECT:
      *again = !hop->refused;
      fail_connection (hop, error);
      break;

    case CURLE_OPERATION_TIMEDOUT:
      fail_time (self, hop, again, error);
      break;

    case CURLE_PEER_FAILED_VERIFICATION:
      fail (hop, ASSAY_ERROR_NETWORK, error, _ ("its certificate is not accepted: %s"), hop->reason);
      break;

    case CURLE_SSL_CONNECT_ERROR:
      fail (hop, ASSAY_ERROR_NETWORK, error, _ ("no secure connection: %s"), hop->reason);
      break;

    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      *again = TRUE;
      fail (hop, ASSAY_ERROR_NETWORK, error, _ ("the connection broke off %s"), hop->status == 0 ? _ ("before an answer") : _ ("in the middle of the answer"));
      break;

    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WRITE_ERROR:
      fail (hop, ASSAY_ERROR_FORMAT, error, _ ("its answer can't be unpacked"));
      break;

    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
      fail (hop, ASSAY_ERROR_FORMAT, error, _ ("doesn't answer with HTTP"));
      break;

    default:
      fail (hop, ASSAY_ERROR_NETWORK, error, "%s", hop->reason[0] != '\0' ? hop->reason : curl_easy_strerror (hop->code));
      break;
    }
}

gboolean
assay_http_judge (AssayHttp *self, const AssayHttpHop *hop, gboolean *again, GError **error)
{
  *again = FALSE;
  if (hop->flooded || hop->endless)
    fail_size (hop, error);
  else if (hop->proxy_status / 100 > 2)
    fail (hop, ASSAY_ERROR_NETWORK, error, _ ("the proxy of this machine's settings refused it with status %u"), hop->proxy_status);
  else if (hop->code != CURLE_OK)
    fail_transfer (self, hop, again, error);
  else
    return judge_status (hop, again, error);

  return FALSE;
}
