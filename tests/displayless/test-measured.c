/* What the runs say to the rest of the program: a document of the catalogue, and the store with it. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "data/measure/history.h"
#include "data/measure/measured.h"
#include "data/measure/workload.h"
#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "tests/displayless/shipped.h"
#include "tests/displayless/run-fixture.h"

/* A store with a catalogue that is empty but for what the runs say, and who they are about. */
static AssayStore *
store_with (GPtrArray *runs)
{
  const char * const none[] = { NULL };
  AssayAddition addition = { .name = "history" };
  g_autofree char *text = assay_measured_document (runs, NULL, &addition.length);
  AssayStore *store;

  addition.text = text;
  store = load_shipped_with (none, &addition);
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);

  return store;
}

static GPtrArray *
new_runs (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) assay_run_unref);
}

/* Every point is a figure with the run as its origin, and the same numbers to the bit. */
static void
test_figures (void)
{
  g_autoptr (GPtrArray) runs = new_runs ();
  g_autoptr (AssayStore) store = NULL;
  g_autoptr (GPtrArray) points = NULL;
  const AssayProvenance *origin;

  g_ptr_array_add (runs, run_fixture ("complete.json"));
  store = store_with (runs);
  points = assay_run_points (runs->pdata[0]);
  for (guint i = 0; i < points->len; i++)
    {
      const AssayRunPoint *point = points->pdata[i];
      g_autofree char *id = g_strdup_printf ("2026-11-20-http-json-aaaa:%s:%s", point->metric->metric->id, point->cell->technology);
      const AssayDatum *datum = assay_store_find_datum (store, id);

      g_assert_nonnull (datum);
      g_assert_true (datum->value == point->interval.estimate && datum->low == point->interval.low && datum->high == point->interval.high);
      g_assert_cmpmem (datum->samples, datum->n_samples * sizeof (double), point->means, point->interval.n * sizeof (double));
      g_assert_cmpstr (datum->date, ==, "2026-11-20");
      g_assert_null (datum->gate);
    }

  origin = assay_store_find_origin (store, "run-2026-11-20-http-json-aaaa");
  g_assert_cmpint (origin->kind, ==, ASSAY_ORIGIN_MEASURED);
  g_assert_cmpint (origin->standing, ==, ASSAY_STANDING_OWN);
  g_assert_cmpstr (origin->title, ==, "JSON answer, measured on Made-up CPU @ 2.00GHz");
  g_assert_cmpstr (origin->versions, ==, "node 20.1.0, express 5.3.0, python 3.11.2, flask 2.2.2, fastapi 0.92.0");
  g_assert_true (g_str_has_prefix (origin->command, "assay measure http-json --subjects express,flask,fastapi --quick; Express: node "));
  g_assert_nonnull (strstr (origin->machine, "Made-up CPU"));
  g_assert_nonnull (strstr (origin->sample, "21 process starts"));
}

/* What a stopped run found counts where it passed; the rest is the complete run's. */
static void
test_newest (void)
{
  g_autoptr (GPtrArray) runs = new_runs ();
  g_autoptr (AssayStore) store = NULL;

  g_ptr_array_add (runs, run_fixture ("stopped.json"));
  g_ptr_array_add (runs, run_fixture ("complete.json"));
  store = store_with (runs);
  g_assert_nonnull (assay_store_find_datum (store, "2026-11-22-http-json-bbbb:http-json-throughput:express"));
  g_assert_null (assay_store_find_datum (store, "2026-11-20-http-json-aaaa:http-json-throughput:express"));
  g_assert_null (assay_store_find_datum (store, "2026-11-22-http-json-bbbb:http-json-throughput:flask"));
  g_assert_nonnull (assay_store_find_datum (store, "2026-11-20-http-json-aaaa:http-json-throughput:flask"));
  g_assert_nonnull (assay_store_find_datum (store, "2026-11-20-http-json-aaaa:http-json-throughput:fastapi"));
}

static void
test_other_machine (void)
{
  g_autoptr (GPtrArray) runs = new_runs ();
  g_autoptr (AssayStore) store = NULL;
  AssayRun *elsewhere = run_fixture ("stopped.json");

  g_ptr_array_add (runs, elsewhere);
  g_ptr_array_add (runs, run_fixture ("complete.json"));
  g_free (elsewhere->machine->cpu);
  elsewhere->machine->cpu = g_strdup ("Another CPU");
  store = store_with (runs);
  g_assert_nonnull (assay_store_find_datum (store, "2026-11-22-http-json-bbbb:http-json-throughput:express"));
  g_assert_nonnull (assay_store_find_datum (store, "2026-11-20-http-json-aaaa:http-json-throughput:express"));
}

static guint
count_marks (AssayStore *store, const char *origin)
{
  AssayChart *chart = assay_store_find_chart (store, "measured-json-throughput");
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayFigure) figure = assay_chart_get_figure (chart, store, NAN, &error);
  guint n = 0;

  g_assert_no_error (error);

  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = figure->series->pdata[s];

      for (guint i = 0; i < series->n; i++)
        if (series->data != NULL && series->data[i] != NULL && strcmp (series->data[i]->origin->id, origin) == 0)
          n++;
    }

  return n;
}

/* Two machines are never one series, whichever is newer: a chart has the figures of one, and those of the other say whose they are. */
static void
test_named_machine (void)
{
  g_autoptr (GPtrArray) runs = new_runs ();
  AssayRun *elsewhere = run_fixture ("complete.json"), *here = run_fixture ("complete.json");
  AssayMachine *box = assay_machine_named (elsewhere->machine, "box");
  g_autoptr (AssayStore) store = NULL;
  const AssayDatum *datum;

  assay_machine_unref (elsewhere->machine);
  elsewhere->machine = box;
  g_free (elsewhere->id);
  elsewhere->id = g_strdup ("elsewhere");
  /* Of the one only Express is known here. */
  for (guint i = here->starts->len; i > 0; i--)
    if (strcmp (((AssayRunCell *) here->cells->pdata[((AssayRunStart *) here->starts->pdata[i - 1])->cell])->technology, "express") != 0)
      g_ptr_array_remove_index (here->starts, i - 1);
  g_ptr_array_add (runs, elsewhere);
  g_ptr_array_add (runs, here);
  store = store_with (runs);
  datum = assay_store_find_datum (store, "elsewhere:http-json-throughput:express");
  g_assert_cmpstr (assay_datum_dimension (datum, ASSAY_DIMENSION_MACHINE), ==, "box");
  datum = assay_store_find_datum (store, "2026-11-20-http-json-aaaa:http-json-throughput:express");
  g_assert_null (assay_datum_dimension (datum, ASSAY_DIMENSION_MACHINE));
  g_assert_cmpuint (count_marks (store, "run-elsewhere"), ==, 0);
  g_assert_cmpuint (count_marks (store, "run-2026-11-20-http-json-aaaa"), ==, 1);
}

/* A complete run in which nothing passed is drawn hollow, unless an older one passed. */
static void
test_hollow (void)
{
  g_autoptr (GPtrArray) runs = new_runs ();
  AssayRun *loud = run_fixture ("stopped.json");
  g_autoptr (AssayStore) alone = NULL;
  g_autoptr (AssayStore) both = NULL;
  const AssayDatum *datum;

  loud->complete = TRUE;
  g_ptr_array_add (runs, loud);
  alone = store_with (runs);
  datum = assay_store_find_datum (alone, "2026-11-22-http-json-bbbb:http-json-throughput:flask");
  g_assert_true (assay_datum_is_gated (datum));
  g_assert_cmpstr (datum->gate[0], ==, "4 starts passed the checks; 5 are needed");

  g_ptr_array_add (runs, run_fixture ("complete.json"));
  both = store_with (runs);
  g_assert_null (assay_store_find_datum (both, "2026-11-22-http-json-bbbb:http-json-throughput:flask"));
  g_assert_nonnull (assay_store_find_datum (both, "2026-11-20-http-json-aaaa:http-json-throughput:flask"));
}

/* Two technologies of one subject are told apart; so are values of a dimension. */
static void
test_dimensions (void)
{
  g_autoptr (GPtrArray) runs = new_runs ();
  AssayRun *run = run_fixture ("complete.json");
  AssayRunCell *flask = run->cells->pdata[1], *fastapi = run->cells->pdata[2];
  g_autoptr (AssayStore) store = NULL;
  const AssayDatum *datum;

  g_ptr_array_add (runs, run);
  flask->dimensions = g_strsplit ("workers,2", ",", 0);
  g_free (fastapi->subject);
  fastapi->subject = g_strdup ("flask");
  store = store_with (runs);
  datum = assay_store_find_datum (store, "2026-11-20-http-json-aaaa:http-json-throughput:flask:workers=2");
  g_assert_cmpstr (assay_datum_dimension (datum, "workers"), ==, "2");
  g_assert_null (assay_datum_dimension (datum, "technology"));
  datum = assay_store_find_datum (store, "2026-11-20-http-json-aaaa:http-json-throughput:fastapi");
  g_assert_cmpstr (assay_datum_dimension (datum, "technology"), ==, "fastapi");
}

static void
test_compare (void)
{
  g_autoptr (AssayRun) first = run_fixture ("complete.json");
  g_autoptr (AssayRun) second = run_fixture ("stopped.json");
  g_autoptr (GPtrArray) differences = assay_run_compare (first, second);
  g_autoptr (GPtrArray) none = assay_run_compare (first, first);
  const AssayRunDifference *difference = differences->pdata[0];

  g_assert_cmpuint (differences->len, ==, 4);
  g_assert_cmpstr (difference->a->technology, ==, "express");
  g_assert_cmpstr (difference->metric->measure, ==, "throughput");
  g_assert_true (difference->ratio.low > 1.15 && difference->ratio.low < 1.2 && difference->ratio.high > 1.2);
  g_assert_false (difference->gated);
  difference = differences->pdata[2];
  g_assert_cmpstr (difference->b->technology, ==, "flask");
  g_assert_true (assay_interval_is_even (&difference->ratio) && difference->gated);
  for (guint i = 0; i < none->len; i++)
    {
      difference = none->pdata[i];
      g_assert_cmpfloat_with_epsilon (difference->ratio.estimate, 1, 1e-12);
    }
}

static void
import (const char *name)
{
  g_autoptr (AssayHistory) history = assay_history_open (NULL, NULL);
  gsize length = 0;
  g_autofree char *text = run_fixture_text (name, &length);

  g_assert_true (assay_history_import (history, name, text, length, NULL, NULL, NULL));
}

/* Without a run the scenarios' metrics are there, with one its figures, and a broken history takes nothing else away. */
static void
test_load (void)
{
  g_autofree char *path = assay_history_path ();
  g_autoptr (AssayStore) before = assay_measured_load ();
  g_autoptr (AssayStore) after = NULL;
  g_autoptr (AssayStore) broken = NULL;

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_nonnull (assay_store_find_metric (before, "http-json-throughput"));
  import ("complete.json");
  after = assay_measured_load ();
  g_assert_cmpuint (assay_store_get_errors (after)->len, ==, assay_store_get_errors (before)->len);
  g_assert_nonnull (assay_store_find_datum (after, "2026-11-20-http-json-aaaa:http-json-throughput:express"));
  g_assert_cmpuint (assay_store_get_data (after)->len, ==, assay_store_get_data (before)->len + 6);

  g_assert_true (g_file_set_contents (path, "This is no database, not even a small one.", -1, NULL));
  broken = assay_measured_load ();
  g_assert_cmpuint (assay_store_get_errors (broken)->len, ==, assay_store_get_errors (before)->len + 1);
  g_assert_cmpuint (assay_store_get_data (broken)->len, ==, assay_store_get_data (before)->len);
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Every metric of every scenario is in the document, and the catalogue takes all of them. */
static void
test_workloads (void)
{
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (NULL);
  GPtrArray *scenarios = assay_workloads_get_scenarios (workloads);
  g_autoptr (AssayStore) store = load_shipped ();

  g_assert_cmpuint (scenarios->len, >, 0);
  for (guint s = 0; s < scenarios->len; s++)
    for (guint m = 0; m < ((AssayScenario *) scenarios->pdata[s])->metrics->len; m++)
      {
        const AssayScenarioMetric *metric = ((AssayScenario *) scenarios->pdata[s])->metrics->pdata[m];

        g_assert_nonnull (assay_store_find_metric (store, metric->metric->id));
      }
}

int
main (int argc, char **argv)
{
  g_autofree char *data_home = g_dir_make_tmp ("assay-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (data_home, "assay", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measured/figures", test_figures);
  g_test_add_func ("/measured/newest", test_newest);
  g_test_add_func ("/measured/other-machine", test_other_machine);
  g_test_add_func ("/measured/named-machine", test_named_machine);
  g_test_add_func ("/measured/hollow", test_hollow);
  g_test_add_func ("/measured/dimensions", test_dimensions);
  g_test_add_func ("/measured/compare", test_compare);
  g_test_add_func ("/measured/load", test_load);
  g_test_add_func ("/measured/workloads", test_workloads);
  status = g_test_run ();
  g_rmdir (folder);
  g_rmdir (data_home);

  return status;
}
