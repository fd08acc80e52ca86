#include "data/model/scenario-title.h"

#include "data/model/field.h"

G_DEFINE_BOXED_TYPE (AssayScenarioTitle, assay_scenario_title, assay_scenario_title_ref, assay_scenario_title_unref)

static void
title_clear (AssayScenarioTitle *self)
{
  g_free (self->id);
  g_free (self->name);
}

AssayScenarioTitle *
assay_scenario_title_read (const AssayField *object)
{
  const char *id = assay_field_id (object);
  const char *name = assay_field_string (object, "name");
  AssayScenarioTitle *self;

  assay_field_only (object, (const char *[]) { "id", "name", NULL });
  if (id == NULL || name == NULL)
    return NULL;

  self = g_atomic_rc_box_new (AssayScenarioTitle);
  self->id = g_strdup (id);
  self->name = g_strdup (name);

  return self;
}

AssayScenarioTitle *
assay_scenario_title_ref (AssayScenarioTitle *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
assay_scenario_title_unref (AssayScenarioTitle *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) title_clear);
}
