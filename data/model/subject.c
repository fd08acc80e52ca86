#include "data/model/subject.h"

#include <math.h>

#include "data/model/field.h"
#include "data/model/language.h"

#define MAX_HUE 7

G_DEFINE_BOXED_TYPE (AssaySubject, assay_subject, assay_subject_ref, assay_subject_unref)

static const char * const known[] = {
  "id", "name", "kind", "parent", "language", "licence", "homepage", "purl", "note", "compared", "hue", NULL
};

static void
subject_clear (AssaySubject *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->parent);
  g_free (self->language);
  g_free (self->licence);
  g_free (self->homepage);
  g_free (self->purl);
  g_free (self->note);
}

static int
read_hue (const AssayField *object)
{
  double hue = assay_field_real (object, "hue", NAN);
  AssayField member;

  if (hue >= 0 && hue <= MAX_HUE && hue == floor (hue))
    return hue;
  if (!isnan (hue) && assay_field_member (object, "hue", &member))
    assay_field_fail (&member, _ ("must be a whole number from 0 to %d"), MAX_HUE);

  return -1;
}

AssaySubject *
assay_subject_read (const AssayField *object)
{
  const char *id = assay_field_id (object);
  const char *name = assay_field_string (object, "name");
  const char *kind = assay_field_string (object, "kind");
  AssaySubject *self;

  assay_field_only (object, known);
  if (id == NULL || name == NULL || kind == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (AssaySubject);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->kind = g_strdup (kind);
  self->parent = assay_field_copy (object, "parent");
  self->language = assay_field_copy (object, "language");
  self->licence = assay_field_copy (object, "licence");
  self->homepage = assay_field_copy (object, "homepage");
  self->purl = assay_field_copy (object, "purl");
  self->note = assay_field_copy (object, "note");
  self->compared = assay_field_boolean (object, "compared", FALSE);
  self->hue = read_hue (object);

  return self;
}

AssaySubject *
assay_subject_ref (AssaySubject *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
assay_subject_unref (AssaySubject *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) subject_clear);
}
