#include "data/advice/summary.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/units.h"

static char *
metric_words (const AssayTest *test)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < test->metrics->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", ((AssayMetric *) test->metrics->pdata[i])->name);

  return g_string_free (words, FALSE);
}

static const AssayUnit *
test_unit (const AssayTest *test)
{
  switch (test->kind)
    {
    case ASSAY_TEST_RATIO:
    case ASSAY_TEST_CHANGE:
      return assay_unit_find ("ratio");
    case ASSAY_TEST_SPAN:
      return test->unit;
    case ASSAY_TEST_VALUE:
      return ((AssayMetric *) test->metrics->pdata[0])->unit;
    default:
      return NULL;
    }
}

static char *
range_words (const AssayTest *test)
{
  const AssayUnit *unit = test_unit (test);
  g_autofree char *min = assay_unit_format (unit, test->min);
  g_autofree char *max = assay_unit_format (unit, test->max);

  if (isnan (test->max))
    return g_strdup_printf (_ ("at least %s"), min);
  if (isnan (test->min))
    return g_strdup_printf (_ ("at most %s"), max);
  if (test->min == test->max)
    return g_steal_pointer (&min);

  return g_strdup_printf (_ ("between %s and %s"), min, max);
}

/* What the test reads, without the range. */
static char *
reads_words (const AssayTest *test, AssayStore *store)
{
  g_autofree char *metric = metric_words (test);
  g_autofree char *of = assay_selection_words (test->of, store);
  g_autofree char *to = assay_selection_words (test->to, store);

  switch (test->kind)
    {
    case ASSAY_TEST_RATIO:
      return g_strdup_printf (_ ("%s of %s over that of %s, each pair from one source"), metric, of, to);
    case ASSAY_TEST_CHANGE:
      return g_strdup_printf (_ ("%s of %s, last over first"), metric, of);
    case ASSAY_TEST_TREND:
      return g_strdup_printf (_ ("direction of %s of %s over time (1 always rising, -1 always falling)"), metric, of);
    case ASSAY_TEST_RANK:
      return g_strdup_printf (_ ("place of %s by %s among %s"), of, metric, to);
    case ASSAY_TEST_SPAN:
      return g_strdup_printf (_ ("time from %s to %s of %s"), ((AssayMetric *) test->metrics->pdata[0])->name,
                              ((AssayMetric *) test->metrics->pdata[1])->name, of);
    default:
      return g_strdup_printf (_ ("%s of %s"), metric, of);
    }
}

static char *
period_words (const AssayTest *test)
{
  if (test->since != NULL && test->until != NULL)
    return g_strdup_printf (_ (", %s to %s"), test->since, test->until);
  if (test->since != NULL)
    return g_strdup_printf (_ (", since %s"), test->since);
  if (test->until != NULL)
    return g_strdup_printf (_ (", until %s"), test->until);

  return g_strdup (test->every ? _ (", at every date") : "");
}

static void
append_test (GString *text, const AssayTest *test, AssayStore *store)
{
  static const char * const says[] = {
    [ASSAY_SAYS_AGREES] = N_ ("agrees"),
    [ASSAY_SAYS_DISAGREES] = N_ ("disagrees"),
    [ASSAY_SAYS_NEITHER] = N_ ("speaks for neither side"),
  };
  g_autofree char *reads = NULL, *range = NULL, *period = NULL;

  if (test->kind == ASSAY_TEST_CITED)
    {
      g_string_append_printf (text, _ ("“%s”, which as we read it %s"), test->figure->origin->title, _ (says[test->says]));
      return;
    }
  reads = reads_words (test, store);
  range = range_words (test);
  period = period_words (test);
  g_string_append_printf (text, _ ("%s%s: %s is expected"), reads, period, range);
}

static void
append_tests (GString *text, const AssayRule *rule, AssayStore *store)
{
  for (guint i = 0; i < rule->tests->len; i++)
    {
      if (rule->tests->len > 1)
        g_string_append_printf (text, "%s(%u) ", i > 0 ? "; " : "", i + 1);
      append_test (text, rule->tests->pdata[i], store);
    }
}

static char *
share_words (double share)
{
  if (share >= 1)
    return g_strdup (_ ("all"));
  if (share <= 0)
    return g_strdup (_ ("none"));

  return g_strdup_printf ("%.0f %%", 100 * share);
}

static void
append_shares (GString *text, const AssayRule *rule)
{
  g_autofree char *support = share_words (rule->support);
  g_autofree char *contradict = share_words (rule->contradict);

  g_string_append_printf (text, ngettext (" It takes at least %u that is clear: ", " It takes at least %u that are clear: ", rule->need), rule->need);
  /* Translators: how many, “all” or “80 %” */
  g_string_append_printf (text, rule->support < 1 ? _ ("supported if at least %s of them agree, ") : _ ("supported if %s of them agree, "), support);
  g_string_append_printf (text, rule->contradict > 0 ? _ ("contradicted if at most %s do, otherwise it depends.")
                                                     : _ ("contradicted if %s does, otherwise it depends."), contradict);
  if (rule->tolerance > 0)
    g_string_append_printf (text, _ (" What lies within %.0f %% of a limit counts for neither side."), 100 * rule->tolerance);
}

char *
assay_summary_rule (const AssayRule *rule, AssayStore *store)
{
  GString *text = g_string_new (NULL);

  if (rule->opinion != NULL)
    return g_string_free (g_string_append (text, _ ("A matter of judgement: no figure decides it, those shown are context.")), FALSE);
  if (rule->tests->len == 0)
    return g_string_free (g_string_append (text, _ ("No published figure decides it, so it stays open until it is measured or a source is found.")), FALSE);

  g_string_append (text, _ ("What is read: "));
  append_tests (text, rule, store);
  g_string_append (text, ".");
  append_shares (text, rule);

  return g_string_free (text, FALSE);
}
