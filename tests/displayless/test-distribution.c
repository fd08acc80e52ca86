#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/units.h"
#include "plots/distribution.h"

static AssayFigure *
figure_new (AssayFigureKind kind, guint n, AssayScaleKind scale)
{
  AssayFigure *figure = assay_figure_new ("d", kind);

  figure->y.unit = assay_unit_find ("ms");
  figure->y.scale = scale;
  for (guint s = 0; s < 2; s++)
    {
      AssaySeries *series = assay_series_new (s == 0 ? "Python" : "Node.js", s, n, FALSE, FALSE);

      for (guint i = 0; i < n; i++)
        series->y[i] = exp (g_test_rand_double () * 3 + s);
      g_ptr_array_add (figure->series, series);
    }

  return figure;
}

static AssayLayout *
layout_new (AssayFigure *figure)
{
  return assay_layout_new (figure, &assay_theme_print, 960, 540, 1, ASSAY_PART_ALL);
}

static int
compare (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

/* Each bin's count is that of the samples between its ends, and none is lost. */
static void
test_histogram_counts (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autoptr (AssayFigure) figure = figure_new (ASSAY_FIGURE_HISTOGRAM, n, ASSAY_SCALE_LINEAR);
  g_autoptr (AssayLayout) layout = layout_new (figure);
  const AssayDistributions *all = layout->extra;
  guint64 sums[2] = { 0, 0 };

  g_assert_cmpuint (all->cells->len, ==, layout->marks->len);
  for (guint i = 0; i < layout->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (layout->marks, AssayMark, i);
      const AssayCell *cell = &g_array_index (all->cells, AssayCell, i);
      const AssaySeries *series = assay_layout_get_series (layout, mark->series);
      guint64 count = 0;

      for (guint k = 0; k < n; k++)
        count += series->y[k] >= cell->low && series->y[k] < cell->high;
      /* Beyond the number that is sorted, buckets beside an edge are shared out. */
      g_assert_cmpfloat (fabs ((double) count - cell->count), <=, n > ASSAY_MOST_SORTED ? n * 0.001 : 1);
      g_assert_cmpfloat_with_epsilon (cell->share, cell->count / (double) n, 1e-12);
      g_assert_cmpfloat_with_epsilon (mark->height, layout->plot.height * cell->share * 100 / layout->x.scale.max, 0.01);
      sums[mark->series] += cell->count;
    }
  g_assert_cmpuint (sums[0], ==, n);
  g_assert_cmpuint (sums[1], ==, n);
}

/* Marks of the curves against the sorted samples. */
static void
check_curve (AssayFigureKind kind, guint n, double tolerance)
{
  g_autoptr (AssayFigure) figure = figure_new (kind, n, ASSAY_SCALE_LOG);
  g_autoptr (AssayLayout) layout = layout_new (figure);
  const AssayDistributions *all = layout->extra;
  g_autofree double *sorted = g_new (double, 2 * n);

  for (guint s = 0; s < 2; s++)
    {
      memcpy (sorted + s * n, assay_layout_get_series (layout, s)->y, n * sizeof *sorted);
      qsort (sorted + s * n, n, sizeof *sorted, compare);
    }
  g_assert_cmpuint (layout->marks->len, >, 0);
  for (guint i = 0; i < layout->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (layout->marks, AssayMark, i);
      const AssayCell *cell = &g_array_index (all->cells, AssayCell, i);
      guint rank = CLAMP (ceil (cell->share * n - 1e-9), 1, n);
      double exact = sorted[mark->series * n + rank - 1];

      g_assert_cmpfloat (fabs (cell->high - exact), <=, exact * tolerance);
      if (tolerance == 0)
        g_assert_cmpfloat (assay_layout_get_series (layout, mark->series)->y[mark->index], ==, exact);
    }
}

static void
test_curves (void)
{
  static const AssayFigureKind kinds[] = { ASSAY_FIGURE_ECDF, ASSAY_FIGURE_PERCENTILES };
  static const guint sizes[] = { 1, 2, 7, 1000, 99999 };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        check_curve (kinds[k], sizes[i], 0);
      check_curve (kinds[k], 200000, 0.008);
    }
}

static void
test_percentile_ticks (void)
{
  static const char * const expected[] = { "0\u202f%", "90\u202f%", "99\u202f%", "99.9\u202f%" };
  g_autoptr (AssayFigure) figure = figure_new (ASSAY_FIGURE_PERCENTILES, 1000, ASSAY_SCALE_LINEAR);
  g_autoptr (AssayLayout) layout = layout_new (figure);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < layout->x.ticks->len; k++)
        found = found || g_strcmp0 (g_array_index (layout->x.ticks, AssayTick, k).label, expected[i]) == 0;
      g_assert_true (found);
    }
}

/* Whatever the room: no tick has more digits than nines. */
static void
test_percentile_ticks_are_even (void)
{
  static const double widths[] = { 300, 480, 700, 960, 1920 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (AssayFigure) figure = figure_new (ASSAY_FIGURE_PERCENTILES, i % 2 == 0 ? 500 : 300, ASSAY_SCALE_LINEAR);
      g_autoptr (AssayLayout) layout = assay_layout_new (figure, &assay_theme_light, widths[i], 300, 1, ASSAY_PART_ALL);

      for (guint k = 0; k < layout->x.ticks->len; k++)
        {
          const AssayTick *tick = &g_array_index (layout->x.ticks, AssayTick, k);

          if (tick->label == NULL)
            continue;
          g_assert_cmpuint (strlen (tick->label), <=, strlen ("99.7\u202f%"));
          g_assert_cmpfloat_with_epsilon (100 - 100 / tick->value, g_ascii_strtod (tick->label, NULL), 1e-9);
        }
    }
}

static void
test_words (void)
{
  static const double values[] = { 10, 20, 30, 40 };
  g_autoptr (AssayFigure) figure = assay_figure_new ("d", ASSAY_FIGURE_PERCENTILES);
  AssaySeries *series = assay_series_new ("Python", 0, 4, FALSE, FALSE);
  g_autoptr (AssayLayout) layout = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  figure->y.unit = assay_unit_find ("ms");
  memcpy (series->y, values, sizeof values);
  g_ptr_array_add (figure->series, series);
  layout = layout_new (figure);
  first = assay_layout_describe_mark (layout, 0);
  last = assay_layout_describe_mark (layout, layout->marks->len - 1);
  g_assert_cmpstr (first, ==, "Python: 50\u202f% of 4 samples at most 20\u202fms");
  g_assert_cmpstr (last, ==, "Python: 90\u202f% of 4 samples at most 40\u202fms");
}

/* Every mark leads to the origin of one of the samples that it stands for. */
static void
test_origins (void)
{
  static const AssayFigureKind kinds[] = { ASSAY_FIGURE_HISTOGRAM, ASSAY_FIGURE_ECDF, ASSAY_FIGURE_PERCENTILES };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (AssayFigure) figure = assay_figure_new ("d", kinds[k]);
      AssaySeries *series = assay_series_new ("Python", 0, 300, FALSE, TRUE);
      g_autoptr (AssayLayout) layout = NULL;
      const AssayDistributions *all;

      for (guint i = 0; i < 300; i++)
        {
          series->data[i] = g_atomic_rc_box_new0 (AssayDatum);
          series->data[i]->origin = g_atomic_rc_box_new0 (AssayProvenance);
          series->y[i] = i * 7919 % 307;
        }
      g_ptr_array_add (figure->series, series);
      layout = layout_new (figure);
      all = layout->extra;
      for (guint i = 0; i < layout->marks->len; i++)
        {
          const AssayMark *mark = &g_array_index (layout->marks, AssayMark, i);
          const AssayCell *cell = &g_array_index (all->cells, AssayCell, i);

          g_assert_nonnull (assay_series_get_origin (series, mark->index));
          g_assert_cmpfloat (series->y[mark->index], >=, cell->low - 1e-9);
          g_assert_cmpfloat (series->y[mark->index], <=, cell->high + 1e-9);
        }
    }
}

static void
test_awkward (void)
{
  static const AssayFigureKind kinds[] = { ASSAY_FIGURE_HISTOGRAM, ASSAY_FIGURE_ECDF, ASSAY_FIGURE_PERCENTILES };
  static const struct { double values[3]; guint n; } cases[] = {
    { { 0 }, 0 }, { { NAN, NAN }, 2 }, { { 5 }, 1 }, { { 5, 5, 5 }, 3 }, { { -1, 0, 1 }, 3 }, { { 0, 0, 0 }, 3 },
    { { 1e-300, 1, 1e300 }, 3 }, { { INFINITY, -INFINITY, 3 }, 3 },
  };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint scale = ASSAY_SCALE_LINEAR; scale <= ASSAY_SCALE_LOG; scale++)
      for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
        {
          g_autoptr (AssayFigure) figure = assay_figure_new ("d", kinds[k]);
          AssaySeries *series = assay_series_new ("Python", 0, cases[c].n, FALSE, FALSE);
          g_autoptr (AssayLayout) layout = NULL;
          cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 960, 540);
          cairo_t *cr = cairo_create (image);

          figure->y.scale = scale;
          memcpy (series->y, cases[c].values, cases[c].n * sizeof (double));
          g_ptr_array_add (figure->series, series);
          layout = layout_new (figure);
          assay_layout_draw (layout, cr);
          g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
          for (guint i = 0; i < layout->marks->len; i++)
            {
              g_autofree char *words = assay_layout_describe_mark (layout, i);

              g_assert_true (g_str_has_prefix (words, "Python: "));
              g_assert_true (isfinite (g_array_index (layout->marks, AssayMark, i).y));
            }
          cairo_destroy (cr);
          cairo_surface_destroy (image);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/distribution/histogram-counts/few", GUINT_TO_POINTER (50), test_histogram_counts);
  g_test_add_data_func ("/distribution/histogram-counts/sorted", GUINT_TO_POINTER (20000), test_histogram_counts);
  g_test_add_data_func ("/distribution/histogram-counts/buckets", GUINT_TO_POINTER (200000), test_histogram_counts);
  g_test_add_func ("/distribution/curves", test_curves);
  g_test_add_func ("/distribution/percentile-ticks", test_percentile_ticks);
  g_test_add_func ("/distribution/percentile-ticks-are-even", test_percentile_ticks_are_even);
  g_test_add_func ("/distribution/words", test_words);
  g_test_add_func ("/distribution/origins", test_origins);
  g_test_add_func ("/distribution/awkward", test_awkward);

  return g_test_run ();
}
