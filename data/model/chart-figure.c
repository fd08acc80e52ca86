/* From a chart's points to a figure: categories, series, axes, sentences. */
#include <math.h>
#include <string.h>

#include "data/model/chart-points.h"
#include "data/model/chart.h"
#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* A category and the best value in it. */
typedef struct
{
  const char *key, *label;
  double best;
} Category;

static gboolean
lower_is_better (const AssayPoint *point)
{
  return point->datum->metric->better == ASSAY_BETTER_LOWER;
}

static void
category_see (Category *category, const AssayPoint *point)
{
  double rank = lower_is_better (point) ? -point->y : point->y;

  if (isnan (category->best) || rank > category->best)
    category->best = rank;
}

static int
find_category (GArray *categories, const char *key)
{
  for (guint i = 0; i < categories->len; i++)
    if (g_strcmp0 (g_array_index (categories, Category, i).key, key) == 0)
      return (int) i;

  return -1;
}

static int
compare_best (gconstpointer a, gconstpointer b)
{
  const Category *first = a, *second = b;

  return (first->best < second->best) - (first->best > second->best);
}

/* The distinct keys, in the order of their first point or the best first; they borrow from @points. */
static GArray *
collect_categories (const AssayChart *self, GArray *points)
{
  GArray *categories = g_array_new (FALSE, TRUE, sizeof (Category));

  for (guint i = 0; i < points->len; i++)
    {
      AssayPoint *point = &g_array_index (points, AssayPoint, i);
      int index = point->key != NULL ? find_category (categories, point->key) : -1;

      if (point->key != NULL && index < 0)
        {
          Category category = { point->key, point->label, NAN };

          g_array_append_val (categories, category);
          index = (int) categories->len - 1;
        }
      if (index >= 0)
        category_see (&g_array_index (categories, Category, index), point);
    }
  if (self->sort == ASSAY_SORT_VALUE)
    g_array_sort (categories, compare_best);

  return categories;
}

/* Sets each point's x to its category's position, and the figure's categories. */
static void
place_categories (const AssayChart *self, AssayFigure *figure, GArray *points)
{
  g_autoptr (GArray) categories = collect_categories (self, points);

  for (guint i = 0; i < points->len; i++)
    {
      AssayPoint *point = &g_array_index (points, AssayPoint, i);

      if (point->key != NULL)
        point->x = find_category (categories, point->key);
    }

  if (categories->len == 0)
    return;
  figure->categories = g_new0 (char *, categories->len + 1);
  for (guint i = 0; i < categories->len; i++)
    figure->categories[i] = g_strdup (g_array_index (categories, Category, i).label);
}

static int
compare_x (gconstpointer a, gconstpointer b)
{
  const AssayPoint *first = a, *second = b;

  if (first->series != second->series)
    return first->series < second->series ? -1 : 1;
  if (isnan (first->x) || first->x == second->x)
    return (first->y > second->y) - (first->y < second->y);

  return first->x < second->x ? -1 : 1;
}

static gboolean
has_intervals (const AssayPoint *points, guint n)
{
  for (guint i = 0; i < n; i++)
    if (isfinite (points[i].low) || isfinite (points[i].high))
      return TRUE;

  return FALSE;
}

static AssaySubject *
series_subject (const AssayChartSeries *spec, AssayStore *store)
{
  return spec->subject != NULL ? assay_store_find_subject (store, spec->subject) : NULL;
}

static AssaySeries *
make_series (const AssayChartSeries *spec, AssayStore *store, const AssayPoint *points, guint n)
{
  AssaySubject *subject = series_subject (spec, store);
  const char *name = spec->name == NULL && subject != NULL ? subject->name : spec->name;
  AssaySeries *series = assay_series_new (name, subject != NULL ? assay_store_get_hue (store, subject) : -1,
                                          n, has_intervals (points, n), TRUE);

  series->role = spec->role;
  for (guint i = 0; i < n; i++)
    {
      series->x[i] = points[i].x;
      series->y[i] = points[i].y;
      if (series->low != NULL)
        {
          series->low[i] = points[i].low;
          series->high[i] = points[i].high;
        }
      series->data[i] = assay_datum_ref (points[i].datum);
    }

  return series;
}

/* A legend entry for each series that has a point. */
static void
add_series (const AssayChart *self, AssayFigure *figure, AssayStore *store, GArray *points)
{
  g_array_sort (points, compare_x);

  for (guint start = 0, end; start < points->len; start = end)
    {
      AssayPoint *first = &g_array_index (points, AssayPoint, start);

      for (end = start; end < points->len && g_array_index (points, AssayPoint, end).series == first->series; end++)
        ;
      g_ptr_array_add (figure->series,
                       make_series (g_ptr_array_index (self->series, first->series), store, first, end - start));
    }
}

/* Series of one side have one hue; where several share it, the later ones take the places that nobody has. */
static void
spread_hues (AssayFigure *figure)
{
  guint taken = 0;

  for (guint i = 0; i < figure->series->len; i++)
    {
      AssaySeries *series = g_ptr_array_index (figure->series, i);
      gboolean repeated = series->hue >= 0 && (taken & (1u << series->hue)) != 0;

      for (int hue = 2; repeated && series->role == ASSAY_ROLE_DATA && hue < 8; hue++)
        if ((taken & (1u << hue)) == 0)
          {
            series->hue = hue;
            break;
          }
      if (series->hue >= 0)
        taken |= 1u << series->hue;
    }
}

static void
copy_axis (AssayAxis *axis, const AssayAxis *from)
{
  *axis = *from;
  axis->label = g_strdup (from->label);
}

static void
set_axes (const AssayChart *self, AssayFigure *figure, GArray *points)
{
  const AssayPoint *first = &g_array_index (points, AssayPoint, 0);

  copy_axis (&figure->x, &self->x);
  copy_axis (&figure->y, &self->y);
  figure->y.unit = first->datum->metric->unit;
  if (figure->y.label == NULL && figure->y.scale != ASSAY_SCALE_DATE)
    figure->y.label = g_strdup (first->datum->metric->name);
  if (figure->x.scale == ASSAY_SCALE_DATE)
    figure->x.unit = assay_unit_find ("date");
}

static void
add_guides (const AssayChart *self, AssayFigure *figure, double today)
{
  for (guint i = 0; i < self->guides->len; i++)
    {
      AssayChartGuide *guide = &g_array_index (self->guides, AssayChartGuide, i);

      assay_figure_add_guide (figure, guide->label, guide->today ? today : guide->value, guide->on_x);
    }
}

/* Origins whose ids differ, as the store has them: derived ones stand for their source. Transfer container. */
static GPtrArray *
get_sources (AssayFigure *figure, AssayStore *store)
{
  g_autoptr (GPtrArray) origins = assay_figure_get_origins (figure);
  GPtrArray *sources = g_ptr_array_new ();

  for (guint i = 0; i < origins->len; i++)
    {
      AssayProvenance *origin = g_ptr_array_index (origins, i);
      AssayProvenance *source = assay_store_find_origin (store, origin->id);

      source = source != NULL ? source : origin;
      if (!g_ptr_array_find (sources, source, NULL))
        g_ptr_array_add (sources, source);
    }

  return sources;
}

/* Who published them, each once, in their order; transfer container. */
static GPtrArray *
get_publishers (GPtrArray *sources)
{
  GPtrArray *publishers = g_ptr_array_new ();

  for (guint i = 0; i < sources->len; i++)
    {
      AssayProvenance *source = g_ptr_array_index (sources, i);
      char *publisher = source->publisher != NULL ? source->publisher : source->title;

      if (!g_ptr_array_find_with_equal_func (publishers, publisher, g_str_equal, NULL))
        g_ptr_array_add (publishers, publisher);
    }

  return publishers;
}

/* The origin's own line, or "modulecounts.com, arXiv and 5 more; 10 sources". */
static char *
make_footer (GPtrArray *sources)
{
  g_autoptr (GPtrArray) publishers = get_publishers (sources);
  GString *text;

  if (sources->len == 1)
    return assay_provenance_line (g_ptr_array_index (sources, 0));

  text = g_string_new (g_ptr_array_index (publishers, 0));
  for (guint i = 1; i < MIN (publishers->len, 3); i++)
    g_string_append_printf (text, "%s%s", i + 1 == publishers->len ? _ (" and ") : ", ",
                            (char *) g_ptr_array_index (publishers, i));
  if (publishers->len > 3)
    g_string_append_printf (text, _ (" and %u more"), publishers->len - 3);
  g_string_append_printf (text, _ ("; %u sources"), sources->len);

  return g_string_free (text, FALSE);
}

static gboolean
are_all (GPtrArray *sources, gboolean (*is_so) (const AssayProvenance *))
{
  for (guint i = 0; i < sources->len; i++)
    if (!is_so (sources->pdata[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_measured (const AssayProvenance *origin)
{
  return origin->kind == ASSAY_ORIGIN_MEASURED;
}

/* Published by nobody but the user: a file of theirs, a server of theirs. */
static gboolean
is_imported (const AssayProvenance *origin)
{
  return origin->kind == ASSAY_ORIGIN_PUBLISHED && origin->standing == ASSAY_STANDING_OWN;
}

/* "JSON throughput, requests per second; 14 figures; Xeon Gold 6330". */
static char *
make_subtitle (AssayFigure *figure, GPtrArray *sources, GArray *points)
{
  const AssayMetric *metric = g_array_index (points, AssayPoint, 0).datum->metric;
  const char *machine = ((AssayProvenance *) g_ptr_array_index (sources, 0))->machine;
  GString *text = g_string_new (metric->name);

  if (figure->y.unit->name != NULL)
    g_string_append_printf (text, ", %s", assay_unit_name (figure->y.unit));
  g_string_append_printf (text, _ ("; %u figures"), points->len);
  if (machine != NULL && sources->len == 1)
    g_string_append_printf (text, "; %s", machine);

  return g_string_free (text, FALSE);
}

static void
set_sentences (const AssayChart *self, AssayFigure *figure, AssayStore *store, GArray *points)
{
  g_autoptr (GPtrArray) sources = get_sources (figure, store);

  figure->footer = make_footer (sources);
  figure->measured = are_all (sources, is_measured);
  figure->imported = are_all (sources, is_imported);
  figure->notes = g_strdup (self->notes);
  figure->lighter = g_strdup (self->lighter);
  if (self->subtitle != NULL)
    figure->subtitle = assay_finding_say (self->subtitle, store, figure);
  if (figure->subtitle == NULL)
    figure->subtitle = make_subtitle (figure, sources, points);
  figure->finding = assay_finding_say (self->findings, store, figure);
  if (figure->finding == NULL)
    figure->finding = g_strdup (figure->subtitle);
}

AssayFigure *
assay_chart_get_figure (AssayChart *self, AssayStore *store, double today, GError **error)
{
  g_autoptr (GArray) points = assay_chart_get_points (self, store);
  AssayFigure *figure;

  if (points->len == 0)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("Chart “%s”: no figure in the catalogue matches"), self->id);
      return NULL;
    }

  figure = assay_figure_new (self->id, self->kind);
  figure->page = g_strdup (self->page);
  figure->criterion = g_strdup (self->criterion);
  figure->horizontal = self->horizontal;
  place_categories (self, figure, points);
  set_axes (self, figure, points);
  add_series (self, figure, store, points);
  spread_hues (figure);
  add_guides (self, figure, today);
  set_sentences (self, figure, store, points);

  return figure;
}
