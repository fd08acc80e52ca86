/* Figures become settings: those of one source on one machine under one load are set against each other, and no others. */
#include <math.h>
#include <string.h>

#include "data/advice/decision-private.h"
#include "data/advice/evidence.h"
#include "data/measure/statistics.h"
#include "data/model/datum.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

#define DAYS_A_MONTH 30.436875  /* of the Gregorian calendar, in the mean */

/* The settings in the making. */
typedef struct
{
  AssayEvidenceBase *base;
  const AssayDriverEvidence *evidence;
  GHashTable *settings;      /* what must be alike, as text -> AssaySetting */
  GPtrArray *order;          /* the same in the order of their first figure */
} Sorting;

/* Which side @subject speaks for; -1: none, or it doesn't count. */
static int
find_side (const Sorting *self, AssaySubject *subject)
{
  const AssayDriverEvidence *evidence = self->evidence;
  AssayStore *store = self->base->store;
  AssaySubject *side = NULL;

  for (char **except = evidence->except; except != NULL && *except != NULL; except++)
    if (assay_store_is_within (store, subject, *except))
      return -1;
  for (guint i = 0; i < evidence->stand_ins->len && side == NULL; i++)
    {
      const AssayStandIn *stand_in = evidence->stand_ins->pdata[i];

      side = assay_selection_has (stand_in->of, store, subject) ? stand_in->side : NULL;
    }
  if (evidence->stand_ins->len == 0 && (evidence->kinds == NULL || g_strv_contains ((const char * const *) evidence->kinds, subject->kind)))
    side = assay_store_get_side (store, subject);
  for (guint i = 0; side != NULL && i < self->base->sides->len; i++)
    if (strcmp (((AssaySubject *) self->base->sides->pdata[i])->id, side->id) == 0)
      return i;

  return -1;
}

/* As assay_evidence_alike() pairs figures: one source, or one publisher's on one machine. */
static void
append_place (GString *key, const AssayProvenance *origin)
{
  if (origin->machine != NULL && origin->publisher != NULL)
    g_string_append_printf (key, "\n%s\n%s", origin->publisher, origin->machine);
  else
    g_string_append_printf (key, "\n%s", origin->id);
}

static char *
get_key (const Sorting *self, const AssayDatum *datum)
{
  GString *key = g_string_new (datum->metric->id);

  if (!self->evidence->across)
    append_place (key, datum->origin);
  for (char **pair = datum->dimensions; pair != NULL && *pair != NULL; pair += 2)
    if (self->evidence->vary == NULL || !g_strv_contains ((const char * const *) self->evidence->vary, pair[0]))
      g_string_append_printf (key, "\n%s=%s", pair[0], pair[1]);

  return g_string_free (key, FALSE);
}

static AssaySetting *
demand (Sorting *self, const AssayDatum *datum)
{
  g_autofree char *key = get_key (self, datum);
  AssaySetting *setting = g_hash_table_lookup (self->settings, key);

  if (setting != NULL)
    return setting;
  setting = assay_setting_new (self->base->sides->len);
  setting->evidence = self->evidence;
  g_hash_table_insert (self->settings, g_steal_pointer (&key), setting);
  g_ptr_array_add (self->order, setting);

  return setting;
}

/* In one setting a subject's newest figure of each set of dimensions counts. Data come by date: what came before under that name goes. */
static GPtrArray *
keep_newest (Sorting *self, GPtrArray *data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = data->len; i > 0; i--)
    {
      AssayDatum *datum = data->pdata[i - 1];
      g_autofree char *key = get_key (self, datum), *pairs = datum->dimensions != NULL ? g_strjoinv ("\n", datum->dimensions) : g_strdup ("");
      g_autofree char *name = g_strdup_printf ("%s\n%s\n%s", key, datum->subject->id, pairs);

      if (g_hash_table_add (seen, g_steal_pointer (&name)))
        g_ptr_array_add (kept, datum);
    }
  /* By date again. */
  for (guint i = 0; i < kept->len / 2; i++)
    {
      gpointer swapped = kept->pdata[i];

      kept->pdata[i] = kept->pdata[kept->len - 1 - i];
      kept->pdata[kept->len - 1 - i] = swapped;
    }

  return kept;
}

static void
take (AssaySetting *setting, guint side, AssayDatum *datum, double low, double high)
{
  double from = assay_evidence_value (setting->evidence, low), to = assay_evidence_value (setting->evidence, high);

  assay_setting_add (setting, side, from, to);
  g_ptr_array_add (setting->data, assay_datum_ref (datum));
  if (!isnan (datum->day) && !(setting->day < datum->day))
    setting->day = datum->day;
}

/* The printed interval, else that of the mean of its samples, else the value itself. */
static gboolean
read_range (const AssayDatum *datum, double *low, double *high)
{
  double value;

  if (!assay_evidence_number (datum, &value, low, high))
    return FALSE;
  if (*low == *high && datum->n_samples > 1)
    {
      AssayInterval interval = assay_interval_of_mean (datum->samples, datum->n_samples, ASSAY_LEVEL);

      if (isfinite (interval.low) && isfinite (interval.high))
        {
          *low = interval.low;
          *high = interval.high;
        }
    }

  return TRUE;
}

static GPtrArray *
query (const Sorting *self, const AssayMetric *metric, const char *since)
{
  const AssayQuery asked = { .metric = metric->id, .origin = self->evidence->origin, .since = since };
  GPtrArray *data = assay_store_query (self->base->store, &asked);

  /* A sentence is no evidence for itself. */
  for (guint i = data->len; i > 0; i--)
    if (((AssayDatum *) data->pdata[i - 1])->origin->kind == ASSAY_ORIGIN_CLAIM)
      g_ptr_array_remove_index (data, i - 1);

  return data;
}

static void
sort_values (Sorting *self, const AssayMetric *metric)
{
  g_autoptr (GPtrArray) data = query (self, metric, self->evidence->since), newest = keep_newest (self, data);

  for (guint i = 0; i < newest->len; i++)
    {
      AssayDatum *datum = newest->pdata[i];
      int side = find_side (self, datum->subject);
      double low, high;

      if (side >= 0 && read_range (datum, &low, &high))
        take (demand (self, datum), side, datum, low, high);
    }
}

static AssayDatum *
find_newest (GPtrArray *data, const AssaySubject *subject)
{
  for (guint i = data->len; i > 0; i--)
    if (strcmp (((AssayDatum *) data->pdata[i - 1])->subject->id, subject->id) == 0)
      return data->pdata[i - 1];

  return NULL;
}

/* Months from one date to the other, of the same subject. */
static void
sort_spans (Sorting *self)
{
  g_autoptr (GPtrArray) starts = query (self, self->evidence->metrics->pdata[0], NULL), ends = query (self, self->evidence->until, NULL);
  g_autoptr (GPtrArray) newest = keep_newest (self, starts);
  double since = self->evidence->since != NULL ? assay_date_parse (self->evidence->since) : -INFINITY;

  for (guint i = 0; i < newest->len; i++)
    {
      AssayDatum *start = newest->pdata[i], *end = find_newest (ends, start->subject);
      int side = find_side (self, start->subject);
      double months = end != NULL ? (end->value - start->value) / DAYS_A_MONTH : NAN;

      if (side < 0 || isnan (months) || start->value < since)
        continue;
      take (demand (self, start), side, start, months, months);
      g_ptr_array_add (demand (self, start)->data, assay_datum_ref (end));
    }
}

static char *
make_label (const AssaySetting *setting)
{
  const AssayDatum *first = setting->data->pdata[0];
  gboolean several = FALSE;
  g_autofree char *line = NULL;

  for (guint i = 1; i < setting->data->len; i++)
    several = several || ((AssayDatum *) setting->data->pdata[i])->origin != first->origin;
  if (several && first->origin->publisher != NULL)
    line = g_strdup (first->origin->publisher);
  else
    line = assay_provenance_line (first->origin);

  return g_strdup_printf ("%s · %s", first->metric->name, line);
}

static guint
count_sides (const AssaySetting *setting, guint n_sides)
{
  guint n = 0;

  for (guint i = 0; i < n_sides; i++)
    n += setting->points[i]->len > 0;

  return n;
}

void
assay_decision_add_figures (AssayEvidenceBase *base, const AssayDriverEvidence *evidence, GPtrArray *settings)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  Sorting sorting = { base, evidence, table, order };

  if (evidence->until != NULL)
    sort_spans (&sorting);
  else
    for (guint i = 0; i < evidence->metrics->len; i++)
      sort_values (&sorting, evidence->metrics->pdata[i]);
  for (guint i = 0; i < order->len; i++)
    {
      AssaySetting *setting = order->pdata[i];

      if (count_sides (setting, base->sides->len) < 2)
        {
          assay_setting_free (setting);
          continue;
        }
      setting->label = make_label (setting);
      for (guint side = 0; side < base->sides->len; side++)
        if (setting->points[side]->len == 0)
          assay_setting_add (setting, side, 0, 1);
      g_ptr_array_add (settings, setting);
    }
}
