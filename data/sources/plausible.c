#include "data/sources/plausible.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "data/model/reason.h"
#include "data/sources/result-keys.h"

/* What one measurement can hold, percentiles in their order. */
enum { THROUGHPUT, MEAN, P50, P75, P90, P95, P99, P999, LONGEST, STATUS_2XX, ERRORS, N_KINDS };

static const char * const kinds[N_KINDS] = {
  "throughput", "latency-mean", "latency-p50", "latency-p75", "latency-p90", "latency-p95", "latency-p99", "latency-p999", "latency-max", "status_2xx",
  "error-share",
};

/* The values that a row may have; of measures that are not here, any. */
static const struct { const char *measure; gboolean zero; double most; } ranges[] = {
  { "throughput", FALSE, INFINITY },
  { "operations", FALSE, INFINITY },
  { "latency-mean", FALSE, INFINITY },
  { "latency-p50", FALSE, INFINITY },
  { "latency-p75", FALSE, INFINITY },
  { "latency-p90", FALSE, INFINITY },
  { "latency-p95", FALSE, INFINITY },
  { "latency-p99", FALSE, INFINITY },
  { "latency-p999", FALSE, INFINITY },
  { "latency-max", FALSE, INFINITY },
  { "run-time", FALSE, INFINITY },
  { "memory", FALSE, INFINITY },
  { "cpu-share", TRUE, INFINITY },
  { "error-share", TRUE, 100 },
};

/* What uses wrk, whose mean isn't that of the requests: it adds those that it would have sent, had the server not kept it waiting (stats_correct()
 * in wrk's src/wrk.c), and so doesn't fit to the throughput. */
static const char * const corrected[] = { "wrk", "TechEmpower", "tfbvis", "the-benchmarker", NULL };

/* Rows of the same subject, dimensions and date; borrowed, NULL where there is none. */
typedef struct
{
  AssayResult *rows[N_KINDS];
} Measurement;

static void
add_reason (AssayResult *row, const char *reason)
{
  if (row->gate == NULL || !g_strv_contains ((const char * const *) row->gate, reason))
    assay_result_gate (row, "%s", reason);
}

static void G_GNUC_PRINTF (2, 3)
gate (AssayResult *row, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add_reason (row, reason);
}

static const char *
measure_name (const AssayResult *row)
{
  const AssayMeasure *measure = assay_measure_find (row->measure);

  return measure != NULL ? measure->name : row->measure;
}

static void
check_range (AssayResult *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (strcmp (ranges[i].measure, row->measure) == 0)
      {
        if (row->value < 0)
          gate (row, ASSAY_REASON_BELOW_ZERO);
        else if (row->value == 0 && !ranges[i].zero)
          gate (row, ASSAY_REASON_ZERO);
        else if (row->value > ranges[i].most)
          gate (row, ASSAY_REASON_ABOVE_MOST, ranges[i].most);
      }
}

/* NAN if the row has no such dimension, or it is no number. */
static double
dimension_number (const AssayResult *row, const char *name)
{
  for (char **pair = row->dimensions; pair != NULL && *pair != NULL; pair += 2)
    if (strcmp (pair[0], name) == 0)
      {
        char *end;
        double value = g_ascii_strtod (pair[1], &end);

        return *end == '\0' && end != pair[1] && isfinite (value) ? value : NAN;
      }

  return NAN;
}

static void
check_in_flight (const Measurement *self)
{
  AssayResult *throughput = self->rows[THROUGHPUT], *mean = self->rows[MEAN];
  double connections, pipelining, room, in_flight;

  if (throughput == NULL || mean == NULL)
    return;
  connections = dimension_number (throughput, "connections");
  pipelining = dimension_number (throughput, "pipelining");
  room = connections * (pipelining > 1 ? pipelining : 1);
  in_flight = throughput->value * mean->value;
  if (!(room > 0) || !(in_flight > ASSAY_PLAUSIBLE_IN_FLIGHT * room))
    return;
  for (guint i = 0; i < 2; i++)
    gate (i == 0 ? throughput : mean, ASSAY_REASON_LITTLE,
          in_flight, in_flight / room, connections);
}

static void
check_mean (const Measurement *self)
{
  static const guint above[] = { P99, P999, LONGEST };
  AssayResult *mean = self->rows[MEAN];

  for (guint i = 0; mean != NULL && i < G_N_ELEMENTS (above); i++)
    {
      AssayResult *row = self->rows[above[i]];

      if (row == NULL || !(mean->value > ASSAY_PLAUSIBLE_ORDER * row->value))
        continue;
      gate (mean, ASSAY_REASON_ABOVE, measure_name (row));
      gate (row, ASSAY_REASON_BELOW, measure_name (mean));
    }
}

/* Each is compared with the next that is there. */
static void
check_order (const Measurement *self)
{
  AssayResult *lower = NULL;

  for (guint i = P50; i <= LONGEST; i++)
    {
      AssayResult *row = self->rows[i];

      if (row != NULL && lower != NULL && lower->value > ASSAY_PLAUSIBLE_ORDER * row->value)
        {
          gate (lower, ASSAY_REASON_ABOVE, measure_name (row));
          gate (row, ASSAY_REASON_BELOW, measure_name (lower));
        }
      lower = row != NULL ? row : lower;
    }
}

/* More than that is no contradiction: HttpArena prints 5 s for tests that take 10 or 15 s. */
static void
check_answers (const Measurement *self)
{
  AssayResult *throughput = self->rows[THROUGHPUT], *answers = self->rows[STATUS_2XX];
  double expected;

  if (throughput == NULL || answers == NULL)
    return;
  expected = throughput->value * dimension_number (throughput, "duration");
  if (expected > 0 && answers->value < (1 - ASSAY_PLAUSIBLE_ANSWERS) * expected)
    gate (throughput, ASSAY_REASON_ANSWERS, expected, answers->value);
}

/* Refusing is fast. */
static void
check_errors (const Measurement *self)
{
  const AssayResult *errors = self->rows[ERRORS];

  for (guint i = THROUGHPUT; errors != NULL && errors->value > ASSAY_PLAUSIBLE_FAILED && i <= LONGEST; i++)
    if (self->rows[i] != NULL)
      gate (self->rows[i], ASSAY_REASON_ERRORS, errors->value);
}

static int
find_kind (const char *measure)
{
  for (int i = 0; i < N_KINDS; i++)
    if (strcmp (kinds[i], measure) == 0)
      return i;

  return -1;
}

static Measurement *
find_measurement (GHashTable *measurements, AssayResult *row)
{
  Measurement *measurement = g_hash_table_lookup (measurements, row);

  if (measurement != NULL)
    return measurement;
  measurement = g_new0 (Measurement, 1);
  g_hash_table_insert (measurements, row, measurement);

  return measurement;
}

/* The first row of a kind counts: a second one is another measurement of which nothing more is known. */
static void
file_rows (GHashTable *measurements, GPtrArray *rows, GCancellable *cancellable)
{
  Measurement *last = NULL;
  AssayResult *before = NULL;

  for (guint i = 0; i < rows->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      AssayResult *row = rows->pdata[i];
      int kind = find_kind (row->measure);

      if (kind < 0)
        continue;
      /* Rows of a measurement mostly follow each other. */
      if (last == NULL || !assay_result_same_measurement (before, row))
        last = find_measurement (measurements, row);
      before = row;
      if (last->rows[kind] == NULL)
        last->rows[kind] = row;
    }
}

/* To the last digit, in enough of what varies from run to run. */
static gboolean
are_same (const Measurement *a, const Measurement *b)
{
  guint n = 0;

  for (guint i = THROUGHPUT; i <= STATUS_2XX; i++)
    {
      if ((a->rows[i] == NULL) != (b->rows[i] == NULL) || (a->rows[i] != NULL && a->rows[i]->value != b->rows[i]->value))
        return FALSE;
      n += a->rows[i] != NULL;
    }

  return n >= ASSAY_PLAUSIBLE_REPEATED;
}

/* Each of a time line is compared with the one before, in the order of the file. */
static void
check_repeats (GPtrArray *rows, GHashTable *measurements, GCancellable *cancellable)
{
  g_autoptr (GHashTable) latest = g_hash_table_new (assay_result_hash_line, assay_result_same_line);

  for (guint i = 0; i < rows->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      AssayResult *row = rows->pdata[i];
      gboolean dated = row->date != NULL && find_kind (row->measure) == THROUGHPUT;
      Measurement *measurement = dated ? g_hash_table_lookup (measurements, row) : NULL;
      const Measurement *before = dated ? g_hash_table_lookup (latest, row) : NULL;

      if (measurement == NULL || measurement == before)
        continue;
      if (before == NULL || !are_same (before, measurement))
        g_hash_table_replace (latest, row, measurement);
      else
        for (guint k = THROUGHPUT; k <= STATUS_2XX; k++)
          if (measurement->rows[k] != NULL)
            gate (measurement->rows[k], ASSAY_REASON_CARRIED_OVER, before->rows[THROUGHPUT]->date);
    }
}

static void
check_measurements (GPtrArray *rows, gboolean plain_mean, GCancellable *cancellable)
{
  g_autoptr (GHashTable) measurements = g_hash_table_new_full (assay_result_hash_measurement, assay_result_same_measurement, NULL, g_free);
  GHashTableIter iter;
  gpointer measurement;

  file_rows (measurements, rows, cancellable);
  check_repeats (rows, measurements, cancellable);
  g_hash_table_iter_init (&iter, measurements);
  while (!g_cancellable_is_cancelled (cancellable) && g_hash_table_iter_next (&iter, NULL, &measurement))
    {
      if (plain_mean)
        check_in_flight (measurement);
      check_mean (measurement);
      check_order (measurement);
      check_answers (measurement);
      check_errors (measurement);
    }
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const AssayResult *first = *(AssayResult * const *) a, *second = *(AssayResult * const *) b;

  return (first->value > second->value) - (first->value < second->value);
}

/* Whether the values differ by no more than the spread on either side of their middle; both above 0. */
static gboolean
are_close (double low, double high)
{
  return low > 0 && high - low <= ASSAY_PLAUSIBLE_SPREAD * (low + high);
}

/* @rows are sorted by value, a row a subject. Finds the most that are close to each other: from @start, @returned of them. */
static guint
find_crowd (const GPtrArray *rows, guint *start)
{
  guint most = 0, from = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      while (!are_close (((AssayResult *) rows->pdata[from])->value, ((AssayResult *) rows->pdata[i])->value) && from < i)
        from++;
      if (i - from + 1 > most)
        {
          most = i - from + 1;
          *start = from;
        }
    }

  return most;
}

/* Rows of one measure under the same circumstances. */
static void
check_spread (GPtrArray *rows)
{
  g_autofree char *reason = NULL;
  guint start = 0, n;

  g_ptr_array_sort (rows, compare_values);
  n = find_crowd (rows, &start);
  if (n < ASSAY_PLAUSIBLE_SUBJECTS || 2 * n <= rows->len)
    return;
  reason = g_strdup_printf (ASSAY_REASON_CROWD, n, rows->len, 100 * ASSAY_PLAUSIBLE_SPREAD);
  for (guint i = start; i < start + n; i++)
    add_reason (rows->pdata[i], reason);
}

/* Only what differs from server to server: many of them may use all of a machine's processors. */
static gboolean
can_collapse (const AssayResult *row)
{
  int kind = find_kind (row->measure);

  return row->subject != NULL && kind >= THROUGHPUT && kind <= P999;
}

/* The first row of each subject. */
typedef struct
{
  GPtrArray *rows;
  GHashTable *subjects;      /* of char*, borrowed */
} Group;

static Group *
group_new (void)
{
  Group *self = g_new (Group, 1);

  self->rows = g_ptr_array_new ();
  self->subjects = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

static void
group_free (gpointer data)
{
  Group *self = data;

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->subjects);
  g_free (self);
}

static void
check_spreads (GPtrArray *rows, GCancellable *cancellable)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (assay_result_hash_comparison, assay_result_same_comparison, NULL, group_free);
  GHashTableIter iter;
  gpointer group;

  for (guint i = 0; i < rows->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      AssayResult *row = rows->pdata[i];

      if (!can_collapse (row))
        continue;
      group = g_hash_table_lookup (groups, row);
      if (group == NULL)
        g_hash_table_insert (groups, row, group = group_new ());
      if (g_hash_table_add (((Group *) group)->subjects, row->subject))
        g_ptr_array_add (((Group *) group)->rows, row);
    }
  g_hash_table_iter_init (&iter, groups);
  while (!g_cancellable_is_cancelled (cancellable) && g_hash_table_iter_next (&iter, NULL, &group))
    check_spread (((Group *) group)->rows);
}

guint
assay_plausible_check (AssayResults *results)
{
  return assay_plausible_check_until (results, NULL);
}

guint
assay_plausible_check_until (AssayResults *results, GCancellable *cancellable)
{
  guint n = 0;

  for (guint i = 0; i < results->rows->len; i++)
    check_range (results->rows->pdata[i]);
  check_measurements (results->rows, results->tool == NULL || !g_strv_contains (corrected, results->tool), cancellable);
  check_spreads (results->rows, cancellable);
  for (guint i = 0; i < results->rows->len; i++)
    n += ((AssayResult *) results->rows->pdata[i])->gate != NULL;

  return n;
}
