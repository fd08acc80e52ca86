#include "data/model/provenance.h"

#include "data/model/field.h"
#include "data/model/language.h"

G_DEFINE_BOXED_TYPE (AssayProvenance, assay_provenance, assay_provenance_ref, assay_provenance_unref)

static const char * const known[] = {
  "id", "title", "publisher", "url", "date", "retrieved", "licence", "via", "kind", "standing", "machine", "versions",
  "command", "sample", "note", NULL
};

static const char * const kinds[] = {
  [ASSAY_ORIGIN_PUBLISHED] = "published",
  [ASSAY_ORIGIN_MEASURED] = "measured",
  [ASSAY_ORIGIN_CLAIM] = "claim",
  NULL
};

static const char * const standings[] = {
  [ASSAY_STANDING_INDEPENDENT] = "independent",
  [ASSAY_STANDING_VENDOR] = "vendor",
  [ASSAY_STANDING_OWN] = "own",
  NULL
};

static void
provenance_clear (AssayProvenance *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->publisher);
  g_free (self->url);
  g_free (self->date);
  g_free (self->retrieved);
  g_free (self->licence);
  g_free (self->via);
  g_free (self->machine);
  g_free (self->versions);
  g_free (self->command);
  g_free (self->sample);
  g_free (self->note);
}

static void
read_measured (AssayProvenance *self, const AssayField *object)
{
  self->machine = assay_field_copy (object, "machine");
  self->versions = assay_field_copy (object, "versions");
  self->command = assay_field_copy (object, "command");
  self->sample = assay_field_copy (object, "sample");
}

static void
read_published (AssayProvenance *self, const AssayField *object)
{
  self->publisher = assay_field_copy (object, "publisher");
  self->url = assay_field_copy (object, "url");
  self->date = g_strdup (assay_field_date (object, "date"));
  self->retrieved = g_strdup (assay_field_date (object, "retrieved"));
  self->licence = assay_field_copy (object, "licence");
  self->via = assay_field_copy (object, "via");
  self->note = assay_field_copy (object, "note");
}

AssayProvenance *
assay_provenance_read (const AssayField *object)
{
  const char *id = assay_field_id (object);
  const char *title = assay_field_string (object, "title");
  int kind = assay_field_choice (object, "kind", kinds, -1);
  int standing = assay_field_choice (object, "standing", standings, -1);
  AssayProvenance *self;

  assay_field_only (object, known);
  if (id == NULL || title == NULL || kind < 0 || standing < 0)
    return NULL;

  self = g_atomic_rc_box_new0 (AssayProvenance);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->kind = kind;
  self->standing = standing;
  read_published (self, object);
  read_measured (self, object);

  return self;
}

AssayProvenance *
assay_provenance_ref (AssayProvenance *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
assay_provenance_unref (AssayProvenance *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) provenance_clear);
}

char *
assay_provenance_line (const AssayProvenance *self)
{
  GString *line = g_string_new (self->title);

  if (self->date != NULL)
    g_string_append_printf (line, ", %s", self->date);
  if (self->via != NULL)
    g_string_append_printf (line, _ (" (via %s)"), self->via);

  return g_string_free (line, FALSE);
}
