/* A chart's queries from its catalogue object: selections, series and rows of ratios. */
#include "data/model/chart-spec.h"
#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "data/model/units.h"

static const char * const series_members[] = {
  "name", "subject", "role", "take", "metric", "of", "within", "origin", "since", "until", "dimensions", "without",
  "start", "change", NULL
};
static const char * const row_members[] = {
  "label", "pairs", "metric", "origin", "since", "until", "dimensions", "without", NULL
};
static const char * const roles[] = { "data", "claim", NULL };
static const char * const takes[] = { "all", "above", "below", "across", NULL };

typedef gboolean (*KnownFunc) (AssayStore *store, const char *id);

static gboolean
known_metric (AssayStore *store, const char *id)
{
  return assay_store_find_metric (store, id) != NULL;
}

static gboolean
known_subject (AssayStore *store, const char *id)
{
  return assay_store_find_subject (store, id) != NULL;
}

static gboolean
known_origin (AssayStore *store, const char *id)
{
  return assay_store_find_origin (store, id) != NULL;
}

static void
check_id (const AssayField *field, const char *id, const char *what, KnownFunc known, AssayStore *store)
{
  if (!known (store, id))
    assay_field_fail (field, _ ("unknown %s “%s”"), what, id);
}

/* The member's ids (a string or an array of them), each checked; or a copy of @fallback. */
static char **
read_ids (const AssayField *object, const char *name, char **fallback, const char *what, KnownFunc known, AssayStore *store)
{
  char **ids = assay_field_strings (object, name);
  AssayField member, element;

  if (ids == NULL || !assay_field_member (object, name, &member))
    return g_strdupv (fallback);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      element = member;
      if (JSON_NODE_HOLDS_ARRAY (member.node))
        assay_field_element (&member, i, &element);
      check_id (&element, ids[i], what, known, store);
    }

  return ids;
}

static char *
read_id (const AssayField *object, const char *name, const char *fallback, const char *what, KnownFunc known, AssayStore *store)
{
  const char *id = assay_field_maybe (object, name);
  AssayField member;

  if (id != NULL && assay_field_member (object, name, &member))
    check_id (&member, id, what, known, store);

  return g_strdup (id != NULL ? id : fallback);
}

static char *
read_date (const AssayField *object, const char *name, const char *fallback)
{
  const char *date = assay_field_maybe (object, name);
  AssayField member;

  if (date != NULL && assay_date_parse (date) != assay_date_parse (date) && assay_field_member (object, name, &member))
    assay_field_fail (&member, _ ("“%s” is no date"), date);

  return g_strdup (date != NULL ? date : fallback);
}

/* {"workers": "4"} as "workers", "4", NULL. */
static char **
read_dimensions (const AssayField *object, char **fallback)
{
  AssayField member;
  GPtrArray *pairs;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!assay_field_member (object, "dimensions", &member))
    return g_strdupv (fallback);
  if (!JSON_NODE_HOLDS_OBJECT (member.node))
    {
      assay_field_fail (&member, _ ("must be an object"));
      return NULL;
    }

  pairs = g_ptr_array_new ();
  json_object_iter_init (&iter, json_node_get_object (member.node));
  while (json_object_iter_next (&iter, &name, &node))
    {
      const char *value = assay_field_string (&member, name);

      if (value == NULL)
        continue;
      g_ptr_array_add (pairs, g_strdup (name));
      g_ptr_array_add (pairs, g_strdup (value));
    }
  g_ptr_array_add (pairs, NULL);

  return (char **) g_ptr_array_free (pairs, FALSE);
}

void
assay_chart_query_read (AssayChartQuery *self, const AssayField *object, const AssayChartQuery *fallback, AssayStore *store)
{
  const AssayChartQuery none = { 0 };
  AssayField member;
  gboolean chooses = assay_field_member (object, "of", &member) || assay_field_member (object, "within", &member);

  if (fallback == NULL)
    fallback = &none;
  self->metrics = read_ids (object, "metric", fallback->metrics, "metric", known_metric, store);
  self->of = read_ids (object, "of", chooses ? NULL : fallback->of, "subject", known_subject, store);
  self->within = read_id (object, "within", chooses ? NULL : fallback->within, "subject", known_subject, store);
  self->origin = read_id (object, "origin", fallback->origin, "origin", known_origin, store);
  self->since = read_date (object, "since", fallback->since);
  self->until = read_date (object, "until", fallback->until);
  self->dimensions = read_dimensions (object, fallback->dimensions);
  self->without = assay_field_strings (object, "without");
  if (self->without == NULL)
    self->without = g_strdupv (fallback->without);
}

/* All metrics of a chart are drawn on one axis, so they share a unit. */
static void
check_units (const AssayChart *self, const AssayField *field, const AssayChartQuery *select, AssayStore *store)
{
  const AssayChartSeries *first = g_ptr_array_index (self->series, 0);
  const AssayMetric *expected = first->select.metrics != NULL && first->select.metrics[0] != NULL
                                  ? assay_store_find_metric (store, first->select.metrics[0]) : NULL;

  for (guint i = 0; expected != NULL && select->metrics[i] != NULL; i++)
    {
      const AssayMetric *metric = assay_store_find_metric (store, select->metrics[i]);

      if (metric != NULL && metric->unit != expected->unit && !self->relative)
        assay_field_fail (field, _ ("“%s” is in %s, but the chart’s axis in %s"),
                          metric->id, metric->unit->id, expected->unit->id);
    }
}

static void
check_selection (const AssayChart *self, const AssayField *field, AssayChartQuery *select, AssayStore *store)
{
  if (select->metrics == NULL || select->metrics[0] == NULL)
    {
      assay_field_fail (field, _ ("names no metric"));
      g_clear_pointer (&select->metrics, g_strfreev);
      select->metrics = g_new0 (char *, 1);
    }
  else
    check_units (self, field, select, store);
}

static void
read_timeline (AssayChart *self, AssayChartSeries *series, const AssayField *object, AssayStore *store)
{
  series->start = read_id (object, "start", NULL, "metric", known_metric, store);
  series->change = read_id (object, "change", NULL, "metric", known_metric, store);
  if (self->kind == ASSAY_FIGURE_TIMELINE && series->start == NULL)
    assay_field_fail (object, _ ("a timeline needs \"start\", the metric of the first day"));
}

static void
read_one_series (AssayChart *self, const AssayField *object, const AssayChartQuery *shared, AssayStore *store)
{
  AssayChartSeries *series = g_new0 (AssayChartSeries, 1);
  int role = assay_field_choice (object, "role", roles, ASSAY_ROLE_DATA);
  int take = assay_field_choice (object, "take", takes, ASSAY_TAKE_ALL);

  g_ptr_array_add (self->series, series);
  assay_field_only (object, series_members);
  series->name = g_strdup (assay_field_maybe (object, "name"));
  series->subject = read_id (object, "subject", NULL, "subject", known_subject, store);
  series->role = role > 0 ? (AssayRole) role : ASSAY_ROLE_DATA;
  series->take = take > 0 ? (AssayTake) take : ASSAY_TAKE_ALL;
  assay_chart_query_read (&series->select, object, shared, store);
  read_timeline (self, series, object, store);

  if (series->name == NULL && series->subject == NULL)
    assay_field_fail (object, _ ("a series needs a name or a subject"));
  if (series->select.of == NULL && series->select.within == NULL && series->subject != NULL)
    {
      series->select.of = g_new0 (char *, 2);
      series->select.of[0] = g_strdup (series->subject);
    }
  if (self->rows->len == 0)
    check_selection (self, object, &series->select, store);
}

void
assay_chart_read_series (AssayChart *self, const AssayField *object, const AssayChartQuery *shared, AssayStore *store)
{
  AssayField list, element;
  guint n;

  if (!assay_field_member (object, "series", &list) || (n = assay_field_length (&list)) == 0)
    {
      assay_field_fail (object, _ ("a chart needs \"series\""));
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      assay_field_element (&list, i, &element);
      read_one_series (self, &element, shared, store);
    }
}

/* [["fastify", "fastapi"], ...] as a flat vector. */
static char **
read_pairs (const AssayField *object, AssayStore *store)
{
  GPtrArray *pairs = g_ptr_array_new ();
  AssayField list, pair, element;
  guint n = assay_field_member (object, "pairs", &list) ? assay_field_length (&list) : 0;

  if (n == 0)
    assay_field_fail (object, _ ("a row needs \"pairs\""));
  for (guint i = 0; i < n; i++)
    {
      assay_field_element (&list, i, &pair);
      if (assay_field_length (&pair) != 2)
        {
          assay_field_fail (&pair, _ ("a pair has two subjects"));
          continue;
        }
      for (guint j = 0; j < 2; j++)
        {
          assay_field_element (&pair, j, &element);
          if (JSON_NODE_HOLDS_VALUE (element.node) && json_node_get_value_type (element.node) == G_TYPE_STRING)
            {
              check_id (&element, json_node_get_string (element.node), "subject", known_subject, store);
              g_ptr_array_add (pairs, json_node_dup_string (element.node));
            }
          else
            {
              assay_field_fail (&element, _ ("must be a string"));
              g_ptr_array_add (pairs, g_strdup (""));
            }
        }
    }
  g_ptr_array_add (pairs, NULL);

  return (char **) g_ptr_array_free (pairs, FALSE);
}

static void
read_row (AssayChart *self, const AssayField *object, const AssayChartQuery *shared, AssayStore *store)
{
  AssayChartRow *row = g_new0 (AssayChartRow, 1);

  assay_field_only (object, row_members);
  row->label = g_strdup (assay_field_string (object, "label"));
  assay_chart_query_read (&row->select, object, shared, store);
  row->pairs = read_pairs (object, store);
  if (row->select.metrics == NULL)
    {
      assay_field_fail (object, _ ("names no metric"));
      row->select.metrics = g_new0 (char *, 1);
    }
  g_ptr_array_add (self->rows, row);
}

void
assay_chart_read_rows (AssayChart *self, const AssayField *object, const AssayChartQuery *shared, AssayStore *store)
{
  AssayField list, element;
  guint n = assay_field_member (object, "rows", &list) ? assay_field_length (&list) : 0;

  for (guint i = 0; i < n; i++)
    {
      assay_field_element (&list, i, &element);
      read_row (self, &element, shared, store);
    }
}
