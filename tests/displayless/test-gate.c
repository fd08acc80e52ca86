#include <math.h>

#include "data/measure/gate.h"

#define INTERVALS 40
#define INTERVAL 0.1
#define RATE 1000.0
#define SECONDS (INTERVALS * INTERVAL)
#define LATENCY 0.008   /* s */

typedef struct
{
  AssayLoadSpec spec;
  AssayLoadResult result;
  guint warm;
} Load;

/* A load at which nothing is wrong: 1,000 answers a second of 8 ms each, so 8 in flight; one in fifty took longer. */
static void
load_init (Load *self, AssayArrivals arrivals)
{
  *self = (Load) {
    .spec = { .arrivals = arrivals, .connections = 8, .rate = RATE, .seconds = SECONDS, .interval = INTERVAL },
    .result = { .seconds = SECONDS, .planned = arrivals == ASSAY_ARRIVALS_CLOSED ? 0 : RATE * SECONDS, .sent = RATE * SECONDS,
                .answers = RATE * SECONDS, .head_room = 0.4, .in_flight = RATE * LATENCY },
  };
  self->result.latency = assay_histogram_new ();
  for (guint i = 0; i < RATE * SECONDS; i++)
    assay_histogram_add (self->result.latency, LATENCY * (i % 50 == 0 ? 1.98 : 0.98) * 1e9);
  if (arrivals != ASSAY_ARRIVALS_CLOSED)
    self->result.blind = assay_histogram_copy (self->result.latency);
  self->result.intervals = g_array_new (FALSE, FALSE, sizeof (AssayLoadInterval));
  for (guint i = 0; i < INTERVALS; i++)
    {
      AssayLoadInterval interval = { .time = (i + 1) * INTERVAL, .answers = RATE * INTERVAL + (i % 2 == 0 ? 5 : -5) };

      g_array_append_val (self->result.intervals, interval);
    }
}

static void
load_clear (Load *self)
{
  g_clear_pointer (&self->result.latency, assay_histogram_free);
  g_clear_pointer (&self->result.blind, assay_histogram_free);
  g_array_unref (self->result.intervals);
}

static AssayLoadInterval *
interval_at (Load *self, guint i)
{
  return &g_array_index (self->result.intervals, AssayLoadInterval, i);
}

static void
nothing (G_GNUC_UNUSED Load *load)
{
}

static void
few_errors (Load *load)
{
  load->result.failed = 4;
}

static void
errors (Load *load)
{
  load->result.failed = 5;
  load->result.failure = (char *) "status 500";
}

static void
no_answers (Load *load)
{
  load->result.answers = 0;
  load->result.failure = (char *) "status 503";
}

static void
in_flight_a_little_off (Load *load)
{
  load->result.in_flight = 8.6;
}

static void
in_flight_off (Load *load)
{
  load->result.in_flight = 12;
}

/* Timed from the plan, everything waited a second more: the law speaks of what was sent. */
static void
planned_earlier (Load *load)
{
  assay_histogram_free (load->result.latency);
  load->result.latency = assay_histogram_new ();
  for (guint i = 0; i < RATE * SECONDS; i++)
    assay_histogram_add (load->result.latency, 1e9);
}

static void
interval_lost (Load *load)
{
  interval_at (load, 3)->answers = 20;
  interval_at (load, 30)->answers = 20;
}

static void
under_way (Load *load)
{
  load->result.sent += 8;
}

static void
unanswered (Load *load)
{
  load->result.sent += 400;
}

static void
planned_too_few (Load *load)
{
  load->spec.rate = 1100;
}

/* Within four standard deviations of 4,000, but not within 2 %. */
static void
planned_by_chance (Load *load)
{
  load->spec.rate = 1050;
}

static void
unsent (Load *load)
{
  load->result.sent -= 400;
  load->result.answers -= 400;
  for (guint i = 0; i < INTERVALS; i++)
    interval_at (load, i)->answers -= 10;
  load->result.in_flight *= 0.98;
}

static void
late (Load *load)
{
  load->result.latest = 2.4;
}

static void
late_by_a_whim (Load *load)
{
  load->result.latest = 0.05;
}

/* One answer took 200 s of time: a broken count, or a stall that nothing can be said about. */
static void
mean_above_p99 (Load *load)
{
  assay_histogram_add (load->result.latency, 200e9);
  load->result.in_flight = assay_histogram_count (load->result.latency) / SECONDS * assay_histogram_mean (load->result.latency);
}

static void
no_head_room (Load *load)
{
  load->result.head_room = 0.03;
}

static void
little_head_room (Load *load)
{
  load->result.head_room = 0.11;
}

static void
drift (Load *load)
{
  for (guint i = 0; i < INTERVALS; i++)
    interval_at (load, i)->answers += i < INTERVALS / 2 ? -15 : 15;
}

static void
slight_drift (Load *load)
{
  for (guint i = 0; i < INTERVALS; i++)
    interval_at (load, i)->answers += i < INTERVALS / 2 ? -3 : 3;
}

/* What drifts only in its warm-up is steady. */
static void
warm_up (Load *load)
{
  for (guint i = 0; i < 8; i++)
    interval_at (load, i)->answers = 10;
  load->warm = 8;
  load->result.answers -= 720;
  load->result.sent -= 720;
}

/* The last tenth falls by a third: the halves hide it. */
static void
late_step (Load *load)
{
  for (guint i = INTERVALS - 5; i < INTERVALS; i++)
    interval_at (load, i)->answers -= 40;
  load->result.answers -= 200;
  load->result.sent -= 200;
}

static void
short_last_interval (Load *load)
{
  AssayLoadInterval last = { .time = SECONDS + 0.001, .answers = 60 };

  g_array_append_val (load->result.intervals, last);
}

/* Connections that are opened before the load take intervals of negative time. */
static void
opening (Load *load)
{
  for (int i = 0; i < 10; i++)
    {
      AssayLoadInterval before = { .time = -0.1 * i };

      g_array_prepend_val (load->result.intervals, before);
    }
}

static void
idle (Load *load)
{
  load->spec.kind = ASSAY_LOAD_IDLE;
  load->result.in_flight = 0;
  for (guint i = 0; i < INTERVALS - 5; i++)
    interval_at (load, i)->answers = 0;
}

/* @reason: the whole text that is to come, alone; NULL: the load is to pass. */
static const struct
{
  const char *name;
  AssayArrivals arrivals;
  void (*spoil) (Load *load);
  const char *reason;
} loads[] = {
  { "good", ASSAY_ARRIVALS_CLOSED, nothing, NULL },
  { "good-open", ASSAY_ARRIVALS_CONSTANT, nothing, NULL },
  { "good-poisson", ASSAY_ARRIVALS_POISSON, nothing, NULL },
  { "few-errors", ASSAY_ARRIVALS_CLOSED, few_errors, NULL },
  { "errors", ASSAY_ARRIVALS_CLOSED, errors, "5 requests failed beside 4,000 answers: status 500" },
  { "no-answers", ASSAY_ARRIVALS_CLOSED, no_answers, "nothing was answered: status 503" },
  { "in-flight-a-little-off", ASSAY_ARRIVALS_CLOSED, in_flight_a_little_off, NULL },
  { "in-flight-off", ASSAY_ARRIVALS_CLOSED, in_flight_off, "12 requests were in flight where throughput times latency is 8" },
  { "planned-earlier", ASSAY_ARRIVALS_CONSTANT, planned_earlier, NULL },
  { "planned-earlier-closed", ASSAY_ARRIVALS_CLOSED, planned_earlier,
    "8 requests were in flight where throughput times latency is 1,000" },
  { "interval-lost", ASSAY_ARRIVALS_CLOSED, interval_lost, "the intervals count 3,840 answers, the whole 4,000" },
  { "under-way", ASSAY_ARRIVALS_CLOSED, under_way, NULL },
  { "unanswered", ASSAY_ARRIVALS_CLOSED, unanswered, "of 4,400 requests sent 4,000 were answered" },
  { "planned-too-few", ASSAY_ARRIVALS_CONSTANT, planned_too_few, "4,000 requests were planned where rate times time is 4,400" },
  { "planned-too-few-closed", ASSAY_ARRIVALS_CLOSED, planned_too_few, NULL },
  { "planned-by-chance", ASSAY_ARRIVALS_POISSON, planned_by_chance, NULL },
  { "planned-by-no-chance", ASSAY_ARRIVALS_CONSTANT, planned_by_chance,
    "4,000 requests were planned where rate times time is 4,200" },
  { "unsent", ASSAY_ARRIVALS_CONSTANT, unsent, "of 4,000 requests planned 3,600 were answered" },
  { "late", ASSAY_ARRIVALS_CONSTANT, late, "the generator sent a request 2.4\u202fs late, more than 100\u202fms" },
  { "late-by-a-whim", ASSAY_ARRIVALS_CONSTANT, late_by_a_whim, NULL },
  { "mean-above-p99", ASSAY_ARRIVALS_CLOSED, mean_above_p99,
    "the mean latency, 57.99\u202fms, is above the 99th percentile, 15.84\u202fms" },
  { "no-head-room", ASSAY_ARRIVALS_CLOSED, no_head_room, "the generator used 97 % of its core" },
  { "little-head-room", ASSAY_ARRIVALS_CLOSED, little_head_room, NULL },
  { "drift", ASSAY_ARRIVALS_CLOSED, drift, "the halves differ by 26 %" },
  { "drift-open", ASSAY_ARRIVALS_POISSON, drift, NULL },
  { "slight-drift", ASSAY_ARRIVALS_CLOSED, slight_drift, NULL },
  { "warm-up", ASSAY_ARRIVALS_CLOSED, warm_up, NULL },
  { "late-step", ASSAY_ARRIVALS_CLOSED, late_step, "no steady level was reached in the 40 values after warm-up" },
  { "short-last-interval", ASSAY_ARRIVALS_CLOSED, short_last_interval, NULL },
  { "opening", ASSAY_ARRIVALS_CLOSED, opening, NULL },
  { "idle", ASSAY_ARRIVALS_CLOSED, idle, NULL },
};

static void
assert_reason (GPtrArray *reasons, const char *reason)
{
  for (guint i = 0; i < reasons->len; i++)
    g_test_message ("%s", (char *) reasons->pdata[i]);
  g_assert_cmpstr (reasons->len > 0 ? reasons->pdata[0] : NULL, ==, reason);
  g_assert_cmpuint (reasons->len, ==, reason != NULL);
}

static void
test_load (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  Load load;

  load_init (&load, loads[i].arrivals);
  loads[i].spoil (&load);
  assay_gate_load (&load.spec, &load.result, load.warm, reasons);
  assert_reason (reasons, loads[i].reason);
  load_clear (&load);
}

/* A load that ended at once has no histograms worth the name, nor intervals. */
static void
test_bare_load (void)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  AssayLoadSpec spec = { .connections = 1, .interval = INTERVAL };
  AssayLoadResult result = { .seconds = 0.01, .sent = 1, .answers = 1, .head_room = 1 };

  assay_gate_load (&spec, &result, 0, reasons);
  assert_reason (reasons, NULL);
}

static const struct
{
  const char *name;
  AssayDisturbance disturbance;
  const char *reason;
} disturbances[] = {
  { "quiet", { .seconds = 10, .foreign = 0.14, .steal = 0.04, .pressure = NAN, .energy = NAN, .step = 0.009 }, NULL },
  { "foreign", { .foreign = 0.31 }, "other programs used 31 % of the processors" },
  { "foreign-for-long", { .seconds = 1, .foreign = 0.17 }, "other programs used 17 % of the processors" },
  { "one-tick-of-two", { .seconds = 0.02, .foreign = 0.38, .steal = 0.25 }, NULL },
  { "foreign-in-no-time", { .seconds = 0.02, .foreign = 0.9 }, "other programs used 90 % of the processors" },
  { "steal", { .steal = 0.08 }, "the host took 8 % of the processors away" },
  { "forward", { .step = 1.2 }, "the clock was set forward by 1.2\u202fs" },
  { "back", { .step = -0.05 }, "the clock was set back by 50\u202fms" },
};

static void
test_disturbance (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);

  assay_gate_disturbance (&disturbances[i].disturbance, reasons);
  assert_reason (reasons, disturbances[i].reason);
}

static const struct
{
  const char *name;
  double values[16];
  guint n;
  const char *reason;
} iterations[] = {
  { "level", { 1, 1.01, 0.99, 1, 1.02, 1, 0.98, 1 }, 8, NULL },
  { "none", { 0 }, 0, "no iteration came after warm-up" },
  { "few", { 1, 2, 3, 4, 5 }, 5, NULL },
  { "drift", { 1, 1.01, 0.99, 1, 1.28, 1.27, 1.29, 1.28 }, 8, "the halves differ by 22 %" },
  { "noise", { 1, 2, 1, 2, 2, 1, 2, 2 }, 8, NULL },
  { "spike", { 1, 1.01, 0.99, 1, 1.02, 9, 0.98, 1 }, 8, NULL },
  { "late-step", { 1, 1.01, 0.99, 1, 1.02, 1, 0.98, 1, 1.01, 0.99, 1, 1.02, 1, 1.3, 1.31, 1.32 }, 16,
    "no steady level was reached in the 16 values after warm-up" },
};

static void
test_iterations (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);

  assay_gate_iterations (iterations[i].values, iterations[i].n, reasons);
  assert_reason (reasons, iterations[i].reason);
}

static void
add_test (const char *topic, const char *name, guint i, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/gate/%s/%s", topic, name);

  g_test_add_data_func (path, GUINT_TO_POINTER (i), test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    add_test ("load", loads[i].name, i, test_load);
  g_test_add_func ("/gate/load/bare", test_bare_load);
  for (guint i = 0; i < G_N_ELEMENTS (disturbances); i++)
    add_test ("disturbance", disturbances[i].name, i, test_disturbance);
  for (guint i = 0; i < G_N_ELEMENTS (iterations); i++)
    add_test ("iterations", iterations[i].name, i, test_iterations);

  return g_test_run ();
}
