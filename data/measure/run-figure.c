#include "data/measure/run-figure.h"

#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* From here on bars of one linear axis would hide the smaller ones. */
#define WIDE_RANGE 30
/* Starts from which on an interval is drawn. */
#define LEAST_DRAWN 3

/* One colour of the chart: the nearest subject with a hue of its own, which is usually a side. */
typedef struct
{
  const char *name;
  int hue;
  GArray *places;   /* of guint, into the chosen points */
} Group;

static void
group_clear (Group *self)
{
  g_array_unref (self->places);
}

char *
assay_run_cell_title (const AssayRunCell *cell)
{
  GString *title = g_string_new (cell->name);

  for (char **pair = cell->dimensions; pair != NULL && *pair != NULL; pair += 2)
    g_string_append_printf (title, ", %s %s", pair[1], pair[0]);

  return g_string_free (title, FALSE);
}

static const AssayRunMetric *
find_metric (const AssayRun *run, const char *measure)
{
  if (measure == NULL)
    return assay_run_primary (run);

  for (guint i = 0; i < run->metrics->len; i++)
    {
      const AssayRunMetric *metric = g_ptr_array_index (run->metrics, i);

      if (strcmp (metric->measure, measure) == 0)
        return metric;
    }

  return NULL;
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const AssayRunPoint *first = *(const AssayRunPoint * const *) a, *second = *(const AssayRunPoint * const *) b;
  double difference = first->interval.estimate - second->interval.estimate;

  if (first->metric->metric->better == ASSAY_BETTER_HIGHER)
    difference = -difference;

  return (difference > 0) - (difference < 0);
}

/* Those of @points that have a value of @metric, the best first, unless they are of one technology's several dimensions; borrowed. */
static GPtrArray *
choose_points (GPtrArray *points, const AssayRunMetric *metric)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < points->len; i++)
    {
      AssayRunPoint *point = g_ptr_array_index (points, i);

      if (point->metric == metric && isfinite (point->interval.estimate))
        g_ptr_array_add (chosen, point);
    }
  if (chosen->len > 0 && ((AssayRunPoint *) g_ptr_array_index (chosen, 0))->cell->dimensions == NULL)
    g_ptr_array_sort (chosen, compare_points);

  return chosen;
}

/* The nearest of @subject and its ancestors that has a colour; @subject where none has. */
static AssaySubject *
coloured_subject (AssayStore *store, AssaySubject *subject)
{
  AssaySubject *nearest = subject;

  while (nearest->hue < 0 && nearest->parent != NULL)
    {
      AssaySubject *parent = assay_store_find_subject (store, nearest->parent);

      if (parent == NULL)
        return subject;
      nearest = parent;
    }

  return nearest->hue >= 0 ? nearest : subject;
}

/* @hue, or where another group has it a place that nobody has. */
static int
free_hue (GArray *groups, int hue)
{
  guint taken = 0;

  for (guint i = 0; i < groups->len; i++)
    if (g_array_index (groups, Group, i).hue >= 0)
      taken |= 1u << g_array_index (groups, Group, i).hue;
  for (int other = 2; hue >= 0 && (taken & (1u << hue)) != 0 && other < 8; other++)
    if ((taken & (1u << other)) == 0)
      return other;

  return hue;
}

/* The group in which @cell is drawn, made when it is the first of its colour. */
static Group *
find_group (GArray *groups, AssayStore *store, const AssayRunCell *cell)
{
  AssaySubject *subject = assay_store_find_subject (store, cell->subject);
  AssaySubject *colour = subject != NULL ? coloured_subject (store, subject) : NULL;
  Group group = { colour != NULL ? colour->name : cell->name, colour != NULL ? colour->hue : -1, NULL };

  for (guint i = 0; i < groups->len; i++)
    if (strcmp (g_array_index (groups, Group, i).name, group.name) == 0)
      return &g_array_index (groups, Group, i);

  group.hue = free_hue (groups, group.hue);
  group.places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (groups, group);

  return &g_array_index (groups, Group, groups->len - 1);
}

static AssaySubject *
subject_of (AssayStore *store, const AssayRunCell *cell)
{
  AssaySubject *known = assay_store_find_subject (store, cell->subject);
  AssaySubject *self;

  if (known != NULL)
    return assay_subject_ref (known);

  self = g_atomic_rc_box_new0 (AssaySubject);
  self->id = g_strdup (cell->subject);
  self->name = g_strdup (cell->name);
  self->kind = g_strdup ("technology");
  self->hue = -1;

  return self;
}

static AssayDatum *
datum_of (AssayStore *store, AssayProvenance *origin, const AssayRunPoint *point)
{
  AssayDatum *self = g_atomic_rc_box_new0 (AssayDatum);

  self->id = g_strdup_printf ("%s:%s:%s", origin->id, point->metric->metric->id, point->cell->technology);
  self->metric = assay_metric_ref (point->metric->metric);
  self->subject = subject_of (store, point->cell);
  self->origin = assay_provenance_ref (origin);
  self->value = point->interval.estimate;
  self->low = point->interval.low;
  self->high = point->interval.high;
  self->date = g_strdup (origin->date);
  self->day = origin->date != NULL ? assay_date_parse (origin->date) : NAN;
  self->quality = g_strdup_printf (ngettext ("%u process start", "%u process starts", point->interval.n), point->interval.n);
  self->gate = g_strdupv (point->gate);
  self->dimensions = g_strdupv (point->cell->dimensions);
  self->samples = g_memdup2 (point->means, point->interval.n * sizeof (double));
  self->n_samples = point->interval.n;

  return self;
}

static AssaySeries *
series_of (const Group *group, AssayStore *store, AssayProvenance *origin, GPtrArray *points)
{
  AssaySeries *series = assay_series_new (group->name, group->hue, group->places->len, TRUE, TRUE);

  for (guint i = 0; i < group->places->len; i++)
    {
      guint place = g_array_index (group->places, guint, i);
      const AssayRunPoint *point = g_ptr_array_index (points, place);

      series->x[i] = place;
      series->y[i] = point->interval.estimate;
      /* Of two starts it is right, and so wide that nothing else would be seen. */
      if (point->interval.n >= LEAST_DRAWN)
        {
          series->low[i] = point->interval.low;
          series->high[i] = point->interval.high;
        }
      series->data[i] = datum_of (store, origin, point);
    }

  return series;
}

static void
add_series (AssayFigure *figure, AssayStore *store, AssayProvenance *origin, GPtrArray *points)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));

  g_array_set_clear_func (groups, (GDestroyNotify) group_clear);
  figure->categories = g_new0 (char *, points->len + 1);
  for (guint i = 0; i < points->len; i++)
    {
      const AssayRunCell *cell = ((AssayRunPoint *) g_ptr_array_index (points, i))->cell;

      figure->categories[i] = assay_run_cell_title (cell);
      g_array_append_val (find_group (groups, store, cell)->places, i);
    }
  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (figure->series, series_of (&g_array_index (groups, Group, i), store, origin, points));
}

static gboolean
has_finding (const AssayRun *run)
{
  g_autoptr (GPtrArray) points = assay_run_points (run);

  for (guint i = 0; i < points->len; i++)
    {
      const AssayRunPoint *point = g_ptr_array_index (points, i);

      if (point->metric == assay_run_primary (run) && point->gate == NULL)
        return TRUE;
    }

  return FALSE;
}

char *
assay_run_status (const AssayRun *run)
{
  if (run->finished != NULL || has_finding (run))
    return assay_run_finding (run);

  return g_strdup_printf (ngettext ("Too early to say: %u start so far", "Too early to say: %u starts so far", run->starts->len), run->starts->len);
}

/* The run's own sentence, or the one that it would have if this metric decided. */
static char *
finding_of (const AssayRun *run, const AssayRunMetric *metric)
{
  g_autoptr (AssayRun) other = NULL;

  if (metric->primary)
    return assay_run_status (run);

  other = assay_run_copy (run);
  for (guint i = 0; i < other->metrics->len; i++)
    {
      AssayRunMetric *copy = g_ptr_array_index (other->metrics, i);

      copy->primary = strcmp (copy->measure, metric->measure) == 0;
    }

  return assay_run_status (other);
}

static char *
subtitle_of (const AssayRunMetric *metric, GPtrArray *points)
{
  guint least = G_MAXUINT, most = 0;

  for (guint i = 0; i < points->len; i++)
    {
      guint n = ((AssayRunPoint *) g_ptr_array_index (points, i))->interval.n;

      least = MIN (least, n);
      most = MAX (most, n);
    }
  if (least == most)
    return g_strdup_printf (ngettext ("%s, %s; %u process start each, 95 %% intervals", "%s, %s; %u process starts each, 95 %% intervals", most), metric->metric->name,
                            assay_unit_name (metric->metric->unit), most);

  return g_strdup_printf (_ ("%s, %s; %u to %u process starts each, 95 %% intervals"), metric->metric->name,
                          assay_unit_name (metric->metric->unit), least, most);
}

static gboolean
is_wide (GPtrArray *points)
{
  double least = INFINITY, most = -INFINITY;

  for (guint i = 0; i < points->len; i++)
    {
      double value = ((AssayRunPoint *) g_ptr_array_index (points, i))->interval.estimate;

      least = MIN (least, value);
      most = MAX (most, value);
    }

  return least > 0 && most / least > WIDE_RANGE;
}

AssayFigure *
assay_run_figure (const AssayRun *run, AssayStore *store, const char *measure)
{
  g_autoptr (GPtrArray) points = assay_run_points (run);
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (AssayProvenance) origin = NULL;
  const AssayRunMetric *metric = find_metric (run, measure);
  AssayFigure *figure;
  g_autofree char *id = NULL;

  if (metric == NULL)
    return NULL;
  chosen = choose_points (points, metric);
  if (chosen->len == 0)
    return NULL;

  origin = assay_run_origin (run);
  id = g_strdup_printf ("%s-%s", run->id, metric->measure);
  figure = assay_figure_new (id, is_wide (chosen) ? ASSAY_FIGURE_DOTS : ASSAY_FIGURE_BARS);
  figure->criterion = g_strdup (metric->metric->criterion);
  figure->horizontal = TRUE;
  figure->measured = TRUE;
  figure->x.scale = ASSAY_SCALE_CATEGORY;
  figure->y.scale = figure->kind == ASSAY_FIGURE_DOTS ? ASSAY_SCALE_LOG : ASSAY_SCALE_LINEAR;
  figure->y.unit = metric->metric->unit;
  figure->y.label = g_strdup (metric->metric->name);
  add_series (figure, store, origin, chosen);
  figure->finding = finding_of (run, metric);
  figure->subtitle = subtitle_of (metric, chosen);
  figure->footer = assay_provenance_line (origin);

  return figure;
}

AssayFigure *
assay_run_course (const AssayRun *run, AssayStore *store, guint cell, const double *times, const double *values, guint n)
{
  const AssayRunMetric *metric = assay_run_primary (run);
  g_autoptr (AssayProvenance) origin = NULL;
  g_autoptr (AssaySubject) subject = NULL;
  AssaySeries *series;
  AssayFigure *figure;

  if (n < 2 || metric == NULL || cell >= run->cells->len)
    return NULL;

  origin = assay_run_origin (run);
  subject = subject_of (store, g_ptr_array_index (run->cells, cell));
  figure = assay_figure_new ("course", ASSAY_FIGURE_LINES);
  figure->measured = TRUE;
  figure->x.label = g_strdup (_ ("Seconds of load"));
  figure->y.unit = metric->metric->unit;
  figure->y.min = 0;
  series = assay_series_new (((AssayRunCell *) g_ptr_array_index (run->cells, cell))->name,
                             assay_store_get_hue (store, subject), n, FALSE, FALSE);
  memcpy (series->x, times, n * sizeof *times);
  memcpy (series->y, values, n * sizeof *values);
  series->origin = assay_provenance_ref (origin);
  g_ptr_array_add (figure->series, series);
  figure->finding = g_strdup_printf (_ ("%s under load"), series->name);
  figure->subtitle = g_strdup_printf (_ ("%s, %s; the start under way"), metric->metric->name, assay_unit_name (metric->metric->unit));
  figure->footer = assay_provenance_line (origin);

  return figure;
}
