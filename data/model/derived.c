/* Values computed from two data of one origin: they keep that origin and name their operands. */
#include <math.h>

#include "data/model/chart-points.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* "Fastify 837,986 req/s". */
static char *
operand (const AssayDatum *datum)
{
  g_autofree char *value = assay_unit_format (datum->metric->unit, datum->value);

  return g_strdup_printf ("%s %s", datum->subject->name, value);
}

/* The operands' origin with the computation in front of its title. It keeps the id: it is the same source. */
static AssayProvenance *
provenance_derive (const AssayProvenance *origin, const char *computation)
{
  AssayProvenance *self = g_atomic_rc_box_new0 (AssayProvenance);

  self->id = g_strdup (origin->id);
  self->title = g_strdup_printf ("%s; %s", computation, origin->title);
  self->publisher = g_strdup (origin->publisher);
  self->url = g_strdup (origin->url);
  self->date = g_strdup (origin->date);
  self->retrieved = g_strdup (origin->retrieved);
  self->licence = g_strdup (origin->licence);
  self->via = g_strdup (origin->via);
  self->machine = g_strdup (origin->machine);
  self->versions = g_strdup (origin->versions);
  self->command = g_strdup (origin->command);
  self->sample = g_strdup (origin->sample);
  self->note = g_strdup (origin->note);
  self->kind = origin->kind;
  self->standing = origin->standing;

  return self;
}

/* One origin, or files of one publisher about runs on one machine at one time. */
gboolean
assay_datum_is_comparable (const AssayDatum *a, const AssayDatum *b)
{
  const AssayProvenance *first = a->origin, *second = b->origin;

  if (first == second)
    return TRUE;

  return first->publisher != NULL && g_strcmp0 (first->publisher, second->publisher) == 0
         && first->machine != NULL && g_strcmp0 (first->machine, second->machine) == 0
         && g_strcmp0 (first->date, second->date) == 0;
}

/* A datum like @like, with another metric and value. Takes @computation. */
static AssayDatum *
datum_derive (const AssayDatum *like, AssayMetric *metric, double value, char *computation)
{
  AssayDatum *self = g_atomic_rc_box_new0 (AssayDatum);

  self->id = g_strdup_printf ("%s:%s", metric->id, like->id);
  self->metric = assay_metric_ref (metric);
  self->subject = assay_subject_ref (like->subject);
  self->origin = provenance_derive (like->origin, computation);
  self->value = value;
  self->low = self->high = NAN;
  self->date = g_strdup (like->date);
  self->day = like->day;
  self->dimensions = g_strdupv (like->dimensions);
  self->quality = computation;

  return self;
}

AssayDatum *
assay_datum_new_share (AssayMetric *as, AssayDatum *datum, AssayDatum *best)
{
  g_autofree char *a = NULL, *b = NULL;
  gboolean lower = datum->metric->better == ASSAY_BETTER_LOWER;
  AssayDatum *self;

  if (!assay_datum_is_comparable (datum, best) || datum->value == 0 || best->value == 0)
    return NULL;

  a = operand (lower ? best : datum);
  b = operand (lower ? datum : best);
  self = datum_derive (datum, as, 100 * (lower ? best->value / datum->value : datum->value / best->value),
                       g_strdup_printf ("%s ÷ %s", a, b));
  self->gate = g_strdupv (datum->gate);

  return self;
}

AssayDatum *
assay_datum_new_ratio (AssayMetric *as, AssayDatum *a, AssayDatum *b)
{
  g_autofree char *first = operand (a), *second = operand (b);
  gboolean lower = a->metric->better == ASSAY_BETTER_LOWER;
  double ratio = lower ? b->value / a->value : a->value / b->value;

  if (a->metric != b->metric || !assay_datum_is_comparable (a, b) || !isfinite (ratio) || ratio <= 0)
    return NULL;

  return datum_derive (ratio >= 1 ? a : b, as, ratio,
                       lower ? g_strdup_printf ("%s ÷ %s", second, first) : g_strdup_printf ("%s ÷ %s", first, second));
}

int
assay_datum_get_lead (const AssayDatum *ratio)
{
  const double tie = 1.05;

  return ratio->low > tie ? 1 : ratio->high < 1 / tie ? -1 : 0;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const AssayDatum *first = *(AssayDatum **) a, *second = *(AssayDatum **) b;

  return (first->value > second->value) - (first->value < second->value);
}

/* The middle of sorted ratios: with an even number the geometric mean of the two, as becomes a ratio. */
static double
median_ratio (GPtrArray *ratios)
{
  const AssayDatum *lower = g_ptr_array_index (ratios, (ratios->len - 1) / 2);
  const AssayDatum *upper = g_ptr_array_index (ratios, ratios->len / 2);

  return sqrt (lower->value * upper->value);
}

AssayDatum *
assay_datum_new_span (GPtrArray *ratios)
{
  const AssayDatum *lowest, *highest;
  double median;
  AssayDatum *self;

  g_ptr_array_sort (ratios, compare_values);
  lowest = g_ptr_array_index (ratios, 0);
  highest = g_ptr_array_index (ratios, ratios->len - 1);
  median = median_ratio (ratios);

  /* The subject of the ratio next to the middle tells which side is ahead. */
  self = datum_derive (median >= 1 ? highest : lowest, lowest->metric, median,
                       ratios->len == 1
                         ? g_strdup (lowest->quality)
                         : g_strdup_printf (_ ("Median of %u ratios, from %s to %s"), ratios->len,
                                            lowest->quality, highest->quality));
  g_clear_pointer (&self->origin, assay_provenance_unref);
  self->origin = ratios->len == 1 ? assay_provenance_ref (lowest->origin)
                                  : provenance_derive (lowest->origin, self->quality);
  self->low = lowest->value;
  self->high = highest->value;

  return self;
}
