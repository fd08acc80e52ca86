/* No test asks a real name server: the reserved names are unknown at once (or, where they begin with "slow", after a while), one is known to be here.
 * It takes the place of the library's function in the program that is linked with it. */
#include <dlfcn.h>
#include <glib.h>
#include <netdb.h>

#define SLOW (2 * G_USEC_PER_SEC)

int
getaddrinfo (const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result)
{
  const char *number = node == NULL || g_str_equal (node, "inside.example") ? "127.0.0.1" : node;
  struct addrinfo numeric = hints != NULL ? *hints : (struct addrinfo) { 0 };
  int (*next) (const char *, const char *, const struct addrinfo *, struct addrinfo **);

  if (node != NULL && g_str_has_suffix (node, ".invalid"))
    {
      g_usleep (g_str_has_prefix (node, "slow") ? SLOW : 0);
      return EAI_NONAME;
    }
  *(void **) &next = dlsym (RTLD_NEXT, "getaddrinfo");
  numeric.ai_flags |= AI_NUMERICHOST;

  return next (number, service, &numeric, result);
}
