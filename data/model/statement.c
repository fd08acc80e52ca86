#include "data/model/statement.h"

#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/rule.h"
#include "data/model/store.h"

struct _AssayStatement
{
  GObject parent_instance;

  char *id, *text, *topic, *criterion, *favours, *method, *remark;
  char **subjects;
  AssayProvenance *origin;
  AssayCheck check;
  AssayRule *rule;
};

G_DEFINE_FINAL_TYPE (AssayStatement, assay_statement, G_TYPE_OBJECT)

static void
assay_statement_finalize (GObject *object)
{
  AssayStatement *self = ASSAY_STATEMENT (object);

  g_free (self->id);
  g_free (self->text);
  g_free (self->topic);
  g_free (self->criterion);
  g_free (self->favours);
  g_free (self->method);
  g_free (self->remark);
  g_strfreev (self->subjects);
  g_clear_pointer (&self->origin, assay_provenance_unref);
  assay_rule_free (self->rule);

  G_OBJECT_CLASS (assay_statement_parent_class)->finalize (object);
}

static void
assay_statement_class_init (AssayStatementClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_statement_finalize;
}

static void
assay_statement_init (AssayStatement *self G_GNUC_UNUSED)
{
}

static void
read_subjects (AssayStatement *self, const AssayField *object, AssayStore *store)
{
  AssayField member;

  self->subjects = assay_field_strings (object, "subjects");
  if (self->subjects == NULL || self->subjects[0] == NULL)
    assay_field_fail (object, _ ("“subjects” names none"));
  for (guint i = 0; self->subjects != NULL && self->subjects[i] != NULL; i++)
    if (assay_store_find_subject (store, self->subjects[i]) == NULL && assay_field_member (object, "subjects", &member))
      assay_field_fail (&member, _ ("unknown subject “%s”"), self->subjects[i]);

  self->favours = g_strdup (assay_field_maybe (object, "favours"));
  if (self->favours != NULL && assay_store_find_subject (store, self->favours) == NULL
      && assay_field_member (object, "favours", &member))
    assay_field_fail (&member, _ ("unknown subject “%s”"), self->favours);
}

static void
read_links (AssayStatement *self, const AssayField *object, AssayStore *store)
{
  const char *origin = assay_field_string (object, "origin");
  AssayField member;

  self->criterion = g_strdup (assay_field_string (object, "criterion"));
  if (self->criterion != NULL && assay_store_find_criterion (store, self->criterion) == NULL
      && assay_field_member (object, "criterion", &member))
    assay_field_fail (&member, _ ("unknown criterion “%s”"), self->criterion);
  if (origin == NULL)
    return;
  if (assay_store_find_origin (store, origin) != NULL)
    self->origin = assay_provenance_ref (assay_store_find_origin (store, origin));
  else if (assay_field_member (object, "origin", &member))
    assay_field_fail (&member, _ ("unknown origin “%s”"), origin);
}

static void
read_rule (AssayStatement *self, const AssayField *object, AssayStore *store)
{
  AssayField member;

  if (assay_field_member (object, "rule", &member))
    self->rule = assay_rule_read (&member, store, self->check == ASSAY_CHECK_JUDGE);
  else
    assay_field_fail (object, _ ("“rule” is missing"));
}

AssayStatement *
assay_statement_read (const AssayField *object, AssayStore *store)
{
  static const char * const known[] = {
    "id", "text", "topic", "criterion", "subjects", "favours", "origin", "check", "method", "remark", "rule", NULL
  };
  static const char * const checks[] = { "measure", "fetch", "cite", "judge", NULL };
  g_autoptr (AssayStatement) self = g_object_new (ASSAY_TYPE_STATEMENT, NULL);
  guint errors = object->reader->errors->len;
  int check;

  assay_field_only (object, known);
  self->id = g_strdup (assay_field_string (object, "id"));
  self->text = g_strdup (assay_field_string (object, "text"));
  self->topic = g_strdup (assay_field_string (object, "topic"));
  self->method = g_strdup (assay_field_string (object, "method"));
  self->remark = g_strdup (assay_field_maybe (object, "remark"));
  read_subjects (self, object, store);
  read_links (self, object, store);
  check = assay_field_choice (object, "check", checks, -1);
  if (check < 0)
    return NULL;
  self->check = check;
  read_rule (self, object, store);

  return object->reader->errors->len > errors ? NULL : g_steal_pointer (&self);
}

const char *
assay_statement_get_id (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), NULL);

  return self->id;
}

const char *
assay_statement_get_text (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), NULL);

  return self->text;
}

const char *
assay_statement_get_topic (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), NULL);

  return self->topic;
}

const char *
assay_statement_get_criterion (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), NULL);

  return self->criterion;
}

const char * const *
assay_statement_get_subjects (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), NULL);

  return (const char * const *) self->subjects;
}

const char *
assay_statement_get_favours (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), NULL);

  return self->favours;
}

AssayProvenance *
assay_statement_get_origin (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), NULL);

  return self->origin;
}

AssayCheck
assay_statement_get_check (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), ASSAY_CHECK_JUDGE);

  return self->check;
}

const char *
assay_statement_get_method (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), NULL);

  return self->method;
}

const char *
assay_statement_get_remark (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), NULL);

  return self->remark;
}

const AssayRule *
assay_statement_get_rule (AssayStatement *self)
{
  g_return_val_if_fail (ASSAY_IS_STATEMENT (self), NULL);

  return self->rule;
}
