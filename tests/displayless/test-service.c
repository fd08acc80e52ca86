/* What services of one's own are made of: the range up to now, units, a server's words of refusal, and what may be written. */
#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/metric.h"
#include "data/sources/conversion.h"
#include "data/sources/feed.h"
#include "data/sources/moving-range.h"
#include "data/sources/refusal.h"
#include "data/sources/service.h"
#include "tests/displayless/shipped.h"

static const struct
{
  const char *length, *step;
  guint seconds, step_seconds;   /* 0: refused */
} ranges[] = {
  { "1h", NULL, 3600, 15 },
  { "1h30m", "1m", 5400, 60 },
  { "2d", NULL, 172800, 720 },
  { "90s", NULL, 90, 1 },
  { "10999s", "1s", 10999, 1 },
  { "11000s", "1s", 0, 0 },
  { "1w", "1s", 0, 0 },
  { "1h", "2h", 0, 0 },
  { "1h", "0s", 0, 0 },
  { "1h", "x", 0, 0 },
  { "9s", NULL, 0, 0 },
  { "2y", NULL, 0, 0 },
  { "", NULL, 0, 0 },
  { "60", NULL, 0, 0 },
  { "h", NULL, 0, 0 },
  { "-1h", NULL, 0, 0 },
  { "53w", NULL, 0, 0 },
  { "99999999999999999999999h", NULL, 0, 0 },
};

static void
test_range (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      AssayMovingRange range;
      g_autoptr (GError) error = NULL;
      gboolean good = assay_moving_range_parse (&range, ranges[i].length, ranges[i].step, &error);

      g_test_message ("%s by %s: %s", ranges[i].length, ranges[i].step, error != NULL ? error->message : "good");
      g_assert_cmpint (good, ==, ranges[i].seconds > 0);
      if (!good)
        {
          g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
          continue;
        }
      g_assert_cmpuint (range.length, ==, ranges[i].seconds);
      g_assert_cmpuint (range.step, ==, ranges[i].step_seconds);
    }
}

/* What is asked has the moment in it, what it is kept under has not. */
static void
test_moment (void)
{
  static const char text[] = "{\"feeds\": [{\"id\": \"a\", \"title\": \"A\", \"source\": \"prometheus\", \"range\": \"1h\", \"metrics\": {\"*\": \"x\"}, "
                             "\"parameters\": {\"server\": \"https://example.org/p/\", \"query\": \"rate(a{b=\\\"c\\\"}[5m])\"}}]}";
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), feeds = assay_feeds_load (NULL, errors);
  const AssayFeed *feed;
  g_autofree char *now = NULL, *key = NULL;

  assay_feeds_add_document (feeds, NULL, "test", text, strlen (text), errors);
  g_assert_cmpuint (errors->len, ==, 0);
  feed = assay_feeds_find (feeds, "a");
  now = assay_feed_address (feed, NULL, 1795410604, NULL);
  key = assay_feed_address (feed, NULL, 0, NULL);
  g_assert_cmpstr (now, ==, "https://example.org/p/api/v1/query_range?query=rate%28a%7Bb%3D%22c%22%7D%5B5m%5D%29&start=1795407004&end=1795410604&step=15");
  g_assert_cmpstr (key, ==, "https://example.org/p/api/v1/query_range?query=rate%28a%7Bb%3D%22c%22%7D%5B5m%5D%29&start=now-1h&end=now&step=15");
  g_assert_cmpstr (assay_feed_get_metric (feed, "whatever"), ==, "x");
}

/* Two answers of a moving range: each series is told from the others, converted, and what the store has from before them stays. */
static void
test_document (void)
{
  static const char feed_text[] = "{\"feeds\": [{\"id\": \"a\", \"title\": \"A\", \"source\": \"prometheus\", \"range\": \"1h\", \"subject\": \"express\", "
                                  "\"unit\": \"ms\", \"metrics\": {\"*\": \"import-latency-p99\"}, \"only\": {\"statistic\": \"mean\"}, \"keep\": [\"*\"], "
                                  "\"parameters\": {\"server\": \"https://example.org\", \"query\": \"x\"}}]}";
  static const char newer[] = "{\"status\": \"success\", \"data\": {\"resultType\": \"matrix\", \"result\": ["
                              "{\"metric\": {\"path\": \"/a\"}, \"values\": [[1925000000, \"10\"], [1925000015, \"NaN\"], [1925000030, \"30\"]]}, "
                              "{\"metric\": {\"path\": \"/b\"}, \"values\": [[1925000000, \"NaN\"]]}]}}";
  static const char older[] = "{\"status\": \"success\", \"data\": {\"resultType\": \"matrix\", \"result\": ["
                              "{\"metric\": {\"path\": \"/a\"}, \"values\": [[1924900000, \"500\"]]}]}}";
  static const char kept[] = "{\"origins\": [{\"id\": \"feed-a\", \"title\": \"A\", \"kind\": \"published\", \"standing\": \"own\"}], \"figures\": ["
                             "{\"id\": \"feed-a-1\", \"metric\": \"import-latency-p99\", \"subject\": \"express\", \"value\": 7, \"date\": \"2030-01-01\", "
                             "\"origin\": \"feed-a\", \"samples\": [6, 8]}]}";
  g_autoptr (GBytes) first = g_bytes_new_static (newer, strlen (newer)), second = g_bytes_new_static (older, strlen (older));
  const AssayFeedAnswer answers[] = { { first, "2031-01-01" }, { second, "2030-12-31" } };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), feeds = assay_feeds_load (NULL, errors);
  g_autoptr (AssayStore) store = load_shipped (), read = load_shipped ();
  g_autoptr (GError) error = NULL;
  g_autofree char *document = NULL, *refused = NULL;
  const AssayDatum *datum;
  AssayFeed *feed;
  gsize length;
  guint n;

  assay_feeds_add_document (feeds, NULL, "test", feed_text, strlen (feed_text), errors);
  assay_store_add_document (store, "kept", kept, strlen (kept));
  feed = assay_feeds_find (feeds, "a");
  document = assay_feed_document (feed, store, "https://example.org/", answers, 2, &length, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  assay_store_add_document (read, "feed", document, length);
  g_assert_cmpuint (assay_store_get_errors (read)->len, ==, 0);

  datum = assay_store_find_datum (read, "feed-a-1");
  g_assert_cmpfloat_with_epsilon (datum->value, 0.02, 1e-12);
  g_assert_cmpfloat_with_epsilon (datum->low, 0.01, 1e-12);
  g_assert_cmpfloat_with_epsilon (datum->high, 0.03, 1e-12);
  g_assert_cmpuint (datum->n_samples, ==, 2);
  g_assert_cmpfloat_with_epsilon (datum->samples[1], 0.03, 1e-12);
  g_assert_cmpstr (datum->quality, ==, "samples: 2, gaps: 1");
  g_assert_cmpstr (assay_datum_dimension (datum, "series"), ==, "Express, /a");
  g_assert_cmpstr (assay_store_find_datum (read, "feed-a-2")->date, ==, "2030-12-30");
  g_assert_cmpfloat (assay_store_find_datum (read, "feed-a-3")->value, ==, 7);
  g_assert_cmpuint (assay_store_find_datum (read, "feed-a-3")->n_samples, ==, 2);

  g_strfreev (feed->keep);
  feed->keep = g_new0 (char *, 1);
  g_free (document);
  document = assay_feed_document (feed, store, "https://example.org/", answers, 2, &length, &n, &error);
  g_assert_no_error (error);
  g_free (feed->unit);
  feed->unit = g_strdup ("bytes");
  refused = assay_feed_document (feed, store, "https://example.org/", answers, 2, &length, &n, &error);
  g_assert_null (refused);
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
}

static const struct
{
  const char *from, *to;
  double factor;   /* NAN: none */
} conversions[] = {
  { "s", "ms", 1000 }, { "ms", "s", 1e-3 }, { "bytes", "MiB", 1.0 / 1048576 }, { "MB", "bytes", 1e6 }, { "ratio", "%", 100 }, { "%", "ratio", 0.01 },
  { "%", "%", 1 }, { "req/s", "req/s", 1 }, { "rps", "req/s", 1 }, { "/min", "req/s", 1.0 / 60 }, { "s", "bytes", NAN }, { "MiB/s", "req/s", NAN },
  { "kB/s", "req/s", NAN }, { "req/s", "MiB/s", NAN }, { "furlong", "s", NAN }, { "", "s", NAN }, { "s", "date", NAN }, { "count", "text", NAN },
  { "count", "connections", 1 },
};

static void
test_conversion (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (conversions); i++)
    {
      double factor;
      gboolean found = assay_conversion_find (conversions[i].from, assay_unit_find (conversions[i].to), &factor);

      g_test_message ("%s to %s", conversions[i].from, conversions[i].to);
      g_assert_cmpint (found, ==, !isnan (conversions[i].factor));
      if (found)
        g_assert_cmpfloat_with_epsilon (factor, conversions[i].factor, 1e-12 * conversions[i].factor);
    }
}

static const struct { const char *text, *words; } refusals[] = {
  { "{\"status\": \"error\", \"errorType\": \"bad_data\", \"error\": \"no\\nwonder\"}", "bad_data: no wonder" },
  { "{\"message\": \"API rate limit exceeded\"}", "API rate limit exceeded" },
  { "{\"error_message\": \"too many\"}", "too many" },
  { "{\"error\": {\"code\": 1}}", NULL },
  { "{\"error\": \"\"}", NULL },
  { "[\"error\"]", NULL },
  { "<html>", NULL },
  { "", NULL },
};

static void
test_refusal (void)
{
  g_autofree char *endless = g_strnfill (100000, 'x'), *text = NULL, *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *found = assay_refusal_words (refusals[i].text, strlen (refusals[i].text));

      g_assert_cmpstr (found, ==, refusals[i].words);
    }
  endless[60000] = '\0';
  text = g_strdup_printf ("{\"error\": \"%s\"}", endless);
  words = assay_refusal_words (text, strlen (text));
  g_assert_cmpuint (g_utf8_strlen (words, -1), <=, 301);
}

/* Beside each field stands what is wrong with it, and with no other. */
static void
test_fields (void)
{
  const AssayService good = { .name = "Till", .server = "https://example.org", .query = "up", .metric = "throughput", .subject = "Till" };
  g_autofree char *long_query = g_strnfill (ASSAY_SERVICE_MAX_QUERY + 1, 'x');
  AssayService bad[ASSAY_SERVICE_N_FIELDS];
  g_autoptr (AssayStore) store = load_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    bad[i] = good;
  bad[ASSAY_SERVICE_NAME].name = "…";
  bad[ASSAY_SERVICE_SERVER].server = "http://example.org";
  bad[ASSAY_SERVICE_QUERY].query = long_query;
  bad[ASSAY_SERVICE_METRIC].metric = "end-of-life";
  bad[ASSAY_SERVICE_UNIT].unit = "ms";
  bad[ASSAY_SERVICE_SUBJECT].subject = "Ti\nll";
  bad[ASSAY_SERVICE_RANGE].range = "soon";
  for (AssayServiceField wrong = 0; wrong < ASSAY_SERVICE_N_FIELDS; wrong++)
    for (AssayServiceField field = 0; field < ASSAY_SERVICE_N_FIELDS; field++)
      {
        g_autoptr (GError) error = NULL;

        g_assert_true (assay_service_check (&good, store, field, NULL));
        g_assert_cmpint (assay_service_check (&bad[wrong], store, field, &error), ==, field != wrong);
        if (error != NULL)
          g_test_message ("%s: %s", assay_service_field_name (field), error->message);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/range", test_range);
  g_test_add_func ("/service/moment", test_moment);
  g_test_add_func ("/service/document", test_document);
  g_test_add_func ("/service/conversion", test_conversion);
  g_test_add_func ("/service/refusal", test_refusal);
  g_test_add_func ("/service/fields", test_fields);

  return g_test_run ();
}
