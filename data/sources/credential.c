#include "data/sources/credential.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"
#include "data/sources/address.h"
#include "data/sources/secret.h"

/* The name in the keyring; transfer full. */
static char *
name_of (const char *server, GError **error)
{
  g_autoptr (AssayAddress) address = assay_address_parse (server, error);

  return address != NULL ? g_strconcat ("prometheus ", address->origin, NULL) : NULL;
}

/* The header's value; to be freed with assay_secret_free(). */
static char *
value_of (const char *user, const char *secret, GError **error)
{
  g_autofree char *encoded = NULL;
  char *both;

  if ((user != NULL && strpbrk (user, ":\r\n") != NULL) || *secret == '\0' || strpbrk (secret, "\r\n") != NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, user != NULL ? _ ("no password, or a sign that can't be in one or in a name")
                                                                         : _ ("no token, or one with a line break in it"));
      return NULL;
    }
  if (user == NULL)
    return g_strconcat ("Bearer ", secret, NULL);
  both = g_strconcat (user, ":", secret, NULL);
  encoded = g_base64_encode ((const guchar *) both, strlen (both));
  assay_secret_free (both);

  return g_strconcat ("Basic ", encoded, NULL);
}

gboolean
assay_credential_store (const char *server, const char *user, const char *secret, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = name_of (server, error);
  char *value = name != NULL ? value_of (user, secret, error) : NULL;
  gboolean stored = value != NULL && assay_secret_store (name, value, cancellable, error);

  assay_secret_free (value);

  return stored;
}

gboolean
assay_credential_clear (const char *server, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = name_of (server, error);

  return name != NULL && assay_secret_clear (name, cancellable, error);
}

char *
assay_credential_take_out (const char *server, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = name_of (server, error);
  char *kept = name != NULL ? assay_secret_lookup (name, cancellable, error) : NULL;

  if (kept != NULL)
    assay_secret_clear (name, cancellable, NULL);

  return kept;
}

gboolean
assay_credential_put_back (const char *server, const char *kept, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = name_of (server, error);

  return name != NULL && assay_secret_store (name, kept, cancellable, error);
}

/* Takes over @value. */
static char **
headers_new (char *value)
{
  char **headers = g_new0 (char *, 3);

  headers[0] = g_strdup ("Authorization");
  headers[1] = value;

  return headers;
}

char **
assay_credential_headers (const AssayFeed *feed, const char *address, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = feed->token ? name_of (address, error) : NULL;
  g_autoptr (GError) problem = NULL;
  char *value = name != NULL ? assay_secret_lookup (name, cancellable, &problem) : NULL;

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  return value != NULL ? headers_new (value) : NULL;
}

char **
assay_credential_headers_for (const char *user, const char *secret, GError **error)
{
  char *value = secret != NULL && *secret != '\0' ? value_of (user, secret, error) : NULL;

  return value != NULL ? headers_new (value) : NULL;
}

void
assay_credential_headers_free (char **headers)
{
  if (headers == NULL)
    return;
  for (char **header = headers; *header != NULL; header++)
    assay_secret_free (*header);
  g_free (headers);
}
