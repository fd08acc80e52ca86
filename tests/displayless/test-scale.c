#include "plots/scale.h"

#include <math.h>

typedef struct
{
  AssayScaleKind kind;
  double min, max;             /* asked for */
  double got_min, got_max;     /* NAN: only that it is finite and not empty */
} Range;

static const Range ranges[] = {
  { ASSAY_SCALE_LINEAR, 0, 10, 0, 10 },
  { ASSAY_SCALE_LINEAR, 10, 0, 0, 10 },
  { ASSAY_SCALE_LINEAR, -5, 5, -5, 5 },
  { ASSAY_SCALE_LINEAR, NAN, NAN, 0, 1 },
  { ASSAY_SCALE_LINEAR, 4, NAN, 2, 6 },
  { ASSAY_SCALE_LINEAR, 0, 0, -0.5, 0.5 },
  { ASSAY_SCALE_LINEAR, 100, 100, 50, 150 },
  { ASSAY_SCALE_LINEAR, 1e-300, 2e-300, 1e-300, 2e-300 },
  { ASSAY_SCALE_LINEAR, -G_MAXDOUBLE, G_MAXDOUBLE, NAN, NAN },
  { ASSAY_SCALE_LINEAR, -INFINITY, INFINITY, NAN, NAN },
  { ASSAY_SCALE_LINEAR, 1, 1 + 1e-15, NAN, NAN },
  { ASSAY_SCALE_LOG, 1, 1000, 1, 1000 },
  { ASSAY_SCALE_LOG, NAN, NAN, 1, 10 },
  { ASSAY_SCALE_LOG, 10, 10, 5, 20 },
  { ASSAY_SCALE_LOG, 0, 100, NAN, NAN },
  { ASSAY_SCALE_LOG, -3, -1, NAN, NAN },
  { ASSAY_SCALE_DATE, 738000, 739000, 738000, 739000 },
  { ASSAY_SCALE_DATE, 738000, 738000, 737820, 738180 },
  { ASSAY_SCALE_DATE, NAN, NAN, NAN, NAN },
};

static void
test_ranges (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      AssayScale scale = assay_scale_new (ranges[i].kind, ranges[i].min, ranges[i].max);

      g_test_message ("%u: %g..%g", i, scale.min, scale.max);
      g_assert_true (isfinite (scale.min) && isfinite (scale.max));
      g_assert_cmpfloat (scale.min, <, scale.max);
      if (isfinite (ranges[i].got_min))
        g_assert_cmpfloat_with_epsilon (scale.min, ranges[i].got_min, 1e-9);
      if (isfinite (ranges[i].got_max))
        g_assert_cmpfloat_with_epsilon (scale.max, ranges[i].got_max, 1e-9);
      g_assert_true (isfinite (assay_scale_map (&scale, (scale.min + scale.max) / 2)));
    }
}

static void
test_map_and_invert (void)
{
  static const Range cases[] = {
    { ASSAY_SCALE_LINEAR, 0, 10, 2.5, 150 },
    { ASSAY_SCALE_LINEAR, -10, 10, 0, 200 },
    { ASSAY_SCALE_LOG, 1, 10000, 100, 200 },
    { ASSAY_SCALE_DATE, 738000, 738100, 738075, 250 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AssayScale scale = assay_scale_new (cases[i].kind, cases[i].min, cases[i].max);

      scale.from = 100;
      scale.to = 300;
      g_assert_cmpfloat_with_epsilon (assay_scale_map (&scale, cases[i].got_min), cases[i].got_max, 1e-9);
      g_assert_cmpfloat_with_epsilon (assay_scale_invert (&scale, cases[i].got_max), cases[i].got_min, 1e-6);
      scale.from = 300;
      scale.to = 100;
      g_assert_cmpfloat_with_epsilon (assay_scale_map (&scale, cases[i].got_min), 400 - cases[i].got_max, 1e-9);
    }
}

static void
test_clamp (void)
{
  AssayScale scale = assay_scale_new (ASSAY_SCALE_LINEAR, 0, 10);

  scale.from = 300;
  scale.to = 100;
  g_assert_cmpfloat (assay_scale_clamp (&scale, -1e9), ==, 300);
  g_assert_cmpfloat (assay_scale_clamp (&scale, 1e9), ==, 100);
  g_assert_cmpfloat (assay_scale_clamp (&scale, NAN), ==, 300);
  g_assert_cmpfloat (assay_scale_clamp (&scale, INFINITY), ==, 300);
}

static void
test_shows (void)
{
  AssayScale linear = assay_scale_new (ASSAY_SCALE_LINEAR, 0, 1), logarithmic = assay_scale_new (ASSAY_SCALE_LOG, 1, 10);

  g_assert_true (assay_scale_shows (&linear, -3));
  g_assert_false (assay_scale_shows (&linear, NAN));
  g_assert_false (assay_scale_shows (&linear, INFINITY));
  g_assert_true (assay_scale_shows (&logarithmic, 1e-9));
  g_assert_false (assay_scale_shows (&logarithmic, 0));
  g_assert_false (assay_scale_shows (&logarithmic, -1));
}

static void
test_categories (void)
{
  AssayScale scale = assay_scale_categories (4);

  scale.to = 400;
  g_assert_cmpfloat (assay_scale_map (&scale, 0), ==, 50);
  g_assert_cmpfloat (assay_scale_map (&scale, 3), ==, 350);
  scale = assay_scale_categories (0);
  g_assert_cmpfloat (assay_scale_map (&scale, 0), ==, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/ranges", test_ranges);
  g_test_add_func ("/scale/map-and-invert", test_map_and_invert);
  g_test_add_func ("/scale/clamp", test_clamp);
  g_test_add_func ("/scale/shows", test_shows);
  g_test_add_func ("/scale/categories", test_categories);

  return g_test_run ();
}
