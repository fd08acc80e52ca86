/* Statements and rules that make no sense: each gives its error with the place, and the rest still loads. */
#include <string.h>

#include "data/model/rule.h"
#include "data/model/statement.h"
#include "data/model/store.h"

#define HEAD "\"id\": \"s\", \"text\": \"Alpha is fast.\", \"topic\": \"Speed\", \"method\": \"Look.\", "
#define LINKS "\"criterion\": \"speed\", \"subjects\": [\"alpha\"], \"origin\": \"article\", "
#define GOOD "{\"id\": \"good\", \"text\": \"Fine.\", \"topic\": \"Speed\", \"method\": \"Look.\", " LINKS \
             "\"check\": \"measure\", \"rule\": {\"settle\": \"Ask.\"}}"
#define STATEMENT(members) "{\"statements\": [{" HEAD members "}, " GOOD "]}"
#define RULE(rule) STATEMENT (LINKS "\"check\": \"measure\", \"rule\": " rule)
#define JUDGE(rule) STATEMENT (LINKS "\"check\": \"judge\", \"rule\": " rule)
#define TEST(test) RULE ("{\"tests\": [" test "]}")
#define AT "bad.json: $.statements[0]"
#define AT_TEST AT ".rule.tests[0]"

typedef struct
{
  const char *name;
  const char *document;
  const char *error;
} Case;

static const Case cases[] = {
  { "statement/criterion", STATEMENT ("\"criterion\": \"taste\", \"subjects\": \"alpha\", \"origin\": \"article\", \"check\": \"cite\", "
                                      "\"rule\": {\"settle\": \"Ask.\"}"), AT ".criterion: unknown criterion “taste”" },
  { "statement/subject", STATEMENT ("\"criterion\": \"speed\", \"subjects\": [\"delta\"], \"origin\": \"article\", \"check\": \"cite\", "
                                    "\"rule\": {\"settle\": \"Ask.\"}"), AT ".subjects: unknown subject “delta”" },
  { "statement/favours", STATEMENT (LINKS "\"favours\": \"delta\", \"check\": \"cite\", \"rule\": {\"settle\": \"Ask.\"}"),
    AT ".favours: unknown subject “delta”" },
  { "statement/origin", STATEMENT ("\"criterion\": \"speed\", \"subjects\": \"alpha\", \"origin\": \"nowhere\", \"check\": \"cite\", "
                                   "\"rule\": {\"settle\": \"Ask.\"}"), AT ".origin: unknown origin “nowhere”" },
  { "statement/no-rule", STATEMENT (LINKS "\"check\": \"cite\""), AT ": “rule” is missing" },
  { "statement/unknown-member", STATEMENT (LINKS "\"check\": \"cite\", \"verdict\": \"true\", \"rule\": {\"settle\": \"Ask.\"}"),
    AT ".verdict" },
  { "statement/check", STATEMENT (LINKS "\"check\": \"guess\", \"rule\": {\"settle\": \"Ask.\"}"), AT ".check" },
  { "rule/no-object", RULE ("[]"), AT ".rule: an object is wanted" },
  { "rule/empty", RULE ("{}"), AT ".rule: without tests it must say what would settle it" },
  { "rule/unknown-member", RULE ("{\"settle\": \"Ask.\", \"needs\": 3}"), AT ".rule.needs" },
  { "rule/need-0", RULE ("{\"settle\": \"Ask.\", \"need\": 0}"), AT ".rule.need: 0 is not between 1 and 1000" },
  { "rule/need-half", RULE ("{\"settle\": \"Ask.\", \"need\": 1.5}"), AT ".rule.need: a whole number of readings is wanted" },
  { "rule/support", RULE ("{\"settle\": \"Ask.\", \"support\": 1.5}"), AT ".rule.support: 1.5 is not between 0 and 1" },
  { "rule/shares-crossed", RULE ("{\"settle\": \"Ask.\", \"support\": 0.3, \"contradict\": 0.4}"),
    AT ".rule: contradict 0.4 must be below support 0.3" },
  { "rule/tolerance", RULE ("{\"settle\": \"Ask.\", \"tolerance\": 2}"), AT ".rule.tolerance: 2 is not between 0 and 0.5" },
  { "rule/opinion-of-fact", RULE ("{\"opinion\": \"Taste.\"}"), AT ".rule.opinion: only a statement to judge is an opinion" },
  { "rule/judge-without-opinion", JUDGE ("{\"settle\": \"Ask.\"}"), AT ".rule: a statement to judge wants “opinion”" },
  { "rule/judge-with-tests", JUDGE ("{\"opinion\": \"Taste.\", \"tests\": []}"), AT ".rule.tests: an opinion has no tests" },
  { "test/no-object", TEST ("3"), AT_TEST ": an object is wanted" },
  { "test/kind", TEST ("{\"kind\": \"guess\"}"), AT_TEST ".kind" },
  { "test/metric", TEST ("{\"kind\": \"value\", \"metric\": \"speed\", \"of\": \"alpha\", \"expect\": {\"min\": 1}}"),
    AT_TEST ".metric: unknown metric “speed”" },
  { "test/no-metric", TEST ("{\"kind\": \"value\", \"of\": \"alpha\", \"expect\": {\"min\": 1}}"), AT_TEST ": “metric” is missing" },
  { "test/subject", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": [\"alpha\", \"delta\"], \"expect\": {\"min\": 1}}"),
    AT_TEST ".of[1]: unknown subject “delta”" },
  { "test/within", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": {\"within\": \"delta\"}, \"expect\": {\"min\": 1}}"),
    AT_TEST ".of.within: unknown subject “delta”" },
  { "test/except", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": {\"within\": \"alpha\", \"except\": \"delta\"}, "
                         "\"expect\": {\"min\": 1}}"), AT_TEST ".of.except: unknown subject “delta”" },
  { "test/of-number", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": [3], \"expect\": {\"min\": 1}}"),
    AT_TEST ".of[0]: a subject's id or {\"within\": id} is wanted" },
  { "test/of-nothing", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": [], \"expect\": {\"min\": 1}}"),
    AT_TEST ".of: names no subject" },
  { "test/no-of", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"expect\": {\"min\": 1}}"), AT_TEST ": “of” is missing" },
  { "test/no-to", TEST ("{\"kind\": \"ratio\", \"metric\": \"rate\", \"of\": \"alpha\", \"expect\": {\"min\": 1}}"),
    AT_TEST ": “to” is missing" },
  { "test/to-of-a-value", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": \"alpha\", \"to\": \"beta\", \"expect\": {\"min\": 1}}"),
    AT_TEST ".to" },
  { "test/min-above-max", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": \"alpha\", \"expect\": {\"min\": 3, \"max\": 2}}"),
    AT_TEST ".expect: min 3 is above max 2" },
  { "test/no-limits", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": \"alpha\", \"expect\": {}}"),
    AT_TEST ".expect: a range wants min, max or both" },
  { "test/no-expect", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": \"alpha\"}"), AT_TEST ": “expect” is missing" },
  { "test/date", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": \"alpha\", \"since\": \"soon\", \"expect\": {\"min\": 1}}"),
    AT_TEST ".since: “soon” is no date" },
  { "test/origin", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": \"alpha\", \"origin\": \"x\", \"expect\": {\"min\": 1}}"),
    AT_TEST ".origin: unknown origin “x”" },
  { "test/dimensions", TEST ("{\"kind\": \"value\", \"metric\": \"rate\", \"of\": \"alpha\", \"dimensions\": \"4\", \"expect\": {\"min\": 1}}"),
    AT_TEST ".dimensions: an object is wanted" },
  { "test/apart", TEST ("{\"kind\": \"ratio\", \"metric\": \"rate\", \"of\": \"alpha\", \"to\": \"beta\", \"apart\": -1, \"expect\": {\"min\": 1}}"),
    AT_TEST ".apart: a whole number of days, 0 to 3660, is wanted" },
  { "test/span-of-no-dates", TEST ("{\"kind\": \"span\", \"start\": \"start\", \"end\": \"rate\", \"of\": \"alpha\", \"expect\": {\"min\": 1}}"),
    AT_TEST ": “rate” is no date" },
  { "test/figure", TEST ("{\"kind\": \"cited\", \"figure\": \"lost\", \"says\": \"agrees\", \"why\": \"So.\"}"),
    AT_TEST ".figure: unknown figure “lost”" },
  { "test/says", TEST ("{\"kind\": \"cited\", \"figure\": \"manual\", \"says\": \"maybe\", \"why\": \"So.\"}"), AT_TEST ".says" },
  { "test/no-why", TEST ("{\"kind\": \"cited\", \"figure\": \"manual\", \"says\": \"agrees\"}"), AT_TEST },
};

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

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (AssayStore) store = load_base ();
  GPtrArray *errors = assay_store_get_errors (store);

  assay_store_add_document (store, "bad.json", it->document, strlen (it->document));
  for (guint i = 0; i < errors->len; i++)
    g_test_message ("%s", (char *) errors->pdata[i]);
  g_assert_cmpuint (errors->len, ==, 1);
  g_assert_true (g_str_has_prefix (errors->pdata[0], it->error));
  g_assert_null (assay_store_find_statement (store, "s"));
  g_assert_nonnull (assay_store_find_statement (store, "good"));
}

/* What was written is what is read. */
static void
test_read (void)
{
  static const char document[] =
    TEST ("{\"kind\": \"ratio\", \"as\": \"as it is\", \"metric\": [\"rate\", \"load\"], \"of\": [\"alpha\", {\"within\": [\"beta\"], "
          "\"except\": \"beta-web\"}], \"to\": \"gamma\", \"since\": \"2020\", \"until\": \"2025\", \"dimensions\": {\"cpus\": \"4\"}, "
          "\"vary\": [\"connections\"], \"apart\": 30, \"every\": true, \"expect\": {\"min\": 2, \"max\": 3}}");
  g_autoptr (AssayStore) store = load_base ();
  AssayStatement *statement;
  const AssayTest *test;
  g_autofree char *of = NULL;

  assay_store_add_document (store, "good.json", document, strlen (document));
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);
  statement = assay_store_find_statement (store, "s");
  g_assert_cmpstr (assay_statement_get_topic (statement), ==, "Speed");
  g_assert_cmpint (assay_statement_get_check (statement), ==, ASSAY_CHECK_MEASURE);
  g_assert_null (assay_statement_get_favours (statement));

  test = assay_statement_get_rule (statement)->tests->pdata[0];
  of = assay_selection_words (test->of, store);
  g_assert_cmpint (test->kind, ==, ASSAY_TEST_RATIO);
  g_assert_cmpstr (test->as, ==, "as it is");
  g_assert_cmpuint (test->metrics->len, ==, 2);
  g_assert_cmpstr (of, ==, "Alpha, everything under Beta (without Beta Web)");
  g_assert_cmpfloat (test->min, ==, 2);
  g_assert_cmpfloat (test->max, ==, 3);
  g_assert_cmpstr (test->since, ==, "2020");
  g_assert_cmpstr (test->dimensions[1], ==, "4");
  g_assert_cmpuint (test->apart, ==, 30);
  g_assert_true (test->every);
}

static void
test_kind_names (void)
{
  const char * const *names = assay_test_kind_names ();

  g_assert_cmpuint (g_strv_length ((char **) names), ==, ASSAY_N_TEST_KINDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rule/bad/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/rule/read", test_read);
  g_test_add_func ("/rule/kind-names", test_kind_names);

  return g_test_run ();
}
