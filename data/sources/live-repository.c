/* GitHub, one repository: an object. */
#include "data/sources/live-private.h"

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "stargazers_count")
         || (assay_import_has (self, "message") && assay_import_has (self, "documentation_url"));
}

/* Transfer full; NULL if there is nothing to say. */
static char *
describe (const AssayField *root)
{
  gboolean archived = assay_field_boolean (root, "archived", FALSE);
  g_autofree char *licence = NULL;
  AssayField object;

  if (assay_field_member (root, "license", &object))
    licence = assay_import_text (&object, "spdx_id", ASSAY_IMPORT_MAX_NAME);
  if (licence == NULL)
    return archived ? g_strdup ("archived") : NULL;

  return g_strdup_printf ("licence: %s%s", licence, archived ? "; archived" : "");
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self);
  const char *subject;
  AssayResult *issues;

  if (!assay_field_has (&root, "stargazers_count"))
    {
      assay_live_refused (&root, "message");
      return;
    }
  subject = assay_field_maybe (&root, "full_name");
  assay_live_count (self, &root, "stargazers_count", subject, "stars");
  assay_live_count (self, &root, "forks_count", subject, "forks");
  issues = assay_live_count (self, &root, "open_issues_count", subject, "open-issues");
  if (issues != NULL)
    issues->quality = g_strdup ("with pull requests");
  assay_live_day (self, &root, "pushed_at", subject, "pushed");
  self->results->note = describe (&root);
}

static const AssayImportFormat format = { "repository", "GitHub", "GitHub", recognise, read_all };

AssayResults *
assay_live_repository (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &format, error);
}
