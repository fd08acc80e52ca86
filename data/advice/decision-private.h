/* How a decision is put together. Private to this room. */
#pragma once

#include "data/advice/decision.h"

G_BEGIN_DECLS

/* The share of the team's time, in percent, at which running it is worth nothing. */
#define ASSAY_WORST_OPERATION 50

/* What the latency of a setting is like, in which a hop would be noticed. */
typedef struct
{
  const AssayDriverEvidence *evidence;   /* the driver's; NULL: no figures */
  double typical;                        /* median of the figures, in the metric's unit */
  double factor;                         /* that unit in seconds */
} AssayHopScale;

/* A driver before anything is weighed: what each side is worth in each setting. Atomically counted; decisions with other weights share it. */
typedef struct
{
  AssayDriver *driver;
  AssayBasis basis;
  guint n_sides;
  GPtrArray *settings;   /* of AssaySetting */
  GArray *cells;         /* of AssayValueCell: settings * sides */
  GArray *scales;        /* of AssayHopScale, one a setting */
  GPtrArray *points;     /* what the cells borrow */
  double *mean;          /* n_sides: expected value */
} AssayGround;

/* What a call between two sides took where it was measured. */
typedef struct
{
  guint first, second;   /* positions of the sides, the smaller first */
  double low, high;      /* ms */
  AssayDatum *datum;     /* with the hop */
} AssayHop;

/* All that doesn't depend on weights. Atomically counted. */
typedef struct
{
  GPtrArray *sides;      /* of AssaySubject */
  GPtrArray *grounds;    /* of AssayGround */
  GPtrArray *hops;       /* of AssayHop */
} AssayGrounds;

/* What the makers of grounds share. */
typedef struct
{
  AssayStore *store;
  const AssayProfile *profile;
  GPtrArray *sides;      /* of AssaySubject */
  GHashTable *verdicts;  /* statement id -> AssayVerdict: a statement may serve several drivers */
} AssayGroundwork;

AssayGround   *assay_ground_new         (AssayDriver *driver, const AssayGroundwork *work);
void           assay_ground_unref       (AssayGround *self);
const AssayGround *assay_grounds_find   (const AssayGrounds *self, const char *driver);
/* Those of @before (may be NULL) and those of @drivers (of AssayDriver) that it lacks; @before itself if it lacks none. Transfer full. */
AssayGrounds  *assay_grounds_extend     (AssayGrounds *before, AssayStore *store, const AssayProfile *profile, GPtrArray *drivers);
AssayGrounds  *assay_grounds_ref        (AssayGrounds *self);
void           assay_grounds_unref      (AssayGrounds *self);

AssaySetting  *assay_setting_new        (char *label, AssayProvenance *origin, AssayStatement *statement);   /* @label is taken */
/* Opens a setting, taken, in which every side may be worth anything. */
void           assay_ground_add         (AssayGround *self, AssaySetting *setting);
/* In the last setting: @points (n, 1 or more) are taken. */
void           assay_ground_set         (AssayGround *self, guint side, AssayValuePoint *points, guint n);
void           assay_ground_set_range   (AssayGround *self, guint side, double low, double high);
/* -1 if it is under none of them. */
int            assay_groundwork_side    (const AssayGroundwork *self, AssaySubject *subject);

void           assay_ground_add_figures    (AssayGround *self, const AssayGroundwork *work);
void           assay_ground_add_statements (AssayGround *self, const AssayGroundwork *work, const char * const *ids, guint n);

/* Adds the joined alternatives, or says in self->alone why there is none. */
void           assay_decision_join      (AssayDecision *self, const AssayProfile *profile);
/* What @driver is worth to the joined alternative @index: fills its cells. */
void           assay_decision_fill_joint (AssayDecision *self, AssayDecisionDriver *driver, const AssayGround *ground, guint index, const AssayProfile *profile);
/* Fills self->problem but for samples and seed; FALSE with ASSAY_ERROR_INVALID where weights and precedences contradict each other. */
gboolean       assay_decision_pose      (AssayDecision *self, AssayStore *store, const AssayProfile *profile, GError **error);
/* What was measured of hops, of AssayHop; transfer full. */
GPtrArray     *assay_hops_gather        (const AssayGroundwork *work);

G_END_DECLS
