#include "data/advice/verdict.h"

#include <math.h>

#include "data/advice/evidence.h"
#include "data/advice/summary.h"
#include "data/model/language.h"
#include "data/model/rule.h"
#include "data/model/statement.h"

static const struct
{
  const char *id, *name;
} kinds[] = {
  [ASSAY_VERDICT_SUPPORTED] = { "supported", N_ ("Supported") },
  [ASSAY_VERDICT_CONTRADICTED] = { "contradicted", N_ ("Contradicted") },
  [ASSAY_VERDICT_DEPENDS] = { "depends", N_ ("Depends") },
  [ASSAY_VERDICT_OPEN] = { "open", N_ ("Open") },
  [ASSAY_VERDICT_OPINION] = { "opinion", N_ ("Opinion") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == ASSAY_N_VERDICTS);

static void
count_sides (AssayVerdict *self)
{
  for (guint i = 0; i < self->readings->len; i++)
    {
      const AssayReading *reading = self->readings->pdata[i];

      self->agree += reading->side == ASSAY_READING_AGREES;
      self->disagree += reading->side == ASSAY_READING_DISAGREES;
      self->neither += reading->side == ASSAY_READING_NEITHER;
    }
}

/* How far a reading lies from the nearest limit, by the logarithm of their ratio; a cited text comes before all numbers. */
static double
clearness (const AssayReading *self)
{
  double limits[] = { self->expect_min, self->expect_max }, least = INFINITY;

  for (guint i = 0; i < G_N_ELEMENTS (limits) && !isnan (self->value); i++)
    if (!isnan (limits[i]))
      least = fmin (least, limits[i] > 0 && self->value > 0 ? fabs (log (self->value / limits[i])) : fabs (self->value - limits[i]));

  return least;
}

static int
compare_clearness (gconstpointer a, gconstpointer b)
{
  double first = clearness (*(AssayReading **) a), second = clearness (*(AssayReading **) b);

  return (first < second) - (first > second);
}

/* The readings of one side, the clearest first, in their order where they are alike. Transfer container. */
static GPtrArray *
take_side (const AssayVerdict *self, AssayReadingSide side)
{
  GPtrArray *taken = g_ptr_array_new ();

  for (guint i = 0; i < self->readings->len; i++)
    if (((AssayReading *) self->readings->pdata[i])->side == side)
      g_ptr_array_add (taken, self->readings->pdata[i]);
  g_ptr_array_sort (taken, compare_clearness);

  return taken;
}

/* Both sides in turn, so that the first few rows speak for either. */
static void
order (AssayVerdict *self)
{
  g_autoptr (GPtrArray) agree = take_side (self, ASSAY_READING_AGREES);
  g_autoptr (GPtrArray) disagree = take_side (self, ASSAY_READING_DISAGREES);
  g_autoptr (GPtrArray) neither = take_side (self, ASSAY_READING_NEITHER);
  guint n = 0;

  for (guint i = 0; i < MAX (agree->len, disagree->len); i++)
    {
      if (i < agree->len)
        self->readings->pdata[n++] = agree->pdata[i];
      if (i < disagree->len)
        self->readings->pdata[n++] = disagree->pdata[i];
    }
  for (guint i = 0; i < neither->len; i++)
    self->readings->pdata[n++] = neither->pdata[i];
}

static AssayVerdictKind
decide (const AssayVerdict *self, const AssayRule *rule)
{
  guint decided = self->agree + self->disagree;
  double share;

  if (rule->opinion != NULL)
    return ASSAY_VERDICT_OPINION;
  if (decided < rule->need)
    return ASSAY_VERDICT_OPEN;
  share = (double) self->agree / decided;
  if (share >= rule->support)
    return ASSAY_VERDICT_SUPPORTED;

  return share <= rule->contradict ? ASSAY_VERDICT_CONTRADICTED : ASSAY_VERDICT_DEPENDS;
}

static void
gather (AssayVerdict *self, AssayStore *store, GPtrArray *tests, double tolerance)
{
  for (guint i = 0; i < tests->len; i++)
    g_ptr_array_extend_and_steal (self->readings, assay_evidence_gather (store, tests->pdata[i], tolerance));
}

static void
gather_context (AssayVerdict *self, AssayStore *store, const AssayRule *rule)
{
  guint first = self->readings->len;

  gather (self, store, rule->context, rule->tolerance);
  for (guint i = first; i < self->readings->len; i++)
    {
      AssayReading *reading = self->readings->pdata[i];

      reading->context = TRUE;
      reading->side = ASSAY_READING_NEITHER;
    }
}

AssayVerdict *
assay_verdict_new (AssayStore *store, AssayStatement *statement)
{
  const AssayRule *rule = assay_statement_get_rule (statement);
  AssayVerdict *self = g_new0 (AssayVerdict, 1);

  self->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_reading_free);
  gather (self, store, rule->tests, rule->tolerance);
  count_sides (self);
  order (self);
  self->kind = decide (self, rule);
  self->summary = assay_summary_why (self, rule);
  self->settle = assay_summary_settle (self, rule);
  self->rule = assay_summary_rule (rule, store);
  gather_context (self, store, rule);

  return self;
}

void
assay_verdict_free (AssayVerdict *self)
{
  if (self == NULL)
    return;
  g_free (self->summary);
  g_free (self->settle);
  g_free (self->rule);
  g_ptr_array_unref (self->readings);
  g_free (self);
}

const char *
assay_verdict_id (AssayVerdictKind kind)
{
  g_return_val_if_fail (kind < ASSAY_N_VERDICTS, NULL);

  return kinds[kind].id;
}

const char *
assay_verdict_name (AssayVerdictKind kind)
{
  g_return_val_if_fail (kind < ASSAY_N_VERDICTS, NULL);

  return _ (kinds[kind].name);
}
