#include "data/sources/service-private.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/sources/conversion.h"
#include "data/sources/credential.h"
#include "data/sources/filing.h"
#include "data/sources/imports.h"

#define KIND "service"         /* of a subject that is the user's own */
#define PARENT "services"      /* of them all, in the catalogue */

char *
assay_service_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "feeds", NULL);
}

char *
assay_service_path (const char *id)
{
  g_autofree char *own = assay_service_folder (), *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (own, name, NULL);
}

GPtrArray *
assay_service_load_feeds (AssayStore *store)
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
  g_autoptr (GPtrArray) feeds = assay_service_load_feeds (store);
  g_autofree char *path = assay_service_path (id);

  return assay_feeds_find (feeds, id) == NULL && !g_file_test (path, G_FILE_TEST_EXISTS);
}

char *
assay_service_add (const AssayService *self, AssayStore *store, GError **error)
{
  g_autofree char *id = NULL, *document = NULL, *own = assay_service_folder ();
  gboolean secret = assay_service_says (self->secret);
  gsize length;

  if (!assay_service_check_all (self, store, TRUE, error))
    return NULL;
  id = assay_service_make_id (self->name);
  if (!assay_service_is_free (id, store))
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("name: there is a feed “%s” already"), id);
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

char *
assay_services_document (gsize *length)
{
  g_autoptr (GPtrArray) feeds = assay_service_load_feeds (NULL), services = assay_services_list (feeds);
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
