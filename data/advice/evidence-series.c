/* Readings of a series over its dates: change and trend. */
#include "data/advice/evidence.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

static gboolean
belongs (const AssayTest *test, const AssayDatum *first, const AssayDatum *datum)
{
  return assay_evidence_same (first, datum) && (test->across || assay_evidence_alike (test, first, datum));
}

/* The dated numbers of the test, as one array of AssayDatum a series, in the order of their dates. Transfer full. */
static GPtrArray *
gather_series (AssayStore *store, const AssayTest *test, AssayMetric *metric)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) data = assay_evidence_query (store, test, metric, FALSE);

  for (guint i = 0; i < data->len; i++)
    {
      AssayDatum *datum = data->pdata[i];
      GPtrArray *series = NULL;

      if (isnan (datum->value) || isnan (datum->day) || !assay_selection_has (test->of, store, datum->subject))
        continue;
      for (guint s = 0; s < all->len && series == NULL; s++)
        if (belongs (test, ((GPtrArray *) all->pdata[s])->pdata[0], datum))
          series = all->pdata[s];
      if (series == NULL)
        {
          series = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_datum_unref);
          g_ptr_array_add (all, series);
        }
      g_ptr_array_add (series, assay_datum_ref (datum));
    }

  return all;
}

static char *
period_about (const AssayDatum *first, const AssayDatum *last)
{
  return g_strdup_printf (_ (", %s, %s to %s"), last->metric->name, first->date, last->date);
}

static void
add_change (const AssayTest *test, double tolerance, GPtrArray *series, GPtrArray *readings)
{
  AssayDatum *first = series->pdata[0], *last = series->pdata[series->len - 1];
  const AssayUnit *unit = assay_unit_find ("ratio");
  AssayReading *reading;
  double fv, fl, fh, lv, ll, lh;

  if (last->day <= first->day || first->value <= 0)
    return;
  assay_evidence_number (first, &fv, &fl, &fh);
  assay_evidence_number (last, &lv, &ll, &lh);
  reading = assay_reading_new (test, last, first, g_strdup (last->subject->name), period_about (first, last),
                               assay_unit_format (unit, lv / fv));
  assay_reading_set (reading, test, lv / fv, ll / fh, fl > 0 ? lh / fl : INFINITY, unit, tolerance);
  g_ptr_array_add (readings, reading);
}

/* Kendall's tau-a of values over dates: (rising - falling pairs) / pairs of different dates; 0 if there are none. */
static double
kendall (GPtrArray *series)
{
  int rising = 0, pairs = 0;

  for (guint i = 0; i < series->len; i++)
    for (guint j = i + 1; j < series->len; j++)
      {
        const AssayDatum *a = series->pdata[i], *b = series->pdata[j];

        if (b->day <= a->day)
          continue;
        pairs++;
        rising += (b->value > a->value) - (b->value < a->value);
      }

  return pairs > 0 ? (double) rising / pairs : 0;
}

static const char *
trend_words (double tau)
{
  if (tau == 0)
    return _ ("no direction");
  if (tau > 0)
    return tau >= 1 ? _ ("rising throughout") : _ ("mostly rising");

  return tau <= -1 ? _ ("falling throughout") : _ ("mostly falling");
}

static void
add_trend (const AssayTest *test, double tolerance G_GNUC_UNUSED, GPtrArray *series, GPtrArray *readings)
{
  AssayDatum *first = series->pdata[0], *last = series->pdata[series->len - 1];
  double tau = kendall (series);
  AssayReading *reading;

  if (series->len < 3)
    return;
  reading = assay_reading_new (test, last, first, g_strdup (last->subject->name), period_about (first, last),
                               g_strdup (trend_words (tau)));
  assay_reading_set (reading, test, tau, tau, tau, NULL, 0);
  g_ptr_array_add (readings, reading);
}

static void
each_series (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *readings,
             void (*add) (const AssayTest *, double, GPtrArray *, GPtrArray *))
{
  for (guint m = 0; m < test->metrics->len; m++)
    {
      g_autoptr (GPtrArray) all = gather_series (store, test, test->metrics->pdata[m]);

      for (guint s = 0; s < all->len; s++)
        add (test, tolerance, all->pdata[s], readings);
    }
}

void
assay_evidence_change (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *readings)
{
  each_series (store, test, tolerance, readings, add_change);
}

void
assay_evidence_trend (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *readings)
{
  each_series (store, test, tolerance, readings, add_trend);
}
