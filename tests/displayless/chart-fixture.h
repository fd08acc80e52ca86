/* A small catalogue of two sides, and what tests of charts ask of it. */
#pragma once

#include <string.h>

#include "data/model/chart.h"
#include "data/model/figure.h"
#include "data/model/store.h"

#define TODAY 740000

static inline void
fixture_add (AssayStore *store, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "chart", file, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  assay_store_add_document (store, file, text, length);
}

static inline AssayStore *
fixture_store (void)
{
  AssayStore *store = g_object_new (ASSAY_TYPE_STORE, NULL);

  fixture_add (store, "base");
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);

  return store;
}

/* Adds @text as one more layer; it must have no mistake. */
static inline void
fixture_layer (AssayStore *store, const char *text)
{
  GPtrArray *errors = assay_store_get_errors (store);

  assay_store_add_document (store, "layer.json", text, strlen (text));
  if (errors->len > 0)
    g_test_message ("%s", (char *) g_ptr_array_index (errors, 0));
  g_assert_cmpuint (errors->len, ==, 0);
}

/* The chart "c" with these members besides id, page, criterion and, unless they have their own, findings. */
static inline AssayFigure *
fixture_figure (AssayStore *store, const char *members)
{
  g_autofree char *document = g_strdup_printf ("{\"charts\": [{\"id\": \"c\", \"page\": \"overview\", \"criterion\": \"speed\"%s, %s}]}",
                                               strstr (members, "findings") != NULL
                                                 ? "" : ", \"findings\": [{\"text\": \"One.\"}]", members);

  fixture_layer (store, document);

  return assay_chart_get_figure (assay_store_find_chart (store, "c"), store, TODAY, NULL);
}
