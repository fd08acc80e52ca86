/* What a search finds, and in which order. */
#include <string.h>

#include "data/advice/assessment.h"
#include "data/advice/search-catalogue.h"
#include "data/model/search-index.h"
#include "data/model/search-words.h"
#include "tests/displayless/shipped.h"

static void
test_fold (void)
{
  static const struct { const char *text, *folded; } cases[] = {
    { NULL, "" },
    { "", "" },
    { "GIL", "gil" },
    { "Größe Café ÅNGSTRÖM", "grosse cafe angstrom" },
    { "cafe\u0301", "cafe" },
    { "ﬁle ½", "file 1\u20442" },
    { "Ж日本", "ж日本" },
    { "a\xff" "b", "a\ufffd" "b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = assay_search_fold (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_words (void)
{
  g_auto (GStrv) words = assay_search_words ("  Two\tWörds\n"), none = assay_search_words (" \t");
  g_autofree char *text = assay_search_fold ("words come by two");

  g_assert_cmpuint (g_strv_length (words), ==, 2);
  g_assert_cmpstr (words[1], ==, "words");
  g_assert_null (none[0]);
  g_assert_true (assay_search_matches ((const char * const *) words, text));
  g_assert_false (assay_search_matches ((const char * const *) words, "two"));
  g_assert_true (assay_search_matches ((const char * const *) none, "anything"));
}

static AssaySearchIndex *
index_new (void)
{
  AssaySearchIndex *index = assay_search_index_new ();

  assay_search_index_add (index, ASSAY_FIND_PAGE, "performance", "Performance", NULL, NULL);
  assay_search_index_add (index, ASSAY_FIND_CHART, "json", "Alpha answers twice as many requests", "JSON, req/s", "latency");
  assay_search_index_add (index, ASSAY_FIND_CHART, "p99", "The latency of Beta is lower", "99th percentile", NULL);
  assay_search_index_add (index, ASSAY_FIND_CHART, "mean", "Latency differs little", "mean", NULL);
  assay_search_index_add (index, ASSAY_FIND_CHART, "translate", "Beta translates faster", NULL, NULL);
  assay_search_index_add (index, ASSAY_FIND_CLAIM, "c1", "Threads don't help", "Concurrency", "because of a lock; latency suffers");
  assay_search_index_add (index, ASSAY_FIND_SOURCE, "s1", "Café de la Latence", "2024", NULL);

  return index;
}

/* "chart:mean,p99;claim:c1": groups and their finds. */
static char *
ask (const AssaySearchIndex *index, const char *text)
{
  static const char * const names[] = { "page", "chart", "claim", "scenario", "profile", "source" };
  g_autoptr (GPtrArray) groups = assay_search_index_find (index, text);
  GString *answer = g_string_new (NULL);

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == ASSAY_N_FINDS);
  for (guint i = 0; i < groups->len; i++)
    {
      const AssayFindGroup *group = groups->pdata[i];

      g_string_append_printf (answer, "%s%s:", i > 0 ? ";" : "", names[group->kind]);
      for (guint j = 0; j < group->finds->len; j++)
        g_string_append_printf (answer, "%s%s", j > 0 ? "," : "", ((const AssayFind *) group->finds->pdata[j])->id);
    }

  return g_string_free (answer, FALSE);
}

static void
test_find (void)
{
  static const struct { const char *text, *answer; } cases[] = {
    { "", "" },
    { "   ", "" },
    { "nothing has this", "" },
    { "perf", "page:performance" },
    /* the title's beginning, then a word's, then what is not shown; a group is where its best find is */
    { "lat", "chart:mean,p99,translate,json;source:s1;claim:c1" },
    { "LATENCY", "chart:mean,p99,json;claim:c1" },
    { "latency differs", "chart:mean" },
    { "lower latency", "chart:p99" },
    { "beta latency", "chart:p99" },
    { "alpha latency", "chart:json" },
    /* neither order of the words nor place matters */
    { "lock threads", "claim:c1" },
    { "cafe", "source:s1" },
    { "99th", "chart:p99" },
    { "ency", "chart:p99,mean,json;claim:c1" },
  };
  g_autoptr (AssaySearchIndex) index = index_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = ask (index, cases[i].text);

      g_assert_cmpstr (answer, ==, cases[i].answer);
    }
  g_assert_cmpuint (assay_search_index_count (index, ASSAY_FIND_CHART), ==, 4);
  g_assert_cmpuint (assay_search_index_count (index, ASSAY_FIND_PROFILE), ==, 0);
}

/* Everything of the shipped catalogue is there, and is found by what one would type. */
static void
test_catalogue (void)
{
  static const struct { const char *text, *answer; } cases[] = {
    { "1.3 million packages", "claim:lib-npm-1300k" },
    { "techempower", "source:" },
    { "chat", "scenario:" },
    { "machine learning", "profile:" },
  };
  g_autoptr (AssayStore) store = load_shipped ();
  const double today = 739900;
  g_autoptr (AssayAssessment) assessment = assay_assessment_new (store, today);
  g_autoptr (AssaySearchIndex) index = assay_search_catalogue (store, assessment, today);

  g_assert_cmpuint (assay_search_index_count (index, ASSAY_FIND_PAGE), ==, 0);
  g_assert_cmpuint (assay_search_index_count (index, ASSAY_FIND_CHART), >=, 36);
  g_assert_cmpuint (assay_search_index_count (index, ASSAY_FIND_CLAIM), ==, assay_store_get_statements (store)->len);
  g_assert_cmpuint (assay_search_index_count (index, ASSAY_FIND_SOURCE), ==, assay_store_get_origins (store)->len);
  g_assert_cmpuint (assay_search_index_count (index, ASSAY_FIND_SCENARIO), >=, 37);
  g_assert_cmpuint (assay_search_index_count (index, ASSAY_FIND_PROFILE), >, 5);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = ask (index, cases[i].text);

      g_test_message ("%s: %s", cases[i].text, answer);
      g_assert_nonnull (strstr (answer, cases[i].answer));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/fold", test_fold);
  g_test_add_func ("/search/words", test_words);
  g_test_add_func ("/search/find", test_find);
  g_test_add_func ("/search/catalogue", test_catalogue);

  return g_test_run ();
}
