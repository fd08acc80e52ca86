/* What can be measured, as sentences call it. How it is measured is not the model's business. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* Immutable, boxed, atomically counted. */
struct _AssayScenarioTitle
{
  char *id, *name;     /* name: "JSON answer" */
};

#define ASSAY_TYPE_SCENARIO_TITLE (assay_scenario_title_get_type ())
GType               assay_scenario_title_get_type (void) G_GNUC_CONST;
AssayScenarioTitle *assay_scenario_title_read     (const AssayField *object);
AssayScenarioTitle *assay_scenario_title_ref      (AssayScenarioTitle *self);
void                assay_scenario_title_unref    (AssayScenarioTitle *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayScenarioTitle, assay_scenario_title_unref)

G_END_DECLS
