/* Any text as a document of feeds; or, behind a first byte that is no brace and chooses one of the bundled feeds, as two answers to it,
 * the newer first, between which a NUL byte stands. */
#include "data/model/datum.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/store.h"
#include "data/sources/feed.h"
#include "tests/fuzz/fuzz.h"

static GPtrArray *
bundled_feeds (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);

  return assay_feeds_load (NULL, errors);
}

/* Those of the bundled feeds, so that their figures can be read. */
static void
add_origins (AssayStore *store)
{
  g_autoptr (GPtrArray) feeds = bundled_feeds ();
  g_autoptr (GString) text = g_string_new ("{\"origins\": [");

  for (guint i = 0; i < feeds->len; i++)
    g_string_append_printf (text, "%s{\"id\": \"feed-%s\", \"title\": \"F\", \"kind\": \"published\", \"standing\": \"independent\"}",
                            i > 0 ? ", " : "", ((AssayFeed *) feeds->pdata[i])->id);
  g_string_append (text, "]}");
  assay_store_add_document (store, "origins", text->str, text->len);
}

/* What answers are filed under; the figures that are bundled would only take time. */
static AssayStore *
bundled_store (void)
{
  static const char * const names[] = { "criteria.json", "origins.json", "subjects.json", "metrics.json" };
  AssayStore *store = g_object_new (ASSAY_TYPE_STORE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/io/github/assay/Assay/catalogue/", names[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      assay_store_add_document (store, names[i], g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  add_origins (store);
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);

  return store;
}

static void
check_feeds (const char *text, gsize length)
{
  static GPtrArray *feeds;
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);

  if (feeds == NULL)
    feeds = bundled_feeds ();   /* which frees what is in it */
  g_ptr_array_set_size (feeds, 0);
  assay_feeds_add_document (feeds, NULL, "feeds", text, length, errors);
  assert_all_shown (errors);
  for (guint i = 0; i < feeds->len; i++)
    {
      AssayFeed *feed = feeds->pdata[i];

      g_assert_true (assay_feeds_find (feeds, feed->id) == feed);
      assay_feed_get_metric (feed, "downloads");
    }
}

/* Each is one that the store takes. */
static void
check_figures (AssayStore *store, const char *document, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = assay_json_parse ("document", document, length, &error);
  AssayReader reader = { "document", errors };
  AssayField root, figures, figure;

  g_assert_no_error (error);
  assay_field_root (&root, &reader, node);
  g_assert_true (assay_field_member (&root, "figures", &figures));
  for (guint i = 0; i < assay_field_length (&figures); i++)
    {
      g_autoptr (AssayDatum) datum = NULL;

      assay_field_element (&figures, i, &figure);
      datum = assay_datum_read (&figure, store);
      if (datum == NULL)
        g_error ("%s in %s", errors->len > 0 ? (char *) errors->pdata[0] : "figure", document);
    }
}

static void
check_answers (guint index, const char *text, gsize length)
{
  static GPtrArray *feeds;
  static AssayStore *store;
  const char *mark = memchr (text, '\0', length), *second = mark != NULL ? mark + 1 : text + length;
  g_autoptr (GBytes) newer = g_bytes_new_static (text, mark != NULL ? (gsize) (mark - text) : length),
                     older = g_bytes_new_static (second, text + length - second);
  const AssayFeedAnswer answers[] = { { newer, "2026-11-28" }, { older, "2026-11-27" } };
  g_autoptr (GError) error = NULL;
  gsize written = 0;
  g_autofree char *document = NULL;

  if (feeds == NULL)
    {
      feeds = bundled_feeds ();
      store = bundled_store ();
    }
  document = assay_feed_document (feeds->pdata[index % feeds->len], store, "https://example.org/x", answers, G_N_ELEMENTS (answers),
                                  &written, NULL, &error);
  g_assert_true ((document == NULL) == (error != NULL));
  if (error != NULL)
    {
      assert_shown (error->message);
      return;
    }
  check_figures (store, document, written);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size > 0 && data[0] == '{')
    check_feeds ((const char *) data, size);
  else if (size > 0)
    check_answers (data[0], (const char *) data + 1, size - 1);

  return 0;
}
