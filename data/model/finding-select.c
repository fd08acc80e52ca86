/* Which points of a figure a sentence speaks of. */
#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/finding-term.h"
#include "data/model/finding.h"
#include "data/model/metric.h"
#include "data/model/series.h"
#include "data/model/store.h"
#include "data/model/subject.h"

static const char * const picks[] = { "best", "worst", "median", "first", "last", NULL };
static const char * const plain[] = { "all", "claims", NULL };

static gboolean
is_known (const char *word, AssayStore *store, const char * const *series)
{
  return g_strv_contains (picks, word) || g_strv_contains (plain, word)
         || (word[0] == '@' && word[1] != '\0')
         || g_strv_contains (series, word)
         || assay_store_find_subject (store, word) != NULL
         || assay_store_find_metric (store, word) != NULL;
}

gboolean
assay_selector_parse (AssaySelector *self, const char *text, AssayStore *store,
                      const char * const *series, char **message)
{
  self->words = g_strsplit (text, ".", -1);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (!is_known (self->words[i], store, series))
      {
        *message = g_strdup_printf ("unknown word “%s” in “%s”", self->words[i], text);
        return FALSE;
      }
  if (self->words[0] != NULL)
    return TRUE;

  *message = g_strdup ("nothing is selected");

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

  if (g_strv_contains (picks, word) || g_strv_contains (plain, word))
    return TRUE;
  if (word[0] == '@')
    return in_category (figure, series, index, word + 1);
  if (equals_slug (series->name, word))
    return TRUE;
  if (datum == NULL)
    return FALSE;

  return g_str_equal (datum->metric->id, word) || assay_store_is_within (store, datum->subject, word);
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

static const char *
pick_word (const AssaySelector *self, const AssayFigure *figure)
{
  for (guint i = 0; self->words[i] != NULL; i++)
    if (g_strv_contains (picks, self->words[i]))
      return self->words[i];

  return figure->categories == NULL ? "last" : "best";
}

/* When a point is, or where it lies on a quantity's axis. */
static double
spot_place (const AssayFigure *figure, const AssaySeries *series, guint index)
{
  if (figure->categories == NULL && isfinite (series->x[index]))
    return series->x[index];

  return series->data != NULL ? series->data[index]->day : NAN;
}

/* What the pick sorts by: the wanted point has the greatest rank. */
static double
spot_rank (const AssayFigure *figure, const AssaySpot *spot, const char *pick)
{
  const AssaySeries *series = g_ptr_array_index (figure->series, spot->series);
  double value = figure->kind == ASSAY_FIGURE_TIMELINE ? series->high[spot->index] : series->y[spot->index];
  gboolean lower = series->data != NULL && series->data[spot->index]->metric->better == ASSAY_BETTER_LOWER;

  if (g_str_equal (pick, "first"))
    return -spot_place (figure, series, spot->index);
  if (g_str_equal (pick, "last"))
    return spot_place (figure, series, spot->index);
  if (g_str_equal (pick, "worst"))
    return lower ? value : -value;

  return lower ? -value : value;
}

typedef struct
{
  AssaySpot spot;
  double rank;
} Ranked;

static int
compare_rank (gconstpointer a, gconstpointer b)
{
  const Ranked *first = a, *second = b;

  if (isnan (first->rank) || isnan (second->rank))
    return isnan (first->rank) - isnan (second->rank);

  return (first->rank < second->rank) - (first->rank > second->rank);
}

gboolean
assay_selector_pick (const AssaySelector *self, AssayStore *store, const AssayFigure *figure, AssaySpot *spot)
{
  g_autoptr (GArray) spots = assay_selector_filter (self, store, figure);
  g_autoptr (GArray) ranking = g_array_new (FALSE, FALSE, sizeof (Ranked));
  const char *pick = pick_word (self, figure);

  for (guint i = 0; i < spots->len; i++)
    {
      AssaySpot candidate = g_array_index (spots, AssaySpot, i);
      Ranked ranked = { candidate, spot_rank (figure, &candidate, pick) };

      g_array_append_val (ranking, ranked);
    }
  if (ranking->len == 0)
    return FALSE;

  g_array_sort (ranking, compare_rank);
  *spot = g_array_index (ranking, Ranked, g_str_equal (pick, "median") ? (ranking->len - 1) / 2 : 0).spot;

  return TRUE;
}
