/* What is to be decided: alternatives, drivers that weigh something, and what each alternative is worth under each, with where that comes from. */
#pragma once

#include <glib-object.h>

#include "data/advice/profile.h"
#include "data/advice/smaa.h"
#include "data/model/driver.h"

G_BEGIN_DECLS

/* One technology, or several joined. */
typedef struct
{
  char *id, *name;           /* "node", "Node.js"; "node+python", "Node.js and Python together" */
  AssaySubject *subject;     /* NULL if joined */
  int hue;                   /* place in the palette, -1: neutral */
  /* If joined: who does which part. */
  guint *parts;              /* for each part of the profile the position of its alternative; or NULL */
  double second_low, second_high;  /* % of the team's time that the second runtime takes */
  double hop_low, hop_high;  /* ms a call; NAN if not known */
  AssayDatum *hop;           /* what it was measured by, or NULL: assumed */
} AssayAlternative;

typedef enum
{
  ASSAY_BASIS_FIGURES,       /* published, imported or measured figures */
  ASSAY_BASIS_STATEMENTS,    /* verdicts and stances */
  ASSAY_BASIS_PROFILE,       /* what the profile says of team and operation */
  ASSAY_BASIS_JUDGEMENT,     /* the user's own range */
  ASSAY_BASIS_NOTHING,       /* anything is possible */
} AssayBasis;

/* One way to look at a driver: a source on a machine under a load; or one statement. */
typedef struct
{
  char *label;               /* "JSON throughput · TechEmpower, 8 June 2025" or the statement's sentence */
  AssayProvenance *origin;   /* or NULL */
  double day;                /* julian day of the oldest figure in it; NAN */
  AssayStatement *statement; /* or NULL */
  GPtrArray *data;           /* of AssayDatum, owned: all that entered */
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
  /* n_settings * n_alternatives cells that the problem borrows; what they hold is owned here. */
  AssayValueCell *cells;
  GPtrArray *owned;          /* private: what joined cells borrow */
} AssayDecisionDriver;

/* Immutable once made; boxed, atomically counted: pages and threads share it. */
struct _AssayDecision
{
  GPtrArray *alternatives;   /* of AssayAlternative: single ones first */
  GPtrArray *drivers;        /* of AssayDecisionDriver: all that weigh something or are a must, 1 or more */
  GPtrArray *parts;          /* of AssayPart, from the profile */
  char *alone;               /* why nothing is joined, in words, where nothing is; else NULL */
  AssaySmaaProblem problem;  /* borrows from here; its weights are within +-doubt of the drivers' shares, under the profile's precedences */
  double today;              /* julian day */
  gpointer grounds;          /* private: what doesn't depend on weights, shared with those that came from this one */
};

#define ASSAY_TYPE_DECISION (assay_decision_get_type ())
GType          assay_decision_get_type (void) G_GNUC_CONST;
/* What @store knows, under @profile. @seed as in AssaySmaaProblem. NULL with ASSAY_ERROR_INVALID if nothing weighs anything or precedences and weights contradict
 * each other (the message names the drivers). For a task thread. */
AssayDecision *assay_decision_new      (AssayStore *store, const AssayProfile *profile, guint n_samples, guint64 seed, double today, GError **error);
/* The same evidence with the weights, locks, musts, precedences and doubt that @profile has now: quick enough for every step of a slider, and the same to the
 * bit as a new one. A driver that weighs nothing any more goes; one that weighed nothing before is looked up in @store, which takes longer. Where more than these
 * changed the caller makes a new one. */
AssayDecision *assay_decision_reweigh  (AssayDecision *self, AssayStore *store, const AssayProfile *profile, GError **error);
AssayDecision *assay_decision_ref      (AssayDecision *self);
void           assay_decision_unref    (AssayDecision *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayDecision, assay_decision_unref)

G_END_DECLS
