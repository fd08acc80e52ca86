#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"

/* A document of fixtures/catalogue, what is wrong with it, and whether its other entry, the figure "good", must be there. */
typedef struct
{
  const char *name;
  const char *errors;
  gboolean keeps_good;
} Case;

static const Case cases[] = {
  { "unknown-unit", "unknown-unit.json: $.metrics[0].unit: unknown unit “furlong”", TRUE },
  { "missing-origin", "missing-origin.json: $.figures[0]: “origin” is missing", TRUE },
  { "null-origin", "null-origin.json: $.figures[0]: “origin” is missing", TRUE },
  { "dangling-metric", "dangling-metric.json: $.figures[0].metric: unknown metric “warmth”", TRUE },
  { "dangling-subject", "dangling-subject.json: $.figures[0].subject: unknown subject “delta”", TRUE },
  { "dangling-origin", "dangling-origin.json: $.figures[0].origin: unknown origin “hearsay”", TRUE },
  { "dangling-criterion", "dangling-criterion.json: $.metrics[0].criterion: unknown criterion “beauty”", TRUE },
  { "dangling-parent", "dangling-parent.json: $.subjects[0].parent: unknown subject “omega”", TRUE },
  { "dangling-statement-subject",
    "dangling-statement-subject.json: $.statements[0].subjects: unknown subject “delta”", TRUE },
  { "dangling-statement-side", "dangling-statement-side.json: $.statements[0].favours: unknown subject “delta”", TRUE },
  { "dangling-statement-criterion",
    "dangling-statement-criterion.json: $.statements[0].criterion: unknown criterion “beauty”", TRUE },
  { "dangling-statement-origin", "dangling-statement-origin.json: $.statements[0].origin: unknown origin “hearsay”", TRUE },
  { "dangling-page-chart", "dangling-page-chart.json: $.pages[0].chart: unknown chart “speed”", TRUE },
  { "dangling-tile-chart",
    "dangling-tile-chart.json: $.tiles[0].chart: unknown chart “speed”\n"
    "dangling-tile-chart.json: $.tiles[0].from: unknown chart “speed”", TRUE },
  { "circle-of-parents",
    "circle-of-parents.json: $.subjects[0].parent: the parents of “delta” lead back to it\n"
    "circle-of-parents.json: $.subjects[1].parent: the parents of “epsilon” lead back to it\n"
    "circle-of-parents.json: $.subjects[2].parent: the parents of “zeta” lead back to it", TRUE },
  { "other-unit", "other-unit.json: $.figures[0].unit: “throughput” is in req/s, not in ops/s", TRUE },
  { "duplicate-subject", "duplicate-subject.json: $.subjects[1]: duplicate id “delta”", TRUE },
  { "duplicate-statement", "duplicate-statement.json: $.statements[1]: duplicate id “alpha-fast”", TRUE },
  { "duplicate-figure", "duplicate-figure.json: $.figures[1]: duplicate id “throughput:alpha:2025”", TRUE },
  { "duplicate-figure-dimensions",
    "duplicate-figure-dimensions.json: $.figures[2]: duplicate id “throughput:alpha:2025:workers=4”", TRUE },
  { "wrong-type-value", "wrong-type-value.json: $.figures[0].value: must be a number", TRUE },
  { "wrong-type-text", "wrong-type-text.json: $.figures[0].text: must be a string", TRUE },
  { "wrong-type-gate", "wrong-type-gate.json: $.figures[0].gate[1]: must be a string", TRUE },
  { "wrong-type-dimension", "wrong-type-dimension.json: $.figures[0].dimensions.workers: must be a string", TRUE },
  { "wrong-type-dimensions", "wrong-type-dimensions.json: $.figures[0].dimensions: must be an object", TRUE },
  { "wrong-type-sample", "wrong-type-sample.json: $.figures[0].samples[1]: must be a number", TRUE },
  { "wrong-type-samples", "wrong-type-samples.json: $.figures[0].samples: must be an array", TRUE },
  { "wrong-type-hue", "wrong-type-hue.json: $.subjects[0].hue: must be a number", TRUE },
  { "hue-beyond", "hue-beyond.json: $.subjects[0].hue: must be a whole number from 0 to 7", TRUE },
  { "wrong-type-implied", "wrong-type-implied.json: $.criteria[0].implied: must be true or false", TRUE },
  { "wrong-type-section", "wrong-type-section.json: $.figures: must be an array", FALSE },
  { "wrong-type-element", "wrong-type-element.json: $.figures[0]: must be an object", TRUE },
  { "wrong-type-root", "wrong-type-root.json: $: must be an object", FALSE },
  { "unknown-member", "unknown-member.json: $.figures[0].colour: unknown member", TRUE },
  { "unknown-section", "unknown-section.json: $.colours: unknown member", TRUE },
  { "no-value", "no-value.json: $.figures[0]: has no value: give “value”, “low” and “high”, or “text”", TRUE },
  { "low-alone", "low-alone.json: $.figures[0]: “low” and “high” need each other", TRUE },
  { "low-above-high", "low-above-high.json: $.figures[0]: “low” is above “high”", TRUE },
  { "value-outside", "value-outside.json: $.figures[0]: “value” is not between “low” and “high”", TRUE },
  { "number-for-version",
    "number-for-version.json: $.figures[0].value: a metric of unit “version” has a text, not a number", TRUE },
  { "number-for-date", "number-for-date.json: $.figures[0].value: must be a string", TRUE },
  { "no-date", "no-date.json: $.figures[0].value: “soon” is no date such as 2026, 2026-Q3, 2026-08 or 2026-08-21", TRUE },
  { "impossible-date",
    "impossible-date.json: $.figures[0].date: “2025-02-29” is no date such as 2026, 2026-Q3, 2026-08 or 2026-08-21", TRUE },
  { "unknown-bound", "unknown-bound.json: $.figures[0].bound: “nearly” is none of: exact, about, at-least, at-most", TRUE },
  { "unknown-kind", "unknown-kind.json: $.origins[0].kind: “rumour” is none of: published, measured, claim", TRUE },
  { "missing-standing", "missing-standing.json: $.origins[0]: “standing” is missing", TRUE },
  { "bad-id", "bad-id.json: $.subjects[0].id: “Node.js” is no id: small letters, digits and single hyphens only", TRUE },
  { "empty-name", "empty-name.json: $.subjects[0].name: must not be empty", TRUE },
  { "several-mistakes",
    "several-mistakes.json: $.subjects[0]: “name” is missing\n"
    "several-mistakes.json: $.subjects[0]: “kind” is missing\n"
    "several-mistakes.json: $.metrics[0].unit: unknown unit “furlong”\n"
    "several-mistakes.json: $.metrics[0].better: “up” is none of: none, higher, lower", TRUE },
  { "empty", "empty.json:1:1: the document is empty", FALSE },
  { "cut-off", "cut-off.json:1:29: the document is cut off", FALSE },
  { "not-utf-8", "not-utf-8.json:1:15: not UTF-8", FALSE },
  { "nul-byte", "nul-byte.json:1:14: a NUL byte", FALSE },
  { "infinite-value", "infinite-value.json:1:24: a number too large for a double", FALSE },
  { "nan-value", "nan-value.json:1:24: JSON has no NaN and no Infinity", FALSE },
  { "duplicate-key", "duplicate-key.json:2:2: the object has this key already", FALSE },
};

static void
add_text (AssayStore *store, const char *text)
{
  assay_store_add_document (store, "text.json", text, strlen (text));
}

static void
add_fixture (AssayStore *store, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "catalogue", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  assay_store_add_document (store, file, text, length);
}

static char *
join_errors (AssayStore *store)
{
  GPtrArray *errors = assay_store_get_errors (store);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < errors->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : "\n", (const char *) g_ptr_array_index (errors, i));

  return g_string_free (text, FALSE);
}

static void
assert_errors (AssayStore *store, const char *expected)
{
  g_autofree char *errors = join_errors (store);

  g_assert_cmpstr (errors, ==, expected);
}

static AssayStore *
new_store (void)
{
  AssayStore *store = g_object_new (ASSAY_TYPE_STORE, NULL);

  add_fixture (store, "base");
  assert_errors (store, "");

  return store;
}

static void
test_case (gconstpointer data)
{
  const Case *this_case = data;
  AssayStore *store = new_store ();

  add_fixture (store, this_case->name);
  assert_errors (store, this_case->errors);
  g_assert_true ((assay_store_find_datum (store, "good") != NULL) == this_case->keeps_good);
  g_assert_nonnull (assay_store_find_datum (store, "throughput:alpha:2026"));
  g_assert_finalize_object (store);
}

static gboolean
has_case (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (strlen (file) == strlen (cases[i].name) + strlen (".json") && g_str_has_prefix (file, cases[i].name))
      return TRUE;

  return strcmp (file, "base.json") == 0;
}

static void
test_all_fixtures (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "catalogue", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    if (!has_case (name))
      g_error ("%s has no row in the table", name);
}

/* A later document overrides by id, in place; and its references are those of the whole. */
static void
test_override (void)
{
  g_autoptr (AssayStore) store = new_store ();

  add_text (store, "{\"subjects\": [{\"id\": \"delta\", \"name\": \"Delta\", \"kind\": \"tool\", \"parent\": \"alpha\"},"
                   " {\"id\": \"alpha\", \"name\": \"Alpha 2\", \"kind\": \"language\"}],"
                   " \"figures\": [{\"metric\": \"throughput\", \"subject\": \"alpha\", \"value\": 5, \"date\": \"2026\","
                   " \"origin\": \"lab\"}]}");

  assert_errors (store, "");
  g_assert_cmpuint (assay_store_get_subjects (store)->len, ==, 4);
  g_assert_cmpstr (((AssaySubject *) g_ptr_array_index (assay_store_get_subjects (store), 0))->name, ==, "Alpha 2");
  g_assert_cmpuint (assay_store_get_data (store)->len, ==, 1);
  g_assert_cmpfloat (assay_store_find_datum (store, "throughput:alpha:2026")->value, ==, 5);
  g_assert_true (assay_store_is_within (store, assay_store_find_subject (store, "delta"), "alpha"));
}

static void
test_lineage (void)
{
  g_autoptr (AssayStore) store = new_store ();
  AssaySubject *alpha = assay_store_find_subject (store, "alpha");
  AssaySubject *beta = assay_store_find_subject (store, "beta");
  AssaySubject *gamma = assay_store_find_subject (store, "gamma");

  g_assert_true (assay_store_get_side (store, beta) == alpha);
  g_assert_true (assay_store_get_side (store, alpha) == alpha);
  g_assert_null (assay_store_get_side (store, gamma));
  g_assert_cmpint (assay_store_get_hue (store, beta), ==, 0);
  g_assert_cmpint (assay_store_get_hue (store, gamma), ==, -1);
  g_assert_true (assay_store_is_within (store, beta, "alpha"));
  g_assert_true (assay_store_is_within (store, beta, "beta"));
  g_assert_false (assay_store_is_within (store, alpha, "beta"));
  g_assert_null (assay_store_find_subject (store, "delta"));
}

/* A circle of parents is reported; walking up from it must end all the same. */
static void
test_circle_ends (void)
{
  g_autoptr (AssayStore) store = new_store ();
  AssaySubject *delta;

  add_fixture (store, "circle-of-parents");
  delta = assay_store_find_subject (store, "delta");
  g_assert_null (assay_store_get_side (store, delta));
  g_assert_cmpint (assay_store_get_hue (store, delta), ==, -1);
  g_assert_false (assay_store_is_within (store, delta, "alpha"));
}

static void
test_datum_text (void)
{
  const struct { const char *json, *text; } texts[] = {
    { "\"value\": 1136117.23", "1,136,117\u202freq/s" },
    { "\"value\": 1300, \"bound\": \"about\"", "about 1,300\u202freq/s" },
    { "\"value\": 1300, \"bound\": \"at-least\"", "at least 1,300\u202freq/s" },
    { "\"value\": 1300, \"bound\": \"at-most\"", "at most 1,300\u202freq/s" },
    { "\"low\": 15, \"high\": 20", "15–20\u202freq/s" },
    { "\"value\": 17, \"low\": 15, \"high\": 20", "17\u202freq/s (15–20\u202freq/s)" },
    { "\"text\": \"a lot\"", "a lot" },
    { "\"value\": 17, \"text\": \"seventeen\"", "17\u202freq/s" },
    { "\"metric\": \"end-of-life\", \"value\": \"2026-04-30\"", "30 Apr 2026" },
    { "\"metric\": \"end-of-life\", \"value\": \"2026-10\"", "Oct 2026" },
    { "\"metric\": \"release\", \"text\": \"24.12.0\"", "24.12.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AssayStore) store = new_store ();
      const char *metric = strstr (texts[i].json, "metric") == NULL ? "\"metric\": \"throughput\"," : "";
      g_autofree char *json = g_strdup_printf ("{\"figures\": [{\"id\": \"x\", \"subject\": \"beta\", \"origin\": \"lab\","
                                               " %s %s}]}", metric, texts[i].json);
      g_autofree char *text = NULL;

      add_text (store, json);
      assert_errors (store, "");
      text = assay_datum_format (assay_store_find_datum (store, "x"));
      g_assert_cmpstr (text, ==, texts[i].text);
    }
}

static void
test_datum_members (void)
{
  g_autoptr (AssayStore) store = new_store ();
  AssayDatum *datum;

  add_text (store, "{\"figures\": [{\"metric\": \"throughput\", \"subject\": \"beta\", \"value\": 2, \"date\": \"2025-Q2\","
                   " \"origin\": \"lab\", \"quality\": \"one run\", \"gate\": [\"copied\"], \"samples\": [1, 2.5],"
                   " \"dimensions\": {\"workers\": \"4\", \"connections\": \"512\"}}]}");
  assert_errors (store, "");
  datum = assay_store_find_datum (store, "throughput:beta:2025-Q2:workers=4:connections=512");
  g_assert_nonnull (datum);
  g_assert_true (assay_datum_is_gated (datum));
  g_assert_cmpstr (assay_datum_dimension (datum, "connections"), ==, "512");
  g_assert_null (assay_datum_dimension (datum, "threads"));
  g_assert_cmpuint (datum->n_samples, ==, 2);
  g_assert_cmpfloat (datum->samples[1], ==, 2.5);
  g_assert_true (isnan (datum->low) && isnan (datum->high));
  g_assert_cmpstr (datum->quality, ==, "one run");
}

static void
test_origin_line (void)
{
  const struct { const char *json, *line; } lines[] = {
    { "", "T" },
    { ", \"date\": \"2025-06-08\"", "T, 2025-06-08" },
    { ", \"date\": \"2025\", \"via\": \"a copy\"", "T, 2025 (via a copy)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (AssayStore) store = new_store ();
      g_autofree char *json = g_strdup_printf ("{\"origins\": [{\"id\": \"o\", \"title\": \"T\", \"kind\": \"claim\","
                                               " \"standing\": \"own\"%s}]}", lines[i].json);
      g_autofree char *line = NULL;

      add_text (store, json);
      line = assay_provenance_line (assay_store_find_origin (store, "o"));
      g_assert_cmpstr (line, ==, lines[i].line);
    }
}

static void
add_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ();
  g_test_add_func ("/store/all-fixtures", test_all_fixtures);
  g_test_add_func ("/store/override", test_override);
  g_test_add_func ("/store/lineage", test_lineage);
  g_test_add_func ("/store/circle-ends", test_circle_ends);
  g_test_add_func ("/datum/text", test_datum_text);
  g_test_add_func ("/datum/members", test_datum_members);
  g_test_add_func ("/origin/line", test_origin_line);

  return g_test_run ();
}
