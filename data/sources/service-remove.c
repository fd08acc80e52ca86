/* A service goes, with what it fetched and its secret, and can come back. */
#include "data/sources/service-private.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/json.h"
#include "data/model/language.h"
#include "data/sources/address.h"
#include "data/sources/credential.h"
#include "data/sources/imports.h"
#include "data/sources/refresh.h"
#include "data/sources/secret.h"

struct _AssayServiceRemoved
{
  char *id;
  char *document;            /* the feed's */
  gsize length;
  char *fetched;             /* the catalogue's document of what it fetched; or NULL */
  gsize fetched_length;
  char *server, *secret;     /* secret: NULL if there was none, or another service uses it */
};

void
assay_service_removed_free (AssayServiceRemoved *self)
{
  if (self == NULL)
    return;
  assay_secret_free (self->secret);
  g_free (self->id);
  g_free (self->document);
  g_free (self->fetched);
  g_free (self->server);
  g_free (self);
}

const char *
assay_service_removed_get_id (const AssayServiceRemoved *self)
{
  return self->id;
}

static const char *
server_of (const AssayFeed *feed)
{
  for (char **pair = feed->parameters; pair != NULL && *pair != NULL; pair += 2)
    if (strcmp (pair[0], "server") == 0)
      return pair[1];

  return "";
}

static gboolean
same_server (const AssayFeed *a, const AssayFeed *b)
{
  g_autoptr (AssayAddress) first = assay_address_parse (server_of (a), NULL), second = assay_address_parse (server_of (b), NULL);

  return first != NULL && second != NULL && strcmp (first->origin, second->origin) == 0;
}

/* A secret that nobody uses any more is not left behind; a keyring that is closed doesn't keep the service. */
static char *
take_secret (GPtrArray *services, const AssayFeed *feed)
{
  if (!feed->token)
    return NULL;
  for (guint i = 0; i < services->len; i++)
    if (services->pdata[i] != feed && ((AssayFeed *) services->pdata[i])->token && same_server (services->pdata[i], feed))
      return NULL;

  return assay_credential_take_out (server_of (feed), NULL, NULL);
}

static const AssayFeed *
find_service (GPtrArray *services, const char *name)
{
  for (guint i = 0; i < services->len; i++)
    {
      const AssayFeed *feed = services->pdata[i];

      if (strcmp (feed->id, name) == 0 || strcmp (feed->title, name) == 0)
        return feed;
    }

  return NULL;
}

/* Whether the document is one that was written here: with this service and nothing else, which would go with it. */
static gboolean
holds_one (const char *path, const char *text, gsize length)
{
  g_autoptr (JsonNode) root = assay_json_parse (path, text, length, NULL);
  JsonNode *feeds = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), "feeds") : NULL;

  return feeds != NULL && JSON_NODE_HOLDS_ARRAY (feeds) && json_array_get_length (json_node_get_array (feeds)) == 1;
}

/* What is on the disk of it; NULL if that isn't ours to remove. */
static AssayServiceRemoved *
read_service (const AssayFeed *feed, GError **error)
{
  g_autofree char *path = assay_service_path (feed->id), *own = assay_service_folder (), *fetched = assay_refresh_folder ();
  g_autofree char *name = g_strconcat ("feed-", feed->id, ".json", NULL), *data = g_build_filename (fetched, name, NULL);
  g_autoptr (AssayServiceRemoved) self = g_new0 (AssayServiceRemoved, 1);

  self->id = g_strdup (feed->id);
  self->server = g_strdup (server_of (feed));
  if (!g_file_get_contents (path, &self->document, &self->length, NULL) || !holds_one (path, self->document, self->length))
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("“%s” stands in a file of your own making in %s: take it out there"), feed->id, own);
      return NULL;
    }
  g_file_get_contents (data, &self->fetched, &self->fetched_length, NULL);

  return g_steal_pointer (&self);
}

AssayServiceRemoved *
assay_service_take_away (const char *name, GError **error)
{
  g_autoptr (GPtrArray) feeds = assay_service_load_feeds (NULL), services = assay_services_list (feeds);
  const AssayFeed *feed = find_service (services, name);
  g_autofree char *own = assay_service_folder (), *fetched = assay_refresh_folder (), *document = NULL;
  g_autoptr (AssayServiceRemoved) removed = NULL;
  g_autoptr (GError) local = NULL;

  if (feed == NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("there is no service “%s”; assay service list names them"), name);
      return NULL;
    }
  removed = read_service (feed, error);
  if (removed == NULL || !assay_imports_remove (own, feed->id, error))
    return NULL;
  document = g_strconcat ("feed-", feed->id, NULL);
  removed->secret = take_secret (services, feed);
  if (assay_imports_remove (fetched, document, &local) || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_steal_pointer (&removed);
  g_propagate_error (error, g_steal_pointer (&local));

  return NULL;
}

gboolean
assay_service_remove (const char *name, GError **error)
{
  g_autoptr (AssayServiceRemoved) removed = assay_service_take_away (name, error);

  return removed != NULL;
}

gboolean
assay_service_bring_back (const AssayServiceRemoved *removed, GError **error)
{
  g_autofree char *own = assay_service_folder (), *fetched = assay_refresh_folder (), *path = assay_service_path (removed->id);
  g_autofree char *document = g_strconcat ("feed-", removed->id, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("there is a feed “%s” again"), removed->id);
      return FALSE;
    }

  return (removed->secret == NULL || assay_credential_put_back (removed->server, removed->secret, NULL, error)) &&
         (removed->fetched == NULL || assay_imports_add (fetched, document, removed->fetched, removed->fetched_length, error)) &&
         assay_imports_add (own, removed->id, removed->document, removed->length, error);
}
