#include <string.h>

#include "data/model/datum.h"
#include "data/model/store.h"

/* Six rows that differ in one thing each; a row's id says which. */
static const char * const rows =
  "{\"figures\": ["
  "{\"id\": \"undated\", \"metric\": \"throughput\", \"subject\": \"alpha\", \"value\": 1, \"origin\": \"lab\"},"
  "{\"id\": \"june\", \"metric\": \"throughput\", \"subject\": \"beta\", \"value\": 2, \"date\": \"2025-06\", \"origin\": \"lab\"},"
  "{\"id\": \"four\", \"metric\": \"throughput\", \"subject\": \"beta\", \"value\": 3, \"date\": \"2024\", \"origin\": \"lab\","
  " \"dimensions\": {\"workers\": \"4\", \"connections\": \"64\"}},"
  "{\"id\": \"eight\", \"metric\": \"throughput\", \"subject\": \"beta\", \"value\": 4, \"date\": \"2024\", \"origin\": \"lab\","
  " \"dimensions\": {\"workers\": \"8\", \"connections\": \"64\"}},"
  "{\"id\": \"gated\", \"metric\": \"throughput\", \"subject\": \"beta\", \"value\": 5, \"date\": \"2025-07\", \"origin\": \"lab\","
  " \"gate\": [\"copied\"]},"
  "{\"id\": \"other\", \"metric\": \"release\", \"subject\": \"gamma\", \"text\": \"2\", \"date\": \"2023-05-01\", \"origin\": \"rival\"}"
  "], \"origins\": [{\"id\": \"rival\", \"title\": \"A rival\", \"kind\": \"published\", \"standing\": \"vendor\"}]}";

static AssayStore *
new_store (void)
{
  AssayStore *store = g_object_new (ASSAY_TYPE_STORE, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "catalogue", "base.json", NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  assay_store_add_document (store, "base.json", text, length);
  assay_store_add_document (store, "rows.json", rows, strlen (rows));
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);

  return store;
}

typedef struct
{
  const char *name;
  AssayQuery query;
  const char *ids;   /* of the answer, in order; "base" is base.json's only figure */
} Case;

static const char * const four_workers[] = { "workers", "4", NULL };
static const char * const four_of_64[] = { "connections", "64", "workers", "4", NULL };
static const char * const nine_workers[] = { "workers", "9", NULL };
static const char * const no_dimensions[] = { NULL };

static const Case cases[] = {
  { "all", { 0 }, "undated other four eight june base" },
  { "empty-members", { .metric = "", .subject = "", .within = "", .origin = "", .since = "", .until = "",
                       .dimensions = no_dimensions }, "undated other four eight june base" },
  { "gated", { .gated = TRUE }, "undated other four eight june gated base" },
  { "metric", { .metric = "release" }, "other" },
  { "unknown-metric", { .metric = "warmth" }, "" },
  { "subject", { .subject = "alpha" }, "undated base" },
  { "within", { .within = "alpha" }, "undated four eight june base" },
  { "within-itself", { .within = "gamma" }, "other" },
  { "origin", { .origin = "rival" }, "other" },
  { "since-year", { .since = "2025" }, "june base" },
  { "since-day", { .since = "2025-06-02" }, "base" },
  { "since-first-day", { .since = "2025-06-01" }, "june base" },
  { "until-year", { .until = "2025" }, "other four eight june" },
  { "until-month", { .until = "2025-05" }, "other four eight" },
  { "until-quarter", { .until = "2025-Q2" }, "other four eight june" },
  { "between", { .since = "2024", .until = "2024" }, "four eight" },
  { "since-nonsense", { .since = "soon" }, "" },
  { "dimension", { .dimensions = four_workers }, "four" },
  { "dimensions", { .dimensions = four_of_64 }, "four" },
  { "dimension-absent", { .dimensions = nine_workers }, "" },
  { "latest", { .latest = TRUE }, "other four eight june base" },
  { "latest-gated", { .latest = TRUE, .gated = TRUE }, "other four eight gated base" },
  { "latest-until", { .latest = TRUE, .subject = "alpha", .until = "2025" }, "" },
  { "together", { .metric = "throughput", .within = "alpha", .since = "2024", .until = "2025", .latest = TRUE },
    "four eight june" },
};

static char *
join_ids (GPtrArray *data)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < data->len; i++)
    {
      AssayDatum *datum = g_ptr_array_index (data, i);
      const char *id = strcmp (datum->id, "throughput:alpha:2026") == 0 ? "base" : datum->id;

      g_string_append_printf (ids, "%s%s", i == 0 ? "" : " ", id);
    }

  return g_string_free (ids, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *this_case = data;
  g_autoptr (AssayStore) store = new_store ();
  g_autoptr (GPtrArray) answer = assay_store_query (store, &this_case->query);
  g_autofree char *ids = join_ids (answer);

  g_assert_cmpstr (ids, ==, this_case->ids);
}

/* The answer owns its rows: it may outlive the store. */
static void
test_outlives_store (void)
{
  AssayStore *store = new_store ();
  AssayQuery query = { .metric = "release" };
  g_autoptr (GPtrArray) answer = assay_store_query (store, &query);

  g_assert_finalize_object (store);
  g_assert_cmpstr (((AssayDatum *) g_ptr_array_index (answer, 0))->text, ==, "2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/query/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/query/outlives-store", test_outlives_store);

  return g_test_run ();
}
