/* The verdict engine: each kind of test on both sides of its range, and the bundled statements. */
#include <math.h>
#include <string.h>

#include "data/advice/verdict.h"
#include "data/model/provenance.h"
#include "data/model/datum.h"
#include "data/model/statement.h"
#include "data/model/store.h"

#define NB "\u202f"   /* narrow no-break space */

#define STATEMENT \
  "{\"statements\": [{\"id\": \"s\", \"text\": \"Alpha is fast.\", \"topic\": \"Speed\", \"criterion\": \"speed\", " \
  "\"subjects\": [\"alpha\"], \"origin\": \"article\", \"check\": \"%s\", \"method\": \"Look.\", \"rule\": %s}]}"

static AssayStore *
load_base (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "verdict", "base.json", NULL);
  g_autofree char *text = NULL;
  AssayStore *store = g_object_new (ASSAY_TYPE_STORE, NULL);
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  assay_store_add_document (store, "base.json", text, length);
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);

  return store;
}

/* The verdict on a statement with @rule (JSON) over the base catalogue. */
static AssayVerdict *
judge (AssayStore *store, const char *check, const char *rule)
{
  g_autofree char *document = g_strdup_printf (STATEMENT, check, rule);
  GPtrArray *errors = assay_store_get_errors (store);
  AssayStatement *statement;

  assay_store_add_document (store, "statement.json", document, strlen (document));
  if (errors->len > 0)
    g_test_message ("%s", (char *) errors->pdata[0]);
  g_assert_cmpuint (errors->len, ==, 0);
  statement = assay_store_find_statement (store, "s");
  g_assert_nonnull (statement);

  return assay_verdict_new (store, statement);
}

typedef struct
{
  const char *name;
  const char *rule;
  AssayVerdictKind kind;
  guint agree, disagree, neither;
  const char *says;      /* a part of the summary */
} Case;

#define ONE(test) "{\"tests\": [" test "]}"

static const Case cases[] = {
  /* value */
  { "value/agrees", ONE ("{\"kind\": \"value\", \"metric\": \"time\", \"of\": \"gamma\", \"expect\": {\"min\": 30}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "The one reading agrees: 40\u202fms (Gamma, Time)." },
  { "value/disagrees", ONE ("{\"kind\": \"value\", \"metric\": \"time\", \"of\": \"gamma\", \"expect\": {\"max\": 30}}"),
    ASSAY_VERDICT_CONTRADICTED, 0, 1, 0, "The one reading disagrees" },
  { "value/interval-across", ONE ("{\"kind\": \"value\", \"metric\": \"time\", \"of\": \"alpha\", \"expect\": {\"max\": 10}}"),
    ASSAY_VERDICT_OPEN, 0, 0, 1, "Nothing is clear either way" },
  { "value/at-least-below-max", ONE ("{\"kind\": \"value\", \"metric\": \"count\", \"of\": \"gamma\", \"expect\": {\"max\": 900}}"),
    ASSAY_VERDICT_OPEN, 0, 0, 1, "clear either way" },
  { "value/at-least-over-max", ONE ("{\"kind\": \"value\", \"metric\": \"count\", \"of\": \"gamma\", \"expect\": {\"max\": 600}}"),
    ASSAY_VERDICT_CONTRADICTED, 0, 1, 0, NULL },
  { "value/latest-but-no-claim", ONE ("{\"kind\": \"value\", \"metric\": \"count\", \"of\": \"alpha\", \"expect\": {\"min\": 200}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "It is a second-hand copy." },
  { "value/every", ONE ("{\"kind\": \"value\", \"metric\": \"count\", \"of\": \"alpha\", \"every\": true, \"expect\": {\"min\": 120}}"),
    ASSAY_VERDICT_DEPENDS, 2, 1, 0, "It depends: 2 of 3 readings agree. For: 300\u202fpackages (Alpha, Packages). Against: 100\u202fpackages (Alpha, Packages)." },
  { "value/until", ONE ("{\"kind\": \"value\", \"metric\": \"count\", \"of\": \"alpha\", \"until\": \"2020\", \"expect\": {\"max\": 100}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, NULL },
  { "value/gated-is-ignored", ONE ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": \"gamma\", \"expect\": {\"min\": 0}}"),
    ASSAY_VERDICT_OPEN, 0, 0, 0, "No published figure" },
  /* ratio */
  { "ratio/depends", ONE ("{\"kind\": \"ratio\", \"metric\": \"rate\", \"of\": {\"within\": \"alpha\"}, \"to\": {\"within\": \"beta\"}, "
                          "\"since\": \"2025\", \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_DEPENDS, 1, 1, 0, "1 of 2 pairs agrees. For: 3× (Alpha Quick ÷ Beta Web). Against: 0.5× (Alpha Plain ÷ Beta Web)." },
  { "ratio/tolerance", "{\"tolerance\": 0.1, \"tests\": [{\"kind\": \"ratio\", \"metric\": \"time\", \"of\": \"alpha\", \"to\": \"gamma\", "
                       "\"expect\": {\"max\": 0.26}}]}",
    ASSAY_VERDICT_OPEN, 0, 0, 1, NULL },
  { "ratio/interval", ONE ("{\"kind\": \"ratio\", \"metric\": \"time\", \"of\": \"alpha\", \"to\": \"beta\", \"expect\": {\"max\": 1}}"),
    ASSAY_VERDICT_OPEN, 0, 0, 1, NULL },
  { "ratio/latest", ONE ("{\"kind\": \"ratio\", \"metric\": \"rate\", \"of\": \"alpha-quick\", \"to\": \"beta-web\", \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "3×" },
  { "ratio/every", ONE ("{\"kind\": \"ratio\", \"metric\": \"rate\", \"of\": \"alpha-quick\", \"to\": \"beta-web\", \"every\": true, "
                        "\"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_DEPENDS, 1, 1, 0, "0.25×" },
  { "ratio/same-machine-other-page", ONE ("{\"kind\": \"ratio\", \"metric\": \"rate\", \"of\": \"gamma-web\", \"to\": \"beta-web\", "
                                          "\"expect\": {\"min\": 2, \"max\": 2}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, NULL },
  { "ratio/dimensions-differ", ONE ("{\"kind\": \"ratio\", \"metric\": \"load\", \"of\": \"alpha\", \"to\": \"beta\", \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_OPEN, 0, 0, 0, NULL },
  { "ratio/dimensions-vary", ONE ("{\"kind\": \"ratio\", \"metric\": \"load\", \"of\": \"alpha\", \"to\": [\"beta\", \"gamma\"], "
                                  "\"vary\": \"connections\", \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, NULL },
  { "ratio/against-itself", ONE ("{\"kind\": \"ratio\", \"metric\": \"scaled\", \"of\": \"alpha\", \"to\": \"alpha\", "
                                 "\"dimensions\": {\"workers\": \"4\"}, \"against\": {\"workers\": \"1\"}, \"vary\": \"workers\", "
                                 "\"expect\": {\"min\": 3}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "3×" },
  { "ratio/against-varies-by-itself", ONE ("{\"kind\": \"ratio\", \"metric\": \"scaled\", \"of\": \"alpha\", \"to\": \"alpha\", "
                                           "\"dimensions\": {\"workers\": \"4\"}, \"against\": {\"workers\": \"1\"}, \"expect\": {\"min\": 3}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "3×" },
  { "ratio/against-itself-alone", ONE ("{\"kind\": \"ratio\", \"metric\": \"scaled\", \"of\": [\"alpha\", \"beta\"], \"to\": [\"alpha\", \"beta\"], "
                                       "\"dimensions\": {\"workers\": \"4\"}, \"against\": {\"workers\": \"1\"}, \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "3×" },
  { "ratio/against-another", ONE ("{\"kind\": \"ratio\", \"metric\": \"scaled\", \"of\": \"alpha\", \"to\": \"beta\", "
                                  "\"dimensions\": {\"workers\": \"4\"}, \"against\": {\"workers\": \"1\"}, \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "6×" },
  { "ratio/nothing", ONE ("{\"kind\": \"ratio\", \"metric\": \"scaled\", \"of\": \"beta\", \"to\": \"beta\", "
                          "\"dimensions\": {\"workers\": \"8\"}, \"against\": {\"workers\": \"1\"}, \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_CONTRADICTED, 0, 1, 0, "0" NB "req/s to 50" NB "req/s" },
  /* 102.5 / 105.3 is below 1; the interval of the ratio itself, 1.03 to 1.13, isn't. */
  { "ratio/of-samples", ONE ("{\"kind\": \"ratio\", \"metric\": \"ticks\", \"of\": \"beta\", \"to\": \"alpha\", \"expect\": {\"min\": 1.02}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, NULL },
  { "ratio/apart", ONE ("{\"kind\": \"ratio\", \"metric\": \"load\", \"of\": \"alpha\", \"to\": \"gamma\", \"vary\": \"cpus\", \"apart\": 59, "
                        "\"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, NULL },
  { "ratio/too-far-apart", ONE ("{\"kind\": \"ratio\", \"metric\": \"load\", \"of\": \"alpha\", \"to\": \"gamma\", \"vary\": \"cpus\", "
                                "\"apart\": 58, \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_OPEN, 0, 0, 0, NULL },
  { "ratio/never-mixes-machines", ONE ("{\"kind\": \"ratio\", \"metric\": \"rate\", \"of\": \"alpha-quick\", \"to\": \"beta-web\", "
                                       "\"vary\": \"place\", \"since\": \"2025\", \"expect\": {\"min\": 10}}"),
    ASSAY_VERDICT_CONTRADICTED, 0, 1, 0, "3×" },
  { "ratio/except", ONE ("{\"kind\": \"ratio\", \"metric\": \"rate\", \"of\": {\"within\": \"alpha\", \"except\": \"alpha-plain\"}, "
                         "\"to\": \"beta-web\", \"since\": \"2025\", \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, NULL },
  /* change and trend */
  { "change/one-origin", ONE ("{\"kind\": \"change\", \"metric\": \"count\", \"of\": \"beta\", \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_CONTRADICTED, 0, 1, 0, "0.94× (Beta)" },
  { "change/origins-apart", ONE ("{\"kind\": \"change\", \"metric\": \"count\", \"of\": \"alpha\", \"expect\": {\"min\": 1}}"),
    ASSAY_VERDICT_OPEN, 0, 0, 0, NULL },
  { "change/across", ONE ("{\"kind\": \"change\", \"metric\": \"count\", \"of\": \"alpha\", \"across\": true, \"expect\": {\"min\": 3, \"max\": 3}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "3× (Alpha)" },
  { "trend/rises", ONE ("{\"kind\": \"trend\", \"metric\": \"count\", \"of\": \"alpha\", \"across\": true, \"expect\": {\"min\": 0.5}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "rising throughout" },
  { "trend/falls", ONE ("{\"kind\": \"trend\", \"metric\": \"count\", \"of\": \"beta\", \"expect\": {\"min\": 0.5}}"),
    ASSAY_VERDICT_CONTRADICTED, 0, 1, 0, "mostly falling" },
  /* rank */
  { "rank/first", ONE ("{\"kind\": \"rank\", \"metric\": \"time\", \"of\": \"alpha\", \"expect\": {\"max\": 1}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "place 1 of 3" },
  { "rank/last", ONE ("{\"kind\": \"rank\", \"metric\": \"time\", \"of\": \"gamma\", \"expect\": {\"max\": 2}}"),
    ASSAY_VERDICT_CONTRADICTED, 0, 1, 0, "place 3 of 3" },
  { "rank/among", ONE ("{\"kind\": \"rank\", \"metric\": \"time\", \"of\": \"gamma\", \"among\": \"beta\", \"expect\": {\"max\": 2}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "place 2 of 2" },
  { "rank/alone", ONE ("{\"kind\": \"rank\", \"metric\": \"rate\", \"of\": \"alpha-quick\", \"among\": \"beta\", \"expect\": {\"max\": 1}}"),
    ASSAY_VERDICT_OPEN, 0, 0, 0, NULL },
  /* span */
  { "span/both", ONE ("{\"kind\": \"span\", \"start\": \"start\", \"end\": \"end\", \"in\": \"years\", \"of\": [{\"within\": \"alpha\"}, "
                      "{\"within\": \"beta\"}], \"expect\": {\"min\": 4.9}}"),
    ASSAY_VERDICT_DEPENDS, 1, 1, 0, "1 of 2 releases agrees. For: 5\u202fyears (Alpha 1). Against: 2.5\u202fyears (Beta 1)." },
  /* cited */
  { "cited/agrees", ONE ("{\"kind\": \"cited\", \"figure\": \"manual\", \"says\": \"agrees\", \"why\": \"Page 3 says so.\"}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "The one source agrees. Page 3 says so. It is a second-hand copy." },
  { "cited/disagrees", ONE ("{\"kind\": \"cited\", \"figure\": \"manual\", \"says\": \"disagrees\", \"why\": \"No.\"}"),
    ASSAY_VERDICT_CONTRADICTED, 0, 1, 0, NULL },
  { "cited/neither", ONE ("{\"kind\": \"cited\", \"figure\": \"manual\", \"says\": \"neither\", \"why\": \"Unclear.\"}"),
    ASSAY_VERDICT_OPEN, 0, 0, 1, NULL },
  { "cited/gated", ONE ("{\"kind\": \"cited\", \"figure\": \"gated-manual\", \"says\": \"agrees\", \"why\": \"Old.\"}"),
    ASSAY_VERDICT_OPEN, 0, 0, 0, NULL },
  /* need, shares */
  { "need/too-few", "{\"need\": 2, \"tests\": [{\"kind\": \"cited\", \"figure\": \"manual\", \"says\": \"agrees\", \"why\": \"Yes.\"}]}",
    ASSAY_VERDICT_OPEN, 1, 0, 0, "Too little to decide: of the 2 sources it takes, 1 was found. Yes." },
  { "share/support", "{\"support\": 0.6, \"tests\": [{\"kind\": \"value\", \"metric\": \"count\", \"of\": \"alpha\", \"every\": true, "
                     "\"expect\": {\"min\": 120}}]}",
    ASSAY_VERDICT_SUPPORTED, 2, 1, 0, NULL },
  { "share/contradict", "{\"contradict\": 0.4, \"tests\": [{\"kind\": \"value\", \"metric\": \"count\", \"of\": \"alpha\", \"every\": true, "
                        "\"expect\": {\"min\": 200}}]}",
    ASSAY_VERDICT_CONTRADICTED, 1, 2, 0, NULL },
  { "depends/on", "{\"on\": \"the year\", \"tests\": [{\"kind\": \"value\", \"metric\": \"count\", \"of\": \"alpha\", \"every\": true, "
                  "\"expect\": {\"min\": 120}}]}",
    ASSAY_VERDICT_DEPENDS, 2, 1, 0, "It depends on the year: 2 of 3" },
  { "summary/clearest-first", "{\"tests\": [{\"kind\": \"value\", \"metric\": \"count\", \"of\": \"alpha\", \"every\": true, \"expect\": {\"min\": 120}}, "
                              "{\"kind\": \"value\", \"metric\": \"time\", \"of\": \"gamma\", \"expect\": {\"min\": 30}}]}",
    ASSAY_VERDICT_DEPENDS, 3, 1, 0,
    "It depends: 3 of 4 readings agree. For: 300\u202fpackages (Alpha, Packages). Against: 100\u202fpackages (Alpha, Packages)." },
  { "summary/extremes", ONE ("{\"kind\": \"value\", \"metric\": \"count\", \"of\": [\"alpha\", \"beta\"], \"every\": true, \"expect\": {\"min\": 120}}"),
    ASSAY_VERDICT_DEPENDS, 2, 4, 0, "It depends: 2 of 6 readings agree, from 80\u202fpackages (Beta) to 300\u202fpackages (Alpha)." },
  { "summary/two-directions-no-extremes", "{\"tests\": [{\"kind\": \"value\", \"metric\": \"count\", \"of\": [\"alpha\", \"beta\"], \"every\": true, "
                                          "\"expect\": {\"min\": 120}}, {\"kind\": \"value\", \"metric\": \"count\", \"of\": \"beta\", \"expect\": {\"max\": 99}}]}",
    ASSAY_VERDICT_DEPENDS, 3, 4, 0, "3 of 7 readings agree. For: 300\u202fpackages (Alpha, Packages). Against: 80\u202fpackages (Beta, Packages)." },
  { "summary/against-itself", ONE ("{\"kind\": \"ratio\", \"metric\": \"scaled\", \"of\": \"alpha\", \"to\": \"alpha\", "
                                   "\"dimensions\": {\"workers\": \"4\"}, \"against\": {\"workers\": \"1\"}, \"vary\": \"workers\", "
                                   "\"expect\": {\"min\": 3}}"),
    ASSAY_VERDICT_SUPPORTED, 1, 0, 0, "The one pair agrees: 3× (Alpha, workers 4 ÷ 1)." },
  { "summary/too-close", "{\"tolerance\": 0.1, \"tests\": [{\"kind\": \"value\", \"metric\": \"time\", \"of\": [\"alpha\", \"gamma\"], \"expect\": {\"min\": 10}}]}",
    ASSAY_VERDICT_SUPPORTED, 1, 0, 1, "The one reading agrees: 40\u202fms (Gamma, Time). 1 more is too close to call." },
  { "none", "{\"measure\": [\"http-json\", \"http-db\"]}", ASSAY_VERDICT_OPEN, 0, 0, 0, "No published figure" },
};

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (AssayStore) store = load_base ();
  g_autoptr (AssayVerdict) verdict = judge (store, "measure", it->rule);

  g_test_message ("%s", verdict->summary);
  g_assert_cmpstr (assay_verdict_id (verdict->kind), ==, assay_verdict_id (it->kind));
  g_assert_cmpuint (verdict->agree, ==, it->agree);
  g_assert_cmpuint (verdict->disagree, ==, it->disagree);
  g_assert_cmpuint (verdict->neither, ==, it->neither);
  g_assert_cmpuint (verdict->readings->len, ==, it->agree + it->disagree + it->neither);
  if (it->says != NULL)
    g_assert_nonnull (strstr (verdict->summary, it->says));
}

static void
test_settle (void)
{
  g_autoptr (AssayStore) store = load_base ();
  g_autoptr (AssayVerdict) verdict = judge (store, "measure", "{\"measure\": [\"http-json\", \"http-db\"], \"settle\": \"Or ask.\"}");

  g_assert_cmpstr (verdict->settle, ==, "Measuring would settle it: http-json; http-db. Or ask.");
}

/* What depends is settled for a case, not as such. */
static void
test_settle_case (void)
{
  g_autoptr (AssayStore) store = load_base ();
  g_autoptr (AssayVerdict) verdict =
    judge (store, "measure", "{\"measure\": [\"http-json\"], \"on\": \"the year\", \"tests\": [{\"kind\": \"value\", \"metric\": \"count\", "
                             "\"of\": \"alpha\", \"every\": true, \"expect\": {\"min\": 120}}]}");

  g_assert_cmpint (verdict->kind, ==, ASSAY_VERDICT_DEPENDS);
  g_assert_cmpstr (verdict->settle, ==, "For your own case measuring would settle it: http-json.");
}

/* A long citation is left out of the summary, not cut, and stays among the readings. */
static void
test_long (void)
{
  g_autoptr (AssayStore) store = load_base ();
  g_autofree char *why = g_strnfill (300, 'x');
  g_autofree char *rule = g_strdup_printf (ONE ("{\"kind\": \"cited\", \"figure\": \"manual\", \"says\": \"agrees\", \"why\": \"%s\"}"), why);
  g_autoptr (AssayVerdict) verdict = judge (store, "measure", rule);

  g_assert_cmpstr (verdict->summary, ==, "The one source agrees. It is a second-hand copy.");
  g_assert_true (g_str_has_prefix (((AssayReading *) verdict->readings->pdata[0])->text, why));
}

/* Both sides in turn, the clearest of each first; then what is too close to call, then the context. */
static void
test_order (void)
{
  static const char * const texts[] = { "300", "80", "150", "85", "90", "120", "40" };
  g_autoptr (AssayStore) store = load_base ();
  g_autoptr (AssayVerdict) verdict =
    judge (store, "measure", "{\"tolerance\": 0.05, \"tests\": [{\"kind\": \"value\", \"metric\": \"count\", \"of\": [\"alpha\", \"beta\"], "
                             "\"every\": true, \"expect\": {\"min\": 100}}], "
                             "\"context\": [{\"kind\": \"value\", \"metric\": \"time\", \"of\": \"gamma\"}]}");

  for (guint i = 0; i < verdict->readings->len; i++)
    g_test_message ("%s", ((AssayReading *) verdict->readings->pdata[i])->text);
  g_assert_cmpuint (verdict->readings->len, ==, 7);
  for (guint i = 0; i < 7; i++)
    if (i != 5)
      g_assert_true (g_str_has_prefix (((AssayReading *) verdict->readings->pdata[i])->text, texts[i]));
  g_assert_cmpint (((AssayReading *) verdict->readings->pdata[5])->side, ==, ASSAY_READING_NEITHER);
  g_assert_true (((AssayReading *) verdict->readings->pdata[6])->context);
}

/* Judged statements are opinions whatever the figures beside them say. */
static void
test_opinion (void)
{
  g_autoptr (AssayStore) store = load_base ();
  g_autoptr (AssayVerdict) verdict =
    judge (store, "judge", "{\"opinion\": \"A matter of taste.\", \"context\": [{\"kind\": \"value\", \"metric\": \"time\", \"of\": \"gamma\"}]}");
  const AssayReading *reading;

  g_assert_cmpint (verdict->kind, ==, ASSAY_VERDICT_OPINION);
  g_assert_cmpstr (verdict->summary, ==, "A matter of taste.");
  g_assert_null (verdict->settle);
  g_assert_cmpuint (verdict->agree + verdict->disagree + verdict->neither, ==, 0);
  g_assert_cmpuint (verdict->readings->len, ==, 1);
  reading = verdict->readings->pdata[0];
  g_assert_true (reading->context);
  g_assert_cmpint (reading->side, ==, ASSAY_READING_NEITHER);
  g_assert_cmpstr (reading->text, ==, "40\u202fms · Gamma, Time, 2025");
}

/* A third technology is data: its pairs come in without a change in C. */
static void
test_third (void)
{
  g_autoptr (AssayStore) store = load_base ();
  g_autoptr (AssayVerdict) verdict =
    judge (store, "measure", ONE ("{\"kind\": \"ratio\", \"metric\": \"rate\", \"of\": {\"within\": \"gamma\"}, \"to\": [{\"within\": \"alpha\"}, "
                                  "{\"within\": \"beta\"}], \"expect\": {\"min\": 1}}"));
  const AssayReading *reading = verdict->readings->pdata[0];

  g_assert_cmpuint (verdict->agree, ==, 2);
  g_assert_cmpuint (verdict->disagree, ==, 1);
  g_assert_cmpstr (reading->datum->id, ==, "rate:gamma-web:2025-06-08");
  g_assert_nonnull (reading->against);
}

static void
test_rule_in_words (void)
{
  g_autoptr (AssayStore) store = load_base ();
  g_autoptr (AssayVerdict) verdict =
    judge (store, "measure", "{\"need\": 3, \"support\": 0.8, \"tolerance\": 0.1, \"tests\": [{\"kind\": \"ratio\", \"metric\": \"rate\", "
                             "\"of\": {\"within\": \"alpha\"}, \"to\": \"beta\", \"expect\": {\"min\": 2, \"max\": 3}}]}");

  g_assert_cmpstr (verdict->rule, ==,
                   "What is read: Rate of everything under Alpha over that of Beta, each pair from one source: between 2× and 3× is expected. "
                   "It takes at least 3 that are clear: supported if at least 80 % of them agree, contradicted if none does, otherwise it depends. "
                   "What lies within 10 % of a limit counts for neither side.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/verdict/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/verdict/settle", test_settle);
  g_test_add_func ("/verdict/settle-case", test_settle_case);
  g_test_add_func ("/verdict/long", test_long);
  g_test_add_func ("/verdict/order", test_order);
  g_test_add_func ("/verdict/opinion", test_opinion);
  g_test_add_func ("/verdict/third-technology", test_third);
  g_test_add_func ("/verdict/rule-in-words", test_rule_in_words);

  return g_test_run ();
}
