/* The talk that follows from an advice: the question and the verdict first, then the charts that carry it, then all others, each once. */
#include <string.h>

#include "data/advice/advice-talk.h"
#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/series.h"
#include "tests/displayless/shipped.h"

#define TODAY 739949   /* 29 November 2026 */

static AssayProfile *
find_profile (AssayStore *store, const char *id)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), profiles = assay_profiles_load (store, errors);

  for (guint i = 0; i < profiles->len; i++)
    if (g_strcmp0 (((AssayProfile *) profiles->pdata[i])->id, id) == 0)
      return assay_profile_copy (profiles->pdata[i]);
  g_assert_not_reached ();
}

static AssayAdvice *
advise (AssayStore *store, const AssayProfile *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayDecision) decision = assay_decision_new (store, profile, 500, 1, TODAY, &error);
  AssayAdvice *advice = decision != NULL ? assay_advice_new (decision, NULL, &error) : NULL;

  g_assert_no_error (error);

  return advice;
}

/* How many charts of the catalogue have data; each of them is in @talk once. */
static guint
check_charts (AssayStore *store, const AssayTalk *talk)
{
  GPtrArray *charts = assay_store_get_charts (store);
  guint n = 0;

  for (guint i = 0; i < charts->len; i++)
    {
      g_autoptr (AssayFigure) figure = assay_chart_get_figure (charts->pdata[i], store, TODAY, NULL);
      guint times = 0;

      for (guint k = 0; k < talk->items->len; k++)
        times += g_strcmp0 (((AssayTalkItem *) talk->items->pdata[k])->chart, assay_chart_get_id (charts->pdata[i])) == 0;
      g_assert_cmpuint (times, ==, figure != NULL);
      n += times;
    }

  return n;
}

static gboolean
carries (const AssaySlide *slide, const AssayReason *reason)
{
  for (guint s = 0; s < slide->figure->series->len; s++)
    {
      const AssaySeries *series = slide->figure->series->pdata[s];

      for (guint i = 0; i < series->n; i++)
        if (g_ptr_array_find (reason->data, series->data[i], NULL))
          return TRUE;
    }

  return FALSE;
}

static gboolean
carries_any (const AssaySlide *slide, const AssayAdvice *advice)
{
  for (guint i = 0; i < advice->reasons->len; i++)
    if (carries (slide, advice->reasons->pdata[i]))
      return TRUE;

  return advice->counter != NULL && carries (slide, advice->counter);
}

static void
test_verdict (gconstpointer id)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (AssayProfile) profile = find_profile (store, id);
  g_autoptr (AssayAdvice) advice = advise (store, profile);
  g_autoptr (AssayTalk) talk = assay_advice_talk (advice, profile, store, TODAY);
  g_autoptr (AssayFigure) chart = assay_advice_chart (advice);
  g_autoptr (GPtrArray) slides = assay_talk_get_slides (talk, store, chart, TODAY, NULL, NULL);
  const AssayTalkItem *title = talk->items->pdata[0], *reasons = talk->items->pdata[1];
  gboolean over = FALSE;
  guint n = 0;

  g_assert_cmpint (title->kind, ==, ASSAY_SLIDE_TITLE);
  g_assert_cmpstr (title->title, ==, talk->title);
  g_assert_nonnull (strstr (title->text, advice->verdict));
  g_assert_nonnull (strstr (title->text, profile->name));
  g_assert_true (g_str_has_suffix (title->text, "29 Nov 2026"));
  g_assert_nonnull (strstr (reasons->text, advice->sentence));
  g_assert_cmpstr (reasons->notes, ==, advice->confidence);
  g_assert_cmpuint (check_charts (store, talk), ==, talk->items->len - 3);
  g_assert_cmpuint (slides->len, ==, talk->items->len);
  for (guint i = 3; i < slides->len; i++)
    {
      gboolean carried = carries_any (slides->pdata[i], advice);

      g_assert_false (carried && over);
      over = !carried;
      n += carried;
    }
  g_test_message ("%s: %u charts carry it", profile->name, n);
  g_assert_cmpuint (n, >, 0);
}

/* It can be written, and read as the same. */
static void
test_document (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (AssayProfile) profile = NULL;
  g_autoptr (AssayAdvice) advice = assay_advice_first (store, TODAY, NULL, &profile);
  g_autoptr (AssayTalk) talk = assay_advice_talk (advice, profile, store, TODAY), again = NULL;
  gsize length;
  g_autofree char *text = assay_talk_write (talk, &length);
  g_autoptr (GError) error = NULL;

  again = assay_talk_read ("talk", text, length, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (assay_talk_equal (talk, again));
  g_assert_cmpint (((AssayTalkItem *) talk->items->pdata[1])->kind, ==, ASSAY_SLIDE_TEXT);
}

/* Without a verdict none is told, and the catalogue's order stands. */
static void
test_no_advice (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (AssayTalk) talk = assay_advice_talk (NULL, NULL, store, TODAY);
  const AssayTalkItem *first = talk->items->pdata[1];

  g_assert_cmpuint (check_charts (store, talk), ==, talk->items->len - 1);
  g_assert_cmpstr (first->chart, ==, assay_chart_get_id (assay_store_get_charts (store)->pdata[0]));
}

/* A catalogue without charts has a talk of one slide. */
static void
test_nothing (void)
{
  g_autoptr (AssayStore) store = g_object_new (ASSAY_TYPE_STORE, NULL);
  g_autoptr (AssayProfile) profile = NULL;
  g_autoptr (AssayAdvice) advice = assay_advice_first (store, TODAY, NULL, &profile);
  g_autoptr (AssayTalk) talk = assay_advice_talk (advice, profile, store, TODAY);

  g_assert_cmpuint (talk->items->len, ==, 1);
}

/* The slide of the weights stands behind the words, and is left out and told where there is no advice; the profile that is wanted is the one that is advised, if there
 * is such a one. */
static void
test_slide (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (AssayProfile) profile = NULL, other = NULL;
  g_autoptr (AssayAdvice) advice = assay_advice_first (store, TODAY, "api", &profile), first = assay_advice_first (store, TODAY, "no-such", &other);
  g_autoptr (AssayTalk) talk = assay_advice_talk (advice, profile, store, TODAY);
  g_autoptr (AssayFigure) chart = assay_advice_chart (advice);
  g_autoptr (GPtrArray) lost = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) slides = assay_talk_get_slides (talk, store, chart, TODAY, NULL, NULL);
  g_autoptr (GPtrArray) without = assay_talk_get_slides (talk, store, NULL, TODAY, lost, NULL);

  g_assert_cmpstr (profile->id, ==, "api");
  g_assert_cmpstr (other->id, ==, ASSAY_PROFILE_FIRST);
  g_assert_nonnull (first);
  g_assert_cmpstr (chart->id, ==, ASSAY_ADVICE_CHART);
  for (guint i = 0; i < slides->len; i++)
    g_assert_true (assay_advice_slide_is (slides->pdata[i]) == (i == 2));
  g_assert_cmpstr (((AssaySlide *) slides->pdata[2])->notes, ==, advice->confidence);
  g_assert_cmpuint (without->len, ==, slides->len - 1);
  g_assert_cmpuint (lost->len, ==, 1);
  g_assert_cmpstr (lost->pdata[0], ==, "slide 3: the catalogue has no chart “advice-weights”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/advice-talk/article", ASSAY_PROFILE_FIRST, test_verdict);
  g_test_add_data_func ("/advice-talk/api", "api", test_verdict);
  g_test_add_func ("/advice-talk/document", test_document);
  g_test_add_func ("/advice-talk/no-advice", test_no_advice);
  g_test_add_func ("/advice-talk/nothing", test_nothing);
  g_test_add_func ("/advice-talk/slide", test_slide);

  return g_test_run ();
}
