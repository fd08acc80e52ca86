#include <math.h>

#include "data/sources/live-private.h"
#include "data/sources/words.h"

AssayResult *
assay_live_text (AssayImport *self, const char *subject, const char *measure, const char *text)
{
  g_autofree char *name = NULL;
  AssayResult *row;

  if (text == NULL || *text == '\0')
    return NULL;
  name = subject != NULL ? assay_words_cut (subject, -1, ASSAY_IMPORT_MAX_NAME) : NULL;
  row = assay_results_add (self->results, name, measure, NAN);
  row->text = assay_words_cut (text, -1, ASSAY_IMPORT_MAX_NAME);

  return row;
}

void
assay_live_day (AssayImport *self, const AssayField *object, const char *member, const char *subject, const char *measure)
{
  const char *text = assay_field_maybe (object, member);
  g_autofree char *day = assay_words_date (text);
  AssayField field;

  if (text != NULL && day == NULL && assay_field_member (object, member, &field))
    assay_field_fail (&field, "must be a date");
  assay_live_text (self, subject, measure, day);
}

AssayResult *
assay_live_count (AssayImport *self, const AssayField *object, const char *member, const char *subject, const char *measure)
{
  double value = assay_field_real (object, member, NAN);
  AssayField field;

  if (!(value < 0))
    return assay_import_add (self, subject, measure, value);
  assay_field_member (object, member, &field);
  assay_field_fail (&field, "must not be negative");

  return NULL;
}

gboolean
assay_live_refused (const AssayField *root, const char *words)
{
  g_autofree char *said = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (root->node) || !assay_field_has (root, words))
    return FALSE;
  said = assay_import_text (root, words, ASSAY_IMPORT_MAX_WORDS);
  assay_field_fail (root, "the server refused, and says: %s", said != NULL ? said : "nothing more");

  return TRUE;
}
