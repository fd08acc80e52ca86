#include "data/sources/result-keys.h"

#include <string.h>

static guint
hash_string (guint hash, const char *text)
{
  return hash * 33 + (text != NULL ? g_str_hash (text) : 0);
}

static guint
hash_circumstances (const AssayResult *row, guint hash)
{
  for (char **part = row->dimensions; part != NULL && *part != NULL; part++)
    hash = hash_string (hash, *part);

  return hash;
}

/* Rows that are alike mostly share theirs. */
static gboolean
have_same_dimensions (const AssayResult *a, const AssayResult *b)
{
  return a->dimensions == b->dimensions
         || (a->dimensions != NULL && b->dimensions != NULL && g_strv_equal ((const char * const *) a->dimensions, (const char * const *) b->dimensions));
}

guint
assay_result_hash_line (gconstpointer row)
{
  return hash_circumstances (row, hash_string (0, ((const AssayResult *) row)->subject));
}

gboolean
assay_result_same_line (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (((const AssayResult *) a)->subject, ((const AssayResult *) b)->subject) == 0 && have_same_dimensions (a, b);
}

guint
assay_result_hash_measurement (gconstpointer row)
{
  return hash_string (assay_result_hash_line (row), ((const AssayResult *) row)->date);
}

gboolean
assay_result_same_measurement (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (((const AssayResult *) a)->date, ((const AssayResult *) b)->date) == 0 && assay_result_same_line (a, b);
}

guint
assay_result_hash_comparison (gconstpointer data)
{
  const AssayResult *row = data;

  return hash_circumstances (row, hash_string (hash_string (0, row->measure), row->date));
}

gboolean
assay_result_same_comparison (gconstpointer a, gconstpointer b)
{
  const AssayResult *first = a, *second = b;

  return strcmp (first->measure, second->measure) == 0 && g_strcmp0 (first->date, second->date) == 0 && have_same_dimensions (first, second);
}
