/* Stack Exchange, tags by name: {"items": [{"name": …, "count": …}], …}. */
#include <math.h>

#include "data/sources/live-private.h"

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "items") || assay_import_has (self, "error_message") || assay_import_has (self, "backoff");
}

static void
read_tag (AssayImport *self, const AssayField *tag)
{
  const char *name = assay_field_string (tag, "name");

  if (name != NULL && assay_live_count (self, tag, "count", name, "questions") == NULL && !assay_field_has (tag, "count"))
    assay_field_fail (tag, "“count” is missing");
}

/* Whoever asks earlier is shut out. */
static void
note_pause (AssayImport *self, const AssayField *root)
{
  double pause = assay_field_real (root, "backoff", NAN);

  if (!(pause > 0))
    return;
  if (self->results->rows->len == 0)
    assay_field_fail (root, "the server wants not to be asked again for %.0f s", pause);
  else
    self->results->note = g_strdup_printf ("the server wants not to be asked again for %.0f s", pause);
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), items;

  if (assay_live_refused (&root, "error_message"))
    return;
  if (assay_field_member (&root, "items", &items))
    assay_import_each (self, &items, read_tag);
  note_pause (self, &root);
}

static const AssayImportFormat format = { "questions", "Stack Exchange", "Stack Exchange", recognise, read_all };

AssayResults *
assay_live_questions (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &format, error);
}
