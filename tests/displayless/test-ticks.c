#include "plots/ticks.h"

#include <math.h>

#include "data/model/units.h"

typedef struct
{
  AssayScaleKind kind;
  double min, max;
  guint most;
  const char *unit;
  const char *labels;          /* joined by spaces; of dates by semicolons */
} Case;

static const Case cases[] = {
  { ASSAY_SCALE_LINEAR, 0, 100, 6, NULL, "0 20 40 60 80 100" },
  { ASSAY_SCALE_LINEAR, 0, 100, 3, NULL, "0 50 100" },
  { ASSAY_SCALE_LINEAR, 0, 10000, 5, "req/s", "0 2.5k 5k 7.5k 10k" },
  { ASSAY_SCALE_LINEAR, 0, 1.2e6, 4, "req/s", "0 500k 1M" },
  { ASSAY_SCALE_LINEAR, -15, 15, 7, NULL, "−15 −10 −5 0 5 10 15" },
  { ASSAY_SCALE_LINEAR, -1, 1, 5, NULL, "−1 −0.5 0 0.5 1" },
  { ASSAY_SCALE_LINEAR, 0, 0.003, 4, NULL, "0 0.001 0.002 0.003" },
  { ASSAY_SCALE_LINEAR, 3, 3, 5, NULL, "2 3 4" },
  { ASSAY_SCALE_LINEAR, 0, 1.2e8, 7, "bytes", "0 20Mi 40Mi 60Mi 80Mi 100Mi" },
  { ASSAY_SCALE_LINEAR, 0, 5000, 6, "bytes", "0 1Ki 2Ki 3Ki 4Ki" },
  { ASSAY_SCALE_LINEAR, 0, 900, 4, "bytes", "0 500" },
  { ASSAY_SCALE_LINEAR, 0, 900, 4, "MiB", "0 500" },
  { ASSAY_SCALE_LOG, 0.001, 1000, 7, NULL, "0.001 0.01 0.1 1 10 100 1,000" },
  { ASSAY_SCALE_LOG, 1, 1e9, 5, "packages", "1 100 10k 1M 100M" },
  { ASSAY_SCALE_LOG, 10, 100, 7, NULL, "10 20 50 100" },
  { ASSAY_SCALE_LOG, 20, 60, 7, NULL, "20 50" },
  { ASSAY_SCALE_LOG, 5e3, 1e6, 7, "req/s", "10k 30k 100k 300k 1M" },
  { ASSAY_SCALE_LOG, 5e3, 1e5, 7, "req/s", "5k 10k 20k 50k 100k" },
  { ASSAY_SCALE_LOG, 0.07, 60, 7, "ratio", "0.1 0.3 1 3 10 30" },
  { ASSAY_SCALE_LOG, 0.07, 60, 4, "ratio", "0.1 1 10" },
};

static GArray *
ticks_of (const Case *at)
{
  AssayScale scale = assay_scale_new (at->kind, at->min, at->max);

  return assay_ticks_new (&scale, at->unit != NULL ? assay_unit_find (at->unit) : NULL, at->most);
}

static char *
join (GArray *ticks, const char *glue)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? glue : "", g_array_index (ticks, AssayTick, i).label);

  return g_string_free (text, FALSE);
}

static void
test_labels (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) ticks = ticks_of (&cases[i]);
      g_autofree char *labels = join (ticks, " ");

      g_assert_cmpstr (labels, ==, cases[i].labels);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *from, *to;
    guint most;
    const char *labels;
  } spans[] = {
    { "2017-01-18", "2026-01-26", 7, "2018;2020;2022;2024;2026" },
    { "2023-01-01", "2025-01-01", 7, "2023;2024;2025" },
    { "2020-01-01", "2025-01-01", 7, "2020;2021;2022;2023;2024;2025" },
    { "2024-01-01", "2025-06-30", 7, "2024 Q1;2024 Q2;2024 Q3;2024 Q4;2025 Q1;2025 Q2" },
    { "2024-02-03", "2024-07-01", 7, "Mar 2024;Apr 2024;May 2024;Jun 2024;Jul 2024" },
    { "2024-02-27", "2024-03-02", 7, "27 Feb;28 Feb;29 Feb;1 Mar;2 Mar" },
    { "1970-01-01", "2026-01-01", 4, "1980;2000;2020" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      Case at = { ASSAY_SCALE_DATE, assay_date_parse (spans[i].from), assay_date_parse (spans[i].to), spans[i].most, NULL, NULL };
      g_autoptr (GArray) ticks = ticks_of (&at);
      g_autofree char *labels = join (ticks, ";");

      g_assert_cmpstr (labels, ==, spans[i].labels);
    }
}

/* Whatever the range: few, finite, rising, inside, and no two with the same words. */
static void
check_sane (AssayScaleKind kind, double min, double max, guint most)
{
  AssayScale scale = assay_scale_new (kind, min, max);
  g_autoptr (GArray) ticks = assay_ticks_new (&scale, NULL, most);
  double slack = (scale.max - scale.min) * 1e-6;

  g_assert_cmpuint (ticks->len, <=, most);
  for (guint i = 0; i < ticks->len; i++)
    {
      const AssayTick *tick = &g_array_index (ticks, AssayTick, i);

      g_assert_true (isfinite (tick->value));
      g_assert_cmpfloat (tick->value, >=, scale.min - slack);
      g_assert_cmpfloat (tick->value, <=, scale.max + slack);
      if (i > 0)
        g_assert_cmpfloat (tick->value, >, g_array_index (ticks, AssayTick, i - 1).value);
    }
}

static void
test_sane (void)
{
  static const double values[] = { -G_MAXDOUBLE, -1e300, -1e12, -7.3, -1e-9, 0, 1e-300, 1e-12, 0.3, 1, 7.3, 999, 1e6, 738000, 1e15,
                                   1e300, G_MAXDOUBLE, NAN, INFINITY };

  for (guint a = 0; a < G_N_ELEMENTS (values); a++)
    for (guint b = 0; b < G_N_ELEMENTS (values); b++)
      for (guint most = 2; most <= ASSAY_MOST_TICKS; most++)
        for (AssayScaleKind kind = ASSAY_SCALE_LINEAR; kind <= ASSAY_SCALE_DATE; kind++)
          check_sane (kind, values[a], values[b], most);
}

static void
test_round (void)
{
  static const struct
  {
    AssayScaleKind kind;
    double min, max, rounded_min, rounded_max;
  } ranges[] = {
    { ASSAY_SCALE_LINEAR, 0, 8800, 0, 10000 },
    { ASSAY_SCALE_LINEAR, 0, 1136117, 0, 1200000 },
    { ASSAY_SCALE_LINEAR, -4.1, 13, -5, 15 },
    { ASSAY_SCALE_LINEAR, 0, 100, 0, 100 },
    { ASSAY_SCALE_LOG, 0.0026, 182, 0.002, 200 },
    { ASSAY_SCALE_LOG, 1, 1000, 1, 1000 },
    { ASSAY_SCALE_DATE, 738001, 738999, 738001, 738999 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      AssayScale scale = assay_scale_new (ranges[i].kind, ranges[i].min, ranges[i].max);

      assay_scale_round (&scale, NULL, ASSAY_MOST_TICKS);
      g_assert_cmpfloat_with_epsilon (scale.min, ranges[i].rounded_min, 1e-6);
      g_assert_cmpfloat_with_epsilon (scale.max, ranges[i].rounded_max, 1e-6);
    }
}

static void
test_round_keeps_wishes (void)
{
  AssayAxis axis = { NULL, NULL, ASSAY_SCALE_LINEAR, 3, NAN };
  AssayScale scale = assay_scale_new (ASSAY_SCALE_LINEAR, 3, 97);

  assay_scale_round (&scale, &axis, 5);
  g_assert_cmpfloat (scale.min, ==, 3);
  g_assert_cmpfloat (scale.max, ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticks/labels", test_labels);
  g_test_add_func ("/ticks/dates", test_dates);
  g_test_add_func ("/ticks/sane", test_sane);
  g_test_add_func ("/ticks/round", test_round);
  g_test_add_func ("/ticks/round-keeps-wishes", test_round_keeps_wishes);

  return g_test_run ();
}
