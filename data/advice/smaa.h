/* Stochastic multicriteria acceptability analysis: how often each alternative comes first, when neither weights nor values are known exactly.
 *
 * SMAA-2: Lahdelma and Salminen 2001, "SMAA-2: stochastic multicriteria acceptability analysis for group decision making",
 * Operations Research 49(3); computed by simulation as in Tervonen and Lahdelma 2007, "Implementing stochastic multicriteria
 * acceptability analysis", European Journal of Operational Research 178(2). The utility is additive: sum of weight times value. */
#pragma once

#include <gio/gio.h>

#include "data/advice/types.h"

G_BEGIN_DECLS

#define ASSAY_SMAA_MOST_CRITERIA 32
#define ASSAY_SMAA_MOST_ALTERNATIVES 64

/* "@more weighs at least as much as @less": criteria by position. */
typedef struct
{
  guint more, less;
} AssayOrder;

/* What is known of the weights. They lie on the simplex (0 or more each, sum 1) and within these limits; all weights there are equally likely. */
struct _AssayWeightSpace
{
  guint n;                    /* criteria */
  const double *low, *high;   /* n each, 0..1; NULL: no limits. Equal: the weight is fixed */
  const AssayOrder *orders;
  guint n_orders;
};

/* Tightens the limits by sum and orders: @low, @high (n long) are filled with what each weight can be at least and at most, and @start (n) with one
 * vector of weights that keeps all. FALSE with ASSAY_ERROR_INVALID, naming no criterion but its position in @culprit (may be NULL), where no weights
 * keep them all. */
gboolean assay_weight_space_solve (const AssayWeightSpace *self, double *low, double *high, double *start, guint *culprit, GError **error);

/* What one alternative is worth under one criterion: any of @n equally likely points; a point is an interval within which all is equally likely. */
typedef struct
{
  float low, high;            /* 0 worst .. 1 best, on a scale that is the criterion's own, whoever the alternatives are */
} AssayValuePoint;

/* An alternative's value under one criterion, in one setting. All alternatives of one draw come from the same setting of a criterion (same source, same
 * machine, same load), so that figures of two machines are never set against each other.
 * With @shares it is made of what others drew: of the alternatives before it the sum of share times value, or with @weakest the least value of
 * those that have a share; a draw from the points (if any) is then what joining them costs, and is taken off. It stays within 0..1. */
typedef struct
{
  const AssayValuePoint *points;
  guint n;                    /* 1 or more; with @shares 0 or more */
  const double *shares;       /* n_alternatives, 0 from its own place on; or NULL */
  gboolean weakest;
} AssayValueCell;

typedef struct
{
  const AssayValueCell *cells;   /* n_settings * n_alternatives: of setting s and alternative a at [s * n_alternatives + a] */
  guint n_settings;              /* 1 or more, equally likely */
  double floor;                  /* a must: who is worth less than this in a draw ranks behind all who are not; NAN: none */
} AssayValueCriterion;

struct _AssaySmaaProblem
{
  AssayWeightSpace weights;
  const AssayValueCriterion *criteria;   /* weights.n */
  guint n_alternatives;
  guint n_samples;
  guint64 seed;                          /* the same seed gives the same outcome to the bit */
};

/* Of alternative a: rank r at [a * n_alternatives + r]; over b at [a * n_alternatives + b]; criterion j at [a * n_criteria + j]. */
struct _AssaySmaa
{
  guint n_alternatives, n_criteria, n_samples;
  double *acceptability;     /* share of draws in which a has rank r; those who tie share their ranks */
  double *pairwise;          /* share of draws in which a is ahead of b, a tie as a half; 0.5 of itself */
  double *central;           /* mean weights of the draws that a wins; NAN where it never does */
  double *confidence;        /* n_alternatives: share of draws won with the central weights; 0 where it never wins */
  double *mean, *low, *high; /* n_alternatives: utility, 0..1: mean, 5th and 95th percentile */
  double *value;             /* mean value of a under criterion j */
  double *weight;            /* n_criteria: mean weight */
};

/* NULL with ASSAY_ERROR_INVALID where the weights contradict each other, with G_IO_ERROR_CANCELLED once @cancellable is (may be NULL). Takes time:
 * for a task thread. Transfer full. */
AssaySmaa *assay_smaa_run  (const AssaySmaaProblem *problem, GCancellable *cancellable, GError **error);
void       assay_smaa_free (AssaySmaa *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssaySmaa, assay_smaa_free)

G_END_DECLS
