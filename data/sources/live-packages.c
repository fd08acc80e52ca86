/* ecosyste.ms, look-up by package URL: an array of packages, empty where none is known. */
#include "data/sources/live-private.h"
#include "data/sources/words.h"

static const char * const counts[] = {
  "versions_count", "dependent_packages_count", "dependent_repos_count", "docker_downloads_count", NULL,
};

static gboolean
recognise (const AssayImport *self)
{
  if (self->root == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (self->root))
    return json_array_get_length (json_node_get_array (self->root)) == 0
           || (assay_import_has (self, "0.ecosystem") && !assay_import_has (self, "0.packages_count"));

  return assay_import_has (self, "error");
}

static void
read_release (AssayImport *self, const AssayField *object, const char *subject)
{
  g_autofree char *day = assay_words_date (assay_field_maybe (object, "latest_release_published_at"));
  guint first = self->results->rows->len;

  if (assay_live_text (self, subject, "latest-release", assay_field_maybe (object, "latest_release_number")) != NULL)
    assay_import_date (self, first, day);
}

static void
read_package (AssayImport *self, const AssayField *object)
{
  const char *subject = assay_field_maybe (object, "purl"), *period = assay_field_maybe (object, "downloads_period");
  g_autofree char *day = assay_words_date (assay_field_maybe (object, "last_synced_at"));
  guint first = self->results->rows->len;

  if (assay_live_count (self, object, "downloads", subject, "downloads") != NULL)
    assay_import_dimension (self, first, "period", period);
  for (const char * const *count = counts; *count != NULL; count++)
    assay_live_count (self, object, *count, subject, *count);
  assay_live_day (self, object, "first_release_published_at", subject, "first-release");
  assay_import_date (self, first, day);
  read_release (self, object, subject);
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self);

  if (!assay_live_refused (&root, "error"))
    assay_import_each (self, &root, read_package);
}

static const AssayImportFormat format = { "packages", "ecosyste.ms", "ecosyste.ms", recognise, read_all };

AssayResults *
assay_live_packages (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &format, error);
}
