/* endoflife.date, a product: {"result": {"label": …, "releases": […]}}. */
#include "data/sources/live-private.h"
#include "data/sources/words.h"

static const struct { const char *member, *measure; } days[] = {
  { "releaseDate", "release-date" },
  { "ltsFrom", "active-lts-from" },
  { "eoasFrom", "active-support-until" },
  { "eolFrom", "end-of-life" },
};

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "result.releases");
}

static void
read_latest (AssayImport *self, const AssayField *release, const char *subject)
{
  guint first = self->results->rows->len;
  g_autofree char *day = NULL;
  AssayField latest;

  if (!assay_field_member (release, "latest", &latest))
    return;
  if (!JSON_NODE_HOLDS_OBJECT (latest.node))
    {
      assay_field_fail (&latest, "must be an object");
      return;
    }
  day = assay_words_date (assay_field_maybe (&latest, "date"));
  if (assay_live_text (self, subject, "latest-patch", assay_field_string (&latest, "name")) != NULL)
    assay_import_date (self, first, day);
}

static void
read_release (AssayImport *self, const AssayField *release, const char *product)
{
  const char *name = assay_field_string (release, "name");
  g_autofree char *subject = NULL;

  if (name == NULL)
    return;
  subject = g_strdup_printf ("%s %s", product, name);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    assay_live_day (self, release, days[i].member, subject, days[i].measure);
  read_latest (self, release, subject);
}

static void
read_releases (AssayImport *self, const AssayField *releases, const char *product)
{
  guint n = assay_field_length (releases);
  AssayField release;

  for (guint i = 0; i < n; i++)
    {
      assay_field_element (releases, i, &release);
      if (JSON_NODE_HOLDS_OBJECT (release.node))
        read_release (self, &release, product);
      else
        assay_field_fail (&release, "must be an object");
      assay_import_settle (self);
    }
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), result, releases;
  g_autofree char *product = NULL;

  if (!assay_field_member (&root, "result", &result) || !assay_field_member (&result, "releases", &releases))
    return;
  product = assay_import_text (&result, "label", ASSAY_IMPORT_MAX_NAME);
  if (product == NULL)
    product = assay_import_text (&result, "name", ASSAY_IMPORT_MAX_NAME);
  if (product == NULL)
    {
      assay_field_fail (&result, "“label” is missing");
      return;
    }
  self->results->date = assay_words_date (assay_field_maybe (&root, "last_modified"));
  read_releases (self, &releases, product);
}

static const AssayImportFormat format = { "lifecycle", "endoflife.date", "endoflife.date", recognise, read_all };

AssayResults *
assay_live_lifecycle (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &format, error);
}
