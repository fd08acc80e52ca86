/* Runs of fixtures/runs, whose numbers are made up. */
#pragma once

#include "data/measure/run.h"
#include "data/model/json.h"

/* The text of fixtures/runs/@name; transfer full. */
static inline char *
run_fixture_text (const char *name, gsize *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "runs", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, length, NULL));

  return text;
}

static inline AssayRun *
run_fixture_parse (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = assay_json_parse ("run.json", text, length, &error);
  AssayRun *run;

  g_assert_no_error (error);
  run = assay_run_from_json ("run.json", node, &error);
  g_assert_no_error (error);

  return run;
}

static inline AssayRun *
run_fixture (const char *name)
{
  gsize length = 0;
  g_autofree char *text = run_fixture_text (name, &length);

  return run_fixture_parse (text, length);
}
