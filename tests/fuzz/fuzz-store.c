/* Any text as documents of the catalogue, each a layer over the one before it; a NUL byte stands between two. What the store then holds
 * is evaluated: verdicts, charts, tiles, pages and the talk. */
#include "data/advice/advice-talk.h"
#include "data/advice/assessment.h"
#include "data/model/chart.h"
#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/page.h"
#include "data/model/store.h"
#include "data/model/talk.h"
#include "data/model/tile.h"
#include "data/model/units.h"
#include "tests/fuzz/fuzz.h"

#define TODAY "2026-11-28"

static void
check_charts (AssayStore *store, double today)
{
  GPtrArray *charts = assay_store_get_charts (store), *tiles = assay_store_get_tiles (store);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayTalk) talk = assay_advice_talk (NULL, NULL, store, today);
  g_autoptr (GPtrArray) slides = assay_talk_get_slides (talk, store, NULL, today, NULL, &error);
  g_autofree char *title = assay_talk_question (store);

  g_assert_no_error (error);
  g_assert_cmpuint (slides->len, ==, talk->items->len);
  assert_shown (title);
  for (guint i = 0; i < charts->len; i++)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (AssayFigure) figure = assay_chart_get_figure (charts->pdata[i], store, today, &reason);

      g_assert_true ((figure == NULL) == (reason != NULL));
    }
  for (guint i = 0; i < tiles->len; i++)
    {
      g_autoptr (AssayTileValue) value = assay_tile_evaluate (tiles->pdata[i], store);

      assert_shown (value != NULL ? value->verdict : NULL);
    }
}

static void
check_pages (AssayStore *store, double today)
{
  GPtrArray *pages = assay_store_get_pages (store), *data = assay_store_get_data (store);

  for (guint i = 0; i < pages->len; i++)
    {
      g_autofree char *headline = assay_page_get_headline (pages->pdata[i], store, today);
      g_autofree char *subtitle = assay_page_get_subtitle (pages->pdata[i], store, today);

      assert_shown (headline);
      assert_shown (subtitle);
    }
  for (guint i = 0; i < data->len; i++)
    {
      g_autofree char *text = assay_datum_format (data->pdata[i]);

      assert_shown (text);
    }
}

static void
check_verdicts (AssayStore *store, double today)
{
  g_autoptr (AssayAssessment) assessment = assay_assessment_new (store, today);
  g_autofree char *finding = assay_assessment_finding (assessment);
  GPtrArray *statements = assay_store_get_statements (store);

  assert_shown (finding);
  for (guint i = 0; i < statements->len; i++)
    {
      const AssayVerdict *verdict = assay_assessment_get_verdict (assessment, i);

      assert_shown (verdict->summary);
      assert_shown (verdict->rule);
      assert_shown (verdict->settle);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (AssayStore) store = g_object_new (ASSAY_TYPE_STORE, NULL);
  const char *text = (const char *) data, *end = text + size, *mark;
  double today = assay_date_parse (TODAY);

  for (; (mark = memchr (text, '\0', end - text)) != NULL; text = mark + 1)
    assay_store_add_document (store, "document", text, mark - text);
  assay_store_add_document (store, "document", text, end - text);
  assert_all_shown (assay_store_get_errors (store));

  check_verdicts (store, today);
  check_charts (store, today);
  check_pages (store, today);

  return 0;
}
