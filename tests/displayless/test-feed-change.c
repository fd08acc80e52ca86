/* What the user says of sources, and what the newest figures of a feed say beside those before. */
#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/error.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/sources/feed-change.h"
#include "data/sources/source-settings.h"
#include "tests/displayless/shipped.h"

static AssaySourceSettings *
read_settings (const char *text, GPtrArray *errors)
{
  return assay_source_settings_read ("sources.json", text, strlen (text), errors);
}

static const struct
{
  const char *text, *error;
} mistakes[] = {
  { "[", "sources.json:1:" },
  { "{\"sorces\": {}}", "sources.json: $" },
  { "{\"sources\": []}", "sources.json: $.sources: must be an object" },
  { "{\"sources\": {\"nobody\": {}}}", "sources.json: $.sources.nobody: there is no source of this name" },
  { "{\"sources\": {\"lifecycle\": 1}}", "sources.json: $.sources.lifecycle: must be an object" },
  { "{\"sources\": {\"lifecycle\": {\"address\": \"mirror\"}}}", "sources.json: $.sources.lifecycle.address: lifecycle: “mirror” is no address" },
  { "{\"sources\": {\"lifecycle\": {\"address\": \"https://me:secret@mirror\"}}}", "sources.json: $.sources.lifecycle.address" },
  { "{\"sources\": {\"lifecycle\": {\"plain-http\": \"yes\"}}}", "sources.json: $.sources.lifecycle.plain-http" },
  { "{\"sources\": {\"lifecycle\": {\"proxy\": \"x\"}}}", "sources.json: $.sources.lifecycle" },
};

/* One mistake is told, and what is right beside it holds. */
static void
test_settings (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssaySourceSettings) good = read_settings ("{\"sources\": {\"httparena\": {\"address\": \"http://mirror.example/x/\", \"plain-http\": true},"
                                               " \"lifecycle\": {}}}", none);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (assay_source_settings_get_address (good, "httparena"), ==, "http://mirror.example/x/");
  g_assert_true (assay_source_settings_get_plain (good, "httparena"));
  g_assert_null (assay_source_settings_get_address (good, "lifecycle"));
  g_assert_false (assay_source_settings_get_plain (good, "lifecycle"));
  g_assert_null (assay_source_settings_get_address (good, "languages"));

  g_assert_true (assay_source_settings_set_address (good, "httparena", "https://other.example", &error));
  g_assert_cmpstr (assay_source_settings_get_address (good, "httparena"), ==, "https://other.example");
  g_assert_false (assay_source_settings_set_address (good, "nobody", "https://other.example", &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (assay_source_settings_set_address (good, "httparena", "other.example", &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (AssaySourceSettings) settings = read_settings (mistakes[i].text, errors);

      g_assert_cmpuint (errors->len, ==, 1);
      g_test_message ("%s", (char *) errors->pdata[0]);
      g_assert_true (g_str_has_prefix (errors->pdata[0], mistakes[i].error));
      g_assert_null (assay_source_settings_get_address (settings, "lifecycle"));
    }
}

#define FEED "httparena-timeline-fastapi-json-4096"
#define ORIGIN "\"origins\": [{\"id\": \"feed-" FEED "\", \"title\": \"x\", \"kind\": \"published\", \"standing\": \"independent\"}]"
#define FIGURE(id, metric, date, value) "{\"id\": \"" id "\", \"metric\": \"httparena-json-4096-" metric "\", \"subject\": \"fastapi\", \"origin\": \"feed-" FEED \
  "\", \"date\": \"" date "\", \"value\": " value ", \"dimensions\": {\"entry\": \"of-the-test\"}}"

static void
test_changes (void)
{
  static const char document[] = "{" ORIGIN ", \"figures\": ["
    FIGURE ("t-1", "throughput", "2031-01-01", "1000") "," FIGURE ("t-2", "throughput", "2031-01-02", "1100") ","
    FIGURE ("t-3", "memory", "2031-01-01", "10") "," FIGURE ("t-4", "memory", "2031-01-02", "5") ","
    FIGURE ("t-5", "latency-p99", "2031-01-01", "7") "," FIGURE ("t-6", "latency-p99", "2031-01-02", "7") ","
    FIGURE ("t-7", "cpu", "2031-01-02", "100") "]}";
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) feeds = assay_feeds_load (store, errors);
  const AssayFeed *feed = assay_feeds_find (feeds, FEED);
  g_autoptr (GPtrArray) before = assay_feed_changes (feed, store), after = NULL;
  const AssayFeedChange *change;

  g_assert_cmpuint (before->len, ==, 0);
  assay_store_add_document (store, "feed", document, strlen (document));
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);
  after = assay_feed_changes (feed, store);

  /* Halved memory is more than a tenth of throughput; equal latency is no change; what is new has nothing before it. */
  g_assert_cmpuint (after->len, ==, 3);
  change = after->pdata[0];
  g_assert_cmpstr (change->after->id, ==, "t-4");
  g_assert_cmpstr (change->before->id, ==, "t-3");
  g_assert_cmpfloat (change->ratio, ==, 0.5);
  change = after->pdata[1];
  g_assert_cmpstr (change->after->id, ==, "t-2");
  g_assert_cmpfloat (change->ratio, ==, 1.1);
  change = after->pdata[2];
  g_assert_cmpstr (change->after->id, ==, "t-7");
  g_assert_null (change->before);
  g_assert_true (isnan (change->ratio));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feed/settings", test_settings);
  g_test_add_func ("/feed/changes", test_changes);

  return g_test_run ();
}
