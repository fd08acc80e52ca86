/* From a chart's queries to its points. */
#include "data/model/chart-points.h"

#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

static void
point_clear (gpointer data)
{
  AssayPoint *point = data;

  g_free (point->key);
  g_free (point->label);
  assay_datum_unref (point->datum);
}

gboolean
assay_chart_is_continuous (const AssayChart *self)
{
  if (self->kind == ASSAY_FIGURE_BUMP)
    return TRUE;

  return self->kind == ASSAY_FIGURE_LINES && self->x.scale != ASSAY_SCALE_CATEGORY;
}

static gboolean
is_distribution (const AssayChart *self)
{
  return self->kind == ASSAY_FIGURE_HISTOGRAM || self->kind == ASSAY_FIGURE_ECDF || self->kind == ASSAY_FIGURE_PERCENTILES;
}

/* The id or value that puts @datum into a category; NULL if it has none. */
static const char *
datum_key (const AssayChart *self, const AssayDatum *datum)
{
  switch (self->by)
    {
    case ASSAY_BY_METRIC:
      return datum->metric->id;
    case ASSAY_BY_DATE:
      return datum->date;
    case ASSAY_BY_DIMENSION:
      return assay_datum_dimension (datum, self->dimension);
    case ASSAY_BY_SUBJECT:
    case ASSAY_BY_ROW:
    default:
      return datum->subject->id;
    }
}

static char *
datum_label (const AssayChart *self, const AssayDatum *datum, const char *key)
{
  const char *label = g_hash_table_lookup (self->labels, key);

  if (label != NULL)
    return g_strdup (label);
  if (self->by == ASSAY_BY_SUBJECT)
    return g_strdup (datum->subject->name);
  if (self->by == ASSAY_BY_METRIC)
    return g_strdup (datum->metric->name);

  return g_strdup (key);
}

/* A dimension's value as a number; NAN if it is none. */
static double
dimension_number (const AssayDatum *datum, const char *name)
{
  const char *text = assay_datum_dimension (datum, name);
  char *end = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &end) : NAN;

  return text != NULL && end != text && *end == '\0' ? value : NAN;
}

static void
point_set_values (AssayPoint *point, const AssayDatum *datum)
{
  point->low = datum->low;
  point->high = datum->high;
  point->y = datum->value;
  if (isnan (point->y))
    point->y = (datum->low + datum->high) / 2;
}

/* The place of @datum on x: FALSE if it has none, and so no place in the chart. */
static gboolean
point_set_place (const AssayChart *self, AssayPoint *point, const AssayDatum *datum)
{
  point->x = NAN;
  if (assay_chart_is_continuous (self))
    {
      point->x = self->by == ASSAY_BY_DIMENSION ? dimension_number (datum, self->dimension) : datum->day;

      return isfinite (point->x);
    }
  if (is_distribution (self))
    return TRUE;

  point->key = g_strdup (datum_key (self, datum));
  if (point->key == NULL)
    return FALSE;
  point->label = datum_label (self, datum, point->key);

  return TRUE;
}

/* In a category a series has one point: a newer datum takes the place of an older one. */
static void
points_add (GArray *points, AssayPoint *point)
{
  for (guint i = 0; point->key != NULL && i < points->len; i++)
    {
      AssayPoint *other = &g_array_index (points, AssayPoint, i);

      if (other->series == point->series && g_strcmp0 (other->key, point->key) == 0)
        {
          point_clear (other);
          *other = *point;
          return;
        }
    }

  g_array_append_val (points, *point);
}

/* Every raw sample is a point of a distribution; a datum without samples is one. */
static void
add_samples (GArray *points, const AssayPoint *model, AssayDatum *datum)
{
  for (guint i = 0; i < MAX (datum->n_samples, 1); i++)
    {
      AssayPoint point = *model;

      point.datum = assay_datum_ref (datum);
      if (datum->n_samples > 0)
        point.y = datum->samples[i];
      g_array_append_val (points, point);
    }
}

static void
add_datum (const AssayChart *self, GArray *points, guint series, AssayDatum *datum)
{
  AssayPoint point = { .series = series };

  point_set_values (&point, datum);
  if ((isnan (point.y) && datum->n_samples == 0) || !point_set_place (self, &point, datum))
    {
      g_free (point.key);
      return;
    }

  if (is_distribution (self))
    {
      add_samples (points, &point, datum);
      return;
    }

  point.datum = assay_datum_ref (datum);
  points_add (points, &point);
}

static gboolean
lacks_dimensions (const AssayDatum *datum, char **names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (assay_datum_dimension (datum, names[i]) != NULL)
      return FALSE;

  return TRUE;
}

/* Whether it is of a machine that nobody asks for. */
static gboolean
is_elsewhere (const AssayChartQuery *self, const AssayDatum *datum)
{
  for (char **pair = self->dimensions; pair != NULL && *pair != NULL; pair += 2)
    if (strcmp (*pair, ASSAY_DIMENSION_MACHINE) == 0)
      return FALSE;

  return assay_datum_dimension (datum, ASSAY_DIMENSION_MACHINE) != NULL;
}

GPtrArray *
assay_chart_query_run (const AssayChartQuery *self, AssayStore *store, AssayQuery *query)
{
  GPtrArray *data;

  query->origin = self->origin;
  query->since = self->since;
  query->until = self->until;
  query->dimensions = (const char * const *) self->dimensions;
  data = assay_store_query (store, query);
  for (guint i = data->len; i > 0; i--)
    if (!lacks_dimensions (g_ptr_array_index (data, i - 1), self->without) || is_elsewhere (self, g_ptr_array_index (data, i - 1)))
      g_ptr_array_remove_index (data, i - 1);

  return data;
}

/* What is only claimed stays out of the data, and what is found out of the claims. */
static gboolean
has_role (const AssayDatum *datum, AssayRole role)
{
  return (datum->origin->kind == ASSAY_ORIGIN_CLAIM) == (role == ASSAY_ROLE_CLAIM);
}

static void
add_query (const AssayChart *self, AssayStore *store, GArray *points, guint series, const char *metric, const char *subject)
{
  const AssayChartSeries *spec = g_ptr_array_index (self->series, series);
  AssayQuery query = {
    .metric = metric,
    .subject = subject,
    .within = subject == NULL ? spec->select.within : NULL,
    .latest = !assay_chart_is_continuous (self) && self->by != ASSAY_BY_DATE,
    .gated = TRUE,
  };
  g_autoptr (GPtrArray) data = assay_chart_query_run (&spec->select, store, &query);

  for (guint i = 0; i < data->len; i++)
    if (has_role (g_ptr_array_index (data, i), spec->role))
      add_datum (self, points, series, g_ptr_array_index (data, i));
}

static void
add_series (const AssayChart *self, AssayStore *store, GArray *points, guint index)
{
  const AssayChartQuery *select = &((AssayChartSeries *) g_ptr_array_index (self->series, index))->select;

  for (guint m = 0; select->metrics[m] != NULL; m++)
    {
      if (select->of == NULL)
        add_query (self, store, points, index, select->metrics[m], NULL);
      for (guint s = 0; select->of != NULL && select->of[s] != NULL; s++)
        add_query (self, store, points, index, select->metrics[m], select->of[s]);
    }
}

/* The value of @metric for the same subject, as a day; NAN if there is none. */
static double
other_day (AssayStore *store, const char *metric, const AssayDatum *datum)
{
  AssayQuery query = { .metric = metric, .subject = datum->subject->id, .latest = TRUE };
  g_autoptr (GPtrArray) data = metric != NULL ? assay_store_query (store, &query) : g_ptr_array_new ();

  return data->len > 0 ? ((AssayDatum *) g_ptr_array_index (data, data->len - 1))->value : NAN;
}

/* On a timeline the datum is the last day; the first day and the change of phase are its subject's other data. */
static void
set_phases (const AssayChart *self, AssayStore *store, GArray *points)
{
  for (guint i = points->len; i > 0; i--)
    {
      AssayPoint *point = &g_array_index (points, AssayPoint, i - 1);
      const AssayChartSeries *series = g_ptr_array_index (self->series, point->series);

      point->low = other_day (store, series->start, point->datum);
      point->high = point->datum->value;
      point->y = other_day (store, series->change, point->datum);
      if (isnan (point->low) || !(point->low < point->high))
        g_array_remove_index (points, i - 1);
    }
}

static gboolean
takes (AssayTake take, const AssayDatum *ratio)
{
  switch (take)
    {
    case ASSAY_TAKE_ABOVE:
      return assay_datum_get_lead (ratio) > 0;
    case ASSAY_TAKE_BELOW:
      return assay_datum_get_lead (ratio) < 0;
    case ASSAY_TAKE_ACROSS:
      return assay_datum_get_lead (ratio) == 0;
    case ASSAY_TAKE_ALL:
    default:
      return TRUE;
    }
}

static void
add_row (const AssayChart *self, AssayStore *store, GArray *points, const AssayChartRow *row)
{
  g_autoptr (AssayDatum) ratio = assay_row_get_ratio (row, self->as, store, NULL);

  for (guint s = 0; ratio != NULL && s < self->series->len; s++)
    if (takes (((AssayChartSeries *) g_ptr_array_index (self->series, s))->take, ratio))
      {
        AssayPoint point = { .series = s, .key = g_strdup (row->label), .label = g_strdup (row->label), .x = NAN };

        point_set_values (&point, ratio);
        point.datum = assay_datum_ref (ratio);
        g_array_append_val (points, point);
      }
}

static AssayDatum *
best_of (GArray *points, const AssayPoint *like)
{
  AssayDatum *best = NULL;

  for (guint i = 0; i < points->len; i++)
    {
      AssayPoint *point = &g_array_index (points, AssayPoint, i);
      gboolean lower = point->datum->metric->better == ASSAY_BETTER_LOWER;

      if (g_strcmp0 (point->key, like->key) != 0 || !assay_datum_is_comparable (point->datum, like->datum)
          || assay_datum_is_gated (point->datum))
        continue;
      if (best == NULL || (lower ? point->datum->value < best->value : point->datum->value > best->value))
        best = point->datum;
    }

  return best;
}

/* Each value becomes its share of the best of its category and origin. */
static GArray *
make_relative (const AssayChart *self, AssayStore *store, GArray *points)
{
  GArray *shares = g_array_new (FALSE, TRUE, sizeof (AssayPoint));
  AssayMetric *as = assay_store_find_metric (store, self->as);

  g_array_set_clear_func (shares, point_clear);
  for (guint i = 0; as != NULL && i < points->len; i++)
    {
      AssayPoint *point = &g_array_index (points, AssayPoint, i);
      AssayDatum *best = best_of (points, point);
      AssayPoint share = { .series = point->series, .x = NAN };

      share.datum = best != NULL ? assay_datum_new_share (as, point->datum, best) : NULL;
      if (share.datum == NULL)
        continue;
      share.key = g_strdup (point->key);
      share.label = g_strdup (point->label);
      point_set_values (&share, share.datum);
      g_array_append_val (shares, share);
    }
  g_array_unref (points);

  return shares;
}

GArray *
assay_chart_get_points (const AssayChart *self, AssayStore *store)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (AssayPoint));

  g_array_set_clear_func (points, point_clear);
  for (guint r = 0; r < self->rows->len; r++)
    add_row (self, store, points, g_ptr_array_index (self->rows, r));
  for (guint s = 0; self->rows->len == 0 && s < self->series->len; s++)
    add_series (self, store, points, s);

  if (self->kind == ASSAY_FIGURE_TIMELINE)
    set_phases (self, store, points);

  return self->relative ? make_relative (self, store, points) : points;
}
