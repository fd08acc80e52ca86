/* A run in one sentence, from its primary metric. */
#include "data/measure/run.h"

#include <math.h>
#include <string.h>

#include "data/model/language.h"
#include "data/model/units.h"

/* What is stored is English in any language. */
static _Thread_local gboolean neutral;

#undef _
#define _(text) (neutral ? (text) : g_dgettext (GETTEXT_PACKAGE, text))

/* How two values of a measure are set against each other. @more: the sentence begins with the one of the greater value. */
typedef struct
{
  const char *measure;
  const char *words;   /* between the two names */
} Wording;

static const Wording wordings[] = {
  { "cpu-per-request", N_ ("uses {times} times as much CPU time a request as") },
  { "latency-p50", N_ ("takes {times} times as long to answer half of its requests as") },
  /* xgettext:no-c-format */
  { "latency-p99", N_ ("takes {times} times as long to answer 99 % of its requests as") },
  /* xgettext:no-c-format */
  { "blind-p99", N_ ("takes {times} times as long to answer 99 % of its requests as") },
  { "memory-ready", N_ ("takes {times} times as much memory as") },
  { "memory-peak", N_ ("takes {times} times as much memory as") },
  { "memory-per-connection", N_ ("takes {times} times as much memory a connection as") },
  { "start-up", N_ ("takes {times} times as long to start as") },
  { "energy-per-request", N_ ("uses {times} times as much energy a request as") },
  { "iteration-time", N_ ("takes {times} times as long as") },
  { "first-iteration-time", N_ ("takes {times} times as long the first time as") },
  { "wall-time", N_ ("takes {times} times as long as") },
  { "iteration-cpu", N_ ("uses {times} times as much CPU time as") },
  { "cpu-time", N_ ("uses {times} times as much CPU time as") },
};

static char *
replace_times (const char *words, const char *times)
{
  GString *text = g_string_new (words);

  g_string_replace (text, "{times}", times, 1);

  return g_string_free (text, FALSE);
}

/* "2.1", or "1.08" where that would read 1.1. No locale: the sentence is stored. */
static char *
format_ratio (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  const char *format = value >= 9.95 ? "%.0f" : value >= 1.395 ? "%.1f" : "%.2f";

  return g_strdup (g_ascii_formatd (text, sizeof text, format, value));
}

/* What nobody put into words, by its unit: "takes 2.1 times as long", "has 1.4 times as many tokens". */
static char *
describe_by_unit (const AssayUnit *unit, const char *times)
{
  switch (unit->quantity)
    {
    case ASSAY_QUANTITY_TIME:
      return g_strdup_printf (_ ("takes %s times as long as"), times);
    case ASSAY_QUANTITY_BYTES:
      return g_strdup_printf (_ ("takes %s times as much memory as"), times);
    case ASSAY_QUANTITY_COUNT:
      if (unit->name[0] != '\0')
        return g_strdup_printf (_ ("has %s times as many %s as"), times, neutral ? unit->name : assay_unit_name (unit));
      break;
    default:
      break;
    }

  return g_strdup_printf (_ ("reaches %s times the value of"), times);
}

/* "answers 2.1 times as many requests" of the greater over the lesser. */
static char *
describe_lead (const AssayRunMetric *metric, double ratio)
{
  g_autofree char *times = format_ratio (ratio);

  for (guint i = 0; i < G_N_ELEMENTS (wordings); i++)
    if (strcmp (wordings[i].measure, metric->measure) == 0)
      return replace_times (_ (wordings[i].words), times);

  if (metric->metric->unit->quantity == ASSAY_QUANTITY_RATE && strcmp (metric->measure, "throughput") == 0)
    {
      g_auto (GStrv) words = g_strsplit (metric->metric->unit->name, " ", 2);

      if (strcmp (words[0], "requests") == 0)
        return g_strdup_printf (_ ("answers %s times as many requests as"), times);

      return g_strdup_printf (_ ("handles %s times as many %s as"), times, _ (words[0]));
    }

  return describe_by_unit (metric->metric->unit, times);
}

/* @lead over @other, in which the first has the greater value; no interval where both its ends read the same. */
static char *
describe_ratio (const AssayRunMetric *metric, const char *lead, const char *other, const AssayInterval *ratio)
{
  g_autofree char *verb = describe_lead (metric, ratio->estimate);
  g_autofree char *low = format_ratio (ratio->low);
  g_autofree char *high = format_ratio (ratio->high);

  if (strcmp (low, high) == 0)
    return g_strdup_printf ("%s %s %s", lead, verb, other);

  return g_strdup_printf (_ ("%s %s %s (%s to %s)"), lead, verb, other, low, high);
}

static gboolean
is_higher_better (const AssayRunMetric *metric)
{
  return metric->metric->better != ASSAY_BETTER_LOWER;
}

/* Better first; equal ones by their place among the cells, so that the order is always the same. */
static int
compare_points (gconstpointer a, gconstpointer b)
{
  const AssayRunPoint *first = *(const AssayRunPoint * const *) a, *second = *(const AssayRunPoint * const *) b;
  double difference = first->interval.estimate - second->interval.estimate;

  if (is_higher_better (first->metric))
    difference = -difference;

  return difference < 0 ? -1 : difference > 0 ? 1 : strcmp (first->cell->technology, second->cell->technology);
}

static AssayInterval
ratio_of (const AssayRunPoint *a, const AssayRunPoint *b, double level)
{
  return assay_interval_of_ratio (a->means, a->rounds, a->interval.n, b->means, b->rounds, b->interval.n, level);
}

/* Who is picked as the best and the worst of @n differs by chance already: the level at which all @n_pairs intervals that could have been picked hold
 * together (Bonferroni). */
static double
joint_level (guint n_pairs)
{
  return 1 - (1 - ASSAY_LEVEL) / MAX (1, n_pairs);
}

/* "±4 %": by how much the two may differ at the most. */
static char *
describe_even (const AssayInterval *ratio, const char *first, const char *second)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double most = MAX (ratio->high - 1, 1 - ratio->low);

  g_ascii_formatd (text, sizeof text, most < 0.01 ? "%.1f" : "%.0f", 100 * most);

  return g_strdup_printf (_ ("No difference between %s and %s within ±%s %%"), first, second, text);
}

static char *
describe_values (const AssayRunPoint *best, const AssayRunPoint *worst)
{
  g_autofree char *first = assay_unit_format (best->metric->metric->unit, best->interval.estimate);
  g_autofree char *second = assay_unit_format (best->metric->metric->unit, worst->interval.estimate);

  return g_strdup_printf ("%s: %s %s, %s %s", best->metric->metric->name, best->cell->name, first, worst->cell->name, second);
}

/* Which of @n_pairs pairs this is was chosen by their values: whether they differ is said of all together, by how much of this one. */
static char *
compare_two (const AssayRunPoint *best, const AssayRunPoint *worst, const char *best_name, guint n_pairs)
{
  gboolean higher = is_higher_better (best->metric);
  const AssayRunPoint *more = higher ? best : worst, *less = higher ? worst : best;
  AssayInterval ratio = ratio_of (more, less, ASSAY_LEVEL), joint = ratio_of (more, less, joint_level (n_pairs));

  if (!isfinite (ratio.low) || !isfinite (ratio.high))
    return describe_values (best, worst);
  if (assay_interval_is_even (&joint))
    return describe_even (&joint, best->cell->name, worst->cell->name);

  return higher ? describe_ratio (best->metric, best_name, worst->cell->name, &ratio)
                : describe_ratio (best->metric, worst->cell->name, best->cell->name, &ratio);
}

static char *
compare_many (GPtrArray *points)
{
  const AssayRunPoint *best = points->pdata[0], *next = points->pdata[1], *worst = points->pdata[points->len - 1];
  guint n_pairs = points->len * (points->len - 1) / 2;
  AssayInterval ahead = ratio_of (best, next, joint_level (n_pairs)), whole = ratio_of (best, worst, joint_level (n_pairs));
  g_autofree char *lead = compare_two (best, worst, is_higher_better (best->metric) ? "it" : best->cell->name, n_pairs);

  if (!isfinite (whole.low) || !isfinite (whole.high))
    return g_steal_pointer (&lead);
  if (assay_interval_is_even (&whole))
    return g_strdup_printf (_ ("Of %u, none is clearly ahead: %c%s"), points->len, g_ascii_tolower (*lead), lead + 1);

  return g_strdup_printf (_ ("The best of %u is %s%s%s: %s"), points->len, best->cell->name,
                          assay_interval_is_even (&ahead) ? _ (", not clearly before ") : "",
                          assay_interval_is_even (&ahead) ? next->cell->name : "", lead);
}

static char *
describe_one (const AssayRunPoint *point)
{
  g_autofree char *value = assay_unit_format (point->metric->metric->unit, point->interval.estimate);
  g_autofree char *range = NULL;

  if (!isfinite (point->interval.low))
    return g_strdup_printf ("%s: %s", point->cell->name, value);
  range = assay_unit_format_range (point->metric->metric->unit, point->interval.low, point->interval.high);

  return g_strdup_printf ("%s: %s (%s)", point->cell->name, value, range);
}

/* Those points of the primary metric that passed, of the last cell's dimensions: the most workers, say. */
static GPtrArray *
choose_points (const AssayRun *self, GPtrArray *points)
{
  const AssayRunMetric *primary = assay_run_primary (self);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = points->len; i > 0; i--)
    {
      AssayRunPoint *point = points->pdata[i - 1];

      if (point->metric == primary && point->gate == NULL &&
          (chosen->len == 0 || assay_run_cell_shares_dimensions (((AssayRunPoint *) chosen->pdata[0])->cell, point->cell)))
        g_ptr_array_add (chosen, point);
    }
  g_ptr_array_sort (chosen, compare_points);

  return chosen;
}

/* "workers 2: ", or nothing. */
static char *
describe_dimensions (const AssayRunCell *cell)
{
  GString *text = g_string_new (NULL);

  for (char **pair = cell->dimensions; pair != NULL && *pair != NULL; pair += 2)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", pair[0], pair[1]);
  if (text->len > 0)
    g_string_append (text, ": ");

  return g_string_free (text, FALSE);
}

char *
assay_run_finding (const AssayRun *self)
{
  g_autoptr (GPtrArray) points = assay_run_points (self);
  g_autoptr (GPtrArray) chosen = choose_points (self, points);
  g_autofree char *where = NULL;
  g_autofree char *what = NULL;

  if (chosen->len == 0)
    return g_strdup (_ ("Nothing has passed the checks with enough starts"));

  where = describe_dimensions (((AssayRunPoint *) chosen->pdata[0])->cell);
  if (chosen->len == 1)
    what = describe_one (chosen->pdata[0]);
  else if (chosen->len == 2)
    what = compare_two (chosen->pdata[0], chosen->pdata[1], ((AssayRunPoint *) chosen->pdata[0])->cell->name, 1);
  else
    what = compare_many (chosen);

  return g_strconcat (where, what, NULL);
}

char *
assay_run_finding_neutral (const AssayRun *self)
{
  char *finding;

  neutral = TRUE;
  finding = assay_run_finding (self);
  neutral = FALSE;

  return finding;
}
