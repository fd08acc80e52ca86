#include "data/measure/remote-key.h"

#include <errno.h>
#include <string.h>

#include "data/measure/capture.h"
#include "data/model/error.h"
#include "data/model/language.h"

#define SECONDS 30              /* that ssh -G and ssh-keyscan may take */
#define SCAN_SECONDS "10"       /* for a connection */
#define MAX_BYTES (1024 * 1024) /* of the file of known hosts */

static void
host_key_free (AssayHostKey *self)
{
  g_free (self->kind);
  g_free (self->fingerprint);
  g_free (self->line);
  g_free (self);
}

char *
assay_remote_known_hosts (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "known_hosts", NULL);
}

/* As ssh-keygen -l says it: the hash without its padding. */
static char *
fingerprint_of (const guchar *blob, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *text = NULL;
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, blob, length);
  g_checksum_get_digest (checksum, digest, &size);
  text = g_base64_encode (digest, size);
  text[strcspn (text, "=")] = '\0';

  return g_strconcat ("SHA256:", text, NULL);
}

static const char *
kind_of (const char *type)
{
  static const struct { const char *type, *kind; } kinds[] = {
    { "ssh-ed25519", "ED25519" }, { "ecdsa-sha2-", "ECDSA" }, { "ssh-rsa", "RSA" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (type, kinds[i].type))
      return kinds[i].kind;

  return type;
}

GPtrArray *
assay_host_keys_parse (const char *text)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) host_key_free);
  g_autoptr (GRegex) pattern = g_regex_new ("^([][A-Za-z0-9_.:-]+) ([a-z0-9@.-]+) ([A-Za-z0-9+/]+={0,2})$", G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *type = NULL, *encoded = NULL;
      g_autofree guchar *blob = NULL;
      AssayHostKey *key;
      gsize length;

      if (!g_regex_match (pattern, g_strchomp (lines[i]), 0, &match))
        continue;
      type = g_match_info_fetch (match, 2);
      encoded = g_match_info_fetch (match, 3);
      blob = g_base64_decode (encoded, &length);
      key = g_new0 (AssayHostKey, 1);
      key->kind = g_strdup (kind_of (type));
      key->fingerprint = fingerprint_of (blob, length);
      key->line = g_strdup (lines[i]);
      g_ptr_array_add (keys, key);
    }

  return keys;
}

static char *
capture (const char *name, char **argv, GCancellable *cancellable, GError **error)
{
  const AssayChildSpec spec = { .name = name, .argv = (const char * const *) argv };

  return assay_capture (&spec, SECONDS, cancellable, error);
}

/* The value that ssh uses for @name: "port", "hostname"; transfer full, or NULL. */
static char *
find_setting (const char *text, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], name) && lines[i][strlen (name)] == ' ')
      return g_strdup (lines[i] + strlen (name) + 1);

  return NULL;
}

/* The name may be one of the user's settings. */
static gboolean
resolve (const AssayRemote *self, char **host, char **port, GCancellable *cancellable, GError **error)
{
  g_autofree char *own_port = g_strdup_printf ("Port=%u", self->port), *text = NULL;
  char *argv[] = { (char *) "ssh", (char *) "-G", (char *) "-o", self->port > 0 ? own_port : (char *) "BatchMode=yes", (char *) "--", self->destination, NULL };

  text = capture ("ssh -G", argv, cancellable, error);
  if (text == NULL)
    return FALSE;
  *host = find_setting (text, "hostname");
  *port = find_setting (text, "port");
  if (*host != NULL && *port != NULL && **host != '-')
    return TRUE;
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, _("%s: ssh has no host for “%s”"), self->name, self->destination);

  return FALSE;
}

GPtrArray *
assay_remote_scan_keys (const AssayRemote *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *host = NULL, *port = NULL, *text = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  if (!assay_remote_check (self, error) || !resolve (self, &host, &port, cancellable, error))
    return NULL;
  text = capture ("ssh-keyscan", (char *[]) { (char *) "ssh-keyscan", (char *) "-T", (char *) SCAN_SECONDS, (char *) "-p", port, (char *) "--", host, NULL },
                  cancellable, error);
  if (text == NULL)
    return NULL;
  keys = assay_host_keys_parse (text);
  if (keys->len > 0)
    return g_steal_pointer (&keys);
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, _("%s: %s, port %s, shows no host key"), self->name, host, port);

  return NULL;
}

/* What is in the file without the lines of @host, which begin with its name. */
static char *
read_others (const char *path, const char *host, gsize length)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GString *others = g_string_new (NULL);
  gsize size;

  if (!g_file_get_contents (path, &text, &size, NULL) || size > MAX_BYTES)
    return g_string_free (others, FALSE);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && (strncmp (lines[i], host, length) != 0 || lines[i][length] != ' '))
      g_string_append_printf (others, "%s\n", lines[i]);

  return g_string_free (others, FALSE);
}

static gboolean
keep (const AssayHostKey *key, GError **error)
{
  g_autofree char *path = assay_remote_known_hosts (), *folder = g_path_get_dirname (path);
  g_autofree char *others = read_others (path, key->line, strcspn (key->line, " "));
  g_autofree char *text = g_strconcat (others, key->line, "\n", NULL);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));

  return FALSE;
}

gboolean
assay_remote_accept_key (const AssayRemote *self, const char *fingerprint, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) keys = assay_remote_scan_keys (self, cancellable, error);

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    if (strcmp (((AssayHostKey *) keys->pdata[i])->fingerprint, fingerprint) == 0)
      return keep (keys->pdata[i], error);
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _("%s: the host has no key with the fingerprint %s"), self->name, fingerprint);

  return FALSE;
}

/* "ED25519 SHA256:…, RSA SHA256:…"; NULL if it shows none now. */
static char *
list_keys (const AssayRemote *self, GCancellable *cancellable, char **first)
{
  g_autoptr (GPtrArray) keys = assay_remote_scan_keys (self, cancellable, NULL);
  GString *text;

  if (keys == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < keys->len; i++)
    {
      const AssayHostKey *key = keys->pdata[i];

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", key->kind, key->fingerprint);
      if (*first == NULL || strcmp (key->kind, "ED25519") == 0)
        {
          g_free (*first);
          *first = g_strdup (key->fingerprint);
        }
    }

  return g_string_free (text, FALSE);
}

void
assay_remote_explain_unknown_key (const AssayRemote *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *first = NULL, *keys = list_keys (self, cancellable, &first), *name = g_shell_quote (self->name);

  if (keys == NULL)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_HOST_KEY, _("%s: its host key isn't known; connect once with ssh %s"), self->name, self->destination);
  else
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_HOST_KEY,
                 _("%s: its host key isn't known. It shows %s. If “ssh-keygen -lf” says the same of a key in /etc/ssh there, accept it: "
                 "assay machine check %s --accept %s"), self->name, keys, name, first);
}

void
assay_remote_explain_changed_key (const AssayRemote *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *first = NULL, *keys = list_keys (self, cancellable, &first);

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK,
               _("%s: its host key is another than the known one: somebody may be in between, or it was set up anew. It shows %s. Only if you know "
               "why, accept that as its new one, or take the old one away with ssh-keygen -R"), self->name, keys != NULL ? keys : _ ("none now"));
}
