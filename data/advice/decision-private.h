/* What the files that make a decision share. */
#pragma once

#include "data/advice/decision.h"

G_BEGIN_DECLS

/* What the store and the profile say of every driver, whatever it weighs: what takes time to find. Immutable, atomically counted. */
typedef struct
{
  AssayDriver *driver;       /* owned */
  AssayBasis basis;
  GPtrArray *settings;       /* of AssaySetting, 1 or more, with points of the single alternatives */
} AssayDriverBase;

struct _AssayEvidenceBase
{
  AssayStore *store;
  GPtrArray *sides;          /* of AssaySubject, in the store's order */
  GPtrArray *drivers;        /* of AssayDriverBase, in the store's order */
  double hop_low, hop_high;  /* ms, as measured; NAN */
};

AssayEvidenceBase *assay_evidence_base_new   (AssayStore *store, const AssayProfile *profile);
AssayEvidenceBase *assay_evidence_base_ref   (AssayEvidenceBase *self);
void               assay_evidence_base_unref (AssayEvidenceBase *self);

AssaySetting      *assay_setting_new         (guint n_sides);
void               assay_setting_free        (AssaySetting *self);
/* A point of side @side; its ends in either order. */
void               assay_setting_add         (AssaySetting *self, guint side, double low, double high);
/* The mean of a side's points, 0..1. */
double             assay_setting_mean        (const AssaySetting *self, guint side);

/* decision-figures.c: the settings that @evidence gives, added to @settings. */
void               assay_decision_add_figures    (AssayEvidenceBase *base, const AssayDriverEvidence *evidence, GPtrArray *settings);
/* decision-statements.c: those of statements that say something, or could. */
void               assay_decision_add_statements (AssayEvidenceBase *base, const AssayProfile *profile, const char * const *statements, GPtrArray *settings);
/* decision-joint.c: adds the pairs of single alternatives that the profile's parts would be shared out to, or says in @self why there are none. */
void               assay_decision_add_joint      (AssayDecision *self, const AssayProfile *profile);
/* The joint alternative's cell of a driver in setting @setting, its arrays kept by @keep (of gpointer). */
void               assay_decision_fill_joint     (AssayDecision *self, const AssayDecisionDriver *driver, const AssaySetting *setting,
                                                  const AssayAlternative *joint, AssayValueCell *cell, GPtrArray *keep);

G_END_DECLS
