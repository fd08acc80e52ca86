#include "data/sources/source.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "data/model/error.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/sources/words.h"

#define SERVER "{server}"
#define KEPT "/;"                /* signs that a template can leave as they are */
#define MAX_QUOTE 100            /* characters of a value in a message */

/* Appends a value; @kept is the sign before the name, or NUL. */
typedef void (*Append) (GString *text, const char *value, char kept);

static const char *
find_value (const char * const *parameters, const char *name)
{
  for (guint i = 0; parameters != NULL && parameters[i] != NULL && parameters[i + 1] != NULL; i += 2)
    if (strcmp (parameters[i], name) == 0)
      return parameters[i + 1];

  return NULL;
}

/* No part of a path may be empty or stand for a folder above: clients shorten "/a/../b" to "/b", encoded or not. */
static gboolean
stays_in_place (const char *value, char kept)
{
  const char separators[] = { '/', kept, '\0' };
  g_auto (GStrv) parts = g_strsplit_set (value, separators, -1);

  for (char **part = parts; *part != NULL; part++)
    if (strcmp (*part, ".") == 0 || strcmp (*part, "..") == 0 || (kept != '\0' && **part == '\0'))
      return FALSE;

  return TRUE;
}

/* Borrowed from @parameters; NULL with an error. */
static const char *
take_value (const AssaySource *self, const char * const *parameters, const char *name, char kept, GError **error)
{
  const char *value = find_value (parameters, name);
  g_autofree char *shown = NULL;

  if (value == NULL || *value == '\0')
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: needs the parameter “%s”"), self->id, name);
      return NULL;
    }
  if (strnlen (value, ASSAY_SOURCE_MAX_VALUE + 1) <= ASSAY_SOURCE_MAX_VALUE && g_utf8_validate (value, -1, NULL) && stays_in_place (value, kept))
    return value;

  shown = assay_words_cut (value, -1, MAX_QUOTE);
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: “%s” can't be the parameter “%s”"), self->id, shown, name);

  return NULL;
}

/* The end of the parameter that begins at @text, behind its brace; NULL if none does. */
static const char *
parameter_end (const char *text)
{
  const char *at = text + 1;

  if (*text != '{')
    return NULL;
  if (*at != '\0' && strchr (KEPT, *at) != NULL)
    at++;
  if (!g_ascii_islower (*at))
    return NULL;
  while (g_ascii_islower (*at))
    at++;

  return *at == '}' ? at + 1 : NULL;
}

/* Appends to @text what @template becomes. */
static gboolean
fill (const AssaySource *self, const char *template, const char * const *parameters, Append append, GString *text, GError **error)
{
  while (*template != '\0')
    {
      const char *end = parameter_end (template), *value;
      g_autofree char *name = NULL;
      char kept = '\0';

      if (end == NULL)
        {
          g_string_append_c (text, *template++);
          continue;
        }
      if (!g_ascii_islower (template[1]))
        kept = *++template;
      name = g_strndup (template + 1, (gsize) (end - template) - 2);
      value = take_value (self, parameters, name, kept, error);
      if (value == NULL)
        return FALSE;
      append (text, value, kept);
      template = end;
    }

  return TRUE;
}

static void
append_encoded (GString *text, const char *value, char kept)
{
  const char allowed[] = { kept, '\0' };

  g_string_append_uri_escaped (text, value, allowed, FALSE);
}

static void
append_json (GString *text, const char *value, char kept G_GNUC_UNUSED)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);
  g_autofree char *quoted = assay_json_write (node, FALSE, NULL);

  g_string_append_len (text, quoted + 1, (gssize) strlen (quoted) - 2);
}

static gboolean
is_server (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "", *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || strchr ("?#@\\", *c) != NULL)
      return FALSE;

  return (strcmp (scheme, "http") == 0 || strcmp (scheme, "https") == 0) && host != NULL && *host != '\0';
}

/* Scheme, host, port and path of a server, without a slash at the end; transfer full. */
static char *
check_server (const AssaySource *self, const char *server, GError **error)
{
  gsize length = strlen (server);

  if (!is_server (server))
    {
      g_autofree char *shown = assay_words_cut (server, -1, MAX_QUOTE);

      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: “%s” is no address of a server such as https://example.org:9090"), self->id, shown);
      return NULL;
    }
  while (server[length - 1] == '/')
    length--;

  return g_strndup (server, length);
}

gboolean
assay_source_check_base (const AssaySource *self, const char *base, GError **error)
{
  g_autofree char *server = check_server (self, base, error);

  return server != NULL;
}

/* What the address begins with, where that isn't the template's own: transfer full, NULL with an error. @rest is what is left of the template. */
static char *
find_server (const AssaySource *self, const char * const *parameters, const char **rest, GError **error)
{
  const char *given;

  if (!g_str_has_prefix (self->address, SERVER))
    {
      const char *host = strstr (self->address, "://") + strlen ("://");

      *rest = host + strcspn (host, "/");
      return g_strndup (self->address, (gsize) (*rest - self->address));
    }
  *rest = self->address + strlen (SERVER);
  given = take_value (self, parameters, "server", '\0', error);

  return given != NULL ? check_server (self, given, error) : NULL;
}

/* Puts @base in the place of scheme and host of @server, whose path stays. Takes over @server; transfer full. */
static char *
rebase (const AssaySource *self, char *server, const char *base, GError **error)
{
  g_autofree char *old = server, *new = check_server (self, base, error);
  const char *host = strstr (old, "://") + strlen ("://");

  return new != NULL ? g_strconcat (new, host + strcspn (host, "/"), NULL) : NULL;
}

char *
assay_source_address (const AssaySource *self, const char *base, const char * const *parameters, GError **error)
{
  g_autoptr (GString) text = NULL;
  const char *rest;
  char *server;

  g_return_val_if_fail (self != NULL, NULL);

  server = find_server (self, parameters, &rest, error);
  if (server != NULL && base != NULL)
    server = rebase (self, server, base, error);
  if (server == NULL)
    return NULL;
  text = g_string_new (server);
  g_free (server);

  return fill (self, rest, parameters, append_encoded, text, error) ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
assay_source_body (const AssaySource *self, const char * const *parameters, GError **error)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->body == NULL)
    return NULL;
  text = g_string_new (NULL);

  return fill (self, self->body, parameters, append_json, text, error) ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
