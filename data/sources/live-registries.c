/* ecosyste.ms, all registries: an array, in which an ecosystem's main one is its default. */
#include "data/sources/live-private.h"
#include "data/sources/words.h"

static const char * const counts[] = { "packages_count", "versions_count", "downloads", NULL };

static gboolean
recognise (const AssayImport *self)
{
  return self->root != NULL && (assay_import_has (self, "0.packages_count") || assay_import_has (self, "error"));
}

static void
read_registry (AssayImport *self, const AssayField *object)
{
  g_autofree char *day = assay_words_date (assay_field_maybe (object, "updated_at"));
  guint first = self->results->rows->len;
  const char *ecosystem;

  /* mirrors and private ones of the same ecosystem hold the same packages, or few */
  if (!assay_field_boolean (object, "default", FALSE))
    return;
  ecosystem = assay_field_string (object, "ecosystem");
  for (const char * const *count = counts; ecosystem != NULL && *count != NULL; count++)
    assay_live_count (self, object, *count, ecosystem, *count);
  assay_import_date (self, first, day);
  for (guint i = first; i < self->results->rows->len; i++)
    ((AssayResult *) self->results->rows->pdata[i])->quality = assay_import_text (object, "name", ASSAY_IMPORT_MAX_NAME);
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self);

  if (!assay_live_refused (&root, "error"))
    assay_import_each (self, &root, read_registry);
}

static const AssayImportFormat format = { "registries", "ecosyste.ms' registries", "ecosyste.ms", recognise, read_all };

AssayResults *
assay_live_registries (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &format, error);
}
