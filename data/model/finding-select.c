/* Which points of a figure a sentence speaks of. */
#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/finding-term.h"
#include "data/model/finding.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/store.h"
#include "data/model/subject.h"

static const char * const times[] = { "first", "last", NULL };
static const char * const values[] = { "best", "worst", "median", NULL };
static const char * const plain[] = { "all", "claims", NULL };

static gboolean
is_known (const char *word, AssayStore *store, const char * const *series)
{
  return g_strv_contains (times, word) || g_strv_contains (values, word) || g_strv_contains (plain, word)
         || (word[0] == '@' && word[1] != '\0')
         || g_strv_contains (series, word)
         || assay_store_find_subject (store, word) != NULL
         || assay_store_find_metric (store, word) != NULL
         || assay_store_find_origin (store, word) != NULL;
}

gboolean
assay_selector_parse (AssaySelector *self, const char *text, AssayStore *store,
                      const char * const *series, char **message)
{
  self->words = g_strsplit (text, ".", -1);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (!is_known (self->words[i], store, series))
      {
        *message = g_strdup_printf (_ ("unknown word “%s” in “%s”"), self->words[i], text);
        return FALSE;
      }
  if (self->words[0] != NULL)
    return TRUE;

  *message = g_strdup (_ ("nothing is selected"));

  return FALSE;
}

void
assay_selector_clear (AssaySelector *self)
{
  g_clear_pointer (&self->words, g_strfreev);
}

static gboolean
equals_slug (const char *name, const char *word)
{
  g_autofree char *slug = assay_finding_slug (name != NULL ? name : "");

  return g_str_equal (slug, word);
}

/* "@json" is the category with that name or that metric. */
static gboolean
in_category (const AssayFigure *figure, const AssaySeries *series, guint index, const char *category)
{
  const AssayDatum *datum = series->data != NULL ? series->data[index] : NULL;
  guint position = isfinite (series->x[index]) && series->x[index] >= 0 ? (guint) series->x[index] : G_MAXUINT;

  if (datum != NULL && g_str_equal (datum->metric->id, category))
    return TRUE;

  return figure->categories != NULL && position < g_strv_length (figure->categories)
         && equals_slug (figure->categories[position], category);
}

static gboolean
word_holds (const char *word, AssayStore *store, const AssayFigure *figure, const AssaySeries *series, guint index)
{
  const AssayDatum *datum = series->data != NULL ? series->data[index] : NULL;

  if (g_strv_contains (times, word) || g_strv_contains (values, word) || g_strv_contains (plain, word))
    return TRUE;
  if (word[0] == '@')
    return in_category (figure, series, index, word + 1);
  if (equals_slug (series->name, word))
    return TRUE;
  if (datum == NULL)
    return FALSE;

  return g_str_equal (datum->metric->id, word) || g_str_equal (datum->origin->id, word)
         || assay_store_is_within (store, datum->subject, word);
}

static gboolean
spot_holds (const AssaySelector *self, AssayStore *store, const AssayFigure *figure, const AssaySeries *series, guint index)
{
  gboolean claims = g_strv_contains ((const char * const *) self->words, "claims");

  if (isnan (series->y[index]) && (series->high == NULL || isnan (series->high[index])))
    return FALSE;
  if (claims != (series->role == ASSAY_ROLE_CLAIM) || assay_series_is_gated (series, index))
    return FALSE;
  for (guint i = 0; self->words[i] != NULL; i++)
    if (!word_holds (self->words[i], store, figure, series, index))
      return FALSE;

  return TRUE;
}

GArray *
assay_selector_filter (const AssaySelector *self, AssayStore *store, const AssayFigure *figure)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (AssaySpot));

  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = g_ptr_array_index (figure->series, s);

      for (guint i = 0; i < series->n; i++)
        if (spot_holds (self, store, figure, series, i))
          {
            AssaySpot spot = { s, i };

            g_array_append_val (spots, spot);
          }
    }

  return spots;
}

/* The selector's word among @choices, or NULL. */
static const char *
find_word (const AssaySelector *self, const char * const *choices)
{
  for (guint i = 0; self->words[i] != NULL; i++)
    if (g_strv_contains (choices, self->words[i]))
      return self->words[i];

  return NULL;
}

/* When a point is, or where it lies on a quantity's axis. */
static double
spot_place (const AssayFigure *figure, const AssaySpot *spot)
{
  const AssaySeries *series = g_ptr_array_index (figure->series, spot->series);

  if (figure->categories == NULL && isfinite (series->x[spot->index]))
    return series->x[spot->index];

  return series->data != NULL ? series->data[spot->index]->day : NAN;
}

/* Leaves the earliest or the latest points. */
static void
keep_extreme_place (const AssayFigure *figure, GArray *spots, gboolean latest)
{
  double extreme = NAN;

  for (guint i = 0; i < spots->len; i++)
    {
      double place = spot_place (figure, &g_array_index (spots, AssaySpot, i));

      if (isnan (extreme) || (latest ? place > extreme : place < extreme))
        extreme = place;
    }
  for (guint i = spots->len; i > 0; i--)
    if (spot_place (figure, &g_array_index (spots, AssaySpot, i - 1)) != extreme)
      g_array_remove_index (spots, i - 1);
}

/* Higher is better, or the negative of what is better low. */
static double
spot_merit (const AssayFigure *figure, const AssaySpot *spot)
{
  const AssaySeries *series = g_ptr_array_index (figure->series, spot->series);
  double value = figure->kind == ASSAY_FIGURE_TIMELINE ? series->high[spot->index] : series->y[spot->index];
  gboolean lower = series->data != NULL && series->data[spot->index]->metric->better == ASSAY_BETTER_LOWER;

  return lower ? -value : value;
}

static int
compare_merit (gconstpointer a, gconstpointer b, gpointer figure)
{
  double first = spot_merit (figure, a), second = spot_merit (figure, b);

  return (first < second) - (first > second);
}

gboolean
assay_selector_pick (const AssaySelector *self, AssayStore *store, const AssayFigure *figure, AssaySpot *spot)
{
  g_autoptr (GArray) spots = assay_selector_filter (self, store, figure);
  const char *value = find_word (self, values), *time = find_word (self, times);

  if (time == NULL && value == NULL && figure->categories == NULL)
    time = "last";
  if (time != NULL)
    keep_extreme_place (figure, spots, g_str_equal (time, "last"));
  if (spots->len == 0)
    return FALSE;

  g_array_sort_with_data (spots, compare_merit, (gpointer) figure);
  if (value != NULL && g_str_equal (value, "worst"))
    *spot = g_array_index (spots, AssaySpot, spots->len - 1);
  else
    *spot = g_array_index (spots, AssaySpot, value != NULL && g_str_equal (value, "median") ? (spots->len - 1) / 2 : 0);

  return TRUE;
}
