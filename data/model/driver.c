#include "data/model/driver.h"

#include <math.h>

#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

G_DEFINE_BOXED_TYPE (AssayDriver, assay_driver, assay_driver_ref, assay_driver_unref)

static void
stand_in_free (AssayStandIn *self)
{
  assay_subject_unref (self->side);
  assay_selection_free (self->of);
  g_free (self);
}

static void
evidence_free (AssayDriverEvidence *self)
{
  g_clear_pointer (&self->metrics, g_ptr_array_unref);
  g_clear_pointer (&self->until, assay_metric_unref);
  g_free (self->origin);
  g_free (self->since);
  g_strfreev (self->vary);
  g_strfreev (self->kinds);
  g_strfreev (self->except);
  g_clear_pointer (&self->stand_ins, g_ptr_array_unref);
  g_free (self);
}

static AssayMetric *
find_metric (const AssayField *object, const char *member_name, const char *id, AssayStore *store)
{
  AssayMetric *metric = assay_store_find_metric (store, id);
  AssayField member;

  if (metric != NULL)
    return assay_metric_ref (metric);
  if (assay_field_member (object, member_name, &member))
    assay_field_fail (&member, _ ("unknown metric “%s”"), id);

  return NULL;
}

static void
read_metrics (AssayDriverEvidence *self, const AssayField *object, AssayStore *store)
{
  g_auto (GStrv) ids = assay_field_strings (object, "metrics");
  const char *until = assay_field_maybe (object, "until");

  self->metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_metric_unref);
  if (ids == NULL || *ids == NULL)
    assay_field_fail (object, _ ("“metrics” is missing"));
  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      AssayMetric *metric = find_metric (object, "metrics", *id, store);

      if (metric != NULL)
        g_ptr_array_add (self->metrics, metric);
    }
  if (until != NULL)
    self->until = find_metric (object, "until", until, store);
}

/* Metrics of one entry share a scale, so they must share a unit; a span runs from date to date. */
static void
check_units (const AssayDriverEvidence *self, const AssayField *object)
{
  for (guint i = 0; i < self->metrics->len; i++)
    {
      const AssayMetric *first = self->metrics->pdata[0], *metric = self->metrics->pdata[i];

      if (metric->unit != first->unit)
        assay_field_fail (object, _ ("“%s” is in %s, “%s” in %s: they need a scale each"), first->id, first->unit->id, metric->id, metric->unit->id);
      if ((metric->unit->quantity == ASSAY_QUANTITY_DATE) != (self->until != NULL))
        assay_field_fail (object, self->until != NULL ? _ ("“%s” is no date to count from") : _ ("“%s” is a date: “until” says what it is counted to"), metric->id);
    }
  if (self->until != NULL && self->until->unit->quantity != ASSAY_QUANTITY_DATE)
    assay_field_fail (object, _ ("“%s” is no date to count to"), self->until->id);
}

static void
read_scale (AssayDriverEvidence *self, const AssayField *object)
{
  static const char * const scales[] = { "linear", "log", NULL };

  self->log = assay_field_choice (object, "scale", scales, -1) == 1;
  self->worst = assay_field_number (object, "worst");
  self->best = assay_field_number (object, "best");
  if (self->worst == self->best)
    assay_field_fail (object, _ ("worst and best must differ"));
  if (self->log && !(self->worst > 0 && self->best > 0))
    assay_field_fail (object, _ ("a logarithmic scale has no place for zero and below"));
}

static void
read_stand_ins (AssayDriverEvidence *self, const AssayField *object, AssayStore *store)
{
  AssayField member, each;
  AssayFieldIter iter;

  self->stand_ins = g_ptr_array_new_with_free_func ((GDestroyNotify) stand_in_free);
  if (!assay_field_member (object, "stand-ins", &member))
    return;
  assay_field_iter_init (&iter, &member);
  while (assay_field_iter_next (&iter, &each))
    {
      AssaySubject *side = assay_store_find_subject (store, each.name);
      AssaySelection *of = assay_selection_read (&member, each.name, store);
      AssayStandIn *stand_in;

      if (side == NULL || !side->compared)
        assay_field_fail (&each, _ ("“%s” is no side of the comparison"), each.name);
      if (side == NULL || of == NULL)
        {
          g_clear_pointer (&of, assay_selection_free);
          continue;
        }
      stand_in = g_new0 (AssayStandIn, 1);
      stand_in->side = assay_subject_ref (side);
      stand_in->of = of;
      g_ptr_array_add (self->stand_ins, stand_in);
    }
}

static AssayDriverEvidence *
read_one_evidence (const AssayField *object, AssayStore *store)
{
  static const char * const members[] = { "metrics", "until", "origin", "across", "since", "vary", "kinds", "except", "stand-ins", "scale", "worst", "best", "note", NULL };
  AssayDriverEvidence *self = g_new0 (AssayDriverEvidence, 1);
  AssayField member;

  assay_field_only (object, members);
  read_metrics (self, object, store);
  check_units (self, object);
  self->origin = g_strdup (assay_field_maybe (object, "origin"));
  if (self->origin != NULL && assay_store_find_origin (store, self->origin) == NULL && assay_field_member (object, "origin", &member))
    assay_field_fail (&member, _ ("unknown origin “%s”"), self->origin);
  self->since = g_strdup (assay_field_date (object, "since"));
  self->vary = assay_field_strings (object, "vary");
  self->across = assay_field_boolean (object, "across", FALSE);
  self->kinds = assay_field_strings (object, "kinds");
  self->except = assay_field_strings (object, "except");
  for (char **id = self->except; id != NULL && *id != NULL; id++)
    if (assay_store_find_subject (store, *id) == NULL && assay_field_member (object, "except", &member))
      assay_field_fail (&member, _ ("unknown subject “%s”"), *id);
  read_stand_ins (self, object, store);
  read_scale (self, object);

  return self;
}

static void
read_evidence (AssayDriver *self, const AssayField *object, AssayStore *store)
{
  AssayField member, item;

  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) evidence_free);
  if (!assay_field_member (object, "evidence", &member))
    return;
  for (guint i = 0; i < assay_field_length (&member); i++)
    {
      assay_field_element (&member, i, &item);
      g_ptr_array_add (self->evidence, read_one_evidence (&item, store));
    }
}

static void
read_links (AssayDriver *self, const AssayField *object, AssayStore *store)
{
  AssayField member;

  self->criterion = g_strdup (assay_field_string (object, "criterion"));
  if (self->criterion != NULL && assay_store_find_criterion (store, self->criterion) == NULL && assay_field_member (object, "criterion", &member))
    assay_field_fail (&member, _ ("unknown criterion “%s”"), self->criterion);
  self->chart = g_strdup (assay_field_maybe (object, "chart"));
  if (self->chart != NULL && assay_store_find_chart (store, self->chart) == NULL && assay_field_member (object, "chart", &member))
    assay_field_fail (&member, _ ("unknown chart “%s”"), self->chart);
  self->statements = assay_field_strings (object, "statements");
  if (self->statements == NULL)
    self->statements = g_new0 (char *, 1);
  for (guint i = 0; self->statements[i] != NULL; i++)
    if (assay_store_find_statement (store, self->statements[i]) == NULL && assay_field_member (object, "statements", &member))
      assay_field_fail (&member, _ ("unknown statement “%s”"), self->statements[i]);
}

/* What a hop takes is measured by a pair of latencies, as a rule's test names them. */
static void
read_hop (AssayDriver *self, const AssayField *object, AssayStore *store)
{
  AssayField member;

  if (!assay_field_member (object, "hop-measured", &member))
    return;
  self->hop_test = assay_test_read (&member, store, TRUE);
  if (self->hop_test != NULL && self->hop_test->kind != ASSAY_TEST_RATIO)
    assay_field_fail (&member, _ ("a hop is measured by a ratio's two sides"));
}

AssayDriver *
assay_driver_read (const AssayField *object, AssayStore *store)
{
  static const char * const members[] = {
    "id", "name", "description", "criterion", "kind", "part", "joined", "hop", "hop-measured", "evidence", "statements", "chart", NULL
  };
  static const char * const kinds[] = { "figures", "statements", "needs", "skills", "operation", NULL };
  static const char * const joined[] = { "share", "weakest", NULL };
  g_autoptr (AssayDriver) self = g_atomic_rc_box_new0 (AssayDriver);
  guint before = object->reader->errors->len;

  assay_field_only (object, members);
  self->id = g_strdup (assay_field_id (object));
  self->name = g_strdup (assay_field_string (object, "name"));
  self->description = g_strdup (assay_field_string (object, "description"));
  self->part = g_strdup (assay_field_maybe (object, "part"));
  self->kind = MAX (assay_field_choice (object, "kind", kinds, -1), 0);
  self->joined = MAX (assay_field_choice (object, "joined", joined, 0), 0);
  self->hop = assay_field_boolean (object, "hop", FALSE);
  read_hop (self, object, store);
  read_links (self, object, store);
  read_evidence (self, object, store);
  if ((self->kind == ASSAY_DRIVER_FIGURES) != (self->evidence->len > 0))
    assay_field_fail (object, self->kind == ASSAY_DRIVER_FIGURES ? _ ("“evidence” is missing") : _ ("only a driver of figures has “evidence”"));

  return object->reader->errors->len == before ? g_steal_pointer (&self) : NULL;
}

AssayDriver *
assay_driver_ref (AssayDriver *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
driver_clear (AssayDriver *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_free (self->criterion);
  g_free (self->part);
  g_clear_pointer (&self->hop_test, assay_test_free);
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  g_strfreev (self->statements);
  g_free (self->chart);
}

void
assay_driver_unref (AssayDriver *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) driver_clear);
}

double
assay_evidence_value (const AssayDriverEvidence *evidence, double x)
{
  double value = evidence->log ? log (x / evidence->worst) / log (evidence->best / evidence->worst)
                               : (x - evidence->worst) / (evidence->best - evidence->worst);

  /* Nothing at all, on a scale of factors, lies beyond its nearer end. */
  if (evidence->log && x <= 0)
    return evidence->best < evidence->worst ? 1 : 0;

  return CLAMP (value, 0, 1);
}
