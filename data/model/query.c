/* Which data a chart, a rule or the command line asks for. */
#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* A query with its dates read once. */
typedef struct
{
  const AssayQuery *query;
  double since, until;
} Filter;

static gboolean
asks (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
differs (const char *asked, const char *is)
{
  return asks (asked) && strcmp (asked, is) != 0;
}

static gboolean
matches_dimensions (const AssayDatum *datum, const char * const *dimensions)
{
  for (; dimensions != NULL && dimensions[0] != NULL && dimensions[1] != NULL; dimensions += 2)
    if (g_strcmp0 (assay_datum_dimension (datum, dimensions[0]), dimensions[1]) != 0)
      return FALSE;

  return TRUE;
}

/* By its first day; an undated one lies in no period. */
static gboolean
matches_dates (const AssayDatum *datum, const Filter *filter)
{
  if (asks (filter->query->since) && !(datum->day >= filter->since))
    return FALSE;
  if (asks (filter->query->until) && !(datum->day <= filter->until))
    return FALSE;

  return TRUE;
}

static gboolean
matches (AssayStore *store, const AssayDatum *datum, const Filter *filter)
{
  const AssayQuery *query = filter->query;

  if (differs (query->metric, datum->metric->id) || differs (query->subject, datum->subject->id) ||
      differs (query->origin, datum->origin->id))
    return FALSE;
  if (asks (query->within) && !assay_store_is_within (store, datum->subject, query->within))
    return FALSE;
  if (assay_datum_is_gated (datum) && !query->gated)
    return FALSE;

  return matches_dimensions (datum, query->dimensions) && matches_dates (datum, filter);
}

/* Undated data come first. */
static double
sort_day (const AssayDatum *datum)
{
  return isnan (datum->day) ? -INFINITY : datum->day;
}

typedef struct
{
  AssayDatum *datum;
  guint position;
} Row;

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *first = a, *second = b;
  double day_of_first = sort_day (first->datum), day_of_second = sort_day (second->datum);

  if (day_of_first != day_of_second)
    return day_of_first < day_of_second ? -1 : 1;

  return first->position < second->position ? -1 : 1;
}

/* What stays the same while a thing is counted again: metric, subject and dimensions. */
static char *
make_topic (const AssayDatum *datum)
{
  g_autofree char *dimensions = datum->dimensions == NULL ? NULL : g_strjoinv ("\n", datum->dimensions);

  return g_strjoin ("\n", datum->metric->id, datum->subject->id, dimensions, NULL);
}

/* @rows are by date; of two of the same date, the one that was loaded last counts. */
static void
keep_latest (GArray *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = rows->len; i > 0; i--)
    if (!g_hash_table_add (seen, make_topic (g_array_index (rows, Row, i - 1).datum)))
      g_array_remove_index (rows, i - 1);
}

static GArray *
collect (AssayStore *self, const Filter *filter)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  GPtrArray *data = assay_store_get_data (self);

  for (guint i = 0; i < data->len; i++)
    {
      Row row = { g_ptr_array_index (data, i), i };

      if (matches (self, row.datum, filter))
        g_array_append_val (rows, row);
    }

  return rows;
}

GPtrArray *
assay_store_query (AssayStore *self, const AssayQuery *query)
{
  Filter filter = { query, assay_date_parse (query->since), assay_date_parse_end (query->until) };
  GPtrArray *result = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_datum_unref);
  g_autoptr (GArray) rows = collect (self, &filter);

  g_array_sort (rows, compare_rows);
  if (query->latest)
    keep_latest (rows);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (result, assay_datum_ref (g_array_index (rows, Row, i).datum));

  return result;
}
