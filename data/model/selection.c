#include "data/model/selection.h"

#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/subject.h"

static char **
check_subjects (char **ids, const AssayField *object, const char *name, AssayStore *store)
{
  AssayField member;

  if (!assay_field_member (object, name, &member))
    return ids;
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (assay_store_find_subject (store, ids[i]) == NULL)
      assay_field_fail (&member, _ ("unknown subject “%s”"), ids[i]);

  return ids;
}

static void
append (char ***all, char **more)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (*all != NULL)
    g_strv_builder_addv (builder, (const char **) *all);
  if (more != NULL)
    g_strv_builder_addv (builder, (const char **) more);
  g_strfreev (*all);
  g_strfreev (more);
  *all = g_strv_builder_end (builder);
}

static void
read_family (AssaySelection *self, const AssayField *item, AssayStore *store)
{
  static const char * const known[] = { "within", "except", NULL };
  AssayField within;

  assay_field_only (item, known);
  if (!assay_field_member (item, "within", &within))
    assay_field_fail (item, _ ("a subject's id or {\"within\": id} is wanted"));
  append (&self->within, check_subjects (assay_field_strings (item, "within"), item, "within", store));
  append (&self->except, check_subjects (assay_field_strings (item, "except"), item, "except", store));
}

static void
read_one (AssaySelection *self, const AssayField *item, AssayStore *store)
{
  AssaySubject *subject;
  const char *id;

  if (JSON_NODE_HOLDS_OBJECT (item->node))
    {
      read_family (self, item, store);
      return;
    }
  if (!JSON_NODE_HOLDS_VALUE (item->node) || json_node_get_value_type (item->node) != G_TYPE_STRING)
    {
      assay_field_fail (item, _ ("a subject's id or {\"within\": id} is wanted"));
      return;
    }
  id = json_node_get_string (item->node);
  subject = assay_store_find_subject (store, id);
  if (subject == NULL)
    assay_field_fail (item, _ ("unknown subject “%s”"), id);
  else
    g_ptr_array_add (self->subjects, assay_subject_ref (subject));
}

AssaySelection *
assay_selection_read (const AssayField *object, const char *name, AssayStore *store)
{
  g_autoptr (AssaySelection) self = NULL;
  AssayField member, item;

  if (!assay_field_member (object, name, &member))
    return NULL;

  self = g_new0 (AssaySelection, 1);
  self->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_subject_unref);
  if (!JSON_NODE_HOLDS_ARRAY (member.node))
    {
      read_one (self, &member, store);
      return g_steal_pointer (&self);
    }
  for (guint i = 0; i < assay_field_length (&member); i++)
    {
      assay_field_element (&member, i, &item);
      read_one (self, &item, store);
    }
  if (assay_field_length (&member) == 0)
    assay_field_fail (&member, _ ("names no subject"));

  return g_steal_pointer (&self);
}

void
assay_selection_free (AssaySelection *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->subjects);
  g_strfreev (self->within);
  g_strfreev (self->except);
  g_free (self);
}

static gboolean
within_any (char **ids, AssayStore *store, AssaySubject *subject)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (assay_store_is_within (store, subject, ids[i]))
      return TRUE;

  return FALSE;
}

gboolean
assay_selection_has (const AssaySelection *self, AssayStore *store, AssaySubject *subject)
{
  if (self == NULL)
    return TRUE;
  for (guint i = 0; i < self->subjects->len; i++)
    if (g_str_equal (((AssaySubject *) self->subjects->pdata[i])->id, subject->id))
      return TRUE;

  return within_any (self->within, store, subject) && !within_any (self->except, store, subject);
}

static void
join (GString *words, const char *more)
{
  if (words->len > 0)
    g_string_append (words, ", ");
  g_string_append (words, more);
}

static void
join_families (GString *words, char **ids, AssayStore *store)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      AssaySubject *subject = assay_store_find_subject (store, ids[i]);
      g_autofree char *family = g_strdup_printf (_ ("everything under %s"), subject != NULL ? subject->name : ids[i]);

      join (words, family);
    }
}

char *
assay_selection_words (const AssaySelection *self, AssayStore *store)
{
  GString *words = g_string_new (NULL);
  g_autoptr (GString) except = g_string_new (NULL);

  if (self == NULL)
    return g_string_free (g_string_append (words, _ ("every subject")), FALSE);
  for (guint i = 0; i < self->subjects->len; i++)
    join (words, ((AssaySubject *) self->subjects->pdata[i])->name);
  join_families (words, self->within, store);
  for (guint i = 0; self->except != NULL && self->except[i] != NULL; i++)
    {
      AssaySubject *subject = assay_store_find_subject (store, self->except[i]);

      join (except, subject != NULL ? subject->name : self->except[i]);
    }
  if (except->len > 0)
    g_string_append_printf (words, _ (" (without %s)"), except->str);

  return g_string_free (words, FALSE);
}
