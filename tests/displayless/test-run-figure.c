#include <math.h>

#include "data/measure/run-figure.h"
#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/store.h"
#include "data/model/units.h"

#define STARTS 6

typedef struct
{
  AssayStore *store;
  AssayRun *run;
} Fixture;

static void
add_metric (AssayRun *run, const char *measure, const char *unit, AssayBetter better, gboolean primary)
{
  AssayRunMetric *self = g_new0 (AssayRunMetric, 1);

  self->measure = g_strdup (measure);
  self->metric = g_atomic_rc_box_new0 (AssayMetric);
  self->metric->id = g_strdup_printf ("made-%s", measure);
  self->metric->name = g_strdup (measure);
  self->metric->unit = assay_unit_find (unit);
  self->metric->better = better;
  self->primary = primary;
  g_ptr_array_add (run->metrics, self);
}

/* Whose starts are within 2 % of @rate, with gate reasons if it didn't pass. */
static void
add_cell (AssayRun *run, const char *technology, const char *subject, double rate, const char *gate)
{
  AssayRunCell *cell = g_new0 (AssayRunCell, 1);

  cell->technology = g_strdup (technology);
  cell->name = g_ascii_strup (technology, -1);
  cell->subject = g_strdup (subject);
  cell->command = g_strdup_printf ("run %s", technology);
  g_ptr_array_add (run->cells, cell);
  for (guint round = 0; round < STARTS; round++)
    {
      AssayRunStart *start = g_new0 (AssayRunStart, 1);

      start->cell = run->cells->len - 1;
      start->round = round;
      start->order = run->starts->len;
      start->measures = g_strsplit ("throughput latency", " ", -1);
      start->values = g_new (double, 2);
      start->values[0] = rate * (1 + 0.01 * (round % 3));
      start->values[1] = 1 / start->values[0];
      start->gate = gate != NULL ? g_strsplit (gate, "|", -1) : NULL;
      g_ptr_array_add (run->starts, start);
    }
}

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const char * const none[] = { NULL };

  self->store = assay_store_load (none);
  self->run = assay_run_new ();
  self->run->id = g_strdup ("2026-11-23-made-0001");
  self->run->scenario = g_strdup ("made");
  self->run->title = g_strdup ("Made up");
  self->run->started = g_strdup ("2026-11-23T10:00:00Z");
  self->run->plan = g_strdup ("quick");
  self->run->complete = TRUE;
  add_metric (self->run, "throughput", "req/s", ASSAY_BETTER_HIGHER, TRUE);
  add_metric (self->run, "latency", "s", ASSAY_BETTER_LOWER, FALSE);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (self->store);
  assay_run_unref (self->run);
}

static const AssaySeries *
find_series (const AssayFigure *figure, const char *name)
{
  for (guint i = 0; i < figure->series->len; i++)
    if (g_str_equal (((AssaySeries *) g_ptr_array_index (figure->series, i))->name, name))
      return g_ptr_array_index (figure->series, i);

  return NULL;
}

/* The best comes first, each mark in the colour of its side and with the run as its origin. */
static void
test_sides (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayFigure) figure = NULL;
  g_autofree char *finding = NULL;
  const AssaySeries *python, *node;

  add_cell (self->run, "flask", "flask", 1000, NULL);
  add_cell (self->run, "express", "express", 5000, NULL);
  add_cell (self->run, "fastapi", "fastapi", 2000, NULL);
  figure = assay_run_figure (self->run, self->store, NULL);
  finding = assay_run_finding (self->run);

  g_assert_nonnull (figure);
  g_assert_cmpstr (figure->finding, ==, finding);
  g_assert_true (figure->measured);
  g_assert_cmpstr (figure->categories[0], ==, "EXPRESS");
  g_assert_cmpstr (figure->categories[1], ==, "FASTAPI");
  g_assert_cmpstr (figure->categories[2], ==, "FLASK");
  g_assert_cmpuint (figure->series->len, ==, 2);
  python = find_series (figure, "Python");
  node = find_series (figure, "Node.js");
  g_assert_cmpint (python->hue, ==, 0);
  g_assert_cmpint (node->hue, ==, 1);
  g_assert_cmpuint (python->n, ==, 2);
  g_assert_cmpfloat (node->x[0], ==, 0);
  g_assert_cmpfloat (node->low[0], <, node->y[0]);
  g_assert_cmpfloat (node->y[0], <, node->high[0]);
  g_assert_cmpstr (assay_series_get_origin (node, 0)->id, ==, "run-2026-11-23-made-0001");
  g_assert_nonnull (strstr (assay_series_get_origin (node, 0)->command, "run express"));
}

/* Of another metric the lower may be better, and its own sentence is made. */
static void
test_other_metric (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayFigure) figure = NULL;

  add_cell (self->run, "flask", "flask", 1000, NULL);
  add_cell (self->run, "express", "express", 5000, NULL);
  figure = assay_run_figure (self->run, self->store, "latency");

  g_assert_cmpstr (figure->categories[0], ==, "EXPRESS");
  g_assert_cmpstr (figure->y.unit->id, ==, "s");
  g_assert_nonnull (strstr (figure->finding, "FLASK"));
  g_assert_null (assay_run_figure (self->run, self->store, "no-such-measure"));
}

static void
test_gated (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayFigure) figure = NULL;
  const AssaySeries *node;

  add_cell (self->run, "express", "express", 5000, "errors|too little head-room");
  figure = assay_run_figure (self->run, self->store, NULL);
  node = find_series (figure, "Node.js");

  g_assert_true (assay_series_is_gated (node, 0));
  g_assert_nonnull (node->data[0]->gate[0]);
}

/* Unknown subjects and those of one hue are told apart. */
static void
test_hues (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (AssayFigure) figure = NULL;

  add_cell (self->run, "pypy", "pypy", 3000, NULL);
  add_cell (self->run, "go", "go", 9000, NULL);
  add_cell (self->run, "new", "nobody-knows-it", 100, NULL);
  figure = assay_run_figure (self->run, self->store, NULL);

  g_assert_cmpuint (figure->series->len, ==, 3);
  g_assert_cmpint (find_series (figure, "PyPy")->hue, !=, find_series (figure, "Go")->hue);
  g_assert_cmpint (find_series (figure, "NEW")->hue, ==, -1);
  g_assert_cmpint (figure->kind, ==, ASSAY_FIGURE_DOTS);
  g_assert_cmpint (figure->y.scale, ==, ASSAY_SCALE_LOG);
}

static void
test_nothing_yet (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const double times[] = { 0.1, 0.2 }, values[] = { 900, 1000 };
  g_autoptr (AssayFigure) course = NULL;

  g_assert_null (assay_run_figure (self->run, self->store, NULL));
  g_assert_null (assay_run_course (self->run, self->store, 0, times, values, 2));

  add_cell (self->run, "express", "express", 5000, NULL);
  g_assert_null (assay_run_course (self->run, self->store, 0, times, values, 1));
  course = assay_run_course (self->run, self->store, 0, times, values, 2);
  g_assert_cmpint (course->kind, ==, ASSAY_FIGURE_LINES);
  g_assert_cmpint (find_series (course, "EXPRESS")->hue, ==, 1);
  g_assert_cmpfloat (find_series (course, "EXPRESS")->y[1], ==, 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/run-figure/sides", Fixture, NULL, set_up, test_sides, tear_down);
  g_test_add ("/run-figure/other-metric", Fixture, NULL, set_up, test_other_metric, tear_down);
  g_test_add ("/run-figure/gated", Fixture, NULL, set_up, test_gated, tear_down);
  g_test_add ("/run-figure/hues", Fixture, NULL, set_up, test_hues, tear_down);
  g_test_add ("/run-figure/nothing-yet", Fixture, NULL, set_up, test_nothing_yet, tear_down);

  return g_test_run ();
}
