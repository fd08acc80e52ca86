/* What a decision record says is held against what is known today. */
#include <math.h>
#include <string.h>

#include "data/advice/record-private.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/subject.h"
#include "data/model/units.h"

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

static const AssayRecordAlternative *
find_then (const AssayRecord *self, const char *id)
{
  for (guint i = 0; i < self->alternatives->len; i++)
    if (strcmp (((AssayRecordAlternative *) self->alternatives->pdata[i])->id, id) == 0)
      return self->alternatives->pdata[i];

  return NULL;
}

static gboolean
is_alternative (const AssayAdvice *now, const char *id)
{
  for (guint a = 0; a < now->smaa->n_alternatives; a++)
    if (strcmp (assay_advice_alternative (now, a)->id, id) == 0)
      return TRUE;

  return FALSE;
}

static void
compare_alternatives (const AssayRecord *self, const AssayAdvice *now, GPtrArray *changes)
{
  guint m = now->smaa->n_alternatives;

  for (guint a = 0; a < m; a++)
    {
      const AssayAlternative *alternative = assay_advice_alternative (now, a);
      const AssayRecordAlternative *then = find_then (self, alternative->id);
      double first = now->smaa->acceptability[a * m];

      if (then == NULL)
        g_ptr_array_add (changes, g_strdup_printf (_ ("%s was no alternative then; first in %.0f of 100 draws now"), alternative->name, first * 100));
      else if (fabs (first - then->first) >= LEAST_MOVE)
        g_ptr_array_add (changes, g_strdup_printf (_ ("%s: first in %.0f of 100 draws now, in %.0f then"), then->name, first * 100, then->first * 100));
    }
  for (guint i = 0; i < self->alternatives->len; i++)
    {
      const AssayRecordAlternative *then = self->alternatives->pdata[i];

      if (!is_alternative (now, then->id))
        g_ptr_array_add (changes, g_strdup_printf (_ ("%s: no alternative any more"), then->name));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

/* "3 figures are new: A; B; C"; takes over @head. */
static void
tell (GPtrArray *changes, GPtrArray *names, char *head)
{
  GString *text;

  if (names->len == 0)
    {
      g_free (head);
      return;
    }
  g_ptr_array_sort (names, compare_names);
  text = g_string_new (NULL);
  g_string_append (text, head);
  for (guint i = 0; i < MIN (names->len, MOST_NAMED); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", (char *) names->pdata[i]);
  if (names->len > MOST_NAMED)
    g_string_append (text, "; …");
  g_free (head);
  g_ptr_array_add (changes, g_string_free (text, FALSE));
}

/* What a figure is of, and from where, on whatever day: its id, which a date is part of, without that; transfer full. */
static char *
make_key (const char *id, const char *date, const char *origin)
{
  g_autofree char *day = date != NULL ? g_strconcat (":", date, NULL) : NULL;
  const char *found = day != NULL ? strstr (id, day) : NULL;
  gsize length = found != NULL ? (gsize) (found - id) : strlen (id);

  return g_strdup_printf ("%s|%.*s%s", origin != NULL ? origin : "", (int) length, id, found != NULL ? found + strlen (day) : "");
}

static void
compare_values (const AssayRecordFigure *then, const AssayDatum *now, GPtrArray *other)
{
  g_autofree char *before = NULL, *after = NULL;

  if (isnan (then->value) || isnan (now->value) || fabs (now->value - then->value) <= 1e-9 * fabs (then->value))
    return;
  before = assay_unit_format (now->metric->unit, then->value);
  after = assay_unit_format (now->metric->unit, now->value);
  g_ptr_array_add (other, g_strdup_printf (_ ("%s, %s instead of %s"), then->name, after, before));
}

/* Of the @figures of today those that are in no record by id, by make_key(). Transfer full. */
static GHashTable *
index_by_key (GHashTable *figures)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, figures);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const AssayDatum *datum = value;

      g_hash_table_insert (keys, make_key (datum->id, datum->date, datum->origin->id), value);
    }

  return keys;
}

/* Takes what it finds out of @figures; what it doesn't goes to @missing. */
static void
match_by_id (const AssayRecord *self, GHashTable *figures, GPtrArray *other, GPtrArray *missing)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      AssayRecordFigure *then = self->figures->pdata[i];
      const AssayDatum *now = g_hash_table_lookup (figures, then->figure);

      if (now != NULL)
        compare_values (then, now, other);
      else
        g_ptr_array_add (missing, then);
      g_hash_table_remove (figures, then->figure);
    }
}

/* The same figure of another day is another value, not one that is new and one that is gone. */
static void
match_by_key (GPtrArray *missing, GHashTable *figures, GPtrArray *other, GPtrArray *gone)
{
  g_autoptr (GHashTable) keys = index_by_key (figures);

  for (guint i = 0; i < missing->len; i++)
    {
      const AssayRecordFigure *then = missing->pdata[i];
      g_autofree char *key = make_key (then->figure, then->date, then->origin);
      const AssayDatum *now = g_hash_table_lookup (keys, key);

      if (now == NULL)
        {
          g_ptr_array_add (gone, then->name);
          continue;
        }
      compare_values (then, now, other);
      g_hash_table_remove (figures, now->id);
      g_hash_table_remove (keys, key);
    }
}

static void
compare_figures (const AssayRecord *self, const AssayAdvice *now, GPtrArray *changes)
{
  g_autoptr (GHashTable) figures = assay_record_figures (now);
  g_autoptr (GPtrArray) other = g_ptr_array_new_with_free_func (g_free), added = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) missing = g_ptr_array_new (), gone = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer datum;

  match_by_id (self, figures, other, missing);
  match_by_key (missing, figures, other, gone);
  g_hash_table_iter_init (&iter, figures);
  while (g_hash_table_iter_next (&iter, NULL, &datum))
    g_ptr_array_add (added, g_strdup_printf (_ ("%s of %s"), ((AssayDatum *) datum)->metric->name, ((AssayDatum *) datum)->subject->name));
  tell (changes, added, g_strdup_printf (ngettext ("%u figure is new: ", "%u figures are new: ", added->len), added->len));
  tell (changes, other, g_strdup_printf (ngettext ("%u figure is other than then: ", "%u figures are other than then: ", other->len), other->len));
  tell (changes, gone, g_strdup_printf (ngettext ("%u figure is no longer there: ", "%u figures are no longer there: ", gone->len), gone->len));
}

GPtrArray *
assay_record_compare (const AssayRecord *self, const AssayAdvice *now)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_free);

  if (strcmp (self->verdict, now->verdict) != 0)
    g_ptr_array_add (changes, g_strdup_printf (_ ("The recommendation was “%s” and is now “%s”"), self->verdict, now->verdict));
  compare_alternatives (self, now, changes);
  compare_figures (self, now, changes);

  return changes;
}
