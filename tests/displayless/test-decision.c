/* Decisions: what each side is worth under each driver, two together, weights and orders. */
#include <math.h>

#include "advice-fixture.h"
#include "data/advice/decision.h"
#include "data/advice/smaa.h"
#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/metric.h"
#include "shipped.h"

#define SAMPLES 1000
#define PARTS "\"parts\": {\"serving\": 0.7, \"data\": 0.3}"
#define TASTE "\"stances\": {\"left-is-nice\": \"agree\"}"

static AssayProfile *
read_profile (AssayStore *store, const char *members)
{
  g_autofree char *text = g_strdup_printf ("{\"id\": \"p\", \"name\": \"P\"%s%s}", *members != '\0' ? ", " : "", members);
  g_autoptr (GError) error = NULL;
  AssayProfile *profile = assay_profile_read ("p.json", text, strlen (text), store, NULL, &error);

  g_assert_no_error (error);

  return profile;
}

static AssayDecision *
decide (AssayStore *store, const char *members)
{
  g_autoptr (AssayProfile) profile = read_profile (store, members);
  g_autoptr (GError) error = NULL;
  AssayDecision *decision = assay_decision_new (store, profile, SAMPLES, 1, FIXTURE_TODAY, &error);

  g_assert_no_error (error);

  return decision;
}

static const AssayDecisionDriver *
driver_at (const AssayDecision *decision, guint index)
{
  g_assert_cmpuint (index, <, decision->drivers->len);

  return decision->drivers->pdata[index];
}

/* A cell as text: "0.500 0.750..1.000", or for what is joined "0.0 1.0 weakest less 0.100..0.300". */
static char *
cell_words (const AssayDecision *decision, guint driver, guint setting, guint alternative)
{
  const AssayDecisionDriver *of = driver_at (decision, driver);
  const AssayValueCell *cell = &of->cells[setting * decision->alternatives->len + alternative];
  GString *words = g_string_new (NULL);

  g_assert_cmpuint (setting, <, of->settings->len);
  for (guint a = 0; cell->shares != NULL && a < alternative; a++)
    g_string_append_printf (words, "%s%.1f", a > 0 ? " " : "", cell->shares[a]);
  if (cell->shares != NULL)
    g_string_append_printf (words, "%s%s", cell->weakest ? " weakest" : "", cell->n > 0 ? " less " : "");
  for (guint i = 0; i < cell->n; i++)
    {
      const AssayValuePoint *point = &cell->points[i];

      g_string_append_printf (words, point->low == point->high ? "%s%.3f" : "%s%.3f..%.3f", i > 0 ? " " : "", point->low, point->high);
    }

  return g_string_free (words, FALSE);
}

static void
assert_cell (const AssayDecision *decision, guint driver, guint setting, guint alternative, const char *expected)
{
  g_autofree char *words = cell_words (decision, driver, setting, alternative);

  g_assert_cmpstr (words, ==, expected);
}

/* Gated figures, claims, older ones and other kinds of subject don't enter; what was counted elsewhere is a setting of its own. */
static void
test_figures (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) decision = decide (store, "\"weights\": {\"rate\": 30, \"delay\": 10}");
  const AssayDecisionDriver *rate = driver_at (decision, 0);
  const AssaySetting *bench = rate->settings->pdata[0], *lab = rate->settings->pdata[1];

  g_assert_cmpuint (decision->alternatives->len, ==, 2);
  g_assert_cmpuint (decision->drivers->len, ==, 2);
  g_assert_cmpint (rate->basis, ==, ASSAY_BASIS_FIGURES);
  g_assert_cmpfloat_with_epsilon (rate->weight, 0.75, 1e-12);
  g_assert_cmpuint (rate->settings->len, ==, 2);
  assert_cell (decision, 0, 0, 0, "0.500");
  assert_cell (decision, 0, 0, 1, "1.000 0.750");
  assert_cell (decision, 0, 1, 0, "0.000..0.250");
  assert_cell (decision, 0, 1, 1, "0.250");
  g_assert_cmpuint (bench->data->len, ==, 3);
  g_assert_cmpstr (bench->label, ==, "Rate · The bench, 8 Jun 2025");
  g_assert_cmpstr (lab->label, ==, "Rate · Lab, 1 Feb 2024");
  g_assert_cmpfloat (lab->day, ==, ((AssayDatum *) lab->data->pdata[1])->day);
  assert_cell (decision, 1, 0, 0, "0.667");
  for (guint s = 0; s < rate->settings->len; s++)
    for (guint i = 0; i < ((AssaySetting *) rate->settings->pdata[s])->data->len; i++)
      g_assert_false (assay_datum_is_gated (((AssaySetting *) rate->settings->pdata[s])->data->pdata[i]));
}

static void
test_spans_and_stand_ins (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) decision = decide (store, "\"weights\": {\"support\": 30, \"liking\": 10}");

  assert_cell (decision, 0, 0, 0, "1.000");
  assert_cell (decision, 0, 0, 1, "0.499");
  g_assert_true (g_str_has_prefix (((AssaySetting *) driver_at (decision, 0)->settings->pdata[0])->label, "Born to Dies · Calendar of "));
  g_assert_true (g_str_has_suffix (((AssaySetting *) driver_at (decision, 0)->settings->pdata[0])->label, " and 1 more, 1 Jan 2024"));
  g_assert_cmpuint (((AssaySetting *) driver_at (decision, 0)->settings->pdata[0])->data->len, ==, 4);
  assert_cell (decision, 1, 0, 0, "0.600");
  assert_cell (decision, 1, 0, 1, "0.400");
}

/* Of rows without a date of their own it is the date from which is counted that may be too old. */
static void
test_since (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) decision = NULL;

  g_assert_cmpuint (advice_layer (store,
    "{\"subjects\": [{\"id\": \"left-7\", \"name\": \"Left 7\", \"kind\": \"release\", \"parent\": \"left\"}, "
    "{\"id\": \"left-8\", \"name\": \"Left 8\", \"kind\": \"release\", \"parent\": \"left\"}], "
    "\"figures\": [{\"metric\": \"born\", \"subject\": \"left-7\", \"value\": \"2022-12-31\", \"origin\": \"calendar\"}, "
    "{\"metric\": \"dies\", \"subject\": \"left-7\", \"value\": \"2023-01-31\", \"origin\": \"calendar\"}, "
    "{\"metric\": \"born\", \"subject\": \"left-8\", \"value\": \"2023-01-01\", \"origin\": \"calendar\"}, "
    "{\"metric\": \"dies\", \"subject\": \"left-8\", \"value\": \"2025-07-02\", \"origin\": \"calendar\"}], "
    "\"drivers\": [{\"id\": \"support\", \"name\": \"Support\", \"description\": \"D\", \"criterion\": \"people\", \"kind\": \"figures\", "
    "\"evidence\": [{\"metrics\": [\"born\"], \"until\": \"dies\", \"across\": true, \"since\": \"2023\", \"scale\": \"linear\", \"worst\": 0, \"best\": 60}]}]}"), ==, 0);
  decision = decide (store, "\"weights\": {\"support\": 30}");
  assert_cell (decision, 0, 0, 0, "1.000 0.500");
  assert_cell (decision, 0, 0, 1, "0.499");
}

/* Starts of a run give the interval of their mean. */
static void
test_samples (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) decision = NULL;
  const AssayDecisionDriver *rate;
  const AssayValueCell *cell;

  g_assert_cmpuint (advice_layer (store,
    "{\"origins\": [{\"id\": \"a-run\", \"title\": \"A run\", \"kind\": \"measured\", \"standing\": \"own\", \"publisher\": \"A\", \"machine\": \"Here\"}], "
    "\"figures\": [{\"metric\": \"rate\", \"subject\": \"left-one\", \"value\": 1000, \"date\": \"2025-08-01\", \"origin\": \"a-run\", \"samples\": [900, 1000, 1100, 1000, 1000]}, "
    "{\"metric\": \"rate\", \"subject\": \"right-one\", \"value\": 1000, \"date\": \"2025-08-01\", \"origin\": \"a-run\"}]}"), ==, 0);
  decision = decide (store, "\"weights\": {\"rate\": 30}");
  rate = driver_at (decision, 0);
  g_assert_cmpuint (rate->settings->len, ==, 3);
  g_assert_cmpstr (((AssaySetting *) rate->settings->pdata[0])->label, ==, "Rate · A run, 1 Aug 2025");
  cell = &rate->cells[0];
  g_assert_cmpuint (cell->n, ==, 1);
  /* Student's t of the logs: 0.0710 / sqrt (5) * 2.132 is 0.0677 to either side, of 9.21 from end to end. */
  g_assert_cmpfloat_with_epsilon (cell->points[0].low, 0.5 - 0.0010 / 9.21 * 2 - 0.0677 / 9.21, 3e-4);
  g_assert_cmpfloat_with_epsilon (cell->points[0].high - cell->points[0].low, 2 * 0.0677 / 9.21, 3e-4);
  assert_cell (decision, 0, 0, 1, "0.500");
}

/* Who joins the comparison leaves the others where they were. */
static void
test_third (void)
{
  g_autoptr (AssayStore) store = advice_store (), wider = advice_store ();
  g_autoptr (AssayDecision) two = decide (store, "\"weights\": {\"rate\": 30, \"proof\": 10}"), three = NULL;

  g_assert_cmpuint (advice_layer (wider,
    "{\"subjects\": [{\"id\": \"third\", \"name\": \"Third\", \"kind\": \"runtime\", \"compared\": true, \"hue\": 2}, "
    "{\"id\": \"third-one\", \"name\": \"Third One\", \"kind\": \"framework\", \"parent\": \"third\"}], "
    "\"figures\": [{\"metric\": \"rate\", \"subject\": \"third-one\", \"value\": 100, \"date\": \"2025-06-08\", \"origin\": \"bench\", \"dimensions\": {\"entry\": \"z\"}}, "
    "{\"metric\": \"rate\", \"subject\": \"left-one\", \"value\": 7, \"date\": \"2025-06-09\", \"origin\": \"article\"}]}"), ==, 0);
  three = decide (wider, "\"weights\": {\"rate\": 30, \"proof\": 10}");
  g_assert_cmpuint (three->alternatives->len, ==, 3);
  for (guint j = 0; j < two->drivers->len; j++)
    {
      g_assert_cmpuint (driver_at (three, j)->settings->len, ==, driver_at (two, j)->settings->len);
      for (guint s = 0; s < driver_at (two, j)->settings->len; s++)
        for (guint a = 0; a < 2; a++)
          {
            g_autofree char *words = cell_words (two, j, s, a);

            assert_cell (three, j, s, a, words);
          }
    }
  assert_cell (three, 0, 0, 2, "0.250");
  /* Where nobody counted it anything is possible. */
  assert_cell (three, 0, 1, 2, "0.000..1.000");
}

static void
test_statements (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) mute = decide (store, "\"weights\": {\"taste\": 30}");
  g_autoptr (AssayDecision) agrees = decide (store, "\"weights\": {\"taste\": 30, \"proof\": 10}, " TASTE);
  g_autoptr (AssayDecision) differs = decide (store, "\"weights\": {\"taste\": 30}, \"stances\": {\"left-is-nice\": \"disagree\"}");
  const AssayDecisionDriver *taste = driver_at (agrees, 0);

  /* What favours nobody is no way to look at it. */
  g_assert_cmpuint (taste->settings->len, ==, 3);
  g_assert_null (((AssaySetting *) taste->settings->pdata[2])->statement);
  assert_cell (agrees, 0, 2, 0, "0.000..1.000");
  g_assert_cmpstr (((AssaySetting *) taste->settings->pdata[0])->label, ==, "Left is nice.");
  g_assert_nonnull (((AssaySetting *) taste->settings->pdata[0])->statement);
  g_assert_cmpint (taste->basis, ==, ASSAY_BASIS_STATEMENTS);
  assert_cell (agrees, 0, 0, 0, "0.333..1.000");
  assert_cell (agrees, 0, 0, 1, "0.000..0.667");
  assert_cell (agrees, 0, 1, 0, "0.000..1.000");
  assert_cell (agrees, 1, 0, 0, "0.000..0.667");
  assert_cell (agrees, 1, 0, 1, "0.333..1.000");
  g_assert_cmpuint (((AssaySetting *) driver_at (agrees, 1)->settings->pdata[0])->data->len, >, 0);
  assert_cell (differs, 0, 0, 0, "0.000..0.667");
  assert_cell (differs, 0, 0, 1, "0.333..1.000");
  assert_cell (mute, 0, 0, 0, "0.000..1.000");
  g_assert_cmpint (driver_at (mute, 0)->basis, ==, ASSAY_BASIS_NOTHING);
}

/* Where there are no figures the driver's statements speak, and of the needs those of the answers. */
static void
test_fallback_and_needs (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) needs = decide (store, "\"weights\": {\"fit\": 10, \"rate\": 0, \"delay\": 0}, \"needs\": {\"purpose\": \"fast\"}");
  g_autoptr (AssayDecision) empty = NULL;

  g_assert_cmpuint (needs->drivers->len, ==, 1);
  /* An opinion that the profile neither shares nor rejects is no way to look at it. */
  g_assert_cmpuint (driver_at (needs, 0)->settings->len, ==, 2);
  assert_cell (needs, 0, 0, 1, "0.333..1.000");

  g_assert_cmpuint (advice_layer (store,
    "{\"metrics\": [{\"id\": \"uncounted\", \"name\": \"U\", \"unit\": \"req/s\", \"better\": \"higher\"}], "
    "\"drivers\": [{\"id\": \"rate\", \"name\": \"Throughput\", \"description\": \"D\", \"criterion\": \"speed\", \"kind\": \"figures\", "
    "\"evidence\": [{\"metrics\": [\"uncounted\"], \"scale\": \"log\", \"worst\": 1, \"best\": 10}], \"statements\": [\"left-is-fast\"]}, "
    "{\"id\": \"void\", \"name\": \"Void\", \"description\": \"D\", \"criterion\": \"speed\", \"kind\": \"figures\", "
    "\"evidence\": [{\"metrics\": [\"uncounted\"], \"scale\": \"log\", \"worst\": 1, \"best\": 10}]}]}"), ==, 0);
  empty = decide (store, "\"weights\": {\"rate\": 30, \"void\": 5}");
  g_assert_cmpint (driver_at (empty, 0)->basis, ==, ASSAY_BASIS_STATEMENTS);
  assert_cell (empty, 0, 0, 0, "0.000..0.667");
  g_assert_cmpint (driver_at (empty, 1)->basis, ==, ASSAY_BASIS_NOTHING);
  assert_cell (empty, 1, 0, 0, "0.000..1.000");
}

static void
test_profile (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) decision = decide (store,
    "\"weights\": {\"rate\": {\"points\": 30, \"must\": 40}, \"skills\": {\"points\": 20, \"locked\": true}, \"operation\": 50}, \"doubt\": 0.5, "
    "\"team\": {\"levels\": {\"Lefty\": \"expert\"}}, \"operation\": {\"one\": [5, 10], \"second\": [5, 10]}, "
    "\"judgements\": [{\"driver\": \"rate\", \"alternative\": \"left\", \"range\": [20, 60]}]");
  const AssayWeightSpace *weights = &decision->problem.weights;

  g_assert_cmpint (driver_at (decision, 0)->basis, ==, ASSAY_BASIS_JUDGEMENT);
  assert_cell (decision, 0, 0, 0, "0.200..0.600");
  assert_cell (decision, 0, 1, 0, "0.200..0.600");
  assert_cell (decision, 0, 1, 1, "0.250");
  g_assert_cmpfloat (decision->problem.criteria[0].floor, ==, 0.4);
  g_assert_true (isnan (decision->problem.criteria[1].floor));
  assert_cell (decision, 1, 0, 0, "0.875..1.000");
  assert_cell (decision, 1, 0, 1, "0.000..1.000");
  assert_cell (decision, 2, 0, 1, "0.800..0.900");
  g_assert_cmpfloat_with_epsilon (weights->low[0], 0.15, 1e-12);
  g_assert_cmpfloat_with_epsilon (weights->high[0], 0.45, 1e-12);
  g_assert_cmpfloat (weights->low[1], ==, weights->high[1]);
  g_assert_cmpfloat_with_epsilon (weights->high[2], 0.75, 1e-12);
}

/* A must that weighs nothing is there all the same. */
static void
test_must (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) decision = decide (store, "\"weights\": {\"rate\": 30, \"support\": {\"points\": 0, \"must\": 60}}");
  g_autoptr (AssaySmaa) smaa = assay_smaa_run (&decision->problem, NULL, NULL);

  g_assert_nonnull (smaa);
  g_assert_cmpuint (decision->drivers->len, ==, 2);
  g_assert_cmpfloat (driver_at (decision, 1)->weight, ==, 0);
  /* Right is quicker, but Left alone is supported long enough. */
  g_assert_cmpfloat (smaa->mean[1], >, smaa->mean[0]);
  g_assert_cmpfloat (smaa->acceptability[0], ==, 1);
}

static void
test_joint (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) decision = decide (store,
    "\"weights\": {\"rate\": 50, \"delay\": 10, \"taste\": 50, \"proof\": 5, \"support\": 5, \"operation\": 20}, " PARTS ", " TASTE ", "
    "\"operation\": {\"one\": [5, 10], \"second\": [5, 10], \"hop\": [0, 90]}");
  const AssayAlternative *joint = decision->alternatives->pdata[2];
  g_autoptr (AssaySmaa) smaa = NULL;

  g_assert_null (decision->alone);
  g_assert_cmpuint (decision->alternatives->len, ==, 3);
  g_assert_cmpstr (joint->id, ==, "left+right");
  g_assert_cmpstr (joint->name, ==, "Left and Right together");
  g_assert_cmpint (joint->hue, ==, -1);
  g_assert_cmpuint (joint->parts[0], ==, 1);
  g_assert_cmpuint (joint->parts[1], ==, 0);
  g_assert_cmpfloat (joint->second_high, ==, 10);
  g_assert_cmpfloat (joint->hop_high, ==, 90);
  g_assert_null (joint->hop);
  assert_cell (decision, 0, 0, 2, "0.0 1.0");
  /* From 10 to 100 ms is a third of the scale. */
  assert_cell (decision, 1, 0, 2, "0.0 1.0 less 0.000..0.333");
  assert_cell (decision, 2, 0, 2, "1.0 0.0");
  assert_cell (decision, 3, 0, 2, "0.3 0.7");
  assert_cell (decision, 4, 0, 2, "1.0 1.0 weakest");
  assert_cell (decision, 5, 0, 2, "0.3 0.7 less 0.100..0.200");
  smaa = assay_smaa_run (&decision->problem, NULL, NULL);
  g_assert_nonnull (smaa);
  g_assert_cmpfloat_with_epsilon (smaa->value[2 * 6 + 5], smaa->value[5] - 0.15, 0.01);
}

#define HOP_ORIGINS \
  "{\"origins\": [{\"id\": \"run\", \"title\": \"Run\", \"kind\": \"measured\", \"standing\": \"own\", \"publisher\": \"Me\", \"machine\": \"Mine\"}], "
#define HOP_DRIVER \
  "\"drivers\": [{\"id\": \"delay\", \"name\": \"Latency\", \"description\": \"D\", \"criterion\": \"speed\", \"kind\": \"figures\", \"part\": \"serving\", " \
  "\"hop\": true, \"hop-measured\": {\"kind\": \"ratio\", \"metric\": [\"hop-delay\"], \"of\": [\"left-one\"], \"to\": [\"right-one\"]}, " \
  "\"evidence\": [{\"metrics\": [\"delay\"], \"scale\": \"log\", \"worst\": 1000, \"best\": 1}]}]"

/* Not known costs nothing; measured here it is the time through both less that without the hop. */
static void
test_hop (void)
{
  static const char profile[] = "\"weights\": {\"rate\": 50, \"delay\": 10, \"taste\": 50}, " PARTS ", " TASTE;
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) unknown = NULL, measured = NULL;
  const AssayAlternative *joint;

  g_assert_cmpuint (advice_layer (store, HOP_ORIGINS HOP_DRIVER "}"), ==, 0);
  unknown = decide (store, profile);
  joint = unknown->alternatives->pdata[2];
  g_assert_true (isnan (joint->hop_low) && isnan (joint->hop_high));
  assert_cell (unknown, 1, 0, 2, "0.0 1.0");

  g_assert_cmpuint (advice_layer (store,
    "{\"figures\": [{\"metric\": \"hop-delay\", \"subject\": \"left-one\", \"value\": 95, \"low\": 92, \"high\": 98, \"date\": \"2025-08-01\", \"origin\": \"run\"}, "
    "{\"metric\": \"hop-delay\", \"subject\": \"right-one\", \"value\": 2, \"date\": \"2025-08-01\", \"origin\": \"run\"}]}"), ==, 0);
  measured = decide (store, profile);
  joint = measured->alternatives->pdata[2];
  g_assert_cmpfloat_with_epsilon (joint->hop_low, 90, 1e-9);
  g_assert_cmpfloat_with_epsilon (joint->hop_high, 96, 1e-9);
  g_assert_cmpstr (joint->hop->metric->id, ==, "hop-delay");
  assert_cell (measured, 1, 0, 2, "0.0 1.0 less 0.333..0.342");
}

/* What somebody knows of the two together counts as it is. */
static void
test_judged_joint (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayProfile) profile = read_profile (store, "\"weights\": {\"rate\": 50, \"taste\": 50}, " PARTS ", " TASTE);
  g_autoptr (AssayDecision) decision = NULL;

  assay_profile_judge (profile, "rate", "left+right", 25, 50);
  decision = assay_decision_new (store, profile, SAMPLES, 1, FIXTURE_TODAY, NULL);
  g_assert_nonnull (decision);
  assert_cell (decision, 0, 0, 2, "0.250..0.500");
  assert_cell (decision, 0, 1, 2, "0.250..0.500");
  assert_cell (decision, 0, 0, 0, "0.500");
}

static void
test_alone (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) all = decide (store, "\"weights\": {\"rate\": 50, \"taste\": 50}, \"stances\": {\"left-is-nice\": \"disagree\"}, " PARTS);
  g_autoptr (AssayDecision) one = decide (store, "\"weights\": {\"rate\": 50}, \"parts\": {\"serving\": 1}");
  g_autoptr (AssayDecision) none = decide (store, "\"weights\": {\"rate\": 50}");

  g_assert_cmpuint (all->alternatives->len, ==, 2);
  g_assert_cmpstr (all->alone, ==, "Every part goes to Right: serving and data.");
  g_assert_cmpstr (one->alone, ==, "Nothing is joined: the profile knows only one part of the system, serving.");
  g_assert_cmpstr (none->alone, ==, "Nothing is joined: the profile names no parts of the system.");
}

static void
assert_contradiction (AssayStore *store, const char *members, const char *one, const char *other)
{
  g_autoptr (AssayProfile) profile = read_profile (store, members);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayDecision) decision = assay_decision_new (store, profile, SAMPLES, 1, FIXTURE_TODAY, &error);

  g_assert_null (decision);
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, one));
  g_assert_nonnull (strstr (error->message, other));
}

static void
test_orders (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) decision = decide (store,
    "\"weights\": {\"rate\": 40, \"taste\": 50}, \"orders\": [{\"more\": \"rate\", \"less\": \"taste\"}, {\"more\": \"proof\", \"less\": \"skills\"}]");

  g_assert_cmpuint (decision->problem.weights.n_orders, ==, 1);
  g_assert_cmpuint (decision->problem.weights.orders[0].more, ==, 0);
  g_assert_cmpuint (decision->problem.weights.orders[0].less, ==, 1);
  assert_contradiction (store, "\"weights\": {\"rate\": 10, \"taste\": 50}, \"orders\": [{\"more\": \"rate\", \"less\": \"taste\"}]", "“Throughput”", "“Taste”");
  assert_contradiction (store, "\"weights\": {\"taste\": 50}, \"orders\": [{\"more\": \"rate\", \"less\": \"taste\"}]", "“Throughput”", "“Taste”");
  assert_contradiction (store, "\"weights\": {\"rate\": 20, \"proof\": 30, \"taste\": 40}, "
                        "\"orders\": [{\"more\": \"rate\", \"less\": \"proof\"}, {\"more\": \"proof\", \"less\": \"taste\"}]", "“Throughput”", "“Taste”");
  assert_contradiction (store, "\"weights\": {\"rate\": 0}", "nothing weighs", "points");
}

static void
assert_same (const AssayDecision *a, const AssayDecision *b)
{
  guint n = a->alternatives->len;
  g_autoptr (AssaySmaa) first = assay_smaa_run (&a->problem, NULL, NULL), second = assay_smaa_run (&b->problem, NULL, NULL);

  g_assert_cmpuint (b->alternatives->len, ==, n);
  g_assert_cmpuint (b->drivers->len, ==, a->drivers->len);
  g_assert_cmpstr (b->alone, ==, a->alone);
  for (guint j = 0; j < a->drivers->len; j++)
    {
      g_assert_cmpstr (driver_at (b, j)->driver->id, ==, driver_at (a, j)->driver->id);
      g_assert_cmpuint (driver_at (b, j)->settings->len, ==, driver_at (a, j)->settings->len);
      for (guint k = 0; k < driver_at (a, j)->settings->len * n; k++)
        {
          g_autofree char *words = cell_words (a, j, k / n, k % n);

          assert_cell (b, j, k / n, k % n, words);
        }
    }
  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpmem (second->acceptability, n * n * sizeof (double), first->acceptability, n * n * sizeof (double));
  g_assert_cmpmem (second->mean, n * sizeof (double), first->mean, n * sizeof (double));
  g_assert_cmpmem (second->weight, a->drivers->len * sizeof (double), first->weight, a->drivers->len * sizeof (double));
}

static void
test_reweigh (void)
{
  static const char * const later[] = {
    "\"weights\": {\"rate\": 20, \"taste\": 60, \"proof\": 5}, " PARTS ", " TASTE,
    "\"weights\": {\"rate\": 20, \"taste\": 0, \"proof\": 5}, " PARTS ", " TASTE,
    "\"weights\": {\"rate\": 20, \"taste\": 5, \"liking\": 5}, \"doubt\": 0.1, \"orders\": [{\"more\": \"rate\", \"less\": \"taste\"}], " PARTS ", " TASTE,
    "\"weights\": {\"rate\": {\"points\": 20, \"locked\": true, \"must\": 50}, \"taste\": 5}, " PARTS ", " TASTE,
  };
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) decision = decide (store, "\"weights\": {\"rate\": 50, \"taste\": 50}, " PARTS ", " TASTE);
  const AssayDecisionDriver *before = driver_at (decision, 0);

  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    {
      g_autoptr (AssayProfile) profile = read_profile (store, later[i]);
      g_autoptr (AssayDecision) anew = decide (store, later[i]);
      g_autoptr (AssayDecision) moved = assay_decision_reweigh (decision, store, profile, NULL);

      g_assert_nonnull (moved);
      g_assert_true (driver_at (moved, 0)->settings == before->settings);
      g_assert_cmpfloat (moved->today, ==, FIXTURE_TODAY);
      assert_same (anew, moved);
      assay_decision_unref (decision);
      decision = g_steal_pointer (&moved);
      before = driver_at (decision, 0);
    }
}

/* Imports bring hundreds of thousands of rows: nothing may compare each with each. */
static void
test_many (void)
{
  enum { ROWS = 50000 };
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayDecision) decision = NULL;
  GString *text = g_string_new ("{\"figures\": [");
  gint64 start;

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "%s{\"metric\": \"rate\", \"subject\": \"left-one\", \"value\": 1000, \"date\": \"2025-06-08\", \"origin\": \"bench\", "
                            "\"dimensions\": {\"entry\": \"n%u\"}}", i > 0 ? ", " : "", i);
  g_string_append (text, "]}");
  g_assert_cmpuint (advice_layer (store, text->str), ==, 0);
  g_string_free (text, TRUE);
  start = g_get_monotonic_time ();
  decision = decide (store, "\"weights\": {\"rate\": 30}");
  g_test_message ("%u rows: %.0f ms", ROWS, (g_get_monotonic_time () - start) / 1e3);
  g_assert_cmpuint (driver_at (decision, 0)->cells[0].n, ==, ROWS + 1);
  /* Each with each would be over a billion comparisons. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

/* Every bundled profile is decided, in time for a page. */
static void
test_bundled (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) profiles = assay_profiles_load (store, errors);

  g_assert_cmpuint (errors->len, ==, 0);
  g_assert_cmpuint (profiles->len, >, 10);
  for (guint i = 0; i < profiles->len; i++)
    {
      const AssayProfile *profile = profiles->pdata[i];
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time (), made;
      g_autoptr (AssayDecision) decision = assay_decision_new (store, profile, SAMPLES, 1, FIXTURE_TODAY, &error), moved = NULL;
      g_autoptr (AssaySmaa) smaa = NULL;

      g_assert_no_error (error);
      made = g_get_monotonic_time ();
      moved = assay_decision_reweigh (decision, store, profile, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %.0f ms, again %.3f ms", profile->id, (made - start) / 1e3, (g_get_monotonic_time () - made) / 1e3);
      assert_same (decision, moved);
      smaa = assay_smaa_run (&decision->problem, NULL, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < decision->drivers->len; j++)
        g_test_message ("  %s: %.0f %%, basis %d, %u settings, mean %.2f %.2f", driver_at (decision, j)->driver->id, driver_at (decision, j)->weight * 100,
                        driver_at (decision, j)->basis, driver_at (decision, j)->settings->len, smaa->value[j], smaa->value[decision->drivers->len + j]);
      g_test_message ("  alone: %s", decision->alone);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decision/figures", test_figures);
  g_test_add_func ("/decision/spans-and-stand-ins", test_spans_and_stand_ins);
  g_test_add_func ("/decision/since", test_since);
  g_test_add_func ("/decision/samples", test_samples);
  g_test_add_func ("/decision/third", test_third);
  g_test_add_func ("/decision/statements", test_statements);
  g_test_add_func ("/decision/fallback-and-needs", test_fallback_and_needs);
  g_test_add_func ("/decision/profile", test_profile);
  g_test_add_func ("/decision/must", test_must);
  g_test_add_func ("/decision/joint", test_joint);
  g_test_add_func ("/decision/hop", test_hop);
  g_test_add_func ("/decision/judged-joint", test_judged_joint);
  g_test_add_func ("/decision/alone", test_alone);
  g_test_add_func ("/decision/orders", test_orders);
  g_test_add_func ("/decision/reweigh", test_reweigh);
  g_test_add_func ("/decision/many", test_many);
  g_test_add_func ("/decision/bundled", test_bundled);

  return g_test_run ();
}
