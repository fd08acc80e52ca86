/* How advice is made of a decision and its draws. Private to this room. */
#pragma once

#include "data/advice/advice.h"

G_BEGIN_DECLS

/* % of the team's time at which operation is worth nothing. */
#define ASSAY_OPERATION_MOST 50.0
/* How far a weight is moved for the chart. */
#define ASSAY_WEIGHT_STEP 0.2
/* Leads below this are a tie: a hundredth of a point. */
#define ASSAY_TIE 1e-4

/* Takes @smaa; never NULL. */
AssayAdvice *assay_advice_make (AssayDecision *decision, AssaySmaa *smaa);

/* Mean value of alternative @a under driver @j, mean weight of it, and the sum of both over all: 0..1. */
double       assay_advice_value   (const AssayAdvice *self, guint a, guint j);
double       assay_advice_utility (const AssayAdvice *self, guint a);
/* Of the leader over @against, with mean values and weights. */
double       assay_advice_lead    (const AssayAdvice *self, guint against);
/* FALSE if its mean value under a driver is below the must; @driver (may be NULL) is then the first such. */
gboolean     assay_advice_keeps   (const AssayAdvice *self, guint a, guint *driver);
const AssayAlternative    *assay_advice_alternative (const AssayAdvice *self, guint a);
const AssayDecisionDriver *assay_advice_driver      (const AssayAdvice *self, guint j);
/* The position of who comes second, or that of the leader where it is alone. */
guint        assay_advice_second  (const AssayAdvice *self);

/* The parts, in the order in which they are made. */
void assay_advice_find_flips   (AssayAdvice *self);
void assay_advice_find_reasons (AssayAdvice *self);
void assay_advice_weigh_joint  (AssayAdvice *self);
void assay_advice_find_words   (AssayAdvice *self);

/* For ngettext(): whether a name stands for one technology or for several. */
gulong assay_advice_number     (const AssayAlternative *alternative);
/* 0.184 -> "18 %"; 0.743 -> "74"; transfer full. */
char *assay_advice_percent     (double share);
char *assay_advice_points      (double value);
/* Of two that may not read the same though they differ: with a decimal if need be; transfer full. */
char *assay_advice_percent_beside (double share, double other);
char *assay_advice_points_beside  (double value, double other);
/* 0.713 -> "71 of 100"; what isn't all or none is never told as such; transfer full. */
char *assay_advice_draws       (double share);
char *assay_advice_draws_short (double share);
/* The sentence of a flip, and of what joining means; transfer full. */
char *assay_advice_flip_text   (const AssayAdvice *self, const AssayFlip *flip);
char *assay_advice_joint_text  (const AssayAdvice *self, guint joined);

G_END_DECLS
