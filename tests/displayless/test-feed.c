/* Feeds: what is bundled is sound, mistakes are told with their place, and answers become figures of the metrics that there are. */
#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/units.h"
#include "data/model/subject.h"
#include "data/sources/feed.h"
#include "data/sources/refresh.h"
#include "tests/displayless/shipped.h"

/* Each bundled feed files under metrics that the catalogue has, about a subject that it has. */
static void
test_bundled (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors);

  g_assert_cmpuint (errors->len, ==, 0);
  g_assert_cmpuint (feeds->len, >, 0);
  for (guint i = 0; i < feeds->len; i++)
    {
      const AssayFeed *feed = feeds->pdata[i];

      g_assert_true (feed->subject == NULL || assay_store_find_subject (store, feed->subject) != NULL);
      g_assert_true (assay_feeds_find (feeds, feed->id) == feed);
      for (char **pair = feed->subjects; pair != NULL && *pair != NULL; pair += 2)
        g_assert_nonnull (assay_store_find_subject (store, pair[1]));
      for (char **pair = feed->metrics; *pair != NULL; pair += 2)
        if (assay_store_find_metric (store, pair[1]) == NULL)
          g_error ("%s: there is no metric “%s”", feed->id, pair[1]);
    }
}

static const struct
{
  const char *text, *error;
} mistakes[] = {
  { "{}", "test: $: “feeds” is missing" },
  { "[", "test:1:" },
  { "{\"feeds\": [{\"id\": \"a\", \"title\": \"A\", \"source\": \"nobody\", \"metrics\": {\"x\": \"y\"}}]}",
    "test: $.feeds[0].source: unknown source “nobody”" },
  { "{\"feeds\": [{\"id\": \"a\", \"title\": \"A\", \"source\": \"httparena\", \"parameters\": {\"test\": \"json\"}, \"metrics\": {\"x\": \"y\"}}]}",
    "test: $.feeds[0]: httparena: needs the parameter “connections”" },
  { "{\"feeds\": [{\"id\": \"a\", \"title\": \"A\", \"source\": \"languages\"}]}", "test: $.feeds[0]: “metrics” is missing" },
  { "{\"feeds\": [{\"id\": \"a\", \"title\": \"A\", \"source\": \"languages\", \"metrics\": {\"x\": \"y\"}, \"colour\": 1}]}", "test: $.feeds[0]" },
  { "{\"feeds\": [{\"id\": \"a\", \"title\": \"A\", \"source\": \"packages\", \"for-each\": \"colour\", \"metrics\": {\"x\": \"y\"}}]}",
    "test: $.feeds[0].for-each: " },
  { "{\"feeds\": [{\"id\": \"a\", \"title\": \"A\", \"source\": \"packages\", \"for-each\": \"purl\", \"subject\": \"node\", \"metrics\": {\"x\": \"y\"}}]}",
    "test: $.feeds[0]: “for-each” says the subject already" },
};

static void
test_mistakes (void)
{
  g_autoptr (AssayStore) store = load_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) feeds = g_ptr_array_new ();

      assay_feeds_add_document (feeds, store, "test", mistakes[i].text, strlen (mistakes[i].text), errors);
      g_assert_cmpuint (feeds->len, ==, 0);
      g_assert_cmpuint (errors->len, ==, 1);
      g_test_message ("%s", (char *) errors->pdata[0]);
      g_assert_true (g_str_has_prefix (errors->pdata[0], mistakes[i].error));
    }
}

/* An entry for each subject with a package URL, and the user's own instead of one of them. */
static void
test_for_each (void)
{
  static const char own[] = "{\"feeds\": [{\"id\": \"packages-express\", \"title\": \"Mine\", \"source\": \"packages\", \"subject\": \"express\","
                            " \"parameters\": {\"purl\": \"pkg:npm/mine\"}, \"metrics\": {\"downloads\": \"package-downloads\"}}]}";
  static const char * const packages[] = { "packages", NULL };
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors), chosen = assay_refresh_choose (feeds, packages, NULL);
  GPtrArray *subjects = assay_store_get_subjects (store);
  const AssayFeed *feed = assay_feeds_find (feeds, "advisories-hapi");
  g_autofree char *body = assay_source_body (feed->source, (const char * const *) feed->parameters, NULL);
  guint n = 0;

  for (guint i = 0; i < subjects->len; i++)
    n += ((AssaySubject *) subjects->pdata[i])->purl != NULL ? 1 : 0;
  g_assert_cmpuint (chosen->len, ==, n);
  g_assert_cmpstr (feed->subject, ==, "hapi");
  g_assert_cmpstr (feed->title, ==, "Known vulnerabilities: hapi");
  g_assert_cmpstr (body, ==, "{\"package\":{\"purl\":\"pkg:npm/%40hapi/hapi\"}}");

  n = feeds->len;
  assay_feeds_add_document (feeds, store, "own", own, strlen (own), errors);
  g_assert_cmpuint (errors->len, ==, 0);
  g_assert_cmpuint (feeds->len, ==, n);
  g_assert_cmpstr (assay_feeds_find (feeds, "packages-express")->parameters[1], ==, "pkg:npm/mine");
}

/* A subject whose package URL can't be asked for is told of; the others have their feeds. */
static void
test_bad_purl (void)
{
  static const char stranger[] = "{\"subjects\": [{\"id\": \"stranger\", \"name\": \"Stranger\", \"kind\": \"tool\", \"purl\": \"pkg:npm/../up\"}]}";
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), feeds = NULL;

  assay_store_add_document (store, "stranger", stranger, strlen (stranger));
  feeds = assay_feeds_load (store, errors);
  g_assert_cmpuint (errors->len, >=, 1);
  for (guint i = 0; i < errors->len; i++)
    g_assert_nonnull (strstr (errors->pdata[i], "“pkg:npm/../up” can't be the parameter “purl”"));
  g_assert_null (assay_feeds_find (feeds, "packages-stranger"));
  g_assert_nonnull (assay_feeds_find (feeds, "packages-express"));
}

/* Whom the names of an answer mean is the feed's to say: "go" is a registry here, which the catalogue's language isn't. */
static void
test_subjects (void)
{
  static const char answer[] = "[{\"name\": \"first.example\", \"ecosystem\": \"npm\", \"default\": true, \"packages_count\": 5100000,"
                               " \"updated_at\": \"2031-01-02T00:00:00Z\"},"
                               " {\"name\": \"second.example\", \"ecosystem\": \"go\", \"default\": true, \"packages_count\": 1900000}]";
  g_autoptr (GBytes) bytes = g_bytes_new_static (answer, strlen (answer));
  const AssayFeedAnswer answers[] = { { bytes, "2031-01-03" } };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors);
  g_autoptr (GError) error = NULL;
  guint n = 0;
  gsize length;
  g_autofree char *document = assay_feed_document (assay_feeds_find (feeds, "registries"), store, "https://example.org/x", answers, 1, &length, &n, &error);
  const AssayDatum *datum;

  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  assay_store_add_document (store, "feed", document, length);
  datum = assay_store_find_datum (store, "feed-registries-1");
  g_assert_cmpstr (datum->subject->id, ==, "npm");
  g_assert_cmpstr (datum->metric->id, ==, "registry-package-count");
  g_assert_cmpstr (datum->quality, ==, "first.example");
  g_assert_cmpstr (datum->date, ==, "2031-01-02");
}

/* What the newest answer remarks stays with its figures. */
static void
test_note (void)
{
  static const char answer[] = "{\"stargazers_count\": 5, \"forks_count\": 1, \"archived\": true, \"license\": {\"spdx_id\": \"MIT\"}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (answer, strlen (answer));
  const AssayFeedAnswer answers[] = { { bytes, "2031-01-03" } };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors);
  gsize length;
  g_autofree char *document = assay_feed_document (assay_feeds_find (feeds, "repository-express"), store, "https://example.org/x", answers, 1, &length,
                                                   NULL, NULL);

  assay_store_add_document (store, "feed", document, length);
  g_assert_cmpstr (assay_store_find_datum (store, "feed-repository-express-1")->origin->note, ==, "licence: MIT; archived");
}

static void
test_choose (void)
{
  static const char * const one[] = { "httparena-json-4096", NULL }, * const source[] = { "lifecycle", "endoflife-django", NULL },
                    * const wrong[] = { "httparena-json-4096", "nobody", NULL };
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors);
  g_autoptr (GPtrArray) first = assay_refresh_choose (feeds, one, NULL), second = assay_refresh_choose (feeds, source, NULL),
                        all = assay_refresh_choose (feeds, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpuint (second->len, ==, 4);
  g_assert_cmpuint (all->len, ==, feeds->len);
  g_assert_null (assay_refresh_choose (feeds, wrong, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
}

/* Of two answers the newer counts where both speak of the same day, and what is bundled isn't said again. */
static void
test_document (void)
{
  static const char newer[] = "{\"data\": [[\"2031-01-02\", {\"rps\": 2000, \"memory_bytes\": 1048576}]]}";
  static const char older[] = "{\"data\": [[\"2031-01-01\", {\"rps\": 1000}], [\"2031-01-02\", {\"rps\": 1}]]}";
  g_autoptr (GBytes) first = g_bytes_new_static (newer, strlen (newer)), second = g_bytes_new_static (older, strlen (older));
  const AssayFeedAnswer answers[] = { { first, "2031-01-03" }, { second, "2031-01-02" } };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors);
  const AssayFeed *feed = assay_feeds_find (feeds, "httparena-timeline-fastapi-json-4096");
  g_autoptr (GError) error = NULL;
  guint n = 0;
  gsize length;
  g_autofree char *document = assay_feed_document (feed, store, "https://example.org/x", answers, 2, &length, &n, &error);
  const AssayDatum *rate, *memory;

  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  assay_store_add_document (store, "feed", document, length);
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);
  rate = assay_store_find_datum (store, "feed-httparena-timeline-fastapi-json-4096-1");
  memory = assay_store_find_datum (store, "feed-httparena-timeline-fastapi-json-4096-2");
  g_assert_cmpfloat (rate->value, ==, 2000);
  g_assert_cmpstr (rate->date, ==, "2031-01-02");
  g_assert_cmpstr (rate->origin->url, ==, "https://example.org/x");
  g_assert_cmpstr (rate->origin->retrieved, ==, "2031-01-03");
  g_assert_cmpfloat_with_epsilon (memory->value, 1, 1e-9);   /* MiB */
  g_assert_cmpfloat (assay_store_find_datum (store, "feed-httparena-timeline-fastapi-json-4096-3")->value, ==, 1000);
}

/* What answers said that are given up by now stays in its series, dates and texts too. */
static void
test_kept (void)
{
  static const char first[] = "{\"schema_version\": \"1.2.1\", \"result\": {\"name\": \"nodejs\", \"label\": \"Node.js\", \"releases\": [{\"name\": \"24\","
                              " \"eolFrom\": \"2031-04-30\", \"latest\": {\"name\": \"24.90.0\", \"date\": \"2030-01-02\"}}]}}";
  static const char second[] = "{\"schema_version\": \"1.2.1\", \"result\": {\"name\": \"nodejs\", \"label\": \"Node.js\", \"releases\": [{\"name\": \"24\","
                               " \"eolFrom\": \"2032-04-30\", \"latest\": {\"name\": \"24.91.0\", \"date\": \"2031-01-02\"}}]}}";
  g_autoptr (GBytes) old = g_bytes_new_static (first, strlen (first)), new = g_bytes_new_static (second, strlen (second));
  const AssayFeedAnswer once = { old, "2030-02-01" }, now = { new, "2031-02-01" };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssayStore) store = load_shipped (), later = load_shipped ();
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors);
  const AssayFeed *feed = assay_feeds_find (feeds, "endoflife-nodejs");
  guint n_first = 0, n = 0;
  gsize length;
  g_autofree char *document = assay_feed_document (feed, store, "https://example.org/x", &once, 1, &length, &n_first, NULL), *renewed = NULL;
  guint ends = 0, patches = 0;

  assay_store_add_document (store, "feed", document, length);
  renewed = assay_feed_document (feed, store, "https://example.org/x", &now, 1, &length, &n, NULL);
  g_assert_cmpuint (n_first, ==, 2);
  g_assert_cmpuint (n, ==, 4);
  assay_store_add_document (later, "feed", renewed, length);
  g_assert_cmpuint (assay_store_get_errors (later)->len, ==, 0);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *id = g_strdup_printf ("feed-endoflife-nodejs-%u", i);
      const AssayDatum *datum = assay_store_find_datum (later, id);

      ends += strcmp (datum->metric->id, "end-of-life") == 0
              && (datum->value == assay_date_parse ("2031-04-30") || datum->value == assay_date_parse ("2032-04-30")) ? 1 : 0;
      patches += g_strcmp0 (datum->text, "24.90.0") == 0 || g_strcmp0 (datum->text, "24.91.0") == 0 ? 1 : 0;
    }
  g_assert_cmpuint (ends, ==, 2);
  g_assert_cmpuint (patches, ==, 2);
}

/* The newest answer must be one; an older one that isn't any more is passed over. */
static void
test_unreadable (void)
{
  g_autoptr (GBytes) bad = g_bytes_new_static ("{}", 2);
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors);
  const AssayFeed *feed = assay_feeds_find (feeds, "httparena-timeline-fastapi-json-4096");
  const AssayFeedAnswer answer = { bad, "2031-01-03" };
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_null (assay_feed_document (feed, store, "https://example.org/x", &answer, 1, &length, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feed/bundled", test_bundled);
  g_test_add_func ("/feed/mistakes", test_mistakes);
  g_test_add_func ("/feed/for-each", test_for_each);
  g_test_add_func ("/feed/bad-purl", test_bad_purl);
  g_test_add_func ("/feed/subjects", test_subjects);
  g_test_add_func ("/feed/note", test_note);
  g_test_add_func ("/feed/choose", test_choose);
  g_test_add_func ("/feed/document", test_document);
  g_test_add_func ("/feed/kept", test_kept);
  g_test_add_func ("/feed/unreadable", test_unreadable);

  return g_test_run ();
}
