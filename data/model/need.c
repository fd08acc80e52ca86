#include "data/model/need.h"

#include <string.h>

#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/store.h"

#define MOST_POINTS 100

G_DEFINE_BOXED_TYPE (AssayNeed, assay_need, assay_need_ref, assay_need_unref)

static void
weight_clear (AssayNeedWeight *self)
{
  g_free (self->driver);
}

static void
answer_free (AssayAnswer *self)
{
  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->weights, g_array_unref);
  g_strfreev (self->statements);
  g_free (self);
}

static void
read_weights (AssayAnswer *self, const AssayField *object, AssayStore *store)
{
  AssayField member, each;
  AssayFieldIter iter;

  self->weights = g_array_new (FALSE, FALSE, sizeof (AssayNeedWeight));
  g_array_set_clear_func (self->weights, (GDestroyNotify) weight_clear);
  if (!assay_field_member (object, "weights", &member))
    return;
  assay_field_iter_init (&iter, &member);
  while (assay_field_iter_next (&iter, &each))
    {
      AssayNeedWeight weight = { g_strdup (each.name), assay_field_number (&member, each.name) };

      if (assay_store_find_driver (store, weight.driver) == NULL)
        assay_field_fail (&each, _ ("unknown driver “%s”"), weight.driver);
      if (!(weight.weight >= 0 && weight.weight <= MOST_POINTS))
        assay_field_fail (&each, _ ("a weight lies between 0 and %d"), MOST_POINTS);
      g_array_append_val (self->weights, weight);
    }
}

static AssayAnswer *
read_answer (const AssayField *object, AssayStore *store)
{
  static const char * const members[] = { "id", "name", "weights", "statements", "note", NULL };
  AssayAnswer *self = g_new0 (AssayAnswer, 1);
  AssayField member;

  assay_field_only (object, members);
  self->id = g_strdup (assay_field_id (object));
  self->name = g_strdup (assay_field_string (object, "name"));
  read_weights (self, object, store);
  self->statements = assay_field_strings (object, "statements");
  if (self->statements == NULL)
    self->statements = g_new0 (char *, 1);
  for (guint i = 0; self->statements[i] != NULL; i++)
    if (assay_store_find_statement (store, self->statements[i]) == NULL && assay_field_member (object, "statements", &member))
      assay_field_fail (&member, _ ("unknown statement “%s”"), self->statements[i]);

  return self;
}

AssayNeed *
assay_need_read (const AssayField *object, AssayStore *store)
{
  static const char * const members[] = { "id", "name", "question", "answers", "note", NULL };
  g_autoptr (AssayNeed) self = g_atomic_rc_box_new0 (AssayNeed);
  guint before = object->reader->errors->len;
  AssayField member, item;

  assay_field_only (object, members);
  self->id = g_strdup (assay_field_id (object));
  self->name = g_strdup (assay_field_string (object, "name"));
  self->question = g_strdup (assay_field_string (object, "question"));
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  for (guint i = 0; assay_field_member (object, "answers", &member) && i < assay_field_length (&member); i++)
    {
      assay_field_element (&member, i, &item);
      g_ptr_array_add (self->answers, read_answer (&item, store));
    }
  if (self->answers->len < 2)
    assay_field_fail (object, _ ("a question needs two answers or more"));

  return object->reader->errors->len == before ? g_steal_pointer (&self) : NULL;
}

AssayNeed *
assay_need_ref (AssayNeed *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
need_clear (AssayNeed *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->question);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
}

void
assay_need_unref (AssayNeed *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) need_clear);
}

const AssayAnswer *
assay_need_find (const AssayNeed *self, const char *answer)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      const AssayAnswer *each = self->answers->pdata[i];

      if (strcmp (each->id, answer) == 0)
        return each;
    }

  return NULL;
}
