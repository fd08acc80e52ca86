#include "data/advice/advice.h"

#include <math.h>

#include "data/advice/advice-private.h"

G_DEFINE_BOXED_TYPE (AssayAdvice, assay_advice, assay_advice_ref, assay_advice_unref)

const char *
assay_advice_kind_id (AssayAdviceKind kind)
{
  static const char * const ids[] = { "clear", "leans", "open", "none" };

  return ids[kind];
}

const AssayAlternative *
assay_advice_get_alternative (const AssayAdvice *self, guint alternative)
{
  return self->decision->alternatives->pdata[alternative];
}

const AssayDecisionDriver *
assay_advice_get_driver (const AssayAdvice *self, guint driver)
{
  return self->decision->drivers->pdata[driver];
}

double
assay_advice_value (const AssayAdvice *self, guint alternative, guint driver)
{
  return self->smaa->value[alternative * self->smaa->n_criteria + driver];
}

double
assay_advice_weight (const AssayAdvice *self, guint driver)
{
  return self->smaa->weight[driver];
}

double
assay_advice_utility (const AssayAdvice *self, guint alternative)
{
  double utility = 0;

  for (guint j = 0; j < self->smaa->n_criteria; j++)
    utility += assay_advice_weight (self, j) * assay_advice_value (self, alternative, j);

  return utility;
}

const char *
assay_advice_leads (const AssayAdvice *self, guint alternative)
{
  return assay_advice_get_alternative (self, alternative)->parts != NULL ? "lead" : "leads";
}

const char *
assay_advice_is (const AssayAdvice *self, guint alternative)
{
  return assay_advice_get_alternative (self, alternative)->parts != NULL ? "are" : "is";
}

static int
compare_alternatives (gconstpointer a, gconstpointer b, gpointer data)
{
  const AssaySmaa *smaa = data;
  guint m = smaa->n_alternatives, x = *(const guint *) a, y = *(const guint *) b;
  double first = smaa->acceptability[x * m] - smaa->acceptability[y * m], mean = smaa->mean[x] - smaa->mean[y];

  if (first != 0)
    return first > 0 ? -1 : 1;

  return mean > 0 ? -1 : mean < 0 ? 1 : (int) x - (int) y;
}

static void
rank (AssayAdvice *self)
{
  guint m = self->smaa->n_alternatives;

  self->order = g_new (guint, m);
  for (guint a = 0; a < m; a++)
    self->order[a] = a;
  g_qsort_with_data (self->order, m, sizeof (guint), compare_alternatives, self->smaa);

  /* By mean utility; who leads in most draws comes first among equals. */
  self->leader = self->order[0];
  for (guint r = 1; r < m; r++)
    if (assay_advice_utility (self, self->order[r]) > assay_advice_utility (self, self->leader))
      self->leader = self->order[r];
  self->runner_up = self->leader;
  for (guint r = 0; r < m; r++)
    if (self->order[r] != self->leader
        && (self->runner_up == self->leader || assay_advice_utility (self, self->order[r]) > assay_advice_utility (self, self->runner_up)))
      self->runner_up = self->order[r];
  self->lead = assay_advice_utility (self, self->leader) - assay_advice_utility (self, self->runner_up);
}

/* Whether the mean value of @a is below a must. */
static gboolean
fails (const AssayAdvice *self, guint a)
{
  for (guint j = 0; j < self->smaa->n_criteria; j++)
    if (assay_advice_value (self, a, j) < assay_advice_get_driver (self, j)->floor)
      return TRUE;

  return FALSE;
}

static AssayAdviceKind
judge (const AssayAdvice *self)
{
  double first = self->smaa->acceptability[self->order[0] * self->smaa->n_alternatives];
  gboolean kept = FALSE;

  for (guint a = 0; a < self->smaa->n_alternatives; a++)
    kept = kept || !fails (self, a);
  if (!kept)
    return ASSAY_ADVICE_NONE;

  return first >= ASSAY_ADVICE_CLEAR_FROM ? ASSAY_ADVICE_CLEAR : first >= ASSAY_ADVICE_LEANS_FROM ? ASSAY_ADVICE_LEANS : ASSAY_ADVICE_OPEN;
}

AssayAdvice *
assay_advice_new (AssayDecision *decision, GCancellable *cancellable, GError **error)
{
  AssaySmaa *smaa = assay_smaa_run (&decision->problem, cancellable, error);
  AssayAdvice *self;

  if (smaa == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (AssayAdvice);
  self->decision = assay_decision_ref (decision);
  self->smaa = smaa;
  self->break_even = NAN;
  rank (self);
  self->kind = judge (self);
  assay_advice_find_reasons (self);
  assay_advice_find_flips (self);
  assay_advice_find_words (self);

  return self;
}

AssayAdvice *
assay_advice_ref (AssayAdvice *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
advice_clear (AssayAdvice *self)
{
  assay_decision_unref (self->decision);
  assay_smaa_free (self->smaa);
  g_free (self->order);
  g_free (self->verdict);
  g_free (self->sentence);
  g_free (self->confidence);
  g_free (self->joint);
  g_ptr_array_unref (self->reasons);
  g_clear_pointer (&self->counter, assay_reason_free);
  g_ptr_array_unref (self->flips);
}

void
assay_advice_unref (AssayAdvice *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) advice_clear);
}
