#include "data/sources/names.h"

#include "data/model/datum.h"
#include "data/model/store.h"
#include "data/model/subject.h"

struct _AssayNames
{
  AssayStore *store;
  GHashTable *folded;      /* a subject's name, casefolded -> the subject; NULL for a name of several */
  GHashTable *entries;     /* the dimension of a figure, borrowed -> likewise */
};

/* Who is meant by two different things is nobody. Takes over @name. */
static void
note (GHashTable *names, char *name, AssaySubject *subject)
{
  gpointer found;

  if (g_hash_table_lookup_extended (names, name, NULL, &found) && found != subject)
    subject = NULL;
  g_hash_table_insert (names, name, subject);
}

AssayNames *
assay_names_new (AssayStore *store)
{
  AssayNames *self = g_new0 (AssayNames, 1);
  GPtrArray *subjects = assay_store_get_subjects (store), *data = assay_store_get_data (store);

  self->store = g_object_ref (store);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < subjects->len; i++)
    {
      AssaySubject *subject = g_ptr_array_index (subjects, i);

      note (self->folded, g_utf8_casefold (subject->name, -1), subject);
    }
  for (guint i = 0; i < data->len; i++)
    {
      const AssayDatum *datum = g_ptr_array_index (data, i);
      const char *entry = assay_datum_dimension (datum, "entry");

      if (entry != NULL)
        note (self->entries, (char *) entry, datum->subject);
    }

  return self;
}

void
assay_names_free (AssayNames *self)
{
  g_hash_table_unref (self->folded);
  g_hash_table_unref (self->entries);
  g_object_unref (self->store);
  g_free (self);
}

AssaySubject *
assay_names_find (const AssayNames *self, const char *name)
{
  g_autofree char *folded = NULL;
  AssaySubject *found;

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return NULL;
  found = assay_store_find_subject (self->store, name);
  if (found != NULL)
    return found;

  folded = g_utf8_casefold (name, -1);
  found = g_hash_table_lookup (self->folded, folded);

  return found != NULL ? found : g_hash_table_lookup (self->entries, name);
}
