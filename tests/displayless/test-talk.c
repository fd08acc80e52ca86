/* Every chart, tile and page of the bundled catalogue: a figure with origins throughout, and a sentence to read aloud. */
#include <string.h>

#include "data/model/chart.h"
#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/metric.h"
#include "data/model/page.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/tile.h"
#include "data/model/units.h"
#include "tests/displayless/shipped.h"

static double
today (void)
{
  return assay_date_parse ("2026-11-23");
}

static GPtrArray *
get_figures (AssayStore *store)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_figure_unref);
  GPtrArray *charts = assay_store_get_charts (store);

  for (guint i = 0; i < charts->len; i++)
    {
      g_autoptr (GError) error = NULL;
      AssayFigure *figure;

      if (is_chart_of_the_user (charts->pdata[i]))
        continue;
      figure = assay_chart_get_figure (charts->pdata[i], store, today (), &error);
      g_assert_no_error (error);
      g_ptr_array_add (figures, figure);
    }

  return figures;
}

static void
assert_sentence (const char *text, glong most)
{
  g_test_message ("%s", text);
  g_assert_nonnull (text);
  g_assert_cmpint (g_utf8_strlen (text, -1), >, 10);
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, most);
  g_assert_null (strpbrk (text, "{}"));
  g_assert_null (strstr (text, "nan"));
}

static guint
count_points (const AssayFigure *figure)
{
  guint n = 0;

  for (guint s = 0; s < figure->series->len; s++)
    n += ((AssaySeries *) g_ptr_array_index (figure->series, s))->n;

  return n;
}

static void
assert_origins (AssayStore *store, const AssayFigure *figure)
{
  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = g_ptr_array_index (figure->series, s);

      for (guint i = 0; i < series->n; i++)
        {
          AssayProvenance *origin = assay_series_get_origin (series, i);

          g_assert_nonnull (origin);
          g_assert_nonnull (assay_store_find_origin (store, origin->id));
          g_assert_true (series->data[i]->metric->unit == figure->y.unit);
          g_assert_true ((origin->kind == ASSAY_ORIGIN_CLAIM) == (series->role == ASSAY_ROLE_CLAIM));
        }
    }
}

static void
test_every_mark_has_an_origin (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) figures = get_figures (store);

  g_assert_cmpuint (figures->len, >=, 18);
  for (guint i = 0; i < figures->len; i++)
    {
      const AssayFigure *figure = g_ptr_array_index (figures, i);

      g_test_message ("%s", figure->id);
      g_assert_cmpuint (count_points (figure), >=, 2);
      assert_origins (store, figure);
      g_assert_nonnull (figure->footer);
      g_assert_nonnull (figure->notes);
      g_assert_nonnull (figure->y.unit);
    }
}

static void
test_sentences (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) figures = get_figures (store);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < figures->len; i++)
    {
      const AssayFigure *figure = g_ptr_array_index (figures, i);

      assert_sentence (figure->finding, 100);
      assert_sentence (figure->subtitle, 140);
      g_assert_true (g_hash_table_add (said, figure->finding));
      g_assert_cmpstr (figure->finding, !=, figure->subtitle);
    }
}

/* What a room takes in at once. */
static void
test_not_crowded (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) figures = get_figures (store);

  for (guint i = 0; i < figures->len; i++)
    {
      const AssayFigure *figure = g_ptr_array_index (figures, i);

      g_test_message ("%s", figure->id);
      g_assert_cmpuint (figure->series->len, <=, figure->kind == ASSAY_FIGURE_HEATMAP ? 12 : 6);
      if (figure->categories != NULL)
        g_assert_cmpuint (g_strv_length (figure->categories), <=, 14);
    }
}

static void
test_pages (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) figures = get_figures (store);
  const char * const *ids = assay_page_ids ();

  for (guint p = 0; ids[p] != NULL; p++)
    {
      AssayPage *page = assay_store_find_page (store, ids[p]);
      g_autofree char *headline = assay_page_get_headline (page, store, today ());
      g_autofree char *subtitle = assay_page_get_subtitle (page, store, today ());
      guint n = 0;

      assert_sentence (headline, 100);
      assert_sentence (subtitle, 120);
      g_assert_cmpstr (headline, !=, assay_page_get_title (page));
      for (guint i = 0; i < figures->len; i++)
        n += g_str_equal (((AssayFigure *) g_ptr_array_index (figures, i))->page, ids[p]);
      g_assert_cmpuint (n, >=, 2);
    }
}

static void
test_tiles (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  GPtrArray *tiles = assay_store_get_tiles (store);

  g_assert_cmpuint (tiles->len, ==, 4);
  for (guint i = 0; i < tiles->len; i++)
    {
      AssayTile *tile = g_ptr_array_index (tiles, i);
      g_autoptr (AssayTileValue) value = assay_tile_evaluate (tile, store);

      g_assert_nonnull (value);
      g_assert_cmpuint (value->pairs, >=, 2);
      g_assert_true (value->low <= value->ratio && value->ratio <= value->high);
      g_assert_true ((value->leader == NULL) == g_str_equal (value->value, "≈"));
      g_assert_nonnull (assay_store_find_chart (store, assay_tile_get_chart (tile)));
    }
}

#define FASTER \
  "{\"figures\": [{\"metric\": \"tfb-json-throughput\", \"subject\": \"fastapi\", \"value\": 1500000, \"date\": \"2025-06-08\", " \
  "\"origin\": \"tfb-2025-06-08-json\", \"dimensions\": {\"entry\": \"fastapi\", \"connections\": \"512\"}}]}"

/* Were the other side faster, the headline would say so. */
static void
test_turns_with_data (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  AssayChart *chart = assay_store_find_chart (store, "json-throughput");
  g_autoptr (AssayFigure) before = assay_chart_get_figure (chart, store, today (), NULL);
  g_autoptr (AssayFigure) after = NULL;

  g_assert_nonnull (strstr (before->finding, "Fastify answers 2.5 times"));
  assay_store_add_document (store, "faster.json", FASTER, strlen (FASTER));
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);
  after = assay_chart_get_figure (chart, store, today (), NULL);
  g_assert_nonnull (strstr (after->finding, "FastAPI answers 1.8 times"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/talk/every-mark-has-an-origin", test_every_mark_has_an_origin);
  g_test_add_func ("/talk/sentences", test_sentences);
  g_test_add_func ("/talk/not-crowded", test_not_crowded);
  g_test_add_func ("/talk/pages", test_pages);
  g_test_add_func ("/talk/tiles", test_tiles);
  g_test_add_func ("/talk/turns-with-data", test_turns_with_data);

  return g_test_run ();
}
