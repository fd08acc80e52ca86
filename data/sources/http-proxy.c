/* Which proxy an address goes by: what the desktop says, else what the environment says. */
#include "data/sources/http-private.h"

#include <string.h>

#define DIRECT "direct://"

static const char *
get_variable (const char *name)
{
  g_autofree char *capitals = g_ascii_strup (name, -1);
  const char *value = g_getenv (name);

  return value != NULL ? value : g_getenv (capitals);
}

/* https_proxy, http_proxy, all_proxy and no_proxy, as command line programs know them. */
static GProxyResolver *
make_environment (void)
{
  static const char * const schemes[] = { "https", "http" };
  const char *all = get_variable ("all_proxy"), *none = get_variable ("no_proxy");
  g_auto (GStrv) ignored = g_strsplit (none != NULL ? none : "", ",", -1);
  GProxyResolver *resolver;

  for (guint i = 0; ignored[i] != NULL; i++)
    g_strstrip (ignored[i]);
  resolver = g_simple_proxy_resolver_new (all, ignored);
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *name = g_strconcat (schemes[i], "_proxy", NULL);
      const char *value = get_variable (name);

      if (value != NULL && *value != '\0')
        g_simple_proxy_resolver_set_uri_proxy (G_SIMPLE_PROXY_RESOLVER (resolver), schemes[i], value);
    }

  return resolver;
}

/* GIO's "socks" is whichever version there is, and with libcurl's "socks5h" the proxy finds the name, as in GIO. */
static char *
translate (const char *proxy)
{
  static const char * const socks[] = { "socks5://", "socks://" };

  for (guint i = 0; i < G_N_ELEMENTS (socks); i++)
    if (g_str_has_prefix (proxy, socks[i]))
      return g_strconcat ("socks5h://", proxy + strlen (socks[i]), NULL);

  return g_strdup (proxy);
}

/* The first of them; settings that can't be read are none. */
static char *
ask (GProxyResolver *resolver, const char *address, GCancellable *cancellable)
{
  g_auto (GStrv) proxies = g_proxy_resolver_lookup (resolver, address, cancellable, NULL);

  if (proxies == NULL || proxies[0] == NULL || g_str_equal (proxies[0], DIRECT))
    return NULL;

  return translate (proxies[0]);
}

char *
assay_http_proxy (AssayHttp *self, const AssayAddress *address, GCancellable *cancellable, GError **error)
{
  GProxyResolver *resolver = self->options.proxies != NULL ? self->options.proxies : g_proxy_resolver_get_default ();
  g_autoptr (GProxyResolver) environment = NULL;
  char *proxy;

  if (address->reach == ASSAY_REACH_LOOPBACK)
    return NULL;

  proxy = ask (resolver, address->text, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (proxy == NULL && self->options.proxies == NULL)
    {
      environment = make_environment ();
      proxy = ask (environment, address->text, cancellable);
    }

  return proxy;
}
