#include "tests/displayless/sample-figures.h"

#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/series.h"
#include "data/model/units.h"

#define VALUES(...) (const double[]) { __VA_ARGS__ }, G_N_ELEMENTS (((const double[]) { __VA_ARGS__ }))

static AssayFigure *
figure_new (const char *id, AssayFigureKind kind, const char *categories, const char *unit)
{
  AssayFigure *figure = assay_figure_new (id, kind);

  figure->finding = g_strdup ("A finding in a sentence");
  figure->subtitle = g_strdup ("Metric, unit, interval, n");
  figure->footer = g_strdup ("Made up for a test");
  figure->categories = categories != NULL ? g_strsplit (categories, "|", -1) : NULL;
  figure->y.unit = unit != NULL ? assay_unit_find (unit) : NULL;

  return figure;
}

/* Values that begin with the category @first and go on with the next. */
static AssaySeries *
add (AssayFigure *figure, const char *name, int hue, guint first, const double *values, guint n)
{
  AssaySeries *series = assay_series_new (name, hue, n, TRUE, TRUE);

  for (guint i = 0; i < n; i++)
    {
      series->x[i] = first + i;
      series->y[i] = values[i];
    }
  g_ptr_array_add (figure->series, series);

  return series;
}

static void
set_intervals (AssaySeries *series, double share)
{
  for (guint i = 0; i < series->n; i++)
    {
      series->low[i] = series->y[i] * (1 - share);
      series->high[i] = series->y[i] * (1 + share);
    }
}

static void
fail_gate (AssaySeries *series, guint index)
{
  AssayDatum *datum = g_atomic_rc_box_new0 (AssayDatum);

  datum->value = series->y[index];
  datum->day = NAN;
  datum->gate = g_strsplit ("the load generator was the limit", "|", -1);
  series->data[index] = datum;
}

static AssayFigure *
bars_sides (void)
{
  AssayFigure *figure = figure_new ("bars-sides", ASSAY_FIGURE_BARS, "Alpha|Beta|Gamma|Delta|Epsilon", "req/s");

  figure->horizontal = TRUE;
  add (figure, "Left", 0, 0, VALUES (900000, 250000));
  fail_gate (add (figure, "Right", 1, 2, VALUES (450000, 120000, 50000)), 1);

  return figure;
}

static AssayFigure *
bars_intervals (void)
{
  AssayFigure *figure = figure_new ("bars-intervals", ASSAY_FIGURE_BARS, "First|Second|Third", "ms");

  figure->horizontal = TRUE;
  set_intervals (add (figure, "Left", 0, 0, VALUES (10, 20, 30)), 0.1);
  set_intervals (add (figure, "Right", 1, 0, VALUES (12, 16, 40)), 0.25);

  return figure;
}

static AssayFigure *
bars_upright_claims (void)
{
  AssayFigure *figure = figure_new ("bars-upright-claims", ASSAY_FIGURE_BARS, "2020|2021|2022", "packages");

  add (figure, "Left", 0, 0, VALUES (100000, 200000, 300000));
  add (figure, "Claim", 0, 1, VALUES (240000))->role = ASSAY_ROLE_CLAIM;
  assay_figure_add_guide (figure, "Target", 250000, FALSE);

  return figure;
}

static AssayFigure *
bars_log (void)
{
  AssayFigure *figure = figure_new ("bars-log", ASSAY_FIGURE_BARS, "First|Second|Third|None", "s");

  figure->horizontal = TRUE;
  figure->y.scale = ASSAY_SCALE_LOG;
  add (figure, "Left", 0, 0, VALUES (0.01, 1, 100, 0));

  return figure;
}

static AssayFigure *
bars_negative (void)
{
  AssayFigure *figure = figure_new ("bars-negative", ASSAY_FIGURE_BARS, "Up|Down|Flat", "%");

  figure->horizontal = TRUE;
  add (figure, "Change", -1, 0, VALUES (20, -10, 0));

  return figure;
}

static AssayFigure *
stacked (void)
{
  AssayFigure *figure = figure_new ("stacked", ASSAY_FIGURE_STACKED, "First|Second", "count");

  figure->horizontal = TRUE;
  add (figure, "Low", 2, 0, VALUES (10, 20));
  fail_gate (add (figure, "Middle", 3, 0, VALUES (20, 10)), 1);
  add (figure, "High", 4, 0, VALUES (30, NAN));

  return figure;
}

static AssayFigure *
dots (void)
{
  AssayFigure *figure = figure_new ("dots", ASSAY_FIGURE_DOTS, "Speed|Size|Reach", NULL);

  figure->horizontal = TRUE;
  figure->y.min = 0;
  figure->y.max = 100;
  add (figure, "Left", 0, 0, VALUES (0, 50, 60));
  add (figure, "Right", 1, 0, VALUES (100, 50, 20));

  return figure;
}

static AssayFigure *
ranges (void)
{
  AssayFigure *figure = figure_new ("ranges", ASSAY_FIGURE_RANGES, "First|Second", "%");

  set_intervals (add (figure, "Left", 0, 0, VALUES (20, 40)), 0.5);
  set_intervals (add (figure, "Right", 1, 0, VALUES (50, NAN)), 0.2);

  return figure;
}

static AssayFigure *
tornado (void)
{
  AssayFigure *figure = figure_new ("tornado", ASSAY_FIGURE_RANGES, "Crosses|Stays", "points");
  AssaySeries *series;

  add (figure, "Left", 0, 0, NULL, 0);
  series = add (figure, "Right", 1, 0, VALUES (5, 5));
  series->low[0] = -5;
  series->high[0] = 15;
  series->low[1] = 2.5;
  series->high[1] = 7.5;
  assay_figure_add_guide (figure, "Tie", 0, FALSE);

  return figure;
}

static AssayFigure *
heatmap (void)
{
  AssayFigure *figure = figure_new ("heatmap", ASSAY_FIGURE_HEATMAP, "16|64|256", "req/s");

  add (figure, "Alpha", 0, 0, VALUES (1000, 4000, 5000));
  fail_gate (add (figure, "Beta", 1, 0, VALUES (2000, NAN, 3000)), 2);

  return figure;
}

static AssayFigure *
heatmap_ratio (void)
{
  AssayFigure *figure = figure_new ("heatmap-ratio", ASSAY_FIGURE_HEATMAP, "First|Second", "ratio");

  add (figure, "Alpha", 0, 0, VALUES (0.5, 4));

  return figure;
}

static AssayFigure *
timeline (void)
{
  AssayFigure *figure = figure_new ("timeline", ASSAY_FIGURE_TIMELINE, "One|Two|Open", NULL);
  AssaySeries *series = add (figure, "Left", 0, 0, VALUES (NAN, NAN, NAN));

  for (guint i = 0; i < 3; i++)
    {
      series->low[i] = assay_date_parse ("2020-01-01") + 365 * i;
      series->y[i] = series->low[i] + 365;
      series->high[i] = i == 2 ? NAN : series->low[i] + 3 * 365;
    }
  figure->lighter = g_strdup ("the second phase");
  figure->y.scale = ASSAY_SCALE_DATE;
  assay_figure_add_guide (figure, "Today", assay_date_parse ("2022-06-30"), FALSE);

  return figure;
}

static AssayFigure *
bump (void)
{
  AssayFigure *figure = figure_new ("bump", ASSAY_FIGURE_BUMP, "2020|2021|2022", "rank");

  add (figure, "Alpha", 0, 0, VALUES (1, 2, 3));
  add (figure, "Beta", 1, 0, VALUES (2, 1, 1));
  fail_gate (add (figure, "Gamma", 2, 0, VALUES (3, 3, 2)), 1);

  return figure;
}

const SampleFigure samples[] = {
  { "bars-sides", bars_sides },
  { "bars-intervals", bars_intervals },
  { "bars-upright-claims", bars_upright_claims },
  { "bars-log", bars_log },
  { "bars-negative", bars_negative },
  { "stacked", stacked },
  { "dots", dots },
  { "ranges", ranges },
  { "tornado", tornado },
  { "heatmap", heatmap },
  { "heatmap-ratio", heatmap_ratio },
  { "timeline", timeline },
  { "bump", bump },
};

const guint n_samples = G_N_ELEMENTS (samples);

const SampleFigure *
sample_find (const char *name)
{
  for (guint i = 0; i < n_samples; i++)
    if (strcmp (samples[i].name, name) == 0)
      return &samples[i];
  g_assert_not_reached ();
}

AssayFigure *
sample_awkward (AssayFigureKind kind, guint n_series, guint n_categories, const double *values, guint n_values, const char *name)
{
  g_autoptr (GStrvBuilder) categories = g_strv_builder_new ();
  AssayFigure *figure = figure_new (assay_figure_kind_name (kind), kind, NULL, "req/s");

  for (guint c = 0; c < n_categories; c++)
    {
      g_autofree char *category = *name != '\0' ? g_strdup_printf ("%s %u", name, c) : g_strdup ("");

      g_strv_builder_add (categories, category);
    }
  figure->categories = g_strv_builder_end (categories);
  for (guint s = 0; s < n_series; s++)
    {
      AssaySeries *series = assay_series_new (name, (int) (s % 9) - 1, n_categories, TRUE, TRUE);

      for (guint c = 0; c < n_categories; c++)
        {
          series->x[c] = c;
          series->y[c] = values[(c + s) % n_values];
        }
      set_intervals (series, 0.5);
      g_ptr_array_add (figure->series, series);
    }
  assay_figure_add_guide (figure, "A guide with a name", values[0], FALSE);

  return figure;
}
