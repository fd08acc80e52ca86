#include "data/advice/smaa.h"

#include <gsl/gsl_rng.h>
#include <math.h>

#include "data/advice/weights.h"

/* Utilities lie within 0..1: percentiles are read from so many classes, a quarter of a thousandth each. */
#define CLASSES 4096
#define DRAWS_A_LOOK 1024   /* between two looks at the cancellable */

/* A pass over the draws. Values have generators of their own, one for the settings and one for each alternative: the same values come whatever the weights
 * are and whoever else is there. */
typedef struct
{
  const AssaySmaaProblem *problem;
  guint n_criteria, n_alternatives;
  gsl_rng *settings;
  gsl_rng *values[ASSAY_SMAA_MOST_ALTERNATIVES];
  double value[ASSAY_SMAA_MOST_CRITERIA][ASSAY_SMAA_MOST_ALTERNATIVES];   /* of the draw */
  gboolean out[ASSAY_SMAA_MOST_ALTERNATIVES];                             /* fails a must in this draw */
} Draw;

/* The alternatives of one draw, best first. */
typedef struct
{
  double utility[ASSAY_SMAA_MOST_ALTERNATIVES];
  guint order[ASSAY_SMAA_MOST_ALTERNATIVES];
  gboolean tied[ASSAY_SMAA_MOST_ALTERNATIVES];   /* with the one before it in @order */
} Ranking;

/* A seed for each stream, as unlike the others as chance makes it (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators": SplitMix64). */
static gsl_rng *
stream_new (guint64 seed, guint64 stream)
{
  gsl_rng *random = gsl_rng_alloc (gsl_rng_taus2);
  guint64 z = seed + (stream + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  gsl_rng_set (random, (z ^ (z >> 31)) & 0xffffffff);

  return random;
}

enum { STREAM_WEIGHTS, STREAM_SETTINGS, STREAM_FIRST_ALTERNATIVE };

static void
draw_init (Draw *self, const AssaySmaaProblem *problem)
{
  self->problem = problem;
  self->n_criteria = problem->weights.n;
  self->n_alternatives = problem->n_alternatives;
  self->settings = stream_new (problem->seed, STREAM_SETTINGS);
  for (guint a = 0; a < self->n_alternatives; a++)
    self->values[a] = stream_new (problem->seed, STREAM_FIRST_ALTERNATIVE + a);
}

static void
draw_clear (Draw *self)
{
  gsl_rng_free (self->settings);
  for (guint a = 0; a < self->n_alternatives; a++)
    gsl_rng_free (self->values[a]);
}

/* One of the points and a place within it, from one random number. */
static inline double
draw_point (const AssayValuePoint *points, guint n, const gsl_rng *random)
{
  double at;
  guint k;

  if (n == 1 && points->low == points->high)
    return points->low;
  at = gsl_rng_uniform (random) * n;
  k = (guint) at;

  return points[k].low + (at - k) * (points[k].high - points[k].low);
}

static double
join (const AssayValueCell *cell, const double *value, guint n, const gsl_rng *random)
{
  double joined = cell->weakest ? 1 : 0;

  for (guint a = 0; a < n; a++)
    if (cell->shares[a] > 0)
      joined = cell->weakest ? MIN (joined, value[a]) : joined + cell->shares[a] * value[a];
  if (cell->n > 0)
    joined -= draw_point (cell->points, cell->n, random);

  return CLAMP (joined, 0, 1);
}

static void
draw_next (Draw *self)
{
  for (guint a = 0; a < self->n_alternatives; a++)
    self->out[a] = FALSE;
  for (guint j = 0; j < self->n_criteria; j++)
    {
      const AssayValueCriterion *criterion = &self->problem->criteria[j];
      guint setting = criterion->n_settings > 1 ? (guint) (gsl_rng_uniform (self->settings) * criterion->n_settings) : 0;
      const AssayValueCell *cells = criterion->cells + setting * self->n_alternatives;
      double *value = self->value[j];

      for (guint a = 0; a < self->n_alternatives; a++)
        {
          value[a] = cells[a].shares == NULL ? draw_point (cells[a].points, cells[a].n, self->values[a])
                                             : join (&cells[a], value, a, self->values[a]);
          if (value[a] < criterion->floor)
            self->out[a] = TRUE;
        }
    }
}

static void
weigh (const Draw *self, const double *weights, double *utility)
{
  for (guint a = 0; a < self->n_alternatives; a++)
    utility[a] = 0;
  for (guint j = 0; j < self->n_criteria; j++)
    for (guint a = 0; a < self->n_alternatives; a++)
      utility[a] += weights[j] * self->value[j][a];
}

/* By insertion: there are few. */
static void
rank (const Draw *draw, Ranking *self)
{
  const double *utility = self->utility;

  for (guint i = 0; i < draw->n_alternatives; i++)
    {
      guint k = i;

      for (; k > 0; k--)
        {
          guint before = self->order[k - 1];

          if (draw->out[before] != draw->out[i] ? draw->out[i] : utility[before] >= utility[i])
            break;
          self->order[k] = before;
        }
      self->order[k] = i;
    }
  for (guint r = 1; r < draw->n_alternatives; r++)
    {
      guint a = self->order[r - 1], b = self->order[r];

      self->tied[r] = draw->out[a] == draw->out[b] && utility[a] == utility[b];
    }
}

/* Those tied from rank @first to @last share these ranks. */
static void
count_ranks (AssaySmaa *self, const Ranking *ranking, const double *weights, guint first, guint last)
{
  guint m = self->n_alternatives, n = self->n_criteria;
  double share = 1.0 / (last - first + 1);

  for (guint r = first; r <= last; r++)
    {
      guint a = ranking->order[r];

      for (guint s = first; s <= last; s++)
        self->acceptability[a * m + s] += share;
      for (guint s = last + 1; s < m; s++)
        self->pairwise[a * m + ranking->order[s]] += 1;
      for (guint s = first; s <= last; s++)
        if (s != r)
          self->pairwise[a * m + ranking->order[s]] += 0.5;
      if (first == 0)
        for (guint j = 0; j < n; j++)
          self->central[a * n + j] += share * weights[j];
    }
}

static void
count (AssaySmaa *self, const Draw *draw, const Ranking *ranking, const double *weights, guint *classes)
{
  guint m = self->n_alternatives, n = self->n_criteria;

  for (guint first = 0, last; first < m; first = last + 1)
    {
      for (last = first; last + 1 < m && ranking->tied[last + 1]; last++)
        ;
      count_ranks (self, ranking, weights, first, last);
    }
  for (guint a = 0; a < m; a++)
    {
      self->mean[a] += ranking->utility[a];
      classes[a * CLASSES + MIN ((guint) (ranking->utility[a] * CLASSES), CLASSES - 1)]++;
      for (guint j = 0; j < n; j++)
        self->value[a * n + j] += draw->value[j][a];
    }
  for (guint j = 0; j < n; j++)
    self->weight[j] += weights[j];
}

/* Within a class draws are taken as spread evenly. */
static double
percentile (const guint *classes, guint n, double share)
{
  double wanted = share * n, seen = 0;

  for (guint k = 0; k < CLASSES; k++)
    {
      if (classes[k] > 0 && seen + classes[k] >= wanted)
        return (k + (wanted - seen) / classes[k]) / CLASSES;
      seen += classes[k];
    }

  return 1;
}

static void
finish (AssaySmaa *self, const guint *classes)
{
  guint m = self->n_alternatives, n = self->n_criteria;
  double draws = self->n_samples;

  for (guint a = 0; a < m; a++)
    {
      double won = self->acceptability[a * m];

      for (guint j = 0; j < n; j++)
        {
          self->central[a * n + j] = won > 0 ? self->central[a * n + j] / won : NAN;
          self->value[a * n + j] /= draws;
        }
      for (guint b = 0; b < m; b++)
        {
          self->acceptability[a * m + b] /= draws;
          self->pairwise[a * m + b] = a == b ? 0.5 : self->pairwise[a * m + b] / draws;
        }
      self->mean[a] /= draws;
      self->low[a] = MIN (percentile (classes + a * CLASSES, self->n_samples, 0.05), self->mean[a]);
      self->high[a] = MAX (percentile (classes + a * CLASSES, self->n_samples, 0.95), self->mean[a]);
    }
  for (guint j = 0; j < n; j++)
    self->weight[j] /= draws;
}

static gboolean
run_draws (AssaySmaa *self, const AssaySmaaProblem *problem, AssayWeightSampler *sampler, const gsl_rng *random, GCancellable *cancellable, GError **error)
{
  g_autofree guint *classes = g_new0 (guint, problem->n_alternatives * CLASSES);
  Ranking ranking;
  Draw draw;

  draw_init (&draw, problem);
  for (guint i = 0; i < problem->n_samples; i++)
    {
      if (i % DRAWS_A_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          draw_clear (&draw);
          return FALSE;
        }
      assay_weight_sampler_next (sampler, random);
      draw_next (&draw);
      weigh (&draw, sampler->weights, ranking.utility);
      rank (&draw, &ranking);
      count (self, &draw, &ranking, sampler->weights, classes);
    }
  draw_clear (&draw);
  finish (self, classes);

  return TRUE;
}

/* How often @a wins this draw with its central weights: 1, a share of a tie, or 0. */
static double
wins (const Draw *draw, const double *central, guint a)
{
  double utility[ASSAY_SMAA_MOST_ALTERNATIVES];
  guint tied = 1;

  weigh (draw, central, utility);
  for (guint b = 0; b < draw->n_alternatives; b++)
    {
      if (b == a)
        continue;
      if (draw->out[a] && !draw->out[b])
        return 0;
      if (draw->out[a] == draw->out[b] && utility[b] > utility[a])
        return 0;
      if (draw->out[a] == draw->out[b] && utility[b] == utility[a])
        tied++;
    }

  return 1.0 / tied;
}

/* The values are those of the first pass. */
static gboolean
run_confidence (AssaySmaa *self, const AssaySmaaProblem *problem, GCancellable *cancellable, GError **error)
{
  Draw draw;

  draw_init (&draw, problem);
  for (guint i = 0; i < problem->n_samples; i++)
    {
      if (i % DRAWS_A_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          draw_clear (&draw);
          return FALSE;
        }
      draw_next (&draw);
      for (guint a = 0; a < self->n_alternatives; a++)
        if (!isnan (self->central[a * self->n_criteria]))
          self->confidence[a] += wins (&draw, self->central + a * self->n_criteria, a);
    }
  draw_clear (&draw);
  for (guint a = 0; a < self->n_alternatives; a++)
    self->confidence[a] /= problem->n_samples;

  return TRUE;
}

static AssaySmaa *
smaa_new (const AssaySmaaProblem *problem)
{
  AssaySmaa *self = g_new0 (AssaySmaa, 1);
  guint m = problem->n_alternatives, n = problem->weights.n;

  self->n_alternatives = m;
  self->n_criteria = n;
  self->n_samples = problem->n_samples;
  self->acceptability = g_new0 (double, m * m);
  self->pairwise = g_new0 (double, m * m);
  self->central = g_new0 (double, m * n);
  self->confidence = g_new0 (double, m);
  self->mean = g_new0 (double, m);
  self->low = g_new0 (double, m);
  self->high = g_new0 (double, m);
  self->value = g_new0 (double, m * n);
  self->weight = g_new0 (double, n);

  return self;
}

AssaySmaa *
assay_smaa_run (const AssaySmaaProblem *problem, GCancellable *cancellable, GError **error)
{
  g_autoptr (AssaySmaa) self = NULL;
  AssayWeightSampler sampler;
  gsl_rng *random;
  gboolean good;

  if (!assay_smaa_check (problem, error))
    return NULL;
  random = stream_new (problem->seed, STREAM_WEIGHTS);
  good = assay_weight_sampler_init (&sampler, &problem->weights, random, error);
  if (good)
    {
      self = smaa_new (problem);
      good = run_draws (self, problem, &sampler, random, cancellable, error) && run_confidence (self, problem, cancellable, error);
    }
  gsl_rng_free (random);

  return good ? g_steal_pointer (&self) : NULL;
}

void
assay_smaa_free (AssaySmaa *self)
{
  g_free (self->acceptability);
  g_free (self->pairwise);
  g_free (self->central);
  g_free (self->confidence);
  g_free (self->mean);
  g_free (self->low);
  g_free (self->high);
  g_free (self->value);
  g_free (self->weight);
  g_free (self);
}
