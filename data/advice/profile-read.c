/* Profiles as JSON documents: untrusted, read field by field. */
#include <math.h>
#include <string.h>

#include "data/advice/profile.h"
#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/subject.h"

#define MOST_NOTE 4000    /* characters */
#define MOST_ENTRIES 500  /* of any list */
#define MOST_PEOPLE 100000

static const char * const levels[] = { "none", "basic", "working", "fluent", "expert", NULL };
static const char * const stances[] = { "agree", "disagree", NULL };
static const char * const parts[] = { "serving", "computing", "data", NULL };

const char *
assay_level_id (AssayLevel level)
{
  return levels[level];
}

/* A number of @object within [@min, @max]; reported otherwise, and then @fallback. */
static double
read_bounded (const AssayField *object, const char *name, double fallback, double min, double max)
{
  double value = assay_field_real (object, name, fallback);
  AssayField member;

  if (!(value < min || value > max))
    return value;
  if (assay_field_member (object, name, &member))
    assay_field_fail (&member, _ ("%g is not between %g and %g"), value, min, max);

  return fallback;
}

/* [low, high] of member @name of @object, if it is there. */
static void
read_pair (const AssayField *object, const char *name, double max, double *low, double *high)
{
  AssayField member;
  double first, second;

  if (!assay_field_member (object, name, &member))
    return;
  if (assay_field_length (&member) != 2)
    {
      assay_field_fail (&member, _ ("two numbers are wanted: the least and the most"));
      return;
    }
  first = assay_field_element_number (&member, 0);
  second = assay_field_element_number (&member, 1);
  if (isnan (first) || isnan (second))
    return;
  if (!(0 <= first && first <= second && second <= max))
    {
      assay_field_fail (&member, _ ("[%g, %g] is no range between 0 and %g"), first, second, max);
      return;
    }
  *low = first;
  *high = second;
}

/* A member that is walked over: FALSE if there is none, or with a report if it has too many entries. */
static gboolean
open_object (const AssayField *object, const char *name, AssayField *member, AssayFieldIter *iter)
{
  if (!assay_field_member (object, name, member))
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (member->node))
    {
      assay_field_fail (member, _ ("an object is wanted"));
      return FALSE;
    }
  if (json_object_get_size (json_node_get_object (member->node)) > MOST_ENTRIES)
    {
      assay_field_fail (member, _ ("more than %d entries"), MOST_ENTRIES);
      return FALSE;
    }
  assay_field_iter_init (iter, member);

  return TRUE;
}

static gboolean
check_driver (const AssayField *field, const char *id, AssayStore *store)
{
  if (assay_store_find_driver (store, id) != NULL)
    return TRUE;
  assay_field_fail (field, _ ("unknown driver “%s”"), id);

  return FALSE;
}

static void
read_needs (AssayProfile *self, const AssayField *object, AssayStore *store)
{
  AssayField member, each;
  AssayFieldIter iter;

  if (!open_object (object, "needs", &member, &iter))
    return;
  while (assay_field_iter_next (&iter, &each))
    {
      AssayNeed *need = assay_store_find_need (store, each.name);
      const char *answer = assay_field_string (&member, each.name);

      if (need == NULL)
        assay_field_fail (&each, _ ("unknown need “%s”"), each.name);
      else if (answer != NULL && assay_need_find (need, answer) == NULL)
        assay_field_fail (&each, _ ("“%s” is no answer to “%s”"), answer, need->question);
      else if (answer != NULL)
        g_hash_table_insert (self->needs, g_strdup (each.name), g_strdup (answer));
    }
}

/* A whole number of people; reported otherwise, and then 0. */
static guint
read_people (const AssayField *team, const char *name)
{
  double people = read_bounded (team, name, 0, 0, MOST_PEOPLE);
  AssayField member;

  if (people == floor (people))
    return people;
  if (assay_field_member (team, name, &member))
    assay_field_fail (&member, _ ("%g is no whole number"), people);

  return 0;
}

static gboolean
is_language (AssayStore *store, const char *language)
{
  GPtrArray *subjects = assay_store_get_subjects (store);

  for (guint i = 0; i < subjects->len; i++)
    {
      const AssaySubject *subject = subjects->pdata[i];

      if (subject->compared && g_strcmp0 (subject->language, language) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
read_levels (AssayProfile *self, const AssayField *team, AssayStore *store)
{
  AssayField member, each;
  AssayFieldIter iter;

  if (!open_object (team, "levels", &member, &iter))
    return;
  while (assay_field_iter_next (&iter, &each))
    {
      int level = assay_field_choice (&member, each.name, levels, -1);

      if (!is_language (store, each.name))
        assay_field_fail (&each, _ ("“%s” is the language of no side of the comparison"), each.name);
      else if (level >= 0)
        g_hash_table_insert (self->levels, g_strdup (each.name), GINT_TO_POINTER (level));
    }
}

static void
read_team (AssayProfile *self, const AssayField *object, AssayStore *store)
{
  static const char * const members[] = { "people", "juniors", "levels", NULL };
  AssayField team, juniors;

  if (!assay_field_member (object, "team", &team))
    return;
  assay_field_only (&team, members);
  self->team = read_people (&team, "people");
  self->juniors = read_people (&team, "juniors");
  if (self->team > 0 && self->juniors > self->team && assay_field_member (&team, "juniors", &juniors))
    assay_field_fail (&juniors, _ ("%u of %u people can't be juniors"), self->juniors, self->team);
  read_levels (self, &team, store);
}

static void
read_weight (AssayProfile *self, const AssayField *weights, const AssayField *each)
{
  static const char * const members[] = { "points", "locked", "must", NULL };
  AssayPreference *preference = assay_profile_prefer (self, each->name);

  if (!JSON_NODE_HOLDS_OBJECT (each->node))
    {
      preference->weight = read_bounded (weights, each->name, NAN, 0, 100);
      return;
    }
  assay_field_only (each, members);
  preference->weight = read_bounded (each, "points", NAN, 0, 100);
  preference->locked = assay_field_boolean (each, "locked", FALSE);
  preference->must = read_bounded (each, "must", NAN, 0, 100);
}

static void
read_weights (AssayProfile *self, const AssayField *object, AssayStore *store)
{
  AssayField member, each;
  AssayFieldIter iter;

  if (!open_object (object, "weights", &member, &iter))
    return;
  while (assay_field_iter_next (&iter, &each))
    if (check_driver (&each, each.name, store))
      read_weight (self, &member, &each);
}

/* How many elements of member @name are read. */
static guint
open_array (const AssayField *object, const char *name, AssayField *member)
{
  guint n;

  if (!assay_field_member (object, name, member))
    return 0;
  n = assay_field_length (member);
  if (n > MOST_ENTRIES)
    {
      assay_field_fail (member, _ ("more than %d entries"), MOST_ENTRIES);
      return 0;
    }

  return n;
}

static void
read_precedences (AssayProfile *self, const AssayField *object, AssayStore *store)
{
  static const char * const members[] = { "more", "less", NULL };
  AssayField member, each;
  guint n = open_array (object, "orders", &member);

  for (guint i = 0; i < n; i++)
    {
      const char *more, *less;

      assay_field_element (&member, i, &each);
      assay_field_only (&each, members);
      more = assay_field_string (&each, "more");
      less = assay_field_string (&each, "less");
      if (more == NULL || less == NULL || !check_driver (&each, more, store) || !check_driver (&each, less, store))
        continue;
      if (strcmp (more, less) == 0)
        assay_field_fail (&each, _ ("“%s” can't matter more than itself"), more);
      else
        assay_profile_add_precedence (self, more, less);
    }
}

static void
read_judgements (AssayProfile *self, const AssayField *object, AssayStore *store)
{
  static const char * const members[] = { "driver", "alternative", "range", NULL };
  AssayField member, each;
  guint n = open_array (object, "judgements", &member);

  for (guint i = 0; i < n; i++)
    {
      const char *driver, *subject;
      double low = NAN, high = NAN;

      assay_field_element (&member, i, &each);
      assay_field_only (&each, members);
      driver = assay_field_string (&each, "driver");
      subject = assay_field_string (&each, "alternative");
      read_pair (&each, "range", 100, &low, &high);
      if (driver == NULL || subject == NULL || !check_driver (&each, driver, store))
        continue;
      if (assay_store_find_subject (store, subject) == NULL || !assay_store_find_subject (store, subject)->compared)
        assay_field_fail (&each, _ ("“%s” is no side of the comparison"), subject);
      else if (isnan (low))
        assay_field_fail (&each, _ ("“range” is missing"));
      else
        assay_profile_judge (self, driver, subject, low, high);
    }
}

static void
read_stances (AssayProfile *self, const AssayField *object, AssayStore *store)
{
  AssayField member, each;
  AssayFieldIter iter;

  if (!open_object (object, "stances", &member, &iter))
    return;
  while (assay_field_iter_next (&iter, &each))
    {
      AssayStatement *statement = assay_store_find_statement (store, each.name);
      int stance = assay_field_choice (&member, each.name, stances, -1);

      if (statement == NULL)
        assay_field_fail (&each, _ ("unknown statement “%s”"), each.name);
      else if (assay_statement_get_check (statement) != ASSAY_CHECK_JUDGE)
        assay_field_fail (&each, _ ("“%s” is a matter of evidence, not of opinion"), each.name);
      else if (stance >= 0)
        g_hash_table_insert (self->stances, g_strdup (each.name), GINT_TO_POINTER (stance + 1));
    }
}

static void
read_parts (AssayProfile *self, const AssayField *object)
{
  AssayField member, each;
  AssayFieldIter iter;
  double total = 0;

  if (!open_object (object, "parts", &member, &iter))
    return;
  while (assay_field_iter_next (&iter, &each))
    {
      double share = read_bounded (&member, each.name, 0, 0, 1);

      total += share;
      if (!g_strv_contains (parts, each.name))
        assay_field_fail (&each, _ ("“%s” is none of: serving, computing, data"), each.name);
      else if (share > 0)
        assay_profile_add_part (self, each.name, share);
    }
  if (fabs (total - 1) > 1e-6)
    assay_field_fail (&member, _ ("the shares add up to %g, not to 1"), total);
}

static void
read_operation (AssayProfile *self, const AssayField *object)
{
  static const char * const members[] = { "one", "second", "hop", NULL };
  AssayField member;

  if (!assay_field_member (object, "operation", &member))
    return;
  assay_field_only (&member, members);
  read_pair (&member, "one", 100, &self->one_low, &self->one_high);
  read_pair (&member, "second", 100, &self->second_low, &self->second_high);
  read_pair (&member, "hop", 60000, &self->hop_low, &self->hop_high);
}

static void
check_length (const AssayField *object, const char *name, glong most)
{
  const char *text = assay_field_maybe (object, name);
  AssayField member;

  if (text != NULL && g_utf8_strlen (text, -1) > most && assay_field_member (object, name, &member))
    assay_field_fail (&member, _ ("longer than %ld characters"), most);
}

AssayProfile *
assay_profile_read_field (const AssayField *object, AssayStore *store)
{
  static const char * const members[] = {
    "$schema", "id", "name", "note", "needs", "team", "weights", "orders", "judgements", "stances", "parts", "doubt", "operation", NULL
  };
  g_autoptr (AssayProfile) self = assay_profile_new ();
  guint before = object->reader->errors->len;
  AssayField id;

  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      assay_field_fail (object, _ ("an object is wanted"));
      return NULL;
    }
  assay_field_only (object, members);
  self->id = assay_field_member (object, "id", &id) ? g_strdup (assay_field_id (object)) : NULL;
  self->name = g_strdup (assay_field_string (object, "name"));
  self->note = assay_field_copy (object, "note");
  check_length (object, "id", ASSAY_PROFILE_MOST_NAME);
  check_length (object, "name", ASSAY_PROFILE_MOST_NAME);
  check_length (object, "note", MOST_NOTE);
  read_needs (self, object, store);
  read_team (self, object, store);
  read_weights (self, object, store);
  read_precedences (self, object, store);
  read_judgements (self, object, store);
  read_stances (self, object, store);
  read_parts (self, object);
  self->doubt = read_bounded (object, "doubt", ASSAY_PROFILE_DOUBT, 0, 1);
  read_operation (self, object);

  return object->reader->errors->len == before ? g_steal_pointer (&self) : NULL;
}
