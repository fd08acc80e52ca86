/* The bundled statements: every one loads, evaluates, and gives the same words twice. */
#include <string.h>

#include "data/advice/verdict.h"
#include "data/model/datum.h"
#include "data/model/provenance.h"
#include "data/model/rule.h"
#include "data/model/statement.h"
#include "tests/displayless/shipped.h"

#define N_STATEMENTS 90

static void
test_complete (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *statements = assay_store_get_statements (store);

  g_assert_cmpuint (statements->len, ==, N_STATEMENTS);
  for (guint i = 0; i < statements->len; i++)
    {
      AssayStatement *statement = statements->pdata[i];
      const char *text = assay_statement_get_text (statement);

      g_assert_true (g_str_has_suffix (text, ".") || g_str_has_suffix (text, ")."));
      g_assert_cmpuint (strlen (assay_statement_get_method (statement)), >, 10);
      g_assert_cmpstr (assay_statement_get_origin (statement)->id, ==, "article");
      g_assert_nonnull (assay_store_find_criterion (store, assay_statement_get_criterion (statement)));
    }
}

/* Every reading says where it comes from, and no claim is evidence for itself. */
static void
check_readings (const AssayVerdict *verdict)
{
  for (guint i = 0; i < verdict->readings->len; i++)
    {
      const AssayReading *reading = verdict->readings->pdata[i];

      g_assert_nonnull (reading->datum);
      g_assert_cmpint (reading->datum->origin->kind, !=, ASSAY_ORIGIN_CLAIM);
      g_assert_false (assay_datum_is_gated (reading->datum));
      g_assert_true (reading->against == NULL || !assay_datum_is_gated (reading->against));
      g_assert_true (g_utf8_validate (reading->text, -1, NULL));
    }
}

/* What it depends on is said, and what settles it names no button. */
static void
check_words (AssayStatement *statement, const AssayVerdict *verdict)
{
  if (verdict->kind == ASSAY_VERDICT_DEPENDS)
    g_assert_nonnull (assay_statement_get_rule (statement)->on);
  if (verdict->settle != NULL)
    g_assert_null (strstr (verdict->settle, "Standard"));
}

/* What a rule wants measured can be measured. */
static void
check_scenarios (AssayStatement *statement, AssayStore *store)
{
  char **measure = assay_statement_get_rule (statement)->measure;

  for (char **id = measure; id != NULL && *id != NULL; id++)
    {
      g_test_message ("%s: %s", assay_statement_get_id (statement), *id);
      g_assert_nonnull (assay_store_find_scenario (store, *id));
    }
}

static void
check_verdict (AssayStatement *statement, const AssayVerdict *verdict)
{
  gboolean judged = assay_statement_get_check (statement) == ASSAY_CHECK_JUDGE;

  g_assert_cmpint (judged, ==, verdict->kind == ASSAY_VERDICT_OPINION);
  g_assert_cmpuint (strlen (verdict->summary), >, 10);
  g_assert_cmpint (g_utf8_strlen (verdict->summary, -1), <=, 200);
  g_assert_cmpuint (strlen (verdict->rule), >, 10);
  if (verdict->kind == ASSAY_VERDICT_OPEN)
    g_assert_nonnull (verdict->settle);
  check_words (statement, verdict);
  check_readings (verdict);
}

static void
test_evaluate (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *statements = assay_store_get_statements (store);
  guint counts[ASSAY_N_VERDICTS] = { 0 };

  for (guint i = 0; i < statements->len; i++)
    {
      AssayStatement *statement = statements->pdata[i];
      g_autoptr (AssayVerdict) verdict = assay_verdict_new (store, statement);

      check_verdict (statement, verdict);

      check_scenarios (statement, store);
      counts[verdict->kind]++;
      g_test_message ("%s: %s (%u:%u:%u). %s", assay_statement_get_id (statement), assay_verdict_id (verdict->kind),
                      verdict->agree, verdict->disagree, verdict->neither, verdict->summary);
    }
  for (AssayVerdictKind kind = 0; kind < ASSAY_N_VERDICTS; kind++)
    {
      g_test_message ("%u %s", counts[kind], assay_verdict_id (kind));
      g_assert_cmpuint (counts[kind], >, 0);
    }
}

static void
test_repeat (void)
{
  g_autoptr (AssayStore) first = load_shipped ();
  g_autoptr (AssayStore) second = load_shipped ();
  GPtrArray *statements = assay_store_get_statements (first);

  for (guint i = 0; i < statements->len; i++)
    {
      AssayStatement *statement = statements->pdata[i];
      AssayStatement *again = assay_store_find_statement (second, assay_statement_get_id (statement));
      g_autoptr (AssayVerdict) a = assay_verdict_new (first, statement);
      g_autoptr (AssayVerdict) b = assay_verdict_new (second, again);

      g_assert_cmpint (a->kind, ==, b->kind);
      g_assert_cmpstr (a->summary, ==, b->summary);
      g_assert_cmpstr (a->rule, ==, b->rule);
      g_assert_cmpstr (a->settle, ==, b->settle);
      g_assert_cmpuint (a->readings->len, ==, b->readings->len);
      for (guint r = 0; r < a->readings->len; r++)
        g_assert_cmpstr (((AssayReading *) a->readings->pdata[r])->text, ==, ((AssayReading *) b->readings->pdata[r])->text);
    }
}

/* A scenario that could settle a statement is named the same way everywhere. */
static void
test_scenarios (void)
{
  static const char * const known[] = {
    "http-plaintext", "http-json", "http-gzip", "http-db", "http-template", "http-static", "http-compute", "http-wait",
    "fanout", "upload", "websocket", "idle-connections", "gateway", "cpu-nbody", "cpu-mandelbrot", "cpu-fannkuch", "cpu-matmul",
    "cpu-json", "cpu-regex", "cpu-sort", "cpu-words", "cpu-bigint", "cpu-sha256", "native-module", "parallel", "start-up",
    "import-framework", "module-cache", "memory-idle", "logging", "unhandled-error", "code-size", "debugger", NULL
  };
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *statements = assay_store_get_statements (store);

  for (guint i = 0; i < statements->len; i++)
    {
      const AssayRule *rule = assay_statement_get_rule (statements->pdata[i]);

      for (char **scenario = rule->measure; scenario != NULL && *scenario != NULL; scenario++)
        g_assert_true (g_strv_contains (known, *scenario));
      if (assay_statement_get_check (statements->pdata[i]) == ASSAY_CHECK_MEASURE)
        g_assert_nonnull (rule->measure);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statements/complete", test_complete);
  g_test_add_func ("/statements/evaluate", test_evaluate);
  g_test_add_func ("/statements/repeat", test_repeat);
  g_test_add_func ("/statements/scenarios", test_scenarios);

  return g_test_run ();
}
