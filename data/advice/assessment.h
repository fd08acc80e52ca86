/* The verdicts on all statements of a store, counted, and who is quoted by what. */
#pragma once

#include <glib-object.h>

#include "data/advice/types.h"
#include "data/advice/verdict.h"

G_BEGIN_DECLS

/* How often an origin is drawn and quoted. */
typedef struct
{
  guint charts;
  guint statements;
} AssayUse;

/* Every verdict and every chart's figure, from what @store holds now; @today is a julian day. Immutable, atomically counted.
 * It takes time: call it in a task thread. */
#define ASSAY_TYPE_ASSESSMENT (assay_assessment_get_type ())
GType               assay_assessment_get_type    (void) G_GNUC_CONST;
AssayAssessment    *assay_assessment_new         (AssayStore *store, double today);
AssayAssessment    *assay_assessment_ref         (AssayAssessment *self);
void                assay_assessment_unref       (AssayAssessment *self);

/* On the statement of that position in the store's list; transfer none. */
const AssayVerdict *assay_assessment_get_verdict (const AssayAssessment *self, guint statement);
/* How many statements have that verdict. */
guint               assay_assessment_count       (const AssayAssessment *self, AssayVerdictKind kind);
/* "Of 90 statements, 12 hold, 9 fail, 14 depend, 30 are open and 25 are opinions"; transfer full. */
char               *assay_assessment_finding     (const AssayAssessment *self);
/* By the origin's id; zeros for one that is not used. */
AssayUse            assay_assessment_get_use     (const AssayAssessment *self, const char *origin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayAssessment, assay_assessment_unref)

G_END_DECLS
