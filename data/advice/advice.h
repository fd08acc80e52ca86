/* What to choose, how sure that is, why, and what would change it: pure functions of a decision. */
#pragma once

#include <gio/gio.h>

#include "data/advice/decision.h"

G_BEGIN_DECLS

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
  double lead;               /* weight * difference of mean values: share of the whole lead, -1..1 */
  char *text;                /* "Throughput weighs 18 % and Node.js is worth 74 of 100 under it, Python 58" */
  char **statements;         /* ids */
  GPtrArray *data;           /* of AssayDatum, owned: the marks behind it */
} AssayReason;

typedef enum { ASSAY_FLIP_WEIGHT, ASSAY_FLIP_VALUE, ASSAY_FLIP_OPERATION } AssayFlipKind;

/* The smallest change of one assumption after which somebody else leads. */
typedef struct
{
  AssayFlipKind kind;
  guint driver;              /* position in the decision */
  guint alternative;         /* whose value; of a weight unused */
  double now, at;            /* weight: 0..1; value: 0..1; operation: % of the team's time. @at NAN: nothing within the range flips it */
  double low, high;          /* how far it was moved: +-0.2 of a weight, the possible range of a value */
  double lead_low, lead_high;/* the leader's lead over the runner-up at these ends, 0..1, negative where it is behind */
  guint leader;              /* who leads beyond @at */
  char *text;                /* "Raise Data and AI from 12 % to 31 % and Python leads"; if nothing flips it, that it does not */
} AssayFlip;

/* Immutable; boxed, atomically counted. */
struct _AssayAdvice
{
  AssayDecision *decision;
  AssaySmaa *smaa;
  AssayAdviceKind kind;
  guint *order;              /* alternatives by rank: most often first, then by mean utility */
  char *verdict;             /* "Node.js", "No clear winner": the large words */
  char *sentence;            /* why, and what would change it, in one or two sentences */
  char *confidence;          /* "First in 71 of 100 draws; …": how sure */
  char *change;              /* what would change it: the nearest flip, or that there is none; NULL if nothing was tried */
  const char *below[2];      /* what to show below the verdict, so that nothing stands twice: why and how sure, or, of an open one, whose sentence is no more than
                              * the verdict, how sure and what would change it; the second may be NULL */
  GPtrArray *reasons;        /* of AssayReason: at most three for, the strongest first */
  AssayReason *counter;      /* the strongest against, or NULL */
  GPtrArray *flips;          /* of AssayFlip: weights, then values, then operation; those that flip first, the smallest change first */
  char *joint;               /* what joining would mean: which part goes where, what it costs, up to which price it is worth it; NULL if there is none and why is in the decision */
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

/* Charts of it, in points (0..100); transfer full. Ranges: lead of the leader over the runner-up when one weight moves; how often each alternative has which rank;
 * what each alternative is worth, with its doubt. */
AssayFigure *assay_advice_figure_weights (const AssayAdvice *self);
AssayFigure *assay_advice_figure_ranks   (const AssayAdvice *self);
AssayFigure *assay_advice_figure_values  (const AssayAdvice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayAdvice, assay_advice_unref)

G_END_DECLS
