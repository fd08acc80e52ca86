/* Readings that set data of one source against each other: ratios and ranks. */
#include "data/advice/evidence.h"

#include <math.h>

#include "data/measure/statistics.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

static gboolean
same_question (const AssayReading *a, const AssayReading *b)
{
  if (!assay_evidence_shaped (a->datum, b->datum))
    return FALSE;
  if (a->against != NULL && b->against != NULL && !assay_evidence_shaped (a->against, b->against))
    return FALSE;

  return g_str_equal (a->datum->metric->id, b->datum->metric->id);
}

/* Adds @reading, in place of an older one of the same subjects unless the test takes every date. Data come by date. */
static void
add_latest (GPtrArray *readings, guint first, AssayReading *reading, gboolean every)
{
  for (guint i = first; !every && i < readings->len; i++)
    if (same_question (readings->pdata[i], reading))
      {
        assay_reading_free (readings->pdata[i]);
        readings->pdata[i] = reading;
        return;
      }
  g_ptr_array_add (readings, reading);
}

/* "Fastify ÷ FastAPI"; of one subject by what differs: "Granian, workers 4 ÷ 1". */
static char *
pair_names (const AssayTest *test, const AssayDatum *a, const AssayDatum *b)
{
  GString *names = g_string_new (a->subject->name);

  if (test->against == NULL || !assay_evidence_same (a, b))
    {
      g_string_append_printf (names, " ÷ %s", b->subject->name);
      return g_string_free (names, FALSE);
    }
  for (char **dimension = test->against; *dimension != NULL; dimension += 2)
    g_string_append_printf (names, ", %s %s ÷ %s", dimension[0], assay_datum_dimension (a, dimension[0]), dimension[1]);

  return g_string_free (names, FALSE);
}

/* Two sides of one run have samples: then the interval is that of their ratio (Welch's on logs), and not the two sides' laid together, which is wider.
 * FALSE where that can't be had. */
static gboolean
measured_ratio (const AssayDatum *a, const AssayDatum *b, double *low, double *high)
{
  AssayInterval ratio;

  if (a->origin->kind != ASSAY_ORIGIN_MEASURED || !g_str_equal (a->origin->id, b->origin->id))
    return FALSE;
  ratio = assay_interval_of_ratio (a->samples, NULL, a->n_samples, b->samples, NULL, b->n_samples, ASSAY_LEVEL);
  *low = ratio.low;
  *high = ratio.high;

  return isfinite (ratio.low) && isfinite (ratio.high);
}

/* "0.53×"; of a first value that is nothing no number of times says anything: "0 to 1". */
static char *
show_ratio (const AssayDatum *a, double av, double bv)
{
  const AssayUnit *unit = a->metric->unit;
  g_autofree char *first = NULL, *second = NULL;

  if (av != 0)
    return assay_unit_format (assay_unit_find ("ratio"), av / bv);
  first = assay_unit_format (unit, av);
  second = assay_unit_format (unit, bv);

  return g_strdup_printf (_ ("%s to %s"), first, second);
}

static AssayReading *
pair_new (const AssayTest *test, AssayDatum *a, AssayDatum *b, double tolerance)
{
  const AssayUnit *unit = assay_unit_find ("ratio");
  AssayReading *reading;
  double av, al, ah, bv, bl, bh, low, high;

  if (!assay_evidence_number (a, &av, &al, &ah) || !assay_evidence_number (b, &bv, &bl, &bh) || bv <= 0)
    return NULL;
  if (!measured_ratio (a, b, &low, &high))
    {
      low = al / bh;
      high = bl > 0 ? ah / bl : INFINITY;
    }
  reading = assay_reading_new (test, a, b, pair_names (test, a, b), assay_evidence_about (a, test->vary), show_ratio (a, av, bv));
  assay_reading_set (reading, test, av / bv, low, high, unit, tolerance);

  return reading;
}

static gboolean
can_pair (AssayStore *store, const AssayTest *test, const AssayDatum *a, const AssayDatum *b)
{
  if (test->against == NULL && assay_evidence_same (a, b))
    return FALSE;
  /* Four workers by one: who can be set against itself is set against nobody else. */
  if (test->against != NULL && !assay_evidence_same (a, b) && assay_selection_has (test->to, store, a->subject))
    return FALSE;

  return a != b && assay_evidence_alike (test, a, b) && assay_evidence_near (a, b, test->apart);
}

static gboolean
is_second (AssayStore *store, const AssayTest *test, const AssayDatum *datum)
{
  for (char **dimension = test->against; dimension != NULL && *dimension != NULL; dimension += 2)
    if (g_strcmp0 (assay_datum_dimension (datum, dimension[0]), dimension[1]) != 0)
      return FALSE;

  return assay_selection_has (test->to, store, datum->subject);
}

/* The readings of each of @ones over each of @others. */
static void
pair_all (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *ones, GPtrArray *others, GPtrArray *readings)
{
  guint first = readings->len;

  for (guint i = 0; i < ones->len; i++)
    {
      AssayDatum *a = ones->pdata[i];

      if (!assay_selection_has (test->of, store, a->subject))
        continue;
      for (guint j = 0; j < others->len; j++)
        {
          AssayDatum *b = others->pdata[j];
          AssayReading *reading = NULL;

          if (can_pair (store, test, a, b) && is_second (store, test, b))
            reading = pair_new (test, a, b, tolerance);
          if (reading != NULL)
            add_latest (readings, first, reading, test->every);
        }
    }
}

void
assay_evidence_ratio (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *readings)
{
  for (guint m = 0; m < test->metrics->len; m++)
    {
      AssayTest second = *test;
      g_autoptr (GPtrArray) ones = assay_evidence_query (store, test, test->metrics->pdata[m], FALSE);
      g_autoptr (GPtrArray) others = NULL;

      if (test->against != NULL)
        second.dimensions = NULL;
      others = assay_evidence_query (store, &second, test->metrics->pdata[m], FALSE);
      pair_all (store, test, tolerance, ones, others, readings);
    }
}

/* How many stand beside @datum, and how many of them are better. */
static guint
count_rivals (AssayStore *store, const AssayTest *test, GPtrArray *data, const AssayDatum *datum, guint *better)
{
  gboolean lower = datum->metric->better == ASSAY_BETTER_LOWER;
  guint rivals = 0;

  *better = 0;
  for (guint i = 0; i < data->len; i++)
    {
      const AssayDatum *rival = data->pdata[i];

      if (!can_pair (store, test, datum, rival) || isnan (rival->value) || !assay_selection_has (test->to, store, rival->subject))
        continue;
      rivals++;
      if (lower ? rival->value < datum->value : rival->value > datum->value)
        (*better)++;
    }

  return rivals;
}

static void
rank_all (AssayStore *store, const AssayTest *test, GPtrArray *data, GPtrArray *readings)
{
  guint first = readings->len;

  for (guint i = 0; i < data->len; i++)
    {
      AssayDatum *datum = data->pdata[i];
      AssayReading *reading;
      guint rivals, better;

      if (!assay_selection_has (test->of, store, datum->subject) || isnan (datum->value))
        continue;
      rivals = count_rivals (store, test, data, datum, &better);
      if (rivals == 0)
        continue;
      reading = assay_reading_new (test, datum, NULL, g_strdup (datum->subject->name), assay_evidence_about (datum, test->vary),
                                   g_strdup_printf (_ ("place %u of %u"), better + 1, rivals + 1));
      /* Places are whole: a tolerance would only blur them. */
      assay_reading_set (reading, test, better + 1, better + 1, better + 1, assay_unit_find ("rank"), 0);
      add_latest (readings, first, reading, test->every);
    }
}

void
assay_evidence_rank (AssayStore *store, const AssayTest *test, double tolerance G_GNUC_UNUSED, GPtrArray *readings)
{
  for (guint m = 0; m < test->metrics->len; m++)
    {
      g_autoptr (GPtrArray) data = assay_evidence_query (store, test, test->metrics->pdata[m], FALSE);

      rank_all (store, test, data, readings);
    }
}
