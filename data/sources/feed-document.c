/* From answers to figures. */
#include "data/sources/feed.h"

#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"
#include "data/sources/conversion.h"
#include "data/sources/feed-kept.h"
#include "data/sources/filing.h"
#include "data/sources/plausible.h"

/* What is known while a document is made. */
typedef struct
{
  const AssayFeed *feed;
  AssayStore *store;
  JsonBuilder *json;
  char *origin;
  GHashTable *seen;       /* key of each figure that is there, here or elsewhere */
  GHashTable *subjects;   /* name -> AssaySubject, or NULL: looked up once */
  guint n_figures;
  char *note;             /* of the newest answer, or NULL */
} Work;

/* Whom the catalogue has under this name in the figures that the feed goes on with; else as of any file. */
static AssaySubject *
find_subject (const Work *self, const char *name)
{
  GPtrArray *data = assay_store_get_data (self->store);

  for (guint i = 0; self->feed->name_as != NULL && i < data->len; i++)
    {
      const AssayDatum *datum = g_ptr_array_index (data, i);

      for (char **pair = self->feed->metrics; *pair != NULL; pair += 2)
        if (strcmp (datum->metric->id, pair[1]) == 0 && g_strcmp0 (assay_datum_dimension (datum, self->feed->name_as), name) == 0)
          return datum->subject;
    }

  return assay_filing_find_subject (self->store, name);
}

/* Whom the feed says that the name means. */
static AssaySubject *
find_said (const Work *self, const char *name)
{
  for (char **pair = self->feed->subjects; *pair != NULL; pair += 2)
    if (strcmp (pair[0], name) == 0)
      return assay_store_find_subject (self->store, pair[1]);

  return NULL;
}

static AssaySubject *
subject_of (Work *self, const AssayResult *row)
{
  gpointer found;

  if (self->feed->subject != NULL)
    return assay_store_find_subject (self->store, self->feed->subject);
  if (row->subject == NULL)
    return NULL;
  if (self->feed->subjects != NULL)
    return find_said (self, row->subject);
  if (!g_hash_table_lookup_extended (self->subjects, row->subject, NULL, &found))
    {
      found = find_subject (self, row->subject);
      g_hash_table_insert (self->subjects, g_strdup (row->subject), found);
    }

  return found;
}

static const char *
dimension_of (const AssayResult *row, const char *name)
{
  for (char **pair = row->dimensions; pair != NULL && pair[0] != NULL; pair += 2)
    if (strcmp (pair[0], name) == 0)
      return pair[1];

  return NULL;
}

static gboolean
has_value (char **dimensions, const char *value)
{
  for (char **pair = dimensions; pair != NULL && *pair != NULL; pair += 2)
    if (strcmp (pair[1], value) == 0)
      return TRUE;

  return FALSE;
}

/* "Checkout, /pay, 500": the service and what the query left of labels, under which charts draw it; transfer full. */
static char *
series_of (const Work *self, const AssayResult *row)
{
  const AssaySubject *subject = self->feed->subject != NULL ? assay_store_find_subject (self->store, self->feed->subject) : NULL;
  GString *text = g_string_new (subject != NULL ? subject->name : self->feed->title);

  if (row->subject != NULL && !has_value (row->dimensions, row->subject))
    g_string_append_printf (text, ", %s", row->subject);
  for (char **pair = row->dimensions; pair != NULL && *pair != NULL; pair += 2)
    if (strcmp (pair[0], "statistic") != 0)
      g_string_append_printf (text, ", %s", pair[1]);

  return g_string_free (text, FALSE);
}

/* Of one service there may be two queries of the same metric, and of a query many series. */
static void
add_series (const Work *self, GStrvBuilder *builder, const AssayResult *row)
{
  g_autofree char *series = series_of (self, row);

  g_strv_builder_add_many (builder, "query", self->feed->title, "series", series, NULL);
}

/* name, value, ..., as they stand with the figure; transfer full. */
static char **
dimensions_of (const Work *self, const AssayResult *row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *name = row->subject != NULL ? row->subject : self->feed->entry;

  if (self->feed->name_as != NULL && name != NULL)
    g_strv_builder_add_many (builder, self->feed->name_as, name, NULL);
  if (self->feed->range.length > 0)
    add_series (self, builder, row);
  if (self->feed->keep != NULL && g_strcmp0 (self->feed->keep[0], "*") == 0)
    g_strv_builder_addv (builder, row->dimensions != NULL ? (const char **) row->dimensions : (const char *[]) { NULL });
  for (char **keep = self->feed->keep; keep != NULL && *keep != NULL; keep++)
    if (dimension_of (row, *keep) != NULL)
      g_strv_builder_add_many (builder, *keep, dimension_of (row, *keep), NULL);

  return g_strv_builder_end (builder);
}

/* What makes two figures one. */
static char *
key_of (const char *metric, const char *subject, const char *date, char **dimensions)
{
  GString *key = g_string_new (metric);

  g_string_append_printf (key, "\n%s\n%s", subject, date != NULL ? date : "");
  for (char **pair = dimensions; pair != NULL && *pair != NULL; pair++)
    g_string_append_printf (key, "\n%s", *pair);

  return g_string_free (key, FALSE);
}

/* What the catalogue says anyway, but for what this feed said the last time. */
static void
note_known (Work *self)
{
  GPtrArray *data = assay_store_get_data (self->store);

  for (guint i = 0; i < data->len; i++)
    {
      const AssayDatum *datum = g_ptr_array_index (data, i);

      if (strcmp (datum->origin->id, self->origin) != 0)
        g_hash_table_add (self->seen, key_of (datum->metric->id, datum->subject->id, datum->date, datum->dimensions));
    }
}

/* From the feed's unit or the measure's to the metric's; a source's own words count in ones. */
static double
factor_of (const AssayFeed *feed, const AssayMetric *metric, const char *measure)
{
  const AssayMeasure *known = assay_measure_find (measure);
  const AssayUnit *from = known != NULL ? assay_unit_find (known->unit) : NULL;
  double factor;

  if (feed->unit != NULL)
    return assay_conversion_find (feed->unit, metric->unit, &factor) ? factor : NAN;

  return from != NULL && from->quantity == metric->unit->quantity ? from->factor / metric->unit->factor : 1;
}

/* A date or a version stands as text. */
static void
add_value (const Work *self, const AssayMetric *metric, const AssayResult *row)
{
  double factor = factor_of (self->feed, metric, row->measure);

  if (row->text != NULL && metric->unit->quantity == ASSAY_QUANTITY_TEXT)
    assay_json_add_text (self->json, "text", row->text);
  else if (row->text != NULL)
    assay_json_add_text (self->json, "value", row->text);
  else
    assay_json_add_number (self->json, "value", row->value * factor);
  assay_json_add_range (self->json, row->value * factor, row->low * factor, row->high * factor);
}

static void
add_figure (Work *self, const AssayMetric *metric, const AssaySubject *subject, const AssayResult *row, const char *date)
{
  g_auto (GStrv) dimensions = dimensions_of (self, row);
  char *key = key_of (metric->id, subject->id, date, dimensions);
  g_autofree char *id = g_strdup_printf ("%s-%u", self->origin, self->n_figures + 1);

  if (!g_hash_table_add (self->seen, key))
    return;
  self->n_figures++;
  json_builder_begin_object (self->json);
  assay_json_add_text (self->json, "id", id);
  assay_json_add_text (self->json, "metric", metric->id);
  assay_json_add_text (self->json, "subject", subject->id);
  add_value (self, metric, row);
  assay_json_add_text (self->json, "date", date);
  assay_json_add_text (self->json, "origin", self->origin);
  assay_json_add_text (self->json, "quality", row->quality);
  assay_json_add_strings (self->json, "gate", row->gate);
  assay_json_add_pairs (self->json, "dimensions", dimensions);
  if (self->feed->range.length > 0)
    assay_filing_add_samples (self->json, row->samples, row->n_samples, factor_of (self->feed, metric, row->measure));
  json_builder_end_object (self->json);
}

static gboolean
is_wanted (const AssayFeed *feed, const AssayResult *row)
{
  for (char **pair = feed->only; pair != NULL && *pair != NULL; pair += 2)
    if (g_strcmp0 (dimension_of (row, pair[0]), pair[1]) != 0)
      return FALSE;

  return TRUE;
}

static void
add_answer (Work *self, AssayResults *results, const char *came)
{
  assay_plausible_check (results);
  for (guint i = 0; i < results->rows->len; i++)
    {
      const AssayResult *row = g_ptr_array_index (results->rows, i);
      const char *id = assay_feed_get_metric (self->feed, row->measure);
      const AssayMetric *metric = id != NULL ? assay_store_find_metric (self->store, id) : NULL;
      const AssaySubject *subject = metric != NULL ? subject_of (self, row) : NULL;
      const char *date = row->date != NULL ? row->date : results->date != NULL ? results->date : came;

      if (subject != NULL && (isfinite (row->value * factor_of (self->feed, metric, row->measure)) || row->text != NULL) && is_wanted (self->feed, row))
        add_figure (self, metric, subject, row, date);
    }
}

/* After the figures: it has the note of the newest answer. */
static void
add_origin (const Work *self, const char *address, const char *came)
{
  const AssaySource *source = self->feed->source;

  json_builder_set_member_name (self->json, "origins");
  json_builder_begin_array (self->json);
  json_builder_begin_object (self->json);
  assay_json_add_text (self->json, "id", self->origin);
  assay_json_add_text (self->json, "title", self->feed->title);
  assay_json_add_text (self->json, "publisher", source->publisher);
  assay_json_add_text (self->json, "url", address);
  assay_json_add_text (self->json, "date", came);
  assay_json_add_text (self->json, "retrieved", came);
  assay_json_add_text (self->json, "licence", self->feed->licence != NULL ? self->feed->licence : source->licence);
  assay_json_add_text (self->json, "kind", "published");
  assay_json_add_text (self->json, "standing", self->feed->range.length > 0 ? "own" : "independent");
  assay_json_add_text (self->json, "note", self->note);
  json_builder_end_object (self->json);
  json_builder_end_array (self->json);
}

static gboolean
add_figures (Work *self, const AssayFeedAnswer *answers, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (AssayResults) results = self->feed->source->read (self->feed->title, answers[i].body, &failure);

      if (results == NULL && i == 0)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (results == NULL)
        continue;
      add_answer (self, results, answers[i].came);
      if (i == 0)
        self->note = g_strdup (results->note);
    }

  return TRUE;
}

/* What was filed from answers that are given up. */
static void
add_kept (Work *self, const char *since)
{
  GPtrArray *data = assay_store_get_data (self->store);

  for (guint i = 0; i < data->len; i++)
    {
      const AssayDatum *datum = g_ptr_array_index (data, i);
      g_autofree char *id = NULL;

      if (strcmp (datum->origin->id, self->origin) != 0 || !(datum->day < assay_date_parse (since)))
        continue;
      if (!g_hash_table_add (self->seen, key_of (datum->metric->id, datum->subject->id, datum->date, datum->dimensions)))
        continue;
      id = g_strdup_printf ("%s-%u", self->origin, ++self->n_figures);
      assay_feed_add_kept (self->json, datum, id);
    }
}

/* A unit is written by hand, and a metric may be the user's. */
static gboolean
check_unit (const AssayFeed *feed, AssayStore *store, GError **error)
{
  for (char **pair = feed->metrics; feed->unit != NULL && *pair != NULL; pair += 2)
    {
      const AssayMetric *metric = assay_store_find_metric (store, pair[1]);
      double factor;

      if (metric == NULL || assay_conversion_find (feed->unit, metric->unit, &factor))
        continue;
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: “%s” can’t become %s, the unit of “%s”"), feed->title, feed->unit, metric->unit->id,
                   metric->name);
      return FALSE;
    }

  return TRUE;
}

char *
assay_feed_document (const AssayFeed *self, AssayStore *store, const char *address, const AssayFeedAnswer *answers, guint n,
                     gsize *length, guint *n_figures, GError **error)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *origin = g_strconcat ("feed-", self->id, NULL);
  Work work = { .feed = self, .store = store, .json = json, .origin = origin, .seen = seen, .subjects = subjects };
  gboolean good;

  g_return_val_if_fail (n > 0, NULL);

  note_known (&work);
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "figures");
  json_builder_begin_array (json);
  good = check_unit (self, store, error) && add_figures (&work, answers, n, error);
  if (good)
    add_kept (&work, answers[n - 1].came);
  json_builder_end_array (json);
  add_origin (&work, address, answers[0].came);
  json_builder_end_object (json);
  if (n_figures != NULL)
    *n_figures = work.n_figures;
  g_free (work.note);

  return good ? assay_json_to_text (json, length) : NULL;
}
