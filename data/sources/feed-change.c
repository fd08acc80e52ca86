#include "data/sources/feed-change.h"

#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* One course of figures; transfer full. */
static char *
key_of (const AssayDatum *datum)
{
  GString *key = g_string_new (datum->metric->id);

  g_string_append_printf (key, "\n%s", datum->subject->id);
  for (char **word = datum->dimensions; word != NULL && *word != NULL; word++)
    g_string_append_printf (key, "\n%s", *word);

  return g_string_free (key, FALSE);
}

/* Key -> AssayFeedChange with the feed's newest figure. */
static GHashTable *
find_newest (AssayStore *store, const char *origin)
{
  GHashTable *changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *data = assay_store_get_data (store);

  for (guint i = 0; i < data->len; i++)
    {
      const AssayDatum *datum = data->pdata[i];
      g_autofree char *key = NULL;
      AssayFeedChange *change;

      if (strcmp (datum->origin->id, origin) != 0)
        continue;
      key = key_of (datum);
      change = g_hash_table_lookup (changes, key);
      if (change != NULL && !(datum->day > change->after->day))
        continue;
      change = g_new0 (AssayFeedChange, 1);
      change->after = datum;
      g_hash_table_replace (changes, g_steal_pointer (&key), change);
    }

  return changes;
}

static void
find_before (GHashTable *changes, AssayStore *store)
{
  GPtrArray *data = assay_store_get_data (store);

  for (guint i = 0; i < data->len; i++)
    {
      const AssayDatum *datum = data->pdata[i];
      g_autofree char *key = key_of (datum);
      AssayFeedChange *change = g_hash_table_lookup (changes, key);

      if (change != NULL && datum->day < change->after->day && (change->before == NULL || datum->day > change->before->day))
        change->before = datum;
    }
}

static gboolean
is_changed (const AssayFeedChange *self)
{
  if (self->before == NULL)
    return TRUE;
  if (g_strcmp0 (self->after->text, self->before->text) != 0)
    return TRUE;

  return !isnan (self->after->value) && self->after->value != self->before->value;
}

/* How far it went, up or down; what can't be divided counts for more than nothing. */
static double
size_of (const AssayFeedChange *self)
{
  if (self->before == NULL)
    return -1;

  return self->ratio > 0 ? fabs (log (self->ratio)) : 0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const AssayFeedChange *first = *(AssayFeedChange * const *) a, *second = *(AssayFeedChange * const *) b;
  double difference = size_of (second) - size_of (first);
  int order = difference > 0 ? 1 : difference < 0 ? -1 : strcmp (first->after->metric->id, second->after->metric->id);

  return order != 0 ? order : strcmp (first->after->id, second->after->id);
}

GPtrArray *
assay_feed_changes (const AssayFeed *feed, AssayStore *store)
{
  g_autofree char *origin = g_strconcat ("feed-", feed->id, NULL);
  g_autoptr (GHashTable) changes = find_newest (store, origin);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (changes) > 0)
    find_before (changes, store);
  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      AssayFeedChange *change = g_memdup2 (value, sizeof *change);
      gboolean divisible = change->before != NULL && change->after->metric->unit->quantity != ASSAY_QUANTITY_DATE && change->before->value > 0;

      change->ratio = divisible ? change->after->value / change->before->value : NAN;
      if (is_changed (change))
        g_ptr_array_add (list, change);
      else
        g_free (change);
    }
  g_ptr_array_sort (list, compare);

  return list;
}
