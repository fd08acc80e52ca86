/* A chart from its catalogue object. */
#include <math.h>

#include "data/model/chart-spec.h"
#include "data/model/chart.h"
#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/page.h"
#include "data/model/store.h"
#include "data/model/units.h"

static const char * const chart_members[] = {
  "id", "kind", "page", "criterion", "horizontal", "category", "sort", "labels", "x", "y", "as", "relative",
  "metric", "of", "within", "origin", "since", "until", "dimensions", "without",
  "series", "rows", "guides", "lighter", "findings", "subtitle", "notes", NULL
};
static const char * const axis_members[] = { "label", "scale", "min", "max", NULL };
static const char * const guide_members[] = { "label", "value", "date", "today", "axis", NULL };
static const char * const scales[] = { "linear", "log", "date", "category", NULL };
static const char * const sorts[] = { "given", "value", NULL };
static const char * const axes[] = { "x", "y", NULL };

static void
read_category (AssayChart *self, const AssayField *object)
{
  static const char * const names[] = { "subject", "metric", "date", "row", NULL };
  const char *name = assay_field_maybe (object, "category");

  self->by = ASSAY_BY_SUBJECT;
  if (name == NULL)
    return;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (name, names[i]))
      {
        self->by = (AssayCategory) i;
        return;
      }

  self->by = ASSAY_BY_DIMENSION;
  self->dimension = g_strdup (name);
}

static void
read_axis (AssayAxis *axis, const AssayField *object, const char *name, AssayScaleKind usual)
{
  AssayField member;
  int scale;

  axis->scale = usual;
  if (!assay_field_member (object, name, &member))
    return;

  assay_field_only (&member, axis_members);
  scale = assay_field_choice (&member, "scale", scales, (int) usual);
  axis->scale = scale >= 0 ? (AssayScaleKind) scale : usual;
  axis->label = g_strdup (assay_field_maybe (&member, "label"));
  axis->min = assay_field_real (&member, "min", NAN);
  axis->max = assay_field_real (&member, "max", NAN);
  if (axis->scale == ASSAY_SCALE_LOG && axis->min <= 0)
    assay_field_fail (&member, _ ("a logarithmic axis can’t start at %g"), axis->min);
}

static AssayScaleKind
usual_x_scale (const AssayChart *self)
{
  if (self->kind != ASSAY_FIGURE_LINES && self->kind != ASSAY_FIGURE_BUMP)
    return ASSAY_SCALE_CATEGORY;

  return self->by == ASSAY_BY_DATE ? ASSAY_SCALE_DATE
         : self->by == ASSAY_BY_DIMENSION ? ASSAY_SCALE_LINEAR : ASSAY_SCALE_CATEGORY;
}

static void
read_labels (AssayChart *self, const AssayField *object)
{
  AssayField labels;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!assay_field_member (object, "labels", &labels))
    return;
  if (!JSON_NODE_HOLDS_OBJECT (labels.node))
    {
      assay_field_fail (&labels, _ ("must be an object"));
      return;
    }

  json_object_iter_init (&iter, json_node_get_object (labels.node));
  while (json_object_iter_next (&iter, &name, &node))
    {
      const char *label = assay_field_string (&labels, name);

      if (label != NULL)
        g_hash_table_insert (self->labels, g_strdup (name), g_strdup (label));
    }
}

static void
read_guide (AssayChart *self, const AssayField *object)
{
  AssayChartGuide guide = { 0 };
  const char *date = assay_field_maybe (object, "date");

  assay_field_only (object, guide_members);
  guide.label = g_strdup (assay_field_maybe (object, "label"));
  guide.today = assay_field_boolean (object, "today", FALSE);
  guide.value = date != NULL ? assay_date_parse (date) : assay_field_real (object, "value", NAN);
  guide.on_x = assay_field_choice (object, "axis", axes, 1) == 0;
  if (!guide.today && isnan (guide.value))
    assay_field_fail (object, _ ("a guide needs a value, a date or \"today\""));
  g_array_append_val (self->guides, guide);
}

static void
read_guides (AssayChart *self, const AssayField *object)
{
  AssayField guides, element;
  guint n = assay_field_member (object, "guides", &guides) ? assay_field_length (&guides) : 0;

  for (guint i = 0; i < n; i++)
    {
      assay_field_element (&guides, i, &element);
      read_guide (self, &element);
    }
}

static char *
read_page (const AssayField *object)
{
  const char *page = assay_field_string (object, "page");
  AssayField member;

  if (page != NULL && !g_strv_contains (assay_page_ids (), page) && assay_field_member (object, "page", &member))
    assay_field_fail (&member, _ ("unknown page “%s”"), page);

  return g_strdup (page);
}

static char *
read_criterion (const AssayField *object, AssayStore *store)
{
  const char *id = assay_field_string (object, "criterion");
  AssayField member;

  if (id != NULL && assay_store_find_criterion (store, id) == NULL && assay_field_member (object, "criterion", &member))
    assay_field_fail (&member, _ ("unknown criterion “%s”"), id);

  return g_strdup (id);
}

static void
read_as (AssayChart *self, const AssayField *object, AssayStore *store)
{
  AssayField member;

  self->as = g_strdup (assay_field_maybe (object, "as"));
  if (self->as != NULL && assay_store_find_metric (store, self->as) == NULL && assay_field_member (object, "as", &member))
    assay_field_fail (&member, _ ("unknown metric “%s”"), self->as);
  if (self->as == NULL && (self->relative || self->rows->len > 0))
    assay_field_fail (object, _ ("derived values need \"as\", the metric that they become"));
}

static void
read_sentences (AssayChart *self, const AssayField *object, AssayStore *store)
{
  g_auto (GStrv) names = assay_chart_get_series_names (self, store);
  AssayField member;

  if (!assay_field_member (object, "findings", &member))
    assay_field_fail (object, _ ("a chart needs \"findings\""));
  self->findings = assay_finding_read (object, "findings", store, (const char * const *) names);
  self->subtitle = assay_finding_read (object, "subtitle", store, (const char * const *) names);
}

static void
read_form (AssayChart *self, const AssayField *object, AssayStore *store)
{
  int kind = assay_field_choice (object, "kind", assay_figure_kind_names (), -1);
  int sort = assay_field_choice (object, "sort", sorts, ASSAY_SORT_GIVEN);

  self->id = g_strdup (assay_field_string (object, "id"));
  self->kind = kind >= 0 ? (AssayFigureKind) kind : ASSAY_FIGURE_BARS;
  self->sort = sort > 0 ? ASSAY_SORT_VALUE : ASSAY_SORT_GIVEN;
  self->page = read_page (object);
  self->criterion = read_criterion (object, store);
  self->notes = g_strdup (assay_field_maybe (object, "notes"));
  self->lighter = g_strdup (assay_field_maybe (object, "lighter"));
  self->horizontal = assay_field_boolean (object, "horizontal", FALSE);
  self->relative = assay_field_boolean (object, "relative", FALSE);
  read_category (self, object);
  read_axis (&self->x, object, "x", usual_x_scale (self));
  read_axis (&self->y, object, "y", kind == ASSAY_FIGURE_TIMELINE ? ASSAY_SCALE_DATE : ASSAY_SCALE_LINEAR);
  read_labels (self, object);
  read_guides (self, object);
}

AssayChart *
assay_chart_read (const AssayField *object, AssayStore *store)
{
  g_autoptr (AssayChart) self = assay_chart_new ();
  AssayChartQuery shared = { 0 };
  guint before = object->reader->errors->len;

  assay_field_only (object, chart_members);
  read_form (self, object, store);
  assay_chart_query_read (&shared, object, NULL, store);
  assay_chart_read_rows (self, object, &shared, store);
  assay_chart_read_series (self, object, &shared, store);
  assay_chart_query_clear (&shared);
  read_as (self, object, store);
  read_sentences (self, object, store);

  return object->reader->errors->len == before ? g_steal_pointer (&self) : NULL;
}
