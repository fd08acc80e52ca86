/* The bundled catalogue: it loads without a complaint, and says what its sources say. */
#include <math.h>

#include "data/model/chart.h"
#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/figure.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/subject.h"
#include "data/model/units.h"
#include "data/sources/feed.h"
#include "tests/displayless/shipped.h"

static void
test_loads (void)
{
  g_autoptr (AssayStore) store = load_shipped ();

  g_assert_cmpuint (assay_store_get_data (store)->len, >=, 1200);
  g_assert_cmpuint (assay_store_get_criteria (store)->len, >=, 16);
}

static void
test_origins (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *data = assay_store_get_data (store);

  for (guint i = 0; i < data->len; i++)
    {
      AssayDatum *datum = g_ptr_array_index (data, i);

      g_assert_nonnull (datum->origin->publisher);
      g_assert_nonnull (datum->origin->retrieved);
      g_assert_nonnull (datum->origin->licence);
      if (datum->origin->kind == ASSAY_ORIGIN_MEASURED)
        g_assert_nonnull (datum->origin->machine);
    }
}

/* The metrics that charts compute: their points name them. */
static void
add_computed (AssayStore *store, GHashTable *used)
{
  GPtrArray *charts = assay_store_get_charts (store);

  for (guint c = 0; c < charts->len; c++)
    {
      g_autoptr (AssayFigure) figure = assay_chart_get_figure (g_ptr_array_index (charts, c), store, 0, NULL);

      for (guint s = 0; figure != NULL && s < figure->series->len; s++)
        g_hash_table_add (used, ((AssaySeries *) g_ptr_array_index (figure->series, s))->data[0]->metric);
    }
}

/* Those that nobody has measured yet. */
static void
add_measurable (AssayStore *store, GHashTable *used)
{
  g_autoptr (AssayWorkloads) workloads = load_shipped_workloads ();
  GPtrArray *scenarios = assay_workloads_get_scenarios (workloads);

  for (guint s = 0; s < scenarios->len; s++)
    for (guint m = 0; m < ((AssayScenario *) scenarios->pdata[s])->metrics->len; m++)
      {
        const AssayScenarioMetric *metric = ((AssayScenario *) scenarios->pdata[s])->metrics->pdata[m];

        g_hash_table_add (used, assay_store_find_metric (store, metric->metric->id));
      }
}

/* Those that nobody has imported yet. */
static void
add_importable (AssayStore *store, GHashTable *used)
{
  const AssayMeasure *measures;
  guint n;

  measures = assay_measure_table (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strconcat ("import-", measures[i].id, NULL);

      g_assert_nonnull (assay_store_find_metric (store, id));
      g_hash_table_add (used, assay_store_find_metric (store, id));
    }
}

/* Those that nobody has fetched yet. */
static void
add_fetchable (AssayStore *store, GHashTable *used)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors);

  for (guint i = 0; i < feeds->len; i++)
    for (char **pair = ((AssayFeed *) feeds->pdata[i])->metrics; *pair != NULL; pair += 2)
      g_hash_table_add (used, assay_store_find_metric (store, pair[1]));
}

/* Every figure feeds a page or a verdict through its metric: one that nobody uses is a leftover. */
static void
test_no_leftovers (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  GPtrArray *data = assay_store_get_data (store);

  for (guint i = 0; i < data->len; i++)
    {
      AssayDatum *datum = g_ptr_array_index (data, i);

      g_hash_table_add (used, assay_store_find_metric (store, datum->metric->id));
      g_hash_table_add (used, assay_store_find_origin (store, datum->origin->id));
    }
  add_computed (store, used);
  add_measurable (store, used);
  add_importable (store, used);
  add_fetchable (store, used);
  g_assert_cmpuint (g_hash_table_size (used), ==,
                    assay_store_get_metrics (store)->len + assay_store_get_origins (store)->len);
}

typedef struct
{
  const char *id, *origin;
  double value;        /* NAN: low, high or text */
  AssayBound bound;
  double low, high;
  const char *text;
} Known;

/* Taken from the sources by hand, one of each kind of value. */
static const Known known[] = {
  { "tfb-json-throughput:node-http:2025-06-08:entry=nodejs:connections=512", "tfb-2025-06-08-json", .value = 1136117.23 },
  { "tfb-json-throughput:fiber:2025-06-08:entry=fiber-prefork:connections=512", "tfb-2025-06-08-json", .value = 2466443.33 },
  { "tfb-db-throughput:quarkus:2025-06-08:entry=quarkus:connections=512", "tfb-2025-06-08-db", .value = 803476.3 },
  { "tfb-r23-json-throughput:express:2025-02-24:entry=express", "tfb-r23", .value = 224163 },
  { "registry-package-count:pypi:2023-04-23", "pypi-blog-2023-04", .value = 448941 },
  { "registry-package-count:npm:2020-04-16", "register-2020-04", .value = 1300000, .bound = ASSAY_BOUND_ABOUT },
  { "article-npm-840k", "article", .value = 840000, .bound = ASSAY_BOUND_AT_LEAST },
  { "survey-framework-used:node:2025", "so-survey-2025-node", .value = 48.7 },
  { "github-topic-pushers-per-quarter:node:2022-Q1:topic=nodejs", "innovationgraph-topics", .value = 17143 },
  { "github-topic-pushers-per-quarter:fastapi:2025-Q3:topic=fastapi", "innovationgraph-topics", .value = 2863 },
  { "kostya-matmul-time:python:2025-08-17", "kostya-benchmarks", .value = 136.267 },
  { "end-of-life:node-20:", "node-release-schedule", .value = 739736, .text = "2026-04-30" },
  { "active-support-until:python-3-14:", "endoflife-python", .value = 740255, .text = "2027-10-01" },
  { "httparena-api-4-256-memory:fastapi:2026-08-13:entry=fastapi", "httparena-timeline-fastapi-api-4-256", .value = 494 },
  { "granian-asgi-throughput-by-workers:python-3-13:2026-08-05:workers=4", "granian-concurrency", .value = 359290 },
  { "free-threaded-memory-overhead:python-free-threaded:2025-03:version=3.14", "pep-779", .value = NAN, .low = 15, .high = 20,
    .text = "15–20 % more" },
  { "typescript-stripping-stable:node:", "node-doc-typescript", .value = NAN, .text = "24.12.0" },
  { "octoverse-rank:python:2024", "octoverse-2024", .value = 1 },
};

static void
assert_datum (const AssayDatum *datum, const Known *expected)
{
  g_assert_cmpstr (datum->origin->id, ==, expected->origin);
  g_assert_cmpstr (datum->text, ==, expected->text);
  g_assert_cmpint (datum->bound, ==, expected->bound);
  g_assert_true (isnan (datum->value) == isnan (expected->value));
  if (!isnan (expected->value))
    g_assert_cmpfloat (datum->value, ==, expected->value);
  if (expected->high > 0)
    g_assert_true (datum->low == expected->low && datum->high == expected->high);
}

static void
test_known_values (void)
{
  g_autoptr (AssayStore) store = load_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      AssayDatum *datum = assay_store_find_datum (store, known[i].id);

      g_test_message ("%s", known[i].id);
      g_assert_nonnull (datum);
      assert_datum (datum, &known[i]);
    }
}

static guint
count_gated (AssayStore *store, const AssayQuery *query)
{
  g_autoptr (GPtrArray) data = assay_store_query (store, query);
  guint n = 0;

  for (guint i = 0; i < data->len; i++)
    n += assay_datum_is_gated (g_ptr_array_index (data, i));

  return n;
}

/* A set whose spread collapsed, a run that Little's law contradicts, and results copied from one date to the next. */
static void
test_gates (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  AssayQuery collapsed = { .metric = "the-benchmarker-throughput-64", .since = "2026", .gated = TRUE };
  AssayQuery sane = { .metric = "the-benchmarker-throughput-64", .until = "2025", .gated = TRUE };
  AssayQuery little = { .metric = "httparena-json-4096-latency-p99", .subject = "fastify", .gated = TRUE };
  AssayQuery copied = { .metric = "httparena-baseline-512-throughput", .subject = "flask", .gated = TRUE };

  g_assert_cmpuint (count_gated (store, &collapsed), ==, 7);
  g_assert_cmpuint (count_gated (store, &sane), ==, 0);
  g_assert_cmpuint (count_gated (store, &little), ==, 1);
  g_assert_cmpuint (count_gated (store, &copied), ==, 10);
}

static void
test_sides (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  const struct { const char *subject, *side; } cases[] = {
    { "fastapi", "python" }, { "express", "node" }, { "node-22", "node" }, { "django-5-2", "python" },
    { "pypi", "python" }, { "npm", "node" }, { "pypy", "python" }, { "gin", NULL }, { "elysia", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AssaySubject *side = assay_store_get_side (store, assay_store_find_subject (store, cases[i].subject));

      g_assert_cmpstr (side == NULL ? NULL : side->id, ==, cases[i].side);
    }
}

/* The article's statements: each is there once, and no other. */
static void
test_ledger (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "ledger-ids.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) ids = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  ids = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (ids), ==, 90);
  g_assert_cmpuint (assay_store_get_statements (store)->len, ==, 90);
  for (char **id = ids; *id != NULL; id++)
    if (assay_store_find_statement (store, *id) == NULL)
      g_error ("statement %s is missing", *id);
}

/* Each chart can be made from what is bundled, and every point that it draws has an origin. */
static void
test_charts (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *charts = assay_store_get_charts (store);

  g_assert_cmpuint (charts->len, >=, 16);
  for (guint i = 0; i < charts->len; i++)
    {
      AssayChart *chart = g_ptr_array_index (charts, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (AssayFigure) figure = assay_chart_get_figure (chart, store, assay_date_parse ("2026-11-23"), &error);

      g_test_message ("%s", assay_chart_get_id (chart));
      if (is_chart_of_the_user (chart))
        {
          g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (figure->series->len, >, 0);
      for (guint s = 0; s < figure->series->len; s++)
        {
          AssaySeries *series = g_ptr_array_index (figure->series, s);

          for (guint p = 0; p < series->n; p++)
            g_assert_true (isnan (series->y[p]) || assay_series_get_origin (series, p) != NULL);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/loads", test_loads);
  g_test_add_func ("/catalogue/origins", test_origins);
  g_test_add_func ("/catalogue/no-leftovers", test_no_leftovers);
  g_test_add_func ("/catalogue/known-values", test_known_values);
  g_test_add_func ("/catalogue/gates", test_gates);
  g_test_add_func ("/catalogue/sides", test_sides);
  g_test_add_func ("/catalogue/ledger", test_ledger);
  g_test_add_func ("/catalogue/charts", test_charts);

  return g_test_run ();
}
