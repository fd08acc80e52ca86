/* Tiles and page headlines over the fixture's figures. */
#include "chart-fixture.h"
#include "data/model/datum.h"
#include "data/model/page.h"
#include "data/model/provenance.h"
#include "data/model/subject.h"
#include "data/model/tile.h"

#define RATIOS(pairs) \
  "{\"charts\": [{\"id\": \"ratios\", \"kind\": \"ranges\", \"page\": \"overview\", \"criterion\": \"speed\", \"category\": \"row\", \"as\": \"lead\", " \
  "\"series\": [{\"name\": \"All\"}], \"findings\": [{\"text\": \"{count:all} rows\"}], " \
  "\"rows\": [{\"label\": \"Row\", \"metric\": \"rate\", \"origin\": \"bench\", \"pairs\": [" pairs "]}]}], " \
  "\"tiles\": [{\"id\": \"t\", \"title\": \"Title\", \"from\": \"ratios\", \"row\": \"Row\", \"chart\": \"ratios\"}], " \
  "\"pages\": [{\"id\": \"overview\", \"title\": \"Overview\", \"chart\": \"ratios\", " \
  "\"findings\": [{\"when\": \"{value:best} > 1\", \"text\": \"{category:best} is up\"}], \"subtitle\": \"{figures} figures\"}]}"

typedef struct
{
  const char *name, *document, *value, *verdict, *note, *leader;
} Case;

static const Case cases[] = {
  { "first-leads", RATIOS ("[\"right-two\", \"left-one\"], [\"right-one\", \"left-one\"]"),
    "2.8×", "Right ahead", "From 2× to 4× over 2 pairs", "right" },
  { "second-leads", RATIOS ("[\"left-one\", \"right-two\"], [\"left-two\", \"right-two\"]"),
    "2.3×", "Right ahead", "From 1.3× to 4× over 2 pairs", "right" },
  { "crosses", RATIOS ("[\"right-one\", \"left-two\"], [\"right-two\", \"left-one\"]"),
    "≈", "No clear difference", "From 0.67× to 4× over 2 pairs", NULL },
  { "one-pair", RATIOS ("[\"right-one\", \"left-one\"]"), "2×", "Right ahead", "One pair", "right" },
};

static void
test_tile (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayTileValue) value = NULL;
  AssayTile *tile;

  fixture_layer (store, expected->document);
  tile = g_ptr_array_index (assay_store_get_tiles (store), 0);
  value = assay_tile_evaluate (tile, store);
  g_assert_cmpstr (assay_tile_get_id (tile), ==, "t");
  g_assert_cmpstr (assay_tile_get_chart (tile), ==, "ratios");
  g_assert_cmpstr (value->title, ==, "Title");
  g_assert_cmpstr (value->value, ==, expected->value);
  g_assert_cmpstr (value->verdict, ==, expected->verdict);
  g_assert_cmpstr (value->note, ==, expected->note);
  g_assert_cmpstr (value->leader != NULL ? value->leader->id : NULL, ==, expected->leader);
  g_assert_cmpstr (value->origin->id, ==, "bench");
}

/* 5 % is no lead. */
static void
test_tile_tie (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayTileValue) value = NULL;

  fixture_layer (store, RATIOS ("[\"right-one\", \"left-one\"]"));
  fixture_layer (store, "{\"figures\": [{\"metric\": \"rate\", \"subject\": \"right-one\", \"value\": 104, \"date\": \"2025\", \"origin\": \"bench\"}]}");
  value = assay_tile_evaluate (g_ptr_array_index (assay_store_get_tiles (store), 0), store);
  g_assert_cmpstr (value->value, ==, "≈");
  g_assert_null (value->leader);
}

static void
test_tile_without_data (void)
{
  g_autoptr (AssayStore) store = fixture_store ();

  fixture_layer (store, RATIOS ("[\"right\", \"left\"]"));
  g_assert_null (assay_tile_evaluate (g_ptr_array_index (assay_store_get_tiles (store), 0), store));
}

static void
test_tile_unknown_row (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  const char *text = "{\"tiles\": [{\"id\": \"u\", \"title\": \"T\", \"from\": \"ratios\", \"row\": \"Other\", \"chart\": \"ratios\"}]}";

  fixture_layer (store, RATIOS ("[\"right-one\", \"left-one\"]"));
  assay_store_add_document (store, "u.json", text, strlen (text));
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (assay_store_get_errors (store), 0), ==,
                   "u.json: $.tiles[0].row: chart “ratios” has no row “Other”");
}

static void
test_page (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autofree char *headline = NULL, *subtitle = NULL, *without = NULL;
  AssayPage *page;

  fixture_layer (store, RATIOS ("[\"right-one\", \"left-one\"]"));
  page = assay_store_find_page (store, "overview");
  headline = assay_page_get_headline (page, store, TODAY);
  subtitle = assay_page_get_subtitle (page, store, TODAY);
  g_assert_cmpstr (assay_page_get_title (page), ==, "Overview");
  g_assert_cmpstr (headline, ==, "Row is up");
  g_assert_cmpstr (subtitle, ==, "24 figures");

  fixture_layer (store, "{\"figures\": [{\"metric\": \"rate\", \"subject\": \"right-one\", \"value\": 50, \"date\": \"2025\", \"origin\": \"bench\"}]}");
  without = assay_page_get_headline (page, store, TODAY);
  g_assert_cmpstr (without, ==, "Overview");
}

static void
test_page_unknown (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  const char *text = "{\"pages\": [{\"id\": \"about\", \"title\": \"About\", \"chart\": \"ratios\", \"findings\": \"One.\"}]}";

  fixture_layer (store, RATIOS ("[\"right-one\", \"left-one\"]"));
  assay_store_add_document (store, "p.json", text, strlen (text));
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (assay_store_get_errors (store), 0), ==, "p.json: $.pages[0].id: unknown page “about”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/tile/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_tile);
    }
  g_test_add_func ("/tile/tie", test_tile_tie);
  g_test_add_func ("/tile/without-data", test_tile_without_data);
  g_test_add_func ("/tile/unknown-row", test_tile_unknown_row);
  g_test_add_func ("/page/headline", test_page);
  g_test_add_func ("/page/unknown", test_page_unknown);

  return g_test_run ();
}
