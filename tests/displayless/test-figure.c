#include <math.h>

#include "data/model/figure.h"
#include "data/model/provenance.h"
#include "data/model/series.h"

static void
test_new (void)
{
  g_autoptr (AssayFigure) figure = assay_figure_new ("json", ASSAY_FIGURE_BARS);

  g_assert_cmpstr (figure->id, ==, "json");
  g_assert_true (isnan (figure->y.min));
  g_assert_cmpuint (figure->series->len, ==, 0);
}

static void
test_kind_names (void)
{
  const char * const *names = assay_figure_kind_names ();

  g_assert_cmpuint (g_strv_length ((char **) names), ==, ASSAY_N_FIGURE_KINDS);
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_cmpstr (assay_figure_kind_name (i), ==, names[i]);
}

static void
test_series_columns (void)
{
  g_autoptr (AssaySeries) series = assay_series_new ("Python", 0, 3, TRUE, FALSE);

  for (guint i = 0; i < series->n; i++)
    g_assert_true (isnan (series->x[i]) && isnan (series->y[i]) && isnan (series->low[i]) && isnan (series->high[i]));
  g_assert_null (series->data);
  g_assert_false (assay_series_is_gated (series, 2));
}

static void
count_cb (gpointer owner)
{
  ++*(guint *) owner;
}

static void
test_series_borrowed (void)
{
  static const double y[2] = { 3, 4 };
  guint released = 0;
  AssaySeries *series = assay_series_new_borrowed ("trace", 0, 2, NULL, y, &released, count_cb);

  g_assert_true (series->y == y);
  g_assert_null (series->x);
  assay_series_unref (assay_series_ref (series));
  g_assert_cmpuint (released, ==, 0);
  assay_series_unref (series);
  g_assert_cmpuint (released, ==, 1);
}

/* Samples without data of their own give their series' origin once. */
static void
test_origins (void)
{
  g_autoptr (AssayFigure) figure = assay_figure_new ("trace", ASSAY_FIGURE_LINES);
  g_autoptr (GPtrArray) origins = NULL;
  AssayProvenance *origin = g_atomic_rc_box_new0 (AssayProvenance);

  for (guint i = 0; i < 2; i++)
    {
      AssaySeries *series = assay_series_new ("trace", i, 1000, FALSE, FALSE);

      series->origin = assay_provenance_ref (origin);
      g_ptr_array_add (figure->series, series);
    }
  g_ptr_array_add (figure->series, assay_series_new ("nothing", 2, 0, FALSE, FALSE));
  origins = assay_figure_get_origins (figure);
  g_assert_cmpuint (origins->len, ==, 1);
  g_assert_true (g_ptr_array_index (origins, 0) == origin);
  assay_provenance_unref (origin);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/new", test_new);
  g_test_add_func ("/figure/kind-names", test_kind_names);
  g_test_add_func ("/series/columns", test_series_columns);
  g_test_add_func ("/series/borrowed", test_series_borrowed);
  g_test_add_func ("/figure/origins", test_origins);

  return g_test_run ();
}
