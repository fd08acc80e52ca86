#include "data/sources/filing.h"

#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"
#include "data/sources/filing-private.h"
#include "data/sources/names.h"

AssaySubject *
assay_filing_find_subject (AssayStore *store, const char *name)
{
  g_autoptr (AssayNames) names = assay_names_new (store);

  return assay_names_find (names, name);
}

#define ID_BYTES 64     /* of a figure: its origin's, of 19 bytes, and a number */

/* What is known while a document is made. */
typedef struct
{
  const AssayResults *results;
  const AssayFilingImport *import;
  AssayStore *store;
  const AssayNames *names;
  const char *origin;
  GHashTable *metrics;     /* measure of a row -> id: made once */
  GHashTable *subjects;    /* name of a row -> AssaySubject, or NULL: looked up once */
  gboolean one_name;       /* all rows name the same subject, or none */
  GHashTable *seen;        /* of AssaySubject: those of @filed */
  GString *text;           /* the document so far */
  gsize most;              /* bytes */
  AssayFiled *filed;
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

  return found != NULL ? found : assay_names_find (self->names, row->subject);
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
    g_ptr_array_add (self->filed->unknown, g_strdup (row->subject));

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
add_origin (Filing *self, JsonBuilder *json)
{
  g_autofree char *title = g_strdup_printf ("%s, file %s", self->results->tool, self->import->file);
  g_autofree char *versions = self->results->version != NULL
                              ? g_strdup_printf ("%s %s", self->results->tool, self->results->version) : g_strdup (self->results->tool);
  g_autofree char *sample = g_strdup_printf ("file %s, SHA-256 %s", self->import->file, self->import->hash);

  json_builder_begin_array (json);
  json_builder_begin_object (json);
  assay_json_add_text (json, "id", self->origin);
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

/* Those that are known are said anew at each start, in the user's language; others are stored. */
static void
add_metric (JsonBuilder *json, const char *id, const char *measure)
{
  const AssayMeasure *known = assay_measure_find (measure);
  g_autofree char *name = known != NULL ? g_strdup_printf (_ ("%s, imported"), _ (known->name)) : g_strdup_printf ("%s, imported", measure);

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

  json_builder_begin_array (json);
  for (guint i = 0; i < self->results->rows->len; i++)
    {
      const AssayResult *row = g_ptr_array_index (self->results->rows, i);
      g_autofree char *id = NULL;

      if (assay_measure_find (row->measure) != NULL || subject_of (self, row) == NULL)
        continue;
      id = metric_id (row->measure);
      if (!g_hash_table_contains (seen, id))
        {
          add_metric (json, id, row->measure);
          g_hash_table_add (seen, g_steal_pointer (&id));
        }
    }
  json_builder_end_array (json);
}

static const char *
metric_of (const Filing *self, const AssayResult *row)
{
  char *id = g_hash_table_lookup (self->metrics, row->measure);

  if (id == NULL)
    {
      id = metric_id (row->measure);
      g_hash_table_insert (self->metrics, g_strdup (row->measure), id);
    }

  return id;
}

static void
put_figure (const Filing *self, guint index, const AssayResult *row, const AssaySubject *subject)
{
  char id[ID_BYTES];
  const AssayFilingFigure figure = { .id = id, .metric = metric_of (self, row), .subject = subject->id, .origin = self->origin,
                                     .date = row->date != NULL ? row->date : date_of (self) };

  g_snprintf (id, sizeof id, "%s-%u", self->origin, index + 1);
  assay_filing_put_figure (self->text, &figure, row);
}

/* Written straight as text: there may be many. Of what is beyond the limit nothing is kept, so that what is kept is the beginning of the file. */
static void
add_figure (Filing *self, guint index, const AssayResult *row, AssaySubject *subject)
{
  gsize before = self->text->len;

  if (self->filed->n_beyond == 0)
    {
      if (self->filed->n_figures > 0)
        g_string_append_c (self->text, ',');
      put_figure (self, index, row, subject);
    }
  if (self->filed->n_beyond > 0 || self->text->len + strlen ("]}") > self->most)
    {
      g_string_truncate (self->text, before);
      self->filed->n_beyond++;
      return;
    }
  self->filed->n_figures++;
  if (g_hash_table_add (self->seen, subject))
    g_ptr_array_add (self->filed->subjects, g_strdup (subject->name));
}

static void
add_figures (Filing *self, GCancellable *cancellable)
{
  for (guint i = 0; i < self->results->rows->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const AssayResult *row = g_ptr_array_index (self->results->rows, i);
      AssaySubject *subject = subject_of (self, row);

      if (subject != NULL && isfinite (row->value))
        add_figure (self, i, row, subject);
    }
}

static void
fail_unknown (const Filing *self, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (self->filed->unknown->len, ASSAY_FILING_MAX_NAMES); i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", (char *) g_ptr_array_index (self->filed->unknown, i));
  if (self->filed->unknown->len > ASSAY_FILING_MAX_NAMES)
    g_string_append_printf (names, _ (" and %u more"), self->filed->unknown->len - ASSAY_FILING_MAX_NAMES);
  if (self->results->rows->len == 0)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: there is no figure in it"), self->import->file);
  else if (self->filed->unknown->len == 0)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: it doesn't say what was measured: name the subject"), self->import->file);
  else
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: it is about %s, which the catalogue doesn't know: name the subject"),
                 self->import->file, names->str);
}

static void
add_section (Filing *self, const char *name, void (*build) (Filing *, JsonBuilder *))
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *text = NULL;
  gsize length;

  build (self, json);
  text = assay_json_to_text (json, &length);
  g_string_append_printf (self->text, "\"%s\":%s,", name, text);
}

static void
write_document (Filing *self, GCancellable *cancellable)
{
  g_string_append_c (self->text, '{');
  add_section (self, "origins", add_origin);
  add_section (self, "metrics", add_metrics);
  g_string_append (self->text, "\"figures\":[");
  add_figures (self, cancellable);
  g_string_append (self->text, "]}");
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
        g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("there is no subject “%s”; assay list subjects names them"), pair[1]);
        return FALSE;
      }

  return TRUE;
}

static char *
file_results (Filing *self, gsize *length, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  self->text = text;
  if (!check_said (self, error))
    return NULL;
  write_document (self, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (self->filed->n_figures == 0)
    {
      fail_unknown (self, error);
      return NULL;
    }
  *length = text->len;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
assay_filing_import (const AssayResults *results, AssayStore *store, const AssayFilingImport *import, gsize *length, AssayFiled *filed,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) metrics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree char *origin = assay_filing_import_id (import);
  g_autoptr (AssayNames) names = assay_names_new (store);
  g_auto (AssayFiled) own = { 0 };
  Filing self = { .results = results, .import = import, .store = store, .names = names, .origin = origin, .metrics = metrics,
                  .subjects = subjects, .seen = seen,
                  .filed = filed != NULL ? filed : &own, .one_name = have_one_name (results),
                  .most = import->most > 0 ? import->most : ASSAY_FILING_MAX_BYTES };

  *self.filed = (AssayFiled) { .subjects = g_ptr_array_new_with_free_func (g_free), .unknown = g_ptr_array_new_with_free_func (g_free) };

  return file_results (&self, length, cancellable, error);
}

void
assay_filed_clear (AssayFiled *self)
{
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
}
