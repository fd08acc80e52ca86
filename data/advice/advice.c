#include "data/advice/advice-private.h"

#include <math.h>

#define CLEAR 0.9
#define LEANS (2.0 / 3)

G_DEFINE_BOXED_TYPE (AssayAdvice, assay_advice, assay_advice_ref, assay_advice_unref)

static void
reason_free (gpointer data)
{
  AssayReason *reason = data;

  if (reason == NULL)
    return;
  g_free (reason->text);
  g_strfreev (reason->statements);
  g_clear_pointer (&reason->data, g_ptr_array_unref);
  g_free (reason);
}

static void
flip_free (gpointer data)
{
  g_free (((AssayFlip *) data)->text);
  g_free (data);
}

static void
advice_clear (gpointer data)
{
  AssayAdvice *self = data;

  assay_decision_unref (self->decision);
  assay_smaa_free (self->smaa);
  g_free (self->order);
  g_free (self->verdict);
  g_free (self->sentence);
  g_free (self->confidence);
  g_free (self->change);
  g_ptr_array_unref (self->reasons);
  reason_free (self->counter);
  g_ptr_array_unref (self->flips);
  g_free (self->joint);
}

AssayAdvice *
assay_advice_ref (AssayAdvice *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
assay_advice_unref (AssayAdvice *self)
{
  g_atomic_rc_box_release_full (self, advice_clear);
}

const AssayAlternative *
assay_advice_alternative (const AssayAdvice *self, guint a)
{
  return self->decision->alternatives->pdata[a];
}

const AssayDecisionDriver *
assay_advice_driver (const AssayAdvice *self, guint j)
{
  return self->decision->drivers->pdata[j];
}

double
assay_advice_value (const AssayAdvice *self, guint a, guint j)
{
  return self->smaa->value[a * self->smaa->n_criteria + j];
}

double
assay_advice_utility (const AssayAdvice *self, guint a)
{
  double sum = 0;

  for (guint j = 0; j < self->smaa->n_criteria; j++)
    sum += self->smaa->weight[j] * assay_advice_value (self, a, j);

  return sum;
}

double
assay_advice_lead (const AssayAdvice *self, guint against)
{
  return assay_advice_utility (self, self->order[0]) - assay_advice_utility (self, against);
}

gboolean
assay_advice_keeps (const AssayAdvice *self, guint a, guint *driver)
{
  for (guint j = 0; j < self->smaa->n_criteria; j++)
    if (assay_advice_value (self, a, j) < assay_advice_driver (self, j)->floor)
      {
        if (driver != NULL)
          *driver = j;
        return FALSE;
      }

  return TRUE;
}

guint
assay_advice_second (const AssayAdvice *self)
{
  return self->order[self->smaa->n_alternatives > 1 ? 1 : 0];
}

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer data)
{
  const AssaySmaa *smaa = data;
  guint i = *(const guint *) a, k = *(const guint *) b, m = smaa->n_alternatives;
  double first = smaa->acceptability[k * m] - smaa->acceptability[i * m], mean = smaa->mean[k] - smaa->mean[i];

  if (first != 0)
    return first < 0 ? -1 : 1;
  if (mean != 0)
    return mean < 0 ? -1 : 1;

  return i < k ? -1 : i > k;
}

static guint *
make_order (AssaySmaa *smaa)
{
  guint *order = g_new (guint, smaa->n_alternatives);

  for (guint a = 0; a < smaa->n_alternatives; a++)
    order[a] = a;
  g_qsort_with_data (order, (int) smaa->n_alternatives, sizeof *order, compare_ranks, smaa);

  return order;
}

static AssayAdviceKind
find_kind (const AssayAdvice *self)
{
  double first = self->smaa->acceptability[self->order[0] * self->smaa->n_alternatives];
  guint keep = 0;

  for (guint a = 0; a < self->smaa->n_alternatives; a++)
    keep += assay_advice_keeps (self, a, NULL);
  if (keep == 0)
    return ASSAY_ADVICE_NONE;

  return first >= CLEAR ? ASSAY_ADVICE_CLEAR : first >= LEANS ? ASSAY_ADVICE_LEANS : ASSAY_ADVICE_OPEN;
}

AssayAdvice *
assay_advice_make (AssayDecision *decision, AssaySmaa *smaa)
{
  AssayAdvice *self = g_atomic_rc_box_new0 (AssayAdvice);

  self->decision = assay_decision_ref (decision);
  self->smaa = smaa;
  self->order = make_order (smaa);
  self->reasons = g_ptr_array_new_with_free_func (reason_free);
  self->flips = g_ptr_array_new_with_free_func (flip_free);
  self->break_even = NAN;
  self->kind = find_kind (self);
  assay_advice_weigh_joint (self);
  assay_advice_find_flips (self);
  assay_advice_find_reasons (self);
  assay_advice_find_words (self);

  return self;
}

AssayAdvice *
assay_advice_new (AssayDecision *decision, GCancellable *cancellable, GError **error)
{
  AssaySmaa *smaa = assay_smaa_run (&decision->problem, cancellable, error);

  return smaa != NULL ? assay_advice_make (decision, smaa) : NULL;
}

const char *
assay_advice_kind_id (AssayAdviceKind kind)
{
  static const char * const ids[] = { "clear", "leans", "open", "none" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (ids), NULL);

  return ids[kind];
}
