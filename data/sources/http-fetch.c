/* From a request to an outcome: over redirects, and again where another try is worth it. */
#include "data/sources/http-private.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"

#define TOO_OFTEN 429
#define REST 300         /* s that a server is left alone which says this again and again, and not for how long */

/* What of a fetch changes from one address to the next. */
typedef struct
{
  AssayAddress *address;
  gboolean trusted;       /* still where the request's own headers may go */
  gboolean posts;
  gboolean public;        /* a public host has had a say in where it goes */
  guint redirects;
} Way;

static void
way_clear (Way *self)
{
  g_clear_pointer (&self->address, assay_address_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Way, way_clear)

static gboolean
is_redirect (const AssayHttpHop *hop)
{
  return hop->code == CURLE_OK && hop->location != NULL && hop->status >= 301 && hop->status <= 308 && hop->status != 304;
}

static gboolean
fail_redirect (const Way *way, const char *why, GError **error)
{
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, "%s: %s", way->address->shown, why);

  return FALSE;
}

/* Takes the way to where @hop leads. A form that was taken (303, and by custom 301 and 302) is answered elsewhere, with GET. */
static gboolean
follow (Way *way, const AssayHttpHop *hop, GError **error)
{
  g_autoptr (AssayAddress) next = NULL;

  if (way->redirects == ASSAY_HTTP_MAX_REDIRECTS)
    {
      g_autofree char *why = g_strdup_printf (_ ("redirects more than %d times"), ASSAY_HTTP_MAX_REDIRECTS);

      return fail_redirect (way, why, error);
    }
  next = assay_address_parse (hop->location, NULL);
  if (next == NULL)
    return fail_redirect (way, _ ("redirects to what is no address of the web"), error);
  way->public = way->public || hop->reach == ASSAY_REACH_PUBLIC;
  if (!assay_address_check_redirect (way->address, next, hop->request->allow_plain, way->public, error))
    return FALSE;

  way->redirects++;
  way->trusted = way->trusted && g_str_equal (next->origin, way->address->origin);
  way->posts = way->posts && hop->status >= 307;
  assay_address_free (way->address);
  way->address = g_steal_pointer (&next);

  return TRUE;
}

static gboolean
ask (AssayHttp *self, AssayHttpHop *hop, const Way *way, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  hop->address = way->address;
  hop->trusted = way->trusted;
  hop->posts = way->posts;
  if (way->public)
    hop->only = ASSAY_REACH_PUBLIC;
  else if (!way->address->secure && !hop->request->allow_plain)
    hop->only = ASSAY_REACH_LOOPBACK;
  hop->proxy = assay_http_proxy (self, way->address, cancellable, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return assay_http_pace (self, hop, cancellable, error) &&
         assay_http_transfer (self, hop, cancellable, error);
}

/* Until when, in Unix time, the server wants to be left alone. */
static void
take_wait (AssayHttpOutcome *outcome, const AssayHttpHop *hop)
{
  outcome->retry_after = hop->wait > 0 ? g_get_real_time () / G_USEC_PER_SEC + hop->wait : 0;
}

static void
take_outcome (AssayHttpOutcome *outcome, AssayHttpHop *hop, gboolean good)
{
  outcome->status = hop->status;
  outcome->protocol = hop->protocol;
  g_free (outcome->address);
  outcome->address = g_strdup (hop->address->text);
  take_wait (outcome, hop);
  if (!good)
    return;

  outcome->etag = g_steal_pointer (&hop->etag);
  outcome->last_modified = g_steal_pointer (&hop->last_modified);
  outcome->type = g_steal_pointer (&hop->type);
  if (hop->status != 304)
    outcome->body = g_byte_array_free_to_bytes (g_steal_pointer (&hop->body));
}

/* One way from the first address to an answer. */
static gboolean
try (AssayHttp *self, const AssayHttpRequest *request, gint64 end, AssayHttpOutcome *outcome, gboolean *again,
     GCancellable *cancellable, GError **error)
{
  g_auto (Way) way = { .trusted = TRUE, .posts = request->body != NULL };

  *again = FALSE;
  way.address = assay_address_parse (request->address, error);
  if (way.address == NULL || !assay_address_check (way.address, request->allow_plain, error))
    return FALSE;
  for (;;)
    {
      g_auto (AssayHttpHop) hop = { .request = request, .end = end };
      gboolean good;

      if (!ask (self, &hop, &way, cancellable, error))
        {
          take_wait (outcome, &hop);
          return FALSE;
        }
      if (is_redirect (&hop))
        {
          take_outcome (outcome, &hop, FALSE);
          if (!follow (&way, &hop, error))
            return FALSE;
          continue;
        }
      good = assay_http_judge (self, &hop, again, error);
      if (hop.status == TOO_OFTEN && hop.wait == 0 && outcome->tries == ASSAY_HTTP_MAX_TRIES)
        hop.wait = REST;
      take_outcome (outcome, &hop, good);
      if (hop.wait > 0 && !good)
        assay_http_hold_off (self, way.address, hop.wait);

      return good;
    }
}

/* When to try again, monotonic: those that failed together don't come back together. */
static gint64
find_retry (AssayHttp *self, const AssayHttpOutcome *outcome)
{
  gint64 now = g_get_monotonic_time ();
  double pause = self->options.backoff * (1 << (outcome->tries - 1)) * g_random_double_range (0.5, 1.5);
  gint64 asked = outcome->retry_after > 0 ? outcome->retry_after * G_USEC_PER_SEC - g_get_real_time () : 0;

  return now + MAX ((gint64) (pause * G_USEC_PER_SEC), asked);
}

/* A header of two lines would be two headers. */
static gboolean
check_headers (const AssayHttpRequest *request, GError **error)
{
  for (guint i = 0; request->headers != NULL && request->headers[i] != NULL; i++)
    if (strpbrk (request->headers[i], "\r\n") != NULL)
      {
        g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("a header or token has a line break in it"));
        return FALSE;
      }

  return TRUE;
}

gboolean
assay_http_fetch (AssayHttp *self, const AssayHttpRequest *request, AssayHttpOutcome *outcome, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) (self->options.total_timeout * G_USEC_PER_SEC);
  gboolean again = TRUE;

  *outcome = (AssayHttpOutcome) { 0 };
  if (!check_headers (request, error))
    return FALSE;
  while (again)
    {
      g_autoptr (GError) local = NULL;
      gint64 next;

      outcome->tries++;
      if (try (self, request, end, outcome, &again, cancellable, &local))
        return TRUE;
      next = find_retry (self, outcome);
      if (!again || outcome->tries == ASSAY_HTTP_MAX_TRIES || next >= end)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!assay_http_sleep (next, cancellable, error))
        return FALSE;
    }

  return FALSE;
}
