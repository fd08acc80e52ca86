#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "data/measure/run.h"
#include "data/model/units.h"

#define CELLS 8
#define ROUNDS 6

static void
add_metric (AssayRun *run, const char *measure, const char *unit, AssayBetter better)
{
  AssayRunMetric *self = g_new0 (AssayRunMetric, 1);

  self->measure = g_strdup (measure);
  self->metric = g_atomic_rc_box_new0 (AssayMetric);
  self->metric->id = g_strdup ("made-throughput");
  self->metric->name = g_strdup ("Throughput");
  self->metric->unit = assay_unit_find (unit);
  self->metric->better = better;
  self->primary = TRUE;
  g_ptr_array_add (run->metrics, self);
}

static void
add_start (AssayRun *run, const char *measure, guint cell, guint round, double value)
{
  AssayRunStart *self = g_new0 (AssayRunStart, 1);

  self->cell = cell;
  self->round = round;
  self->order = run->starts->len;
  self->measures = g_strsplit (measure, " ", -1);
  self->values = g_new (double, 1);
  self->values[0] = value;
  g_ptr_array_add (run->starts, self);
}

static void
add_cells (AssayRun *run, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      AssayRunCell *cell = g_new0 (AssayRunCell, 1);

      cell->technology = g_strdup_printf ("made-%u", i);
      cell->name = g_strdup_printf ("Made %u", i);
      cell->subject = g_strdup ("made");
      g_ptr_array_add (run->cells, cell);
    }
}

/* @n technologies, each @step faster than the one before, whose starts spread by 5 %. */
static AssayRun *
make_run (gsl_rng *rng, guint n, double step)
{
  AssayRun *run = assay_run_new ();

  add_metric (run, "throughput", "req/s", ASSAY_BETTER_HIGHER);
  add_cells (run, n);
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < n; i++)
      add_start (run, "throughput", i, round, 1000 * (1 + step * i) * gsl_ran_lognormal (rng, 0, 0.05));

  return run;
}

/* How many of 200 runs say that one is ahead. */
static guint
count_leads (guint n, double step)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  guint leads = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (AssayRun) run = make_run (rng, n, step);
      g_autofree char *finding = assay_run_finding (run);

      leads += !g_str_has_prefix (finding, "Of ") && !g_str_has_prefix (finding, "No difference");
    }
  gsl_rng_free (rng);
  g_test_message ("%u of 200 see %u apart by %.0f %%", leads, n, 100 * step);

  return leads;
}

/* The best and the worst of several that are alike always differ: that must not become a finding more often than in 7 of 100 runs. */
static void
test_alike (void)
{
  g_assert_cmpuint (count_leads (2, 0), <=, 14);
  g_assert_cmpuint (count_leads (CELLS, 0), <=, 14);
}

static void
test_apart (void)
{
  g_assert_cmpuint (count_leads (2, 0.5), ==, 200);
  g_assert_cmpuint (count_leads (CELLS, 0.2), ==, 200);
}

static const struct
{
  const char *measure, *unit;
  AssayBetter better;
  double first, second, spread;    /* the starts of both lie up to so much of their value apart */
  const char *sentence;
} sentences[] = {
  { "throughput", "req/s", ASSAY_BETTER_HIGHER, 100, 200, 0.1, "Made 1 answers 2.0 times as many requests as Made 0 (1.8 to 2.2)" },
  { "throughput", "messages/s", ASSAY_BETTER_HIGHER, 100, 150, 0, "Made 1 handles 1.5 times as many messages as Made 0" },
  { "latency-p99", "ms", ASSAY_BETTER_LOWER, 100, 300, 0, "Made 1 takes 3.0 times as long to answer 99 % of its requests as Made 0" },
  { "anything", "ms", ASSAY_BETTER_LOWER, 100, 300, 0, "Made 1 takes 3.0 times as long as Made 0" },
  { "anything", "bytes", ASSAY_BETTER_LOWER, 100, 300, 0, "Made 1 takes 3.0 times as much memory as Made 0" },
  { "anything", "lines", ASSAY_BETTER_LOWER, 10, 20, 0, "Made 1 has 2.0 times as many lines of code as Made 0" },
  { "anything", "count", ASSAY_BETTER_HIGHER, 10, 20, 0, "Made 1 reaches 2.0 times the value of Made 0" },
  { "anything", "tokens", ASSAY_BETTER_LOWER, 10, 10, 0, "No difference between Made 0 and Made 1 within ±0.0 %" },
  { "anything", "count", ASSAY_BETTER_HIGHER, 0, 1, 0, "Throughput: Made 1 1, Made 0 0" },
};

static void
test_sentences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (AssayRun) run = assay_run_new ();
      g_autofree char *finding = NULL;

      add_metric (run, sentences[i].measure, sentences[i].unit, sentences[i].better);
      add_cells (run, 2);
      for (guint round = 0; round < ROUNDS; round++)
        {
          double shift = 1 + sentences[i].spread * ((double) round / (ROUNDS - 1) - 0.5);

          add_start (run, sentences[i].measure, 0, round, sentences[i].first * shift);
          add_start (run, sentences[i].measure, 1, round, sentences[i].second / shift);
        }
      finding = assay_run_finding (run);
      g_assert_cmpstr (finding, ==, sentences[i].sentence);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run-finding/alike", test_alike);
  g_test_add_func ("/run-finding/apart", test_apart);
  g_test_add_func ("/run-finding/sentences", test_sentences);

  return g_test_run ();
}
