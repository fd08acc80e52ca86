/* All verdicts of a store, counted, and who is quoted. */
#include <string.h>

#include "data/advice/assessment.h"
#include "data/model/datum.h"
#include "data/model/provenance.h"
#include "data/model/store.h"

#define STATEMENT(id, check, rule) \
  "{\"id\": \"" id "\", \"text\": \"Alpha is fast.\", \"topic\": \"Speed\", \"criterion\": \"speed\", \"subjects\": [\"alpha\"], " \
  "\"origin\": \"article\", \"check\": \"" check "\", \"method\": \"Look.\", \"rule\": " rule "}"
#define VALUE(expect) "{\"tests\": [{\"kind\": \"value\", \"metric\": \"time\", \"of\": \"gamma\", \"expect\": " expect "}]}"

static AssayStore *
load (const char *statements)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "verdict", "base.json", NULL);
  g_autofree char *document = g_strdup_printf ("{\"statements\": [%s]}", statements);
  g_autofree char *text = NULL;
  AssayStore *store = g_object_new (ASSAY_TYPE_STORE, NULL);
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  assay_store_add_document (store, "base.json", text, length);
  assay_store_add_document (store, "statements.json", document, strlen (document));
  for (guint i = 0; i < assay_store_get_errors (store)->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (assay_store_get_errors (store), i));
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);

  return store;
}

static const struct
{
  const char *path;
  const char *statements;
  const char *finding;
  guint counts[ASSAY_N_VERDICTS];
} cases[] = {
  { "/assessment/none", "", "There are no statements to check", { 0 } },
  { "/assessment/one", STATEMENT ("a", "measure", VALUE ("{\"min\": 30}")), "Of 1 statement, 1 holds", { 1, 0, 0, 0, 0 } },
  { "/assessment/two",
    STATEMENT ("a", "measure", VALUE ("{\"max\": 30}")) "," STATEMENT ("b", "measure", VALUE ("{\"max\": 30}")),
    "Of 2 statements, 2 fail", { 0, 2, 0, 0, 0 } },
  { "/assessment/many",
    STATEMENT ("a", "measure", VALUE ("{\"min\": 30}")) "," STATEMENT ("b", "measure", VALUE ("{\"min\": 30}")) ","
    STATEMENT ("c", "measure", VALUE ("{\"max\": 30}")) "," STATEMENT ("d", "judge", "{\"opinion\": \"A matter of taste.\"}"),
    "Of 4 statements, 2 hold, 1 fails and 1 is an opinion", { 2, 1, 0, 0, 1 } },
};

static void
test_finding (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  g_autoptr (AssayStore) store = load (cases[number].statements);
  g_autoptr (AssayAssessment) assessment = assay_assessment_new (store, 2460000);
  g_autofree char *finding = assay_assessment_finding (assessment);

  g_assert_cmpstr (finding, ==, cases[number].finding);
  for (guint kind = 0; kind < ASSAY_N_VERDICTS; kind++)
    g_assert_cmpuint (assay_assessment_count (assessment, kind), ==, cases[number].counts[kind]);
}

/* A statement that reads two figures of one origin quotes it once; the article is stated by, not quoted. */
static void
test_uses (void)
{
  g_autoptr (AssayStore) store = load (STATEMENT ("a", "measure",
    "{\"tests\": [{\"kind\": \"value\", \"metric\": \"time\", \"of\": [\"alpha\", \"beta\", \"gamma\"], \"expect\": {\"min\": 0}}]}"));
  g_autoptr (AssayAssessment) assessment = assay_assessment_new (store, 2460000);
  const AssayVerdict *verdict = assay_assessment_get_verdict (assessment, 0);
  AssayDatum *datum;

  g_assert_cmpuint (verdict->readings->len, ==, 3);
  datum = ((AssayReading *) g_ptr_array_index (verdict->readings, 0))->datum;
  g_assert_cmpuint (assay_assessment_get_use (assessment, datum->origin->id).statements, ==, 1);
  g_assert_cmpuint (assay_assessment_get_use (assessment, datum->origin->id).charts, ==, 0);
  g_assert_cmpuint (assay_assessment_get_use (assessment, "article").statements, ==, 0);
  g_assert_cmpuint (assay_assessment_get_use (assessment, "no-such-origin").statements, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, GUINT_TO_POINTER (i), test_finding);
  g_test_add_func ("/assessment/uses", test_uses);

  return g_test_run ();
}
