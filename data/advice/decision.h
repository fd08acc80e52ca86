/* What is to be decided: alternatives, drivers that weigh something, and what each alternative is worth under each, with where that comes from. */
#pragma once

#include <glib-object.h>

#include "data/advice/profile.h"
#include "data/advice/smaa.h"
#include "data/model/driver.h"

G_BEGIN_DECLS

/* One technology, or two joined. */
typedef struct
{
  char *id, *name;           /* "node", "Node.js"; "node+python", "Node.js and Python together" */
  AssaySubject *subject;     /* NULL if joined */
  int hue;                   /* place in the palette, -1: neutral */
  guint *parts;              /* if joined: for each part of the decision the position of its alternative; else NULL */
} AssayAlternative;

typedef enum
{
  ASSAY_BASIS_FIGURES,       /* published, imported or measured figures */
  ASSAY_BASIS_STATEMENTS,    /* verdicts and stances */
  ASSAY_BASIS_PROFILE,       /* what the profile says of team and operation */
  ASSAY_BASIS_NOTHING,       /* anything is possible */
} AssayBasis;

/* One way to look at a driver: a source on a machine under a load; or one statement. */
typedef struct
{
  char *label;               /* "JSON throughput · TechEmpower continuous run, 2025-06-08" or the statement's sentence */
  double day;                /* julian day of the oldest figure in it; NAN */
  AssayStatement *statement; /* or NULL */
  const AssayDriverEvidence *evidence;  /* whose scale it is on, borrowed from the driver; or NULL */
  GPtrArray *data;           /* of AssayDatum, owned: all that entered */
  GArray **points;           /* of each single alternative, of AssayValuePoint */
} AssaySetting;

/* A driver as this decision uses it. */
typedef struct
{
  AssayDriver *driver;       /* owned */
  AssayBasis basis;
  double points;             /* 0..100, its weight before all are made to sum to 1 */
  double weight;             /* 0..1: its share */
  gboolean locked;
  double floor;              /* a must: 0..1; NAN */
  GPtrArray *settings;       /* of AssaySetting, 1 or more */
  AssayValueCell *cells;     /* settings->len * alternatives->len, as the problem has them */
} AssayDecisionDriver;

typedef struct _AssayEvidenceBase AssayEvidenceBase;

/* Immutable once made; boxed, atomically counted: pages and threads share it. */
struct _AssayDecision
{
  AssayEvidenceBase *base;
  char *profile;             /* its name */
  GPtrArray *alternatives;   /* of AssayAlternative: single ones first, in the store's order of sides */
  guint n_single;
  GPtrArray *drivers;        /* of AssayDecisionDriver: all that weigh something, are a must or stand in an order; 1 or more */
  GPtrArray *parts;          /* of AssayPart, from the profile */
  char *alone;               /* why nothing is joined, in words, where nothing is; else NULL */
  double second_low, second_high;  /* % of the team's time that a second runtime takes */
  double hop_low, hop_high;  /* ms that a call between parts takes; NAN if nobody knows */
  gboolean hop_measured;     /* else the profile assumes it */
  AssaySmaaProblem problem;  /* borrows from here; weights are within +-doubt of the drivers' shares, those in an order anything that keeps it */
  double today;              /* julian day */
};

#define ASSAY_TYPE_DECISION (assay_decision_get_type ())
GType          assay_decision_get_type (void) G_GNUC_CONST;
/* What @store knows, under @profile; @seed as in AssaySmaaProblem, @today a julian day. NULL with ASSAY_ERROR_INVALID if nothing weighs anything or
 * orders and weights contradict each other (the message names the drivers). It takes time: for a task thread. */
AssayDecision *assay_decision_new      (AssayStore *store, const AssayProfile *profile, guint n_samples, guint64 seed, double today, GError **error);
/* The same evidence with the weights, locks, musts, orders, parts and assumptions of operation that @profile has now: quick enough for every step of a
 * slider. Where stances, judgements, levels or needs have changed, or the store, a new decision is wanted. */
AssayDecision *assay_decision_reweigh  (AssayDecision *self, const AssayProfile *profile, GError **error);
AssayDecision *assay_decision_ref      (AssayDecision *self);
void           assay_decision_unref    (AssayDecision *self);
/* "figures", "statements", "profile", "nothing". */
const char    *assay_basis_id          (AssayBasis basis);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayDecision, assay_decision_unref)

G_END_DECLS
