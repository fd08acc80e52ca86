/* A small catalogue of two sides, with drivers and needs. */
#pragma once

#include <string.h>

#include "data/model/store.h"

/* 1 January 2026, as a julian day. */
#define FIXTURE_TODAY 739617

static inline AssayStore *
advice_store (void)
{
  AssayStore *store = g_object_new (ASSAY_TYPE_STORE, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "advice", "base.json", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  assay_store_add_document (store, "base.json", text, length);
  for (guint i = 0; i < assay_store_get_errors (store)->len; i++)
    g_test_message ("%s", (char *) assay_store_get_errors (store)->pdata[i]);
  g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);

  return store;
}

/* Adds @text as one more layer; returns how many mistakes it has. */
static inline guint
advice_layer (AssayStore *store, const char *text)
{
  guint before = assay_store_get_errors (store)->len;

  assay_store_add_document (store, "layer.json", text, strlen (text));

  return assay_store_get_errors (store)->len - before;
}
