#include "data/advice/evidence.h"

#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

#define DAY 86400.0

AssayReadingSide
assay_evidence_side (double low, double high, double min, double max, double tolerance)
{
  double slack_min = fabs (min) * tolerance, slack_max = fabs (max) * tolerance;
  gboolean over = isnan (min) || low >= min + slack_min;
  gboolean under = isnan (max) || high <= max - slack_max;

  if (over && under)
    return ASSAY_READING_AGREES;
  if (high < min - slack_min || low > max + slack_max)
    return ASSAY_READING_DISAGREES;

  return ASSAY_READING_NEITHER;
}

/* Drops each datum of @data (by date) that a later one of the same subject and dimensions replaces. */
static void
keep_latest (GPtrArray *data)
{
  for (guint i = 0; i < data->len;)
    {
      gboolean replaced = FALSE;

      for (guint j = i + 1; j < data->len && !replaced; j++)
        replaced = assay_evidence_shaped (data->pdata[i], data->pdata[j]);
      if (replaced)
        g_ptr_array_remove_index (data, i);
      else
        i++;
    }
}

GPtrArray *
assay_evidence_query (AssayStore *store, const AssayTest *test, AssayMetric *metric, gboolean latest)
{
  const AssayQuery query = {
    .metric = metric->id,
    .origin = test->origin,
    .since = test->since,
    .until = test->until,
    .dimensions = (const char * const *) test->dimensions,
  };
  GPtrArray *data = assay_store_query (store, &query);

  for (guint i = data->len; i > 0; i--)
    if (((AssayDatum *) data->pdata[i - 1])->origin->kind == ASSAY_ORIGIN_CLAIM)
      g_ptr_array_remove_index (data, i - 1);
  if (latest)
    keep_latest (data);

  return data;
}

gboolean
assay_evidence_number (const AssayDatum *datum, double *value, double *low, double *high)
{
  *value = isnan (datum->value) ? (datum->low + datum->high) / 2 : datum->value;
  *low = isnan (datum->low) ? *value : datum->low;
  *high = isnan (datum->high) ? *value : datum->high;
  if (datum->bound == ASSAY_BOUND_AT_LEAST)
    *high = INFINITY;
  if (datum->bound == ASSAY_BOUND_AT_MOST)
    *low = -INFINITY;

  return !isnan (*value);
}

gboolean
assay_evidence_same (const AssayDatum *a, const AssayDatum *b)
{
  return g_str_equal (a->subject->id, b->subject->id);
}

static gboolean
same_place (const AssayProvenance *a, const AssayProvenance *b)
{
  if (g_str_equal (a->id, b->id))
    return TRUE;

  return a->machine != NULL && a->publisher != NULL
         && g_strcmp0 (a->machine, b->machine) == 0 && g_strcmp0 (a->publisher, b->publisher) == 0;
}

/* Whether each dimension of @a that may not vary has the same value in @b. */
static gboolean
covers (const AssayDatum *a, const AssayDatum *b, char **vary)
{
  for (guint i = 0; a->dimensions != NULL && a->dimensions[i] != NULL; i += 2)
    {
      const char *name = a->dimensions[i];

      if (vary != NULL && g_strv_contains ((const char * const *) vary, name))
        continue;
      if (g_strcmp0 (a->dimensions[i + 1], assay_datum_dimension (b, name)) != 0)
        return FALSE;
    }

  return TRUE;
}

gboolean
assay_evidence_alike (const AssayTest *test, const AssayDatum *a, const AssayDatum *b)
{
  return same_place (a->origin, b->origin) && covers (a, b, test->vary) && covers (b, a, test->vary);
}

gboolean
assay_evidence_shaped (const AssayDatum *a, const AssayDatum *b)
{
  return assay_evidence_same (a, b) && covers (a, b, NULL) && covers (b, a, NULL);
}

gboolean
assay_evidence_near (const AssayDatum *a, const AssayDatum *b, guint days)
{
  if (isnan (a->day) || isnan (b->day))
    return isnan (a->day) && isnan (b->day);

  return fabs (a->day - b->day) <= days;
}

char *
assay_evidence_where (const AssayDatum *datum, char **vary)
{
  GString *where = g_string_new (NULL);

  for (guint i = 0; datum->dimensions != NULL && datum->dimensions[i] != NULL; i += 2)
    if (vary == NULL || !g_strv_contains ((const char * const *) vary, datum->dimensions[i]))
      g_string_append_printf (where, ", %s %s", datum->dimensions[i], datum->dimensions[i + 1]);
  if (datum->date != NULL)
    g_string_append_printf (where, ", %s", datum->date);

  return g_string_free (where, FALSE);
}

char *
assay_evidence_round (const AssayUnit *unit, double value)
{
  int digits = unit->quantity == ASSAY_QUANTITY_RATIO ? 2 : 3;
  double step;

  if (unit->quantity == ASSAY_QUANTITY_RANK)
    return g_strdup_printf (_ ("place %.0f"), value);
  if (value == 0 || !isfinite (value))
    return assay_unit_format (unit, value);
  step = pow (10, floor (log10 (fabs (value))) + 1 - digits);

  return assay_unit_format (unit, round (value / step) * step);
}

char *
assay_evidence_about (const AssayDatum *datum, char **vary)
{
  g_autofree char *where = assay_evidence_where (datum, vary);

  return g_strdup_printf (", %s%s", datum->metric->name, where);
}

/* "36× (Fastify ÷ Django)", "53 ms (Python, 20 waits of 50 ms)" */
static void
set_brief (AssayReading *self, const AssayTest *test, const char *shown, const char *topic)
{
  if (test->as != NULL)
    topic = test->as;
  g_free (self->brief);
  self->brief = g_strdup_printf ("%s (%s%s%s)", shown, self->names, topic != NULL ? ", " : "", topic != NULL ? topic : "");
}

AssayReading *
assay_reading_new (const AssayTest *test, AssayDatum *datum, AssayDatum *against, char *names, char *about, char *shown)
{
  AssayReading *self = g_new0 (AssayReading, 1);

  self->names = names;
  self->label = g_strconcat (names, about, test->as != NULL ? ", " : NULL, test->as, NULL);
  self->text = g_strdup_printf ("%s · %s", shown, self->label);
  set_brief (self, test, shown, NULL);
  self->value = self->low = self->high = NAN;
  self->expect_min = test->min;
  self->expect_max = test->max;
  self->side = ASSAY_READING_NEITHER;
  self->datum = assay_datum_ref (datum);
  self->against = against != NULL ? assay_datum_ref (against) : NULL;
  g_free (about);
  g_free (shown);

  return self;
}

void
assay_reading_set (AssayReading *self, const AssayTest *test, double value, double low, double high,
                   const AssayUnit *unit, double tolerance)
{
  self->value = value;
  self->low = low;
  self->high = high;
  self->unit = unit;
  self->side = assay_evidence_side (low, high, test->min, test->max, tolerance);
  /* Places are whole, and of nothing there is no ratio: those stay as they were put into words. */
  if (unit != NULL && unit->quantity != ASSAY_QUANTITY_RANK && (value != 0 || self->against == NULL))
    {
      g_autofree char *shown = assay_evidence_round (unit, value);

      set_brief (self, test, shown, NULL);
    }
}

void
assay_reading_free (AssayReading *self)
{
  g_free (self->names);
  g_free (self->label);
  g_free (self->text);
  g_free (self->brief);
  assay_datum_unref (self->datum);
  g_clear_pointer (&self->against, assay_datum_unref);
  g_free (self);
}

/* A value, unlike a ratio, says little without its metric: its name as far as the source in brackets. */
static void
set_value_brief (AssayReading *self, const AssayTest *test)
{
  const char *name = self->datum->metric->name;
  const char *end = strstr (name, " (");
  g_autofree char *topic = end != NULL ? g_strndup (name, (gsize) (end - name)) : g_strdup (name);
  g_autofree char *shown = self->datum->bound == ASSAY_BOUND_EXACT && !isnan (self->datum->value)
                             ? assay_evidence_round (self->unit, self->value) : assay_datum_format (self->datum);

  set_brief (self, test, shown, topic);
}

static void
gather_value (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *readings)
{
  for (guint m = 0; m < test->metrics->len; m++)
    {
      AssayMetric *metric = test->metrics->pdata[m];
      g_autoptr (GPtrArray) data = assay_evidence_query (store, test, metric, !test->every);

      for (guint i = 0; i < data->len; i++)
        {
          AssayDatum *datum = data->pdata[i];
          AssayReading *reading;
          double value, low, high;

          if (!assay_selection_has (test->of, store, datum->subject)
              || !assay_evidence_number (datum, &value, &low, &high))
            continue;
          reading = assay_reading_new (test, datum, NULL, g_strdup (datum->subject->name), assay_evidence_about (datum, NULL),
                                       assay_datum_format (datum));
          assay_reading_set (reading, test, value, low, high, metric->unit, tolerance);
          set_value_brief (reading, test);
          g_ptr_array_add (readings, reading);
        }
    }
}

/* The first datum of the test's second metric for the same subject as @start; NULL if none. Transfer full. */
static AssayDatum *
find_end (AssayStore *store, const AssayTest *test, const AssayDatum *start)
{
  const AssayQuery query = { .metric = ((AssayMetric *) test->metrics->pdata[1])->id, .subject = start->subject->id };
  g_autoptr (GPtrArray) data = assay_store_query (store, &query);

  for (guint i = 0; i < data->len; i++)
    if (!isnan (((AssayDatum *) data->pdata[i])->value))
      return assay_datum_ref (data->pdata[i]);

  return NULL;
}

static void
gather_span (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *readings)
{
  AssayMetric *from = test->metrics->pdata[0], *to = test->metrics->pdata[1];
  g_autoptr (GPtrArray) data = assay_evidence_query (store, test, from, TRUE);

  for (guint i = 0; i < data->len; i++)
    {
      AssayDatum *start = data->pdata[i];
      g_autoptr (AssayDatum) end = NULL;
      AssayReading *reading;
      double span;

      if (!assay_selection_has (test->of, store, start->subject) || isnan (start->value))
        continue;
      end = find_end (store, test, start);
      if (end == NULL)
        continue;
      span = (end->value - start->value) * DAY / test->unit->factor;
      reading = assay_reading_new (test, end, start, g_strdup (start->subject->name),
                                   g_strdup_printf (_ (", %s to %s"), from->name, to->name),
                                   assay_unit_format (test->unit, span));
      assay_reading_set (reading, test, span, span, span, test->unit, tolerance);
      g_ptr_array_add (readings, reading);
    }
}

/* What it says, without the source and the full stop. */
static void
set_citation_brief (AssayReading *self, const char *why)
{
  g_free (self->brief);
  self->brief = g_strndup (why, strlen (why) - (g_str_has_suffix (why, ".") ? 1 : 0));
}

static void
gather_cited (AssayStore *store G_GNUC_UNUSED, const AssayTest *test, double tolerance G_GNUC_UNUSED, GPtrArray *readings)
{
  static const AssayReadingSide sides[] = {
    [ASSAY_SAYS_AGREES] = ASSAY_READING_AGREES,
    [ASSAY_SAYS_DISAGREES] = ASSAY_READING_DISAGREES,
    [ASSAY_SAYS_NEITHER] = ASSAY_READING_NEITHER,
  };
  AssayDatum *figure = test->figure;
  AssayReading *reading;

  if (assay_datum_is_gated (figure))
    return;
  reading = assay_reading_new (test, figure, NULL, g_strdup (figure->origin->title),
                               figure->date != NULL ? g_strconcat (", ", figure->date, NULL) : g_strdup (""), g_strdup (test->why));
  set_citation_brief (reading, test->why);
  reading->value = figure->value;
  reading->low = figure->low;
  reading->high = figure->high;
  reading->unit = figure->metric->unit;
  reading->side = sides[test->says];
  g_ptr_array_add (readings, reading);
}

GPtrArray *
assay_evidence_gather (AssayStore *store, const AssayTest *test, double tolerance)
{
  static void (* const gather[]) (AssayStore *, const AssayTest *, double, GPtrArray *) = {
    [ASSAY_TEST_VALUE] = gather_value,
    [ASSAY_TEST_RATIO] = assay_evidence_ratio,
    [ASSAY_TEST_CHANGE] = assay_evidence_change,
    [ASSAY_TEST_TREND] = assay_evidence_trend,
    [ASSAY_TEST_RANK] = assay_evidence_rank,
    [ASSAY_TEST_SPAN] = gather_span,
    [ASSAY_TEST_CITED] = gather_cited,
  };
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_reading_free);

  gather[test->kind] (store, test, tolerance, readings);

  return readings;
}
