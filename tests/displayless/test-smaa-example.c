/* A published example, with what another program prints for it. Two anticoagulants and three criteria: the shares of patients with proximal and distal deep
 * vein thrombosis and with major bleeding, each known from one trial (counts as in Lynd and O'Brien 2004, "Advances in risk-benefit evaluation using
 * probabilistic simulation methods: an application to the prophylaxis of deep vein thrombosis", Journal of Clinical Epidemiology 57), a Beta distribution
 * each. It is the example of the R package smaa (van Valkenhoef; Tervonen and Figueira 2008, "A survey on stochastic multicriteria acceptability analysis
 * methods", Journal of Multi-Criteria Decision Analysis 15, is the method's reference there); the figures below are those of its reference output for
 * 10,000 draws. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "data/advice/smaa.h"

/* The distribution in this many equally likely pieces, even within each. */
#define PIECES 500
#define SAMPLES 100000
/* Theirs are of 10,000 draws, in some of which an outcome lies outside its scale. */
#define DRAWN 10000.0

enum { HEPARIN, ENOXAPARIN, ALTERNATIVES };
enum { PROXIMAL, DISTAL, BLEEDING, CRITERIA };

static const struct
{
  double worst, best;
  double alpha[ALTERNATIVES], beta[ALTERNATIVES];
} criteria[CRITERIA] = {
  [PROXIMAL] = { 0.25, 0, { 20, 8 }, { 116, 121 } },
  [DISTAL] = { 0.4, 0.15, { 40, 32 }, { 96, 97 } },
  [BLEEDING] = { 0.1, 0, { 1, 5 }, { 135, 124 } },
};

typedef struct
{
  AssayValuePoint points[CRITERIA][ALTERNATIVES][PIECES];
  AssayValueCell cells[CRITERIA][ALTERNATIVES];
  AssayValueCriterion criteria[CRITERIA];
  AssaySmaaProblem problem;
} Example;

/* Their values leave 0..1 where an outcome leaves its scale. Half of each plus a quarter stays within, and ranks the same. */
static double
value_of (guint criterion, double outcome)
{
  double value = (criteria[criterion].worst - outcome) / (criteria[criterion].worst - criteria[criterion].best);

  return CLAMP (0.25 + value / 2, 0, 1);
}

static double
their_value (double value)
{
  return (value - 0.25) * 2;
}

static Example *
example_new (void)
{
  Example *self = g_new0 (Example, 1);

  for (guint j = 0; j < CRITERIA; j++)
    {
      for (guint a = 0; a < ALTERNATIVES; a++)
        {
          for (guint k = 0; k < PIECES; k++)
            {
              double best = gsl_cdf_beta_Pinv ((double) k / PIECES, criteria[j].alpha[a], criteria[j].beta[a]);
              double worst = gsl_cdf_beta_Pinv ((k + 1.0) / PIECES, criteria[j].alpha[a], criteria[j].beta[a]);

              self->points[j][a][k] = (AssayValuePoint) { (float) value_of (j, worst), (float) value_of (j, best) };
            }
          self->cells[j][a] = (AssayValueCell) { .points = self->points[j][a], .n = PIECES };
        }
      self->criteria[j] = (AssayValueCriterion) { self->cells[j], 1, NAN };
    }
  self->problem = (AssaySmaaProblem) { { .n = CRITERIA }, self->criteria, ALTERNATIVES, SAMPLES, 1 };

  return self;
}

/* Four standard errors of theirs and ours together. */
static void
assert_share (double ours, double theirs)
{
  g_assert_cmpfloat_with_epsilon (ours, theirs, 4 * sqrt (theirs * (1 - theirs) * (1 / DRAWN + 1.0 / SAMPLES)));
}

static void
test_no_preference (void)
{
  static const double central[ALTERNATIVES][CRITERIA] = { { 0.1865097, 0.2772205, 0.5362698 }, { 0.4073100, 0.3641477, 0.2285423 } };
  g_autofree Example *example = example_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AssaySmaa) smaa = assay_smaa_run (&example->problem, NULL, &error);

  g_assert_no_error (error);
  assert_share (smaa->acceptability[HEPARIN * 2], 0.3504);
  assert_share (smaa->acceptability[HEPARIN * 2 + 1], 0.6496);
  assert_share (smaa->acceptability[ENOXAPARIN * 2], 0.6496);
  for (guint a = 0; a < ALTERNATIVES; a++)
    for (guint j = 0; j < CRITERIA; j++)
      g_assert_cmpfloat_with_epsilon (smaa->central[a * CRITERIA + j], central[a][j], 4 * 0.24 * sqrt (1 / (0.35 * DRAWN) + 1 / (0.35 * SAMPLES)));
  assert_share (smaa->confidence[HEPARIN], 0.6682);
  assert_share (smaa->confidence[ENOXAPARIN], 0.8956);
  g_assert_cmpfloat_with_epsilon (their_value (smaa->mean[HEPARIN]), 0.5895, 4 * 0.15 / sqrt (DRAWN));
  g_assert_cmpfloat_with_epsilon (their_value (smaa->mean[ENOXAPARIN]), 0.6584, 4 * 0.1 / sqrt (DRAWN));
}

static void
test_exact_weights (void)
{
  static const double weights[CRITERIA] = { 0.5, 0.2, 0.3 };
  g_autofree Example *example = example_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AssaySmaa) smaa = NULL;

  example->problem.weights.low = example->problem.weights.high = weights;
  smaa = assay_smaa_run (&example->problem, NULL, &error);
  g_assert_no_error (error);
  assert_share (smaa->acceptability[HEPARIN * 2], 0.1279);
  assert_share (smaa->acceptability[ENOXAPARIN * 2], 0.8721);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smaa-example/no-preference", test_no_preference);
  g_test_add_func ("/smaa-example/exact-weights", test_exact_weights);

  return g_test_run ();
}
