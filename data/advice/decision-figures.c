/* Figures as settings: what one source counted on one machine under one load, of two sides or more. */
#include "data/advice/decision-private.h"

#include <math.h>
#include <string.h>

#include "data/advice/evidence.h"
#include "data/measure/statistics.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

#define DAYS_A_MONTH (365.25 / 12)
/* From the 5th to the 95th percentile of the mean. */
#define SAMPLES_LEVEL 0.9

/* A figure, or the time between two, of a side. */
typedef struct
{
  AssayDatum *datum, *end;   /* owned; end: or NULL */
  guint side;
  double value, low, high;
} Reading;

/* Of one evidence entry and metric. */
typedef struct
{
  const AssayGroundwork *work;
  const AssayDriverEvidence *evidence;
  AssayMetric *metric;
  GHashTable *ends;          /* subject id -> AssayDatum, with evidence->until */
  GHashTable *groups;        /* key -> GPtrArray of Reading */
  GHashTable *seen;          /* keys with subject: the newest comes first */
} Gathering;

static void
reading_free (Reading *self)
{
  assay_datum_unref (self->datum);
  g_clear_pointer (&self->end, assay_datum_unref);
  g_free (self);
}

static gboolean
contains (char **list, const char *item)
{
  return list != NULL && g_strv_contains ((const char * const *) list, item);
}

/* Which side @subject speaks for; -1: none. */
static int
find_side (const Gathering *self, AssaySubject *subject)
{
  const AssayDriverEvidence *evidence = self->evidence;
  AssayStore *store = self->work->store;
  int side;

  for (guint i = 0; i < evidence->stand_ins->len; i++)
    {
      const AssayStandIn *stand_in = evidence->stand_ins->pdata[i];

      if (assay_selection_has (stand_in->of, store, subject))
        return assay_groundwork_side (self->work, stand_in->side);
    }
  if (evidence->kinds != NULL && !contains (evidence->kinds, subject->kind))
    return -1;
  for (char **id = evidence->except; id != NULL && *id != NULL; id++)
    if (assay_store_is_within (store, subject, *id))
      return -1;
  side = assay_groundwork_side (self->work, subject);
  /* Where somebody stands in for a side, the side's own don't count. */
  for (guint i = 0; side >= 0 && i < evidence->stand_ins->len; i++)
    if (assay_groundwork_side (self->work, ((AssayStandIn *) evidence->stand_ins->pdata[i])->side) == side)
      return -1;

  return side;
}

/* By whose rules two figures are alike: one origin, or one publisher on one machine; see assay_evidence_alike(), which takes pairs. */
static void
append_place (GString *key, const AssayProvenance *origin)
{
  if (origin->machine != NULL && origin->publisher != NULL)
    g_string_append_printf (key, "%s\n%s\n", origin->publisher, origin->machine);
  else
    g_string_append_printf (key, "\n%s\n", origin->id);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

/* In the order of their names: files may name them in any. @inside: only those of @vary, else only the others. */
static void
append_dimensions (GString *key, const AssayDatum *datum, char **vary, gboolean inside)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; datum->dimensions != NULL && datum->dimensions[i] != NULL; i += 2)
    if (contains (vary, datum->dimensions[i]) == inside)
      g_ptr_array_add (words, g_strdup_printf ("%s=%s\n", datum->dimensions[i], datum->dimensions[i + 1]));
  g_ptr_array_sort (words, compare_strings);
  for (guint i = 0; i < words->len; i++)
    g_string_append (key, words->pdata[i]);
}

/* Repeated starts know their mean better than the printed interval of one source does. */
static gboolean
read_samples (Reading *self)
{
  AssayInterval mean;

  if (self->datum->n_samples < 2)
    return FALSE;
  mean = assay_interval_of_mean (self->datum->samples, self->datum->n_samples, SAMPLES_LEVEL);
  if (!isfinite (mean.low) || !isfinite (mean.high))
    return FALSE;
  self->value = mean.estimate;
  self->low = mean.low;
  self->high = mean.high;

  return TRUE;
}

static gboolean
read_value (const Gathering *self, Reading *reading)
{
  AssayDatum *end;

  if (self->ends == NULL)
    return read_samples (reading) || assay_evidence_number (reading->datum, &reading->value, &reading->low, &reading->high);

  end = g_hash_table_lookup (self->ends, reading->datum->subject->id);
  if (end == NULL || isnan (reading->datum->value) || reading->datum->value < assay_date_parse (self->evidence->since))
    return FALSE;
  reading->end = assay_datum_ref (end);
  reading->value = reading->low = reading->high = (reading->end->value - reading->datum->value) / DAYS_A_MONTH;

  return TRUE;
}

static void
take (Gathering *self, AssayDatum *datum)
{
  int side = datum->origin->kind != ASSAY_ORIGIN_CLAIM ? find_side (self, datum->subject) : -1;
  GString *key;
  GPtrArray *group;
  Reading *reading;
  gsize length;

  if (side < 0)
    return;
  reading = g_new0 (Reading, 1);
  reading->datum = assay_datum_ref (datum);
  reading->side = (guint) side;
  key = g_string_new (NULL);
  if (!self->evidence->across)
    append_place (key, datum->origin);
  append_dimensions (key, datum, self->evidence->vary, FALSE);
  length = key->len;
  g_string_append_printf (key, "\n%s\n", datum->subject->id);
  append_dimensions (key, datum, self->evidence->vary, TRUE);
  if (!read_value (self, reading) || !g_hash_table_add (self->seen, g_strdup (key->str)))
    {
      reading_free (reading);
      g_string_free (key, TRUE);
      return;
    }
  g_string_truncate (key, length);
  group = g_hash_table_lookup (self->groups, key->str);
  if (group == NULL)
    {
      group = g_ptr_array_new_with_free_func ((GDestroyNotify) reading_free);
      g_hash_table_insert (self->groups, g_strdup (key->str), group);
    }
  g_ptr_array_add (group, reading);
  g_string_free (key, TRUE);
}

/* The newest end of each subject. */
static GHashTable *
gather_ends (AssayStore *store, AssayMetric *until)
{
  const AssayQuery query = { .metric = until->id };
  g_autoptr (GPtrArray) data = assay_store_query (store, &query);
  GHashTable *ends = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) assay_datum_unref);

  for (guint i = 0; i < data->len; i++)
    {
      AssayDatum *datum = data->pdata[i];

      if (!isnan (datum->value) && datum->origin->kind != ASSAY_ORIGIN_CLAIM)
        g_hash_table_replace (ends, datum->subject->id, assay_datum_ref (datum));
    }

  return ends;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
find_median (GPtrArray *group)
{
  g_autofree double *values = g_new (double, group->len);

  for (guint i = 0; i < group->len; i++)
    values[i] = ((Reading *) group->pdata[i])->value;
  qsort (values, group->len, sizeof (double), compare_doubles);

  return (values[(group->len - 1) / 2] + values[group->len / 2]) / 2;
}

/* "TechEmpower continuous run"; of several origins their publisher, or the newest one and how many more. */
static void
append_source (GString *label, GPtrArray *group)
{
  const AssayProvenance *first = ((Reading *) group->pdata[0])->datum->origin;
  g_autoptr (GHashTable) origins = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean shared = first->publisher != NULL;
  guint others;

  for (guint i = 0; i < group->len; i++)
    {
      const AssayProvenance *origin = ((Reading *) group->pdata[i])->datum->origin;

      g_hash_table_add (origins, origin->id);
      shared = shared && g_strcmp0 (origin->publisher, first->publisher) == 0;
    }
  others = g_hash_table_size (origins) - 1;
  g_string_append_printf (label, " · %s", others > 0 && shared ? first->publisher : first->title);
  if (others > 0 && !shared)
    g_string_append_printf (label, _ (" and %u more"), others);
}

/* "JSON throughput, workers 4 · TechEmpower continuous run, 8 Jun 2025"; the newest figure comes first. */
static char *
make_label (const Gathering *self, GPtrArray *group)
{
  const AssayDatum *first = ((Reading *) group->pdata[0])->datum;
  GString *label = g_string_new (self->metric->name);

  if (self->evidence->until != NULL)
    g_string_append_printf (label, _ (" to %s"), self->evidence->until->name);
  for (guint i = 0; first->dimensions != NULL && first->dimensions[i] != NULL; i += 2)
    if (!contains (self->evidence->vary, first->dimensions[i]))
      g_string_append_printf (label, ", %s %s", first->dimensions[i], first->dimensions[i + 1]);
  append_source (label, group);
  if (first->date != NULL)
    {
      g_autofree char *date = assay_date_describe (first->date);

      g_string_append_printf (label, ", %s", date);
    }

  return g_string_free (label, FALSE);
}

static void
set_side (AssayGround *ground, const Gathering *self, GPtrArray *group, guint side, guint n)
{
  AssayValuePoint *points = g_new (AssayValuePoint, n);
  guint k = 0;

  for (guint i = 0; i < group->len; i++)
    {
      const Reading *reading = group->pdata[i];
      double one, other;

      if (reading->side != side)
        continue;
      one = assay_evidence_value (self->evidence, reading->low);
      other = assay_evidence_value (self->evidence, reading->high);
      points[k].low = (float) MIN (one, other);
      points[k++].high = (float) MAX (one, other);
    }
  assay_ground_set (ground, side, points, n);
}

static void
add_group (AssayGround *ground, const Gathering *self, GPtrArray *group)
{
  guint counts[ASSAY_SMAA_MOST_ALTERNATIVES] = { 0 }, sides = 0;
  AssayHopScale *scale;
  AssaySetting *setting;

  for (guint i = 0; i < group->len; i++)
    sides += counts[((Reading *) group->pdata[i])->side]++ == 0;
  if (sides < 2)
    return;

  setting = assay_setting_new (make_label (self, group), ((Reading *) group->pdata[0])->datum->origin, NULL);
  for (guint i = 0; i < group->len; i++)
    {
      const Reading *reading = group->pdata[i];

      setting->day = fmin (setting->day, reading->datum->day);
      g_ptr_array_add (setting->data, assay_datum_ref (reading->datum));
      if (reading->end != NULL)
        g_ptr_array_add (setting->data, assay_datum_ref (reading->end));
    }
  assay_ground_add (ground, setting);
  scale = &g_array_index (ground->scales, AssayHopScale, ground->scales->len - 1);
  scale->evidence = self->evidence;
  scale->typical = find_median (group);
  scale->factor = self->metric->unit->quantity == ASSAY_QUANTITY_TIME ? self->metric->unit->factor : NAN;
  for (guint a = 0; a < ground->n_sides; a++)
    if (counts[a] > 0)
      set_side (ground, self, group, a, counts[a]);
}

/* Settings in the order of their keys: who else is in the store doesn't move them. */
static void
add_groups (AssayGround *ground, const Gathering *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_strings);
  for (guint i = 0; i < keys->len; i++)
    add_group (ground, self, g_hash_table_lookup (self->groups, keys->pdata[i]));
}

static void
add_metric (AssayGround *ground, const AssayGroundwork *work, const AssayDriverEvidence *evidence, AssayMetric *metric)
{
  /* Of a time between two dates it is the first that must not be older: such rows mostly have no other date. */
  const AssayQuery query = { .metric = metric->id, .origin = evidence->origin, .since = evidence->until == NULL ? evidence->since : NULL };
  g_autoptr (GPtrArray) data = assay_store_query (work->store, &query);
  g_autoptr (GHashTable) ends = evidence->until != NULL ? gather_ends (work->store, evidence->until) : NULL;
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Gathering self = { work, evidence, metric, ends, groups, seen };

  for (guint i = data->len; i > 0; i--)
    take (&self, data->pdata[i - 1]);
  add_groups (ground, &self);
}

void
assay_ground_add_figures (AssayGround *self, const AssayGroundwork *work)
{
  self->basis = ASSAY_BASIS_FIGURES;
  for (guint i = 0; i < self->driver->evidence->len; i++)
    {
      const AssayDriverEvidence *evidence = self->driver->evidence->pdata[i];

      for (guint m = 0; m < evidence->metrics->len; m++)
        add_metric (self, work, evidence, evidence->metrics->pdata[m]);
    }
}
