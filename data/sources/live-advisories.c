/* OSV, a query for a package: {"vulns": […]}, or {} where there is nothing against it. */
#include "data/sources/live-private.h"

#define MALICIOUS "MAL-"   /* how the ids begin that OSV gives to packages made to harm */

typedef struct
{
  guint counted, withdrawn, malicious, bad;
} Tally;

static gboolean
recognise (const AssayImport *self)
{
  if (self->root == NULL || !JSON_NODE_HOLDS_OBJECT (self->root))
    return FALSE;

  return json_object_get_size (json_node_get_object (self->root)) == 0 || assay_import_has (self, "vulns")
         || assay_import_has (self, "next_page_token") || assay_import_has (self, "message");
}

static void
count_advisory (Tally *tally, const AssayField *advisory)
{
  const char *id = NULL;
  AssayField withdrawn;

  if (JSON_NODE_HOLDS_OBJECT (advisory->node))
    id = assay_field_string (advisory, "id");
  else
    assay_field_fail (advisory, "must be an object");

  if (id == NULL)
    tally->bad++;
  else if (g_str_has_prefix (id, MALICIOUS))
    tally->malicious++;
  else if (assay_field_member (advisory, "withdrawn", &withdrawn))
    tally->withdrawn++;
  else
    tally->counted++;
}

/* FALSE where it can't be counted. */
static gboolean
count_all (AssayImport *self, const AssayField *root, Tally *tally)
{
  AssayField advisories, advisory;
  guint n;

  if (!assay_field_member (root, "vulns", &advisories))
    return TRUE;
  n = assay_field_length (&advisories);
  for (guint i = 0; i < n; i++)
    {
      assay_field_element (&advisories, i, &advisory);
      count_advisory (tally, &advisory);
      assay_import_settle (self);
    }

  return JSON_NODE_HOLDS_ARRAY (advisories.node) && tally->bad == 0;
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self);
  const char *more = assay_field_maybe (&root, "next_page_token");
  Tally tally = { 0 };
  AssayResult *row;

  if (assay_live_refused (&root, "message") || !count_all (self, &root, &tally))
    return;
  row = assay_import_add (self, NULL, "advisories", tally.counted);
  if (more != NULL && *more != '\0')
    row->quality = g_strdup ("at least: there are more pages");
  if (tally.withdrawn + tally.malicious > 0)
    self->results->note = g_strdup_printf ("not counted: %u withdrawn, %u about packages made to harm", tally.withdrawn, tally.malicious);
}

static const AssayImportFormat format = { "advisories", "OSV", "OSV", recognise, read_all };

AssayResults *
assay_live_advisories (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &format, error);
}
