#include "data/model/metric.h"

#include <json-glib/json-glib.h>

#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/units.h"

G_DEFINE_BOXED_TYPE (AssayMetric, assay_metric, assay_metric_ref, assay_metric_unref)
G_DEFINE_BOXED_TYPE (AssayCriterion, assay_criterion, assay_criterion_ref, assay_criterion_unref)

static const char * const known_of_metric[] = { "id", "name", "unit", "better", "criterion", "note", NULL };
static const char * const known_of_criterion[] = { "id", "name", "description", "implied", NULL };

static const char * const betters[] = {
  [ASSAY_BETTER_NONE] = "none",
  [ASSAY_BETTER_HIGHER] = "higher",
  [ASSAY_BETTER_LOWER] = "lower",
  NULL
};

static void
metric_clear (AssayMetric *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->criterion);
  g_free (self->note);
}

static const AssayUnit *
read_unit (const AssayField *object)
{
  const char *id = assay_field_string (object, "unit");
  const AssayUnit *unit = assay_unit_find (id);
  AssayField member;

  if (id == NULL || unit != NULL)
    return unit;

  assay_field_member (object, "unit", &member);
  assay_field_fail (&member, _ ("unknown unit “%s”"), id);

  return NULL;
}

AssayMetric *
assay_metric_read (const AssayField *object)
{
  const char *id = assay_field_id (object);
  const char *name = assay_field_string (object, "name");
  const AssayUnit *unit = read_unit (object);
  int better = assay_field_choice (object, "better", betters, -1);
  AssayMetric *self;

  assay_field_only (object, known_of_metric);
  if (id == NULL || name == NULL || unit == NULL || better < 0)
    return NULL;

  self = g_atomic_rc_box_new0 (AssayMetric);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->criterion = g_strdup (assay_field_maybe (object, "criterion"));
  self->note = g_strdup (assay_field_maybe (object, "note"));
  self->unit = unit;
  self->better = better;

  return self;
}

static void
write_member (JsonBuilder *json, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

void
assay_metric_write (const AssayMetric *self, JsonBuilder *json)
{
  json_builder_begin_object (json);
  write_member (json, "id", self->id);
  write_member (json, "name", self->name);
  write_member (json, "unit", self->unit->id);
  write_member (json, "better", betters[self->better]);
  write_member (json, "criterion", self->criterion);
  write_member (json, "note", self->note);
  json_builder_end_object (json);
}

AssayMetric *
assay_metric_ref (AssayMetric *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
assay_metric_unref (AssayMetric *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) metric_clear);
}

static void
criterion_clear (AssayCriterion *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
}

AssayCriterion *
assay_criterion_read (const AssayField *object)
{
  const char *id = assay_field_id (object);
  const char *name = assay_field_string (object, "name");
  const char *description = assay_field_string (object, "description");
  AssayCriterion *self;

  assay_field_only (object, known_of_criterion);
  if (id == NULL || name == NULL || description == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (AssayCriterion);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->description = g_strdup (description);
  self->implied = assay_field_boolean (object, "implied", FALSE);

  return self;
}

AssayCriterion *
assay_criterion_ref (AssayCriterion *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
assay_criterion_unref (AssayCriterion *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) criterion_clear);
}
