/* What the window works on: the catalogue, loaded in a thread, and then the verdicts that follow from it. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SESSION (assay_session_get_type ())
G_DECLARE_FINAL_TYPE (AssaySession, assay_session, ASSAY, SESSION, GObject)

/* Emits "store-changed" when a catalogue was loaded or could not be, "assessment-changed" when its verdicts are there. */
AssaySession    *assay_session_new            (void);
/* Loads the catalogue (again), with what the history holds by now; what is shown stays until the new one is there with its verdicts. */
void             assay_session_load           (AssaySession *self);
/* The catalogue; NULL before it is loaded; transfer none. */
AssayStore      *assay_session_get_store      (AssaySession *self);
/* All verdicts; NULL before they are there; transfer none. */
AssayAssessment *assay_session_get_assessment (AssaySession *self);
/* What is measured on this machine; transfer none. */
AssayBench      *assay_session_get_bench      (AssaySession *self);
/* The public sources; transfer none. */
AssayRefresher  *assay_session_get_refresher  (AssaySession *self);
/* Why the last loading gave nothing to show, or NULL. */
const GError    *assay_session_get_error      (AssaySession *self);
/* The julian day on which the catalogue was loaded: what charts call today. */
double           assay_session_get_today      (AssaySession *self);

G_END_DECLS
