/* Draws weights from a space of them; and what a problem must keep. Private to this room. */
#pragma once

#include <gsl/gsl_rng.h>

#include "data/advice/smaa.h"

G_BEGIN_DECLS

/* Every vector of weights that keeps the space's limits and orders is equally likely. Without limits and orders draws are independent (exponentials by
 * their sum: the Dirichlet distribution with all parameters 1), and sorted where the orders alone say all ranks; else they are steps of hit-and-run (Smith
 * 1984, "Efficient Monte Carlo procedures for generating points uniformly distributed over bounded regions", Operations Research 32; for weights Tervonen,
 * van Valkenhoef, Basturk and Postmus 2013, "Hit-And-Run enables efficient weight generation for simulation-based multiple criteria decision analysis",
 * European Journal of Operational Research 224) along the directions in which one weight gains what another loses. Weights that a circle of orders makes
 * equal move as one block. */
typedef struct
{
  guint n;
  double weights[ASSAY_SMAA_MOST_CRITERIA];      /* the last draw */

  guint n_blocks;
  guint32 members[ASSAY_SMAA_MOST_CRITERIA];     /* of each block: its weights, as bits */
  double size[ASSAY_SMAA_MOST_CRITERIA];         /* how many they are */
  double low[ASSAY_SMAA_MOST_CRITERIA], high[ASSAY_SMAA_MOST_CRITERIA];
  double each[ASSAY_SMAA_MOST_CRITERIA];         /* what each of its weights is now */
  guint32 above[ASSAY_SMAA_MOST_CRITERIA];       /* blocks that are next above and below by orders, as bits */
  guint32 below[ASSAY_SMAA_MOST_CRITERIA];

  guint movable[ASSAY_SMAA_MOST_CRITERIA], n_movable;  /* blocks; the one with most room first */
  guint sweeps;                                  /* a draw: so many moves of each block; 0: draws are independent */
  gboolean sorted;                               /* independent draws, each in the order of place[] */
  guint place[ASSAY_SMAA_MOST_CRITERIA];         /* of each weight: how many are above it */
} AssayWeightSampler;

/* FALSE with ASSAY_ERROR_INVALID where no weights keep the limits and orders. */
gboolean assay_weight_sampler_init (AssayWeightSampler *self, const AssayWeightSpace *space, const gsl_rng *random, GError **error);
/* Fills self->weights. */
void     assay_weight_sampler_next (AssayWeightSampler *self, const gsl_rng *random);

/* Of each weight i: those that weigh at most as much, itself among them, as bits of @under[i] (n long). Orders are of weights below n. */
void     assay_weight_space_under  (const AssayWeightSpace *self, guint32 *under);

/* smaa-check.c: FALSE with ASSAY_ERROR_INVALID if the problem's alternatives, settings or points make no sense; its weights are the sampler's to judge. */
gboolean assay_smaa_check          (const AssaySmaaProblem *problem, GError **error);

G_END_DECLS
