/* Charts as data: each mistake is reported where it is, and each way to select gives the points that it should. */
#include <math.h>

#include "chart-fixture.h"
#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/subject.h"
#include "data/model/units.h"

typedef struct
{
  const char *name, *error;
} Mistake;

static const Mistake mistakes[] = {
  { "as-unknown",
    "$.charts[0].as: unknown metric “warmth”" },
  { "bad-date",
    "$.charts[0].since: “lately” is no date" },
  { "condition-bare",
    "$.charts[0].findings[0].when: a condition starts with a placeholder: “best > 1”" },
  { "condition-unknown-operator",
    "$.charts[0].findings[0].when: a condition compares: “{count:all} ~ 3”" },
  { "condition-unknown-placeholder",
    "$.charts[0].findings[0].when: unknown placeholder “{size:all}”" },
  { "condition-without-operator",
    "$.charts[0].findings[0].when: a condition compares: “{count:all}”" },
  { "dimensions-no-object",
    "$.charts[0].dimensions: must be an object" },
  { "finding-unknown-member",
    "$.charts[0].findings[0].if: unknown member" },
  { "guide-without-value",
    "$.charts[0].guides[0]: a guide needs a value, a date or \"today\"" },
  { "labels-no-object",
    "$.charts[0].labels: must be an object" },
  { "log-from-zero",
    "$.charts[0].y: a logarithmic axis can’t start at 0" },
  { "missing-kind",
    "$.charts[0]: “kind” is missing" },
  { "mixed-units",
    "$.charts[0].series[0]: “delay” is in ms, but the chart’s axis in req/s" },
  { "nameless-series",
    "$.charts[0].series[0]: a series needs a name or a subject" },
  { "no-findings",
    "$.charts[0]: a chart needs \"findings\"" },
  { "no-metric",
    "$.charts[0].series[0]: names no metric" },
  { "no-series",
    "$.charts[0]: a chart needs \"series\"" },
  { "pair-of-numbers",
    "$.charts[0].rows[0].pairs[0][1]: must be a string" },
  { "pair-of-one",
    "$.charts[0].rows[0].pairs[0]: a pair has two subjects" },
  { "pair-unknown",
    "$.charts[0].rows[0].pairs[0][1]: unknown subject “delta”" },
  { "placeholder-nested",
    "$.charts[0].findings[0].text: unbalanced brace" },
  { "placeholder-no-selector",
    "$.charts[0].findings[0].text: “{name}” should select 1 point" },
  { "placeholder-one-selector",
    "$.charts[0].findings[0].text: “{ratio:best}” should select 2 points" },
  { "placeholder-unclosed",
    "$.charts[0].findings[0].text: unbalanced brace" },
  { "placeholder-unknown-word",
    "$.charts[0].findings[0].text: unknown word “delta” in “best.delta”" },
  { "placeholder-unknown",
    "$.charts[0].findings[0].text: unknown placeholder “{colour:best}”" },
  { "placeholder-unopened",
    "$.charts[0].findings[0].text: unbalanced brace" },
  { "relative-without-as",
    "$.charts[0]: derived values need \"as\", the metric that they become" },
  { "row-without-pairs",
    "$.charts[0].rows[0]: a row needs \"pairs\"" },
  { "subtitle-unknown-placeholder",
    "$.charts[0].subtitle: unknown placeholder “{colour:best}”" },
  { "timeline-without-start",
    "$.charts[0].series[0]: a timeline needs \"start\", the metric of the first day" },
  { "unknown-ancestor",
    "$.charts[0].series[0].within: unknown subject “delta”" },
  { "unknown-criterion",
    "$.charts[0].criterion: unknown criterion “beauty”" },
  { "unknown-kind",
    "$.charts[0].kind: “pie” is none of: bars, stacked, dots, lines, histogram, ecdf, percentiles, ranges, heatmap, timeline, bump" },
  { "unknown-member",
    "$.charts[0].colour: unknown member" },
  { "unknown-metric-in-list",
    "$.charts[0].metric[1]: unknown metric “warmth”" },
  { "unknown-metric",
    "$.charts[0].metric: unknown metric “warmth”" },
  { "unknown-origin",
    "$.charts[0].origin: unknown origin “hearsay”" },
  { "unknown-page",
    "$.charts[0].page: unknown page “about”" },
  { "unknown-role",
    "$.charts[0].series[0].role: “rumour” is none of: data, claim" },
  { "unknown-scale",
    "$.charts[0].y.scale: “cubic” is none of: linear, log, date, category" },
  { "unknown-series-member",
    "$.charts[0].series[0].values: unknown member" },
  { "unknown-subject",
    "$.charts[0].series[0].of[1]: unknown subject “delta”" },
};

static void
test_mistake (gconstpointer data)
{
  const Mistake *mistake = data;
  g_autoptr (AssayStore) store = fixture_store ();
  g_autofree char *expected = g_strdup_printf ("%s.json: %s", mistake->name, mistake->error);

  fixture_add (store, mistake->name);
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (assay_store_get_errors (store), 0), ==, expected);
  g_assert_null (assay_store_find_chart (store, "c"));
}

/* A wrong chart takes nothing with it. */
static void
test_rest_loads (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  const char *text = "{\"charts\": [{\"id\": \"bad\"}, {\"id\": \"good\", \"kind\": \"bars\", \"page\": \"overview\", "
                     "\"criterion\": \"speed\", \"metric\": \"rate\", \"series\": [{\"subject\": \"left-one\"}], "
                     "\"findings\": [{\"text\": \"One.\"}]}]}";

  assay_store_add_document (store, "two.json", text, strlen (text));
  g_assert_cmpuint (assay_store_get_errors (store)->len, >, 0);
  g_assert_null (assay_store_find_chart (store, "bad"));
  g_assert_nonnull (assay_store_find_chart (store, "good"));
}

static void
append_number (GString *text, const char *before, double value, const char *after)
{
  if (isfinite (value))
    g_string_append_printf (text, "%s%.6g%s", before, value, after);
}

/* "Left: Left One 100, Left Two 300; Right: ...": a figure as text. */
static char *
to_text (AssayFigure *figure)
{
  GString *text = g_string_new (NULL);

  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = g_ptr_array_index (figure->series, s);

      g_string_append_printf (text, "%s%s%s:", s > 0 ? "; " : "", series->name, series->role == ASSAY_ROLE_CLAIM ? "?" : "");
      for (guint i = 0; i < series->n; i++)
        {
          g_string_append (text, i > 0 ? ", " : " ");
          if (figure->categories != NULL)
            g_string_append (text, figure->categories[(guint) series->x[i]]);
          else
            append_number (text, "", series->x[i], "");
          append_number (text, " ", series->y[i], "");
          append_number (text, " [", series->low != NULL ? series->low[i] : NAN, "");
          append_number (text, "..", series->high != NULL ? series->high[i] : NAN, "]");
          g_string_append (text, assay_series_is_gated (series, i) ? "!" : "");
        }
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name, *members, *expected;
} Selection;

static const Selection selections[] = {
  { "within",
    "\"kind\": \"bars\", \"metric\": \"delay\", \"series\": [{\"subject\": \"right\", \"within\": \"right\"}]",
    "Right: Right One 2, Right Two 1" },
  { "subject-alone",
    "\"kind\": \"bars\", \"metric\": \"rate\", \"origin\": \"bench\", \"series\": [{\"subject\": \"left-two\"}]",
    "Left Two: Left Two 300" },
  { "of-in-given-order",
    "\"kind\": \"bars\", \"metric\": \"rate\", \"series\": [{\"subject\": \"left\", \"of\": [\"left-two\", \"left-one\"]}]",
    "Left: Left Two 300, Left One 100" },
  { "sorted-by-value",
    "\"kind\": \"bars\", \"metric\": \"rate\", \"origin\": \"bench\", \"sort\": \"value\", "
    "\"series\": [{\"subject\": \"left\", \"of\": [\"left-one\", \"left-two\"]}, {\"subject\": \"right\", \"of\": [\"right-one\", \"right-two\"]}]",
    "Left: Left Two 300, Left One 100; Right: Right Two 400 [380..420], Right One 200" },
  { "sorted-lower-first",
    "\"kind\": \"bars\", \"metric\": \"delay\", \"sort\": \"value\", "
    "\"series\": [{\"name\": \"All\", \"of\": [\"left-one\", \"right-one\", \"right-two\"]}]",
    "All: Right Two 1, Right One 2, Left One 8" },
  { "newest-wins",
    "\"kind\": \"bars\", \"metric\": \"rate\", \"series\": [{\"subject\": \"left-one\"}]", "Left One: Left One 100" },
  { "origin",
    "\"kind\": \"bars\", \"metric\": \"rate\", \"origin\": \"bench-old\", \"series\": [{\"subject\": \"left-one\"}]",
    "Left One: Left One 90" },
  { "until",
    "\"kind\": \"bars\", \"metric\": \"rate\", \"until\": \"2021\", \"series\": [{\"subject\": \"left-one\"}]",
    "Left One: Left One 90" },
  { "gated-stays-hollow",
    "\"kind\": \"bars\", \"metric\": \"rate\", \"since\": \"2026\", \"series\": [{\"subject\": \"right-one\"}]",
    "Right One: Right One 999!" },
  { "labels",
    "\"kind\": \"bars\", \"metric\": \"delay\", \"labels\": {\"left-one\": \"L1\"}, \"series\": [{\"subject\": \"left-one\"}]",
    "Left One: L1 8" },
  { "by-metric",
    "\"kind\": \"bars\", \"category\": \"metric\", \"metric\": [\"rate\", \"scaled\"], \"origin\": \"bench\", "
    "\"dimensions\": {}, \"series\": [{\"subject\": \"left-two\"}, {\"subject\": \"right-one\"}]",
    "Left Two: Rate 300; Right One: Rate 200" },
  { "by-dimension",
    "\"kind\": \"bars\", \"category\": \"workers\", \"metric\": \"scaled\", \"without\": \"flags\", \"series\": [{\"subject\": \"left-one\"}]",
    "Left One: 4 360, 1 100, 2 190" },
  { "dimension-asked",
    "\"kind\": \"bars\", \"metric\": \"scaled\", \"dimensions\": {\"workers\": \"2\"}, \"series\": [{\"subject\": \"left-one\"}]",
    "Left One: Left One 190" },
  { "line-by-dimension",
    "\"kind\": \"lines\", \"category\": \"workers\", \"metric\": \"scaled\", \"without\": [\"flags\"], \"series\": [{\"subject\": \"left-one\"}]",
    "Left One: 1 100, 2 190, 4 360" },
  { "line-by-date-with-claim",
    "\"kind\": \"lines\", \"category\": \"date\", \"metric\": \"stock\", "
    "\"series\": [{\"subject\": \"right\"}, {\"name\": \"Said\", \"subject\": \"right\", \"role\": \"claim\"}]",
    "Right: 737060 20, 738521 100; Said?: 738886 55" },
  { "range-without-value",
    "\"kind\": \"bars\", \"metric\": \"overhead\", \"series\": [{\"subject\": \"left\"}]", "Left: Left 17.5 [15..20]" },
  { "samples",
    "\"kind\": \"ecdf\", \"metric\": \"overhead\", \"series\": [{\"subject\": \"right\"}]", "Right:  4,  5,  6" },
  { "one-sample-a-datum",
    "\"kind\": \"histogram\", \"metric\": \"rate\", \"origin\": \"bench\", \"series\": [{\"subject\": \"left\", \"within\": \"left\"}]",
    "Left:  100,  300" },
  { "timeline",
    "\"kind\": \"timeline\", \"metric\": \"dead\", "
    "\"series\": [{\"subject\": \"left\", \"start\": \"born\", \"change\": \"grown\"}, {\"subject\": \"right\", \"start\": \"born\"}]",
    "Left: Left 739343 [738795..740651]" },
  { "relative",
    "\"kind\": \"heatmap\", \"category\": \"metric\", \"metric\": \"rate\", \"origin\": \"bench\", \"relative\": true, \"as\": \"portion\", "
    "\"series\": [{\"subject\": \"left-one\"}, {\"subject\": \"right-two\"}]",
    "Left One: Rate 25; Right Two: Rate 100" },
  { "relative-lower-is-better",
    "\"kind\": \"heatmap\", \"category\": \"metric\", \"metric\": \"delay\", \"relative\": true, \"as\": \"portion\", "
    "\"series\": [{\"subject\": \"left-one\"}, {\"subject\": \"right-one\"}]",
    "Left One: Delay 25; Right One: Delay 100" },
  { "rows",
    "\"kind\": \"ranges\", \"category\": \"row\", \"as\": \"lead\", "
    "\"series\": [{\"name\": \"R\", \"take\": \"above\"}, {\"name\": \"?\", \"take\": \"across\"}, {\"name\": \"L\", \"take\": \"below\"}], "
    "\"rows\": ["
    "{\"label\": \"Up\", \"metric\": \"rate\", \"origin\": \"bench\", \"pairs\": [[\"right-two\", \"left-one\"], [\"right-one\", \"left-one\"]]}, "
    "{\"label\": \"Both\", \"metric\": \"rate\", \"origin\": \"bench\", \"pairs\": [[\"right-one\", \"left-two\"], [\"right-two\", \"left-one\"]]}, "
    "{\"label\": \"Down\", \"metric\": \"rate\", \"origin\": \"bench\", \"pairs\": [[\"left-one\", \"right-two\"]]}, "
    "{\"label\": \"Lower is better\", \"metric\": \"delay\", \"pairs\": [[\"right-one\", \"left-one\"]]}, "
    "{\"label\": \"Not comparable\", \"metric\": \"delay\", \"pairs\": [[\"right-two\", \"left-one\"]]}]",
    "R: Up 2.82843 [2..4], Lower is better 4 [4..4]; ?: Both 1.63299 [0.666667..4]; L: Down 0.25 [0.25..0.25]" },
};

static void
test_selection (gconstpointer data)
{
  const Selection *selection = data;
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayFigure) figure = fixture_figure (store, selection->members);
  g_autofree char *text = NULL;

  g_assert_nonnull (figure);
  text = to_text (figure);
  g_assert_cmpstr (text, ==, selection->expected);
}

static void
test_nothing_matches (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayFigure) figure = fixture_figure (store, "\"kind\": \"bars\", \"metric\": \"born\", \"series\": [{\"subject\": \"right\"}]");
  g_autoptr (GError) error = NULL;

  g_assert_null (figure);
  figure = assay_chart_get_figure (assay_store_find_chart (store, "c"), store, TODAY, &error);
  g_assert_null (figure);
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“c”"));
}

static void
test_axes (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayFigure) figure = fixture_figure (store,
    "\"kind\": \"lines\", \"category\": \"date\", \"metric\": \"stock\", \"y\": {\"label\": \"Things\", \"scale\": \"log\", \"min\": 1}, "
    "\"guides\": [{\"label\": \"Today\", \"today\": true, \"axis\": \"x\"}, {\"label\": \"Goal\", \"value\": 50}], "
    "\"series\": [{\"subject\": \"left\"}]");

  g_assert_cmpint (figure->x.scale, ==, ASSAY_SCALE_DATE);
  g_assert_cmpstr (figure->x.unit->id, ==, "date");
  g_assert_cmpint (figure->y.scale, ==, ASSAY_SCALE_LOG);
  g_assert_cmpfloat (figure->y.min, ==, 1);
  g_assert_true (isnan (figure->y.max));
  g_assert_cmpstr (figure->y.label, ==, "Things");
  g_assert_cmpstr (figure->y.unit->id, ==, "packages");
  g_assert_cmpuint (figure->guides->len, ==, 2);
  g_assert_cmpfloat (g_array_index (figure->guides, AssayGuide, 0).value, ==, TODAY);
  g_assert_true (g_array_index (figure->guides, AssayGuide, 0).on_x);
  g_assert_cmpfloat (g_array_index (figure->guides, AssayGuide, 1).value, ==, 50);
  g_assert_false (g_array_index (figure->guides, AssayGuide, 1).on_x);
}

/* A side keeps its hue; a second series of that side takes a place that nobody has. */
static void
test_hues (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayFigure) figure = fixture_figure (store,
    "\"kind\": \"bars\", \"metric\": \"rate\", "
    "\"series\": [{\"subject\": \"right-one\"}, {\"subject\": \"left-one\"}, {\"subject\": \"left-two\"}, {\"name\": \"Grey\", \"of\": [\"right-two\"]}]");
  const int expected[] = { 1, 0, 2, -1 };

  for (guint i = 0; i < figure->series->len; i++)
    g_assert_cmpint (((AssaySeries *) g_ptr_array_index (figure->series, i))->hue, ==, expected[i]);
}

/* A computed value names its operands and keeps their origin's id. */
static void
test_derived_origin (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayFigure) figure = fixture_figure (store,
    "\"kind\": \"ranges\", \"category\": \"row\", \"as\": \"lead\", \"series\": [{\"name\": \"All\"}], "
    "\"rows\": [{\"label\": \"Rate\", \"metric\": \"rate\", \"origin\": \"bench\", \"pairs\": [[\"right-two\", \"left-one\"]]}]");
  const AssaySeries *series = g_ptr_array_index (figure->series, 0);

  g_assert_cmpstr (series->data[0]->origin->id, ==, "bench");
  g_assert_cmpstr (series->data[0]->origin->title, ==, "Right Two 400 req/s ÷ Left One 100 req/s; Bench");
  g_assert_cmpstr (series->data[0]->quality, ==, "Right Two 400 req/s ÷ Left One 100 req/s");
  g_assert_cmpstr (series->data[0]->metric->id, ==, "lead");
  g_assert_cmpstr (series->data[0]->subject->id, ==, "right-two");
  g_assert_cmpstr (figure->footer, ==, "Bench, 2025-06-08");
}

static void
test_footer (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayFigure) figure = fixture_figure (store,
    "\"kind\": \"bars\", \"metric\": \"delay\", \"series\": [{\"name\": \"All\", \"of\": [\"left-one\", \"right-one\", \"right-two\"]}]");

  g_assert_cmpstr (figure->footer, ==, "The bench and The rival; 3 sources");
  g_assert_cmpstr (figure->subtitle, ==, "Delay, milliseconds; 3 figures");
  g_assert_false (figure->measured);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *path = g_strconcat ("/chart/mistake/", mistakes[i].name, NULL);

      g_test_add_data_func (path, &mistakes[i], test_mistake);
    }
  for (guint i = 0; i < G_N_ELEMENTS (selections); i++)
    {
      g_autofree char *path = g_strconcat ("/chart/select/", selections[i].name, NULL);

      g_test_add_data_func (path, &selections[i], test_selection);
    }
  g_test_add_func ("/chart/rest-loads", test_rest_loads);
  g_test_add_func ("/chart/nothing-matches", test_nothing_matches);
  g_test_add_func ("/chart/axes", test_axes);
  g_test_add_func ("/chart/hues", test_hues);
  g_test_add_func ("/chart/derived-origin", test_derived_origin);
  g_test_add_func ("/chart/footer", test_footer);

  return g_test_run ();
}
