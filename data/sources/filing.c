#include "data/sources/filing.h"

#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/json-write.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* Who is meant by two different things is nobody. */
static gboolean
note_match (AssaySubject **found, AssaySubject *subject)
{
  if (*found != NULL && *found != subject)
    return FALSE;
  *found = subject;

  return TRUE;
}

static AssaySubject *
find_by_name (AssayStore *store, const char *name)
{
  GPtrArray *subjects = assay_store_get_subjects (store);
  g_autofree char *wanted = g_utf8_casefold (name, -1);
  AssaySubject *found = NULL;

  for (guint i = 0; i < subjects->len; i++)
    {
      AssaySubject *subject = g_ptr_array_index (subjects, i);
      g_autofree char *folded = g_utf8_casefold (subject->name, -1);

      if (strcmp (folded, wanted) == 0 && !note_match (&found, subject))
        return NULL;
    }

  return found;
}

static AssaySubject *
find_by_entry (AssayStore *store, const char *name)
{
  GPtrArray *data = assay_store_get_data (store);
  AssaySubject *found = NULL;

  for (guint i = 0; i < data->len; i++)
    {
      const AssayDatum *datum = g_ptr_array_index (data, i);

      if (g_strcmp0 (assay_datum_dimension (datum, "entry"), name) == 0 && !note_match (&found, datum->subject))
        return NULL;
    }

  return found;
}

AssaySubject *
assay_filing_find_subject (AssayStore *store, const char *name)
{
  AssaySubject *found;

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return NULL;
  found = assay_store_find_subject (store, name);
  if (found == NULL)
    found = find_by_name (store, name);

  return found != NULL ? found : find_by_entry (store, name);
}

/* What is known while a document is made. */
typedef struct
{
  const AssayResults *results;
  const AssayFilingImport *import;
  AssayStore *store;
  GHashTable *subjects;    /* name of a row -> AssaySubject, or NULL: looked up once */
  GPtrArray *unknown;      /* of char* */
  gboolean one_name;       /* all rows name the same subject, or none */
  guint n_filed;
} Filing;

static gboolean
have_one_name (const AssayResults *results)
{
  for (guint i = 1; i < results->rows->len; i++)
    if (g_strcmp0 (((AssayResult *) g_ptr_array_index (results->rows, i))->subject,
                   ((AssayResult *) g_ptr_array_index (results->rows, 0))->subject) != 0)
      return FALSE;

  return TRUE;
}

/* Whom the user said @name means; NULL if nothing was said. */
static AssaySubject *
find_said (const Filing *self, const char *name)
{
  for (const char * const *pair = self->import->subjects; pair != NULL && pair[0] != NULL; pair += 2)
    if (strcmp (pair[0], name) == 0)
      return assay_store_find_subject (self->store, pair[1]);

  return NULL;
}

static AssaySubject *
find_subject (const Filing *self, const AssayResult *row)
{
  AssaySubject *found = find_said (self, row->subject != NULL ? row->subject : "");

  if (found == NULL && self->one_name)
    found = find_said (self, "");

  return found != NULL ? found : assay_filing_find_subject (self->store, row->subject);
}

static AssaySubject *
subject_of (Filing *self, const AssayResult *row)
{
  const char *name = row->subject != NULL ? row->subject : "";
  gpointer found;

  if (g_hash_table_lookup_extended (self->subjects, name, NULL, &found))
    return found;

  found = find_subject (self, row);
  g_hash_table_insert (self->subjects, g_strdup (name), found);
  if (found == NULL && row->subject != NULL)
    g_ptr_array_add (self->unknown, g_strdup (row->subject));

  return found;
}

char *
assay_filing_import_id (const AssayFilingImport *import)
{
  return g_strdup_printf ("import-%.12s", import->hash);
}

static const char *
date_of (const Filing *self)
{
  return self->results->date != NULL ? self->results->date : self->import->date;
}

static void
add_origin (const Filing *self, JsonBuilder *json)
{
  g_autofree char *id = assay_filing_import_id (self->import);
  g_autofree char *title = g_strdup_printf ("%s, file %s", self->results->tool, self->import->file);
  g_autofree char *versions = self->results->version != NULL
                              ? g_strdup_printf ("%s %s", self->results->tool, self->results->version) : g_strdup (self->results->tool);
  g_autofree char *sample = g_strdup_printf ("file %s, SHA-256 %s", self->import->file, self->import->hash);

  json_builder_set_member_name (json, "origins");
  json_builder_begin_array (json);
  json_builder_begin_object (json);
  assay_json_add_text (json, "id", id);
  assay_json_add_text (json, "title", title);
  assay_json_add_text (json, "date", date_of (self));
  assay_json_add_text (json, "retrieved", self->import->date);
  assay_json_add_text (json, "kind", "published");
  assay_json_add_text (json, "standing", "own");
  assay_json_add_text (json, "machine", self->results->machine);
  assay_json_add_text (json, "versions", versions);
  assay_json_add_text (json, "command", self->results->command);
  assay_json_add_text (json, "sample", sample);
  assay_json_add_text (json, "note", self->results->note);
  json_builder_end_object (json);
  json_builder_end_array (json);
}

/* "http_req_waiting" becomes "http-req-waiting", as ids are written. */
static char *
metric_id (const char *measure)
{
  GString *id = g_string_new ("import-");

  for (const char *c = measure; *c != '\0' && id->len < 64; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (id, g_ascii_tolower (*c));
    else if (id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  if (id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);

  return g_string_free (id, FALSE);
}

static const char *
name_of_better (AssayBetter better)
{
  return better == ASSAY_BETTER_HIGHER ? "higher" : better == ASSAY_BETTER_LOWER ? "lower" : "none";
}

static void
add_metric (JsonBuilder *json, const char *id, const char *measure)
{
  const AssayMeasure *known = assay_measure_find (measure);
  g_autofree char *name = g_strdup_printf ("%s, imported", known != NULL ? known->name : measure);

  json_builder_begin_object (json);
  assay_json_add_text (json, "id", id);
  assay_json_add_text (json, "name", name);
  assay_json_add_text (json, "unit", known != NULL ? known->unit : "count");
  assay_json_add_text (json, "better", name_of_better (known != NULL ? known->better : ASSAY_BETTER_NONE));
  assay_json_add_text (json, "criterion", known != NULL ? known->criterion : NULL);
  json_builder_end_object (json);
}

static void
add_metrics (Filing *self, JsonBuilder *json)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  json_builder_set_member_name (json, "metrics");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->results->rows->len; i++)
    {
      const AssayResult *row = g_ptr_array_index (self->results->rows, i);
      char *id = metric_id (row->measure);

      if (assay_measure_find (row->measure) != NULL || subject_of (self, row) == NULL || g_hash_table_contains (seen, id))
        {
          g_free (id);
          continue;
        }
      add_metric (json, id, row->measure);
      g_hash_table_add (seen, id);
    }
  json_builder_end_array (json);
}

/* The name in the file stays with the figure: several entries of a file may be of one subject. */
static void
add_dimensions (JsonBuilder *json, const AssayResult *row)
{
  if (row->dimensions == NULL && row->subject == NULL)
    return;
  json_builder_set_member_name (json, "dimensions");
  json_builder_begin_object (json);
  assay_json_add_text (json, "entry", row->subject);
  for (char **pair = row->dimensions; pair != NULL && pair[0] != NULL; pair += 2)
    if (strcmp (pair[0], "entry") != 0)
      assay_json_add_text (json, pair[0], pair[1]);
  json_builder_end_object (json);
}

void
assay_filing_add_samples (JsonBuilder *json, const double *samples, guint n, double factor)
{
  guint step = n / (ASSAY_FILING_MAX_SAMPLES + 1) + 1;

  if (n == 0)
    return;
  json_builder_set_member_name (json, "samples");
  json_builder_begin_array (json);
  for (guint i = 0; i < n; i += step)
    if (isfinite (samples[i] * factor))
      json_builder_add_double_value (json, samples[i] * factor);
  json_builder_end_array (json);
}

static void
add_figure (Filing *self, JsonBuilder *json, guint index, const AssayResult *row, const AssaySubject *subject)
{
  g_autofree char *origin = assay_filing_import_id (self->import), *metric = metric_id (row->measure);
  g_autofree char *id = g_strdup_printf ("%s-%u", origin, index + 1);

  json_builder_begin_object (json);
  assay_json_add_text (json, "id", id);
  assay_json_add_text (json, "metric", metric);
  assay_json_add_text (json, "subject", subject->id);
  assay_json_add_number (json, "value", row->value);
  assay_json_add_number (json, "low", row->low);
  assay_json_add_number (json, "high", row->high);
  assay_json_add_text (json, "date", row->date != NULL ? row->date : date_of (self));
  assay_json_add_text (json, "origin", origin);
  assay_json_add_text (json, "quality", row->quality);
  assay_json_add_strings (json, "gate", row->gate);
  add_dimensions (json, row);
  assay_filing_add_samples (json, row->samples, row->n_samples, 1);
  json_builder_end_object (json);
  self->n_filed++;
}

static void
add_figures (Filing *self, JsonBuilder *json)
{
  json_builder_set_member_name (json, "figures");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->results->rows->len; i++)
    {
      const AssayResult *row = g_ptr_array_index (self->results->rows, i);
      const AssaySubject *subject = subject_of (self, row);

      if (subject != NULL && isfinite (row->value))
        add_figure (self, json, i, row, subject);
    }
  json_builder_end_array (json);
}

static void
fail_unknown (const Filing *self, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (self->unknown->len, ASSAY_FILING_MAX_NAMES); i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", (char *) g_ptr_array_index (self->unknown, i));
  if (self->unknown->len > ASSAY_FILING_MAX_NAMES)
    g_string_append_printf (names, " and %u more", self->unknown->len - ASSAY_FILING_MAX_NAMES);
  if (self->results->rows->len == 0)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "%s: there is no figure in it", self->import->file);
  else if (self->unknown->len == 0)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "%s: it doesn't say what was measured: name the subject", self->import->file);
  else
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "%s: it is about %s, which the catalogue doesn't know: name the subject",
                 self->import->file, names->str);
}

static char *
write_document (Filing *self, gsize *length)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_origin (self, json);
  add_metrics (self, json);
  add_figures (self, json);
  json_builder_end_object (json);

  return assay_json_to_text (json, length);
}

char *
assay_filing_metrics (gsize *length)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  const AssayMeasure *measures;
  guint n;

  measures = assay_measure_table (&n);
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "metrics");
  json_builder_begin_array (json);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = metric_id (measures[i].id);

      add_metric (json, id, measures[i].id);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);

  return assay_json_to_text (json, length);
}

static gboolean
check_said (const Filing *self, GError **error)
{
  for (const char * const *pair = self->import->subjects; pair != NULL && pair[0] != NULL; pair += 2)
    if (assay_store_find_subject (self->store, pair[1]) == NULL)
      {
        g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "there is no subject “%s”; assay list subjects names them", pair[1]);
        return FALSE;
      }

  return TRUE;
}

char *
assay_filing_import (const AssayResults *results, AssayStore *store, const AssayFilingImport *import,
                     gsize *length, GPtrArray **unknown, GError **error)
{
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Filing self = { .results = results, .import = import, .store = store, .subjects = subjects, .unknown = names,
                  .one_name = have_one_name (results) };
  g_autofree char *document = NULL;

  if (check_said (&self, error))
    document = write_document (&self, length);
  if (document != NULL && self.n_filed == 0)
    {
      fail_unknown (&self, error);
      g_clear_pointer (&document, g_free);
    }
  if (unknown != NULL)
    *unknown = g_steal_pointer (&names);

  return g_steal_pointer (&document);
}
