/* Records are reopened: what they say is untrusted, and is held against what is known today. */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "data/advice/record-private.h"
#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/metric.h"
#include "data/model/subject.h"

#define MOST_BYTES (8 * 1024 * 1024)
#define MOST_ENTRIES 20000
#define MOST_SAMPLES 10000000
/* How often somebody comes first has changed if it has by this. */
#define LEAST_MOVE 0.02
#define MOST_NAMED 5         /* figures of a kind that are named; of more it is said how many */

GHashTable *
assay_record_figures (const AssayAdvice *advice)
{
  GHashTable *figures = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint j = 0; j < advice->decision->drivers->len; j++)
    {
      GPtrArray *settings = assay_advice_driver (advice, j)->settings;

      for (guint s = 0; s < settings->len; s++)
        {
          GPtrArray *data = ((AssaySetting *) settings->pdata[s])->data;

          for (guint i = 0; i < data->len; i++)
            g_hash_table_insert (figures, ((AssayDatum *) data->pdata[i])->id, data->pdata[i]);
        }
    }

  return figures;
}

static void
figure_free (AssayRecordFigure *self)
{
  g_free (self->figure);
  g_free (self->name);
  g_free (self);
}

static void
alternative_free (AssayRecordAlternative *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

void
assay_record_free (AssayRecord *self)
{
  g_clear_pointer (&self->profile, assay_profile_free);
  g_free (self->date);
  g_free (self->version);
  g_free (self->verdict);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->alternatives, g_ptr_array_unref);
  g_free (self);
}

static guint
open_list (const AssayField *object, const char *name, AssayField *member)
{
  guint n;

  if (!assay_field_member (object, name, member))
    {
      assay_field_fail (object, "“%s” is missing", name);
      return 0;
    }
  n = assay_field_length (member);
  if (n > MOST_ENTRIES)
    {
      assay_field_fail (member, "more than %d entries", MOST_ENTRIES);
      return 0;
    }

  return n;
}

static void
read_figures (AssayRecord *self, const AssayField *object)
{
  AssayField member, each;
  guint n = open_list (object, "figures", &member);

  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) figure_free);
  for (guint i = 0; i < n; i++)
    {
      AssayRecordFigure *figure = g_new0 (AssayRecordFigure, 1);

      assay_field_element (&member, i, &each);
      figure->figure = g_strdup (assay_field_string (&each, "figure"));
      figure->name = g_strdup (assay_field_string (&each, "name"));
      figure->value = assay_field_real (&each, "value", NAN);
      g_ptr_array_add (self->figures, figure);
    }
}

static void
read_alternatives (AssayRecord *self, const AssayField *object)
{
  AssayField member, each;
  guint n = open_list (object, "alternatives", &member);

  self->alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify) alternative_free);
  for (guint i = 0; i < n; i++)
    {
      AssayRecordAlternative *alternative = g_new0 (AssayRecordAlternative, 1);

      assay_field_element (&member, i, &each);
      alternative->id = g_strdup (assay_field_string (&each, "id"));
      alternative->name = g_strdup (assay_field_string (&each, "name"));
      alternative->first = assay_field_number (&each, "first");
      alternative->worth = assay_field_number (&each, "worth");
      g_ptr_array_add (self->alternatives, alternative);
    }
}

static void
read_head (AssayRecord *self, const AssayField *object)
{
  const char *seed = assay_field_string (object, "seed");
  double samples = assay_field_number (object, "samples");
  AssayField member;

  self->date = g_strdup (assay_field_string (object, "date"));
  self->version = g_strdup (assay_field_string (object, "version"));
  self->verdict = g_strdup (assay_field_string (object, "verdict"));
  if (seed != NULL && !g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT64, &self->seed, NULL) && assay_field_member (object, "seed", &member))
    assay_field_fail (&member, "“%s” is no seed", seed);
  if (!isnan (samples) && !(samples >= 1 && samples <= MOST_SAMPLES) && assay_field_member (object, "samples", &member))
    assay_field_fail (&member, "%g is not between 1 and %d", samples, MOST_SAMPLES);
  else if (!isnan (samples))
    self->n_samples = samples;
}

static AssayRecord *
read_root (AssayReader *reader, JsonNode *root, AssayStore *store)
{
  g_autoptr (AssayRecord) self = g_new0 (AssayRecord, 1);
  AssayField object, profile;

  assay_field_root (&object, reader, root);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      assay_field_fail (&object, "an object is wanted");
      return NULL;
    }
  read_head (self, &object);
  read_alternatives (self, &object);
  read_figures (self, &object);
  if (assay_field_member (&object, "profile", &profile))
    self->profile = assay_profile_read_field (&profile, store);
  else
    assay_field_fail (&object, "“profile” is missing");

  return reader->errors->len == 0 ? g_steal_pointer (&self) : NULL;
}

AssayRecord *
assay_record_read (const char *name, const char *text, gsize length, AssayStore *store, GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { name, errors };
  const char *begin = g_strrstr_len (text, length, ASSAY_RECORD_BEGIN), *end;
  g_autoptr (JsonNode) root = NULL;
  AssayRecord *self;

  if (begin != NULL)
    begin += strlen (ASSAY_RECORD_BEGIN);
  end = begin != NULL ? g_strstr_len (begin, text + length - begin, ASSAY_RECORD_END) : NULL;
  if (end == NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "%s: no decision record of Assay: the comment at its end is missing", name);
      return NULL;
    }
  root = assay_json_parse_within (name, begin, end - begin, MOST_BYTES, error);
  if (root == NULL)
    return NULL;
  self = read_root (&reader, root, store);
  if (self == NULL)
    g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, errors->pdata[0]);

  return self;
}

AssayRecord *
assay_record_load (const char *path, AssayStore *store, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, 0, NULL, error);
  g_autofree char *name = g_path_get_basename (path), *text = NULL;
  gsize length;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > MOST_BYTES)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "%s: no file of at most %d bytes", name, MOST_BYTES);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return assay_record_read (name, text, length, store, error);
}

static void
compare_alternatives (const AssayRecord *self, const AssayAdvice *now, GPtrArray *changes)
{
  guint m = now->smaa->n_alternatives;

  for (guint i = 0; i < self->alternatives->len; i++)
    {
      const AssayRecordAlternative *then = self->alternatives->pdata[i];
      int found = -1;

      for (guint a = 0; a < m; a++)
        if (strcmp (assay_advice_alternative (now, a)->id, then->id) == 0)
          found = a;
      if (found < 0)
        g_ptr_array_add (changes, g_strdup_printf ("%s is no alternative any more", then->name));
      else if (fabs (now->smaa->acceptability[found * m] - then->first) >= LEAST_MOVE)
        g_ptr_array_add (changes, g_strdup_printf ("%s comes first in %.0f of 100 draws now, in %.0f then", then->name,
                                                   now->smaa->acceptability[found * m] * 100, then->first * 100));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

/* "3 figures are new: A, B, C". */
static void
tell (GPtrArray *changes, GPtrArray *names, const char *what)
{
  GString *text;

  if (names->len == 0)
    return;
  text = g_string_new (NULL);
  g_string_append_printf (text, "%u %s %s: ", names->len, names->len == 1 ? "figure is" : "figures are", what);
  for (guint i = 0; i < MIN (names->len, MOST_NAMED); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", (char *) names->pdata[i]);
  if (names->len > MOST_NAMED)
    g_string_append (text, "; …");
  g_ptr_array_add (changes, g_string_free (text, FALSE));
}

static void
compare_figures (const AssayRecord *self, const AssayAdvice *now, GPtrArray *changes)
{
  g_autoptr (GHashTable) figures = assay_record_figures (now);
  g_autoptr (GPtrArray) other = g_ptr_array_new_with_free_func (g_free), gone = g_ptr_array_new (), added = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer datum;

  for (guint i = 0; i < self->figures->len; i++)
    {
      const AssayRecordFigure *then = self->figures->pdata[i];
      const AssayDatum *today = g_hash_table_lookup (figures, then->figure);

      if (today == NULL)
        g_ptr_array_add (gone, then->name);
      else if (!isnan (then->value) && fabs (today->value - then->value) > 1e-9 * fabs (then->value))
        g_ptr_array_add (other, g_strdup_printf ("%s, %g instead of %g", then->name, today->value, then->value));
      g_hash_table_remove (figures, then->figure);
    }
  g_hash_table_iter_init (&iter, figures);
  while (g_hash_table_iter_next (&iter, NULL, &datum))
    g_ptr_array_add (added, g_strdup_printf ("%s of %s", ((AssayDatum *) datum)->metric->name, ((AssayDatum *) datum)->subject->name));
  g_ptr_array_sort (added, compare_names);
  tell (changes, added, "new");
  tell (changes, other, "other than then");
  tell (changes, gone, "no longer there");
}

GPtrArray *
assay_record_compare (const AssayRecord *self, const AssayAdvice *now)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_free);

  if (strcmp (self->verdict, now->verdict) != 0)
    g_ptr_array_add (changes, g_strdup_printf ("The recommendation was “%s” and is now “%s”", self->verdict, now->verdict));
  compare_alternatives (self, now, changes);
  compare_figures (self, now, changes);

  return changes;
}
