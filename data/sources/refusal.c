#include "data/sources/refusal.h"

#include "data/model/field.h"
#include "data/model/json.h"
#include "data/sources/words.h"

#define MAX_BYTES (64 * 1024)
#define MAX_WORDS 300

char *
assay_refusal_words (const char *text, gsize length)
{
  static const char * const members[] = { "error", "message", "error_message" };
  g_autoptr (JsonNode) root = length <= MAX_BYTES ? assay_json_parse_within ("", text, length, MAX_BYTES, NULL) : NULL;
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { "", errors };
  const char *words = NULL, *kind;
  g_autofree char *whole = NULL;
  AssayField field;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  assay_field_root (&field, &reader, root);
  for (guint i = 0; words == NULL && i < G_N_ELEMENTS (members); i++)
    words = assay_field_maybe (&field, members[i]);
  if (words == NULL || *words == '\0')
    return NULL;
  kind = assay_field_maybe (&field, "errorType");
  whole = kind != NULL ? g_strconcat (kind, ": ", words, NULL) : g_strdup (words);

  return assay_words_cut (whole, -1, MAX_WORDS);
}
