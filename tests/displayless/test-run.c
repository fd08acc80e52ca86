/* A run's document, and what follows from its samples. */
#include <math.h>
#include <string.h>

#include "data/measure/history.h"
#include "data/model/error.h"
#include "data/model/units.h"
#include "tests/displayless/run-fixture.h"

static AssayRunPoint *
find_point (GPtrArray *points, const char *technology, const char *measure)
{
  for (guint i = 0; i < points->len; i++)
    {
      AssayRunPoint *point = points->pdata[i];

      if (g_str_equal (point->cell->technology, technology) && g_str_equal (point->metric->measure, measure))
        return point;
    }

  return NULL;
}

/* Written, read and written again it is the same to the byte, and the numbers are those of the file to the bit. */
static void
test_round_trip (void)
{
  const char * const names[] = { "complete.json", "stopped.json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (AssayRun) run = run_fixture (names[i]);
      gsize length = 0, again_length = 0;
      g_autofree char *text = assay_run_to_text (run, FALSE, &length);
      g_autoptr (AssayRun) again = run_fixture_parse (text, length);
      g_autofree char *again_text = assay_run_to_text (again, FALSE, &again_length);

      g_assert_cmpmem (text, length, again_text, again_length);
      for (guint s = 0; s < run->starts->len; s++)
        {
          const AssayRunStart *a = run->starts->pdata[s], *b = again->starts->pdata[s];

          g_assert_cmpmem (a->series, a->n_series * sizeof (double), b->series, b->n_series * sizeof (double));
        }
    }
}

static void
test_doubles (void)
{
  const double values[] = { 0.1, 1.0 / 3, 2e-308, 1.7976931348623157e308, 5, 0, 123456789.12345679, NAN };
  g_autoptr (AssayRun) run = run_fixture ("complete.json");
  AssayRunStart *start = run->starts->pdata[0];
  g_autoptr (AssayRun) again = NULL;
  const AssayRunStart *back;
  gsize length = 0;
  g_autofree char *text = NULL;

  g_free (start->series);
  start->series = g_memdup2 (values, sizeof values);
  start->n_series = G_N_ELEMENTS (values);
  text = assay_run_to_text (run, TRUE, &length);
  again = run_fixture_parse (text, length);
  back = again->starts->pdata[0];
  g_assert_cmpuint (back->n_series, ==, G_N_ELEMENTS (values));
  g_assert_cmpmem (back->series, sizeof values - sizeof (double), values, sizeof values - sizeof (double));
  g_assert_true (isnan (back->series[G_N_ELEMENTS (values) - 1]));
}

/* Only starts that passed count, and they must be enough. */
static void
test_points (void)
{
  g_autoptr (AssayRun) run = run_fixture ("complete.json");
  g_autoptr (GPtrArray) points = assay_run_points (run);
  g_autoptr (AssayRun) stopped = run_fixture ("stopped.json");
  g_autoptr (GPtrArray) few = assay_run_points (stopped);
  const AssayRunPoint *point = find_point (points, "express", "throughput");
  double log_mean = 0;

  g_assert_cmpuint (points->len, ==, 6);
  g_assert_cmpuint (point->interval.n, ==, 7);
  for (guint i = 0; i < 7; i++)
    log_mean += log (point->means[i]) / 7;
  g_assert_cmpfloat_with_epsilon (point->interval.estimate, exp (log_mean), 1e-9 * point->interval.estimate);
  g_assert_true (point->gate == NULL && point->interval.low < point->interval.estimate && point->interval.estimate < point->interval.high);

  point = find_point (points, "flask", "throughput");
  g_assert_cmpuint (point->interval.n, ==, 6);
  g_assert_null (point->gate);
  point = find_point (points, "fastapi", "throughput");
  g_assert_cmpuint (point->interval.n, ==, 6);

  point = find_point (few, "flask", "throughput");
  g_assert_cmpuint (point->interval.n, ==, 4);
  g_assert_cmpstr (point->gate[0], ==, "4 starts passed the checks; 5 are needed");
  g_assert_cmpstr (point->gate[1], ==, "the halves of the load differ by 21 %");
  g_assert_null (point->gate[2]);
  g_assert_null (find_point (few, "express", "throughput")->gate);
}

static void
test_excluded (void)
{
  g_autoptr (AssayRun) run = run_fixture ("complete.json");
  AssayRunCell *cell = run->cells->pdata[1];
  g_autoptr (GPtrArray) points = NULL;
  const AssayRunPoint *point;

  cell->excluded = g_strdup ("its answer differs");
  points = assay_run_points (run);
  point = find_point (points, "flask", "throughput");
  g_assert_cmpstr (point->gate[0], ==, "excluded: its answer differs");
}

/* Fails all starts of the run but the first of each cell, if that is @spared. */
static void
fail_starts (AssayRun *run, gboolean spared)
{
  for (guint i = 0; i < run->starts->len; i++)
    {
      AssayRunStart *start = run->starts->pdata[i];

      g_clear_pointer (&start->gate, g_strfreev);
      if (!spared || start->round > 0)
        start->gate = g_strsplit ("loud", ",", 0);
    }
}

/* If fewer than two starts passed, all of them are shown, behind a gate: of one alone there is no interval. */
static void
test_fewer_than_two_passed (void)
{
  static const char * const expected[] = { "0 starts passed the checks; 5 are needed", "1 start passed the checks; 5 are needed" };

  for (guint spared = 0; spared < 2; spared++)
    {
      g_autoptr (AssayRun) run = run_fixture ("stopped.json");
      g_autoptr (GPtrArray) points = NULL;
      const AssayRunPoint *point;

      fail_starts (run, spared > 0);
      points = assay_run_points (run);
      point = find_point (points, "express", "throughput");
      g_assert_cmpuint (point->interval.n, ==, 6);
      g_assert_true (point->interval.low < point->interval.estimate && point->interval.estimate < point->interval.high);
      g_assert_cmpstr (point->gate[0], ==, expected[spared]);
      g_assert_cmpstr (point->gate[1], ==, "loud");
    }
}

/* Two runs that were disturbed are compared all the same, and it is said that they were. */
static void
test_disturbed_compared (void)
{
  g_autoptr (AssayRun) first = run_fixture ("stopped.json"), second = run_fixture ("stopped.json");
  g_autoptr (GPtrArray) differences = NULL;

  fail_starts (first, TRUE);
  fail_starts (second, FALSE);
  differences = assay_run_compare (first, second);
  g_assert_cmpuint (differences->len, >, 0);
  for (guint i = 0; i < differences->len; i++)
    g_assert_true (((AssayRunDifference *) differences->pdata[i])->gated);
}

/* Counts that are the same in every start are exact; zeros have a mean, but no ratio. */
static void
test_counts (void)
{
  g_autoptr (AssayRun) run = run_fixture ("stopped.json");
  g_autoptr (GPtrArray) points = NULL;
  g_autoptr (GPtrArray) ratios = NULL;
  const AssayRunPoint *point;

  for (guint i = 0; i < run->starts->len; i++)
    {
      AssayRunStart *start = run->starts->pdata[i];

      start->values[0] = start->cell == 0 ? 345 : start->round == 0;
    }
  points = assay_run_points (run);
  ratios = assay_run_ratios (run);
  point = find_point (points, "express", "throughput");
  g_assert_true (point->interval.estimate == 345 && point->interval.low == 345 && point->interval.high == 345);
  point = find_point (points, "flask", "throughput");
  g_assert_true (point->interval.estimate == 0.25 && point->interval.low == 0 && point->interval.high > 0.25);
  g_assert_cmpuint (ratios->len, ==, 1);
  g_assert_cmpstr (((AssayRunRatio *) ratios->pdata[0])->metric->measure, ==, "cpu-per-request");
}

static void
test_ratios (void)
{
  g_autoptr (AssayRun) run = run_fixture ("complete.json");
  g_autoptr (GPtrArray) ratios = assay_run_ratios (run);
  const AssayRunRatio *ratio = ratios->pdata[0];

  g_assert_cmpuint (ratios->len, ==, 6);
  g_assert_cmpstr (ratio->a->technology, ==, "express");
  g_assert_cmpstr (ratio->b->technology, ==, "flask");
  g_assert_true (ratio->interval.low < 2 && ratio->interval.high > 2 && ratio->interval.high < 2.2);
  g_assert_false (ratio->gated);
}

/* Cells of other dimensions are no pair. */
static void
test_dimensions (void)
{
  g_autoptr (AssayRun) run = run_fixture ("complete.json");
  AssayRunCell *cell = run->cells->pdata[2];
  g_autoptr (GPtrArray) ratios = NULL;

  cell->dimensions = g_strsplit ("workers,2", ",", 0);
  ratios = assay_run_ratios (run);
  g_assert_cmpuint (ratios->len, ==, 2);
}

/* Multiplies the values of the run's cell. */
static void
scale (AssayRun *run, guint cell, double factor)
{
  for (guint i = 0; i < run->starts->len; i++)
    {
      AssayRunStart *start = run->starts->pdata[i];

      if (start->cell == cell && start->failure == NULL)
        start->values[0] *= factor;
    }
}

static void
assert_finding (AssayRun *run, const char *expected)
{
  g_autofree char *finding = assay_run_finding (run);

  if (!g_pattern_match_simple (expected, finding))
    g_error ("“%s” is not like “%s”", finding, expected);
}

static void
test_finding (void)
{
  g_autoptr (AssayRun) three = run_fixture ("complete.json");
  g_autoptr (AssayRun) two = run_fixture ("stopped.json");
  AssayRunMetric *metric = three->metrics->pdata[0];

  assert_finding (three, "The best of 3 is *: it answers 2.? times as many requests as Flask (?.? to 2.?)");
  scale (three, 0, 2);
  assert_finding (three, "The best of 3 is Express: it answers 4.? times as many requests as Flask (?.? to 4.?)");
  scale (three, 0, 0.5);
  scale (three, 1, 2);
  assert_finding (three, "Of 3, none is clearly ahead: no difference between * and * within ±? %");
  scale (three, 1, 0.5);
  metric->primary = FALSE;
  ((AssayRunMetric *) three->metrics->pdata[1])->primary = TRUE;
  assert_finding (three, "The best of 3 is *: Flask uses 2.? times as much CPU time a request as * (?.? to 2.?)");

  assert_finding (two, "Express: 3,???*req/s (*)");
  for (guint i = 0; i < two->starts->len; i++)
    g_clear_pointer (&((AssayRunStart *) two->starts->pdata[i])->gate, g_strfreev);
  assert_finding (two, "Express answers 2.? times as many requests as Flask (2.? to 2.?)");
  scale (two, 1, 2.34);
  assert_finding (two, "No difference between * and * within ±? %");
  g_ptr_array_set_size (two->starts, 4);
  assert_finding (two, "Nothing has passed the checks with enough starts");
}

/* A text of the fixture, what stands there instead, and the mistake that must be reported. */
typedef struct
{
  const char *name, *text, *instead, *error;
} Case;

static const Case cases[] = {
  { "id", "\"id\": \"2026-11-20-http-json-aaaa\"", "\"id\": \"../etc\"",
    "run.json: $.id: “../etc” is no id: small letters, digits and single hyphens only" },
  { "no-scenario", "\"scenario\": \"http-json\",", "", "run.json: $: “scenario” is missing" },
  { "unknown-member", "\"seed\": 11", "\"seed\": 11, \"sed\": 1", "run.json: $.sed: unknown member" },
  { "plan", "\"plan\": \"quick\"", "\"plan\": \"lazy\"", "run.json: $.plan: “lazy” is none of: quick, standard, thorough" },
  { "started", "\"started\": \"2026-11-20T10:00:00Z\"", "\"started\": \"yesterday\"",
    "run.json: $.started: “yesterday” is no time such as 2026-11-23T18:30:00Z" },
  { "seed", "\"seed\": 11", "\"seed\": -1", "run.json: $.seed: must be a whole number from 0 to 4294967295" },
  { "machine", "\"cores\": 2", "\"cores\": -2", "run.json: $.machine: $: “cores” must be a whole number from 1 to 65536" },
  { "unit", "\"unit\": \"req/s\"", "\"unit\": \"furlong\"", "run.json: $.metrics[0].metric.unit: unknown unit “furlong”" },
  { "same-metric", "\"measure\": \"cpu-per-request\"", "\"measure\": \"throughput\"",
    "run.json: $.metrics[1]: is the same as metrics[0]" },
  { "same-cell", "\"technology\": \"flask\"", "\"technology\": \"express\"", "run.json: $.cells[1]: is the same as cells[0]" },
  { "no-subject", "\"subject\": \"flask\",", "", "run.json: $.cells[1]: “subject” is missing" },
  { "versions", "\"node\": \"20.1.0\"", "\"node\": 20", "run.json: $.cells[0].versions.node: must be a string" },
  { "cell-beyond", "{\"cell\": 2, \"round\": 0", "{\"cell\": 3, \"round\": 0",
    "run.json: $.starts[2].cell: must be a whole number from 0 to 2" },
  { "cell-between", "{\"cell\": 1, \"round\": 0", "{\"cell\": 0.5, \"round\": 0",
    "run.json: $.starts[1].cell: must be a whole number from 0 to 2" },
  { "order", "\"order\": 1,", "\"order\": 0,", "run.json: $.starts[1]: its “order” is not after that of the start before it" },
  { "negative-value", "\"values\": {\"throughput\": ", "\"values\": {\"throughput\": -",
    "run.json: $.starts[0].values.throughput: must not be negative" },
  { "text-value", "\"values\": {\"throughput\": ", "\"values\": {\"other\": \"x\", \"throughput\": ",
    "run.json: $.starts[0].values.other: must be a number or null" },
  { "series", "\"series\": [", "\"series\": [[],", "run.json: $.starts[0].series[0]: must be a number or null" },
  { "warm", "\"warm\": 1", "\"warm\": 4", "run.json: $.starts[0].warm: must be a whole number from 0 to 3" },
  { "gate", "\"gate\": []", "\"gate\": [1]", "run.json: $.starts[0].gate[0]: must be a string" },
  { "no-starts", "\"starts\": [", "\"starts\": 7, \"cells\": [", NULL },
  { "starts", "\"complete\": true", "\"complete\": 1", "run.json: $.complete: must be true or false" },
};

static char *
replace_once (const char *text, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  return g_strconcat (parts[0], new, parts[1], NULL);
}

/* Whatever is wrong with a document, it is refused with its place. */
static void
test_hostile (gconstpointer data)
{
  const Case *this_case = data;
  gsize length = 0;
  g_autofree char *text = run_fixture_text ("complete.json", &length);
  g_autofree char *bad = replace_once (text, this_case->text, this_case->instead);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = assay_json_parse ("run.json", bad, strlen (bad), &error);
  AssayRun *run = node != NULL ? assay_run_from_json ("run.json", node, &error) : NULL;

  g_assert_null (run);
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  if (this_case->error != NULL)
    g_assert_cmpstr (error->message, ==, this_case->error);
}

/* A document cut anywhere, or with any byte changed, is read or refused, and never more. */
static void
test_damaged (void)
{
  gsize length = 0;
  g_autofree char *text = run_fixture_text ("stopped.json", &length);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 400; i++)
    {
      gsize place = (gsize) g_rand_int_range (random, 0, (gint32) length);
      char old = text[place];
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (AssayRun) run = NULL;

      text[place] = "0-9\"{}[],:x"[g_rand_int_range (random, 0, 11)];
      node = assay_json_parse ("run.json", text, length, NULL);
      run = node != NULL ? assay_run_from_json ("run.json", node, NULL) : NULL;
      if (run != NULL)
        g_free (assay_run_to_text (run, FALSE, NULL));
      text[place] = old;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/round-trip", test_round_trip);
  g_test_add_func ("/run/doubles", test_doubles);
  g_test_add_func ("/run/points", test_points);
  g_test_add_func ("/run/excluded", test_excluded);
  g_test_add_func ("/run/fewer-than-two-passed", test_fewer_than_two_passed);
  g_test_add_func ("/run/disturbed-compared", test_disturbed_compared);
  g_test_add_func ("/run/counts", test_counts);
  g_test_add_func ("/run/ratios", test_ratios);
  g_test_add_func ("/run/dimensions", test_dimensions);
  g_test_add_func ("/run/finding", test_finding);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/run/hostile/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_hostile);
    }
  g_test_add_func ("/run/damaged", test_damaged);

  return g_test_run ();
}
