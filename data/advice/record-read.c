/* Records are reopened: what they say is untrusted. */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "data/advice/record-private.h"
#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/language.h"

#define MOST_BYTES (8 * 1024 * 1024)
#define MOST_ENTRIES 20000
#define MOST_SAMPLES 10000000

static void
figure_free (AssayRecordFigure *self)
{
  g_free (self->figure);
  g_free (self->name);
  g_free (self->date);
  g_free (self->origin);
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
      assay_field_fail (object, _ ("“%s” is missing"), name);
      return 0;
    }
  n = assay_field_length (member);
  if (n > MOST_ENTRIES)
    {
      assay_field_fail (member, _ ("more than %d entries"), MOST_ENTRIES);
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
      figure->date = g_strdup (assay_field_date (&each, "date"));
      figure->origin = assay_field_copy (&each, "origin");
      figure->value = assay_field_real (&each, "value", NAN);
      g_ptr_array_add (self->figures, figure);
    }
}

/* A sum of weights may be a rounding above 1. */
static double
read_share (const AssayField *object, const char *name)
{
  double share = assay_field_number (object, name);
  AssayField member;

  if (!isnan (share) && !(share >= -1e-9 && share <= 1 + 1e-9) && assay_field_member (object, name, &member))
    assay_field_fail (&member, _ ("%g is not between 0 and 1"), share);

  return share;
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
      alternative->first = read_share (&each, "first");
      alternative->worth = read_share (&each, "worth");
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
    assay_field_fail (&member, _ ("“%s” is no seed"), seed);
  if (!isnan (samples) && !(samples >= 1 && samples <= MOST_SAMPLES) && assay_field_member (object, "samples", &member))
    assay_field_fail (&member, _ ("%g is not between 1 and %d"), samples, MOST_SAMPLES);
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
      assay_field_fail (&object, _ ("an object is wanted"));
      return NULL;
    }
  read_head (self, &object);
  read_alternatives (self, &object);
  read_figures (self, &object);
  if (assay_field_member (&object, "profile", &profile))
    self->profile = assay_profile_read_field (&profile, store);
  else
    assay_field_fail (&object, _ ("“profile” is missing"));

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
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: no decision record of Assay: the comment at its end is missing"), name);
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
  g_autofree char *name = g_filename_display_basename (path), *text = NULL;
  gsize length;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > MOST_BYTES)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: no file of at most %d bytes"), name, MOST_BYTES);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return assay_record_read (name, text, length, store, error);
}
