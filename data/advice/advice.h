/* What to choose, how sure that is, why, and what would change it: pure functions of a decision. */
#pragma once

#include <gio/gio.h>

#include "data/advice/decision.h"

G_BEGIN_DECLS

#define ASSAY_ADVICE_CLEAR_FROM 0.9         /* of all draws */
#define ASSAY_ADVICE_LEANS_FROM (2.0 / 3)
#define ASSAY_ADVICE_REASONS 3
#define ASSAY_ADVICE_STEP 0.2               /* by which a weight is moved in the range chart */

typedef enum
{
  ASSAY_ADVICE_CLEAR,        /* first in nine draws of ten or more */
  ASSAY_ADVICE_LEANS,        /* first in two of three or more */
  ASSAY_ADVICE_OPEN,         /* no clear winner */
  ASSAY_ADVICE_NONE,         /* nobody keeps the musts */
} AssayAdviceKind;

/* What speaks for the leader against the runner-up (or, negative, against it). */
typedef struct
{
  guint driver;              /* position in the decision */
  double lead;               /* weight times difference of mean values, -1..1 */
  char *text;                /* "Throughput: Node.js is worth 74 of 100, Python 58; 18 % of the weight" */
} AssayReason;

typedef enum
{
  ASSAY_FLIP_WEIGHT,
  ASSAY_FLIP_VALUE,
  ASSAY_FLIP_OPERATION,
  ASSAY_N_FLIP_KINDS
} AssayFlipKind;

/* The smallest change of one assumption after which somebody else leads. */
typedef struct
{
  AssayFlipKind kind;
  guint driver;              /* position in the decision */
  guint alternative;         /* whose value; of a weight unused */
  double now, at;            /* weight and value: 0..1; operation: % of the team's time. @at NAN: nothing within the range flips it */
  double low, high;          /* how far it was moved: a step of a weight, the whole range of a value */
  double lead_low, lead_high;/* the leader's lead over the runner-up at these ends, negative where it is behind */
  guint leader;              /* who leads beyond @at */
  char *text;
} AssayFlip;

/* Immutable; boxed, atomically counted. */
struct _AssayAdvice
{
  AssayDecision *decision;
  AssaySmaa *smaa;
  AssayAdviceKind kind;
  guint *order;              /* alternatives, first in most draws first, then by mean utility */
  guint leader, runner_up;   /* by mean utility: what flips and ranges are about. Equal if there is one alternative */
  double lead;               /* of the one over the other, 0..1 */
  char *verdict;             /* "Node.js", "No clear winner": the large words */
  char *sentence;            /* why, and what would change it */
  char *confidence;          /* how sure */
  GPtrArray *reasons;        /* of AssayReason: at most three for the leader, the strongest first */
  AssayReason *counter;      /* the strongest against it, or NULL */
  GPtrArray *flips;          /* of AssayFlip: weights, then values, then operation; in each those that flip first, the smallest change first */
  char *joint;               /* what joining would mean; NULL where nothing is joined: the decision says why */
  double break_even;         /* % of the team's time up to which the second runtime is worth it; NAN */
};

#define ASSAY_TYPE_ADVICE (assay_advice_get_type ())
GType        assay_advice_get_type (void) G_GNUC_CONST;
/* For a task thread. NULL with @error (cancelled, contradicting weights). */
AssayAdvice *assay_advice_new      (AssayDecision *decision, GCancellable *cancellable, GError **error);
AssayAdvice *assay_advice_ref      (AssayAdvice *self);
void         assay_advice_unref    (AssayAdvice *self);
/* "clear", "leans", "open", "none". */
const char  *assay_advice_kind_id  (AssayAdviceKind kind);
const AssayAlternative    *assay_advice_get_alternative (const AssayAdvice *self, guint alternative);
const AssayDecisionDriver *assay_advice_get_driver      (const AssayAdvice *self, guint driver);
/* Mean value of an alternative under a driver, mean weight of a driver; 0..1. */
double       assay_advice_value    (const AssayAdvice *self, guint alternative, guint driver);
double       assay_advice_weight   (const AssayAdvice *self, guint driver);

/* Charts of it, in points (0..100); transfer full. Lead of the leader over the runner-up when one weight moves; how often each alternative has which
 * rank; what each is worth, with its doubt. */
AssayFigure *assay_advice_figure_weights (const AssayAdvice *self);
AssayFigure *assay_advice_figure_ranks   (const AssayAdvice *self);
AssayFigure *assay_advice_figure_values  (const AssayAdvice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayAdvice, assay_advice_unref)

G_END_DECLS
