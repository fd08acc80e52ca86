#include "data/model/rule.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "data/model/units.h"

static const char * const kind_names[] = {
  [ASSAY_TEST_VALUE] = "value",
  [ASSAY_TEST_RATIO] = "ratio",
  [ASSAY_TEST_CHANGE] = "change",
  [ASSAY_TEST_TREND] = "trend",
  [ASSAY_TEST_RANK] = "rank",
  [ASSAY_TEST_SPAN] = "span",
  [ASSAY_TEST_CITED] = "cited",
  NULL
};

#define FILTER "origin", "since", "until", "dimensions"

/* What each kind may say, so that a member which it would ignore is a mistake. */
static const char * const known[][16] = {
  [ASSAY_TEST_VALUE] = { "kind", "as", "metric", "of", "expect", "every", FILTER, NULL },
  [ASSAY_TEST_RATIO] = { "kind", "as", "metric", "of", "to", "against", "expect", "every", "apart", "vary", FILTER, NULL },
  [ASSAY_TEST_CHANGE] = { "kind", "as", "metric", "of", "expect", "across", FILTER, NULL },
  [ASSAY_TEST_TREND] = { "kind", "as", "metric", "of", "expect", "across", FILTER, NULL },
  [ASSAY_TEST_RANK] = { "kind", "as", "metric", "of", "among", "expect", "every", "apart", "vary", FILTER, NULL },
  [ASSAY_TEST_SPAN] = { "kind", "as", "start", "end", "in", "of", "expect", FILTER, NULL },
  [ASSAY_TEST_CITED] = { "kind", "as", "figure", "says", "why", NULL },
};

const char * const *
assay_test_kind_names (void)
{
  return kind_names;
}

static void
read_metrics (AssayTest *self, const AssayField *object, const char *name, AssayStore *store)
{
  g_auto (GStrv) ids = assay_field_strings (object, name);
  AssayField member;

  if (!assay_field_member (object, name, &member))
    {
      assay_field_fail (object, _ ("“%s” is missing"), name);
      return;
    }
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      AssayMetric *metric = assay_store_find_metric (store, ids[i]);

      if (metric == NULL)
        assay_field_fail (&member, _ ("unknown metric “%s”"), ids[i]);
      else
        g_ptr_array_add (self->metrics, assay_metric_ref (metric));
    }
}

static void
read_range (AssayTest *self, const AssayField *object, gboolean context)
{
  static const char * const limits[] = { "min", "max", NULL };
  AssayField expect;

  if (!assay_field_member (object, "expect", &expect))
    {
      if (!context)
        assay_field_fail (object, _ ("“expect” is missing"));
      return;
    }
  assay_field_only (&expect, limits);
  self->min = assay_field_real (&expect, "min", NAN);
  self->max = assay_field_real (&expect, "max", NAN);
  if (isnan (self->min) && isnan (self->max))
    assay_field_fail (&expect, _ ("a range wants min, max or both"));
  if (self->min > self->max)
    assay_field_fail (&expect, _ ("min %g is above max %g"), self->min, self->max);
}

static char *
read_date (const AssayField *object, const char *name)
{
  const char *text = assay_field_maybe (object, name);
  AssayField member;

  if (text != NULL && isnan (assay_date_parse (text)) && assay_field_member (object, name, &member))
    assay_field_fail (&member, _ ("“%s” is no date"), text);

  return g_strdup (text);
}

static char **
read_dimensions (const AssayField *object, const char *which)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  g_autoptr (GList) names = NULL;
  AssayField member;

  if (!assay_field_member (object, which, &member))
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (member.node))
    {
      assay_field_fail (&member, _ ("an object is wanted: {\"workers\": \"4\"}"));
      return NULL;
    }
  builder = g_strv_builder_new ();
  names = json_object_get_members (json_node_get_object (member.node));
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *value = assay_field_string (&member, l->data);

      g_strv_builder_add_many (builder, (const char *) l->data, value != NULL ? value : "", NULL);
    }

  return g_strv_builder_end (builder);
}

/* What the two sides are set apart by may differ between them. */
static void
vary_against (AssayTest *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self->against == NULL)
    return;
  if (self->vary != NULL)
    g_strv_builder_addv (builder, (const char **) self->vary);
  for (char **dimension = self->against; *dimension != NULL; dimension += 2)
    g_strv_builder_add (builder, *dimension);
  g_strfreev (self->vary);
  self->vary = g_strv_builder_end (builder);
}

static void
read_filter (AssayTest *self, const AssayField *object, AssayStore *store)
{
  AssayField member;

  self->origin = g_strdup (assay_field_maybe (object, "origin"));
  if (self->origin != NULL && assay_store_find_origin (store, self->origin) == NULL
      && assay_field_member (object, "origin", &member))
    assay_field_fail (&member, _ ("unknown origin “%s”"), self->origin);
  self->since = read_date (object, "since");
  self->until = read_date (object, "until");
  self->dimensions = read_dimensions (object, "dimensions");
  self->against = read_dimensions (object, "against");
}

static void
read_citation (AssayTest *self, const AssayField *object, AssayStore *store)
{
  static const char * const says[] = {
    [ASSAY_SAYS_AGREES] = "agrees",
    [ASSAY_SAYS_DISAGREES] = "disagrees",
    [ASSAY_SAYS_NEITHER] = "neither",
    NULL
  };
  const char *id = assay_field_string (object, "figure");
  AssayDatum *figure = id != NULL ? assay_store_find_datum (store, id) : NULL;
  AssayField member;
  int choice = assay_field_choice (object, "says", says, -1);

  if (figure != NULL)
    self->figure = assay_datum_ref (figure);
  else if (id != NULL && assay_field_member (object, "figure", &member))
    assay_field_fail (&member, _ ("unknown figure “%s”"), id);
  self->says = choice >= 0 ? (AssaySays) choice : ASSAY_SAYS_NEITHER;
  self->why = g_strdup (assay_field_string (object, "why"));
}

static void
read_span (AssayTest *self, const AssayField *object, AssayStore *store)
{
  static const char * const units[] = { "days", "months", "years", NULL };
  int choice = assay_field_choice (object, "in", units, 0);

  read_metrics (self, object, "start", store);
  read_metrics (self, object, "end", store);
  for (guint i = 0; i < self->metrics->len; i++)
    {
      AssayMetric *metric = self->metrics->pdata[i];

      if (metric->unit->quantity != ASSAY_QUANTITY_DATE)
        assay_field_fail (object, _ ("“%s” is no date"), metric->id);
    }
  self->unit = assay_unit_find (units[MAX (choice, 0)]);
}

static double
read_days (const AssayField *object)
{
  double days = assay_field_real (object, "apart", 0);
  AssayField member;

  if ((days < 0 || days > 3660 || days != floor (days)) && assay_field_member (object, "apart", &member))
    {
      assay_field_fail (&member, _ ("a whole number of days, 0 to 3660, is wanted"));
      return 0;
    }

  return days;
}

static void
read_comparison (AssayTest *self, const AssayField *object, AssayStore *store, gboolean context)
{
  if (self->kind == ASSAY_TEST_SPAN)
    read_span (self, object, store);
  else
    read_metrics (self, object, "metric", store);
  self->of = assay_selection_read (object, "of", store);
  if (self->of == NULL)
    assay_field_fail (object, _ ("“of” is missing"));
  if (self->kind == ASSAY_TEST_RATIO)
    {
      self->to = assay_selection_read (object, "to", store);
      if (self->to == NULL)
        assay_field_fail (object, _ ("“to” is missing"));
    }
  if (self->kind == ASSAY_TEST_RANK)
    self->to = assay_selection_read (object, "among", store);
  read_filter (self, object, store);
  read_range (self, object, context);
  self->every = assay_field_boolean (object, "every", FALSE);
  self->across = assay_field_boolean (object, "across", FALSE);
  self->apart = read_days (object);
  self->vary = assay_field_strings (object, "vary");
  vary_against (self);
}

AssayTest *
assay_test_read (const AssayField *object, AssayStore *store, gboolean context)
{
  g_autoptr (AssayTest) self = NULL;
  guint errors = object->reader->errors->len;
  int kind;

  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      assay_field_fail (object, _ ("an object is wanted"));
      return NULL;
    }
  kind = assay_field_choice (object, "kind", kind_names, -1);
  if (kind < 0 || object->reader->errors->len > errors)
    return NULL;

  self = g_new0 (AssayTest, 1);
  self->kind = kind;
  self->min = self->max = NAN;
  self->metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_metric_unref);
  self->as = g_strdup (assay_field_maybe (object, "as"));
  assay_field_only (object, known[kind]);
  if (kind == ASSAY_TEST_CITED)
    read_citation (self, object, store);
  else
    read_comparison (self, object, store, context);

  return object->reader->errors->len > errors ? NULL : g_steal_pointer (&self);
}

void
assay_test_free (AssayTest *self)
{
  if (self == NULL)
    return;
  g_free (self->as);
  g_ptr_array_unref (self->metrics);
  assay_selection_free (self->of);
  assay_selection_free (self->to);
  g_free (self->origin);
  g_free (self->since);
  g_free (self->until);
  g_strfreev (self->dimensions);
  g_strfreev (self->against);
  g_strfreev (self->vary);
  g_clear_pointer (&self->figure, assay_datum_unref);
  g_free (self->why);
  g_free (self);
}
