#include <math.h>

#include "data/model/figure.h"
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/new", test_new);
  g_test_add_func ("/figure/kind-names", test_kind_names);
  g_test_add_func ("/series/columns", test_series_columns);

  return g_test_run ();
}
