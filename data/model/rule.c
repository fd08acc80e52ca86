#include "data/model/rule.h"

#include <math.h>

#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/scenario-title.h"
#include "data/model/store.h"

static GPtrArray *
read_tests (const AssayField *object, const char *name, AssayStore *store)
{
  GPtrArray *tests = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_test_free);
  AssayField member, item;

  if (!assay_field_member (object, name, &member))
    return tests;
  for (guint i = 0; i < assay_field_length (&member); i++)
    {
      AssayTest *test;

      assay_field_element (&member, i, &item);
      test = assay_test_read (&item, store, g_str_equal (name, "context"));
      if (test != NULL)
        g_ptr_array_add (tests, test);
    }

  return tests;
}

/* A number of @object within [@min, @max]; reported otherwise. */
static double
read_bounded (const AssayField *object, const char *name, double fallback, double min, double max)
{
  double value = assay_field_real (object, name, fallback);
  AssayField member;

  if ((value < min || value > max) && assay_field_member (object, name, &member))
    {
      assay_field_fail (&member, _ ("%g is not between %g and %g"), value, min, max);
      return fallback;
    }

  return value;
}

static guint
read_need (const AssayField *object)
{
  double need = read_bounded (object, "need", 1, 1, 1000);
  AssayField member;

  if (need != floor (need) && assay_field_member (object, "need", &member))
    assay_field_fail (&member, _ ("a whole number of readings is wanted"));

  return need;
}

static void
read_shares (AssayRule *self, const AssayField *object)
{
  self->need = read_need (object);
  self->support = read_bounded (object, "support", 1, 0, 1);
  self->contradict = read_bounded (object, "contradict", 0, 0, 1);
  self->tolerance = read_bounded (object, "tolerance", 0, 0, 0.5);
  if (self->contradict >= self->support)
    assay_field_fail (object, _ ("contradict %g must be below support %g"), self->contradict, self->support);
}

static void
check_opinion (const AssayRule *self, const AssayField *object, gboolean opinion)
{
  AssayField member;

  if (opinion && self->opinion == NULL)
    assay_field_fail (object, _ ("a statement to judge wants “opinion”"));
  if (!opinion && assay_field_member (object, "opinion", &member))
    assay_field_fail (&member, _ ("only a statement to judge is an opinion"));
  if (opinion && assay_field_member (object, "tests", &member))
    assay_field_fail (&member, _ ("an opinion has no tests: related figures belong in “context”"));
}

static void
check_evidence (const AssayRule *self, const AssayField *object)
{
  AssayField member;

  if (self->opinion == NULL && !assay_field_member (object, "tests", &member)
      && self->measure == NULL && self->settle == NULL)
    assay_field_fail (object, _ ("without tests it must say what would settle it: “measure” or “settle”"));
}

/* Transfer full; NULL for NULL. */
static char **
name_scenarios (char **ids, AssayStore *store)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      const AssayScenarioTitle *title = assay_store_find_scenario (store, *id);

      g_strv_builder_add (names, title != NULL ? title->name : *id);
    }

  return ids != NULL ? g_strv_builder_end (names) : NULL;
}

AssayRule *
assay_rule_read (const AssayField *object, AssayStore *store, gboolean opinion)
{
  static const char * const known[] = {
    "opinion", "tests", "context", "need", "support", "contradict", "tolerance", "on", "measure", "settle", NULL
  };
  g_autoptr (AssayRule) self = NULL;
  guint errors = object->reader->errors->len;

  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      assay_field_fail (object, _ ("an object is wanted"));
      return NULL;
    }
  self = g_new0 (AssayRule, 1);
  assay_field_only (object, known);
  self->opinion = g_strdup (assay_field_maybe (object, "opinion"));
  self->tests = read_tests (object, "tests", store);
  self->context = read_tests (object, "context", store);
  self->on = g_strdup (assay_field_maybe (object, "on"));
  self->measure = assay_field_strings (object, "measure");
  self->scenarios = name_scenarios (self->measure, store);
  self->settle = g_strdup (assay_field_maybe (object, "settle"));
  read_shares (self, object);
  check_opinion (self, object, opinion);
  check_evidence (self, object);

  return object->reader->errors->len > errors ? NULL : g_steal_pointer (&self);
}

void
assay_rule_free (AssayRule *self)
{
  if (self == NULL)
    return;
  g_free (self->opinion);
  if (self->tests != NULL)
    g_ptr_array_unref (self->tests);
  if (self->context != NULL)
    g_ptr_array_unref (self->context);
  g_free (self->on);
  g_strfreev (self->measure);
  g_strfreev (self->scenarios);
  g_free (self->settle);
  g_free (self);
}
