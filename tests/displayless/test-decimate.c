#include <math.h>
#include <string.h>

#include "plots/decimate.h"

#define N_COLUMNS 1000

/* A latency trace: noise with spikes of one point each, from gaps to gaps, x evenly spread or not. */
typedef struct
{
  double *x, *y;
  gsize n;
} Trace;

static void
trace_clear (Trace *self)
{
  g_free (self->x);
  g_free (self->y);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trace, trace_clear)

static Trace
trace_new (gsize n, double spikes, double gaps, gboolean uneven)
{
  Trace trace = { g_new (double, n), g_new (double, n), n };
  double x = 0;

  for (gsize i = 0; i < n; i++)
    {
      x += uneven ? g_test_rand_double () * g_test_rand_double () * 8 : 1;
      trace.x[i] = x;
      trace.y[i] = 10 + g_test_rand_double ();
      if (g_test_rand_double () < spikes)
        trace.y[i] += g_test_rand_double_range (-500, 500);
      if (g_test_rand_double () < gaps)
        trace.y[i] = NAN;
    }
  for (gsize i = 0; i < n; i++)
    trace.x[i] *= N_COLUMNS / x;

  return trace;
}

static void
get_edges (double left, double right, double edges[N_COLUMNS + 1])
{
  for (guint i = 0; i <= N_COLUMNS; i++)
    edges[i] = left + i * (right - left) / N_COLUMNS;
}

/* The line through the chosen points must reach exactly as far, column by column, as the line through all. */
static void
assert_same_columns (const Trace *trace, const gsize *indices, gsize n)
{
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);
  AssayExtent full[N_COLUMNS], chosen[N_COLUMNS];

  for (gsize i = 0; i < n; i++)
    {
      x[i] = indices[i] == ASSAY_GAP ? NAN : trace->x[indices[i]];
      y[i] = indices[i] == ASSAY_GAP ? NAN : trace->y[indices[i]];
    }
  assay_polyline_extents (trace->x, trace->y, trace->n, 0, N_COLUMNS, full);
  assay_polyline_extents (x, y, n, 0, N_COLUMNS, chosen);
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      g_assert_true (full[c].low == chosen[c].low);
      g_assert_true (full[c].high == chosen[c].high);
    }
}

static void
test_m4_exact (gconstpointer data)
{
  static const struct { gsize n; double spikes, gaps; gboolean uneven; } cases[] = {
    { 1000000, 1e-4, 0, FALSE },
    { 1000000, 0, 0, FALSE },
    { 200000, 1e-3, 0, TRUE },
    { 200000, 1e-3, 0.3, TRUE },
    { 5000, 1e-2, 0, TRUE },
    { 5000, 1e-2, 0.3, TRUE },
    { 700, 1e-2, 0, TRUE },
    { 2, 0, 0, FALSE },
    { 1, 0, 0, FALSE },
  };
  guint i = GPOINTER_TO_UINT (data);
  g_auto (Trace) trace = trace_new (cases[i].n, cases[i].spikes, cases[i].gaps, cases[i].uneven);
  g_autoptr (AssayPyramid) pyramid = assay_pyramid_new (trace.x, trace.y, trace.n);
  gsize *indices = g_newa (gsize, assay_m4_room (N_COLUMNS + 1));
  double edges[N_COLUMNS + 1];
  gsize n;

  get_edges (0, N_COLUMNS, edges);
  g_assert_true (pyramid->ascending);
  n = assay_m4 (pyramid, edges, N_COLUMNS + 1, indices);
  g_assert_cmpuint (n, <=, MIN (cases[i].n, assay_m4_room (N_COLUMNS + 1)));
  for (gsize k = 1; k < n; k++)
    if (indices[k - 1] != ASSAY_GAP)
      g_assert_cmpuint (indices[k - 1], <, indices[k]);
  assert_same_columns (&trace, indices, n);
}

/* The comparison itself must notice a lost spike: every 100th point loses some. */
static void
test_subsampling_differs (void)
{
  g_auto (Trace) trace = trace_new (100000, 1e-3, 0, FALSE);
  AssayExtent full[N_COLUMNS], chosen[N_COLUMNS];
  g_autofree double *x = g_new (double, 1000);
  g_autofree double *y = g_new (double, 1000);
  guint lost = 0;

  for (guint i = 0; i < 1000; i++)
    {
      x[i] = trace.x[i * 100];
      y[i] = trace.y[i * 100];
    }
  assay_polyline_extents (trace.x, trace.y, trace.n, 0, N_COLUMNS, full);
  assay_polyline_extents (x, y, 1000, 0, N_COLUMNS, chosen);
  for (guint c = 0; c < N_COLUMNS; c++)
    lost += full[c].high > chosen[c].high;
  g_assert_cmpuint (lost, >, 50);
}

/* Each point alone, a spike at every possible place of a block. */
static void
test_single_spikes (void)
{
  enum { N = 3 * ASSAY_PYRAMID_BLOCK + 7 };
  double y[N];

  for (guint spike = 0; spike < N; spike++)
    {
      g_autoptr (AssayPyramid) pyramid = NULL;
      AssayExtent extent;

      for (guint i = 0; i < N; i++)
        y[i] = 1;
      y[spike] = 9;
      pyramid = assay_pyramid_new (NULL, y, N);
      extent = assay_pyramid_extent (pyramid, 0, N);
      g_assert_cmpfloat (extent.high, ==, 9);
      g_assert_cmpuint (assay_pyramid_find (pyramid, 0, N, 9), ==, spike);
      extent = assay_pyramid_extent (pyramid, 0, spike);
      g_assert_cmpfloat (extent.high, ==, spike > 0 ? 1 : -INFINITY);
      extent = assay_pyramid_extent (pyramid, spike + 1, N);
      g_assert_cmpfloat (extent.high, ==, spike + 1 < N ? 1 : -INFINITY);
      g_assert_cmpuint (assay_pyramid_find (pyramid, spike + 1, N, 9), ==, N);
    }
}

static void
test_random_extents (void)
{
  g_auto (Trace) trace = trace_new (5000, 0.1, 0.05, FALSE);
  g_autoptr (AssayPyramid) pyramid = assay_pyramid_new (trace.x, trace.y, trace.n);

  for (guint round = 0; round < 2000; round++)
    {
      gsize first = g_test_rand_int_range (0, trace.n);
      gsize end = g_test_rand_int_range (first, trace.n + 1);
      AssayExtent extent = assay_pyramid_extent (pyramid, first, end);
      double low = INFINITY, high = -INFINITY;

      for (gsize i = first; i < end; i++)
        if (!isnan (trace.y[i]))
          {
            low = fmin (low, trace.y[i]);
            high = fmax (high, trace.y[i]);
          }
      g_assert_cmpfloat (extent.low, ==, low);
      g_assert_cmpfloat (extent.high, ==, high);
    }
}

/* A gap wider than a column breaks the line; what is drawn beside it stays exact. */
static void
test_gaps (void)
{
  g_auto (Trace) trace = trace_new (100000, 1e-3, 0, FALSE);
  g_autoptr (AssayPyramid) pyramid = NULL;
  gsize *indices = g_newa (gsize, assay_m4_room (N_COLUMNS + 1));
  double edges[N_COLUMNS + 1];
  gsize n, breaks = 0;

  for (gsize i = 30000; i < 40000; i++)
    trace.y[i] = NAN;
  for (gsize i = 0; i < 500; i++)
    trace.y[i] = trace.y[trace.n - 1 - i] = NAN;
  get_edges (0, N_COLUMNS, edges);
  pyramid = assay_pyramid_new (trace.x, trace.y, trace.n);
  g_assert_true (pyramid->gaps);
  n = assay_m4 (pyramid, edges, N_COLUMNS + 1, indices);
  for (gsize i = 0; i < n; i++)
    {
      breaks += indices[i] == ASSAY_GAP;
      g_assert_true (indices[i] == ASSAY_GAP || !isnan (trace.y[indices[i]]));
    }
  g_assert_cmpuint (breaks, ==, 1);
  assert_same_columns (&trace, indices, n);
}

/* Looking at a part: the line runs on to the border through the point beyond it. */
static void
test_part (void)
{
  g_auto (Trace) trace = trace_new (1000000, 1e-4, 0, TRUE);
  g_autoptr (AssayPyramid) pyramid = assay_pyramid_new (trace.x, trace.y, trace.n);
  gsize *indices = g_newa (gsize, assay_m4_room (N_COLUMNS + 1));
  double edges[N_COLUMNS + 1];
  gsize n;

  get_edges (400.25, 500.5, edges);
  n = assay_m4 (pyramid, edges, N_COLUMNS + 1, indices);
  g_assert_cmpfloat (trace.x[indices[0]], <, 400.25);
  g_assert_cmpfloat (trace.x[indices[1]], >=, 400.25);
  g_assert_cmpfloat (trace.x[indices[n - 1]], >, 500.5);
  g_assert_cmpfloat (trace.x[indices[n - 2]], <=, 500.5);
}

/* Against counting those that are less, for even, uneven and equal x, within and beyond the range. */
static void
test_search (void)
{
  for (guint round = 0; round < 300; round++)
    {
      guint n = g_test_rand_int_range (0, 200), kind = round % 3;
      g_autofree double *x = g_new (double, n + 1);
      g_autofree double *y = g_new0 (double, n + 1);
      g_autoptr (AssayPyramid) pyramid = NULL;

      for (guint i = 0; i < n; i++)
        x[i] = kind == 0 ? i : kind == 1 ? exp (i * 0.3) : i / 7;
      pyramid = assay_pyramid_new (x, y, n);
      for (guint k = 0; k < 50; k++)
        {
          double at = k % 2 && n > 0 ? x[g_test_rand_int_range (0, n)] : g_test_rand_double_range (-5, 300);
          gsize less = 0;

          for (guint i = 0; i < n; i++)
            less += x[i] < at;
          g_assert_cmpuint (assay_pyramid_search (pyramid, at), ==, less);
        }
      g_assert_cmpuint (assay_pyramid_search (pyramid, INFINITY), ==, n);
      g_assert_cmpuint (assay_pyramid_search (pyramid, -INFINITY), ==, 0);
    }
}

static void
test_order (void)
{
  static const struct { double x[4]; guint n; gboolean ascending; } cases[] = {
    { { 0, 1, 2, 3 }, 4, TRUE },
    { { 0, 1, 1, 3 }, 4, TRUE },
    { { 0, 2, 1, 3 }, 4, FALSE },
    { { 0, 1, NAN, 3 }, 4, FALSE },
    { { NAN, 1, 2, 3 }, 4, FALSE },
    { { NAN }, 1, FALSE },
    { { 5 }, 1, TRUE },
    { { 0 }, 0, TRUE },
  };
  static const double y[4] = { 1, 2, 3, 4 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AssayPyramid) pyramid = assay_pyramid_new (cases[i].x, y, cases[i].n);

      g_assert_cmpint (pyramid->ascending, ==, cases[i].ascending);
    }
}

static void
test_constant_and_empty (void)
{
  static const double y[3] = { 7, 7, 7 }, nan[2] = { NAN, NAN };
  static const double edges[3] = { 0, 1, 2 };
  gsize indices[25];
  g_autoptr (AssayPyramid) constant = assay_pyramid_new (NULL, y, 3);
  g_autoptr (AssayPyramid) empty = assay_pyramid_new (NULL, y, 0);
  g_autoptr (AssayPyramid) gap = assay_pyramid_new (NULL, nan, 2);

  g_assert_cmpuint (assay_m4 (constant, edges, 3, indices), ==, 3);
  g_assert_cmpfloat (constant->y_range.low, ==, 7);
  g_assert_cmpfloat (constant->y_range.high, ==, 7);
  g_assert_cmpuint (assay_m4 (empty, edges, 3, indices), ==, 0);
  g_assert_cmpfloat (empty->y_range.low, >, empty->y_range.high);
  g_assert_cmpuint (assay_m4 (gap, edges, 3, indices), ==, 0);
  g_assert_cmpuint (assay_m4 (constant, edges, 0, indices), ==, 0);
}

/* Many points at one x, also at the right edge, lose none of their extremes. */
static void
test_equal_x (void)
{
  static const double x[8] = { 0, 0, 0, 5, 10, 10, 10, 10 }, y[8] = { 1, 9, 2, 3, 4, -8, 8, 5 };
  static const double edges[3] = { 0, 5, 10 };
  static const gsize expected[] = { 0, 1, 2, 3, 5, 6, 7 };
  g_autoptr (AssayPyramid) pyramid = assay_pyramid_new (x, y, 8);
  gsize indices[25];

  g_assert_cmpuint (assay_m4 (pyramid, edges, 3, indices), ==, G_N_ELEMENTS (expected) + 1);
  g_assert_cmpmem (indices, 4 * sizeof (gsize), expected, 4 * sizeof (gsize));
  g_assert_cmpuint (indices[4], ==, 4);
  g_assert_cmpmem (indices + 5, 3 * sizeof (gsize), expected + 4, 3 * sizeof (gsize));
}

static void
test_dilate (void)
{
  static const AssayExtent columns[5] = { { 1, -1 }, { 1, -1 }, { 4, 6 }, { 1, -1 }, { 1, -1 } };
  static const struct { double width; guint first, last; } cases[] = { { 1, 2, 2 }, { 2, 2, 3 }, { 3, 1, 3 }, { 4, 1, 4 } };
  AssayExtent grown[5];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assay_extents_dilate (columns, 5, cases[i].width, grown);
      for (guint c = 0; c < 5; c++)
        if (c >= cases[i].first && c <= cases[i].last)
          g_assert_cmpfloat (grown[c].high, ==, 6 + cases[i].width / 2);
        else
          g_assert_cmpfloat (grown[c].low, >, grown[c].high);
    }
  g_assert_cmpfloat (assay_extents_height (columns, 5), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *path = g_strdup_printf ("/decimate/m4-exact/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_m4_exact);
    }
  g_test_add_func ("/decimate/subsampling-differs", test_subsampling_differs);
  g_test_add_func ("/decimate/single-spikes", test_single_spikes);
  g_test_add_func ("/decimate/random-extents", test_random_extents);
  g_test_add_func ("/decimate/gaps", test_gaps);
  g_test_add_func ("/decimate/part", test_part);
  g_test_add_func ("/decimate/search", test_search);
  g_test_add_func ("/decimate/order", test_order);
  g_test_add_func ("/decimate/constant-and-empty", test_constant_and_empty);
  g_test_add_func ("/decimate/equal-x", test_equal_x);
  g_test_add_func ("/decimate/dilate", test_dilate);

  return g_test_run ();
}
