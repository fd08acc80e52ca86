#include "data/sources/service-private.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/json-write.h"
#include "data/model/json.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/sources/address.h"
#include "data/sources/conversion.h"
#include "data/sources/credential.h"
#include "data/sources/filing.h"
#include "data/sources/imports.h"
#include "data/sources/refresh.h"

#define KIND "service"         /* of a subject that is the user's own */
#define PARENT "services"      /* of them all, in the catalogue */

static char *
folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "feeds", NULL);
}

static char *
path_of (const char *id)
{
  g_autofree char *own = folder (), *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (own, name, NULL);
}

static GPtrArray *
load_feeds (AssayStore *store)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);

  return assay_feeds_load (store, errors);
}

gboolean
assay_service_is (const AssayFeed *feed)
{
  return strcmp (feed->source->id, ASSAY_SERVICE_SOURCE) == 0;
}

GPtrArray *
assay_services_list (GPtrArray *feeds)
{
  GPtrArray *services = g_ptr_array_new ();

  for (guint i = 0; i < feeds->len; i++)
    if (assay_service_is (feeds->pdata[i]))
      g_ptr_array_add (services, feeds->pdata[i]);

  return services;
}

static void
add_pair (JsonBuilder *json, const char *name, const char *key, const char *value)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  assay_json_add_text (json, key, value);
  json_builder_end_object (json);
}

static void
add_truth (JsonBuilder *json, const char *name, gboolean value)
{
  if (!value)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, TRUE);
}

/* Whom it is about: a subject that the catalogue has, or one of the user's own, which each of its services names. */
static void
add_subject (JsonBuilder *json, const AssayService *self, AssayStore *store)
{
  const AssaySubject *subject = assay_filing_find_subject (store, self->subject);
  g_autofree char *slug = assay_service_make_id (self->subject), *id = g_strconcat (KIND "-", slug, NULL);

  if (subject == NULL)
    subject = assay_store_find_subject (store, id);
  assay_json_add_text (json, "subject", subject != NULL ? subject->id : id);
  if (subject == NULL || strcmp (subject->kind, KIND) == 0)
    assay_json_add_text (json, "service", subject != NULL ? subject->name : self->subject);
}

static char *
write_document (const AssayService *self, const char *id, AssayStore *store, gsize *length)
{
  const AssayMetric *metric = assay_service_find_metric (store, self->metric);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "feeds");
  json_builder_begin_array (json);
  json_builder_begin_object (json);
  assay_json_add_text (json, "id", id);
  assay_json_add_text (json, "title", self->name);
  assay_json_add_text (json, "source", ASSAY_SERVICE_SOURCE);
  json_builder_set_member_name (json, "parameters");
  json_builder_begin_object (json);
  assay_json_add_text (json, "server", self->server);
  assay_json_add_text (json, "query", self->query);
  json_builder_end_object (json);
  assay_json_add_text (json, "range", assay_service_says (self->range) ? self->range : "1h");
  assay_json_add_text (json, "step", self->step);
  assay_json_add_text (json, "unit", assay_service_says (self->unit) ? self->unit : assay_conversion_base (metric->unit));
  add_subject (json, self, store);
  assay_json_add_text (json, "name-as", "entry");
  add_pair (json, "metrics", "*", metric->id);
  add_pair (json, "only", "statistic", "mean");
  assay_json_add_strings (json, "keep", (char *[]) { (char *) "*", NULL });
  add_truth (json, "allow-plain", self->allow_plain);
  add_truth (json, "token", assay_service_says (self->secret));
  json_builder_end_object (json);
  json_builder_end_array (json);
  json_builder_end_object (json);

  return assay_json_to_text (json, length);
}

gboolean
assay_service_is_free (const char *id, AssayStore *store)
{
  g_autoptr (GPtrArray) feeds = load_feeds (store);
  g_autofree char *path = path_of (id);

  return assay_feeds_find (feeds, id) == NULL && !g_file_test (path, G_FILE_TEST_EXISTS);
}

char *
assay_service_add (const AssayService *self, AssayStore *store, GError **error)
{
  g_autofree char *id = NULL, *document = NULL, *own = folder ();
  gboolean secret = assay_service_says (self->secret);
  gsize length;

  if (!assay_service_check_all (self, store, TRUE, error))
    return NULL;
  id = assay_service_make_id (self->name);
  if (!assay_service_is_free (id, store))
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "name: there is a feed “%s” already", id);
      return NULL;
    }
  document = write_document (self, id, store, &length);
  if (secret && !assay_credential_store (self->server, assay_service_says (self->user) ? self->user : NULL, self->secret, NULL, error))
    return NULL;

  if (assay_imports_add (own, id, document, length, error))
    return g_steal_pointer (&id);
  if (secret)
    assay_credential_clear (self->server, NULL, NULL);

  return NULL;
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
static void
forget_secret (GPtrArray *services, const AssayFeed *feed)
{
  if (!feed->token)
    return;
  for (guint i = 0; i < services->len; i++)
    if (services->pdata[i] != feed && ((AssayFeed *) services->pdata[i])->token && same_server (services->pdata[i], feed))
      return;
  assay_credential_clear (server_of (feed), NULL, NULL);
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

/* Whether the file is one that was written here: with this service and nothing else, which would go with it. */
static gboolean
holds_one (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  gsize length;
  JsonNode *feeds;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return FALSE;
  root = assay_json_parse (path, text, length, NULL);
  feeds = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), "feeds") : NULL;

  return feeds != NULL && JSON_NODE_HOLDS_ARRAY (feeds) && json_array_get_length (json_node_get_array (feeds)) == 1;
}

gboolean
assay_service_remove (const char *name, GError **error)
{
  g_autoptr (GPtrArray) feeds = load_feeds (NULL), services = assay_services_list (feeds);
  const AssayFeed *feed = find_service (services, name);
  g_autofree char *own = folder (), *fetched = assay_refresh_folder (), *path = NULL, *document = NULL;
  g_autoptr (GError) local = NULL;

  if (feed == NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "there is no service “%s”; assay service list names them", name);
      return FALSE;
    }
  path = path_of (feed->id);
  if (!holds_one (path))
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "“%s” stands in a file of your own making in %s: take it out there", feed->id, own);
      return FALSE;
    }
  if (!assay_imports_remove (own, feed->id, error))
    return FALSE;
  document = g_strconcat ("feed-", feed->id, NULL);
  forget_secret (services, feed);
  if (assay_imports_remove (fetched, document, &local) || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

char *
assay_services_document (gsize *length)
{
  g_autoptr (GPtrArray) feeds = load_feeds (NULL), services = assay_services_list (feeds);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "subjects");
  json_builder_begin_array (json);
  for (guint i = 0; i < services->len; i++)
    {
      const AssayFeed *feed = services->pdata[i];

      if (feed->service == NULL || feed->subject == NULL || !g_hash_table_add (seen, feed->subject))
        continue;
      json_builder_begin_object (json);
      assay_json_add_text (json, "id", feed->subject);
      assay_json_add_text (json, "name", feed->service);
      assay_json_add_text (json, "kind", KIND);
      assay_json_add_text (json, "parent", PARENT);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);

  return assay_json_to_text (json, length);
}
