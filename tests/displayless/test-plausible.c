/* What contradicts itself gets a gate with the reason, and real files keep theirs clean. */
#include <math.h>
#include <string.h>

#include "data/sources/import.h"
#include "data/sources/plausible.h"
#include "tests/displayless/results-text.h"

/* A measurement: measures with their values, dimensions, and the gates that must follow ("measure: reason" a line). */
typedef struct
{
  const char *name, *tool, *dimensions;
  struct { const char *measure; double value; } rows[8];
  const char *gates;
} Case;

#define FULL "throughput: throughput and mean latency make 112 requests on their way at once, 1.1 times what 100 connections can hold\n" \
  "latency-mean: throughput and mean latency make 112 requests on their way at once, 1.1 times what 100 connections can hold\n"
#define LOST "is zero: it was lost, or is too small for what it was measured with\n"

static const Case cases[] = {
  { "sound", "ab", "connections,100", { { "throughput", 10000 }, { "latency-mean", 0.01 }, { "latency-p99", 0.02 }, { "latency-max", 0.5 } }, "" },
  { "in-flight-at-the-limit", "ab", "connections,100", { { "throughput", 10000 }, { "latency-mean", 0.0109 } }, "" },
  { "in-flight", "ab", "connections,100", { { "throughput", 10000 }, { "latency-mean", 0.0112 } }, FULL },
  { "in-flight-below", "ab", "connections,100", { { "throughput", 10000 }, { "latency-mean", 0.001 } }, "" },
  { "in-flight-pipelining", "ab", "connections,100,pipelining,2", { { "throughput", 10000 }, { "latency-mean", 0.0112 } }, "" },
  { "in-flight-pipelining-beyond", "ab", "connections,50,pipelining,2", { { "throughput", 10000 }, { "latency-mean", 0.0112 } },
    "throughput: throughput and mean latency make 112 requests on their way at once, 1.1 times what 50 connections can hold\n"
    "latency-mean: throughput and mean latency make 112 requests on their way at once, 1.1 times what 50 connections can hold\n" },
  { "in-flight-open", "vegeta", "rate,10000", { { "throughput", 10000 }, { "latency-mean", 1 } }, "" },
  { "in-flight-odd-dimension", "ab", "connections,many", { { "throughput", 10000 }, { "latency-mean", 1 } }, "" },
  { "in-flight-corrected-mean", "wrk", "connections,100", { { "throughput", 10000 }, { "latency-mean", 0.02 } }, "" },
  { "mean-above-p99", "hey", NULL, { { "latency-mean", 0.03 }, { "latency-p99", 0.02 } },
    "latency-mean: is above “Latency, 99th percentile”\nlatency-p99: is below “Latency, mean”\n" },
  { "mean-above-longest", "hey", NULL, { { "latency-mean", 0.03 }, { "latency-max", 0.02 } },
    "latency-mean: is above “Latency, longest”\nlatency-max: is below “Latency, mean”\n" },
  { "mean-above-p90", "hey", NULL, { { "latency-mean", 0.03 }, { "latency-p90", 0.02 }, { "latency-p99", 0.4 } }, "" },
  { "rounded", "wrk", NULL, { { "latency-p90", 0.0201 }, { "latency-p99", 0.02 }, { "latency-max", 0.0199 } }, "" },
  { "order", "wrk", NULL, { { "latency-max", 0.5 }, { "latency-p99", 0.01 }, { "latency-p90", 0.02 }, { "latency-p50", 0.005 } },
    "latency-p99: is below “Latency, 90th percentile”\nlatency-p90: is above “Latency, 99th percentile”\n" },
  { "p99-lost", "wrk", NULL, { { "latency-p90", 0.02 }, { "latency-p99", 0 } },
    "latency-p90: is above “Latency, 99th percentile”\n"
    "latency-p99: is zero: it was lost, or is too small for what it was measured with; is below “Latency, 90th percentile”\n" },
  { "zero", "hey", NULL, { { "throughput", 0 }, { "run-time", 0 }, { "memory", 0 }, { "cpu-share", 0 }, { "error-share", 0 } },
    "throughput: " LOST "run-time: " LOST "memory: " LOST },
  { "negative", "hey", NULL, { { "throughput", -5 }, { "cpu-share", -1 }, { "operations", -1 } },
    "throughput: is below zero\ncpu-share: is below zero\noperations: is below zero\n" },
  { "share", "hey", NULL, { { "error-share", 100.5 }, { "cpu-share", 6644 } }, "error-share: is above 100 %\n" },
  { "other-measure", "Prometheus", NULL, { { "temperature", -5 }, { "downloads", 0 } }, "" },
  { "answers", "HttpArena", "duration,5", { { "throughput", 1000 }, { "status_2xx", 4400 } },
    "throughput: throughput and duration make 5000 answers, but only 4400 good ones are reported\n" },
  { "answers-nearly", "HttpArena", "duration,5", { { "throughput", 1000 }, { "status_2xx", 4600 } }, "" },
  { "answers-more", "HttpArena", "duration,5", { { "throughput", 1000 }, { "status_2xx", 15000 } }, "" },
  { "answers-no-duration", "HttpArena", "connections,5", { { "throughput", 1000 }, { "status_2xx", 1 } }, "" },
  { "failed", "hey", NULL, { { "throughput", 22294 }, { "latency-p50", 0.001 }, { "error-share", 100 } },
    "throughput: 100 % of the requests failed\nlatency-p50: 100 % of the requests failed\n" },
  { "few-failed", "hey", NULL, { { "throughput", 22294 }, { "error-share", 2 } }, "" },
};

static AssayResult *
add (AssayResults *results, const char *subject, const char *measure, double value, const char *dimensions)
{
  AssayResult *row = assay_results_add (results, subject, measure, value);
  g_auto (GStrv) pairs = g_strsplit (dimensions != NULL ? dimensions : "", ",", 0);

  for (char **pair = pairs; *pair != NULL; pair += 2)
    assay_result_set_dimension (row, pair[0], pair[1]);

  return row;
}

static char *
gates (const AssayResults *results)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < results->rows->len; i++)
    {
      const AssayResult *row = results->rows->pdata[i];
      g_autofree char *gate = row->gate != NULL ? g_strjoinv ("; ", row->gate) : NULL;

      if (gate != NULL)
        g_string_append_printf (text, "%s: %s\n", row->measure, gate);
    }

  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (AssayResults) results = assay_results_new (test->tool);
  g_autofree char *first = NULL, *second = NULL;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (test->rows) && test->rows[i].measure != NULL; i++)
    add (results, "server", test->rows[i].measure, test->rows[i].value, test->dimensions);
  n = assay_plausible_check (results);
  first = gates (results);
  g_assert_cmpstr (first, ==, test->gates);
  g_assert_cmpuint (assay_plausible_check (results), ==, n);   /* the same again adds nothing */
  second = gates (results);
  g_assert_cmpstr (second, ==, first);
}

/* Rows of another subject, date or dimension are other measurements. */
static void
test_apart (void)
{
  g_autoptr (AssayResults) results = assay_results_new ("ab");

  add (results, "a", "latency-mean", 0.5, NULL);
  add (results, "b", "latency-p99", 0.01, NULL);
  add (results, NULL, "latency-p99", 0.01, NULL);
  add (results, "a", "latency-p99", 0.01, "connections,5");
  add (results, "a", "latency-p99", 0.01, NULL)->date = g_strdup ("2026-01-01");
  g_assert_cmpuint (assay_plausible_check (results), ==, 0);
  add (results, "a", "latency-p99", 0.01, NULL);
  g_assert_cmpuint (assay_plausible_check (results), ==, 2);
}

/* @values, NAN-terminated, as the throughput of so many subjects. */
static guint
count_gates (const double *values, const char *measure)
{
  g_autoptr (AssayResults) results = assay_results_new ("the-benchmarker");

  for (guint i = 0; !isnan (values[i]); i++)
    {
      g_autofree char *subject = g_strdup_printf ("server %u", i);

      add (results, subject, measure, values[i], "connections,64");
    }

  return assay_plausible_check (results);
}

/* A point of a time line. */
static void
add_point (AssayResults *results, const char *date, double throughput, double mean, double p99)
{
  const struct { const char *measure; double value; } rows[] = { { "throughput", throughput }, { "latency-mean", mean }, { "latency-p99", p99 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add (results, NULL, rows[i].measure, rows[i].value, "connections,512")->date = g_strdup (date);
}

static void
test_carried_over (void)
{
  g_autoptr (AssayResults) results = assay_results_new ("HttpArena");
  g_autofree char *text = NULL;

  add_point (results, "2026-04-19", 1000, 0.1, 0.2);
  add_point (results, "2026-04-26", 1000, 0.1, 0.2);
  add_point (results, "2026-05-11", 1000, 0.1, 0.2);
  add_point (results, "2026-05-18", 1000, 0.1, 0.21);
  g_assert_cmpuint (assay_plausible_check (results), ==, 6);
  g_ptr_array_remove_range (results->rows, 0, 3);
  g_ptr_array_set_size (results->rows, 2);
  text = gates (results);
  g_assert_cmpstr (text, ==, "throughput: is carried over: all is as it was on 2026-04-19, so there was no new run\n"
                   "latency-mean: is carried over: all is as it was on 2026-04-19, so there was no new run\n");
}

static void
test_spread (void)
{
  /* Express, Fastify, FastAPI, Flask and Django of the-benchmarker, on 2026-02-11 and on 2024-12-31. */
  const double collapsed[] = { 2678, 2727, 2628, 2667, 2600, NAN }, before[] = { 88007, 227245, 123670, 3069, 2859, NAN };
  const double most[] = { 100, 2600, 2610, 2620, 2630, 2640, 9000, NAN }, half[] = { 1, 2, 3, 4, 5, 2600, 2610, 2620, 2630, 2640, NAN };
  const double four[] = { 2600, 2610, 2620, 2630, NAN }, wide[] = { 100, 102, 104, 106, 108, NAN }, zeros[] = { -1, -1, -1, -1, -1, NAN };

  g_assert_cmpuint (count_gates (collapsed, "throughput"), ==, 5);
  g_assert_cmpuint (count_gates (collapsed, "latency-p50"), ==, 5);
  g_assert_cmpuint (count_gates (collapsed, "cpu-share"), ==, 0);
  g_assert_cmpuint (count_gates (collapsed, "run-time"), ==, 0);
  g_assert_cmpuint (count_gates (before, "throughput"), ==, 0);
  g_assert_cmpuint (count_gates (most, "throughput"), ==, 5);
  g_assert_cmpuint (count_gates (half, "throughput"), ==, 0);
  g_assert_cmpuint (count_gates (four, "throughput"), ==, 0);
  g_assert_cmpuint (count_gates (wide, "throughput"), ==, 0);
  g_assert_cmpuint (count_gates (zeros, "cpu-share"), ==, 5);   /* each for itself */
}

/* The same subject five times is no crowd, and neither are five dates. */
static void
test_spread_of_one (void)
{
  g_autoptr (AssayResults) results = assay_results_new ("ab");

  for (guint i = 0; i < 10; i++)
    add (results, i < 8 ? "a" : "b", "throughput", 100 + 0.1 * i, NULL);
  g_assert_cmpuint (assay_plausible_check (results), ==, 0);
}

/* Real files. What is gated there is known: a framework that answered nothing (TechEmpower), a server none of whose requests got
 * through (hey) or found its page (wrk, ab). */
static void
test_real (void)
{
  static const struct { const char *name; guint gated; const char *subject; } files[] = {
    { "valid-httparena.json", 0, NULL },
    { "valid-timeline.json", 0, NULL },
    { "valid-timeline-carried.json", 48, NULL },
    { "valid-tfbvis.json", 0, NULL },
    { "valid-table.json", 0, NULL },
    { "valid-techempower.json", 22, "spring-webflux-rxjdbc" },
    { "valid-wrk-latency.txt", 0, NULL },
    { "valid-wrk-errors.txt", 7, "http://127.0.0.1:18099/missing" },
    { "valid-ab.txt", 0, NULL },
    { "valid-ab-errors.txt", 8, "http://127.0.0.1:18099/missing" },
    { "valid-hey.txt", 0, NULL },
    { "valid-hey-refused.txt", 2, NULL },
    { "valid-autocannon.json", 0, NULL },
    { "valid-vegeta.json", 0, NULL },
    { "valid-hyperfine.json", 0, NULL },
    { "valid-pyperf.json", 0, NULL },
    { "valid-prometheus.json", 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "import", files[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (AssayResults) results = assay_import_read_file (file, 0, NULL, NULL, NULL);

      g_test_message ("%s", files[i].name);
      g_assert_nonnull (results);
      g_assert_cmpuint (assay_plausible_check (results), ==, files[i].gated);
      for (guint r = 0; r < results->rows->len; r++)
        {
          const AssayResult *row = results->rows->pdata[r];

          g_assert_true (row->gate == NULL || g_strcmp0 (row->subject, files[i].subject) == 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/plausible/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/plausible/apart", test_apart);
  g_test_add_func ("/plausible/carried-over", test_carried_over);
  g_test_add_func ("/plausible/spread", test_spread);
  g_test_add_func ("/plausible/spread-of-one", test_spread_of_one);
  g_test_add_func ("/plausible/real", test_real);

  return g_test_run ();
}
