/* Results under the catalogue's subjects: who is meant, what becomes of whom, and that the document is one that a store reads. */
#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/sources/filing.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define ROWS 100

static const char catalogue[] =
  "{\"criteria\": [{\"id\": \"performance\", \"name\": \"P\", \"description\": \"P\"}, {\"id\": \"cost\", \"name\": \"C\", \"description\": \"C\"}],"
  " \"origins\": [{\"id\": \"lab\", \"title\": \"Laboratory\", \"kind\": \"published\", \"standing\": \"independent\"}],"
  " \"subjects\": ["
  "  {\"id\": \"alpha\", \"name\": \"Alpha\", \"kind\": \"language\", \"compared\": true, \"hue\": 0},"
  "  {\"id\": \"alpha-web\", \"name\": \"Alpha Web\", \"kind\": \"framework\", \"parent\": \"alpha\"},"
  "  {\"id\": \"beta-web\", \"name\": \"Twin\", \"kind\": \"framework\"},"
  "  {\"id\": \"gamma-web\", \"name\": \"Twin\", \"kind\": \"framework\"}],"
  " \"metrics\": [{\"id\": \"rate\", \"name\": \"Rate\", \"unit\": \"req/s\", \"better\": \"higher\"}],"
  " \"figures\": ["
  "  {\"metric\": \"rate\", \"subject\": \"beta-web\", \"value\": 1, \"origin\": \"lab\", \"dimensions\": {\"entry\": \"beta_http\"}},"
  "  {\"metric\": \"rate\", \"subject\": \"beta-web\", \"value\": 1, \"origin\": \"lab\", \"dimensions\": {\"entry\": \"shared\"}},"
  "  {\"metric\": \"rate\", \"subject\": \"gamma-web\", \"value\": 1, \"origin\": \"lab\", \"dimensions\": {\"entry\": \"shared\"}}]}";

static const AssayFilingImport import = { .file = "load.txt", .hash = HASH, .date = "2026-11-28" };

static AssayStore *
load_store (void)
{
  AssayStore *store = g_object_new (ASSAY_TYPE_STORE, NULL);
  gsize length;
  g_autofree char *metrics = assay_filing_metrics (&length);

  assay_store_add_document (store, "catalogue.json", catalogue, strlen (catalogue));
  assay_store_add_document (store, "measures", metrics, length);
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);

  return store;
}

static const struct
{
  const char *name, *subject;
} names[] = {
  { "alpha-web", "alpha-web" },
  { "Alpha Web", "alpha-web" },
  { "ALPHA web", "alpha-web" },
  { "beta_http", "beta-web" },
  { "Twin", NULL },
  { "shared", NULL },
  { "nobody", NULL },
  { "", NULL },
  { "\xff\xfe", NULL },
  { NULL, NULL },
};

static void
test_names (void)
{
  g_autoptr (AssayStore) store = load_store ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      AssaySubject *found = assay_filing_find_subject (store, names[i].name);

      g_assert_cmpstr (found != NULL ? found->id : NULL, ==, names[i].subject);
    }
}

/* Files @results and reads them back. */
static void
file_results (AssayStore *store, const AssayResults *results, const char *subject, AssayFiled *filed)
{
  const char * const subjects[] = { "", subject, NULL };
  AssayFilingImport about = import;
  g_autoptr (GError) error = NULL;
  g_autofree char *document = NULL;
  gsize length = 0;

  about.subjects = subject != NULL ? subjects : NULL;
  document = assay_filing_import (results, store, &about, &length, filed, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (document), ==, length);
  assay_store_add_document (store, "import", document, length);
  for (guint i = 0; i < assay_store_get_errors (store)->len; i++)
    g_test_message ("%s", (char *) assay_store_get_errors (store)->pdata[i]);
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);
}

/* Nothing can be filed, and @complaint says why. */
static void
file_nothing (AssayStore *store, const AssayResults *results, const char *subject, const char *complaint)
{
  const char * const subjects[] = { "", subject, NULL };
  AssayFilingImport about = import;
  g_autoptr (GError) error = NULL;
  gsize length;

  about.subjects = subject != NULL ? subjects : NULL;
  g_assert_null (assay_filing_import (results, store, &about, &length, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, complaint);
}

static const AssayDatum *
find (AssayStore *store, guint n)
{
  g_autofree char *id = g_strdup_printf ("import-0123456789ab-%u", n);
  const AssayDatum *datum = assay_store_find_datum (store, id);

  g_assert_nonnull (datum);

  return datum;
}

static AssayResults *
make_results (void)
{
  AssayResults *results = assay_results_new ("wrk");
  AssayResult *row = assay_results_add (results, NULL, "throughput", 1234.5);

  results->version = g_strdup ("4.1.0");
  results->command = g_strdup ("wrk -c 64 http://127.0.0.1/");
  assay_result_set_dimension (row, "connections", "64");
  row = assay_results_add (results, NULL, "latency-p99", 0.004);
  row->low = 0.003;
  row->high = 0.005;
  row->quality = g_strdup ("10 s");
  assay_result_gate (row, "the mean is above the %dth percentile", 99);

  return results;
}

/* A file that names nobody is about whom the user says. */
static void
test_one (void)
{
  g_autoptr (AssayStore) store = load_store ();
  g_autoptr (AssayResults) results = make_results ();
  g_auto (AssayFiled) filed = { 0 };
  const AssayDatum *rate, *latency;

  file_nothing (store, results, NULL, "load.txt: it doesn't say what was measured: name the subject");
  file_nothing (store, results, "delta", "there is no subject “delta”; assay list subjects names them");
  file_results (store, results, "alpha-web", &filed);
  rate = find (store, 1);
  latency = find (store, 2);
  g_assert_cmpuint (filed.unknown->len, ==, 0);
  g_assert_cmpstr (rate->subject->id, ==, "alpha-web");
  g_assert_cmpfloat (rate->value, ==, 1234.5);
  g_assert_cmpstr (rate->date, ==, "2026-11-28");
  g_assert_cmpstr (assay_datum_dimension (rate, "connections"), ==, "64");
  g_assert_false (assay_datum_is_gated (rate));
  g_assert_cmpstr (rate->origin->title, ==, "wrk, file load.txt");
  g_assert_cmpstr (rate->origin->versions, ==, "wrk 4.1.0");
  g_assert_cmpstr (rate->origin->command, ==, "wrk -c 64 http://127.0.0.1/");
  g_assert_nonnull (strstr (rate->origin->sample, HASH));
  g_assert_cmpfloat (latency->low, ==, 0.003);
  g_assert_cmpfloat (latency->high, ==, 0.005);
  g_assert_cmpstr (latency->quality, ==, "10 s");
  g_assert_cmpstr (latency->gate[0], ==, "the mean is above the 99th percentile");
}

/* Half of an interval, one with its ends crossed and one beside the value are none, and the figure is kept without. */
static void
test_intervals (void)
{
  const double ranges[][2] = { { 3, NAN }, { NAN, 5 }, { 3, INFINITY }, { 5, 3 }, { 4.5, 5 } };
  g_autoptr (AssayStore) store = load_store ();
  g_autoptr (AssayResults) results = assay_results_new ("hyperfine");
  g_auto (AssayFiled) filed = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      AssayResult *row = assay_results_add (results, NULL, "throughput", 4);

      row->low = ranges[i][0];
      row->high = ranges[i][1];
    }
  file_results (store, results, "alpha-web", &filed);
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_assert_cmpfloat (find (store, i + 1)->value, ==, 4);
      g_assert_true (isnan (find (store, i + 1)->low) && isnan (find (store, i + 1)->high));
    }
}

/* Of many, those that the catalogue knows; two entries of one subject stay apart. */
static void
test_many (void)
{
  g_autoptr (AssayStore) store = load_store ();
  g_autoptr (AssayResults) results = assay_results_new ("HttpArena");
  g_auto (AssayFiled) filed = { 0 };

  results->date = g_strdup ("2026-08-21");
  assay_results_add (results, "beta_http", "throughput", 10);
  assay_results_add (results, "Alpha Web", "throughput", 20);
  assay_results_add (results, "alpha-web", "throughput", 30)->date = g_strdup ("2026-08-20");
  assay_results_add (results, "stranger", "throughput", 40);
  assay_results_add (results, "stranger", "latency-p50", 1);
  assay_results_add (results, "alpha-web", "Things_seen (total)", 7);
  assay_results_add (results, "alpha-web", "throughput", NAN);
  file_results (store, results, "alpha-web", &filed);

  g_assert_cmpuint (filed.unknown->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (filed.unknown, 0), ==, "stranger");
  g_assert_cmpstr (find (store, 1)->subject->id, ==, "beta-web");
  g_assert_cmpstr (find (store, 1)->date, ==, "2026-08-21");
  g_assert_cmpstr (find (store, 2)->subject->id, ==, "alpha-web");
  g_assert_cmpstr (assay_datum_dimension (find (store, 2), "entry"), ==, "Alpha Web");
  g_assert_cmpstr (find (store, 3)->date, ==, "2026-08-20");
  g_assert_null (assay_store_find_datum (store, "import-0123456789ab-4"));
  g_assert_cmpstr (find (store, 6)->metric->id, ==, "import-things-seen-total");
  g_assert_null (assay_store_find_datum (store, "import-0123456789ab-7"));
}

static void
test_strangers (void)
{
  g_autoptr (AssayStore) store = load_store ();
  g_autoptr (AssayResults) results = assay_results_new ("hyperfine"), empty = assay_results_new ("hyperfine");

  assay_results_add (results, "./program --fast", "run-time", 2);
  file_nothing (store, results, NULL, "load.txt: it is about “./program --fast”, which the catalogue doesn't know: name the subject");
  file_nothing (store, empty, NULL, "load.txt: there is no figure in it");
  file_results (store, results, "alpha", NULL);
  g_assert_cmpstr (find (store, 1)->subject->id, ==, "alpha");
  g_assert_cmpstr (assay_datum_dimension (find (store, 1), "entry"), ==, "./program --fast");
}

/* The user says who is who. */
static void
test_said (void)
{
  static const char * const subjects[] = { "one.sh", "alpha", "two.sh", "beta-web", "Alpha Web", "gamma-web", NULL };
  g_autoptr (AssayStore) store = load_store ();
  g_autoptr (AssayResults) results = assay_results_new ("hyperfine");
  AssayFilingImport about = import;
  g_auto (AssayFiled) filed = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *document = NULL;
  gsize length;

  about.subjects = subjects;
  assay_results_add (results, "one.sh", "run-time", 1);
  assay_results_add (results, "two.sh", "run-time", 2);
  assay_results_add (results, "three.sh", "run-time", 3);
  assay_results_add (results, "Alpha Web", "run-time", 4);
  document = assay_filing_import (results, store, &about, &length, &filed, NULL, &error);
  g_assert_no_error (error);
  assay_store_add_document (store, "import", document, length);
  g_assert_cmpstr (find (store, 1)->subject->id, ==, "alpha");
  g_assert_cmpstr (find (store, 2)->subject->id, ==, "beta-web");
  g_assert_cmpstr (find (store, 4)->subject->id, ==, "gamma-web");
  g_assert_cmpuint (filed.unknown->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (filed.unknown, 0), ==, "three.sh");
}

/* A label may be called as what the reader says itself: the document names it once, with the last value. */
static void
test_name_twice (void)
{
  g_autoptr (AssayStore) store = load_store ();
  g_autoptr (AssayResults) results = assay_results_new ("wrk");
  AssayResult *row = assay_results_add (results, "alpha-web", "throughput", 1);
  g_auto (AssayFiled) filed = { 0 };

  assay_result_set_dimension (row, "statistic", "mean");
  assay_result_set_dimension (row, "connections", "64");
  assay_result_set_dimension (row, "statistic", "\"label\"");
  assay_result_set_dimension (row, "entry", "not the file's name");
  file_results (store, results, NULL, &filed);
  g_assert_cmpstr (assay_datum_dimension (find (store, 1), "statistic"), ==, "\"label\"");
  g_assert_cmpstr (assay_datum_dimension (find (store, 1), "connections"), ==, "64");
  g_assert_cmpstr (assay_datum_dimension (find (store, 1), "entry"), ==, "alpha-web");
}

/* Raw samples are kept, but not without end; and the same results make the same document. */
static void
test_samples (void)
{
  g_autoptr (AssayStore) store = load_store ();
  g_autoptr (AssayResults) results = assay_results_new ("hyperfine");
  AssayResult *few = assay_results_add (results, "alpha", "run-time", 2), *many = assay_results_add (results, "alpha-web", "run-time", 2);
  g_autofree char *first = NULL, *again = NULL;
  gsize length;

  few->n_samples = 3;
  few->samples = g_new0 (double, 3);
  few->samples[1] = NAN;
  many->n_samples = 25000;
  many->samples = g_new0 (double, many->n_samples);
  first = assay_filing_import (results, store, &import, &length, NULL, NULL, NULL);
  again = assay_filing_import (results, store, &import, &length, NULL, NULL, NULL);
  g_assert_nonnull (first);
  g_assert_cmpstr (first, ==, again);
  file_results (store, results, NULL, NULL);
  g_assert_cmpuint (find (store, 1)->n_samples, ==, 2);
  g_assert_cmpuint (find (store, 2)->n_samples, >, ASSAY_FILING_MAX_SAMPLES / 2);
  g_assert_cmpuint (find (store, 2)->n_samples, <=, ASSAY_FILING_MAX_SAMPLES);
}

/* A document that would be too long ends before, and tells how much is missing. */
static void
test_limit (void)
{
  g_autoptr (AssayStore) store = load_store ();
  g_autoptr (AssayResults) results = assay_results_new ("HttpArena");
  AssayFilingImport about = import;
  g_auto (AssayFiled) all = { 0 }, filed = { 0 };
  g_autofree char *whole = NULL, *document = NULL;
  gsize length;

  for (guint i = 0; i < ROWS; i++)
    assay_results_add (results, i % 2 == 0 ? "alpha-web" : "beta_http", "throughput", i);
  whole = assay_filing_import (results, store, &about, &about.most, &all, NULL, NULL);
  g_assert_cmpuint (all.n_figures, ==, ROWS);
  g_assert_cmpuint (all.n_beyond, ==, 0);
  g_assert_cmpuint (all.subjects->len, ==, 2);

  document = assay_filing_import (results, store, &about, &length, &filed, NULL, NULL);
  g_assert_cmpstr (document, ==, whole);
  g_clear_pointer (&document, g_free);
  assay_filed_clear (&filed);
  about.most /= 2;
  document = assay_filing_import (results, store, &about, &length, &filed, NULL, NULL);
  g_assert_cmpuint (length, <=, about.most);
  g_assert_cmpuint (filed.n_figures, >, ROWS / 3);
  g_assert_cmpuint (filed.n_figures + filed.n_beyond, ==, ROWS);
  assay_store_add_document (store, "import", document, length);
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);
  g_assert_nonnull (find (store, filed.n_figures));
}

static void
test_cancel (void)
{
  g_autoptr (AssayStore) store = load_store ();
  g_autoptr (AssayResults) results = assay_results_new ("HttpArena");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gsize length;

  assay_results_add (results, "alpha-web", "throughput", 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (assay_filing_import (results, store, &import, &length, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/filing/names", test_names);
  g_test_add_func ("/filing/one", test_one);
  g_test_add_func ("/filing/intervals", test_intervals);
  g_test_add_func ("/filing/many", test_many);
  g_test_add_func ("/filing/strangers", test_strangers);
  g_test_add_func ("/filing/said", test_said);
  g_test_add_func ("/filing/name-twice", test_name_twice);
  g_test_add_func ("/filing/samples", test_samples);
  g_test_add_func ("/filing/limit", test_limit);
  g_test_add_func ("/filing/cancel", test_cancel);

  return g_test_run ();
}
