#include <math.h>
#include <string.h>

#include "data/model/language.h"
#include "data/sources/import-private.h"
#include "data/sources/quantity.h"
#include "data/sources/words.h"

gboolean
assay_import_has (const AssayImport *self, const char *path)
{
  const AssayField root = { .parts = self->parts, .node = self->root };

  return self->root != NULL && assay_field_has (&root, path);
}

gboolean
assay_import_says (const AssayImport *self, const char *words)
{
  return memmem (self->text, MIN (self->length, ASSAY_IMPORT_HEAD), words, strlen (words)) != NULL;
}

AssayField
assay_import_root (AssayImport *self)
{
  AssayField root;

  assay_field_root (&root, self->reader, self->root);
  root.parts = self->parts;

  return root;
}

void
assay_import_settle (AssayImport *self)
{
  GPtrArray *errors = self->reader->errors;

  for (guint i = 0; i < errors->len; i++)
    assay_results_skip (self->results, "%s", (const char *) errors->pdata[i]);
  g_ptr_array_set_size (errors, 0);
}

gboolean
assay_import_goes_on (const AssayImport *self)
{
  return !g_cancellable_is_cancelled (self->cancellable);
}

void
assay_import_each (AssayImport *self, const AssayField *array, void (*read) (AssayImport *, const AssayField *))
{
  guint n = assay_field_length (array);
  AssayField element;

  for (guint i = 0; i < n && assay_import_goes_on (self); i++)
    {
      assay_field_element (array, i, &element);
      if (JSON_NODE_HOLDS_OBJECT (element.node))
        read (self, &element);
      else
        assay_field_fail (&element, _ ("must be an object"));
      assay_import_settle (self);
    }
}

AssayResult *
assay_import_add (AssayImport *self, const char *subject, const char *measure, double value)
{
  g_autofree char *name = subject != NULL ? assay_words_cut (subject, -1, ASSAY_IMPORT_MAX_NAME) : NULL;

  return isfinite (value) ? assay_results_add (self->results, name, measure, value) : NULL;
}

void
assay_import_columns (AssayImport *self, const AssayField *object, const char *subject, const AssayImportColumn *columns)
{
  for (const AssayImportColumn *column = columns; column->member != NULL; column++)
    assay_import_add (self, subject, column->measure, assay_field_real (object, column->member, NAN) * column->factor);
}

double
assay_import_quantity (const AssayField *object, const char *member, AssayQuantity wanted)
{
  g_autoptr (GError) error = NULL;
  AssayField field;
  double value;

  if (!assay_field_member (object, member, &field))
    return NAN;
  if (!JSON_NODE_HOLDS_VALUE (field.node) || json_node_get_value_type (field.node) != G_TYPE_STRING)
    {
      if (wanted == ASSAY_QUANTITY_COUNT || wanted == ASSAY_QUANTITY_RATE || wanted == ASSAY_QUANTITY_RATIO)
        return assay_field_real (object, member, NAN);
      assay_field_fail (&field, _ ("must be a text with a unit"));
      return NAN;
    }
  if (!assay_quantity_parse (json_node_get_string (field.node), wanted, &value, &error))
    assay_field_fail (&field, "%s", error->message);

  return value;
}

double
assay_import_share (double part, double whole)
{
  return whole > 0 ? 100 * part / whole : NAN;
}

/* Rows that had the same dimensions have the same again. */
static void
set_dimension (GPtrArray *rows, guint first, const char *name, const char *value)
{
  char **before = NULL;

  for (guint i = first; i < rows->len; i++)
    {
      AssayResult *row = rows->pdata[i];
      char **had = row->dimensions;

      if (i > first && had == before)
        assay_result_share_dimensions (row, rows->pdata[i - 1]);
      else if (had == NULL || g_strv_length (had) < 2 * ASSAY_IMPORT_MAX_DIMENSIONS)
        assay_result_set_dimension (row, name, value);
      before = had;
    }
}

void
assay_import_dimension (AssayImport *self, guint first, const char *name, const char *value)
{
  g_autofree char *cut_name = NULL, *cut = NULL;

  if (value == NULL || *value == '\0')
    return;
  cut_name = assay_words_cut (name, -1, ASSAY_IMPORT_MAX_NAME);
  cut = assay_words_cut (value, -1, ASSAY_IMPORT_MAX_NAME);
  set_dimension (self->results->rows, first, cut_name, cut);
}

void
assay_import_count (AssayImport *self, guint first, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    assay_import_dimension (self, first, name, g_ascii_formatd (text, sizeof text, "%.10g", value));
}

/* NULL if it is no value that can be said in a word. */
static char *
value_as_text (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "yes" : "no");
  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.10g", json_node_get_double (node)));

  return NULL;
}

void
assay_import_dimensions (AssayImport *self, guint first, const AssayField *object)
{
  AssayFieldIter iter;
  AssayField member;
  guint n = 0;

  assay_field_iter_init (&iter, object);
  while (n++ < ASSAY_IMPORT_MAX_DIMENSIONS && assay_field_iter_next (&iter, &member))
    {
      g_autofree char *value = value_as_text (member.node);

      assay_import_dimension (self, first, member.name, value);
    }
}

void
assay_import_date (AssayImport *self, guint first, const char *date)
{
  GPtrArray *rows = self->results->rows;

  for (guint i = first; date != NULL && i < rows->len; i++)
    {
      AssayResult *row = rows->pdata[i];

      g_free (row->date);
      row->date = g_strdup (date);
    }
}

char *
assay_import_text (const AssayField *object, const char *member, guint most)
{
  const char *text = assay_field_maybe (object, member);

  return text != NULL ? assay_words_cut (text, -1, most) : NULL;
}

gboolean
assay_import_samples (const AssayField *array, double factor, GArray *samples)
{
  guint n = assay_field_length (array);

  for (guint i = 0; i < n; i++)
    {
      double value = factor * assay_field_element_number (array, i);

      if (!isfinite (value))
        return FALSE;
      g_array_append_val (samples, value);
    }

  return TRUE;
}

void
assay_import_keep (AssayResult *row, GArray *samples)
{
  row->n_samples = samples->len;
  g_free (row->samples);
  row->samples = samples->len > 0 ? g_memdup2 (samples->data, samples->len * sizeof (double)) : NULL;
  g_array_set_size (samples, 0);
}

void
assay_import_quality (AssayImport *self, guint first, double count, const char *what)
{
  GPtrArray *rows = self->results->rows;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (count))
    return;
  g_ascii_formatd (text, sizeof text, "%.10g", count);
  for (guint i = first; i < rows->len; i++)
    {
      AssayResult *row = rows->pdata[i];

      g_free (row->quality);
      row->quality = g_strdup_printf ("%s %.*s", text, (int) strlen (what) - (count == 1), what);
    }
}
