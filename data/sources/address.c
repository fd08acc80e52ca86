#include "data/sources/address.h"

#include <curl/curl.h>
#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"
#include "data/sources/words.h"

#define MAX_QUOTE 200   /* characters of an address in a message */

typedef struct
{
  const char *block;
  AssayReach reach;
} Block;

/* Of the special-purpose registries, those that are not globally reachable; what is embedded in an address of IPv6 is looked at by itself. */
static const Block blocks[] = {
  { "127.0.0.0/8", ASSAY_REACH_LOOPBACK },
  { "::1/128", ASSAY_REACH_LOOPBACK },
  { "0.0.0.0/8", ASSAY_REACH_PRIVATE },
  { "10.0.0.0/8", ASSAY_REACH_PRIVATE },
  { "100.64.0.0/10", ASSAY_REACH_PRIVATE },
  { "169.254.0.0/16", ASSAY_REACH_PRIVATE },
  { "172.16.0.0/12", ASSAY_REACH_PRIVATE },
  { "192.0.0.0/24", ASSAY_REACH_PRIVATE },
  { "192.168.0.0/16", ASSAY_REACH_PRIVATE },
  { "198.18.0.0/15", ASSAY_REACH_PRIVATE },
  { "224.0.0.0/3", ASSAY_REACH_PRIVATE },
  { "::/128", ASSAY_REACH_PRIVATE },
  { "fc00::/7", ASSAY_REACH_PRIVATE },
  { "fe80::/10", ASSAY_REACH_PRIVATE },
  { "fec0::/10", ASSAY_REACH_PRIVATE },
  { "ff00::/8", ASSAY_REACH_PRIVATE },
};

/* Where IPv6 carries an address of IPv4 in its last four bytes: mapped, compatible, translated (RFC 6052). */
static const char * const carriers[] = { "::ffff:0:0/96", "::/96", "64:ff9b::/96" };

static gboolean
is_within (GInetAddress *number, const char *block)
{
  g_autoptr (GInetAddressMask) mask = g_inet_address_mask_new_from_string (block, NULL);

  return g_inet_address_get_family (number) == g_inet_address_mask_get_family (mask) && g_inet_address_mask_matches (mask, number);
}

static AssayReach
reach_of_number (GInetAddress *number)
{
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (is_within (number, blocks[i].block))
      return blocks[i].reach;
  for (guint i = 0; i < G_N_ELEMENTS (carriers); i++)
    if (is_within (number, carriers[i]))
      {
        g_autoptr (GInetAddress) carried = g_inet_address_new_from_bytes (g_inet_address_to_bytes (number) + 12, G_SOCKET_FAMILY_IPV4);

        return reach_of_number (carried);
      }

  return ASSAY_REACH_PUBLIC;
}

AssayReach
assay_address_reach (const char *host)
{
  gsize length = strlen (host);
  gboolean bracketed = length > 2 && host[0] == '[' && host[length - 1] == ']';
  g_autofree char *bare = bracketed ? g_strndup (host + 1, length - 2) : g_ascii_strdown (host, -1);
  g_autoptr (GInetAddress) number = NULL;

  /* a zone ("fe80::1%eth0") and a name's last dot change nothing */
  if (bracketed && strchr (bare, '%') != NULL)
    *strchr (bare, '%') = '\0';
  if (g_str_has_suffix (bare, "."))
    bare[strlen (bare) - 1] = '\0';
  number = g_inet_address_new_from_string (bare);
  if (number != NULL)
    return reach_of_number (number);

  return g_str_equal (bare, "localhost") || g_str_has_suffix (bare, ".localhost") ? ASSAY_REACH_LOOPBACK : ASSAY_REACH_UNKNOWN;
}

static char *
get_part (CURLU *url, CURLUPart what, unsigned int flags)
{
  char *part = NULL, *copy;

  if (curl_url_get (url, what, &part, flags) != CURLUE_OK)
    return NULL;
  copy = g_strdup (part);
  curl_free (part);

  return copy;
}

/* The reason why it can't be taken, NULL if there is none. */
static const char *
take_parts (AssayAddress *self, CURLU *url)
{
  g_autofree char *user = get_part (url, CURLUPART_USER, 0);
  g_autofree char *scheme = get_part (url, CURLUPART_SCHEME, 0);
  g_autofree char *port = get_part (url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  g_autofree char *host = NULL;

  if (user != NULL)
    return _ ("has a user name in it");
  if (scheme == NULL || (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    return _ ("is not an http or https address");
  curl_url_set (url, CURLUPART_FRAGMENT, NULL, 0);
  self->secure = g_str_equal (scheme, "https");
  self->host = get_part (url, CURLUPART_HOST, 0);
  self->text = get_part (url, CURLUPART_URL, 0);
  if (self->host == NULL || self->text == NULL || !g_utf8_validate (self->text, -1, NULL))   /* a host's %ff is decoded */
    return _ ("is not an address");
  self->reach = assay_address_reach (self->host);
  host = g_ascii_strdown (self->host, -1);
  self->origin = g_strdup_printf ("%s://%s:%s", scheme, host, port);
  g_free (self->shown);
  self->shown = strchr (self->text, '?') != NULL ? g_strdup_printf ("%.*s?…", (int) strcspn (self->text, "?"), self->text)
                                                 : g_strdup (self->text);

  return NULL;
}

/* Enough to find the place where it is written, without what may be a password before an "@" or in a query. */
static char *
shorten (const char *text)
{
  const char *at = strrchr (text, '@');
  const char *from = at != NULL ? at + 1 : text;
  g_autofree char *shown = assay_words_cut (from, (gssize) strcspn (from, "?#"), MAX_QUOTE);

  return g_strconcat (at != NULL ? "…@" : "", shown, NULL);
}

AssayAddress *
assay_address_parse (const char *text, GError **error)
{
  g_autoptr (AssayAddress) self = g_new0 (AssayAddress, 1);
  CURLU *url = curl_url ();
  const char *reason;

  self->shown = shorten (text);
  reason = g_utf8_validate (text, -1, NULL) && curl_url_set (url, CURLUPART_URL, text, 0) == CURLUE_OK ? take_parts (self, url) : _ ("is not an address");
  curl_url_cleanup (url);
  if (reason == NULL)
    return g_steal_pointer (&self);
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "“%s” %s", self->shown, reason);

  return NULL;
}

void
assay_address_free (AssayAddress *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->shown);
  g_free (self->host);
  g_free (self->origin);
  g_free (self);
}

gboolean
assay_address_check (const AssayAddress *self, gboolean allow_plain, GError **error)
{
  if (self->secure || allow_plain || self->reach == ASSAY_REACH_LOOPBACK)
    return TRUE;
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: only https is asked beyond this machine"), self->shown);

  return FALSE;
}

gboolean
assay_address_check_redirect (const AssayAddress *from, const AssayAddress *to, gboolean allow_plain, gboolean public, GError **error)
{
  const char *reason = NULL;

  if (from->secure && !to->secure)
    reason = _ ("from https to http");
  else if (public && (to->reach == ASSAY_REACH_LOOPBACK || to->reach == ASSAY_REACH_PRIVATE))
    reason = _ ("into this machine's own network");
  else if (!to->secure && !allow_plain && to->reach != ASSAY_REACH_LOOPBACK)
    reason = _ ("to plain http");
  if (reason == NULL)
    return TRUE;
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, _ ("%s: redirects %s (%s), which is refused"), from->shown, reason, to->shown);

  return FALSE;
}
