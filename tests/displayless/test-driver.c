/* Drivers and needs: what is read, and what is refused with its place. */
#include "advice-fixture.h"
#include "data/model/driver.h"
#include "data/model/metric.h"
#include "data/model/need.h"
#include "data/model/statement.h"
#include "data/model/subject.h"
#include "shipped.h"

static void
test_read (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  AssayDriver *rate = assay_store_find_driver (store, "rate"), *support = assay_store_find_driver (store, "support");
  AssayDriver *liking = assay_store_find_driver (store, "liking");
  const AssayDriverEvidence *evidence = rate->evidence->pdata[0];
  const AssayStandIn *stand_in = ((AssayDriverEvidence *) liking->evidence->pdata[0])->stand_ins->pdata[0];

  g_assert_cmpstr (rate->name, ==, "Throughput");
  g_assert_cmpstr (rate->part, ==, "serving");
  g_assert_cmpint (rate->kind, ==, ASSAY_DRIVER_FIGURES);
  g_assert_cmpint (rate->joined, ==, ASSAY_JOINED_SHARE);
  g_assert_cmpstr (rate->statements[1], ==, "left-is-fast");
  g_assert_cmpstr (((AssayMetric *) evidence->metrics->pdata[0])->id, ==, "rate");
  g_assert_cmpstr (evidence->kinds[0], ==, "framework");
  g_assert_true (assay_store_find_driver (store, "delay")->hop);
  g_assert_cmpint (support->joined, ==, ASSAY_JOINED_WEAKEST);
  evidence = support->evidence->pdata[0];
  g_assert_cmpstr (evidence->until->id, ==, "dies");
  g_assert_true (evidence->across);
  g_assert_cmpuint (g_strv_length (support->statements), ==, 0);
  g_assert_cmpstr (stand_in->side->id, ==, "left");
  g_assert_null (assay_store_find_driver (store, "none"));
}

static void
test_needs (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  AssayNeed *need = assay_store_find_need (store, "purpose");
  const AssayAnswer *fast = assay_need_find (need, "fast");

  g_assert_cmpuint (assay_store_get_needs (store)->len, ==, 2);
  g_assert_cmpstr (fast->name, ==, "Something fast");
  g_assert_cmpuint (fast->weights->len, ==, 2);
  g_assert_cmpstr (g_array_index (fast->weights, AssayNeedWeight, 0).driver, ==, "rate");
  g_assert_cmpfloat (g_array_index (fast->weights, AssayNeedWeight, 0).weight, ==, 80);
  g_assert_cmpstr (fast->statements[0], ==, "right-is-fast");
  g_assert_null (assay_need_find (need, "none"));
}

/* Ten times is as far on all of the scale. */
static void
test_value (void)
{
  const AssayDriverEvidence rate = { .log = TRUE, .worst = 10, .best = 100000 }, delay = { .log = TRUE, .worst = 1000, .best = 1 };
  const AssayDriverEvidence months = { .worst = 0, .best = 60 }, rank = { .worst = 11, .best = 1 };

  g_assert_cmpfloat_with_epsilon (assay_evidence_value (&rate, 10), 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (assay_evidence_value (&rate, 1000), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (assay_evidence_value (&rate, 1e9), 1, 1e-12);
  g_assert_cmpfloat (assay_evidence_value (&rate, 0), ==, 0);
  g_assert_cmpfloat_with_epsilon (assay_evidence_value (&delay, 10), 2.0 / 3, 1e-12);
  g_assert_cmpfloat (assay_evidence_value (&delay, 0), ==, 1);
  g_assert_cmpfloat_with_epsilon (assay_evidence_value (&months, 30), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (assay_evidence_value (&rank, 3), 0.8, 1e-12);
}

typedef struct
{
  const char *name, *document, *place;
} Mistake;

#define DRIVER(members) "{\"drivers\": [{\"id\": \"d\", \"name\": \"D\", \"description\": \"D.\", \"criterion\": \"speed\", " members "}]}"
#define EVIDENCE(members) DRIVER ("\"kind\": \"figures\", \"evidence\": [{\"scale\": \"log\", \"worst\": 1, \"best\": 2, " members "}]")
#define NEED(members) "{\"needs\": [{\"id\": \"n\", \"name\": \"N\", \"question\": \"N?\", \"answers\": [{\"id\": \"a\", \"name\": \"A\"}, " members "]}]}"

static const Mistake mistakes[] = {
  { "kind", DRIVER ("\"kind\": \"guess\""), "$.drivers[0].kind: " },
  { "no-evidence", DRIVER ("\"kind\": \"figures\""), "$.drivers[0]: “evidence” is missing" },
  { "criterion", "{\"drivers\": [{\"id\": \"d\", \"name\": \"D\", \"description\": \"D.\", \"criterion\": \"none\", \"kind\": \"skills\"}]}",
    "$.drivers[0].criterion: unknown criterion “none”" },
  { "statement", DRIVER ("\"kind\": \"statements\", \"statements\": [\"none\"]"), "$.drivers[0].statements: unknown statement “none”" },
  { "chart", DRIVER ("\"kind\": \"skills\", \"chart\": \"none\""), "$.drivers[0].chart: unknown chart “none”" },
  { "metric", EVIDENCE ("\"metrics\": [\"none\"]"), "$.drivers[0].evidence[0].metrics: unknown metric “none”" },
  { "units", EVIDENCE ("\"metrics\": [\"rate\", \"delay\"]"), "“rate” is in req/s, “delay” in ms" },
  { "date", EVIDENCE ("\"metrics\": [\"born\"]"), "“born” is a date: “until” says what it is counted to" },
  { "no-date", EVIDENCE ("\"metrics\": [\"rate\"], \"until\": \"dies\""), "“rate” is no date to count from" },
  { "side", EVIDENCE ("\"metrics\": [\"rate\"], \"stand-ins\": {\"left-one\": [\"tongue\"]}"), "“left-one” is no side of the comparison" },
  { "except", EVIDENCE ("\"metrics\": [\"rate\"], \"except\": [\"none\"]"), "unknown subject “none”" },
  { "scale", DRIVER ("\"kind\": \"figures\", \"evidence\": [{\"metrics\": [\"rate\"], \"scale\": \"log\", \"worst\": 0, \"best\": 2}]"),
    "a logarithmic scale has no place for zero" },
  { "ends", DRIVER ("\"kind\": \"figures\", \"evidence\": [{\"metrics\": [\"rate\"], \"scale\": \"linear\", \"worst\": 2, \"best\": 2}]"), "must differ" },
  { "hop", DRIVER ("\"kind\": \"skills\", \"hop-measured\": {\"kind\": \"value\", \"metric\": \"delay\", \"of\": \"left\"}"), "$.drivers[0].hop-measured: a hop is measured by a ratio" },
  { "member", DRIVER ("\"kind\": \"skills\", \"weight\": 1"), "weight" },
  { "need-driver", NEED ("{\"id\": \"b\", \"name\": \"B\", \"weights\": {\"none\": 20}}"), "$.needs[0].answers[1].weights.none: unknown driver “none”" },
  { "need-weight", NEED ("{\"id\": \"b\", \"name\": \"B\", \"weights\": {\"rate\": 101}}"), "a weight lies between 0 and 100" },
  { "need-statement", NEED ("{\"id\": \"b\", \"name\": \"B\", \"statements\": [\"none\"]}"), "$.needs[0].answers[1].statements: unknown statement “none”" },
  { "one-answer", "{\"needs\": [{\"id\": \"n\", \"name\": \"N\", \"question\": \"N?\", \"answers\": [{\"id\": \"a\", \"name\": \"A\"}]}]}", "two answers or more" },
};

static void
test_mistake (gconstpointer data)
{
  const Mistake *mistake = data;
  g_autoptr (AssayStore) store = advice_store ();
  const char *first;

  g_assert_cmpuint (advice_layer (store, mistake->document), >, 0);
  first = assay_store_get_errors (store)->pdata[0];
  if (strstr (first, mistake->place) == NULL)
    g_test_message ("%s", first);
  g_assert_nonnull (strstr (first, mistake->place));
  g_assert_null (assay_store_find_driver (store, "d"));
  g_assert_null (assay_store_find_need (store, "n"));
}

static gboolean
is_named (AssayStore *store, const char *statement)
{
  GPtrArray *drivers = assay_store_get_drivers (store), *needs = assay_store_get_needs (store);

  for (guint i = 0; i < drivers->len; i++)
    if (g_strv_contains ((const char * const *) ((AssayDriver *) drivers->pdata[i])->statements, statement))
      return TRUE;
  for (guint i = 0; i < needs->len; i++)
    for (guint k = 0; k < ((AssayNeed *) needs->pdata[i])->answers->len; k++)
      if (g_strv_contains ((const char * const *) ((AssayAnswer *) ((AssayNeed *) needs->pdata[i])->answers->pdata[k])->statements, statement))
        return TRUE;

  return FALSE;
}

/* Everything that the article advises, and every opinion, is weighed by a driver or an answer. */
static void
test_bundled (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *statements = assay_store_get_statements (store);
  guint n = 0;

  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);
  g_assert_cmpuint (assay_store_get_drivers (store)->len, >=, 12);
  for (guint i = 0; i < statements->len; i++)
    {
      const char *id = assay_statement_get_id (statements->pdata[i]);

      if (!g_str_equal (assay_statement_get_criterion (statements->pdata[i]), "advice") && assay_statement_get_check (statements->pdata[i]) != ASSAY_CHECK_JUDGE)
        continue;
      if (!is_named (store, id))
        g_test_message ("no driver and no answer names %s", id);
      g_assert_true (is_named (store, id));
      n++;
    }
  g_assert_cmpuint (n, >=, 15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/driver/read", test_read);
  g_test_add_func ("/driver/needs", test_needs);
  g_test_add_func ("/driver/value", test_value);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *path = g_strconcat ("/driver/mistake/", mistakes[i].name, NULL);

      g_test_add_data_func (path, &mistakes[i], test_mistake);
    }
  g_test_add_func ("/driver/bundled", test_bundled);

  return g_test_run ();
}
