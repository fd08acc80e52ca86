#include "plots/layout-private.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/series.h"

/* Two points of a figure, by value, and what is to be said of all. */
typedef struct
{
  guint low_series, low, high_series, high;
  guint n, gated, claims;
} Extremes;

static void
take_point (Extremes *found, const AssayFigure *figure, guint s, guint i)
{
  const AssaySeries *series = g_ptr_array_index (figure->series, s);
  const AssaySeries *lowest = g_ptr_array_index (figure->series, found->low_series);
  const AssaySeries *highest = g_ptr_array_index (figure->series, found->high_series);

  found->gated += assay_series_is_gated (series, i);
  found->claims += series->role == ASSAY_ROLE_CLAIM;
  if (!isfinite (series->y[i]) || series->role == ASSAY_ROLE_CLAIM || assay_series_is_gated (series, i))
    return;
  if (found->n == 0 || series->y[i] < lowest->y[found->low])
    {
      found->low_series = s;
      found->low = i;
    }
  if (found->n == 0 || series->y[i] > highest->y[found->high])
    {
      found->high_series = s;
      found->high = i;
    }
  found->n++;
}

static Extremes
find_extremes (const AssayFigure *figure)
{
  Extremes found = { 0 };

  for (guint s = 0; s < figure->series->len; s++)
    for (guint i = 0; i < ((AssaySeries *) g_ptr_array_index (figure->series, s))->n; i++)
      take_point (&found, figure, s, i);

  return found;
}

static AssayBetter
better_of (const AssayFigure *figure)
{
  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = g_ptr_array_index (figure->series, s);

      if (series->data != NULL && series->n > 0 && series->data[0] != NULL && series->data[0]->metric != NULL)
        return series->data[0]->metric->better;
    }

  return ASSAY_BETTER_NONE;
}

static void
append_names (GString *words, const AssayFigure *figure)
{
  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = g_ptr_array_index (figure->series, s);
      const char *glue = s == 0 ? _ (" of ") : s + 1 == figure->series->len ? _ (" and ") : ", ";

      if (series->name != NULL)
        g_string_append_printf (words, "%s%s", glue, series->name);
    }
  if (figure->categories != NULL)
    g_string_append_printf (words, _ (" over %u categories"), g_strv_length (figure->categories));
  g_string_append (words, ".");
}

/* What leads: the best where the metric says which way that is, else the highest; and the other end. */
static void
append_extremes (GString *words, const AssayFigure *figure, const Extremes *found)
{
  static const char * const names[][2] = {
    [ASSAY_BETTER_NONE] = { N_ ("Highest"), N_ ("Lowest") },
    [ASSAY_BETTER_HIGHER] = { N_ ("Leading"), N_ ("Last") },
    [ASSAY_BETTER_LOWER] = { N_ ("Last"), N_ ("Leading") },
  };
  AssayBetter better = better_of (figure);
  g_autofree char *high = NULL;
  g_autofree char *low = NULL;

  if (found->n == 0)
    return;
  high = assay_point_describe (figure, found->high_series, found->high);
  low = assay_point_describe (figure, found->low_series, found->low);
  if (found->n == 1)
    g_string_append_printf (words, " %s.", high);
  else if (better == ASSAY_BETTER_LOWER)
    g_string_append_printf (words, " %s: %s. %s: %s.", _ (names[better][1]), low, _ (names[better][0]), high);
  else
    g_string_append_printf (words, " %s: %s. %s: %s.", _ (names[better][0]), high, _ (names[better][1]), low);
}

/* A timeline's values are its phases: what matters is when it begins and ends. */
static void
append_span (GString *words, const AssayFigure *figure)
{
  double min, max;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  assay_figure_get_range (figure, figure->y.scale, &min, &max);
  first = assay_value_describe (&figure->y, min);
  last = assay_value_describe (&figure->y, max);
  g_string_append_printf (words, _ (" From %s to %s."), first, last);
}

char *
assay_figure_describe (AssayFigure *figure)
{
  GString *words = g_string_new (_ (assay_kind_get (figure->kind)->words));
  Extremes found = find_extremes (figure);

  append_names (words, figure);
  if (figure->kind == ASSAY_FIGURE_TIMELINE || figure->kind == ASSAY_FIGURE_RANGES)
    append_span (words, figure);
  else if (found.n > 0)
    append_extremes (words, figure, &found);
  else
    g_string_append (words, _ (" No values."));
  if (found.gated > 0)
    g_string_append_printf (words, ngettext (" %u point failed a plausibility check and is drawn hollow.",
                                             " %u points failed a plausibility check and are drawn hollow.", found.gated), found.gated);
  if (found.claims > 0)
    g_string_append_printf (words, ngettext (" %u point is a claim, drawn as an open diamond.", " %u points are claims, drawn as open diamonds.",
                                             found.claims), found.claims);

  return g_string_free (words, FALSE);
}
